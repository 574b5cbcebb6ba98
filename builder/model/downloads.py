"""Which downloads lie beside each unit-year page, and which there are in bulk only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = frozenset({"csv", "excel", "json", "workbook", "descriptor", "zip"})
"""Each resource as CSV, the same for Excel, `data.json`, `tables.xlsx`, `datapackage.json`, `package.zip`."""
BULK_FORMS: Final = frozenset({"csv", "csv.gz"})


@dataclass(frozen=True, slots=True)
class DownloadChoice:
    """The kinds that lie beside each page, and the form in which each resource lies under `data/`."""

    beside: frozenset[str] = KINDS
    bulk_form: str = "csv"

    def __post_init__(self) -> None:
        """Raise ValueError for a kind or form that there is not."""
        unknown = (self.beside - KINDS) | ({self.bulk_form} - BULK_FORMS)
        if unknown:
            message = f"no such download: {', '.join(sorted(unknown))}"
            raise ValueError(message)

    def has(self, kind: str) -> bool:
        """Return whether downloads of this kind lie beside each page."""
        return kind in self.beside

    def bulk_path(self, resource: str) -> str:
        """Return where all rows of a resource lie, relative to the site's folder."""
        return f"data/{resource}.{self.bulk_form}"


ALL: Final = DownloadChoice()
"""Every kind, beside every page."""
