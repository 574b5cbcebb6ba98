"""Mistakes in the printed tables."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import pairwise

from bench.codes import economic_names, functional_names
from bench.records import Record
from bench.slip_document import ANY, TABLES, Cell, Document, Slip, address_of, row_key
from bench.slip_figures import DIGIT_SLIPS, as_wan, as_yuan, one_wrong, slipped
from builder.model.codes import ITEM

MakesSlip = Callable[[Document], Slip | None]
_FIGURES = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T9")
_FUNCTION = ("T2", "T3", "T5")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
IDEOGRAPHIC_SPACE = "\u3000"
_SHIFTS = {"T3": ("basic", "project"), "T5": ("basic", "project"), "T6": ("personnel", "public")}


def digits(slip: str, document: Document) -> Slip | None:
    """A figure in a row of a table is printed with a slip of the digits."""
    return _misprinted(document, _added(document), slip)


def unadded(document: Document) -> Slip | None:
    """A figure that no rule adds is wrong: an economic column of a sub-total row of the projects."""
    return _misprinted(document, [cell for cell in document.cells("T7") if _is_unadded(cell)], "one_wrong")


def sub_total(document: Document) -> Slip | None:
    """A class or section is not the sum of what stands below it."""
    cells = [cell for cell in document.cells("T2", "T3", "T5", "T6") if _has_below(document, cell)]
    return _misprinted(document, cells, "one_wrong")


def total_row(document: Document) -> Slip | None:
    """A figure of a total row is wrong."""
    return _misprinted(document, document.totals(*_FIGURES, "T10"), "one_wrong")


def three_public(document: Document) -> Slip | None:
    """A figure of the three public expenses is wrong."""
    cells = [cell for cell in document.cells("T8") if cell.column != "agency_operating"]
    return _misprinted(document, cells, "one_wrong")


def agency_operating(document: Document) -> Slip | None:
    """The operating cost of the agency is wrong where the table prints it."""
    cells = [cell for cell in document.cells("T8") if cell.column == "agency_operating"]
    return _misprinted(document, cells, "one_wrong")


def other_unit(document: Document) -> Slip | None:
    """One cell is in yuan in a table in 10,000 yuan, or the reverse."""
    cell = document.pick(_added(document))
    if cell is None or cell.text is None:
        return None
    wrong = slipped(cell.text, as_wan if cell.in_yuan else as_yuan, document.draw, in_yuan=cell.in_yuan)
    return cell.printed(wrong) if wrong else None


def shifted_column(document: Document) -> Slip | None:
    """A figure stands one column off; the column where it belongs is blank."""
    found = [
        (table, record, right, wrong)
        for table, columns in _SHIFTS.items()
        for record in document.lines(table)
        for right, wrong in (columns, columns[::-1])
        if record[right] and not record[wrong]
    ]
    chosen = document.pick(found)
    if chosen is None:
        return None
    table, record, right, wrong = chosen
    cells = [document.cell(table, record, column) for column in (right, wrong)]
    record[right], record[wrong] = None, record[right]
    return Slip(tuple(cell.address for cell in cells), None, cells[1].text)


def project_column(document: Document) -> Slip | None:
    """A figure of a project stands under the next economic class."""
    columns = [name for name in TABLES["T7"].measures if name != "total"] if document.lines("T7") else []
    found = [
        (record, right, wrong)
        for record in document.lines("T7")
        for right, wrong in pairwise(columns)
        if record.get("project_id") and record.get(right) and not record.get(wrong)
    ]
    chosen = document.pick(found)
    if chosen is None:
        return None
    record, right, wrong = chosen
    record[right], record[wrong] = None, record[right]
    return Slip(tuple(("T7", record["row_no"], column) for column in (right, wrong)), None, record[wrong])


def blanked(document: Document) -> Slip | None:
    """A figure is left out."""
    cell = document.pick([cell for cell in _added(document) if Decimal(cell.text or 0)])
    return cell.printed(None) if cell else None


def zero(document: Document) -> Slip | None:
    """A nought is printed for a figure."""
    cell = document.pick([cell for cell in _added(document) if Decimal(cell.text or 0)])
    return cell.printed("0") if cell else None


def negative(document: Document) -> Slip | None:
    """A stroke before a figure makes it negative."""
    cell = document.pick([cell for cell in _added(document) if Decimal(cell.text or 0)])
    return cell.printed(f"-{cell.text}") if cell else None


def grand_total_blank(document: Document) -> Slip | None:
    """The grand total of income or expenditure is left out."""
    cells = [cell for cell in document.totals("T1") if (cell.address[2] or "").endswith("_total")]
    cell = document.pick(cells)
    return cell.printed(None) if cell else None


def unsplit_sub_total(document: Document) -> Slip | None:
    """A sub-total row of the projects has no economic split."""
    record = document.pick([each for each in document.lines("T7") if not each["project_id"] and each["total"]])
    if record is None:
        return None
    for column in TABLES["T7"].measures:
        if column != "total":
            record[column] = None
    return Slip((("T7", record["row_no"], ANY),))


def unknown_code(document: Document) -> Slip | None:
    """A row carries a code that no list has."""
    table = document.pick(("T2", "T3", "T5"))
    records = [each for each in document.lines(table or "T2") if len(each["functional_code"] or "") == ITEM]
    record = document.pick(records)
    if record is None or table is None:
        return None
    code = record["functional_code"] or ""
    record["functional_code"] = other = f"{code[:5]}78"
    return Slip(((table, other, ANY), (table, code, ANY)), other, code)


def prior_year(document: Document) -> Slip | None:
    """A figure is that of the year before."""
    found = []
    for table in _FIGURES:
        before = {row_key(table, record): record for record in document.before.get(TABLES[table].name, [])}
        for cell in document.cells(table):
            old = before.get(cell.address[1], {}).get(cell.column)
            if old and old != cell.text and not _is_unadded(cell):
                found.append((cell, old))
    chosen = document.pick(found)
    return chosen[0].printed(chosen[1]) if chosen else None


def prior_row(document: Document) -> Slip | None:
    """A whole row is that of the year before."""
    found = []
    for table in ("T2", "T3", "T5", "T6"):
        before = {row_key(table, record): record for record in document.before.get(TABLES[table].name, [])}
        for record in document.lines(table):
            old = before.get(row_key(table, record))
            if old and old.get("total") != record["total"]:
                found.append((table, record, old))
    chosen = document.pick(found)
    if chosen is None:
        return None
    table, record, old = chosen
    changed = [name for name in TABLES[table].measures if old.get(name) != record[name]]
    for name in changed:
        record[name] = old.get(name)
    return Slip(tuple((table, row_key(table, record), name) for name in changed))


def malformed(document: Document) -> Slip | None:
    """A figure is printed with full-width digits or with a full stop for a point: it is read all the same."""
    cell = document.pick(_added(document))
    if cell is None or cell.text is None:
        return None
    printed = _printed(cell)
    if "." in printed and document.draw.randrange(2):
        return _raw(document, cell, printed.replace(".", "。"), "cjk_stop_decimal|repaired")
    return _raw(document, cell, printed.translate(FULL_WIDTH), "fullwidth_digit|repaired")


def padded(document: Document) -> Slip | None:
    """A figure has an ideographic space behind it."""
    cell = document.pick(_added(document))
    if cell is None:
        return None
    return _raw(document, cell, f"{_printed(cell)}{IDEOGRAPHIC_SPACE}", "trailing_ideographic_space")


def _printed(cell: Cell) -> str:
    """Return a figure as its table prints it."""
    return f"{Decimal(cell.text or 0).scaleb(4):,.2f}" if cell.in_yuan else cell.text or ""


def _raw(document: Document, cell: Cell, raw: str, flags: str) -> Slip:
    table, row, field = cell.address
    document.rows.setdefault("source_cells", []).append(
        {
            "unit_id": document.unit_year.unit.id,
            "year": str(document.year),
            "table_id": table,
            "row_no": "5",
            "col_no": "5",
            "row": row,
            "field": field,
            "raw_text": raw,
            "value": cell.text,
            "flags": flags,
        }
    )
    return Slip((cell.address,), raw, cell.text)


def row_repeated(document: Document) -> Slip | None:
    """A row prints the figures of the row above it."""
    found = []
    for table in ("T2", "T3", "T5", "T6"):
        records = document.lines(table)
        measures = TABLES[table].measures
        found += [
            (table, above, record)
            for above, record in pairwise(records)
            if any(above.get(name) != record.get(name) for name in measures)
        ]
    chosen = document.pick(found)
    if chosen is None:
        return None
    table, above, record = chosen
    changed = [name for name in TABLES[table].measures if above.get(name) != record.get(name)]
    for name in changed:
        record[name] = above.get(name)
    return Slip(tuple((table, row_key(table, record), name) for name in changed))


def row_omitted(document: Document) -> Slip | None:
    """A row is left out."""
    table = document.pick(("T2", "T3", "T5", "T6"))
    records = document.lines(table or "T2")
    code = "economic_code" if table == "T6" else "functional_code"
    record = document.pick([record for record in records if len(record[code] or "") == (5 if table == "T6" else ITEM)])
    if table is None or record is None or not record["total"]:
        return None
    key = row_key(table, record) or ""
    records.remove(record)
    above = [each for each in records if (each[code] or "") == key[:-2]]
    # a row that is not there can be pointed at where its parent stands
    return Slip(((table, key, ANY), *((table, row_key(table, each), ANY) for each in above)))


def running_costs_exchanged(document: Document) -> Slip | None:
    """Two running costs are exchanged wherever they stand: in the table and in the text."""
    apart = {"30212", "30217", "30231"}  # these stand in a second table
    records = [record for record in document.lines("T6") if (record["economic_code"] or "")[:3] == "302"]
    records = [record for record in records if record["economic_code"] not in {"302", *apart}]
    if len(records) < 2:  # noqa: PLR2004  # one cannot be exchanged
        return None
    one, other = document.draw.sample(records, k=2)
    if one["total"] == other["total"]:
        return None
    for name in ("total", "public"):
        one[name], other[name] = other[name], one[name]
    for record in (one, other):
        for figure in document.figures("economic"):
            if figure["code"] == record["economic_code"]:
                document.stated(figure, f"{Decimal(record['total'] or 0).normalize():f}")
    return Slip(tuple(("T6", each["economic_code"], "total") for each in (one, other)))


def neighbours_name(document: Document) -> Slip | None:
    """A row carries the name of a neighbouring code."""
    table = document.pick(("T2", "T3", "T5", "T6"))
    record = document.pick(document.lines(table or "T2"))
    return _renamed(document, table or "T2", record) if record else None


def neighbours_code(document: Document) -> Slip | None:
    """A row carries a neighbouring code, under its own name."""
    table = document.pick(("T2", "T3", "T5"))
    records = document.lines(table or "T2")
    record = document.pick([record for record in records if len(record["functional_code"] or "") == ITEM])
    if record is None or table is None:
        return None
    code = record["functional_code"] or ""
    taken = {each["functional_code"] for each in records}
    other = document.pick([each for each in _neighbours(code) if each not in taken])
    if other is None:
        return None
    record["functional_code"] = other
    return Slip(((table, other, ANY), (table, code, ANY)), other, code)


def _renamed(document: Document, table: str, record: Record) -> Slip | None:
    key = row_key(table, record) or ""
    other = document.pick(_neighbours(key))
    names = economic_names() if table == "T6" else functional_names()
    if other is None or names[other] == record["name_printed"]:
        return None
    right, record["name_printed"] = record["name_printed"], names[other]
    # where one code has two names, either may be the wrong one
    elsewhere = [(each, key, "name_printed") for each in ("T2", "T3", "T5") if each != table]
    in_text = [address_of(figure, "name_printed") for figure in document.figures() if figure["code"] == key]
    return Slip(((table, key, "name_printed"), *elsewhere, *in_text), names[other], right)


def _neighbours(code: str) -> list[str]:
    names = economic_names() if len(code) == 5 and code[0] == "3" else functional_names()  # noqa: PLR2004
    return [each for each in names if len(each) == len(code) and each[:-2] == code[:-2] and each != code and code[2:]]


def _misprinted(document: Document, cells: list[Cell], slip: str) -> Slip | None:
    cell = document.pick(cells)
    if cell is None or cell.text is None:
        return None
    kind = one_wrong if slip == "one_wrong" else DIGIT_SLIPS[slip]
    wrong = slipped(cell.text, kind, document.draw, in_yuan=cell.in_yuan)
    return cell.printed(wrong) if wrong else None


def _added(document: Document) -> list[Cell]:
    return [cell for cell in document.cells(*_FIGURES) if not _is_unadded(cell)]


def _is_unadded(cell: Cell) -> bool:
    return cell.address[0] == "T7" and not cell.record["project_id"] and cell.column != "total"


def _has_below(document: Document, cell: Cell) -> bool:
    table, row, _ = cell.address
    keys = (row_key(table or "", record) or "" for record in document.lines(table or ""))
    return any(key.startswith(row or "") and key != row for key in keys)


DIGITS: dict[str, MakesSlip] = {name: partial(digits, name) for name in DIGIT_SLIPS}
