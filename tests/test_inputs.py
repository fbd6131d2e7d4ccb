"""What a computation reads is recorded, so that it runs again exactly when it must."""

from __future__ import annotations

from docket.model.inputs import Codec, Query, cached, read, tracking

TEXT = Codec(str.encode, bytes.decode)


def test_a_trace_holds_what_was_read_inside_the_block():
    read("file", "before")
    with tracking() as trace:
        read("file", "a")
        read("file", "a")
        read("file", "b")
    read("file", "after")
    assert trace == {("file", "a"), ("file", "b")}


def test_what_an_inner_block_reads_is_no_input_of_the_outer_one():
    with tracking() as outer:
        read("file", "a")
        with tracking() as inner:
            read("file", "b")
    assert outer == {("file", "a")} and inner == {("file", "b")}


def test_an_error_ends_the_block():
    with tracking() as outer:
        try:
            with tracking():
                raise ValueError
        except ValueError:
            read("file", "a")
    assert outer == {("file", "a")}


class Page:
    count = 0

    @cached
    def title(self) -> str:
        """Return the title."""
        self.count += 1
        read("file", "title")
        return "Title"

    @cached
    def heading(self) -> str:
        return self.title.upper()

    @cached
    def nothing(self) -> None:
        self.count += 1
        read("file", "nothing")


def test_every_reader_of_a_cached_value_reads_what_it_was_computed_from():
    page = Page()
    for _ in range(2):
        with tracking() as trace:
            assert page.heading == "TITLE"
        assert trace == {("file", "title")}
    assert page.count == 1
    assert Page.title.__doc__ == "Return the title."


def test_a_cached_none_is_a_value():
    page = Page()
    for _ in range(2):
        with tracking() as trace:
            assert page.nothing is None
        assert trace == {("file", "nothing")}
    assert page.count == 1


def square(calls: list[str]) -> Query[int]:
    def compute(name: str) -> int:
        calls.append(name)
        read("number", name)
        return int(name) ** 2

    return Query("square", lambda: ("2", "3"), compute)


def test_who_asks_a_query_reads_the_value_and_not_what_it_was_computed_from():
    calls: list[str] = []
    squares = square(calls)
    for _ in range(2):
        with tracking() as trace:
            assert squares["3"] == 9
        assert trace == {("square", "3")}
    assert calls == ["3"]


def test_asking_for_a_value_that_is_not_there_is_reading_it():
    squares = square([])
    with tracking() as trace:
        assert squares.get("4") is None
        assert "5" not in squares
    assert trace == {("square", "4"), ("square", "5")}


def test_going_through_a_query_reads_which_names_it_has():
    squares = square([])
    with tracking() as trace:
        assert list(squares.items()) == [("2", 4), ("3", 9)]
    assert trace == {("names", "square"), ("square", "2"), ("square", "3")}


def test_a_query_holds_at_most_so_many_values():
    calls: list[str] = []
    squares = Query("square", lambda: ("2", "3"), square(calls).compute, most=1)
    assert [squares[name] for name in ("2", "3", "3", "2")] == [4, 9, 9, 4]
    assert calls == ["2", "3", "2"]
