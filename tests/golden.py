"""The golden miniature: the small library's site as it is expected, byte for byte. `make bless`
writes it anew; read the difference first."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

EXPECTED = Path(__file__).parent / "site" / "_expected"
LEFT_OUT = (
    "assets/map/leaflet",
    "assets/map/MarkerCluster",
    "assets/map/states",
    "assets/map/counties/",
    "assets/search/",
    "theme/",
    "schema/",
    "SHA256SUMS",
    ".docket-output",
)
"""What is copied from elsewhere (Leaflet, the base map, the theme's files, the schemas), the index
of the search, which is no text, the checksums over it, and the marker."""


def compared(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of a site's files that the golden copy holds."""
    return {path: content for path, content in files.items() if not path.startswith(LEFT_OUT)}


def bless() -> None:
    """Builds the miniature and writes its output over the golden copy."""
    from pelican_run import contents, pelican
    from projects import make_site_project

    with tempfile.TemporaryDirectory() as folder:
        project = make_site_project(Path(folder) / "project")
        done = pelican(project)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        files = compared(contents(project / "output"))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, content in files.items():
        target = EXPECTED / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"Wrote {len(files)} files. Read the difference: git diff --stat tests/site")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    bless()
