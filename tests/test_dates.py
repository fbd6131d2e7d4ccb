"""Dates: EDTF text as spans of days, in English, and what is said of text that is none."""

from __future__ import annotations

import re
import time
from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docket.lint.formats import is_day
from docket.model import date_hints, edtf

CONTRIBUTING = Path(__file__).parents[1] / "CONTRIBUTING.md"

# Every example of the specification (https://www.loc.gov/standards/datetime/, February 2019) in its
# order: the first and last day and the words, or the fact for which it is refused.
NO_DATE, PART, UNKNOWN = "is not an EDTF date", "is a part of a year", "has an unknown"
SPECIFICATION = {
    # level 0: date, date and time, interval
    "1985-04-12": ("1985-04-12", "1985-04-12", "12 April 1985"),
    "1985-04": ("1985-04-01", "1985-04-30", "April 1985"),
    "1985": ("1985-01-01", "1985-12-31", "1985"),
    "1985-04-12T23:20:30": NO_DATE,
    "1985-04-12T23:20:30Z": NO_DATE,
    "1985-04-12T23:20:30-04": NO_DATE,
    "1985-04-12T23:20:30+04:30": NO_DATE,
    "1964/2008": ("1964-01-01", "2008-12-31", "1964 to 2008"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31", "June 2004 to August 2006"),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08", "1 February 2004 to 8 February 2005"),
    "2004-02-01/2005-02": ("2004-02-01", "2005-02-28", "1 February 2004 to February 2005"),
    "2004-02-01/2005": ("2004-02-01", "2005-12-31", "1 February 2004 to 2005"),
    "2005/2006-02": ("2005-01-01", "2006-02-28", "2005 to February 2006"),
    # level 1: letter-prefixed year, seasons, qualification, unspecified digits, extended interval
    "Y170000002": NO_DATE,
    "Y-170000002": NO_DATE,
    "2001-21": PART,
    "1984?": ("1984-01-01", "1984-12-31", "possibly 1984"),
    "2004-06~": ("2004-06-01", "2004-06-30", "about June 2004"),
    "2004-06-11%": ("2004-06-11", "2004-06-11", "about 11 June 2004"),
    "201X": NO_DATE,
    "20XX": NO_DATE,
    "2004-XX": ("2004-01-01", "2004-12-31", "2004"),
    "1985-04-XX": ("1985-04-01", "1985-04-30", "April 1985"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31", "1985"),
    "1985-04-12/..": ("1985-04-12", "", "from 12 April 1985"),
    "1985-04/..": ("1985-04-01", "", "from April 1985"),
    "1985/..": ("1985-01-01", "", "from 1985"),
    "../1985-04-12": ("", "1985-04-12", "until 12 April 1985"),
    "../1985-04": ("", "1985-04-30", "until April 1985"),
    "../1985": ("", "1985-12-31", "until 1985"),
    "1985-04-12/": UNKNOWN,
    "1985-04/": UNKNOWN,
    "1985/": UNKNOWN,
    "/1985-04-12": UNKNOWN,
    "/1985-04": UNKNOWN,
    "/1985": UNKNOWN,
    "-1985": NO_DATE,
    # level 2: of it, an interval of two forms of level 1 is read
    "Y-17E7": NO_DATE,
    "1950S2": NO_DATE,
    "Y171010000S3": NO_DATE,
    "Y3388E2S3": NO_DATE,
    **{f"2001-{part}": PART for part in range(22, 42)},
    "[1667,1668,1670..1672]": NO_DATE,
    "[..1760-12-03]": NO_DATE,
    "[1760-12..]": NO_DATE,
    "[1760-01,1760-02,1760-12..]": NO_DATE,
    "[1667,1760-12]": NO_DATE,
    "[..1984]": NO_DATE,
    "{1667,1668,1670..1672}": NO_DATE,
    "{1960,1961-12}": NO_DATE,
    "{..1984}": NO_DATE,
    "2004-06~-11": NO_DATE,
    "2004?-06-11": NO_DATE,
    "?2004-06-~11": NO_DATE,
    "2004-%06-11": NO_DATE,
    "156X-12-25": NO_DATE,
    "15XX-12-25": NO_DATE,
    "XXXX-12-XX": NO_DATE,
    "1XXX-XX": NO_DATE,
    "1XXX-12": NO_DATE,
    "1984-1X": NO_DATE,
    "2004-06-~01/2004-06-~20": NO_DATE,
    "2004-06-XX/2004-07-03": ("2004-06-01", "2004-07-03", "June to 3 July 2004"),
}
# The features of the specification put together in ways that it does not spell out.
COMBINED = {
    "2004-06-01/2004-06-20": ("2004-06-01", "2004-06-20", "1 to 20 June 2004"),
    "1984~/2004-06": ("1984-01-01", "2004-06-30", "about 1984 to June 2004"),
    "1984/2004-06~": ("1984-01-01", "2004-06-30", "1984 to about June 2004"),
    "1984?/2004%": ("1984-01-01", "2004-12-31", "possibly 1984 to about 2004"),
    "1984-06-02?/..": ("1984-06-02", "", "from possibly 2 June 1984"),
    "../2004-06~": ("", "2004-06-30", "until about June 2004"),
    "2004-XX/2005-XX-XX": ("2004-01-01", "2005-12-31", "2004 to 2005"),
    "2004-06-XX~": ("2004-06-01", "2004-06-30", "about June 2004"),
    "2004-06/2004-06": ("2004-06-01", "2004-06-30", "June 2004"),
    "2004-06~/2004-06~": ("2004-06-01", "2004-06-30", "about June 2004"),
    "2004-06~/2004-07~": ("2004-06-01", "2004-07-31", "about June to about July 2004"),
    "2004~/2004": ("2004-01-01", "2004-12-31", "about 2004 to 2004"),
    "2004-02/2004-02-29": ("2004-02-01", "2004-02-29", "February to 29 February 2004"),
    "0001": ("0001-01-01", "0001-12-31", "0001"),
    "9999-12-31": ("9999-12-31", "9999-12-31", "31 December 9999"),
    "2025-XX-31": "names a day of an unknown month",
    "2024-XX-15~/2025": "names a day of an unknown month",
    "2025-1X": NO_DATE,
    "2025-XX-3X": NO_DATE,
    "2025X": NO_DATE,
    "0000": "is not a year from 0001 to 9999",
    "0000-01-01": "is not a year from 0001 to 9999",
    "2025-00": "is not a month",
    "2025-13": "is not a month",
    "2025-42": "is not a month",
    "2025-07-00": "is not a day of the calendar",
    "2025-02-29": "is not a day of the calendar",
    "1900-02-29~": "is not a day of the calendar",
    "2025-02-30/2025-03-01": "'2025-02-30' is not a day of the calendar",
    "2025~~": NO_DATE,
    "2025-07-": NO_DATE,
    "2025-7-1": NO_DATE,
    "12025": NO_DATE,
    " 2025": NO_DATE,
    "2025\n": NO_DATE,
    "２０２５": NO_DATE,
    "٢٠٢٥-07": NO_DATE,
    "": NO_DATE,
    "2025/2026/2027": NO_DATE,
    "2025//2026": NO_DATE,
    "2025/..~": NO_DATE,
    "/": "has an unknown beginning",
    "../": UNKNOWN,
    "../..": "is open at both ends",
    "2026/2025": "ends before it begins",
    "2025-08/2025-07-31": "ends before it begins",
    "1985-04-12T23:20:30/1985-04-13": NO_DATE,
}
EXAMPLES = [
    pytest.param(text, wanted, id=text or "empty")
    for text, wanted in (SPECIFICATION | COMBINED).items()
]


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES)
def test_each_example_has_its_span_and_words_or_is_refused_with_its_fact(
    text: str, wanted: tuple[str, ...] | str
) -> None:
    if isinstance(wanted, str):
        assert not edtf.is_edtf(text)
        with pytest.raises(ValueError, match=re.escape(wanted)):
            edtf.parse(text)
        return
    span = edtf.parse(text)
    assert (
        "".join(map(str, filter(None, [span.earliest]))),
        "".join(map(str, filter(None, [span.latest]))),
    ) == wanted[:2]
    assert span.approximate == any(mark in text for mark in "~?%")
    assert edtf.english(text) == wanted[2]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("05/13/2025", "Write 2025-05-13."),
        ("13/05/2025", "Write 2025-05-13."),
        ("13.05.2025", "Write 2025-05-13."),
        (
            "7/11/2025",
            "Write 2025-07-11 (11 July 2025) or 2025-11-07 (7 November 2025), whichever is meant.",
        ),
        ("5/5/2025", "Write 2025-05-05."),
        ("2025/05/13", "Write 2025-05-13."),
        ("20250513", "Write 2025-05-13."),
        ("2025-13-05", "Write 2025-05-13."),
        ("2025-5-3", "Write 2025-05-03."),
        ("2025-5", "Write 2025-05."),
        ("5/2025", "Write 2025-05."),
        ("2025-xx", "Write 2025-XX."),
        ("2025-07-11T10:00:00Z", "Write 2025-07-11."),
        ("2025-07-11 10:00", "Write 2025-07-11."),
        ("May 13, 2025", "Write 2025-05-13."),
        ("Tuesday, the 13th of May 2025", "Write 2025-05-13."),
        ("Sept. 3, 2025", "Write 2025-09-03."),
        ("June 2025", "Write 2025-06."),
        ("about May 2025", "Write 2025-05~."),
        ("circa 2025", "Write 2025~."),
        ("July 6, 2025 – July 10, 2025", "Write 2025-07-06/2025-07-10."),
        ("2025-07-06 to 2025-07-10", "Write 2025-07-06/2025-07-10."),
        ("2025-XX-31", 'Write "2025".'),
        ("2024-02-2X", "Write 2024-02-20/2024-02-29."),
        ("2025-0X", "Write 2025-01/2025-09."),
        ("2026/2025", "Write 2025/2026."),
        ("2025-05/", "Write 2025-05/.. (from May 2025) or 2025-05 (May 2025), whichever is meant."),
        ("2025-02-30", "Write a day from 2025-02-01 to 2025-02-28."),
        ("2025-00", "Write a month from 2025-01 to 2025-12."),
        ("2025-21", "Write the months that are meant, for example 2025-03/2025-05."),
        ("5/13/25", date_hints.FORM),
        ("13/13/2025", date_hints.FORM),
        ("July 4 to 6, 2025", date_hints.FORM),
        ("yesterday", date_hints.FORM),
        ("", date_hints.FORM),
        ("2025-05-13" * 100, date_hints.FORM),
    ],
)
def test_a_date_in_another_form_is_led_to_the_right_one(text: str, hint: str) -> None:
    assert date_hints.hint(text) == hint


