"""What one worker does to one batch of packages: the line from load to pages, in any process, in any order.

Pages and downloads are written to the new site at once. What is needed of the batch for the pages made from all
batches is left as segments in one file; the batch itself hands back its name and little else.

Each unit-year has two keys: one tells all that its audit depends on, one all that its page and downloads do. Where
an earlier run left segments of the same packages, what stands in them under these keys is not worked out again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from builder.audit import audit, named_units
from builder.audit.responses import unmatched_responses
from builder.cache import Damaged, FileSegments, Unreadable, dumps, loads, write_segments
from builder.clock import Clock
from builder.export import Site, bulk_segments, unit_year_files
from builder.findings import AuditReport, Finding, Place
from builder.index import page_text, search_batch
from builder.load import load_package
from builder.mapping import without_collection
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import Disclosure
from builder.neighbourhood import Held, Library, Neighbourhood
from builder.outputs import ManifestEntry, Output, SitePlace
from builder.publish import PublishFailed
from builder.render import Shell, SiteFacts, UnitYearShare, list_segments, unit_year_page, unit_year_share
from builder.report import ReportShare, share_of
from builder.segments import digest_of
from builder.validate import Verdicts, validate_package


@dataclass(frozen=True, slots=True)
class SiteInput:
    """What a batch needs to make pages: where to write, the theme's shell, the site's words."""

    folder: SitePlace
    shell: str
    facts: SiteFacts
    site: Site

    @property
    def settings_key(self) -> bytes:
        """The digest of what pages and downloads say of the site as a whole."""
        settled = {"facts": asdict(self.facts), "site": asdict(self.site)}
        return digest_of(json.dumps(settled, sort_keys=True, default=sorted).encode())

    @property
    def key(self) -> bytes:
        """The digest of all that pages depend on besides their disclosures."""
        return digest_of(self.shell.encode(), self.settings_key)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all batches share; without `output` a batch is checked only.

    `audit_key` tells everything here that audits depend on but the neighbours; folders are text so that it travels.
    """

    project: str
    cache: str | None
    catalog: Catalog = EMPTY_CATALOG
    neighbourhood: Neighbourhood = field(default_factory=Neighbourhood)
    audit_key: bytes = b""
    output: SiteInput | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Packages that are worked on together, relative to the project; where their segments go.

    `former` are files of segments that earlier runs left of them; the pages in `published` are those of the
    previous site.
    """

    folders: tuple[str, ...]
    target: str
    former: tuple[str, ...] = ()
    published: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BatchMade:
    """What a batch hands back: the file of its segments, and processor seconds by stage."""

    target: str
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MadePage:
    """What is kept of a page and its downloads: their entries, and what the pages that list need."""

    page: tuple[ManifestEntry, ...]
    downloads: tuple[ManifestEntry, ...]
    share: UnitYearShare

    @property
    def entries(self) -> tuple[ManifestEntry, ...]:
        """The entries of all its files."""
        return (*self.page, *self.downloads)


class Audited(NamedTuple):
    """A disclosure, the report on it, and the key that tells all that the report depends on."""

    disclosure: Disclosure
    report: AuditReport
    key: bytes


def share_surroundings(surroundings: Surroundings, target: Path) -> None:
    """Write the surroundings to a file, from which every process of the run reads them once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(dumps(surroundings))


@lru_cache(maxsize=1)
def _surroundings(path: str) -> Surroundings:
    value = loads(Path(path).read_bytes())
    if not isinstance(value, Surroundings):
        raise Unreadable(path)
    return value


def run_batch(surroundings: str, batch: Batch) -> BatchMade:
    """Make what the packages of a batch give, under the surroundings written at a path."""
    with without_collection():
        return _Worker(_surroundings(surroundings), batch).run()


