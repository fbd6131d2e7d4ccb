"""Hostile values: records that are well written, with values that try to make a check slow or
large."""

from __future__ import annotations

import json
from collections.abc import Sequence

from builders import directive, provision, source, step, wording
from hostile import MANY, Bomb, placed, record


def _groups(of: int) -> list[dict[str, int]]:
    return [{"a": number} for number in range(of)]


ODD_DATES = (
    "Y1e9999999",
    "2025-1X",
    "2025-XX-31",
    "2025-XX-11",
    "..",
    "../..",
    *(mark * 64 for mark in "9(~/-[{"),
)
VALUES: Sequence[Bomb] = (
    record("topics that are groups", directive(topics=_groups(MANY // 14)), "schema/maxItems"),
    record("topics that are groups, few", directive(topics=_groups(20)), "schema/type"),
    record("open questions", directive(open_questions=["a"] * (MANY // 6)), "schema/maxItems"),
    record("sources", directive(sources=[source()] * (MANY // 170)), "schema/maxItems"),
    record(
        "provisions that are texts", directive(provisions=["a"] * (MANY // 6)), "schema/maxItems"
    ),
    record(
        "citations of nothing",
        directive(
            provisions=[provision(sources=[f"s{n}-{m}" for m in range(30)]) for n in range(200)]
        ),
        "sources/cited",
    ),
    record(
        "references to nothing",
        directive(relations=[{"type": "cites", "record": f"nothing-{n}"} for n in range(100)]),
        "refs/resolve",
    ),
    record("text too long", directive(summary="a " * (MANY // 2)), "schema/maxLength"),
    record(
        "a set of dates",
        directive(steps=[step("{" + ",".join(["2025"] * 30_000) + "}", "signed")]),
        "schema/maxLength",
    ),
    record(
        "sets of dates",
        directive(steps=[step("{" + ",".join(["2025"] * 12) + "}", "signed")] * 200),
        "schema/format",
    ),
    record(
        "odd dates",
        directive(steps=[step(on, "signed") for on in ODD_DATES]),
        "schema/format",
    ),
    record(
        "an address of brackets",
        directive(sources=[source(url="https://" + "[" * 990)]),
        "schema/format",
    ),
    record(
        "an address",
        directive(sources=[source(url="https://" + "a." * (MANY // 4))]),
        "schema/maxLength",
    ),
    record("a line of blanks", directive(title="a" + " " * (MANY // 2)), "schema/maxLength"),
    record("a line that ends in blanks", directive(title="a" + " " * 390), "schema/pattern"),
    record(
        "a copy without a capital",
        directive(sources=[source(type="copy", of="a " * 199 + "a")]),
        "schema/pattern",
    ),
    record("an id that nearly fits", directive(place="a-" * 39 + "A"), "refs/resolve"),
    record(
        "an exception's rule",
        directive(exceptions=[{"rule": "a" * 80, "reason": "x"}]),
        "schema/pattern",
    ),
    record("quotes that are left open", directive(notes="“" * 20_000), ""),
    record(
        "the same word in small and capital letters",
        directive(notes="Raid " * 4_000),
        "wording/neutral",
    ),
    record(
        "blanks before a word", directive(notes=("." + " " * 99 + "Raid") * 190), "wording/neutral"
    ),
    record("an e-mail address without an end", directive(notes="a." * 9_999 + "@"), ""),
    record(
        "digits that are nearly a number", directive(notes="555-" * 5_000), "", "people/private"
    ),
    record("addresses without a street", directive(notes="12 Main " * 2_500), "", "people/private"),
    record("tags without an end", directive(notes="<a " * 6_600), "", "text/plain"),
    record("nested quotes", directive(notes=">" * 20_000), "text/nesting"),
    record("nested quotes with blanks", directive(notes="> " * 9_999 + "x"), "text/nesting"),
    record("nested lists", directive(notes="- " * 9_999 + "x"), "text/nesting"),
    record("nested numbers", directive(notes="1. " * 6_000 + "x"), "text/nesting"),
    record("lines across", directive(notes="- " * 9_999 + "-"), ""),
    record("an issuer that is a list", directive(issuer=["a"] * (MANY // 6)), "schema/type"),
    *(
        record(
            f"an id that is {value!r}",
            {**directive(), "title": value},
            "schema/type",
            "schema/required",
        )
        for value in (True, 7, 1.5, [], {}, None)
    ),
)


def _words(number: int) -> str:
    return json.dumps(wording("bomb", avoid=[f"word{n}" for n in range(number)]))


def _wording(name: str, content: str, *codes: str) -> Bomb:
    return placed(
        name, lambda folder: (folder / "wording" / "bomb.yaml").write_text(content), *codes
    )


WORDS: Sequence[Bomb] = (
    _wording("words to avoid", _words(14_000), "schema/maxItems"),
    _wording("words to avoid, as many as there may be", _words(100), ""),
)
