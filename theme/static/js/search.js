// The page of the search. The index (Pagefind) is loaded when it is first used. This script runs in the head, so that a
// page opened with a question never shows the list of everything first.
"use strict";

(() => {
  const STEP = 10;
  // Of what is known of a page its names decide (those of places, courts and the like), and hardly the rest, since every
  // record of a place has the place's name in it.
  const RANKING = { termFrequency: 1, pageLength: 1, termSaturation: 2, metaWeights: { names: 10, numbers: 10, title: 0.5, around: 0.2, kind: 0, code: 0, place: 0, status: 0, mark: 0, date: 0 } };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const asked = new URLSearchParams(location.search);
  const root = document.documentElement;
  root.classList.add("can-search");
  root.classList.toggle("has-question", Boolean(asked.get("q")?.trim()));

  document.addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector("[data-search]");
    const [form, list, told, more, none] = [".search-form", "#results", ".search-count", ".search-more", ".search-none"].map((name) => page.querySelector(name));
    const [box, top] = [form.elements.q, new URL(page.dataset.search || "./", location.href)];
    const FILTERS = [...form.querySelectorAll("select")].map((select) => select.name);
    const narrow = form.querySelector("details");
    let [loading, narrowing, run, found, shown, waiting] = [null, null, 0, [], 0, 0];

    const load = () => {
      loading ??= import(new URL("assets/search/pagefind.js", top).href).then(async (index) => {
        await index.options({ baseUrl: top.pathname, excerptLength: 26, ranking: RANKING });
        await index.init();
        return index;
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
    // The words around what was found, without the heading of the page, which stands above them.
    const quoted = ({ content, excerpt, meta }) => {
      const parts = excerpt.split(/<\/?mark>/).map(decoded);
      const begin = content.indexOf(parts.join(""));
      const heading = [meta.title, meta.title.replace(/, [^,]*$/, "")].find((title) => content.startsWith(`${title}.`)) ?? "";
      let spare = begin < 0 ? 0 : Math.max(0, heading.length + 1 - begin);
      const cut = spare > 0;
      const made = parts.map((part, index) => {
        const rest = part.slice(spare);
        spare = Math.max(0, spare - part.length);
        return index % 2 && rest ? element("mark", "", rest) : rest;
      });
      return [cut || begin <= 0 ? "" : "… ", ...made, " …"];
    };
    const row = (known) => {
      const { raw_url: url, meta } = known;
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
      const link = element("a", "", element("span", "row-date", meta.date ?? ""), element("span", "row-body", title, " ", element("span", "row-summary", ...quoted(known)), " ", line));
      link.href = new URL(url.replace(/^\//, ""), top).href;
      return element("li", "row", link);
    };

    const showMore = async (mine) => {
      const part = await Promise.all(found.slice(shown, shown + STEP).map((one) => one.data()));
      if (mine !== run) return;
      const sought = plain(box.value);
      const called = ({ meta }) => (meta.names ?? "").split("; ").some((name) => plain(name) === sought);
      const rows = (shown ? part : [...part.filter(called), ...part.filter((one) => !called(one))]).map(row);
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
      none.hidden = true;
      for (const name of FILTERS) [form.elements[name].value, form.elements[name].disabled] = ["", true];
    };
    const search = async () => {
      clearTimeout(waiting);
      const [mine, question] = [++run, box.value.trim()];
      root.classList.toggle("has-question", Boolean(question));
      if (!question) {
        clear();
        address("");
        return;
      }
      try {
        const index = await load();
        // What results can be narrowed by is a fifth of what a first search loads, so it waits until somebody wants it.
        const known = narrow.open ? await (narrowing ??= index.filters()) : null;
        if (mine !== run) return;
        if (known && FILTERS.some((name) => asked.has(name))) offer(known, known);
        const answer = await index.search(question, { filters: chosen() });
        if (mine !== run) return;
        if (known) offer(answer.filters, known);
        address(question);
        [found, shown] = [answer.results, 0];
        if (!found.length) list.replaceChildren();
        await showMore(mine);
        if (mine !== run) return;
        const number = found.length.toLocaleString(document.documentElement.lang);
        const narrowed = Object.keys(chosen()).length ? "None of the pages with these words fits what is chosen above." : `We looked through every page and found none for “${question}”. Fewer or other words may find it.`;
        told.textContent = found.length ? `${number} ${found.length === 1 ? "page" : "pages"} for “${question}”` : narrowed;
        none.hidden = found.length > 0;
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
    narrow.open = FILTERS.some((name) => asked.has(name));
    narrow.addEventListener("toggle", () => { if (narrow.open && !narrowing) search(); });
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
    if (box.value.trim()) search();
  });
})();
