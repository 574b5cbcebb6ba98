"""The prose on projects, cut up: which project each stretch tells of, and under which label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from builder.ingest.explanation.labels import Label, label_of_heading, labels_in, without_ordinal
from builder.ingest.explanation.paragraphs import Told
from builder.ingest.passages import line_at
from builder.ingest.source import Passage, Piece

SECTION = "s7"
_ONCE = frozenset({"name_narrative", "policy_basis", "amount", "executor", "exec_text"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a passage that stands under a label; `unit` is the amount unit that the label says."""

    passage: Passage
    start: int
    end: int
    unit: str | None = None

    @property
    def raw(self) -> str:
        """The text with the blanks around it."""
        return self.passage.text[self.start : self.end]

    @property
    def text(self) -> str:
        """The text without blanks around it."""
        return self.raw.strip()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the whole passage."""
        return tuple(part.piece for part in self.passage.parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the passage a part of the raw text stands."""
        return self.start + start, self.start + end

    def line(self, offset: int) -> int:
        """Return the line of the source on which a character of the raw text stands."""
        return line_at(self.passage, self.start + offset)


@dataclass(slots=True)
class ProjectProse:
    """What is told of one project, by label; `is_headed` where its labels are headings."""

    line: int
    is_headed: bool
    name: str = ""
    fields: dict[str, list[Stretch]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)

    def under(self, name: str) -> list[Stretch]:
        """Return the stretches under the labels of a field."""
        return self.fields.get(name, [])


def projects_told(told: Iterable[Told]) -> tuple[ProjectProse, ...]:
    """Return the projects that the sections on projects describe, in reading order."""
    reader = _Reader()
    for one in told:
        if one.section == SECTION:
            reader.read(one)
        else:
            reader.end_chapter()
    return tuple(project for project in reader.projects if project.fields.keys() - {"other"})


class _Reader:
    """Which project, and which of its labels, the next paragraph belongs to."""

    def __init__(self) -> None:
        self.projects: list[ProjectProse] = []
        self._project: ProjectProse | None = None
        self._field: str | None = None
        self._chapter: int | None = None
        self._named: tuple[str, int] | None = None

    def end_chapter(self) -> None:
        """Forget what was being read."""
        self._project, self._field, self._chapter, self._named = None, None, None, None

    def read(self, one: Told) -> None:
        """Take one heading or paragraph of a section on projects."""
        if one.is_heading:
            self._read_heading(one)
            return
        labels = list(labels_in(one.text))
        self._take(Stretch(one.passage, 0, labels[0][0] if labels else len(one.text)))
        for _, label in labels:
            self._begin(label, one.passage.line, is_headed=False)
            self._take(Stretch(one.passage, label.start, label.end, label.unit))

    def _read_heading(self, one: Told) -> None:
        label = label_of_heading(one.text)
        if label is not None:
            self._begin(label, one.passage.line, is_headed=True)
        elif self._chapter is None:
            self._chapter = one.passage.line
        else:
            # a heading of other words within the section is the name of the project below it
            self._project, self._field = None, None
            self._named = one.text, one.passage.line

    def _begin(self, label: Label, line: int, *, is_headed: bool) -> None:
        project = self._project
        if project is None or self._is_of_another(label, project, is_headed=is_headed):
            if self._named:
                project = ProjectProse(self._named[1], is_headed, without_ordinal(self._named[0]))
            else:
                is_first = is_headed and self._chapter and self._project is None
                project = ProjectProse(self._chapter or line if is_first else line, is_headed)
            self._named = None
            self.projects.append(project)
            self._project = project
        project.labels.add(label.words)
        self._field = label.field

    @staticmethod
    def _is_of_another(label: Label, project: ProjectProse, *, is_headed: bool) -> bool:
        """Whether a label begins the next project: a name does, and what comes again."""
        if label.field == "name_narrative":
            return bool(project.fields.keys() - {"other"})
        if is_headed:
            return label.words in project.labels
        return label.field in _ONCE and label.field in project.fields

    def _take(self, stretch: Stretch) -> None:
        if self._project and self._field and stretch.text:
            self._project.fields.setdefault(self._field, []).append(stretch)
