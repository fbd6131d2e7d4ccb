"""Explanations of the codes `schema/…`, `exceptions/…` and `report/…`: what records hold."""

from __future__ import annotations

from docket.lint.explanations.explanation import Explanation

TYPED = "Pages, tables and the published JSON rely on each value being what the schema says."

RECORDS = (
    Explanation(
        "report/more",
        "A report shows the first problems of a file",
        "Fifty are enough to begin with; many of the rest often go with them.",
    ),
    Explanation(
        "schema/required",
        "Nothing that is needed is missing",
        (
            "What the schema requires is what every page and table of the kind "
            "shows; leaving it out is a decision, not a slip."
        ),
        "a step without sources",
        "sources: [abc7]",
    ),
    Explanation(
        "schema/unknown-property",
        "Every key is one the schema knows",
        "A misspelt key would be passed over silently, and its value with it.",
        "sumary: …",
        "summary: …",
    ),
    Explanation(
        "schema/choice",
        "One of the alternative forms is given",
        (
            "Where a fact can be given in one of several forms, giving none says "
            "nothing and giving two can contradict itself."
        ),
        "value: 12 and words: a dozen",
        "value: 12",
    ),
    Explanation("schema/type", "A value is of the right type", TYPED, "number: 12", 'number: "12"'),
    Explanation(
        "schema/enum",
        "A coded value is one of those listed",
        (
            "Lists, filters and statuses work by these words, so each must be "
            "spelt as the schema spells it."
        ),
        "stance: limit cooperation",
        "stance: limits-cooperation",
    ),
    Explanation(
        "schema/const",
        "A value is the one allowed",
        TYPED,
        "title_shortened: yes",
        "title_shortened: true",
    ),
    Explanation(
        "schema/format",
        "Dates and addresses are written as such",
        "Only then can dates be ordered and addresses be opened.",
        "date: July 11, 2025",
        "date: 2025-07-11",
    ),
    Explanation(
        "schema/pattern",
        "A value is written in its form",
        TYPED,
        "id: LA Directive 12",
        "id: la-directive-12",
    ),
    Explanation(
        "schema/minLength",
        "A text is not empty",
        "An empty text looks like an answer and is none; leave the key out instead.",
        'note: ""',
        "no note at all",
    ),
    Explanation(
        "schema/maxLength",
        "A text is not too long",
        "Lists, cards and feeds show it whole; longer texts belong into notes or the source.",
    ),
    Explanation(
        "schema/minItems",
        "A list is not empty",
        "An empty list looks like an answer and is none.",
        "sources: []",
        "sources: [abc7]",
    ),
    Explanation("schema/maxItems", "A list is not too long", TYPED),
    Explanation(
        "schema/minProperties",
        "A group is not empty",
        "An empty group looks like an answer and is none.",
        "translations: {}",
        "no translations at all",
    ),
    Explanation(
        "schema/uniqueItems",
        "A list names nothing twice",
        "It would be counted twice.",
        "topics: [legal-aid, legal-aid]",
        "topics: [legal-aid]",
    ),
    Explanation("schema/minimum", "A number is not too small", TYPED, "lat: -118.24", "lat: 34.05"),
    Explanation("schema/maximum", "A number is not too large", TYPED, "lat: 118.24", "lat: 34.05"),
    Explanation(
        "exceptions/unused",
        "An exception is needed",
        "An exception that outlives its reason would let the next real problem through.",
        "exceptions: for a word that no longer stands in the record",
        "no exceptions",
    ),
    Explanation(
        "exceptions/not-approved",
        "Exceptions of protected rules are approved by the owner",
        "Whoever writes a record could otherwise publish a home address by saying that it may. "
        "The owner approves record, rule, words and reason in approved-exceptions.yaml, "
        "which lies beside the schemas.",
        "exceptions: of people/private, in the record alone",
        "the text mended; or the same exception in approved-exceptions.yaml too",
    ),
    Explanation("schema/other", "The record satisfies its schema", TYPED),
)
