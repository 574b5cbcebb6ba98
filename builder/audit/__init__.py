"""Model → findings: what a published document says of the same money in several places, set side by side."""

from __future__ import annotations

from builder.audit.case import Case
from builder.audit.engine import audit
from builder.audit.names.unit_names import named_units
from builder.audit.rules import RULES

__all__ = ["RULES", "Case", "audit", "named_units"]
