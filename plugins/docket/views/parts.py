"""Parts: the sections of a record's view. Every `cites` holds the numbers of the record's own
sources."""

from __future__ import annotations

from typing import NamedTuple

from docket.views.card import Card, DateView


class SourceView(NamedTuple):
    """A numbered source of the record: number from 1, id, url, title, publisher, published (None:
    unknown), type (code and label), the publisher it copies, the day it was seen, an archived
    address, a note, and whether its title was shortened."""

    number: int
    id: str
    url: str
    title: str
    publisher: str
    published: DateView | None
    type: str
    type_label: str
    of: str
    seen: DateView | None
    archived: str
    note: str
    title_shortened: bool


class EffectView(NamedTuple):
    """What a court order does to another record: that record, the effect (code and label), its
    scope and the provisions it names."""

    record: Card
    effect: str
    label: str
    scope: str
    provisions: tuple[str, ...]


class StepView(NamedTuple):
    """Something that happened: date, step (code and label), words, how a derived date was worked
    out, the court, effects on others."""

    anchor: str
    on: DateView
    step: str
    label: str
    text: str
    derived: str
    court: Card | None
    effects: tuple[EffectView, ...]
    cites: tuple[int, ...]


class ProvisionView(NamedTuple):
    """One thing ordered: id, type (code and label), words, due date and how that was worked out."""

    anchor: str
    type: str
    type_label: str
    text: str
    due: DateView | None
    due_derived: str
    cites: tuple[int, ...]


class PassageView(NamedTuple):
    """A sentence or two with the sources they stand in."""

    text: str
    cites: tuple[int, ...]


class PassageGroup(NamedTuple):
    """The passages of one property of the record: the property's name, its title, and the passages
    in the order written."""

    name: str
    label: str
    passages: tuple[PassageView, ...]


class TranslationView(NamedTuple):
    """Title and summary in another language: its code (BCP 47) and English name, and whether a
    machine made it."""

    language: str
    name: str
    title: str
    summary: str
    machine: bool


class ClaimView(NamedTuple):
    """One claimed number: its words ("at least 1,600"), its ends (None where it is not a number),
    claimant, basis label, date, note."""

    words: str
    low: float | None
    high: float | None
    claimed_by: str
    basis: str
    as_of: DateView | None
    note: str
    cites: tuple[int, ...]


class FigureView(NamedTuple):
    """All claims about one thing counted, oldest first; `bars` places each claim between the
    smallest and largest as two percentages."""

    what: str
    claims: tuple[ClaimView, ...]
    bars: tuple[tuple[float, float], ...]

    @property
    def rivals(self) -> bool:
        """Whether several claimants differ about it."""
        return len(self.claims) > 1


class StatementView(NamedTuple):
    """Words of one speaker: quote or paraphrase (the other is empty), role, date, stance (code and
    label)."""

    speaker: str
    role: str
    on: DateView | None
    stance: str
    stance_label: str
    quote: str
    paraphrase: str
    cites: tuple[int, ...]


class FactValue(NamedTuple):
    """One value of a fact: its words, the page it links to (empty for none), and the sources it
    stands in."""

    text: str
    url: str
    cites: tuple[int, ...]


class FactView(NamedTuple):
    """A featured fact of the record: the property's name and title, its values in order, and the
    page that tells by what rule they are chosen (empty for none)."""

    name: str
    label: str
    values: tuple[FactValue, ...]
    rule_url: str


class CauseView(NamedTuple):
    """What a status rests on: its words, the rule applied, the record whose order it is (None: an
    own step), the order's scope and the provisions it is limited to, the anchor of the step, and
    its sources (own steps only: an order's stand in its case)."""

    text: str
    rule: str
    by: Card | None
    scope: str
    provisions: tuple[str, ...]
    anchor: str
    cites: tuple[int, ...]


class SpanView(NamedTuple):
    """A stretch of status: code, label, mark, when it begins and when the next one does (None:
    still), what began it, and what it rests on since (None: the same)."""

    status: str
    label: str
    mark: str
    begin: DateView
    end: DateView | None
    cause: CauseView
    ground: CauseView | None


class LinkView(NamedTuple):
    """A related record with the note written beside the relation and the relation's code
    (responds-to, place, topics …)."""

    record: Card
    note: str
    code: str


class LinkGroup(NamedTuple):
    """Related records under one label, newest first."""

    label: str
    links: tuple[LinkView, ...]


class PointView(NamedTuple):
    """Where it is: WGS 84 degrees, name, precision (code and words), the radius in metres within
    which the true place lies, and the GEOID of the place where the point stands for the whole of it
    (empty otherwise)."""

    lat: float
    lon: float
    name: str
    precision: str
    precision_label: str
    radius: int
    area: str = ""

    @property
    def within(self) -> str:
        """The radius in words: "within about 150 m", "within about 8 km"."""
        return (
            f"within about {self.radius} m"
            if self.radius < 1000
            else f"within about {self.radius / 1000:g} km"
        )
