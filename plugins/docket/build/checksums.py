"""Write SHA256SUMS: the SHA-256 of every file of the site, so that a copy can be checked."""

from __future__ import annotations

from collections.abc import Mapping

from docket.build.output import OutputFile
from docket.model.settings import Settings

PATH = "SHA256SUMS"


def checksums(digests: Mapping[str, str], settings: Settings) -> OutputFile:
    """Return SHA256SUMS in the form that `sha256sum -c` of GNU coreutils reads.

    `digests` gives the SHA-256 (64 hex digits) of every path of the output; SHA256SUMS is left out.
    """
    content = "".join(
        f"{digests[path]}  {path}\n" for path in sorted(digests) if path != PATH
    ).encode()
    return OutputFile(
        PATH, "text/plain", content, "SHA-256 of every file of the site", settings.data_licence_name
    )


def paths_in(content: bytes) -> set[str]:
    """Return the paths that a SHA256SUMS names; lines of another form are left out."""
    lines = content.decode("utf-8", "replace").split("\n")
    return {path for line in lines for _, found, path in [line.partition("  ")] if found}
