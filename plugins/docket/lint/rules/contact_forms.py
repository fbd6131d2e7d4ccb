"""Patterns of telephone numbers and e-mail addresses."""

from __future__ import annotations

import re

from docket.lint.rules.forms import ALONE, FILLER, NO_MORE, Form, digits

BEFORE = 40
"""How many characters before a match are searched."""
PHONE_WORD = (
    r"\b(?:call(?:s|ed|ing)?|phones?|telephone|tel|cell(?:phone)?|mobile|fax|text(?:ed|s)?|"
    r"dial(?:ed)?|whatsapp|signal|hotline|telefono|teléfono|celular)\b"
)
CALLED = re.compile(rf"{PHONE_WORD}[^0-9]{{0,24}}$", re.IGNORECASE)
CITED = re.compile(
    r"(?:\b(?:no|nos|number|ordinance|resolution|res|ord|bill|act|law|section|sec|case|docket|doc|"
    r"file|form|chapter|ch|rule|order|title|directive|item|report|permit|contract|grant|code|isbn|"
    r"issn|geoid|fips|oclc|id|ein|uei|pp?|pages?|parcel|apn|invoice|policy)|§)[ .:#]{0,3}$",
    re.IGNORECASE,
)
"""Words before the number of a law, case, book or area, which is not a telephone number."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
THOUSANDS = re.compile(r"\+?[0-9]{1,3}(?: [0-9]{3})* 000")
DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
DIGIT_WORD = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
TOP_DOMAIN = r"(?:com|org|net|edu|gov|mil|info|us|mx|io|co|ca|uk)\b"


def _before(found: re.Match[str]) -> str:
    """Return the text before a match, BEFORE characters at most."""
    return found.string[max(found.start() - BEFORE, 0) : found.start()]


def _is_called(found: re.Match[str]) -> bool:
    """Return whether words before a number announce a telephone number."""
    return CALLED.search(_before(found)) is not None


def _is_bare_phone(found: re.Match[str]) -> bool:
    """Return whether ten digits in a row are a telephone number: unless they are cited as the
    number of something else, or begin like a year."""
    if _is_called(found):
        return True
    return not (CITED.search(_before(found)) or YEAR.match(found.group().lstrip("+")))


def _is_short_phone(found: re.Match[str]) -> bool:
    """Return whether seven digits (555-0147) are a telephone number: unless they are cited as the
    number of something else, or may be a range of two round counts (300-1000) or of years. A count
    does not begin with 0, but the last four digits of a telephone number may."""
    line = found.group()[-4:]
    may_be_span = line[0] != "0" and (line[-1] == "0" or YEAR.fullmatch(line))
    return _is_called(found) or not (may_be_span or CITED.search(_before(found)))


def _is_foreign_phone(found: re.Match[str]) -> bool:
    """Return whether a number has the length of a telephone number (ITU-T E.164) and is not a count
    in thousands."""
    return 8 <= digits(found.group()) <= 15 and not THOUSANDS.fullmatch(found.group())


def _is_labelled_phone(found: re.Match[str]) -> bool:
    """Return whether a number after a word such as "call" is a telephone number: not a date, not a
    count."""
    number = found["number"]
    return 7 <= digits(number) <= 15 and not (DAY.match(number) or THOUSANDS.fullmatch(number))


def _is_vanity(found: re.Match[str]) -> bool:
    """Return whether a number in letters (1-800-FLOWERS) has as many as a telephone number."""
    return 7 <= sum(map(str.isalnum, found["word"])) <= 9


PHONES = (
    Form(
        (),
        re.compile(
            r"[+(1-9]" + ALONE + r"(?:(?:(?<=\+)1|(?<=1))[ .-]{0,2}[(2-9])?"
            r"(?:(?<=\()[2-9][0-9]{2}\)[ .-]{0,2}|(?<=[2-9])[0-9]{2}[ ./-]{1,3})"
            r"[0-9]{3}[ .-]{1,3}[0-9]{4}" + NO_MORE
        ),
    ),
    Form(
        (),
        re.compile(
            r"[+1-9]" + ALONE + r"(?:(?:(?<=\+)1?|(?<=1))[2-9])?"
            r"(?<=[2-9])[0-9]{2}[ -]?[2-9][0-9]{6}(?!\w)" + NO_MORE
        ),
        _is_bare_phone,
    ),
    Form(
        (),
        re.compile(r"[2-9]" + ALONE + r"[0-9]{2}-[0-9]{4}(?!\w)" + NO_MORE),
        _is_short_phone,
    ),
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
            r"[(18](?<![\w-].)(?:(?<=1)[ .-][(8])?"
            r"(?:(?<=\()8[0-9]{2}\)|(?<=8)(?:00|33|44|55|66|77|88)-|(?<=1[ .-]8)[0-9]{2} )"
            r" ?(?P<word>(?=[0-9-]{0,5}[A-Z]{3})[A-Z0-9]{1,9}(?:-[A-Z0-9]{1,7}){0,2})(?!\w)"
        ),
        _is_vanity,
    ),
    Form((), re.compile(r"[2-9]" + ALONE + r"[0-9]{2}[ .-][2-9][0-9]{2}[ .-][A-Z]{4}(?!\w)")),
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
