"""Hostile files: small files that try to make a check slow, large, blind or talkative, by name.

Each bomb writes one thing into a project's data folder, and names the codes of problems that a
check may find for it.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

LARGEST = 200_000
"""How many bytes a record may have."""


class Bomb(NamedTuple):
    """A name, what writes it into a data folder, and the codes of the problems it may have."""

    name: str
    write: Callable[[Path], None]
    codes: frozenset[str]


def text(name: str, content: str | bytes, *codes: str) -> Bomb:
    """Return a bomb whose file holds a text."""
    data = content.encode() if isinstance(content, str) else content
    return Bomb(
        name,
        lambda folder: (folder / "topics" / "bomb.yaml").write_bytes(data) and None,
        frozenset(codes),
    )


def record(name: str, data: Any, *codes: str) -> Bomb:
    """Return a bomb whose file holds a directive."""
    content = json.dumps({**data, "id": "bomb"}, ensure_ascii=False)
    return Bomb(
        name,
        lambda folder: (folder / "directives" / "bomb.yaml").write_text(content) and None,
        frozenset(codes),
    )


def placed(name: str, write: Callable[[Path], Any], *codes: str) -> Bomb:
    """Return a bomb that is made by a call with the data folder."""
    return Bomb(name, write, frozenset(codes))


def _lines(one: str, times: int) -> str:
    return one * times


def _socket(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder / "topics")  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("bomb.yaml")
    os.chdir(here)


def _sparse(file: Path, size: int) -> None:
    with file.open("wb") as opened:
        opened.truncate(size)


def _empty_files(folder: Path) -> None:
    for number in range(1_000):
        (folder / "topics" / f"{number}.yaml").touch()


def _in_bytes(folder: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(folder / "topics") + b"/" + name)).write_text("id: bomb\n")


HEAD = "id: bomb\ntitle: Bomb\n"
MANY = LARGEST - 1_000
PLACES: Sequence[Bomb] = (
    placed("pipe", lambda data: os.mkfifo(data / "topics" / "bomb.yaml"), "load/stray-file"),
    placed("socket", _socket, "load/stray-file"),
    placed(
        "link to /dev/zero",
        lambda data: (data / "topics" / "bomb.yaml").symlink_to("/dev/zero"),
        "load/symlink",
    ),
    placed(
        "link to /dev/stdin",
        lambda data: (data / "topics" / "bomb.yaml").symlink_to("/dev/stdin"),
        "load/symlink",
    ),
    placed(
        "link to /etc/passwd",
        lambda data: (data / "topics" / "bomb.yaml").symlink_to("/etc/passwd"),
        "load/symlink",
    ),
    placed(
        "link to itself",
        lambda data: (data / "topics" / "bomb.yaml").symlink_to("bomb.yaml"),
        "load/symlink",
    ),
    placed(
        "link to nothing",
        lambda data: (data / "topics" / "bomb.yaml").symlink_to("nothing"),
        "load/symlink",
    ),
    placed(
        "link to a folder",
        lambda data: (data / "topics" / "bomb").symlink_to("/etc"),
        "load/symlink",
    ),
    placed(
        "link to the folder above",
        lambda data: (data / "topics" / "bomb").symlink_to(".."),
        "load/symlink",
    ),
    placed(
        "10 GB", lambda data: _sparse(data / "topics" / "bomb.yaml", 10 * 2**30), "yaml/too-large"
    ),
    placed(
        "folder with a file's name",
        lambda data: (data / "topics" / "bomb.yaml").mkdir(),
        "load/stray-file",
    ),
    placed("a thousand empty files", _empty_files, "yaml/empty"),
    placed(
        "name with a line break",
        lambda data: _in_bytes(data, b"a\nb.yaml"),
        "schema/required",
        "id/file-name",
    ),
    placed(
        "name with an escape",
        lambda data: _in_bytes(data, b"a\x1b[31m.yaml"),
        "schema/required",
        "id/file-name",
    ),
    placed(
        "name that is not UTF-8",
        lambda data: _in_bytes(data, b"\xff\xfe.yaml"),
        "schema/required",
        "id/file-name",
    ),
    placed(
        "name with a turn of direction",
        lambda data: _in_bytes(data, "a\u202e.yaml".encode()),
        "schema/required",
        "id/file-name",
    ),
)
YAML: Sequence[Bomb] = (
    text(
        "aliases",
        "a: &a [x]\n"
        + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
        ),
        "yaml/anchor",
        "yaml/alias",
    ),
    *(
        text(
            f"{opening!r} nested",
            f"a:\n  {opening * (MANY // len(opening))}",
            "yaml/too-deep",
            "yaml/syntax",
            "yaml/key",
        )
        for opening in ("[", "{a: ", "- ", "? ", "a:\n ")
    ),
    text("one key again and again", _lines("a: b\n", MANY // 5), "yaml/duplicate-key"),
    text("open quote", HEAD + 'summary: "' + "a" * MANY, "yaml/syntax"),
    text("50 MB", b"a" * 50_000_000, "yaml/too-large"),
    text(
        "many short values",
        HEAD + "a: [" + "b," * (MANY // 2) + "]\n",
        "schema/unknown-property",
        "schema/required",
    ),
    text(
        "many groups",
        HEAD + "a:\n" + "- b: 1\n" * (MANY // 7),
        "schema/unknown-property",
        "schema/required",
    ),
    text(
        "many unknown keys",
        HEAD + "".join(f"k{n}: v\n" for n in range(MANY // 10)),
        "schema/unknown-property",
        "schema/required",
    ),
    text("a long key", HEAD + "k" * 900 + ": v\n", "schema/unknown-property", "schema/required"),
    text(
        "Python tags",
        HEAD + "summary: !!python/object/apply:os.system [touch /tmp/x]\n",
        "yaml/tag",
    ),
    text("two documents", HEAD + "---\n" + HEAD, "yaml/documents"),
    text("nothing", b"", "yaml/empty"),
    text("a document without anything", b"---\n", "yaml/empty"),
    text("NUL", b"\0" * MANY, "yaml/control-character"),
    text("tabs", b"\t" * MANY, "yaml/tab", "yaml/empty"),
    text("carriage returns", b"\r" * MANY, "yaml/control-character"),
    text("invisible characters", "\u200b\u2028\ufeff" * (MANY // 9), "yaml/control-character"),
    text("UTF-16", (HEAD * 100).encode("utf-16"), "yaml/encoding"),
    text("Latin-1", HEAD.encode() + b"summary: \xe9\n", "yaml/encoding"),
    text("overlong UTF-8", HEAD.encode() + b"summary: \xc0\x80\n", "yaml/encoding"),
    text("CESU-8", HEAD.encode() + b"summary: \xed\xa0\x80\xed\xb0\x80\n", "yaml/encoding"),
    text(
        "flow of colons", HEAD + "summary: " + "a:" * (MANY // 2), "schema/maxLength", "yaml/syntax"
    ),
    text("comments", "#" * MANY, "yaml/empty"),
    text("lines of comments", "#\n" * (MANY // 2), "yaml/empty"),
    text("digits", HEAD + "summary: " + "9" * MANY, "schema/maxLength", "schema/type"),
)
