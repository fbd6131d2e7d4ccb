// Filter the comparison by state, level, direction and whether the record applies. Without this script everything is shown.
"use strict";

(() => {
  const form = document.querySelector("[data-compare]");
  if (!form) return;
  const rows = [...document.querySelectorAll(".compare tbody tr")].map((row) => ({
    row,
    region: row.parentElement.dataset.region,
    level: row.dataset.level,
    entries: [...row.querySelectorAll("[data-direction]")].map((entry) => ({ entry, direction: entry.dataset.direction, past: "past" in entry.dataset })),
  }));
  const told = form.querySelector(".filter-count");
  // Leave an attribute that is right already, since setting it makes the browser lay out the element again.
  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
    return !hidden;
  };
  const apply = () => {
    const [region, level, direction] = ["region", "level", "direction"].map((name) => form.elements[name].value);
    const current = form.elements.current.checked;
    let shown = 0;
    for (const { row, region: of, level: at, entries } of rows) {
      const wanted = (!region || of === region) && (!level || at === level);
      if (!wanted) {
        hide(row, true); // its entries are updated when it is shown again
        continue;
      }
      let any = !direction && !current;
      for (const { entry, direction: to, past } of entries) any = hide(entry, Boolean((direction && to !== direction) || (current && past))) || any;
      shown += hide(row, !any);
    }
    told.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} places shown`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
