"""Forms of numbers, dates and points that lead to one person: papers, vehicles, births, homes."""

from __future__ import annotations

import re

from docket.lint.rules.forms import FILLER, Form, digits

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]{0,7}\.?"
ANY_DAY = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of |de )?{MONTH},?(?: del?)? [0-9]{{4}}"
    rf"|{MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})"
)


def _is_plate(found: re.Match[str]) -> bool:
    """Return whether a word has the length of a licence plate, and both letters and digits."""
    plate = found["plate"]
    length = sum(map(str.isalnum, plate))
    return 5 <= length <= 9 and any(map(str.isalpha, plate)) and digits(plate) > 0


def _is_vin(found: re.Match[str]) -> bool:
    """Return whether 17 characters have as many digits as a vehicle identification number has."""
    return 4 <= digits(found.group()) <= 15


def _is_point(found: re.Match[str]) -> bool:
    """Return whether two decimal numbers are a point: in range, and with a sign or a letter of
    direction, or four decimals each."""
    north, east = found["north"], found["east"]
    signed = "-" in found.group() or re.search("[NSEW]", found.group())
    exact = min(len(part.partition(".")[2]) for part in (north, east)) >= 4
    return float(north) <= 90 and float(east) <= 180 and bool(signed or exact)


SOCIAL = (
    Form((), re.compile(r"[0-9](?<![\w-].)[0-9]{2}-[0-9]{2}-[0-9]{4}(?![\w-])")),
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
            r"[Aa](?<![\w-].)(?:[0-9]{8,9}|(?<=A)[ #-]{1,2}[0-9]{2,3}[ -]?[0-9]{3}[ -]?[0-9]{3}"
            r"|(?<=A)[0-9]{2,3}-[0-9]{3}-[0-9]{3})(?![\w-])"
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
            r"(?:EAC|WAC|LIN|SRC|NBC|MSC|IOE|YSC)(?<!\w...)"
            r"[ -]?[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{5}(?!\w)"
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
    Form((), re.compile(r"[A-Z](?<!\w.)[A-Z]{3}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9](?!\w)")),
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
    Form((), re.compile(r"[1-9](?<![\w-].)(?!USC|CFR)[A-Z]{3}[0-9]{3}(?![\w-])")),
    Form((), re.compile(r"[A-HJ-NPR-Z0-9](?<![\w-].)[A-HJ-NPR-Z0-9]{16}(?![\w-])"), _is_vin),
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
