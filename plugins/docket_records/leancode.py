"""Lean code: what Jinja compiles a flat template to, without its detours. What is written is the same."""

from __future__ import annotations

from keyword import iskeyword
from types import BuiltinMethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

try:
    from markupsafe import _escape_inner as escape_text
except ImportError:  # it is no part of MarkupSafe's documented interface
    escape_text = escape

from docket_records.flattening import arguments


def shown(value: Any) -> str:
    """A value as it is written into a page: text escaped, markup as it is. The same text as markupsafe.escape gives, but not made into Markup, which takes as long again
    and which nobody asks for where the text only goes into the page."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind is int or kind is float:
        return str(value)
    return value if kind is Markup else escape(value)


def called(context: Context, what: Any, /, *args: Any, **kwargs: Any) -> Any:
    """What Context.call gives; a method of Python's own types is called directly."""
    return what(*args) if type(what) is BuiltinMethodType and not kwargs else context.call(what, *args, **kwargs)


class LeanCode(CodeGenerator):
    """Jinja's compiler for flat templates: macros are plain functions that give text, a.b is nothing but an attribute, and what {{ … }} writes is escaped without being made
    into an object of its own. Where that is not what Jinja does (a.b for a key of a mapping, say) the code raises an exception."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Notes the macros, then writes the code."""
        self.macros: dict[str, nodes.Macro] = {macro.name: macro for macro in node.find_all(nodes.Macro)}
        self._bare: nodes.Expr | None = None
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Names what the code asks for most."""
        super().write_commons()
        self.writeline("shown, escaped, called = environment.shown, environment.escaped, environment.called")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        """Writes a macro as a function."""
        self.macro_body(node, frame)
        self.writeline(f"{frame.symbols.ref(node.name)} = macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Writes an attribute as Python has it."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Writes the call of a macro as that of a function, whose text is markup; other calls go through ours."""
        if not self._is_macro(node):
            self.write("called(context, ")
            self.visit(node.node, frame)
            self.signature(node, frame)
            self.write(")")
        elif node is self._bare:
            self._write_macro(node, frame)
        else:
            self.write("Markup(")
            self._write_macro(node, frame)
            self.write(")")

    def _write_macro(self, node: nodes.Call, frame: Frame) -> None:
        assert isinstance(node.node, nodes.Name)
        self.write(f"{frame.symbols.ref(node.node.name)}(")
        for given in arguments(node, self.macros[node.node.name]):
            if given is None:
                self.write("missing")
            else:
                self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def _is_macro(self, node: nodes.Node) -> bool:
        return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in self.macros

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self._bare = node if self._is_macro(node) else None
        self.write("" if self._bare else "(escaped(_it) if type(_it := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("" if self._is_macro(node) else ") is str else shown(_it))")
