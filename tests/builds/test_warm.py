"""A build that makes only what is new gives the same bytes as one that makes everything, whatever was edited, and whatever happened to the cache or the output."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders import directive, effect, source, step, topic
from docket.text import digest
from pelican_run import command, contents, environment, pelican
from projects import make_site_project

DIRECTIVE, CHALLENGE, EVENT, CITY, STATE = (
    "directives/executive-directive-12", "challenges/city-v-state", "events/park-operation", "places/test-city", "places/test-state",
)  # fmt: skip
CACHE = ".docket-cache"


def built(project: Path) -> None:
    """Builds the project as it is, with its cache."""
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr


def anew(project: Path) -> dict[str, bytes]:
    """What a build of the same project gives that knows of none before."""
    done = pelican(project, "-o", str(project / "cold"), "-e", "DOCKET_CACHE=null")
    assert done.returncode == 0, done.stdout + done.stderr
    found = dict(contents(project / "cold"))
    shutil.rmtree(project / "cold")
    return found


def differing(project: Path) -> list[str]:
    """The paths in which the output differs from a cold build's."""
    warm, cold = contents(project / "output"), anew(project)
    return sorted(path for path in warm.keys() | cold.keys() if warm.get(path) != cold.get(path))


def changed(project: Path, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes the values of a record's file."""
    file = project / "data" / f"{name}.yaml"
    data = json.loads(file.read_text())
    change(data)
    file.write_text(json.dumps(data, indent=1))


def put(name: str, **values: Any) -> Callable[[Path, int], None]:
    """An edit that gives a record values; {n} in text stands for a number, so that no two edits are the same."""

    def edit(project: Path, number: int) -> None:
        filled = json.loads(json.dumps(values).replace("{n}", str(number)))
        changed(project, name, lambda data: data.update(filled))

    return edit


def add_directive(project: Path, number: int) -> None:
    """A new record that answers another, or a new version of one added before."""
    place, answers = ("test-state" if number % 2 else "test-city"), [{"type": "responds-to", "record": "park-operation"}]
    data = directive(f"added-{number % 3}", title=f"Added {number}", relations=answers, place=place)
    (project / "data" / "directives" / f"added-{number % 3}.yaml").write_text(json.dumps(data))


def remove_directive(project: Path, number: int) -> None:
    """One of the added records goes, if it is there."""
    (project / "data" / "directives" / f"added-{number % 3}.yaml").unlink(missing_ok=True)


def give_topics(project: Path, number: int) -> None:
    """A record is narrowed by one topic more, or by another than before."""
    (project / "data" / "topics" / "other.yaml").write_text(json.dumps(topic("other", title="Other")))
    changed(project, DIRECTIVE, lambda data: data.update(topics=(["other"], ["city-property"], ["other", "city-property"])[number % 3]))


def touch(project: Path, number: int) -> None:
    """A file gets another time and keeps its content."""
    os.utime(project / "data" / f"{EVENT}.yaml", (number, number))


def lose_a_page(project: Path, number: int) -> None:
    """Somebody deletes a page from the output."""
    pages = sorted((project / "output").rglob("*.html"))
    pages[number % len(pages)].unlink()


def spoil_a_page(project: Path, number: int) -> None:
    """Somebody writes into a page of the output."""
    pages = sorted((project / "output").rglob("index.html"))
    pages[number % len(pages)].write_text("spoilt")


def damage_the_cache(project: Path, number: int) -> None:
    """A file of the cache is cut short, changed in one byte, emptied, or gone."""
    files = sorted(path for path in (project / CACHE).iterdir() if path.stat().st_size)
    file = files[number % len(files)]
    data = bytearray(file.read_bytes())
    at = number * 7919 % len(data)
    if number % 4 == 0:
        file.write_bytes(data[:at])
    elif number % 4 == 1:
        file.write_bytes(b"")
    elif number % 4 == 2:
        file.unlink()
    else:
        data[at] ^= 0x41
        file.write_bytes(data)


EDITS: tuple[Callable[[Path, int], None], ...] = (
    put(DIRECTIVE, notes="Notes {n}."), put(DIRECTIVE, title="Directive {n}"), put(DIRECTIVE, summary="Summary {n}."), put(DIRECTIVE, open_questions=["Question {n}?"]),
    put(DIRECTIVE, provisions=[{"type": "protocol", "text": "Provision {n}.", "sources": ["report"]}]), put(DIRECTIVE, relations=[{"type": "cites", "record": "park-operation"}]),
    put(DIRECTIVE, relations=[{"type": "responds-to", "record": "park-operation", "note": "Note {n}."}]),
    put(CHALLENGE, title="Case {n}"), put(CHALLENGE, steps=[step("2025-08", "filed", court="district-court")]),
    put(CHALLENGE, steps=[step("2025-08-02", "filed"), step("2025-09-19", "injunction-granted", text="Order {n}.", effects=[effect("executive-directive-12", "blocks")])]),
    put(EVENT, title="Operation {n}"), put(EVENT, figures=[{"what": "arrests", "value": 7, "basis": "official", "claimed_by": "Agency {n}", "sources": ["report"]}]),
    put(EVENT, statements=[{"speaker": "Speaker {n}", "role": "Mayor", "stance": "opposes", "quote": "Words {n}.", "sources": ["report"]}]),
    put(EVENT, sources=[source(title="Source {n}")]), put(CITY, title="City {n}"), put(STATE, title="State {n}", abbreviation="T{n}"), put(STATE, aliases=["Alias {n}"]),
    put("topics/city-property", summary="Topic {n}."), put("courts/district-court", title="Court {n}"), put("agencies/test-agency", short="A{n}"),
    put(CITY, point={"lat": 34.1, "lon": -118.24, "precision": "city"}), put(CITY, point={"lat": 34.1, "lon": -118.2, "precision": "county"}),
    put(EVENT, location={"lat": 34.06, "lon": -118.27, "precision": "city", "sources": ["report"]}), put(EVENT, place="test-state"), put(EVENT, place="test-city"),
    put(CHALLENGE, withdrawn={"on": "2025-12-01", "reason": "Reason {n}."}), give_topics, give_topics,
    put("coverage/directives-2025", summary="Search {n}."), put("wording/raid", instead="operation {n}"),
    add_directive, add_directive, remove_directive, touch, lose_a_page, spoil_a_page, damage_the_cache, damage_the_cache,
)  # fmt: skip


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, and is edited again and again."""
    project = make_site_project(tmp_path_factory.mktemp("warm") / "project")
    built(project)
    return project


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 99)), min_size=1, max_size=3))
def test_after_any_edits_warm_is_cold(edited, edits):
    for edit, number in edits:
        edit(edited, number)
    built(edited)
    assert differing(edited) == []


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_after_each_edit_warm_is_cold(edited, number):
    EDITS[number](edited, 100 + number)
    built(edited)
    if number % 5 == 4 or EDITS[number] in (damage_the_cache, spoil_a_page, lose_a_page, remove_directive):
        assert differing(edited) == []


def test_a_newer_reading_of_one_source_shows_on_every_page(project):
    """Statuses are read on the newest day on which a source was read, and every page says which day that is."""
    built(project)
    put(EVENT, sources=[source(seen="2026-03-01")])(project, 0)
    built(project)
    assert differing(project) == []


def test_what_a_record_is_narrowed_by_counts_though_its_card_stays_as_it_is(project):
    (project / "data" / "topics" / "other.yaml").write_text(json.dumps(topic("other", title="Other")))
    built(project)
    put(EVENT, topics=["other"])(project, 0)
    built(project)
    assert differing(project) == []


def test_a_template_or_what_jinja_is_given_counts(project):
    """A theme's template that a site replaces, with a global and a filter of its own settings file."""
    override = project / "override" / "404.html"
    override.parent.mkdir()

    def settle(text: str, more: str) -> str:
        override.write_text(text)
        conf = project / "pelicanconf.py"
        conf.write_text(conf.read_text() + f"\nTHEME_TEMPLATES_OVERRIDES = [{str(override.parent)!r}]\n{more}\n")
        built(project)
        return (project / "output" / "404.html").read_text()

    assert settle("One.", "") == "One."
    assert settle("Two.", "") == "Two."
    assert settle("{{ word }}.", "JINJA_GLOBALS = {'word': 'Three'}") == "Three."
    assert settle("{{ word }}.", "JINJA_GLOBALS = {'word': 'Four'}") == "Four."
    assert settle("{{ word|told }}", "def told(word): return word + ', five.'\nJINJA_FILTERS = {'told': told}") == "Four, five."
    assert settle("{{ word|told }}", "def told(word): return word + ', six.'\nJINJA_FILTERS = {'told': told}") == "Four, six."


@pytest.mark.parametrize("jobs", [1, 3])
def test_fragments_that_are_not_what_they_were_are_made_anew(project, jobs):
    """Collections and tables are joined from them, by several workers where there are several."""
    built(project)
    for pack in (project / CACHE).glob("fragments.*"):
        pack.write_bytes(bytes(byte ^ 0x41 for byte in pack.read_bytes()))
    put(DIRECTIVE, notes="Other notes.")(project, 0)
    done = pelican(project, "-e", f"DOCKET_JOBS={jobs}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(project) == []


def stamps(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_only_files_that_change_are_written(project):
    built(project)
    before, held = stamps(project / "output"), contents(project / "output")
    put(DIRECTIVE, notes="Other notes.")(project, 0)
    built(project)
    after, now = stamps(project / "output"), contents(project / "output")
    assert {path for path in after if after[path] != before.get(path)} == {path for path in now if now[path] != held.get(path)}


OF = digest("Executive Directive No. 12\nCity departments prepare for enforcement actions.")[:12]
INNER = {
    "notes": "Other notes.", "open_questions": ["Another question?"], "translations": {"es": {"title": "Otra", "summary": "Otra.", "by": "person", "of": OF}},
    "statements": [{"speaker": "Speaker", "role": "Mayor", "stance": "opposes", "quote": "Words.", "sources": ["report"]}],
    "figures": [{"what": "arrests", "value": 7, "basis": "official", "claimed_by": "Agency", "sources": ["report"]}],
}  # fmt: skip
OF_EVERYTHING = (".csv", "records.json", "records.ndjson", "directives.json", "index.json", "SHA256SUMS", "data/index.html")


def test_what_is_inner_shows_on_the_record_s_own_page_and_in_files_of_everything_alone(project):
    """If this fails, a view of other records reads what notes.INNER calls inner, and pages would go stale: take the property out of that list."""
    before = anew(project)
    put(DIRECTIVE, **INNER)(project, 0)
    after = anew(project)
    other = {path for path in after if after[path] != before.get(path)}
    own = {f"{DIRECTIVE}/index.html", f"api/v1/{DIRECTIVE}.json"}
    assert own <= other
    assert [path for path in other - own if not path.endswith(OF_EVERYTHING)] == []


def test_a_file_that_changes_without_another_size_or_time_is_read_again(project):
    """The racy case: an edit in the moment after the file was read, on a clock too coarse to tell, or set back."""
    file = project / "data" / f"{EVENT}.yaml"
    told = file.stat()
    built(project)
    file.write_text(file.read_text().replace("Operation at the park", "Operation at the dark"))
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    built(project)
    assert "Operation at the dark" in (project / "output" / EVENT / "index.html").read_text()
    assert differing(project) == []


def test_a_worker_that_is_killed_leaves_the_old_site_and_a_clear_error(project):
    built(project)
    before = contents(project / "output")
    shutil.rmtree(project / CACHE)
    killer = (
        "import os, signal, docket.build as build; drawn, process = build.Build.drawn, os.getpid()\n"
        "build.Build.drawn = lambda self, page: drawn(self, page) if os.getpid() == process else os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    (project / "pelicanconf.py").write_text((project / "pelicanconf.py").read_text() + killer)
    done = pelican(project, "-e", "DOCKET_JOBS=3")
    assert done.returncode == 2
    assert "a worker process was killed" in done.stderr
    assert contents(project / "output") == before


def test_a_laying_in_that_was_stopped_is_finished_by_the_next_build_though_the_records_are_bad_now(project):
    """What a build leaves that is stopped after it wrote the journal and laid in the first of its files."""
    built(project)
    wanted = anew(project)
    changes, journal = project / "output.changes", {"fresh": ["index.html", f"{EVENT}/index.html"], "removed": ["old/page/index.html"]}
    (changes / EVENT).mkdir(parents=True)
    (project / "output" / EVENT / "index.html").rename(changes / EVENT / "index.html")
    (project / "output" / "old" / "page").mkdir(parents=True)
    (project / "output" / "old" / "page" / "index.html").write_text("old")
    (changes / ".journal.json").write_text(json.dumps(journal))
    (project / "data" / "events" / "bad.yaml").write_text("id: [")
    assert pelican(project).returncode == 1
    assert contents(project / "output") == wanted
    assert not changes.exists() and not (project / "output" / "old").exists()


def test_two_builds_at_once_come_one_after_the_other(project):
    built(project)
    put(DIRECTIVE, title="Other title")(project, 0)
    children = [subprocess.Popen(command(project), cwd=project, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [child.wait() for child in children] == [0, 0], [child.stderr.read() for child in children]
    assert differing(project) == []


def test_an_interrupt_while_a_change_is_made_leaves_the_site(project):
    built(project)
    before = contents(project / "output")
    put(STATE, title="Other State")(project, 0)
    child = subprocess.Popen(command(project), cwd=project, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    staging = project / "output.building"
    while child.poll() is None and not any(staging.rglob("*.html")):
        time.sleep(0.002)
    child.send_signal(signal.SIGINT)
    if child.wait() != 0:
        assert contents(project / "output") == before
    built(project)
    assert differing(project) == []
