// Show what was in force on any day and in any place, computed from one file of spans. Without this script there are pages for month ends.
import { isDay, list, make, reader, remember, section, shower, statusMark, words } from "./answers.js";

const form = document.querySelector("[data-in-force]");
const result = document.querySelector(".day-result");
const sentence = document.querySelector(".day-words");
const { root, first: FIRST, last: LAST } = form.dataset;
const controls = form.elements;
const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / 864e5);
const dayOf = (count) => new Date(count * 864e5).toISOString().slice(0, 10);
const { begin, rows, show: showParts } = shower(result);
const POSSIBLY = "Possibly";
let data = null;
let read = null;

// Days in a span are inclusive at `from` and exclusive at `before` (null: open); null in `certain_from` means on no day.
const certain = (span, day) => span.certain_from !== null && span.certain_from <= day && (span.certain_before === null || day < span.certain_before);
const moment = (record, day) => {
  const span = read.on(record.spans, day);
  return span && { record, span, phase: read.on(span.phases, day) ?? span.phases[0], sure: certain(span, day) };
};
// The title under which a record is listed; none where its status is in no group.
const groupOf = (kind, { span, sure }) => {
  const group = kind.groups.find(({ statuses }) => statuses.includes(span.status));
  if (!group || (group.unless_later && span.before !== null)) return null;
  return sure ? group.title : POSSIBLY;
};

const because = ({ step, because, by }) => [read.link(step, because, "standing-step"), by ? ` in ${by}` : ""];
const ground = (one) =>
  make(
    "span",
    "ground",
    one.certain ? "" : "Possibly: ",
    make("strong", "", one.scope ?? one.because),
    one.persons ? ` For or against: ${one.persons}.` : "",
    ...(one.places.length ? [" In ", ...read.places(one.places, 4), "."] : []),
    one.provisions.length ? ` Provisions: ${one.provisions.join(", ")}.` : "",
    " ",
    make(
      "span",
      "ground-by",
      `${one.state} since ${one.since}${one.confirmed ? `, affirmed ${one.confirmed}` : ""}. `,
      read.link(one.step, one.scope ? one.because : "The step"),
      `${one.by ? `, in ${one.by}` : ""}${one.court ? ` (${one.court})` : ""}.`,
    ),
  );
const grounds = (items) => (items.length ? [" ", make("ul", "grounds", ...items.map((item) => make("li", "", ...[item].flat())))] : []);
const small = (label) => label.toLowerCase();
const parts = (span, { provisions }) =>
  provisions.some(([, label]) => label !== span.label) ? [" ", make("span", "standing-why", `By provision: ${provisions.map(([id, label]) => `${id}, ${small(label)}`).join("; ")}.`)] : [];
const entry = (record, ...children) => make("li", "standing", make("span", "standing-place", read.label(record.place)), " ", make("span", "standing-body", read.link(record.url, record.title, "standing-title"), " ", ...children));

const row = (kind) => ({ record, span, phase, sure }) => {
  const why = make("span", "standing-why", statusMark(kind.marks[span.status]), make("strong", "", span.label), sure ? "" : " (possibly: the dates are not exact)", ` since ${span.since}. `, ...because(span));
  return entry(record, why, ...parts(span, phase), ...grounds(phase.grounds.map(ground)));
};
const searched = (kind, day) => (kind.searched && kind.searched < day ? [make("p", "aside-line", `Searched up to ${words(kind.searched)}: of later days only what was known by then is shown.`)] : []);
const groups = (records, day) =>
  data.kinds.flatMap((kind) => {
    const found = records.filter((record) => record.kind === kind.kind).map((record) => moment(record, day)).filter(Boolean).map((item) => ({ item, title: groupOf(kind, item) }));
    const listed = [...kind.groups.map(({ title }) => title), POSSIBLY].map((title) => ({ title, items: found.filter((one) => one.title === title).map(({ item }) => item) })).filter(({ items }) => items.length);
    if (!listed.length) return [];
    const lists = listed.flatMap(({ title, items }) => [...(title === kind.title ? [] : [make("h3", "standing-heading", `${title} `, make("span", "count", String(items.length)))]), rows(items, row(kind))]);
    return [section(kind.title, listed.reduce((sum, { items }) => sum + items.length, 0), ...searched(kind, day), ...lists)];
  });
const orders = (day, id) => {
  const codes = data.order_states;
  const found = read.ordersOn(day, id).filter(({ span }) => codes.includes(span.state));
  if (!found.length) return [];
  const query = new URLSearchParams(id ? { date: day, place: id } : { date: day });
  const more = read.link(day === LAST && !id ? "orders/" : `orders/?${query}`, "All court orders, those stayed and ended too");
  return [section("Court orders in effect", found.length, rows(found, read.order), make("p", "", more))];
};

