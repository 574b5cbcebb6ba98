"""A site is written beside its place and swapped in whole."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from builder.outputs import Output
from builder.publish import PublishFailed, Staging, manifest_output, sitemap_outputs, write_outputs


def test_the_new_site_replaces_the_old_one_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")

    with Staging(site) as staging:
        write_outputs(staging.folder, [Output("a/new.html", b"new")])
        assert (site / "old.html").exists()
        staging.swap()

    assert sorted(path.name for path in site.rglob("*")) == ["a", "new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site", ".site.lock"] or sorted(
        path.name for path in tmp_path.iterdir()
    ) == [".site.lock", "site"]


def test_a_build_that_is_given_up_leaves_the_old_site_untouched(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")

    with Staging(site) as staging:
        write_outputs(staging.folder, [Output("new.html", b"new")])

    assert [path.name for path in site.iterdir()] == ["old.html"]
    assert not staging.folder.exists()


def test_a_cut_swap_is_undone_at_the_next_start(tmp_path: Path) -> None:
    old = tmp_path / ".site.old"
    old.mkdir()
    (old / "index.html").write_text("old")

    with Staging(tmp_path / "site"):
        pass

    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_two_builds_of_one_target_do_not_meet(tmp_path: Path) -> None:
    with Staging(tmp_path / "site"), pytest.raises(PublishFailed) as failure, Staging(tmp_path / "site"):
        pass

    assert failure.value.key == "target-is-locked"


def test_a_target_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")

    with pytest.raises(PublishFailed) as failure, Staging(tmp_path / "site"):
        pass

    assert failure.value.key == "target-is-no-folder"


def test_the_manifest_lists_every_file_with_its_checksum(tmp_path: Path) -> None:
    entries = write_outputs(tmp_path, [Output("b.txt", b"b"), Output("a/c.txt", b"cc")])

    manifest = json.loads(manifest_output(entries, version="1").content)

    assert [file["path"] for file in manifest["files"]] == ["a/c.txt", "b.txt"]
    assert manifest["bytes"] == 3
    assert manifest["files"][1]["sha256"] == hashlib.sha256((tmp_path / "b.txt").read_bytes()).hexdigest()


def test_the_sitemap_and_its_twin_hold_the_same_addresses() -> None:
    outputs = {
        output.path: output.content
        for output in sitemap_outputs(["units/index.html", "404.html", "index.html"], "https://x.example/")
    }

    assert gzip.decompress(outputs["sitemap.xml.gz"]) == outputs["sitemap.xml"]
    assert b"<loc>https://x.example/units/</loc>" in outputs["sitemap.xml"]
    assert b"404" not in outputs["sitemap.xml"]


def test_more_addresses_than_a_file_may_hold_are_split() -> None:
    outputs = sitemap_outputs((f"u/{number}/index.html" for number in range(50_001)), "https://x.example/")

    assert [output.path for output in outputs if output.path.endswith("xml")] == [
        "sitemap.xml",
        "sitemap-1.xml",
        "sitemap-2.xml",
    ]
