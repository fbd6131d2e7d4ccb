"""A build: a collection read and checked, its views, what the plugins offer to make of them, and
how it gets into the output."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from docket.build.destination import remove_working_folder
from docket.build.items import Items, intact_files, newest_change, plain_items, read_items
from docket.build.memory import Memory
from docket.build.output import OutputFile
from docket.build.prepare import prepare
from docket.build.publish import Stamp, publish, replace_file
from docket.build.run import ITEMS, Outcome, Run
from docket.build.steps import LastStep, Step, single
from docket.build.store import Store, by_value, fingerprint
from docket.lint.approvals import Approvals
from docket.lint.collection import read_collection
from docket.lint.load import KEPT, leaves_of
from docket.maps.drawings import Drawings
from docket.model import urls
from docket.model.appearance import icons
from docket.model.diagnostics import BadRecords
from docket.model.inputs import Query, read
from docket.model.record import Library
from docket.model.recorded import Ledger
from docket.model.settings import Settings
from docket.site import Page, file_of
from docket.site.render import Chosen, Templates, render
from docket.source.base_map import load_base_map
from docket.views.card import date_view
from docket.views.coverage import coverage_kind
from docket.views.site import FEW, Site, make_site

HTML = "text/html"
STATE, NEWEST, HOST, PROSE = "build", "newest change", "host", "prose"
FIRST = 5
"""Of up to how many edited records the pages are shown before the rest is made."""
OVERVIEWS = frozenset({"maps", "timelines", "in_force", "threads", "compare"})
"""The features that need most views at once; without them few are held in memory at a time."""


class Folders(NamedTuple):
    """Where a project keeps its parts: the project itself (problems name files relative to it),
    records, schemas and base map."""

    project: Path
    data: Path
    schema: Path
    base_map: Path


class Prose(NamedTuple):
    """A page of prose: its title and its path from the root of the site."""

    title: str
    url: str


class Plan(NamedTuple):
    """What a build is asked for beside the records: settings, features, the day against which
    records are checked, when records were written down, how many workers, and where outputs go:
    `final` is the folder of the site, None where files go straight into `folder`."""

    settings: Settings
    features: frozenset[str]
    today: date | None
    ledger: Ledger
    workers: int
    final: Path | None
    folder: Path


@dataclass
class Build:
    """A build under way. Plugins offer steps; `carry_out` makes what is stale and publishes it."""

    plan: Plan
    site: Site
    drawings: Drawings
    templates: Callable[[], Templates]
    store: Store
    memory: Memory
    key: bytes
    before: Items
    kept: frozenset[bytes]
    approvals: Approvals
    steps: list[Step] = field(default_factory=list)
    last: list[LastStep] = field(default_factory=list)
    prepared: list[Query[Any]] = field(default_factory=list)
    prose: tuple[Prose, ...] = ()
    eager: bool = False
    """Whether the pages of edited records are put into the output before the rest is made: for
    whoever edits and looks, not for publishing."""

    @property
    def settings(self) -> Settings:
        """Return the site's settings."""
        return self.plan.settings

    @property
    def frame(self) -> Mapping[str, Any]:
        """Return what every page shows beside its own view. `listed` are the kinds that have a
        list or an index."""
        read(PROSE, "")
        site, features = self.site, self.site.shown
        searched = coverage_kind(site.library) if "searches" in features else None
        listed = (kind for kind in site.kinds if not kind.coverage or "searches" in features)
        return {
            **self._constant,
            "features": features,
            "listed": tuple(listed),
            "coverage_url": urls.list_page(searched.plural) if searched else "",
            "prose": self.prose,
        }

    @cached_property
    def _constant(self) -> Mapping[str, Any]:
        """Return what is the same on every page of a build, whatever the records are."""
        return {
            "settings": self.settings,
            "kinds": self.site.kinds,
            "as_of": date_view(self.site.as_of.isoformat()),
            "shapes": icons(),
            "outlines": self.drawings.base.credit,
        }

    def tell_prose(self, pages: Iterable[Prose]) -> None:
        """Take the pages of prose that the site has, in the order they are listed in."""
        self.prose = tuple(pages)
        self.memory.leaf(PROSE, lambda _: by_value([tuple(page) for page in self.prose]))

    def offer(self, *steps: Step) -> None:
        """Take steps to be made."""
        self.steps += steps

    def offer_last(self, *steps: LastStep) -> None:
        """Take steps to be made of all other files, in this order."""
        self.last += steps

    def offer_pages(self, name: str, pages: Callable[[], Iterable[Page]], group: str = "") -> None:
        """Take pages that are made in one go."""
        self.offer(single(name, lambda: map(self.drawn, pages()), group))

    def prepare(self, *queries: Query[Any]) -> None:
        """Take queries whose values many steps need: what is not known of them is computed first,
        by all workers."""
        self.prepared += queries

    def drawn(self, page: Page) -> OutputFile:
        """Return a page as a file. Raises DocketError where it cannot be drawn."""
        content = render(page, self._templates, self.frame)
        licence = self.settings.data_licence_name
        return OutputFile(file_of(page), HTML, content, page.title, licence, page.listed)

    @cached_property
    def _templates(self) -> Chosen:
        return Chosen(self.templates())

    def carry_out(self, host: Iterable[OutputFile], tell: Callable[[int, int], None]) -> list[str]:
        """Make everything that is stale, publish it, and return the paths of files that were in the
        output though no build had made them.

        `host` are the files that the host wrote; `tell` is called with the progress. Until all is
        made the output stays as it is.
        """
        files, final = list(host), self.plan.final
        self.memory.leaf(HOST, lambda _: by_value([(file.path, file.hashed) for file in files]))
        self.offer(single(HOST, lambda: _read_host(files)))
        if self.eager and final is not None:
            self._show_first(final)
        prepare(self.prepared, self.memory, self.plan.workers)
        newest = self.store.load(NEWEST, self.key) or 0
        intact = intact_files(self.before, final, newest) if final else frozenset()
        run = Run(self.steps, self.last, self.memory, self.plan.folder, self.before, intact)
        outcome = run.make(self.plan.workers, tell)
        return [] if final is None else self._publish(final, outcome)

    def _show_first(self, final: Path) -> None:
        """Put the pages and files of the few records that were edited into the output."""
        edited = self.memory.changed_leaves("record") if self.before else []
        records = self.site.library.by_id
        names = [name for name in edited if name in records]
        for step in self.steps if len(names) <= FIRST else ():
            if step.by_record:
                for file in (file for name in names for file in step.make(name)):
                    replace_file(final, file)

    def _publish(self, final: Path, outcome: Outcome) -> list[str]:
        """Put the site in the place of the old one, remember it, and return what was removed that
        no build had made."""
        files = outcome.files
        stamps = {path: Stamp(file.size, file.changed) for path, file in files.items()}
        unknown = publish(final, stamps, outcome.written, whole=not self.eager)
        if outcome.written or self.memory.computed or outcome.items.keys() != self.before.keys():
            self._remember(outcome)
        remove_working_folder(final)  # which touches the files that both sites have
        self.store.save(NEWEST, self.key, newest_change(files, final))
        return unknown

    def _remember(self, outcome: Outcome) -> None:
        """Keep what was made, and of what, for the next build."""
        names = self.memory.numbered((ITEMS, step.name) for step in self.steps)
        items = (item for step in outcome.items.values() for item in step.values())
        traces, kept = self.memory.plain([names, *(item.inputs for item in items)])
        self.store.save(STATE, self.key, (traces, plain_items(outcome.items)))
        self.store.sweep(self.kept | kept)


