"""Whatever a document holds, importing ends, and the ledger says of every character where it went."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.ingest.draft import FAULT, draft_of
from builder.ingest.knowledge import Knowledge
from builder.ingest.ledger import entries_of, ledger_of, reasons
from builder.ingest.source import Document, Line
from tests.unit.ingest.streams import document

SCRAPS = (
    "",
    "目录",
    "第一部分 某局概况",
    "一、主要职能",
    "某局负责某事。",
    "二、机构设置及人员情况",
    "某局下设三个科室：甲科、乙科。",
    "编制数12个，实有人数11人，其中在职10人；退休1人。",
    "第二部分 单位预算公开表",
    "表1",
    "单位收支总体情况表",
    "编制部门（单位）：某局 单位：万元",
    "编制单位：某局 单位：元",
    "收入|支出",
    "项目|预算数|功能分类|预算数",
    "财政拨款（补助）|314.96　|201 一般公共服务支出|276.26",
    "收入总计|1|支出总计|2",
    "部门收入总表",
    "类|款|项|名称|合计",
    "201|03||政府办公厅|1，234.50",
    "201|3|1|行政运行|14。41",
    "201 03 01 行政运行 12.50 12.50",
    "201 03 01 12.50 12.50",
    "务支出",
    "合计 12.50 12.50",
    "合计",
    "无",
    "|||",
    "注：本表为空表。",
    "一般公共预算“三公”经费支出表",
    "2.17 0 2.17 0 2 0.17",
    "第三部分 2023年单位预算情况说明",
    "（一）机关运行经费情况",
    "2023年预算14.82万元，比上年减少1.34万元，下降8.29%。",
    "政府采购预算113.36万元，其中：货物53.75万元。",
    "截至2022年底，车辆1辆，价值28.96万元。",
    "项目名称：某项目",
    "资金分配情况：甲8万元、乙2万元。",
    "项目支出绩效目标表",
    "（2023年）",
    "项目名称|某项目",
    "产出指标|数量指标|某事|≥8个",
    "第四部分 名词解释",
    "一、基本支出：指某种支出。",
    "某州某局",
    "2023年2月1日",
    "\u200b",
    "9" * 40,
    "1.2.3",
    "（",
    "-5",
    "A\tB",
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(SCRAPS), st.text("一二三、。（）0123456789.，| 表预算万元合计类款项", max_size=24)),
    max_size=40,
)


def _is_accounted_for(read: Document) -> None:
    draft = draft_of([read], Knowledge().setting("650001-jyj", 2023))
    entries = entries_of(draft)

    assert [doubt.facts for doubt in draft.doubts if doubt.key == FAULT] == []
    assert {claim.field for claim in draft.claims if claim.record is None} <= set(reasons())
    assert {each.reason for entry in entries for each in entry.left} <= set(reasons())
    pieces = [
        piece
        for block in read.blocks
        for piece in ([block.piece] if isinstance(block, Line) else [cell.piece for cell in block.cells])
    ]
    assert [entry.piece for entry in entries] == pieces
    for entry in entries:
        spans = [(each.start, each.end) for each in entry.claims] + [(each.start, each.end) for each in entry.left]
        covered = {at for start, end in spans for at in range(start, end)}
        assert covered >= {at for at, character in enumerate(entry.piece.text) if character.strip()}
    assert json.loads(json.dumps(ledger_of(draft, entries)))["counts"]["pieces"] == len(pieces)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(TEXTS)
def test_every_character_is_accounted_for(lines: list[str]) -> None:
    _is_accounted_for(document("\n".join(lines) or "x"))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(TEXTS)
def test_so_it_is_where_merged_cells_are_known(lines: list[str]) -> None:
    _is_accounted_for(document("\n".join(lines) or "x", has_spans=True))
