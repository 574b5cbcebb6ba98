"""The figures of a text that came without them: read by rule, each row standing where its paragraph does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from builder.model.disclosure import PrintedTable
from builder.model.rows import Columns, Row
from builder.narrative import ClassificationNames, Paragraph, extract_figures
from builder.schemas import all_schemas

RESOURCE = "narrative_figures"


def assemble_narrative_figures(
    unit_id: str, year: int, narrative: Sequence[Row], tables: Mapping[str, PrintedTable]
) -> tuple[Row, ...]:
    """Return the rows of `narrative_figures` that the paragraphs state; none where no text is reproduced."""
    paragraphs = {row.whole("seq") or 0: row for row in narrative if row.text("text")}
    if not paragraphs:
        return ()
    header = all_schemas()[RESOURCE].header
    figures = extract_figures(map(_paragraph, paragraphs.values()), year=year, names=_names(tables.values()))
    places = {name: position for position, name in enumerate(header)}
    # the cells stand nowhere in the file of the paragraphs but in their text
    file = narrative[0].columns
    columns = Columns(RESOURCE, file.file, places, dict.fromkeys(header, file.in_file["text"]))
    return tuple(
        Row(
            columns,
            (unit_id, year, *(getattr(figure, name) for name in header[2:])),
            paragraphs[figure.paragraph].line,
        )
        for figure in figures
    )


def _paragraph(row: Row) -> Paragraph:
    return Paragraph(
        seq=row.whole("seq") or 0,
        section=row.text("section") or "",
        is_heading=bool(row.flag("heading")),
        text=row.text("text"),
        src_line=row.whole("src_line"),
    )


def _names(tables: Iterable[PrintedTable]) -> ClassificationNames:
    """The names that the tables print beside their codes: economic in T6, functional in all others."""
    functional: list[tuple[str, str]] = []
    economic: list[tuple[str, str]] = []
    for table in tables:
        names = economic if table.table_id == "T6" else functional
        names.extend((line.code, line.name) for line in table.lines if line.code)
    return ClassificationNames.of(functional, economic)
