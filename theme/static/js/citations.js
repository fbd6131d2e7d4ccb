// Show a source beside its number when that is clicked. Without this script the number links to the list of sources.
"use strict";

(() => {
  let card = null;
  let opener = null;
  const close = (refocus) => {
    if (!card) return;
    card.remove();
    opener.removeAttribute("aria-expanded");
    if (refocus) opener.focus();
    card = opener = null;
  };
  const open = (link, source) => {
    card = document.createElement("div");
    card.className = "source-card";
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", link.getAttribute("aria-label"));
    card.tabIndex = -1;
    const text = document.createElement("p");
    for (const child of source.childNodes) text.append(child.cloneNode(true));
    const list = document.createElement("a");
    list.href = link.getAttribute("href");
    list.textContent = "In the list of sources";
    list.addEventListener("click", () => close(false));
    card.append(text, list);
    document.body.append(card);
    const at = link.getBoundingClientRect();
    const left = Math.min(at.left + scrollX, scrollX + document.documentElement.clientWidth - card.offsetWidth - 16);
    card.style.left = `${Math.max(left, 16)}px`;
    card.style.top = `${at.bottom + scrollY + 6}px`;
    link.setAttribute("aria-expanded", "true");
    opener = link;
    card.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (link) {
      const source = document.getElementById(link.hash.slice(1));
      if (!source || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      const again = link === opener;
      close(false);
      if (!again) open(link, source);
    } else if (card && !card.contains(event.target)) {
      close(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
})();
