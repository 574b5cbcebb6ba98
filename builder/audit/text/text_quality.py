"""The text itself: nothing of the template is left in it, nothing stands twice, no sentence is left empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from builder.audit.case import Case
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.text.paragraphs import Paragraph, text_of
from builder.audit.vocabulary import pattern
from builder.findings import Finding, Severity

LONG = 40
"""Characters from which a paragraph with a figure does not stand twice by chance."""

REPEATED_ENTRIES = 3
SHOWN = 5
"""So many irregular passages are quoted in one finding."""

WORD = 2
ROUND = "(（"
AROUND = 4
"""So many characters are quoted around a stop."""


def no_template_text_is_left(case: Case) -> Iterator[Outcome]:
    """The words of the template that ask for a choice or a name have been replaced.

    One finding a paragraph, one passed check where there is none. Opposites side by side in a heading are none.
    It knows a closed list of such words.
    """
    yield from _one_a_paragraph("TXT-01", "warning", case, ("placeholders", "opposites"), _template_text)


def _template_text(paragraph: Paragraph) -> list[str]:
    opposites = [] if paragraph.is_heading else _opposites(paragraph)
    return [*_all("placeholders", paragraph), *opposites]


def _opposites(paragraph: Paragraph) -> Iterator[str]:
    """Yield each pair of opposites: the word before the bracket or stroke, and what was found from there on."""
    for found in pattern("opposites").finditer(paragraph.text):
        yield paragraph.text[found.start() - WORD : found.end()]


def no_lead_in_is_left_empty(case: Case) -> Iterator[Outcome]:
    """Words that lead in a reason or a purpose are followed by one.

    One finding a paragraph. It cannot see a reason that says nothing.
    """
    yield from _one_a_paragraph("TXT-02", "warning", case, ("empty_lead_in",), partial(_all, "empty_lead_in"))


def no_word_stands_twice(case: Case) -> Iterator[Outcome]:
    """No word and no stop stands twice in a row, and no two stops collide.

    One finding a paragraph. It knows a closed list of words that no name ends and begins with.
    """
    yield from _one_a_paragraph("TXT-04", "info", case, ("doubled",), partial(_all, "doubled"))


def _one_a_paragraph(
    rule: str,
    severity: Severity,
    case: Case,
    names: Sequence[str],
    passages_of: Callable[[Paragraph], Sequence[str]],
) -> Iterator[Outcome]:
    """Yield a finding for each paragraph with passages of these patterns; most texts have none and are read once."""
    text = text_of(case)
    has_some = any(pattern(name).search(text.whole) for name in names)
    found = [(each, passages_of(each)) for each in text.paragraphs] if has_some else []
    odd = [(paragraph, passages) for paragraph, passages in found if passages]
    if not text.paragraphs:
        yield NotApplicable("no-text")
    elif not odd:
        yield HELD
    for paragraph, passages in odd:
        yield remark(rule, paragraph.place, severity, stated=" / ".join(dict.fromkeys(passages)), facts={})


def _all(name: str, paragraph: Paragraph) -> list[str]:
    return [each[0] for each in pattern(name).finditer(paragraph.text)]


def punctuation_is_regular(case: Case) -> Iterator[Outcome]:
    """Brackets of a pair are alike, document numbers have 〔〕, and stops between Chinese words are full-width.

    One finding for the whole text, at the first place. It does not ask for other brackets or quotes.
    """
    text = text_of(case)
    odd = text.holding(pattern("irregular"))
    if not text.paragraphs:
        yield NotApplicable("no-text")
    elif not odd:
        yield HELD
    else:
        passages = [passage for paragraph in odd for passage in _irregular(paragraph)]
        stated = " / ".join(list(dict.fromkeys(passages))[:SHOWN])
        yield remark("TXT-05", odd[0].place, "info", stated=stated, facts={"times": str(len(passages))})


def _irregular(paragraph: Paragraph) -> Iterator[str]:
    """Yield each irregular passage, with a little before a document number and around a stop."""
    for found in pattern("irregular").finditer(paragraph.text):
        before = 0 if found[0][0] in ROUND else AROUND
        after = AROUND if len(found[0]) == 1 else 0
        yield paragraph.text[max(0, found.start() - before) : found.end() + after]


def passage_stands_once(case: Case) -> Iterator[Outcome]:
    """In one section no long paragraph with a figure stands twice, nor do three list entries in a row.

    One finding at the second print. Headings are left out, and numbers of list entries make no difference. It
    does not compare across sections, where the same reason is often given again with good cause.
    """
    by_section: dict[str, list[Paragraph]] = {}
    for paragraph in text_of(case).paragraphs:
        if not paragraph.is_heading:
            by_section.setdefault(paragraph.section, []).append(paragraph)
    if not by_section:
        yield NotApplicable("no-text")
        return
    findings = [finding for section in by_section.values() for finding in _repeated(section)]
    yield from findings
    if not findings:
        yield HELD


def _repeated(section: Sequence[Paragraph]) -> Iterator[Finding]:
    """Yield one finding for each passage, of one paragraph or more, that has stood in the section before."""
    texts = [_comparable(paragraph) for paragraph in section]
    if len(set(texts)) == len(texts):
        return
    first: dict[str, int] = {}
    run, is_told = 0, False
    for number, (paragraph, text) in enumerate(zip(section, texts, strict=True)):
        before = first.setdefault(text, number)
        if before == number:
            run, is_told = 0, False
            continue
        run = run + 1 if run and texts[before - 1] == texts[number - 1] else 1
        is_told = is_told and run > 1
        is_long = len(text) >= LONG and _has_figure(text)
        are_entries = run >= REPEATED_ENTRIES and _are_entries(section[number - REPEATED_ENTRIES + 1 : number + 1])
        if not is_told and (is_long or are_entries):
            is_told = True
            facts = {"entries": "" if is_long else str(run)}
            yield remark("TXT-03", paragraph.place, "warning", stated=text[:LONG], facts=facts)


def _are_entries(passage: Sequence[Paragraph]) -> bool:
    return all(pattern("list_number").match(each.text) and _has_figure(_comparable(each)) for each in passage)


def _comparable(paragraph: Paragraph) -> str:
    number = pattern("list_number").match(paragraph.text)
    return "".join(paragraph.text[number.end() if number else 0 :].split())


def _has_figure(text: str) -> bool:
    return any(character.isdecimal() for character in text)


TEXT_RULES = (
    Rule("TXT-01", "warning", no_template_text_is_left),
    Rule("TXT-02", "warning", no_lead_in_is_left_empty),
    Rule("TXT-03", "warning", passage_stands_once),
    Rule("TXT-04", "info", no_word_stands_twice),
    Rule("TXT-05", "info", punctuation_is_regular),
)
