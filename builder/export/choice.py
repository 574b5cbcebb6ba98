"""Which downloads a site gives: as its settings say, else as many as fit a static host.

The setting holds `beside` (a list of kinds, `all` or `none`) and `bulk` (a form); what is not named, or named
`auto`, follows from the number of unit-years.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from builder.model.downloads import ALL, BULK_FORMS, KINDS, DownloadChoice

SITE_LIMIT: Final = 1_000_000
"""Kilobytes that free static hosts allow a site."""

# Kilobytes a unit-year, measured on 200 generated ones that are as long as real disclosures; 31 tables each.
PAGE: Final = 180
"""The page with its share of search and lists."""
BESIDE: Final[Mapping[str, int]] = MappingProxyType(
    {"csv": 62, "excel": 62, "json": 144, "workbook": 39, "descriptor": 87, "zip": 37}
)
BULK: Final[Mapping[str, int]] = MappingProxyType({"csv": 130, "csv.gz": 12})
"""Tables, their Excel twins and `data.zip`; or the compressed tables alone. Index and findings in either case."""

LADDER: Final = (
    ALL,
    DownloadChoice(frozenset({"json", "workbook", "zip"}), "csv.gz"),
    DownloadChoice(frozenset({"workbook", "zip"}), "csv.gz"),
    DownloadChoice(frozenset(), "csv.gz"),
)
"""From most to least; a package and a workbook a page are what readers without tools of their own can use."""

_AUTO: Final = "auto"
_SETTINGS: Final = frozenset({"beside", "bulk"})
_NAMED: Final[Mapping[object, frozenset[str]]] = MappingProxyType({"all": KINDS, "none": frozenset[str]()})


class WrongSetting(ValueError):
    """A setting of the downloads that cannot be: the key of the sentence about it, and what was written.

    Keys: `downloads-not-a-mapping`, `downloads-unknown-setting`, `downloads-unknown-kind`, `downloads-unknown-form`,
    `downloads-descriptor-without-csv` (a descriptor is of use beside the tables that it names).
    """

    def __init__(self, key: str, written: str) -> None:
        """Take the key and the text."""
        super().__init__(f"{key}: {written}")
        self.key = key
        self.written = written


def choice_for(unit_years: int, setting: Mapping[str, object] | None = None) -> DownloadChoice:
    """Return the downloads of a site with that many unit-years; raises WrongSetting."""
    asked = _checked(setting)
    fitting = next((choice for choice in LADDER if kilobytes(choice, unit_years) <= SITE_LIMIT), LADDER[-1])
    beside, form = asked.get("beside", _AUTO), asked.get("bulk", _AUTO)
    return DownloadChoice(
        fitting.beside if beside == _AUTO else _kinds(beside),
        fitting.bulk_form if form == _AUTO else _form(form),
    )


def kilobytes(choice: DownloadChoice, unit_years: int) -> int:
    """Return about how large a site with these downloads is."""
    each = PAGE + sum(BESIDE[kind] for kind in choice.beside) + BULK[choice.bulk_form]
    return unit_years * each


def _checked(setting: object) -> Mapping[str, object]:
    if setting is None:
        return {}
    if not isinstance(setting, Mapping):
        raise WrongSetting("downloads-not-a-mapping", str(setting))
    if unknown := sorted(str(name) for name in setting if name not in _SETTINGS):
        raise WrongSetting("downloads-unknown-setting", ", ".join(unknown))
    return setting


def _kinds(written: object) -> frozenset[str]:
    if isinstance(written, str) and written in _NAMED:
        return _NAMED[written]
    kinds = [str(kind) for kind in written] if isinstance(written, list | tuple) else [str(written)]
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise WrongSetting("downloads-unknown-kind", ", ".join(unknown))
    if "descriptor" in kinds and "csv" not in kinds:
        raise WrongSetting("downloads-descriptor-without-csv", ", ".join(kinds))
    return frozenset(kinds)


def _form(written: object) -> str:
    form = str(written)
    if form not in BULK_FORMS:
        raise WrongSetting("downloads-unknown-form", form)
    return form
