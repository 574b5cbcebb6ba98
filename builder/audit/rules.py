"""The rules in the order in which they speak; nothing registers itself."""

from __future__ import annotations

from builder.audit.balance import BALANCE_RULES
from builder.audit.hierarchy import HIERARCHY_RULES
from builder.audit.outcomes import Rule
from builder.audit.print_quality import PRINT_QUALITY_RULES
from builder.audit.reconcile import RECONCILE_RULES

RULES: tuple[Rule, ...] = (*PRINT_QUALITY_RULES, *BALANCE_RULES, *HIERARCHY_RULES, *RECONCILE_RULES)
