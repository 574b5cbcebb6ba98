"""The rules on names and codes, in the order of the catalogue."""

from __future__ import annotations

from builder.audit.names.code_names import code_has_one_name, name_is_official
from builder.audit.names.codes import code_is_known, code_is_whole
from builder.audit.names.naming import no_other_unit_is_named, unit_has_one_name, wording_fits_kind_and_level
from builder.audit.names.narrative_paths import path_names_ancestors
from builder.audit.names.running_numbers import sections_keep_their_codes
from builder.audit.outcomes import Rule

NAME_RULES = (
    Rule("NAM-01", "warning", name_is_official),
    Rule("NAM-02", "warning", code_has_one_name),
    Rule("NAM-03", "error", code_is_known),
    Rule("NAM-04", "info", unit_has_one_name),
    Rule("NAM-05", "warning", path_names_ancestors),
    Rule("NAM-06", "warning", code_is_whole),
    Rule("NAM-07", "warning", sections_keep_their_codes),
    Rule("NAM-08", "warning", no_other_unit_is_named),
    Rule("NAM-09", "info", wording_fits_kind_and_level),
)
