"""What a unit plans to spend in a year: the amounts that every table and sentence of its disclosure comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from random import Random

from bench.amounts import Scale, happens, split
from bench.codes import functional_names
from bench.places import Unit, words

PENSION, ANNUITY, CIVIL_MEDICAL, OTHER_MEDICAL = "2080505", "2080506", "2101103", "2101199"
HOUSING, HOUSING_GRANT = "2210201", "2210203"
GOV_FUND_ITEM = "2120803"
OVERSEAS, RECEPTION, VEHICLES, NEW_VEHICLES = "30212", "30217", "30231", "31013"
PROJECT_COLUMNS = ("e301", "e302", "e303", "e307", "e309", "e310", "e311", "e312", "e313", "e399")

# economic codes of running costs: in how many of a hundred plans, then 10,000 yuan a head
_RUNNING = {
    "30201": (100, 0.12, 0.5), "30202": (80, 0.01, 0.08), "30203": (15, 0.02, 0.1), "30204": (30, 0.001, 0.01),
    "30205": (70, 0.01, 0.06), "30206": (80, 0.04, 0.4), "30207": (90, 0.01, 0.1), "30208": (50, 0.05, 0.2),
    "30209": (40, 0.05, 0.3), "30211": (100, 0.1, 0.4), "30213": (60, 0.02, 0.12), "30215": (40, 0.02, 0.1),
    "30216": (60, 0.03, 0.15), "30218": (20, 0.02, 0.2), "30226": (40, 0.05, 0.3), "30227": (20, 0.05, 0.3),
    "30228": (100, 0.12, 0.3), "30229": (100, 0.1, 0.3), "30239": (40, 0.2, 0.9), "30299": (90, 0.05, 0.3),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """One project: its money by economic column and by what it is meant for."""

    id: str
    topic: str
    title: str
    kind: str
    code: str
    columns: tuple[tuple[str, int], ...]
    allocations: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The money of the project, all of it general public budget."""
        return sum(amount for _, amount in self.columns)


@dataclass(frozen=True, slots=True)
class Plan:
    """One year of one unit. `economic` is basic expenditure by section; `others` projects paid by other funds."""

    heads: int
    retired: int
    cars: int
    economic: dict[str, int]
    other_medical: int
    jobs: tuple[Job, ...]
    others: tuple[tuple[str, str, int], ...]

    @property
    def personnel(self) -> int:
        """Basic expenditure on persons."""
        return sum(amount for code, amount in self.economic.items() if code[:3] in {"301", "303"})

    @property
    def public(self) -> int:
        """Basic expenditure on running costs."""
        return sum(amount for code, amount in self.economic.items() if code[:3] in {"302", "310"})

    @property
    def basic(self) -> int:
        """Basic expenditure, all of it general public budget."""
        return self.personnel + self.public

    @property
    def project(self) -> int:
        """Project expenditure from the general public budget."""
        return sum(job.total for job in self.jobs)

    @property
    def gpb(self) -> int:
        """Everything from the general public budget."""
        return self.basic + self.project

    def fund(self, fund: str) -> int:
        """Everything paid by one fund."""
        if fund == "gpb":
            return self.gpb
        return sum(amount for _, each, amount in self.others if each == fund)

    @property
    def fiscal(self) -> int:
        """Everything from the government's own budgets."""
        return sum(self.fund(fund) for fund in ("gpb", "gov_fund", "state_capital"))

    @property
    def total(self) -> int:
        """Everything from all funds."""
        return self.gpb + sum(amount for _, _, amount in self.others)

    def basic_by_item(self, unit: Unit) -> dict[str, int]:
        """Return basic expenditure by functional item; what has no item of its own runs the unit."""
        is_institution = unit.kind == "institution"
        linked = {
            PENSION: self.economic["30108"],
            ANNUITY: self.economic.get("30109", 0),
            "2101102" if is_institution else "2101101": self.economic["30110"],
            CIVIL_MEDICAL: self.economic.get("30111", 0),
            OTHER_MEDICAL: self.other_medical,
            HOUSING: self.economic["30113"],
            "2080502" if is_institution else "2080501": self.economic.get("30302", 0),
        }
        items = {code: amount for code, amount in linked.items() if amount}
        return {unit.bureau["run"]: self.basic - sum(items.values()), **items}

    def project_by_item(self) -> dict[str, int]:
        """Return project expenditure from the general public budget by functional item."""
        items: dict[str, int] = defaultdict(int)
        for job in self.jobs:
            items[job.code] += job.total
        return dict(items)


