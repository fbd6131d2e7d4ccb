"""docket serve: its port, and requests that no file can answer."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request

import pytest

from docket.cli.serve import Handler, make_server
from pelican_run import docket
from projects import make_site_project


@pytest.fixture
def server(tmp_path):
    (tmp_path / "index.html").write_text("<p>The site</p>")
    (tmp_path / "404.html").write_text("<p>Our own error page</p>")
    with make_server(tmp_path, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def get(server, path):
    return urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}{path}", timeout=60)


def test_a_port_in_use_is_reported_before_anything_is_built(tmp_path):
    project = make_site_project(tmp_path / "project")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = docket(project, "serve", "--port", str(port))
    assert done.returncode == 2
    assert f"docket: port {port} cannot be used: Address already in use" in done.stderr
    assert "--port" in done.stderr and "Traceback" not in done.stderr
    assert not (project / "output").exists()


def test_a_port_that_is_none_is_a_usage_error(tmp_path):
    project = make_site_project(tmp_path / "project")
    done = docket(project, "serve", "--port", "99999")
    assert done.returncode == 2 and "Invalid value for '--port'" in done.stderr


@pytest.mark.parametrize(
    "path", ["/a%00b", "/%ed%a0%80", "/%ff", "/" + "a" * 5000, "/nothing", "/index.html/x"]
)
def test_a_path_that_no_file_has_is_missing_and_nothing_is_printed(server, path, capfd):
    with pytest.raises(urllib.error.HTTPError) as raised:
        get(server, path)
    assert (raised.value.code, raised.value.read()) == (404, b"<p>Our own error page</p>")
    assert get(server, "/").read() == b"<p>The site</p>"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET", b"GET / HTTP/1.1\r\nHost: x", b"\x00\xff\r\n\r\n", b"GET " + b"a" * 70_000],
)
def test_a_connection_that_is_broken_off_prints_nothing(server, sent, capfd):
    with socket.create_connection(server.server_address, timeout=60) as half:
        half.sendall(sent)
        half.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0"
        )  # reset, not closed
    assert get(server, "/").read() == b"<p>The site</p>"
    assert capfd.readouterr() == ("", "")


def test_a_connection_on_which_nothing_comes_is_closed(server, monkeypatch, capfd):
    monkeypatch.setattr(Handler, "timeout", 0.1)
    with socket.create_connection(server.server_address, timeout=60) as half:
        half.sendall(b"GET / HTTP/1.1\r\nHost")
        assert half.recv(1) == b""
    assert capfd.readouterr() == ("", "")


def test_a_connection_has_a_time_limit():
    assert 0 < Handler.timeout <= 60
