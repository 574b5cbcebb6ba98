"""What a child process took is counted whole, what it left on disk too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.measuring import Measured, Run, Weight, last_json, run_child, weigh

WORKER = (
    "import time; held = bytearray(60_000_000); end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
)
PARENT = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1]]); print('{\"a\": 1}')"


def run(seconds: float, together: int | None = 3) -> Run:
    return Run(seconds, 2 * seconds, 2, together, "")


def test_a_worker_that_outlives_its_parent_is_counted(tmp_path: Path) -> None:
    taken = run_child([sys.executable, "-c", PARENT, WORKER], tmp_path)

    assert taken.cpu_seconds >= 0.3
    assert taken.largest_bytes >= 60_000_000


def test_wall_time_ends_with_the_command_itself(tmp_path: Path) -> None:
    sleeper = "import time; time.sleep(2)"

    taken = run_child([sys.executable, "-c", PARENT, sleeper], tmp_path)

    assert taken.seconds < 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells the memory of all processes")
def test_memory_of_processes_at_one_time_is_added_up(tmp_path: Path) -> None:
    both = "import subprocess, sys; held = bytearray(60_000_000); subprocess.run([sys.executable, '-c', sys.argv[1]])"

    taken = run_child([sys.executable, "-c", both, WORKER], tmp_path)

    assert taken.together_bytes is not None
    assert taken.together_bytes >= 120_000_000


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_child([sys.executable, "-c", "import sys; sys.exit('no such page')"], tmp_path)

    assert "no such page" in capsys.readouterr().err


def test_what_a_command_printed_last_is_its_figures(tmp_path: Path) -> None:
    taken = run_child([sys.executable, "-c", "print('a warning'); print('{\"seconds\": 2}')"], tmp_path)

    assert last_json(taken.stdout) == {"seconds": 2}


def test_files_and_pages_are_counted_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "units" / "a").mkdir(parents=True)
    (tmp_path / "units" / "a" / "index.html").write_bytes(b"12345")
    (tmp_path / "data.json").write_bytes(b"123")

    assert weigh(tmp_path) == Weight(files=2, pages=1, output_bytes=8)


def test_the_record_holds_medians_and_the_most_memory() -> None:
    measured = Measured("build", weight=Weight(9, 6, 100))
    for seconds, together in ((4.0, 7), (1.0, 9), (2.0, 8)):
        measured.add(run(seconds, together), stages={"load": seconds})

    record = measured.record()

    assert record["median_seconds"] == 2
    assert record["median_cpu_seconds"] == 4
    assert record["all_processes_bytes"] == 9
    assert record["pages_a_second"] == 3
    assert record["stages"] == {"load": 2}


def test_where_the_system_does_not_tell_memory_of_all_there_is_none() -> None:
    measured = Measured("build")
    measured.add(run(1.0, None))

    assert measured.record()["all_processes_bytes"] is None
