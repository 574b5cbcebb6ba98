"""What is put into a MkDocs run before it renders: the shells, our files, and nothing of the theme that no page uses.

The generator of this package and the plugin for a plain `mkdocs build` both come here, so both give the same bytes.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from builder.theme.fingerprints import fingerprinted_assets
from builder.theme.shells import SHELL_FOLDERS, ShellBroken

OVERRIDES: Final = Path(__file__).parent / "overrides"
_MATERIAL_CSS: Final = "assets/stylesheets/main.*.min.css"


def prepare(config: MkDocsConfig) -> None:
    """Make our templates found in any project: below the project's own ones, above the theme's.

    A project that names them itself in `custom_dir`, as this one does, is left as it is.
    """
    folders = config.theme.dirs
    if not any(Path(folder).resolve() == OVERRIDES for folder in folders):
        folders.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))


def add_shells(files: Files, config: MkDocsConfig) -> Files:
    """Return the run's files with the shells and our own assets added, the theme's unused files removed.

    To be called for the event `files`; a page of the same name in the docs folder gives way to its shell.
    """
    material_css = _keep_used_theme_files(files, config)
    published = fingerprinted_assets(material_css)
    for asset in published.values():
        files.append(File.generated(config, asset.path, content=asset.content))
    config.extra["assets"] = {"material.css": material_css} | {name: asset.path for name, asset in published.items()}
    for kind, folder in SHELL_FOLDERS.items():
        source = f"{folder}index.md"
        if (stub := files.get_file_from_path(source)) is not None:
            files.remove(stub)
        content = f"---\ntitle: {kind}\nshell: {kind}\n---\n"
        files.append(File.generated(config, source, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _keep_used_theme_files(files: Files, config: MkDocsConfig) -> str:
    """Remove the theme's scripts, pictures and further stylesheets; return the path of its main stylesheet."""
    material_css = ""
    for file in list(files):
        if file.src_dir is None or Path(file.src_dir) == Path(config.docs_dir):
            continue
        if fnmatch(file.src_uri, _MATERIAL_CSS):
            material_css = file.src_uri
        else:
            files.remove(file)
    if not material_css:
        message = f"the theme has no stylesheet named like {_MATERIAL_CSS}"
        raise ShellBroken(message)
    return material_css
