"""The explanation in the manner of a municipal template: fewer headings, figures rounded from yuan."""

from __future__ import annotations

from random import Random

from bench.amounts import TEXT
from bench.codes import functional_names
from bench.narrative import Writer, write_agency_operating, write_assets, write_procurement
from bench.places import words
from bench.records import Records
from bench.tables import FUND_NAMES, Spending, UnitYear, three_public

_LEAVES = (
    ("overseas", "overseas", "因公出国（境）费"),
    ("vehicle", "vehicle_subtotal", "公务用车购置及运行费"),
    ("purchase", "vehicle_purchase", "公务用车购置费"),
    ("operation", "vehicle_operation", "公务用车运行费"),
    ("reception", "reception", "公务接待费"),
)


def write_municipal_narrative(records: Records, disclosed: UnitYear, draw: Random) -> None:
    """Append the explanation of a unit-year in the template that prints its tables in yuan."""
    writer = Writer(records, disclosed, draw)
    name, year = disclosed.unit.aliases[0], disclosed.year
    writer.heading("s1", f"{name}{year}年单位预算编制说明")
    writer.paragraph(
        "s1",
        f"{name}{year}年单位预算按照全面、规范、公开的要求编制，所有收入和支出统一纳入预算管理。"
        f"本单位主要承担{disclosed.unit.bureau['field']}职责，预算安排优先保障基本运转和重点任务。",
    )
    for write in (_income, _expenditure, _fiscal, _items, _basic, _three_public, _other):
        write(writer)


