// Show which court orders were in effect, held, stayed or ended on any day and in any place. Without this script the page lists all of them as on one day.
import { isDay, make, reader, remember, section, shower, words } from "./answers.js";

const form = document.querySelector("[data-orders]");
const result = document.querySelector(".day-result");
const sentence = document.querySelector(".day-words");
const { root, last: LAST } = form.dataset;
const controls = form.elements;
const { begin, rows, show: showParts } = shower(result);

const answer = await fetch(form.dataset.orders);
const data = await answer.json();
const read = reader(data, root);

const show = () => {
  const [day, id, state] = [controls.date.value, controls.place.value, controls.state.value];
  if (!isDay(day)) return;
  const where = id ? `in ${read.levels(id).map(read.label).join(" · ")}` : "in all places on record";
  const found = read.ordersOn(day, id);
  const shown = [];
  begin();
  for (const { title, until } of data.searched) {
    if (until < day) shown.push(make("p", "aside-line", `${title} were searched up to ${words(until)}: of later days only what was known by then is shown.`));
  }
  const before = shown.length;
  for (const { code, title, states } of data.groups) {
    const orders = found.filter(({ span }) => states.includes(span.state));
    if (orders.length && (!state || state === code)) {
      const group = section(title, orders.length, rows(orders, read.order));
      group.dataset.state = code;
      shown.push(group);
    }
  }
  if (id) shown.push(make("p", "aside-line", "An order that names no place is listed at the places of its record."));
  if (shown.length === before + (id ? 1 : 0)) shown.splice(before, 0, make("p", "empty", `No court order on record was ${state ? "in this state" : "made"} ${where} by that day.`));
  sentence.textContent = `On ${words(day)}, ${where}.`;
  showParts(shown);
};
const change = () => {
  show();
  remember(controls, ["date", "place", "state"]);
};

for (const { id, label } of data.places) controls.place.append(new Option(label, id));
for (const { code, title } of data.groups) controls.state.append(new Option(title.toLowerCase(), code));
form.addEventListener("input", change);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
const asked = new URLSearchParams(location.search);
if (isDay(asked.get("date"))) controls.date.value = asked.get("date");
if (read.known.has(asked.get("place"))) controls.place.value = asked.get("place");
if (data.groups.some(({ code }) => code === asked.get("state"))) controls.state.value = asked.get("state");
if ([...asked.keys()].length) show();
form.dataset.ready = "";
