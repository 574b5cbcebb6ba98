"""The head of a unit-year page: its name, a summary made by rule, four key figures, the line on the checks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from builder.findings import AuditReport
from builder.model import money
from builder.model.disclosure import Disclosure, PrintedTable
from builder.render import amounts, anchors
from builder.render.charts.bars import meter_svg
from builder.render.checks import Counts
from builder.render.figures import Figure, KeyFigures, adds_up
from builder.render.projects import are_all_projects, project_amount, project_name, projects_phrase
from builder.render.terms import Glossary
from builder.render.text import Markup, filled_template, joined, words
from builder.schemas import label

_HUNDRED = Decimal(100)
_MENTIONED_ABSENT = ("gov_fund", "undertaking", "other_unit")


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund with its amount and the cell that prints it."""

    name: Markup
    amount: Decimal
    anchor: str


@dataclass(frozen=True, slots=True)
class Funds:
    """Where the money comes from: the funds with an amount, and the names of some that have none."""

    sources: tuple[Fund, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """How each hundred yuan is split: `kind` is both, basic, project or none."""

    kind: str
    basic: str = ""
    project: str = ""
    is_rounded: bool = False


@dataclass(frozen=True, slots=True)
class LargestProject:
    """The largest project; `share` of project expenditure where that is known."""

    name: str
    amount: Decimal
    anchor: str
    share: str


def overview(disclosure: Disclosure, report: AuditReport, key: KeyFigures, terms: Glossary) -> Markup:
    """Return everything above the first section."""
    head = disclosure.head
    counts = Counts.of(report)
    largest, count = _largest_project(disclosure, key)
    titles = words()
    labels = (titles["figure_total"], titles["figure_basic"], titles["figure_project"], titles["figure_three_public"])
    figures = (key.income or key.expenditure, key.basic, key.project, key.three_public)
    table = disclosure.table("T8")
    return filled_template(
        "overview.html",
        name=disclosure.name,
        year=disclosure.year,
        regions=disclosure.regions[::-1],
        kind_label=label("disclosures", "scope", head.text("scope")) + label("disclosures", "kind", head.text("kind")),
        scope_label=label("disclosures", "scope", head.text("scope")),
        has_subordinates=head.flag("has_subordinates"),
        signed=head.day("signed_date"),
        source_url=web_address(head.text("source_url")),
        key=key,
        split=_split(key),
        projects_phrase=projects_phrase(count),
        project_count=count,
        funds=_funds(disclosure, terms),
        personnel_share=_share(key.personnel, key.basic),
        active=_active(disclosure),
        largest=largest,
        no_trips=_is_none(table, "overseas"),
        no_cars=_is_none(table, "vehicle_purchase"),
        terms=terms,
        figures=tuple(zip(labels, figures, strict=True)),
        has_changes=any(figure and figure.change is not None for figure in figures),
        growth=growth,
        counts=counts,
        suspects=len(report.suspects),
        meter=joined([meter_svg(counts.passed, counts.failed)]),
    )


def web_address(address: str | None) -> str:
    """Return an address that a link may lead to: one of the web, else the empty text."""
    return address if address and address.startswith(("https://", "http://")) else ""


def growth(figure: Figure) -> str:
    """Return the growth of a figure in per cent with one decimal and its sign."""
    if figure.change is None or not figure.prior:
        return ""
    text = amounts.percent(figure.change, figure.prior, 1)
    return f"+{text}" if figure.change > 0 else text


def fund_figures(disclosure: Disclosure) -> tuple[tuple[str, Figure | None], ...]:
    """Return each fund that the document lists with its figure, None where it is blank."""
    summary = disclosure.table("T1")
    if summary and any(line.side == "income" for line in summary.lines):
        return tuple(
            (line.key.partition("/")[2], _figure(line.amount("amount"), anchors.cell("T1", line.key, "amount")))
            for line in summary.lines
            if line.side == "income" and not line.key.endswith("/fiscal_total")
        )
    table = disclosure.table("T2")
    if table is None:
        return ()
    return tuple(
        (measure, _figure(table.total_of(measure), anchors.total_cell("T2", measure)))
        for measure in table.measures
        if measure not in {"total", "fiscal_total"} and measure in table.totals
    )


def fund_name(fund: str) -> str:
    """Return the name of a fund; a line that is no fund keeps its own word."""
    return label("three_public", "fund", fund)


def _figure(amount: Decimal | None, anchor: str) -> Figure | None:
    return None if amount is None else Figure(amount, anchor)


def _funds(disclosure: Disclosure, terms: Glossary) -> Funds:
    figures = fund_figures(disclosure)
    sources = tuple(
        Fund(terms.link(fund_name(fund)), figure.amount, figure.anchor)
        for fund, figure in figures
        if figure and figure.amount
    )
    absent = [fund for fund, figure in figures if fund in _MENTIONED_ABSENT and (figure is None or not figure.amount)]
    return Funds(sources, tuple(fund_name(fund) for fund in absent))


def _split(key: KeyFigures) -> Split:
    whole = key.expenditure or key.income
    if not whole or whole.amount <= 0 or not (key.basic or key.project):
        return Split("none")
    basic = key.basic.amount if key.basic else money.ZERO
    project = key.project.amount if key.project else money.ZERO
    if basic < 0 or project < 0 or not adds_up((basic, project), whole.amount, Decimal("0.01")):
        return Split("none")
    if not project:
        return Split("basic")
    if not basic:
        return Split("project")
    shares = amounts.percent(basic, whole.amount), amounts.percent(project, whole.amount)
    return Split("both", shares[0], shares[1], sum(map(int, shares)) != _HUNDRED)


def _share(part: Figure | None, whole: Figure | None) -> str:
    return amounts.percent(part.amount, whole.amount) if part and whole and whole.amount > 0 else ""


def _active(disclosure: Disclosure) -> int | None:
    rows = disclosure.rows("staffing")
    return next((row.whole("headcount") for row in rows if row.text("category") == "active"), None)


def _largest_project(disclosure: Disclosure, key: KeyFigures) -> tuple[LargestProject | None, int]:
    rows = disclosure.rows("projects")
    known = [(amount, row) for row in rows if (amount := project_amount(disclosure, row)) is not None]
    whole = key.project
    if not known or (whole and not are_all_projects(disclosure, whole.amount)):
        return None, 0
    amount, row = max(known, key=lambda pair: pair[0])
    fits = whole and whole.amount > 0 and adds_up([each for each, _ in known], whole.amount, Decimal("0.01"))
    share = amounts.percent(amount, whole.amount) if fits and whole and len(known) > 1 else ""
    return LargestProject(project_name(row), amount, f"project-{row.text('project_id')}", share), len(rows)


def _is_none(table: PrintedTable | None, measure: str) -> bool:
    """Return whether the three-public table says in figures that nothing is planned."""
    if table is None or not table.lines:
        return False
    return all(line.amount(measure) is not None and not line.amount(measure) for line in table.lines)
