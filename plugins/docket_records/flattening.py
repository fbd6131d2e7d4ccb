"""Flattening: a template with all it extends, includes and imports as one tree, so that nothing is looked up and put together anew for every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from docket_records.trees import Renamed, Trees, WithBlocks, WithMembers, all_nodes

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
    found = all_nodes(body)
    _hold_to_what_is_known(found)
    asked = [nodes.ExprStmt(nodes.Name(free, "load")) for free in _free(found)]  # named here they are looked up once a page, not in every macro and loop
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
    found = all_nodes(body)
    blocks = [node.name for node in found if isinstance(node, nodes.Block)]
    inside = all_nodes([node for node in found if isinstance(node, SCOPES)])
    if len(set(blocks)) < len(blocks) or any(isinstance(node, nodes.Block) for node in inside):
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
    inside = all_nodes(own.body)
    if any(isinstance(part, nodes.Name) and part.name == node.target for part in (*all_nodes(tree.body), *inside)):
        raise NotFlat(f"{node.target} as a value")
    later = all_nodes([part for part in following if not isinstance(part, (nodes.Scope, nodes.Macro, nodes.For))])
    if set(_free(inside)) & set(_bound(later)):
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


def _without_unused(body: list[nodes.Node]) -> list[nodes.Node]:
    """The same without macros that nothing asks for."""
    macros = {node.name: node for node in body if isinstance(node, nodes.Macro)}
    waiting, reached = [node for node in body if not isinstance(node, nodes.Macro)], set[str]()
    while waiting:
        asked = {node.name for node in all_nodes(waiting) if isinstance(node, nodes.Name)} & macros.keys() - reached
        reached |= asked
        waiting = [macros[name] for name in asked]
    return [node for node in body if not isinstance(node, nodes.Macro) or node.name in reached]


def _bound(found: Iterable[nodes.Node]) -> list[str]:
    """The names that are given a value among these nodes, once for each time."""
    return [node.name for node in found if isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load")]


def _free(found: Iterable[nodes.Node]) -> list[str]:
    """The names that these nodes have to be given."""
    found = list(found)
    return sorted({node.name for node in found if isinstance(node, nodes.Name)} - {*_bound(found), "loop"})


def _hold_to_what_is_known(found: list[nodes.Node]) -> None:
    """Raises NotFlat for nodes of which one is not known, or among which a macro is more than called by its one name."""
    names = [node.name for node in found if isinstance(node, nodes.Name)]
    if any(isinstance(node, UNKNOWN) for node in found) or not SPECIAL.isdisjoint(names):
        raise NotFlat("what only Jinja knows")
    bound, macros = Counter(_bound(found)), {node.name: node for node in found if isinstance(node, nodes.Macro)}
    calls = [node for node in found if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in macros]
    for call in calls:
        arguments(call, macros[call.node.name])
    if any(bound[name] > 1 for name in macros) or len(calls) < sum(name in macros for name in names):
        raise NotFlat("a macro as a value, or of two meanings")
