"""Frictionless's own verdict on a package, kept by content so that it is asked once.

The gate has made sure before that the package is plain local text. First a quick proof is sought, by
frictionless's own parts, that nothing is wrong (`quick_proof`); where there is none, stock frictionless is asked
about the whole package, and its errors are the verdict.

Each package has one file in the cache, under the versions of frictionless and of the code that asks it: the
verdicts on the package's latest contents by their digest, and which of its tables are proven sound, so that
one changed table asks about that table only. A damaged or foreign file is asked about again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any

from builder.findings import Finding, Place
from builder.validate.quick_proof import prove_sound

_Verdict = list[dict[str, Any]]

_DIGEST_SIZE = 16
_LATEST = 4
"""How many contents of one package are remembered: going back and forth between two branches asks nothing."""

_ASKING = ("authority.py", "quick_proof.py", "frictionless_parts.py", "plain_yaml.py", "../schemas/pieces.py")
"""The code on which a verdict depends, beside frictionless itself."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of one package: verdicts by the digest of its content, and the keys of proven tables."""

    verdicts: Mapping[str, _Verdict] = field(default_factory=dict)
    sound: tuple[str, ...] = ()

    def with_verdict(self, digest: str, errors: _Verdict, proven: Collection[str]) -> _Known:
        """Return this with the newest verdict first and what is oldest forgotten."""
        verdicts = {digest: errors, **self.verdicts}
        sound = dict.fromkeys((*sorted(proven), *self.sound))
        return _Known(dict(islice(verdicts.items(), _LATEST)), tuple(islice(sound, max(len(proven), 1) * _LATEST)))


class Verdicts:
    """Frictionless's findings on packages of a project, remembered in a folder (or not at all)."""

    def __init__(self, project: Path, cache: Path | None) -> None:
        """Take the project's folder and the folder of the cache, which need not exist."""
        self._project = project
        self._cache = cache / "verdicts" / f"frictionless-{_version()}" if cache else None

    def on(self, folder: str, digest: str) -> tuple[Finding, ...]:
        """Return what frictionless finds wrong with the package in `folder`, relative to the project."""
        known = self._recall(folder)
        errors = known.verdicts.get(digest)
        if errors is None:
            errors, proven = _ask(self._project / folder, known.sound)
            self._remember(folder, known.with_verdict(digest, errors, proven))
        return tuple(_findings(folder, errors))

    def _recall(self, folder: str) -> _Known:
        if self._cache is None:
            return _Known()
        path = self._path(self._cache, folder)
        try:
            kept = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return _Known()
        with suppress(OSError):
            os.utime(path)  # used just now: what is used longest ago goes first where the cache is full
        return _Known(kept["verdicts"], tuple(kept["sound"])) if _is_whole(kept, folder) else _Known()

    def _remember(self, folder: str, known: _Known) -> None:
        if self._cache is None:
            return
        content = {"folder": folder, "verdicts": known.verdicts, "sound": known.sound}
        path = self._path(self._cache, folder)
        draft = path.with_suffix(f".{os.getpid()}.draft")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            draft.replace(path)
        except OSError:
            return  # a cache that cannot be written costs time, nothing else

    @staticmethod
    def _path(cache: Path, folder: str) -> Path:
        name = _digest(folder.encode(errors="surrogateescape"))
        return cache / name[:2] / f"{name}.json"


@cache
def _version() -> str:
    """Return the version of frictionless and of the code that asks it."""
    here = Path(__file__).parent
    code = _digest(b"".join((here / name).read_bytes() for name in _ASKING))
    return f"{metadata.version('frictionless')}-{code[:8]}"


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=_DIGEST_SIZE).hexdigest()


_PROPERTIES = frozenset(("file", "type", "row", "column", "field", "message"))


def _is_whole(kept: Any, folder: str) -> bool:
    """Return whether a file of the cache holds verdicts on this package, as they are written."""
    if not isinstance(kept, dict) or kept.get("folder") != folder:
        return False
    verdicts, sound = kept.get("verdicts"), kept.get("sound")
    if not isinstance(verdicts, dict) or not isinstance(sound, list):
        return False
    return all(isinstance(key, str) for key in sound) and all(
        isinstance(errors, list) and all(isinstance(error, dict) and error.keys() == _PROPERTIES for error in errors)
        for errors in verdicts.values()
    )


def _ask(folder: Path, known: Collection[str]) -> tuple[_Verdict, Collection[str]]:
    """Return frictionless's errors on a package, and the keys of what is proven sound where there are none."""
    proven = _prove(folder, frozenset(known))
    return (_validate(folder), ()) if proven is None else ([], proven)


def _prove(folder: Path, known: Collection[str]) -> frozenset[str] | None:
    @cache
    def digest(path: str) -> bytes | None:
        try:
            return blake2b((folder / path).read_bytes(), digest_size=_DIGEST_SIZE).digest()
        except OSError:
            return None

    try:
        descriptor = (folder / "datapackage.yaml").read_bytes()
    except OSError:
        return None
    return prove_sound(str(folder), descriptor, digest, known)


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
