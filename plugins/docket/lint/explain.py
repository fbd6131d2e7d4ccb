"""Explanations: what every code of a problem means, why it is asked for, and what is wrong and
right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docket.lint.rules import RULES
from docket.source.encoding import MAX_BYTES


class Explanation(NamedTuple):
    """What a code asks for, why, and an example of what breaks and what keeps it (both empty where
    an example would not help)."""

    code: str
    title: str
    reason: str
    wrong: str = ""
    right: str = ""


def explain(code: str) -> Explanation | None:
    """The explanation of a code, or None for a code that no problem has."""
    return EXPLANATIONS.get(code)


def all_codes() -> tuple[str, ...]:
    """Every code a problem can have, in order."""
    return tuple(sorted(EXPLANATIONS))


SAFE = (
    "Of YAML only the plain part is read, so that a file means the same to "
    "every reader and every tool."
)
TEXT = (
    "Files of records are read by people, compared line by line and copied "
    "into web pages; what nobody can see there goes wrong unseen."
)
TYPED = "Pages, tables and the published JSON rely on each value being what the schema says."
PLACED = (
    "Every file below data/ is a record. A file that is quietly passed "
    "over would be a fact that quietly goes missing."
)

WRITTEN = (
    Explanation(
        "yaml/syntax",
        "The file is YAML",
        "A file that cannot be read as YAML holds no record.",
        "title: Order: the text",
        'title: "Order: the text"',
    ),
    Explanation(
        "yaml/duplicate-key",
        "A key stands once",
        (
            "Of two values under one key nobody can know which is meant; most "
            "tools drop the first one silently."
        ),
        "stance: limits-cooperation … stance: seeks-records",
        "stance: limits-cooperation",
    ),
    Explanation(
        "yaml/anchor",
        "Nothing is repeated by reference",
        SAFE,
        "sources: &s [abc7] … sources: *s",
        "sources: [abc7] … sources: [abc7]",
    ),
    Explanation(
        "yaml/merge", "Nothing is merged in by <<", SAFE, "<<: *defaults", "the values written out"
    ),
    Explanation(
        "yaml/tag",
        "Values have no tags",
        SAFE + " A tag can even make a tool run code.",
        "number: !!str 12",
        'number: "12"',
    ),
    Explanation(
        "yaml/directive", "There are no % directives", SAFE, "%YAML 1.1", "nothing; begin with id:"
    ),
    Explanation(
        "yaml/documents",
        "A file holds one record",
        "The file's name is the record's id, so a second record in it would have none.",
        "two records with --- between them",
        "two files",
    ),
    Explanation(
        "yaml/key",
        "Keys are text",
        "JSON, in which the records are published, knows only text as keys.",
        "2025: signed",
        '"2025": signed',
    ),
    Explanation(
        "yaml/comment",
        "A # cuts no text short",
        (
            "YAML reads no further from a # behind a blank, and says nothing of "
            "it: half a title would be lost. A comment has a line of its own."
        ),
        "title: Resolution #25-196",
        'title: "Resolution #25-196"',
    ),
    Explanation(
        "yaml/nothing",
        "A missing value is left out",
        (
            "Some readers of YAML take ~ and Null for nothing and others for text, "
            "so a file would not mean the same to all."
        ),
        "number: ~",
        "no number at all",
    ),
    Explanation(
        "yaml/too-deep",
        "Values are not nested deeply",
        (
            "No record needs it; it is nearly always a slip with brackets, and can "
            "bring other tools down."
        ),
        "[[[[…]]]]",
        "[one, two]",
    ),
    Explanation(
        "yaml/too-large",
        f"A file is no larger than {MAX_BYTES // 1000} kB",
        "A record of that size is a document; keep it elsewhere and link to it as a source.",
    ),
    Explanation(
        "yaml/empty",
        "The file holds something",
        "An empty file is a record somebody meant to write.",
        "# only a comment",
        "id: my-record",
    ),
    Explanation(
        "yaml/not-a-record",
        "The file holds keys and values",
        "A record is made of named values; a list or a bare text has no names.",
        "- id: my-record",
        "id: my-record",
    ),
    Explanation(
        "yaml/encoding",
        "The file is UTF-8",
        TEXT,
        "São Paulo saved as Latin-1 or UTF-16",
        "the same saved as UTF-8",
    ),
    Explanation(
        "yaml/byte-order-mark",
        "The file begins with its first letter",
        TEXT,
        "saved as UTF-8 with BOM",
        "saved as UTF-8",
    ),
    Explanation(
        "yaml/tab",
        "There are no tabs",
        TEXT + " YAML forbids tabs in indentation.",
        "a tab before step:",
        "two blanks before step:",
    ),
    Explanation(
        "yaml/control-character",
        "There are no invisible characters",
        TEXT + " Controls of direction can even show words in another order than the file has.",
        r'title: "Order\x1b[31m", or a zero-width space between two letters',
        "title: Order",
    ),
    Explanation(
        "yaml/normal-form",
        "Text is in Unicode Normalization Form C",
        "The same word written in two ways is found by a search only half of the time.",
        r'title: "Jose\u0301", which is e and an accent of its own',
        "title: José",
    ),
    Explanation(
        "load/unknown-folder",
        "Every folder of data/ is that of a kind",
        PLACED,
        "data/directive/ca/x.yaml",
        "data/directives/ca/x.yaml",
    ),
    Explanation(
        "load/stray-file", "Every file of data/ is a record", PLACED, "x.yml, notes.txt", "x.yaml"
    ),
    Explanation(
        "load/symlink",
        "There are no links below data/",
        "Whoever may add a link could have any file of the machine read. A link is refused, and"
        " what it leads to is not looked at.",
        "a link to another file or folder",
        "the file itself",
    ),
    Explanation("load/unreadable", "Every file can be read", PLACED),
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
        "on: July 11, 2025",
        "on: 2025-07-11",
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
"""What is not a rule of its own: reading, placing and validating."""

EXPLANATIONS: Mapping[str, Explanation] = {
    **{told.code: told for told in WRITTEN},
    **{
        rule.code: Explanation(rule.code, rule.title, rule.reason, rule.wrong, rule.right)
        for rule in RULES
    },
}
