// Narrows the comparison by state, level, direction and whether the record applies. Without this script everything is shown.
"use strict";

(() => {
  const form = document.querySelector("[data-compare]");
  if (!form) return;
  const rows = [...document.querySelectorAll(".compare tbody tr")];
  const told = form.querySelector(".filter-count");
  const apply = () => {
    const { region, level, direction, current } = form.elements;
    const entries = Boolean(direction.value || current.checked);
    let shown = 0;
    for (const row of rows) {
      let any = !entries;
      for (const entry of row.querySelectorAll("[data-direction]")) {
        entry.hidden = Boolean((direction.value && entry.dataset.direction !== direction.value) || (current.checked && "past" in entry.dataset));
        any ||= !entry.hidden;
      }
      row.hidden = !any || Boolean((region.value && row.parentElement.dataset.region !== region.value) || (level.value && row.dataset.level !== level.value));
      shown += !row.hidden;
    }
    told.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} places shown`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
