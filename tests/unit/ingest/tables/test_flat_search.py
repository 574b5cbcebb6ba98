from __future__ import annotations

from itertools import combinations

from builder.ingest.tables.flat_search import Choice, Equation, Places, Solution, Term, solve

EACH = ((0,), (1,), (2,))


def _row(*figures: int, readings: list[Places] | None = None) -> Choice:
    return Choice(figures, 3, readings or [places for places in combinations(range(3), len(figures)) if 0 in places])


def _sum(whole: int, *parts: int, is_separable: bool = True) -> Equation:
    terms = tuple(Term(part, EACH) for part in parts)
    return Equation(Term(whole, EACH), terms, len(parts) + 1, is_separable=is_separable)


def _solve(choices: list[Choice], equations: list[Equation]) -> Solution:
    return solve(choices, equations, lambda _, places: places, lambda _, readings: readings)


def test_the_parts_stand_where_their_sums_stand() -> None:
    solution = _solve([_row(300, 100, 200), _row(100, 100), _row(200, 200)], [_sum(0, 1, 2)])

    assert solution == Solution([(0, 1, 2), (0, 1), (0, 2)], set())


def test_the_sum_stands_where_its_parts_stand() -> None:
    parts = [_row(100, 100, readings=[(0, 2)]), _row(200, 200, readings=[(0, 2)])]

    solution = _solve([_row(300, 300), *parts], [_sum(0, 1, 2)])

    assert solution == Solution([(0, 2), (0, 2), (0, 2)], set())


def test_rounding_spoils_no_sum() -> None:
    solution = _solve([_row(301, 100, 201), _row(100, 100), _row(200, 200)], [_sum(0, 1, 2)])

    assert solution == Solution([(0, 1, 2), (0, 1), (0, 2)], set())


def test_a_misprint_in_one_column_leaves_the_sum_of_the_other() -> None:
    solution = _solve([_row(900, 100, 200), _row(100, 100), _row(200, 200)], [_sum(0, 1, 2)])

    assert solution == Solution([(0, 1, 2), (0, 1), (0, 2)], set())


def test_rows_that_no_sum_tells_apart_are_said_to_be_guessed() -> None:
    solution = _solve([_row(200, 100, 100), _row(100, 100), _row(100, 100)], [_sum(0, 1, 2)])

    assert solution == Solution([(0, 1, 2), (0, 1), (0, 2)], {1, 2}, {1: [(0, 1), (0, 2)], 2: [(0, 1), (0, 2)]})


def test_other_evidence_decides_before_habit() -> None:
    choices = [_row(200, 100, 100), _row(100, 100), _row(100, 100)]

    solution = solve(
        choices,
        [_sum(0, 1, 2)],
        lambda _, places: places,
        lambda number, readings: [(0, 2)] if number == 1 else readings,
    )

    assert solution == Solution([(0, 1, 2), (0, 2), (0, 1)], set())


def test_among_readings_that_are_open_the_one_is_taken_that_breaks_nothing() -> None:
    # Either pair is free within its own sum; together they must not both stand in the last column.
    choices = [_row(5, 5), _row(5, 5), _row(7, 7, readings=[(0, 1)])]
    first = Equation(Term(0, ((1,),)), (Term(1, ((2,),)),))
    second = Equation(Term(1, ((1,),)), (Term(0, ((2,),)),))

    solution = _solve(choices, [first, second])

    assert {solution.readings[0], solution.readings[1]} == {(0, 1), (0, 2)}


def test_too_many_sums_are_left_undone() -> None:
    rows = [_row(2**number, 2**number) for number in range(20)]
    total = 2**20 - 1

    solution = _solve([_row(total, total), *rows], [_sum(0, *range(1, 21))])

    assert len(solution.readings) == 21
