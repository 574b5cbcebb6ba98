"""The theme's page, made once per kind and cut at its markers, so that filling one is a join."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from builder.outputs import Derived, Output
from builder.render.pages import Page, SiteFacts, Slots
from builder.segments import digest_of

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

    @property
    def digest(self) -> bytes:
        """The digest of everything that the shell gives to a page."""
        return digest_of(*self.texts, *[slot.encode() for slot in self.slots])

    def filled(self, slots: Slots) -> bytes:
        """Return the page with its slots filled."""
        parts: list[bytes] = []
        for text, slot in zip(self.texts, self.slots, strict=False):
            parts += (text, getattr(slots, slot).encode())
        parts.append(self.texts[-1])
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one kind have in common: their shell, and what they may say of the site."""

    shell: Shell
    site: SiteFacts

    @property
    def digest(self) -> bytes:
        """The digest of everything that the frame gives to a page."""
        return digest_of(self.shell.digest, json.dumps(asdict(self.site), sort_keys=True, default=sorted).encode())

    def poured(self, page: Page) -> Output:
        """Return the page in its shell."""
        return Output(page.path, self.shell.filled(page.slots))


def made_already(name: str, outputs: Sequence[Output]) -> Derived:
    """Return files that are at hand as files to be made, for those who keep the ones that are unchanged."""
    parts = (part for output in outputs for part in (output.path.encode(), output.content))
    return Derived(name, digest_of(*parts), tuple, (tuple(outputs),))


def versioned(address: str, output: Output) -> str:
    """Return an address of a file under which no cache hands out the file's former content."""
    return f"{address}?v={digest_of(output.content).hex()[:8]}"
