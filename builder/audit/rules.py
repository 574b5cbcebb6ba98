"""The rules in the order in which they speak; nothing registers itself."""

from __future__ import annotations

from builder.audit.completeness import COMPLETENESS_RULES
from builder.audit.names.name_rules import NAME_RULES
from builder.audit.outcomes import Rule
from builder.audit.projects.performance import PERFORMANCE_RULES
from builder.audit.projects.procurement import PROCUREMENT_RULES
from builder.audit.projects.projects import PROJECT_RULES
from builder.audit.tables.balance import BALANCE_RULES
from builder.audit.tables.contents import CONTENTS_RULES
from builder.audit.tables.economic import CONTRIBUTION_RULES, ECONOMIC_RULES
from builder.audit.tables.emptiness import EMPTINESS_RULES
from builder.audit.tables.fiscal import FISCAL_RULES, FUND_TABLE_RULES
from builder.audit.tables.hierarchy import HIERARCHY_RULES
from builder.audit.tables.print_quality import PRINT_QUALITY_RULES
from builder.audit.tables.project_table import PROJECT_TABLE_RULES
from builder.audit.tables.reconcile import RECONCILE_RULES, RECONCILE_SUMMARY_RULES
from builder.audit.tables.reconcile_split import SPLIT_RULES
from builder.audit.tables.summary_table import SUMMARY_RULES
from builder.audit.tables.table_remarks import TABLE_REMARK_RULES
from builder.audit.tables.three_public import AGENCY_COST_RULES, THREE_PUBLIC_RULES
from builder.audit.text.narrative_rules import NARRATIVE_RULES
from builder.audit.text.text_quality import TEXT_RULES
from builder.audit.unit.assets import ASSET_RULES
from builder.audit.unit.contradictions import CONTRADICTION_RULES
from builder.audit.unit.dates import DATE_RULES
from builder.audit.unit.departments import DEPARTMENT_RULES
from builder.audit.unit.staffing import STAFFING_RULES

RULES: tuple[Rule, ...] = (
    *PRINT_QUALITY_RULES,
    *SUMMARY_RULES,
    *HIERARCHY_RULES,
    *BALANCE_RULES,
    *RECONCILE_SUMMARY_RULES,
    *FISCAL_RULES,
    *RECONCILE_RULES,
    *SPLIT_RULES,
    *FUND_TABLE_RULES,
    *AGENCY_COST_RULES,
    *ECONOMIC_RULES,
    *PROJECT_TABLE_RULES,
    *THREE_PUBLIC_RULES,
    *EMPTINESS_RULES,
    *TABLE_REMARK_RULES,
    *CONTENTS_RULES,
    *CONTRIBUTION_RULES,
    *NARRATIVE_RULES,
    *PROCUREMENT_RULES,
    *PROJECT_RULES,
    *PERFORMANCE_RULES,
    *STAFFING_RULES,
    *NAME_RULES,
    *DATE_RULES,
    *ASSET_RULES,
    *CONTRADICTION_RULES,
    *DEPARTMENT_RULES,
    *TEXT_RULES,
    *COMPLETENESS_RULES,
)
