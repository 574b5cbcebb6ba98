"""The last sections: terms, what the document is, how to cite it and take it away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.render.downloads import all_files, bulk_note, resource_files
from builder.render.overview import web_address
from builder.render.pages import SiteFacts
from builder.render.records import value_text
from builder.render.terms import Glossary, OwnTerm, StandardTerm
from builder.render.text import Markup, described, escape, filled_template, joined, words
from builder.schemas import Schema, all_schemas, label

_BLANK = "\u3000"
_UNVERIFIED = "unverified"
_ELSEWHERE = frozenset({"unit_id", "year", "src_line", "functions_text", "toc_titles"})


def glossary_section(disclosure: Disclosure, terms: Glossary, used: Iterable[str]) -> Markup:
    """Return the unit's own terms, then the standard ones that this page links to."""
    standard = [
        terms.standard[anchor.removeprefix("term-")]
        for anchor in used
        if anchor.startswith("term-") and anchor.removeprefix("term-") in terms.standard
    ]
    source_url = web_address(disclosure.head.text("source_url"))
    own = [_own_term(term, terms.standard.get(term.term_id or ""), source_url) for term in terms.own]
    return filled_template("unit_glossary.html", terms=joined([*own, *map(_standard_term, standard)]))


def _own_term(term: OwnTerm, known: StandardTerm | None, source_url: str) -> str:
    if term.definition:
        text = escape(term.definition)
    elif source_url:
        text = words()["term_own_source"].format(url=escape(source_url))
    else:
        text = words()["term_own_withheld"]
    standard = f"<dd>{_definition(known)}" if known else ""
    return (
        f'<dt id="glossary-{term.seq}">{escape(term.term)}{standard}<dd class="own">'
        f"{words()['term_own'].format(text=text)}"
    )


@lru_cache(maxsize=1024)
def _standard_term(term: StandardTerm) -> str:
    basis = words()["term_basis"].format(text=escape(term.basis)) if term.basis else ""
    own = f'<dd class="own">{basis}' if basis else ""
    return f'<dt id="term-{escape(term.term_id)}">{escape(term.term)}<dd>{_definition(term)}{own}'


def _definition(term: StandardTerm) -> str:
    if term.status != _UNVERIFIED:
        return escape(term.definition)
    status = words()["term_status"].format(status=escape(label("glossary_terms", "status", term.status)))
    return f'{escape(term.definition)}<span class="mz-u">{status}</span>'


def about_section(disclosure: Disclosure) -> Markup:
    """Return the profile of the unit and everything else that is known of the document."""
    package = disclosure.package
    regions = disclosure.regions
    return filled_template(
        "about.html",
        functions_text=disclosure.head.text("functions_text"),
        facts=_entries(_facts("disclosures", disclosure.head)),
        unit=_entries(_facts("units", disclosure.unit)),
        regions=joined([f"<li>{_BLANK.join(value for _, value in _facts('regions', row))}" for row in regions]),
        region_titles=[field.title for field in all_schemas()["regions"].fields],
        package=package,
        licences=[dict(licence) for licence in package.licenses],
        sources=[dict(source) for source in package.sources],
        contributors=[dict(contributor) for contributor in package.contributors],
        address=web_address,
    )


def cite_section(disclosure: Disclosure, site: SiteFacts, address: str) -> Markup:
    """Return the citation, the source with its checksum, every download, and where to report an error."""
    head = disclosure.head
    names = [schema.name for schema in _disclosed_schemas() if schema.name in disclosure.resources]
    names += [
        schema.name
        for schema in all_schemas().values()
        if schema.scope == "global" and schema.name in disclosure.resources
    ]
    return filled_template(
        "cite.html",
        name=disclosure.name,
        title=head.text("title") or "",
        signed=head.day("signed_date") or head.day("published_date"),
        publisher=head.text("signed_by") or head.text("name_printed") or disclosure.name,
        source_url=web_address(head.text("source_url")),
        retrieved_from=web_address(head.text("retrieved_from")),
        sha256=head.text("source_sha256"),
        documents=disclosure.documents,
        downloads=resource_files(tuple(names), site.downloads),
        all_files=all_files(site.downloads),
        bulk_note=bulk_note(site.downloads),
        measure_sets=tuple(all_schemas()["budget_facts"].field("measure_set").labels.values())
        if disclosure.rows("budget_facts")
        else (),
        site=site,
        address=address,
        year=disclosure.year,
    )


@cache
def _disclosed_schemas() -> list[Schema]:
    order: Mapping[str, int] = {"document": 0, "table": 1, "project": 2, "other": 3, "derived": 4}
    disclosed = [schema for schema in all_schemas().values() if schema.scope == "disclosed"]

    def place(schema: Schema) -> tuple[int, int, str]:
        number = int((schema.table_id or "T0").removeprefix("T"))
        return order.get(schema.group, len(order)), number, schema.name

    return sorted(disclosed, key=place)


def _entries(facts: Iterable[tuple[str, str]]) -> Markup:
    return joined([described(escape(title), text) for title, text in facts])


def _facts(resource: str, row: Row) -> list[tuple[str, str]]:
    schema = all_schemas()[resource]
    found = []
    for field in schema.fields:
        if field.name in _ELSEWHERE and resource != "units":
            continue
        value = row[field.name]
        if value is None:
            continue
        found.append((field.title, value_text(field, value).replace("|", words()["joint"])))
    return found