def plans(unit: Unit, scale: Scale, draw: Random) -> dict[int, Plan]:
    """Return the plan of each year that the unit publishes and of the year before the first."""
    plan = _first(unit, scale, draw)
    result = {unit.years[0] - 1: plan}
    for year in unit.years:
        plan = _next(unit, plan, scale, draw)
        result[year] = plan
    return result


def _first(unit: Unit, scale: Scale, draw: Random) -> Plan:
    heads = draw.choice((6, 8, 11, 14, 18, 22, 27, 35, 48, 62, 85, 120)) + draw.randrange(4)
    retired = draw.choice((0, 0, 1, 2, 3, 5, heads // 5))
    cars = draw.choice((0, 0, 1, 1, 2, 3))
    economic = _personnel(unit, scale, draw, heads) | _retired(scale, draw, retired)
    for code, (chance, low, high) in _RUNNING.items():
        if happens(draw, chance):
            economic[code] = max(1, scale.draw(draw, low * heads, high * heads))
    if happens(draw, 70):
        economic[RECEPTION] = scale.draw(draw, 0.05, 0.06 * heads + 0.1)
    if cars:
        economic[VEHICLES] = scale.draw_round(draw, 1.0 * cars, 2.8 * cars)
    if happens(draw, 10):
        economic[OVERSEAS] = scale.draw_round(draw, 1, 20)
    if happens(draw, 20):
        economic["31002"] = scale.draw_round(draw, 0.5, 0.15 * heads + 1)
    other_medical = economic["30112"] // draw.randint(2, 9) if happens(draw, 50) else 0
    jobs = _jobs(unit, scale, draw, heads)
    plan = Plan(heads, retired, cars, dict(sorted(economic.items())), other_medical, jobs, ())
    return replace(plan, others=_others(unit, scale, draw))


def _personnel(unit: Unit, scale: Scale, draw: Random, heads: int) -> dict[str, int]:
    is_institution = unit.kind == "institution"
    amounts = {
        "30101": scale.draw(draw, 3.1 * heads, 4.8 * heads),
        "30102": scale.draw(draw, (0.6 if is_institution else 2.2) * heads, (1.4 if is_institution else 4.1) * heads),
        "30103": scale.draw(draw, 0.25 * heads, 0.4 * heads),
    }
    if is_institution:
        amounts["30107"] = scale.draw(draw, 2.4 * heads, 4.4 * heads)
    base = sum(amounts.values())
    amounts["30108"] = base * draw.randint(1500, 1600) // 10000
    if happens(draw, 50):
        amounts["30109"] = amounts["30108"] // 2
    amounts["30110"] = base * draw.randint(700, 900) // 10000
    if happens(draw, 60):
        amounts["30111"] = base * draw.randint(200, 300) // 10000
    amounts["30112"] = max(10, base * draw.randint(30, 90) // 10000)
    amounts["30113"] = base * draw.randint(1150, 1220) // 10000
    if happens(draw, 30):
        amounts["30199"] = scale.draw(draw, 0.2, 0.4 * heads + 0.3)
    return amounts


def _retired(scale: Scale, draw: Random, retired: int) -> dict[str, int]:
    amounts = {}
    if retired and happens(draw, 60):
        amounts["30302"] = scale.draw(draw, 0.3 * retired, 2.5 * retired)
    if happens(draw, 30):
        amounts["30305"] = scale.draw(draw, 0.2, 4)
    if happens(draw, 15):
        amounts["30309"] = scale.draw(draw, 0.01, 0.4)
    return amounts


def _jobs(unit: Unit, scale: Scale, draw: Random, heads: int) -> tuple[Job, ...]:
    if happens(draw, 6):
        return ()
    topics = unit.bureau["topics"]
    count = min(len(topics), draw.choice((2, 2, 2, 3, 3, 4)))
    codes = draw.sample(unit.bureau["jobs"], k=min(count, len(unit.bureau["jobs"]), draw.randint(1, 3)))
    return tuple(
        _job(topic, _code_for(unit, topic, codes[number % len(codes)]), scale, draw, heads)
        for number, topic in enumerate(draw.sample(topics, k=count))
    )


def _code_for(unit: Unit, topic: str, code: str) -> str:
    """Return the item whose name the topic carries, else the one given: such a project belongs nowhere else."""
    items = (unit.bureau["run"], *unit.bureau["jobs"])
    return next((item for item in items if functional_names()[item] in topic), code)


def _job(topic: str, code: str, scale: Scale, draw: Random, heads: int) -> Job:
    slug, _, name = topic.partition("|")
    kind = draw.choice(sorted(words()["projects"]))
    entry = words()["projects"][kind]
    total = scale.draw_round(draw, 3, draw.choice((20, 60, 8 * heads, 40 * heads)))
    titles = draw.sample(entry["shares"], k=draw.randint(2, 5))
    amounts = split(draw, total, len(titles), scale.one // 10)
    return Job(
        id=slug,
        topic=name,
        title=f"{name}{draw.choice(entry['title'])}",
        kind=kind,
        code=code,
        columns=_columns(entry["columns"], total, scale, draw),
        allocations=tuple(zip(titles, amounts, strict=True)),
    )


def _columns(weights: dict[str, int], total: int, scale: Scale, draw: Random) -> tuple[tuple[str, int], ...]:
    names = sorted(weights, key=lambda name: -weights[name])
    if len(names) == 1 or total < scale.one * 5 or happens(draw, 40):
        return ((names[0], total),)
    names = names[: draw.randint(2, len(names))]
    minor = [max(1, total * weights[name] // (sum(weights.values()) * draw.randint(1, 3))) for name in names[1:]]
    return ((names[0], total - sum(minor)), *zip(names[1:], minor, strict=True))


def _others(unit: Unit, scale: Scale, draw: Random) -> tuple[tuple[str, str, int], ...]:
    """Return what other funds pay for: land revenue for some, income of their own for some institutions."""
    if unit.bureau["slug"] in {"cgj", "zjj", "jtj"} and happens(draw, 40):
        return ((GOV_FUND_ITEM, "gov_fund", scale.draw_round(draw, 20, 900)),)
    if unit.kind == "institution" and happens(draw, 25):
        # what it earns pays for a project, or for part of its staff
        code = draw.choice((unit.bureau["jobs"][-1], unit.bureau["run"]))
        return ((code, "undertaking", scale.draw_round(draw, 5, 200)),)
    if happens(draw, 5):
        return ((unit.bureau["jobs"][0], "other_unit", scale.draw_round(draw, 2, 40)),)
    return ()


def _next(unit: Unit, plan: Plan, scale: Scale, draw: Random) -> Plan:
    economic = {
        code: amount if happens(draw, 12) else max(1, amount * draw.randint(930, 1090) // 1000)
        for code, amount in plan.economic.items()
        if code != NEW_VEHICLES
    }
    if happens(draw, 8):
        economic[NEW_VEHICLES] = scale.draw_round(draw, 10, 25)
    jobs = [_moved(job, scale, draw) for job in plan.jobs]
    taken = {job.id for job in jobs}
    fresh = [topic for topic in unit.bureau["topics"] if topic.partition("|")[0] not in taken]
    if jobs and fresh and happens(draw, 15):
        code = draw.choice(jobs).code if happens(draw, 60) else draw.choice(unit.bureau["jobs"])
        topic = draw.choice(fresh)
        jobs.append(_job(topic, _code_for(unit, topic, code), scale, draw, plan.heads))
    elif jobs and happens(draw, 15) and sum(job.code == jobs[-1].code for job in jobs) > 1:
        jobs.pop()
    return replace(
        plan,
        economic=dict(sorted(economic.items())),
        heads=max(3, plan.heads + draw.choice((-1, 0, 0, 0, 1, 2))),
        retired=plan.retired + draw.choice((0, 0, 0, 1)),
        other_medical=min(plan.other_medical, economic["30112"] - 1),
        jobs=tuple(jobs),
        others=tuple((code, fund, max(1, amount * draw.randint(85, 120) // 100)) for code, fund, amount in plan.others),
    )


def _moved(job: Job, scale: Scale, draw: Random) -> Job:
    if happens(draw, 35):
        return job
    total = max(scale.one, job.total * draw.randint(75, 130) // 100 // (scale.one // 10) * (scale.one // 10))
    amounts = split(draw, total, len(job.allocations), scale.one // 10)
    minor = [(name, max(1, amount * total // job.total)) for name, amount in job.columns[1:]]
    main = (job.columns[0][0], total - sum(amount for _, amount in minor))
    allocations = tuple((title, amount) for (title, _), amount in zip(job.allocations, amounts, strict=True))
    return replace(job, columns=(main, *minor), allocations=allocations)
