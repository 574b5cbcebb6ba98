"""Outputs → a site on disk: staged whole, described by a manifest, swapped in at the end."""

from __future__ import annotations

from builder.outputs import ManifestEntry
from builder.publish.manifest import manifest_output
from builder.publish.sitemap import sitemap_outputs
from builder.publish.staging import PublishFailed, Staging, write_outputs

__all__ = ["ManifestEntry", "PublishFailed", "Staging", "manifest_output", "sitemap_outputs", "write_outputs"]