def _read_host(files: list[OutputFile]) -> list[OutputFile]:
    read(HOST, "")
    return files


def begin_build(
    folders: Folders,
    plan: Plan,
    templates: Callable[[], Templates],
    store: Store,
    code: bytes,
    environment: bytes,
) -> Build:
    """Return the build of a project, read and checked, to which plugins can offer their steps.

    `code` is the fingerprint of the program, `environment` that of everything else that any output
    depends on: settings, templates. Raises BadRecords with every problem found, and DocketError for
    a project that cannot be read at all.
    """
    base, settings = load_base_map(folders.base_map), plan.settings
    most = KEPT if plan.features & OVERVIEWS else FEW
    collection = read_collection(
        folders.data,
        folders.schema,
        folders.project,
        plan.today,
        base,
        plan.workers,
        store,
        code,
        most,
    )
    if collection.problems:
        raise BadRecords(collection.problems)
    library = collection.library
    as_of = date.fromisoformat(settings.as_of) if settings.as_of else newest_reading(library)
    key = fingerprint(code, environment, as_of.isoformat().encode(), str(plan.final).encode())
    state = store.load(STATE, key) if plan.final else None
    traces, items = state or (None, {})
    ledger = plan.ledger
    leaves = {**leaves_of(library), "recorded": lambda name: by_value(ledger.get(name))}
    memory = Memory(store, leaves, traces)
    site = make_site(library, as_of, ledger, memory, plan.features, most, settings.page_size)
    drawings = Drawings(base, site)
    before = read_items(items)
    return Build(
        plan,
        site,
        drawings,
        templates,
        store,
        memory,
        key,
        before,
        collection.kept,
        collection.approvals,
    )


def newest_reading(library: Library) -> date:
    """Return the newest day on which a source was read; the first day of the calendar for a library
    without sources."""
    records = library.by_id.values()
    seen = max((record.facts.seen for record in records if record.facts), default="")
    return date.fromisoformat(seen) if seen else date.min


def asset(path: str, content: bytes, licence: str) -> OutputFile:
    """Return a file that pages use, its media type by its name."""
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return OutputFile(path, media_type, content, path.rsplit("/", 1)[-1], licence)
