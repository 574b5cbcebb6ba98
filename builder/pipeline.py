"""The whole build on one screen: load → validate → assemble → audit → render + export + index → publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

from builder.assemble import assemble_catalog
from builder.batches import BatchResult, SiteInput, Surroundings, run_batch
from builder.load import load_package
from builder.model.catalog import Catalog
from builder.neighbourhood import Neighbourhood, read_outlines
from builder.publish import ManifestEntry, manifest_output, sitemap_outputs, write_outputs
from builder.report import Report, report_of
from builder.shared import SiteWords, shared_outputs
from builder.theme import Theme
from builder.validate import Verdicts, validate_package

Step = Callable[[str, int, int], None]
BATCH_SIZE = 64
BATCHES_A_JOB = 8


def check(  # noqa: PLR0913  # what to check, against what, and with what
    surroundings: Surroundings,
    folders: Sequence[str],
    reference_folders: Sequence[str],
    executor: Executor | None,
    step: Step,
    *,
    beside: Sequence[str] = (),
) -> Report:
    """Return what is found in the packages in `folders`, relative to the project; nothing is written but verdicts.

    Those in `beside` are looked into only where they hold a neighbour: last year's document, the department's.
    """
    catalog, reference = read_catalog(surroundings, reference_folders, folders)
    wanted = [folder for folder in folders if folder not in set(reference_folders)]
    neighbours = read_neighbourhood(surroundings.project, [*wanted, *beside], executor)
    surroundings = replace(surroundings, catalog=catalog, neighbourhood=neighbours, output=None)
    results = _run_batches(surroundings, wanted, executor, step, "stage-check")
    return report_of([reference, *results])


def build(  # noqa: PLR0913  # what to build from, with what, and where to
    surroundings: Surroundings,
    folders: Sequence[str],
    reference_folders: Sequence[str],
    executor: Executor | None,
    step: Step,
    *,
    staging: Path,
    theme: Theme,
    words: SiteWords,
) -> Report:
    """Return the report of a build; the whole site then stands in `staging`, unless data is at fault."""
    catalog, reference = read_catalog(surroundings, reference_folders, folders)
    made = SiteInput(staging, theme.shells, words.facts, words.site)
    wanted = [folder for folder in folders if folder not in set(reference_folders)]
    neighbours = read_neighbourhood(surroundings.project, wanted, executor)
    surroundings = replace(surroundings, catalog=catalog, neighbourhood=neighbours, output=made)
    results = _run_batches(surroundings, wanted, executor, step, "stage-build")
    report = report_of([reference, *results])
    if not report.is_publishable:
        return report
    step("stage-shared", 0, 0)
    entries = [entry for result in results for entry in result.entries]
    entries += write_outputs(staging, chain(theme.pages, shared_outputs(results, catalog, theme, words)))
    _refuse_overwriting(entries)
    pages = [entry.path for entry in entries if entry.path.endswith(".html")]
    entries += write_outputs(staging, sitemap_outputs(pages, words.facts.site_url))
    write_outputs(staging, [manifest_output(entries, version=words.facts.version)])
    return replace(report, entries=tuple(entries))


def _refuse_overwriting(entries: Sequence[ManifestEntry]) -> None:
    """Raise where two outputs had one path, for one of them is lost: a fault of ours, never of the data."""
    paths = Counter(entry.path for entry in entries)
    doubled = sorted(path for path, count in paths.items() if count > 1)
    if doubled:
        raise RuntimeError(f"written twice: {', '.join(doubled[:5])}")  # noqa: TRY003


def read_catalog(
    surroundings: Surroundings, folders: Sequence[str], asked: Sequence[str]
) -> tuple[Catalog, BatchResult]:
    """Return the code lists and terms that are without fault, and what was found in those that are `asked` about."""
    verdicts = Verdicts(surroundings.project, surroundings.cache)
    result = BatchResult()
    validated = []
    for folder in folders:
        raw = load_package(surroundings.project, surroundings.project / folder)
        validated.append(validate_package(raw, verdicts))
        if folder in asked:
            result.packages += 1
            result.rows += sum(len(table.rows) for table in raw.tables)
            result.findings.extend(validated[-1].findings)
    return assemble_catalog(each.package for each in validated if each.package), result


def read_neighbourhood(project: Path, folders: Sequence[str], executor: Executor | None) -> Neighbourhood:
    """Return which of these packages holds which unit and year."""
    unique = list(dict.fromkeys(folders))
    if executor is None:
        return Neighbourhood.of(read_outlines(project, unique))
    shares = [unique[start : start + BATCH_SIZE] for start in range(0, len(unique), BATCH_SIZE)]
    outlines = executor.map(read_outlines, repeat(project), shares)
    return Neighbourhood.of(chain.from_iterable(outlines))


def _run_batches(
    surroundings: Surroundings, folders: Sequence[str], executor: Executor | None, step: Step, stage: str
) -> list[BatchResult]:
    """Return the results in the order of the folders, whatever the order in which they come."""
    size = max(1, min(BATCH_SIZE, len(folders) // (BATCHES_A_JOB * 2)))
    batches = [tuple(folders[start : start + size]) for start in range(0, len(folders), size)]
    results: dict[int, BatchResult] = {}
    for number, result in _in_any_order(surroundings, batches, executor):
        results[number] = result
        step(stage, len(results), len(batches))
    return [results[number] for number in sorted(results)]


def _in_any_order(
    surroundings: Surroundings, batches: Sequence[tuple[str, ...]], executor: Executor | None
) -> Iterator[tuple[int, BatchResult]]:
    if executor is None:
        yield from ((number, run_batch(surroundings, batch)) for number, batch in enumerate(batches))
        return
    futures = {executor.submit(run_batch, surroundings, batch): number for number, batch in enumerate(batches)}
    yield from ((futures[future], future.result()) for future in as_completed(futures))
