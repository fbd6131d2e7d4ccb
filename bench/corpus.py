"""A collection of any size for measuring: N records of the three kinds, 300 places, 40 topics, the
same bytes for the same N.

    python bench/corpus.py 10000 some/folder

Every record has 60 to 80 lines: steps, sources, figures, statements, relations to earlier records,
and 150 to 250 words of Markdown. What answers another record, or bears on it, is of the same
affair: a dozen records, about as many as the longest threads of our own collection have. What is
merely related may be any earlier record. Nothing of it is true. No chance is asked: every choice
comes from the record's number by a fixed mixing of its bits (splitmix64, Steele et al. 2014).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PLACES, STATES, TOPICS, COURTS, AGENCIES = 300, 20, 40, 20, 15
AFFAIR = 12
"""So many records in a row are about one affair. A multiple of three, since kinds take turns."""
KINDS = ("directive", "challenge", "event")
PLURALS = {"directive": "directives", "challenge": "challenges", "event": "events"}
TEXT = (
    "city council county state federal agency officers arrests record "
    "report order hearing court judge motion policy people building public "
    "notice access meeting "
    "vote members letter agreement department budget request response "
    "filing review statement office resident service program evidence "
    "claim step day week month"
)
WORDS = TEXT.split()


class Choices:
    """Choices that follow from a number alone."""

    def __init__(self, seed: int) -> None:
        self.state = seed * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF

    def below(self, limit: int) -> int:
        """The next number below a limit."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
        return (mixed ^ (mixed >> 31)) % limit

    def among(self, items: Sequence[str]) -> str:
        """One of some items."""
        return items[self.below(len(items))]

    def words(self, count: int) -> str:
        """A sentence of some words."""
        return " ".join(self.among(WORDS) for _ in range(count)).capitalize() + "."

    def day(self, first: int = 2024, years: int = 2) -> str:
        """A day of some years."""
        return f"{first + self.below(years)}-{self.below(12) + 1:02}-{self.below(28) + 1:02}"


def record_id(number: int) -> str:
    """The id of a record by its number."""
    return f"{KINDS[number % 3]}-{number:06}"


def references() -> Iterator[tuple[str, str]]:
    """The files of what records point at, each as a path below the data folder and its text."""
    yield "places/us/country.yaml", "id: country\ntitle: Country\nlevel: country\n"
    for number in range(PLACES):
        if number < STATES:
            text = f"level: state\nparent: country\nabbreviation: S{number}\n"
        else:
            lat, lon = 30 + number * 7 % 170 / 10, -120 + number * 13 % 450 / 10
            text = (
                f"level: city\nparent: place-{number % STATES:03}\npoint:\n  lat: "
                f"{lat:.2f}\n  lon: {lon:.2f}\n  precision: city\n"
            )
        yield (
            f"places/s{number % STATES:02}/place-{number:03}.yaml",
            f"id: place-{number:03}\ntitle: Place {number}\n{text}",
        )
    for number in range(TOPICS):
        yield (
            f"topics/topic-{number:02}.yaml",
            (
                f"id: topic-{number:02}\ntitle: Topic {number}\nsummary: What is about "
                f"topic {number}.\n"
            ),
        )
    for number in range(COURTS):
        yield (
            f"courts/us/court-{number:02}.yaml",
            f"id: court-{number:02}\ntitle: Court {number}\nlevel: trial\n",
        )
    for number in range(AGENCIES):
        yield (
            f"agencies/us/agency-{number:02}.yaml",
            f"id: agency-{number:02}\ntitle: Agency {number}\nlevel: federal\n",
        )


def record(number: int) -> tuple[str, str]:
    """A record by its number: its path below the data folder, and its text."""
    kind, name, chosen = KINDS[number % 3], record_id(number), Choices(number + 1)
    place = f"place-{chosen.below(PLACES):03}"
    lines = [
        f"id: {name}",
        f"title: {chosen.words(7)[:-1]} {number}",
        f"place: {place}",
        *OWN[kind](chosen, number),
    ]
    lines += ["summary: >-", *(f"  {chosen.words(14)}" for _ in range(2))]
    lines += ["steps:", *_steps(kind, chosen, number), *_figures(chosen), *_statements(chosen)]
    relations = _relations(chosen, number)
    lines += ["relations:", *relations] if relations else []
    lines += [
        (
            f"topics: [topic-{chosen.below(TOPICS // 2):02}, "
            f"topic-{TOPICS // 2 + chosen.below(TOPICS // 2):02}]"
        )
    ]
    lines += ["notes: |", *_markdown(chosen), "sources:", *_sources(chosen, number)]
    return f"{PLURALS[kind]}/{place}/{name}.yaml", "\n".join(lines) + "\n"


