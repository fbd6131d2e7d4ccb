"""docket serve: serve the site on localhost and build it again on every change."""

from __future__ import annotations

import io
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

import click
from watchfiles import watch

from docket.build.destination import has_marker
from docket.cli.build import Run, run_pelican
from docket.cli.project import FAILED, STOPPED, Project, with_project
from docket.exports.headers import EVERYWHERE, policy
from docket.model.diagnostics import DocketError
from docket.model.urls import SEARCH_INDEX

QUIET = 15
"""The number of milliseconds without a change of files after which a build begins. A later change
begins another build."""
POLICY = "Content-Security-Policy"
WATCHED = ("data", "schema", "content", "theme", "plugins", "extra", "pelicanconf.py")


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the headers that the host sends, so that a page that works here works
    there."""

    timeout = 30
    """The number of seconds without data after which a connection is closed."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer a path that no file can have (one with a null byte) like one that is missing."""
        try:
            return super().send_head()
        except (ValueError, OSError):
            self.send_error(404)
            return None

    def end_headers(self) -> None:
        """Add the site's headers, and forbid caching."""
        searched = Path(self.directory, SEARCH_INDEX).is_dir()
        for name, value in {**EVERYWHERE, POLICY: policy(searched)}.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own 404 page."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the terminal is for builds and problems."""


class Server(ThreadingHTTPServer):
    """Serves each connection in a thread, and does not report connections that were broken off."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print the error, unless the client has closed the connection or timed out."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def make_server(folder: Path, port: int) -> Server:
    """Return a server of a folder on localhost; for port 0 the system chooses a free one. Raise
    DocketError where the port cannot be used."""
    try:
        return Server(("127.0.0.1", port), partial(Handler, directory=str(folder)))
    except OSError as error:
        raise DocketError(
            f"port {port} cannot be used: {error.strerror}\n"
            "  End what uses it, or choose another one: docket serve --port 8001 (0: any free one)."
        ) from None


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on.",
)
@with_project("data", "schema", "output")
def serve(project: Project, port: int) -> None:
    """Build the site, serve it on localhost and build it again whenever a record, schema, page,
    template or plugin changes. The pages of edited records are replaced first, then the rest.

    A build that fails leaves the last good site in place.
    """
    with make_server(project.output, port) as server:
        code = run_pelican(project)
        if code == STOPPED or (project.output.exists() and not has_marker(project.output)):
            raise SystemExit(code or FAILED)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"Look at http://localhost:{server.server_port}/  (Ctrl-C ends)")
        try:
            _rebuild_on_change(project)
        except KeyboardInterrupt:
            click.echo("")
        finally:
            server.shutdown()


def _rebuild_on_change(project: Project) -> None:
    """Build again after every change of the project's files, until Ctrl-C."""
    run = Run(project, repeats=True, DOCKET_EAGER=True)
    folders = (project.data, project.schema, *(project.root / name for name in WATCHED))
    watched = dict.fromkeys(path for path in folders if path.exists())
    try:
        for changes in watch(*watched, step=QUIET):
            names = sorted({Path(path).name for _, path in changes})
            click.echo(f"Changed: {', '.join(names[:3])}{' …' if len(names) > 3 else ''}")
            if run.ended:
                run = Run(project, repeats=True, DOCKET_EAGER=True)
            if run.build() == STOPPED:
                break
    finally:
        run.close()
