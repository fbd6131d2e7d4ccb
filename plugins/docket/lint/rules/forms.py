"""Forms of personal data: patterns of telephone numbers, e-mail addresses and numbers of persons.

The forms are those of the United States and its neighbours, where the project's collection is at
home; they lie in this module and in `streets` alone, so that they can become a setting. Every
repetition is bounded and every look around a match is a slice of fixed length, so that the time
grows with the length of a text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

ALONE = r"(?<![\w$#/-])(?<![0-9][.,])"
"""Before a number that stands alone: no letter, digit or sign of money, no part of a number."""
NO_MORE = r"(?![0-9]|[-.,/][0-9])"
BEFORE = 40
"""How many characters before a match are looked at."""
PHONE_WORD = (
    r"\b(?:call(?:s|ed|ing)?|phones?|telephone|tel|cell(?:phone)?|mobile|fax|text(?:ed|s)?|"
    r"dial(?:ed)?|whatsapp|signal|hotline|telefono|teléfono|celular)\b"
)
FILLER = r"(?:(?:number|no|is|was|at|to|on|el|of|us|me|him|her|them|it)\b[ .:#]{0,3}){0,3}"
CALLED = re.compile(rf"{PHONE_WORD}[^0-9]{{0,24}}$", re.IGNORECASE)
CITED = re.compile(
    r"(?:\b(?:no|nos|number|ordinance|resolution|res|ord|bill|act|law|section|sec|case|docket|doc|"
    r"file|form|chapter|ch|rule|order|title|directive|item|report|permit|contract|grant|code|isbn|"
    r"issn|geoid|fips|oclc|id|ein|uei|pp?|pages?|parcel|apn|invoice|policy)|§)[ .:#]{0,3}$",
    re.IGNORECASE,
)
"""What stands before the number of a law, case, book or area, and not of a telephone."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
THOUSANDS = re.compile(r"\+?[0-9]{1,3}(?: [0-9]{3})* 000")
DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
DIGIT_WORD = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]{0,7}\.?"
ANY_DAY = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of |de )?{MONTH},?(?: del?)? [0-9]{{4}}"
    rf"|{MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})"
)
TOP_DOMAIN = r"(?:com|org|net|edu|gov|mil|info|us|mx|io|co|ca|uk)\b"


def digits(text: str) -> int:
    """Return how many ASCII digits a text has."""
    return sum(character in "0123456789" for character in text)


def _before(found: re.Match[str]) -> str:
    return found.string[max(found.start() - BEFORE, 0) : found.start()]


def _is_called(found: re.Match[str]) -> bool:
    return CALLED.search(_before(found)) is not None


def _is_bare_phone(found: re.Match[str]) -> bool:
    """Ten digits in a row: a telephone number unless they are cited or begin like a year."""
    if _is_called(found):
        return True
    return not (CITED.search(_before(found)) or YEAR.match(found.group().lstrip("+")))


def _is_short_phone(found: re.Match[str]) -> bool:
    """Seven digits, 555-0147: no telephone number where they are cited, or may be a span of two
    round counts (300-1000) or of years; an exchange has no leading zero, a line may have one."""
    line = found.group()[-4:]
    may_be_span = line[0] != "0" and (line[-1] == "0" or YEAR.fullmatch(line))
    return _is_called(found) or not (may_be_span or CITED.search(_before(found)))


def _is_foreign_phone(found: re.Match[str]) -> bool:
    return 8 <= digits(found.group()) <= 15 and not THOUSANDS.fullmatch(found.group())


def _is_labelled_phone(found: re.Match[str]) -> bool:
    number = found["number"]
    return 7 <= digits(number) <= 15 and not (DAY.match(number) or THOUSANDS.fullmatch(number))


def _is_vanity(found: re.Match[str]) -> bool:
    return 7 <= sum(map(str.isalnum, found["word"])) <= 9


def _is_plate(found: re.Match[str]) -> bool:
    plate = found["plate"]
    length = sum(map(str.isalnum, plate))
    return 5 <= length <= 9 and any(map(str.isalpha, plate)) and digits(plate) > 0


def _is_vin(found: re.Match[str]) -> bool:
    return 4 <= digits(found.group()) <= 15


def _is_point(found: re.Match[str]) -> bool:
    """Two decimal degrees: with a sign or a letter of direction, or four decimals each."""
    north, east = found["north"], found["east"]
    signed = "-" in found.group() or re.search("[NSEW]", found.group())
    exact = min(len(part.partition(".")[2]) for part in (north, east)) >= 4
    return float(north) <= 90 and float(east) <= 180 and bool(signed or exact)


