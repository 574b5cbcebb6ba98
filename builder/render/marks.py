"""Finding marks: numbers on the cells of a table, and the notes under it that say what disagrees.

Numbered in reading order, one number a cell; up to twenty circled, then plain in brackets. A number links to
its note and the note back to the cell. A finding that names no cell stands among the notes without a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from builder.findings import Finding, Response
from builder.messages import all_sentences, hint_sentence, sentences
from builder.render import amounts
from builder.render.text import escape, words

_CIRCLED_ONE, _CIRCLED = 0x2460, 20
Shown = Callable[[Decimal], str]


def number_sign(number: int) -> str:
    """Return the sign of a note."""
    return chr(_CIRCLED_ONE + number - 1) if number <= _CIRCLED else f"({number})"


class Marks:
    """The marks of one part of a page, filled while its cells are written in reading order."""

    __slots__ = ("_found", "_notes", "_part", "_pointed", "_shown")

    def __init__(
        self,
        part: str,
        findings: Iterable[Finding],
        shown: Shown = amounts.exact,
        pointed: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Hold the findings of the part with this anchor; `shown` writes an amount as its cells do.

        `pointed` are rows and columns of the cells that another part of the page leads to.
        """
        found: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            found.setdefault((finding.place.row or "", finding.place.field or ""), []).append(finding)
        self._part = part
        self._found = found
        self._notes: list[tuple[str, str, list[Finding]]] = []
        self._shown = shown
        self._pointed = frozenset(pointed)

    def rows(self) -> frozenset[str]:
        """Return the rows in which findings stand that no cell has taken yet, or to which a link leads."""
        return frozenset(row for row, _ in (*self._found, *self._pointed))

    def is_pointed(self, row: str, field: str) -> bool:
        """Return whether a link leads to a cell, which so needs an address even where it is blank."""
        return (row, field) in self._pointed

    def take(self, row: str, field: str, anchor: str) -> str:
        """Return the mark of a cell that has findings, which so are numbered; else the empty text."""
        findings = self._found.pop((row, field), None)
        if findings is None:
            return ""
        sign = number_sign(len(self._notes) + 1)
        self._notes.append((sign, anchor, findings))
        here = words()["note_sign"].format(sign=sign)
        quiet = "" if any(finding.severity != "info" for finding in findings) else " mz-m--i"
        return f'<a class="mz-m{quiet}" href="#{self._part}-n{len(self._notes)}" aria-label="{here}">{sign}</a>'

    def notes(self) -> str:
        """Return the notes of all marks taken, and of findings without a cell; the empty text without any."""
        items = []
        first: dict[str, str] = {}
        for number, (sign, anchor, findings) in enumerate(self._notes, 1):
            back = words()["note_back"].format(sign=sign)
            quiet = "" if any(finding.severity != "info" for finding in findings) else ' class="i"'
            said = "<br>".join(_said(finding, self._shown) for finding in findings)
            same = first.setdefault(said, sign)
            if same != sign:
                links = words()["comma"].join(dict.fromkeys(rule_link(finding.rule) for finding in findings))
                said = words()["note_same"].format(sign=same) + links
            items.append(
                f'<li id="{self._part}-n{number}"{quiet}><a href="#{anchor}" aria-label="{back}">{sign}</a>'
                f"<span>{said}</span></li>"
            )
        for findings in self._found.values():
            said = "<br>".join(_said(finding, self._shown) for finding in findings)
            items.append(f'<li><span aria-hidden="true">{words()["note_loose"]}</span><span>{said}</span></li>')
        if not items:
            return ""
        return f'<ol class="mz-fn" aria-label="{words()["notes"]}">{"".join(items)}</ol>'


def by_table(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Return the audit findings of each table or part of the document."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.place.table or "", []).append(finding)
    return {table: tuple(found) for table, found in grouped.items()}


def amount_of(text: str | None) -> Decimal | None:
    """Return a text of a finding as the amount that it is, or None where it is words."""
    try:
        return Decimal(text) if text and text.isascii() else None
    except InvalidOperation:
        return None


@cache
def law_of(rule: str) -> str:
    """Return the law of a rule as page text: the reason in its sentences, where that holds no placeholder."""
    why = all_sentences().get(rule, {}).get("zh", {}).get("why", "")
    return "" if "{" in why else escape(why)


def rule_link(rule: str) -> str:
    """Return the link to a rule in the panel of this page."""
    return f'<a class="q" href="#{rule_anchor(rule)}">{escape(rule)}</a>'


def rule_anchor(rule: str) -> str:
    """Return the anchor of a rule in the panel."""
    return f"rule-{rule.lower()}"


def comparison(finding: Finding, shown: Shown = amounts.exact) -> str:
    """Return what is printed, what its parts or the other table come to, and by how much they differ, as page text."""
    stated, expected = _value(finding.stated, shown), _value(finding.expected, shown)
    text = words()["note_printed" if finding.stated else "note_blank"].format(stated=stated)
    other = finding.facts.get("other")
    name = "note_other" if other else "note_expected"
    text += words()[name].format(other=escape(other or ""), expected=expected)
    difference = amount_of(finding.difference)
    if difference:
        word = "note_more" if difference > 0 else "note_less"
        text += words()[word].format(difference=f"<b>{shown(abs(difference))}</b>")
    return text + words()["stop"]


def _value(text: str | None, shown: Shown) -> str:
    amount = amount_of(text)
    return f"<b>{escape(text or '') if amount is None else shown(amount)}</b>"


def _said(finding: Finding, shown: Shown) -> str:
    compared = comparison(finding, shown) if _is_equation_of_cells(finding) else ""
    reason = law_of(finding.rule) if compared else escape(amounts.with_minus(sentences(finding, "zh").what))
    if reason:
        reason += words()["stop"]
    hint = escape(amounts.with_minus(hint_sentence(finding.hint, "zh"))) + words()["stop"] if finding.hint else ""
    return f"{compared}{reason}{hint}{rule_link(finding.rule)}{_answer(finding.response)}"


def _is_equation_of_cells(finding: Finding) -> bool:
    """Return whether both figures are said in short: elsewhere the sentence says what they are, and of what unit."""
    is_cell = (finding.place.table or "").startswith("T") and amount_of(finding.difference) is not None
    return is_cell and (finding.severity != "warning" or bool(finding.facts.get("other")))


def _answer(response: Response | None) -> str:
    """Return what the unit says of a finding, apart from what is said of it here."""
    if response is None:
        return ""
    who = words()["answer_joint"].join(escape(part) for part in (response.by, response.day) if part)
    who = words()["answer_who"].format(who=who) if who else ""
    return f'<span class="mz-own">{words()["answer"].format(who=who, text=escape(response.text))}</span>'
