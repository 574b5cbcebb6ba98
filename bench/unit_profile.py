"""Part 1 and part 4 of a disclosure: who publishes, its divisions and people, and the terms that it explains."""

from __future__ import annotations

from random import Random

from bench.amounts import happens
from bench.places import words
from bench.records import Records
from bench.tables import MUNICIPAL_TITLES, UnitYear


def add_profile(records: Records, disclosed: UnitYear, draw: Random) -> None:
    """Append the disclosure itself, divisions and staffing."""
    unit, year = disclosed.unit, disclosed.year
    divisions = draw.sample(words()["division_names"], k=draw.randint(3, 9))
    approved = happens(draw, 50)
    day = draw.randint(10, 28)
    records.line += 1
    records.rows["disclosures"].append(
        {
            "unit_id": unit.id,
            "year": str(year),
            "kind": "budget",
            "scope": "unit",
            "title": f"{unit.name}{year}年单位预算公开",
            "name_printed": unit.name,
            "functions_text": _functions(disclosed, draw),
            "division_count_stated": str(len(divisions)),
            "has_subordinates": "false",
            "signed_by": unit.name,
            "signed_date": f"{year}-02-{day:02d}",
            "approved_date": f"{year}-02-{day - 8:02d}" if approved else None,
            "published_date": f"{year}-02-{day:02d}" if approved else None,
            "source_url": f"https://www.{unit.id}.example/{year}/budget.html",
            "template_id": disclosed.template,
            "amount_unit_printed": "mixed" if disclosed.is_municipal else "wan_yuan",
            "quantum": "0.01",
            "toc_titles": "|".join(f"{year}年{title}" for title in MUNICIPAL_TITLES.values())
            if disclosed.is_municipal
            else None,
        }
    )
    for number, name in enumerate(divisions, 1):
        records.add("divisions", lines=0, seq=str(number), name=name)
    if not disclosed.is_municipal:
        _staffing(records, disclosed, draw)


def _functions(disclosed: UnitYear, draw: Random) -> str:
    duties = draw.sample(words()["duties"], k=draw.randint(5, 8))
    field = disclosed.unit.bureau["field"]
    listed = "".join(
        f"（{'一二三四五六七八'[number]}）{duty.format(field=field)}；" for number, duty in enumerate(duties)
    )
    return f"{disclosed.said_name}的主要职责是：{listed.rstrip('；')}。"


def _staffing(records: Records, disclosed: UnitYear, draw: Random) -> None:
    plan, prior = disclosed.plan, disclosed.prior
    rows = {
        "authorised": (max(plan.heads, prior.heads) + draw.randrange(5), None),
        "actual": (plan.heads + plan.retired, None),
        "active": (plan.heads, plan.heads - prior.heads),
        "retired": (plan.retired, plan.retired - prior.retired),
        "veteran_retired": (0, 0),
    }
    for category, (headcount, change) in rows.items():
        text = None if change is None else str(change)
        records.add("staffing", lines=0, category=category, headcount=str(headcount), change=text)


def add_glossary(records: Records, disclosed: UnitYear, draw: Random) -> None:
    """Append the unit's own definitions, the six usual ones and a few more."""
    stock = words()["glossary"]
    wanted = set(draw.sample(sorted(stock), k=draw.randint(6, 9))) | {"基本支出", "项目支出", "“三公”经费"}
    for number, term in enumerate((term for term in stock if term in wanted), 1):
        definition = draw.choice(stock[term]).format(name=disclosed.said_name)
        records.add("glossary", seq=str(number), term=term, definition=definition)
