"""`mingzhang accept`: a draft that a person has gone over becomes a package of the project."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from builder.cli.arguments import Options
from builder.cli.import_draft import NEW, UNIT_ID, written_to
from builder.cli.project import project_here, project_of
from builder.cli.reports import finding_lines
from builder.cli.running import CommandFailed, check_packages
from builder.cli.words import Words
from builder.findings import Finding
from builder.ingest.ledger import LEDGER
from builder.ingest.review import REVIEW

UNITS = ("datasets", "units")
FAULTS_SHOWN = 10


def accept(options: Options, words: Words) -> int:
    """Copy the package of a draft (not its ledger and review) to datasets/units/ID/YEAR.

    Raises CommandFailed where it is no draft, has faults, or where a package stands there already.
    """
    (draft,) = options.paths
    project = project_here()
    if project is None:
        raise CommandFailed(2, "accept-outside")
    unit_id, year = _unit_year(draft)
    if unit_id.startswith(NEW):
        raise CommandFailed(2, "accept-new-unit", unit_id=unit_id)
    target = project.root.joinpath(*UNITS, unit_id, year)
    if target.exists():
        raise CommandFailed(2, "accept-taken", folder=target.relative_to(project.root))
    faults = _faults(draft, options, words)
    if faults:
        lines = [line for finding in faults[:FAULTS_SHOWN] for line in finding_lines(finding, words)]
        sys.stdout.write("\n".join(lines) + "\n")
        raise CommandFailed(1, "accept-faults", count=len(faults), folder=draft)
    with written_to(target.relative_to(project.root)):
        shutil.copytree(draft, target, ignore=shutil.ignore_patterns(LEDGER, REVIEW))
    sys.stdout.write(words.say("accept-done", folder=target.relative_to(project.root)) + "\n")
    return 0


def _unit_year(draft: Path) -> tuple[str, str]:
    """The unit and year of a draft, as its ledger says."""
    try:
        ledger = json.loads((draft / LEDGER).read_text(encoding="utf-8"))
        unit_id, year = str(ledger["unit_id"]), str(int(ledger["year"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise CommandFailed(2, "accept-no-draft", folder=draft) from None
    if not UNIT_ID.fullmatch(unit_id):
        raise CommandFailed(2, "accept-no-draft", folder=draft)
    return unit_id, year


def _faults(draft: Path, options: Options, words: Words) -> list[Finding]:
    project = project_of(draft)
    folder = draft.resolve().relative_to(project.root.resolve()).as_posix()
    report = check_packages(project, [folder], replace(options, is_quiet=True, jobs=1), words)
    return [finding for finding in report.findings if finding.kind == "data" and finding.severity == "error"]
