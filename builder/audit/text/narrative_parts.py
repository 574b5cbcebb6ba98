"""Parts told after a whole in one sentence: none is more than the whole, nor are all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.tables.comparisons import or_else
from builder.audit.text.paragraphs import text_of
from builder.audit.vocabulary import meanings, pattern, terms
from builder.model.money import plain, tolerance, total
from builder.model.rows import Row

_OPENING, _CLOSING, _END = "（(", "）)", "。；;"
_BESIDE = " ，,；;：:（("
"""What may stand between a whole and the word for its parts."""
_SECTIONS_OF_OTHERS = frozenset({"s1", "s2", "s3", "s4", "s5", "s5_1", "s5_2", "s5_3", "s6", "s8", "s9", "s10_2"})
"""Where other rules add what the text states."""
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Quantity:
    label: str
    number: Decimal
    counter: str
    end: int


def parts_do_not_exceed_the_whole(case: Case) -> Iterator[Outcome]:
    """Of the parts told after a whole none is above it, nor is their sum, within rounding.

    Areas, counts and amounts that no other rule adds. Parts that may overlap, as people may, are compared one by
    one; two that make up the whole between them, above and below ground, have to add up to it. It reads only parts
    in the counter of the whole, up to the end of the sentence or bracket.
    """
    paragraphs = text_of(case).paragraphs
    if not paragraphs:
        yield NotApplicable("no-text")
        return
    others = (paragraph for paragraph in paragraphs if paragraph.section not in _SECTIONS_OF_OTHERS)
    found = (outcome for paragraph in others for outcome in _judged(paragraph.row, paragraph.printed))
    yield from or_else("nothing-to-compare", found)


def _judged(row: Row, text: str) -> Iterator[Outcome]:
    for start in pattern("thereof").finditer(text):
        whole = _whole_before(text, start.start())
        parts = _parts_after(text, start.end(), whole) if whole is not None else []
        if whole is not None and parts:
            yield from _compared(row, whole, parts)


def _whole_before(text: str, position: int) -> _Quantity | None:
    before = text[:position].rstrip(_BESIDE)
    sentence = max(before.rfind(stop) for stop in _END) + 1
    found = None
    for match in pattern("quantity").finditer(before, sentence):
        found = match
    if found is None or found.end() != len(before) or found[4] or pattern("movement").search(found[1]):
        return None
    return _Quantity(found[1], Decimal(found[2].replace(",", "")), found[3], found.end())


def _parts_after(text: str, position: int, whole: _Quantity) -> list[_Quantity]:
    """Return the quantities of the same counter up to the end of the sentence or bracket, nested brackets left out."""
    parts: list[_Quantity] = []
    for match in pattern("quantity").finditer(text, position):
        between = text[position : match.start(2)]
        depth = _depth(between)
        if depth is None or pattern("other_measure").search(match[1]) or _is_of_other_kind(match[1], whole.label):
            break
        if depth == 0 and not match[4] and match[3] == whole.counter:
            parts.append(_Quantity(match[1], Decimal(match[2].replace(",", "")), match[3], match.end()))
    return parts


def _depth(between: str) -> int | None:
    """Return how many brackets are open after a text; None where it leaves the bracket or the sentence."""
    depth = 0
    for character in between:
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        if depth < 0 or (depth == 0 and character in _END):
            return None
    return depth


def _is_of_other_kind(label: str, whole: str) -> bool:
    kinds = [next((kind for kind in terms("area_kinds") if kind in each), "") for each in (label, whole)]
    return all(kinds) and kinds[0] != kinds[1]


def _compared(row: Row, whole: _Quantity, parts: list[_Quantity]) -> Iterator[Outcome]:
    sum_of_parts = total(part.number for part in parts)
    quantum = min(Decimal(1).scaleb(_exponent(each.number)) for each in (whole, *parts))
    allowed = tolerance(quantum, len(parts))
    above = next((part for part in parts if part.number > whole.number), None)
    adds_up = _are_complements(parts)
    if above is not None:
        yield _finding(row, whole, [above], above.number)
    elif adds_up or whole.counter not in terms("overlapping_counters"):
        difference = sum_of_parts - whole.number
        is_wrong = abs(difference) > allowed if adds_up else difference > allowed
        yield _finding(row, whole, parts, sum_of_parts) if is_wrong else HELD
    else:
        yield HELD


def _are_complements(parts: list[_Quantity]) -> bool:
    if len(parts) != _PAIR:
        return False
    labels = [part.label for part in parts]
    return any(
        (one in labels[0] and other in labels[1]) or (one in labels[1] and other in labels[0])
        for one, other in meanings("complements").items()
    )


def _exponent(number: Decimal) -> int:
    return -len(f"{number:f}".partition(".")[2])


def _named(quantity: _Quantity) -> str:
    return pattern("label_ends").sub("", quantity.label.strip())


def _finding(row: Row, whole: _Quantity, parts: list[_Quantity], amount: Decimal) -> Outcome:
    facts = {
        "name": _named(whole),
        "counter": whole.counter,
        "parts": ", ".join(map(_named, parts)),
        "is_one": "1" if len(parts) == 1 else "",
    }
    return remark(
        "NAR-06",
        place_of(row, "text"),
        "error",
        stated=plain(amount),
        expected=plain(whole.number),
        difference=plain(amount - whole.number),
        facts=facts,
    )