def _is_anything(found: re.Match[str]) -> bool:
    return True


class Form(NamedTuple):
    """One form of a sort of data: words of which a text in lower case has one (none: a digit is
    enough), the pattern, and what else must hold of a match."""

    clues: tuple[str, ...]
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = _is_anything


PHONES = (
    Form(
        (),
        re.compile(
            ALONE + r"(?:\+?1[ .-]{0,2})?(?:\([2-9][0-9]{2}\)[ .-]{0,2}|[2-9][0-9]{2}[ ./-]{1,3})"
            r"[0-9]{3}[ .-]{1,3}[0-9]{4}" + NO_MORE
        ),
    ),
    Form(
        (),
        re.compile(ALONE + r"\+?1?[2-9][0-9]{2}[ -]?[2-9][0-9]{6}(?!\w)" + NO_MORE),
        _is_bare_phone,
    ),
    Form((), re.compile(ALONE + r"[2-9][0-9]{2}-[0-9]{4}(?!\w)" + NO_MORE), _is_short_phone),
    Form(
        ("+", "00", "011"),
        re.compile(
            r"(?<![\w+.])(?:\+|011[ -]|00(?=[1-9][0-9]{0,2}[ -])|00 )[1-9]"
            r"(?:[ ().-]{0,2}[0-9]){7,14}" + NO_MORE
        ),
        _is_foreign_phone,
    ),
    Form(
        (
            "call",
            "phone",
            "tel",
            "cell",
            "mobile",
            "fax",
            "text",
            "dial",
            "whats",
            "signal",
            "hotl",
        ),
        re.compile(
            PHONE_WORD
            + r"[ .:#(]{0,3}"
            + FILLER
            + r"(?P<number>[+(]{0,2}[0-9](?:[ ().-]{0,2}[0-9]){6,14})"
            + NO_MORE,
            re.IGNORECASE,
        ),
        _is_labelled_phone,
    ),
    Form(
        (),
        re.compile(
            r"(?<![\w-])(?:1[ .-])?"
            r"(?:\(8[0-9]{2}\)|8(?:00|33|44|55|66|77|88)-|(?<=1[ .-])8[0-9]{2} )"
            r" ?(?P<word>(?=[0-9-]{0,5}[A-Z]{3})[A-Z0-9]{1,9}(?:-[A-Z0-9]{1,7}){0,2})(?!\w)"
        ),
        _is_vanity,
    ),
    Form((), re.compile(ALONE + r"[2-9][0-9]{2}[ .-][2-9][0-9]{2}[ .-][A-Z]{4}(?!\w)")),
    Form(
        ("one", "two", "five", "six", "seven", "nine"),
        re.compile(rf"\b(?:{DIGIT_WORD}[ ,-]{{1,3}}){{6,14}}{DIGIT_WORD}\b", re.IGNORECASE),
    ),
)
EMAILS = (
    Form(("@",), re.compile(r"(?<=[\w.+%'-])(?:@| @ )(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")),
    Form(
        ("dot",),
        re.compile(
            r"(?:(?<=\w)|(?<=\w ))[\[({]? ?\bat\b ?[\])}]? ?[\w-]{1,63}"
            r"(?: ?[\[({]? ?\bdot\b ?[\])}]? ?[\w-]{1,63}){0,3}"
            r" ?[\[({]? ?\bdot\b ?[\])}]? ?" + TOP_DOMAIN,
            re.IGNORECASE,
        ),
    ),
    Form(
        ("at]", "at)", "at}", "at ]", "at )"),
        re.compile(r"\w ?[\[({] ?at ?[\])}] ?(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}", re.IGNORECASE),
    ),
)
SOCIAL = (
    Form((), re.compile(r"(?<![\w-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])")),
    Form(
        ("ssn", "itin", "social"),
        re.compile(
            r"\b(?:SSNs?|ITIN|social(?: security)?)(?: (?:number|no|card))?[ .:#]{0,3}"
            + FILLER
            + r"[0-9x*]{3}[ .-]?[0-9x*]{2}[ .-]?[0-9]{4}(?![0-9])",
            re.IGNORECASE,
        ),
    ),
    Form(
        ("ssn", "social"),
        re.compile(
            r"\b(?:SSN|social security)(?: number| no\.?)?,? (?:that )?end(?:s|ing)(?: in| with)? "
            r"[0-9]{4}(?![0-9])",
            re.IGNORECASE,
        ),
    ),
)
ALIEN = (
    Form(
        (),
        re.compile(
            r"(?<![\w-])(?:[Aa][0-9]{8,9}|A[ #-]{1,2}[0-9]{2,3}[ -]?[0-9]{3}[ -]?[0-9]{3}"
            r"|A[0-9]{2,3}-[0-9]{3}-[0-9]{3})(?![\w-])"
        ),
    ),
    Form(
        ("alien", "number", "file", "uscis", "a-no"),
        re.compile(
            r"\b(?:alien(?: registration)?(?: number| no| file)?|A[- ]?(?:number|file|no)|"
            r"USCIS(?: online)?(?: account)?(?: number| no)?)[ .:#]{0,3}"
            + FILLER
            + r"A?[0-9]{2,3}[ -]?[0-9]{3}[ -]?[0-9]{3}(?![0-9])",
            re.IGNORECASE,
        ),
    ),
)
IDENTITY = (
    Form(
        (),
        re.compile(
            r"(?<!\w)(?:EAC|WAC|LIN|SRC|NBC|MSC|IOE|YSC)[ -]?[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{5}"
            r"(?!\w)"
        ),
    ),
    Form(
        (
            "passport",
            "licen",
            "booking",
            "inmate",
            "detainee",
            "matr",
            "id card",
            "account",
            "taxpayer",
        ),
        re.compile(
            r"(?i:\b(?:passport|driver.?s? licen[cs]e|id card|booking|inmate|detainee|matr[ií]cula|"
            r"(?:bank|checking|savings) account|taxpayer id)"
            r"(?: (?:number|no|id|card))?[ .:#]{1,3}"
            + FILLER
            + r")(?!(?:19|20)[0-9]{2}-)(?=[A-Z]{0,3}-?[0-9]{5})[A-Z0-9-]{6,15}(?!\w)"
        ),
    ),
    Form((), re.compile(r"(?<!\w)[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9](?!\w)")),
)
VEHICLES = (
    Form(
        ("plate", "placa", "tag"),
        re.compile(
            r"(?i:\b(?:plates?|placas?|tags?)\b[ .:,#(]{0,3}[\"“‘']?"
            r"(?:(?:numbers?|no|reading|reads|read|is|was)[ .:#]{1,3}[\"“‘']?){0,2})"
            r"(?!(?:[AS]B|H[BR]|L[BD]|[HS]F|S[JC]R) )"
            r"(?P<plate>[A-Z0-9]{1,7}(?:[ -][A-Z0-9]{2,7}){0,2})(?!\w)"
        ),
        _is_plate,
    ),
    Form((), re.compile(r"(?<![\w-])[1-9](?!USC|CFR)[A-Z]{3}[0-9]{3}(?![\w-])")),
    Form((), re.compile(r"(?<![\w-])[A-HJ-NPR-Z0-9]{17}(?![\w-])"), _is_vin),
)
BIRTHS = (
    Form(
        ("born", "birth", "dob", "d.o.b", "naci"),
        re.compile(
            r"\b(?:born|d\.?o\.?b\.?|date of birth|birth ?date|birthday|naci(?:d[oa]|ó))[ :,(]{0,3}"
            r"(?:(?:on|is|was|el)[ :]{1,2}){0,2}"
            + ANY_DAY
            + r"(?! (?:or|and) (?:later|after))(?!\w)",
            re.IGNORECASE,
        ),
    ),
)
POINTS = (
    Form(
        (".",),
        re.compile(
            r"(?<![\w.,$])[+-]?(?P<north>[0-9]{1,2}\.[0-9]{3,15}) ?°?(?: ?[NS]\b)?[ ,;/]{1,3}"
            r"(?:and |by )?[+-]?(?P<east>[0-9]{1,3}\.[0-9]{3,15})(?![0-9%])(?: ?°)?(?: ?[EW]\b)?"
        ),
        _is_point,
    ),
    Form(
        ("lat",),
        re.compile(r"\blat(?:itude)?[ :=]{1,3}[+-]?[0-9]{1,2}\.[0-9]{3,15}", re.IGNORECASE),
    ),
    Form(
        ("°",),
        re.compile(
            r"(?<!\w)[0-9]{1,3} ?° ?[0-9]{1,2}(?:\.[0-9]{1,6})? ?['′’] ?"
            r"(?:[0-9]{1,2}(?:\.[0-9]{1,6})? ?(?:[\"″”]|'') ?)?[NSEW](?!\w)"
        ),
    ),
)
