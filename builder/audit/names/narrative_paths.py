"""Paths of codes in the text, `class-section-item` or with their levels marked: each level names its ancestor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.names.names_of_codes import Sources, plain_name, prints_by_code, sources_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.text.stated import Stated, stated_figures
from builder.audit.vocabulary import meanings, pattern
from builder.model.codes import CLASS, spaced

_WrongName = tuple[str, str, str]
_BEFORE_PATH = re.compile(r".*[:;。,]")


def path_names_ancestors(case: Case) -> Iterator[Outcome]:
    """In a path of class, section and item each level bears the name of the item's ancestor.

    Passes for each path whose upper levels are named as in the tables or in the classification of the year; where
    the tables give one code several names, those that the classification has count alone. One finding for each
    wrong name. The item's own name is judged by another rule, and a level that neither a table nor a source names
    cannot be.
    """
    sources = sources_of(case)
    names = _names_in_tables(case, sources)
    seen: set[tuple[str, str]] = set()
    compared = 0
    for stated in stated_figures(case):
        code = stated.code or ""
        judged = list(_judged(code, _path_of(stated, len(code)), names, sources))
        wrong = [each for each in judged if each is not None]
        if judged and not wrong:
            yield HELD
        compared += bool(judged)
        for ancestor, name, right in wrong:
            if (ancestor, name) not in seen:
                seen.add((ancestor, name))
                facts = {"code": spaced(ancestor), "item": spaced(code)}
                place = place_of(stated.row, "name_printed")
                yield remark("NAM-05", place, "warning", stated=name, expected=right, facts=facts)
    if not compared:
        yield NotApplicable("no-paths")


def _judged(
    code: str, path: Mapping[int, str], names: Mapping[str, Mapping[str, str]], sources: Sources
) -> Iterator[_WrongName | None]:
    """Yield for each level of a path that can be judged what is wrong with it, if anything is."""
    for level in range(CLASS, len(code), 2):
        ancestor, name = code[:level], path.get(level)
        printed = names.get(ancestor, {})
        if name and name in printed:
            yield None
        elif name and (expected := (*printed.values(), *sources.official(ancestor))):
            yield None if name in sources.allowed(ancestor) else (ancestor, name, expected[0])


def _names_in_tables(case: Case, sources: Sources) -> Mapping[str, Mapping[str, str]]:
    """Return by code the names to compare, each with its print; of several those of the classification, if any is."""
    found: dict[str, dict[str, str]] = {}
    for code, prints in prints_by_code(case).items():
        names = {printed.normal: printed.line.name for printed in reversed(prints)}  # of one name the first print
        if len(names) > 1:
            names = {printed.normal: names[printed.normal] for printed in prints}
            allowed = sources.allowed(code)
            names = {normal: name for normal, name in names.items() if normal in allowed} or names
        found[code] = names
    return found


@lru_cache(maxsize=4096)
def own_name(text: str) -> str:
    """Return the name at the end of a path, or the whole text, to compare."""
    path = _path(text)
    return path[max(path)] if path else _bare(text)


def _path_of(stated: Stated, digits: int) -> Mapping[int, str]:
    """Return the names by the length of their codes: from the printed name, else from the quoted passage."""
    if digits <= CLASS:
        return {}
    path = _path(stated.name) or _marked(stated.quote or "")
    return path if path and max(path) == digits else {}


@lru_cache(maxsize=4096)
def _path(text: str) -> Mapping[int, str]:
    marked = _marked(text)
    if marked:
        return marked
    parts = pattern("path_separator").split(_bare(text))
    return {CLASS + 2 * number: part for number, part in enumerate(parts)} if len(parts) > 1 and all(parts) else {}


def _marked(text: str) -> Mapping[int, str]:
    levels = meanings("code_levels")
    names: dict[int, str] = {}
    start = 0
    for mark in pattern("level_mark").finditer(text):
        level = int(levels[mark[1]])
        if level in names:
            break
        names[level] = _BEFORE_PATH.sub("", _bare(text[start : mark.start()]))
        start = mark.end()
    return names


def _bare(text: str) -> str:
    return pattern("before_a_name").sub("", plain_name(text))
