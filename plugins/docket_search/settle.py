"""Sort the values of Pagefind's filters, which it writes in a different order each time. The same
pages then give the same bytes.

A filter is a gzip file of CBOR (RFC 8949) behind a signature, named after its hash; the file
`pf_meta` names all filters and is itself named in `pagefind-entry.json`.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from hashlib import sha1
from pathlib import PurePosixPath
from typing import Any

from cbor2 import dumps, loads

SIGNATURE = b"pagefind_dcd"
FILTER, META, ENTRY = ".pf_filter", ".pf_meta", "pagefind-entry.json"
FILTERS = 3
"""The position of the filters in the file `pf_meta`: pairs of a filter and the name of its file."""
DIGITS = 10


def settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index, by path, with the values of every filter sorted. Files that
    change are named after their new hash."""
    renamed: dict[str, str] = {}
    done: dict[str, bytes] = {}
    for path, content in files.items():
        if path.endswith(FILTER):
            name, values = _read(content)
            ordered = sorted([value, sorted(pages)] for value, pages in values)
            _add(path, [name, ordered], done, renamed)
    for path, content in files.items():
        if path.endswith(META):
            whole = list(_read(content))
            whole[FILTERS] = sorted([name, renamed[file]] for name, file in whole[FILTERS])
            _add(path, whole, done, renamed)
    for path, content in files.items():
        if path == ENTRY:
            for old, new in renamed.items():
                content = content.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
            done[path] = content
        elif not path.endswith((FILTER, META)):
            done[path] = content
    return done


def _read(content: bytes) -> Any:
    """Return the decoded value in a file of the index."""
    return loads(gzip.decompress(content).removeprefix(SIGNATURE))


def _add(path: str, value: Any, done: dict[str, bytes], renamed: dict[str, str]) -> None:
    """Encode a value and add it to `done` in place of the file at `path`, under a name made of its
    hash. Add the old and the new name to `renamed`."""
    packed = dumps(value)
    file = PurePosixPath(path)
    before = file.stem.removeprefix("pagefind.")
    now = f"{before.partition('_')[0]}_{sha1(packed).hexdigest()[:DIGITS]}"
    renamed[before] = now
    name = file.name.replace(before, now)
    done[file.with_name(name).as_posix()] = gzip.compress(SIGNATURE + packed, 9, mtime=0)
