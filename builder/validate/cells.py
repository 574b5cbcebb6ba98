"""One cell obeys its field: text → value, or the name of the rule that it breaks.

The grammar is ASCII and exact (RELIABILITY: amounts): no exponent, no separator, no sign `+`, no NaN, no
full-width digit. A converter is compiled once for each field of each schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from builder.records import Value
from builder.schemas import Field

WEB_SCHEMES = ("http", "https")

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_BOOLEAN = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell is refused: a rule and the facts of its sentence beside the cell itself."""

    rule: str
    expected: str = ""


Converter = Callable[[str], Value | Fault]


def converter_of(field: Field) -> Converter:
    """Return the function that turns a non-empty cell of this field into its value or a fault."""
    match field.type:
        case "integer":
            return _bounded(_integer, field)
        case "number":
            return _bounded(_number(field.decimals or 0), field)
        case "date":
            return _date
        case "boolean":
            return _boolean
        case _:
            return _text(field)


def _text(field: Field) -> Converter:
    enum = frozenset(field.enum)
    pattern = re.compile(field.pattern, re.ASCII) if field.pattern else None
    is_address = field.format == "uri"

    def convert(cell: str) -> Value | Fault:
        if enum and cell not in enum:
            return Fault("not-in-list", " | ".join(field.enum))
        if pattern and not pattern.fullmatch(cell):
            return Fault("wrong-pattern", field.pattern or "")
        if is_address and not _is_web_address(cell):
            return Fault("wrong-address")
        return cell

    return convert


def _is_web_address(cell: str) -> bool:
    try:
        parts = urlsplit(cell)
    except ValueError:
        return False
    return parts.scheme in WEB_SCHEMES and bool(parts.netloc) and not re.search(r"[\s<>\"]", cell)


def _integer(cell: str) -> Decimal | Fault:
    if not _INTEGER.fullmatch(cell) or cell == "-0":
        return Fault("malformed-integer")
    return Decimal(cell)


def _number(decimals: int) -> Callable[[str], Decimal | Fault]:
    grammar = re.compile(rf"-?(?:0|[1-9][0-9]{{0,15}})(?:\.[0-9]{{1,{decimals}}})?", re.ASCII)

    def convert(cell: str) -> Decimal | Fault:
        if not grammar.fullmatch(cell):
            return Fault("malformed-amount", str(decimals))
        amount = Decimal(cell)
        return Fault("malformed-amount", str(decimals)) if amount.is_zero() and cell[0] == "-" else amount

    return convert


def _bounded(convert: Callable[[str], Decimal | Fault], field: Field) -> Converter:
    low = Decimal(field.minimum) if field.minimum is not None else None
    high = Decimal(field.maximum) if field.maximum is not None else None
    is_whole = field.type == "integer"

    def bounded(cell: str) -> Value | Fault:
        number = convert(cell)
        if isinstance(number, Fault):
            return number
        if (low is not None and number < low) or (high is not None and number > high):
            return Fault("out-of-range", f"{field.minimum or ''} … {field.maximum or ''}")
        return int(number) if is_whole else number

    return bounded


def _date(cell: str) -> Value | Fault:
    if not _DATE.fullmatch(cell):
        return Fault("malformed-date")
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return Fault("malformed-date")


def _boolean(cell: str) -> Value | Fault:
    value = _BOOLEAN.get(cell)
    return Fault("malformed-boolean") if value is None else value
