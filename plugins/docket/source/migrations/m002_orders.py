"""Migration 2: `order` and `acts` in place of most `effects` of a step.

What a court orders has a life of its own now, and later steps act upon it by its id. A machine
cannot know all of that; it does what follows from the record, and says nothing else:

- `blocks`, `blocks-in-part` and `ends` become the effects of the step's `order`, and the step gets
  an id. On a record that orders limit, `blocks` and `blocks-in-part` become `limits`. An end that
  all these effects have becomes that of the order; ends that differ stay where they are, for a
  check to report, since the step may have to be divided.
- `restores` becomes an act upon the newest earlier order that bears on the same record and that no
  act ended; which act follows from the step. Where the order bears on more than is restored, the
  act leaves the rest. The words of its scope go into the step's text. Without such an order, only
  the words are left.
- All other effects, such as `upholds`, stay as they are.

So an order that a later one took the place of has to be ended by hand, and a step that only says
that an order goes on is now an order of its own, to be taken out by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docket.model import edtf
from docket.model.diagnostics import Path
from docket.model.kind import Kind
from docket.source.edits import Edits
from docket.source.migrations.entries import Entries
from docket.source.migrations.record_text import RecordText

ORDERS = frozenset(("blocks", "blocks-in-part", "ends"))
LIMITED = frozenset(("blocks", "blocks-in-part"))
LIMITS, RESTORES = "limits", "restores"
IDS = {
    "tro-granted": "tro",
    "injunction-granted": "injunction",
    "injunction-extended": "injunction",
    "stay-granted": "stay",
    "judgment": "judgment",
}
"""The id of a step with an order, by its code."""
ACTS = {"stay-granted": "stays", "reversed": "reverses", "vacated": "vacates"}
"""What a step that restores does to the order, by its code."""
IN_PART = {"stays": "stays-in-part"}


class Act(NamedTuple):
    """What a step does to the order with this id; `effect` is the position of the old effect that
    says so."""

    order: str
    act: str
    effect: int


class Plan(NamedTuple):
    """What becomes of the effects of the step at a place: its new id (empty: none), the positions
    of those that become effects of its order, its acts, and the positions of those that restore."""

    place: int
    name: str
    ordered: tuple[int, ...]
    acts: tuple[Act, ...]
    restored: tuple[int, ...]


def migrate(record: RecordText, records: Sequence[RecordText]) -> str:
    """Return the text of a record with orders and acts. A step that has one of them already is left
    as it is."""
    steps = record.kind.parts.get("steps", "steps")
    if not record.kind.property(steps, "*", "order"):
        return record.text
    plans = _plans(record.data.get(steps))
    if not plans:
        return record.text
    kinds = {each.data.get("id"): each.kind for each in records}
    edits = Edits(record.text)
    for plan in plans:
        step = record.data[steps][plan.place]
        Writer(edits, (steps, plan.place), step, kinds).write(plan)
    return edits.applied()


def _plans(steps: Any) -> list[Plan]:
    """Return what becomes of the steps that have to change, in the order of their dates."""
    found = []
    usable = [
        (index, step)
        for index, step in enumerate(steps if isinstance(steps, list) else ())
        if isinstance(step, Mapping)
    ]
    taken = {step["id"] for _, step in usable if isinstance(step.get("id"), str)}
    made: list[tuple[str, int, list[Any]]] = []
    ended: set[str] = set()
    for index, step in sorted(usable, key=lambda one: (_date(one[1]), one[0])):
        effects = _effects(step)
        ordered = tuple(n for n, one in enumerate(effects) if one.get("effect") in ORDERS)
        restored = tuple(n for n, one in enumerate(effects) if one.get("effect") == RESTORES)
        if not ordered and not restored:
            continue
        acts = list(_acts(step, effects, restored, made, ended))
        ended |= {each.order for each in acts if each.act in ("lifts", "reverses", "vacates")}
        name = _name(step, taken) if ordered else ""
        if ordered:
            taken.add(name)
            made.append((name, index, [effects[n] for n in ordered]))
        new = name if "id" not in step else ""
        found.append(Plan(index, new, ordered, tuple(acts), restored))
    return found


def _effects(step: Mapping[str, Any]) -> list[Any]:
    """Return the effects of a step in the old form; none where it has any other form."""
    effects = step.get("effects")
    if "order" in step or "acts" in step or not isinstance(effects, list):
        return []
    if not all(isinstance(one, Mapping) and isinstance(one.get("record"), str) for one in effects):
        return []
    return effects


def _date(step: Mapping[str, Any]) -> tuple[str, str]:
    """Return what steps are ordered by. One without a date that can be read comes last."""
    try:
        return edtf.parse(step["date"]).key
    except (KeyError, TypeError, ValueError):
        return ("~", "~")


def _name(step: Mapping[str, Any], taken: set[str]) -> str:
    """Return the id of a step with an order: its own, or a short one that no other step has."""
    if isinstance(step.get("id"), str):
        return str(step["id"])
    base = IDS.get(str(step.get("step")), "order")
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _acts(
    step: Mapping[str, Any],
    effects: Sequence[Mapping[str, Any]],
    restored: Sequence[int],
    made: Sequence[tuple[str, int, Sequence[Mapping[str, Any]]]],
    ended: set[str],
) -> Iterator[Act]:
    """Yield the acts of a step, one for each order."""
    done = set()
    targets = {effects[n]["record"] for n in restored}
    for n in restored:
        for name, _, bears in reversed(made):
            own = [one for one in bears if one["record"] == effects[n]["record"]]
            if own and name not in ended:
                break
        else:
            continue
        whole = all(one["record"] in targets for one in bears) and all(
            _covers(effects[n], one) for one in own
        )
        act = ACTS.get(str(step.get("step")), "lifts")
        if not whole:
            act = IN_PART.get(act, "narrows")
        if name not in done:
            done.add(name)
            yield Act(name, act, n)


def _covers(restoring: Mapping[str, Any], ordered: Mapping[str, Any]) -> bool:
    """Return whether an effect restores all that another bears on in the same record."""
    names = restoring.get("provisions")
    return not names or bool(ordered.get("provisions") and {*ordered["provisions"]} <= {*names})


class Writer:
    """Writes the new form of one step, at a path, into the edits of its text."""

    def __init__(
        self, edits: Edits, path: Path, step: Mapping[str, Any], kinds: Mapping[Any, Kind]
    ) -> None:
        self.entries = Entries(edits, path, step)
        self.step, self.kinds = step, kinds

    def write(self, plan: Plan) -> None:
        """Write the plan of a step."""
        new = {"id": plan.name} if plan.name else {}
        words = " ".join(
            str(effect["scope"])
            for effect in (self.step["effects"][n] for n in plan.restored)
            if effect.get("scope")
        )
        if words and "text" in self.step:
            self.entries.set("text", f"{self.step['text']} {words}")
        elif words:
            new["text"] = words
        self.entries.add_behind("step", new)
        used = {*plan.ordered, *plan.restored}
        rest = [n for n in range(len(self.step["effects"])) if n not in used]
        parts = [self.entries.part("effects", "effects", rest)] if rest else []
        if plan.ordered:
            parts.append(self._order(plan.ordered))
        if plan.acts:
            parts.append(self.entries.rows("acts", [self._act(act) for act in plan.acts]))
        self.entries.put("effects", parts)

    def _order(self, ordered: Sequence[int]) -> str:
        """Return the order of the step as text."""
        effects = [self.step["effects"][n] for n in ordered]
        ends = {str(effect.get("until", "")) for effect in effects}
        until = "until" if len(ends) == 1 and ends != {""} else None
        values = {
            n: LIMITS
            for n, effect in zip(ordered, effects, strict=True)
            if effect["effect"] in LIMITED and self._is_limited(effect["record"])
        }
        return self.entries.nested("order", "effects", ordered, values, until)

    def _is_limited(self, target: str) -> bool:
        """Return whether orders limit the record with this id, in place of blocking it."""
        kind = self.kinds.get(target)
        return kind is not None and LIMITS in kind.effects

    def _act(self, act: Act) -> dict[str, str]:
        """Return an act upon an order, by the names of its values."""
        effect = self.step["effects"][act.effect]
        row = {"order": act.order, "act": act.act}
        if "until" in effect:
            row["until"] = str(effect["until"])
        return row
