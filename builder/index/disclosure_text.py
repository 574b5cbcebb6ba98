"""What can be found of a disclosure: its names, texts, and figures as printed; the fixed labels of forms are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from builder.index.page_texts import PART, FigureRows, Passage
from builder.layout.amounts import printer
from builder.model import money
from builder.model.catalog import Catalog
from builder.model.disclosure import TOTAL, Disclosure, Line, PrintedTable
from builder.model.rows import Row, Value
from builder.schemas import all_schemas, label

_BETWEEN_TITLES = "\u3000"
_ECONOMIC_TABLE = "T6"
_INDICATOR_VALUES = ("raw_text", "value_text")


def passages(disclosure: Disclosure, catalog: Catalog) -> Iterator[Passage | FigureRows]:
    """Yield what the page of this unit and year says, in its order; of codes the official names too."""
    found = chain(
        _profile(disclosure),
        _projects(disclosure),
        _tables(disclosure),
        _official_names(disclosure, catalog),
        _figures(disclosure),
        _narrative(disclosure),
        _glossary(disclosure),
    )
    return (passage for passage in found if isinstance(passage, FigureRows) or passage.text)


def region_names(disclosure: Disclosure) -> str:
    """Return the names of the unit's regions from the widest down."""
    return " ".join(row.text("name") or "" for row in reversed(disclosure.regions))


def unit_names(disclosure: Disclosure) -> tuple[str, ...]:
    """Return the names that the unit goes by in this disclosure, the official one first, each once."""
    head, unit = disclosure.head, disclosure.unit
    names = (disclosure.name, *unit.parts("names_alias"), head.text("name_printed"), *head.parts("signboards"))
    return tuple(dict.fromkeys(name for name in names if name))


def _glossary(disclosure: Disclosure) -> Iterator[Passage]:
    for row in disclosure.rows("glossary"):
        yield Passage(
            f"glossary-{row.whole('seq')}",
            _title("glossary", "term"),
            _parts(row.text("term"), row.text("definition")),
        )


def _profile(disclosure: Disclosure) -> Iterator[Passage]:
    head = disclosure.head
    yield Passage("top", _title("units"), _parts(*unit_names(disclosure)))
    known = unit_names(disclosure)
    signed_by = head.text("signed_by")
    yield Passage("top", _title("disclosures"), _parts(head.text("title"), None if signed_by in known else signed_by))
    yield Passage("people", _title("disclosures", "functions_text"), _parts(head.text("functions_text")))
    yield Passage("people", _title("divisions"), _parts(*(row.text("name") for row in disclosure.rows("divisions"))))


def _projects(disclosure: Disclosure) -> Iterator[Passage]:
    known = unit_names(disclosure)
    names: dict[str, str] = {}
    for row in disclosure.rows("projects"):
        project = row.text("project_id") or ""
        variants = tuple(dict.fromkeys(row.text(name) for name in ("name_table", "name_narrative", "name_form")))
        names[project] = next((variant for variant in variants if variant), project)
        yield Passage(_project_anchor(project), _title("projects"), _parts(*variants))
        for field in ("policy_basis", "executor", "exec_text"):
            text = row.text(field)
            if text not in known:  # the unit itself as the one who carries it out is no news
                yield Passage(_project_anchor(project), _under(names[project], "projects", field), _parts(text))
    for resource, texts in (
        ("project_allocations", _allocation_texts),
        ("performance_targets", _target_texts),
        ("performance_indicators", _indicator_texts),
    ):
        for row in disclosure.rows(resource):
            project = row.text("project_id") or ""
            title = _under(names.get(project, project), resource)
            yield Passage(_project_anchor(project), title, _parts(*texts(row)))


def _allocation_texts(row: Row) -> tuple[str | None, ...]:
    return row.text("item"), _plain(row.amount("amount"))


def _target_texts(row: Row) -> tuple[str | None, ...]:
    return (row.text("overall_goal"), *(_plain(row.amount(f"{funds}_funds")) for funds in ("total", "fiscal", "other")))


def _indicator_texts(row: Row) -> tuple[str | None, ...]:
    stated = next((row.text(name) for name in _INDICATOR_VALUES if row.text(name)), None)
    value = row.amount("value")
    if stated is None and value is not None:
        stated = money.plain(value) + (row.text("value_unit") or "")
    return row.text("level3"), stated


def _tables(disclosure: Disclosure) -> Iterator[Passage | FigureRows]:
    known = unit_names(disclosure)
    for table in disclosure.tables.values():
        title = table.printed.text("title_printed") or _title("printed_tables")
        anchor = table.table_id.lower()
        if rows := _rows(table):
            yield FigureRows(anchor, title, table.measures, rows)
        totals = {measure: cell.amount for measure, cell in table.totals.items()}
        total = _row(TOTAL, "", totals.values(), printer(table))
        if total:
            yield FigureRows(anchor, _titles(title, _title("disclosed_totals")), tuple(totals), (total,))
        yield from _odd_cells(table, title)
        header = table.printed.text("name_header")
        yield Passage(anchor, title, _parts(table.printed.text("note"), None if header in known else header))