class _Worker:
    """One batch on its way down the line."""

    def __init__(self, surroundings: Surroundings, batch: Batch) -> None:
        self._surroundings = surroundings
        self._batch = batch
        self._clock = Clock()
        self._former = _Former(batch)

    def run(self) -> BatchMade:
        share, audited = self._checked()
        segments = {"report": dumps(share)}
        if self._surroundings.output and share.is_publishable:
            segments |= self._made(self._surroundings.output, audited)
        segments |= {f"audit/{each.key.hex()}": dumps(each.report) for each in audited}
        with self._clock.timed("segments"):
            try:
                write_segments(Path(self._batch.target), segments)
            except OSError as error:
                raise PublishFailed("cannot-write", self._batch.target, error.strerror or str(error)) from error
        return BatchMade(self._batch.target, dict(self._clock.seconds))

    def _checked(self) -> tuple[ReportShare, list[Audited]]:
        surroundings = self._surroundings
        project, clock = Path(surroundings.project), self._clock
        verdicts = Verdicts(project, Path(surroundings.cache) if surroundings.cache else None)
        library = Library(project, surroundings.neighbourhood)
        rows, findings, places, audited = 0, list[Finding](), list[tuple[str, int, Place]](), list[Audited]()
        for folder in self._batch.folders:
            with clock.timed("load"):
                raw = load_package(project, project / folder)
            with clock.timed("validate"):
                validated = validate_package(raw, verdicts)
            rows += sum(len(table.rows) for table in raw.tables)
            findings += validated.findings
            with clock.timed("assemble"):
                held = library.keep(folder, validated.package)
            for each in held:
                disclosure = each.disclosure
                place = Place(file=disclosure.head.columns.file, line=disclosure.head.line)
                places.append((disclosure.unit_id, disclosure.year, place))
                audited.append(self._audited(each, library))
                findings += unmatched_responses(disclosure, audited[-1].report)
        share = share_of(len(self._batch.folders), rows, findings, places, [each.report for each in audited])
        return share, audited

    def _audited(self, held: Held, library: Library) -> Audited:
        surroundings, disclosure = self._surroundings, held.disclosure
        with self._clock.timed("keys"):
            beside = library.beside(disclosure)
            named = named_units(disclosure, beside.names)
            key = digest_of(surroundings.audit_key, held.digest, beside.digest, repr(named).encode())
            kept = self._former.audit(key)
        if kept:
            return Audited(disclosure, kept, key)
        with self._clock.timed("audit"):
            report = audit(disclosure, surroundings.catalog, beside.neighbours)
        return Audited(disclosure, report, key)

    def _made(self, output: SiteInput, audited: Sequence[Audited]) -> dict[str, bytes]:
        """Make pages, downloads and what the search publishes of the batch; return all its segments."""
        shell = Shell.cut(output.shell)
        made = {
            digest_of(each.key, output.key): self._page(each, output, shell)  # in the order of the unit-years
            for each in audited
        }
        with self._clock.timed("search"):
            search = search_batch([page_text(each.disclosure, self._surroundings.catalog) for each in audited])
            written = output.folder.write(search.fragments)
        entries = [*chain.from_iterable(page.entries for page in made.values()), *written]
        with self._clock.timed("bulk"):
            sizes = {entry.path: entry.size for page in made.values() for entry in page.downloads}
            bulk = bulk_segments([(each.disclosure, each.report) for each in audited], sizes, output.facts.downloads)
        with self._clock.timed("lists"):
            lists = list_segments([page.share for page in made.values()], [each.report for each in audited])
        kept = {f"page/{key.hex()}": dumps(page) for key, page in made.items()}
        return {**kept, **search.segments, **bulk, **lists, "entries": dumps(entries)}

    def _page(self, audited: Audited, output: SiteInput, shell: Shell) -> MadePage:
        """Return the page of a unit-year: the one that the last run made, or a new one."""
        kept = self._former.page(digest_of(audited.key, output.key), output.folder)
        if kept:
            return kept
        disclosure, report, catalog = audited.disclosure, audited.report, self._surroundings.catalog
        with self._clock.timed("render"):
            page = unit_year_page(disclosure, report, catalog, output.facts)
            poured = Output(page.path, shell.filled(page.slots))
        with self._clock.timed("export"):
            files = unit_year_files(disclosure, report, output.site, output.facts.downloads)
        with self._clock.timed("write"):
            entries = output.folder.write((poured, *files))
        with self._clock.timed("lists"):
            return MadePage(entries[:1], entries[1:], unit_year_share(disclosure, report, catalog))


class _Former:
    """What earlier runs worked out for the packages of a batch."""

    def __init__(self, batch: Batch) -> None:
        self._files = [FileSegments(path) for path in batch.former]
        self._published = batch.published

    def audit(self, key: bytes) -> AuditReport | None:
        """Return the report kept under a key."""
        found = self._find(f"audit/{key.hex()}", self._files)
        return found if isinstance(found, AuditReport) else None

    def page(self, key: bytes, site: SitePlace) -> MadePage | None:
        """Return the page kept under a key, where the previous site holds it and the new one could take it over."""
        found = self._find(f"page/{key.hex()}", [file for file in self._files if file.path in self._published])
        return found if isinstance(found, MadePage) and site.take_over(found.entries) else None

    def _find(self, name: str, files: Sequence[FileSegments]) -> object:
        for file in files:
            try:
                return loads(file.read(name))
            except (KeyError, Damaged, Unreadable, OSError):
                continue
        return None
