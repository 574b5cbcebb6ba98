"""The contents list names the tables that are printed, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.names.names_of_codes import plain_name
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.vocabulary import pattern

TITLE = "title_printed"


def contents_list_tables(case: Case) -> Iterator[Outcome]:
    """The titles in the contents list are those of the tables printed.

    Passes for each title that stands in both; year, numbering, `department` or `unit`, quotes and brackets make no
    difference. Where as many are left on both sides, they are paired in order. A performance form that is in the
    dataset counts as printed. Other parts of a document, without figures, are not in the contents list kept here.
    """
    head = case.disclosure.head
    listed = {_plain_title(title): title for title in head.parts("toc_titles")}
    if not listed:
        yield NotApplicable("no-contents-list")
        return
    tables = {_plain_title(table.printed.text(TITLE) or ""): table for table in case.disclosure.tables.values()}
    missing = [title for plain, title in listed.items() if plain not in tables and not _is_form(case, title)]
    surplus = [table for plain, table in tables.items() if plain not in listed]
    yield from [HELD] * sum(plain in tables for plain in listed)
    place = place_of(head, "toc_titles")
    if len(missing) == len(surplus):
        for title, table in zip(missing, surplus, strict=True):
            printed = table.printed.text(TITLE)
            facts = {"unprinted": "", "unlisted": ""}
            yield remark("TBL-04", place, "warning", stated=title, expected=printed, facts=facts)
        return
    for title in missing:
        yield remark("TBL-04", place, "warning", stated=title, facts={"unprinted": title, "unlisted": ""})
    for table in surplus:
        at_table = place_of(table.printed, TITLE, table=table.table_id)
        facts = {"unprinted": "", "unlisted": table.printed.text(TITLE) or ""}
        yield remark("TBL-04", at_table, "warning", facts=facts)


def _plain_title(title: str) -> str:
    return pattern("title_noise").sub("", plain_name(title))


def _is_form(case: Case, title: str) -> bool:
    return bool(case.rows("performance_targets")) and pattern("performance_form").search(title) is not None


CONTENTS_RULES = (Rule("TBL-04", "warning", contents_list_tables),)
