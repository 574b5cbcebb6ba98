"""Model → page bodies: pure functions that return a page's path and what fills its shell."""

from __future__ import annotations

from builder.render.checks_page import checks_page, rule_pages
from builder.render.completeness import completeness_file, completeness_page
from builder.render.data_page import data_page
from builder.render.directory import directory_page
from builder.render.finding_files import finding_files
from builder.render.glossary import glossary_page
from builder.render.home import home_page
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.rules import RuleFacts, RuleTally, checked_rules, group_title, rule_page, rule_words, tallies
from builder.render.shells import Shell
from builder.render.summary import UnitYearSummary, summarise
from builder.render.unit import unit_page
from builder.render.unit_year import unit_year_page

__all__ = [
    "Page",
    "RuleFacts",
    "RuleTally",
    "Shell",
    "SiteFacts",
    "Slots",
    "UnitYearSummary",
    "checked_rules",
    "checks_page",
    "completeness_file",
    "completeness_page",
    "data_page",
    "directory_page",
    "finding_files",
    "glossary_page",
    "group_title",
    "home_page",
    "rule_page",
    "rule_pages",
    "rule_words",
    "summarise",
    "tallies",
    "unit_page",
    "unit_year_page",
]
