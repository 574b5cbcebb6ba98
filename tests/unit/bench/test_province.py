"""What a province would need follows from the figures, and the page says what follows."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.province import ASSUMED, MEASURED, PAGE, tables, written


def _row(name: str, question: str) -> str:
    measured = replace(MEASURED, cold_ms=50, site_bytes=200_000, site_files=4, page_gzip_bytes=30_000)
    assumed = replace(ASSUMED, unit_years=300_000, prefectures=15, cores=32)
    lines = tables(measured, assumed)[name].splitlines()
    return next(line for line in lines if line.startswith(f"| {question} |"))


def test_the_page_says_what_follows_from_the_figures() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert written(page, tables(MEASURED, ASSUMED)) == page


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("一个地市多少份", "300,000 ÷ 15 | 20,000 份"),
        ("全省从头做一遍的计算时间", "300,000 × 50 毫秒 | 4.17 小时"),
        ("一个地市用两个核", "20,000 × 50 毫秒 ÷ 2 | 8.33 分钟"),
        ("全省的站点", "300,000 × 200 KB | 60 GB"),
        ("免费托管放得下多少份", "1 GB ÷ 200 KB | 5,000 份，20,000 个文件"),
        ("一个地市沿用旧文件的请求", "20,000 × 4 × 2 | 160,000 次"),
        ("一百万次看页面的流量", "1,000,000 × 30 KB | 30 GB"),
    ],
)
def test_the_sums_are_right(question: str, answer: str) -> None:
    assert _row("province", question) == f"| {question} | {answer} |"


def test_a_page_without_marks_is_not_written() -> None:
    with pytest.raises(ValueError, match="figures"):
        written("# 一个省怎样用\n", tables(MEASURED, ASSUMED))


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_program_in_the_page_joins_sites_that_are_whole(tmp_path: Path, *, is_whole: bool) -> None:
    block = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    index = json.dumps({"unit_years": [{"unit_id": "a", "year": 2025, "page": "units/a/2025/"}]}).encode()
    digest = hashlib.sha256(index if is_whole else b"another").hexdigest()
    (tmp_path / "data").mkdir()
    (tmp_path / "data/index.json").write_bytes(index)
    files = [{"path": "data/index.json", "bytes": len(index), "sha256": digest}]
    (tmp_path / "manifest.json").write_text(json.dumps({"files": files}))
    program = re.sub(r"SITES = \[.*\]", f"SITES = ['{tmp_path.as_uri()}/', '{tmp_path.as_uri()}/']", block[1])

    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stdout) == ((0, "2 份公开件\n") if is_whole else (1, "")), done.stderr
