"""A department's budget: the same chapters and tables as a unit's, in the words of a department."""

from __future__ import annotations

from bench.records import Records

_WORDS = (("预算单位", "部门"), ("单位预算", "部门预算"), ("本单位", "本部门"), ("单位“三公”", "部门“三公”"))
_TEXTS = {
    "disclosures": ("title", "toc_titles"),
    "printed_tables": ("title_printed", "note"),
    "narrative": ("text",),
    "narrative_figures": ("quote", "name_printed", "reason", "purpose"),
}


def as_department(records: Records) -> None:
    """Let a finished unit-year be a department's."""
    for resource, columns in _TEXTS.items():
        for record in records.rows[resource]:
            for column in columns:
                text = record.get(column)
                for unit, department in _WORDS:
                    text = text and text.replace(unit, department)
                record[column] = text
    (head,) = records.rows["disclosures"]
    head["scope"], head["has_subordinates"] = "department", "true"
