"""Names of projects and of what their money is for: when two of them mean the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from builder.audit.vocabulary import terms

ALIKE = 0.6
"""Names that share this much of their characters may be the same thing in other words."""


@lru_cache(1024)
def bare(name: str | None) -> str:
    """Return the name without spaces, punctuation, width and case."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name or "") if sign.isalnum()).casefold()


@lru_cache(1024)
def stem(name: str | None, suffixes: str = "project_suffixes") -> str:
    """Return the bare name without the words that may end it in one place and not in another."""
    short = bare(name)
    while ending := next((suffix for suffix in terms(suffixes) if short.endswith(suffix) and short != suffix), None):
        short = short.removesuffix(ending)
    return short


def likeness(one: str, other: str) -> float:
    """Return how much of two names is common, from 0 to 1; of names that have little in common only a bound."""
    matcher = SequenceMatcher(None, stem(one), stem(other), autojunk=False)
    bound = matcher.quick_ratio()
    return bound if bound < ALIKE else matcher.ratio()


def most_alike(name: str, others: Sequence[str], least: float = ALIKE) -> int | None:
    """Return the position of the name most like this one; None where none is like it, or two are equally."""
    scores = [likeness(name, other) for other in others]
    best = max(scores, default=0.0)
    return scores.index(best) if best >= least and scores.count(best) == 1 else None
