"""From which base a growth that does not follow may have been measured: a hint, never a correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.audit.text.percentages import decimals_of, half_up, percentage
from builder.audit.text.stated import Stated
from builder.findings import Finding, Hint
from builder.model.money import ZERO

_SLIPS = ("is_own", "is_other", "is_opposite", "is_above")


def with_base(finding: Finding, stated: Stated, differences: Sequence[Decimal], above: Stated | None) -> Finding:
    """Return a finding on a growth with what it may have been measured on, where one slip gives just that growth.

    `differences` are the changes, signed, that the entry gives; `above` is the growth stated before this one.
    """
    rate = stated.rate
    if rate is None or not rate:
        return finding
    slip = next((name for name, found in _slips(stated, rate, differences, above) if found), None)
    if slip is None:
        return finding
    return replace(finding, hint=Hint("H09", {name: "1" if name == slip else "" for name in _SLIPS}))


def _slips(
    stated: Stated, rate: Decimal, differences: Sequence[Decimal], above: Stated | None
) -> Iterable[tuple[str, bool]]:
    own = stated.meant or ZERO
    yield "is_own", any(_gives(difference, own, rate) for difference in differences)
    if stated.planned is not None and stated.planned != own:
        yield "is_other", _gives(own - stated.planned, stated.planned, rate)
    yield "is_opposite", any(_gives(-difference, stated.before or ZERO, rate) for difference in differences)
    yield "is_above", above is not None and above.rate == rate


def _gives(difference: Decimal, base: Decimal, rate: Decimal) -> bool:
    """Return whether a change on a base is the growth stated; without regard to sign where the verbs differ."""
    return base > 0 and half_up(percentage(difference, base), decimals_of(rate)) == rate
