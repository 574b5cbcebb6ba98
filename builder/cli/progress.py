"""How far a long run has come: a bar on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import NoReturn, Self

from tqdm import tqdm


class Progress:
    """Takes `step(stage, done, total)` from the pipeline and shows it on stderr."""

    def __init__(self, *, is_quiet: bool) -> None:
        """Show nothing at all where `is_quiet`."""
        self._is_quiet = is_quiet
        self._is_terminal = sys.stderr.isatty()
        self._bar: tqdm[NoReturn] | None = None
        self._stage = ""
        self._tenth = -1

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave the terminal clean."""
        self._close()

    def step(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` pieces of a stage are behind us; a total of 0 has no measure."""
        if self._is_quiet:
            return
        if self._is_terminal and total:
            self._show_bar(stage, done, total)
        else:
            self._print_line(stage, done, total)

    def _show_bar(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._close()
            self._bar = tqdm(total=total or None, desc=stage, file=sys.stderr, leave=True, dynamic_ncols=True)
            self._stage = stage
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def _print_line(self, stage: str, done: int, total: int) -> None:
        self._close()
        tenth = done * 10 // total if total else 0
        if stage != self._stage or tenth != self._tenth:
            measure = f" {done}/{total}" if total else ""
            sys.stderr.write(f"{stage}{measure}\n")
            sys.stderr.flush()
            self._stage, self._tenth = stage, tenth

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
