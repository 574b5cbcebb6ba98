"""A dataset → the printed disclosure in the layout of its template, as Word document, workbook or web page.

`printout` puts the content together; `word_document`, `workbook` and `web_page` give it a form. Pure functions:
the same disclosure gives the same bytes, no file is touched.
"""

from builder.printout.document import printout
from builder.printout.web import web_page
from builder.printout.word import word_document
from builder.printout.workbook import workbook

__all__ = ["printout", "web_page", "word_document", "workbook"]
