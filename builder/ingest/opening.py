"""The gate before the readers: files of known forms whose content is what their names say, and nothing else."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from builder.ingest.archive import Notes, check_office, parts_of_archive
from builder.ingest.failures import Refused
from builder.ingest.signatures import form_of_content
from builder.ingest.vocabulary import vocabulary

MOST_BYTES: Final = 20 << 20
MOST_BYTES_TOGETHER: Final = 200 << 20
MOST_FILES: Final = 200
_MOST_DEPTH: Final = 4

# What systems leave in folders beside what people put there.
_LEFT_BY_SYSTEMS = re.compile(r"(?:^|/)(?:\.|~\$|__MACOSX(?:/|$)|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)

_FORMS: Final = {".docx": "docx", ".xlsx": "xlsx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "txt"}
# Content that is refused for what it is, by whatever name it comes.
_NEVER: Final = {"encrypted": "is-encrypted", "image": "is-image", "archive": "is-archive"}


class Opened(NamedTuple):
    """One file of a disclosure that passed the gate; `notes` say what a person should know of it."""

    name: str
    form: str
    content: bytes
    notes: Notes = ()


def open_disclosure(paths: Sequence[Path]) -> tuple[Opened, ...]:
    """Return the files of one disclosure in their order: files as given, those of folders and archives by name.

    Raises `Refused` for the first file that may not be read, with what to do.
    """
    opened = tuple(part for path in paths for part in _opened(path))
    if not opened:
        raise Refused("no-document", file=", ".join(_shown(path.name) for path in paths))
    if len(opened) > MOST_FILES:
        raise Refused("too-many-files", file=_shown(paths[0].name), limit=str(MOST_FILES))
    if sum(len(part.content) for part in opened) > MOST_BYTES_TOGETHER:
        raise Refused("too-large-together", file=_shown(paths[0].name), limit=str(MOST_BYTES_TOGETHER >> 20))
    return opened


def _opened(path: Path) -> Iterator[Opened]:
    if _status(path).st_mode and stat.S_ISDIR(_status(path).st_mode):
        for file in _files_in(path, 0):
            yield _checked(_shown(file.relative_to(path).as_posix()), _content(file))
    elif path.suffix.lower() == ".zip":
        content = _content(path)
        yield from _parts(_shown(path.name), content)
    else:
        yield _checked(_shown(path.name), _content(path))


def _status(path: Path) -> os.stat_result:
    try:
        status = path.lstat()
    except (OSError, ValueError) as error:
        raise Refused("cannot-open", file=_shown(path.name)) from error
    if stat.S_ISLNK(status.st_mode):
        raise Refused("is-link", file=_shown(path.name))
    if not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
        raise Refused("not-a-file", file=_shown(path.name))
    return status


def _files_in(folder: Path, depth: int) -> Iterator[Path]:
    """The files of a folder and of folders in it, in their natural order."""
    if depth > _MOST_DEPTH:
        raise Refused("too-deep", file=_shown(folder.name))
    try:
        entries = [entry for entry in folder.iterdir() if not _LEFT_BY_SYSTEMS.search(entry.name)]
    except OSError as error:
        raise Refused("cannot-open", file=_shown(folder.name)) from error
    for entry in sorted(entries, key=lambda entry: natural_order(entry.name)):
        if stat.S_ISDIR(_status(entry).st_mode):
            yield from _files_in(entry, depth + 1)
        else:
            yield entry


def _content(path: Path) -> bytes:
    """The bytes of a regular file that is no link, up to the limit: what it is, is asked of the open file."""
    _status(path)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Refused("not-a-file", file=_shown(path.name))
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused("cannot-open", file=_shown(path.name)) from error
    if len(content) > MOST_BYTES:
        raise Refused("too-large", file=_shown(path.name), limit=str(MOST_BYTES >> 20))
    return content


def _parts(name: str, content: bytes) -> Iterator[Opened]:
    form = form_of_content(content)
    if form != "zip":
        raise _mismatch(name, form)
    parts = [part for part in parts_of_archive(name, content) if not _LEFT_BY_SYSTEMS.search(part[0])]
    for path, part in sorted(parts, key=lambda part: natural_order(part[0])):
        if len(part) > MOST_BYTES:
            raise Refused("too-large", file=f"{name}: {path}", limit=str(MOST_BYTES >> 20))
        yield _checked(path, part)


def _checked(name: str, content: bytes) -> Opened:
    extension = PurePosixPath(name).suffix.lower()
    found = form_of_content(content)
    key = _NEVER.get(found) or _refused_extensions().get(extension)
    if key:
        raise Refused(key, file=name)
    if found == "empty":
        raise Refused("is-empty", file=name)
    form = _FORMS.get(extension)
    if form is None:
        raise Refused("unknown-form", file=name)
    if form != found:
        raise _mismatch(name, found)
    return Opened(name, form, content, check_office(name, content) if form in {"docx", "xlsx"} else ())


def _mismatch(name: str, found: str) -> Refused:
    """What to say of content that another extension announces; old office files under a new name need converting."""
    if found in _NEVER:
        return Refused(_NEVER[found], file=name)
    if found == "old-office":
        return Refused("old-office", file=name)
    if found in {"docx", "xlsx", "pdf", "html", "txt", "zip"}:
        return Refused("wrong-extension", file=name, form=found)
    return Refused("not-what-it-says", file=name)


def _refused_extensions() -> dict[str, str]:
    keys: dict[str, list[str]] = vocabulary("opening")["refused"]
    return {extension: key for key, extensions in keys.items() for extension in extensions}


def natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key by which people order names: 2 before 10, and the second annex before the third."""
    words: dict[str, str] = vocabulary("opening")
    numerals = _numerals(words["digits"])
    parts = re.split(rf"(\d+|{words['numeral']})", name)
    return tuple(
        (0, int(part) if part.isdecimal() else numerals.get(part, 0), part) if at % 2 else (1, 0, part.casefold())
        for at, part in enumerate(parts)
        if part
    )


@cache
def _numerals(digits: str) -> dict[str, int]:
    """The numerals 1 to 99 as names write them; the last of the digits is ten."""
    numerals: dict[str, int] = {}
    for number in range(1, 100):
        tens, ones = divmod(number, 10)
        times = digits[tens - 1] if tens > 1 else ""
        numerals[times + digits[-1] * (tens > 0) + (digits[ones - 1] if ones else "")] = number
    return numerals


def _shown(name: str) -> str:
    """A name as it can be printed: bytes that are no text, and characters that steer a terminal, stand as `?`."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "?" for character in text)
