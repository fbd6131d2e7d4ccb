"""What holds of every history, whatever the steps and orders are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import act, directive, library, place, source, state, step
from statuses import LAW, blocks, case, collection, history_of, law

MONTHS = st.sampled_from(["2025-03", "2025-05", "2025-08", "2025-03-10~", "2025-04-01/2025-06-30"])
DAYS = st.dates().map(lambda day: day.replace(year=2025).isoformat() if day.day < 29 else "2025-07")
WHEN = st.one_of(DAYS, MONTHS)
STEPS = st.sampled_from(
    ["adopted", "effective", "suspended", "resumed", "rescinded", "confirmed", "reported"]
)
OWN = st.lists(st.tuples(WHEN, STEPS), min_size=1, max_size=5)
ORDERS = st.lists(
    st.tuples(
        st.sampled_from(["one", "other"]),
        WHEN,
        st.sampled_from(["tro-granted", "injunction-granted", "order"]),
        st.sampled_from(["blocks", "blocks-in-part", "ends"]),
        st.lists(st.tuples(WHEN, st.sampled_from(["stays", "lifts", "affirms"])), max_size=2),
    ),
    max_size=4,
)


def made_up(own, found, reverse=False):
    """Return a library of a law with its own steps and two cases with the orders found; reversed,
    every list is written from its end."""
    steps = {"one": [], "other": []}
    for number, (name, when, code, what, acts) in enumerate(found):
        steps[name].append(blocks(when, f"o{number}", code, what))
        steps[name] += [act(day, f"o{number}", verb) for day, verb in acts]
    own_steps = [step(when, code) for when, code in own]
    if reverse:
        own_steps.reverse()
        steps = {name: steps_[::-1] for name, steps_ in reversed(steps.items())}
    cases = [case(name, *steps_) for name, steps_ in steps.items()]
    return collection(law(*own_steps), *cases)


def without_positions(found):
    """Return the spans of a history without what names a position in a record."""
    return [span._replace(cause=None, phases=()) for span in found.spans]


@settings(max_examples=200, deadline=None)
@given(OWN, ORDERS)
def test_spans_and_their_phases_tile_time_and_what_is_certain_is_possible(own, found):
    spans = history_of(made_up(own, found)).spans
    for before, after in pairwise(spans):
        assert before.begin < after.begin == before.before
    assert not spans or spans[-1].before is None
    for span in spans:
        assert span.phases[0].begin == span.begin
        assert all(one.before == two.begin for one, two in pairwise(span.phases))
        assert span.possible_from <= span.begin
        if span.certain_from is not None:
            assert span.begin <= span.certain_from
            last = span.certain_before
            assert span.before is None or (last is not None and last <= span.before)


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_the_order_of_files_and_of_steps_is_irrelevant(own, found):
    forwards, backwards = (made_up(own, found, reverse) for reverse in (False, True))
    assert without_positions(history_of(forwards)) == without_positions(history_of(backwards))


@settings(max_examples=50, deadline=None)
@given(OWN, ORDERS)
def test_an_unrelated_record_changes_nothing(own, found):
    plain = made_up(own, found)
    more = library(
        directives=[dict(plain.by_id[LAW].data), directive("another-law", sources=[source()])],
        challenges=[
            dict(plain.by_id["one"].data),
            dict(plain.by_id["other"].data),
            case("third", blocks("2025-02-01", target="another-law")),
        ],
        places=[place(), state()],
    )
    assert history_of(more) == history_of(plain)


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_lifting_every_order_gives_back_the_status_of_the_records_own_steps(own, found):
    lifted = [(*one[:4], [*one[4], ("2026-01-01", "lifts")]) for one in found]
    after, without = history_of(made_up(own, lifted)), history_of(made_up(own, []))
    assert status_on(after, "2026-02-01") == status_on(without, "2026-02-01")


def status_on(found, day):
    span = found.on(day)
    return span.status if span else found.initial


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_nothing_begins_before_the_first_day_that_any_date_allows(own, found):
    spans = history_of(made_up(own, found)).spans
    assert all(span.begin >= "2025-01-01" for span in spans)
