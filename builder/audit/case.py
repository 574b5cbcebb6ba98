"""One disclosure under audit, with what it is held against: code lists, its neighbours, its template."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import Disclosure, Neighbours, PrintedTable
from builder.model.rows import Row
from builder.profiles import Profile, profile

ALONE = Neighbours()


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules see of one unit and year."""

    disclosure: Disclosure
    catalog: Catalog
    neighbours: Neighbours
    profile: Profile

    @classmethod
    def of(cls, disclosure: Disclosure, catalog: Catalog = EMPTY_CATALOG, neighbours: Neighbours = ALONE) -> Case:
        """Return the case of a disclosure; without a catalog or neighbours the rules that need them do not apply."""
        return cls(disclosure, catalog, neighbours, profile(disclosure.head.text("template_id")))

    @property
    def year(self) -> int:
        """The budget year."""
        return self.disclosure.year

    @property
    def previous(self) -> Disclosure | None:
        """The same unit's budget of the year before, where it is at hand."""
        return self.neighbours.previous

    @property
    def is_department(self) -> bool:
        """Whether the document is a department's: its own figures and those of the units below it, in one."""
        return self.disclosure.head.text("scope") == "department"

    @property
    def figures(self) -> tuple[Row, ...]:
        """The rows of `narrative_figures`: what the text states of amounts, shares and changes."""
        return self.disclosure.rows("narrative_figures")

    @property
    def paragraphs(self) -> tuple[Row, ...]:
        """The rows of `narrative`, one a printed paragraph; without text where it may not be republished."""
        return self.disclosure.rows("narrative")

    def table(self, table_id: str) -> PrintedTable | None:
        """Return a table by its id, or None where the document does not print it."""
        return self.disclosure.tables.get(table_id)

    def rows(self, resource: str) -> tuple[Row, ...]:
        """Return the rows of a resource, empty where the document has none of it."""
        return self.disclosure.rows(resource)

    def only(self, resource: str) -> Row | None:
        """Return the one row of a resource such as procurement, or None."""
        return self.disclosure.only(resource)
