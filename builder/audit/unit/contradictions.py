"""Wording that contradicts what the document says of the unit itself."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import Figure, figure, record_figure
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.text.paragraphs import text_of
from builder.audit.text.stated import stated_figures
from builder.audit.vocabulary import pattern, term
from builder.model.money import plain

PERFORMANCE_PAY = "30107"
INSTITUTION, AGENCY = "50", "01"


def wording_fits_the_unit(case: Case) -> Iterator[Outcome]:
    """A unit without subordinates does not speak of them; a mere institution reports no agency operating cost.

    A mere institution runs on item 50 alone, pays performance salaries, and is not managed like the civil
    service. Both are notes: the wording is mostly the template's. It cannot see what the text leaves out.
    """
    outcomes = [*_subordinates(case), *_agency_operating(case)]
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _subordinates(case: Case) -> Iterator[Outcome]:
    if case.disclosure.head.flag("has_subordinates") is not False:
        return
    text = text_of(case)
    said = pattern("subordinate_units").search(text.whole)
    if said:
        place = next(paragraph.place for paragraph in text.paragraphs if said[0] in paragraph.text)
        yield remark("LOG-01", place, "info", stated=said[0], facts={"operating": ""})
    elif text.paragraphs:
        yield HELD


def _agency_operating(case: Case) -> Iterator[Outcome]:
    if case.is_department or not _is_judged(case):
        return
    stated = _stated_operating(case)
    if stated is None or stated.amount is None or not _is_mere_institution(case):
        yield HELD
        return
    amount = plain(stated.amount)
    yield remark("LOG-01", stated.place, "info", stated=amount, facts={"operating": amount})


def _is_judged(case: Case) -> bool:
    return case.table("T5") is not None and case.table("T6") is not None


def _stated_operating(case: Case) -> Figure | None:
    """Return the agency operating cost that is printed: in the text, else in T8; None where it is none or zero."""
    table = case.table("T8")
    rows = [record_figure(each.row, "amount") for each in stated_figures(case) if each.subject == "agency_operating"]
    cells = [figure(table, line.key, "agency_operating") for line in table.lines] if table else []
    return next((each for each in (*rows, *cells) if each.amount), None)


def _is_mere_institution(case: Case) -> bool:
    functional, economic = case.table("T5"), case.table("T6")
    if functional is None or economic is None or not economic.amount(PERFORMANCE_PAY, "total"):
        return False
    runs = {
        line.key[-2:] for line in functional.lines if _is_running_cost(line.key, line.name) and line.amount("total")
    }
    return runs == {INSTITUTION} and not _is_like_civil_service(case)


def _is_running_cost(code: str, name: str) -> bool:
    is_institution = code.endswith(INSTITUTION) and term("running_an_institution") in name
    return is_institution or (code.endswith(AGENCY) and term("running_an_agency") in name)


def _is_like_civil_service(case: Case) -> bool:
    unit = case.disclosure.unit
    if unit.text("unit_type") in {"administrative", "civil_service_managed", "mass_org"}:
        return True
    texts = [case.disclosure.head.text("functions_text"), *(row.text("text") for row in case.paragraphs)]
    return any(pattern("like_civil_service").search(text) for text in texts if text)


CONTRADICTION_RULES = (Rule("LOG-01", "info", wording_fits_the_unit),)
