"""Names of codes: against the code list of the year, and against each other within one disclosure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.names.names_of_codes import (
    PrintedName,
    Sources,
    plain_name,
    printed_names,
    prints_by_code,
    sources_of,
)
from builder.audit.names.narrative_paths import own_name
from builder.audit.names.running_numbers import rows_with_running_numbers
from builder.audit.names.uncoded_names import told_by_amount
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.text.stated import stated_figures
from builder.audit.words import table_name
from builder.findings import Finding, Place
from builder.model.codes import spaced
from builder.model.rows import Row

NAME = "name_printed"


def name_is_official(case: Case) -> Iterator[Outcome]:
    """A code is printed with its name in the classification of the year (政府收支分类科目).

    Passes for each row whose name is one of those that another source than this disclosure has for the code;
    blanks, widths and brackets make no difference. A row without any figure is only noted; where the name is that
    of one other code of the level, that code is told. It cannot judge codes that no other source names, nor rows
    under a running number, which are one finding of their own.
    """
    sources = sources_of(case)
    if sources.is_empty:
        yield NotApplicable("no-classification")
        return
    apart = rows_with_running_numbers(case)
    official = {code: sources.official(code) for code in prints_by_code(case)}
    allowed = {code: sources.allowed(code) for code, names in official.items() if names}
    judged = 0
    for printed in printed_names(case):
        if printed.code not in allowed or (printed.table.table_id, printed.line.key) in apart:
            continue
        judged += 1
        is_right = printed.normal in allowed[printed.code]
        yield HELD if is_right else _unofficial(printed, official[printed.code], sources)
    if not judged:
        yield NotApplicable("no-official-names")


def _unofficial(printed: PrintedName, official: Sequence[str], sources: Sources) -> Finding:
    last = sources.valid_to(printed.code, printed.normal)
    other = sources.lists.code_named(printed.normal, printed.code) if last is None else None
    return remark(
        "NAM-01",
        _place(printed),
        "info" if printed.is_blank else "warning",
        stated=printed.line.name,
        expected=" / ".join(official),
        facts={
            "table": table_name(printed.table),
            "code": spaced(printed.code),
            "valid_to": "" if last is None else str(last),
            "other": "" if other is None else spaced(other),
        },
    )


def code_has_one_name(case: Case) -> Iterator[Outcome]:
    """Within one disclosure a code has one name, in its tables and in its text.

    Passes for each code that the tables print more than once, and for each name in the text whose code a table
    prints too; the code of an entry under another name is told by its amount, where that leaves no doubt. The tables
    give at most one finding for a code, where the first of the odd names stands; of text and table the one whose
    name is not official is at fault. It cannot see a name that is wrong throughout.
    """
    by_code, sources = prints_by_code(case), sources_of(case)
    compared = 0
    for code, printed in by_code.items():
        if len(printed) > 1:
            compared += 1
            yield _among_tables(code, printed, sources)
    for stated in stated_figures(case):
        name, prints = own_name(stated.name), by_code.get(stated.code or "")
        if not name or not prints:
            continue
        compared += 1
        is_same = any(name == each.normal for each in prints)
        yield HELD if is_same else _in_the_text(stated.row, name, prints, sources)
    for figure, meant in told_by_amount(case, by_code):
        compared += 1
        yield _other_name(meant.code, place_of(figure, NAME), figure.text(NAME) or "", meant.line.name, "")
    if not compared:
        yield NotApplicable("nothing-to-compare")


def _among_tables(code: str, prints: Sequence[PrintedName], sources: Sources) -> Outcome:
    if len({printed.normal for printed in prints}) == 1:
        return HELD
    usual = _usual(code, prints, sources)
    odd = [printed for printed in prints if printed.normal != usual.normal]
    names = " / ".join(dict.fromkeys(printed.line.name for printed in odd))
    return _other_name(code, _place(odd[0]), names, usual.line.name, str(len(odd)) if len(odd) > 1 else "")


def _in_the_text(figure: Row, name: str, prints: Sequence[PrintedName], sources: Sources) -> Finding:
    """Return the finding where the text has a name that no table has: at the text, or at the table if that is wrong."""
    usual = _usual(prints[0].code, prints, sources)
    official = {plain_name(each): each for each in sources.official(usual.code)}
    if name in official and usual.normal not in official:
        return _other_name(usual.code, _place(usual), usual.line.name, official[name], "")
    whole = figure.text(NAME) or ""
    stated = whole if plain_name(whole) == name else name
    return _other_name(usual.code, place_of(figure, NAME), stated, usual.line.name, "")


def _usual(code: str, prints: Sequence[PrintedName], sources: Sources) -> PrintedName:
    """Return the print whose name is official, else the most frequent, else the first."""
    official = {plain_name(name) for name in sources.official(code)}
    times = Counter(printed.normal for printed in prints)
    return max(prints, key=lambda printed: (printed.normal in official, times[printed.normal]))


def _other_name(code: str, place: Place, stated: str, expected: str, times: str) -> Finding:
    facts = {"code": spaced(code), "times": times}
    return remark("NAM-02", place, "warning", stated=stated, expected=expected, facts=facts)


def _place(printed: PrintedName) -> Place:
    return place_of(printed.line.row, NAME, table=printed.table.table_id, row=printed.line.key)
