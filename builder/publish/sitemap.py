"""The list of addresses for search engines, at most 50,000 a file (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from builder.outputs import Output

LIMIT = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_outputs(page_paths: Iterable[str], site_url: str) -> tuple[Output, ...]:
    """Return sitemap.xml, its gzipped twin and robots.txt for pages given as paths (`units/index.html`)."""
    addresses = sorted(site_url + path.removesuffix("index.html") for path in page_paths if path != "404.html")
    robots = Output("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode())
    if len(addresses) <= LIMIT:
        return (*_with_twin("sitemap.xml", _urlset(addresses)), robots)
    parts: list[Output] = []
    names = []
    for number, start in enumerate(range(0, len(addresses), LIMIT), start=1):
        names.append(f"sitemap-{number}.xml")
        parts.extend(_with_twin(names[-1], _urlset(addresses[start : start + LIMIT])))
    index = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    document = f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{index}</sitemapindex>\n"
    return (*_with_twin("sitemap.xml", document), *parts, robots)


def _urlset(addresses: list[str]) -> str:
    urls = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{urls}</urlset>\n"


def _with_twin(path: str, document: str) -> Iterator[Output]:
    content = document.encode()
    yield Output(path, content)
    yield Output(path + ".gz", gzip.compress(content, mtime=0))
