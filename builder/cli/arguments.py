"""The commands and their options."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from builder.cluster import PROCESSES
from builder.messages import Language

FailOn = Literal["data", "audit-error", "audit-warning"]


def version() -> str:
    """Return the version of the tool."""
    return metadata.version("mingzhang")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; options that a command does not have keep their defaults."""

    command: str
    paths: tuple[Path, ...] = ()
    sides: tuple[str, ...] = ()
    rule: str = ""
    site_dir: str = "site"
    format: str = "text"
    fail_on: FailOn = "data"
    lang: Language = "zh"
    is_quiet: bool = False
    has_cache: bool = True
    is_verbose: bool = False
    executor: str = PROCESSES
    timings: Path | None = None
    jobs: int = 1
    port: int = 8000
    unit_id: str = ""
    year: int | None = None
    out: Path | None = None
    batch: Path | None = None
    is_facts_only: bool = False
    has_review: bool = False
    form: str = "all"


def parse(arguments: Sequence[str]) -> Options:
    """Return the options; prints help or what is wrong and exits as argparse does (0 or 2)."""
    given = _parser().parse_args(arguments)
    return Options(**{name: value for name, value in vars(given).items() if value is not None})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mingzhang", description="Checks budget disclosures kept as Data Packages and makes a website of them."
    )
    parser.add_argument("--version", action="version", version=f"mingzhang {version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check packages: the gate, the schemas, the audit")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a package's folder or a tree (datasets/)")
    check.add_argument("--format", choices=("text", "json", "github", "sarif"), help="form of the report (text)")
    _add_shared(check)

    build = commands.add_parser("build", help="check, make the whole site, swap it in")
    build.add_argument("--site-dir", metavar="DIR", help="where the site is published (site); a folder or s3://…")
    build.add_argument("--format", choices=("text", "json", "github", "sarif"), help="form of the report (text)")
    _add_shared(build)

    serve = commands.add_parser("serve", help="build, serve on 127.0.0.1, build again on change, reload the page")
    serve.add_argument("--site-dir", metavar="DIR", help="where the site is published (site)")
    serve.add_argument("--port", type=int, help="port on 127.0.0.1 (8000)")
    _add_shared(serve)

    explain = commands.add_parser("explain", help="say what a rule asks, and why; without a rule, list them all")
    explain.add_argument("rule", nargs="?", metavar="RULE", help="id of a rule, as in findings: HIE-T3, D12, no-rows")
    explain.add_argument("--format", choices=("text", "json"), help="form of the answer (text)")
    _add_language(explain)

    diff = commands.add_parser("diff", help="compare two states of the data: figures and findings")
    diff.add_argument(
        "sides", nargs="+", metavar="STATE", help="a folder or a git revision; A B, A..B, or A for A and what is here"
    )
    diff.add_argument("--format", choices=("text", "json"), help="form of the answer (text)")
    diff.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="worker processes")
    diff.add_argument("--no-cache", dest="has_cache", action="store_false", help="keep and use no verdicts")
    diff.add_argument("--quiet", dest="is_quiet", action="store_true", help="no progress")
    _add_language(diff)

    _add_import(commands)

    accept = commands.add_parser("accept", help="take a draft that a person has gone over into datasets/")
    accept.add_argument("paths", nargs=1, type=Path, metavar="DRAFT", help="the draft's folder, as import wrote it")
    _add_language(accept)

    fix = commands.add_parser("fix", help="write the schemas of descriptors anew from the tool's own")
    fix.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a package's folder or a tree (datasets/)")
    _add_language(fix)

    _add_print(commands)
    return parser


def _add_print(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    printed = commands.add_parser("print", help="packages → the printed disclosures, to be published")
    printed.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a package's folder or a tree")
    printed.add_argument("--form", choices=("docx", "xlsx", "html", "all"), help="form of the documents (all)")
    printed.add_argument("--out", type=Path, metavar="DIR", help="where they are written (printed)")
    printed.add_argument("--no-cache", dest="has_cache", action="store_false", help="keep and use no verdicts")
    _add_language(printed)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    draft = commands.add_parser(
        "import", help="documents (docx, xlsx, pdf, html, txt, zip) → a draft package and ledger"
    )
    draft.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE", help="one disclosure: its file, its parts, a folder"
    )
    draft.add_argument("--unit-id", metavar="ID", help="the unit's identifier, as in datasets/units/")
    draft.add_argument("--year", type=_positive, metavar="Y", help="the budget year (read from the document)")
    draft.add_argument("--out", type=Path, metavar="DIR", help="the new folder (drafts/ID/YEAR; with --batch: drafts)")
    draft.add_argument("--batch", type=Path, metavar="FOLDER", help="import every disclosure in a folder")
    draft.add_argument("--facts-only", dest="is_facts_only", action="store_true", help="figures and names, no passages")
    draft.add_argument(
        "--review", dest="has_review", action="store_true", help="also write a page to go over the draft"
    )
    draft.add_argument("--format", choices=("text", "json"), help="form of the summary (text)")
    draft.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="documents at a time")
    draft.add_argument("--quiet", dest="is_quiet", action="store_true", help="no progress")
    _add_language(draft)


def _add_shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fail-on",
        choices=("data", "audit-error", "audit-warning"),
        help="what makes the exit code 1: faults of the data (data), or also disagreements of the documents",
    )
    parser.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="worker processes")
    parser.add_argument("--no-cache", dest="has_cache", action="store_false", help="keep no results and use none kept")
    parser.add_argument("--quiet", dest="is_quiet", action="store_true", help="no progress")
    parser.add_argument("--verbose", dest="is_verbose", action="store_true", help="say why something is made again")
    parser.add_argument(
        "--executor", metavar="WHERE", help="where tasks run: processes (of this machine), or dask://host:port"
    )
    parser.add_argument("--timings", type=Path, metavar="FILE", help="write processor seconds by stage here, as JSON")
    _add_language(parser)


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("zh", "en"), help="language of messages (zh)")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(text)
    return number
