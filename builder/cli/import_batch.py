"""`mingzhang import --batch`: every disclosure of a folder, each on its own, and who needs a person."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from builder.cli.arguments import Options
from builder.cli.draft_list import DRAFTS
from builder.cli.import_draft import (
    NEW,
    UNIT_ID,
    YEARS,
    Imported,
    as_plain,
    check_year,
    has_unread_parts,
    keep_draft,
    project_around,
    shelf_of,
    shown,
)
from builder.cli.progress import Progress
from builder.cli.running import CommandFailed
from builder.cli.words import Words
from builder.importing import Shelf
from builder.ingest.failures import Failed
from builder.ingest.importing import Request, Yield, import_many
from builder.ingest.opening import natural_order

LIST = "units.csv"
SUMMARY = "import-batch.json"
_NAMED = re.compile(r"(?P<unit_id>(?:[0-9]{6}-[a-z0-9-]+?|[0-9a-z]{18}))[-_. ](?P<year>20\d{2})(?!\d)")
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
        return self.unit_id.startswith(NEW)


@dataclass(slots=True)
class Tally:
    """What has become of the batch so far, by the name of each disclosure."""

    imported: dict[str, Imported]
    failed: dict[str, str]
    partly: set[str]


@dataclass(frozen=True, slots=True)
class Batch:
    """What all disclosures of a batch share: what is known, where drafts are written, and what became of each."""

    shelf: Shelf
    root: Path
    options: Options
    words: Words
    tally: Tally = field(default_factory=lambda: Tally({}, {}, set()))


def import_batch(options: Options, words: Words) -> int:
    """Import every disclosure of a folder; 1 where any could not be read, or a part of one."""
    folder = options.batch or Path()
    if options.paths or options.unit_id:
        raise CommandFailed(2, "batch-alone", file=LIST)
    check_year(options.year)
    if not folder.is_dir():
        raise CommandFailed(2, "no-path", path=folder)
    project = project_around()
    shelf = shelf_of(project)
    entries = _entries(folder, shelf)
    if not entries:
        raise CommandFailed(2, "batch-empty", folder=folder)
    batch = Batch(shelf, options.out or Path.cwd() / DRAFTS, options, words)
    _import_all(entries, batch)
    _print(entries, batch.tally, options, words)
    return 1 if batch.tally.failed or batch.tally.partly else 0


def _import_all(entries: list[Entry], batch: Batch) -> None:
    requests = [
        Request((entry.path,), entry.unit_id, entry.year or batch.options.year, batch.shelf.knowledge(entry.unit_id))
        for entry in entries
    ]
    done = 0
    with Progress(is_quiet=batch.options.is_quiet) as progress:

        def keep(number: int, outcome: Yield | Failed) -> None:
            nonlocal done
            _keep(entries[number], outcome, batch)
            done += 1
            progress.step(batch.words.say("stage-import"), done, len(entries))

        import_many(requests, batch.options.jobs, keep)


def _keep(entry: Entry, outcome: Yield | Failed, batch: Batch) -> None:
    name, tally, words = entry.path.name, batch.tally, batch.words
    if isinstance(outcome, Failed):
        tally.failed[name] = outcome.sentence(words.language)
        return
    folder = batch.root / entry.unit_id / str(outcome.draft.year)
    if folder.exists() and any(folder.iterdir()):
        tally.failed[name] = words.say("import-folder-taken", folder=shown(folder))
        return
    try:
        tally.imported[name] = keep_draft(outcome, folder, replace(batch.options, has_review=True), batch.shelf)
    except CommandFailed as failure:
        tally.failed[name] = words.say(failure.key, **failure.facts)
        return
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
    return NEW + (_NOT_ID.sub("", initials)[:_LONGEST] or "unit")


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
        if not document or not UNIT_ID.fullmatch(unit_id) or (year and not (year.isdecimal() and int(year) in YEARS)):
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
    person = [entry for entry in entries if entry.path.name in tally.imported and _is_for_person(entry, tally)]
    clean = [entry for entry in entries if entry.path.name in tally.imported and entry not in person]
    for entry in [entry for entry in entries if entry.path.name in tally.failed]:
        sys.stdout.write(_failure(entry.path.name, tally, words) + "\n")
    for entry in [*person, *clean]:
        sys.stdout.write(_line(entry, tally, words, is_clean=entry in clean) + "\n")
        if entry.is_new:
            sys.stdout.write("  " + words.say("batch-new-unit", file=LIST, unit_id=entry.unit_id) + "\n")
    facts = {"total": len(entries), "done": len(tally.imported), "failed": len(tally.failed)}
    sys.stdout.write(words.say("batch-summary", clean=len(clean), person=len(person), **facts) + "\n")
    if tally.imported and not options.out:
        sys.stdout.write(words.say("batch-next") + "\n")


def _failure(name: str, tally: Tally, words: Words) -> str:
    """Why one was not imported; the sentence names the document once."""
    reason = re.sub(rf"^{re.escape(name)}(?:\uff1a|: )", "", tally.failed[name])
    return words.say("batch-failed", name=name, reason=reason)


def _line(entry: Entry, tally: Tally, words: Words, *, is_clean: bool) -> str:
    imported = tally.imported[entry.path.name]
    draft = imported.draft
    counts = {
        "batch-unread": imported.counts["unread"],
        "batch-doubts": imported.counts["doubts"],
        "batch-faults": imported.faults,
        "batch-disagreements": imported.disagreements,
    }
    found = [words.say(key, count=count) for key, count in counts.items() if count]
    if entry.path.name in tally.partly:
        found.insert(0, words.say("batch-partly"))
    return words.say(
        "batch-clean" if is_clean else "batch-person",
        name=entry.path.name,
        unit_id=draft.unit_id,
        year=draft.year,
        rows=imported.counts["rows"],
        found="".join(words.say("list-joint") + each for each in found),
    )


def _is_for_person(entry: Entry, tally: Tally) -> bool:
    name = entry.path.name
    return entry.is_new or name in tally.partly or _needs_person(tally.imported[name])


def _needs_person(imported: Imported) -> bool:
    return bool(imported.counts["unread"] or imported.counts["doubts"] or imported.faults)
