"""A translation is made from the English that stands there now."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem
from docket.model.text import digest


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every translation whose hash is not that of the English title and
    summary."""
    for record in context.records:
        translations = record.data.get("translations")
        current = (
            digest(f"{record.data['title']}\n{record.data.get('summary', '')}")[:12]
            if translations
            else ""
        )
        for language, translation in translations.items() if translations else ():
            if translation["of"] != current:
                yield Problem(
                    "translations/current",
                    "the English has changed since this translation was made",
                    record.file,
                    ("translations", language, "of"),
                    f'Check the translation, then write of: "{current}".',
                )


RULE = Rule(
    code="translations/current",
    title="A translation is made from the English that stands there now",
    reason=(
        "A translation that no longer says what the English says misleads the "
        "people who rely on it most."
    ),
    wrong="of: with the hash of an earlier summary",
    right="of: with the hash of the present title and summary",
    check=check,
    reach=ALONE,
)
