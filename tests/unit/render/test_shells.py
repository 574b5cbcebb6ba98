from __future__ import annotations

import pytest

from builder.render.pages import Slots
from builder.render.shells import Shell

_HTML = (
    "<title>@@mz-title@@</title><meta content='@@mz-description@@'><link href='@@mz-canonical@@'>@@mz-head@@"
    "<aside>@@mz-toc@@</aside><main>@@mz-body@@</main>"
)
_SLOTS = Slots("标题", "说明", "https://example.org/", "<script></script>", "目录", "正文")


def test_a_shell_is_filled_at_its_markers_and_nowhere_else() -> None:
    page = Shell.cut(_HTML).filled(_SLOTS).decode()

    assert page == (
        "<title>标题</title><meta content='说明'><link href='https://example.org/'><script></script>"
        "<aside>目录</aside><main>正文</main>"
    )


def test_text_that_looks_like_a_marker_is_left_as_it_is() -> None:
    slots = Slots("a", "b", "c", "d", "e", "@@mz-title@@")

    page = Shell.cut(_HTML).filled(slots).decode()

    assert page.endswith("<main>@@mz-title@@</main>")


@pytest.mark.parametrize("html", [_HTML.replace("@@mz-toc@@", ""), _HTML + "@@mz-body@@"])
def test_a_shell_with_a_missing_or_doubled_marker_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="each of"):
        Shell.cut(html)
