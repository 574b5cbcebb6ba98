"""Purposes and reasons that belong to another entry: left from the line above, or copied to the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.text.stated import Stated, stated_figures
from builder.audit.vocabulary import pattern, terms
from builder.findings import Severity

_LEAST_NAME = 4
"""A shorter name may be an ordinary word."""


def purpose_speaks_of_its_own_item(case: Case) -> Iterator[Outcome]:
    """The purpose and the reason of an entry do not name another entry's item instead of its own.

    Passes when the own name is there too, or money is told to have moved between items. The purposes of pension,
    annuity, medical, housing fund and housing subsidy items are held to these words as well. It cannot see a
    purpose that names no item.
    """
    items = [stated for stated in stated_figures(case) if stated.subject == "item"]
    texts = [(each, field, text) for each in items for field, text in _texts(each)]
    if not texts:
        yield NotApplicable("no-text" if items else "no-list-of-items")
        return
    names = {name: None for each in items if len(name := _name_of(case, each)) >= _LEAST_NAME}
    for stated, field, text in texts:
        yield _finding(case, stated, field, text, names) or HELD


def _texts(stated: Stated) -> Iterator[tuple[str, str]]:
    if stated.purpose:
        yield "purpose", stated.purpose
    if stated.reason:
        yield "reason", stated.reason


def _name_of(case: Case, stated: Stated) -> str:
    table = case.table("T5")
    line = table.line(stated.code) if table is not None and stated.code else None
    return line.name if line is not None else stated.own_name


def _finding(case: Case, stated: Stated, field: str, text: str, names: Mapping[str, None]) -> Outcome | None:
    own = _name_of(case, stated)
    if own in text or stated.own_name in text:
        return None
    severity: Severity = "warning"
    other = _other_kind(own, text) if field == "purpose" else ""
    if not other:
        severity = "info"
        other = next((name for name in names if name in text and name not in own), "")
        if not other or pattern("moved_money").search(text):
            return None
    facts = {"name": own, "other": other, "is_reason": "1" if field == "reason" else ""}
    return remark("NAR-05", place_of(stated.row, field), severity, stated=text, facts=facts)


def _other_kind(own: str, text: str) -> str:
    """Return the kind of staff item that a purpose tells of where the item is of another kind, else nothing."""
    kinds = [word for word in terms("staff_items") if word in own]
    if not kinds or pattern("residual_item").search(own) or any(word in text for word in kinds):
        return ""
    return next((word for word in terms("staff_items") if word in text), "")
