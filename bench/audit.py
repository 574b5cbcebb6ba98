"""How well the audit finds what it is for: one mistake at a time in disclosures that are right in every respect.

`python bench/audit.py` prints what the audit says of right disclosures, where it should say nothing, and how long
it takes; then, for each kind of mistake, how many were made and how many were seen, where, and how the wrong cell
ranks among the suspects. The same seed gives the same figures, times apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.audit_measures import GRAVITY, Measures, Right, Score  # noqa: E402
from bench.build import machine  # noqa: E402
from bench.in_memory import FACTS_ONLY, TEXT_ONLY, WHOLE, repository_catalog  # noqa: E402
from bench.places import SHANGHAI, XINJIANG  # noqa: E402
from bench.slips import KINDS  # noqa: E402
from builder.audit import RULES  # noqa: E402

SEED = 20220101
TEMPLATES = (XINJIANG, SHANGHAI)
HEAD = (
    "kind", "template", "made", "seen %", "named %", "at the cell %", "in the row %", "first suspect %",
    "among three %", "median rank", "median findings", "error/warning/info/none",
)  # fmt: skip
MEANINGS = """\
seen: any new finding. named: one at the wrong cell, or the cell is a side of an equation that fails. at the cell, in
the row: a new finding stands there. first suspect, among three: where the report ranks the wrong cell. The last
column counts mistakes by the gravest of their findings."""


def print_right(right: dict[str, Right]) -> None:
    """Print what was said of right disclosures and how long an audit takes."""
    for template, result in right.items():
        noticed = result.notices_of_rounding.total()
        print(
            f"{template}: {result.audited} right disclosures, {result.with_alarms} with false alarms,"
            f" {noticed} notices of rounding; median {result.median_microseconds} µs of the processor an audit"
        )
        for rule, count in sorted(result.alarms.items()):
            print(f"  {rule}: {count}, as {result.examples[rule][0]}")


def print_scores(scores: dict[str, dict[str, Score]]) -> None:
    """Print one line a kind and template as a Markdown table, and the recall over all kinds that can be seen."""
    print(f"\n{MEANINGS}\n")
    print(f"| {' | '.join(HEAD)} |\n|---|---|{'--:|' * 9}---|")
    for kind in KINDS:
        for template, by_kind in scores.items():
            score = by_kind.get(kind.name)
            if score is not None and score.made:
                name = kind.name if kind.is_visible_in(template) else f"{kind.name} (not visible)"
                print(f"| {name} | {template.partition('-')[0]} | {' | '.join(_cells(score))} |")
    print()
    for template, by_kind in scores.items():
        visible = {kind.name for kind in KINDS if kind.is_visible_in(template)}
        counted = [score for name, score in by_kind.items() if name in visible and score.made]
        made = sum(score.made for score in counted)
        shares = [sum(counts) for counts in zip(*((s.seen, s.named, s.at_cell) for s in counted), strict=True)]
        seen, named, at_cell = (_per_cent(share, made) for share in shares or (0, 0, 0))
        print(f"{template}: {len(counted)} kinds, {made} mistakes: seen {seen} %, named {named} %, at cell {at_cell} %")
    print("\nNot visible, or not always:")
    for kind in KINDS:
        if kind.unseen:
            print(f"  {kind.name}: {kind.unseen}")


def _cells(score: Score) -> list[str]:
    counts = (score.seen, score.named, score.at_cell, score.at_row, score.first, score.among_three)
    rank = "–" if score.median_rank is None else f"{score.median_rank:g}"
    gravest = "/".join(str(score.gravity[level]) for level in (*GRAVITY, "none"))
    shares = [_per_cent(count, score.made) for count in counts]
    return [str(score.made), *shares, rank, f"{score.median_findings:g}", gravest]


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def whole(right: dict[str, Right], scores: dict[str, dict[str, Score]], seed: int) -> dict[str, Any]:
    """Return everything that was measured, as it stands in the JSON."""
    kinds = [kind for kind in KINDS if any(kind.name in by_kind for by_kind in scores.values())]
    return {
        "machine": machine(),
        "seed": seed,
        "rules": len(RULES),
        "right": {name: each.record() for name, each in right.items()},
        "kinds": {
            kind.name: {"title": kind.title, "unseen": kind.unseen}
            | {
                name: by_kind[kind.name].record() | {"is_visible": kind.is_visible_in(name)}
                for name, by_kind in scores.items()
            }
            for kind in kinds
        },
    }


def main(words: list[str] | None = None) -> int:
    """Read the command line, measure, print, write the JSON where it is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--right", type=int, default=500, help="right disclosures of each template")
    parser.add_argument("--each", type=int, default=50, help="mistakes of each kind in each template")
    kept = "how the explanation is kept: text and figures, text alone, figures alone"
    parser.add_argument("--kept", choices=(WHOLE, TEXT_ONLY, FACTS_ONLY), default=WHOLE, help=kept)
    parser.add_argument("--kind", action="append", help="only this kind; may be given again")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", type=Path, help="write everything there, with missed mistakes and examples of alarms")
    parser.add_argument("--missed", type=int, default=0, help="print so many missed mistakes of each kind")
    arguments = parser.parse_args(words)
    kinds = tuple(kind for kind in KINDS if not arguments.kind or kind.name in arguments.kind)
    on = machine()
    print(f"{on['processor']}, {on['cores']} cores, Python {on['python']}; seed {arguments.seed}; {len(RULES)} rules")
    catalog = repository_catalog()
    measures = {name: Measures(name, arguments.seed, catalog, arguments.kept) for name in TEMPLATES}
    right = {name: each.right(arguments.right) for name, each in measures.items()}
    print_right(right)
    scores = {name: each.slips(arguments.each, kinds) for name, each in measures.items()}
    print_scores(scores)
    for template, by_kind in scores.items():
        for name, score in by_kind.items():
            for missed in score.missed[: arguments.missed]:
                print(f"missed: {template} {name}: {missed}")
    if arguments.json:
        text = json.dumps(whole(right, scores, arguments.seed), ensure_ascii=False, indent=1)
        arguments.json.write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
