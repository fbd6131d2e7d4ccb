var map_docket = L.map(
                "map_docket",
                {
                    center: [34.054, -118.259],
                    crs: L.CRS.EPSG3857,
                    ...{
  "zoom": 8,
  "zoomControl": true,
  "preferCanvas": true,
  "minZoom": 3,
  "maxZoom": 11,
  "zoomSnap": 0.5,
  "attributionControl": false,
}

                }
            );
            L.control.scale().addTo(map_docket);
