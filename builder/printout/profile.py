"""What is said of the unit itself: its organisation and divisions, its posts and people, put into sentences."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.disclosure import Disclosure
from builder.printout.content import Paragraph
from builder.printout.wording import Wording


def functions(disclosure: Disclosure) -> Iterator[Paragraph]:
    """Yield the paragraphs on the unit's functions; none where the text is left out."""
    yield from map(Paragraph, (disclosure.head.text("functions_text") or "").splitlines())


def organisation(disclosure: Disclosure, words: Wording) -> Iterator[Paragraph]:
    """Yield the paragraphs on rank, subordinates, divisions and people; none where nothing is known of them."""
    standing = _standing(disclosure, words)
    if standing:
        clauses = words.text("profile.joint").join(standing)
        yield Paragraph(f"{words.facts['name']}{clauses}{words.text('profile.stop')}")
    yield from _divisions(disclosure, words)
    yield from _people(disclosure, words)


def _standing(disclosure: Disclosure, words: Wording) -> list[str]:
    """Return the clauses on rank, signboards and shared offices that the text on functions does not say already."""
    head, between = disclosure.head, words.text("profile.between_names")
    said = head.text("functions_text") or ""
    clauses = []
    rank, boards, shared = head.text("rank"), head.parts("signboards"), head.parts("co_located_with")
    if rank and rank not in said:
        clauses.append(words.say("profile.ranked", rank=rank))
    if boards and not all(board in said for board in boards):
        clauses.append(words.say("profile.signboards", names=between.join(boards)))
    if shared and not all(unit in said for unit in shared):
        clauses.append(words.say("profile.co_located", names=between.join(shared)))
    return clauses


def _divisions(disclosure: Disclosure, words: Wording) -> Iterator[Paragraph]:
    head, name, stop = disclosure.head, words.facts["name"], words.text("profile.stop")
    clauses = []
    has_subordinates = head.flag("has_subordinates")
    if has_subordinates is not None:
        key = "profile.subordinates" if has_subordinates else "profile.no_subordinates"
        clauses.append(words.say(key))
    names = [row.text("name") or "" for row in disclosure.rows("divisions")]
    count = head.whole("division_count_stated")
    if names or count is not None:
        key = "profile.divisions_uncounted" if count is None else "profile.divisions"
        clauses.append(("" if clauses else name) + words.say(key, count=count))
    if not clauses:
        return
    lead = words.text("profile.joint").join(clauses)
    if not names:
        yield Paragraph(f"{lead}{stop}")
    elif words.text("profile.division"):
        yield Paragraph(f"{lead}{words.text('profile.before_divisions')}")
        for number, division in enumerate(names, 1):
            yield Paragraph(words.say("profile.division", ordinal=words.ordinal(number), name=division))
    else:
        listed = words.text("profile.between_names").join(names)
        yield Paragraph(f"{lead}{words.text('profile.before_divisions')}{listed}{stop}")


def _people(disclosure: Disclosure, words: Wording) -> Iterator[Paragraph]:
    clauses: list[str] = []
    for row in disclosure.rows("staffing"):
        category, headcount, change = row.text("category"), row.whole("headcount"), row.whole("change")
        clause = words.say(f"staffing.{category}", count=headcount)
        if change is not None:
            clause += words.say("staffing.fewer" if change < 0 else "staffing.more", count=abs(change))
        clauses += [clause, words.text(f"staffing.after.{category}")]
    if clauses:
        yield Paragraph("".join(clauses[:-1]) + words.text("staffing.stop"))
