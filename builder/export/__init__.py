"""Downloads: the model as CSV, JSON, workbooks and Data Packages; bytes out, no file touched.

`choice_for` decides which there are. `unit_year_files` makes what lies beside the page of one unit and year.
`bulk_segments` keeps what the bulk files need of one package, `bulk_jobs` and then `bulk_package` join the segments of
all into what lies under `data/`. `finding_record` is one finding of the machine interface.
"""

from builder.export.bulk_overview import bulk_package
from builder.export.bulk_parts import bulk_segments
from builder.export.bulk_tables import bulk_jobs
from builder.export.choice import WrongSetting, choice_for
from builder.export.finding_rows import finding_record
from builder.export.site import Site
from builder.export.unit_years import unit_year_files

__all__ = [
    "Site",
    "WrongSetting",
    "bulk_jobs",
    "bulk_package",
    "bulk_segments",
    "choice_for",
    "finding_record",
    "unit_year_files",
]
