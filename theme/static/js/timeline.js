// Filter the timeline by kind, place and importance of the step. Without this script everything is shown.
"use strict";

(() => {
  const form = document.querySelector("[data-timeline-filter]");
  if (!form) return;
  const entries = [...document.querySelectorAll(".entry")];
  const groups = [...document.querySelectorAll(".entries"), ...document.querySelectorAll(".month")];
  // A place holds what names it and what names a place in it; names of places are not unique, so these are ids.
  const above = new Map([...form.elements.place.options].map((option) => [option.value, new Set((option.dataset.above ?? "").split(" "))]));
  const named = new Map(entries.map((entry) => [entry, entry.dataset.places.split(" ").filter(Boolean)]));
  const lies = (entry, place) => named.get(entry).some((name) => name === place || above.get(name)?.has(place));
  const apply = () => {
    const kinds = new Set([...form.querySelectorAll('[name="kind"]:checked')].map((box) => box.value));
    const lesser = form.elements.lesser.checked;
    const place = form.elements.place.value;
    let shown = 0;
    for (const entry of entries) {
      const fits = kinds.has(entry.dataset.kind) && (lesser || !entry.classList.contains("lesser")) && (!place || lies(entry, place));
      if (entry.hidden === fits) entry.hidden = !fits; // setting it again would cause layout
      shown += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
    form.querySelector(".filter-count").textContent = shown === entries.length ? "" : `${shown} of ${entries.length} steps shown`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