def test_where_a_day_is_due_only_days_are_suggested() -> None:
    assert date_hints.hint("May 13, 2025", is_day) == "Write 2025-05-13."
    assert date_hints.hint("2025-05-13/", is_day) == "Write 2025-05-13."
    assert date_hints.hint("May 2025", is_day) == date_hints.FORM


def written(hint: str) -> list[str]:
    """Return the dates that a hint says to write."""
    return re.findall(r"[0-9.][0-9X.~?%/-]{3,}(?=[ .\",]|$)", hint.removesuffix("."))


def test_the_tables_in_contributing_are_true() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8").partition("## Dates")[2].partition("\n## ")[0]
    allowed, refused = (
        re.findall(r"(?m)^\| (`.*?) \| (.*) \|$", table)
        for table in text.split("| These are refused")
    )
    assert len(allowed) == 7
    assert len(refused) == 12
    for forms, _ in allowed:
        for form in re.findall('`"?(.*?)"?`', forms):
            assert edtf.is_edtf(form), form
    for forms, instead in refused:
        suggested = re.findall('`"?(.*?)"?`', instead)
        for form in re.findall("`(.*?)`", forms):
            assert not edtf.is_edtf(form)
            hint = date_hints.hint(form)
            assert all(date in hint and edtf.is_edtf(date) for date in suggested), hint


