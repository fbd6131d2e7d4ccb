"""Find street addresses: a house number and a street, and not what merely looks like them.

Suffixes are those of USPS Publication 28, appendix C1, that are in wide use. Most false findings
are counts before a name ("35 Tax Court judges", "20 First Street businesses"), so what follows the
suffix decides: an address ends a clause, or continues with a unit, a postal code, a state or a
preposition. The forms are those of the United States; see `personal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docket.lint.rules.forms import Form, Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER = (
    r"(?P<number>[1-9](?<![\w$#§/:-].)(?<![0-9][.,].)[0-9]{0,4})"
    r"(?:-[0-9]{1,5}|-?[A-Z](?![A-Za-z])| 1/2|½)? "
)
DIRECTION = (
    r"(?:(?:(?:North|South)(?:east|west)?|East|West|NORTH|SOUTH|EAST|WEST|[NS][EW]|[NSEW]\.?) )?"
)
SURE = (
    "street|str|st|avenue|aven|ave|av|boulevard|blvd|road|rd|lane|ln|highway|hwy|parkway|pkwy|pky|"
    "freeway|fwy|turnpike|tpke|expressway|expy|terrace|terr|ter|circle|cir|crescent|cres|alley|aly"
)
DOUBTFUL = (
    "drive|dr|court|ct|place|pl|way|trail|trl|loop|path|row|walk|run|point|pt|pike|pass|cove|"
    "crossing|xing|bend|glen|mews|heights|hts|ridge"
)
"""Suffixes that are ordinary words too. Plaza, Square, Park and Hill are left out, since a number
before them is nearly always the name of a public building (26 Federal Plaza) or a count."""
SUFFIX = rf"(?P<suffix>(?i:{SURE}|{DOUBTFUL}))"
NAME = r"(?:[A-Z][^\W\d_]{0,20}(?:['’-][^\W\d_]{1,20})?\.?|[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH))"
PARTICLE = r"(?:(?:de|la|las|los|del|of|the) ){0,2}"
CAPITAL = re.compile(
    NUMBER + DIRECTION + rf"(?P<name>{NAME}(?: {PARTICLE}{NAME}){{0,3}}?) {SUFFIX}\b"
)
SMALL = re.compile(
    NUMBER + r"(?:(?:north|south|east|west|[nsewNSEW]\.?) )?"
    r"(?P<name>(?:[^\W\d_]{2,20}|[0-9]{1,3}(?:st|nd|rd|th))(?: [^\W\d_]{2,20}\.?){0,2}?)"
    rf" (?P<suffix>(?i:{SURE}|drive|dr|court|ct|place|pl|way))\b"
)
"""An address in lower case, where every word may be a name: one word only, unless the words before
the number announce an address."""
OTHERS = (
    re.compile(
        NUMBER + DIRECTION + r"(?:(?:[A-Z][a-z]{1,12}|US|U\.S\.) )?"
        r"(?P<name>Highway|Hwy\.?|Route|Rte\.?|(?:County|State|Farm) (?:Road|Rd\.?)|FM|SR) "
        r"(?P<suffix>[0-9]{1,4})\b"
    ),
    re.compile(NUMBER + DIRECTION + r"(?P<name>)(?P<suffix>Broadway)\b"),
    re.compile(
        NUMBER
        + r"(?P<name>Calle|Avenida|Camino|Paseo|V[ií]a|Rue|Avenue of the) "
        + PARTICLE
        + r"(?P<suffix>[A-Z][^\W\d_]{1,20}|[0-9]{1,3})\b"
    ),
)
WITHOUT_HOUSE = (
    Form(
        ("calle", "avenida", "camino"),
        re.compile(
            r"\b(?:Calle|Avenida|Camino) (?:[A-Z][^\W\d_]{1,20} ){1,3}"
            r"(?:#|No\.? ?)?[1-9][0-9]{0,4}\b"
        ),
    ),
    Form(("box",), re.compile(r"\bP\.? ?O\.? ?[Bb]ox [0-9]{1,6}\b")),
    Form(
        ("apt", "apartment", "depto"),
        re.compile(r"\b(?:[Aa]pt|APT|Apartment|Apto|Depto)\.? (?:#|No\.? ?)?[0-9]{1,4}[A-Z]?\b"),
    ),
    Form((), re.compile(r"[1-9](?<![\w.,$-].)[0-9]{2,4} [NSEW]\.? [0-9]{2,4} [NSEW]\b")),
)
"""Other forms: a number behind the street, a box, a flat, and the grid of Utah (350 S 200 E)."""
AMBIGUOUS = frozenset(["court", "ct"])
"""The suffixes of streets that end the names of courts, too."""
COURTS = _words(
    "superior district circuit supreme federal state county municipal immigration trial appeals "
    "appeal appellate civil criminal tax bankruptcy juvenile traffic family probate housing drug "
    "claims magistrate city town justice chancery pleas surrogate's veterans orphans' high crown "
    "international tribal land water health mental small commercial chief night community world "
    "moot law review fed app dist sup super"
)
"""Words before Court that make it a court of law."""
NO_NAME = _words(
    "the a an this that its his her their our some any no in on at to of by and or for from with "
    "into down up off near across along over block blocks mile miles foot feet yard yards meter "
    "meters metre metres km hour day week month year minute percent lane lanes two three four one "
    "way dead side dirt toll city local public private residential rural busy more other people "
    "protesters marchers agents officers were was are is who took blocked closed en de la el los "
    "las y del por para con"
)
UNIT = r"(?:apt|apartment|unit|suite|ste|floor|fl|room|rm|bldg|building|apto|#)\b"
SMALL_WORD = (
    "in on at and or was were is are where when who whose which that to for from by with near "
    "after before during as but the a an his her their its until since about behind across between "
    "has had have into then while because if not shortly early late this last next through around "
    "outside inside over under against without within off today yesterday may can will would did "
    "does around against there here"
)
GOES_ON = re.compile(
    r"\.?(?: (?:NW|NE|SW|SE|[NSEW]|(?:North|South)(?:east|west)?|East|West)\b\.?)?"
    r"(?: ?(?:$|\n)|['’]s\b| ?[,;:.)!?\"”\]/](?!\w)|,| ?- | #"
    rf"| (?i:{UNIT})"
    rf"| (?:{'|'.join(SMALL_WORD.split())})\b"
    r"| [0-9]{5}(?![0-9])"
    r"| (?:[A-Z][\w.]{1,20} ){0,2}(?:[A-Z]\w{1,20}, ?[A-Z]|[A-Z]{2}\b))"
)
"""What may follow an address. A noun in lower case, or a name, makes the number a count."""
SAINT = re.compile(
    r"\.? (?:Louis|Paul|Cloud|Petersburg|Augustine|Charles|Joseph|George|Francis|Clair|John|"
    r"Mary|Regis|James|Peter|Thomas|Martin|Patrick|Luke|Mark|Lucie|Tammany|Landry|Helena|Croix)\b"
)
PLACED = re.compile(
    r"(?:\b(?:at|near|from|outside|inside|behind|into|on|to|lives?|lived|living|resid\w{1,6}|"
    r"address|home|house|located|visited|surrounded|searched|entered|raided|"
    r"apartment)\b|[:(])[ ,:]{0,2}$",
    re.IGNORECASE,
)
ON_THE_WAY = re.compile(r"^, (?:Apt|Unit|Suite|#|[A-Z][a-z]{2,})")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
BEFORE_YEAR = re.compile(
    r"(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|in|since|of|by|until|during|year|FY|early|late|mid|spring|summer|fall|autumn|winter|"
    r"term)|[0-9],|[0-9](?:st|nd|rd|th)?) $",
    re.IGNORECASE,
)
BEFORE, AFTER = 40, 80
"""How many characters before and after a match are searched."""


def addresses(text: str, lower: str) -> Iterator[Span]:
    """Yield the spans of a folded text that look like the address of a house. A line feed is read
    once as the end of a clause, and once as a blank."""
    for variant in dict.fromkeys((text, text.replace("\n", " "))):
        for pattern in (CAPITAL, SMALL, *OTHERS):
            yield from (found.span() for found in pattern.finditer(variant) if _is_address(found))
        for form in WITHOUT_HOUSE:
            yield from form.spans(variant, lower)


def _is_address(found: re.Match[str]) -> bool:
    """Return whether a match is an address, by what is before and after it."""
    text = found.string
    before = text[max(found.start() - BEFORE, 0) : found.start()]
    after = text[found.end() : found.end() + AFTER]
    number, name, suffix = found["number"], found["name"].split(), found["suffix"].lower()
    if YEAR.fullmatch(number) and BEFORE_YEAR.search(before):
        return False
    if not GOES_ON.match(after) or (suffix == "st" and SAINT.match(after)):
        return False
    placed = bool(PLACED.search(before[-20:]) or ON_THE_WAY.match(after))
    if len(number) == 1 and not placed:
        return False  # 6 Park Place may be six of something
    return _is_street(name, suffix, placed)


def _is_street(name: list[str], suffix: str, placed: bool) -> bool:
    """Return whether the words between number and suffix may be the name of a street."""
    plain = [word.lower().rstrip(".") for word in name]
    if suffix in AMBIGUOUS and (COURTS & {*plain} or all(len(word) == 1 for word in plain)):
        return False
    if name and name[0].islower():
        return not NO_NAME & {*plain} and (len(name) == 1 or placed)
    return True
