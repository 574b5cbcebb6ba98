"""Years that the text names: those of comparisons, of amounts arranged, of titles, of plans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.text.paragraphs import text_of
from builder.audit.text.stated import stated_figures
from builder.audit.vocabulary import pattern, term
from builder.findings import Finding, Place, Severity
from builder.model.rows import Row

_GAP = "\u2026\u2026"
"""What stands between the passages of one quote."""
PLANNING_SECTIONS = frozenset({"s10_2", "s10_3", "s10_4"})


def comparisons_are_with_last_year(case: Case) -> Iterator[Outcome]:
    """A change is measured on the year before: a later year is impossible, an earlier one unusual.

    Read in the quote of each figure, else in its column, then in paragraphs that no figure quotes. An entry's own
    amount is of the budget year. Reasons are not read. It cannot see a base that is wrong in all but its year.
    """
    figures, paragraphs = stated_figures(case), text_of(case).paragraphs
    outcomes = [outcome for each in figures if not each.quote for outcome in _of_column(case, each.row)]
    quoted = _years_in(case, [each.quote for each in figures if each.quote])
    printed = _years_in(case, [paragraph.printed for paragraph in paragraphs])
    # the same words stand in a quote and in its paragraph: right years are counted in one of the two
    outcomes += [HELD] * sum(year.is_right for year in printed or quoted)
    if any(year.is_wrong for year in (*quoted, *printed)):
        outcomes += _told_wrong(case)
    yield from outcomes or [NotApplicable("nothing-to-compare" if case.figures or case.paragraphs else "no-text")]


class _Year(NamedTuple):
    """A year that the text has beside a budget: what it is there for, and whether it is the right one."""

    number: int
    use: str
    is_right: bool

    @property
    def is_wrong(self) -> bool:
        return bool(self.use) and not self.is_right


def _read_year(case: Case, match: re.Match[str]) -> _Year:
    """Read a year: compared with, carried out (any earlier year may be), arranged for, or of no matter here."""
    year, before = int(match[1]), match.string[max(match.start() - 2, 0) : match.start()].rstrip()[-1:]
    if before and before in term("before_comparison"):
        return _Year(year, "compared", year == case.year - 1)
    if match["executed"]:
        return _Year(year, "compared", year < case.year)
    if match["planned"]:
        return _Year(year, "planned", year == case.year)
    return _Year(year, "", is_right=False)


def _years_in(case: Case, texts: Iterable[str]) -> list[_Year]:
    return [_read_year(case, match) for match in pattern("year_of_budget").finditer("\n".join(texts))]


def _text_of(row: Row) -> str | None:
    return row.text("quote" if row.columns.resource == "narrative_figures" else "text")


def _told_wrong(case: Case) -> Iterator[Finding]:
    """Find where the wrong years stand: at the figure quoted, else at the paragraph."""
    told: list[tuple[str | None, str | None, str]] = []
    seen: set[str] = set()
    for row in (*case.figures, *case.paragraphs):
        text, section = _text_of(row), row.text("section")
        if not text or text in seen:
            continue
        seen.add(text)
        is_figure = row.columns.resource == "narrative_figures"
        for finding in _wrong_in(case, row, text, is_figure=is_figure):
            year = finding.stated
            if is_figure:
                told += [(year, section, piece) for piece in text.split(_GAP) if year and year in piece]
            if is_figure or not any(year == known and (section == at or piece in text) for known, at, piece in told):
                yield finding


def _wrong_in(case: Case, row: Row, text: str, *, is_figure: bool) -> Iterator[Finding]:
    """Judge a passage without its reasons; of amounts arranged one at least must be of the budget year."""
    said = pattern("reason").sub("", text)
    years = [_read_year(case, match) for match in pattern("year_of_budget").finditer(said)]
    compared = next((year for year in years if year.use == "compared" and year.is_wrong), None)
    planned = [year for year in years if year.use == "planned"]
    if compared:
        column = "base_year" if is_figure else "text"
        yield _compared(case, place_of(row, column), compared.number)
    if planned and not any(year.is_right for year in planned):
        yield _planned(case, place_of(row, "amount" if is_figure else "text"), planned[0].number)


def _of_column(case: Case, row: Row) -> Iterator[Outcome]:
    year = row.whole("base_year")
    if year is not None:
        yield HELD if year == case.year - 1 else _compared(case, place_of(row, "base_year"), year)


def _compared(case: Case, place: Place, year: int) -> Finding:
    severity: Severity = "error" if year >= case.year else "warning"
    facts = {"planned": ""}
    return remark("DAT-04", place, severity, stated=str(year), expected=str(case.year - 1), facts=facts)


def _planned(case: Case, place: Place, year: int) -> Finding:
    return remark("DAT-04", place, "error", stated=str(year), expected=str(case.year), facts={"planned": str(year)})


def titles_are_of_the_budget_year(case: Case) -> Iterator[Outcome]:
    """A year in the title, in titles of tables and in headings is the budget year; so is that of what is planned.

    Titles that look back, as on accounts, are not read. A sentence on planned procurement, purchases or
    performance with another year is a note; so is a paragraph that begins to state the budget with another year and
    never names the budget year. It cannot see a title without a year.
    """
    outcomes = [*_titles(case), *_plans(case), *_openings(case)]
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _titles(case: Case) -> Iterator[Outcome]:
    titles: list[tuple[Row, str, str | None]] = [(case.disclosure.head, "title", None)]
    titles += [(table.printed, "title_printed", name) for name, table in case.disclosure.tables.items()]
    titles += [(paragraph.row, "text", None) for paragraph in text_of(case).paragraphs if paragraph.is_heading]
    for row, column, table in titles:
        title = row.text(column)
        years = {int(year) for year in pattern("title_year").findall(title or "")}
        if not years or pattern("looking_back").search(title or ""):
            continue
        if case.year in years:
            yield HELD
        else:
            place = place_of(row, column, table=table)
            yield remark("DAT-05", place, "error", stated=title, expected=str(case.year), facts={"plan": ""})


def _plans(case: Case) -> Iterator[Outcome]:
    for row, text, section, is_heading, _ in text_of(case).paragraphs:
        if is_heading or section not in PLANNING_SECTIONS:
            continue
        for planned in pattern("planning").finditer(text):
            before = text[max(planned.start() - 1, 0) : planned.start()]
            is_other = bool(before) and before in term("before_other_year")
            if is_other or not _is_plan(planned[0]):
                continue
            yield HELD if int(planned[1]) == case.year else _other_plan(case, row, planned[1], planned[0])


def _openings(case: Case) -> Iterator[Outcome]:
    for row, text, _, is_heading, _ in text_of(case).paragraphs:
        opening = None if is_heading else pattern("opening").match(text)
        if opening is None or pattern("looking_back").search(opening[0]):
            continue
        if str(case.year) in text:
            yield HELD
        else:
            yield _other_plan(case, row, opening[1], opening[0])


def _is_plan(said: str) -> bool:
    """Whether the words speak of what is planned: not of what was bought or found in an earlier year."""
    return bool(pattern("plan_words").search(said)) and not pattern("looking_back").search(said)


def _other_plan(case: Case, row: Row, year: str, said: str) -> Finding:
    facts = {"plan": said}
    return remark("DAT-05", place_of(row, "text"), "info", stated=year, expected=str(case.year), facts=facts)
