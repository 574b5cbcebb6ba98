"""The same unit-years as Markdown pages, for a site generator that is not ours to render."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.tables import FUND_NAMES
from builder.model.disclosure import Disclosure, Line, PrintedTable
from builder.model.money import grouped, in_yuan, plain
from builder.model.rows import Row
from builder.profiles import profile
from builder.schemas import Field, all_schemas, label

_RESOURCES = (
    "divisions",
    "staffing",
    "projects",
    "project_allocations",
    "performance_targets",
    "performance_indicators",
    "procurement",
    "assets",
)
# the pages have these too: every figure that the text states, every cell printed otherwise than as its value
_LISTED = ("narrative_figures", "source_cells")
_KEYS = ("unit_id", "year", "src_line")
_HEADINGS = {"narrative": "情况说明", "glossary": "名词解释", "tables": "公开表"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


class Link(NamedTuple):
    """Where the page of one unit and year is found, and what it is called."""

    path: str
    title: str

    @classmethod
    def to(cls, disclosure: Disclosure) -> Link:
        """Return the link to a disclosure's page."""
        return cls(f"units/{disclosure.unit_id}/{disclosure.year}", f"{disclosure.name} {disclosure.year}")


def write_page(site: Path, disclosure: Disclosure) -> None:
    """Write one page as Markdown."""
    _write(site, disclosure, "md", unit_year_markdown(disclosure))


def write_body(site: Path, disclosure: Disclosure, body: str) -> None:
    """Write one page as HTML that is only to be put into a frame."""
    _write(site, disclosure, "html", body)


def write_index(site: Path, links: Iterable[Link]) -> None:
    """Write the page that leads to all others."""
    listed = "".join(f"- [{_escaped(link.title)}]({link.path}.md)\n" for link in links)
    (site / "index.md").write_text(f"# 单位\n\n{listed}", encoding="utf-8")


def _write(site: Path, disclosure: Disclosure, form: str, text: str) -> None:
    link = Link.to(disclosure)
    page = site / f"{link.path}.{form}"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\ntitle: {json.dumps(link.title, ensure_ascii=False)}\n---\n{text}", encoding="utf-8")


def unit_year_markdown(disclosure: Disclosure) -> str:
    """Return the page of one unit and year: profile, every table as printed, resources, narrative, glossary."""
    head = disclosure.head
    parts = [f"# {_escaped(disclosure.name)} {disclosure.year}年单位预算", _escaped(head.text("functions_text") or "")]
    parts.append(f"## {_HEADINGS['tables']}")
    for table in disclosure.tables.values():
        parts += _table(table, head.text("template_id"))
    for resource in _RESOURCES:
        rows = disclosure.rows(resource)
        if rows:
            parts += [f"## {all_schemas()[resource].title}", _resource_table(resource, rows)]
    parts.append(f"## {_HEADINGS['narrative']}")
    for row in disclosure.rows("narrative"):
        text = _escaped((row.text("text") or "").strip())
        parts.append(f"### {text}" if row.flag("heading") else text)
    for resource in _LISTED:
        rows = disclosure.rows(resource)
        if rows:
            parts += [f"### {all_schemas()[resource].title}", _resource_table(resource, rows)]
    parts.append(f"## {_HEADINGS['glossary']}")
    for row in disclosure.rows("glossary"):
        parts.append(f"**{_escaped(row.text('term') or '')}**　{_escaped(row.text('definition') or '')}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(table: PrintedTable, template_id: str | None) -> Iterator[str]:
    number, title = table.printed.text("table_no_printed") or "", table.printed.text("title_printed") or ""
    yield f"### {_escaped(number)} {_escaped(title)}"
    grids = profile(template_id).grids
    for name in (table.table_id, f"{table.table_id}/income", f"{table.table_id}/expenditure"):
        if name not in grids:
            continue
        grid, side = grids[name], name.partition("/")[2]
        lines = [line for line in table.lines if not side or line.side == side]
        body = [[_cell(table, line, column.field) for column in grid.columns] for line in lines]
        body.append([_total_cell(table, side, column.field, grid.total_label) for column in grid.columns])
        yield _markdown_table(["".join(column.path[-2:]) for column in grid.columns], body)
    if note := table.printed.text("note"):
        yield _escaped(note)


def _cell(table: PrintedTable, line: Line, field: str) -> str:
    code = line.code or ""
    match field:
        case "class":
            return code[:3]
        case "section":
            return code[3:5]
        case "item":
            return code[5:7]
        case "label":
            return line.row.text("label_printed") or f"{code} {line.name}".strip() or FUND_NAMES.get(line.key, "")
        case _ if field in table.measures:
            return _amount(table, line, field)
        case _:
            value = line.row[field]
            return "" if value is None else str(value)


def _amount(table: PrintedTable, line: Line, field: str) -> str:
    amount = line.amount(field)
    if amount is None:
        return ""
    return grouped(in_yuan(amount)) if table.is_in_yuan else plain(amount)


def _total_cell(table: PrintedTable, side: str, field: str, words: str) -> str:
    if field in {"label", "name_printed"}:
        return words
    measure = f"{side}_total" if side and field in {"amount", "total"} else field
    amount = table.total_of(measure)
    if amount is None:
        return ""
    return grouped(in_yuan(amount)) if table.is_in_yuan else plain(amount)


def _resource_table(resource: str, rows: tuple[Row, ...]) -> str:
    fields = [
        field
        for field in all_schemas()[resource].fields
        if field.name not in _KEYS and any(row[field.name] is not None for row in rows)
    ]
    body = [[_value(resource, field, row) for field in fields] for row in rows]
    return _markdown_table([field.title for field in fields], body)


def _value(resource: str, field: Field, row: Row) -> str:
    value = row[field.name]
    if value is None:
        return ""
    return label(resource, field.name, value) if isinstance(value, str) else str(value)


def _markdown_table(head: list[str], body: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(_escaped(cell) if cell != '---' else cell for cell in line)} |" for line in lines)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")
