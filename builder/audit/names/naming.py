"""How a document calls its unit: one name throughout, no other unit's, and the words of its own kind and level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.names.names_of_codes import plain_name
from builder.audit.names.unit_names import bare_name, known_names, own_names, subjects
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.text.paragraphs import text_of
from builder.audit.vocabulary import pattern
from builder.audit.words import table_name
from builder.findings import Place
from builder.model.rows import Row

_Text = tuple[str | None, Row, str, str | None]


class Print(NamedTuple):
    """A name of a unit, or words about it, as printed in a column of a row; of a table, where it is one's."""

    text: str
    row: Row
    column: str
    table_id: str | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.row, self.column, table=self.table_id)


def unit_has_one_name(case: Case) -> Iterator[Outcome]:
    """A document calls its unit by one name: in its title, table headers, forms, signature and sentences.

    Passes where all names printed are one, blanks, widths and a `(department)` behind apart; a name that only lacks
    the region in front is the same. One finding lists all variants, one more stands at each blank table header
    where other tables have it filled. In the text it knows the names listed for the unit only.
    """
    yield _variants(case)
    tables = [table for table in case.disclosure.tables.values() if not table.printed.text("name_header")]
    if len(tables) < len(case.disclosure.tables):
        for table in tables:
            place = place_of(table.printed, "name_header", table=table.table_id)
            yield remark("NAM-04", place, "info", facts={"table": table_name(table), "variants": ""})


def _variants(case: Case) -> Outcome:
    signboards = {bare_name(name) for name in case.disclosure.head.parts("signboards")}
    prints = [each for each in _prints(case) if each.text not in signboards]
    official = bare_name(case.disclosure.name)
    names = Counter(each.text for each in prints)
    usual = official if official in names else max(names, key=lambda name: names[name], default=official)
    odd = [each for each in prints if not _is_same(each.text, usual)]
    if not odd:
        return HELD
    variants = " / ".join(f"{name} ({times})" for name, times in names.items())
    stated = " / ".join(dict.fromkeys(each.text for each in odd))
    facts = {"table": "", "variants": variants}
    return remark("NAM-04", odd[0].place, "info", stated=stated, expected=usual, facts=facts)


def _is_same(name: str, other: str) -> bool:
    """Return whether two names are one, or one of them the other without the region in front."""
    return name.endswith(other) or other.endswith(name)


def _prints(case: Case) -> Iterator[Print]:
    """Yield the names that the document prints for its unit; those of other units known are none."""
    head, own = case.disclosure.head, own_names(case)
    known = known_names(case)
    named = known.longest_at(head.text("title") or "", 0)
    if named in own:
        yield Print(bare_name(named), head, "title")
    bare_own = {bare_name(name) for name in own}
    for each in _stated_names(case):
        if each.text in bare_own or each.text not in known.units:
            yield each
    for resource, column in (("projects", "executor"), ("performance_targets", "unit_printed")):
        for row in case.rows(resource):
            text = row.text(column) or ""
            if text in own:
                yield Print(bare_name(text), row, column)
    for subject in subjects(case):
        if subject.name in own:
            yield Print(bare_name(subject.name), subject.paragraph.row, "text")


def _stated_names(case: Case) -> Iterator[Print]:
    """Yield the names in the profile, the table headers and the signature, ready to compare."""
    head = case.disclosure.head
    prints = [
        (head.text("name_printed"), head, "name_printed", None),
        *(
            (table.printed.text("name_header"), table.printed, "name_header", table.table_id)
            for table in case.disclosure.tables.values()
        ),
        (head.text("signed_by"), head, "signed_by", None),
    ]
    yield from (Print(bare_name(text), row, column, table_id) for text, row, column, table_id in prints if text)


def no_other_unit_is_named(case: Case) -> Iterator[Outcome]:
    """Title, table headers, signature and the subjects of sentences name no other unit: text was copied otherwise.

    Passes for each name printed there that is not another known unit's. The department above, units below and
    offices under the same roof may be named, and units whose names hold the unit's own. It cannot see the name of
    a unit that no package is about.
    """
    names = case.neighbours.unit_names
    if len(names) <= (case.disclosure.unit_id in names):
        yield NotApplicable("no-other-units")
        return
    known, allowed = known_names(case), _allowed(case)
    head = case.disclosure.head
    title = known.longest_at(head.text("title") or "", 0)
    prints = [Print(title, head, "title")] if title else []
    prints += _stated_names(case)
    prints += [Print(subject.name, subject.paragraph.row, "text") for subject in subjects(case)]
    for each in prints:
        units = known.units.get(each.text, ())
        is_other = bool(units) and allowed.isdisjoint(units) and not _is_own(each.text, case)
        yield _other_unit(case, each, names[units[0]][0]) if is_other else HELD


def _allowed(case: Case) -> frozenset[str]:
    """Return the units that the document may speak of as of itself."""
    parent = case.disclosure.unit.text("parent_unit_id") or ""
    below = (unit.unit_id for unit in case.neighbours.subordinates)
    return frozenset((case.disclosure.unit_id, parent, *below))


def _is_own(name: str, case: Case) -> bool:
    """Return whether the name is one of the unit's own, a piece of one, or longer by something: such are related."""
    head = case.disclosure.head
    together = (*own_names(case), *head.parts("signboards"), *head.parts("co_located_with"))
    return any(name in plain_name(own) or plain_name(own) in name for own in together)


def _other_unit(case: Case, printed: Print, official: str) -> Outcome:
    facts = {"unit": case.disclosure.name, "other": official}
    return remark("NAM-08", printed.place, "warning", stated=printed.text, expected=case.disclosure.name, facts=facts)


def wording_fits_kind_and_level(case: Case) -> Iterator[Outcome]:
    """A unit's budget speaks of the unit, a department's of the department, and of one level of government.

    One finding lists the words that do not fit. `部门（单位）` and the names of classifications fit both. It reads
    the title, the titles and notes of tables, the text and the glossary, as far as they may be reproduced here.
    """
    foreign = pattern("unit_wording" if case.is_department else "department_wording")
    odd = [each._replace(text=found[0]) for each in _texts(case, foreign) for found in foreign.finditer(each.text)]
    level = pattern("own_level")
    levels = [each._replace(text=found[1]) for each in _texts(case, level) for found in level.finditer(each.text)]
    odd += [each for each in levels if each.text != levels[0].text]
    if not odd:
        yield HELD
        return
    words = " / ".join(f"{text} ({times})" for text, times in Counter(each.text for each in odd).items())
    yield remark("NAM-09", odd[0].place, "info", stated=words, facts={})


def _texts(case: Case, wanted: re.Pattern[str]) -> Iterator[Print]:
    """Yield the titles, notes, paragraphs and definitions in which the words wanted are found."""
    head = case.disclosure.head
    texts: list[_Text] = [(head.text("title"), head, "title", None)]
    texts += [
        (table.printed.text(column), table.printed, column, table.table_id)
        for table in case.disclosure.tables.values()
        for column in ("title_printed", "note")
    ]
    texts += [(paragraph.text, paragraph.row, "text", None) for paragraph in text_of(case).holding(wanted)]
    texts += [(row.text("definition"), row, "definition", None) for row in case.rows("glossary")]
    yield from (Print(text, row, column, table_id) for text, row, column, table_id in texts if text)
