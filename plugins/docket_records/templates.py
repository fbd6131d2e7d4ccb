"""Templates: those of the theme, compiled for speed, and kept in the cache as they were compiled, since compiling takes as long as the rest of a small rebuild."""

from __future__ import annotations

from typing import Any

from jinja2 import BytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro, missing
from markupsafe import Markup, escape

try:
    from markupsafe import _escape_inner as escape_text
except ImportError:  # it is no part of MarkupSafe's documented interface
    escape_text = escape

from docket.cache import Cache

STATE = "templates"


def shown(value: Any) -> str:
    """A value as it is written into a page: text escaped, markup as it is. The same text as markupsafe.escape gives, but not made into Markup, which takes as long again
    and which nobody asks for where the text only goes into the page."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    return value if kind is Markup else escape(value)


def called(context: Context, what: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any) -> Any:
    """What Context.call gives. A macro that asks for nothing but its own arguments is called directly: to find out how took a twentieth of the whole site's time."""
    if type(what) is Macro and not (what.caller or what.catch_kwargs or what.catch_varargs):
        left = what.arguments[len(args) :]
        if len(args) <= len(what.arguments) and (not kwargs or kwargs.keys() <= set(left)):
            text = what._func(*args, *[kwargs.get(name, missing) for name in left])
            return str.__new__(Markup, text) if context.eval_ctx.autoescape else text
    return context.call(what, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **kwargs)


class LeanCode(CodeGenerator):
    """Jinja's compiler, but for what {{ … }} writes where everything is escaped, for calls, and for a.b where `a` has the attribute."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Writes getattr itself; where there is no such attribute, what Jinja does then."""
        self.write("(_found if (_found := getattr((_of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(_of, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Writes a call of ours in place of Context.call."""
        self.write("environment.called(context, ")
        self.visit(node.node, frame)
        extra = {"caller": forward_caller, "_loop_vars": frame.loop_frame, "_block_vars": frame.block_frame}
        self.signature(node, frame, {name: name for name, given in extra.items() if given})
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Compiled(BytecodeCache):
    """Jinja's bytecode cache in one state of ours, which is checked for damage. A template whose source changed is compiled anew."""

    def __init__(self, cache: Cache | None, key: bytes) -> None:
        self.cache, self.key = cache, key
        self.known: dict[str, bytes] = (cache.load(STATE, key) if cache else None) or {}
        self.changed = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code, where that is known."""
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes the code of a bucket that was compiled just now."""
        self.known[bucket.key] = bucket.bytecode_to_string()
        self.changed = True

    def save(self) -> None:
        """Keeps what was compiled for the next run."""
        if self.cache and self.changed:
            self.cache.save(STATE, self.key, self.known)


def compile_all(environment: Any, cache: Cache | None, key: bytes) -> Any:
    """The Jinja environment with all its templates compiled, so that no worker has to; `key` stands for all that they and Jinja are."""
    environment.code_generator_class, environment.shown, environment.called = LeanCode, shown, called
    environment.bytecode_cache = kept = Compiled(cache, key)
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    environment.auto_reload = False  # looking for each page whether its template has changed takes longer than to draw a small one
    kept.save()
    return environment
