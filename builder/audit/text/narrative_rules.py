"""The rules on what the text states of amounts, shares and changes, in the order of the catalogue."""

from __future__ import annotations

from builder.audit.outcomes import Rule
from builder.audit.text.amount_units import (
    amounts_are_in_the_unit_they_name,
    amounts_name_their_unit,
    percentages_have_their_sign,
)
from builder.audit.text.change_words import (
    change_has_direction_and_reason,
    reason_goes_the_way_of_the_change,
    reasons_say_more_than_the_change,
)
from builder.audit.text.changes import changes_sum_to_the_change_of_their_total, one_figure_has_one_change
from builder.audit.text.growth import (
    growth_follows_from_change,
    growth_follows_from_printed_prior,
    growth_has_a_base,
    implied_prior_is_not_negative,
)
from builder.audit.text.last_year import budget_is_made_anew, implied_prior_was_published
from builder.audit.text.misplaced_text import purpose_speaks_of_its_own_item
from builder.audit.text.narrative_lists import (
    entry_states_one_amount,
    every_item_of_the_table_is_explained,
    text_lists_sum_to_their_total,
)
from builder.audit.text.narrative_parts import parts_do_not_exceed_the_whole
from builder.audit.text.narrative_tables import absent_money_is_nowhere_printed, text_repeats_the_tables
from builder.audit.text.shares import (
    percentages_are_possible,
    share_follows_from_its_amount,
    shares_of_a_list_make_the_whole,
)

NARRATIVE_RULES = (
    Rule("NAR-01", "error", text_repeats_the_tables),
    Rule("NAR-02", "error", text_lists_sum_to_their_total),
    Rule("NAR-03", "error", entry_states_one_amount),
    Rule("NAR-04", "info", every_item_of_the_table_is_explained),
    Rule("NAR-05", "warning", purpose_speaks_of_its_own_item),
    Rule("NAR-06", "error", parts_do_not_exceed_the_whole),
    Rule("NAR-07", "error", absent_money_is_nowhere_printed),
    Rule("UNI-01", "error", amounts_are_in_the_unit_they_name),
    Rule("UNI-02", "info", amounts_name_their_unit),
    Rule("UNI-03", "info", percentages_have_their_sign),
    Rule("SHR-01", "warning", share_follows_from_its_amount),
    Rule("SHR-02", "warning", shares_of_a_list_make_the_whole),
    Rule("SHR-03", "error", percentages_are_possible),
    Rule("YOY-01", "warning", growth_follows_from_change),
    Rule("YOY-02", "info", growth_has_a_base),
    Rule("YOY-03", "error", changes_sum_to_the_change_of_their_total),
    Rule("YOY-04", "warning", implied_prior_was_published),
    Rule("YOY-05", "warning", change_has_direction_and_reason),
    Rule("YOY-06", "warning", growth_follows_from_printed_prior),
    Rule("YOY-07", "error", implied_prior_is_not_negative),
    Rule("YOY-08", "warning", reason_goes_the_way_of_the_change),
    Rule("YOY-09", "warning", one_figure_has_one_change),
    Rule("YOY-10", "info", reasons_say_more_than_the_change),
    Rule("YOY-11", "warning", budget_is_made_anew),
)
