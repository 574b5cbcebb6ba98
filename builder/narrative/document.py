"""What has been read of one document, and which figure stands under a name in a section."""

from __future__ import annotations

from builder.narrative.figure import Draft, Paragraph
from builder.narrative.grammar import Head, grammar, number_of
from builder.narrative.names import ClassificationNames


class DocumentReading:
    """The figures of one document so far, in the order of reading."""

    def __init__(self, year: int, names: ClassificationNames) -> None:
        """Begin to read a document on a budget year."""
        self.year = year
        self.names = names
        self.drafts: list[Draft] = []

    def find(self, section: str, subject: str) -> Draft | None:
        """Return the last figure on a subject in a section."""
        return next(
            (one for one in reversed(self.drafts) if one.section == section and one.subject == subject),
            None,
        )

    @staticmethod
    def head(section: str, text: str) -> tuple[Head, str, int] | None:
        """Return what a text ends with in a section: the head, its name as printed, and where it begins."""
        for head in grammar().heads.get(section, ()):
            match = head.at_the_end.search(text)
            if match:
                return head, match["name"], match.start()
        return None

    @staticmethod
    def is_head(section: str, text: str) -> bool:
        """Whether a text is a head of the section and nothing more."""
        return any(head.whole.search(text) for head in grammar().heads.get(section, ()))

    def add(self, paragraph: Paragraph, subject: str, name: str, start: int, head: Head | None = None) -> Draft:
        """Return a new figure, which begins at a place of its paragraph."""
        draft = Draft(paragraph, subject, name, start, paragraph.section)
        if head:
            draft.fund, draft.section = head.fund, head.section or draft.section
        self.drafts.append(draft)
        return draft

    def figure(
        self, paragraph: Paragraph, text: str, start: int, *, kind: str | None, is_listing: bool
    ) -> Draft | None:
        """Return the new figure whose name stands before an amount; `kind` is what the list is said to be of."""
        named = self.head(paragraph.section, text)
        if not named:
            return self._listed(paragraph, text, start, kind=kind, is_listing=is_listing)
        head, name, offset = named
        if head.subject == grammar().words["with_subordinates"]:
            self._add_subordinates(paragraph, text, start)
        return self.add(paragraph, head.subject, name, start + offset, head)

    def _listed(
        self, paragraph: Paragraph, text: str, start: int, *, kind: str | None, is_listing: bool
    ) -> Draft | None:
        """The figure under a plain name: a fund, a class or an economic code, as the list or section has it."""
        match = grammar().patterns["whole"].match(text)
        if not match:
            return None
        words, section = grammar().words, paragraph.section
        for each in [kind] if kind else words["lists"].get(section, ()):
            is_known, code, fund = self._known(each, match["name"], is_listing=is_listing)
            if is_known or kind or section in words["listed"]:
                draft = self.add(paragraph, each, match["name"], start + match.start("name"))
                draft.code, draft.fund = code, fund
                return draft
        return None

    def _known(self, kind: str, name: str, *, is_listing: bool) -> tuple[bool, str | None, str | None]:
        """Whether a name is certainly of that kind, with its code and fund."""
        level = grammar().level(name)
        if kind == "income_fund":
            is_fund, fund = grammar().fund(name)
            return is_fund, None, fund
        if kind == "economic":
            code = self.names.economic_code(level)
            return is_listing or code is not None, code, None
        return self.names.is_class(level), self.names.class_code(level), None

    def _add_subordinates(self, paragraph: Paragraph, text: str, start: int) -> None:
        for match in grammar().patterns["subordinates"].finditer(text):
            draft = self.add(paragraph, "subordinate_units", match["name"], start + match.start())
            draft.quantity, draft.quantity_unit = number_of(match["count"]), match["counter"]
            draft.quoted(paragraph, draft.start, start + match.end())
