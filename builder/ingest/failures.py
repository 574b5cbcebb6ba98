"""Why a disclosure was not read: values with one sentence for a person, never a traceback."""

from __future__ import annotations

from builder.ingest.words import say
from builder.messages import Language


class Failed(Exception):
    """A disclosure was not read: `key` names the sentence (words/), `facts` fill it."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.key))

    def sentence(self, language: Language) -> str:
        """Return what happened and what to do."""
        return say(self.key, language, **self.facts)


class Refused(Failed):
    """The file is not what may be read; the sentence says what to do with it."""


class TimedOut(Failed):
    """Reading took too long and was ended."""


class OutOfMemory(Failed):
    """Reading needed more memory than it is given."""


class Crashed(Failed):
    """Reading ended by a signal or by a fault of our own; the facts tell which."""
