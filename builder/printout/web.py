"""The document as one web page: no script, no other file, its pages those of A4 paper when it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from markupsafe import escape

from builder.printout.content import Block, Cell, Paragraph, Printout, Section, Table

_CELL_KINDS = {"amount": "a", "code": "c", "aside": "r"}
_COLLAPSING = re.compile(r"^[ \n]|[ \n]$|[ \n]{2}|\n")
_YEAR = re.compile(r"(?=[12][0-9]{3})")


def web_page(document: Printout) -> bytes:
    """Return the page, whole in itself."""
    fonts = document.fonts
    names = {"text": fonts.text, "heading": fonts.heading, "table": fonts.table, "latin": fonts.latin}
    style = _sheet()
    for name, font in names.items():
        style = style.replace(f"var(--{name})", f'"{font}"')
    body = "\n".join(_section(section) for section in document.sections)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


@cache
def _sheet() -> str:
    return (resources.files("builder.printout") / "web.css").read_text(encoding="utf-8")


def _section(section: Section) -> str:
    kinds = [name for name, has in (("wide", section.is_wide), ("on", section.is_run_on)) if has]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    return f"<section{kind}>\n" + "\n".join(map(_block, section.blocks)) + "\n</section>"


def _block(block: Block) -> str:
    return _paragraph(block) if isinstance(block, Paragraph) else _table(block)


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.style == "caption":
        # the blank between both keeps them apart for whoever reads the text alone
        return f'<p class="caption"><span>{escape(paragraph.text)}</span> <span>{escape(paragraph.right)}</span></p>'
    if paragraph.style == "cover-title":
        # a long title breaks before its year, not within it
        parts = "".join(f"<span>{escape(part)}</span>" for part in _YEAR.split(paragraph.text) if part)
        return f'<p class="cover-title">{parts}</p>'
    if paragraph.style == "heading":
        return _kept(f"h{paragraph.depth}", "", paragraph.text)
    if paragraph.style == "table-title":
        return _kept("h4", "", paragraph.text)
    depth = f" depth{paragraph.depth}" if paragraph.depth else ""
    return _kept("p", "" if paragraph.style == "body" else f"{paragraph.style}{depth}", paragraph.text)


def _kept(tag: str, kind: str, text: str) -> str:
    """Return an element with a text of which no blank is lost: where browsers would drop some it is preformatted."""
    attribute = f' class="{kind}"' if kind else ""
    if not _COLLAPSING.search(text):
        return f"<{tag}{attribute}>{escape(text)}</{tag}>"
    role = f' role="heading" aria-level="{tag[1]}"' if tag.startswith("h") else ""
    return f'<pre class="{" ".join(filter(None, (tag, kind)))}"{role}>{escape(text)}</pre>'


def _table(table: Table) -> str:
    whole = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / whole:.2f}%">' for width in table.widths)
    rows = [f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows]
    head = "\n".join(rows[: table.head_rows])
    head = f"<thead>\n{head}\n</thead>\n" if head else ""
    body = "\n".join(rows[table.head_rows :])
    size = " small" if table.is_small else ""
    return (
        f'<table class="{"form" if table.is_closed else "grid"}{size}">\n<colgroup>{columns}</colgroup>\n'
        f"{head}<tbody>\n{body}\n</tbody>\n</table>"
    )


def _cell(cell: Cell) -> str:
    tag = "th" if cell.look == "head" else "td"
    kinds = list(_kinds(cell))
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    span = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    span += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    text = escape(cell.text)
    return f"<{tag}{kind}{span}>{f'<pre>{text}</pre>' if _COLLAPSING.search(cell.text) else text}</{tag}>"


def _kinds(cell: Cell) -> Iterator[str]:
    kind = _CELL_KINDS.get(cell.look)
    if kind:
        yield kind
    if cell.is_sum:
        yield "sum"
    if cell.level:
        yield f"l{cell.level}"
