"""The site generator behind one door: it is run here, and its pages and shells are handed back.

A shell is the page of one kind with tokens in its slots, standing at the depth of the pages it will become.
Only this package knows that the generator is MkDocs with the Material theme.
"""

from builder.theme.generator import GeneratorFailed, collect, generate
from builder.theme.injection import add_shells, prepare
from builder.theme.shells import SLOTS, ShellBroken, Theme

__all__ = ["SLOTS", "GeneratorFailed", "ShellBroken", "Theme", "add_shells", "collect", "generate", "prepare"]
