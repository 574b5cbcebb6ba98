"""Amounts as whole numbers of the least printed amount, so that every sum is exact; and their printed forms."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random


@dataclass(frozen=True, slots=True)
class Scale:
    """How many decimals of 10,000 yuan an amount has: 2 where a template prints 万元, 6 where it prints 元."""

    decimals: int

    @property
    def one(self) -> int:
        """10,000 yuan."""
        return int(10**self.decimals)

    @property
    def quantum(self) -> str:
        """The least printed amount as text."""
        return f"{Decimal(1).scaleb(-self.decimals):f}"

    def draw(self, draw: Random, low: float, high: float) -> int:
        """Return an amount between two numbers of 10,000 yuan, to the last decimal."""
        return draw.randint(round(low * self.one), round(high * self.one))

    def draw_round(self, draw: Random, low: float, high: float) -> int:
        """Return an amount as plans are made: in whole or half units of 10,000 yuan, sometimes finer."""
        step = draw.choice((self.one, self.one, self.one // 2, self.one // 10))
        return max(step, self.draw(draw, low, high) // step * step)

    def full(self, amount: int) -> str:
        """Return an amount with all its decimals."""
        whole, rest = divmod(abs(amount), self.one)
        return f"{'-' if amount < 0 else ''}{whole}.{rest:0{self.decimals}d}"

    def plain(self, amount: int) -> str:
        """Return an amount without trailing zeros."""
        return self.full(amount).rstrip("0").removesuffix(".")

    def to_text(self, amount: int) -> int:
        """Return the amount as the text prints it, in hundredths of 10,000 yuan, rounded half up."""
        step = self.one // 100
        sign = -1 if amount < 0 else 1
        return sign * ((abs(amount) * 2 + step) // (step * 2))


def happens(draw: Random, in_a_hundred: int) -> bool:
    """Return true in so many of a hundred cases."""
    return draw.randrange(100) < in_a_hundred


TEXT = Scale(2)
"""The narrative of both templates is in 万元 with up to two decimals."""


def per_cent(part: int, whole: int, decimals: int) -> str:
    """Return 100·part/whole rounded half up, without a sign."""
    power = 10**decimals
    hundredths = (abs(part) * 200 * power + whole) // (whole * 2)
    if decimals == 0:
        return str(hundredths)
    return f"{hundredths // power}.{hundredths % power:0{decimals}d}"


def split(draw: Random, amount: int, parts: int, step: int) -> list[int]:
    """Return `parts` positive amounts that sum to `amount`, each but the last a multiple of `step` where it can be."""
    if parts == 1:
        return [amount]
    weights = [draw.uniform(0.5, 2.5) for _ in range(parts)]
    shares = [max(1, int(amount * weight / sum(weights))) for weight in weights]
    rounded = [share // step * step if share >= step else share for share in shares[:-1]]
    return [*rounded, amount - sum(rounded)]
