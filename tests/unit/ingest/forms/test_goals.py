from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.ingest.forms.goals import goal_of_columns

_GOAL = st.text(alphabet="甲乙丙丁戊己庚辛壬癸，。", min_size=1, max_size=60)


def _cut(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def test_lines_of_both_columns_one_after_the_other() -> None:
    lines = ["建成后作为某种", "建成后作为某种场所。更好", "场所。更好地", "地服务居民。", "服务居民。"]

    assert goal_of_columns(lines) == "建成后作为某种场所。更好地服务居民。"


def test_lines_of_both_columns_beside_each_other_without_a_blank() -> None:
    lines = ["做好某一件事情，做好某一件事", "不出差错。 情，不出差错。"]

    assert goal_of_columns(lines) == "做好某一件事情，不出差错。"


def test_one_line_that_says_the_same_twice() -> None:
    assert goal_of_columns(["做好甲事 做好甲事"]) == "做好甲事"


def test_columns_that_say_different_things_are_not_told_apart() -> None:
    assert goal_of_columns(["三年做好甲事", "今年做好乙事", "并做好丙"]) is None


def test_no_lines_hold_no_goal() -> None:
    assert goal_of_columns([]) is None


@given(_GOAL, st.integers(3, 20), st.integers(3, 20), st.randoms(use_true_random=False))
def test_columns_of_any_width_give_their_text_or_nothing(goal: str, left: int, right: int, random: object) -> None:
    columns = [_cut(goal, left), _cut(goal, right)]
    lines = []
    while columns[0] or columns[1]:
        side = random.choice([each for each in (0, 1) if columns[each]])  # type: ignore[attr-defined]
        lines.append(columns[side].pop(0))

    assert goal_of_columns(lines) in (goal, None)


def test_text_that_could_be_dealt_out_in_too_many_ways_is_given_up_soon() -> None:
    assert goal_of_columns(["甲" * 100] * 40) is None
