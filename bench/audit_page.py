"""The measured table of the method page, from the JSON of `bench/audit.py`: `python bench/audit_page.py FILE`.

It stands between two marks in `docs/method.md` and is written anew only by this script.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/method.md"
BEGIN, END = "<!-- bench: audit -->\n", "<!-- /bench: audit -->\n"
TEMPLATES = {"xinjiang-2022": "新疆模板", "shanghai-putuo-2025": "上海模板"}
_ROUNDED_AWAY = "四舍五入之后看不出差别的改动（这里不放）"
WHY = {
    "a share so near": _ROUNDED_AWAY,
    "a change so small": _ROUNDED_AWAY,
    "a sentence on budgets": "泛指预算的句子，词可能本来就该这样写",
    "a template without forms": "该模板没有绩效目标表，也没有分项目的说明",
    "a number of one digit": "一位数的数字会偶然相同（这里不放）",
    "a code whose name": "没有别的来源印证其名称的科目",
    "no rule adds": "项目表小计行的经济分类没有规则相加",
    "both still add up": "表内和说明里同样互换，合计不变",
    "the figure stands once": "这个数只出现一次，也不参与相加",
}
"""How the reasons of `bench/slips.py` begin, and what the page says for each."""


def main() -> int:
    """Write the table into the page; return 2 where the marks are not there."""
    measured = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        print(f"{PAGE}: no marks", file=sys.stderr)
        return 2
    PAGE.write_text(f"{before}{BEGIN}\n{table(measured)}\n{END}{after}", encoding="utf-8")
    return 0


def table(measured: dict[str, Any]) -> str:
    """Return the passage: how many right disclosures, what was made, what was seen, kind by kind."""
    lines = [_summary(measured), "", _head(), *(_row(kind) for kind in measured["kinds"].values()), ""]
    return "\n".join(lines)


def _summary(measured: dict[str, Any]) -> str:
    right = measured["right"]
    audited = sum(each["audited"] for each in right.values())
    alarms = sum(each["with_alarms"] for each in right.values())
    shares = "；".join(f"{TEMPLATES[name]}检出 {_recall(measured, name)}" for name in right)
    machine = measured["machine"]
    return (
        f"{audited:,} 份全对的公开件里，误报 {alarms} 份。每次只放一处错：{shares}。"
        f"规则 {measured['rules']} 条；{machine['processor']}，{machine['cores']} 核，Python {machine['python']}，"
        f"随机种子 {measured['seed']}。"
    )


def _recall(measured: dict[str, Any], template: str) -> str:
    visible = [kind[template] for kind in measured["kinds"].values() if kind.get(template, {}).get("is_visible")]
    made, seen = sum(each["made"] for each in visible), sum(each["seen"] for each in visible)
    return f"{100 * seen / made:.1f}%（{made:,} 处）"


def _head() -> str:
    shares = [f"{name}<br>{share}" for share in ("检出", "首位指认") for name in TEMPLATES.values()]
    heads = ["放的错", *shares, "看不出的情形"]
    return f"| {' | '.join(heads)} |\n|---|---|---|---|---|---|"


def _row(kind: dict[str, Any]) -> str:
    scores = [kind.get(template) or {} for template in TEMPLATES]
    seen = [_share(score, "seen") for score in scores]
    first = [_share(score, "first_suspect") if score.get("median_rank") else "—" for score in scores]
    return f"| {' | '.join((kind['title'], *seen, *first, _why(kind['unseen'])))} |"


def _share(score: dict[str, Any], count: str) -> str:
    made = score.get("made", 0)
    return f"{100 * score[count] / made:.0f}%" if made else "—"


def _why(unseen: str) -> str:
    return next((why for start, why in WHY.items() if unseen.startswith(start)), "")


if __name__ == "__main__":
    sys.exit(main())
