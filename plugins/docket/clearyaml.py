"""Clear YAML: text that means the same to a fast reader as to the strict one, and its value. The one door to yaml_rs.

Clear text is made of the lines that records are made of, a small part of YAML: a key and a value on one line, items of lists, flow lists and groups of
words, text under > and |. With a line of any other kind the text is not clear, whether something is wrong with it or not. yaml_rs itself refuses what is
out of place among clear lines: repeated keys, wrong indentation, a second document. Tests hold both readers to the same values.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

try:
    import yaml_rs
except ImportError:  # it is there for Python versions that it was built for; without it everything is read by the strict reader
    yaml_rs = None  # type: ignore[assignment] # mypy takes a module's name for one that always is a module

KEY = r"(?!(?:true|false|null):)[a-z_]{1,40}:"
NUMBER = r"-?(?:[1-9][0-9]{9,14}|(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?)"
QUOTED = r"""(?:'[^'\n]*(?:''[^'\n]*)*'|"[^"\\\n]*")"""
WORD_OF_YAML = r"(?:True|TRUE|False|FALSE|Null|NULL)[],}\n]"
"""Words that the core schema of YAML 1.2.2 (§10.3.2) takes for truth or nothing, and we do not; true, false and null are the same to both."""
DIGITS_AND_MORE = r"(?!0[BOXbox])[0-9][0-9.:e]*(?:[ (/A-DF-Za-df-z]|(?<!e)-)"
"""What begins like a number and is none in any schema: a date, 25-5975, 14 days, 14e634a343b9; but not 1e3, 0x1F, 1_000, 0644000."""
BEGINNING = rf"(?!{WORD_OF_YAML})(?:[A-Za-z(/$\u00a1-\U0010ffff]|{DIGITS_AND_MORE})"
PLAIN = BEGINNING + r"[^:#\n]*(?:(?::(?![ \n])|(?<! )#)[^:#\n]*)*(?<! )"
PLAIN_IN_FLOW = BEGINNING + r"[^]:#,[{}\n]*(?<! )"
SCALAR = f"(?:{PLAIN_IN_FLOW}|{NUMBER}|{QUOTED})"
LIST = rf"\[{SCALAR}(?:, {SCALAR})*\]"
PAIR = f"{KEY} (?:{SCALAR}|{LIST})"
GROUP = rf"\{{{PAIR}(?:, {PAIR})*\}}"
VALUE = f"(?:{PLAIN}|{NUMBER}|{QUOTED}|{LIST}|{GROUP})"
ONE_LINE = f"(?:- )?{KEY}(?: {VALUE})?\n|- {VALUE}\n"
BLOCK = r"[>|]-?\n(\1{deeper} +)[^ \n].*\n(?:(?:\{number}.+)?\n)*(?!\{number}|\n)"
"""Text on lines of its own: the first, and all that follow as far in or empty. The first group is the indentation of the line before."""
IN_GROUP = f"(?:{KEY}|-) {BLOCK.format(deeper='', number=2)}"
IN_ITEM = f"- {KEY} {BLOCK.format(deeper='  ', number=3)}"
CLEAR = f"(?:( {{0,16}})(?:{ONE_LINE}|{IN_GROUP}|{IN_ITEM}))+"
"""One way through every text, so that a text that is not clear is left in a time that grows with its length alone. Indentation is
limited, and with it depth: yaml_rs crashes at some thousands of levels."""


@cache
def grammar() -> re.Pattern[str]:
    """What clear text matches in full. It is compiled when it is first asked for, which takes as long as reading two hundred records strictly."""
    return re.compile(CLEAR)


def clear_value(text: str) -> dict[str, Any] | None:
    """The value of a text that is clear and a record, else None: the strict reader knows what it means, or what is wrong with it."""
    if yaml_rs is None or "\r" in text or not grammar().fullmatch(text):
        return None
    try:
        value = yaml_rs.loads(text, parse_datetime=False)
    except yaml_rs.YAMLDecodeError:
        return None
    return value if isinstance(value, dict) else None
