"""The prose on projects → rows of `projects` and `project_allocations`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from builder.ingest.explanation.allocations import Share, shares_in
from builder.ingest.explanation.figures import Placed
from builder.ingest.explanation.money import amount_of, money, number_alone
from builder.ingest.explanation.paragraphs import Told, has_amount, shown
from builder.ingest.explanation.periods import period_of
from builder.ingest.explanation.prose import SECTION, ProjectProse, Stretch, projects_told
from builder.ingest.recognised import Doubt, Recognised, Record
from builder.ingest.vocabulary import vocabulary

_OWNER = "@"
"""Before the name by which an allocation refers to its project, until projects have their identifiers."""


def add_projects(told: Sequence[Told], figures: Sequence[Placed], found: Recognised) -> None:
    """Give each project that the text describes its rows, and say which descriptions could not be read."""
    projects = projects_told(told)
    for project in projects:
        _Rows(project, found).add()
    read = {id(each.passage) for project in projects for under in project.fields.values() for each in under}
    read |= {id(each.told.passage) for each in figures}
    for one in told:
        if one.section == SECTION and not one.is_heading and has_amount(one.text) and id(one.passage) not in read:
            pieces = tuple(part.piece for part in one.passage.parts)
            found.doubts.append(Doubt("unread-project", pieces, None, "", {"text": shown(one.text)}))


class _Rows:
    """The rows of one project."""

    def __init__(self, project: ProjectProse, found: Recognised) -> None:
        self._project = project
        self._found = found
        self._record = Record("projects")

    def add(self) -> None:
        """Add the project and its allocations; a label whose words say nothing that is understood is a doubt.

        Without a name there is no row, for none could be told from another.
        """
        name = self._name()
        if not name:
            first = next(iter(self._project.fields.values()))[0]
            facts = {"text": shown(first.text)}
            self._found.doubts.append(Doubt("project-without-name", first.pieces, None, "name_narrative", facts))
            return
        self._found.records.append(self._record)
        self._record.values = {"name_narrative": name} | self._record.values
        if policies := self._project.under("policy_basis"):
            self._put("policy_basis", "\n".join(each.text for each in policies), *policies)
        self._add_amount()
        self._put("executor", self._executor(), *self._project.under("executor")[:1])
        self._add_period()
        self._record.values["src_line"] = str(self._project.line)
        self._add_allocations()

    def _put(self, name: str, value: str, *stretches: Stretch) -> None:
        if value:
            self._record.values[name] = value
            for stretch in stretches:
                self._found.claim_span(stretch.passage, (stretch.start, stretch.end), self._record, name)

    def _name(self) -> str:
        labelled = self._project.under("name_narrative")
        if labelled:
            self._put("name_narrative", _trimmed(labelled[0].text), labelled[0])
            return _trimmed(labelled[0].text)
        if self._project.name:
            return self._project.name
        for stretch in self._project.under("other"):
            for pattern in _patterns("named"):
                if match := pattern.search(stretch.raw):
                    span = stretch.span(*match.span("name"))
                    self._found.claim_span(stretch.passage, span, self._record, "name_narrative")
                    return match["name"]
        return ""

    def _add_amount(self) -> None:
        for stretch in self._project.under("amount"):
            first = next(iter(shares_in(stretch.raw)), None)
            match = money().search(stretch.raw)
            if match and not (first and first.kind == "instalment" and first.end == match.end()):
                self._put("amount_narrative", amount_of(match), stretch)
            elif stretch.unit and (alone := number_alone().match(stretch.text)):
                self._put("amount_narrative", amount_of(alone, stretch.unit), stretch)
            elif not first:
                self._doubt("unread-project-amount", stretch, "amount_narrative")
                continue
            return

    def _executor(self) -> str:
        stretches = self._project.under("executor")
        text = _trimmed(stretches[0].text) if stretches else ""
        if len(text) <= vocabulary("explanation")["projects"]["longest_name"]:
            return text
        match = _patterns("by")[0].search(text)
        return match["name"] if match else ""

    def _add_period(self) -> None:
        stretches = self._project.under("exec_text")
        text = _trimmed(stretches[0].text) if stretches else ""
        days = period_of(text)
        # what is done in which quarter, under a heading of its own, is no period
        if not text or (self._project.is_headed and not days):
            return
        self._put("exec_text", text, stretches[0])
        if days:
            self._record.values |= {"exec_start": days[0], "exec_end": days[1]}
        else:
            self._doubt("unread-period", stretches[0], "exec_start")

    def _add_allocations(self) -> None:
        owner = self._record.values["name_narrative"]
        shares = list(self._shares())
        for seq, (stretch, share) in enumerate(shares, 1):
            values = {"project_id": _OWNER + owner, "seq": str(seq), "item": share.item, "amount": share.amount}
            record = Record("project_allocations", values | {"kind": share.kind})
            record.values["src_line"] = str(stretch.line(share.start))
            self._found.records.append(record)
            self._found.claim_span(stretch.passage, stretch.span(share.start, share.end), record, "amount")
        promised = self._project.under("allocations")
        if promised and not any(stretch in promised for stretch, _ in shares):
            self._doubt("unread-allocations", promised[0], "")

    def _shares(self) -> Iterator[tuple[Stretch, Share]]:
        """Items where the text says what the money is for; instalments wherever they stand."""
        for name in ("allocations", "amount", "exec_text"):
            for stretch in self._project.under(name):
                for share in shares_in(stretch.raw):
                    if name == "allocations" or share.kind == "instalment":
                        yield stretch, share

    def _doubt(self, key: str, stretch: Stretch, name: str) -> None:
        facts = {"text": shown(stretch.text), "project": self._record.values.get("name_narrative", "")}
        self._found.doubts.append(Doubt(key, stretch.pieces, self._record, name, facts))


def _trimmed(text: str) -> str:
    return text.strip(vocabulary("explanation")["projects"]["stops"])


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    said = vocabulary("explanation")["projects"][name]
    return tuple(re.compile(each, re.ASCII) for each in ([said] if isinstance(said, str) else said))
