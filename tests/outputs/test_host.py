from urllib.robotparser import RobotFileParser

from builders import settings, small_site
from docket.exports import headers, robots
from reading import by_path


def rules():
    """The rules of _headers: path pattern → header → value."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in (
        by_path(headers.files(small_site(), settings()))["_headers"].content.decode().splitlines()
    ):
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
        else:
            path = line
            found[path] = {}
    return found


def test_robots_may_read_everything_and_find_the_site_map():
    reader = RobotFileParser()
    reader.parse(
        by_path(robots.files(small_site(), settings()))["robots.txt"].content.decode().splitlines()
    )
    assert reader.can_fetch("anybot", "https://docket.test/directives/")
    assert reader.site_maps() == ["https://docket.test/sitemap.xml"]


def test_pages_may_load_the_sites_own_files_and_nothing_else():
    policy = dict(
        part.split(" ", 1) for part in rules()["/*"]["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("style-src", "connect-src", "font-src", "form-action")} == {
        "'self'"
    }
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert str(policy).count("unsafe") == 1
    assert "http" not in str(policy)


def test_a_site_without_search_compiles_no_web_assembly():
    assert "script-src 'self';" in headers.policy(search=False)
    assert "unsafe" not in headers.policy(search=False)


def test_any_site_may_read_the_data_but_not_the_pages():
    found = rules()
    assert found["/api/*"] == found["/schema/*"] == {"Access-Control-Allow-Origin": "*"}
    assert "Access-Control-Allow-Origin" not in found["/*"]
