"""What a site weighs: pages raw and compressed, what a first visit loads, lists, search, and bytes by kind of file."""

from __future__ import annotations

import gzip
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from bench.measuring import files_below

SAMPLED = 500
"""So many unit-year pages are compressed, at even steps, and the ten largest besides."""
LARGEST = 10
LEVEL = 6
"""What web servers use unless told otherwise."""
PERCENTILE = 95

_LINK = re.compile(r"<link\b[^>]*>")
_REL = re.compile(r'\brel="?([a-z ]+)"?')
_HREF = re.compile(r'\bhref="?([^" >]+)"?')
_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="?([^" >]+)"?')
_IN_CSS = re.compile(r"url\(['\"]?([^'\")]+)['\"]?\)|@import ['\"]([^'\"]+)['\"]")
_IN_JS = re.compile(r"""^\s*(?:import|export)\b[^;'"]*['"](\.[^'"]+)['"]""", re.MULTILINE)
_LOADED = {"stylesheet", "modulepreload", "preload", "icon"}
_PACKED = (".gz", ".woff2", ".png", ".zip", ".bin")
_DIGEST = re.compile(r"[0-9a-f]{8,}")
_NUMBER = re.compile(r"[0-9]+")


class Sized(NamedTuple):
    """A file by its path in the site."""

    path: str
    size: int


