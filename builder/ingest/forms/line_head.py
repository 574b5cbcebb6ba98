"""The head of a form in lines: labels found in the text, each value up to the next label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from builder.ingest.forms.goals import goal_of_columns
from builder.ingest.forms.head import Head, Value
from builder.ingest.forms.labels import label_in_line, role_of, unit_in
from builder.ingest.forms.lines import Word, claim_all
from builder.ingest.outline import plain
from builder.ingest.recognised import Claim, Doubt, Recognised
from builder.ingest.source import Piece
from builder.ingest.vocabulary import vocabulary

_GOALS = ("goal", "year_goal")


def read_line_head(lines: Sequence[Sequence[Word]], found: Recognised) -> Head:
    """Read title, labels with their values, and the goals, which come last."""
    head = Head()
    at = next((number for number, line in enumerate(lines) if _goal_roles(line)), len(lines))
    for line in lines[:at]:
        _read_line(line, head, found)
    if at < len(lines):
        _read_goals(lines[at:], head, found)
    return head


def _read_line(line: Sequence[Word], head: Head, found: Recognised) -> None:
    piece = line[0].piece
    text = piece.text
    if head.title is None and not head.values and re.search(vocabulary("forms")["form_title"], plain(text)):
        head.title, head.line = piece, piece.place.line
        claim_all(line, found, None, "heading")
        return
    if _read_year(piece, head, found):
        return
    matches = list(label_in_line().finditer(text))
    before = text[: matches[0].start()] if matches else text
    _read_rest(piece, before, head, found)
    for match, following in zip_longest(matches, matches[1:]):
        head.unit = head.unit or unit_in(match[0])
        found.claims.append(Claim(piece, match.start(), match.end(), None, "form-label"))
        start, end = match.end(), following.start() if following else len(text)
        value = text[start:end].strip()
        if value:
            begin = text.index(value, start)
            role = role_of(match["label"]) or "other"
            head.values.append(Value(role, value, ((piece, begin, begin + len(value)),)))


def _read_year(piece: Piece, head: Head, found: Recognised) -> bool:
    words = vocabulary("forms")
    year = re.search(words["year"], piece.text)
    if head.values or not year or not re.match(words["year_line"], plain(piece.text)):
        return False
    head.values.append(Value("form_year", year["year"], ((piece, *year.span("year")),)))
    for start, end in ((0, year.start("year")), (year.end("year"), len(piece.text))):
        if piece.text[start:end].strip():
            found.claims.append(Claim(piece, start, end, None, "form-label"))
    return True


def _read_rest(piece: Piece, before: str, head: Head, found: Recognised) -> None:
    """What stands before the first label of a line: headings of groups, the unit; else a value that went on."""
    for match in re.finditer(r"\S+", before):
        head.unit = head.unit or unit_in(match[0])
        is_label = unit_in(match[0]) or role_of(match[0])
        found.claims.append(Claim(piece, *match.span(), None, "form-label" if is_label else "form-unplaced"))
        if not is_label:
            found.doubts.append(Doubt("doubt-form-unplaced", (piece,), facts={"text": match[0]}))


def _goal_roles(line: Sequence[Word]) -> list[str]:
    """The goals that a line heads: with labels alone, or with one label before its text."""
    roles = [role_of(word.text) for word in line if role_of(word.text) != "heading"]
    if roles and all(role in _GOALS for role in roles):
        return [role for role in roles if role]
    return [roles[0]] if roles and roles[0] in _GOALS else []


def _read_goals(lines: Sequence[Sequence[Word]], head: Head, found: Recognised) -> None:
    """Read one goal as it stands; of two columns of goals only the text that both say."""
    roles = _goal_roles(lines[0])
    text: list[list[Word]] = []
    for number, line in enumerate(lines):
        side = _side_labels(line, is_header=number == 0)
        claim_all(line[:side], found, None, "form-label")
        if line[side:]:
            text.append(list(line[side:]))
    words = [word for line in text for word in line]
    spans = tuple(word.span for word in words)
    if len(roles) == 1:
        goal = "".join(" ".join(word.text for word in line) for line in text)
    else:
        goal = goal_of_columns([" ".join(word.text for word in line) for line in text]) or ""
        key = "doubt-goal-columns" if goal else "doubt-goal-unplaced"
        found.doubts.append(Doubt(key, tuple({word.piece.number: word.piece for word in words}.values())))
    if goal:
        head.values.append(Value(roles[0], goal, spans))
    else:
        claim_all(words, found, None, "form-unplaced")


def _side_labels(line: Sequence[Word], *, is_header: bool) -> int:
    """How many words at the beginning of a line are labels: of the goals, or of the merged cell left of them."""
    for number, word in enumerate(line):
        role = role_of(word.text)
        if not (role == "heading" or (is_header and role in _GOALS)):
            return number
    return len(line)
