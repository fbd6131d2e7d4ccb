// The interactive map. Folium's script makes an empty Leaflet map (map_docket); this one reads our own files and
// fills it. Text is set through textContent only. Without this script the page keeps the drawn map and the list.
"use strict";

(async () => {
  const stage = document.querySelector("[data-map]");
  if (!stage) return;
  const read = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  };
  // Request the data now; the scripts after this one load Leaflet at the same time.
  const scripts = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  let data, states;
  try {
    [data, states] = await Promise.all([read(stage.dataset.spots), read(stage.dataset.states), scripts]);
  } catch {
    return; // keep the drawn map
  }
  if (typeof L === "undefined" || typeof map_docket === "undefined") return;

  const map = map_docket;
  const moving = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  stage.classList.add("live");
  map.invalidateSize();
  map.fitBounds(L.latLngBounds(data.view).pad(0.05), { animate: false });
  map.zoomControl.setPosition("bottomright"); // popups open above their marker, and on a phone fill the map's upper part
  const outline = { color: css("--border"), weight: 1.2, fillColor: css("--land"), fillOpacity: 1 };
  const land = L.geoJSON(states, { style: outline, interactive: false }).addTo(map);

  // Load county outlines one state at a time, when the map is zoomed in far enough.
  const drawn = new Set();
  const counties = async () => {
    if (map.getZoom() < 6) return;
    const near = land.getLayers().filter((state) => map.getBounds().intersects(state.getBounds()));
    for (const id of near.map((state) => state.feature.properties.geoid).filter((id) => !drawn.has(id))) {
      drawn.add(id);
      try {
        const file = await read(`${stage.dataset.counties}${id}.geojson`);
        L.geoJSON(file, { style: { color: css("--rule"), weight: 0.8, fill: false }, interactive: false }).addTo(map);
      } catch {
        drawn.delete(id);
      }
    }
  };
  map.on("moveend", counties);

  const SVG = "http://www.w3.org/2000/svg";
  const svg = (name, attributes, text) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  if (stage.dataset.credit) {
    const credit = element("span", "", `Outlines: ${stage.dataset.credit}`);
    L.control.attribution({ prefix: false }).addAttribution(credit.innerHTML).addTo(map); // it takes HTML
  }
  const records = (count) => `${count} ${count === 1 ? "record" : "records"}`;
  const BOX = 12; // the side of the box that the paths of shapes are drawn in, around its middle
  const shape = (kind, attributes) => svg("path", { d: data.kinds[kind].path, ...attributes });
  const picture = (spot, size) => {
    const drawn = svg("svg", { viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, class: `spot kind-${spot.kind}`, "aria-hidden": "true" });
    drawn.append(shape(spot.kind, { transform: `scale(${size / BOX})`, "vector-effect": "non-scaling-stroke" }));
    if (spot.count > 1) drawn.append(svg("text", { y: "0.35em" }, String(spot.count)));
    const holder = element("div");
    holder.append(drawn);
    return holder;
  };
  // Make an icon when its marker becomes visible: most of thousands of markers are in clusters.
  const SpotMarker = L.Marker.extend({
    onAdd(map) {
      const { spot } = this.options;
      const size = spot.count === 1 ? 14 : Math.min(18 + 4 * Math.sqrt(spot.count), 44);
      this.options.icon = L.divIcon({ html: picture(spot, size), className: "map-icon", iconSize: [size, size] });
      L.Marker.prototype.onAdd.call(this, map);
    },
  });
  const marker = ([lat, lon, count, name, kind, precision, file]) => {
    const spot = { lat, lon, count, name, kind, precision, file };
    return new SpotMarker([lat, lon], { spot, title: `${name}: ${records(count)}` });
  };
  const cluster = L.markerClusterGroup({
    showCoverageOnHover: false,
    maxClusterRadius: 60, // wider than the largest marker, so that no two overlap
    animate: moving,
    iconCreateFunction: (group) => {
      const total = group.getAllChildMarkers().reduce((sum, inner) => sum + inner.options.spot.count, 0);
      const size = Math.min(26 + 3 * Math.sqrt(total), 52);
      const face = element("div", "cluster", String(total));
      face.append(element("span", "visually-hidden", " records"));
      return L.divIcon({ html: face, className: "map-icon cluster-icon", iconSize: [size, size] });
    },
  });
  const markers = data.spots.map(marker);

  const isAt = (spot, lat, lon, precision) => spot.lat === lat && spot.lon === lon && spot.precision === precision;

  // Load the records of a spot, with the file of its region, when its popup is opened.
  const files = new Map();
  const recordsAt = async (spot) => {
    if (!files.has(spot.file)) files.set(spot.file, read(`${stage.dataset.records}${spot.file}.json`));
    try {
      const found = await files.get(spot.file);
      return found.find((other) => isAt(spot, other.lat, other.lon, other.precision)).records;
    } catch (error) {
      files.delete(spot.file); // so that the next opening requests it again
      throw error;
    }
  };
  const entry = (record) => {
    const item = element("li");
    const { title } = data.kinds[record.kind];
    const mark = svg("svg", { viewBox: `${-BOX / 2} ${-BOX / 2} ${BOX} ${BOX}`, class: `shape kind-${record.kind}`, role: "img", "aria-label": title });
    mark.append(shape(record.kind));
    const link = element("a", "", record.title);
    link.href = stage.dataset.root + record.url;
    item.append(mark, " ", link, element("span", "when", [record.date, record.status].filter(Boolean).join(" · ")));
    return item;
  };
  cluster.on("keypress", () => cluster.closePopup()); // as a click does before another popup opens
  const popup = cluster.bindPopup("", { maxWidth: Math.min(320, map.getSize().x - 70) }).getPopup();
  const fill = async (spot) => {
    const { label, within } = data.precisions[spot.precision];
    const box = element("div", "map-popup");
    box.tabIndex = -1;
    const list = element("ul");
    const waiting = element("p", "when", "Reading what lies here …");
    waiting.setAttribute("role", "status");
    box.append(element("h3", "", spot.name), element("p", "when", `The point stands for ${label}, ${within}.`), list, waiting);
    popup.setContent(box);
    try {
      list.append(...(await recordsAt(spot)).map(entry));
      waiting.remove();
    } catch {
      waiting.textContent = "What lies here could not be read. The list below the map leads to it.";
    }
    if (popup.getContent() !== box || !popup.isOpen()) return;
    popup.update();
    box.focus({ preventScroll: true }); // the keyboard and screen readers continue there
  };
  let opened = null;
  let ring = null;
  cluster.on("popupopen", ({ layer }) => {
    const { spot } = layer.options;
    opened = layer;
    ring = L.circle([spot.lat, spot.lon], { radius: data.precisions[spot.precision].radius, color: css("--quiet"), weight: 1, dashArray: "3 3", fillOpacity: 0.08 }).addTo(map);
    fill(spot);
  });
  cluster.on("popupclose", ({ layer }) => {
    ring?.remove();
    opened = ring = null;
    if (popup.getContent().contains(document.activeElement) || document.activeElement === document.body) layer.getElement()?.focus({ preventScroll: true });
  });
  stage.addEventListener("keydown", ({ key }) => key === "Escape" && cluster.closePopup());
  cluster.on("clusterkeypress", (event) => event.originalEvent.key === "Enter" && cluster.fire("click", event)); // the library handles clicks only
  map.addLayer(cluster); // while it is empty: adding it later searches for each marker among all others
  cluster.addLayers(markers, true);
  map.on("zoomend", () => {
    if (opened && cluster.getVisibleParent(opened) !== opened) cluster.closePopup(); // its marker is in a cluster now
  });
  counties();
  requestAnimationFrame(() => (stage.dataset.ready = "true")); // after the markers are drawn

  // The page of a record links to its spot (?at=latitude,longitude,precision) and, for readers without scripts, to a row of the list. Wait for the load
  // event: until then the browser scrolls to that row.
  const [lat, lon, precision] = (new URLSearchParams(location.search).get("at") || "").split(",");
  const wanted = markers.find(({ options }) => isAt(options.spot, Number(lat), Number(lon), precision));
  if (!wanted) return;
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done));
  stage.scrollIntoView({ block: "center" });
  cluster.zoomToShowLayer(wanted, () => wanted.fire("click", { latlng: wanted.getLatLng() }, true));
})();
