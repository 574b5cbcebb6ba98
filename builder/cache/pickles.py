"""Values of the model as bytes and back, by pickle held to plain data.

A cache may come from another machine, and an ordinary pickle can call anything. So only classes of ours that hold
data, and a few plain ones of Python, are ever looked up.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
from typing import Any

_PLAIN = frozenset(
    {("builtins", "frozenset"), ("collections", "Counter"), ("datetime", "date"), ("decimal", "Decimal")}
)


class Unreadable(ValueError):
    """The bytes are not what `dumps` writes."""


def dumps(value: object) -> bytes:
    """Return a value made of our dataclasses and plain ones as bytes."""
    return pickle.dumps(value, protocol=5)


def loads(content: bytes) -> Any:
    """Return the value; raises Unreadable where the bytes are damaged or name anything but data."""
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except Unreadable:
        raise
    except Exception as error:  # damaged bytes may fail in any way
        raise Unreadable(str(error)) from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return a class that holds data; raises Unreadable for everything else."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith("builder.") else None
        holds_data = isinstance(found, type) and (dataclasses.is_dataclass(found) or issubclass(found, tuple))
        if not holds_data:
            message = f"{module}.{name} is no plain data"
            raise Unreadable(message)
        return found
