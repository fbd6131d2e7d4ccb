"""Trees: what Jinja parses templates into, copied, and with some of their nodes in the places of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer


class Trees:
    """The trees of an environment's templates, each parsed once."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self._parsed: dict[str, nodes.Template] = {}

    def whole(self, name: str) -> nodes.Template:
        """The tree of a template, which nobody may change. Raises what Jinja raises where there is none, or where it is wrong."""
        if name not in self._parsed:
            assert self.environment.loader is not None
            source, file, _ = self.environment.loader.get_source(self.environment, name)
            self._parsed[name] = self.environment.parse(source, name, file)
        return self._parsed[name]

    def body(self, name: str) -> list[nodes.Node]:
        """A copy of what a template holds."""
        copy: list[nodes.Node] = _copy(self.whole(name).body)
        return copy


def _copy(value: Any) -> Any:
    if isinstance(value, list):
        return [_copy(item) for item in value]
    if not isinstance(value, nodes.Node):
        return value
    copy = object.__new__(type(value))
    copy.__dict__.update({name: _copy(part) for name, part in vars(value).items()})
    return copy


def all_nodes(body: Iterable[nodes.Node]) -> list[nodes.Node]:
    """These nodes and all below them, in no order. Jinja's own find_all takes several times as long."""
    waiting, found = list(body), list[nodes.Node]()
    while waiting:
        node = waiting.pop()
        found.append(node)
        for part in vars(node).values():
            if isinstance(part, nodes.Node):
                waiting.append(part)
            elif isinstance(part, list):
                waiting += [item for item in part if isinstance(item, nodes.Node)]
    return found


class WithBlocks(NodeTransformer):
    """Puts blocks in the places of those they replace."""

    def __init__(self, blocks: Mapping[str, nodes.Block]) -> None:
        self._blocks = blocks

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        """The block that replaces it, where there is one."""
        return self._blocks.get(node.name) or self.generic_visit(node)


class Renamed(NodeTransformer):
    """Gives what a template defines its new names, wherever the template itself asks for it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        """The name as it is now."""
        node.name = self._names.get(node.name, node.name)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """The macro under its new name; its parameters hide what is called like them."""
        node.name = self._names.get(node.name, node.name)
        hidden = {parameter.name for parameter in node.args}
        inside = Renamed({name: new for name, new in self._names.items() if name not in hidden})
        node.body, node.defaults = ([inside.visit(part) for part in parts] for parts in (node.body, node.defaults))
        return node


class WithMembers(NodeTransformer):
    """Puts the new names in the places of `m.name`."""

    def __init__(self, target: str, names: Mapping[str, str]) -> None:
        self._target, self._names = target, names

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        """The new name of what the import defines."""
        if isinstance(node.node, nodes.Name) and node.node.name == self._target and node.attr in self._names:
            return nodes.Name(self._names[node.attr], "load", lineno=node.lineno)
        return self.generic_visit(node)
