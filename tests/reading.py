"""How these tests read what was written: files by path, JSON and CSV by real readers."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from docket.outputs.output import OutputFile


def by_path(files: Iterable[OutputFile]) -> dict[str, OutputFile]:
    """The files by path; two files at one path would hide each other, so that fails."""
    listed = list(files)
    found = {file.path: file for file in listed}
    assert len(found) == len(listed), "two files at one path"
    return found


def read_json(file: OutputFile) -> Any:
    """The value of a JSON file."""
    return json.loads(file.content.decode())


def read_csv(file: OutputFile) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(file.content.decode(), newline=""), strict=True))
