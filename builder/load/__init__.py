"""The gate: files become records with their places; nothing unsafe or unreadable passes (RELIABILITY.md section 3)."""

from __future__ import annotations

from builder.load.packages import find_packages, load_package

__all__ = ["find_packages", "load_package"]