// Records whose status, or what it rests on, is not the same on both days.
const different = (one, other) => JSON.stringify(one) !== JSON.stringify(other);
const what = (found) => found && [found.span.status, found.span.label, found.phase.grounds, found.phase.provisions];
const turn = ({ record, before, after }) => {
  const [old, now] = [before, after].map((found) => found?.phase.grounds ?? []);
  const apart = (items, others) => items.filter((one) => others.every((other) => different(one, other)));
  const known = new Map(before?.phase.provisions ?? []);
  const changed = (after?.phase.provisions ?? []).filter(([id, label]) => known.get(id) !== label && (known.has(id) || label !== after.span.label));
  const same = before && after && before.span.label === after.span.label;
  const why = same
    ? [make("strong", "", after.span.label), ", as before, on other grounds."]
    : [`${before?.span.label ?? "Not yet"} → `, make("strong", "", after?.span.label ?? "not yet"), ...(after ? [`, ${after.span.since}. `, ...because(after.span)] : [])];
  const items = [
    ...apart(now, old).map((one) => ["Now: ", ground(one)]),
    ...apart(old, now).map((one) => ["No longer: ", ground(one)]),
    ...changed.map(([id, label]) => `Provision ${id}: ${known.has(id) ? `${small(known.get(id))} → ` : ""}${small(label)}`),
  ];
  return entry(record, make("span", "standing-why", ...why), ...grounds(items));
};
const turns = (records, first, last) => {
  const pairs = records.map((record) => ({ record, before: moment(record, first), after: moment(record, last) }));
  const found = pairs.filter(({ before, after }) => different(what(before), what(after)));
  const none = make("p", "empty", "Nothing on record changed between these days.");
  return section(`What changed between ${words(first)} and ${words(last)}`, found.length, found.length ? rows(found, turn) : none);
};

const show = () => {
  const [day, id, other] = [controls.date.value, controls.place.value, controls.with.value];
  if (!isDay(day) || !data) return;
  const chain = read.levels(id);
  const there = (level) => data.records.filter(({ places }) => places.includes(level));
  const about = id ? data.records.filter(({ places }) => places.some((place) => chain.includes(place))) : data.records;
  const where = id ? `in ${chain.map(read.label).join(" · ")}` : "in all places on record";
  const shown = [];
  begin();
  if (day > LAST) shown.push(make("p", "aside-line", `That day lies after ${words(LAST)}, the last day to which was searched: only what was known by then is shown.`));
  const before = shown.length;
  if (isDay(other) && other !== day) shown.push(turns(about, ...[day, other].sort()));
  const compared = shown.length;
  for (const level of chain) {
    const found = groups(there(level), day);
    if (found.length) shown.push(make("h2", "level", read.label(level)), ...found);
  }
  if (!id) shown.push(...groups(data.records, day));
  if (shown.length === compared) shown.push(make("p", "empty", `Nothing on record applied ${where} on that day.`));
  shown.push(...orders(day, id));
  sentence.textContent = `On ${words(day)}, ${where}.`;
  showParts(shown);
  document.querySelector("h1").textContent = "What was in force, where, on that day";
};

const fill = async () => {
  if (data) return;
  const answer = await fetch(form.dataset.inForce);
  const found = await answer.json();
  read = reader(found, root);
  data = found;
  for (const { id, label } of found.places) controls.place.append(new Option(label, id));
};
const change = async (event) => {
  if (event?.target === controls.slide) controls.date.value = dayOf(Number(controls.slide.value));
  else if (isDay(controls.date.value)) controls.slide.value = number(controls.date.value);
  await fill();
  show();
  remember(controls, ["date", "place", "with"]);
};

// The slider covers the years with most records; the field beside it accepts any day.
controls.slide.max = number(LAST);
controls.slide.min = Math.max(number(FIRST), number(LAST) - 730);
controls.slide.value = number(controls.date.value);
form.addEventListener("input", change);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
const asked = new URLSearchParams(location.search);
words(LAST); // a browser is slow to format its first date, so do it before the first change
await fill();
if (isDay(asked.get("date"))) controls.date.value = asked.get("date");
if (isDay(asked.get("with"))) controls.with.value = asked.get("with");
if (read.known.has(asked.get("place"))) controls.place.value = asked.get("place");
controls.slide.value = number(controls.date.value);
if ([...asked.keys()].length) show();
form.dataset.ready = "";
