"""Hostile files: small files that try to make a check slow, large, blind or talkative, by name.

Each bomb writes one thing into a project's data folder, and names the codes of problems that a check
may find for it. `check` runs one check in a process of its own with limits of time and memory.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
from collections.abc import Callable, Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from builders import SCHEMAS, directive, provision, source, step, wording
from docket.collection import read_collection
from docket.report import as_annotations, as_json, as_text

SECONDS, BYTES = 6, 600_000_000
"""The limits of a check of one file: the promise is a second and 200 MB; a slow machine has more."""
WAIT = 300
"""After how many seconds a check that waits for ever (for a pipe, say) is ended."""
LARGEST = 200_000
"""How many bytes a record may have."""


class Bomb(NamedTuple):
    """A name, what writes it into a data folder, and the codes of the problems it may have."""

    name: str
    write: Callable[[Path], None]
    codes: frozenset[str]


class Checked(NamedTuple):
    """The codes that a check found for a bomb's own file, how many problems, and the reports."""

    codes: frozenset[str]
    problems: int
    reports: tuple[str, ...]


def text(name: str, content: str | bytes, *codes: str) -> Bomb:
    """Return a bomb whose file holds a text."""
    data = content.encode() if isinstance(content, str) else content
    return Bomb(name, lambda folder: (folder / "topics" / "bomb.yaml").write_bytes(data) and None, frozenset(codes))


def record(name: str, data: Any, *codes: str) -> Bomb:
    """Return a bomb whose file holds a directive."""
    content = json.dumps({**data, "id": "bomb"}, ensure_ascii=False)
    return Bomb(name, lambda folder: (folder / "directives" / "bomb.yaml").write_text(content) and None, frozenset(codes))


def placed(name: str, write: Callable[[Path], Any], *codes: str) -> Bomb:
    """Return a bomb that is made by a call with the data folder."""
    return Bomb(name, write, frozenset(codes))


def check(project: Path, seconds: int = SECONDS, memory: int = BYTES) -> Checked:
    """Return what a check of a project finds, worked out in a forked process that may take so many
    seconds of processor time and so many bytes more than this one. Raise AssertionError where it
    dies."""
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_limited, args=(project, seconds, memory, sending))
    process.start()
    sending.close()
    try:
        found = receiving.recv()
    except EOFError:
        found = None
    process.join()
    assert found is not None, f"the check died: exit code {process.exitcode}"
    return Checked(*found)


