"""What is wrong with one file: findings gathered while it is read, bounded in number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from builder.findings import Finding, Place, Severity, order
from builder.load import limits
from builder.load.characters import shown

_RANK: Mapping[Severity, int] = MappingProxyType({"info": 0, "warning": 1, "error": 2})


@dataclass(slots=True)
class Report:
    """The findings of one file; past the limit they are counted and no longer kept."""

    file: str
    kept: list[Finding] = field(default_factory=list)
    total: int = 0
    errors: int = 0
    worst_hidden: Severity = "info"

    def add(  # noqa: PLR0913 # a place has that many parts
        self,
        rule: str,
        *,
        line: int = 1,
        column: int | None = None,
        field: str | None = None,
        severity: Severity = "error",
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Add one finding; every fact is made safe to print and short."""
        self.total += 1
        self.errors += severity == "error"
        if len(self.kept) >= limits.FINDINGS:
            self.worst_hidden = max(self.worst_hidden, severity, key=_RANK.__getitem__)
            return
        place = Place(
            file=self.file, line=line, column=column, field=None if field is None else shown(field, limits.PATH_BYTES)
        )
        texts = {name: shown(str(fact)) for name, fact in (facts or {}).items()}
        self.kept.append(Finding("data", rule, severity, place, facts=texts))

    def hide(self, number: int, worst: Severity) -> None:
        """Count findings that are not kept."""
        self.total += number
        self.errors += number if worst == "error" else 0
        if number:
            self.worst_hidden = max(self.worst_hidden, worst, key=_RANK.__getitem__)

    def findings(self) -> tuple[Finding, ...]:
        """Return what was kept in order of place, then the total where the limit was hit."""
        found = sorted(self.kept, key=order)
        if self.total > len(self.kept):
            facts = {"total": str(self.total), "kept": str(len(self.kept))}
            place = Place(file=self.file, line=1)
            found.append(Finding("data", "too-many-findings", self.worst_hidden, place, facts=facts))
        return tuple(found)
