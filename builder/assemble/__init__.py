"""Typed rows → model. Total on validated rows: it never reports."""

from __future__ import annotations

from builder.assemble.catalog import assemble_catalog
from builder.assemble.content_digests import content_digests
from builder.assemble.disclosures import assemble_disclosures

__all__ = ["assemble_catalog", "assemble_disclosures", "content_digests"]
