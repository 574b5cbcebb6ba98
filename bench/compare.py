"""What became quicker or slower between two runs: `python -m bench compare OLD.json NEW.json`.

A difference within the spread of either side's runs is printed without a mark; `<` is quicker, `>` is slower.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

QUICKER, SLOWER, ALIKE = "<", ">", " "
LEAST = 0.05
"""A smaller share is within what one run differs from the next anyway."""


def main() -> int:
    """Read the two files, print every difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    arguments = parser.parse_args()
    old, new = (json.loads(file.read_text(encoding="utf-8")) for file in (arguments.old, arguments.new))
    print("\n".join(compared(old, new)))
    return 0


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for everything that both have, set by set, stage by stage; first what differs between machines."""
    for name in sorted({*old["machine"], *new["machine"]}):
        before, after = old["machine"].get(name), new["machine"].get(name)
        if before != after:
            yield f"! {name}: {before} → {after}"
    for key in (key for key in new["sets"] if key in old["sets"]):
        yield f"\n{new['sets'][key]['title']}"
        yield from _set(old["sets"][key]["measured"], new["sets"][key]["measured"])
    for key in sorted(old["sets"].keys() ^ new["sets"].keys()):
        yield f"\n! only in one of the two: {key}"


def _set(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in (key for key in new if key in old):
        before, after = old[key], new[key]
        yield _line(after["name"], before["seconds"], after["seconds"], "s")
        yield _line("  cpu", before["cpu_seconds"], after["cpu_seconds"], "s")
        for stage in (stage for stage in after["stages"] if stage in before["stages"]):
            yield _line(f"  {stage}", [before["stages"][stage]], [after["stages"][stage]], "s")
        for name, kind in (("memory of all", "all_processes_bytes"), ("output", "output_bytes")):
            if before[kind] and after[kind]:
                yield _line(f"  {name}", [before[kind] / 1e6], [after[kind] / 1e6], "MB")


def _line(name: str, before: list[float], after: list[float], unit: str) -> str:
    old, new = median(before), median(after)
    ratio = new / old if old else 1.0
    return f"{mark(before, after)} {name:<44} {old:>10.2f} → {new:>10.2f} {unit:<2} {ratio:>7.2f} ×"


def mark(before: list[float], after: list[float]) -> str:
    """Return whether the runs after are quicker, slower, or cannot be told from those before."""
    old, new = median(before), median(after)
    if abs(new - old) <= LEAST * old:
        return ALIKE
    if max(after) < min(before):
        return QUICKER
    return SLOWER if min(after) > max(before) else ALIKE


if __name__ == "__main__":
    sys.exit(main())
