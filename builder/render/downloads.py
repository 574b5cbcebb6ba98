"""The links of a unit-year page to the files beside it; to the bulk files where those of a kind lie there only."""

from __future__ import annotations

from functools import lru_cache

from builder.model.downloads import DownloadChoice
from builder.render.text import Markup, filled_template
from builder.schemas import all_schemas

ROOT = "../../../"
"""From the page to the site's folder."""


@lru_cache(maxsize=16)
def all_files(downloads: DownloadChoice) -> Markup:
    """Return the list of the files that hold the whole of the page; empty where none lies beside it."""
    return filled_template("all_files.html", downloads=downloads)


@lru_cache(maxsize=16)
def bulk_note(downloads: DownloadChoice) -> Markup:
    """Return the sentence on what lies in the bulk files only; empty where everything lies beside the page."""
    return filled_template("bulk_note.html", downloads=downloads, root=ROOT)


@lru_cache(maxsize=256)
def resource_files(resources: tuple[str, ...], downloads: DownloadChoice) -> Markup:
    """Return the list items of these resources by their titles; alike for most disclosures, so made once for these."""
    schemas = all_schemas()
    rows = [(schemas[name].title, name, csv_address(downloads, name)) for name in resources]
    return filled_template("resource_files.html", resources=rows, downloads=downloads)


def csv_address(downloads: DownloadChoice, resource: str) -> str:
    """Return where the rows of a resource are to be had as CSV: beside the page, else among those of all pages."""
    return f"{resource}.csv" if downloads.has("csv") else ROOT + downloads.bulk_path(resource)
