"""Host code: what Jinja compiles for the host's own pages, kept from one build to the next."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from docket.cache import Cache

STATE = "host templates"


class KeptCode(BytecodeCache):
    """Keeps what Jinja compiles for the host's own pages in a state of the cache, under a key that
    stands for all code and settings (Jinja works out filters of constants when it compiles). Jinja
    itself compares the template's source."""

    def __init__(self, cache: Cache, key: bytes) -> None:
        self._cache, self._key, self._changed = cache, key, False
        self._codes: dict[str, bytes] = {**(cache.load(STATE, self._key) or {})}

    def __repr__(self) -> str:
        """The same in every run: what is made is kept under a key of all settings, of which this is one."""
        return type(self).__name__

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code, where that is known."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes the code of a bucket that was compiled just now."""
        self._codes[bucket.key], self._changed = bucket.bytecode_to_string(), True

    def save(self) -> None:
        """Keeps what was compiled for the next run."""
        if self._changed:
            self._cache.save(STATE, self._key, self._codes)
