"""Layouts of templates → a disclosure of that look: its lines and tables, and the rows that are right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import yaml

from tests.unit.ingest.templates.budget import HERE, Amounts, Budget, by_prefix, source, together, value

RESOURCES = {
    "T1": "income_expenditure_summary",
    "T2": "income_by_function",
    "T3": "expenditure_by_function",
    "T4": "fiscal_appropriation_summary",
    "T5": "general_budget_expenditure",
    "T6": "general_budget_basic",
    "T7": "general_budget_projects",
    "T8": "three_public",
    "T9": "gov_fund_expenditure",
    "T10": "state_capital_expenditure",
}
_SPENDING = ("total", "basic", "project")
_FUNDS = ("gpb", "gov_fund", "state_capital")
MEASURES: Mapping[str, tuple[str, ...]] = {
    "T1": ("amount", "personnel", "public", "project"),
    "T2": ("total", "fiscal_total", *_FUNDS, "fiscal_account", "undertaking", "business", "other_unit"),
    "T3": _SPENDING,
    "T4": ("total", *_FUNDS),
    "T5": _SPENDING,
    "T6": ("total", "personnel", "public"),
    "T7": ("total", "e301", "e302", "e310"),
    "T8": ("total", "overseas", "vehicle_subtotal", "vehicle_purchase", "vehicle_operation", "reception"),
    "T9": _SPENDING,
    "T10": _SPENDING,
}
_SCOPES = {
    "T4": (*_FUNDS, "carry"),
    "T5": ("gpb",),
    "T6": ("gpb",),
    "T7": ("gpb",),
    "T9": ("gov_fund",),
    "T10": ("state_capital",),
}
_IN_TEXT = {"all": None, "gpb": ("gpb",), "gov_fund": ("gov_fund",), "fiscal": (*_FUNDS, "carry")}
_SIZES = {"class": 3, "section": 5, "item": 7}
_NUMERALS = "一二三四五六七八九十"
_UNIT_CODE = "301001"
_LAST_YEAR = Decimal("0.93")
_ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\(\d+\)|\d+[.、]|\d{3}[ 　]*)*(?:其中：)?"
)
_NUMBER = re.compile(r"(?:预算|公开|部门|附)*(?:表[\d一二三四五六七八九十]+(?:-\d+)?|\d+表|附件\d+)(?=[：. \t]|$)")
_TITLE = re.compile(r"表(?:（[^）]*）)?$")
_NAME = re.compile(r"(?:单位|部门|编制|填报)+(?:名称)?：(?!万?元)(\S+)")

Spec = Mapping[str, Any]
Row = list[str]


class HeaderCell(NamedTuple):
    """One label of a header with the rows and columns over which it stands."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table with the lines above and below it."""

    lines: tuple[str, ...]
    height: int
    width: int
    header: tuple[HeaderCell, ...]
    rows: tuple[Row, ...]
    after: tuple[str, ...]


@dataclass(slots=True)
class Disclosure:
    """A disclosure of one layout; `right` holds its rows by resource."""

    layout: Spec
    tables: list[Table] = field(default_factory=list)
    right: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def front(self) -> list[str]:
        """The lines before the tables."""
        return self._lines("front")

    @property
    def back(self) -> list[str]:
        """The lines after the tables."""
        return self._lines("back")

    @property
    def budget(self) -> Budget:
        """Its amounts."""
        return Budget(self.layout["budget"], carry=self.layout.get("carry", False))

    def fill(self, text: str) -> str:
        """Put name, years and amounts into a text."""

        def amount(found: re.Match[str]) -> str:
            if found[1] == "three":
                return f"{self.budget.three_public[found[2]]:.2f}"
            items = self.budget.items(_IN_TEXT[found[1]])
            return f"{value(found[2], together(items.values())):.2f}"

        text = re.sub(r"\{(all|gpb|gov_fund|fiscal|three):([\w.+]+)\}", amount, text)
        year = self.layout["year"]
        return text.replace("{name}", self.layout["name"]).replace("{y}", str(year)).replace("{p}", str(year - 1))

    def shown(self, amount: Decimal) -> str:
        """Return an amount as the template prints it."""
        if not amount:
            return str(self.layout.get("zero", ""))
        printed = amount * 10000 if self.layout.get("yuan") else amount
        text = f"{printed:{',' if self.layout.get('thousands') else ''}.2f}"
        return text.rstrip("0").rstrip(".") if self.layout.get("trim") else text

    def meant(self, shown: str) -> str:
        """Return what a printed amount is in 10,000 yuan, in the fewest digits."""
        if not shown:
            return ""
        amount = Decimal(shown.replace(",", ""))
        return plain(amount / 10000 if self.layout.get("yuan") else amount)

    def last_year(self, amount: Decimal) -> Decimal:
        """Return the figure of the year before."""
        return (amount * _LAST_YEAR).quantize(Decimal("0.000001" if self.layout.get("yuan") else "0.01"))

    def note_totals(self, table_id: str, measures: Mapping[str, str]) -> None:
        """Note the total row of a table."""
        self.right["disclosed_totals"] += [
            {"table_id": table_id, "measure": name, "amount": amount} for name, amount in measures.items()
        ]

    def _lines(self, part: str) -> list[str]:
        return self.fill(self.layout.get(part, "")).strip("\n").split("\n")


