"""How long each stage takes: processor seconds by stage, added up over processes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Clock:
    """Adds up processor seconds of this process by stage."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        start = time.process_time()
        try:
            yield
        finally:
            self.seconds[stage] += time.process_time() - start

    def add(self, seconds: Mapping[str, float]) -> None:
        """Add what another process counted."""
        for stage, taken in seconds.items():
            self.seconds[stage] += taken
