"""`mingzhang import --batch`: every disclosure of a folder, each on its own, and who needs a person."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from builder.cli.arguments import Options
from builder.cli.draft_list import DRAFTS
from builder.cli.import_draft import (
    UNIT_ID,
    Imported,
    as_plain,
    has_unread_parts,
    keep_draft,
    project_around,
    shelf_of,
)
from builder.cli.progress import Progress
from builder.cli.project import Project
from builder.cli.running import CommandFailed
from builder.cli.words import Words
from builder.importing import Shelf
from builder.ingest.failures import Failed
from builder.ingest.importing import Request, Yield, import_many
from builder.ingest.opening import natural_order

LIST = "units.csv"
SUMMARY = "import-batch.json"
_NAMED = re.compile(r"(?P<unit_id>(?:[0-9]{6}-[a-z0-9-]+?|[0-9a-z]{18}))[-_. ](?P<year>20\d{2})(?!\d)")
_NEW = "new-"
_NOT_ID = re.compile(r"[^a-z0-9]+")
_LONGEST = 40
_LEFT_BY_SYSTEMS = re.compile(r"^(?:\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure of the folder: its file or folder of parts, the unit and year where they are known."""

    path: Path
    unit_id: str
    year: int | None

    @property
    def is_new(self) -> bool:
        """Whether nobody has said yet which unit it is of."""
        return self.unit_id.startswith(_NEW)


@dataclass(slots=True)
class Tally:
    """What has become of the batch so far, by the name of each disclosure."""

    imported: dict[str, Imported]
    failed: dict[str, str]
    partly: set[str]


def import_batch(options: Options, words: Words) -> int:
    """Import every disclosure of a folder; 1 where any could not be read, or a part of one."""
    folder = options.batch or Path()
    if not folder.is_dir():
        raise CommandFailed(2, "no-path", path=folder)
    project = project_around()
    shelf = shelf_of(project)
    entries = _entries(folder, shelf)
    if not entries:
        raise CommandFailed(2, "batch-empty", folder=folder)
    tally = _import_all(entries, shelf, project, options, words)
    _print(entries, tally, options, words)
    return 1 if tally.failed or tally.partly else 0


def _import_all(entries: list[Entry], shelf: Shelf, project: Project, options: Options, words: Words) -> Tally:
    tally = Tally({}, {}, set())
    requests = [
        Request((entry.path,), entry.unit_id, entry.year or options.year, shelf.knowledge(entry.unit_id))
        for entry in entries
    ]
    done = 0
    with Progress(is_quiet=options.is_quiet) as progress:

        def keep(number: int, outcome: Yield | Failed) -> None:
            nonlocal done
            _keep(entries[number], outcome, tally, project, options, words)
            done += 1
            progress.step(words.say("stage-import"), done, len(entries))

        import_many(requests, options.jobs, keep)
    return tally


def _keep(  # noqa: PLR0913, PLR0917  # one outcome and where it goes
    entry: Entry, outcome: Yield | Failed, tally: Tally, project: Project, options: Options, words: Words
) -> None:
    name = entry.path.name
    if isinstance(outcome, Failed):
        tally.failed[name] = outcome.sentence(words.language)
        return
    root = options.out or project.root / DRAFTS
    folder = root / entry.unit_id / str(outcome.draft.year)
    if folder.exists() and any(folder.iterdir()):
        tally.failed[name] = words.say("import-folder-taken", folder=folder)
        return
    tally.imported[name] = keep_draft(outcome, folder, replace(options, has_review=True), words)
    if has_unread_parts(outcome.draft):
        tally.partly.add(name)


def _entries(folder: Path, shelf: Shelf) -> list[Entry]:
    """The disclosures of a folder: each file, and each folder of parts, one."""
    said = _said(folder / LIST)
    paths = [path for path in folder.iterdir() if not _LEFT_BY_SYSTEMS.match(path.name)]
    paths = [path for path in paths if path.name not in {LIST, SUMMARY}]
    entries: list[Entry] = []
    taken: set[tuple[str, int | None]] = set()
    for path in sorted(paths, key=lambda path: natural_order(path.name)):
        entry = _entry(path, said, shelf)
        number = 2
        while entry.is_new and (entry.unit_id, entry.year) in taken:
            entry = replace(entry, unit_id=f"{_new_id(path)}-{number}")
            number += 1
        taken.add((entry.unit_id, entry.year))
        entries.append(entry)
    return entries


def _entry(path: Path, said: Mapping[str, tuple[str, int | None]], shelf: Shelf) -> Entry:
    """By the list in the folder, by a name like `652300-egov-2022.docx`, by a unit's name in it; else provisional."""
    if path.name in said:
        return Entry(path, *said[path.name])
    year = re.search(r"(?<!\d)(20\d{2})(?!\d)", path.stem)
    of_year = int(year[1]) if year else None
    named = _NAMED.match(path.stem)
    if named:
        return Entry(path, named["unit_id"], int(named["year"]))
    names = [name for name in shelf.unit_names if name in path.stem]
    if names:
        return Entry(path, shelf.unit_names[max(names, key=len)], of_year)
    return Entry(path, _new_id(path), of_year)


def _new_id(path: Path) -> str:
    initials = "".join(lazy_pinyin(path.stem, style=Style.FIRST_LETTER)).lower()
    return _NEW + (_NOT_ID.sub("", initials)[:_LONGEST] or "unit")


def _said(path: Path) -> dict[str, tuple[str, int | None]]:
    """What the list in the folder says: columns document, unit_id and, where wanted, year."""
    if not path.is_file():
        return {}
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise CommandFailed(2, "batch-list", file=path) from None
    found: dict[str, tuple[str, int | None]] = {}
    for row in rows:
        document, unit_id, year = (str(row.get(name) or "").strip() for name in ("document", "unit_id", "year"))
        if not document or not UNIT_ID.fullmatch(unit_id) or not (year.isdigit() or not year):
            raise CommandFailed(2, "batch-list", file=path)
        found[document] = (unit_id, int(year) if year else None)
    return found


def _print(entries: Iterable[Entry], tally: Tally, options: Options, words: Words) -> None:
    entries = list(entries)
    if options.format == "json":
        content = {
            "imported": {name: as_plain(imported) for name, imported in sorted(tally.imported.items())},
            "failed": dict(sorted(tally.failed.items())),
        }
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return
    for entry in entries:
        sys.stdout.write(_line(entry, tally, words) + "\n")
        if entry.is_new and entry.path.name in tally.imported:
            sys.stdout.write("  " + words.say("batch-new-unit", name=entry.path.name, unit_id=entry.unit_id) + "\n")
    new = {entry.path.name for entry in entries if entry.is_new}
    person = sum(_needs_person(each) or name in new for name, each in tally.imported.items())
    facts = {"total": len(entries), "done": len(tally.imported), "failed": len(tally.failed), "person": person}
    sys.stdout.write(words.say("batch-summary", clean=len(tally.imported) - person, **facts) + "\n")


def _line(entry: Entry, tally: Tally, words: Words) -> str:
    name = entry.path.name
    if name in tally.failed:
        return words.say("batch-failed", name=name, reason=tally.failed[name])
    imported = tally.imported[name]
    facts = {key: imported.counts[key] for key in ("rows", "unread", "doubts")}
    draft = imported.draft
    return words.say(
        "batch-line",
        name=name,
        unit_id=draft.unit_id,
        year=draft.year,
        faults=imported.faults,
        disagreements=imported.disagreements,
        **facts,
    )


def _needs_person(imported: Imported) -> bool:
    return bool(imported.counts["unread"] or imported.counts["doubts"] or imported.faults)