def _directive(chosen: Choices, number: int) -> list[str]:
    stance = chosen.among(
        (
            "limits-cooperation",
            "limits-access",
            "expands-cooperation",
            "assists-residents",
            "seeks-records",
        )
    )
    kind = chosen.among(("protocol", "assistance", "reporting", "property-use"))
    return [
        f"instrument: {chosen.among(('ordinance', 'resolution', 'executive-order', 'policy'))}",
        f"number: '{number}'",
        f"stance: {stance}",
        "issuer: {name: The Council, office: City Council}",
        "provisions:",
        f"  - type: {kind}",
        f"    text: {chosen.words(12)}",
        "    sources: [s1]",
    ]


def _challenge(chosen: Choices, number: int) -> list[str]:
    court = (
        f"  - {{court: court-{chosen.below(COURTS):02}, docket: "
        f"'2:25-cv-{number:06}', sources: [s1]}}"
    )
    return ["courts:", court, "plaintiffs: [City of Somewhere]", "defendants: [State of Somewhere]"]


def _event(chosen: Choices, number: int) -> list[str]:
    point = (
        f"location: {{name: A square, lat: {30 + chosen.below(170) / 10}, lon: "
        f"{-120 + chosen.below(450) / 10}, precision: city, sources: [s1]}}"
    )
    return [
        point,
        "category: operation",
        "agencies:",
        f"  - {{agency: agency-{chosen.below(AGENCIES):02}, role: lead, sources: [s1]}}",
    ]


OWN: dict[str, Callable[[Choices, int], list[str]]] = {
    "directive": _directive,
    "challenge": _challenge,
    "event": _event,
}
STEPS = {
    "directive": ("introduced", "adopted", "effective"),
    "challenge": ("filed", "motion", "injunction-granted"),
    "event": ("began", "reported", "ended"),
}


def _steps(kind: str, chosen: Choices, number: int) -> list[str]:
    year = 2025 if kind == "challenge" else 2024
    lines = []
    for place, code in enumerate(STEPS[kind]):
        lines += [
            f"  - date: {year}-{4 * place + 1 + chosen.below(4):02}-{chosen.below(28) + 1:02}",
            f"    step: {code}",
            f"    text: {chosen.words(9)}",
            f"    sources: [s{place + 1}]",
        ]
    if kind == "challenge":
        begin = number - number % AFFAIR
        earlier = begin + 3 * chosen.below((number - begin) // 3 + 1)
        lines += [
            "    effects:",
            f"      - record: {record_id(earlier)}",
            "        effect: upholds",
        ]
    return lines


def _figures(chosen: Choices) -> list[str]:
    claims = [(name, chosen.below(500)) for name in ("The agency", "The organizers")]
    return [
        "figures:",
        *(
            (
                f"  - {{what: arrests, value: {value}, basis: official, claimed_by: "
                f"{name}, sources: [s2]}}"
            )
            for name, value in claims
        ),
    ]


def _statements(chosen: Choices) -> list[str]:
    return [
        "statements:",
        *(
            line
            for stance in ("supports", "opposes")
            for line in (
                f"  - speaker: Speaker {chosen.below(900)}",
                "    role: Official",
                f"    stance: {stance}",
                f"    quote: {chosen.words(12)}",
                "    sources: [s3]",
            )
        ),
    ]


def _relations(chosen: Choices, number: int) -> list[str]:
    """What the record answers, an earlier one of its affair, and any earlier one that is related;
    the first records have none."""
    found, place = dict[int, str](), number % AFFAIR
    if place:
        found[number - place + chosen.below(place)] = "responds-to"
    if number:
        found.setdefault(chosen.below(number), "related")
    return [
        line
        for other, kind in found.items()
        for line in (f"  - type: {kind}", f"    record: {record_id(other)}")
    ]


def _markdown(chosen: Choices) -> list[str]:
    paragraphs = [
        (
            f"{chosen.words(20)} **{chosen.words(3)}** {chosen.words(25)} See [the "
            f"report](https://news.example/{chosen.below(9999)})."
        )
        for _ in range(3)
    ]
    items = [f"- {chosen.words(8)}" for _ in range(3)]
    return [
        f"  {line}" if line else ""
        for line in (paragraphs[0], "", paragraphs[1], "", *items, "", paragraphs[2])
    ]


def _sources(chosen: Choices, number: int) -> list[str]:
    return [
        line
        for place in range(1, 4)
        for line in (
            f"  - id: s{place}",
            f"    url: https://news.example/{number}/{place}",
            f"    title: {chosen.words(6)[:-1]}",
            "    publisher: The Example",
            "    type: news",
            "    seen: 2026-01-15",
        )
    ]


def write(count: int, folder: Path) -> None:
    """Writes the collection into a folder; files that hold the same already are left alone."""
    for path, text in (*references(), *(record(number) for number in range(count))):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
