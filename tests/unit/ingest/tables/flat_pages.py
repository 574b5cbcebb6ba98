"""Tables as a page of text prints them: blank cells lost, names wrapped around their codes, headers on every page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from builder.ingest.outline import Zone
from builder.ingest.recognised import Setting
from builder.ingest.source import Cell, Line, Piece, Place, Row
from builder.ingest.tables.flat import read_flat
from builder.ingest.tables.read_table import ReadRow, ReadTable
from builder.narrative import ClassificationNames

FUNCTIONAL = {
    "201": ("一般公共服务支出",),
    "20103": ("政府办公厅（室）及相关机构事务",),
    "2010301": ("行政运行",),
    "2010302": ("一般行政管理事务",),
    "2010399": ("其他政府办公厅（室）及相关机构事务支出",),
    "204": ("公共安全支出",),
    "20406": ("司法",),
    "2040605": ("普法宣传",),
    "207": ("文化旅游体育与传媒支出",),
    "20703": ("体育",),
    "2070308": ("群众体育",),
    "208": ("社会保障和就业支出",),
    "20805": ("行政事业单位养老支出",),
    "2080505": ("机关事业单位基本养老保险缴费支出",),
    "2080506": ("机关事业单位职业年金缴费支出",),
    "210": ("卫生健康支出",),
    "21011": ("行政事业单位医疗",),
    "2101101": ("行政单位医疗",),
    "2101102": ("事业单位医疗",),
    "221": ("住房保障支出",),
    "22102": ("住房改革支出",),
    "2210201": ("住房公积金",),
    "2210203": ("购房补贴",),
}
ECONOMIC = {
    "301": ("工资福利支出",),
    "30101": ("基本工资",),
    "30102": ("津贴补贴",),
    "30108": ("机关事业单位基本养老保险缴费",),
    "302": ("商品和服务支出",),
    "30201": ("办公费",),
    "30202": ("印刷费",),
    "30211": ("差旅费",),
}
SETTING = Setting("unit", 2025, FUNCTIONAL, ECONOMIC, ClassificationNames(FUNCTIONAL, ECONOMIC))

Amounts = Mapping[str, int]

_CODES = "功能分类科目编码"
_LEVELS = "类 款 项"
HEADERS = {
    "T1": ("本年收入 本年支出", "预算数", "项目 预算数 项目 基本支出", "合计 项目支出", "人员经费 公用经费"),
    "T2": (
        *("项目 收入预算", _CODES, "事业单位", "功能分类科目名称 合计 财政拨款收入 事业收入 其他收入"),
        *("经营收入", _LEVELS),
    ),
    "T3": ("项目 支出预算", _CODES, "功能分类科目名称 合计 基本支出 项目支出", _LEVELS),
    "T4": ("财政拨款收入 财政拨款支出", "项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算"),
    "T5": ("项目 一般公共预算支出", _CODES, "功能分类科目名称 合计 基本支出 项目支出", _LEVELS),
    "T6": ("项目 一般公共预算基本支出", "经济分类科目编码", "部门经济分类科目名称 合计 人员经费 公用经费", "类 款"),
}
_SPENDING = ("total", "basic", "project")


@dataclass(frozen=True, slots=True)
class Template:
    """How a region prints: the lines of each header, the columns of amounts, the unit and its decimals."""

    headers: Mapping[str, Sequence[str]]
    fields: Mapping[str, Sequence[str]]
    unit: str
    decimals: int

    def write(self, amount: int) -> str:
        """Return an amount as it is printed."""
        return f"{Decimal(amount).scaleb(-self.decimals):,}"

    def figures(self, row: PrintedRow, table_id: str) -> dict[str, str]:
        """Return what is printed of a row: amounts of nought are blank cells."""
        return {name: self.write(row.amounts[name]) for name in self.fields[table_id] if row.amounts.get(name)}


SOUTH = Template(
    headers=HEADERS,
    fields={
        "T1": ("amount", "personnel", "public", "project"),
        "T2": ("total", "fiscal_total", "undertaking", "business", "other_unit"),
        "T3": _SPENDING,
        "T4": ("total", "gpb", "gov_fund", "state_capital"),
        "T5": _SPENDING,
        "T6": ("total", "personnel", "public"),
    },
    unit="元",
    decimals=0,
)
NORTH = Template(
    headers={
        "T1": ("收入 支出", "项目 预算数 功能分类 预算数"),
        "T2": (
            *(_CODES, "政府性基 单位其他"),
            (
                "功能分类科目名称 总计 一般公共预算拨款 金预算 国有资本经营预算 "
                "财政专户（教育收费） 事业收入 事业单位经营收入 资金收入"
            ),
            *("拨款", _LEVELS),
        ),
        "T3": HEADERS["T3"],
        "T4": ("财政拨款收入 财政拨款支出", "项目 合计 功能分类 合计 一般公共预算 政府性基金预算 国有资本经营预算"),
        "T5": HEADERS["T5"],
        "T6": ("项目 一般公共预算基本支出", "经济分类科目编码", "经济分类科目名称 合计 人员经费 公用经费", "类 款"),
    },
    fields={
        **SOUTH.fields,
        "T1": ("amount",),
        "T2": ("total", "gpb", "gov_fund", "state_capital", "fiscal_account", "undertaking", "business", "other_unit"),
    },
    unit="万元",
    decimals=2,
)
# A layout of no template: its labels alone say what the columns are.
OTHER = Template(
    headers={
        "T1": ("收入 支出", "项目 金额 项目 金额"),
        "T2": ("科目编码 科目名称 收入合计 财政拨款 上级补助收入 事业收入 经营收入 其他收入",),
        "T3": ("科目编码 科目名称 支出合计 基本支出 项目支出 上缴上级支出 对附属单位补助支出",),
        "T4": ("收入 支出", "项目 金额 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算"),
        "T5": ("科目编码 科目名称 合计 基本支出 项目支出",),
        "T6": ("科目编码 科目名称 合计 人员经费 日常公用经费",),
    },
    fields={**SOUTH.fields, "T1": ("amount",)},
    unit="元",
    decimals=2,
)
ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Item:
    """The spending on one function: by nature from the general budget, and paid from the unit's own income."""

    code: str
    personnel: int
    public: int
    project: int
    own: int = 0

    @property
    def general(self) -> int:
        """What the general budget pays."""
        return self.personnel + self.public + self.project


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """What a row is meant to say; amounts of nought are blank cells."""

    code: str
    label: str
    amounts: Amounts
    side: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is meant."""

    table_id: str
    rows: Sequence[PrintedRow]


AmountsOf = Callable[[Item], Amounts]


def zone(table_id: str, text: str) -> Zone:
    """Return the zone of a table written down line by line, its title first."""
    pieces = [Piece(number, line, Place("t", number + 1)) for number, line in enumerate(text.strip("\n").split("\n"))]
    rows = tuple(Row((Cell(0, 0, piece),), None, Line(piece, is_physical=True)) for piece in pieces)
    return Zone("table", rows, 1, {"table_id": table_id})


def read(*tables: tuple[str, str], said: Mapping[str, Decimal] | None = None) -> tuple[ReadTable, ...]:
    """Read tables written down as text."""
    return read_flat([zone(table_id, text) for table_id, text in tables], SETTING, said)


def code_of(row: ReadRow) -> str:
    """Return the digits of a row's code."""
    texts = (row.cells[name].text for name in ("class", "section", "item", "code") if name in row.cells)
    return "".join("".join(texts).split())


