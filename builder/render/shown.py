"""A finding as pages show it: its place, both figures, what it says, the hint to its cause, the unit's response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from builder.findings import Finding, Place, Response, Severity
from builder.messages import hint_sentence, sentences
from builder.model.disclosure import Disclosure
from builder.render import amounts
from builder.render.marks import amount_of
from builder.render.places import Places
from builder.render.text import words

_LONGEST_WORDS = 20
_PERCENT = "_pct"


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in words; `other` is where the figure that it is held against stands, with that place's anchor."""

    rule: str
    severity: Severity
    place: str
    anchor: str
    says: str
    stated: str
    expected: str
    difference: str
    quote: str
    other: tuple[str, str] | None
    hint: str
    response: Response | None
    source_line: int | None


def shown_finding(disclosure: Disclosure, places: Places, finding: Finding) -> ShownFinding:
    """Return a finding in words, its amounts as its table prints them."""
    value = value_writer(disclosure, finding.place)
    difference = amount_of(finding.difference)
    other = places.other_cell(finding)
    blank = words()["blank"] if finding.expected else ""
    return ShownFinding(
        rule=finding.rule,
        severity=finding.severity,
        place=places.name(finding.place),
        anchor=places.anchor(finding.place),
        says=amounts.with_minus(sentences(finding, "zh").what),
        stated=blank if finding.stated is None else value(finding.stated),
        expected=value(finding.expected),
        difference="" if difference is None else _signed(difference, value),
        quote=places.quote(finding),
        other=(places.name(other), places.anchor(other)) if other else None,
        hint=amounts.with_minus(hint_sentence(finding.hint, "zh")) if finding.hint else "",
        response=finding.response,
        source_line=finding.place.source_line,
    )


def value_writer(disclosure: Disclosure, place: Place) -> Callable[[str | None], str]:
    """Return the function that writes the values of a finding as the table at its place prints amounts."""
    table = disclosure.table(place.table or "")
    if table is None:
        return _percent if (place.field or "").endswith(_PERCENT) else _in_short
    write = amounts.printer(table) if table.is_in_yuan else amounts.exact

    def value(text: str | None) -> str:
        amount = amount_of(text)
        return _in_short(text) if amount is None else write(amount)

    return value


def _in_short(text: str | None) -> str:
    """Return words as a narrow column takes them; the message has the whole of them."""
    words_said = amounts.with_minus(text or "")
    return words_said if len(words_said) <= _LONGEST_WORDS else words_said[:_LONGEST_WORDS] + words()["dots"]


def _percent(text: str | None) -> str:
    said = _in_short(text)
    return f"{said}%" if amount_of(text) is not None else said


def _signed(difference: Decimal, value: Callable[[str | None], str]) -> str:
    # Shares and growths differ by points, not by per cent.
    text = value(amounts.exact(abs(difference))).rstrip("%")
    return (amounts.MINUS if difference < 0 else "+" if difference > 0 else "") + text
