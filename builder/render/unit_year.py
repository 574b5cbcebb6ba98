"""The page of one unit and year: its parts in the order in which readers ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from builder.findings import AuditReport
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure
from builder.profiles import profile
from builder.render import amounts
from builder.render.about import about_section, cite_section, glossary_section
from builder.render.checks import checks_section
from builder.render.completeness import completeness_section
from builder.render.figures import Changes, KeyFigures
from builder.render.flow import flow_section
from builder.render.linked_data import dataset_block
from builder.render.marks import by_table
from builder.render.narrative import narrative_section
from builder.render.overview import overview
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.projects import projects_section
from builder.render.resources import resource_sections
from builder.render.spending import economic_section, function_section
from builder.render.tables import tables_section
from builder.render.terms import Glossary
from builder.render.text import escape, filled_template, words
from builder.render.three_public import three_public_section

_SECTIONS = (
    "flow", "function", "economic", "three-public", "projects", "people", "procurement", "assets",
    "tables", "narrative", "checks", "completeness", "glossary", "about", "cite",
)  # fmt: skip
_OPTIONAL = _SECTIONS[:4]
"""The sections that are left out where their tables are; they come first."""
_PROJECT_TABLES = ("projects", "performance")


def unit_year_page(disclosure: Disclosure, report: AuditReport, catalog: Catalog, site: SiteFacts) -> Page:
    """Return the page of a disclosure with everything that is in it, its findings beside the figures."""
    path = f"units/{disclosure.unit_id}/{disclosure.year}/index.html"
    address = site.address(path)
    changes = Changes.of_disclosure(disclosure)
    key = KeyFigures.of(disclosure, changes)
    terms = Glossary.of(disclosure, catalog)
    template = profile(disclosure.head.text("template_id"))
    found = by_table(report.disagreements)
    head = overview(disclosure, report, key, terms)
    project_findings = [finding for name in _PROJECT_TABLES for finding in found.get(name, ())]
    tables, blocks = tables_section(disclosure, template, found, report.suspects, site)
    sections = [
        flow_section(disclosure, key),
        function_section(disclosure, catalog, changes),
        economic_section(disclosure),
        three_public_section(disclosure, key, changes),
        projects_section(disclosure, project_findings, terms),
        resource_sections(disclosure, key, found),
        tables,
        narrative_section(disclosure, template, found.get("narrative", ()), terms),
    ]
    tail = [
        completeness_section(report.completeness),
        glossary_section(disclosure, terms, tuple(terms.used)),
        about_section(disclosure),
    ]
    tail.append(cite_section(disclosure, site, address))
    checks = checks_section(disclosure, report, site)
    absent = {name for name, section in zip(_OPTIONAL, sections, strict=False) if not section}
    toc = _contents(frozenset(absent), tuple((block.anchor, block.number, block.title) for block in blocks))
    body = "".join(
        [
            '<article id="top">',
            head,
            toc.small,
            *sections,
            checks,
            *tail,
            "</article>",
        ]
    )
    description = _description(disclosure, key)
    title = words()["page_title"].format(name=disclosure.name, year=disclosure.year)
    return Page(
        path,
        Slots(
            title=escape(title),
            description=escape(description),
            canonical=escape(address),
            head=dataset_block(disclosure, site, address, description),
            toc=toc.beside,
            body=body,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Contents:
    """The contents of a page as they stand beside it, and below its head where there is no room beside it."""

    beside: str
    small: str


@lru_cache(maxsize=256)
def _contents(absent: frozenset[str], tables: tuple[tuple[str, str, str], ...]) -> _Contents:
    """Return the contents; alike for most disclosures of a template, so made once for all of these."""
    present = [(name, words()[f"toc_{name}"]) for name in _SECTIONS if name not in absent]
    toc = filled_template("contents_list.html", sections=present, tables=tables)
    beside, small = (filled_template(name, toc=toc) for name in ("contents.html", "contents_small.html"))
    return _Contents(str(beside), str(small))


def _description(disclosure: Disclosure, key: KeyFigures) -> str:
    facts = [words()["page_about"].format(name=disclosure.name, year=disclosure.year)]
    named = (
        ("figure_total", key.income or key.expenditure),
        ("figure_basic", key.basic),
        ("figure_project", key.project),
    )
    facts += [
        words()["page_figure"].format(name=words()[name], amount=amounts.spoken(figure.amount))
        for name, figure in named
        if figure
    ]
    return words()["joint"].join(facts) + words()["stop"]