def plain(amount: Decimal) -> str:
    """Return an amount in the fewest digits."""
    return format(amount.normalize(), "f")


def layouts() -> dict[str, Spec]:
    """Return every layout by its id."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((HERE / "layouts").glob("*.yaml"))}


def made(layout: Spec) -> Disclosure:
    """Return a disclosure of a layout."""
    disclosure = Disclosure(layout)
    for spec in layout["tables"]:
        disclosure.tables.append(_table(disclosure, spec))
        if spec["id"] in RESOURCES and spec.get("truth", True):
            disclosure.right["printed_tables"].append(_printed(disclosure, spec))
        disclosure.note_totals(spec["id"], spec.get("totals", {}))
    return disclosure


def _table(disclosure: Disclosure, spec: Spec) -> Table:
    lines = [[cell.strip() for cell in line.split("|")] for line in _text(disclosure, spec["header"])]
    header = tuple(
        HeaderCell(row, column, _run(lines, row, column, down=True), _run(lines, row, column, down=False), text)
        for row, labels in enumerate(lines)
        for column, text in enumerate(labels)
        if text not in {"<", "^"}
    )
    return Table(
        lines=tuple(map(disclosure.fill, spec["lines"])),
        height=len(lines),
        width=len(lines[0]),
        header=header,
        rows=tuple(_rows(disclosure, spec)),
        after=tuple(map(disclosure.fill, spec.get("after", ()))),
    )


def _run(lines: Sequence[Row], row: int, column: int, *, down: bool) -> int:
    """Return over how many rows or columns a label stands."""
    following = [labels[column] for labels in lines[row + 1 :]] if down else lines[row][column + 1 :]
    mark = "^" if down else "<"
    return 1 + next((count for count, text in enumerate(following) if text != mark), len(following))


def _text(disclosure: Disclosure, text: str) -> list[str]:
    return disclosure.fill(text).strip("\n").split("\n")


def _rows(disclosure: Disclosure, spec: Spec) -> list[Row]:
    if spec.get("kind") == "raw":
        return [[cell.strip() for cell in line.split("|")] for line in _text(disclosure, spec["body"])]
    if "income" in spec:
        return _two_sided(disclosure, spec)
    if spec["id"] == "T8":
        return _three_public(disclosure, spec)
    return _projects(disclosure, spec) if spec["id"] == "T7" else _coded(disclosure, spec)


def _printed(disclosure: Disclosure, spec: Spec) -> dict[str, str]:
    """Return what is right of the head of a table."""
    lines = [" ".join(part.split()) for line in spec["lines"] for part in disclosure.fill(line).split("\t")]
    number = next((found[0] for line in lines if (found := _NUMBER.match(line))), "")
    title = next(line for line in lines if _TITLE.search(line) and not _NUMBER.fullmatch(line))
    name = next((found[1] for line in lines if (found := _NAME.match(line))), "")
    facts = {
        "table_id": spec["id"],
        "title_printed": title.removeprefix(number).lstrip("：. "),
        "table_no_printed": number,
        "name_header": name,
        "amount_unit_printed": "yuan" if disclosure.layout.get("yuan") else "wan_yuan",
    }
    return {name: text for name, text in facts.items() if text}


def _columns(spec: Spec) -> list[tuple[str, str]]:
    """Return the columns with what each of them prints: `total`, or `other=prior.total`."""
    return [(column.partition("=")[0], column.partition("=")[2] or column) for column in spec["columns"]]


def _coded(disclosure: Disclosure, spec: Spec) -> list[Row]:
    is_economic = spec["id"] == "T6"
    scope = spec.get("scope") or _SCOPES.get(spec["id"])
    items = disclosure.budget.economic if is_economic else disclosure.budget.items(scope)
    if not items:
        return [[""] * len(spec["columns"]) for _ in range(2)]
    levels = spec.get("levels", list(_SIZES))
    found = by_prefix(items, tuple(_SIZES.values()))
    whole = together(items.values())
    rows = [_coded_row(disclosure, spec, "", "", whole)] if spec.get("unit_row") else []
    for code, amounts in found.items():
        level = next(name for name, size in _SIZES.items() if size == len(code))
        if level in levels:
            rows.append(_coded_row(disclosure, spec, code, source()["names"][code], amounts))
            _note_row(disclosure, spec, code, rows[-1])
    total = _coded_row(disclosure, spec, "", spec.get("total", "合计"), whole)
    if spec.get("truth", True):
        disclosure.note_totals(spec["id"], _measured(disclosure, spec, total))
    return [total, *rows] if spec.get("total_first", True) else [*rows, total]


def _note_row(disclosure: Disclosure, spec: Spec, code: str, row: Row) -> None:
    if spec.get("truth", True):
        column = "economic_code" if spec["id"] == "T6" else "functional_code"
        values = {column: code, "name_printed": source()["names"][code]}
        disclosure.right[RESOURCES[spec["id"]]].append(values | _measured(disclosure, spec, row))


def _measured(disclosure: Disclosure, spec: Spec, row: Row) -> dict[str, str]:
    """Return the amounts of a row by the columns that are kept, the first of each."""
    found: dict[str, str] = {}
    for (name, _), shown in zip(_columns(spec), row, strict=True):
        if name in MEASURES[spec["id"]] and shown:
            found.setdefault(name, disclosure.meant(shown))
    return found


def _coded_row(disclosure: Disclosure, spec: Spec, code: str, name: str, amounts: Amounts) -> Row:
    is_total = not code and name != ""
    unit = disclosure.layout["name"]
    parts = [code[:3], code[3:5], code[5:7]]
    if spec.get("cumulative"):
        parts = [code[:size] if len(code) >= size else "" for size in _SIZES.values()]
    government = source()["government"].get(code, ["", ""])
    indent = "　" * (len(code) // 2 - 1) if spec.get("indent") and code else ""
    texts = {
        **dict(zip(_SIZES, parts, strict=True)),
        "code": code,
        "name_printed": indent + (name or unit),
        "codename": spec.get("glue", "{code} {name}").format(code=code, name=name) if code else name,
        "unit_code": "" if is_total else _UNIT_CODE,
        "unit_name": "" if is_total else unit,
        "first_total": name if is_total else "",
        "gov_code": government[0],
        "gov_name": government[1],
        "gov_codename": f"[{government[0]}]{government[1]}" if government[0] else "",
        "remark": "",
    }
    return [
        texts[column] if column in texts else _amount(disclosure, expression, amounts)
        for column, expression in _columns(spec)
    ]


def _amount(disclosure: Disclosure, expression: str, amounts: Amounts) -> str:
    total = value("total", amounts)
    if expression == "prior":
        return disclosure.shown(disclosure.last_year(total))
    if expression == "change":
        return disclosure.shown(total - disclosure.last_year(total))
    if expression == "pct":
        return f"{(total / disclosure.last_year(total) - 1) * 100:.2f}%"
    return disclosure.shown(value(expression, amounts))


def _two_sided(disclosure: Disclosure, spec: Spec) -> list[Row]:
    columns = _columns(spec)
    starts = [number for number, (name, _) in enumerate(columns) if name == "label"]
    blocks = [columns[start:end] for start, end in zip(starts, [*starts[1:], len(columns)], strict=True)]
    items = disclosure.budget.items(_SCOPES.get(spec["id"]))
    whole = together(items.values())
    printed = [
        _side(disclosure, spec, "income", blocks[0], [(*line, "")[:3] for line in spec["income"]], whole),
        _side(disclosure, spec, "expenditure", blocks[1], _spending_lines(spec, items), whole),
    ]
    for lines, block in zip(spec.get("third", ()), blocks[2:], strict=True):
        printed.append([[label, *([disclosure.shown(value(key, whole))] * (len(block) - 1))] for label, key in lines])
    height = max(map(len, printed))
    # The grand totals stand in one line, the last.
    level = [[*rows[:-1], *[[""] * len(rows[-1])] * (height - len(rows)), rows[-1]] for rows in printed]
    return [[cell for rows in level for cell in rows[number]] for number in range(height)]


def _spending_lines(spec: Spec, items: Mapping[str, Amounts]) -> list[tuple[str, str, Any]]:
    names: Mapping[str, str] = source()["classes"]
    used = dict.fromkeys(code[:3] for code in items)
    own = spec["expenditure"]
    lines = [(*line, "")[:3] for line in own.get("before", ())]
    for number, code in enumerate(names if spec.get("classes") == "all" else used, 1):
        amounts = together(part for item, part in items.items() if item.startswith(code))
        label = own.get("label", "").format(n=_numeral(number), n2=number, name=names[code], code=code)
        lines.append((label, code, amounts))
    return [*lines, *((*line, "")[:3] for line in own.get("after", ()))]


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{_NUMERALS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_NUMERALS[ones - 1] if ones else ''}"


def _side(  # noqa: PLR0913, PLR0917  # what is printed, where, and of what
    disclosure: Disclosure,
    spec: Spec,
    side: str,
    block: Sequence[tuple[str, str]],
    lines: Sequence[tuple[str, str, Any]],
    whole: Amounts,
) -> list[Row]:
    rows: list[Row] = []
    for label, line, what in lines:
        own = what if isinstance(what, Mapping) else whole
        keys = [key for _, key in block[1:]]
        if isinstance(what, str) and what and len(keys) == 1:
            keys = [what]
        is_blank = what == "" or (isinstance(what, Mapping) and not what)
        amounts = ["" if what == "" else disclosure.shown(Decimal(0) if is_blank else value(key, own)) for key in keys]
        rows.append([label, *amounts])
        named = zip((name for name, _ in block[1:]), amounts, strict=True)
        measures = {name: disclosure.meant(shown) for name, shown in named if name in MEASURES[spec["id"]] and shown}
        _note_line(disclosure, spec["id"], side, (label, line), measures)
    return rows


def _note_line(
    disclosure: Disclosure, table_id: str, side: str, labelled: tuple[str, str], measures: Mapping[str, str]
) -> None:
    label, line = labelled
    first = MEASURES[table_id][0]
    if line == "=":
        kept = {name: amount for name, amount in measures.items() if name == first or side == "expenditure"}
        disclosure.note_totals(table_id, {f"{side}_total" if name == first else name: kept[name] for name in kept})
    elif line != "-":
        found = _ORDINAL.match(label)
        name = label[found.end() if found else 0 :].strip()
        key = {"side": side, "line": line.removeprefix("-"), "name_printed": name}
        disclosure.right[RESOURCES[table_id]].append({**key, **measures})


def _three_public(disclosure: Disclosure, spec: Spec) -> list[Row]:
    budget = disclosure.budget.three_public

    def shown(key: str) -> str:
        if key.startswith("text:"):
            return key.removeprefix("text:")
        amount = budget.get(key.removeprefix("prior."), Decimal(0))
        own = disclosure.last_year(amount) if key.startswith("prior.") else amount
        return disclosure.shown(own) if own or "zero" not in spec else str(spec["zero"])

    if "upright" in spec:
        rows = [[label, *map(shown, keys)] for label, *keys in spec["upright"]]
        cells = [(key, shown(key)) for _, *keys in spec["upright"] for key in keys]
    else:
        kinds: list[str] = spec.get("rows", ["unit"])
        texts = {"total": ("", "合计"), "unit": (_UNIT_CODE, disclosure.layout["name"])}
        rows = []
        for kind in kinds:
            code, name = texts.get(kind, ("", kind))
            own = {"unit_code": code, "unit_name": name}
            rows.append([own.get(column) or shown(key) for column, key in _columns(spec)])
        cells = [(column, shown(key)) for column, key in _columns(spec)]
    measures = {key: disclosure.meant(text) for key, text in cells if key in MEASURES["T8"] and text}
    if measures:
        disclosure.right["three_public"].append({"fund": "gpb", **measures})
    return rows


def _projects(disclosure: Disclosure, spec: Spec) -> list[Row]:
    projects = [project for project in disclosure.budget.projects if project.fund == "gpb"]
    names: Mapping[str, str] = source()["names"]
    total = sum((project.amount for project in projects), Decimal(0))

    def row(code: str, name: str, amount: Decimal) -> Row:
        is_total = not code
        texts = {
            **{level: code[size - (3 if size == 3 else 2) : size] for level, size in _SIZES.items()},
            "name_printed": "合计" if is_total and not spec.get("total_at_project") else names.get(code, ""),
            "project_name_printed": name if code or spec.get("total_at_project") else "",
            "unit_code": "" if is_total else _UNIT_CODE,
            "unit_name": "" if is_total else disclosure.layout["name"],
            "kind": "" if is_total else "特定目标类",
        }
        amounts = {"total": amount}
        return [
            texts[column] if column in texts else disclosure.shown(amounts.get(key, Decimal(0)))
            for column, key in _columns(spec)
        ]

    rows = [row(project.code, project.name, project.amount) for project in projects]
    last = row("", "合计", total)
    if spec.get("truth", True):
        disclosure.note_totals("T7", _measured(disclosure, spec, last))
        for number, (project, printed) in enumerate(zip(projects, rows, strict=True), 1):
            key = {"row_no": str(number), "functional_code": project.code, "name_printed": names[project.code]}
            values = {**key, "project_name_printed": project.name, **_measured(disclosure, spec, printed)}
            disclosure.right["general_budget_projects"].append(values)
    return [last, *rows] if spec.get("total_first", True) else [*rows, last]
