"""The words of a change: both verbs go one way, a change has a reason, the reason does not go against it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.text.paragraphs import text_of
from builder.audit.text.stated import Stated, stated_figures
from builder.audit.text.stated_cells import part_of_text
from builder.audit.vocabulary import pattern, terms
from builder.model.money import ZERO, plain

_WHOLES = ("total", "income_fund", "three_public_total", "three_public_vehicle")
"""Of these the text often gives one reason for several, or those of their parts."""
_FISCAL_SECTIONS = frozenset({"s2", "s3", "s4"})
_FISCAL = "s2-s4"
_NEAR = 60
"""How far behind a change, in characters, its reason may begin."""
_GAP = "\u2026\u2026"


def change_has_direction_and_reason(case: Case) -> Iterator[Outcome]:
    """The two verbs of a change go one way, and a change that is not zero has a reason.

    A total of which the parts give their reasons needs none of its own. Passes where a reason stands anywhere near;
    a word for nothing is none, and one that is begun and left empty is TXT-02. It cannot see whether a reason is true.
    """
    figures = [each for each in stated_figures(case) if each.change is not None or each.rate is not None]
    if not figures:
        yield NotApplicable("no-growth" if stated_figures(case) else "no-narrative")
        return
    texts = _texts(case)
    explained = {each.section for each in figures if each.reason and each.subject not in _WHOLES}
    for stated in figures:
        yield _opposed(stated) or _void(stated) or _unexplained(stated, texts, explained) or HELD


def reason_goes_the_way_of_the_change(case: Case) -> Iterator[Outcome]:
    """A reason does not speak of an increase where there is a decrease, nor the reverse.

    The words "reason of the increase" stand under an increase; a reason of one clause in which money goes up stands
    under no decrease. Reasons of several clauses and of other years are not judged, nor head-counts.
    """
    figures = [each for each in stated_figures(case) if (each.change or each.rate) and (each.reason or each.quote)]
    titled = list(_titled(case))
    if not figures and not titled:
        yield NotApplicable("no-reasons" if stated_figures(case) else "no-narrative")
        return
    yield from titled
    for stated in figures:
        yield _contrary(stated, is_told=bool(titled)) or HELD


def reasons_say_more_than_the_change(case: Case) -> Iterator[Outcome]:
    """A reason says more than that its own item went up, down or stayed the same.

    One note lists all that do not. It compares a reason with the name and purpose of its entry only.
    """
    figures = [each for each in stated_figures(case) if each.reason]
    if not figures:
        yield NotApplicable("no-reasons" if stated_figures(case) else "no-narrative")
        return
    restating = [each for each in figures if _restates(each)]
    if not restating:
        yield HELD
        return
    facts = {"count": str(len(restating)), "names": ", ".join(dict.fromkeys(each.label for each in restating))}
    first = restating[0]
    yield remark("YOY-10", place_of(first.row, "reason"), "info", stated=first.reason, facts=facts)


def _opposed(stated: Stated) -> Outcome | None:
    change, rate = stated.change or ZERO, stated.rate or ZERO
    if change * rate >= 0:
        return None
    facts = {"name": stated.label, "change": plain(change), "is_rate": "", "is_opposed": "1"}
    return remark("YOY-05", place_of(stated.row, "change_pct"), "warning", stated=plain(rate), facts=facts)


def _unexplained(stated: Stated, texts: dict[str, str], explained: set[str]) -> Outcome | None:
    if stated.reason or not stated.quote or not (stated.change or stated.rate):
        return None
    if stated.subject in _WHOLES and stated.section in explained:
        return None
    text = texts.get(part_of_text(stated.section), "")
    if not text or _has_reason_near(stated.quote, text):
        return None
    if stated.subject in _WHOLES and stated.section in _FISCAL_SECTIONS and pattern("gives_reason").search(text):
        return None
    return _without_reason(stated)


def _void(stated: Stated) -> Outcome | None:
    """Judge a reason that is but a word for nothing."""
    is_void = (stated.change or stated.rate) and stated.reason in terms("fillers")
    return _without_reason(stated) if is_void else None


def _without_reason(stated: Stated) -> Outcome:
    change = stated.change or stated.rate or ZERO
    facts = {"name": stated.label, "change": plain(change), "is_rate": _is_rate(stated), "is_opposed": ""}
    return remark("YOY-05", place_of(stated.row, "reason"), "warning", stated=plain(change), facts=facts)


def _is_rate(stated: Stated) -> str:
    """Return whether the text tells the change in per cent only, as a fact of sentences."""
    return "" if stated.change else "1"


def _has_reason_near(quote: str, text: str) -> bool:
    """Return whether the quote or what follows it in the text gives a reason; so too where it is not found there."""
    if pattern("gives_reason").search(quote):
        return True
    last = quote.rpartition(_GAP)[2]
    position = text.find(last)
    return position < 0 or pattern("gives_reason").search(text, position, position + len(last) + _NEAR) is not None


def _texts(case: Case) -> dict[str, str]:
    """Return the paragraphs of each section as one text, those on income, expenditure and appropriation together."""
    texts: dict[str, str] = {}
    for paragraph in text_of(case).paragraphs:
        part = _FISCAL if paragraph.section in _FISCAL_SECTIONS else part_of_text(paragraph.section)
        texts[part] = texts.get(part, "") + paragraph.printed
    return texts | dict.fromkeys(_FISCAL_SECTIONS, texts.pop(_FISCAL, ""))


def _titled(case: Case) -> Iterator[Outcome]:
    """Judge a reason that the text gives, in a sentence of its own, for the change of fiscal appropriation."""
    whole = next((each for each in stated_figures(case) if _is_fiscal(each) and each.change), None)
    if whole is None:
        return
    for paragraph in text_of(case).paragraphs:
        is_fiscal = paragraph.section in _FISCAL_SECTIONS
        said = pattern("titled_fiscal_reason").search(paragraph.printed) if is_fiscal else None
        if said:
            is_right = (_direction(said[1]) > 0) == ((whole.change or ZERO) > 0)
            yield HELD if is_right else _against(whole, said[0])


def _is_fiscal(stated: Stated) -> bool:
    is_whole = stated.subject in {"total", "income_fund"} and stated.fund is None
    return is_whole and stated.section in _FISCAL_SECTIONS and bool(pattern("fiscal_whole").search(stated.name))


def _direction(word: str) -> int:
    return 1 if pattern("up").search(word) else -1


def _contrary(stated: Stated, *, is_told: bool) -> Outcome | None:
    """Judge a figure's own reason; `is_told` where a sentence that gives one to several figures is judged by itself."""
    sign = 1 if (stated.change or stated.rate or ZERO) > 0 else -1
    match = pattern("titled_reason").search(stated.quote or "")
    is_told = is_told and pattern("titled_fiscal_reason").search(stated.quote or "") is not None
    if match is not None and not is_told and _direction(match[1]) != sign:
        return _against(stated, match[0])
    reason = stated.reason or ""
    if not reason or pattern("several_clauses").search(reason) or pattern("other_years").search(reason):
        return None
    moves = pattern("money_moves").search(reason)
    is_mixed = pattern("up").search(reason) and pattern("down").search(reason)
    if moves is None or is_mixed or _direction(moves[1] or moves[2]) == sign:
        return None
    return _against(stated, reason)


def _against(stated: Stated, words: str) -> Outcome:
    change = stated.change or stated.rate or ZERO
    facts = {"name": stated.label, "change": plain(change), "is_rate": _is_rate(stated), "reason": words}
    return remark("YOY-08", place_of(stated.row, "reason"), "warning", stated=words or None, facts=facts)


def _restates(stated: Stated) -> bool:
    match = pattern("restating").search(stated.reason or "")
    if match is None:
        return False
    topic, money = match[1], match[2]
    if not money and topic:
        return topic == stated.own_name
    return any(topic in (said or "") for said in (stated.own_name, stated.name, stated.purpose))
