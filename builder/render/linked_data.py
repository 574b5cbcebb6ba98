"""The page's description for machines: a schema.org Dataset as JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from builder.model.disclosure import Disclosure
from builder.render.overview import web_address
from builder.render.pages import SiteFacts
from builder.render.text import words

_SCRIPT_UNSAFE = re.compile("[<>&\u2028\u2029]")
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FILES = (
    ("zip", "package.zip", "application/zip"),
    ("json", "data.json", "application/json"),
    ("workbook", "tables.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


def dataset_block(disclosure: Disclosure, site: SiteFacts, address: str, description: str) -> str:
    """Return the script element that describes the disclosure as a dataset."""
    head, unit, year = disclosure.head, disclosure.unit, disclosure.year
    publisher: dict[str, Any] = {"@type": "GovernmentOrganization", "name": disclosure.name}
    if unit.text("uscc"):
        publisher["identifier"] = unit.text("uscc")
    if web_address(unit.text("homepage")):
        publisher["url"] = unit.text("homepage")
    licences = [dict(licence).get("path") for licence in disclosure.package.licenses]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": words()["dataset_name"].format(name=disclosure.name, year=year),
        "description": description,
        "url": address,
        "identifier": f"{disclosure.unit_id}/{year}",
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "license": next((licence for licence in licences if licence), site.licence_url),
        "creator": publisher,
        "temporalCoverage": f"{year}-01-01/{year}-12-31",
        "variableMeasured": [
            words()[name] for name in ("figure_total", "figure_basic", "figure_project", "figure_three_public")
        ],
        "includedInDataCatalog": {"@type": "DataCatalog", "url": site.address("data/")},
    }
    files = [(name, form) for kind, name, form in _FILES if site.downloads.has(kind)]
    if files:
        described["distribution"] = [
            {"@type": "DataDownload", "contentUrl": address + name, "encodingFormat": form} for name, form in files
        ]
    if disclosure.regions:
        described["spatialCoverage"] = {
            "@type": "AdministrativeArea",
            "name": "".join(row.text("name") or "" for row in reversed(disclosure.regions)),
            "identifier": f"urn:cn:region:{unit.text('region_code') or ''}",
        }
    source = web_address(head.text("source_url")) or web_address(head.text("retrieved_from"))
    if source:
        described["isBasedOn"] = source
    signed = head.day("signed_date")
    if signed:
        described["dateModified"] = signed.isoformat()
    return script(described)


def script(described: Mapping[str, Any]) -> str:
    """Return a mapping as a JSON-LD element that no text in it can leave."""
    text = _SCRIPT_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _WRITER.encode(described))
    return f'<script type="application/ld+json">{text}</script>'
