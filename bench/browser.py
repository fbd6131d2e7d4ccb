"""How pages behave in a real browser with a large collection: the map on a slowed processor, the comparison's and the timeline's filters, scrolling.

    python bench/browser.py 10000 [a/built/site]

Builds the made-up collection with our own theme unless a built site is named. Chromium's processor is slowed four times (CDP Emulation.setCPUThrottlingRate) for the
map; a frame is late when more than 20 ms lie between two (60 a second are 16.7 ms apart).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from statistics import median

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
FILTER = """selector => new Promise(done => {
  const field = document.querySelector(selector), start = performance.now();
  if (field.type === "checkbox") field.checked = !field.checked; else field.selectedIndex = 1;
  field.dispatchEvent(new Event("input", {bubbles: true})); field.dispatchEvent(new Event("change", {bubbles: true}));
  document.body.getBoundingClientRect();
  done(performance.now() - start);
})"""


def site(count: int, folder: Path) -> Path:
    """Builds the collection into a folder and gives the output."""
    projects.full(count, folder)
    command = [sys.executable, "-m", "pelican", str(folder / "content"), "-s", str(folder / "pelicanconf.py"), "-o", str(folder / "output"), "--fatal", "errors"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "output"


def map_ready(browser: Browser, address: str) -> float:
    """Seconds until the map's script says it is ready, on a processor four times slower."""
    page = browser.new_page(viewport={"width": 375, "height": 720})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"{address}map/", wait_until="commit")
    page.wait_for_selector("[data-ready]", timeout=60_000)
    taken = float(page.evaluate("performance.now()")) / 1000
    page.close()
    return taken


def opened(browser: Browser, address: str) -> Page:
    """A page on a phone's screen, loaded."""
    page = browser.new_page(viewport={"width": 375, "height": 720})
    page.goto(address, wait_until="load")
    return page


def filtered(browser: Browser, address: str, selector: str) -> float:
    """Milliseconds that a filter takes from the change of a field to the new layout."""
    page = opened(browser, address)
    page.wait_for_selector("form:not([hidden])")
    taken = float(page.evaluate(FILTER, selector))
    page.close()
    return taken


def frames(browser: Browser, address: str) -> tuple[float, int, int]:
    """The median gap between frames while scrolling, in milliseconds, how many were late, and of how many."""
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
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        print(f"{count:,} records, medians of {ROUNDS}")
        print(f"map ready, processor four times slower: {median(map_ready(browser, address) for _ in range(ROUNDS)):.2f} s")
        print(f"comparison narrowed: {median(filtered(browser, address + 'compare/', 'select[name=region]') for _ in range(ROUNDS)):.0f} ms")
        print(f"timeline narrowed: {median(filtered(browser, address + 'timeline/', 'input[name=lesser]') for _ in range(ROUNDS)):.0f} ms")
        gap, late, of = frames(browser, address + "timeline/")
        print(f"timeline scrolled: {gap:.1f} ms between frames, {late} of {of} late")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
