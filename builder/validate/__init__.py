"""Records → typed rows: a package obeys the Data Package standard, our profile and its Table Schemas."""

from __future__ import annotations

from builder.validate.authority import Verdicts
from builder.validate.package import Validated, duplicate_unit_years, typed_tables, validate_package

__all__ = ["Validated", "Verdicts", "duplicate_unit_years", "typed_tables", "validate_package"]
