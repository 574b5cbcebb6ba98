"""The site generator behind one door: it is run here, and its pages and shells are handed back.

A shell is the page of one kind with tokens in its slots, standing at the depth of the pages it will become.
Only this package knows that the generator is MkDocs with the Material theme.
"""

from __future__ import annotations

from pathlib import Path

from builder.theme.digest import theme_digest
from builder.theme.shells import SLOTS, GeneratorFailed, ShellBroken, Theme

__all__ = ["SLOTS", "GeneratorFailed", "ShellBroken", "Theme", "generate", "theme_digest"]


def generate(project: Path) -> Theme:
    """Return the pages and shells of a project, as `generator.generate` makes them; raises GeneratorFailed."""
    # the generator is not even imported where its pages are known already
    from builder.theme import generator

    return generator.generate(project)
