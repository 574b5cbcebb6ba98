"""The words by which documents are recognised, one YAML file a recogniser: Chinese labels are data, not code."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def vocabulary(name: str) -> Any:
    """Return the content of one vocabulary file (`tables`)."""
    return yaml.load((resources.files(__name__) / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)
