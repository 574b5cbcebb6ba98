"""The explanation in the manner of a municipal template: fewer headings, figures rounded from yuan.

Two ways to go through the items are in use: what each is for and its change against last year's budget, or what
was spent last year beside what is planned now.
"""

from __future__ import annotations

from random import Random

from bench.amounts import TEXT, happens, per_cent
from bench.codes import functional_names
from bench.narrative import (
    Change,
    Writer,
    add_asset,
    decimals_of,
    write_agency_operating,
    write_assets,
    write_procurement,
)
from bench.places import words
from bench.records import Cell, Records
from bench.tables import MUNICIPAL_FUND_NAMES, Spending, UnitYear, classes_of, three_public

_LEAVES = (
    ("overseas", "overseas", "因公出国（境）费"),
    ("vehicle", "vehicle_subtotal", "公务用车购置及运行费"),
    ("purchase", "vehicle_purchase", "公务用车购置费"),
    ("operation", "vehicle_operation", "公务用车运行费"),
    ("reception", "reception", "公务接待费"),
)
_VEHICLES = {
    "vehicle_minister": "部级领导干部用车",
    "vehicle_leader": "主要领导干部用车",
    "vehicle_confidential": "机要通信用车",
    "vehicle_emergency": "应急保障用车",
    "vehicle_law_enforcement": "执法执勤用车",
    "vehicle_special": "特种专业技术用车",
    "vehicle_retired": "离退休干部用车",
    "vehicle_other": "其他用车",
}
_APPROPRIATIONS = (
    ("gpb", "一般公共预算拨款支出预算"),
    ("gov_fund", "政府性基金拨款支出预算"),
    ("state_capital", "国有资本经营预算拨款支出预算"),
)


def write_municipal_narrative(records: Records, disclosed: UnitYear, draw: Random) -> None:
    """Append the explanation of a unit-year in the template that prints its tables in yuan."""
    writer = Writer(records, disclosed, draw)
    name, year = disclosed.said_name, disclosed.year
    writer.heading("s1", f"{year}年单位预算编制说明")
    writer.paragraph(
        "s1",
        f"{name}按照全面、规范、公开的要求编制单位预算，所有收入和支出统一纳入预算管理。"
        f"本单位主要承担{disclosed.unit.bureau['field']}职责，预算安排优先保障基本运转和重点任务。",
    )
    difference = writer.difference(disclosed.plan.fiscal, disclosed.prior.fiscal)
    why = writer.reason("personnel", difference, linked=True) if difference else None
    _income(writer, why)
    _expenditure(writer)
    _fiscal(writer, why)
    if happens(draw, 20):
        _classes(writer)
    elif happens(draw, 50):
        _items_on_budget(writer)
    else:
        _items_on_executed(writer)
    for write in (_basic, _three_public, _other):
        write(writer)


def _moved(writer: Writer, amount: int, prior: int) -> Change:
    """Return a change without its rate, as totals are compared; nothing moved is said in words."""
    against = f"{writer.one.year - 1}年预算"
    cells: dict[str, Cell] = {
        "change": TEXT.plain(writer.difference(amount, prior)),
        "base": "budget",
        "base_year": str(writer.one.year - 1),
    }
    difference = writer.difference(amount, prior)
    if not difference:
        return Change(f"与{against}持平", cells)
    verb = "减少" if difference < 0 else "增加"
    return Change(f"比{against}{verb}{TEXT.plain(abs(difference))}万元", cells)


def _income(writer: Writer, why: str | None) -> None:
    one, text = writer.one, TEXT.plain
    total, fiscal = one.scale.to_text(one.plan.total), one.scale.to_text(one.plan.fiscal)
    moved = _moved(writer, one.plan.fiscal, one.prior.fiscal)
    quotes = {"fiscal": f"财政拨款收入{text(fiscal)}万元，{moved.text}"}
    stated = {fund: one.scale.to_text(one.plan.fund(fund)) for fund in ("undertaking", "business", "other_unit")}
    for fund, amount in stated.items():
        quotes[fund] = f"{MUNICIPAL_FUND_NAMES[fund]}{text(amount)}万元"
    lead = f"收入预算{text(total)}万元"
    writer.paragraph("s2", f"{one.year}年，{one.said_name}{lead}，其中：{'；'.join(quotes.values())}。")
    writer.figure("s2", "total", "收入预算", total, lead)
    writer.figure("s2", "income_fund", "财政拨款收入", fiscal, quotes["fiscal"], reason=why, **moved.cells)
    for fund, amount in stated.items():
        writer.figure("s2", "income_fund", MUNICIPAL_FUND_NAMES[fund], amount, quotes[fund], fund=fund)


