"""Model → page bodies: pure functions that return a page's path and what fills its shell."""

from __future__ import annotations

from builder.render.lists import ListSettings, UnitYearShare, list_jobs, list_segments, unit_year_share
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.rules import RuleFacts, checked_rules, group_title, rule_page, rule_words
from builder.render.shells import Shell
from builder.render.unit_year import unit_year_page

__all__ = [
    "ListSettings",
    "Page",
    "RuleFacts",
    "Shell",
    "SiteFacts",
    "Slots",
    "UnitYearShare",
    "checked_rules",
    "group_title",
    "list_jobs",
    "list_segments",
    "rule_page",
    "rule_words",
    "unit_year_page",
    "unit_year_share",
]
