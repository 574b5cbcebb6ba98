from __future__ import annotations

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.ingest.tables.read_table import ReadTable
from tests.unit.ingest.tables.flat_pages import HEADERS, read

_WORDS = st.sampled_from(
    [
        *("201", "20103", "2010301", "03", "1", "7", "合计", "支出总计", "收入总计", "一、", "二、事业收入", "支出"),
        *("一般公共服务支出", "行政运行", "类 款 项", "1,234.00", "1,234.005.00", "0.00", "—", "无", "-3.00", "14。41"),
        *("99999999999999999999999999999999.99", "注：空表。", "政府办公厅（室）及", "其中：", "(5.00)", "2.", "小计"),
        *("因公出国（境）费", "公务接待费", "公务用车购置及运行费", "\u3000", "项目名称", "设备更新", "1 2 3 4 5"),
    ]
)
_LINES = st.lists(st.lists(_WORDS, max_size=7).map(" ".join), max_size=12)
_TABLES = st.lists(st.tuples(st.sampled_from(["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T12"]), _LINES))


def _words(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _taken(table: ReadTable) -> str:
    cells = [cell for row in table.rows for cell in (*row.cells.values(), *(cell for _, cell in row.more))]
    claims = [claim.piece.text[claim.start : claim.end] for claim in table.claims]
    return "".join([*(cell.text for cell in cells), *claims])


@settings(deadline=None)
@given(_TABLES, st.booleans())
@example([("T8", ["1"])], False)  # noqa: FBT003 (drawn too)
@example([("T3", ["201 03"])], True)  # noqa: FBT003 (drawn too)
def test_any_lines_are_read_without_loss_and_nothing_twice(
    tables: list[tuple[str, list[str]]],
    has_header: bool,  # noqa: FBT001 (drawn, not passed by a reader)
) -> None:
    texts = [
        (table_id, "\n".join(["某表", *(HEADERS.get(table_id, ()) if has_header else ()), *lines]))
        for table_id, lines in tables
    ]

    read_tables = read(*texts)

    for (_, text), table in zip(texts, read_tables, strict=True):
        taken, printed = _words(_taken(table)), _words(text)
        assert taken <= printed
        # Labels down that name no column are left to the ledger.
        doubts = {doubt.key for doubt in table.doubts}
        assert taken == printed or table.head.table_id == "T8" or "too-many-figures" in doubts


def test_the_same_lines_are_read_the_same_way() -> None:
    text = "\n".join(["某表", *HEADERS["T3"], "201 一般公共服务支出 3.00 3.00", "合计 3.00 3.00"])

    assert repr(read(("T3", text))) == repr(read(("T3", text)))
