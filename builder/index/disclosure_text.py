"""What can be found of a disclosure: its names, texts, and figures as printed; the fixed labels of forms are not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.index.page_texts import PageText, Passage
from builder.model import money
from builder.model.catalog import Catalog
from builder.model.disclosure import TOTAL, Disclosure, Line, PrintedTable
from builder.model.rows import Row
from builder.schemas import all_schemas, label

PART = "\t"
"""Parts the parts of a passage."""

_BETWEEN_TITLES = "\u3000"
_ECONOMIC_TABLE = "T6"
_INDICATOR_VALUES = ("raw_text", "value_text")


def page_text(disclosure: Disclosure, catalog: Catalog) -> PageText:
    """Return the text of the page of this unit and year; of codes, the official names too, where printed otherwise."""
    return PageText(
        key=f"{disclosure.unit_id}/{disclosure.year}",
        url=f"units/{disclosure.unit_id}/{disclosure.year}/",
        title=disclosure.name,
        detail=region_names(disclosure),
        year=disclosure.year,
        unit_id=disclosure.unit_id,
        passages=tuple(passage for passage in _passages(disclosure, catalog) if passage.text),
    )


def region_names(disclosure: Disclosure) -> str:
    """Return the names of the unit's regions from the widest down."""
    return " ".join(row.text("name") or "" for row in reversed(disclosure.regions))


def unit_names(disclosure: Disclosure) -> tuple[str, ...]:
    """Return the names that the unit goes by in this disclosure, the official one first, each once."""
    head, unit = disclosure.head, disclosure.unit
    names = (disclosure.name, *unit.parts("names_alias"), head.text("name_printed"), *head.parts("signboards"))
    return tuple(dict.fromkeys(name for name in names if name))


def _passages(disclosure: Disclosure, catalog: Catalog) -> Iterator[Passage]:
    yield from _profile(disclosure)
    yield from _projects(disclosure)
    yield from _tables(disclosure)
    yield from _official_names(disclosure, catalog)
    yield from _figures(disclosure)
    yield from _narrative(disclosure)
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


def _tables(disclosure: Disclosure) -> Iterator[Passage]:
    known = unit_names(disclosure)
    for table in disclosure.tables.values():
        title = table.printed.text("title_printed") or _title("printed_tables")
        for line in table.lines:
            cells = {measure: line.amount(measure) for measure in table.measures}
            yield _row_of_figures(table, title, line.key, _label(line), cells)
        totals = {measure: cell.amount for measure, cell in table.totals.items()}
        yield _row_of_figures(table, _titles(title, _title("disclosed_totals")), TOTAL, "", totals)
        header = table.printed.text("name_header")
        anchor = table.table_id.lower()
        yield Passage(anchor, title, _parts(table.printed.text("note"), None if header in known else header))


def _label(line: Line) -> str:
    plain = " ".join(filter(None, (line.code, line.name)))
    whole = line.row.text("label_printed") if _has(line.row, "label_printed") else None
    project = line.row.text("project_name_printed") if _has(line.row, "project_name_printed") else None
    return " ".join(filter(None, (whole or plain, project))).replace(PART, " ")


def _official_names(disclosure: Disclosure, catalog: Catalog) -> Iterator[Passage]:
    """Yield the official name of each code that is printed under another name, once a code."""
    known: set[tuple[str, str]] = set()
    for table in disclosure.tables.values():
        for line in table.lines:
            if line.code is None:
                continue
            is_economic = table.table_id == _ECONOMIC_TABLE
            kind = "economic" if is_economic else "functional"
            find = catalog.economic_name if is_economic else catalog.functional_name
            official = find(line.code, disclosure.year)
            if official and official != line.name and (kind, line.code) not in known:
                known.add((kind, line.code))
                measure = next((name for name in table.measures if line.amount(name) is not None), None)
                if measure:
                    anchor = _cell_anchor(table, line.key, measure)
                    yield Passage(anchor, _title(f"{kind}_classification"), f"{line.code} {official}")


def _row_of_figures(table: PrintedTable, title: str, key: str, name: str, cells: dict[str, Decimal | None]) -> Passage:
    figures, anchors = [], []
    for measure, amount in cells.items():
        source = table.source_cells.get((key, measure))
        figure = None if amount is None else _as_printed(amount, table)
        for text in dict.fromkeys((figure, source.raw_text.strip() if source else None)):
            if text:
                figures.append(text)
                anchors.append(_cell_anchor(table, key, measure))
    # A row without a figure is a label of the form: every disclosure has it.
    return Passage(anchors[0], title, PART.join((name, *figures)), tuple(anchors)) if anchors else Passage("", "", "")


def _as_printed(amount: Decimal, table: PrintedTable) -> str:
    if table.is_in_yuan:
        amount, step = money.in_yuan(amount), money.in_yuan(table.quantum)
        short = money.rounded(amount, step)
        amount = short if short == amount else amount
    return money.grouped(amount) if table.printed.flag("thousands_separators") else money.plain(amount)


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
        yield Passage(f"narrative-{row.whole('seq')}", title, _parts(text))


def _parts(*texts: str | None) -> str:
    return PART.join(dict.fromkeys(text.replace(PART, " ").strip() for text in texts if text))


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else money.plain(amount)


def _cell_anchor(table: PrintedTable, key: str, measure: str) -> str:
    return f"{table.table_id}-{key}-{measure}".lower().replace("/", "-")


def _project_anchor(project: str) -> str:
    return f"project-{project}"


def _has(row: Row, name: str) -> bool:
    return name in row.columns.position


def _title(resource: str, field: str | None = None) -> str:
    schema = all_schemas()[resource]
    return schema.field(field).title if field else schema.title


def _under(name: str, resource: str, field: str | None = None) -> str:
    return _titles(name, _title(resource, field))


def _titles(*titles: str) -> str:
    return _BETWEEN_TITLES.join(titles)
