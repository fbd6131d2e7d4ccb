"""A build: an edition, what the plugins have offered to make of it, and how it gets into the output."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from docket.cache import Cache
from docket.edition import Edition
from docket.manifest import Manifest, newest_change, read_manifest
from docket.outputs.output import OutputFile
from docket.pages import Page, file_of
from docket.pages.keys import Remembered
from docket.plan import Outcome, Plan, fresh_plan
from docket.release import clear, empty_staging, lay_in, replace_file, swap
from docket.rendering import Chosen, Templates, render
from docket.shelf import Damaged, Shelf, Slot
from docket.targets import Late, Target, whole
from docket.views.cardfile import tidied
from docket.views.keys import own_part
from docket.views.site import NOTHING, Before

HTML = "text/html"
STATE, FRAGMENTS, BRIEFS = "site", "fragments", "briefs"
FIRST, BY_RECORD = 5, ("pages", "data records")
"""Of up to how many edited records the pages are shown first, and the targets whose items are records."""
HOST = "host"
"""The target of the files that the host (Pelican) writes itself."""


@dataclass
class Memory:
    """What is known of the last build of the same output: its cards and keys, parts of other keys, and its manifest."""

    before: Before = NOTHING
    remembered: Remembered = field(default_factory=Remembered)
    manifest: Manifest = field(default_factory=Manifest)


def recall(cache: Cache | None, key: bytes, final: Path | None, workers: int = 1) -> Memory:
    """What the cache knows of the last build under this key, held against the output; nothing where there is none."""
    state = cache.load(STATE, key) if cache and final else None
    if state is None or final is None:
        return Memory()
    before, remembered, manifest, newest = state
    return Memory(before, Remembered(remembered), read_manifest(manifest, final, newest, workers))


def shelf_of(name: str, cache: Cache | None, final: Path | None) -> Shelf | None:
    """The packs of this name in the cache; None where there is none, or where nothing is remembered of a build, so that nobody would ever take old packs away."""
    return cache.shelf(name) if cache and final else None


@dataclass
class Build:
    """An edition on its way to the output: `final` is the folder of the site, None where files go straight into `folder`. The plugins offer targets; `carry_out`
    makes what is new of them and puts it in its place."""

    edition: Edition
    memory: Memory
    cache: Cache | None
    key: bytes
    workers: int
    templates: Callable[[], Templates]
    final: Path | None
    folder: Path
    targets: list[Target] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    eager: bool = False
    """Whether the pages and files of records that were edited are shown before the rest is made. For who edits and looks, not for publishing."""

    def offer(self, *targets: Target) -> None:
        """Takes targets to be made."""
        self.targets += targets

    def offer_late(self, *late: Late) -> None:
        """Takes targets to be made of finished ones, in this order."""
        self.late += late

    def offer_pages(self, name: str, gate: bytes, pages: Callable[[], Iterable[Page]], shares: str = "") -> None:
        """Takes pages that are made in one go."""
        self.offer(whole(name, gate, lambda: map(self.drawn, pages()), shares))

    def drawn(self, page: Page) -> OutputFile:
        """A page as a file. Raises DocketError where it cannot be drawn."""
        return OutputFile(file_of(page), HTML, render(page, self._templates, self.edition.frame), page.title, self.edition.settings.data_licence_name, page.listed)

    @cached_property
    def _templates(self) -> Chosen:
        return Chosen(self.templates())

    def carry_out(self, host: Iterable[OutputFile], tell: Callable[[int, int], None]) -> Outcome:
        """Makes everything that is new and puts it into the output; `host` are the files that the host wrote. Until all is made the output stays as it is."""
        if self.eager and self.final is not None:
            self._show_first(self.final)
        self.edition.site.keys.begin()
        self.memory.remembered.begin(self.edition.site, self.workers)
        host = list(host)
        gate = b"".join(file.path.encode() + file.hashed for file in host)
        self.offer(whole(HOST, gate, lambda: host))
        with TemporaryDirectory() as folder:
            shelf = shelf_of(FRAGMENTS, self.cache, self.final) or Shelf(Path(folder), FRAGMENTS)
            plan = Plan(self.targets, self.late, self.memory.manifest, self.folder, shelf, lambda: self._templates)
            try:
                outcome = plan.carry_out(self.workers, tell)
            except Damaged:  # a fragment of the last build is not what it was: everything is made anew
                empty_staging(self.folder)
                outcome = fresh_plan(plan).carry_out(self.workers, tell)
        if self.final is not None:
            self._release(self.final, outcome)
            clear(self.final)
        return outcome

    def _show_first(self, final: Path) -> None:
        """Puts the pages and files of the few records that were edited since the last build into the output, each whole, before anything else is looked at."""
        known = self.memory.before[1]
        library, keys = self.edition.site.library if known else (), known[1] if known else {}
        same = (keys.get(record.id, b"").startswith(own_part(record)) for record in library)
        edited = [record.id for record, is_same in zip(library, same, strict=True) if not is_same]
        for target in self.targets if len(edited) <= FIRST else ():
            if target.name in BY_RECORD:
                for file in (file for name in edited for file in target.make(name)):
                    replace_file(final, file)

    def _release(self, final: Path, outcome: Outcome) -> None:
        """Puts what was made in the place of what was there, and remembers it."""
        files, before = outcome.manifest.files(), self.memory.manifest.files()
        if len(outcome.fresh) == len(files):
            swap(final)
        elif outcome.fresh or before.keys() != files.keys():
            lay_in(final, outcome.fresh, before.keys() - files.keys())
        if self.cache and (outcome.fresh or before.keys() != files.keys() or self.edition.site.filed[0] != self.memory.before[0][0]):
            self._remember(outcome)

    def _remember(self, outcome: Outcome) -> None:
        assert self.cache is not None
        manifest, filed = outcome.manifest, self.edition.site.filed
        fragments, briefs = self.cache.shelf(FRAGMENTS), self.cache.shelf(BRIEFS)
        try:
            manifest, slots = _tidied_manifest(manifest, fragments)
            filed, brief_slots = tidied(filed, briefs)
        except Damaged:  # what nobody asked for in this build is not what it was; the next one makes everything anew
            self.cache.forget(STATE)
            return
        newest = newest_change(manifest.files(), self.final) if self.final else 0
        before, remembered = (filed, self.edition.site.keys.kept()), dict(self.memory.remembered)
        self.cache.save(STATE, self.key, (before, remembered, manifest.plain(), newest))
        fragments.keep(slots)
        briefs.keep(brief_slots)


def _tidied_manifest(manifest: Manifest, shelf: Shelf) -> tuple[Manifest, list[Slot]]:
    slots = manifest.slots()
    moved = shelf.tidied(slots)
    return manifest if moved is slots else manifest.moved(dict(zip(slots, moved, strict=True))), moved


def asset(path: str, content: bytes, licence: str) -> OutputFile:
    """A file that pages use, its media type by its name."""
    return OutputFile(path, mimetypes.guess_type(path)[0] or "application/octet-stream", content, path.rsplit("/", 1)[-1], licence)
