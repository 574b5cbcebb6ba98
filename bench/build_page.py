"""The measured tables of the page on speed and size, from the JSON of `make bench`: `python -m bench page FILE`.

They stand between two marks in `docs/benchmarks.md` and are written anew only by this script.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/benchmarks.md"
BEGIN, END = "<!-- bench: build -->\n", "<!-- /bench: build -->\n"
BUILDS = {
    "cold": "什么都没有，全部重做",
    "warm": "只有 frictionless 的结论，全部重做",
    "changed": "改一份里的一个数",
    "unchanged": "没有改动",
}
SIDES = {
    "pages": "本站，只做页面",
    "pages_downloads": "本站，只做页面和下载",
    "cp_alone": "复制页面和下载（`cp -r`）",
    "cp_site": "复制整站（`cp -r`）",
    "hugo": "Hugo，Markdown",
    "hugo_bodies": "Hugo，套用本站正文",
    "zensical": "Zensical，无搜索",
    "mkdocs": "MkDocs + Material，无搜索",
    "mkdocs_search": "MkDocs + Material，中文搜索",
    "mkdocs_start": "MkDocs + Material，只有一页",
}
LAYOUTS = {"area": "每包 100 份", "unit": "每个单位一包", "unit-year": "每份一包"}
LISTS = {
    "index.html": "首页",
    "units/index.html": "全部单位",
    "units/…/": "一个单位（最大的）",
    "checks/index.html": "检查",
    "checks/rules/…/": "一条规则（最大的）",
    "completeness/index.html": "公开完整度",
    "glossary/index.html": "名词",
    "data/index.html": "数据",
}
KINDS = {
    "unit-year pages": "单位一年的页面",
    "other pages": "其他页面",
    "beside pages: .csv": "页旁 CSV",
    "beside pages: -excel.csv": "页旁 CSV（Excel）",
    "beside pages: data.json": "页旁 `data.json`",
    "beside pages: datapackage.json": "页旁 `datapackage.json`",
    "beside pages: tables.xlsx": "页旁 `tables.xlsx`",
    "beside pages: package.zip": "页旁 `package.zip`",
    "search": "搜索",
    "checks": "检查结果",
    "assets": "样式与脚本",
    "manifest.json": "`manifest.json`",
}
SHOWN_FROM = 100_000
"""Bytes: kinds of file that weigh less in all are left out of the table."""


def main() -> int:
    """Write the tables into the page; return 2 where the marks are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=Path, metavar="FILE", help="what `python -m bench --json FILE` wrote")
    found = json.loads(parser.parse_args().figures.read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        print(f"{PAGE}: no marks", file=sys.stderr)
        return 2
    PAGE.write_text(f"{before}{BEGIN}\n{tables(found)}\n{END}{after}", encoding="utf-8")
    return 0


def tables(found: Mapping[str, Any]) -> str:
    """Return the passage: on which machine, whole builds, beside others, growth, weights."""
    generated = {key: each for key, each in found["sets"].items() if each["unit_years"]}
    areas = [each for key, each in generated.items() if key.startswith("area-")]
    parts = [_machine(found), "### 整站 {#builds}", *_builds(generated)]
    beside = [each for each in areas if "pages" in each["measured"]]
    if beside:
        parts += ["### 与其他生成器并列 {#beside}", *_beside(beside)]
    parts += _growth(found)
    if areas:
        parts += _weights(max(areas, key=lambda each: int(each["unit_years"])))
    return "\n\n".join(parts) + "\n"


def _how_often(found: Mapping[str, Any]) -> str:
    """Say how many runs stand behind a figure: of one there is no middle."""
    runs = {len(each["seconds"]) for held in found["sets"].values() for each in held["measured"].values()}
    return "各只跑了一次。" if runs == {1} else "秒数是几次的中位数，括号里是最少和最多；没有括号的只跑了一次。"


def _machine(found: Mapping[str, Any]) -> str:
    machine = found["machine"]
    versions = ", ".join(
        f"{name} {machine[name]}" for name in ("hugo", "zensical", "mkdocs", "mkdocs-material") if name in machine
    )
    return (
        f"{machine['processor']}，{machine['cores']} 核，{machine['memory_bytes'] / 1024**3:.0f} GiB 内存，"
        f"Python {machine['python']}；{versions}。{_how_often(found)}"
    )


def _builds(generated: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    rows = [
        (
            f"{each['unit_years']:,} 份，{LAYOUTS[key.rpartition('-')[0]]}",
            name,
            _seconds(each["measured"][state]),
            f"{each['measured'][state]['median_cpu_seconds']:.1f}",
            _mega(each["measured"][state]["largest_process_bytes"]),
            _mega(each["measured"][state]["all_processes_bytes"]),
        )
        for key, each in generated.items()
        for state, name in BUILDS.items()
        if state in each["measured"]
    ]
    yield _table(("数据", "情形", "秒", "处理器秒", "最大进程 MB", "合计 MB"), rows)


def _beside(sets: list[Mapping[str, Any]]) -> Iterator[str]:
    for each in sets:
        rows = []
        for key, name in SIDES.items():
            measured = each["measured"].get(key)
            if measured:
                rows.append(
                    (
                        name,
                        _seconds(measured),
                        f"{measured['median_cpu_seconds']:.1f}",
                        f"{measured['pages_a_second']:,.0f}",
                        f"{measured['files']:,}",
                        _mega(measured["output_bytes"]),
                        _mega(measured["all_processes_bytes"]),
                    )
                )
        heads = (f"{each['unit_years']:,} 份", "秒", "处理器秒", "页/秒", "文件", "MB", "内存合计 MB")
        yield _table(heads, rows)


def _growth(found: Mapping[str, Any]) -> Iterator[str]:
    names = {**BUILDS, **SIDES}
    for title, times in found.get("growth", {}).items():
        yield f"份数 {title}，时间是几倍："
        rows = [(names[key], f"{ratio:.1f}") for key, ratio in times.items() if key in names]
        yield _table(("", "倍"), rows)


def _weights(each: Mapping[str, Any]) -> Iterator[str]:
    weights = each["weights"]
    pages, visit = weights["unit_year_pages"], weights["first_visit"]
    yield f"### 大小（{each['unit_years']:,} 份） {{#weights}}"
    yield (
        f"整站 {weights['files']:,} 个文件，{_mega(weights['bytes'])} MB。初次打开一页要传 {_kilo(visit['bytes'])} KB"
        f"（{visit['requests']} 个文件，压缩后，含样式和脚本）。"
    )
    yield _table(
        ("单位一年的页面，KB", "中位", "95%", "最大"),
        [
            (name, *(_kilo(pages[form][rank]) for rank in ("median", "p95", "max")))
            for form, name in (("raw", "原样"), ("gzip", "压缩后"))
        ],
    )
    listed = [
        (LISTS[page["page"]], _kilo(page["raw"]), _kilo(page["gzip"]))
        for page in weights["lists"]
        if page["page"] in LISTS
    ]
    yield _table(("列表等页面，KB", "原样", "压缩后"), listed)
    yield _table(
        ("搜索的文件，KB", "个数", "合计", "中位", "最大"),
        [
            (f"`{kind}`", f"{group['files']:,}", *(_kilo(group[part]) for part in ("bytes", "median", "max")))
            for kind, group in weights["search"].items()
        ],
    )
    yield _table(
        ("文件种类", "个数", "MB"),
        [
            (_kind(kind), f"{group['files']:,}", _mega(group["bytes"]))
            for kind, group in weights["kinds"].items()
            if group["bytes"] >= SHOWN_FROM
        ],
    )


def _kind(kind: str) -> str:
    if kind.startswith("bulk: "):
        return f"全库 {kind.removeprefix('bulk: ').upper()}"
    return KINDS.get(kind, f"`{kind.removeprefix('beside pages: ')}`")


def _seconds(measured: Mapping[str, Any]) -> str:
    least, most = min(measured["seconds"]), max(measured["seconds"])
    extent = f"（{least:.1f}–{most:.1f}）" if len(measured["seconds"]) > 1 else ""
    return f"{measured['median_seconds']:.1f}{extent}"


def _mega(size: int | None) -> str:
    return "—" if size is None else f"{size / 1e6:,.0f}"


def _kilo(size: int) -> str:
    return f"{size / 1e3:,.1f}"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    rule = f"|---|{'---|' * (len(heads) - 1)}"
    return "\n".join((f"| {' | '.join(heads)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)))


if __name__ == "__main__":
    sys.exit(main())
