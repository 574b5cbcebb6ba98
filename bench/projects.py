"""Projects of a unit-year: what the text says of them, how the money is meant to be used, the performance forms."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.places import words
from bench.plans import Job
from bench.records import Cell, Records
from bench.tables import UnitYear

_PLAN_NUMBERS = {2020: "十三", 2026: "十五"}
_OPERATORS = {"ge": "≧", "le": "≦"}
_COUNTS = {"%": (90, 100)}


@dataclass(frozen=True, slots=True)
class ProjectText:
    """A project and the policies that it rests on."""

    job: Job
    policy_basis: str


def project_texts(disclosed: UnitYear, draw: Random) -> tuple[ProjectText, ...]:
    """Return the projects of a year with the policies they rest on, none younger than the year."""
    return tuple(ProjectText(job, _policies(disclosed, job, draw)) for job in disclosed.plan.jobs)


def _policies(disclosed: UnitYear, job: Job, draw: Random) -> str:
    chosen = draw.sample(words()["policies"], k=draw.randint(1, 3))
    filled = (
        policy.format(
            region=disclosed.unit.region.name,
            short=disclosed.unit.short,
            topic=job.topic,
            plan=_PLAN_NUMBERS.get(disclosed.year, "十四"),
            year=disclosed.year - draw.randint(1, 5),
            number=draw.randint(3, 180),
        )
        for policy in chosen
    )
    return "；".join(filled) + "。"


def add_projects(records: Records, disclosed: UnitYear, projects: tuple[ProjectText, ...], draw: Random) -> None:
    """Append the projects, their allocations and one performance form each."""
    text = disclosed.scale.plain
    for project in projects:
        job = project.job
        records.add(
            "projects",
            lines=6,
            project_id=job.id,
            name_table=job.title,
            name_narrative=job.title,
            name_form=job.title,
            functional_code=job.code,
            policy_basis=project.policy_basis,
            amount_narrative=text(job.total),
            executor=disclosed.unit.name,
            exec_text=f"{disclosed.year}年1-12月",
            exec_start=f"{disclosed.year}-01-01",
            exec_end=f"{disclosed.year}-12-31",
        )
        for number, (item, amount) in enumerate(job.allocations, 1):
            records.add(
                "project_allocations",
                lines=0,
                project_id=job.id,
                seq=str(number),
                item=item,
                amount=text(amount),
                kind="item",
            )
    for project in projects:
        _Form(records, disclosed, project.job, draw).add()


class _Form:
    """The performance form of one project."""

    def __init__(self, records: Records, disclosed: UnitYear, job: Job, draw: Random) -> None:
        self._records = records
        self._unit_year = disclosed
        self._job = job
        self._draw = draw
        self._entry = words()["projects"][job.kind]
        self._number = 0

    def add(self) -> None:
        draw, job, entry, text = self._draw, self._job, self._entry, self._unit_year.scale.plain
        quantities = [self._counted(each) for each in draw.sample(entry["quantity"], k=draw.randint(2, 3))]
        self._records.add(
            "performance_targets",
            lines=10,
            project_id=job.id,
            form_year=str(self._unit_year.year),
            unit_printed=self._unit_year.unit.name,
            total_funds=text(job.total),
            fiscal_funds=text(job.total),
            other_funds="0",
            overall_goal=self._goal(quantities[0]),
        )
        for name, operator, number, unit in quantities:
            self._measure(("output", "quantity"), name, operator, str(number), unit)
        for level2 in ("quality", "timeliness"):
            for each in draw.sample(entry[level2], k=draw.randint(1, 2)):
                name, operator, number, unit = self._counted(each)
                self._measure(("output", level2), name, operator, str(number), unit)
        self._indicator(
            "output",
            "timeliness",
            f"{job.topic}任务完成时限",
            operator="date",
            value_date=f"{self._unit_year.year}-12-31",
            raw_text=f"{self._unit_year.year}年12月31日",
        )
        for item, amount in job.allocations:
            self._measure(("output", "cost"), item, "le", text(amount), "万元")
        self._indicator("benefit", "economic", None)
        social = draw.choice(words()["social_words"])
        name = f"{draw.choice(entry['social'])}（{job.topic}）"
        self._indicator("benefit", "social", name, operator="text", value_text=social, raw_text=social)
        self._indicator("benefit", "ecological", None)
        lasting = draw.choice(words()["sustainability"])
        name = f"{job.topic}持续发挥作用"
        self._indicator("benefit", "sustainability", name, operator="text", value_text=lasting, raw_text=lasting)
        name = draw.choice(words()["satisfaction"])
        self._measure(("satisfaction", "satisfaction"), name, "ge", str(draw.randint(88, 98)), "%")

    def _counted(self, entry: str) -> tuple[str, str, int, str]:
        name, operator, unit = entry.split("|")
        low, high = _COUNTS.get(unit, (2, self._draw.choice((12, 60, 400, 2000))))
        return name, operator, self._draw.randint(low, high), unit

    def _goal(self, quantity: tuple[str, str, int, str]) -> str:
        goals = words()["goals"]
        chosen = [goals[0], *self._draw.sample(goals[1:], k=self._draw.randint(1, 2))]
        social = self._draw.choice(self._entry["social"])
        filled = (
            goal.format(
                topic=self._job.topic, quantity=quantity[0], number=quantity[2], unit=quantity[3], social=social
            )
            for goal in chosen
        )
        return "；".join(f"目标{number}：{goal}" for number, goal in enumerate(filled, 1)) + "。"

    def _measure(self, levels: tuple[str, str], name: str, operator: str, value: str, unit: str) -> None:
        raw = f"{_OPERATORS[operator]}{value}{unit}"
        self._indicator(*levels, name, operator=operator, value=value, value_unit=unit, raw_text=raw)

    def _indicator(self, level1: str, level2: str, level3: str | None, **cells: Cell) -> None:
        self._number += 1
        self._records.add(
            "performance_indicators",
            lines=5,
            project_id=self._job.id,
            seq=str(self._number),
            level1=level1,
            level2=level2,
            level3=level3,
            **cells,
        )
