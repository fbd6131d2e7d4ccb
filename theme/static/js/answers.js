// What the pages share that answer for any day and place: elements, dates, places, long lists, and a court order as a row.

const language = document.documentElement.lang;
const written = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
export const words = (day) => written.format(new Date(`${day}T00:00:00Z`));
export const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text));

export const make = (tag, style, ...children) => {
  const element = document.createElement(tag);
  if (style) element.className = style;
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};
const mark = (name) => {
  const element = make("span", `mark mark-${name}`);
  element.setAttribute("aria-hidden", "true");
  return element;
};
const joined = (items, between) => items.flatMap((item, place) => (place ? [between, item].flat() : [item].flat()));

// Functions that read one data file. `root` is the relative path to the root of the site.
export const reader = (data, root) => {
  const site = data.publisher.url;
  const known = new Map(data.places.map((place) => [place.id, place]));
  const levels = (id) => (known.has(id) ? [id, ...levels(known.get(id).parent)] : []);
  const link = (path, text, style) => {
    const element = make("a", style, text);
    element.href = root + (path.startsWith(site) ? path.slice(site.length) : path);
    return element;
  };
  const date = (text) => data.dates[text] ?? words(text);
  const label = (id) => known.get(id)?.label ?? "";
  // The first places of a list as links, and how many more there are.
  const places = (ids, most) => {
    const links = joined(ids.slice(0, most).map((id) => link(known.get(id).url, label(id))), ", ");
    return ids.length > most ? [...links, ` and ${ids.length - most} more`] : links;
  };
  // The span that covers a day: the last that has begun.
  const on = (spans, day) => spans.findLast((span) => span.from <= day) ?? null;
  // An order bears on the places that it names (or, where it names none, on those of its record), on
  // what lies within them, and on what they lie in.
  const bearsOn = (order, span, id) => {
    const named = span.places.length ? span.places.map((place) => place.id) : order.record_places;
    return named.some((place) => levels(place).includes(id) || levels(id).includes(place));
  };
  const ordersOn = (day, id) =>
    data.orders
      .map((order) => ({ order, span: on(order.spans, day) }))
      .filter(({ order, span }) => span && (!id || bearsOn(order, span, id)));

  const order = ({ order, span }) => {
    const step = `${order.record.url}#${order.anchor}`;
    const scopes = new Set(order.effects.map(({ scope }) => scope).filter(Boolean));
    const bars = span.scope ?? order.scope ?? [...scopes].join(" ");
    const body = make("span", "standing-body", link(step, bars || order.text, bars ? "standing-title order-bars" : "standing-title"));
    if (span.persons || span.places.length) {
      const where = span.places.length ? [span.persons ? ", in " : "in ", ...places(span.places.map((place) => place.id), 6)] : [];
      body.append(" ", make("span", "order-reach", "Reaches ", span.persons, ...where, "."));
    }
    const since = `${span.state === "ended" ? "," : " since"} ${date(span.since)}${span.confirmed ? `, affirmed ${date(span.confirmed.edtf)}` : ""}. `;
    const by = `${order.label}${order.court ? ` of the ${order.court.title}` : ""}, in `;
    const state = data.marks[span.certain ? span.state : "possibly"];
    body.append(" ", make("span", "standing-why", mark(state), make("strong", "", span.label), since, by, link(order.record.url, order.record.title, "standing-step"), "."));
    if (order.effects.length) {
      const one = ({ record, label, provisions }) => [`${label}: `, link(record.url, record.title, "standing-step"), provisions.length ? ` (${provisions.join(", ")})` : ""];
      body.append(" ", make("span", "standing-why", ...joined(order.effects.map(one), "; ")));
    }
    return make("li", "standing court-order", make("span", "standing-place", date(order.date.edtf)), body);
  };
  return { date, label, levels, link, on, order, ordersOn, places, known };
};
export const statusMark = mark;
export const list = joined;

export const section = (title, count, ...children) => make("section", "standing-group", make("h2", "", `${title} `, make("span", "count", String(count))), ...children);

// Shows answers in `result`. Of a long list, what fits on a screen is made at once, and the rest when the browser is idle.
export const shower = (result) => {
  const SCREEN = 20;
  const idle = window.requestIdleCallback ?? setTimeout;
  let waiting = [];
  let filling = false;
  const goOn = () => {
    const [next] = waiting;
    filling = next !== undefined;
    result.setAttribute("aria-busy", String(filling));
    if (!filling) return;
    next.list.append(...next.left.splice(0, SCREEN).map(next.row));
    if (!next.left.length) waiting.shift();
    idle(goOn);
  };
  return {
    rows: (items, row) => {
      const list = make("ul", "standings", ...items.slice(0, SCREEN).map(row));
      if (items.length > SCREEN) waiting.push({ list, row, left: items.slice(SCREEN) });
      return list;
    },
    begin: () => {
      waiting = [];
    },
    show: (parts) => {
      result.replaceChildren(...parts);
      result.setAttribute("aria-busy", "true");
      if (!filling) {
        filling = true;
        idle(goOn);
      }
    },
  };
};

// Keep the question in the address: the values of these controls.
export const remember = (controls, names) => {
  const query = new URLSearchParams();
  for (const name of names) if (controls[name].value) query.set(name, controls[name].value);
  history.replaceState(null, "", `?${query}`);
};
