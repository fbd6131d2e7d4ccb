// The page of the search. The index (Pagefind) is loaded when it is first used. This script runs in the head, so that a
// page opened with a question never shows the list of everything first.
"use strict";

(() => {
  const STEP = 10;
  const asked = new URLSearchParams(location.search);
  const root = document.documentElement;
  root.classList.add("can-search");
  root.classList.toggle("has-question", Boolean(asked.get("q")?.trim()));

  document.addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector("[data-search]");
    const [form, list, told, more] = [".search-form", "#results", ".search-count", ".search-more"].map((name) => page.querySelector(name));
    const [box, top] = [form.elements.q, new URL(page.dataset.search || "./", location.href)];
    const FILTERS = [...form.querySelectorAll("select")].map((select) => select.name);
    let [loading, run, found, shown, waiting] = [null, 0, [], 0, 0];

    const load = () => {
      loading ??= import(new URL("assets/search/pagefind.js", top).href).then(async (index) => {
        await index.options({ baseUrl: top.pathname, excerptLength: 26, ranking: { termFrequency: 0.6, pageLength: 0.5, termSaturation: 1.2 } });
        await index.init();
        return [index, await index.filters()];
      });
      loading.catch(() => { loading = null; });
      return loading;
    };

    const element = (name, className, ...parts) => {
      const made = document.createElement(name);
      if (className) made.className = className;
      made.append(...parts);
      return made;
    };
    const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
    const decoded = (text) => text.replace(/&(?:lt|gt|quot|#39|#x27|amp);/g, (entity) => ENTITIES[entity]);
    const marked = (excerpt) => excerpt.split(/<\/?mark>/).map((part, index) => (index % 2 ? element("mark", "", decoded(part)) : decoded(part)));
    const row = ({ raw_url: url, meta, excerpt }) => {
      const title = element("span", "row-title");
      const icon = [...page.querySelectorAll("template[data-code]")].find((one) => one.dataset.code === meta.code);
      if (icon) title.append(icon.content.cloneNode(true), " ");
      title.append(meta.title);
      const line = element("span", "row-meta", element("span", "", meta.kind ?? "Page"));
      if (meta.place && meta.place !== meta.title) line.append(element("span", "", meta.place));
      if (meta.status) {
        const mark = element("span", `mark mark-${meta.mark}`);
        mark.setAttribute("aria-hidden", "true");
        line.append(element("span", "row-status", mark, meta.status));
      }
      const link = element("a", "", element("span", "row-date", meta.date ?? ""), element("span", "row-body", title, " ", element("span", "row-summary", ...marked(excerpt)), " ", line));
      link.href = new URL(url.replace(/^\//, ""), top).href;
      return element("li", "row", link);
    };

    const showMore = async (mine) => {
      const part = await Promise.all(found.slice(shown, shown + STEP).map((one) => one.data()));
      if (mine !== run) return;
      const rows = part.map(row);
      list[shown ? "append" : "replaceChildren"](...rows);
      const first = shown;
      shown += part.length;
      more.hidden = shown >= found.length;
      if (first) rows[0]?.querySelector("a").focus();
    };

    const chosen = () => Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
    const offer = (counts, known) => {
      for (const name of FILTERS) {
        const select = form.elements[name];
        const value = select.value || asked.get(name) || "";
        asked.delete(name);
        const options = Object.entries(counts[name] ?? {}).filter(([label, count]) => count && label !== value);
        if (value && known[name]?.[value] !== undefined) options.push([value, value === select.value ? 0 : counts[name]?.[value]]);
        options.sort(([one], [other]) => one.localeCompare(other));
        select.replaceChildren(new Option("Any", ""), ...options.map(([label, count]) => new Option(count ? `${label} (${count})` : label, label)));
        select.value = known[name]?.[value] === undefined ? "" : value;
        select.disabled = !options.length;
      }
    };

    const address = (question) => {
      const query = new URLSearchParams(question ? { q: question, ...chosen() } : {});
      history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    };
    const clear = () => {
      [found, shown, more.hidden, told.textContent] = [[], 0, true, ""];
      list.replaceChildren();
      for (const name of FILTERS) [form.elements[name].value, form.elements[name].disabled] = ["", true];
    };
    const search = async (first) => {
      clearTimeout(waiting);
      const [mine, question] = [++run, box.value.trim()];
      root.classList.toggle("has-question", Boolean(question));
      if (!question) {
        clear();
        address("");
        return;
      }
      try {
        const [index, known] = await load();
        if (mine !== run) return;
        if (first) offer(known, known);
        const answer = await index.search(question, { filters: chosen() });
        if (mine !== run) return;
        offer(answer.filters, known);
        address(question);
        [found, shown] = [answer.results, 0];
        if (!found.length) list.replaceChildren();
        await showMore(mine);
        if (mine !== run) return;
        const number = found.length.toLocaleString("en");
        told.textContent = found.length ? `${number} ${found.length === 1 ? "page" : "pages"} for “${question}”` : `We looked through every page and found none for “${question}”. Fewer or other words may find it.`;
      } catch {
        told.textContent = "The index could not be loaded. Try again, or look through the list from A to Z.";
        root.classList.remove("has-question");
      }
    };

    const move = (event) => {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape" && document.activeElement === box && box.value) {
        box.value = "";
        search();
      } else if (event.key === "Escape" && at >= 0) {
        box.focus();
      } else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === box)) {
        (links[at + 1] ?? links[at])?.focus();
      } else if (event.key === "ArrowUp" && at >= 0) {
        (links[at - 1] ?? box).focus();
      } else {
        return;
      }
      event.preventDefault();
    };

    box.value = asked.get("q") ?? "";
    box.addEventListener("focus", () => load().catch(() => {}), { once: true });
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 150);
    });
    form.addEventListener("change", (event) => { if (event.target !== box) search(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    more.querySelector("button").addEventListener("click", () => showMore(run));
    page.addEventListener("keydown", move);
    if (box.value.trim()) search(true);
  });
})();
