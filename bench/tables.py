"""The printed tables of a unit-year, in both templates, from its plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.amounts import Scale
from bench.codes import economic_names, functional_names, with_parents
from bench.places import SHANGHAI, Unit
from bench.plans import NEW_VEHICLES, OVERSEAS, PROJECT_COLUMNS, RECEPTION, VEHICLES, Plan
from bench.records import Records
from builder.model.codes import CLASS, ITEM

FUNDS = ("gpb", "gov_fund", "state_capital", "fiscal_account", "undertaking", "business", "other_unit")
FUND_NAMES = {
    "fiscal_total": "财政拨款（补助）",
    "gpb": "一般公共预算",
    "gov_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "fiscal_account": "财政专户（教育收费）",
    "undertaking": "事业收入",
    "business": "事业单位经营收入",
    "other_unit": "单位其他资金收入",
}
MUNICIPAL_FUND_NAMES = {
    "fiscal_total": "财政拨款收入",
    "gpb": "一般公共预算资金",
    "gov_fund": "政府性基金",
    "state_capital": "国有资本经营预算",
    "undertaking": "事业收入",
    "business": "事业单位经营收入",
    "other_unit": "其他收入",
}
TITLES = {
    "T1": "单位收支总体情况表",
    "T2": "单位收入总体情况表",
    "T3": "单位支出总体情况表",
    "T4": "财政拨款收支预算总体情况表",
    "T5": "一般公共预算支出情况表",
    "T6": "一般公共预算基本支出情况表",
    "T7": "一般公共预算项目支出情况表",
    "T8": "一般公共预算“三公”经费支出情况表",
    "T9": "政府性基金预算支出情况表",
}
MUNICIPAL_TITLES = {
    "T1": "预算单位财务收支预算总表",
    "T2": "预算单位收入预算总表",
    "T3": "预算单位支出预算总表",
    "T4": "预算单位财政拨款收支预算总表",
    "T5": "预算单位一般公共预算支出功能分类预算表",
    "T9": "预算单位政府性基金预算支出功能分类预算表",
    "T10": "预算单位国有资本经营预算支出功能分类预算表",
    "T6": "预算单位一般公共预算基本支出部门预算经济分类预算表",
    "T8": "单位“三公”经费和机关运行经费预算表",
}
_FUNDS_OF = {"T7": "一般公共预算项目", "T9": "政府性基金预算", "T10": "国有资本经营预算"}
_ORDINALS = "一二三四五六七八九十"
# 201 to 234 as the template prints them, most of them blank
_CLASSES = tuple(str(code) for code in range(201, 235) if code not in {218, 225, 226, 228})


@dataclass(frozen=True, slots=True)
class UnitYear:
    """One disclosure: who, when, the plan and the plan of the year before."""

    unit: Unit
    year: int
    plan: Plan
    prior: Plan
    scale: Scale
    template: str

    @property
    def said_name(self) -> str:
        """What the text calls the unit: half of all units use their whole name, the others a shorter one."""
        return self.unit.name if self.unit.years[0] % 2 else self.unit.aliases[0]

    def basic(self, plan: Plan) -> int:
        """Return the basic expenditure of all funds."""
        return plan.basic + sum(amount for code, _, amount in plan.others if code == self.unit.bureau["run"])

    def operating(self, plan: Plan) -> int:
        """Return what a plan has for running an agency; not all units of a department are agencies."""
        return plan.public * 4 // 5 if self.unit.is_department else plan.public

    @property
    def is_municipal(self) -> bool:
        """Whether the template is the one that prints in yuan."""
        return self.template == SHANGHAI


@dataclass(frozen=True, slots=True)
class Spending:
    """Expenditure by functional item as (basic, project): of all funds, and of one."""

    every: dict[str, tuple[int, int]]
    gpb: dict[str, tuple[int, int]]
    gov_fund: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, unit: Unit, plan: Plan) -> Spending:
        """Return what a plan spends."""
        gpb = {code: (amount, 0) for code, amount in plan.basic_by_item(unit).items()}
        for code, amount in plan.project_by_item().items():
            gpb[code] = (gpb.get(code, (0, 0))[0], amount)
        every = dict(gpb)
        for code, _, amount in plan.others:
            basic, project = every.get(code, (0, 0))
            is_basic = code == unit.bureau["run"]
            every[code] = (basic + amount, project) if is_basic else (basic, project + amount)
        gov_fund = {code: (0, amount) for code, fund, amount in plan.others if fund == "gov_fund"}
        return cls(every, gpb, gov_fund)


def add_tables(records: Records, disclosed: UnitYear) -> None:
    """Append every table of the template, its totals and its line in `printed_tables`."""
    spending = Spending.of(disclosed.unit, disclosed.plan)
    printer = _Printer(records, disclosed, spending)
    titles = MUNICIPAL_TITLES if disclosed.is_municipal else TITLES
    for number, table in enumerate(titles, 1):
        printer.head(table, titles[table], number)
        getattr(printer, f"t{table[1:]}")()
    if not disclosed.is_municipal:
        records.declare("source_cells")


class _Printer:
    """Prints the tables of one unit-year one by one."""

    def __init__(self, records: Records, disclosed: UnitYear, spending: Spending) -> None:
        self._records = records
        self._unit_year = disclosed
        self._plan = disclosed.plan
        self._spending = spending
        scale = disclosed.scale
        self._text: Callable[[int], str] = scale.full if disclosed.is_municipal else scale.plain

    def _amount(self, amount: int | None) -> str | None:
        return self._text(amount) if amount else None

    def _total(self, table: str, **amounts: int | None) -> None:
        for measure, amount in amounts.items():
            self._records.add("disclosed_totals", table_id=table, measure=measure, amount=self._amount(amount))

    def head(self, table: str, title: str, number: int) -> None:
        """Append the line of a table in `printed_tables`."""
        one, is_municipal = self._unit_year, self._unit_year.is_municipal
        filled = {"T7": bool(self._plan.jobs), "T9": bool(self._spending.gov_fund), "T10": False}
        is_empty = not filled.get(table, True)
        in_yuan = is_municipal and table != "T8"
        note = _note(one, _FUNDS_OF[table]) if is_empty else None
        self._records.add(
            "printed_tables",
            lines=8,
            table_id=table,
            title_printed=f"{one.year}年{title}" if is_municipal else title,
            table_no_printed=str(number) if is_municipal else f"表{number}",
            name_header=one.unit.name,
            amount_unit_printed="yuan" if in_yuan else "wan_yuan",
            quantum=one.scale.quantum if in_yuan else "0.01",
            thousands_separators=None if is_municipal and is_empty else str(in_yuan).lower(),
            is_empty=str(is_empty).lower(),
            declared_empty=str(is_empty).lower(),
            note=note,
        )

    def t1(self) -> None:
        """Income and expenditure side by side; the municipal template splits expenditure by nature."""
        is_municipal = self._unit_year.is_municipal
        fiscal = self._plan.gpb + self._plan.fund("gov_fund")
        by_class = classes_of(self._spending.every)
        for number, (line, name) in enumerate(self._income_lines()):
            amount = fiscal if line == "fiscal_total" else self._plan.fund(line)
            label = _income_label(line, name, number, is_municipal=is_municipal)
            self._summary("income_expenditure_summary", "income", line, name, label, amount=self._amount(amount))
        for number, code in enumerate(by_class if is_municipal else _CLASSES):
            basic, project = by_class.get(code, (0, 0))
            name = functional_names()[code]
            label = f"{_ordinal(number)}、{name}" if is_municipal else None
            split: dict[str, str | None] = {}
            if is_municipal:
                public = self._plan.public if code == self._unit_year.unit.bureau["run"][:3] else 0
                natures = (("personnel", basic - public), ("public", public), ("project", project))
                split = {nature: self._amount(amount) for nature, amount in natures}
            self._summary(
                "income_expenditure_summary",
                "expenditure",
                code,
                name,
                label,
                amount=self._amount(basic + project),
                **split,
            )
        self._total("T1", income_total=self._plan.total, expenditure_total=self._plan.total)
        if is_municipal:
            plan = self._plan
            basic = self._unit_year.basic(plan)
            self._total("T1", personnel=basic - plan.public, public=plan.public, project=plan.total - basic)

    def _summary(
        self, resource: str, side: str, line: str, name: str, label: str | None, **amounts: str | None
    ) -> None:
        self._records.add(resource, lines=3, side=side, line=line, name_printed=name, label_printed=label, **amounts)

    def _income_lines(self) -> Iterable[tuple[str, str]]:
        if not self._unit_year.is_municipal:
            return FUND_NAMES.items()
        return MUNICIPAL_FUND_NAMES.items()

    def t2(self) -> None:
        """Income by the function that it pays for."""
        plan = self._plan
        funds = [fund for fund in FUNDS if fund in {"gpb", *(each for _, each, _ in plan.others)}]
        items = {code: (sum(amounts), *[0] * (len(funds) - 1)) for code, amounts in self._spending.gpb.items()}
        for code, fund, amount in plan.others:
            known = list(items.get(code, (0,) * len(funds)))
            known[funds.index(fund)] += amount
            items[code] = tuple(known)
        for code, amounts in with_parents(items).items():
            cells = self._fund_cells(dict(zip(funds, amounts, strict=True)))
            self._code_row("income_by_function", functional_code=code, total=self._amount(sum(amounts)), **cells)
        totals = {fund: plan.fund(fund) for fund in funds}
        if self._unit_year.is_municipal:
            fiscal = totals["gpb"] + totals.get("gov_fund", 0)
            rest = {fund: totals.get(fund) for fund in ("undertaking", "business", "other_unit")}
            self._total("T2", total=plan.total, fiscal_total=fiscal, **rest)
        else:
            self._total("T2", total=plan.total, **{fund: totals.get(fund) for fund in FUNDS})

    def _fund_cells(self, amounts: dict[str, int]) -> dict[str, str | None]:
        if not self._unit_year.is_municipal:
            return {fund: self._amount(amount) for fund, amount in amounts.items()}
        fiscal = sum(amounts.get(fund, 0) for fund in FUNDS[:3])
        rest = {fund: self._amount(amount) for fund, amount in amounts.items() if fund not in FUNDS[:3]}
        return {"fiscal_total": self._amount(fiscal), **rest}

    def _code_row(self, resource: str, **cells: str | None) -> None:
        code = cells.get("functional_code") or cells.get("economic_code") or ""
        names = economic_names() if "economic_code" in cells else functional_names()
        self._records.add(resource, lines=8, name_printed=names[code], **cells)

    def _functions(self, resource: str, table: str, items: dict[str, tuple[int, int]]) -> None:
        for code, (basic, project) in with_parents(dict(items)).items():
            self._code_row(
                resource,
                functional_code=code,
                total=self._amount(basic + project),
                basic=self._amount(basic),
                project=self._amount(project),
            )
        basic, project = (sum(amounts[index] for amounts in items.values()) for index in (0, 1))
        self._total(table, total=basic + project, basic=basic, project=project)

    def t3(self) -> None:
        """Expenditure by function, all funds."""
        self._functions("expenditure_by_function", "T3", self._spending.every)

    def t4(self) -> None:
        """Fiscal appropriation, income and expenditure."""
        is_municipal = self._unit_year.is_municipal
        gpb, gov_fund = self._plan.gpb, self._plan.fund("gov_fund")
        amounts = {"fiscal_total": gpb + gov_fund, "gpb": gpb, "gov_fund": gov_fund}
        lines = ("gpb", "gov_fund", "state_capital") if is_municipal else tuple(FUND_NAMES)[:4]
        names = MUNICIPAL_FUND_NAMES if is_municipal else FUND_NAMES
        for number, line in enumerate(lines):
            label = f"{_ordinal(number)}、{names[line]}" if is_municipal else _indented(line)
            stated = self._amount(amounts.get(line))
            self._summary("fiscal_appropriation_summary", "income", line, names[line], label, total=stated)
        by_class = {code: sum(parts) for code, parts in classes_of(self._spending.gpb).items()}
        of_fund = {code: sum(parts) for code, parts in classes_of(self._spending.gov_fund).items()}
        used = sorted({*by_class, *of_fund})
        for number, code in enumerate(used if is_municipal else _CLASSES):
            name = functional_names()[code]
            self._summary(
                "fiscal_appropriation_summary",
                "expenditure",
                code,
                name,
                f"{_ordinal(number)}、{name}" if is_municipal else None,
                total=self._amount(by_class.get(code, 0) + of_fund.get(code, 0)),
                gpb=self._amount(by_class.get(code)),
                gov_fund=self._amount(of_fund.get(code)),
            )
        total = gpb + gov_fund
        self._total("T4", income_total=total, expenditure_total=total, gpb=gpb, gov_fund=gov_fund, state_capital=None)

    def t5(self) -> None:
        """General public budget by function."""
        self._functions("general_budget_expenditure", "T5", self._spending.gpb)

    def t6(self) -> None:
        """Basic expenditure by economic nature, printed with all decimals."""
        rows = with_parents({code: (amount,) for code, amount in self._plan.economic.items()})
        for code, (amount,) in rows.items():
            column = "personnel" if code[:3] in {"301", "303"} else "public"
            printed = self._unit_year.scale.full(amount)
            self._code_row("general_budget_basic", economic_code=code, total=printed, **{column: printed})
        self._total("T6", total=self._plan.basic, personnel=self._plan.personnel, public=self._plan.public)

    def t7(self) -> None:
        """Projects of the general public budget under the functions that they serve."""
        self._records.declare("general_budget_projects")
        number = 0
        rows = with_parents(dict.fromkeys(self._plan.project_by_item(), ()))
        for code in rows:
            below = [job for job in self._plan.jobs if job.code.startswith(code)]
            if len(code) < ITEM:
                number += 1
                self._project_row(number, code, None, None, [job.columns for job in below])
                continue
            for job in below:
                number += 1
                self._project_row(number, code, job.id, job.title, [job.columns])
        columns = [job.columns for job in self._plan.jobs]
        whole = self._plan.project or None
        self._total("T7", total=whole, **{name: _column(columns, name) for name in PROJECT_COLUMNS})

    def _project_row(
        self,
        number: int,
        code: str,
        project_id: str | None,
        title: str | None,
        columns: list[tuple[tuple[str, int], ...]],
    ) -> None:
        amounts = {name: _column(columns, name) for name in PROJECT_COLUMNS}
        self._code_row(
            "general_budget_projects",
            row_no=str(number),
            functional_code=code,
            project_id=project_id,
            project_name_printed=title,
            total=self._amount(sum(amounts.values())),
            **{name: self._amount(amount) for name, amount in amounts.items()},
        )

    def t8(self) -> None:
        """Three public expenses, in 10,000 yuan with two decimals in both templates."""
        one = self._unit_year
        amounts = three_public(one.plan, one.scale)
        text = one.scale.plain if not one.is_municipal else lambda amount: f"{amount / 100:.2f}"
        is_agency = one.is_municipal and one.unit.kind != "institution"
        operating = one.scale.to_text(one.operating(one.plan)) if is_agency else None
        self._records.add(
            "three_public",
            lines=6,
            fund="gpb",
            **{name: text(amount) for name, amount in amounts.items()},
            agency_operating=None if operating is None else text(operating),
        )

    def t9(self) -> None:
        """Government fund expenditure, empty for most."""
        self._records.declare("gov_fund_expenditure")
        if self._spending.gov_fund:
            self._functions("gov_fund_expenditure", "T9", self._spending.gov_fund)
        else:
            self._total("T9", total=None, basic=None, project=None)

    def t10(self) -> None:
        """State capital expenditure, always empty."""
        self._records.declare("state_capital_expenditure")
        self._total("T10", total=None, basic=None, project=None)


def _note(one: UnitYear, fund: str) -> str:
    """Return what stands under an empty table."""
    if one.is_municipal:
        return f"注：{one.year}年本单位没有安排{fund}拨款支出，本表为空表。"
    money = fund if fund == _FUNDS_OF["T7"] else f"{fund}拨款"
    return f"备注：{one.unit.name}{one.year}年没有使用{money}安排的支出，{fund}支出情况表为空表。"


def three_public(plan: Plan, scale: Scale) -> dict[str, int]:
    """Return the cells of T8 in hundredths of 10,000 yuan."""
    overseas, purchase, operation, reception = (
        scale.to_text(plan.economic.get(code, 0)) for code in (OVERSEAS, NEW_VEHICLES, VEHICLES, RECEPTION)
    )
    return {
        "total": overseas + purchase + operation + reception,
        "overseas": overseas,
        "vehicle_subtotal": purchase + operation,
        "vehicle_purchase": purchase,
        "vehicle_operation": operation,
        "reception": reception,
    }


def classes_of(items: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the amounts of classes, in printed order."""
    rows = with_parents(dict(items))
    return {code: (amounts[0], amounts[1]) for code, amounts in rows.items() if len(code) == CLASS}


def _column(columns: list[tuple[tuple[str, int], ...]], name: str) -> int:
    return sum(amount for each in columns for column, amount in each if column == name)


def _ordinal(number: int) -> str:
    """Return the numeral of the place after `number` others; no table has more than nineteen classes."""
    tens, ones = divmod(number + 1, len(_ORDINALS))
    return f"{_ORDINALS[-1] * tens}{_ORDINALS[ones - 1] if ones else ''}"


def _indented(line: str) -> str | None:
    return f"  {FUND_NAMES[line]}" if line in {"gpb", "gov_fund", "state_capital"} else None


def _income_label(line: str, name: str, number: int, *, is_municipal: bool) -> str | None:
    if not is_municipal:
        return f"    {name}" if line in {"gpb", "gov_fund", "state_capital"} else None
    if number in {1, 2, 3}:
        return f"{number}、{name}"
    return f"{_ordinal(0 if number == 0 else number - 3)}、{name}"
