"""Flattening: a template with all it extends, includes and imports as one tree, so that nothing is looked up and put together anew for every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from docket_records.trees import Renamed, Trees, WithBlocks, WithMembers

PAGE = "_whole_page"
"""The name of the macro that a flat template is."""
SPECIAL = frozenset({"caller", "varargs", "kwargs", "self", "super", PAGE})
"""Names with a meaning of their own."""
DEFINING = (nodes.Macro, nodes.Assign, nodes.Import)
SCOPES = (nodes.For, nodes.With, nodes.Macro, nodes.FilterBlock, nodes.AssignBlock)
"""Where a block would see names of its surroundings that Jinja does not show it."""
UNKNOWN = (
    nodes.Extends, nodes.Import, nodes.FromImport, nodes.CallBlock, nodes.EvalContextModifier, nodes.OverlayScope, nodes.ImportedName, nodes.ExtensionAttribute,
    nodes.EnvironmentAttribute, nodes.InternalName, nodes.ContextReference, nodes.DerivedContextReference,
)  # fmt: skip
"""What must not be left in a flat tree: what is known only when a page is drawn, or belongs to an extension of Jinja."""


class NotFlat(Exception):
    """What a template does is known only when a page is drawn, or would come out otherwise in one tree."""


def flattened(trees: Trees, name: str) -> nodes.Template:
    """The tree of a template as one macro without arguments: blocks and includes are laid out in their places, macros and values of imported templates stand under
    names that no other has. Raises NotFlat."""
    body = _without_unused(_laid_out(trees, _extended(trees, name)))
    _hold_to_what_is_known(body)
    asked = [nodes.ExprStmt(nodes.Name(free, "load")) for free in _free(body)]  # named here they are looked up once a page, not in every macro and loop
    call = nodes.Call(nodes.Name(PAGE, "load"), [], [], None, None)
    return nodes.Template([nodes.Macro(PAGE, [], [], [*asked, *body]), nodes.Output([call])]).set_environment(trees.environment).set_lineno(1)


def arguments(call: nodes.Call, macro: nodes.Macro) -> list[nodes.Expr | None]:
    """What a call gives for each parameter of a macro, None for nothing. Raises NotFlat where it does not fit."""
    names = [parameter.name for parameter in macro.args]
    named = {keyword.key: keyword.value for keyword in call.kwargs}
    given = dict(zip(names, call.args, strict=False))
    if call.dyn_args or call.dyn_kwargs or len(call.args) > len(names) or named.keys() & given.keys() or named.keys() - set(names):
        raise NotFlat(f"a call of {macro.name}")
    return [(given | named).get(name) for name in names]


def _extended(trees: Trees, name: str) -> list[nodes.Node]:
    """What a template holds, its blocks laid into the template it extends."""
    body = trees.body(name)
    above = next((node for node in body if isinstance(node, nodes.Extends)), None)
    if above is None:
        return body
    blocks = {node.name: node for node in body if isinstance(node, nodes.Block)}
    rest = [node for node in body if node is not above and not isinstance(node, nodes.Block)]
    if not all(isinstance(node, (*DEFINING, nodes.Output)) for node in rest) or any(map(_shown, body[: body.index(above)])):
        raise NotFlat(f"{name} holds more than blocks")
    whole = nodes.Template(_extended(trees, _told(above.template)))
    defining = [node for node in rest if isinstance(node, DEFINING)]  # words after `extends` are shown by nobody
    return [*defining, *WithBlocks(blocks).visit(whole).body]


def _shown(node: nodes.Node) -> bool:
    """Whether a node may write something."""
    if isinstance(node, nodes.Output):
        return any(not isinstance(part, nodes.TemplateData) or part.data for part in node.nodes)
    return not isinstance(node, DEFINING)


def _told(name: nodes.Expr) -> str:
    """The name of a template where it is written out."""
    if isinstance(name, nodes.Const) and isinstance(name.value, str):
        return name.value
    raise NotFlat("a template that is named only when a page is drawn")


def _laid_out(trees: Trees, body: list[nodes.Node]) -> list[nodes.Node]:
    """The same with scopes in the place of blocks and includes, and what imported templates define in the place of imports."""
    blocks = Counter(block.name for block in _all(body, nodes.Block))
    if any(count > 1 for count in blocks.values()) or any(scope.find(nodes.Block) for scope in _all(body, SCOPES)):
        raise NotFlat("a block in a loop, or twice")
    tree, laid = _Scopes(trees).visit(nodes.Template(body)), list[nodes.Node]()
    for place, node in enumerate(tree.body):
        laid += _imported(trees, node, tree, tree.body[place + 1 :]) if isinstance(node, nodes.Import) else [node]
    return laid


def _imported(trees: Trees, node: nodes.Import, tree: nodes.Template, following: list[nodes.Node]) -> list[nodes.Node]:
    """What an imported template defines; the tree asks for it by its new names. What is set in the nodes that follow is not seen there."""
    found = [part for part in _extended(trees, _told(node.template)) if not isinstance(part, nodes.Output)]
    defined = [part.name if isinstance(part, nodes.Macro) else getattr(getattr(part, "target", None), "name", None) for part in found]
    if not node.with_context or None in defined or not all(isinstance(part, (nodes.Macro, nodes.Assign)) for part in found):
        raise NotFlat("an import of more than macros and values")
    names = {name: f"{node.target}__{name}" for name in defined if name}
    own = Renamed(names).visit(nodes.Template(found))
    WithMembers(node.target, names).visit(tree)
    if any(name.name == node.target for name in _all([tree, own], nodes.Name)):
        raise NotFlat(f"{node.target} as a value")
    if set(_free(own.body)) & set(_bound([part for part in following if not isinstance(part, (nodes.Scope, nodes.Macro, nodes.For))])):
        raise NotFlat("a name that is set after an import that asks for it")
    return list(own.body)


class _Scopes(NodeTransformer):
    """Puts scopes in the places of blocks and includes."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        """What the block holds."""
        return self.generic_visit(nodes.Scope(node.body))

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        """What the included template holds."""
        if node.ignore_missing or not node.with_context:
            raise NotFlat("an include that may be left out, or sees nothing")
        return self.generic_visit(nodes.Scope(_extended(self._trees, _told(node.template))))


def _all(body: Iterable[nodes.Node], kind: Any) -> Iterator[Any]:
    return nodes.Template(list(body)).find_all(kind)


def _without_unused(body: list[nodes.Node]) -> list[nodes.Node]:
    """The same without macros that nothing asks for."""
    macros = {node.name: node for node in body if isinstance(node, nodes.Macro)}
    waiting, reached = [node for node in body if not isinstance(node, nodes.Macro)], set[str]()
    while waiting:
        asked = {name.name for name in _all(waiting, nodes.Name)} & macros.keys() - reached
        reached |= asked
        waiting = [macros[name] for name in asked]
    return [node for node in body if not isinstance(node, nodes.Macro) or node.name in reached]


def _bound(body: list[nodes.Node]) -> Iterator[str]:
    """The names that are given a value somewhere, once for each time."""
    yield from (macro.name for macro in _all(body, nodes.Macro))
    yield from (name.name for name in _all(body, nodes.Name) if name.ctx != "load")


def _free(body: list[nodes.Node]) -> list[str]:
    """The names that a page has to be given."""
    return sorted({name.name for name in _all(body, nodes.Name)} - {*_bound(body), "loop"})


def _hold_to_what_is_known(body: list[nodes.Node]) -> None:
    """Raises NotFlat for a tree that holds what is not known, or in which a macro is more than called by its one name."""
    if any(_all(body, UNKNOWN)) or any(name.name in SPECIAL for name in _all(body, nodes.Name)):
        raise NotFlat("what only Jinja knows")
    bound, macros = Counter(_bound(body)), {macro.name: macro for macro in _all(body, nodes.Macro)}
    calls = [call for call in _all(body, nodes.Call) if isinstance(call.node, nodes.Name) and call.node.name in macros]
    for call in calls:
        arguments(call, macros[call.node.name])
    if any(bound[name] > 1 for name in macros) or len(calls) < sum(name.name in macros for name in _all(body, nodes.Name)):
        raise NotFlat("a macro as a value, or of two meanings")