def _expenditure(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    total = one.scale.to_text(one.plan.total)
    parts = [
        ("basic", "基本支出", one.scale.to_text(one.basic(one.plan))),
        ("project", "项目支出", one.scale.to_text(one.plan.total - one.basic(one.plan))),
    ]
    quotes = [f"{name}{text(amount)}万元，占{writer.share(amount, total)}%" for _, name, amount in parts]
    writer.paragraph("s3", f"支出预算{text(total)}万元，其中：{'；'.join(quotes)}。")
    writer.figure("s3", "total", "支出预算", total, f"支出预算{text(total)}万元")
    for (subject, name, amount), quote in zip(parts, quotes, strict=True):
        share = writer.share(amount, total)
        writer.figure("s3", subject, name, amount, quote, share_pct=share, pct_decimals=decimals_of(share))


def _fiscal(writer: Writer, why: str | None) -> None:
    one, text = writer.one, TEXT.plain
    moved = _moved(writer, one.plan.fiscal, one.prior.fiscal)
    whole = f"财政拨款支出预算{text(one.scale.to_text(one.plan.fiscal))}万元，{moved.text}"
    stated: list[tuple[str, str, int, str, dict[str, Cell]]] = []
    for fund, name in _APPROPRIATIONS:
        amount, prior = (plan.fund(fund) for plan in (one.plan, one.prior))
        change = _moved(writer, amount, prior)
        printed, difference = one.scale.to_text(amount), writer.difference(amount, prior)
        quote, reason = f"{name}{text(printed)}万元，{change.text}", why if difference else None
        if difference and one.plan.fund("gov_fund"):  # of two that move, each has its own reason
            reason = writer.reason("personnel" if fund == "gpb" else "project", difference)
            quote = f"{quote}，主要原因是{reason}"
        stated.append((fund, name, printed, quote, {**change.cells, "reason": reason}))
    listed = "；".join(quote for _, _, _, quote, _ in stated)
    writer.paragraph("s4", f"{whole}。财政拨款支出预算中，{listed}。")
    cells = {**moved.cells, "reason": why}
    writer.figure("s4", "total", "财政拨款支出预算", one.scale.to_text(one.plan.fiscal), whole, **cells)
    for fund, name, printed, quote, cells in stated:
        writer.figure("s4", "total", name, printed, quote, fund=fund, **cells)
    if why:
        verb = "减少" if writer.difference(one.plan.fiscal, one.prior.fiscal) < 0 else "增加"
        joint = "的主要原因" if why.startswith("一是") else "的主要原因是"
        writer.paragraph("s4", f"财政拨款收入支出{verb}{joint}{why}。")


def _classes(writer: Writer) -> None:
    """The list goes down to the class only."""
    one, names = writer.one, functional_names()
    spending = Spending.of(one.unit, one.plan)
    items = {**spending.gpb, **spending.gov_fund}  # no item is paid by both
    writer.paragraph("s4", "财政拨款支出主要内容如下：")
    for number, (code, amounts) in enumerate(classes_of(items).items(), 1):
        sections = sorted({item[:5] for item in items if item.startswith(code)})
        purpose = f"{'、'.join(names[section] for section in sections)}等支出"
        printed = one.scale.to_text(sum(amounts))
        quote = f"“{names[code]}”科目{TEXT.plain(printed)}万元，主要用于{purpose}"
        writer.paragraph("s4", f"{number}．{quote}。")
        writer.figure("s4", "expenditure_class", names[code], printed, quote, code=code, purpose=purpose)


def _items_on_budget(writer: Writer) -> None:
    one, names = writer.one, functional_names()
    writer.paragraph("s5_3", "一般公共预算拨款支出主要内容如下：")
    spending, before = Spending.of(one.unit, one.plan).gpb, Spending.of(one.unit, one.prior).gpb
    topics = {job.code: job.topic for job in one.plan.jobs}
    for number, code in enumerate(sorted(spending), 1):
        amount, prior = sum(spending[code]), sum(before.get(code, ()))
        change = writer.change(amount, prior, "比上年预算")
        reason = _item_reason(writer, code, writer.difference(amount, prior), topics)
        path = "-".join(names[code[:level]] for level in (3, 5, 7))
        printed = one.scale.to_text(amount)
        purpose = _purpose(writer, code, topics)
        start = f"{path}{TEXT.plain(printed)}万元，主要用于{purpose}。"
        quote = f"{start}{change.text}，主要原因是{reason}"
        writer.paragraph("s5_3", f"{number}．{quote}。")
        cells = {"code": code, "reason": reason, "purpose": purpose, **change.cells}
        writer.figure("s5_3", "item", path, printed, quote, **cells)


def _items_on_executed(writer: Writer) -> None:
    """What was spent last year stands beside the plan; the amount is printed twice."""
    one, names, draw = writer.one, functional_names(), writer.draw
    writer.paragraph("s5_3", "一般公共预算拨款支出主要内容如下：")
    spending, before = Spending.of(one.unit, one.plan).gpb, Spending.of(one.unit, one.prior).gpb
    topics = {job.code: job.topic for job in one.plan.jobs}
    for number, code in enumerate(sorted(spending), 1):
        printed = one.scale.to_text(sum(spending[code]))
        executed = one.scale.to_text(sum(before.get(code, ())) * draw.randint(88, 104) // 100)
        executed = printed if happens(draw, 8) else executed
        reason = _item_reason(writer, code, printed - executed, topics)
        path = "".join(
            f"{names[code[:level]]}（{code[max(0, level - 2) if level > CLASS_DIGITS else 0 : level]}{word}）"
            for level, word in ((3, "类"), (5, "款"), (7, "项"))
        )
        purpose = _purpose(writer, code, topics)
        base = f"{one.year - 1}年预算执行数"
        compared, cells = _compared(printed, executed, base)
        quote = (
            f"{path}{TEXT.plain(printed)}万元。主要用于：{purpose}。{base}为{TEXT.plain(executed)}万元，"
            f"{one.year}年预算安排{TEXT.plain(printed)}万元，{compared}。主要原因是：{reason}"
        )
        writer.paragraph("s5_3", f"{number}、{quote}。")
        writer.figure(
            "s5_3",
            "item",
            names[code],
            printed,
            quote,
            code=code,
            prior=TEXT.plain(executed),
            base="executed",
            base_year=str(one.year - 1),
            planned=TEXT.plain(printed),
            purpose=purpose,
            reason=reason,
            **cells,
        )


def _compared(printed: int, executed: int, base: str) -> tuple[str, dict[str, Cell]]:
    """Return how a plan compares with what was spent, in words and in cells."""
    if printed == executed:
        return f"与{base}持平", {"change": "0"}
    if not executed:
        return f"比{base}增加{TEXT.plain(printed)}万元", {"change": TEXT.plain(printed)}
    rate = per_cent(printed - executed, executed, 2)
    verb, sign = ("减少", "-") if printed < executed else ("增加", "")
    cells: dict[str, Cell] = {"change_pct": rate if not rate.strip("0.") else f"{sign}{rate}", "pct_decimals": "2"}
    return f"比{base}{verb}{rate}%", cells


CLASS_DIGITS = 3


def _item_reason(writer: Writer, code: str, difference: int, topics: dict[str, str]) -> str:
    return writer.reason("project" if code in topics else "personnel", difference, topic=topics.get(code, ""))


def _purpose(writer: Writer, code: str, topics: dict[str, str]) -> str:
    stock = words()["purposes"]["project" if code in topics else "item"]
    purpose: str = writer.draw.choice(stock).format(name=topics.get(code) or functional_names()[code])
    return purpose


def _basic(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    for subject, name, amount, prior in (
        ("personnel", "人员经费", one.plan.personnel, one.prior.personnel),
        ("public", "公用经费", one.plan.public, one.prior.public),
    ):
        change = writer.change(amount, prior, "比上年预算")
        reason = writer.reason(subject, writer.difference(amount, prior))
        quote = f"{name}{text(one.scale.to_text(amount))}万元，{change.text}，主要原因是{reason}"
        writer.paragraph("s6", f"基本支出中，{quote}。")
        writer.figure("s6", subject, name, one.scale.to_text(amount), quote, reason=reason, **change.cells)


def _three_public(writer: Writer) -> None:
    """Three public expenses are printed in 10,000 yuan everywhere: nothing is rounded between table and text."""
    one, text = writer.one, TEXT.plain
    now, before = three_public(one.plan, one.scale), three_public(one.prior, one.scale)
    writer.heading("s8", f"（一）{one.year}年“三公”经费预算情况")
    change = writer.printed_change(now["total"], before["total"], "比上年预算")
    quote = f"“三公”经费预算数为{text(now['total'])}万元，{change.text}"
    writer.paragraph("s8", f"{one.year}年{quote}。其中：")
    writer.figure("s8", "three_public_total", "“三公”经费预算数", now["total"], quote, **change.cells)
    for subject, cell, name in _LEAVES:
        amount, prior = now[cell], before[cell]
        change = writer.printed_change(amount, prior, "比上年预算")
        kind = "operation" if subject == "vehicle" else subject
        if not amount and not prior:
            kind = "none"
        reason = writer.reason(kind, amount - prior)
        quote = f"{name}{text(amount)}万元，{change.text}，主要原因是{reason}"
        writer.paragraph("s8", f"{quote}。")
        writer.figure("s8", f"three_public_{subject}", name, amount, quote, reason=reason, **change.cells)


def _vehicles(writer: Writer, heading: str) -> None:
    """Write on nothing but vehicles by kind and large equipment, held and planned."""
    one, draw = writer.one, writer.draw
    writer.heading("s10_3", heading)
    large = "单价100万元（含）以上设备（不含车辆）"
    bought = 1 if three_public(one.plan, one.scale)["vehicle_purchase"] else 0
    for phase, cars in (("held", one.prior.cars), ("planned", bought)):
        kinds = [draw.choice(("vehicle_confidential", "vehicle_law_enforcement", "vehicle_other")) for _ in range(cars)]
        counts = {category: kinds.count(category) for category in _VEHICLES}
        listed = [f"{name}{counts[category]}辆" for category, name in _VEHICLES.items()]
        is_held = phase == "held"
        start = f"截至{one.year - 1}年8月31日，{one.said_name}" if is_held else f"{one.year}年单位预算安排"
        whole = f"{'共有' if is_held else '购置'}车辆{cars}辆"
        tools = draw.randint(0, 2) if is_held else 0
        counted = f"{large}{tools}台（套）"
        writer.paragraph("s10_3", f"{start}{whole}，其中：{'、'.join(listed)}；{counted}。")
        cells: dict[str, Cell] = {"as_of": f"{one.year - 1}-08-31" if is_held else None}
        rows = [("vehicle", "车辆", cars, whole)]
        rows += [
            (category, name, counts[category], said)
            for (category, name), said in zip(_VEHICLES.items(), listed, strict=True)
        ]
        for category, name, count, said in rows:
            writer.figure("s10_3", "asset", name, None, said, quantity=str(count), quantity_unit="辆")
            add_asset(writer, phase, category, quantity=str(count), quantity_unit="辆", **cells)
        writer.figure("s10_3", "asset", large, None, counted, quantity=str(tools), quantity_unit="台（套）")
        add_asset(writer, phase, "equip_1m", quantity=str(tools), quantity_unit="台（套）", **cells)


def _other(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    write_agency_operating(writer, "（二）机关运行经费预算")
    write_procurement(writer, "（三）政府采购预算")
    writer.heading("s10_4", "（四）绩效目标设置情况")
    count, amount = len(one.plan.jobs), one.scale.to_text(one.plan.project)
    quote = f"编报绩效目标的项目共{count}个，涉及项目预算资金{text(amount)}万元"
    writer.paragraph("s10_4", f"按照预算绩效管理的要求，{one.said_name}{quote}。")
    name = "编报绩效目标的项目"
    writer.figure("s10_4", "performance", name, amount, quote, quantity=str(count), quantity_unit="个")
    for job in one.plan.jobs:
        parts = "、".join(item for item, _ in job.allocations)
        quote = f"{job.title}{text(one.scale.to_text(job.total))}万元"
        writer.paragraph("s10_4", f"{quote}，围绕{job.topic}开展，资金主要用于{parts}，预期绩效目标年内完成。")
        writer.figure("s10_4", "project_total", job.title, one.scale.to_text(job.total), quote)
    if happens(writer.draw, 50):
        write_assets(writer, "（五）国有资产占有使用情况")
    else:
        _vehicles(writer, "（五）国有资产占有使用情况")
    writer.heading("s10_5", "（六）其他说明")
    writer.paragraph("s10_5", writer.draw.choice(words()["other_matters"]))
