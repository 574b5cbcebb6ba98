"""The explanation of a unit-year, part 3 of a disclosure: its paragraphs, and every figure that they state."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.amounts import TEXT, happens, per_cent
from bench.codes import economic_names, functional_names, with_parents
from bench.places import words
from bench.projects import ProjectText
from bench.records import Cell, Records
from bench.tables import FUND_NAMES, Spending, UnitYear, three_public
from builder.model.codes import CLASS

_THREE_PUBLIC = (
    ("overseas", "overseas", "因公出国（境）费"),
    ("purchase", "vehicle_purchase", "公务用车购置费"),
    ("operation", "vehicle_operation", "公务用车运行费"),
    ("reception", "reception", "公务接待费"),
)
GAP = "……"
"""Between the parts of a quote that stand apart in the text."""
NO_BASE = ""
"""The rate of what there was nothing of last year."""
SME_QUOTE = "面向中小企业预留政府采购项目预算金额"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure against that of last year, in words and in cells."""

    text: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Said:
    """What a paragraph on one figure is about: `kind` chooses its reasons, `lead` stands before the figure."""

    section: str
    subject: str
    name: str
    kind: str
    fund: str | None = None
    lead: str = ""


def decimals_of(*percentages: str | None) -> str:
    """Return how many decimals the percentages of one sentence print at most."""
    return str(max(len((text or "").partition(".")[2]) for text in percentages))


class Writer:
    """Appends paragraphs, and figures that stand in the last paragraph."""

    def __init__(self, records: Records, disclosed: UnitYear, draw: Random) -> None:
        """Write into `records`; `draw` chooses among the ways to say a thing."""
        self.records = records
        self.one = disclosed
        self.draw = draw
        self.decimals = draw.choice((0, 0, 1, 2, 2))
        # tables in yuan: a change is that of the exact amounts, or that of the amounts as the text prints them
        self._rounds_last = happens(draw, 50)
        # of what did not move some say that it stays level, others that it rises by nought
        self.says_level = happens(draw, 40)
        self._paragraphs = 0
        self._figures = 0

    def heading(self, section: str, text: str) -> None:
        """Append a heading."""
        self._add(section, text, heading="true")

    def paragraph(self, section: str, text: str) -> None:
        """Append a paragraph."""
        self._add(section, text, heading="false")

    def _add(self, section: str, text: str, *, heading: str) -> None:
        self._paragraphs += 1
        self.records.add("narrative", seq=str(self._paragraphs), section=section, heading=heading, text=text)

    def figure(self, section: str, subject: str, name: str, amount: int | None, quote: str, **cells: Cell) -> None:
        """Append a figure of the paragraph before, in hundredths of 10,000 yuan."""
        self._figures += 1
        printed: dict[str, Cell] = {}
        if amount is not None:
            printed = {"amount": TEXT.plain(amount), "amount_unit_printed": "wan_yuan"}
        self.records.add(
            "narrative_figures",
            lines=0,
            seq=str(self._figures),
            section=section,
            subject=subject,
            name_printed=name,
            quote=quote,
            **printed,
            **cells,
        )

    def difference(self, amount: int, prior: int) -> int:
        """Return a change of two amounts of the plan as the text prints it, in hundredths of 10,000 yuan."""
        to_text = self.one.scale.to_text
        return to_text(amount - prior) if self._rounds_last else to_text(amount) - to_text(prior)

    def change(self, amount: int, prior: int, against: str) -> Change:
        """Return how an amount of the plan changed against last year's."""
        if not self._rounds_last:
            amount, prior = self.one.scale.to_text(amount), self.one.scale.to_text(prior)
            return self.printed_change(amount, prior, against)
        rate = per_cent(amount - prior, prior, self.decimals) if prior else NO_BASE if amount else "0"
        return self._change(self.difference(amount, prior), rate, against)

    def printed_change(self, amount: int, prior: int, against: str) -> Change:
        """Return how a figure changed against last year's, both as the text prints them."""
        rate = per_cent(amount - prior, prior, self.decimals) if prior else NO_BASE if amount else "0"
        return self._change(amount - prior, rate, against)

    def _change(self, difference: int, rate: str, against: str) -> Change:
        verbs = ("减少", "下降") if difference < 0 else ("增加", "增长")
        if not difference and self.says_level:
            return Change(f"{against.replace('比', '与', 1)}持平", {"change": "0", "base": "budget"})
        if rate == NO_BASE:
            cells: dict[str, Cell] = {"change": TEXT.plain(difference), "base": "budget"}
            return Change(f"{against}增加{TEXT.plain(difference)}万元", cells)
        sign = "-" if difference < 0 else ""
        is_zero = not difference or not rate.strip("0.")
        rate = "0" if is_zero else rate
        return Change(
            f"{against}{verbs[0]}{TEXT.plain(abs(difference))}万元，{verbs[1]}{rate}%",
            {
                "change": TEXT.plain(difference),
                "change_pct": rate if is_zero else f"{sign}{rate}",
                "pct_decimals": decimals_of(rate),
                "base": "budget",
            },
        )

    def share(self, part: int, whole: int) -> str:
        """Return the share of a part in per cent; the whole is 100 without decimals."""
        return "100" if part == whole else per_cent(part, whole, self.decimals)

    def reason(self, kind: str, difference: int, *, linked: bool = False, topic: str = "") -> str:
        """Return why a figure went up, down or stayed."""
        stock = words()["reasons"]
        direction = "up" if difference > 0 else "down" if difference < 0 else "zero"
        pool = stock[kind].get(direction, stock[kind]["zero"])
        chosen = self.draw.sample(pool, k=min(len(pool), 2 if linked else 1))
        if linked and len(chosen) > 1:
            chosen.append(self.draw.choice(stock["linked"]))
            text = "；".join(f"{ordinal}是{each}" for ordinal, each in zip("一二三", chosen, strict=False))
        else:
            text = chosen[0]
        topic = topic or self.one.unit.bureau["field"].partition("、")[0].partition("和")[0]
        return text.format(n=self.draw.randint(1, 5), topic=topic)


