"""A function run in a process of its own comes back with its value, or with one sentence why not."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from builder.ingest.failures import Crashed, OutOfMemory, Refused, TimedOut
from builder.ingest.readers import Unreadable
from builder.ingest.sandbox import Limits, run_limited
from builder.ingest.source import Document, Line, Piece, Place
from tests.unit.ingest.limited_reading import read_limited
from tests.unit.ingest.office_files import word_file

SHORT = Limits(seconds=2)


def doubled(number: int) -> int:
    return 2 * number


def document_of(name: str) -> Document:
    return Document(name, "txt", "0", (Line(Piece(0, "甲", Place(name, 1))),))


def for_ever(_: None) -> None:
    while True:
        pass


def asleep(_: None) -> None:
    time.sleep(100)


def hungry(_: None) -> int:
    return len([bytes(1 << 20) for _ in range(2_000)])


def wordy(size: int) -> str:
    return "甲" * size


def wrong(_: None) -> None:
    raise KeyError("secret")


def nested(depth: int) -> int:
    return nested(depth + 1)


def killed(number: int) -> None:
    signal.raise_signal(number)


def unreadable(_: None) -> None:
    raise Unreadable("text-encoding", line="3")


def chatty(_: None) -> str:
    sys.stdout.write("noise" * 1000)
    sys.stdout.flush()
    sys.stderr.write("noise" * 100_000)
    return "value"


class Trap:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.getenv, ("HOME",)


def trap(_: None) -> Trap:
    return Trap()


def attempt(deed: str) -> str:
    try:
        if deed == "socket":
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        elif deed == "name":
            socket.getaddrinfo("localhost", 80)
        elif deed == "program":
            subprocess.run(["true"], check=True)  # noqa: S607
        elif deed == "shell":
            os.system("true")  # noqa: S605, S607
        elif deed == "fork":
            os.fork()
        elif deed == "write":
            Path("x").write_text("x", encoding="utf-8")
        elif deed == "remove":
            os.remove("x")  # noqa: PTH107
        elif deed == "kill":
            os.kill(os.getppid(), signal.SIGTERM)
    except PermissionError as error:
        return str(error)
    return "done"


def test_a_value_comes_back() -> None:
    assert run_limited(doubled, 21, name="甲") == 42


def test_a_document_comes_back_equal() -> None:
    assert run_limited(document_of, "甲.txt", name="甲") == document_of("甲.txt")


def test_what_is_printed_is_no_part_of_the_result() -> None:
    assert run_limited(chatty, None, name="甲") == "value"


@pytest.mark.parametrize("function", [for_ever, asleep])
def test_a_function_that_does_not_end_is_ended(function: object) -> None:
    begun = time.monotonic()

    outcome = run_limited(function, None, name="甲.pdf", limits=SHORT)  # type: ignore[arg-type]

    assert isinstance(outcome, TimedOut)
    assert time.monotonic() - begun < 10
    assert "2 秒" in outcome.sentence("zh")


def test_a_function_that_takes_too_much_memory_is_ended() -> None:
    outcome = run_limited(hungry, None, name="甲.pdf", limits=Limits(seconds=20))

    assert isinstance(outcome, OutOfMemory)
    assert outcome.sentence("zh").startswith("甲.pdf：")


def test_a_result_that_is_too_large_is_not_taken() -> None:
    outcome = run_limited(wordy, 1 << 20, name="甲", limits=Limits(result=1))

    assert isinstance(outcome, Refused)
    assert outcome.key == "too-much-read"


def test_a_refusal_keeps_its_key_and_facts() -> None:
    outcome = run_limited(unreadable, None, name="甲.txt")

    assert outcome == Refused("text-encoding", file="甲.txt", line="3")


def test_a_fault_of_ours_is_one_sentence_that_says_where_and_no_traceback() -> None:
    outcome = run_limited(wrong, None, name="甲.txt")

    assert isinstance(outcome, Crashed)
    assert "KeyError, test_sandbox.py:" in outcome.sentence("zh")
    assert "\n" not in outcome.sentence("zh")


def test_endless_nesting_is_refused() -> None:
    assert run_limited(nested, 0, name="甲") == Refused("too-nested", file="甲")


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_tells_its_signal(number: int) -> None:
    outcome = run_limited(killed, number, name="甲")

    assert outcome == Crashed("reading-failed", file="甲", cause=signal.Signals(number).name)


def test_a_process_that_the_system_takes_was_out_of_memory() -> None:
    assert isinstance(run_limited(killed, int(signal.SIGKILL), name="甲"), OutOfMemory)


def test_a_result_that_would_call_a_function_is_not_taken_apart() -> None:
    assert isinstance(run_limited(trap, None, name="甲"), Crashed)


@pytest.mark.parametrize(
    ("deed", "event"),
    [
        ("socket", "socket."),
        ("name", "socket.getaddrinfo"),
        ("program", "subprocess.Popen"),
        ("shell", "os.system"),
        ("fork", "os.fork"),
        ("write", "open"),
        ("remove", "os.remove"),
        ("kill", "os.kill"),
    ],
)
def test_what_no_reader_needs_is_refused(deed: str, event: str) -> None:
    outcome = run_limited(attempt, deed, name="甲")

    assert isinstance(outcome, str)
    assert outcome.startswith(event)


def test_a_module_that_lies_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert run_limited(len, "甲", name="甲") == 1


def test_a_disclosure_is_opened_and_read(tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    path.write_bytes(word_file("一、主要职能"))

    outcome = read_limited(path)

    assert isinstance(outcome, tuple)
    assert [(document.file, document.form) for document in outcome] == [("甲.docx", "docx")]
