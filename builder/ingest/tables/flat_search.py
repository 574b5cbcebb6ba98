"""Choose for rows of figures the columns they stand in, so that the sums of the tables hold.

Every row has a few possible readings. An equation leaves of them those that take part in some reading under which it
holds; one that holds under no reading is left out, so that a misprint spoils nothing beside it. What is open when
nothing more follows is tried one row after the other, and the reading taken that breaks the fewest equations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Vector = tuple[int, ...]
Places = tuple[int, ...]

_MOST_STATES = 20_000
_MOST_STEPS = 100_000
_MOST_TRIED = 12


@dataclass(slots=True)
class Choice:
    """A row of figures and the readings that are left: for each figure the column it stands in."""

    figures: Vector
    width: int
    readings: list[Places]

    def amounts(self, places: Places) -> Vector:
        """Return the row with blanks as nought, read so."""
        row = [0] * self.width
        for figure, place in zip(self.figures, places, strict=True):
            row[place] = figure
        return tuple(row)


@dataclass(frozen=True, slots=True)
class Term:
    """What a row adds to an equation: for each of the equation's columns the sum of these columns of the row."""

    choice: int
    columns: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """The row `whole` is the sum of `parts`, column by column; `slack` is what rounding may make of it, twice over.

    Where it cannot hold as a whole and `is_separable`, each of its columns is in the end an equation for itself.
    """

    whole: Term
    parts: tuple[Term, ...]
    slack: int = 0
    is_separable: bool = False
    is_single: bool = False

    @property
    def members(self) -> Iterable[Term]:
        """All its rows."""
        return (self.whole, *self.parts)

    def single(self) -> tuple[Equation, ...]:
        """Return an equation for each of its columns."""

        def cut(term: Term, column: int) -> Term:
            return Term(term.choice, (term.columns[column],))

        return tuple(
            Equation(
                cut(self.whole, column), tuple(cut(part, column) for part in self.parts), self.slack, is_single=True
            )
            for column in range(len(self.whole.columns))
        )


@dataclass(slots=True)
class Solution:
    """The reading of each row; the rows whose reading no sum decided, and the readings that were left of them."""

    readings: list[Places]
    guessed: set[int] = field(default_factory=set)
    left: Mapping[int, Sequence[Places]] = field(default_factory=dict)


def solve(
    choices: Sequence[Choice],
    equations: Sequence[Equation],
    rank: Callable[[int, Places], tuple[int, ...]],
    decide: Callable[[int, list[Places]], list[Places]],
) -> Solution:
    """Return one reading for every row.

    `decide` narrows by other evidence what the sums leave open; `rank` orders what is left then, the least first.
    """
    state = _State([list(choice.readings) for choice in choices], choices)
    state.add(equations)
    state.propagate()
    guessed: set[int] = set()
    for number in range(len(choices)):
        if len(state.domains[number]) > 1:
            state.narrow(number, decide(number, state.domains[number]))
            state.propagate()
    state.take_apart()
    state.propagate()
    left = [list(domain) for domain in state.domains]
    for number in range(len(choices)):
        while len(state.domains[number]) > 1:
            guessed |= state.try_out(number, rank)
    return Solution(
        [domain[0] for domain in state.domains], guessed, {number: left[number] for number in sorted(guessed)}
    )


