"""Mistakes in words: reasons, template text, repeated passages, names, titles, notes, years of headings."""

from __future__ import annotations

from bench.records import Record
from bench.slip_document import Document, Slip, address_of, text_of


def reason_missing(document: Document) -> Slip | None:
    """The words that introduce a reason are followed by a full stop."""
    figure = document.pick(_with_reason(document))
    if figure is None:
        return None
    reason = figure["reason"] or ""
    paragraph = document.paragraph_of(figure, reason)
    if paragraph is None or not document.restate(figure, f"原因是{reason}", "原因是"):
        return None
    figure["reason"] = None
    return Slip((text_of(paragraph), address_of(figure, "reason")), None, reason)


def reason_against(document: Document) -> Slip | None:
    """The reason speaks of the opposite direction."""
    figure = document.pick([each for each in _with_reason(document) if (each["change"] or "0") != "0"])
    if figure is None:
        return None
    reason = figure["reason"] or ""
    wrong = "年初项目预算经费增加" if (figure["change"] or "").startswith("-") else "年初项目预算经费减少"
    paragraph = document.paragraph_of(figure, reason)
    if paragraph is None or not document.restate(figure, f"原因是{reason}", f"原因是{wrong}"):
        return None
    figure["reason"] = wrong
    return Slip((address_of(figure, "reason"), text_of(paragraph), address_of(figure, "change")), wrong, reason)


def reason_restates(document: Document) -> Slip | None:
    """The reason says no more than the change."""
    figure = document.pick([each for each in _with_reason(document) if (each["change"] or "0") != "0"])
    if figure is None:
        return None
    wrong = "经费减少" if (figure["change"] or "").startswith("-") else "经费增加"
    right = figure["reason"] or ""
    if not document.restate(figure, f"原因是{right}", f"原因是{wrong}"):
        return None
    figure["reason"] = wrong
    return Slip((address_of(figure, "reason"),), wrong, right)


def reason_of_another(document: Document) -> Slip | None:
    """The purpose of an item speaks of another item."""
    figures = [each for each in document.figures("item", column="purpose") if each["code"]]
    by_word = {"养老": "2080505", "职业年金": "2080506", "公积金": "2210201"}
    found = [each for each in figures if each["code"] in by_word.values()]
    figure = document.pick(found)
    if figure is None:
        return None
    wrong = document.pick([f"按规定缴纳的{word}" for word, code in by_word.items() if code != figure["code"]])
    right = figure["purpose"] or ""
    if wrong is None or not document.restate(figure, right, wrong):
        return None
    figure["purpose"] = wrong
    return Slip((address_of(figure, "purpose"),), wrong, right)


def passage_twice(document: Document) -> Slip | None:
    """A passage stands twice."""
    long = [each for each in document.paragraphs() if len(each["text"] or "") > 45 and "万元" in (each["text"] or "")]  # noqa: PLR2004
    paragraph = document.pick(long)
    if paragraph is None:
        return None
    records = document.rows["narrative"]
    place = records.index(paragraph)
    again = {**paragraph}
    records.insert(place + 1, again)
    for number, record in enumerate(records, 1):
        record["seq"] = str(number)
    return Slip((text_of(again), text_of(paragraph)), again["text"])


def template_text(document: Document) -> Slip | None:
    """The opposites of the template are left side by side."""
    return _reworded(document, (("增加", "增加（减少）"), ("减少", "增加（减少）")))


def placeholder(document: Document) -> Slip | None:
    """A placeholder of the template is left in."""
    name = document.unit_year.said_name
    return _reworded(document, ((name, "××"),))


def doubled_word(document: Document) -> Slip | None:
    """A word stands twice."""
    return _reworded(document, (("万元", "万元万元"), ("支出", "支出支出"), ("主要", "主要主要"), ("。", "。。")))


def mixed_brackets(document: Document) -> Slip | None:
    """A pair of brackets has two widths, or a half-width stop stands between Chinese words."""
    return _reworded(document, (("）", ")"), ("元，其中", "元,其中")))


def heading_year(document: Document) -> Slip | None:
    """A heading has another year."""
    records = [
        each
        for each in document.rows["narrative"]
        if each["heading"] == "true" and f"{document.year}年" in (each["text"] or "")
    ]
    record = document.pick(records)
    if record is None:
        return None
    record["text"] = (record["text"] or "").replace(f"{document.year}年", f"{document.year - 1}年", 1)
    return Slip((text_of(record),), record["text"])


def title_year(document: Document) -> Slip | None:
    """A title has another year: that of the document or of a table."""
    year = f"{document.year}年"
    found: list[tuple[Record, str, str | None]] = [(document.rows["disclosures"][0], "title", None)]
    found += [
        (each, "title_printed", each["table_id"])
        for each in document.printed_tables()
        if year in (each["title_printed"] or "")
    ]
    record, column, table = document.draw.choice(found)
    record[column] = (record[column] or "").replace(year, f"{document.year - 1}年")
    place = ("profile", None, column) if table is None else (table, None, column)
    return Slip((place,), record[column])