@given(
    st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", fullmatch=True)
    | st.text("0123456789X-/.~?%", max_size=24)
)
@settings(max_examples=500)
def test_what_a_hint_says_to_write_is_a_date(text: str) -> None:
    if not edtf.is_edtf(text):
        hint = date_hints.hint(text)
        assert written(hint)
        assert all(edtf.is_edtf(date) for date in written(hint)), hint


POINTS = st.builds(
    "-".join,
    st.tuples(st.integers(0, 9999).map("{:04}".format))
    | st.tuples(
        st.integers(1, 9999).map("{:04}".format),
        st.integers(0, 13).map("{:02}".format) | st.just("XX"),
    )
    | st.tuples(
        st.integers(1, 9999).map("{:04}".format),
        st.integers(1, 12).map("{:02}".format) | st.just("XX"),
        st.integers(1, 31).map("{:02}".format) | st.just("XX"),
    ),
)
ENDS = st.builds("".join, st.tuples(POINTS, st.sampled_from(["", "", "~", "?", "%"])))
LIKELY = ENDS | st.builds("{}/{}".format, ENDS | st.just(".."), ENDS | st.just(".."))


@given(LIKELY | st.text("0123456789X-/.~?%TZY:SE[]{},", max_size=24))
@example("2025-XX-31")
@example("2025-1X")
@settings(max_examples=2000)
def test_every_date_that_is_accepted_can_be_shown_and_sorted_and_never_as_another(
    text: str,
) -> None:
    if not edtf.is_edtf(text):
        return
    span = edtf.parse(text)
    assert span.earliest or span.latest
    assert not (span.earliest and span.latest) or span.earliest <= span.latest
    assert span.key[0] <= span.key[1]
    begin, slash, end = text.partition("/")
    ends = [begin] if not slash or begin == end else [begin, end]
    assert read_back(edtf.english(text)) == [meaning(point) for point in ends if point != ".."]
    first, last = (meaning(point) if point != ".." else None for point in (ends[0], ends[-1]))
    assert span.earliest == (first and date(first[0], first[1] or 1, first[2] or 1))
    month = last and (last[1] or 12)
    assert span.latest == (last and date(last[0], month, last[2] or monthrange(last[0], month)[1]))


