// The interactive map. Folium's shell has made an empty Leaflet map (map_docket); this reads our own files and
// fills it. Text only ever goes in through textContent. Without this script the page keeps its drawn map and table.
"use strict";

(async () => {
  const stage = document.querySelector("[data-map]");
  if (!stage || typeof L === "undefined" || typeof map_docket === "undefined") return;
  const map = map_docket;
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const read = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  };
  const loading = Promise.all([read(stage.dataset.spots), read(stage.dataset.states)]);
  loading.catch(() => {});
  let data, states;
  try {
    [data, states] = await loading;
  } catch {
    return; // the drawn map stays
  }

  const moving = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  map.options.zoomAnimation = map.options.fadeAnimation = map.options.markerZoomAnimation = moving;
  stage.classList.add("live");
  map.invalidateSize();
  L.control.attribution({ prefix: false }).addAttribution("Outlines: US Census Bureau").addTo(map);
  const outline = () => ({ color: css("--border"), weight: 1.2, fillColor: css("--land"), fillOpacity: 1, interactive: false });
  const land = L.geoJSON(states, { style: outline, interactive: false }).addTo(map);
  land.bringToBack();

  // County outlines come one state at a time, when the view is close enough for them to mean something.
  const drawn = new Map();
  const boxes = states.features.map((state) => ({ id: state.properties.geoid, bounds: L.geoJSON(state).getBounds() }));
  const counties = async () => {
    if (map.getZoom() < 6) return;
    for (const { id, bounds } of boxes) {
      if (drawn.has(id) || !map.getBounds().intersects(bounds)) continue;
      drawn.set(id, true);
      try {
        const file = await read(`${stage.dataset.counties}${id}.geojson`);
        L.geoJSON(file, { style: { color: css("--rule"), weight: 0.8, fill: false }, interactive: false }).addTo(map);
      } catch {
        drawn.delete(id);
      }
    }
  };
  map.on("moveend", counties);

  const SHAPES = {
    square: "M-1-1H1V1H-1Z",
    diamond: "M0-1.25 1.25 0 0 1.25-1.25 0Z",
    circle: "M1.1 0A1.1 1.1 0 1 1-1.1 0A1.1 1.1 0 1 1 1.1 0Z",
    triangle: "M0-1.2 1.2 1H-1.2Z",
  };
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
  const picture = (spot, size) => {
    const kinds = new Set(spot.cards.map((card) => card.kind));
    const kind = kinds.size === 1 ? spot.cards[0].kind : "mixed";
    const drawn = svg("svg", { viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, class: `spot spot-${kind}`, "aria-hidden": "true" });
    const outline = SHAPES[kind === "mixed" ? "circle" : spot.cards[0].shape] || SHAPES.square;
    drawn.append(svg("path", { d: outline, transform: `scale(${size / 2.6})`, "vector-effect": "non-scaling-stroke" }));
    if (spot.cards.length > 1) drawn.append(svg("text", { y: "0.35em" }, String(spot.cards.length)));
    const holder = element("div");
    holder.append(drawn);
    return holder;
  };
  // An icon is drawn when its marker comes into view: of thousands most lie in clusters.
  const SpotIcon = L.DivIcon.extend({
    createIcon(old) {
      this.options.html = picture(this.options.spot, this.options.iconSize[0]);
      return L.DivIcon.prototype.createIcon.call(this, old);
    },
  });
  const icon = (spot) => {
    const size = spot.cards.length === 1 ? 14 : Math.min(18 + 4 * Math.sqrt(spot.cards.length), 44);
    return new SpotIcon({ spot, className: "map-icon", iconSize: [size, size] });
  };
  const popup = (spot) => {
    const box = element("div", "map-popup");
    box.append(element("h3", "", spot.name));
    box.append(element("p", "when", `The point stands for ${spot.precision}, ${spot.within}.`));
    const list = element("ul");
    for (const card of spot.cards) {
      const item = element("li");
      const link = element("a", "", card.title);
      link.href = stage.dataset.root + card.url;
      item.append(link, element("span", "when", [card.date, card.status].filter(Boolean).join(" · ")));
      list.append(item);
    }
    box.append(list);
    return box;
  };

  const cluster = L.markerClusterGroup({
    showCoverageOnHover: false,
    maxClusterRadius: 60, // wider than the largest marker, so that no two overlap
    animate: moving,
    iconCreateFunction: (group) => {
      const total = group.getAllChildMarkers().reduce((sum, marker) => sum + marker.options.count, 0);
      const size = Math.min(26 + 3 * Math.sqrt(total), 52);
      return L.divIcon({ html: element("div", "cluster", String(total)), className: "map-icon cluster-icon", iconSize: [size, size] });
    },
  });
  let ring = null;
  const byCard = new Map();
  const markers = [];
  for (const spot of data.spots) {
    const marker = L.marker([spot.lat, spot.lon], {
      icon: icon(spot),
      count: spot.cards.length,
      alt: `${spot.name}: ${spot.cards.length} ${spot.cards.length === 1 ? "record" : "records"}`,
      title: spot.name,
    });
    marker.bindPopup(() => popup(spot), { maxWidth: 320 });
    marker.on("popupopen", () => {
      ring = L.circle([spot.lat, spot.lon], { radius: spot.radius, color: css("--quiet"), weight: 1, dashArray: "3 3", fillOpacity: 0.08 }).addTo(map);
    });
    marker.on("popupclose", () => ring && ring.remove());
    for (const card of spot.cards) byCard.set(card.id, marker);
    markers.push(marker);
  }
  map.fitBounds(L.latLngBounds(data.view).pad(0.05), { animate: false });
  cluster.addLayers(markers);
  map.addLayer(cluster);
  counties();

  const wanted = byCard.get(decodeURIComponent(location.hash.slice(1)));
  if (wanted) cluster.zoomToShowLayer(wanted, () => wanted.openPopup());
  stage.dataset.ready = "true";
})();
