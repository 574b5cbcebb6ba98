"""Text from data becomes page text here: one escaping function, one template environment, one list of words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import jinja2
import yaml
from markupsafe import Markup
from markupsafe import escape as markup_escape

from builder.messages import reason
from builder.render import amounts

__all__ = ["Markup", "all_escaped", "breakable", "broken", "described", "escape", "filled_template", "joined", "words"]


_SPECIAL = re.compile("[&<>\"']")


def escape(text: str) -> str:
    """Return text from data as page text; the one function that does so, the templates' own is what it calls."""
    # Hardly any text has a character to escape, and to look for one is several times quicker than to escape; what is
    # made of letters and digits alone, as most names are, has none.
    return str(text) if text.isalnum() or not _SPECIAL.search(text) else str(markup_escape(text))


def all_escaped(texts: Sequence[str]) -> Sequence[str]:
    """Return texts from data as page text; together they are looked through once."""
    return [escape(text) for text in texts] if _SPECIAL.search("".join(texts)) else texts


@cache
def words() -> Mapping[str, str]:
    """Return the words of the pages that no template holds, by name."""
    source = resources.files(__package__) / "templates" / "words.yaml"
    return dict(yaml.load(source.read_bytes(), yaml.CSafeLoader))


@cache
def environment() -> jinja2.Environment:
    """Return the one template environment: everything is escaped, nothing may be undefined."""
    folder = resources.files(__package__) / "templates"
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "shown": amounts.shown,
        "spoken": amounts.spoken,
        "signed": amounts.signed,
        "plain": amounts.exact,
        "scalable_shown": lambda amount: amounts.scalable(amount, amounts.shown(amount)),
        "scalable_spoken": lambda amount: amounts.scalable(amount, amounts.spoken(amount)),
        "broken": broken,
        "reason": lambda key: reason(key, "zh"),
    }
    made.globals["words"] = words()
    return made


def filled_template(name: str, /, **values: Any) -> Markup:
    """Return a template of this package filled with values."""
    return Markup(_template(name).render(values))  # noqa: S704 - autoescape made it


@cache
def _template(name: str) -> jinja2.Template:
    template = environment().get_template(name)
    # Jinja keeps what all templates know in a chain of mappings and copies it for each page: from one it is quicker.
    template.globals = dict(template.globals)
    return template


def described(term: str, text: str, anchor: str = "") -> str:
    """Return an entry of a list of terms and what is said of them; both are page text."""
    address = f' id="{anchor}"' if anchor else ""
    return f"<dt>{term}<dd{address}>{text}"


def joined(parts: list[str]) -> Markup:
    """Return parts that are page text already as one."""
    return Markup("".join(parts))  # noqa: S704 - every part has passed `escape`


@cache
def _places(which: str) -> re.Pattern[str]:
    return re.compile(words()[which])


def broken(name: str) -> Markup:
    """Return a name that may break after a place and before a bracket."""
    return _split_at("break_name", name)


def breakable(heading: str) -> Markup:
    """Return the heading of a column that may break between its words."""
    return _split_at("break_heading", heading)


def _split_at(which: str, text: str) -> Markup:
    return joined(["<wbr>".join(escape(part) for part in _places(which).split(text) if part)])