def meaning(point: str) -> tuple[int, int, int, str]:
    """Return year, month and day (0: not known) of an EDTF date, and the word for its qualifier."""
    about = {"~": "about", "%": "about", "?": "possibly"}.get(point[-1], "")
    parts = [0 if part == "XX" else int(part) for part in point.rstrip("~?%").split("-")]
    return (*[*parts, 0, 0][:3], about)


def read_back(words: str) -> list[tuple[int, int, int, str]]:
    """Return what English words mean to a reader: what an earlier date leaves out, it shares with
    the later one."""
    found: list[tuple[int, int, int, str]] = []
    for part in reversed(re.split(" to ", words.removeprefix("from ").removeprefix("until "))):
        about, day, month, year = re.fullmatch(
            r"(?:(about|possibly) )?(?:(\d\d?)\b ?)?([A-Z][a-z]+)? ?(\d{4})?", part
        ).groups()
        later = found[-1] if found else (0, 0, 0, "")
        number = edtf.MONTHS.index(month) + 1 if month else later[1] if day else 0
        found.append((int(year) if year else later[0], number, int(day or 0), about or ""))
    return found[::-1]


@given(st.text("0123456789X-/.~?%,{} ", min_size=65, max_size=70))
def test_a_date_is_bounded(text: str) -> None:
    with pytest.raises(ValueError, match="64 at most"):
        edtf.parse(text)


def test_a_long_date_costs_nothing() -> None:
    before = time.process_time()
    for text in ("{" + "2025," * 200_000 + "}", "2025-07-11/" * 100_000):
        assert not edtf.is_edtf(text)
        assert date_hints.hint(text) == date_hints.FORM
    assert time.process_time() - before < 1
