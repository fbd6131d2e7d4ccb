"""Define the parts of a record's view. `cites` always holds numbers of the record's own sources."""

from __future__ import annotations

from typing import NamedTuple

from docket.views.card import Card, DateView


class SourceView(NamedTuple):
    """A source of the record, numbered from 1.

    `published` is None if unknown, `of` the publisher that the source copies, `seen` the day on
    which it was read, and `archived` the address of a copy.
    """

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


class ProvisionView(NamedTuple):
    """One thing that a record orders: id, type (code and label), words, the date on which it is
    due, and how that was worked out."""

    anchor: str
    type: str
    type_label: str
    text: str
    due: DateView | None
    due_derived: str
    cites: tuple[int, ...]


class PassageView(NamedTuple):
    """A sentence or two with the sources that say it."""

    text: str
    cites: tuple[int, ...]


class PassageGroup(NamedTuple):
    """The passages of one property of the record, in the order written, with its name and title."""

    name: str
    label: str
    passages: tuple[PassageView, ...]


class TranslationView(NamedTuple):
    """Title and summary in another language: its code (BCP 47) and English name, and whether a
    machine translated it."""

    language: str
    name: str
    title: str
    summary: str
    machine: bool


class ClaimView(NamedTuple):
    """A number that somebody claims: its words ("at least 1,600"), its ends (None: not a number),
    claimant, label of the basis, date and note."""

    words: str
    low: float | None
    high: float | None
    claimed_by: str
    basis: str
    as_of: DateView | None
    note: str
    cites: tuple[int, ...]


class FigureView(NamedTuple):
    """All claims about one thing counted, oldest first. `bars` says where the bar of each begins
    and ends, as percentages of the largest number."""

    what: str
    claims: tuple[ClaimView, ...]
    bars: tuple[tuple[float, float], ...]

    @property
    def rivals(self) -> bool:
        """Return whether there are several claims."""
        return len(self.claims) > 1


class StatementView(NamedTuple):
    """What one speaker said: quote or paraphrase (the other is empty), role, date and stance (code
    and label)."""

    speaker: str
    role: str
    date: DateView | None
    stance: str
    stance_label: str
    quote: str
    paraphrase: str
    cites: tuple[int, ...]


class FactValue(NamedTuple):
    """One value of a fact: its words, the url that it links to (empty: none), and its sources."""

    text: str
    url: str
    cites: tuple[int, ...]


class FactView(NamedTuple):
    """A featured fact of the record: name and title of the property, its values in order, and the
    url of the page that says how they are chosen (empty: none)."""

    name: str
    label: str
    values: tuple[FactValue, ...]
    rule_url: str


class LinkView(NamedTuple):
    """A related record with the note written beside the relation, and the relation's code
    (responds-to, place, topics …)."""

    record: Card
    note: str
    code: str


class LinkGroup(NamedTuple):
    """Related records under one label, newest first."""

    label: str
    links: tuple[LinkView, ...]


class PointView(NamedTuple):
    """Where a record lies: latitude and longitude (WGS 84, degrees), name, and precision (code and
    words).

    `radius` is how far the true place may be, in metres. `area` is the GEOID of the place if the
    point represents the whole of it (empty otherwise).
    """

    lat: float
    lon: float
    name: str
    precision: str
    precision_label: str
    radius: int
    area: str = ""

    @property
    def within(self) -> str:
        """Return the radius in words: "within about 150 m", "within about 8 km"."""
        return (
            f"within about {self.radius} m"
            if self.radius < 1000
            else f"within about {self.radius / 1000:g} km"
        )
