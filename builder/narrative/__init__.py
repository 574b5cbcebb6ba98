"""The grammar of the explanation (part 3 of a disclosure): sentences → figures, by rule alone."""

from __future__ import annotations

from builder.narrative.extract import extract_figures
from builder.narrative.figure import NarrativeFigure, Paragraph
from builder.narrative.names import NO_NAMES, ClassificationNames

__all__ = ["NO_NAMES", "ClassificationNames", "NarrativeFigure", "Paragraph", "extract_figures"]
