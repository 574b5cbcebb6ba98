"""Run the pipeline over the packages that a command is about: in which processes, against what beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

from builder import pipeline
from builder.batches import Surroundings
from builder.cli.arguments import Options, version
from builder.cli.progress import Progress
from builder.cli.project import Project, absolute_of, project_here, project_of
from builder.cli.words import Words
from builder.load import find_packages
from builder.publish import Staging
from builder.report import Report
from builder.shared import SiteWords
from builder.theme import Theme, generate

BYTES_WORTH_A_POOL = 4_000_000
"""Packages smaller than this together (about a hundred disclosures) are made in less time than processes start."""


class CommandFailed(Exception):
    """A command cannot go on; `key` and `facts` make the sentence, `code` is the exit code."""

    def __init__(self, code: int, key: str, **facts: object) -> None:
        """Take the exit code, the key in words.yaml and the facts of the sentence."""
        super().__init__(key)
        self.code = code
        self.key = key
        self.facts = facts


def check_packages(project: Project, folders: Sequence[str], options: Options, words: Words) -> Report:
    """Return what is found in packages of a project, held against those that lie beside them."""
    beside = _beside(project, folders)
    with _progress(options, words) as step, _pool(options, project, folders) as executor:
        return pipeline.check(
            _surroundings(project, options), folders, reference_of(project), executor, step, beside=beside
        )


def build_site(
    project: Project, options: Options, words: Words, *, theme: Theme | None = None, target: Path | None = None
) -> Report:
    """Return the report of a build; the site stands at `target` (else --site-dir) where it may be published.

    Takes the theme's pages where the caller has them, as the MkDocs plugin does; else runs the generator.
    """
    folders = relative_to(project, find_packages(project.root, [project.datasets] if project.datasets else []))
    with _progress(options, words) as step, Staging(target or project.root / options.site_dir) as staging:
        if theme is None:
            step("stage-theme", 0, 0)
            theme = generate(project.root)
        with _pool(options, project, folders) as executor:
            report = pipeline.build(
                _surroundings(project, options),
                folders,
                reference_of(project),
                executor,
                step,
                staging=staging.folder,
                theme=theme,
                words=SiteWords.of(theme, version()),
            )
        if report.is_publishable and exit_code(report, options) == 0:
            step("stage-publish", 0, 0)
            staging.swap()
    return report


def whole_project() -> Project:
    """Return the project in the current folder; raises CommandFailed where none stands there."""
    project = project_here()
    if project is None:
        raise CommandFailed(2, "no-project")
    return project


def packages_at(paths: Sequence[Path]) -> tuple[Project, tuple[str, ...]]:
    """Return the project and the packages meant, as folders relative to it; raises CommandFailed."""
    for path in paths:
        if not path.exists():
            raise CommandFailed(2, "no-path", path=path)
    project = project_of(paths[0]) if paths else whole_project()
    for path in paths:
        if project_of(path).root != project.root:
            raise CommandFailed(2, "two-projects", path=path, root=project.root)
    roots = [absolute_of(path) for path in paths] or ([project.datasets] if project.datasets else [])
    folders = relative_to(project, find_packages(project.root, roots))
    if not folders:
        raise CommandFailed(2, "no-packages", path=paths[0] if paths else "datasets")
    return project, folders


def relative_to(project: Project, folders: Sequence[Path]) -> tuple[str, ...]:
    """Return folders as findings name them: relative to the project."""
    return tuple(folder.relative_to(project.root).as_posix() for folder in folders)


def _beside(project: Project, folders: Sequence[str]) -> tuple[str, ...]:
    """Return all further packages of the project: among them may be last year's, and the department's."""
    known = {*folders, *reference_of(project)}
    found = find_packages(project.root, [project.datasets] if project.datasets else [])
    return tuple(folder for folder in relative_to(project, found) if folder not in known)


def reference_of(project: Project) -> tuple[str, ...]:
    """Return the packages of code lists and glossary."""
    return relative_to(project, find_packages(project.root, project.reference_folders))


def _surroundings(project: Project, options: Options) -> Surroundings:
    return Surroundings(project.root, project.cache if options.has_cache else None)


@contextmanager
def _progress(options: Options, words: Words) -> Iterator[pipeline.Step]:
    with Progress(is_quiet=options.is_quiet) as progress:
        yield lambda stage, done, total: progress.step(words.say(stage), done, total)


@contextmanager
def _pool(options: Options, project: Project, folders: Sequence[str]) -> Iterator[ProcessPoolExecutor | None]:
    """Give a pool of processes where there is work for one; a worker that dies ends the run in a sentence."""
    if options.jobs == 1 or not _is_worth_a_pool(project.root / folder for folder in folders):
        yield None
        return
    executor = ProcessPoolExecutor(options.jobs, mp_context=get_context("forkserver"))
    try:
        yield executor
    except BrokenProcessPool as error:
        raise CommandFailed(3, "worker-died") from error
    finally:
        executor.shutdown(cancel_futures=True)


def _is_worth_a_pool(folders: Iterable[Path]) -> bool:
    sizes = (size for folder in folders for size in _sizes(folder))
    return any(size >= BYTES_WORTH_A_POOL for size in accumulate(sizes))


def _sizes(folder: Path) -> Iterator[int]:
    """Yield the sizes of the files in a folder; nothing where it is a link or cannot be read, as the gate will say."""
    try:
        files = [] if folder.is_symlink() else [file.lstat() for file in folder.iterdir()]
    except OSError:
        return
    yield from (file.st_size for file in files)


def exit_code(report: Report, options: Options) -> int:
    """Return 1 where something found stands in the way of publishing, as `--fail-on` says, else 0."""
    severities = {finding.severity for finding in report.findings if finding.kind == "audit"}
    failing = {"data": set(), "audit-error": {"error"}, "audit-warning": {"error", "warning"}}[options.fail_on]
    return 0 if report.is_publishable and failing.isdisjoint(severities) else 1
