"""What a province would need, worked out from measured figures: `python -m bench.province` writes it into its page.

The figures stand in `MEASURED` and `ASSUMED` alone; the tables between the marks of `docs/province.md` follow.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/province.md"
MARKS = ("<!-- bench: {} -->\n", "<!-- /bench: {} -->\n")
KILOBYTE, GIGABYTE = 1_000, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What a build took, of one unit-year where nothing else is said; times are of one processor core."""

    unit_years: int
    cold_ms: float
    known_ms: float
    fixed_seconds: float
    unchanged_seconds: float
    worker_bytes: float
    package_bytes: float
    page_bytes: float
    page_gzip_bytes: float
    site_bytes: float
    site_files: float
    whole_bytes: float
    whole_files: float
    cache_bytes: float


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is not measured but taken as given."""

    unit_years: int
    prefectures: int
    counties: int
    cores: int
    changed: int
    request_ms: float
    connections: int
    host_bytes: float
    host_files: int


MEASURED = Measured(
    unit_years=10_000,
    cold_ms=22.4,
    known_ms=18.5,
    fixed_seconds=1.1,
    unchanged_seconds=1.7,
    worker_bytes=346_000_000,
    package_bytes=56_900,
    page_bytes=158_100,
    page_gzip_bytes=31_900,
    site_bytes=181_500,
    site_files=2.7,
    whole_bytes=715_800,
    whole_files=64.6,
    cache_bytes=25_800,
)
ASSUMED = Assumed(
    unit_years=300_000,
    prefectures=15,
    counties=100,
    cores=32,
    changed=500,
    request_ms=20,
    connections=10,
    host_bytes=1_000_000_000,
    host_files=100_000,
)


def tables(measured: Measured, assumed: Assumed) -> dict[str, str]:
    """Return the tables of the page by the names of their marks."""
    return {"figures": _figures(measured, assumed), "province": _province(measured, assumed)}


def _figures(measured: Measured, assumed: Assumed) -> str:
    return _table(
        ("数", "值", "从哪里来"),
        [
            ("一份公开件的计算时间，结论都没有缓存", f"{measured.cold_ms:g} 毫秒", _from(measured)),
            ("同上，frictionless 的结论已有", f"{measured.known_ms:g} 毫秒", _from(measured)),
            ("一次运行的起步", f"{measured.fixed_seconds:g} 秒", "1,000 份什么都没有变的一次运行"),
            (f"{measured.unit_years:,} 份什么都没有变的一次运行", f"{measured.unchanged_seconds:g} 秒", "随份数增加"),
            ("一个工作进程最多占用的内存", _bytes(measured.worker_bytes), "一百份一个数据包"),
            ("一份公开件的数据", _bytes(measured.package_bytes), "CSV、YAML，不含原文"),
            ("一个单位一年的页面", _bytes(measured.page_bytes), "未压缩"),
            ("同上，压缩以后", _bytes(measured.page_gzip_bytes), "gzip，读者实际下载的"),
            (
                "一份公开件在站点里占的",
                f"{_bytes(measured.site_bytes)}，{measured.site_files:g} 个文件",
                "页面、列表、搜索、压缩的全库文件，页面旁没有下载文件",
            ),
            (
                "同上，页面旁有全部下载文件",
                f"{_bytes(measured.whole_bytes)}，{measured.whole_files:g} 个文件",
                "各种格式都有，在 1,000 份上量的",
            ),
            ("一份公开件的缓存", _bytes(measured.cache_bytes), "`.cache/`，在 200 份上量的"),
            ("全省的公开件", _count(assumed.unit_years), "设定"),
            ("地市、区县", f"{assumed.prefectures} 个、{assumed.counties} 个", "设定"),
            ("处理器核", f"{assumed.cores} 个", "设定，例如四台八核"),
            ("一天改动的公开件", f"{assumed.changed} 份", "设定"),
            (
                "对象存储的一次请求",
                f"{assumed.request_ms:g} 毫秒，同时 {assumed.connections} 个",
                "设定，看网络",
            ),
            (
                "常见免费托管的上限",
                f"{_bytes(assumed.host_bytes)}，{_count(assumed.host_files)}个文件",
                "设定，以所用的为准",
            ),
        ],
    )


def _province(measured: Measured, assumed: Assumed) -> str:
    count, part = assumed.unit_years, assumed.unit_years // assumed.prefectures
    county = count // assumed.counties
    seconds = count * measured.cold_ms / 1000
    copies = part * measured.site_files * 2
    days = assumed.changed / assumed.prefectures * measured.known_ms / 1000
    sending = part * measured.site_files * assumed.request_ms / 1000 / assumed.connections
    fits = int(assumed.host_bytes / measured.site_bytes)
    return _table(
        ("问", "算", "得"),
        [
            ("一个地市多少份", f"{count:,} ÷ {assumed.prefectures}", f"{part:,} 份"),
            ("一个区县多少份", f"{count:,} ÷ {assumed.counties}", f"{county:,} 份"),
            ("全省从头做一遍的计算时间", f"{count:,} × {measured.cold_ms:g} 毫秒", _time(seconds)),
            (
                f"分给 {assumed.cores} 个核",
                f"{_time(seconds)} ÷ {assumed.cores}，各地市另加 {measured.fixed_seconds:g} 秒",
                _time(seconds / assumed.cores + assumed.prefectures * measured.fixed_seconds),
            ),
            (
                "一个地市用两个核",
                f"{part:,} × {measured.cold_ms:g} 毫秒 ÷ 2",
                _time(part * measured.cold_ms / 1000 / 2),
            ),
            (
                "工作进程的内存",
                f"{assumed.cores} × {_bytes(measured.worker_bytes)}",
                _bytes(assumed.cores * measured.worker_bytes),
            ),
            ("全省的数据", f"{count:,} × {_bytes(measured.package_bytes)}", _bytes(count * measured.package_bytes)),
            ("全省的站点", f"{count:,} × {_bytes(measured.site_bytes)}", _bytes(count * measured.site_bytes)),
            ("一个地市的站点", f"{part:,} × {_bytes(measured.site_bytes)}", _bytes(part * measured.site_bytes)),
            ("一个区县的站点", f"{county:,} × {_bytes(measured.site_bytes)}", _bytes(county * measured.site_bytes)),
            (
                "免费托管放得下多少份",
                f"{_bytes(assumed.host_bytes)} ÷ {_bytes(measured.site_bytes)}",
                f"{fits:,} 份，{fits * measured.site_files:,.0f} 个文件",
            ),
            ("一个地市的文件", f"{part:,} × {measured.site_files:g}", f"{part * measured.site_files:,.0f} 个"),
            (
                "一个地市由一个工作进程全部上传",
                f"{part * measured.site_files:,.0f} 次 × {assumed.request_ms:g} 毫秒 ÷ {assumed.connections}",
                _time(sending),
            ),
            ("一个地市沿用旧文件的请求", f"{part:,} × {measured.site_files:g} × 2", f"{copies:,.0f} 次"),
            (
                "一个地市一天改动的那些公开件的计算时间",
                f"{assumed.changed} ÷ {assumed.prefectures} × {measured.known_ms:g} 毫秒",
                _time(days),
            ),
            ("一个地市的缓存", f"{part:,} × {_bytes(measured.cache_bytes)}", _bytes(part * measured.cache_bytes)),
            (
                "一百万次看页面的流量",
                f"1,000,000 × {_bytes(measured.page_gzip_bytes)}",
                _bytes(1_000_000 * measured.page_gzip_bytes),
            ),
        ],
    )


def _from(measured: Measured) -> str:
    return f"{measured.unit_years:,} 份生成的公开件，处理器时间，页面旁不放下载文件"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _bytes(count: float) -> str:
    for size, name in ((GIGABYTE, "GB"), (1_000_000, "MB"), (KILOBYTE, "KB")):
        if count >= size:
            return f"{count / size:.3g} {name}" if count < 1000 * size else f"{count / size:,.0f} {name}"
    return f"{count:g} 字节"


def _time(seconds: float) -> str:
    for length, name in ((3600, "小时"), (60, "分钟")):
        if seconds >= length:
            return f"{seconds / length:.3g} {name}"
    return f"{ceil(seconds * 10) / 10:g} 秒"


def _count(number: int) -> str:
    return f"{number // 10_000} 万" if number % 10_000 == 0 else f"{number:,} "


def written(page: str, content: dict[str, str]) -> str:
    """Return the page with each table between its marks; raises ValueError where marks are not there."""
    for name, table in content.items():
        begin, end = (mark.format(name) for mark in MARKS)
        before, is_begun, rest = page.partition(begin)
        _, is_ended, after = rest.partition(end)
        if not is_begun or not is_ended:
            raise ValueError(name)
        page = f"{before}{begin}\n{table}\n{end}{after}"
    return page


def main() -> int:
    """Write the tables into the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written(page, tables(MEASURED, ASSUMED)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
