"""Sections: the parts of a record as its page shows them."""

from __future__ import annotations

import pytest

from builders import challenge, directive, record, source
from docket.views.sections import (
    figure_views,
    passage_views,
    provision_views,
    source_views,
    statement_views,
    translation_views,
)
from docket.views.steps import step_views

TWO = [source("first"), source("second")]


def made(**changes):
    return record("directive", directive("a", sources=TWO, **changes))


def figure(**changes):
    return {
        "what": "arrests",
        "basis": "official",
        "claimed_by": "The agency",
        "sources": ["second"],
        **changes,
    }


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ({"value": 1600}, "1,600"),
        ({"value": 1600, "bound": "at-least"}, "at least 1,600"),
        ({"value": 12.5, "unit": "percent"}, "12.5 percent"),
        ({"value": 1700000, "unit": "USD", "bound": "about"}, "about $1,700,000"),
        ({"low": 5, "high": 7, "unit": "hours"}, "5 to 7 hours"),
        ({"low": 5, "high": 5}, "5"),
        ({"words": "a couple hundred dollars"}, "a couple hundred dollars"),
        ({"value": 0}, "0"),
    ],
)
def test_a_figure_in_words(claim, words):
    assert figure_views(made(figures=[figure(**claim)]))[0].claims[0].words == words


def test_rival_figures_stand_together_oldest_first_on_one_scale():
    claims = [
        figure(value=50, claimed_by="Late", as_of="2025-09"),
        figure(value=200, claimed_by="Undated"),
        figure(low=25, high=100, claimed_by="Early", as_of="2025-08-01"),
        figure(what="vehicles", value=3),
    ]
    arrests, vehicles = figure_views(made(figures=claims))
    assert [claim.claimed_by for claim in arrests.claims] == ["Early", "Late", "Undated"]
    assert arrests.bars == ((12.5, 50.0), (25.0, 25.0), (100.0, 100.0))
    assert arrests.rivals and not vehicles.rivals


def test_a_figure_of_nothing_and_one_in_words_have_a_bar_without_length():
    (view,) = figure_views(
        made(figures=[figure(value=0), figure(words="none", claimed_by="Other")])
    )
    assert view.bars == ((0.0, 0.0), (0.0, 0.0))


def test_citations_are_the_numbers_of_the_sources_in_order_each_once():
    views = provision_views(
        made(
            provisions=[
                {"type": "other", "text": "One.", "sources": ["second", "first"]},
                {"id": "two", "type": "position", "text": "Two.", "sources": ["second"]},
            ]
        )
    )
    assert [(view.anchor, view.cites) for view in views] == [("provision-1", (1, 2)), ("two", (2,))]
    assert [(view.number, view.id, view.type_label) for view in source_views(made())] == [
        (1, "first", "News report"),
        (2, "second", "News report"),
    ]


def test_statements_come_in_time_and_undated_ones_last():
    def said(speaker, **changes):
        return {
            "speaker": speaker,
            "role": "Mayor",
            "stance": "neutral",
            "quote": "Words.",
            "sources": ["first"],
            **changes,
        }

    views = statement_views(
        made(
            statements=[
                said("Undated"),
                said("Late", date="2025-09"),
                said("Early", date="2025-08-31"),
            ]
        )
    )
    assert [view.speaker for view in views] == ["Early", "Late", "Undated"]


def test_steps_come_in_time_and_keep_the_anchor_of_their_place_in_the_file():
    steps = [
        {"date": "2025-09-01", "step": "amended", "sources": ["first"]},
        {"date": "2025-08", "step": "signed", "sources": ["first"], "text": "Signed at noon."},
    ]
    assert [
        (view.anchor, view.label, view.text) for view in step_views(made(steps=steps), {}, ())
    ] == [
        ("step-2", "Signed", "Signed at noon."),
        ("step-1", "Amended", ""),
    ]


def test_an_effect_on_a_record_that_is_not_there_is_left_out():
    order = {
        "date": "2025-09-01",
        "step": "injunction-granted",
        "sources": ["report"],
        "effects": [{"record": "gone", "effect": "blocks"}],
    }
    assert step_views(record("challenge", challenge("c", steps=[order])), {}, ())[0].effects == ()


def test_properties_of_text_and_sources_are_passages_whatever_their_name():
    case = challenge(
        "c",
        claims=[
            {"text": "Tenth Amendment.", "sources": ["report"]},
            {"text": "Commandeering.", "sources": ["report"]},
        ],
        relief={"text": "An injunction.", "sources": ["report"]},
    )
    assert [
        (group.name, group.label, [(passage.text, passage.cites) for passage in group.passages])
        for group in passage_views(record("challenge", case))
    ] == [
        ("claims", "Legal claims", [("Tenth Amendment.", (1,)), ("Commandeering.", (1,))]),
        ("relief", "What is asked for", [("An injunction.", (1,))]),
    ]
    assert passage_views(made()) == ()


def test_a_translation_says_its_language_and_who_made_it():
    spanish = {"title": "Directiva", "summary": "Resumen.", "by": "machine", "of": "0" * 12}
    (view,) = translation_views(made(translations={"es": spanish}))
    assert (view.language, view.name, view.title, view.summary, view.machine) == (
        "es",
        "Spanish",
        "Directiva",
        "Resumen.",
        True,
    )
    (view,) = translation_views(made(translations={"es": {**spanish, "by": "person"}}))
    assert not view.machine
