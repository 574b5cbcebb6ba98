"""A twin of the reference document, with other names, figures and reasons, is imported as completely as the first."""

from __future__ import annotations

import re
from pathlib import Path

from bench.agreement import compare, package_rows, schema_keys, together
from builder.ingest.draft import draft_of
from builder.ingest.knowledge import Knowledge
from builder.ingest.ledger import counts_of, entries_of
from builder.ingest.readers import READERS
from builder.schemas import all_schemas
from tests.projects import FIRST, REPOSITORY
from tests.property.test_twin import in_text, printed_again, renamed, scaled, write_twin

REASONS = {
    "虽然人员经费中人员工资与津补贴有进一步增长，但是取消了伙食补助费科目，大幅减小了预算开支": (
        "因为职工调动后工资总额有所提高，同时不再发放一项补助，合计少用了资金"
    ),
    "住房公积金在住房保障支出中单独列支": "缴存的公积金改在另一科目反映",
    "依据八项规定公用经费预算也有一定程度的压减": "按照节约要求办公开支同样减少",
    "项目预算严格按照项目立项依据执行": "两个项目都照去年批准的规模继续",
    "在职人员养老保险缴费随工资水平逐年增加": "缴费基数按年调高",
    "无因公出国境业务支出": "没有这方面的安排",
    "车辆年久相关运行支出相应增加": "修车次数多了",
    "维护全州网站及服务器数量达到80台": "巡检全州展馆及仓库数量达到80处",
}
CODES_TOO = frozenset({"170", "20", "150", "0", "2"})
"""Whole numbers that are amounts where a cell holds nothing else; all others are codes."""

_CELL = re.compile(r"\t([0-9]+[.。][0-9]+|[0-9]+)(?=[\u3000 ]*$)")
_RENUMBERED = re.compile(r"(\t201\s*\n\t)03(?=\s*\n)")


def _twin_text(text: str) -> str:
    changed = "\n".join(_twin_line(line) for line in text.split("\n"))
    return _with_reasons(_RENUMBERED.sub(r"\g<1>13", changed))


def _twin_line(line: str) -> str:
    cell = _CELL.match(line)
    if cell and ("." in cell[1] or "。" in cell[1] or cell[1] in CODES_TOO):
        again = printed_again(cell[1]) if "。" in cell[1] else scaled(cell[1])
        return line.replace(cell[1], again, 1)
    return in_text(renamed(line))


def _with_reasons(text: str) -> str:
    for old, new in REASONS.items():
        text = text.replace(old, new)
    return text


def test_a_twin_is_imported_as_completely(tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    write_twin(REPOSITORY / FIRST, twin)
    for file in [*twin.glob("*.csv"), *twin.glob("*.yaml")]:
        file.write_text(_with_reasons(file.read_text("utf-8")), "utf-8")
    text = (REPOSITORY / FIRST / "source/disclosure.txt").read_text("utf-8")
    expected = package_rows(twin)
    known = {name: tuple(rows) for name, rows in expected.items() if name in {"units", "regions", "projects"}}
    heads = tuple({**row, "name_printed": ""} for row in expected["disclosures"])
    setting = Knowledge(packages={2022: {**known, "disclosures": heads}}).setting("652300-trade", 2022)

    draft = draft_of([READERS["txt"]("disclosure.txt", _twin_text(text).encode())], setting)

    agreement = compare(expected, draft.tables, keys=schema_keys(), excluded=("disclosures.source_sha256",))
    assert together(agreement.values()).slips == ()
    assert together(agreement.values()).right > 3000
    assert counts_of(draft, entries_of(draft))["unread"] == 0
    assert set(expected) - set(draft.tables) == set()
    assert set(draft.tables) <= set(all_schemas())
