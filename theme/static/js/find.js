// Filter an index by name; places around a match stay visible. Enter opens the only match. Without this script all names are shown.
"use strict";

(() => {
  const form = document.querySelector("[data-find]");
  if (!form) return;
  const items = [...document.querySelectorAll("[data-names]")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = new Map(items.map((item) => [item, plain(item.dataset.names)]));
  const told = form.querySelector(".filter-count");
  let hits = [];
  const apply = () => {
    const wanted = plain(form.elements.name.value).trim();
    hits = wanted ? items.filter((item) => wanted.split(/\s+/).every((word) => names.get(item).includes(word))) : items;
    const [hit, shown] = [new Set(wanted ? hits : []), new Set(hits)];
    for (const found of hits) for (let item = found.parentElement.closest("[data-names]"); item; item = item.parentElement.closest("[data-names]")) shown.add(item);
    for (const item of items) {
      item.hidden = !shown.has(item);
      item.classList.toggle("hit", hit.has(item));
    }
    told.textContent = wanted ? (hits.length ? `${hits.length} of ${items.length}` : `No name on record contains “${form.elements.name.value.trim()}”. A place without a record may be missing here.`) : "";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (hits.length === 1) hits[0].querySelector("a").click();
  });
  form.hidden = false;
  apply();
})();
