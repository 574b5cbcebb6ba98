"""The indicators of a form in lines: which words are labels of the tree, which are an indicator and its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.ingest.forms.labels import column_of, level1_of, level2_of, level_words
from builder.ingest.forms.lines import Word, joined
from builder.ingest.forms.tree import Mark, heights_of
from builder.ingest.forms.values import target_values

_REACH = 4
"""A label that is broken goes on within so many lines."""
_PAIR = 2
_QUOTE = '"'


@dataclass(slots=True)
class LineRow:
    """An indicator with its target, and on how many lines it is printed."""

    level3: str
    target: str
    words: tuple[tuple[Word, str], ...]
    lines: tuple[int, ...]
    height: int = 1


@dataclass(slots=True)
class Reading:
    """What the lines below the header hold: rows, labels of both levels with their words, and what fits nowhere."""

    rows: list[LineRow] = field(default_factory=list)
    labels: list[Word] = field(default_factory=list)
    left: list[Word] = field(default_factory=list)
    first: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    second: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)

    def heights(self) -> list[float]:
        """Return where each row begins and ends."""
        return heights_of([row.height for row in self.rows])

    def marks(self, labels: Sequence[tuple[str, tuple[int, ...]]]) -> list[Mark]:
        """Return labels with the height at which they stand: in a row at its middle, else where two rows meet."""
        heights = self.heights()
        marks = [Mark(level, sum(self._height(line, heights) for line in at) / len(at)) for level, at in labels]
        return sorted(marks, key=lambda mark: mark.height)

    def _height(self, line: int, heights: Sequence[float]) -> float:
        for number, row in enumerate(self.rows):
            if line in row.lines or row.lines[0] < line < row.lines[-1]:
                return (heights[number] + heights[number + 1]) / 2
            if line < row.lines[0]:
                return heights[number]
        return heights[-1]


def read_lines(lines: Sequence[Sequence[Word]]) -> Reading:
    """Tell labels, indicators and targets apart; of a label broken over lines both pieces count."""
    reading = Reading()
    rest = [list(line) for line in lines]
    _take_broken_labels(rest, reading)
    _take_labels(rest, reading)
    _take_rows([line for line in rest if line], reading)
    return reading


def _take_labels(rest: list[list[Word]], reading: Reading) -> None:
    """Take from the beginning of each line the word left of the tree, a first level and a second one."""
    for line in rest:
        if line and column_of(line[0].text) == "outer":
            reading.labels.append(line.pop(0))
        word = line[0] if line else None
        first = level1_of(word.text) if word else None
        if word and first and first != "cost":
            reading.first.append((first, (word.line,)))
            reading.labels.append(line.pop(0))
        word = line[0] if line else None
        second = level2_of(word.text) if word else None
        if word and second:
            reading.second.append((second, (word.line,)))
            reading.labels.append(line.pop(0))


def _pairs(rest: Sequence[Sequence[Word]]) -> list[tuple[Word, Word]]:
    """The two pieces of each broken label: the beginning, and within a few lines what makes it whole."""
    names = level_words()
    pairs: list[tuple[Word, Word]] = []
    for number, line in enumerate(rest):
        for word in _leading(line):
            beginnings = [name for name in names if name != word.text and name.startswith(word.text)]
            endings = (
                other
                for following in rest[number + 1 : number + 1 + _REACH]
                for other in _leading(following)
                if word.text + other.text in beginnings
            )
            end = next(endings, None)
            if end:
                pairs.append((word, end))
                break
    return pairs


def _leading(line: Sequence[Word]) -> Sequence[Word]:
    """The words of a line that may be a label: behind those of the levels further out, up to the first other one."""
    for number, word in enumerate(line):
        if column_of(word.text) != "outer" and not level1_of(word.text):
            return line[: number + 1]
    return line


def _take_broken_labels(rest: list[list[Word]], reading: Reading) -> None:
    names: Mapping[str, str] = level_words()
    for begin, end in _pairs(rest):
        lines = [line for line in rest if begin in line or end in line]
        for line in lines:
            for word in (begin, end):
                if word in line:
                    line.remove(word)
        reading.second.append((names[begin.text + end.text], (begin.line, end.line)))
        reading.labels += [begin, end]


def _take_rows(lines: Sequence[list[Word]], reading: Reading) -> None:
    """Pair each indicator with its target; three lines are one row where the middle one is a target."""
    targets = {line[1].text for line in lines if len(line) == _PAIR}
    at = 0
    while at < len(lines):
        count = _lines_of_row(lines, at, targets)
        if count == 0:
            reading.left += lines[at]
            at += 1
            continue
        reading.rows.append(_row(lines[at : at + count]))
        at += count


def _lines_of_row(lines: Sequence[Sequence[Word]], at: int, targets: set[str]) -> int:
    """How many lines the row takes that begins here; 0 where no row is certain to begin."""
    group = lines[at : at + 3]
    is_quoted = joined(group[0]).count(_QUOTE) % 2 == 1
    if len(group) == 3 and len(group[1]) == 1:  # noqa: PLR2004 (a broken indicator, its target in the middle)
        closes = joined(group[2]).count(_QUOTE) % 2 == 1
        is_broken = len(group[0]) == len(group[2]) == 1 and group[1][0].text in targets
        if (is_quoted and closes) or (is_broken and not is_quoted):
            return 3
    if is_quoted:
        return 0
    return 1 if len(group[0]) == _PAIR or _ends_in_target(group[0]) else 0


def _ends_in_target(line: Sequence[Word]) -> bool:
    """Whether the last of more than two words is a number with its sign, so that the others are the indicator."""
    values = target_values(line[-1].text)
    return len(line) > _PAIR and values.get("operator") not in (None, "text", "date") and not line[-1].text[0].isdigit()


def _row(lines: Sequence[Sequence[Word]]) -> LineRow:
    if len(lines) == 1:
        indicator, target = lines[0][:-1], lines[0][-1:]
        level3 = joined(indicator)
    else:
        indicator, target = [*lines[0], *lines[2]], list(lines[1])
        level3 = joined(lines[0]) + joined(lines[2])
    words = (*((word, "level3") for word in indicator), *((word, "raw_text") for word in target))
    numbers = tuple(sorted({word.line for word, _ in words}))
    return LineRow(level3, joined(target), words, numbers, height=2 if len(lines) > 1 else 1)
