"""What each command does: have the pipeline run, print what it found, decide the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable

from builder.cli.arguments import Options, version
from builder.cli.explain import FORMATS as EXPLANATIONS
from builder.cli.explain import all_rules, explanation_of, near_matches
from builder.cli.fix import fix_descriptors
from builder.cli.project import Project
from builder.cli.reports import FORMATS, as_short_text
from builder.cli.running import CommandFailed, build_site, check_packages, exit_code, packages_at, whole_project
from builder.cli.words import Words
from builder.report import Report

MEGABYTE = 1_000_000


def run_check(options: Options, words: Words) -> int:
    """Check packages and print what was found."""
    project, folders = packages_at(options.paths)
    report = check_packages(project, folders, options, words)
    print_report(report, project, options, words)
    code = exit_code(report, options)
    if options.format == "text" and not options.is_quiet:
        _hint(report, options, words, "next-check" if project.is_whole else None)
    return code


def run_build(options: Options, words: Words) -> int:
    """Check packages, make the site and swap it in where nothing stands in the way."""
    project = whole_project()
    report = build_site(project, options, words)
    print_report(report, project, options, words)
    if options.format == "text":
        if report.is_publishable:
            _say_built(report, options, words)
        _hint(report, options, words, "next-build")
    return exit_code(report, options)


def run_serve(options: Options, words: Words) -> int:
    """Build, serve, and build again on change."""
    from builder.cli.serve import serve

    project = whole_project()

    def rebuild() -> bool:
        report = build_site(project, options, words)
        print_report(report, project, options, words)
        if report.is_publishable:
            _say_built(report, options, words)
        _hint(report, options, words, None)
        return report.is_publishable

    return serve(project, options, words, rebuild)


def run_fix(options: Options, words: Words) -> int:
    """Write the schemas of descriptors anew."""
    project, folders = packages_at(options.paths)
    changed = fix_descriptors(project.root / folder for folder in folders)
    sys.stdout.write(words.say("fixed" if changed else "fixed-none", count=len(changed)) + "\n")
    sys.stdout.writelines(f"  {path.relative_to(project.root)}\n" for path in changed)
    return 0


def run_explain(options: Options, words: Words) -> int:
    """Say what a rule asks; without one, list them all."""
    form = EXPLANATIONS[options.format]
    if not options.rule:
        sys.stdout.write(form(all_rules(), words) + "\n")
        return 0
    explanation = explanation_of(options.rule)
    if explanation is None:
        near = ", ".join(near_matches(options.rule))
        raise CommandFailed(2, "no-rule-but" if near else "no-rule", rule=options.rule, near=near)
    sys.stdout.write(form(explanation, words) + "\n")
    return 0


def run_diff(options: Options, words: Words) -> int:
    """Print what differs between two states of the data."""
    from builder.cli.diff import diff

    return diff(options, words)


def run_import(options: Options, words: Words) -> int:
    """Make draft packages of documents."""
    if options.batch:
        from builder.cli.import_batch import import_batch

        return import_batch(options, words)
    from builder.cli.import_draft import import_one

    return import_one(options, words)


def run_accept(options: Options, words: Words) -> int:
    """Take a draft into datasets/."""
    from builder.cli.accept import accept

    return accept(options, words)


def run_print(options: Options, words: Words) -> int:
    """Write the printed disclosures of packages."""
    from builder.cli.print import print_disclosures

    return print_disclosures(options, words)


COMMANDS: dict[str, Callable[[Options, Words], int]] = {
    "check": run_check,
    "build": run_build,
    "serve": run_serve,
    "fix": run_fix,
    "explain": run_explain,
    "diff": run_diff,
    "import": run_import,
    "accept": run_accept,
    "print": run_print,
}


def print_report(report: Report, project: Project, options: Options, words: Words) -> None:
    """Print the report in the form asked for."""
    if options.format == "text" and options.command != "check":
        text = as_short_text(report, words)
    else:
        text = FORMATS[options.format](report, words, version(), project.site_url)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _say_built(report: Report, options: Options, words: Words) -> None:
    pages = sum(entry.path.endswith(".html") for entry in report.entries)
    megabytes = f"{sum(entry.size for entry in report.entries) / MEGABYTE:.1f}"
    facts = {"pages": pages, "files": len(report.entries) + 1, "megabytes": megabytes, "folder": options.site_dir}
    sys.stdout.write(words.say("built", **facts) + "\n")


def _hint(report: Report, options: Options, words: Words, key: str | None) -> None:
    if not report.is_publishable:
        sys.stdout.write(words.say("blocked") + "\n")
    elif exit_code(report, options):
        sys.stdout.write(words.say("failed-on-audit", level=options.fail_on) + "\n")
    elif key:
        sys.stdout.write(words.say(key) + "\n")
