"""A record's view: what is related stands once, under one heading for each kind of relation."""

from __future__ import annotations

from builders import directive, small_site


def related(record, kind, other, note):
    return directive(record, relations=[{"type": kind, "record": other, "note": note}])


def test_records_that_name_each_other_stand_once_under_one_heading_with_the_records_own_note():
    site = small_site(
        directives=[
            related("a", "related", "b", "From a."),
            related("b", "related", "a", "From b."),
            related("c", "related", "a", "From c."),
        ]
    )
    assert [
        (group.label, [(link.record.id, link.note) for link in group.links])
        for group in site.views["a"].related
    ] == [("See also", [("b", "From a."), ("c", "From c.")])]


def test_other_labels_have_headings_of_their_own():
    site = small_site(
        directives=[
            related("a", "implements", "executive-directive-12", "Note."),
            related("b", "implements", "a", "Note."),
        ]
    )
    assert [
        (group.label, [link.record.id for link in group.links]) for group in site.views["a"].related
    ] == [("Implements", ["executive-directive-12"]), ("Implemented by", ["b"])]
