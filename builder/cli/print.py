"""`mingzhang print`: datasets → the printed disclosures, as Word documents, workbooks and web pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from builder.assemble import assemble_disclosures
from builder.cli.arguments import Options
from builder.cli.project import Project
from builder.cli.running import CommandFailed, packages_at
from builder.cli.words import Words
from builder.load import load_package
from builder.model.disclosure import Disclosure
from builder.printout import printout, web_page, word_document, workbook
from builder.printout.content import Printout
from builder.validate import Verdicts, validate_package

PRINTED = "printed"
WRITERS: Mapping[str, Callable[[Printout], bytes]] = {"docx": word_document, "xlsx": workbook, "html": web_page}


def print_disclosures(options: Options, words: Words) -> int:
    """Write every disclosure of the packages asked for; 1 where a package could not be read, the others are written."""
    project, folders = packages_at(options.paths)
    target = options.out or Path(PRINTED)
    forms = tuple(WRITERS) if options.form == "all" else (options.form,)
    verdicts = Verdicts(project.root, project.cache if options.has_cache else None)
    count, faulty = 0, []
    for folder in folders:
        disclosures = _disclosures(project, folder, verdicts)
        if disclosures is None:
            faulty.append(folder)
        for disclosure in disclosures or ():
            count += 1
            for path in _written(disclosure, target, forms):
                sys.stdout.write(f"{path}\n")
    for folder in faulty:
        sys.stderr.write(words.say("print-faulty", folder=folder) + "\n")
    if not count and not faulty:
        raise CommandFailed(2, "print-nothing", path=options.paths[0])
    sys.stdout.write(words.say("print-done", count=count, folder=target) + "\n")
    return 1 if faulty else 0


def _disclosures(project: Project, folder: str, verdicts: Verdicts) -> tuple[Disclosure, ...] | None:
    """Return the disclosures of a package, None where its data is at fault."""
    package = validate_package(load_package(project.root, project.root / folder), verdicts).package
    return assemble_disclosures(package) if package else None


def _written(disclosure: Disclosure, target: Path, forms: tuple[str, ...]) -> Iterator[Path]:
    document = printout(disclosure)
    for form in forms:
        path = target / f"{disclosure.unit_id}-{disclosure.year}.{form}"
        try:
            target.mkdir(parents=True, exist_ok=True)
            path.write_bytes(WRITERS[form](document))
        except OSError as error:
            raise CommandFailed(3, "print-cannot-write", path=path, detail=error.strerror or error) from error
        yield path
