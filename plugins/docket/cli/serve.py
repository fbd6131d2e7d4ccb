"""docket serve: the site on localhost, built anew on a change of anything it depends on."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
from watchfiles import watch

from docket.cli.build import STOPPED, Run, run_pelican
from docket.cli.project import Project, with_project
from docket.outputs.headers import EVERYWHERE

CALM = 15
"""After how many milliseconds without another change of files a build begins; what changes later makes another one."""
WATCHED = ("data", "schema", "content", "theme", "plugins", "extra", "pelicanconf.py")


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the headers that the host sends, so that what works here works there."""

    def end_headers(self) -> None:
        """Adds the site's headers, and forbids caching of what may change in a moment."""
        for name, value in EVERYWHERE.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers a missing page with the site's own 404 page."""
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
        """Keeps quiet: the terminal is for builds and problems."""


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder on localhost; port 0 takes a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@with_project("data", "schema", "output")
def serve(project: Project, port: int) -> None:
    """Builds the site, serves it on localhost and builds it again whenever a record, schema, page, template or plugin changes. The page of a record that was
    edited is there first; what else changes follows.

    A build that fails leaves the last good site in place.
    """
    run_pelican(project)
    server = make_server(project.output, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"Look at http://localhost:{server.server_port}/  (Ctrl-C ends)")
    try:
        _rebuild_on_change(project)
    except KeyboardInterrupt:
        click.echo("")
    server.shutdown()


def _rebuild_on_change(project: Project) -> None:
    """Builds again after every change of what the site is made from, until Ctrl-C. The next build always stands by."""
    waiting = Run(project, stands_by=True, DOCKET_EAGER=True)
    watched = [path for path in (project.data, project.schema, *(project.root / name for name in WATCHED)) if path.exists()]
    try:
        for changes in watch(*dict.fromkeys(watched), step=CALM):
            names = sorted({Path(path).name for _, path in changes})
            click.echo(f"Changed: {', '.join(names[:3])}{' …' if len(names) > 3 else ''}")
            if waiting.finish() == STOPPED:
                break
            waiting = Run(project, stands_by=True, DOCKET_EAGER=True)
    finally:
        waiting.cancel()
