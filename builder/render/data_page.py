"""The page on taking the data away: bulk files, and every column of every resource from its schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.outputs import Derived, Output
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.shells import Frame
from builder.render.summary import DocumentName, UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import all_schemas
from builder.segments import digest_of

_PATH = "data/index.html"
_GROUPS = ("document", "table", "project", "other", "derived", "reference", "classification", "glossary")


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What the page tells of all unit-years: how many there are, and one as an example."""

    units: int
    unit_years: int
    example: DocumentName | None

    @classmethod
    def of(cls, summaries: Sequence[UnitYearSummary]) -> DataFacts:
        """Return what the summaries, in any order, have for the page."""
        example = max(summaries, key=lambda each: (each.errors, each.unit_id, -each.year), default=None)
        units = len({summary.unit_id for summary in summaries})
        return cls(units, len(summaries), example.document if example else None)


def data_job(summaries: Sequence[UnitYearSummary], bulk: Sequence[str], frame: Frame) -> Derived:
    """Return the page as a file to be made; `bulk` names the resources that have files."""
    facts = DataFacts.of(summaries)
    key = digest_of(frame.digest, repr(facts).encode(), *[name.encode() for name in bulk])
    return Derived("data/page", key, _data, (facts, tuple(bulk), frame))


def _data(facts: DataFacts, bulk: Sequence[str], frame: Frame) -> list[Output]:
    return [frame.poured(data_page(facts, frame.site, bulk))]


def data_page(facts: DataFacts, site: SiteFacts, bulk: Sequence[str] | None = None) -> Page:
    """Return the page; `bulk` names the resources that have files here, all of them where it is None."""
    schemas = sorted(all_schemas().values(), key=lambda schema: (_GROUPS.index(schema.group), schema.name))
    listed = [schema for schema in schemas if bulk is None or schema.name in set(bulk)]
    body = filled_template(
        "data.html",
        schemas=schemas,
        listed=listed,
        site=site,
        unit_years=facts.unit_years,
        units=facts.units,
        example=facts.example,
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
