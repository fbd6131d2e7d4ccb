"""How pages behave in a real browser with a large collection: the map on a slowed processor, lists
that are narrowed and widened again, scrolling.

    python bench/browser.py 10000 [a/built/site]

Builds the made-up collection with our own theme unless a built site is named. Chromium's processor
is slowed four times (CDP Emulation.setCPUThrottlingRate) for the map; a frame is late when more
than 20 ms lie between two (60 a second are 16.7 ms apart).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from statistics import median
from typing import Any

import projects

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402  (the path is set above)

from browser_setup import find  # noqa: E402  (the path is set above)
from docket.cli.serve import make_server  # noqa: E402  (the path is set above)

ROUNDS = 5
FRAMES = """() => new Promise(done => {
  const gaps = []; let last = performance.now(), left = 120;
  const step = now => { gaps.push(now - last); last = now; scrollBy(0, 40); --left ? requestAnimationFrame(step) : done(gaps.slice(1)); };
  requestAnimationFrame(step);
})"""
READY = """new MutationObserver(() => { window.readyAt ??= performance.now(); }).observe(document, {subtree: true, attributeFilter: ["data-ready"]})"""
"""Notes when the map's script says that it is ready. To ask again and again would itself take time
on a slowed processor."""
NARROW = """async ([selector, value]) => {
  const field = document.querySelector(selector), start = performance.now();
  if (field.type === "checkbox") field.checked = !field.checked; else if (typeof value === "number") field.selectedIndex = value; else field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true})); field.dispatchEvent(new Event("change", {bubbles: true}));
  for (let turn = 0; turn < 20; turn++) await null;
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
LISTS = {
    "comparison": (
        "compare/",
        [
            ("select[name=region]", 1, 0),
            ("select[name=level]", 1, 0),
            ("select[name=direction]", 1, 0),
            ("input[name=current]", 0, 0),
        ],
    ),
    "fullest month of the timeline": (
        "timeline/{month}/",
        [("input[name=kind]", 0, 0), ("input[name=lesser]", 0, 0), ("select[name=place]", 1, 0)],
    ),
    "in force": (
        "in-force/",
        [
            ("input[name=date]", "2025-03-01", "2025-11-30"),
            ("select[name=place]", 5, 0),
            ("input[name=with]", "2024-06-30", ""),
        ],
    ),
    "places": ("places/", [("input[name=name]", "1", "")]),
}
"""Pages with lists that scripts narrow, and what is done there: a field, what it is set to, and
what it is set back to (a checkbox is ticked or not)."""
SCREENS = {"phone": 375, "desktop": 1280}


def site(count: int, folder: Path) -> Path:
    """Builds the collection into a folder and gives the output."""
    projects.full(count, folder)
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(folder / "content"),
        "-s",
        str(folder / "pelicanconf.py"),
        "-o",
        str(folder / "output"),
        "--fatal",
        "errors",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "output"


def fullest(output: Path) -> str:
    """The year and month of the timeline's largest page."""
    found = max((output / "timeline").rglob("index.html"), key=lambda file: file.stat().st_size)
    return str(found.parent.relative_to(output / "timeline"))


def map_ready(browser: Browser, address: str) -> float:
    """Seconds until the map's script says it is ready, on a processor four times slower."""
    page = browser.new_page(viewport={"width": 375, "height": 720})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(READY)
    page.goto(f"{address}map/", wait_until="load")
    while (taken := page.evaluate("window.readyAt ?? null")) is None:
        page.wait_for_timeout(500)
    page.close()
    return float(taken) / 1000


def opened(browser: Browser, address: str, width: int = 375) -> Page:
    """A page on a screen of this width, loaded."""
    page = browser.new_page(viewport={"width": width, "height": 720})
    page.goto(address, wait_until="load")
    return page


def narrowed(
    browser: Browser, address: str, width: int, deeds: list[tuple[str, Any, Any]]
) -> float:
    """Milliseconds that the slowest of some deeds takes from the change of a field to the new
    layout, there or back."""
    slowest = 0.0
    for selector, value, back in deeds:
        page = opened(browser, address, width)
        page.wait_for_selector("form:not([hidden])")
        page.wait_for_load_state("networkidle")
        slowest = max(
            slowest, *(float(page.evaluate(NARROW, [selector, chosen])) for chosen in (value, back))
        )
        page.close()
    return slowest


def frames(browser: Browser, address: str) -> tuple[float, int, int]:
    """The median gap between frames while scrolling, in milliseconds, how many were late, and of
    how many."""
    page = opened(browser, address)
    gaps = page.evaluate(FRAMES)
    page.close()
    return median(gaps), sum(gap > 20 for gap in gaps), len(gaps)


def main() -> None:
    """Prints the medians of some rounds."""
    count, executable = int(sys.argv[1]), find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(sys.argv[2]) if len(sys.argv) > 2 else site(count, Path(folder))
        server = make_server(output, 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{count:,} records, medians of {ROUNDS}")
        print(
            "map ready, processor four times slower: "
            f"{median(map_ready(browser, address) for _ in range(ROUNDS)):.2f} s"
        )
        month = fullest(output)
        for name, (path, deeds) in LISTS.items():
            for screen, width in SCREENS.items():
                taken = median(
                    narrowed(browser, address + path.format(month=month), width, deeds)
                    for _ in range(ROUNDS)
                )
                print(
                    f"{name} narrowed or widened, {screen}: {taken:.0f} ms at the most", flush=True
                )
        gap, late, of = frames(browser, address + f"timeline/{month}/")
        print(f"timeline scrolled: {gap:.1f} ms between frames, {late} of {of} late")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
