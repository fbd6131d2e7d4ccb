"""Values and outputs are computed again when, and only when, something they read has changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from docket.build.memory import Memory
from docket.build.prepare import prepare
from docket.build.store import Store, by_value
from docket.model.inputs import Codec, Query, read, tracking

TEXT = Codec(str.encode, bytes.decode)


@dataclass
class Program:
    """A program on three files: words of each file, how many there are, and a report of both.
    `calls` are the computations of one run."""

    files: dict[str, str]
    store: Store
    state: object = None
    calls: list[str] = field(default_factory=list)

    def run(self, workers: int = 1) -> tuple[str, list[str]]:
        """Return the report, and what was computed for it."""
        self.calls = []
        memory = Memory(self.store, {"file": self._fingerprint}, self.state)
        self.words = Query("words", lambda: self.files, self._words, memory, TEXT)
        self.count = Query("count", lambda: self.files, self._count, memory, None, by_value)
        self.total = Query("total", lambda: ("",), self._total, memory)
        prepare([self.words], memory, workers)
        with tracking() as trace:
            report = f"{self.total['']} words, the first {self.words['a']}"
        inputs = memory.numbered(trace)
        self.state, kept = memory.plain([inputs])
        self.store.save("state", b"key", self.state)
        self.store.sweep(kept)
        return report, self.calls

    def _fingerprint(self, name: str) -> bytes:
        return self.files[name].encode() if name in self.files else b""

    def _words(self, name: str) -> str:
        self.calls.append(f"words {name}")
        read("file", name)
        return " ".join(self.files[name].split())

    def _count(self, name: str) -> int:
        self.calls.append(f"count {name}")
        return len(self.words[name].split())

    def _total(self, _: str) -> int:
        self.calls.append("total")
        return sum(self.count.values())


@pytest.fixture
def program(tmp_path):
    return Program({"a": "one", "b": "two three", "c": "four"}, Store(tmp_path))


EVERYTHING = ["total", "count a", "words a", "count b", "words b", "count c", "words c"]


def test_the_first_run_computes_everything_once(program):
    assert program.run() == ("4 words, the first one", EVERYTHING)


def test_what_is_kept_is_not_computed_again(program):
    program.run()
    assert program.run() == (
        "4 words, the first one",
        ["total", "count a", "count b", "count c"],
    ), "counts are not kept, and somebody asked for their sum"


def test_a_change_reaches_what_reads_it(program):
    program.run()
    program.files["b"] = "two three four"
    report, calls = program.run()
    assert report == "5 words, the first one"
    assert "words b" in calls and "words a" not in calls


def stale(program, *asked):
    """What has changed for who read these inputs, without computing more than is needed."""
    program.calls = []
    memory = Memory(program.store, {"file": program._fingerprint}, program.state)
    program.words = Query("words", lambda: program.files, program._words, memory, TEXT)
    program.count = Query("count", lambda: program.files, program._count, memory, None, by_value)
    program.total = Query("total", lambda: ("",), program._total, memory)
    return [memory.stale(memory.numbered([what])) for what in asked]


def test_nothing_is_stale_where_nothing_changed_and_nothing_is_computed_to_know_it(program):
    program.run()
    asked = [("total", ""), ("count", "a"), ("words", "b"), ("file", "c")]
    assert stale(program, *asked) == [False] * 4
    assert program.calls == []


def test_a_value_that_comes_out_the_same_stops_the_change(program):
    program.run()
    program.files["b"] = "two  three"  # another file, the same words
    asked = [("file", "b"), ("words", "b"), ("count", "b"), ("total", "")]
    assert stale(program, *asked) == [True, False, False, False]
    assert program.calls == ["words b"]


def test_a_change_stops_at_the_first_value_that_is_the_same(program):
    program.run()
    program.files["b"] = "five six"
    asked = [("words", "b"), ("count", "b"), ("total", "")]
    assert stale(program, *asked) == [True, False, False]


def test_a_value_without_a_fingerprint_counts_as_changed_with_its_inputs(program):
    program.run()
    program.files["b"] = "five"
    assert stale(program, ("total", ""), ("count", "a")) == [True, False]


def test_a_new_name_reaches_who_went_through_all_of_them(program):
    program.run()
    program.files["d"] = "five"
    assert stale(program, ("total", ""), ("count", "a")) == [True, False]


def test_a_name_that_is_gone_reaches_who_read_it(program):
    program.run()
    del program.files["c"]
    assert stale(program, ("count", "c"), ("total", ""), ("words", "a")) == [True, True, False]


def test_what_was_not_there_and_still_is_not_has_not_changed_until_it_is(tmp_path):
    files = {"a": "1"}
    store = Store(tmp_path)

    def memory(before=None):
        found = Memory(store, {"file": lambda name: files.get(name, "").encode()}, before)
        query = Query("words", lambda: files, lambda name: files[name], found, TEXT)
        return found, query

    first, words = memory()
    with tracking() as trace:
        assert words.get("b") is None
    state, _ = first.plain([first.numbered(trace)])
    assert memory(state)[0].stale(memory(state)[0].numbered([("words", "b")])) is False
    files["b"] = "2"
    again = memory(state)[0]
    assert again.stale(again.numbered([("words", "b")])) is True


def test_an_input_that_no_build_knows_counts_as_changed(program):
    program.run()
    assert stale(program, ("file", "a"), ("words", "a"), ("other", "a")) == [False, False, True]


def test_a_store_that_lost_a_value_costs_time_alone(program):
    program.run()
    program.store.sweep(())
    report, calls = program.run()
    assert report == "4 words, the first one"
    assert "words a" in calls


def test_values_computed_by_workers_are_those_of_one_process(tmp_path):
    files = {f"{number:03}": f"word {number}" for number in range(400)} | {"a": "one"}
    reports = []
    for workers in (1, 3):
        program = Program(dict(files), Store(tmp_path / str(workers)))
        report, _ = program.run(workers)
        again, calls = program.run(workers)
        assert report == again
        assert not any(call.startswith("words") for call in calls)
        reports.append((report, program.state))
    assert reports[0][0] == reports[1][0]


def test_the_next_run_knows_only_what_is_still_read(program):
    program.run()
    del program.files["b"]
    program.run()
    inputs, traces, leaves = program.state
    named = {inputs[number] for number in [*traces, *leaves]}
    assert ("file", "b") not in named and ("words", "b") not in named


def test_the_inputs_of_a_worker_get_the_numbers_of_the_process_that_adopts_them(tmp_path):
    own, theirs = (Memory(Store(tmp_path), {"file": str.encode}) for _ in range(2))
    for memory in (own, theirs):
        memory.numbered([("file", "before")])
    own.numbered([("file", "mine")])
    asked = [("file", "new"), ("file", "before"), ("file", "mine")]
    mark, numbers = theirs.mark, theirs.numbered(asked)
    renumbered = own.adopt(theirs.share(mark))
    assert renumbered(numbers) == own.numbered(asked) != numbers
