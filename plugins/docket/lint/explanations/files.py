"""Explanations of the codes `yaml/…` and `load/…`: reading and placing files."""

from __future__ import annotations

from docket.lint.explanations.explanation import Explanation
from docket.source.encoding import MAX_BYTES

SAFE = (
    "Of YAML only the plain part is read, so that a file means the same to "
    "every reader and every tool."
)
TEXT = (
    "Files of records are read by people, compared line by line and copied "
    "into web pages; what nobody can see there goes wrong unseen."
)
PLACED = (
    "Every file below data/ is a record. A file that is quietly passed "
    "over would be a fact that quietly goes missing."
)

FILES = (
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
)
