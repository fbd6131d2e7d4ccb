// Answers what was in force on any day and in any place from one file of spans. Without this script there is a page for every month end.
"use strict";

(() => {
  const form = document.querySelector("[data-in-force]");
  if (!form) return;
  const result = document.querySelector(".day-result");
  const sentence = document.querySelector(".day-words");
  const controls = form.elements;
  const root = form.dataset.root;
  const language = document.documentElement.lang;
  const written = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const words = (day) => written.format(new Date(`${day}T00:00:00Z`));
  const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / 864e5);
  const dayOf = (count) => new Date(count * 864e5).toISOString().slice(0, 10);
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text));
  let data = null;

  const make = (tag, style, ...children) => {
    const element = document.createElement(tag);
    if (style) element.className = style;
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };
  const link = (href, text, style) => {
    const element = make("a", style, text);
    element.href = root + href;
    return element;
  };

  // Days in a span are inclusive at `_from` and exclusive at `_before`; null in `certain_from` means on no day, elsewhere open.
  const within = (day, from, before) => from <= day && (before === null || day < before);
  const possible = (span, day) => within(day, span.possible_from, span.possible_before);
  const certain = (span, day) => span.certain_from !== null && within(day, span.certain_from, span.certain_before);
  const standing = (record, kind, day) => {
    const fits = (span) => possible(span, day) && (kind.applies.includes(span.status) || kind.held.includes(span.status));
    const span = record.spans.findLast(fits);
    return span && { record, span, certain: certain(span, day), held: kind.held.includes(span.status) };
  };
  const spanOn = (record, day) => record.spans.findLast((span) => span.possible_from <= day) ?? null;

  const why = (span) => {
    const reach = span.by && span.scope ? ` (reaches: ${span.scope})` : "";
    return [link(span.step, span.because, "standing-step"), span.by ? ` in ${span.by}${reach}` : ""];
  };
  const place = (record) => make("span", "standing-place", data.labels.get(record.place) ?? "");
  const row = ({ record, span, certain: sure, held }, kind) => {
    const mark = make("span", `mark mark-${kind.marks[span.status]}`);
    mark.setAttribute("aria-hidden", "true");
    const told = make("span", "standing-why", mark, make("strong", "", kind.labels[span.status]), sure ? "" : " (possibly: the date is not exact)", ` since ${span.since}. `, ...why(span));
    return make("li", held ? "standing standing-held" : "standing", place(record), make("span", "standing-body", link(record.url, record.title, "standing-title"), told));
  };
  const section = (title, count, ...children) => {
    const heading = make("h2", "", `${title} `, make("span", "count", String(count)));
    return make("section", "standing-group", heading, ...children);
  };
  // A list begins with what fits on a screen; the rest comes while the browser has nothing else to do.
  const SCREEN = 20;
  const idle = window.requestIdleCallback ?? setTimeout;
  let waiting = [];
  let filling = false;
  const rows = (items, row) => {
    const list = make("ul", "standings", ...items.slice(0, SCREEN).map(row));
    if (items.length > SCREEN) waiting.push({ list, row, left: items.slice(SCREEN) });
    return list;
  };
  const goOn = () => {
    const [next] = waiting;
    filling = next !== undefined;
    if (!filling) return;
    next.list.append(...next.left.splice(0, SCREEN).map(next.row));
    if (!next.left.length) waiting.shift();
    idle(goOn);
  };

  const groups = (records, day) =>
    data.kinds.flatMap((kind) => {
      const found = records.filter((record) => record.kind === kind.kind).map((record) => standing(record, kind, day)).filter(Boolean);
      if (!found.length) return [];
      const [free, held] = [found.filter((item) => !item.held), found.filter((item) => item.held)];
      const more = held.length ? [make("h3", "", "Would apply, but held back"), rows(held, (item) => row(item, kind))] : [];
      return [section(kind.title, free.length, rows(free, (item) => row(item, kind)), ...more)];
    });
  const turns = (records, first, last) => {
    const labels = new Map(data.kinds.map((kind) => [kind.kind, kind.labels]));
    const found = records.map((record) => ({ record, before: spanOn(record, first), after: spanOn(record, last) })).filter(({ before, after }) => before?.status !== after?.status);
    const turn = ({ record, before, after }) => {
      const label = (span, none) => (span ? labels.get(record.kind)[span.status] : none);
      const told = make("span", "standing-why", `${label(before, "Not yet")} → `, make("strong", "", label(after, "not yet")), ...(after ? [`, ${after.since}. `, ...why(after)] : []));
      return make("li", "standing", place(record), make("span", "standing-body", link(record.url, record.title, "standing-title"), told));
    };
    return section(`What changed between ${words(first)} and ${words(last)}`, found.length, rows(found, turn));
  };
  const levels = (id) => (id ? [id, ...levels(data.parents.get(id))] : []);

  const show = () => {
    const [day, id, other] = [controls.date.value, controls.place.value, controls.with.value];
    if (!isDay(day) || !data) return;
    const chain = levels(id);
    const there = (level) => data.records.filter((record) => record.place === level);
    const where = id ? `in ${chain.map((level) => data.labels.get(level)).join(" · ")}` : "in all places on record";
    const parts = [];
    waiting = [];
    if (day > form.dataset.last) parts.push(make("p", "aside-line", `That day lies after ${words(form.dataset.last)}, the last on which a source was read: only what was announced by then is known.`));
    const before = parts.length;
    if (isDay(other) && other !== day) parts.push(turns(id ? chain.flatMap(there) : data.records, ...[day, other].sort()));
    if (id) {
      for (const level of chain) {
        const found = groups(there(level), day);
        if (found.length) parts.push(make("h2", "level", data.labels.get(level)), ...found);
      }
    } else parts.push(...groups(data.records, day));
    if (parts.length === before) parts.push(make("p", "empty", `Nothing on record applied ${where} on that day.`));
    sentence.textContent = `On ${words(day)}, ${where}.`;
    result.replaceChildren(...parts);
    if (!filling) {
      filling = true;
      idle(goOn);
    }
    document.querySelector("h1").textContent = "What was in force, where, on that day";
  };
  const remember = () => {
    const query = new URLSearchParams();
    for (const name of ["date", "place", "with"]) if (controls[name].value) query.set(name, controls[name].value);
    history.replaceState(null, "", `?${query}`);
  };

  const fill = async () => {
    if (data) return;
    const answer = await fetch(form.dataset.inForce);
    const read = await answer.json();
    read.labels = new Map(read.places.map(({ id, label }) => [id, label]));
    read.parents = new Map(read.places.map(({ id, parent }) => [id, parent]));
    data = read;
    for (const { id, label } of read.places) controls.place.append(new Option(label, id));
  };
  const change = async (event) => {
    if (event?.target === controls.slide) controls.date.value = dayOf(Number(controls.slide.value));
    else if (isDay(controls.date.value)) controls.slide.value = number(controls.date.value);
    await fill();
    show();
    remember();
  };

  // The slider covers the years in which most lies; the field beside it takes any day.
  const start = async () => {
    controls.slide.max = number(form.dataset.last);
    controls.slide.min = Math.max(number(form.dataset.first), number(form.dataset.last) - 730);
    controls.slide.value = number(controls.date.value);
    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    const asked = new URLSearchParams(location.search);
    words(form.dataset.last); // the first date a browser writes takes as long as all else that a change does
    await fill();
    if (isDay(asked.get("date"))) controls.date.value = asked.get("date");
    if (isDay(asked.get("with"))) controls.with.value = asked.get("with");
    if (data.labels.has(asked.get("place"))) controls.place.value = asked.get("place");
    controls.slide.value = number(controls.date.value);
    if ([...asked.keys()].length) show();
    form.dataset.ready = "";
  };
  start();
})();
