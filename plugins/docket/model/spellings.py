"""Spell names as people look them up: ordinals in words and figures, numbers of bills and dockets
with and without what courts and legislatures put around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_FIGURES = {
    word: f"{number}{_ENDINGS.get(number, 'th')}" for number, word in enumerate(_WORDS, start=1)
}
"""Ordinals in figures by their words."""
_IN_WORDS = {figure: word for word, figure in _FIGURES.items()}
_ORDINAL = re.compile(rf"\b(?:{'|'.join([*_WORDS, *_IN_WORDS])})\b", re.I)
_PARTS = re.compile(r"\s*[;/(),]\s*")
_NUMBERED = re.compile(r"\b([A-Z]{1,4})[ -]?(\d[\w-]*)")
_DOCKET = re.compile(r"(?:\d{1,2}:)?(\d{2})-([A-Za-z]{2,3})-0*(\d+)(?:-[A-Z]+)*")
"""A docket number of a federal trial court: office, year, sort of case, number, initials."""
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def spellings(name: str) -> tuple[str, ...]:
    """Return a name and the other ways in which people write it, each once."""
    found = dict.fromkeys([name])
    for respell in _RESPELLINGS:
        for known in tuple(found):
            found |= dict.fromkeys(respell(known))
    return tuple(found)


def all_spellings(names: Iterable[str]) -> tuple[str, ...]:
    """Return all spellings of names, each once."""
    return tuple(dict.fromkeys(one for name in names for one in spellings(name)))


def numbers_in(name: str) -> tuple[str, ...]:
    """Return a name and, where it lists several numbers ("HB 511; SB 62"), each of them."""
    parts = [part for part in _PARTS.split(name) if any(letter.isdigit() for letter in part)]
    return tuple(dict.fromkeys([name, *parts]))


def _dockets(name: str) -> Iterator[str]:
    """Yield a docket number without its office, initials and leading zeros."""
    for found in _DOCKET.finditer(name):
        year, sort, number = found.groups()
        yield f"{year}-{sort}-{number.zfill(5)}"
        yield f"{year}-{sort}-{number}"
        office, colon, _ = found[0].partition(":")
        if colon:
            yield f"{office}:{year}-{sort}-{number.zfill(5)}"


def _joined(name: str) -> Iterator[str]:
    """Yield the number of a bill without its space, and with one: "SB54", "SB 54"."""
    for letters, number in _NUMBERED.findall(name) if not _DOCKET.search(name) else ():
        yield f"{letters}{number}"
        yield f"{letters} {number}"


def _ordinals(name: str) -> Iterator[str]:
    """Yield a name with its ordinals in figures in place of words, and the other way round."""
    if _ORDINAL.search(name):
        yield _ORDINAL.sub(_other_ordinal, name)


def _other_ordinal(found: re.Match[str]) -> str:
    """Return an ordinal in figures for one in words, with a capital where the other way round."""
    word = found[0].lower()
    return _FIGURES.get(word) or _IN_WORDS[word].capitalize()


def _undotted(name: str) -> Iterator[str]:
    """Yield a name whose abbreviations have no full stops: "US" for "U.S."."""
    if _DOTTED.search(name):
        yield _DOTTED.sub(lambda found: found[0].replace(".", ""), name)


_RESPELLINGS: tuple[Callable[[str], Iterator[str]], ...] = (
    _dockets,
    _joined,
    _ordinals,
    _undotted,
)
