"""Whether everything that has to be disclosed is there: the items of one document, and all documents side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from builder.findings import Completeness, CompletenessItem
from builder.messages import completeness_items, completeness_note
from builder.outputs import Derived, Output
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.shells import Frame, made_already, versioned
from builder.render.summary import UnitYearSummary
from builder.render.text import Markup, escape, filled_template, joined, words

PATH = "completeness/index.html"
SCORES_FILE = "scores.json"
SCORES = f"completeness/{SCORES_FILE}"
MOST_ROWS = 100
"""How many documents the page lists where these are all; of more it lists the first, and its script the others."""
FIRST_ROWS = 70
_SAYS_NOTHING = frozenset({"", "full", "absent"})


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What an item asks for, and on what its points depend."""

    id: str
    name: str
    formula: str
    basis: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item of one document: its name, its points of its weight, what was found, and how that looks."""

    words: ItemWords
    weight: int
    points: int | None
    note: str
    mark: str


@cache
def item_words(item: str) -> ItemWords:
    """Return what is said of an item; its id stands where nothing is written."""
    entry: Mapping[str, str] = completeness_items().get(item, {}).get("zh", {})
    return ItemWords(item, entry.get("name", item), entry.get("formula", ""), entry.get("basis", ""))


def mark_of(points: int | None, weight: int) -> str:
    """Return the mark of an item: full, part, none, or unknown where it cannot be judged."""
    if points is None:
        return "unknown"
    return "full" if points >= weight else "part" if points > 0 else "none"


def completeness_section(completeness: Completeness) -> Markup:
    """Return the section of a unit-year page; it says so where nothing was judged."""
    items = [_shown(item) for item in completeness.items]
    return filled_template(
        "completeness.html",
        count=len(items),
        rows=joined([_item_row(item) for item in completeness.items]),
        score=completeness.score,
        short=[item for item in items if item.mark in {"part", "none"}],
        unknown=[item for item in items if item.mark == "unknown"],
    )


def signs() -> Mapping[str, tuple[str, str]]:
    """Return by mark the sign that stands for it and its words."""
    return {mark: (words()[f"sign_{mark}"], words()[f"mark_{mark}"]) for mark in ("full", "part", "none", "unknown")}


def completeness_page(summaries: Sequence[UnitYearSummary], site: SiteFacts, scores: str = SCORES_FILE) -> Page:
    """Return the page that sets all documents side by side, the first of them in full.

    `scores` is the address from that page of the file with all of them.
    """
    judged = [summary for summary in summaries if summary.items]
    items = judged[0].item_weights if judged else []
    listed = judged if len(judged) <= MOST_ROWS else judged[:FIRST_ROWS]
    body = filled_template(
        "completeness_page.html",
        judged=len(judged),
        rows=joined([_row_html(summary) for summary in listed]),
        listed=len(listed),
        items=[(item_words(item), weight) for item, weight in items],
        weights=sum(weight for _, weight in items),
        regions=sorted({region for each in judged for region in each.regions}, key=lambda region: region.code),
        years=sorted({each.year for each in judged}, reverse=True),
        signs=signs(),
        scores=scores,
    )
    return Page(
        PATH,
        Slots(
            title=words()["completeness_title"],
            description=words()["completeness_about"].format(count=len(judged)),
            canonical=escape(site.address(PATH)),
            head="",
            toc=str(filled_template("completeness_contents.html")),
            body=body,
        ),
    )


def completeness_file(summaries: Sequence[UnitYearSummary]) -> Output:
    """Return the scores of all documents as the page's script reads them: one document a line."""
    judged = [summary for summary in summaries if summary.items]
    items = judged[0].item_weights if judged else []
    head = {"items": [item for item, _ in items], "weights": [weight for _, weight in items]}
    encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = ",\n".join(
        encoded(
            [
                summary.unit_id,
                summary.year,
                summary.name,
                " ".join([region.code for region in summary.regions]),
                summary.score,
                summary.item_points,
            ]
        )
        for summary in judged
    )
    begin = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return Output(SCORES, f'{begin}, "unit_years": [\n{lines}\n]}}\n'.encode())


def completeness_job(summaries: Sequence[UnitYearSummary], frame: Frame) -> Derived:
    """Return the page and the file behind it, from the summaries in the order of the list."""
    file = completeness_file(summaries)
    page = completeness_page(summaries, frame.site, versioned(SCORES_FILE, file))
    return made_already("completeness", (frame.poured(page), file))


def _shown(item: CompletenessItem) -> ItemShown:
    note = "" if item.note in _SAYS_NOTHING else completeness_note(item.note, "zh")
    return ItemShown(item_words(item.id), item.weight, item.points, note, mark_of(item.points, item.weight))


@lru_cache(maxsize=4096)
def _item_row(item: CompletenessItem) -> str:
    """Return the row of an item in the table of one document."""
    shown = _shown(item)
    note = f"<small>{escape(shown.note)}</small>" if shown.note else ""
    sign, said = signs()[shown.mark]
    points = words()["dash"] if shown.points is None else shown.points
    return (
        f'<tr id="{escape(item.id.lower())}" class="{shown.mark}"><th scope="row">{escape(shown.words.name)}{note}'
        f'<td><span aria-hidden="true" class="mz-sign">{sign}</span>{said}'
        f'<td class="n">{words()["points"].format(points=points, weight=shown.weight)}'
    )


def _row_html(summary: UnitYearSummary) -> str:
    points = zip(summary.item_weights, summary.item_points, strict=True)
    cells = "".join([_cell_html(item, weight, each) for (item, weight), each in points])
    name = f'<a href="../{escape(summary.address)}#completeness">{escape(summary.name)}</a>'
    return f'<tr><th scope="row">{name}<small>{summary.year}</small></th><td class="n">{summary.score}</td>{cells}</tr>'


@cache
def _cell_html(item: str, weight: int, points: int | None) -> str:
    """Return the cell of an item: a sign that differs in form, its points, and its words for those who hear it."""
    mark = mark_of(points, weight)
    sign, said = signs()[mark]
    shown = "" if points is None else str(points)
    return (
        f'<td class="mz-i {mark}" title="{escape(item_words(item).name)}：{said}">'
        f'<span aria-hidden="true">{sign}</span><span class="mz-sr">{said}</span><small>{shown}</small></td>'
    )
