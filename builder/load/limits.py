"""Every limit of the gate, in one place; `docs/publishers.md` shows those that a maintainer may meet.

A limit that was hit is itself a finding.
"""

from __future__ import annotations

FILE_BYTES = 20_000_000
"""One table or one source file."""

DESCRIPTOR_BYTES = 262_144
"""`datapackage.yaml`."""

DESCRIPTOR_DEPTH = 20
"""Levels of lists and mappings in a YAML file."""

YAML_NODES = 1_000_000
"""Keys, values, lists and mappings of one YAML file."""

CELL_BYTES = 32_768
"""One cell, as UTF-8."""

ROW_CELLS = 200
"""Cells of one row, and keys of one record."""

TABLE_ROWS = 200_000
"""Rows of one table, without its header."""

PACKAGE_RESOURCES = 50
"""Resources of one package, and as many sources."""

FOLDER_ENTRIES = 1_000
"""Files and folders inside one package's folder."""

PATH_BYTES = 200
"""A whole path inside a package."""

PART_BYTES = 100
"""One part of a path."""

FINDINGS = 200
"""Findings kept for one file; the total is stated."""

SHOWN_CHARACTERS = 60
"""Characters of contributed text that one fact of a finding repeats."""
