"""The files of one disclosure that passed the gate → its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.ingest.failures import Refused
from builder.ingest.opening import Opened
from builder.ingest.readers import READERS, Unreadable
from builder.ingest.source import Document


def read_documents(opened: Sequence[Opened]) -> tuple[Document, ...]:
    """Return each file as read, in their order; raises `Refused` for the first that cannot be read."""
    return tuple(_read(part) for part in opened)


def _read(part: Opened) -> Document:
    try:
        document = READERS[part.form](part.name, part.content)
    except Unreadable as error:
        raise Refused(error.key, **{"file": part.name, **error.facts}) from error
    return replace(document, notes=(*part.notes, *document.notes))
