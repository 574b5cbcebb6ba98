"""What a reader's browser fetches and how long it waits: `python -m bench search --unit-years 10000`.

Makes the search of so many generated unit-years, no pages, and asks it 40 pieces of their text, 2 to 12 characters
cut anywhere: bytes, requests and time to the first result, with and without a slow network; names by key stroke;
and how many of the pages that hold a piece are found, compared with a search of all texts from beginning to end.
Needs what the tests in a browser need.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.generate import unit_years  # noqa: E402
from bench.in_memory import disclosure_of  # noqa: E402
from bench.pages import REFERENCE, typed  # noqa: E402
from bench.places import area  # noqa: E402
from bench.search_browser import asked, measured  # noqa: E402
from builder.assemble import assemble_catalog  # noqa: E402
from builder.index import (  # noqa: E402
    PageText,
    catalog_entries,
    names_job,
    page_text,
    search_batch,
    search_jobs,
    search_manifest,
)
from builder.index.text import BREAK, WORD, normalised  # noqa: E402
from builder.load import find_packages  # noqa: E402
from builder.model.catalog import Catalog  # noqa: E402
from builder.outputs import Derived, ManifestEntry  # noqa: E402
from builder.publish import write_outputs  # noqa: E402
from builder.segments import HeldSegments  # noqa: E402
from builder.theme import generate  # noqa: E402

SEED = 20220101
A_PACKAGE = 100
QUERIES = 40
SHORTEST, LONGEST = 2, 12
MOST_COMPARED = 500
"""So many pages are compared for a query: to fetch every page for every query would take an hour."""
KINDS = ("project-", "narrative-", "")
"""Pieces are cut by turns from projects, from the explanation, and from anywhere."""

_WORD = re.compile(f"[{WORD}]")
_INDEXED = re.compile(rf"[^\W{WORD}][^\W]|[{WORD}][^\W{WORD}]|[{WORD}]{{2}}")
_ENDS_INSIDE_NUMBER = re.compile(r"[0-9][.,][0-9]{0,2}$")


@dataclass(slots=True)
class Made:
    """The search of all pages on disk, the texts to compare with, and processor seconds by step."""

    texts: dict[str, str] = field(default_factory=dict)
    pieces: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    seconds: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def holding(self, query: str) -> list[str]:
        """Return the addresses of the pages that hold the query; a number or word in front must begin there too."""
        found = [url for url, text in self.texts.items() if query in text]
        if not _WORD.match(query):
            return found
        before = rf"(?<![{WORD}])" + (rf"(?<![{WORD}]\.)" if query[0].isdigit() else "")
        pattern = re.compile(before + re.escape(query))
        return [url for url in found if pattern.search(self.texts[url])]


def main() -> int:
    """Make the search, measure it in a browser, print the figures."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="mingzhang-bench-search-") as folder:
        site = Path(folder)
        made = make(site, arguments.unit_years)
        queries = drawn(made, QUERIES)
        figures: dict[str, Any] = {
            "unit_years": arguments.unit_years,
            "cpu_seconds": made.seconds,
            "bytes": made.sizes,
            "browser": measured(site, queries),
            "recall": recall(made, site, queries),
        }
    print("\n".join(_told(figures)))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def make(site: Path, unit_year_count: int) -> Made:
    """Write the search of so many unit-years and the hand-written pages, which have the search box."""
    made = Made()
    catalog = assemble_catalog(
        typed(ROOT, folder) for folder in find_packages(ROOT, [ROOT / name for name in REFERENCE])
    )
    write_outputs(site, generate(ROOT).pages)
    parts = []
    for pages in _packages(unit_year_count, catalog, made):
        batch = _timed(made, "batches", lambda pages=pages: search_batch(pages))
        _count(made, "fragments", write_outputs(site, batch.fragments))
        parts.append(HeldSegments(batch.segments))
        _keep(made, pages)
    names = _publish(site, made, "names", [names_job(parts, catalog_entries(catalog))])
    joined = _publish(site, made, "lists and terms", _timed(made, "jobs", lambda: search_jobs(parts)))
    manifest = _timed(made, "manifest", lambda: search_manifest(parts, [*names, *joined]))
    _count(made, "manifest", write_outputs(site, [manifest]))
    return made