def site_weights(site: Path) -> dict[str, Any]:
    """Return the weights as they stand in the JSON."""
    prefix = len(str(site)) + 1
    files = sorted(Sized(entry.path[prefix:].replace("\\", "/"), entry.stat().st_size) for entry in files_below(site))
    pages = [file for file in files if _is_unit_year(file.path)]
    return {
        "files": len(files),
        "bytes": sum(file.size for file in files),
        "kinds": _grouped(files, _kind),
        "unit_year_pages": _pages(site, pages),
        "first_visit": first_visit(site, sorted(pages, key=lambda page: page.size)[len(pages) // 2].path),
        "lists": _lists(site, files),
        "search": _grouped([file for file in files if file.path.startswith("search/")], _pattern),
    }


def first_visit(site: Path, page: str) -> dict[str, Any]:
    """Return what a browser without a cache loads with a page, compressed, by kind of file."""
    parts: dict[str, int] = {"html": compressed(site / page)}
    seen: set[str] = set()
    waiting = list(_linked(page, (site / page).read_text(encoding="utf-8")))
    while waiting:
        path = waiting.pop()
        file = site / path
        if path in seen or not file.is_file():
            continue
        seen.add(path)
        kind = file.suffix.removeprefix(".")
        parts[kind] = parts.get(kind, 0) + compressed(file)
        if kind in {"css", "js"}:
            waiting += _referred(path, file.read_text(encoding="utf-8"), kind)
    return {"page": page, "bytes": sum(parts.values()), "requests": len(seen) + 1, "parts": parts}


def compressed(file: Path) -> int:
    """Return how many bytes travel: compressed, where the file is not so already."""
    content = file.read_bytes()
    return len(content) if file.name.endswith(_PACKED) else len(gzip.compress(content, LEVEL, mtime=0))


def spread(sizes: Sequence[int]) -> dict[str, int]:
    """Return the median, the ninety-fifth of a hundred, and the largest."""
    ordered = sorted(sizes)
    rank = -(-len(ordered) * PERCENTILE // 100) - 1
    return {"median": round(statistics.median(ordered)), "p95": ordered[rank], "max": ordered[-1]}


def _pages(site: Path, pages: Sequence[Sized]) -> dict[str, Any]:
    steps = pages[:: max(1, len(pages) // SAMPLED)]
    largest = sorted(pages, key=lambda page: page.size)[-LARGEST:]
    taken = {page.path for page in (*steps, *largest)}
    packed = [compressed(site / path) for path in sorted(taken)]
    return {
        "count": len(pages),
        "raw": spread([page.size for page in pages]),
        "gzip": spread(packed),
        "compressed_pages": len(taken),
    }


def _lists(site: Path, files: Iterable[Sized]) -> list[dict[str, Any]]:
    """Return the pages that list: each at the top by itself, of further ones the largest of a kind."""
    largest: dict[str, Sized] = {}
    for file in files:
        if not file.path.endswith(".html") or _is_unit_year(file.path):
            continue
        folder = file.path.split("/")[:-1]
        kind = file.path if len(folder) < 2 else f"{'/'.join(folder[:-1])}/…/"  # noqa: PLR2004
        if kind not in largest or file.size > largest[kind].size:
            largest[kind] = file
    return [
        {"page": kind, "largest": file.path, "raw": file.size, "gzip": compressed(site / file.path)}
        for kind, file in sorted(largest.items())
    ]


def _grouped(files: Iterable[Sized], kind_of: Any) -> dict[str, dict[str, int]]:
    sizes: dict[str, list[int]] = defaultdict(list)
    for file in files:
        sizes[kind_of(file.path)].append(file.size)
    return {
        kind: {"files": len(each), "bytes": sum(each), "median": round(statistics.median(each)), "max": max(each)}
        for kind, each in sorted(sizes.items(), key=lambda group: -sum(group[1]))
    }


def _is_unit_year(path: str) -> bool:
    return path.startswith("units/") and path.endswith("/index.html") and path.count("/") == 3  # noqa: PLR2004


def _kind(path: str) -> str:
    top, _, rest = path.partition("/")
    if path.endswith(".html"):
        return "unit-year pages" if _is_unit_year(path) else "other pages"
    name = path.rpartition("/")[2]
    if top == "units":
        tables = "-excel.csv" if name.endswith("-excel.csv") else ".csv" if name.endswith(".csv") else ""
        return f"beside pages: {tables or name}"
    if top == "data":
        return f"bulk: {'.'.join(name.split('.')[1:])}"
    return top if rest else name


def _pattern(path: str) -> str:
    return _NUMBER.sub("#", _DIGEST.sub("*", path.removeprefix("search/")))


def _linked(page: str, html: str) -> Iterator[str]:
    links = (link[0] for link in _LINK.finditer(html))
    wanted = (link for link in links if (rel := _REL.search(link)) and _LOADED & set(rel[1].split()))
    addresses = [found[1] for link in wanted if (found := _HREF.search(link))]
    for address in (*addresses, *_SCRIPT.findall(html)):
        yield _resolved(page, address)


def _referred(path: str, text: str, kind: str) -> Iterator[str]:
    found = _IN_CSS.findall(text) if kind == "css" else ((address, "") for address in _IN_JS.findall(text))
    for first, second in found:
        yield _resolved(path, first or second)


def _resolved(path: str, address: str) -> str:
    """Return the path in the site that an address on a page means; of another site, none that there is."""
    return urljoin(f"/{path}", address.partition("#")[0].partition("?")[0]).removeprefix("/")


def lines(weights: Mapping[str, Any]) -> Iterator[str]:
    """Yield the weights as lines of text."""
    pages, visit = weights["unit_year_pages"], weights["first_visit"]
    yield f"  {weights['files']:,} files, {_mega(weights['bytes'])}"
    for form in ("raw", "gzip"):
        each = pages[form]
        yield (
            f"  unit-year page, {form:<5} median {_kilo(each['median'])}, 95 % {_kilo(each['p95'])},"
            f" largest {_kilo(each['max'])}"
        )
    parts = ", ".join(f"{kind} {_kilo(size)}" for kind, size in visit["parts"].items())
    yield f"  first visit          {_kilo(visit['bytes'])} in {visit['requests']} requests, compressed: {parts}"
    for page in weights["lists"]:
        yield f"  {page['page']:<28} {_kilo(page['raw']):>12} raw {_kilo(page['gzip']):>11} gzip"
    for title in ("search", "kinds"):
        for kind, each in weights[title].items():
            yield (
                f"  {title}: {kind:<32} {each['files']:>8,} files {_mega(each['bytes']):>12}"
                f"  median {_kilo(each['median'])}, largest {_kilo(each['max'])}"
            )


def _kilo(size: int) -> str:
    return f"{size / 1000:,.1f} KB"


def _mega(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
