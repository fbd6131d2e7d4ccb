"""Draw maps and charts: as SVG at build time, and in the browser."""
