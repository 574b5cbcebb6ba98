"""Frictionless's own verdict on a package, kept by content so that it is asked once.

The gate has made sure before that the package is plain local text. A verdict is kept under the digest of
the package and the version of frictionless; a damaged or foreign file in the cache is asked for again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from builder.findings import Finding, Place

_Verdict = list[dict[str, Any]]


class Verdicts:
    """Frictionless's findings on packages of a project, remembered in a folder (or not at all)."""

    def __init__(self, project: Path, cache: Path | None) -> None:
        """Take the project's folder and the folder of the cache, which need not exist."""
        self._project = project
        self._version = metadata.version("frictionless")
        self._cache = cache / "verdicts" / f"frictionless-{self._version}" if cache else None

    def on(self, folder: str, digest: str) -> tuple[Finding, ...]:
        """Return what frictionless finds wrong with the package in `folder`, relative to the project."""
        kept = self._recall(digest)
        if kept is None:
            kept = _validate(self._project / folder)
            self._remember(digest, kept)
        return tuple(_findings(folder, kept))

    def _recall(self, digest: str) -> _Verdict | None:
        if self._cache is None:
            return None
        try:
            kept = json.loads((self._cache / f"{digest}.json").read_bytes())
        except (OSError, ValueError):
            return None
        is_whole = isinstance(kept, dict) and kept.get("digest") == digest and isinstance(kept.get("errors"), list)
        return kept["errors"] if is_whole else None

    def _remember(self, digest: str, errors: _Verdict) -> None:
        if self._cache is None:
            return
        text = json.dumps({"digest": digest, "errors": errors}, ensure_ascii=False, sort_keys=True)
        draft = self._cache / f"{digest}.{os.getpid()}.draft"
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._cache / f"{digest}.json")
        except OSError:
            return  # a cache that cannot be written costs time, nothing else


def _validate(folder: Path) -> _Verdict:
    """Return frictionless's errors as plain values: what it read, where, and its own words."""
    import frictionless

    errors: _Verdict = []
    try:
        report = frictionless.validate(str(folder / "datapackage.yaml"), type="package")
    except frictionless.FrictionlessException as exception:
        return [_plain(None, error) for error in (exception.reasons or [exception.error])]
    errors.extend(_plain(None, error) for error in report.errors)
    for task in report.tasks:
        errors.extend(_plain(task.place, error) for error in task.errors)
    return errors


def _plain(file: str | None, error: Any) -> dict[str, Any]:
    return {
        "file": Path(file).name if file else None,
        "type": error.type,
        "row": getattr(error, "row_number", None),
        "column": getattr(error, "field_number", None),
        "field": getattr(error, "field_name", None),
        "message": error.message,
    }


def _findings(folder: str, errors: _Verdict) -> Iterator[Finding]:
    for error in errors:
        file = error["file"] or "datapackage.yaml"
        # For a table of YAML records frictionless counts records, not lines: no line is better than a wrong one.
        line = error["row"] if file.endswith(".csv") else None
        place = Place(file=f"{folder}/{file}", line=line, column=error["column"], field=error["field"])
        facts = {"type": error["type"], "message": error["message"]}
        yield Finding("data", "frictionless", "error", place, facts=facts)
