var map_docket = L.map(
                "map_docket",
                {
                    center: [39.0, -97.0],
                    crs: L.CRS.EPSG3857,
                    ...{
  "zoom": 4,
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
