"""The kinds of shell: where each stands, which slots it has, and that every slot occurs exactly once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from builder.outputs import Output

SLOTS: Final = ("title", "description", "canonical", "head", "toc", "body")

# A kind stands at the depth of its pages, so that relative links and the theme's own files resolve.
SHELL_FOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "home": "",
        "directory": "units/",
        "region": "units/region/_/",
        "unit": "units/_/",
        "unit-year": "units/_/0/",
        "checks": "checks/",
        "rule": "checks/rules/_/",
        "completeness": "completeness/",
        "glossary": "glossary/",
        "data": "data/",
    }
)


class GeneratorFailed(RuntimeError):
    """The site generator did not make its pages; the text is one sentence saying why."""


class ShellBroken(ValueError):
    """A shell lacks a slot, has one twice, or a token stands on an ordinary page."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What the generator made.

    `pages` are published as they are, sorted by path; `shells` maps each kind to a page with its slots still open
    and belongs neither to the site nor to its list of addresses. What the settings say about the site as a whole
    comes along: `site_url` ends with `/` or is empty, as are the addresses for reports and of the repository;
    `downloads` is what they say of these, not yet judged.
    """

    pages: tuple[Output, ...]
    shells: Mapping[str, str]
    site_url: str = ""
    site_name: str = ""
    report_url: str = ""
    repository_url: str = ""
    downloads: Any = None


def token(slot: str) -> str:
    """Return the mark that stands in a shell where `slot` will be filled."""
    return f"@@mz-{slot}@@"


def assert_slots(kind: str, page: str) -> None:
    """Raise `ShellBroken` unless every slot occurs exactly once and there is no other."""
    for slot in SLOTS:
        count = page.count(token(slot))
        if count != 1:
            message = f"the shell '{kind}' holds the slot '{slot}' {count} times instead of once"
            raise ShellBroken(message)
    if page.count("@@mz-") != len(SLOTS):
        message = f"the shell '{kind}' holds a slot that nothing fills"
        raise ShellBroken(message)


def assert_no_slot(path: str, content: bytes) -> None:
    """Raise `ShellBroken` if an ordinary page still holds a token."""
    if b"@@mz-" in content:
        message = f"the page '{path}' holds the token of a slot, though it is no shell"
        raise ShellBroken(message)
