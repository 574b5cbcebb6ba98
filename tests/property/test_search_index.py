"""Laws of the search index."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.index import FigureRows, PageText, Passage, search_batch
from builder.index.page_terms import sets_of_terms
from builder.index.postings import BITMAP, RUNS, encoded
from builder.index.terms import marks_in, sets_by_term
from builder.index.text import BREAK, normalised
from builder.model import money
from builder.outputs import Output
from tests.search_files import merged, text_index

NAMES = Output("search/names-0.json.gz", b"")
TEXTS = st.text(alphabet="州市教育局政务云平台预算三公经费“”（）〔〕 ，。0123456789.,aB𠮷", max_size=60)

RUNS_OF_TEXT = st.text(alphabet="州市教育局政务云平台三公经费𠮷〇", min_size=2, max_size=20)


def terms_of(text: str) -> set[str]:
    """Return the terms of a normalised text."""
    return set(sets_by_term(dict.fromkeys(marks_in(text), 1)))


def decoded(form: int, content: bytes) -> set[int]:
    """Read a set of pages back, as the browser does."""
    if form == BITMAP:
        return {place * 8 + bit for place, byte in enumerate(content) for bit in range(8) if byte >> bit & 1}
    numbers, value, shift = [], 0, 0
    for byte in content:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value, shift = 0, 0
    pages: set[int] = set()
    page = 0
    pairs = zip(numbers[::2], numbers[1::2], strict=True) if form == RUNS else ((number, 0) for number in numbers)
    for left_out, more in pairs:
        pages.update(range(page + left_out, page + left_out + more + 1))
        page += left_out + more + 1
    return pages


@given(
    st.sets(st.integers(0, 3000))
    | st.builds(lambda start, count: set(range(start, start + count)), st.integers(0, 999), st.integers(0, 999))
)
def test_a_set_of_pages_is_read_back_as_it_was(pages: set[int]) -> None:
    assert decoded(*encoded(sum(1 << page for page in pages))) == pages


@given(TEXTS)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalised(text)

    assert normalised(once.replace(",", "，")) == once


@given(TEXTS, RUNS_OF_TEXT, TEXTS, st.data())
def test_the_terms_of_any_piece_of_a_run_are_terms_of_the_whole(
    before: str, run: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(run) - 2))
    piece = run[start : start + data.draw(st.integers(2, 8))]

    assert terms_of(piece) <= terms_of(normalised(before + run + after))


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=12), st.integers(1, 5))
def test_batches_give_the_index_of_the_whole(texts: list[str], size: int) -> None:
    pages = [
        PageText(f"{number}", f"units/{number}/", "", "", 2020 + number % 3, f"{number}", (Passage("top", "", text),))
        for number, text in enumerate(texts)
    ]
    batches = [search_batch(pages[start::size]) for start in range(size)]

    assert sorted(merged(batches, NAMES), key=lambda output: output.path) == sorted(
        text_index(pages, NAMES), key=lambda output: output.path
    )


FIGURES = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-10_000_000, max_value=10_000_000)
ROWS = st.tuples(st.just("201"), TEXTS, st.builds(money.grouped, FIGURES) | st.builds(money.plain, FIGURES))
PASSAGES = st.builds(Passage, st.just("top"), st.just(""), TEXTS) | st.builds(
    FigureRows, st.just("t1"), st.just(""), st.just(("amount",)), st.lists(ROWS, max_size=4).map(tuple)
)


@given(st.lists(st.lists(PASSAGES, max_size=4), max_size=4))
def test_terms_read_clause_by_clause_are_those_of_the_whole_texts(pages: list[list[Passage | FigureRows]]) -> None:
    texts = [PageText(f"{number}", "", "", "", 2024, "", tuple(each)) for number, each in enumerate(pages)]

    sets = sets_of_terms(texts)

    for number, text in enumerate(texts):
        found = {term for term, where in sets.items() if where >> number & 1}
        assert found == terms_of(normalised(BREAK.join(text.parts())))
