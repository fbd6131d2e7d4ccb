// "/" moves to the search box of a page, as long as nobody is typing; Escape leaves an empty box.
"use strict";

(() => {
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog, .leaflet-container");
  document.addEventListener("keydown", (event) => {
    const box = document.querySelector("[data-search-box]");
    if (!box || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing(event.target)) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "Escape" && event.target === box && !box.value) {
      box.blur();
    }
  });
})();
