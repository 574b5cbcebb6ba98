"""Performance-target forms → projects, their targets and their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.ingest.forms.form import Form, joined_forms
from builder.ingest.forms.grid_form import read_grid_form
from builder.ingest.forms.head import is_title
from builder.ingest.forms.indicators import columns_in
from builder.ingest.forms.labels import starts_form
from builder.ingest.forms.line_form import read_line_form
from builder.ingest.forms.list_form import list_header, read_list_form
from builder.ingest.outline import Zone, plain
from builder.ingest.profile.prose import claim_row
from builder.ingest.recognised import Doubt, Recognised, Record, Setting
from builder.ingest.source import Row
from builder.ingest.vocabulary import vocabulary

__all__ = ["recognise_forms"]


def recognise_forms(zones: Sequence[Zone], setting: Setting) -> Recognised:  # noqa: ARG001 (all recognisers alike)
    """Return what the forms hold; a project's records carry `@form:` and its name in the form as their project_id."""
    found = Recognised()
    joined_forms(_forms([zone for zone in zones if zone.kind == "form"], found), found)
    return found


def _forms(zones: Sequence[Zone], found: Recognised) -> Iterator[Form]:
    before: Record | None = None
    for zone in zones:
        if _is_whole(zone.rows):
            _leave_whole(zone.rows, found)
            continue
        for form in _forms_in(zone.rows, before):
            is_certain = all(doubt.key != "doubt-indicator-level" for doubt in form.found.doubts)
            before = next(reversed(form.indicators), before) if is_certain else None
            yield form


def _forms_in(rows: Sequence[Row], before: Record | None) -> Iterator[Form]:
    if not any(row.grid and len(row.cells) > 1 for row in rows):
        yield read_line_form(rows)
        return
    at = list_header(rows)
    if at >= 0:
        yield from read_list_form(rows, at)
        return
    for part in _parted(rows):
        yield read_grid_form(part, before)


def _parted(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Cut where the head of another form begins below indicators; titles right above it belong to it."""
    begin = 0
    has_indicators = False
    for index, row in enumerate(rows):
        if has_indicators and starts_form(row):
            cut = index
            while cut > begin and (not rows[cut - 1].filled or is_title(rows[cut - 1])):
                cut -= 1
            yield rows[begin:cut]
            begin, has_indicators = cut, False
        has_indicators = has_indicators or bool(columns_in(row))
    yield rows[begin:]


def _is_whole(rows: Sequence[Row]) -> bool:
    """Whether a form is that of a whole department or unit, for which there is no resource."""
    titles = [plain(row.text) for row in rows if row.filled][:3]
    return any(re.search(vocabulary("forms")["whole"], title) for title in titles)


def _leave_whole(rows: Sequence[Row], found: Recognised) -> None:
    for row in rows:
        claim_row(row, found, "form-of-whole-unit")
    pieces = tuple(row.filled[0].piece for row in rows if row.filled)[:1]
    title = next((row.text for row in rows if row.filled), "")
    found.doubts.append(Doubt("doubt-form-whole", pieces, facts={"title": title}))