def name_of(row: ReadRow, name: str = "name_printed") -> str:
    """Return a name or label, its pieces joined."""
    first = (row.cells[name].text,) if name in row.cells else ()
    return "".join((*first, *(cell.text for field, cell in row.more if field == name)))


def figures_of(row: ReadRow) -> dict[str, str]:
    """Return the amounts of a row by field."""
    texts = {"class", "section", "item", "code", "label", "name_printed", "project_name_printed"}
    return {name: cell.text for name, cell in row.cells.items() if name not in texts}


def tables_of(items: Sequence[Item]) -> list[PrintedTable]:
    """Return the tables of a budget that consists of these items; own income is undertaking income, for basic."""
    t2 = _by_function(
        items,
        lambda item: {"total": item.general + item.own, "fiscal_total": item.general, "gpb": item.general} | _own(item),
    )
    t3 = _by_function(
        items,
        lambda item: {
            "total": item.general + item.own,
            "basic": item.personnel + item.public + item.own,
            "project": item.project,
        },
    )
    t5 = _by_function(
        items, lambda item: {"total": item.general, "basic": item.personnel + item.public, "project": item.project}
    )
    return [
        PrintedTable("T1", _summary(items)),
        PrintedTable("T2", t2),
        PrintedTable("T3", t3),
        PrintedTable("T4", _fiscal(items)),
        PrintedTable("T5", t5),
        PrintedTable("T6", _economic(items)),
    ]


def printed(
    table: PrintedTable, template: Template, *, wrapped: Collection[int] = (), broken_after: Collection[int] = ()
) -> str:
    """Print a table as a page of text; the rows named have their names wrapped, or the page broken after them."""
    header = template.headers[table.table_id]
    lines = [f"2025年某{table.table_id}预算总表", f"编制单位：某局 单位：{template.unit}", *header]
    if table.rows[0].side:
        return "\n".join([*lines, *_side_by_side(table, template)])
    for number, row in enumerate(table.rows):
        codes = [part for part in (row.code[:3], row.code[3:5], row.code[5:]) if part]
        figures = template.figures(row, table.table_id).values()
        cut = len(row.label) * 2 // 3
        if number in wrapped and row.code:
            lines += [row.label[:cut], " ".join([*codes, *figures]), row.label[cut:]]
        else:
            lines.append(" ".join([*codes, row.label, *figures]))
        if number in broken_after and number < len(table.rows) - 1:
            lines += ["", *header]
    return "\n".join(lines)


