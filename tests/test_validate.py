"""Validation: both validators give one verdict, and every fault comes out as one problem in
words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import challenge, directive, event, kinds, place, record, source, step
from docket.lint.explain import explain
from docket.lint.formats import address_fault, is_address, is_day
from docket.lint.json_schema import fast_validator
from docket.lint.schema import Validator
from docket.lint.schema_errors import exact_validator
from docket.source import yaml_reader
from mutations import mutated

VALIDATORS = {kind.name: Validator(kind) for kind in kinds()}
ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "examples"
BUILT = {
    "directive": directive(notes="x"),
    "challenge": challenge(),
    "event": event(),
    "place": place(),
}


def problems(kind, data):
    return [
        (problem.code, problem.fact, problem.path)
        for problem in VALIDATORS[kind].problems(record(kind, {"id": "x", **data}))
    ]


@pytest.mark.parametrize(
    "file", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda file: file.relative_to(EXAMPLES).as_posix()
)
def test_both_validators_agree_on_every_example(file):
    plural = next(part for part in file.relative_to(EXAMPLES).parts if kinds().of_plural(part))
    value = yaml_reader.read(file.read_bytes(), file.name).value
    if isinstance(value, dict):
        validator = VALIDATORS[kinds().of_plural(plural).name]
        assert validator.clean(value) == (not validator.faults(value))


@given(mutated(list(BUILT.values())))
@settings(max_examples=600, deadline=None)
def test_both_validators_agree_on_records_with_values_changed_at_random_and_every_fault_has_words(
    drawn,
):
    index, value = drawn
    name = list(BUILT)[index]
    validator = VALIDATORS[name]
    assert validator.clean(value) == (not validator.faults(value))
    found = validator.problems(record(name, {"id": "x", **value}))
    assert all(
        explain(problem.code) and problem.fact and problem.code != "schema/other"
        for problem in found
    )


JSON_VALUES = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 1.0, -0.0, 0.5, "", "1", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)


@given(st.lists(JSON_VALUES, max_size=4))
def test_both_validators_take_the_same_values_for_equal(values):
    schema = {"uniqueItems": True}
    assert fast_validator(schema, {}).is_valid(values) == exact_validator(schema).is_valid(values)


@pytest.mark.parametrize(
    "pattern", [r"^\S+$", r"^\w$", r"^\d$", r"^\s$", r"a$", r"^\p{Lu}$", r"^[^\n]*\S$", "."]
)
@given(st.text(max_size=3))
@example("a\n")
@example("\ufeff")
@example("\x1c")
@example("٣")
def test_both_validators_read_a_pattern_alike(pattern, text):
    schema = {"pattern": pattern}
    assert fast_validator(schema, {}).is_valid(text) == exact_validator(schema).is_valid(text)


@pytest.mark.parametrize("more", [0, 1])
def test_of_a_list_that_is_too_long_only_that_is_reported(more):
    topics = [{"a": number} for number in range(20 + more)]
    codes = {code for code, _, _ in problems("directive", directive(topics=topics))}
    assert codes == ({"schema/maxItems"} if more else {"schema/type"})


@pytest.mark.parametrize("on", ["9" * 65, "{" * 65, "2025-07-11" + " " * 60])
def test_of_a_text_that_is_too_long_only_that_is_reported(on):
    found = problems("directive", directive(steps=[step(on, "signed")]))
    assert [code for code, _, _ in found] == ["schema/maxLength"]


def test_of_many_unknown_properties_the_first_are_reported_and_the_others_counted():
    found = problems("directive", directive(**{f"k{number:03}": 1 for number in range(80)}))
    assert len(found) == 51
    assert found[-1][1:] == ("the directive has 30 more properties that it cannot have", ())


def test_a_copy_names_its_publisher_with_a_capital_letter():
    for of, fits in (
        ("Los Angeles Times", True),
        ("Z", True),
        ("the LA Times", True),
        ("abc7", False),
        ("a B", True),
        ("a B ", False),
        (" A", False),
        ("a\nB", False),
    ):
        assert (
            problems("directive", directive(sources=[source(type="copy", of=of)])) == []
        ) is fits, of


def test_one_fault_of_a_value_is_reported_once_though_several_keywords_fail():
    assert problems("directive", directive(stance=True)) == [
        ("schema/type", "true is not text", ("stance",))
    ]
    assert [
        code for code, _, _ in problems("directive", directive(sources=[source(url="a b")]))
    ] == ["schema/format"]


def test_a_misspelt_property_is_not_reported_as_missing_too():
    assert problems("directive", directive(summary=None, sumary="x")) == [
        ("schema/unknown-property", "the directive has no property 'sumary'", ("sumary",))
    ]


@pytest.mark.parametrize(
    ("kind", "data", "name"),
    [
        ("directive", directive(steps=[{**step(None, "signed"), "on": "2025-07-11"}]), "date"),
        ("directive", directive(withdrawn={"on": "2025-07-11", "reason": "Twice."}), "date"),
        (
            "challenge",
            challenge(
                steps=[
                    step(
                        "2025-08-01",
                        "filed",
                        court="district-court",
                        effects=[{"on": "executive-directive-12", "effect": "suspends"}],
                    )
                ]
            ),
            "record",
        ),
    ],
)
def test_an_old_name_is_reported_once_with_the_new_one(kind, data, name):
    (problem,) = VALIDATORS[kind].problems(record(kind, data))
    assert (problem.code, problem.path[-1]) == ("schema/unknown-property", "on")
    assert problem.fact.endswith("has no property 'on'")
    assert problem.hint == f"Write {name}, or run docket migrate."


def test_an_old_name_beside_the_new_one_is_only_unknown():
    both = directive(steps=[step("2025-07-11", "signed", on="2025-07-11")])
    (problem,) = VALIDATORS["directive"].problems(record("directive", both))
    assert problem.fact == "the step has no property 'on'"
    assert "migrate" not in problem.hint


def test_every_missing_property_is_reported():
    found = problems("directive", directive(summary=None, stance=None))
    assert [fact for _, fact, _ in found] == [
        "the directive has no 'stance'",
        "the directive has no 'summary'",
    ]


def test_a_condition_is_named_where_it_asks_for_something():
    ((_, fact, path),) = problems("directive", directive(sources=[source(type="copy")]))
    assert fact == "the source has no 'of', which type: copy needs"
    assert path == ("sources", 0)


@pytest.mark.parametrize(
    ("given_", "fact"),
    [
        ({}, "neither value nor low and high nor words"),
        ({"high": 3}, "has high without low"),
        ({"value": 1, "low": 1, "high": 2}, "has value and low and high together"),
        ({"words": "few", "high": 2}, "has high and words together"),
        ({"value": 1, "words": "one"}, "has value and words together"),
    ],
)
def test_a_figure_without_one_form_of_value_is_reported_by_what_it_has(given_, fact):
    figure = {
        "what": "arrests",
        "basis": "official",
        "claimed_by": "DHS",
        "sources": ["report"],
        **given_,
    }
    ((code, reported, path),) = problems("directive", directive(figures=[figure]))
    assert code == "schema/choice"
    assert fact in reported
    assert path[:2] == ("figures", 0)


def test_a_long_value_is_not_repeated_whole():
    ((_, fact, _),) = problems("directive", directive(stance="word " * 100))
    assert "word word" in fact
    assert len(fact.split(" is not one of ")[0]) < 70


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example",
        "http://a.example:80/b?c=d&e=%C3%A9#f",
        "https://a.example/(b)_[c]",
        "https://[2606:4700::1111]/",
        "https://8.8.8.8/",
        "https://xn--mnchen-3ya.de/",
        "https://a.example./@b?c=@d",
        "https://A.Example",
    ],
)
def test_addresses_that_browsers_copy_are_addresses(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "a.example",
        "ftp://a.example",
        "https://",
        "https:///a",
        "https://a.example/b c",
        "https://a.example/ñ",
        "https://a.example/%zz",
        "javascript:alert(1)",
        "https://a.example/<b>",
        "https://a.example\n",
        "",
        "https://[[[/",
        "https://@/",
        "https://..../",
        "https://a.example:99999999/",
        "https://a.example:0/",
        "https://a.example:/",
        "https://a.example:8a/",
        "https://www.supremecourt.gov@evil.test/x",
        "https://user:secret@evil.test/",
        "https://a_b.example/",
        "https://-a.example/",
        "https://a..example/",
        "https://a.example\\b",
        "https://xn--abc-.example/",
        "https://" + "a." * 130 + "example",
        "https://localhost/",
        "https://intranet/",
        "http://printer.local/",
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/",
        "https://1.2.3/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[::1",
        "https://::1/",
        "https://[1.2.3.4]/",
        "https://[fe80::1%25eth0]/",
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(text):
    assert not is_address(text)
    assert all(address_fault(text))


def test_every_address_of_the_collection_is_one():
    found = re.findall(
        r"https?://[^\s\"'>)}]+",
        "".join(file.read_text() for file in (ROOT / "data").rglob("*.yaml")),
    )
    assert len(found) > 1000
    assert [text for text in set(found) if not is_address(text.rstrip(".,;"))] == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2024-02-29", True),
        ("2025-02-29", False),
        ("20250711", False),
        ("2025-W01-1", False),
        ("2025-07", False),
        ("２０２５-07-11", False),
        (7, True),
    ],
)
def test_a_day_is_written_in_one_way(text, verdict):
    assert is_day(text) is verdict
