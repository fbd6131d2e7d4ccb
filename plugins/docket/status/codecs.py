"""Pack histories and the lives of orders for the store, and unpack them."""

from __future__ import annotations

import marshal
from typing import Any

from docket.build.store import packed
from docket.model.inputs import Codec
from docket.status.order_state import Life, LifeSpan
from docket.status.orders import Cause, Effect, Order
from docket.status.spans import Ground, History, Phase, StatusSpan
from docket.status.sweep import Window


def _plain(value: Any) -> Any:
    """Return a value with every named tuple in it as a plain one, which marshal can write."""
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def _pack(value: Any) -> bytes:
    return packed(_plain(value))


def _cause(values: Any) -> Cause | None:
    return Cause._make(values) if values else None


def _required(values: Any) -> Cause:
    return Cause._make(values)


def _window(values: Any) -> Window | None:
    return Window._make(values) if values else None


def _ground(values: Any) -> Ground:
    found = Ground._make(values)
    return found._replace(cause=_required(found.cause))


def _phase(values: Any) -> Phase:
    found = Phase._make(values)
    return found._replace(grounds=tuple(map(_ground, found.grounds)), own=_cause(found.own))


def _status_span(values: Any) -> StatusSpan:
    found = StatusSpan._make(values)
    phases = tuple(map(_phase, found.phases))
    return found._replace(cause=_required(found.cause), phases=phases)


def _history(content: bytes) -> History:
    """Return a history from the bytes in the store."""
    initial, spans, confirmed = marshal.loads(content)
    return History(initial, tuple(map(_status_span, spans)), _cause(confirmed))


def _life_span(values: Any) -> LifeSpan:
    found = LifeSpan._make(values)
    return found._replace(cause=_required(found.cause))


def _life(values: Any) -> Life:
    order, spans = values
    found = Order._make(order)
    found = found._replace(
        cause=_required(found.cause),
        made=Window._make(found.made),
        begins=Window._make(found.begins),
        ends=_window(found.ends),
        effects=tuple(map(Effect._make, found.effects)),
    )
    return Life(found, tuple(map(_life_span, spans)))


def _lives(content: bytes) -> tuple[Life, ...]:
    """Return the lives of orders from the bytes in the store."""
    return tuple(map(_life, marshal.loads(content)))


HISTORY = Codec(_pack, _history)
"""How the store packs and unpacks a history."""
LIVES = Codec(_pack, _lives)
"""How the store packs and unpacks the lives of a record's orders."""