def write_narrative(records: Records, disclosed: UnitYear, projects: tuple[ProjectText, ...], draw: Random) -> None:
    """Append sections 1 to 10 as the template of the unit-year prints them."""
    writer = Writer(records, disclosed, draw)
    for write in (_overall, _income, _expenditure, _fiscal, _general, _items, _basic):
        write(writer)
    _projects(writer, projects)
    for write in (_three_public, _gov_fund, _other):
        write(writer)


def _about(writer: Writer, section: str, number: str, rest: str) -> None:
    one = writer.one
    writer.heading(section, f"{number}、关于{one.said_name}{one.year}年{rest}")


def _funds(writer: Writer) -> list[tuple[str, int, int]]:
    one = writer.one
    funds = ["gpb", *(fund for _, fund, _ in one.plan.others)]
    return [(fund, one.scale.to_text(one.plan.fund(fund)), one.scale.to_text(one.prior.fund(fund))) for fund in funds]


def _overall(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    _about(writer, "s1", "一", "收支预算情况的总体说明")
    total = one.scale.to_text(one.plan.total)
    writer.paragraph(
        "s1",
        f"按照全口径预算的原则，{one.said_name}{one.year}年所有收入和支出均纳入部门（单位）预算管理。"
        f"收支总预算{text(total)}万元。",
    )
    writer.figure("s1", "total", "收支总预算", total, f"收支总预算{text(total)}万元")
    funds = [(fund, f"{FUND_NAMES[fund]}{text(amount)}万元", amount) for fund, amount, _ in _funds(writer)]
    writer.paragraph("s1", f"收入预算包括：{'、'.join(each for _, each, _ in funds)}。")
    for fund, quote, amount in funds:
        writer.figure("s1", "income_fund", FUND_NAMES[fund], amount, quote, fund=fund)
    classes = _class_figures(writer, Spending.of(one.unit, one.plan).every)
    writer.paragraph("s1", f"支出预算包括：{'、'.join(quote for _, _, _, quote in classes)}。")
    for code, name, amount, quote in classes:
        writer.figure("s1", "expenditure_class", name, amount, quote, code=code)


def _class_figures(writer: Writer, items: dict[str, tuple[int, int]]) -> list[tuple[str, str, int, str]]:
    rows = with_parents({code: (sum(amounts),) for code, amounts in items.items()})
    found = []
    for code, (amount,) in rows.items():
        if len(code) == CLASS:
            name, printed = functional_names()[code], writer.one.scale.to_text(amount)
            found.append((code, name, printed, f"{name}{TEXT.plain(printed)}万元"))
    return found


def _changed(writer: Writer, said: Said, amounts: tuple[int, int], *, whole: int = 0, end: str = "；") -> None:
    """Write a paragraph on one figure against last year's: amount, share of the whole, change and reason."""
    amount, prior = amounts
    change = writer.change(amount, prior, "比上年预算")
    reason = writer.reason(said.kind, amount - prior, linked=True)
    part = writer.share(amount, whole) if whole else None
    share = f"，占{part}%" if part else ""
    joint = "主要原因是" if not reason.startswith("一是") else "主要原因"
    quote = f"{said.name}{TEXT.plain(amount)}万元{share}，{change.text}，{joint}{reason}"
    writer.paragraph(said.section, f"{said.lead}{quote}{end}")
    cells = {**change.cells, "fund": said.fund, "share_pct": part}
    if part:
        cells["pct_decimals"] = decimals_of(part, change.cells.get("change_pct"))
    writer.figure(said.section, said.subject, said.name, amount, quote, reason=reason, **cells)


def _income(writer: Writer) -> None:
    one = writer.one
    total = one.scale.to_text(one.plan.total)
    _about(writer, "s2", "二", "收入预算情况说明")
    writer.paragraph("s2", f"{one.said_name}收入预算{TEXT.plain(total)}万元，其中：")
    writer.figure("s2", "total", "收入预算", total, f"收入预算{TEXT.plain(total)}万元")
    for fund, amount, prior in _funds(writer):
        name = FUND_NAMES[fund]
        _changed(writer, Said("s2", "income_fund", name, "personnel", fund), (amount, prior), whole=total)
    if not one.plan.fund("gov_fund"):
        writer.paragraph("s2", "政府性基金预算未安排。")
        writer.figure("s2", "income_fund", "政府性基金预算", None, "政府性基金预算未安排", fund="gov_fund")


def _expenditure(writer: Writer) -> None:
    one = writer.one
    total = one.scale.to_text(one.plan.total)
    _about(writer, "s3", "三", "支出预算情况说明")
    writer.paragraph("s3", f"{one.said_name}{one.year}年支出预算{TEXT.plain(total)}万元，其中：")
    writer.figure("s3", "total", "支出预算", total, f"支出预算{TEXT.plain(total)}万元")
    basic = (one.scale.to_text(one.basic(one.plan)), one.scale.to_text(one.basic(one.prior)))
    project = (total - basic[0], one.scale.to_text(one.prior.total - one.basic(one.prior)))
    _changed(writer, Said("s3", "basic", "基本支出", "personnel"), basic, whole=total)
    _changed(writer, Said("s3", "project", "项目支出", "project"), project, whole=total, end="。")


def _fiscal(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    spending = Spending.of(one.unit, one.plan)
    gov_fund = one.plan.fund("gov_fund")
    total = one.scale.to_text(one.plan.gpb + gov_fund)
    _about(writer, "s4", "四", "财政拨款收支预算情况的总体说明")
    writer.paragraph("s4", f"{one.said_name}{one.year}年财政拨款收支总预算{text(total)}万元。")
    writer.figure("s4", "total", "财政拨款收支总预算", total, f"财政拨款收支总预算{text(total)}万元")
    if not gov_fund:
        quote = "无政府性基金预算拨款和国有资本经营预算"
        writer.paragraph("s4", f"收入全部为一般公共预算拨款，{quote}。")
        for fund in ("gov_fund", "state_capital"):
            writer.figure("s4", "income_fund", FUND_NAMES[fund], None, quote, fund=fund)
    funds = [each for each in _funds(writer) if each[0] in {"gpb", "gov_fund"}]
    quotes = [f"{FUND_NAMES[fund]}拨款{text(amount)}万元" for fund, amount, _ in funds]
    writer.paragraph("s4", f"收入预算包括：{'、'.join(quotes)}。")
    for (fund, amount, _), quote in zip(funds, quotes, strict=True):
        writer.figure("s4", "income_fund", f"{FUND_NAMES[fund]}拨款", amount, quote, fund=fund)
    for name, items in (("一般公共预算", spending.gpb), ("政府性基金预算", spending.gov_fund)):
        if not items:
            continue
        classes = []
        for code, label, amount, quote in _class_figures(writer, items):
            sections = sorted({item[:5] for item in items if item.startswith(code)})
            purpose = "、".join(functional_names()[section] for section in sections)
            classes.append((code, label, amount, f"{quote}，主要用于{purpose}", purpose))
        writer.paragraph("s4", f"{name}支出包括：{'；'.join(quote for _, _, _, quote, _ in classes)}。")
        for code, label, amount, quote, purpose in classes:
            writer.figure("s4", "expenditure_class", label, amount, quote, code=code, purpose=purpose)


def _general(writer: Writer) -> None:
    one = writer.one
    total = one.scale.to_text(one.plan.gpb)
    _about(writer, "s5", "五", "一般公共预算当年拨款情况说明")
    writer.heading("s5_1", "（一）一般公共预算当年拨款规模变化情况")
    quote = f"一般公共预算拨款合计{TEXT.plain(total)}万元"
    writer.paragraph("s5_1", f"{one.said_name}{one.year}年{quote}，其中：")
    writer.figure("s5_1", "total", "一般公共预算拨款合计", total, quote, fund="gpb")
    basic = (one.scale.to_text(one.plan.basic), one.scale.to_text(one.prior.basic))
    project = (one.scale.to_text(one.plan.project), one.scale.to_text(one.prior.project))
    _changed(writer, Said("s5_1", "basic", "基本支出", "personnel"), basic)
    _changed(writer, Said("s5_1", "project", "项目支出", "project"), project, end="。")
    writer.heading("s5_2", "（二）一般公共预算当年拨款结构情况")
    classes = _class_figures(writer, Spending.of(one.unit, one.plan).gpb)
    for number, (code, name, amount, start) in enumerate(classes, 1):
        share = writer.share(amount, total)
        quote = f"{start}，占{share}%"
        writer.paragraph("s5_2", f"{number}.{quote}。")
        cells: dict[str, Cell] = {"code": code, "share_pct": share, "pct_decimals": decimals_of(share)}
        writer.figure("s5_2", "expenditure_class", name, amount, quote, **cells)


def _items(writer: Writer) -> None:
    one, names = writer.one, functional_names()
    writer.heading("s5_3", "（三）一般公共预算当年拨款具体使用情况")
    spending, before = Spending.of(one.unit, one.plan).gpb, Spending.of(one.unit, one.prior).gpb
    topics = {job.code: job.topic for job in one.plan.jobs}
    for number, code in enumerate(sorted(spending), 1):
        amount = one.scale.to_text(sum(spending[code]))
        prior = one.scale.to_text(sum(before.get(code, ())))
        change = writer.change(amount, prior, "比上年预算")
        kind = "project" if code in topics else "personnel"
        reason = writer.reason(kind, amount - prior, topic=topics.get(code, ""))
        path = f"{names[code[:3]]}（类）{names[code[:5]]}（款）{names[code]}（项）"
        quote = f"{path}：{one.year}年预算数为{TEXT.plain(amount)}万元，{change.text}，主要原因是{reason}。"
        writer.paragraph("s5_3", f"{number}.{quote}")
        writer.figure("s5_3", "item", names[code], amount, quote, code=code, reason=reason, **change.cells)


def _basic(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    total = one.scale.to_text(one.plan.basic)
    _about(writer, "s6", "六", "一般公共预算基本支出情况说明")
    writer.paragraph("s6", f"{one.said_name}{one.year}年一般公共预算基本支出{text(total)}万元，其中：")
    writer.figure("s6", "basic", "一般公共预算基本支出", total, f"一般公共预算基本支出{text(total)}万元")
    for subject, name, classes in (
        ("personnel", "人员经费", {"301", "303"}),
        ("public", "公用经费", {"302", "310"}),
    ):
        whole = one.scale.to_text(one.plan.personnel if subject == "personnel" else one.plan.public)
        parts = [
            (code, economic_names()[code], one.scale.to_text(amount))
            for code, amount in sorted(one.plan.economic.items())
            if code[:3] in classes
        ]
        listed = "、".join(f"{label}{text(amount)}万元" for _, label, amount in parts)
        end = "。" if subject == "public" else "；"
        writer.paragraph("s6", f"{name}{text(whole)}万元，主要包括：{listed}{end}")
        writer.figure("s6", subject, name, whole, f"{name}{text(whole)}万元")
        for code, label, amount in parts:
            writer.figure("s6", "economic", label, amount, f"{label}{text(amount)}万元", code=code)


def _projects(writer: Writer, projects: tuple[ProjectText, ...]) -> None:
    one, text = writer.one, TEXT.plain
    _about(writer, "s7", "七", "一般公共预算项目支出情况说明")
    if not projects:
        writer.paragraph("s7", f"{one.said_name}{one.year}年没有安排一般公共预算项目支出。")
    for project in projects:
        amount = one.scale.to_text(project.job.total)
        allocations = "、".join(f"{item}{text(one.scale.to_text(part))}万元" for item, part in project.job.allocations)
        writer.paragraph("s7", f"项目名称：{project.job.title}")
        writer.paragraph("s7", f"设立的政策依据：{project.policy_basis}")
        writer.paragraph("s7", f"预算安排规模：{text(amount)}万元")
        writer.figure("s7", "project_total", project.job.title, amount, f"预算安排规模：{text(amount)}万元")
        writer.paragraph("s7", f"项目承担单位：{one.unit.name}")
        writer.paragraph("s7", f"资金分配情况：{allocations}。")
        writer.paragraph("s7", f"资金执行时间：{one.year}年1-12月")


def _three_public(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    _about(writer, "s8", "八", "一般公共预算“三公”经费预算情况说明")
    now, before = three_public(one.plan, one.scale), three_public(one.prior, one.scale)
    stated = [(f"{name}{text(now[cell])}万元", name) for _, cell, name in _THREE_PUBLIC]
    lead = f"“三公”经费数为{text(now['total'])}万元"
    writer.paragraph(
        "s8",
        f"{one.said_name}{one.year}年一般公共预算{lead}，其中：{'，'.join(quote for quote, _ in stated)}。",
    )
    leaves, changes = [], []
    for subject, cell, name in _THREE_PUBLIC:
        change = writer.printed_change(now[cell], before[cell], name)
        kind = subject if now[cell] or before[cell] else "none"
        reason = writer.reason(kind, now[cell] - before[cell])
        leaves.append(f"{change.text}，主要原因是{reason}")
        changes.append((change, reason))
    whole = writer.printed_change(now["total"], before["total"], "“三公”经费比上年预算")
    writer.paragraph("s8", f"{one.year}年一般公共预算{whole.text}，其中：{'；'.join(leaves)}。")
    name = "一般公共预算“三公”经费"
    writer.figure("s8", "three_public_total", name, now["total"], f"{lead}{GAP}{whole.text}", **whole.cells)
    parts = zip(_THREE_PUBLIC, changes, leaves, stated, strict=True)
    for (subject, cell, name), (change, reason), leaf, (start, _) in parts:
        amount, quote = now[cell], f"{start}{GAP}{leaf}"
        writer.figure("s8", f"three_public_{subject}", name, amount, quote, reason=reason, **change.cells)


def _gov_fund(writer: Writer) -> None:
    one = writer.one
    _about(writer, "s9", "九", "政府性基金预算拨款情况说明")
    if not one.plan.fund("gov_fund"):
        quote = "没有使用政府性基金预算拨款安排的支出"
        writer.paragraph("s9", f"{one.said_name}{one.year}年{quote}，政府性基金预算支出情况表为空表。")
        writer.figure("s9", "total", "政府性基金预算拨款", None, quote, fund="gov_fund")
        return
    amount, prior = (one.scale.to_text(plan.fund("gov_fund")) for plan in (one.plan, one.prior))
    lead = f"{one.said_name}{one.year}年"
    said = Said("s9", "total", "政府性基金预算拨款", "project", "gov_fund", lead)
    _changed(writer, said, (amount, prior), end="。")


def _other(writer: Writer) -> None:
    writer.heading("s10", "十、其他重要事项的情况说明")
    write_agency_operating(writer, "（一）机关运行经费情况")
    write_procurement(writer, "（二）政府采购情况")
    write_assets(writer, "（三）国有资产占用使用情况")
    one, text = writer.one, TEXT.plain
    writer.heading("s10_4", "（四）预算绩效情况")
    amount, count = one.scale.to_text(one.plan.project), len(one.plan.jobs)
    quote = f"本年度预算绩效管理的财政拨款项目{count}个，涉及预算金额{text(amount)}万元"
    table = "具体情况见下表（按项目分别填报）：" if count else ""
    writer.paragraph("s10_4", f"{one.year}年，{quote}。{table}")
    cells: dict[str, Cell] = {"quantity": str(count), "quantity_unit": "个"}
    writer.figure("s10_4", "performance", "预算绩效管理的财政拨款项目", amount, quote, **cells)
    writer.heading("s10_5", "（五）其他需说明的事项")
    writer.paragraph("s10_5", writer.draw.choice(words()["other_matters"]))


def write_agency_operating(writer: Writer, heading: str) -> None:
    """Write on what it costs to run an agency; institutions have no such money."""
    one = writer.one
    writer.heading("s10_1", heading)
    if one.unit.kind == "institution":
        writer.paragraph("s10_1", f"{one.said_name}为事业单位，按规定不编报机关运行经费预算。")
        return
    now, before = one.operating(one.plan), one.operating(one.prior)
    amount, change = one.scale.to_text(now), writer.change(now, before, "比上年预算")
    reason = writer.reason("public", writer.difference(now, before))
    quote = f"机关运行经费财政拨款预算{TEXT.plain(amount)}万元，{change.text}。主要原因是{reason}"
    writer.paragraph("s10_1", f"{one.year}年，{one.said_name}{quote}。")
    writer.figure("s10_1", "agency_operating", "机关运行经费", amount, quote, reason=reason, **change.cells)


def write_procurement(writer: Writer, heading: str) -> None:
    """Write on procurement and add its row."""
    one, draw, text = writer.one, writer.draw, TEXT.plain
    writer.heading("s10_2", heading)
    ceiling = one.scale.to_text(one.plan.public + one.plan.project)
    goods = draw.randint(0, ceiling // 6) if happens(draw, 80) else 0
    purchase = three_public(one.plan, one.scale)["vehicle_purchase"]
    if happens(draw, 8) and not purchase:
        writer.paragraph("s10_2", f"{one.year}年，{one.said_name}没有安排政府采购预算。")
        writer.figure("s10_2", "procurement", "政府采购预算", None, "没有安排政府采购预算")
        writer.records.declare("procurement")
        return
    goods = max(goods, purchase)
    works = draw.randint(0, ceiling // 8) if happens(draw, 25) else 0
    services = draw.randint(0, ceiling // 3)
    total = goods + works + services
    reserved = total if happens(draw, 50) else draw.randint(total // 3, total)
    micro = reserved if happens(draw, 50) else draw.randint(reserved // 2, reserved)
    parts = {"": total, "货物": goods, "工程": works, "服务": services}
    quotes = {name: f"政府采购{name}预算{text(amount)}万元" for name, amount in parts.items()}
    writer.paragraph(
        "s10_2",
        f"{one.year}年，{one.said_name}{quotes['']}，其中：{quotes['货物']}，{quotes['工程']}，{quotes['服务']}。",
    )
    for name, amount in parts.items():
        writer.figure("s10_2", "procurement", f"政府采购{name}预算", amount, quotes[name])
    small = f"面向小微企业预留政府采购项目预算金额{text(micro)}万元"
    writer.paragraph("s10_2", f"{one.year}年度本单位{SME_QUOTE}{text(reserved)}万元，其中：{small}。")
    writer.figure("s10_2", "procurement", SME_QUOTE, reserved, f"{SME_QUOTE}{text(reserved)}万元")
    writer.figure("s10_2", "procurement", "面向小微企业预留政府采购项目预算金额", micro, small)
    writer.records.add(
        "procurement",
        lines=0,
        total=text(total),
        goods=text(goods),
        works=text(works),
        services=text(services),
        sme_reserved=text(reserved),
        micro_small_reserved=text(micro),
    )


def write_assets(writer: Writer, heading: str) -> None:
    """Write on assets held at the end of last year and planned for this one, and add their rows."""
    one, draw, text = writer.one, writer.draw, TEXT.plain
    writer.heading("s10_3", heading)
    as_of = f"{one.year - 1}-08-31" if one.is_municipal else f"{one.year - 1}-12-31"
    until = f"截至{one.year - 1}年8月31日" if one.is_municipal else f"截至{one.year - 1}年底"
    writer.paragraph("s10_3", f"{until}，{one.said_name}占用使用国有资产总体情况为")
    cars = one.prior.cars
    special = 1 if cars > 1 and happens(draw, 30) else 0
    area, value = draw.choice((0, draw.randint(80, 9000))), draw.randint(1000, 90000)
    rows: list[tuple[str, str | None, str | None, int | None, str]] = [
        ("building", str(area), "平方米", 0 if not area else value, "房屋"),
        ("vehicle", str(cars), "辆", 0, "车辆"),
        ("vehicle_general", str(cars - special), "辆", (cars - special) * draw.randint(900, 1800), "一般公务用车"),
        ("vehicle_special", str(special), "辆", special * draw.randint(1500, 4000), "特种专业技术用车"),
        ("furniture", None, None, draw.randint(100, 6000), "办公家具"),
        ("other", None, None, draw.randint(500, 90000), "其他资产"),
    ]
    vehicles = (rows[2][3] or 0) + (rows[3][3] or 0)
    rows[1] = ("vehicle", str(cars), "辆", vehicles, "车辆")
    number = 0
    for category, quantity, unit, money, name in rows:
        counted = f"{quantity}{unit}，" if quantity is not None else ""
        quote = f"{name}{counted}价值{text(money or 0)}万元"
        is_part = category.startswith("vehicle_")
        number += not is_part
        writer.paragraph("s10_3", f"{'其中：' if is_part else f'{number}.'}{quote}。")
        cells: dict[str, Cell] = {"quantity": quantity, "quantity_unit": unit}
        writer.figure("s10_3", "asset", name, money, quote, **cells)
        add_asset(writer, "held", category, as_of=as_of, quantity=quantity, quantity_unit=unit, value=text(money or 0))
    large = draw.choice((0, 0, 1, 2, 4))
    larger = draw.randint(0, large)
    quotes = (f"单位价值50万元以上大型设备{large}套", f"单位价值100万元以上大型设备{larger}套")
    writer.paragraph("s10_3", f"{quotes[0]}，{quotes[1]}。")
    for category, count, quote in zip(("equip_500k", "equip_1m"), (large, larger), quotes, strict=True):
        writer.figure(
            "s10_3", "asset", quote.rpartition("备")[0] + "备", None, quote, quantity=str(count), quantity_unit="套"
        )
        add_asset(writer, "held", category, as_of=as_of, quantity=str(count), quantity_unit="套")
    is_buying = bool(three_public(one.plan, one.scale)["vehicle_purchase"])
    bought = "安排购置车辆1辆" if is_buying else "未安排购置车辆经费"
    writer.paragraph(
        "s10_3",
        f"{one.year}年单位预算{bought}，安排购置50万元以上大型设备0台（套），单位价值100万元以上大型设备0台（套）。",
    )
    if is_buying:
        writer.figure("s10_3", "asset", "车辆", None, bought, quantity="1", quantity_unit="辆")
        add_asset(writer, "planned", "vehicle", quantity="1", quantity_unit="辆")
    else:
        writer.figure("s10_3", "asset", "购置车辆经费", None, bought)
        add_asset(writer, "planned", "vehicle")
    for category, name in (("equip_500k", "50万元以上大型设备"), ("equip_1m", "单位价值100万元以上大型设备")):
        quote = f"{name}0台（套）"
        writer.figure("s10_3", "asset", name, None, quote, quantity="0", quantity_unit="台（套）")
        add_asset(writer, "planned", category, quantity="0", quantity_unit="台（套）")


def add_asset(writer: Writer, phase: str, category: str, **cells: Cell) -> None:
    """Append a row of assets, held or planned."""
    writer.records.add("assets", lines=0, phase=phase, category=category, **cells)
