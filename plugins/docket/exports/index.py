"""Write the index of all data files, with the size and SHA-256 of each."""

from __future__ import annotations

from collections.abc import Iterable

from docket.build.output import OutputFile, Written
from docket.exports.envelope import envelope
from docket.exports.jsontext import MEDIA_TYPE, collection, compact
from docket.model import urls
from docket.model.settings import Settings
from docket.views.site import Site

PATH = urls.api_file("index.json")


def index(files: Iterable[OutputFile | Written], site: Site, settings: Settings) -> OutputFile:
    """Return api/v1/index.json, which lists these files ordered by path, itself left out."""
    listed = sorted((file for file in files if file.path != PATH), key=lambda file: file.path)
    head = envelope("Every data file", len(listed), site, settings)
    content = collection(head, "files", (compact(_entry(file, settings)) for file in listed))
    return OutputFile(
        PATH,
        MEDIA_TYPE,
        content,
        "Every data file with size and SHA-256",
        settings.data_licence_name,
    )


def _entry(file: OutputFile | Written, settings: Settings) -> dict[str, str | int]:
    return {
        "path": file.path,
        "url": urls.absolute(settings.site_url, file.path),
        "bytes": file.size,
        "sha256": file.sha256,
        "media_type": file.media_type,
        "title": file.title,
        "licence": file.licence,
    }
