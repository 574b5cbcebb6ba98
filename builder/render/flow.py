"""The section on where the money comes from and goes, drawn as far as its parts add up."""

from __future__ import annotations

from decimal import Decimal

from builder.model import money
from builder.model.disclosure import Disclosure
from builder.render import amounts
from builder.render.charts.flow import Flow, Link, Node, flow_svg
from builder.render.figures import KeyFigures, adds_up
from builder.render.overview import fund_figures, fund_name
from builder.render.projects import are_all_projects, project_name, projects_phrase
from builder.render.text import Markup, escape, filled_template, joined, words

_CENT = Decimal("0.01")
_BASIC, _PUBLIC, _PROJECT = 1, 2, 3
_MOST_PROJECTS = 5


def flow_section(disclosure: Disclosure, key: KeyFigures) -> Markup:
    """Return the section; without a total to split it is empty."""
    whole = key.expenditure or key.income
    if whole is None or whole.amount <= 0:
        return Markup()
    columns, links, notes = _drawn(disclosure, key, whole.amount)
    if len(columns) < 2:  # noqa: PLR2004 - a flow has a source and a target
        return filled_template(
            "flow.html", chart=None, edges=Markup(), key=key, whole=whole, notes=notes, year=disclosure.year
        )
    edges = tuple(
        (columns[index][link.source].name, columns[index + 1][link.target].name, link.amount)
        for index, stage in enumerate(links)
        for link in stage
    )
    says = words()["joint"].join(
        words()["flow_edge"].format(source=source, target=target, amount=amounts.spoken(amount))
        for source, target, amount in edges
    )
    return filled_template(
        "flow.html",
        chart=joined([flow_svg(Flow(tuple(columns), tuple(links)), words()["flow_title"], says)]),
        edges=joined([_edge_html(*edge) for edge in edges]),
        key=key,
        whole=whole,
        notes=notes,
        year=disclosure.year,
    )


def _edge_html(source: str, target: str, amount: Decimal) -> str:
    shown = amounts.scalable(amount, amounts.shown(amount))
    return f'<tr><th scope="row">{escape(source)}<td class="t">{escape(target)}<td{shown}'


def _drawn(
    disclosure: Disclosure, key: KeyFigures, whole: Decimal
) -> tuple[list[tuple[Node, ...]], list[tuple[Link, ...]], tuple[str, ...]]:
    """Return the columns that add up, the links between them, and why the drawing stops where it does."""
    sources = [
        Node(fund_name(fund), figure.amount, _PUBLIC)
        for fund, figure in fund_figures(disclosure)
        if figure and figure.amount > 0
    ]
    if not sources or not adds_up([node.amount for node in sources], whole, _CENT):
        return [], [], ("sources",) if sources else ()
    columns: list[tuple[Node, ...]] = [tuple(sources)]
    links: list[tuple[Link, ...]] = []
    if len(sources) > 1:
        columns.append((Node(words()["flow_whole"], whole, _PUBLIC),))
        links.append(tuple(Link(index, 0, node.amount) for index, node in enumerate(sources)))
    basic = key.basic.amount if key.basic else money.ZERO
    project = key.project.amount if key.project else money.ZERO
    if min(basic, project) < 0 or not adds_up((basic, project), whole, _CENT):
        return columns, links, ("nature",)
    natures = [Node(words()["figure_basic"], basic, _BASIC), Node(words()["figure_project"], project, _PROJECT)]
    natures = [node for node in natures if node.amount > 0]
    columns.append(tuple(natures))
    links.append(tuple(Link(0, index, node.amount) for index, node in enumerate(natures)))
    uses, notes = _uses(disclosure, key, natures)
    if uses:
        columns.append(tuple(node for _, node in uses))
        links.append(tuple(Link(source, index, node.amount) for index, (source, node) in enumerate(uses)))
    return columns, links, notes


def _uses(
    disclosure: Disclosure, key: KeyFigures, natures: list[Node]
) -> tuple[list[tuple[int, Node]], tuple[str, ...]]:
    notes: list[str] = []
    uses: list[tuple[int, Node]] = []
    for index, nature in enumerate(natures):
        if nature.kind == _BASIC:
            parts = [
                Node(words()[name], figure.amount, kind)
                for name, figure, kind in (
                    ("personnel", key.personnel, _BASIC),
                    ("public", key.public, _PUBLIC),
                )
                if figure and figure.amount > 0
            ]
            note = "basic"
        else:
            parts, note = _project_nodes(disclosure, nature.amount), "projects"
        if not adds_up([part.amount for part in parts], nature.amount, _CENT):
            if parts:
                notes.append(note)
            parts = [_undivided(disclosure, nature)]
        uses += [(index, part) for part in parts]
    divided = any(node.name != natures[source].name for source, node in uses)
    return (uses if divided else []), tuple(notes)


def _undivided(disclosure: Disclosure, nature: Node) -> Node:
    count = len(disclosure.rows("projects"))
    is_told = nature.kind == _PROJECT and count and are_all_projects(disclosure, nature.amount)
    name = projects_phrase(count) if is_told else nature.name
    return Node(name, nature.amount, nature.kind)


def _project_nodes(disclosure: Disclosure, _whole: Decimal) -> list[Node]:
    names = {row.text("project_id"): project_name(row) for row in disclosure.rows("projects")}
    table = disclosure.table("T7")
    nodes = [
        Node(names.get(line.row.text("project_id"), line.name), amount, _PROJECT)
        for line in (table.lines if table else ())
        if line.row.text("project_id") and (amount := line.amount("total"))
    ]
    if len(nodes) > _MOST_PROJECTS:
        total = money.total(node.amount for node in nodes)
        return [Node(projects_phrase(len(nodes)), total, _PROJECT)]
    return nodes
