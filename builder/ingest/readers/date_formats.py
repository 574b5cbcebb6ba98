"""Dates and times of a workbook as Excel shows them in its Chinese edition."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from builder.ingest.vocabulary import vocabulary

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<padding>.)|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<code>AM/PM|A/P|y+|m+|d+|h+|s+|a+)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_LONG_NAME = 3
_NOON = 12

Moment = datetime | date | time | timedelta


def built_in_format(number: int) -> str | None:
    """Return a format that files name by its number alone, None where it is no date."""
    return formats().get(number)


@cache
def formats() -> dict[int, str]:
    """Return the formats of dates by number."""
    return dict(vocabulary("workbook")["built_in"])


def shown_moment(value: Moment, number_format: str) -> str:
    """Return a date or time under a format; in the form 2025-01-31 where the format names months or eras."""
    if isinstance(value, timedelta):
        return _shown_length(value)
    tokens = list(_TOKEN.finditer(number_format.split(";", maxsplit=1)[0]))
    codes = [(match["code"] or "").casefold() for match in tokens]
    parts: list[str] = []
    for index, match in enumerate(tokens):
        text = _part(value, codes, index) if match["code"] else _literal(match)
        if text is None:
            return _plain(value)
        parts.append(text)
    return "".join(parts).strip() or _plain(value)


def _literal(match: re.Match[str]) -> str | None:
    if match["sign"] is not None:
        # Figures stand for parts of seconds, `e` for eras; `@` ends formats of Chinese dates.
        return None if match["sign"].isalnum() and match["sign"].isascii() else match["sign"].replace("@", "")
    if match["padding"] is not None:
        return " "
    return match["quoted"] or match["escaped"] or ""


def _part(value: datetime | date | time, codes: list[str], index: int) -> str | None:
    code = codes[index]
    if code[0] in "hs" or "/" in code or (code[0] == "m" and _is_minute(codes, index)):
        return _time_part(value, code, is_half_day=any("/" in other for other in codes))
    if isinstance(value, time) or (len(code) >= _LONG_NAME and code[0] in "md"):
        return None
    if code[0] == "a":
        words = vocabulary("workbook")
        return f"{words['week'] if len(code) > _LONG_NAME else ''}{words['weekdays'][value.weekday()]}"
    if code[0] == "y":
        return f"{value.year:04d}" if len(code) >= _LONG_NAME else f"{value.year % 100:02d}"
    return _padded(value.month if code[0] == "m" else value.day, code)


def _time_part(value: datetime | date | time, code: str, *, is_half_day: bool) -> str | None:
    moment = value if isinstance(value, (datetime, time)) else time()
    if "/" in code:
        return ("AM" if moment.hour < _NOON else "PM")[: 2 if len(code) > _LONG_NAME else 1]
    hour = (moment.hour % _NOON or _NOON) if is_half_day else moment.hour
    return _padded({"h": hour, "m": moment.minute, "s": moment.second}[code[0]], code)


def _is_minute(codes: list[str], index: int) -> bool:
    before = [code for code in codes[:index] if code]
    after = [code for code in codes[index + 1 :] if code]
    return bool(before and before[-1][0] == "h") or bool(after and after[0][0] == "s")


def _padded(number: int, code: str) -> str:
    return f"{number:02d}" if len(code) > 1 else str(number)


def _shown_length(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _plain(value: datetime | date | time) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat()
