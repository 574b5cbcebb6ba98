"""Downloads: the model as CSV, JSON, workbooks and Data Packages; bytes out, no file touched.

`unit_year_files` makes what lies beside the page of one unit and year, `bulk_fragment` keeps what the bulk
files need of it, `bulk_files` joins the fragments of all unit-years into what lies under `data/`,
`finding_record` is one finding of the machine interface.
"""

from builder.export.bulk import bulk_files
from builder.export.finding_rows import finding_record
from builder.export.fragments import Fragment, bulk_fragment
from builder.export.site import Site
from builder.export.unit_years import unit_year_files

__all__ = ["Fragment", "Site", "bulk_files", "bulk_fragment", "finding_record", "unit_year_files"]