def _side_by_side(table: PrintedTable, template: Template) -> list[str]:
    income = [row for row in table.rows if row.side == "income"]
    spending = [row for row in table.rows if row.side == "expenditure"]
    pairs = [*zip_longest(income[:-1], spending[:-1]), (income[-1], spending[-1])]
    return [
        " ".join(
            word
            for row in pair
            if row is not None
            for word in (row.label, *template.figures(row, table.table_id).values())
        )
        for pair in pairs
    ]


def _own(item: Item) -> dict[str, int]:
    return {"undertaking": item.own}


def _by_function(items: Sequence[Item], amounts_of: AmountsOf) -> list[PrintedRow]:
    codes = sorted({item.code[:size] for item in items for size in (3, 5, 7)})
    rows = [
        PrintedRow(code, FUNCTIONAL[code][0], _added(items, code, amounts_of))
        for code in codes
        if any(_added(items, code, amounts_of).values())
    ]
    return [*rows, PrintedRow("", "合计", _added(items, "", amounts_of))]


def _added(items: Sequence[Item], code: str, amounts_of: AmountsOf) -> dict[str, int]:
    total: dict[str, int] = {}
    for item in items:
        if item.code.startswith(code):
            for name, amount in amounts_of(item).items():
                total[name] = total.get(name, 0) + amount
    return total


def _sides(income: Sequence[tuple[str, int]], spending: Sequence[PrintedRow], grand: str) -> list[PrintedRow]:
    rows = [PrintedRow("", label, {grand: amount}, "income") for label, amount in income]
    return [*rows, *spending]


def _summary(items: Sequence[Item]) -> list[PrintedRow]:
    def amounts_of(item: Item) -> dict[str, int]:
        parts = {"personnel": item.personnel + item.own, "public": item.public, "project": item.project}
        return {"amount": sum(parts.values()), **parts}

    general, own = sum(item.general for item in items), sum(item.own for item in items)
    income = [
        ("一、财政拨款收入", general),
        ("1、一般公共预算资金", general),
        ("2、政府性基金", 0),
        ("3、国有资本经营预算", 0),
        ("二、事业收入", own),
        ("三、事业单位经营收入", 0),
        ("四、其他收入", 0),
        ("收入总计", general + own),
    ]
    return _sides(income, _classes(items, amounts_of), "amount")


def _fiscal(items: Sequence[Item]) -> list[PrintedRow]:
    general = sum(item.general for item in items)
    income = [
        ("一、一般公共预算资金", general),
        ("二、政府性基金", 0),
        ("三、国有资本经营预算", 0),
        ("收入总计", general),
    ]
    return _sides(income, _classes(items, lambda item: {"total": item.general, "gpb": item.general}), "total")


def _classes(items: Sequence[Item], amounts_of: AmountsOf) -> list[PrintedRow]:
    codes = sorted({item.code[:3] for item in items})
    rows = [
        PrintedRow(code, f"{ORDINALS[number]}、{FUNCTIONAL[code][0]}", _added(items, code, amounts_of), "expenditure")
        for number, code in enumerate(codes)
    ]
    return [*rows, PrintedRow("", "支出总计", _added(items, "", amounts_of), "expenditure")]


def _economic(items: Sequence[Item]) -> list[PrintedRow]:
    personnel, public = sum(item.personnel for item in items), sum(item.public for item in items)
    parts = {
        **_spread(personnel, ("30101", "30102", "30108"), "personnel"),
        **_spread(public, ("30201", "30202", "30211"), "public"),
    }
    rows = []
    for code in sorted({*parts, *(part[:3] for part in parts)}):
        below = [amounts for part, amounts in parts.items() if part.startswith(code)]
        added = {name: sum(amounts.get(name, 0) for amounts in below) for name in SOUTH.fields["T6"]}
        if added["total"]:
            rows.append(PrintedRow(code, ECONOMIC[code][0], added))
    total = {"total": personnel + public, "personnel": personnel, "public": public}
    return [*rows, PrintedRow("", "合计", total)]


def _spread(amount: int, codes: Sequence[str], name: str) -> dict[str, dict[str, int]]:
    first, second = amount // 3, amount // 5
    shares = (first, second, amount - first - second)
    return {code: {"total": share, name: share} for code, share in zip(codes, shares, strict=True)}