def recall(made: Made, site: Path, queries: Sequence[str]) -> dict[str, Any]:
    """Return how many of the pages that hold a query are found, of those whose candidates were all compared.

    And how many found pages hold it; `many` are the queries that more pages may hold than were compared.
    """
    expected = found_right = found_all = many = 0
    missed = {}
    for query, (urls, is_complete) in zip(queries, asked(site, queries, MOST_COMPARED), strict=True):
        holding = set(made.holding(query))
        right = holding.intersection(urls)
        wanted = holding if is_complete else right
        many += not is_complete
        expected += len(wanted)
        found_right += len(right)
        found_all += len(urls)
        if wanted - right:
            missed[query] = len(wanted - right)
    shares = {"recall": found_right / max(expected, 1), "precision": found_right / max(found_all, 1)}
    return {**shares, "many": many, "missed": missed}


def drawn(made: Made, count: int) -> list[str]:
    """Return pieces of texts, each read as a query as it stands."""
    lot = Random(SEED)
    found: list[str] = []
    while len(found) < count:
        text = lot.choice(made.pieces[KINDS[len(found) % len(KINDS)]])
        length = lot.randint(SHORTEST, LONGEST)
        start = lot.randrange(max(1, len(text) - length + 1))
        piece = text[start : start + length].strip()
        if len(piece) >= SHORTEST and _is_query(text, start, piece) and piece not in found:
            found.append(piece)
    return found


def _is_query(text: str, start: int, piece: str) -> bool:
    """Whether the piece is found as it stands: numbers and words are, from their beginning on."""
    cuts_a_word = start > 0 and bool(_WORD.match(piece)) and bool(re.match(rf"[{WORD}.]", text[start - 1]))
    return (
        normalised(piece) == piece
        and bool(_INDEXED.search(piece))
        and not cuts_a_word
        and not piece.startswith((".", ","))
        and not _ENDS_INSIDE_NUMBER.search(piece)
    )


def _packages(count: int, catalog: Catalog, made: Made) -> Iterator[list[PageText]]:
    for number, first in enumerate(range(0, count, A_PACKAGE)):
        place = area(number, min(A_PACKAGE, count - first), SEED)
        disclosures = [
            disclosure_of(place, disclosed.unit, records.rows) for disclosed, records in unit_years(place, SEED)
        ]
        yield _timed(made, "texts", lambda disclosures=disclosures: [page_text(each, catalog) for each in disclosures])


def _keep(made: Made, pages: Sequence[PageText]) -> None:
    lot = Random(len(made.texts))
    for page in pages:
        made.texts[page.url] = normalised(BREAK.join(page.parts()))
    for kind, pieces in made.pieces.items():
        passages = [passage for passage in lot.choice(pages).passages if passage[0].startswith(kind)]
        parts = chain.from_iterable(passage.parts() for passage in passages)
        pieces += [part for part in map(normalised, parts) if len(part) >= SHORTEST]


def _publish(site: Path, made: Made, step: str, jobs: Sequence[Derived]) -> Sequence[ManifestEntry]:
    outputs = _timed(made, step, lambda: [output for job in jobs for output in job.make(*job.arguments)])
    return _count(made, step, write_outputs(site, outputs))


def _timed(made: Made, step: str, work: Any) -> Any:
    start = process_time()
    result = work()
    made.seconds[step] = made.seconds.get(step, 0) + process_time() - start
    return result


def _count(made: Made, kind: str, entries: Sequence[ManifestEntry]) -> Sequence[ManifestEntry]:
    made.sizes[kind] = made.sizes.get(kind, 0) + sum(entry.size for entry in entries)
    return entries


def _told(figures: dict[str, Any]) -> Iterator[str]:
    yield f"{figures['unit_years']} unit-years"
    yield "processor seconds: " + ", ".join(f"{step} {taken:.2f}" for step, taken in figures["cpu_seconds"].items())
    yield "bytes: " + ", ".join(f"{kind} {size:,}" for kind, size in figures["bytes"].items())
    for network, answer in figures["browser"].items():
        yield network + ": " + ", ".join(f"{name} {value:,.0f}" for name, value in answer.items() if name != "answers")
    found = figures["recall"]
    yield f"recall {found['recall']:.4f} ({found['many']} queries apart), precision {found['precision']:.4f}"
    yield from (f"  {query}: {count} pages missed" for query, count in found["missed"].items())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unit-years", type=int, default=1000)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
