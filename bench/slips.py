"""Every kind of mistake that the audit is measured by, whether it can be seen at all, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bench import slip_records as records
from bench import slip_tables as tables
from bench import slip_text as text
from bench import slip_words as wording
from bench.places import SHANGHAI
from bench.slip_tables import MakesSlip


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mistake. `unseen` says why it cannot be seen, where it cannot, or in which cases it cannot."""

    name: str
    title: str
    make: MakesSlip
    is_visible: bool = True
    unseen: str = ""
    hidden_in: str = ""

    def is_visible_in(self, template: str) -> bool:
        """Whether it can be seen in documents of a template."""
        return self.is_visible and template != self.hidden_in


_SMALL_WHOLE = "a share so near a half that the rounding of the amounts moves it; such are not made here"
_SAME_RATE = "a change so small that its growth rounds to the same; such are not made here"
_BY_CHANCE = "a number of one digit, which recurs by chance; such are not made here"
_NO_FORMS = "a template without forms and without a chapter on projects"
_ALONE = "the figure stands once and enters no sum"
_IN_GENERAL = "a sentence on budgets in general, in which the word may be meant"
_UNSPLIT = "no rule adds the economic columns of a sub-total row"

KINDS: tuple[Kind, ...] = (
    Kind("table-digits-swapped", "表内两位数字颠倒", partial(tables.digits, "swapped")),
    Kind("table-digit-wrong", "表内一位数字错", partial(tables.digits, "one_wrong")),
    Kind("table-digit-dropped", "表内漏一位数字", partial(tables.digits, "dropped")),
    Kind("table-digit-doubled", "表内多一位数字", partial(tables.digits, "doubled")),
    Kind("table-point-right", "表内小数点右移", partial(tables.digits, "point_right")),
    Kind("table-point-left", "表内小数点左移", partial(tables.digits, "point_left")),
    Kind("table-other-unit", "表内一格元与万元混用", tables.other_unit),
    Kind("table-sub-total", "上级科目小计错", tables.sub_total),
    Kind("table-total-row", "合计行错", tables.total_row),
    Kind("table-shifted-column", "基本与项目、人员与公用错列", tables.shifted_column),
    Kind("table-project-column", "项目表经济分类错列", tables.project_column),
    Kind("table-blanked", "漏填一格", tables.blanked),
    Kind("table-zero", "一格误填0", tables.zero),
    Kind("table-prior-year", "一格误填上年数", tables.prior_year),
    Kind("table-negative", "数字前多负号", tables.negative),
    Kind("t1-total-blank", "收支总计漏填", tables.grand_total_blank),
    Kind("project-sub-total-unsplit", "项目表小计行未填经济分类", tables.unsplit_sub_total),
    Kind("table-code-unknown", "表内科目编码不存在", tables.unknown_code),
    Kind("table-prior-row", "一行误填上年数", tables.prior_row),
    Kind("table-malformed", "数字用全角或以句号作小数点", tables.malformed),
    Kind("table-padded", "数字后多空白", tables.padded),
    Kind("table-row-repeated", "误抄上一行", tables.row_repeated),
    Kind("table-row-omitted", "漏一行", tables.row_omitted),
    Kind("table-name", "表内科目名称误用邻近科目", tables.neighbours_name,
         unseen="a code whose name no other source has"),
    Kind("table-code", "表内科目编码误用邻近编码", tables.neighbours_code),
    Kind("t8-figure", "三公经费表一格错", tables.three_public),
    Kind("t8-agency", "三公经费表机关运行经费错", tables.agency_operating),
    Kind("text-digits-swapped", "说明金额两位数字颠倒", text.AMOUNTS["swapped"]),
    Kind("text-digit-wrong", "说明金额一位数字错", text.AMOUNTS["one_wrong"]),
    Kind("text-digit-dropped", "说明金额漏一位", text.AMOUNTS["dropped"]),
    Kind("text-digit-doubled", "说明金额多一位", text.AMOUNTS["doubled"]),
    Kind("text-point-right", "说明金额小数点右移", text.AMOUNTS["point_right"]),
    Kind("text-point-left", "说明金额小数点左移", text.AMOUNTS["point_left"]),
    Kind("text-yuan", "说明“万元”误写“元”", text.yuan),
    Kind("text-yuan-digits", "说明以元填数、单位仍写万元", text.yuan_digits),
    Kind("text-unit-missing", "说明金额缺单位", text.unit_missing),
    Kind("text-percent-missing", "增幅缺百分号", text.percent_missing),
    Kind("text-sign", "增减词全反", text.sign, unseen=_SAME_RATE),
    Kind("text-verbs", "增加与下降并用", text.verbs),
    Kind("text-change", "增减额一位数字错", text.change, unseen=_SAME_RATE),
    Kind("text-own-base", "增幅以本年数为基数", text.own_base, unseen=_SAME_RATE),
    Kind("text-growth", "增幅一位数字错", text.growth, unseen=_SAME_RATE),
    Kind("text-share", "占比末位差1", text.share, unseen=_SMALL_WHOLE),
    Kind("text-share-of-another", "占比误用其他合计", text.share_of_another),
    Kind("text-two-amounts", "同一科目前后两个金额", text.two_amounts),
    Kind("text-executed", "上年执行数一位数字错", text.executed, unseen=_SAME_RATE),
    Kind("text-name", "说明科目名称误用邻近科目", text.neighbours_item),
    Kind("text-item-left-out", "说明漏列科目", text.item_left_out),
    Kind("text-said-none", "表内有数而说明称没有", text.said_to_be_none),
    Kind("table-amount-of-none", "说明称没有而表内有数", text.amount_of_none),
    Kind("text-base-year", "比较年份错", text.year_of_comparison),
    Kind("text-plan-year", "安排年份错", text.year_of_plan),
    Kind("text-reason-missing", "“主要原因是”后无内容", wording.reason_missing),
    Kind("text-reason-against", "原因与增减方向相反", wording.reason_against),
    Kind("text-reason-restates", "原因只重复增减", wording.reason_restates),
    Kind("text-purpose-of-another", "用途是他项内容", wording.reason_of_another),
    Kind("text-passage-twice", "同段重复", wording.passage_twice),
    Kind("text-template", "模板并列词未删", wording.template_text),
    Kind("text-placeholder", "占位符未替换", wording.placeholder),
    Kind("text-doubled-word", "重复用词或标点", wording.doubled_word),
    Kind("text-brackets", "括号或标点半角全角混用", wording.mixed_brackets),
    Kind("text-heading-year", "章节标题年份错", wording.heading_year),
    Kind("title-year", "文件或表标题年份错", wording.title_year),
    Kind("header-other-unit", "表头为其他单位名称", wording.header_of_another_unit),
    Kind("header-name-varies", "表头单位名称不一", wording.name_varies),
    Kind("text-other-unit", "说明出现其他单位名称", wording.sentence_of_another_unit),
    Kind("signed-other-unit", "落款为其他单位", wording.signed_by_another),
    Kind("note-other-table", "空表备注属于另一表", wording.note_of_another_table),
    Kind("note-missing", "空表无说明", wording.note_missing),
    Kind("contents-title", "目录表名不一致", wording.contents_list),
    Kind("text-scope-word", "单位预算误写部门预算", wording.wrong_scope_word, unseen=_IN_GENERAL),
    Kind("project-renamed", "项目名称前后不一", records.project_renamed),
    Kind("project-in-table", "项目金额在表内错", records.project_in_table),
    Kind("project-in-text", "项目金额在说明错", records.project_in_text),
    Kind("project-in-form", "绩效表资金总额错", records.project_in_form),
    Kind("fiscal-in-form", "绩效表财政拨款错", records.fiscal_in_form),
    Kind("allocation-left-out", "资金分配漏一项", records.allocation_left_out),
    Kind("allocation-digit", "资金分配一位数字错", records.allocation),
    Kind("cost-indicator", "成本指标一位数字错", records.cost_indicator),
    Kind("indicator-missing", "绩效表缺满意度指标", records.indicator_missing),
    Kind("indicator-year", "绩效指标日期为他年", records.indicator_year),
    Kind("form-year", "绩效表年度错", records.form_year),
    Kind("project-period", "执行时间为他年", records.period),
    Kind("policy-year", "所列依据晚于预算年度", records.young_policy),
    Kind("forms-count", "绩效项目数差1", records.count_of_forms,
         unseen=_NO_FORMS, hidden_in=SHANGHAI),
    Kind("forms-sum", "绩效项目金额错", records.sum_of_forms,
         unseen=_NO_FORMS, hidden_in=SHANGHAI),
    Kind("procurement", "政府采购分项或总额错", records.procurement),
    Kind("procurement-small", "预留份额大于采购总额", records.reserved_for_small),
    Kind("staffing", "人数差1", records.headcount),
    Kind("staffing-change", "人数增减与上年不符", records.headcount_change),
    Kind("divisions", "内设机构漏列一个", records.division_left_out),
    Kind("asset-date", "资产时点年份错", records.asset_date),
    Kind("equipment-thresholds", "大型设备数量关系颠倒", records.thresholds),
    Kind("project-twice", "项目表重复一行", records.project_twice),
    Kind("indicator-counter", "目标与指标计量单位不一", records.counter, unseen=_BY_CHANCE),
    Kind("vehicles", "车辆分项与总数不符", records.vehicles),
    Kind("signed-date", "落款日期晚一年", records.signed_date),
    Kind("published-late", "公开日期超过20天", records.published_late),
    Kind("project-sub-total-column", "项目表小计行的经济分类错", tables.unadded, is_visible=False, unseen=_UNSPLIT),
    Kind("running-costs-exchanged", "两项公用经费在表和说明中互换", tables.running_costs_exchanged, is_visible=False,
         unseen="both still add up to the same sub-total, in the table and in the text"),
    Kind("furniture", "办公家具价值错", records.furniture, is_visible=False, unseen=_ALONE),
)  # fmt: skip
