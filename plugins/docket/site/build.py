"""The story of a build: read and check the records, make their views, take the steps that plugins
offer, make what is stale, and publish the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from docket.build.code import fingerprint_of_files
from docket.build.destination import remove_working_folder
from docket.build.items import Items, intact_files, newest_change, plain_items, read_items
from docket.build.memory import Leaves, Memory
from docket.build.output import OutputFile
from docket.build.prepare import prepare
from docket.build.publish import Stamp, publish, replace_file
from docket.build.run import ITEMS, Outcome, Run
from docket.build.steps import LastStep, Step, single
from docket.build.store import Store, by_value, fingerprint
from docket.lint.approvals import Approvals
from docket.lint.collection import Collection, read_collection
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
from docket.site.plan import Folders, Plan, Prose
from docket.site.render import Chosen, Templates, render
from docket.source.base_map import BaseMap, load_base_map
from docket.views.card import day_view
from docket.views.coverage import coverage_kind
from docket.views.record_history import RecordHistory, leaves_of_history, record_history
from docket.views.site import FEW, OVERVIEWS, Site, make_site

HTML = "text/html"
STATE, NEWEST, HOST, PROSE = "build", "newest change", "host", "prose"
FIRST = 5
"""The largest number of edited records whose pages an eager build replaces before the rest."""


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
    """Whether the pages of edited records replace those in the output before the rest is made, as
    `docket serve` wants it. Such a build does not exchange the whole output at once."""

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
            "feed_groups": self.plan.feeds,
        }

    @cached_property
    def _constant(self) -> Mapping[str, Any]:
        """Return what is the same on every page of a build, whatever the records are."""
        return {
            "settings": self.settings,
            "kinds": self.site.kinds,
            "as_of": day_view(self.site.as_of),
            "shapes": icons(),
            "outlines": self.drawings.base.credit,
        }

    def tell_prose(self, pages: Iterable[Prose]) -> None:
        """Take the pages of prose that the site has, in the order they are listed in."""
        self.prose = tuple(pages)
        self.memory.leaf(PROSE, lambda _: by_value([tuple(page) for page in self.prose]))

    def offer(self, *steps: Step) -> None:
        """Add steps to the build."""
        self.steps += steps

    def offer_last(self, *steps: LastStep) -> None:
        """Add last steps, which are made from all other files, in this order."""
        self.last += steps

    def offer_pages(self, name: str, pages: Callable[[], Iterable[Page]], group: str = "") -> None:
        """Add a step that makes all of these pages as one item. Steps of one `group` are made by
        one worker, since they share views."""
        self.offer(single(name, lambda: map(self.drawn, pages()), group))

    def prepare(self, *queries: Query[Any]) -> None:
        """Add queries whose values many steps need. Values that the store does not hold are
        computed before the steps, shared among all workers."""
        self.prepared += queries

    def drawn(self, page: Page) -> OutputFile:
        """Return the file of a page. Raise DocketError where the page cannot be rendered."""
        content = render(page, self._templates, self.frame)
        licence = self.settings.data_licence_name
        return OutputFile(file_of(page), HTML, content, page.title, licence, page.listed)

    @cached_property
    def _templates(self) -> Chosen:
        return Chosen(self.templates())

    def carry_out(self, host: Iterable[OutputFile], show: Callable[[int, int], None]) -> list[str]:
        """Make all stale items and publish the site. Return the paths of the files that were in the
        output although no build had made them; they are removed.

        `host` are the files that Pelican wrote. `show` is called with the numbers of items made and
        to be made. The output does not change before everything is made, unless `eager` is set.
        """
        files, final = list(host), self.plan.final
        self.memory.leaf(HOST, lambda _: by_value([(file.path, file.hashed) for file in files]))
        self.offer(single(HOST, lambda: _read_host(files)))
        if self.eager and final is not None:
            self._show_first(final)
        prepare(self.prepared, self.memory, self.plan.workers)
        newest = self.store.load(NEWEST, self.key) or 0
        intact = intact_files(self.before, final, newest) if final else frozenset()
        steps, last, folder = self.steps, self.last, self.plan.folder
        run = Run(steps, last, self.memory, folder, self.before, intact, self.eager)
        outcome = run.make(self.plan.workers, show)
        return [] if final is None else self._publish(final, outcome)

    def _show_first(self, final: Path) -> None:
        """Replace the files of the records that were edited, if there are at most FIRST of them."""
        edited = self.memory.changed_leaves("record") if self.before else []
        records = self.site.library.by_id
        names = [name for name in edited if name in records]
        for step in self.steps if len(names) <= FIRST else ():
            if step.by_record:
                for file in (file for name in names for file in step.make(name)):
                    replace_file(final, file)

    def _publish(self, final: Path, outcome: Outcome) -> list[str]:
        """Publish the site and store what the next build needs to know of it. Return the paths of
        the files that were removed though no build had made them."""
        files = outcome.files
        stamps = {path: Stamp(file.size, file.changed) for path, file in files.items()}
        unknown = publish(final, stamps, outcome.written, whole=not self.eager)
        if outcome.written or self.memory.computed or outcome.items != self.before:
            self._remember(outcome)
        remove_working_folder(final)  # which changes the times of the files both sites share
        self.store.save(NEWEST, self.key, newest_change(files, final))
        return unknown

    def _remember(self, outcome: Outcome) -> None:
        """Store the items and their traces, and delete the blobs that no later run will read."""
        names = self.memory.numbered((ITEMS, step.name) for step in self.steps)
        items = (item for step in outcome.items.values() for item in step.values())
        traces, kept = self.memory.plain([names, *(item.inputs for item in items)])
        self.store.save(STATE, self.key, (traces, plain_items(outcome.items)))
        self.store.sweep(self.kept | kept)


def _read_host(files: list[OutputFile]) -> list[OutputFile]:
    """Return the files that Pelican wrote, recorded as an input of the step."""
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
    """Return the build of a project whose records have been checked, ready for the plugins' steps.

    `code` is the fingerprint of the program, `environment` that of everything else that any output
    depends on: settings, templates. Raise BadRecords with all problems of the records, and
    DocketError where the project cannot be read at all.
    """
    base, settings, ledger = load_base_map(folders.base_map), plan.settings, plan.ledger
    most = KEPT if plan.features & OVERVIEWS else FEW
    collection = _valid_collection(folders, plan, base, store, code, most)
    library = collection.library
    as_of = date.fromisoformat(settings.as_of) if settings.as_of else None
    key = fingerprint(code, environment, str(as_of).encode(), str(plan.final).encode())
    state = store.load(STATE, key) if plan.final else None
    traces, items = state or (None, {})
    form = fingerprint(code, fingerprint_of_files([folders.schema]))
    history = record_history(plan.git, library.kinds, store, form)
    memory = Memory(store, _leaves(library, ledger, history), traces)
    features, size = plan.features, settings.page_size
    site = make_site(library, as_of, ledger, memory, features, most, size, history)
    return Build(
        plan,
        site,
        Drawings(base, site),
        templates,
        store,
        memory,
        key,
        read_items(items),
        collection.kept,
        collection.approvals,
    )


def _leaves(library: Library, ledger: Ledger, history: RecordHistory) -> Leaves:
    """Return the leaves of a build: records, when each was written down, what commits changed."""
    recorded = {"recorded": lambda name: by_value(ledger.get(name))}
    return {**leaves_of(library), **recorded, **leaves_of_history(history)}


def _valid_collection(
    folders: Folders, plan: Plan, base: BaseMap, store: Store, code: bytes, most: int
) -> Collection:
    """Return the project's collection, at most `most` of its records held in memory. Raise
    BadRecords where it has any problem."""
    where = (folders.data, folders.schema, folders.project)
    found = read_collection(*where, plan.today, base, plan.workers, store, code, most)
    if found.problems:
        raise BadRecords(found.problems)
    return found