def _limited(project: Path, seconds: int, memory: int, sending: Any) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    signal.alarm(WAIT)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    problems = read_collection(project / "data", SCHEMAS, project, None, None).problems
    reports = as_text(problems, project), as_json(problems), as_annotations(problems)
    sending.send((frozenset(problem.code for problem in problems), len(problems), reports))


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
    placed("link to /dev/zero", lambda data: (data / "topics" / "bomb.yaml").symlink_to("/dev/zero"), "load/symlink"),
    placed("link to /dev/stdin", lambda data: (data / "topics" / "bomb.yaml").symlink_to("/dev/stdin"), "load/symlink"),
    placed("link to /etc/passwd", lambda data: (data / "topics" / "bomb.yaml").symlink_to("/etc/passwd"), "load/symlink"),
    placed("link to itself", lambda data: (data / "topics" / "bomb.yaml").symlink_to("bomb.yaml"), "load/symlink"),
    placed("link to nothing", lambda data: (data / "topics" / "bomb.yaml").symlink_to("nothing"), "load/symlink"),
    placed("link to a folder", lambda data: (data / "topics" / "bomb").symlink_to("/etc"), "load/symlink"),
    placed("link to the folder above", lambda data: (data / "topics" / "bomb").symlink_to(".."), "load/symlink"),
    placed("10 GB", lambda data: _sparse(data / "topics" / "bomb.yaml", 10 * 2**30), "yaml/too-large"),
    placed("folder with a file's name", lambda data: (data / "topics" / "bomb.yaml").mkdir(), "load/stray-file"),
    placed("a thousand empty files", _empty_files, "yaml/empty"),
    placed("name with a line break", lambda data: _in_bytes(data, b"a\nb.yaml"), "schema/required", "id/file-name"),
    placed("name with an escape", lambda data: _in_bytes(data, b"a\x1b[31m.yaml"), "schema/required", "id/file-name"),
    placed("name that is not UTF-8", lambda data: _in_bytes(data, b"\xff\xfe.yaml"), "schema/required", "id/file-name"),
    placed("name with a turn of direction", lambda data: _in_bytes(data, "a\u202e.yaml".encode()), "schema/required", "id/file-name"),
)
YAML: Sequence[Bomb] = (
    text("aliases", "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)), "yaml/anchor", "yaml/alias"),
    *(text(f"{opening!r} nested", f"a:\n  {opening * (MANY // len(opening))}", "yaml/too-deep", "yaml/syntax", "yaml/key") for opening in ("[", "{a: ", "- ", "? ", "a:\n ")),
    text("one key again and again", _lines("a: b\n", MANY // 5), "yaml/duplicate-key"),
    text("open quote", HEAD + 'summary: "' + "a" * MANY, "yaml/syntax"),
    text("50 MB", b"a" * 50_000_000, "yaml/too-large"),
    text("many short values", HEAD + "a: [" + "b," * (MANY // 2) + "]\n", "schema/unknown-property", "schema/required"),
    text("many groups", HEAD + "a:\n" + "- b: 1\n" * (MANY // 7), "schema/unknown-property", "schema/required"),
    text("many unknown keys", HEAD + "".join(f"k{n}: v\n" for n in range(MANY // 10)), "schema/unknown-property", "schema/required"),
    text("a long key", HEAD + "k" * 900 + ": v\n", "schema/unknown-property", "schema/required"),
    text("Python tags", HEAD + "summary: !!python/object/apply:os.system [touch /tmp/x]\n", "yaml/tag"),
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
    text("flow of colons", HEAD + "summary: " + "a:" * (MANY // 2), "schema/maxLength", "yaml/syntax"),
    text("comments", "#" * MANY, "yaml/empty"),
    text("lines of comments", "#\n" * (MANY // 2), "yaml/empty"),
    text("digits", HEAD + "summary: " + "9" * MANY, "schema/maxLength", "schema/type"),
)


def _groups(of: int) -> list[dict[str, int]]:
    return [{"a": number} for number in range(of)]


VALUES: Sequence[Bomb] = (
    record("topics that are groups", directive(topics=_groups(MANY // 14)), "schema/maxItems"),
    record("topics that are groups, few", directive(topics=_groups(20)), "schema/type"),
    record("open questions", directive(open_questions=["a"] * (MANY // 6)), "schema/maxItems"),
    record("sources", directive(sources=[source()] * (MANY // 170)), "schema/maxItems"),
    record("provisions that are texts", directive(provisions=["a"] * (MANY // 6)), "schema/maxItems"),
    record("citations of nothing", directive(provisions=[provision(sources=[f"s{n}-{m}" for m in range(30)]) for n in range(200)]), "sources/cited"),
    record("references to nothing", directive(relations=[{"type": "cites", "record": f"nothing-{n}"} for n in range(100)]), "refs/resolve"),
    record("text too long", directive(summary="a " * (MANY // 2)), "schema/maxLength"),
    record("a set of dates", directive(steps=[step("{" + ",".join(["2025"] * 30_000) + "}", "signed")]), "schema/maxLength"),
    record("an address", directive(sources=[source(url="https://" + "a." * (MANY // 4))]), "schema/maxLength"),
    record("a line of blanks", directive(title="a" + " " * (MANY // 2)), "schema/maxLength"),
    record("a line that ends in blanks", directive(title="a" + " " * 390), "schema/pattern"),
    record("a copy without a capital", directive(sources=[source(type="copy", of="a " * 199 + "a")]), "schema/pattern"),
    record("an id that nearly fits", directive(place="a-" * 39 + "A"), "refs/resolve"),
    record("an exception's rule", directive(exceptions=[{"rule": "a" * 80, "reason": "x"}]), "schema/pattern"),
    record("quotes that are left open", directive(notes="“" * 20_000), ""),
    record("the same word in small and capital letters", directive(notes="Raid " * 4_000), "wording/neutral"),
    record("blanks before a word", directive(notes=("." + " " * 99 + "Raid") * 190), "wording/neutral"),
    record("an e-mail address without an end", directive(notes="a." * 9_999 + "@"), ""),
    record("digits that are nearly a number", directive(notes="555-" * 5_000), "", "people/private"),
    record("addresses without a street", directive(notes="12 Main " * 2_500), "", "people/private"),
    record("tags without an end", directive(notes="<a " * 6_600), "", "text/plain"),
    record("nested quotes", directive(notes=">" * 20_000), "text/nesting"),
    record("nested quotes with blanks", directive(notes="> " * 9_999 + "x"), "text/nesting"),
    record("nested lists", directive(notes="- " * 9_999 + "x"), "text/nesting"),
    record("nested numbers", directive(notes="1. " * 6_000 + "x"), "text/nesting"),
    record("lines across", directive(notes="- " * 9_999 + "-"), ""),
    record("an issuer that is a list", directive(issuer=["a"] * (MANY // 6)), "schema/type"),
    *(record(f"an id that is {value!r}", {**directive(), "title": value}, "schema/type", "schema/required") for value in (True, 7, 1.5, [], {}, None)),
)


def _words(number: int) -> str:
    return json.dumps(wording("bomb", avoid=[f"word{n}" for n in range(number)]))


def _wording(name: str, content: str, *codes: str) -> Bomb:
    return placed(name, lambda folder: (folder / "wording" / "bomb.yaml").write_text(content), *codes)


WORDS: Sequence[Bomb] = (
    _wording("words to avoid", _words(14_000), "schema/maxItems"),
    _wording("words to avoid, as many as there may be", _words(100), ""),
)
BOMBS: Iterable[Bomb] = (*PLACES, *YAML, *VALUES, *WORDS)
