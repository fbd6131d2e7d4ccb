"""Serving a finished site with the headers that the host sends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docket.cli.serve import make_server


@contextmanager
def serving(output: Path) -> Iterator[str]:
    """Serve a folder while the block runs, and give its address."""
    server = make_server(output, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
