"""The batches of a run: those that the last run left are taken over, the others are made in the processes there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from builder.batches import Surroundings, run_batch, share_surroundings
from builder.cache import Damaged, FileSegments, Unreadable, loads, touch
from builder.former import Former, FormerBatch, FormerRuns, Miss, batch_misses, general_misses
from builder.mapping import mapped
from builder.planning import Planned
from builder.report import ReportShare
from builder.run import Run


def made_batches(
    run: Run, surroundings: Surroundings, plan: Sequence[Planned], former: Former, common: Mapping[str, bytes]
) -> tuple[FormerBatch, ...]:
    """Return every batch with its segments in place, those alone made that the last run did not leave."""
    runs = FormerRuns(run.cache)
    ready = [FormerBatch(each, str(runs.place_of(each) or run.work / f"{number}")) for number, each in enumerate(plan)]
    missing = [batch for batch in ready if not _is_there(batch, former, surroundings)]
    _tell(run, missing, former, common)
    to_make = [former.task(batch) for batch in missing]
    shared = run.work / "surroundings"
    share_surroundings(surroundings, shared)
    stage = "stage-build" if surroundings.output else "stage-check"
    executor = run.executor if len(to_make) > 1 else None
    taken_over = len(ready) - len(to_make)
    if not to_make:
        run.step(stage, taken_over, len(ready))
    for number, (_, made) in enumerate(mapped(partial(run_batch, str(shared)), to_make, executor), start=1):
        run.clock.add(made.seconds)
        run.step(stage, taken_over + number, len(ready))
    return tuple(ready)


def _tell(run: Run, missing: Sequence[FormerBatch], former: Former, common: Mapping[str, bytes]) -> None:
    """Say why each batch is made again; what concerns them all, once."""
    general = general_misses(former, common) if missing else []
    for miss in general:
        run.miss(miss)
    for batch in missing:
        own = batch_misses(batch.planned, former)
        if not own and not general:
            own = [Miss(batch.planned.folders, "miss-gone")]
        for miss in own:
            run.miss(miss)


def _is_there(batch: FormerBatch, former: Former, surroundings: Surroundings) -> bool:
    """Return whether a batch need not be made; its files of the site are then taken over."""
    segments = FileSegments(batch.target)
    try:
        touch(Path(batch.target))
        if surroundings.output is None:
            return "report" in segments.names
        if batch.target not in former.published:
            return False
        return surroundings.output.folder.take_over(loads(segments.read("entries")))
    except (KeyError, Damaged, Unreadable, OSError):
        return False


def share_of_batch(batch: FormerBatch) -> ReportShare:
    """Return what a batch gives to the report."""
    share: ReportShare = loads(FileSegments(batch.target).read("report"))
    return share
