"""How a run is carried out, and the site that it is for: what every step of the pipeline is handed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.batches import SiteInput
from builder.cache import Cache
from builder.clock import Clock
from builder.export import choice_for
from builder.former import Former, Miss
from builder.outputs import SitePlace
from builder.shared import SiteWords
from builder.theme import Theme

Step = Callable[[str, int, int], None]
"""Hears the stage, how much of it is done, and how much there is to do (0 where nobody knows)."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run is carried out: on which project, kept in which cache, in which processes.

    `work` is a folder of this run alone that every process sees; `step` hears how far it has come, `miss` why
    something is made again; `clock` adds up processor seconds by stage.
    """

    project: Path
    cache: Cache
    work: Path
    executor: Executor | None
    step: Step
    miss: Callable[[Miss], None] = lambda _miss: None
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, slots=True)
class Target:
    """The site that a build is for: where it grows, its theme and words, and what the last build for it left."""

    folder: SitePlace
    theme: Theme
    words: SiteWords
    former: Former = field(default_factory=Former)

    def with_downloads(self, unit_years: int) -> Target:
        """Return the target with the downloads that a site of that many unit-years gives; raises WrongSetting."""
        choice = choice_for(unit_years, self.theme.downloads)
        return replace(self, words=self.words.with_downloads(choice))

    def site_input(self) -> SiteInput:
        """Return what batches need of it."""
        return SiteInput(self.folder, self.theme.shells["unit-year"], self.words.facts, self.words.site)
