"""Model → page bodies: pure functions that return a page's path and what fills its shell."""

from __future__ import annotations

from builder.render.data_page import data_page
from builder.render.directory import directory_page
from builder.render.glossary import glossary_page
from builder.render.home import home_page
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.shells import Shell
from builder.render.summary import UnitYearSummary, summarise
from builder.render.unit import unit_page
from builder.render.unit_year import unit_year_page

__all__ = [
    "Page",
    "Shell",
    "SiteFacts",
    "Slots",
    "UnitYearSummary",
    "data_page",
    "directory_page",
    "glossary_page",
    "home_page",
    "summarise",
    "unit_page",
    "unit_year_page",
]
