"""The page on taking the data away: bulk files, and every column of every resource from its schema."""

from __future__ import annotations

from collections.abc import Sequence

from builder.render.pages import Page, SiteFacts, Slots
from builder.render.summary import UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import all_schemas

_PATH = "data/index.html"
_GROUPS = ("document", "table", "project", "other", "derived", "reference", "classification", "glossary")


def data_page(summaries: Sequence[UnitYearSummary], site: SiteFacts, bulk: Sequence[str] | None = None) -> Page:
    """Return the page; `bulk` names the resources that have files here, all of them where it is None."""
    schemas = sorted(all_schemas().values(), key=lambda schema: (_GROUPS.index(schema.group), schema.name))
    listed = [schema for schema in schemas if bulk is None or schema.name in set(bulk)]
    body = filled_template(
        "data.html",
        schemas=schemas,
        listed=listed,
        site=site,
        unit_years=len(summaries),
        units=len({summary.unit_id for summary in summaries}),
        example=max(summaries, key=lambda each: (each.errors, each.unit_id)) if summaries else None,
    )
    toc = filled_template("data_contents.html", schemas=schemas)
    return Page(
        _PATH,
        Slots(
            title=words()["data_title"],
            description=words()["data_about"],
            canonical=escape(site.address(_PATH)),
            head="",
            toc=str(toc),
            body=body,
        ),
    )
