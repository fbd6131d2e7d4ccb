// Find by name in an index: names that are the words sought, then those that begin with them, then those in which each
// word sought begins a word. Enter opens the first. Without this script all names are shown.
"use strict";

(() => {
  const form = document.querySelector("[data-find]");
  if (!form) return;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const items = [...document.querySelectorAll("[data-names]")].map((item) => {
    const names = [...new Set(item.dataset.names.split("|").map(plain).filter(Boolean))];
    const words = names.map((name) => name.split(" "));
    return { link: item.querySelector("a"), label: item.dataset.names.split("|")[0], names, words, all: words.flat() };
  });
  const trees = [...document.querySelectorAll(".tree")].filter((tree) => !tree.parentElement.closest(".tree"));
  const [told, none, hits] = [".filter-count", "[data-none]", ".find-hits"].map((name) => form.querySelector(name));

  const follows = (wanted, words) => {
    let at = 0;
    for (const word of words) if (at < wanted.length && word.startsWith(wanted[at])) at += 1;
    return at === wanted.length;
  };
  const rank = (item, sought, wanted) => {
    if (item.names.includes(sought)) return 0;
    if (item.names.some((name) => name.startsWith(sought))) return 1;
    if (item.words.some((words) => follows(wanted, words))) return 2;
    return wanted.every((word) => item.all.some((other) => other.startsWith(word))) ? 3 : -1;
  };
  const row = ({ item }) => {
    const line = document.createElement("li");
    const link = line.appendChild(item.link.cloneNode(true));
    link.textContent = item.label;
    return line;
  };
  const apply = () => {
    const given = form.elements.name.value.trim();
    const sought = plain(given);
    const wanted = sought.split(" ");
    const found = sought
      ? items.map((item) => ({ item, rank: rank(item, sought, wanted) })).filter((one) => one.rank >= 0).sort((one, other) => one.rank - other.rank)
      : [];
    hits.replaceChildren(...found.map(row));
    hits.hidden = !found.length;
    none.hidden = !sought || found.length > 0;
    none.querySelector("q").textContent = given;
    const more = none.querySelector("a");
    if (more) more.search = new URLSearchParams({ q: given });
    told.textContent = found.length ? `${found.length} of ${items.length}` : "";
    for (const tree of trees) tree.hidden = Boolean(sought);
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hits.querySelector("a")?.click();
  });
  form.hidden = false;
  apply();
})();
