"""The theme's page, made once per kind and cut at its markers, so that filling one is a join."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from builder.render.pages import Slots

_TOKEN = re.compile("@@mz-(" + "|".join(slot.name for slot in fields(Slots)) + ")@@")


@dataclass(frozen=True, slots=True)
class Shell:
    """A page cut at its markers: `texts` stand between `slots`, one more than those."""

    texts: tuple[bytes, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> Shell:
        """Return the shell of a page in which every slot's token occurs exactly once; else raise ValueError."""
        pieces = _TOKEN.split(html)
        slots = tuple(pieces[1::2])
        wanted = sorted(slot.name for slot in fields(Slots))
        if sorted(slots) != wanted:
            message = f"a shell must hold each of {wanted} once, this one holds {sorted(slots)}"
            raise ValueError(message)
        return cls(tuple(text.encode() for text in pieces[::2]), slots)

    def filled(self, slots: Slots) -> bytes:
        """Return the page with its slots filled."""
        parts: list[bytes] = []
        for text, slot in zip(self.texts, self.slots, strict=False):
            parts += (text, getattr(slots, slot).encode())
        parts.append(self.texts[-1])
        return b"".join(parts)
