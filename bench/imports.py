"""How well and how fast documents are imported: real ones held against packages that people checked.

`python bench/imports.py` prints for each document the cells that are right, wrong, missing and too many, how many
figures of the explanation among them, what was not recognised, and how long it took; then what printing a package and
importing the print gives back; then the time of the command itself, of a long PDF and of many documents at once.
Documents whose text is not in the repository are looked for in a folder beside it and left out, saying so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.agreement import Counts, compare, package_rows, schema_keys, together  # noqa: E402
from bench.build import machine  # noqa: E402
from builder.cli.import_draft import shelf_of  # noqa: E402
from builder.cli.project import project_of  # noqa: E402
from builder.importing import Shelf  # noqa: E402
from builder.ingest.completion import without_texts  # noqa: E402
from builder.ingest.draft import Draft, draft_of  # noqa: E402
from builder.ingest.knowledge import year_of  # noqa: E402
from builder.ingest.ledger import counts_of, entries_of  # noqa: E402
from builder.ingest.readers import READERS  # noqa: E402

BESIDE = ROOT.parent / "shared/data/disclosures"
LIBRARIES = ("python-docx", "openpyxl", "pdfminer.six", "html5lib", "lxml")
OF_THE_COPY = ("disclosures.retrieved_from", "disclosures.source_sha256")
"""Columns that say where a copy came from: those packages name the PDF, of which the text is read here."""

RUNS = 5
MANY = 120
FIGURES = "narrative_figures"


@dataclass(frozen=True, slots=True)
class Case:
    """A document and the package that is known to be right; `has_texts` says whether that holds the passages."""

    name: str
    unit_id: str
    year: int
    document: Path
    has_texts: bool = False

    @property
    def package(self) -> Path:
        """The folder of the package."""
        return ROOT / "datasets/units" / self.unit_id / str(self.year)


CASES = (
    Case("00", "652300-egov", 2022, ROOT / "datasets/units/652300-egov/2022/source/disclosure.txt", has_texts=True),
    Case("01", "310000-czj", 2025, BESIDE / "01-shanghai-czj-2025-unit.txt"),
    Case("02", "310107-fuliyuan", 2024, BESIDE / "02-putuo-fuliyuan-2024-unit.txt"),
    Case("03", "310107-sfj", 2026, BESIDE / "03-putuo-sfj-2026-unit.txt"),
    Case("04", "310107-wanli", 2023, BESIDE / "04-putuo-wanli-2023-dept.txt"),
    Case("05", "310107-zfb", 2025, BESIDE / "05-putuo-zfb-2025-unit.txt"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """How one document came out: cells by kind, figures of the explanation that are right, pieces, seconds."""

    name: str
    right: int
    wrong: int
    missing: int
    extra: int
    figures: int
    figures_right: int
    pieces: int
    unread: int
    doubts: int
    seconds: float
    slips: tuple[str, ...]


def project_shelf() -> Shelf:
    """Return what the repository's own project knows."""
    return shelf_of(project_of(ROOT))


def imported(case: Case, document: Path, shelf: Shelf) -> Draft:
    """Return the draft of a document as the command would make it, in this process."""
    read = READERS[document.suffix[1:]](document.name, document.read_bytes())
    setting = shelf.knowledge(case.unit_id).setting(case.unit_id, year_of([read]) or case.year)
    return draft_of([read], setting)


def agreement(
    case: Case, draft: Draft, *, excluded: Sequence[str] = (), without: Sequence[str] = ()
) -> Mapping[str, Counts]:
    """Return how a draft agrees with the case's package, resource by resource; some columns and resources left out."""
    tables = draft.tables if case.has_texts else without_texts(draft.tables)
    left_out = (*excluded, *(() if case.has_texts else OF_THE_COPY))
    expected = {name: rows for name, rows in package_rows(case.package).items() if name not in without}
    found = {name: rows for name, rows in tables.items() if name not in without}
    return compare(expected, found, keys=schema_keys(), excluded=left_out)


def result_of(  # noqa: PLR0913  # what is measured, and what is not compared
    case: Case, document: Path, shelf: Shelf, *, runs: int, excluded: Sequence[str] = (), without: Sequence[str] = ()
) -> Result:
    """Return how a document came out, and the median time of reading and recognising it."""
    shelf.knowledge(case.unit_id)
    seconds = [_seconds(lambda: imported(case, document, shelf)) for _ in range(runs)]
    draft = imported(case, document, shelf)
    by_resource = agreement(case, draft, excluded=excluded, without=without)
    counts, pieces = together(by_resource.values()), counts_of(draft, entries_of(draft))
    wrong_figures = {slip.key for slip in by_resource[FIGURES].slips} if FIGURES in by_resource else set()
    figures = len(package_rows(case.package).get(FIGURES, ()))
    return Result(
        name=f"{case.name} {document.suffix[1:]}",
        right=counts.right,
        wrong=counts.wrong,
        missing=counts.missing,
        extra=counts.extra,
        figures=figures,
        figures_right=figures - len(wrong_figures),
        pieces=pieces["pieces"],
        unread=pieces["unread"],
        doubts=pieces["doubts"],
        seconds=statistics.median(seconds),
        slips=tuple(
            f"{resource} {'/'.join(slip.key[2:])} {slip.column}: {slip.expected!r} ≠ {slip.found!r}"
            for resource, each in by_resource.items()
            for slip in each.slips
        ),
    )


def documents(shelf: Shelf, runs: int) -> Iterator[Result]:
    """Yield the result of every document that is at hand."""
    for case in CASES:
        if case.document.is_file():
            yield result_of(case, case.document, shelf, runs=runs)
        else:
            print(f"{case.name}: left out, its text is not in the repository nor in a folder beside it")


