"""Read a passage as the paragraphs of one section, and tell what a figure says."""

from __future__ import annotations

from decimal import Decimal

from builder.narrative import ClassificationNames, NarrativeFigure, Paragraph, extract_figures

YEAR = 2024
NAMES = ClassificationNames.of(
    [
        ("205", "教育支出"),
        ("20501", "教育管理事务"),
        ("2050101", "行政运行"),
        ("2050102", "一般行政管理事务"),
        ("20502", "普通教育"),
        ("2050202", "小学教育"),
        ("210", "卫生健康支出"),
        ("21001", "卫生健康管理事务"),
        ("2100101", "行政运行"),
        ("2100199", "其他卫生健康管理事务支出"),
        ("2100102", "一般行政管理事务"),
    ],
    [
        ("301", "工资福利支出"),
        ("30101", "基本工资"),
        ("30110", "职工基本医疗保险缴费"),
        ("30112", "其他社会保障缴费"),
        ("30205", "水费"),
        ("30213", "维修（护）费"),
    ],
)


def read(section: str, *texts: str, names: ClassificationNames = NAMES) -> tuple[NarrativeFigure, ...]:
    """Return the figures of paragraphs of one section of the explanation for 2024."""
    paragraphs = [Paragraph(number, section, is_heading=False, text=text) for number, text in enumerate(texts, 1)]
    return extract_figures(paragraphs, year=YEAR, names=names)


def told(figure: NarrativeFigure, *, quote: bool = False) -> dict[str, str]:
    """Return what a figure says, in plain text, without what it leaves open and where it stands."""
    skipped = {"paragraph", "seq", "section", "src_line"} | (set() if quote else {"quote"})
    values = {name: getattr(figure, name) for name in figure.__slots__ if name not in skipped}
    return {
        name: f"{value:f}" if isinstance(value, Decimal) else str(value)
        for name, value in values.items()
        if value is not None
    }


def names_and_amounts(figures: tuple[NarrativeFigure, ...]) -> list[tuple[str, str]]:
    """Return the name and amount of each figure; an absent amount is a dash."""
    return [(figure.name_printed or "", "-" if figure.amount is None else f"{figure.amount:f}") for figure in figures]