def _rows(table: PrintedTable) -> tuple[tuple[str, str, str], ...]:
    if not table.lines:
        return ()
    position = table.lines[0].row.columns.position
    measures = [position[measure] for measure in table.measures]
    label_of, printed = _labelling(position), printer(table)
    rows = (
        _row(line.key, label_of(line), [line.row.values[place] for place in measures], printed) for line in table.lines
    )
    return tuple(row for row in rows if row)


def _row(
    key: str, label: str, amounts: Iterable[Value], printed: Callable[[Decimal], str]
) -> tuple[str, str, str] | None:
    figures = PART.join([printed(amount) if isinstance(amount, Decimal) else "" for amount in amounts])
    # A row without a figure is a label of the form: every disclosure has it.
    return (key, label, figures) if figures.strip(PART) else None


def _labelling(position: Mapping[str, int]) -> Callable[[Line], str]:
    """Return how the label of a row of these columns reads: as printed whole, else code and name; then the project."""
    whole, project = position.get("label_printed"), position.get("project_name_printed")

    def label_of(line: Line) -> str:
        values = line.row.values
        printed = values[whole] if whole is not None else None
        parts: list[Value] = [printed] if printed else [line.code, line.name]
        if project is not None:
            parts.append(values[project])
        return " ".join([part for part in parts if isinstance(part, str) and part]).replace(PART, " ")

    return label_of


def _odd_cells(table: PrintedTable, title: str) -> Iterator[Passage]:
    """Yield the cells whose printed text is more than their value, for readers search for what they see."""
    printed = printer(table)
    for (key, measure), cell in table.source_cells.items():
        if key != TOTAL and measure not in table.measures:
            continue
        amount = table.amount(key, measure)
        text = cell.raw_text.strip()
        if text and (amount is None or text != printed(amount)):
            line = table.line(key)
            name = line.name if line else ""
            yield Passage(_cell_anchor(table, key, measure), _titles(title, name) if name else title, _parts(text))


def _official_names(disclosure: Disclosure, catalog: Catalog) -> Iterator[Passage]:
    """Yield the official name of each code that is printed under another name, once a code."""
    known: set[tuple[str, str]] = set()
    so_named: set[tuple[str, str, str]] = set()
    for table in disclosure.tables.values():
        is_economic = table.table_id == _ECONOMIC_TABLE
        kind = "economic" if is_economic else "functional"
        find = catalog.economic_name if is_economic else catalog.functional_name
        for line in table.lines:
            if line.code is None or (kind, line.code, line.name) in so_named:
                continue
            official = find(line.code, disclosure.year)
            if not official or official == line.name:
                so_named.add((kind, line.code, line.name))
            elif (kind, line.code) not in known:
                known.add((kind, line.code))
                measure = next((name for name in table.measures if line.amount(name) is not None), None)
                if measure:
                    anchor = _cell_anchor(table, line.key, measure)
                    yield Passage(anchor, _title(f"{kind}_classification"), f"{line.code} {official}")


def _figures(disclosure: Disclosure) -> Iterator[Passage]:
    for row in disclosure.rows("procurement"):
        yield Passage("procurement", _title("procurement"), _parts(*_amounts(row)))
    for row in disclosure.rows("assets"):
        kind = label("assets", "category", row.text("category"))
        yield Passage("assets", _titles(_title("assets"), kind), _parts(*_amounts(row)))
    told = {row.text("section") for row in disclosure.rows("narrative") if row.text("text") and not row.flag("heading")}
    for row in disclosure.rows("narrative_figures"):
        section = row.text("section")
        if section in told:
            continue  # the paragraph itself is there to be found
        amount = row.amount("amount")
        if amount is not None and row.text("amount_unit_printed") == "yuan":
            amount = money.in_yuan(amount)
        yield Passage(
            f"figure-{row.whole('seq')}",
            label("narrative_figures", "section", section),
            _parts(row.text("name_printed"), _plain(amount), *map(row.text, ("purpose", "reason", "quote"))),
        )


def _amounts(row: Row) -> Iterator[str | None]:
    fields = all_schemas()[row.columns.resource].fields
    return (_plain(row.amount(field.name)) for field in fields if field.type == "number")


def _narrative(disclosure: Disclosure) -> Iterator[Passage]:
    heading: dict[str | None, str] = {}
    for row in disclosure.rows("narrative"):
        section, text = row.text("section"), row.text("text")
        title = heading.get(section) or label("narrative", "section", section)
        if row.flag("heading") and text:
            heading.setdefault(section, text.strip())
        yield Passage(f"narrative-{row.whole('seq')}", title, _part(text))


def _parts(*texts: str | None) -> str:
    return PART.join(dict.fromkeys([_part(text) for text in texts if text]))


def _part(text: str | None) -> str:
    return text.replace(PART, " ").strip() if text else ""


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else money.plain(amount)


def _cell_anchor(table: PrintedTable, key: str, measure: str) -> str:
    return f"{table.table_id}-{key}-{measure}".lower().replace("/", "-")


def _project_anchor(project: str) -> str:
    return f"project-{project}"


def _title(resource: str, field: str | None = None) -> str:
    schema = all_schemas()[resource]
    return schema.field(field).title if field else schema.title


def _under(name: str, resource: str, field: str | None = None) -> str:
    return _titles(name, _title(resource, field))


def _titles(*titles: str) -> str:
    return _BETWEEN_TITLES.join(titles)
