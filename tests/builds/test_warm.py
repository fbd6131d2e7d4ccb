"""A build that makes only what is new gives the same bytes as one that makes everything, whatever
was edited, and whatever happened to the cache or the output."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders import source, topic
from docket.build.store import FILE
from docket.model.text import digest
from edits import (
    CACHE,
    DIRECTIVE,
    EDITS,
    EVENT,
    anew,
    built,
    damage_the_cache,
    differing,
    lose_a_page,
    put,
    remove_directive,
    spoil_a_page,
)
from pelican_run import command, contents, environment, pelican
from projects import make_site_project


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, and is edited again and again."""
    project = make_site_project(tmp_path_factory.mktemp("warm") / "project")
    built(project)
    return project


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
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
    if number % 5 == 4 or EDITS[number] in (
        damage_the_cache,
        spoil_a_page,
        lose_a_page,
        remove_directive,
    ):
        assert differing(edited) == []


def test_a_newer_reading_of_one_source_shows_on_every_page(project):
    """Statuses are read on the newest day on which a source was read, and every page says which day
    that is."""
    built(project)
    put(EVENT, sources=[source(seen="2026-03-01")])(project, 0)
    built(project)
    assert differing(project) == []


def test_what_a_record_is_narrowed_by_counts_though_its_card_stays_as_it_is(project):
    (project / "data" / "topics" / "other.yaml").write_text(
        json.dumps(topic("other", title="Other"))
    )
    built(project)
    put(EVENT, topics=["other"])(project, 0)
    built(project)
    assert differing(project) == []


def test_the_same_words_in_the_folder_of_another_kind_are_another_record(project):
    file = project / "data" / "agencies" / "moved.yaml"
    file.write_text(json.dumps({"id": "moved", "title": "Moved", "level": "county"}))
    built(project)
    file.rename(project / "data" / "places" / "moved.yaml")
    built(project)
    assert differing(project) == []


def test_a_template_or_what_jinja_is_given_counts(project):
    """A theme's template that a site replaces, with a global and a filter of its own settings
    file."""
    override = project / "override" / "404.html"
    override.parent.mkdir()

    def settle(text: str, more: str) -> str:
        override.write_text(text)
        conf = project / "pelicanconf.py"
        conf.write_text(
            conf.read_text() + f"\nTHEME_TEMPLATES_OVERRIDES = [{str(override.parent)!r}]\n{more}\n"
        )
        built(project)
        return (project / "output" / "404.html").read_text()

    assert settle("One.", "") == "One."
    assert settle("Two.", "") == "Two."
    assert settle("{{ word }}.", "JINJA_GLOBALS = {'word': 'Three'}") == "Three."
    assert settle("{{ word }}.", "JINJA_GLOBALS = {'word': 'Four'}") == "Four."
    assert (
        settle(
            "{{ word|counted }}",
            "def counted(word): return word + ', five.'\nJINJA_FILTERS = {'counted': counted}",
        )
        == "Four, five."
    )
    assert (
        settle(
            "{{ word|counted }}",
            "def counted(word): return word + ', six.'\nJINJA_FILTERS = {'counted': counted}",
        )
        == "Four, six."
    )


@pytest.mark.parametrize("jobs", [1, 3])
def test_kept_values_that_are_not_what_they_were_are_computed_anew(project, jobs):
    """Collections and tables are joined from them, by several workers where there are several."""
    built(project)
    with sqlite3.connect(project / CACHE / FILE) as store:
        store.execute("UPDATE blob SET content = x'00' || content")
    put(DIRECTIVE, notes="Other notes.")(project, 0)
    done = pelican(project, "-e", f"DOCKET_JOBS={jobs}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(project) == []


def test_values_that_were_lost_are_computed_anew(project):
    built(project)
    with sqlite3.connect(project / CACHE / FILE) as store:
        store.execute("DELETE FROM blob")
    put(DIRECTIVE, title="Another title.")(project, 0)
    built(project)
    assert differing(project) == []


def test_the_store_does_not_grow_with_edits_that_are_taken_back(project):
    def blobs():
        with sqlite3.connect(project / CACHE / FILE) as store:
            return store.execute("SELECT count(*) FROM blob").fetchone()[0]

    built(project)
    first = blobs()
    for number in range(3):
        put(DIRECTIVE, title=f"Title {number}")(project, 0)
        built(project)
    put(DIRECTIVE, title="Executive Directive No. 12")(project, 0)
    built(project)
    assert blobs() == first


def stamps(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_only_files_that_change_are_written(project):
    built(project)
    before, held = stamps(project / "output"), contents(project / "output")
    put(DIRECTIVE, notes="Other notes.")(project, 0)
    built(project)
    after, now = stamps(project / "output"), contents(project / "output")
    assert {path for path in after if after[path] != before.get(path)} == {
        path for path in now if now[path] != held.get(path)
    }


OF = digest("Executive Directive No. 12\nCity departments prepare for enforcement actions.")[:12]
INNER = {
    "notes": "Other notes.",
    "open_questions": ["Another question?"],
    "translations": {"es": {"title": "Otra", "summary": "Otra.", "by": "person", "of": OF}},
    "statements": [
        {
            "speaker": "Speaker",
            "role": "Mayor",
            "stance": "opposes",
            "quote": "Words.",
            "sources": ["report"],
        }
    ],
    "figures": [
        {
            "what": "arrests",
            "value": 7,
            "basis": "official",
            "claimed_by": "Agency",
            "sources": ["report"],
        }
    ],
}
OF_EVERYTHING = (
    ".csv",
    "records.json",
    "records.ndjson",
    "directives.json",
    "index.json",
    "SHA256SUMS",
    "data/index.html",
)


def test_what_is_inner_shows_on_the_record_s_own_page_and_in_files_of_everything_alone(project):
    """Pages of other records read cards and moments, and none of these shows in them."""
    before = anew(project)
    put(DIRECTIVE, **INNER)(project, 0)
    after = anew(project)
    other = {path for path in after if after[path] != before.get(path)}
    own = {f"{DIRECTIVE}/index.html", f"api/v1/{DIRECTIVE}.json"}
    assert own <= other
    others = {path for path in other - own if not path.startswith("assets/search/")}
    assert [path for path in others if not path.endswith(OF_EVERYTHING)] == []


def test_a_file_that_changes_without_another_size_or_time_is_read_again(project):
    """The racy case: an edit in the moment after the file was read, on a clock too coarse to tell,
    or set back."""
    file = project / "data" / f"{EVENT}.yaml"
    before = file.stat()
    built(project)
    file.write_text(file.read_text().replace("Operation at the park", "Operation at the dark"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    built(project)
    assert "Operation at the dark" in (project / "output" / EVENT / "index.html").read_text()
    assert differing(project) == []


def test_a_map_that_changes_needs_its_shell_no_second_time(project):
    """Folium makes the empty map once; its import takes as long as a small rebuild."""
    built(project)
    put(EVENT, title="Renamed on the map")(project, 0)
    without = "import sys; sys.modules['folium'] = None; from pelican import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", without, *command(project)[3:]],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(project) == []
