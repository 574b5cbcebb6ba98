"""The section on overseas trips, official vehicles and official reception."""

from __future__ import annotations

from decimal import Decimal

from builder.model.disclosure import Disclosure
from builder.render import amounts, anchors
from builder.render.charts.dots import Dot, dots_svg
from builder.render.figures import LEAVES, Changes, Figure, KeyFigures, adds_up
from builder.render.text import Markup, escape, filled_template, joined, words
from builder.schemas import all_schemas


def three_public_section(disclosure: Disclosure, key: KeyFigures, all_changes: Changes) -> Markup:
    """Return the section, from T8; empty where the document prints neither it nor a figure of it."""
    table = disclosure.table("T8")
    if table is None or not table.lines:
        return Markup()
    line = table.lines[0]
    changes = all_changes.about("three_public")
    schema = all_schemas()["three_public"]
    leaves = [
        (schema.field(leaf).title, Figure(amount, anchors.cell("T8", line.key, leaf), changes.of_leaf(leaf)))
        for leaf in LEAVES
        if (amount := line.amount(leaf)) is not None
    ]
    blank = [schema.field(leaf).title for leaf in LEAVES if line.amount(leaf) is None]
    draws = any(figure.amount > 0 for _, figure in leaves) and all(figure.amount >= 0 for _, figure in leaves)
    leaves.sort(key=lambda leaf: -leaf[1].amount)
    agency = line.amount("agency_operating")
    whole = key.three_public
    has_changes = any(figure.change is not None for _, figure in leaves)
    return filled_template(
        "three_public.html",
        whole=whole,
        leaves=joined([_leaf_html(name, figure, has_changes=has_changes) for name, figure in leaves]),
        blank=words()["comma"].join(blank),
        largest=_largest(leaves, whole),
        chart=joined([_chart(leaves) if draws else ""]),
        adds_up=whole is None or adds_up([figure.amount for _, figure in leaves], whole.amount, table.quantum),
        has_changes=has_changes,
        agency=None if agency is None else Figure(agency, anchors.cell("T8", line.key, "agency_operating")),
        year=disclosure.year,
        prior_note=changes.note,
        prior_is_printed=changes.is_printed,
    )


def _largest(leaves: list[tuple[str, Figure]], whole: Figure | None) -> tuple[str, Figure, str] | None:
    if not leaves or whole is None or whole.amount <= 0 or leaves[0][1].amount <= 0:
        return None
    name, figure = leaves[0]
    return (name, figure, amounts.percent(figure.amount, whole.amount)) if figure.amount <= whole.amount else None


def _leaf_html(name: str, figure: Figure, *, has_changes: bool) -> str:
    prior = "" if figure.prior is None else amounts.shown(figure.prior)
    change = f"<td>{prior}<td>{escape(_says(figure))}" if has_changes else ""
    return f'<tr><th scope="row">{escape(name)}<td>{amounts.shown(figure.amount)}{change}'


def _says(figure: Figure) -> str:
    if figure.change is None:
        return ""
    if not figure.change:
        return words()["same"]
    return amounts.signed(figure.change) if figure.prior else words()["new"]


def _chart(leaves: list[tuple[str, Figure]]) -> str:
    dots = [Dot(name, figure.amount, figure.prior, _says(figure)) for name, figure in leaves]
    says = words()["joint"].join(_leaf_words(name, figure.amount, figure.prior) for name, figure in leaves)
    return dots_svg(dots, words()["three_title"], says, words()["wan_yuan"])


def _leaf_words(name: str, amount: Decimal, prior: Decimal | None) -> str:
    facts = {"name": name, "amount": amounts.spoken(amount)}
    if prior is None:
        return words()["three_leaf"].format_map(facts)
    return words()["three_leaf_prior"].format_map(facts | {"prior": amounts.spoken(prior)})
