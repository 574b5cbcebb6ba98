"""What a clause on a change says: amounts and percentages whose sign comes from the verb."""

from __future__ import annotations

import re

from builder.narrative.figure import Draft
from builder.narrative.grammar import grammar, number_of


def take_change(draft: Draft, signed: re.Match[str]) -> None:
    """Take one signed number into a figure: its sign is that of the verb, and what was said first counts."""
    is_falling = signed["verb"] in grammar().falling
    if not _is_rate(draft, signed):
        amount, _ = grammar().amount(signed)
        draft.change = (number_of(f"{-amount:f}") if is_falling else amount) if draft.change is None else draft.change
    elif draft.change_pct is None:
        number = number_of(signed["number"])
        draft.counts_decimals(number)
        draft.change_pct = number_of(f"{-number:f}") if is_falling else number


def _is_rate(draft: Draft, signed: re.Match[str]) -> bool:
    """Return whether a number is a percentage: by its sign or, bare of any, by what else is known of the figure.

    Beside last year's figure it is what it comes nearer to; behind an amount of the change it is no second one.
    """
    if signed["unit"]:
        return signed["unit"] in grammar().words["per_cent"]
    if not draft.prior or draft.amount is None:
        return draft.change is not None
    number, change = number_of(signed["number"]), abs(draft.amount - draft.prior)
    return abs(change / draft.prior * 100 - number) < abs(change - number)


def changed_together(drafts: list[Draft]) -> list[Draft]:
    """Return the unexplained figures of fiscal appropriation as such, and of the funds that changed by as much."""
    prefix = grammar().words["shared_prefix"]
    unexplained = [one for one in drafts if one.change and not one.reason]
    whole = [one for one in unexplained if one.name.startswith(prefix)]
    changes = {one.change for one in whole}
    return [one for one in unexplained if one in whole or (one.subject == "total" and one.change in changes)]
