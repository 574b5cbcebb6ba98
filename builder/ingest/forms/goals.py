"""Two columns of goals whose lines a page's text has mixed: told apart by both saying the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ENOUGH = 2
_MOST = 200
"""Beyond so many ways to deal the lines out the text says too little to tell its columns apart."""


def goal_of_columns(lines: Sequence[str]) -> str | None:
    """Return the text that both columns hold, if cutting the lines into two columns of one text has one solution.

    Lines of goals stand as the page printed them, from top to bottom, some of one column, some of both.
    """
    texts = ["".join(line.split()) for line in lines]
    half, rest = divmod(sum(map(len, texts)), 2)
    if rest or not half:
        return None
    found: set[str] = set()
    for text in _solutions(texts, half):
        found.add(text)
        if len(found) == _ENOUGH:
            return None
    return next(iter(found), None)


def _solutions(texts: Sequence[str], half: int) -> Iterator[str]:
    """Every text of the right length that the lines, dealt out to two columns in order, give in both."""
    states = [("", 0, 0)]
    for text in texts:
        states = list({state: None for before in states for state in _dealt(text, before, half)})
        if len(states) > _MOST:
            return
    yield from (goal for goal, left, right in states if left == right == len(goal) == half)


def _dealt(text: str, state: tuple[str, int, int], half: int) -> Iterator[tuple[str, int, int]]:
    """Deal a line out: its beginning, all or nothing of it, to the left column, the rest to the right one."""
    goal, left, right = state
    for cut in range(len(text) + 1):
        grown = _grown(goal, left, text[:cut])
        if grown is None:
            continue
        both = _grown(grown, right, text[cut:])
        if both is not None and len(both) <= half:
            yield both, left + cut, right + len(text) - cut


def _grown(goal: str, at: int, text: str) -> str | None:
    """Return the goal with a stretch of one column in its place; None where it says something else."""
    known = goal[at : at + len(text)]
    return goal + text[len(known) :] if text.startswith(known) else None
