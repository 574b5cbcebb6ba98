"""The clauses of one paragraph as figures: an amount under its name, then its share, change, purpose and reason."""

from __future__ import annotations

import re

from builder.narrative.changes import changed_together, take_change
from builder.narrative.clauses import Clause, clauses_of
from builder.narrative.document import DocumentReading
from builder.narrative.figure import Draft, Paragraph
from builder.narrative.grammar import grammar, number_of


class ParagraphReading:
    """Reads the clauses of one paragraph, or of one entry of it, from left to right."""

    def __init__(self, document: DocumentReading, paragraph: Paragraph, *, entry: Draft | None = None) -> None:
        """Begin to read; an `entry` is the figure that the whole passage is about."""
        self._document = document
        self._paragraph = paragraph
        self._text = paragraph.text or ""
        self._entry = entry
        self._current = entry
        self._clauses: list[Clause] = []
        self._at = 0
        self._kind: str | None = None
        self._base: tuple[str | None, str | None] = (None, None)
        self._is_listing = False
        self._listed = 0
        self.explained: list[tuple[int, int]] = []
        """Where reasons and purposes stand: no figure begins there."""

    def read(self, start: int, end: int) -> None:
        """Read a part of the text."""
        self._clauses = clauses_of(self._text, start, end)
        while self._at < len(self._clauses):
            clause = self._clauses[self._at]
            is_known = (
                self._takes_reason(clause)
                or self._takes_purpose(clause)
                or self._takes_share(clause)
                or self._takes_prior(clause)
                or self._takes_change(clause)
                or self._takes_amount(clause)
                or self._takes_lead(clause)
            )
            if not is_known:
                self._pass_over(clause)

    def _pass_over(self, clause: Clause) -> None:
        """Go on; a sentence that begins with something else says nothing more of the figure before."""
        begins_sentence = not self._at or self._clauses[self._at - 1].stop in grammar().words["full_stops"]
        if begins_sentence and clause.stop not in grammar().words["full_stops"]:
            self._current = self._entry
        self._go_on(self._at)

    def _go_on(self, last: int) -> None:
        """Stand behind a clause; a change after a list of parts would not say of which it is."""
        stop = self._clauses[last].stop
        self._at = last + 1
        if stop and stop in grammar().words["full_stops"]:
            if self._listed > 1:
                self._current = self._entry
            self._kind, self._is_listing, self._listed, self._base = None, False, 0, (None, None)

    def _go_behind(self, clause: Clause, offset: int) -> None:
        """Stand behind a part of a clause: the rest of it is read next."""
        rest = clause.after(offset)
        if rest.text:
            self._clauses[self._at] = rest
        else:
            self._go_on(self._at)

    # share, prior figure, purpose

    def _takes_share(self, clause: Clause) -> bool:
        match = grammar().patterns["share"].match(clause.text)
        if not match or self._current is None:
            return False
        self._current.share = number_of(match["number"])
        self._current.counts_decimals(self._current.share)
        self._current.quoted(self._paragraph, clause.start, clause.start + match.end())
        self._go_behind(clause, match.end())
        return True

    def _takes_prior(self, clause: Clause) -> bool:
        current = self._current
        if current is None:
            return False
        match = grammar().patterns["prior"].match(clause.text)
        if match and current.prior is None and not (match["year"] and int(match["year"]) >= self._document.year):
            current.prior, _ = grammar().amount(match)
            self._is_based(current, match["base"], match["year"])
        elif current.is_entry and current.amount is not None:
            match = grammar().patterns["planned"].match(clause.text)
            if match:
                current.planned, _ = grammar().amount(match)
        else:
            match = None
        if not match:
            return False
        current.quoted(self._paragraph, clause.start, clause.start + match.end())
        self._go_behind(clause, match.end())
        return True

    def _takes_purpose(self, clause: Clause) -> bool:
        match = grammar().patterns["purpose"].match(clause.text)
        if not match or self._current is None:
            return False
        last = self._at
        while not self._ends_purpose(last):
            last += 1
        end = self._clauses[last].text_end
        self._current.purpose = self._current.purpose or self._passage(clause.start + match.end(), end)
        self._current.quoted(self._paragraph, clause.start, end)
        self._go_on(last)
        return True

    def _ends_purpose(self, last: int) -> bool:
        words, patterns = grammar().words, grammar().patterns
        stop = self._clauses[last].stop
        if not stop or stop in words["full_stops"] + words["semicolons"] or last + 1 == len(self._clauses):
            return True
        following = self._clauses[last + 1].text
        compared = patterns["change"].match(following) or patterns["same"].match(following)
        return bool(
            patterns["share"].match(following)
            or patterns["reason"].match(following)
            or (compared and compared["compare"] and not compared["prefix"])
        )

    def _passage(self, start: int, end: int) -> str | None:
        self.explained.append((start, end))
        return grammar().trimmed(self._text[start:end]) or None

    # reason

    def _takes_reason(self, clause: Clause) -> bool:
        match = self._reason(clause)
        if not match:
            return False
        last = self._at
        while not self._ends_reason(last):
            last += 1
        end = self._clauses[last].text_end
        reason = self._passage(clause.start + match.end(), end)
        for draft in self._explained_by(match.groupdict().get("about") or ""):
            draft.reason = draft.reason or reason
            draft.quoted(self._paragraph, clause.start, end)
        self._go_on(last)
        return True

    def _reason(self, clause: Clause) -> re.Match[str] | None:
        """How a clause begins a reason; looser words do so only behind a change."""
        match = grammar().patterns["reason"].match(clause.text)
        if match and match["bare"] and clause.stop not in tuple(grammar().words["colons"]):
            match = None
        current = self._current
        if match or current is None or (current.change is None and current.change_pct is None):
            return match
        return grammar().patterns["loose_reason"].match(clause.text)

    def _explained_by(self, about: str) -> list[Draft]:
        if grammar().shared_reasons.match(about):
            return changed_together(self._document.drafts)
        head = self._document.head(self._paragraph.section, about)
        found = self._document.find(head[0].section or self._paragraph.section, head[0].subject) if head else None
        found = found or self._current
        return [found] if found else []

    def _ends_reason(self, last: int) -> bool:
        words, patterns = grammar().words, grammar().patterns
        stop = self._clauses[last].stop
        if last + 1 == len(self._clauses):
            return True
        following = self._clauses[last + 1]
        if stop and stop in words["full_stops"]:
            return not patterns["ordinal"].match(following.text)
        if patterns["parts_lead"].match(following.text):
            return True
        return bool(stop) and stop in words["semicolons"] and self._begins_figure(following)

    def _begins_figure(self, clause: Clause) -> bool:
        """Whether a clause states a figure of this section under its full name, so that the reason before it ended."""
        if self._entry:
            return False
        stated = grammar().patterns["amount"].match(clause.text)
        if stated and (
            self._document.is_head(self._paragraph.section, stated["head"]) or grammar().fund(stated["head"])[0]
        ):
            return True
        changed = grammar().patterns["change"].match(clause.text) or grammar().patterns["same"].match(clause.text)
        return bool(
            changed and changed["prefix"] and self._document.is_head(self._paragraph.section, changed["prefix"])
        )

    # change

    def _takes_change(self, clause: Clause) -> bool:
        patterns = grammar().patterns
        match = (
            patterns["change"].match(clause.text)
            or patterns["same"].match(clause.text)
            or patterns["compare"].match(clause.text)
        )
        draft = self._changed(clause, match["prefix"]) if match else None
        if match is None or draft is None:
            return False
        self._takes_base(draft, match)
        if match.re is patterns["same"]:
            draft.change = number_of("0") if draft.change is None else draft.change
        for signed in patterns["signed"].finditer(clause.text, len(match["prefix"])):
            take_change(draft, signed)
        draft.quoted(self._paragraph, clause.start, clause.text_end)
        self._current = draft
        self._go_on(self._at)
        return True

    def _changed(self, clause: Clause, prefix: str) -> Draft | None:
        """The figure that a clause on a change is about: the one before, or the one that it names itself."""
        if not prefix:
            return self._current
        named = self._document.head(self._paragraph.section, prefix) if self._entry is None else None
        if not named:
            return None
        head, name, start = named
        if self._current and self._current.subject == head.subject:
            return self._current
        section = head.section or self._paragraph.section
        return self._document.find(section, head.subject) or self._document.add(
            self._paragraph, head.subject, name, clause.start + start, head
        )

    def _takes_base(self, draft: Draft, match: re.Match[str]) -> None:
        """Say on what the change is measured: a part on what its total was, unless it says otherwise."""
        compared = match["compare"] and grammar().patterns["compared"].search(match["compare"], 1)
        own = (compared["base"], compared["year"]) if compared else (None, None)
        self._base = self._base if any(self._base) else own
        self._is_based(draft, *(own if any(own) or not match["prefix"] else self._base))

    @staticmethod
    def _is_based(draft: Draft, base: str | None, year: str | None) -> None:
        draft.base = draft.base or grammar().base(base)
        draft.base_year = draft.base_year or (int(year) if year else None)

    # amount

    def _takes_amount(self, clause: Clause) -> bool:
        patterns = grammar().patterns
        match = patterns["amount"].match(clause.text) or patterns["bare_amount"].match(clause.text)
        match = match or self._bare_number(clause)
        if not match:
            return False
        draft = self._entry_of(match) if self._entry else self._figure_of(clause, match["head"])
        if draft and draft.amount is None:
            draft.amount, draft.amount_unit = grammar().amount(match)
            draft.quoted(self._paragraph, draft.start, clause.start + match.end())
            self._listed += self._is_listing
        if not self._entry:
            self._current = draft
        self._go_behind(clause, match.end())
        return True

    def _bare_number(self, clause: Clause) -> re.Match[str] | None:
        """A number without any unit that stands right behind a full name, with nothing behind it."""
        match = grammar().patterns["bare_number"].match(clause.text)
        if match is None:
            return None
        if self._entry is None:
            return match if self._document.is_head(self._paragraph.section, match["head"]) else None
        is_open = self._entry.amount is None
        return match if is_open and grammar().patterns["entry_amount"].match(match["head"]) else None

    def _entry_of(self, match: re.Match[str]) -> Draft | None:
        return self._entry if grammar().patterns["entry_amount"].match(match["head"]) else None

    def _figure_of(self, clause: Clause, head: str) -> Draft | None:
        start = clause.start
        before = self._clauses[self._at - 1] if self._at else None
        if not head.strip() and before:
            head, start = before.text, before.start
        lead = grammar().patterns["lead_inside"].match(head)
        if lead:
            self._is_listing = True
            head, start = head[lead.end() :], start + lead.end()
        return self._document.figure(self._paragraph, head, start, kind=self._kind, is_listing=self._is_listing)

    # lead-in of a list

    def _takes_lead(self, clause: Clause) -> bool:
        patterns = grammar().patterns
        if not patterns["lead"].match(clause.text):
            return False
        self._is_listing = True
        if patterns["income_list"].search(clause.text):
            self._kind = "income_fund"
        elif patterns["class_list"].search(clause.text):
            self._kind = "expenditure_class"
        self._go_on(self._at)
        return True