class _State:
    """The readings that are left, and the equations that may still narrow them."""

    def __init__(self, domains: list[list[Places]], choices: Sequence[Choice]) -> None:
        self.domains = domains
        self.choices = choices
        self.equations: list[Equation] = []
        self.by_choice: dict[int, list[int]] = {}
        self.dropped: set[int] = set()
        self.waiting: deque[int] = deque()

    def add(self, equations: Iterable[Equation]) -> None:
        for equation in equations:
            number = len(self.equations)
            self.equations.append(equation)
            for term in equation.members:
                self.by_choice.setdefault(term.choice, []).append(number)
            self.waiting.append(number)

    def take_apart(self) -> None:
        """Try by single columns what fails as a whole.

        That comes late: with a misprint about, one column alone may hold under a reading by mere chance.
        """
        self.add(
            [
                part
                for number in sorted(self.dropped)
                if self.equations[number].is_separable
                for part in self.equations[number].single()
            ]
        )

    def narrow(self, choice: int, readings: list[Places]) -> None:
        if len(readings) == len(self.domains[choice]):
            return
        self.domains[choice] = readings
        for number in self.by_choice.get(choice, ()):
            if number not in self.dropped and number not in self.waiting:
                self.waiting.append(number)

    def propagate(self) -> None:
        while self.waiting:
            number = self.waiting.popleft()
            if number in self.dropped:
                continue
            kept = self._supported(self.equations[number])
            if kept is None:
                self.dropped.add(number)
                continue
            for choice, readings in kept.items():
                if len(readings) < len(self.domains[choice]):
                    self.narrow(choice, readings)

    def try_out(self, choice: int, rank: Callable[[int, Places], tuple[int, ...]]) -> set[int]:
        """Settle a row; return the rows that were settled by no more than habit, this one and what follows from it."""
        tried = sorted(self.domains[choice], key=lambda places: rank(choice, places))[:_MOST_TRIED]
        failures = [self.failures_with(choice, places) for places in tried]
        before = [len(domain) for domain in self.domains]
        self.narrow(choice, [tried[failures.index(min(failures))]])
        self.propagate()
        if failures.count(min(failures)) == 1:
            return set()
        return {number for number, domain in enumerate(self.domains) if len(domain) < before[number]}

    def failures_with(self, choice: int, places: Places) -> int:
        """Return how many more equations fail if a row is read so."""
        trial = _State(list(self.domains), self.choices)
        trial.equations = list(self.equations)
        trial.by_choice = {key: list(numbers) for key, numbers in self.by_choice.items()}
        trial.dropped = set(self.dropped)
        trial.narrow(choice, [places])
        trial.propagate()
        return len(trial.dropped) - len(self.dropped)

    def _supported(self, equation: Equation) -> dict[int, list[Places]] | None:
        """Return the readings of each row under which the equation can hold; None where it cannot."""
        values = [self._values(term) for term in equation.members]
        whole, *parts = (list(value) for value in values)
        if equation.is_single:
            # That nothing is nothing is no evidence once the rest of the equation has failed.
            whole = [vector for vector in whole if any(vector)]
        kept = _support(whole, parts, equation.slack)
        if kept is None:
            return None
        found: dict[int, list[Places]] = {}
        for term, by_vector, vectors in zip(equation.members, values, kept, strict=True):
            readings = {places for vector in vectors for places in by_vector[vector]}
            before = found.get(term.choice, self.domains[term.choice])
            found[term.choice] = [places for places in before if places in readings]
        return found if all(found.values()) else None

    def _values(self, term: Term) -> dict[Vector, list[Places]]:
        found: dict[Vector, list[Places]] = {}
        for places in self.domains[term.choice]:
            row = self.choices[term.choice].amounts(places)
            vector = tuple(sum(row[column] for column in columns) for columns in term.columns)
            found.setdefault(vector, []).append(places)
        return found


def _support(whole: list[Vector], parts: list[list[Vector]], slack: int) -> list[list[Vector]] | None:
    """Return for the whole and each part the values that take part in some sum that holds; None without any."""
    if not whole:
        return None
    sums = _sums(whole, parts, slack)
    if sums is None:
        return [whole, *parts]
    pairs = [(vector, vector) for vector in whole if vector in sums[-1]]
    if not pairs and slack:
        pairs = [(vector, end) for vector in whole for end in sums[-1] if _is_near(vector, end, slack)]
    if not pairs:
        return None
    ends = {end for _, end in pairs}
    kept: list[list[Vector]] = []
    for before, values in zip(reversed(sums[:-1]), reversed(parts), strict=True):
        steps = [(start, value) for start in before for value in values if _added(start, value) in ends]
        reached = {value for _, value in steps}
        kept.append([value for value in values if value in reached])
        ends = {start for start, _ in steps}
    return [list(dict.fromkeys(vector for vector, _ in pairs)), *reversed(kept)]


def _sums(whole: list[Vector], parts: list[list[Vector]], slack: int) -> list[set[Vector]] | None:
    """Return the sums that are possible after each part; None where they are too many to go through."""
    limit = tuple(max(vector[column] for vector in whole) + slack for column in range(len(whole[0])))
    is_bounded = all(number >= 0 for values in parts for vector in values for number in vector)
    sums: list[set[Vector]] = [{(0,) * len(limit)}]
    for values in parts:
        if len(sums[-1]) * len(values) > _MOST_STEPS:
            return None
        reached = {_added(start, value) for start in sums[-1] for value in values}
        if is_bounded:
            reached = {vector for vector in reached if all(map(int.__le__, vector, limit))}
        if len(reached) > _MOST_STATES:
            return None
        sums.append(reached)
    return sums


def _added(first: Vector, second: Vector) -> Vector:
    return tuple(map(int.__add__, first, second))


def _is_near(first: Vector, second: Vector, slack: int) -> bool:
    return all(2 * abs(one - other) <= slack for one, other in zip(first, second, strict=True))
