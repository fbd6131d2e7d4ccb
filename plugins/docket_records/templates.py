"""Templates: those of the theme, compiled, and kept in the cache as they were compiled, since compiling takes as long as the rest of a small rebuild."""

from __future__ import annotations

from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from docket.cache import Cache

STATE = "templates"


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
    environment.bytecode_cache = kept = Compiled(cache, key)
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    environment.auto_reload = False  # looking for each page whether its template has changed takes longer than to draw a small one
    kept.save()
    return environment