def _income(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    amount, prior = (one.scale.to_text(plan.total) for plan in (one.plan, one.prior))
    change = writer.change(amount, prior, f"比{one.year - 1}年预算")
    quote = f"收入预算{text(amount)}万元，{change.text}"
    funds = ["gpb", *(fund for _, fund, _ in one.plan.others)]
    stated = [(fund, one.scale.to_text(one.plan.fund(fund))) for fund in funds]
    listed = "，".join(f"{FUND_NAMES[fund]}{text(each)}万元" for fund, each in stated)
    writer.paragraph("s2", f"{one.year}年，{one.unit.aliases[0]}{quote}。其中：{listed}。")
    writer.figure("s2", "total", "收入预算", amount, quote, **change.cells)
    for fund, each in stated:
        name = FUND_NAMES[fund]
        writer.figure("s2", "income_fund", name, each, f"{name}{text(each)}万元", fund=fund)


def _expenditure(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    total = one.scale.to_text(one.plan.total)
    parts = [
        ("basic", "基本支出", one.scale.to_text(one.plan.basic)),
        ("project", "项目支出", one.scale.to_text(one.plan.total - one.plan.basic)),
    ]
    quotes = [f"{name}{text(amount)}万元，占{writer.share(amount, total)}%" for _, name, amount in parts]
    writer.paragraph("s3", f"支出预算{text(total)}万元，其中：{'；'.join(quotes)}。")
    writer.figure("s3", "total", "支出预算", total, f"支出预算{text(total)}万元")
    for (subject, name, amount), quote in zip(parts, quotes, strict=True):
        share = writer.share(amount, total)
        writer.figure("s3", subject, name, amount, quote, share_pct=share, pct_decimals=str(writer.decimals))


def _fiscal(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    for fund, name in (("gpb", "一般公共预算拨款支出预算"), ("gov_fund", "政府性基金拨款支出预算")):
        amount, prior = (one.scale.to_text(plan.fund(fund)) for plan in (one.plan, one.prior))
        if not amount:
            quote = f"{name}0万元"
            writer.paragraph("s4", f"{quote}，与上年相同，相应的表为空表。")
            writer.figure("s4", "total", name, 0, quote, fund=fund)
            continue
        change = writer.change(amount, prior, f"比{one.year - 1}年预算")
        reason = writer.reason("project" if fund == "gov_fund" else "personnel", amount - prior, linked=True)
        quote = f"{name}{text(amount)}万元，{change.text}"
        writer.paragraph("s4", f"财政拨款安排的支出中，{quote}。变动的情况：{reason}。")
        writer.figure("s4", "total", name, amount, quote, reason=reason, fund=fund, **change.cells)


def _items(writer: Writer) -> None:
    one, names = writer.one, functional_names()
    spending, before = Spending.of(one.unit, one.plan).gpb, Spending.of(one.unit, one.prior).gpb
    topics = {job.code: job.topic for job in one.plan.jobs}
    writer.paragraph("s5_3", "财政拨款支出主要内容如下：")
    for number, code in enumerate(sorted(spending), 1):
        amount, prior = (one.scale.to_text(sum(each[code])) for each in (spending, before))
        change = writer.change(amount, prior, "比上年预算")
        reason = writer.reason("project" if code in topics else "personnel", amount - prior, topic=topics.get(code, ""))
        purpose = writer.draw.choice(words()["purposes"]).format(name=topics.get(code) or names[code])
        path = "-".join(names[code[:level]] for level in (3, 5, 7))
        quote = f"{path}{TEXT.plain(amount)}万元"
        writer.paragraph("s5_3", f"{number}．{quote}，{purpose}。{change.text}，主要原因是{reason}。")
        cells = {"code": code, "reason": reason, "purpose": purpose, **change.cells}
        writer.figure("s5_3", "item", path, amount, quote, **cells)


def _basic(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    for subject, name, amount, prior in (
        ("personnel", "人员经费", one.plan.personnel, one.prior.personnel),
        ("public", "公用经费", one.plan.public, one.prior.public),
    ):
        now, then = one.scale.to_text(amount), one.scale.to_text(prior)
        change = writer.change(now, then, "比上年预算")
        reason = writer.reason(subject, now - then)
        quote = f"{name}{text(now)}万元，{change.text}"
        writer.paragraph("s6", f"基本支出中，{quote}，主要原因是{reason}。")
        writer.figure("s6", subject, name, now, quote, reason=reason, **change.cells)


def _three_public(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    now, before = three_public(one.plan, one.scale), three_public(one.prior, one.scale)
    writer.heading("s8", f"（一）{one.year}年“三公”经费预算情况")
    change = writer.change(now["total"], before["total"], "比上年预算")
    quote = f"“三公”经费预算数为{text(now['total'])}万元，{change.text}"
    writer.paragraph("s8", f"{one.year}年{quote}。各项情况如下：")
    writer.figure("s8", "three_public_total", "“三公”经费预算数", now["total"], quote, **change.cells)
    for subject, cell, name in _LEAVES:
        amount, prior = now[cell], before[cell]
        change = writer.change(amount, prior, "比上年预算")
        kind = "operation" if subject == "vehicle" else subject
        reason = writer.reason(kind, amount - prior)
        quote = f"{name}{text(amount)}万元，{change.text}，主要原因是{reason}"
        writer.paragraph("s8", f"{quote}。")
        writer.figure("s8", f"three_public_{subject}", name, amount, quote, reason=reason, **change.cells)


def _other(writer: Writer) -> None:
    one, text = writer.one, TEXT.plain
    write_agency_operating(writer, "（二）机关运行经费预算")
    write_procurement(writer, "（三）政府采购预算")
    writer.heading("s10_4", "（四）绩效目标设置情况")
    count, amount = len(one.plan.jobs), one.scale.to_text(one.plan.project)
    quote = f"编报绩效目标的项目共{count}个，涉及项目预算资金{text(amount)}万元"
    writer.paragraph("s10_4", f"按照预算绩效管理的要求，{one.unit.aliases[0]}{quote}。")
    name = "编报绩效目标的项目"
    writer.figure("s10_4", "performance", name, amount, quote, quantity=str(count), quantity_unit="个")
    for job in one.plan.jobs:
        parts = "、".join(item for item, _ in job.allocations)
        quote = f"{job.title}{text(one.scale.to_text(job.total))}万元"
        writer.paragraph("s10_4", f"{quote}，围绕{job.topic}开展，资金主要用于{parts}，预期绩效目标年内完成。")
        writer.figure("s10_4", "project_total", job.title, one.scale.to_text(job.total), quote)
    write_assets(writer, "（五）国有资产占有使用情况")
    writer.heading("s10_5", "（六）其他说明")
    writer.paragraph("s10_5", writer.draw.choice(words()["other_matters"]))
