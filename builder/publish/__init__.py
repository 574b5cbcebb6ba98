"""Outputs → a site on disk: staged whole, described by a manifest, swapped in at the end."""

from __future__ import annotations

from builder.publish.failure import PublishFailed
from builder.publish.manifest import MANIFEST, manifest_output
from builder.publish.site_folder import SiteFolder, write_outputs
from builder.publish.sitemap import sitemap_outputs
from builder.publish.staging import Staging

__all__ = ["MANIFEST", "PublishFailed", "SiteFolder", "Staging", "manifest_output", "sitemap_outputs", "write_outputs"]
