"""Threads: what followed from what, each record once in a thread, with what orders did."""

from __future__ import annotations

from builders import challenge, directive, effect, event, small_site, step


def relation(kind, record, note=None):
    return {"type": kind, "record": record, **({"note": note} if note else {})}


def outline(node):
    """A thread as nested tuples of id and label."""
    return (node.card.id, node.label, [outline(follower) for follower in node.followers])


def test_a_thread_goes_from_the_event_over_the_answer_to_the_case_and_its_order():
    thread = small_site().threads[0]
    assert outline(thread.first) == (
        "park-operation",
        "",
        [("executive-directive-12", "Responds to", [("city-v-state", "Order reaches", [])])],
    )
    assert thread.url == "threads/park-operation/" and thread.total == 3
    case = thread.first.followers[0].followers[0]
    assert [
        (order.date.text, order.step, order.effect, order.scope, order.anchor)
        for order in case.orders
    ] == [("2025-09-19", "Injunction granted", "Blocks in part", "Section 2", "step-2")]


def test_a_stated_relation_names_the_link_where_an_order_reaches_the_same_record():
    case = challenge(
        "c",
        relations=[relation("challenges", "executive-directive-12", "Its second section.")],
        steps=[
            step("2025-08-01", "filed"),
            step("2025-09-01", "order", effects=[effect("executive-directive-12", "upholds")]),
        ],
    )
    nodes = {
        node.card.id: node
        for node in small_site(challenges=[case]).threads[0].first.followers[0].followers
    }
    assert (nodes["c"].label, nodes["c"].note, len(nodes["c"].orders)) == (
        "Challenges",
        "Its second section.",
        1,
    )


def test_what_is_only_related_makes_no_thread():
    site = small_site(
        directives=[
            directive(
                "other",
                relations=[
                    relation("related", "executive-directive-12"),
                    relation("same-campaign", "executive-directive-12"),
                ],
            )
        ]
    )
    assert site.chains("other") == ()


def test_how_a_record_follows_is_shown_and_not_how_else_it_is_related():
    both = directive(
        "both",
        relations=[
            relation("related", "park-operation", "Seen beside it."),
            relation("responds-to", "park-operation", "Written after it."),
        ],
    )
    followers = small_site(directives=[both]).threads[0].first.followers
    assert {
        node.card.id: (node.label, node.note) for node in followers if node.card.id == "both"
    } == {"both": ("Responds to", "Written after it.")}


def test_a_record_without_anything_that_follows_is_in_no_thread_though_others_name_it():
    site = small_site(
        events=[event("alone")],
        directives=[directive("other", relations=[relation("related", "alone")])],
    )
    assert [thread.url for thread in site.threads] == ["threads/park-operation/"]
    assert site.threads[0].total == 3


def test_what_follows_from_two_records_of_a_thread_hangs_on_the_nearer_and_stands_once():
    both = directive(
        "both",
        relations=[
            relation("implements", "executive-directive-12"),
            relation("responds-to", "park-operation"),
        ],
    )
    thread = small_site(directives=[both]).threads[0]
    assert [node.card.id for node in thread.first.followers] == ["both", "executive-directive-12"]
    assert thread.total == 4
    assert len(small_site(directives=[both]).chains("both")) == 1


def test_what_follows_from_two_matters_is_in_both_threads():
    other = event("other-operation")
    both = directive(
        "both",
        relations=[
            relation("responds-to", "park-operation"),
            relation("responds-to", "other-operation"),
        ],
    )
    site = small_site(events=[other], directives=[both])
    assert [thread.url for thread in site.threads] == [
        "threads/park-operation/",
        "threads/other-operation/",
    ]
    assert [chain.thread.url for chain in site.chains("both")] == [
        "threads/park-operation/",
        "threads/other-operation/",
    ]


def test_followers_stand_from_the_oldest_to_the_newest():
    late, early = (
        directive(
            name, steps=[step(day, "signed")], relations=[relation("responds-to", "park-operation")]
        )
        for name, day in (("late", "2025-08-01"), ("early", "2025-07-08"))
    )
    assert [
        node.card.id for node in small_site(directives=[late, early]).threads[0].first.followers
    ] == ["early", "executive-directive-12", "late"]


def test_a_circle_begins_with_its_oldest_record_and_loses_none():
    first = directive(
        "first", steps=[step("2025-01-01", "signed")], relations=[relation("responds-to", "second")]
    )
    second = directive(
        "second", steps=[step("2025-01-02", "signed")], relations=[relation("responds-to", "first")]
    )
    site = small_site(directives=[second, first])
    assert outline(site.chains("first")[0].thread.first) == (
        "first",
        "",
        [("second", "Responds to", [])],
    )
    assert {chain.thread.url for chain in site.chains("second")} == {"threads/first/"}


def test_a_withdrawn_record_is_in_no_thread():
    gone = directive(
        "gone",
        withdrawn={"date": "2025-10-01", "reason": "Twice."},
        relations=[relation("responds-to", "park-operation")],
    )
    assert small_site(directives=[gone]).chains("gone") == ()


def test_a_chain_tells_what_lies_above_from_the_first_on():
    chain = small_site().chains("city-v-state")[0]
    assert [node.card.id for node in chain.above] == ["park-operation", "executive-directive-12"]
    assert chain.node.card.id == "city-v-state"