def header_of_another_unit(document: Document) -> Slip | None:
    """The head of a table names another unit."""
    record, name = document.pick(document.printed_tables()), document.pick(document.other_names)
    if record is None or name is None:
        return None
    record["name_header"] = name
    return Slip(((record["table_id"], None, "name_header"),), name)


def name_varies(document: Document) -> Slip | None:
    """The unit is called otherwise in the head of one table."""
    record = document.pick(document.printed_tables())
    if record is None:
        return None
    right = record["name_header"] or ""
    record["name_header"] = right.replace("市", "", 1) if "市" in right else f"{right}本级"
    return Slip(((record["table_id"], None, "name_header"), ("profile", None, None)), record["name_header"], right)


def sentence_of_another_unit(document: Document) -> Slip | None:
    """A sentence speaks of another unit."""
    name = document.pick(document.other_names)
    if name is None:
        return None
    return _reworded(document, ((document.unit_year.said_name, name),), besides="s7")  # others may carry out a project


def signed_by_another(document: Document) -> Slip | None:
    """Another unit signs."""
    name = document.pick(document.other_names)
    if name is None:
        return None
    document.rows["disclosures"][0]["signed_by"] = name
    return Slip((("profile", None, "signed_by"),), name)


def note_of_another_table(document: Document) -> Slip | None:
    """The note under an empty table is that of another fund."""
    record = document.pick(_noted(document))
    if record is None:
        return None
    funds = ("政府性基金预算", "国有资本经营预算")
    old, new = funds if funds[0] in (record["note"] or "") else funds[::-1]
    record["note"] = (record["note"] or "").replace(old, new)
    return Slip(((record["table_id"], None, "note"),), record["note"])


def note_missing(document: Document) -> Slip | None:
    """An empty table has no note and nothing says that it is empty."""
    record = document.pick(_noted(document))
    if record is None:
        return None
    record["note"], record["declared_empty"] = None, "false"
    fund = "gov_fund" if record["table_id"] == "T9" else "state_capital"
    for figure in [each for each in document.rows["narrative_figures"] if each["fund"] == fund]:
        quote = figure["quote"] or ""
        for paragraph in document.paragraphs(figure["section"] or "", holding=quote):
            text = (paragraph["text"] or "").replace(f"{quote}；", "").replace(f"；{quote}", "")
            if quote in text:
                document.rows["narrative"].remove(paragraph)
            paragraph["text"] = text
        document.rows["narrative_figures"].remove(figure)
    return Slip(((record["table_id"], None, "note"), (record["table_id"], None, None)))


def contents_list(document: Document) -> Slip | None:
    """A title of the contents list is not that of the table."""
    head = document.rows["disclosures"][0]
    titles = (head["toc_titles"] or "").split("|")
    if not titles[0]:
        return None
    place = document.draw.randrange(len(titles))
    right = titles[place]
    titles[place] = right.replace("预算表", "情况表") if "预算表" in right else right.replace("总表", "明细表")
    head["toc_titles"] = "|".join(titles)
    return Slip((("profile", None, "toc_titles"),), titles[place], right)


def wrong_scope_word(document: Document) -> Slip | None:
    """The words of a department's budget stand in a unit's."""
    return _reworded(document, (("单位预算", "部门预算"), ("本单位", "本部门")))


def _noted(document: Document) -> list[Record]:
    return [each for each in document.printed_tables() if each["note"] and each["table_id"] in {"T9", "T10"}]


def _with_reason(document: Document) -> list[Record]:
    return [
        each
        for each in document.figures(column="reason")
        if not (each["reason"] or "").startswith("一是") and f"原因是{each['reason']}" in (each["quote"] or "")
    ]


def _reworded(document: Document, pairs: tuple[tuple[str, str], ...], *, besides: str = "") -> Slip | None:
    """Replace a word in one paragraph, and in the quote of each figure that was taken from there."""
    found = [(each, old, new) for old, new in pairs for each in document.paragraphs(holding=old)]
    found = [each for each in found if each[0]["section"] != besides]
    chosen = document.pick(found)
    if chosen is None:
        return None
    paragraph, old, new = chosen
    before = paragraph["text"] or ""
    paragraph["text"] = before.replace(old, new, 1)
    for figure in document.figures(section=paragraph["section"] or "", column="quote"):
        quote = figure["quote"] or ""
        if quote in before and quote not in (paragraph["text"] or ""):
            figure["quote"] = quote.replace(old, new, 1)
    return Slip((text_of(paragraph),), new, old)
