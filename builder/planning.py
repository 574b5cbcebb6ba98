"""Which packages are worked on together, and the key that tells all that their results depend on.

Packages are cut into batches by their names alone, never by their number or order: a package that comes or goes
changes the batch it is in and no other. What a batch needs of packages elsewhere is in its key too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.neighbourhood import Input, Neighbourhood, UnitYear
from builder.segments import digest_of

UNITS_A_BATCH = 16
"""So many units make a batch, on average."""
LARGE = 1_000_000
"""Bytes from which a package (about a dozen disclosures) is a batch of its own."""

_UNIT_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A batch before it is made: its packages, and its key by what it depends on; a key of None is never kept."""

    folders: tuple[str, ...]
    inputs: tuple[bytes | None, ...]
    beside: bytes
    common: bytes

    @property
    def key(self) -> bytes | None:
        """The digest of everything that the batch depends on."""
        inputs = [each for each in self.inputs if each is not None]
        if len(inputs) < len(self.inputs):
            return None
        return digest_of(self.common, self.beside, repr(self.folders).encode(), *inputs)


def planned(
    folders: Sequence[str], inputs: Mapping[str, Input], neighbourhood: Neighbourhood, common: bytes
) -> list[Planned]:
    """Return the batches of these packages, in the order of the folders; `common` tells what all depend on."""
    held = neighbourhood.held_by_folder()
    batches = []
    for batch in batched(folders, lambda folder: inputs[folder].size):
        beside = _beside(batch, inputs, neighbourhood, held)
        batches.append(Planned(batch, tuple(inputs[folder].digest for folder in batch), beside, common))
    return batches


def batched(folders: Sequence[str], size_of: Callable[[str], int]) -> Iterator[tuple[str, ...]]:
    """Yield packages that are worked on together: those of one unit side by side, a large one alone."""
    waiting: list[str] = []
    for unit, group in groupby(folders, key=_unit_folder):
        for folder in group:
            if size_of(folder) < LARGE:
                waiting.append(folder)
                continue
            if waiting:
                yield tuple(waiting)
            yield (folder,)
            waiting = []
        if waiting and _is_cut(unit):
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


def _unit_folder(folder: str) -> str:
    """Return the folder in which all packages of a unit lie: `datasets/units/<unit_id>`."""
    return "/".join(folder.split("/")[:_UNIT_DEPTH])


def _is_cut(unit: str) -> bool:
    return hashlib.blake2b(unit.encode(), digest_size=1).digest()[0] % UNITS_A_BATCH == 0


def _beside(
    batch: Sequence[str],
    inputs: Mapping[str, Input],
    neighbourhood: Neighbourhood,
    held: Mapping[str, Sequence[UnitYear]],
) -> bytes:
    """Return the digest of the packages elsewhere in which neighbours of the batch's unit-years stand."""
    own = set(batch)
    parts = []
    for folder in batch:
        for unit_year in held.get(folder, ()):
            for neighbour in neighbourhood.beside(unit_year):
                home = neighbourhood.folder_of.get(neighbour, "")
                digest = inputs[home].digest if home and home not in own else None
                parts.append(repr((unit_year, neighbour, home)).encode() + (digest or b""))
    return digest_of(*parts)
