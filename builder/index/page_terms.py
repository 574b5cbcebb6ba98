"""Which of some pages have which term, worked out clause by clause.

Two thirds of what such pages say they say in the same clauses. A clause is therefore read once for all the pages
that have it, those that stand on the same pages together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from builder.index.page_texts import PART, FigureRows, PageText
from builder.index.terms import Mark, marks_in, sets_by_term, token_marks
from builder.index.text import BREAK, normalised

_BETWEEN_CLAUSES = "\uff0c\u3002\uff1b\u3001\uff1a"
"""No term crosses one of these."""


def sets_of_terms(pages: Sequence[PageText]) -> dict[str, int]:
    """Return the set of pages of each term: an integer whose bit n stands for the n-th of these pages."""
    clauses: defaultdict[str, int] = defaultdict(int)
    numbers: defaultdict[str, int] = defaultdict(int)
    for number, page in enumerate(pages):
        bit = 1 << number
        for clause in _clauses(page):
            clauses[clause] |= bit
        for figure in _numbers(page):
            numbers[figure] |= bit
    sets: defaultdict[Mark, int] = defaultdict(int)
    for where, together in _by_pages(clauses):
        for mark in marks_in(normalised(BREAK.join(together))):
            sets[mark] |= where
    for where, together in _by_pages(numbers):
        for mark in token_marks(together):
            sets[mark] |= where
    return sets_by_term(sets)


def _by_pages(texts: dict[str, int]) -> Iterable[tuple[int, list[str]]]:
    together: defaultdict[int, list[str]] = defaultdict(list)
    for text, pages in texts.items():
        together[pages].append(text)
    return together.items()


def _clauses(page: PageText) -> set[str]:
    texts: list[str] = []
    for passage in page.passages:
        if isinstance(passage, FigureRows):
            texts += [label for _, label, _ in passage.rows]
        else:
            texts.append(passage.text)
    text = PART.join(texts)
    for mark in _BETWEEN_CLAUSES:
        text = text.replace(mark, PART)
    return set(text.split(PART))


def _numbers(page: PageText) -> set[str]:
    """Return the figures of the tables as normalised: they are numbers and nothing else, and need not be searched."""
    figures = [row for passage in page.passages if isinstance(passage, FigureRows) for _, _, row in passage.rows]
    return set(PART.join(figures).replace(",", "").replace("-", "").split(PART))