def round_trips(shelf: Shelf, folder: Path, runs: int) -> Iterator[Result]:
    """Yield what the prints of the reference package give back; lines are those of the print and not compared."""
    case = CASES[0]
    for document in printed(case.package, folder):
        # blanks at the end of a cell are gone in a PDF, and with them what `source_cells` says of most cells
        without = ("source_cells",) if document.suffix == ".pdf" else ()
        yield result_of(case, document, shelf, runs=runs, excluded=("src_line", *OF_THE_COPY), without=without)


def printed(package: Path, folder: Path) -> list[Path]:
    """Return the prints of a package as docx, html, xlsx and, where a Chromium is at hand, pdf."""
    command = [sys.executable, "-m", "builder", "print", str(package), "--form", "all", "--out", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = sorted(folder.iterdir())
    page = next(path for path in found if path.suffix == ".html")
    pdf = as_pdf(page)
    return [*found, pdf] if pdf else found


def as_pdf(page: Path) -> Path | None:
    """Return the PDF that Chromium prints of a page; None without Chromium."""
    chromium = os.environ.get("MINGZHANG_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        return None
    target = page.with_suffix(".pdf")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run([chromium, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
    return target


def print_results(results: Sequence[Result], *, slips: int) -> None:
    """Print one line a document as a Markdown table, then the cells that are not right."""
    print("| document | right | wrong | missing | too many | figures right | pieces | unread | doubts | seconds |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for each in results:
        cells = (each.right, each.wrong, each.missing, each.extra, f"{each.figures_right}/{each.figures}")
        rest = (each.pieces, each.unread, each.doubts, f"{each.seconds:.2f}")
        print(f"| {each.name} | {' | '.join(map(str, (*cells, *rest)))} |")
    for each in results:
        for slip in each.slips[:slips]:
            print(f"  {each.name}: {slip}")


def command_seconds(document: Path, runs: int) -> float:
    """Return the median time of `mingzhang import` on a document: process, reading, recognising, writing, checking."""
    return statistics.median(_command(document) for _ in range(runs))


def _command(document: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["import", str(document), "--unit-id", "652300-egov", "--quiet", "--out", f"{folder}/draft"]
        command = [sys.executable, "-m", "builder", *arguments]
        return _seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL))


def batch_seconds(prints: Sequence[Path], count: int, folder: Path) -> float:
    """Return the time of `mingzhang import --batch` on so many documents, the forms taking turns."""
    received = folder / "received"
    received.mkdir()
    for number in range(count):
        document = prints[number % len(prints)]
        shutil.copy(document, received / f"650001-unit{number:03}-2022{document.suffix}")
    arguments = ["import", "--batch", str(received), "--out", str(folder / "drafts"), "--quiet"]
    command = [sys.executable, "-m", "builder", *arguments]
    return _seconds(lambda: subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL))


def long_pdf(page: Path, pages: int) -> Path | None:
    """Return a PDF of about so many pages: the print's own pages, several times over."""
    text = page.read_text(encoding="utf-8")
    head, body = text.split("<body", 1)
    inner = body.split(">", 1)[1].rsplit("</body>", 1)[0]
    times = max(1, round(pages / PAGES_OF_THE_PRINT))
    long = page.with_name("long.html")
    long.write_text(f"{head}<body>{inner * times}</body></html>", encoding="utf-8")
    return as_pdf(long)


PAGES_OF_THE_PRINT = 12


def _seconds(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def main() -> int:
    """Measure, print, and write the figures to a file where one is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=RUNS, help=f"runs of each document, the median counts ({RUNS})")
    parser.add_argument("--many", type=int, default=MANY, help=f"documents of the batch, 0 for none ({MANY})")
    parser.add_argument("--slips", type=int, default=20, help="cells listed a document that are not right (20)")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args()
    print("\n".join(f"{name}: {value}" for name, value in machine(LIBRARIES).items()), end="\n\n")
    shelf = project_shelf()
    figures: dict[str, Any] = {}
    results = list(documents(shelf, options.runs))
    print_results(results, slips=options.slips)
    figures["documents"] = [asdict(result) for result in results]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "prints").mkdir()
        trips = list(round_trips(shelf, folder / "prints", options.runs))
        print("\nPrinted from the package of document 00 and imported again:")
        print_results(trips, slips=options.slips)
        figures["round_trips"] = [asdict(result) for result in trips]
        figures["command"] = command_seconds(CASES[0].document, options.runs)
        print(
            f"\nmingzhang import of document 00 as text: {figures['command']:.2f} s, start of Python and check included"
        )
        prints = sorted((folder / "prints").iterdir())
        pdf = long_pdf(next(path for path in prints if path.suffix == ".html"), 24)
        if pdf:
            figures["long_pdf"] = _long(pdf)
        if options.many:
            figures["batch"] = batch_seconds(prints, options.many, folder)
            print(
                f"mingzhang import --batch of {options.many} documents ({len(prints)} forms): {figures['batch']:.1f} s"
            )
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _long(pdf: Path) -> dict[str, float]:
    from pdfminer.pdfpage import PDFPage

    with pdf.open("rb") as opened:
        pages = sum(1 for _ in PDFPage.get_pages(opened))
    seconds = _seconds(lambda: READERS["pdf"](pdf.name, pdf.read_bytes()))
    print(f"reading a PDF of {pages} pages: {seconds:.1f} s")
    return {"pages": pages, "seconds": seconds}


if __name__ == "__main__":
    sys.exit(main())
