"""No record exposes a private person."""

from __future__ import annotations

from collections.abc import Iterator

from docket.checks.personal import personal
from docket.checks.rule import ALONE, Context, Rule
from docket.checks.texts import is_prose
from docket.problems import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each sort of personal data in each text for readers; see `personal`."""
    for record in context.records:
        for path, text, schema in context.texts(record):
            for found in personal(text) if is_prose(schema) else ():
                fact = f"'{found.words}' looks like {found.sort.what}"
                yield Problem("people/private", fact, record.file, path, found.sort.hint)


RULE = Rule(
    code="people/private",
    title="No record exposes a private person",
    reason=(
        "Records hold public acts. A phone number, an e-mail address, a home address, a number of "
        "a person's papers or car, a day of birth or an exact point can bring somebody to harm, "
        "and no reader needs it. A pattern cannot tell a home from an office, so addresses, hotlines and "
        "press contacts of public bodies are refused too: name the body instead. Names, and words "
        "that lead to a person without a number, no program sees; whoever reviews a record does."
    ),
    wrong="the family of 1234 Elm Street",
    right="a home in the 1200 block of Elm Street",
    check=check,
    reach=ALONE,
    protected=True,
)
