"""What the name index knows of a thing with a name."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["unit", "functional", "economic", "region", "term", "rule"]


class NameEntry(NamedTuple):
    """Something with a name. `detail` is shown under it; `url` is relative to the site's root.

    Without a `url` there is no page of its own: choosing it searches the texts for its code, else its name.
    """

    kind: Kind
    name: str
    aliases: tuple[str, ...]
    code: str
    detail: str
    url: str
