"""The explanation (part 3 of a disclosure) → narrative, its figures, procurement, assets and projects."""

from __future__ import annotations

from builder.ingest.explanation.recognise import recognise_explanation, three_public_said

__all__ = ["recognise_explanation", "three_public_said"]
