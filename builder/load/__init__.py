"""The gate: files become records with their places; nothing unsafe or unreadable passes."""

from __future__ import annotations

from builder.load.packages import find_packages, load_outline, load_package

__all__ = ["find_packages", "load_outline", "load_package"]
