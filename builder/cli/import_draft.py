"""`mingzhang import`: documents → draft packages, and what a person must look at."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.cli.arguments import Options
from builder.cli.draft_list import DRAFTS
from builder.cli.project import Project, project_here, project_of
from builder.cli.running import CommandFailed, reference_of, relative_to
from builder.cli.words import Words
from builder.findings import Finding
from builder.importing import Shelf
from builder.ingest.draft import Draft
from builder.ingest.failures import Failed
from builder.ingest.importing import Request, Yield, import_disclosure
from builder.ingest.ledger import entries_of, sentence_of
from builder.ingest.review import REVIEW, asked_of, remarks_of, review_page
from builder.ingest.writing import write_draft
from builder.load import find_packages

DOUBTS_SHOWN = 20
UNIT_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
COMPLETENESS = "CMP-"
NEW = "new-"
"""How the identifiers begin that a batch gives to units which nobody has named yet."""
UNREAD_PART = "scanned-pages"
YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Imported:
    """One draft on disk: the counts of its ledger, and what checking it found."""

    folder: Path
    draft: Draft
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> int:
        """How many findings stand in the way of publishing."""
        return sum(finding.kind == "data" and finding.severity == "error" for finding in self.findings)

    @property
    def disagreements(self) -> int:
        """How many figures of the document do not agree with each other."""
        return sum(
            finding.kind == "audit" and finding.severity != "info" and not finding.rule.startswith(COMPLETENESS)
            for finding in self.findings
        )


def import_one(options: Options, words: Words) -> int:
    """Import one disclosure; 0 where all of it was read, 1 where it or a part could not be."""
    if not options.paths:
        raise CommandFailed(2, "import-no-files")
    project = project_around()
    unit_id = checked_unit_id(options.unit_id)
    check_year(options.year)
    if options.out:
        ensure_free(options.out)
    if not options.is_quiet and options.format == "text":
        sys.stderr.write(words.say("stage-import") + "\u2026\n")
    shelf = shelf_of(project)
    request = Request(options.paths, unit_id, options.year, shelf.knowledge(unit_id))
    outcome = import_disclosure(request)
    if isinstance(outcome, Failed):
        raise CommandFailed(1, "import-refused", reason=outcome.sentence(words.language))
    folder = draft_folder(options, unit_id, outcome.draft.year)
    imported = keep_draft(outcome, folder, options, shelf)
    print_imported(imported, options, words)
    return 1 if has_unread_parts(outcome.draft) else 0


def has_unread_parts(draft: Draft) -> bool:
    """Whether a part of the disclosure could not be read at all, as a scanned page."""
    return any(note == UNREAD_PART for document in draft.documents for note, _ in document.notes)


def checked_unit_id(unit_id: str) -> str:
    """Return a unit's identifier; raises CommandFailed for one that is missing or not allowed."""
    if not unit_id:
        raise CommandFailed(2, "import-no-unit")
    if not UNIT_ID.fullmatch(unit_id):
        raise CommandFailed(2, "import-unit-id", unit_id=unit_id)
    return unit_id


def check_year(year: int | None) -> None:
    """Raise CommandFailed for a year that no disclosure can be of."""
    if year is not None and year not in YEARS:
        raise CommandFailed(2, "import-year", year=year)


def ensure_free(folder: Path) -> None:
    """Raise CommandFailed where anything stands in the way of a new folder."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise CommandFailed(2, "import-folder-taken", folder=shown(folder))


def shelf_of(project: Project) -> Shelf:
    """Return the packages of a project in which importing looks units and codes up."""
    reference = reference_of(project)
    folders = relative_to(project, find_packages(project.root, [project.datasets] if project.datasets else []))
    return Shelf(project.root, tuple(folder for folder in folders if folder not in reference), reference)


def project_around() -> Project:
    """Return the project of the current folder, else the current folder alone."""
    return project_here() or project_of(Path.cwd())


def draft_folder(options: Options, unit_id: str, year: int) -> Path:
    """Return where a draft is to be written, here where nothing else is said; raises CommandFailed if it is taken."""
    folder = options.out or Path.cwd() / DRAFTS / unit_id / str(year)
    ensure_free(folder)
    return folder


def keep_draft(outcome: Yield, folder: Path, options: Options, shelf: Shelf) -> Imported:
    """Write a draft, check it, and write the review beside it where that is asked for.

    Raises CommandFailed where the disk does not take it.
    """
    draft = outcome.draft
    with written_to(folder):
        counts = write_draft(draft, folder, dict(outcome.contents), has_texts=not options.is_facts_only)
    findings = shelf.findings(folder)
    if options.has_review:
        page = review_page(draft, entries_of(draft), findings)
        with written_to(folder):
            (folder / REVIEW).write_text(page, encoding="utf-8")
    return Imported(folder, draft, counts, findings)


@contextmanager
def written_to(folder: Path) -> Iterator[None]:
    """Say in one sentence that a folder cannot be written."""
    try:
        yield
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise CommandFailed(3, "import-cannot-write", folder=shown(folder), detail=detail) from error


def shown(path: Path) -> str:
    """Return a path as it is typed from the current folder, where it lies below that."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(path)


def print_imported(imported: Imported, options: Options, words: Words) -> None:
    """Say what came of one disclosure."""
    if options.format == "json":
        sys.stdout.write(json.dumps(as_plain(imported), ensure_ascii=False, indent=1) + "\n")
        return
    draft = imported.draft
    say = words.say
    folder = shown(imported.folder)
    lines = [say("import-done", folder=folder, unit_id=draft.unit_id, year=draft.year, **imported.counts)]
    lines.append(say("import-template", template=draft.template_id) if draft.template_id else say("import-no-template"))
    lines += [f"  {remark}" for remark in remarks_of(draft, words.language)]
    doubts = sorted(draft.doubts, key=lambda doubt: doubt.is_note)
    lines += [f"  {sentence_of(doubt, words.language)}" for doubt in doubts[:DOUBTS_SHOWN]]
    if len(doubts) > DOUBTS_SHOWN:
        lines.append("  " + say("import-more-doubts", count=len(doubts) - DOUBTS_SHOWN))
    if draft.asked:
        lines.append(say("import-asked", fields=say("list-joint").join(asked_of(draft, words.language))))
    lines.append(say("import-checked", faults=imported.faults, disagreements=imported.disagreements))
    lines.append(say("import-next-review" if options.has_review else "import-next", folder=folder))
    sys.stdout.write("\n".join(lines) + "\n")


def as_plain(imported: Imported) -> dict[str, object]:
    """Return what came of one disclosure, as values for JSON."""
    draft = imported.draft
    return {
        "folder": str(imported.folder),
        "unit_id": draft.unit_id,
        "year": draft.year,
        "template_id": draft.template_id,
        "counts": dict(imported.counts),
        "tables": {name: len(rows) for name, rows in draft.tables.items()},
        "doubts": [
            {
                "key": doubt.key,
                "is_note": doubt.is_note,
                "message_zh": sentence_of(doubt, "zh"),
                "message_en": sentence_of(doubt, "en"),
            }
            for doubt in draft.doubts
        ],
        "asked": [f"{resource}.{name}" for resource, name in draft.asked],
        "faults": imported.faults,
        "disagreements": imported.disagreements,
    }
