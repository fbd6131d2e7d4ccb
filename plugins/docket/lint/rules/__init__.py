"""Rules: what must hold beyond the schema, one rule a module, in the order of this list."""

from docket.lint.rules import (
    coordinates_inside,
    coordinates_precision,
    effects_target,
    graph_cycle,
    id_address,
    id_file_name,
    id_unique,
    people_private,
    quotes_length,
    refs_resolve,
    sources_cited,
    sources_published,
    sources_unique,
    sources_used,
    steps_ended,
    steps_future,
    steps_order,
    text_nesting,
    text_plain,
    translations_current,
    wording_neutral,
)
from docket.lint.rules.rule import Context, Rule

__all__ = ["RULES", "Context", "Rule"]

RULES: tuple[Rule, ...] = (
    id_file_name.RULE,
    id_address.RULE,
    id_unique.RULE,
    refs_resolve.RULE,
    sources_unique.RULE,
    sources_cited.RULE,
    sources_used.RULE,
    sources_published.RULE,
    steps_order.RULE,
    steps_ended.RULE,
    steps_future.RULE,
    quotes_length.RULE,
    coordinates_precision.RULE,
    coordinates_inside.RULE,
    effects_target.RULE,
    graph_cycle.RULE,
    text_plain.RULE,
    text_nesting.RULE,
    people_private.RULE,
    translations_current.RULE,
    wording_neutral.RULE,
)
