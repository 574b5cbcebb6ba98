"""The whole build on one screen: load → validate → assemble → audit → render + export + index → publish.

Each batch of packages runs down that line in a process of its own (`batches.py`); what is made from all of them
follows (`shared.py`). Of both, only what changed since the last run is made.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from builder.batches import Surroundings
from builder.former import Former, FormerRuns
from builder.joining import join_batches
from builder.making import made_batches, share_of_batch
from builder.mapping import without_collection
from builder.neighbourhood import Input
from builder.planning import Planned, planned
from builder.preparing import common_keys, known_catalog, read_surroundings
from builder.publish import manifest_output
from builder.report import Report, report_of
from builder.run import Run, Target
from builder.segments import digest_of

CHECK = "check"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gives: its report, and what the next one may take from it once the site is published."""

    report: Report
    former: Former


def check(run: Run, folders: Sequence[str], reference_folders: Sequence[str], *, beside: Sequence[str] = ()) -> Report:
    """Return what is found in the packages in `folders`, relative to the project; nothing is written but the cache.

    Those in `beside` are looked into only where they hold a neighbour: last year's document, the department's.
    """
    catalog, reference, catalog_key = known_catalog(run, reference_folders, folders)
    wanted = _without(folders, reference_folders)
    surroundings, inputs = read_surroundings(run, wanted, beside, catalog, catalog_key)
    common = common_keys(surroundings, catalog_key) | {"purpose": b"check"}
    runs = FormerRuns(run.cache)
    batches = made_batches(run, surroundings, _plan(wanted, inputs, surroundings, common), runs.recall(CHECK), common)
    runs.remember(CHECK, Former(common, batches))
    return report_of([reference, *(share_of_batch(batch) for batch in batches)])


def build(run: Run, folders: Sequence[str], reference_folders: Sequence[str], target: Target) -> Built:
    """Return the report of a build; the whole site then stands in the target's folder, unless data is at fault."""
    catalog, reference, catalog_key = known_catalog(run, reference_folders, folders)
    wanted = _without(folders, reference_folders)
    surroundings, inputs = read_surroundings(run, wanted, (), catalog, catalog_key)
    target = target.with_downloads(len(surroundings.neighbourhood.folder_of))
    surroundings = replace(surroundings, output=target.site_input())
    common = common_keys(surroundings, catalog_key)
    batches = made_batches(run, surroundings, _plan(wanted, inputs, surroundings, common), target.former, common)
    with run.clock.timed("report"), without_collection():
        report = report_of([reference, *(share_of_batch(batch) for batch in batches)])
    if not report.is_publishable:
        return Built(report, Former())
    entries, derived = join_batches(run, target, batches, catalog)
    (manifest,) = target.folder.write([manifest_output(entries, version=target.words.facts.version)])
    former = Former(common, batches, manifest.sha256, time.time_ns(), derived)
    return Built(replace(report, entries=tuple(entries)), former)


def _without(folders: Sequence[str], reference_folders: Sequence[str]) -> list[str]:
    reference = set(reference_folders)
    return [folder for folder in folders if folder not in reference]


def _plan(
    folders: Sequence[str], inputs: Mapping[str, Input], surroundings: Surroundings, common: Mapping[str, bytes]
) -> list[Planned]:
    key = digest_of(*(common[name] for name in sorted(common)))
    return planned(folders, inputs, surroundings.neighbourhood, key)
