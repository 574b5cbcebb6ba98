"""Sentences written from any figures are read back exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.narrative import NarrativeFigure, Paragraph, extract_figures

REASONS = (
    "本年新招录3人",
    "一是人员减少2人，基本工资减少3.2万元；二是压减公用经费，印刷费下降5%；三是标准调整",
    "落实过紧日子要求，另外，设备到期更新",
    "按50万元以上设备的标准配置，占比提高",
    "：虽然标准提高，但是人数减少",
)
FUNDS = ("一般公共预算", "事业收入", "单位其他资金收入", "政府性基金预算")
LEAVES = ("因公出国（境）费", "公务用车购置费", "公务用车运行费", "公务接待费")
BASES = (("比上年", None), ("比上年预算", "budget"), ("较2023年预算数", "budget"), ("比2023年预算执行数", "executed"))

amounts = st.decimals(min_value=0, max_value=10**7, places=2).map(lambda amount: amount.copy_abs())
percentages = st.decimals(min_value=0, max_value=1000, places=1).map(lambda percentage: percentage.copy_abs())


@dataclass(frozen=True)
class Said:
    """What a sentence is to say."""

    amount: Decimal
    share: Decimal | None
    falls: bool
    change: Decimal
    percentage: Decimal
    against: tuple[str, str | None]
    reason: str | None
    is_grouped: bool

    def number(self, amount: Decimal) -> str:
        """Print an amount as documents do: thousands parted or not."""
        return f"{amount:,f}" if self.is_grouped else f"{amount:f}"

    def stated(self, name: str) -> str:
        """Print the name and its amount."""
        return f"{name}{self.number(self.amount)}万元"

    def changed(self) -> str:
        """Print the change, its percentage and its reason."""
        verbs = ("减少", "下降") if self.falls else ("增加", "增长")
        reason = f"，主要原因{'' if self.reason[0] in '一：' else '是'}{self.reason}" if self.reason else ""
        return f"{verbs[0]}{self.number(self.change)}万元，{verbs[1]}{self.percentage:f}%{reason}"

    def sentence(self, name: str) -> str:
        """Print all of it in one sentence."""
        share = f"，占{self.share:f}%" if self.share is not None else ""
        return f"{self.stated(name)}{share}，{self.against[0]}{self.changed()}"

    def is_in(self, figure: NarrativeFigure) -> bool:
        """Whether a figure says just this."""
        sign = -1 if self.falls else 1
        return (
            figure.amount == self.amount
            and figure.share_pct == self.share
            and figure.change == sign * self.change
            and figure.change_pct == sign * self.percentage
            and figure.reason == (self.reason and self.reason.strip("："))
        )


said = st.builds(
    Said,
    amount=amounts,
    share=st.none() | percentages,
    falls=st.booleans(),
    change=amounts,
    percentage=percentages,
    against=st.sampled_from(BASES),
    reason=st.none() | st.sampled_from(REASONS),
    is_grouped=st.booleans(),
)


def read(section: str, *texts: str) -> tuple[NarrativeFigure, ...]:
    paragraphs = [Paragraph(number, section, is_heading=False, text=text) for number, text in enumerate(texts, 1)]
    return extract_figures(paragraphs, year=2024)


@settings(deadline=None)
@given(st.lists(said, min_size=1, max_size=4))
def test_funds_of_one_paragraph_are_read_back(every: list[Said]) -> None:
    sentences = [one.sentence(name) for one, name in zip(every, FUNDS, strict=False)]

    figures = read("s2", "；".join(sentences) + "；")

    assert [figure.name_printed for figure in figures] == list(FUNDS[: len(every)])
    assert all(one.is_in(figure) for one, figure in zip(every, figures, strict=True))
    assert [figure.base for figure in figures] == [one.against[1] for one in every]
    assert [figure.quote for figure in figures] == sentences


@settings(deadline=None)
@given(st.lists(said, min_size=1, max_size=4))
def test_leaves_whose_changes_follow_in_a_later_sentence_are_read_back(every: list[Said]) -> None:
    leaves = [(one, name) for one, name in zip(every, LEAVES, strict=False)]
    stated = "，".join(one.stated(name) for one, name in leaves)
    changed = "；".join(f"{name}{one.changed()}" for one, name in leaves)

    figures = read(
        "s8", f"某局2024年“三公”经费数为9万元，其中：{stated}。", f"2024年“三公”经费增减的情况，其中：{changed}。"
    )

    assert figures[0].subject == "three_public_total"
    assert [figure.amount for figure in figures[1:]] == [one.amount for one in every]
    assert [figure.change for figure in figures[1:]] == [one.change * (-1 if one.falls else 1) for one in every]
    assert [figure.quote for figure in figures[1:]] == [
        f"{one.stated(name)}……{name}{one.changed()}" for one, name in leaves
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(said, amounts), min_size=1, max_size=3))
def test_entries_with_their_prior_figure_are_read_back(every: list[tuple[Said, Decimal]]) -> None:
    entries = [
        f"“教育支出（类）普通教育（款）小学教育（项）”{one.number(one.amount)}万元，主要用于第{number}项的5万元设备。2023年当年"
        f"预算执行数为{one.number(prior)}万元，2024年预算安排{one.number(one.amount)}万元，比2023年预算执行数"
        f"{'减少' if one.falls else '增加'}{one.percentage:f}%。主要原因是：{(one.reason or '不变').strip('：')}。"
        for number, (one, prior) in enumerate(every, 1)
    ]

    figures = read("s5_3", "".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1)))

    assert [(figure.amount, figure.prior, figure.planned) for figure in figures] == [
        (one.amount, prior, one.amount) for one, prior in every
    ]
    assert [figure.change_pct for figure in figures] == [one.percentage * (-1 if one.falls else 1) for one, _ in every]
    assert [figure.purpose for figure in figures] == [f"第{number}项的5万元设备" for number in range(1, len(every) + 1)]
    assert [figure.quote for figure in figures] == entries


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=8))
def test_a_list_of_economic_names_is_read_back(every: list[Decimal]) -> None:
    parts = [f"第{'甲乙丙丁戊己庚辛'[number]}项费用" for number in range(len(every))]
    listed = "、".join(f"{name}{amount:f}万元" for name, amount in zip(parts, every, strict=True))

    figures = read("s6", f"公用经费1万元，主要包括：{listed}。")

    assert [(figure.name_printed, figure.amount) for figure in figures[1:]] == list(zip(parts, every, strict=True))


PIECES = (
    *(
        "，",
        "。",
        "；",
        "：",
        "、",
        "（",
        "）",
        "“",
        "”",
        "1.",
        "（一）",
        "2023年",
        "2024年",
        "上年",
        "预算",
        "预算执行数",
        "其中",
    ),
    *(
        "支出预算",
        "一般公共预算",
        "“三公”经费",
        "公务接待费",
        "机关运行经费",
        "基本支出",
        "（类）",
        "（款）",
        "（项）",
        "科目",
        "-",
    ),
    *(
        "3.5",
        "1,200",
        "万元",
        "元",
        "万",
        "%",
        "占",
        "比",
        "与",
        "持平",
        "增加",
        "减少",
        "增长",
        "为",
        "主要用于",
        "主要原因是",
        "无",
    ),
    *(
        "安排购置",
        "车辆",
        "2辆",
        "价值",
        "50万元以上",
        "项目名称：",
        "预算安排规模：",
        "政府采购预算",
        "一是",
        "二是",
        "甲",
        " ",
    ),
)
SECTIONS = (
    "s1",
    "s2",
    "s3",
    "s4",
    "s5_1",
    "s5_2",
    "s5_3",
    "s6",
    "s7",
    "s8",
    "s9",
    "s10_1",
    "s10_2",
    "s10_3",
    "s10_4",
    "s10_5",
)


@settings(deadline=None)
@given(st.sampled_from(SECTIONS), st.lists(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), max_size=3))
def test_whatever_the_words_every_quotation_is_printed(section: str, texts: list[str]) -> None:
    figures = read(section, *texts)

    assert all(piece in "\n".join(texts) for figure in figures for piece in figure.quote.split("……"))
    assert [figure.seq for figure in figures] == list(range(1, len(figures) + 1))
