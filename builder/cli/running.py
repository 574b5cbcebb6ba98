"""Run the pipeline over the packages that a command is about: in which processes, against what beside them."""

from __future__ import annotations

import json
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path

from builder import pipeline
from builder.cache import Cache, Unreadable, code_digest, dumps, loads
from builder.cli.arguments import Options, version
from builder.cli.processes import processes
from builder.cli.progress import Progress
from builder.cli.project import Project, absolute_of, project_here, project_of
from builder.cli.publishing import Publication, in_folder, in_store, is_store
from builder.cli.words import Words
from builder.cluster import PROCESSES, executor_of
from builder.former import FormerRuns, Miss
from builder.load import find_packages
from builder.neighbourhood import InputBook
from builder.report import Report
from builder.run import Run, Step, Target
from builder.segments import DIGEST_SIZE, digest_of
from builder.shared import SiteWords
from builder.theme import Theme, generate, theme_digest

NAMED = 3
"""So many packages are named in a line."""
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
    with _run(project, folders, options, words) as run:
        return pipeline.check(run, folders, reference_of(project), beside=beside)


def build_site(
    project: Project, options: Options, words: Words, *, theme: Theme | None = None, target: Path | None = None
) -> Report:
    """Return the report of a build; the site stands at `target` (else --site-dir) where it may be published.

    Takes the theme's pages where the caller has them, as the MkDocs plugin does; else runs the generator.
    """
    folders = relative_to(project, find_packages(project.root, [project.datasets] if project.datasets else []))
    with _run(project, folders, options, words) as run:
        if theme is None:
            run.step("stage-theme", 0, 0)
            theme = _theme(run)
        if target is None and is_store(options.site_dir):
            name = options.site_dir
            publication = in_store(name, _build_id(run, folders, theme))
        else:
            place = absolute_of(target or project.root / options.site_dir)
            name = run.cache.name_of(place)
            publication = in_folder(place)
        with publication as site:
            report = _built(run, folders, project, site=site, name=name, theme=theme, options=options)
    return report


def _built(  # noqa: PLR0913  # what to build from, for what, and how
    run: Run,
    folders: Sequence[str],
    project: Project,
    *,
    site: Publication,
    name: str,
    theme: Theme,
    options: Options,
) -> Report:
    runs = FormerRuns(run.cache)
    former = site.standing(runs.recall(name))
    target = Target(site.folder(former), theme, SiteWords.of(theme, version()), former)
    built = pipeline.build(run, folders, reference_of(project), target)
    if built.report.is_publishable and exit_code(built.report, options) == 0:
        run.step("stage-publish", 0, 0)
        with run.clock.timed("publish"):
            site.publish()
            runs.remember(name, built.former)
            run.cache.prune({Path(batch.target) for batch in built.former.batches})
    return built.report


def _build_id(run: Run, folders: Sequence[str], theme: Theme) -> str:
    """Return the name of a build: of the same input the same."""
    inputs = InputBook(run.project, run.cache).read(folders, run.executor)
    digests = (inputs[folder].digest or secrets.token_bytes(DIGEST_SIZE) for folder in folders)
    return digest_of(code_digest(), dumps(theme), *digests).hex()


def _theme(run: Run) -> Theme:
    """Return the pages and shells of the project, from the cache where nothing they depend on has changed."""
    with run.clock.timed("theme"):
        key = theme_digest(run.project)
        kept = run.cache.recall("theme", key) if key else None
        theme = None
        if kept:
            with suppress(Unreadable):
                theme = loads(kept)
        if not isinstance(theme, Theme):
            theme = generate(run.project)
            if key:
                run.cache.keep("theme", key, dumps(theme))
    return theme


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


@contextmanager
def _run(project: Project, folders: Sequence[str], options: Options, words: Words) -> Iterator[Run]:
    """Give what a run needs: its cache, a folder of its own that is gone afterwards, processes where they pay."""
    cache = _cache(project, options)
    local = _pool(options, project, folders)
    with (
        _progress(options, words) as step,
        _work(project, options) as work,
        executor_of(options.executor, local, work) as executor,
    ):
        run = Run(project.root, cache, work, executor, step, _teller(options, words))
        start = time.perf_counter()
        yield run
        if options.timings:
            seconds = {stage: round(taken, 4) for stage, taken in sorted(run.clock.seconds.items())}
            text = json.dumps({"wall": round(time.perf_counter() - start, 4), "stages": seconds}, indent=1)
            options.timings.write_text(f"{text}\n", encoding="utf-8")


def _cache(project: Project, options: Options) -> Cache:
    """Return the cache; where none can be made, one that keeps nothing: that costs time, nothing else."""
    if not options.has_cache:
        return Cache(None)
    try:
        project.cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Cache(None)
    return Cache(project.cache)


@contextmanager
def _work(project: Project, options: Options) -> Iterator[Path]:
    """Give a folder of this run alone; where other machines take part it stands in the project, which they see."""
    place = None
    if options.executor != PROCESSES:
        place = project.cache / "runs"
        place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mingzhang-run-", dir=place) as work:
        yield Path(work)


def _teller(options: Options, words: Words) -> Callable[[Miss], None]:
    def tell(miss: Miss) -> None:
        if options.is_verbose:
            named = words.say("list-joint").join(dict.fromkeys(miss.folders[:NAMED])) or words.say("all-packages")
            more = words.say("and-more", count=len(miss.folders)) if len(miss.folders) > NAMED else ""
            sys.stderr.write(f"{named}{more}: {words.say(miss.key)}\n")

    return tell


@contextmanager
def _progress(options: Options, words: Words) -> Iterator[Step]:
    with Progress(is_quiet=options.is_quiet) as progress:
        yield lambda stage, done, total: progress.step(words.say(stage), done, total)


@contextmanager
def _pool(options: Options, project: Project, folders: Sequence[str]) -> Iterator[Executor | None]:
    """Give a pool of processes where there is work for one; a worker that dies ends the run in a sentence."""
    if options.jobs == 1 or not _is_worth_a_pool(project.root / folder for folder in folders):
        yield None
        return
    try:
        with processes(options.jobs) as executor:
            yield executor
    except BrokenProcessPool as error:
        raise CommandFailed(3, "worker-died") from error


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
