"""Mistakes in what the text states of figures: amounts, changes, shares, years, names."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from bench.amounts import TEXT, per_cent
from bench.codes import functional_names
from bench.records import Record
from bench.slip_document import ANY, Document, Slip, address_of, text_of
from bench.slip_figures import DIGIT_SLIPS, as_yuan, one_wrong, slipped
from bench.slip_tables import MakesSlip

_STATED_TWICE = (
    "total", "income_fund", "expenditure_class", "basic", "project", "item", "economic", "personnel", "public",
    "three_public_total", "three_public_overseas", "three_public_vehicle", "three_public_purchase",
    "three_public_operation", "three_public_reception", "agency_operating",
)  # fmt: skip
"""What the text states of that a table states too."""
_OPPOSITE = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}


def amount(slip: str, document: Document) -> Slip | None:
    """An amount that a table prints too is misprinted in the text."""
    figure = document.pick(document.figures(*_STATED_TWICE))
    return document.misprint(figure, DIGIT_SLIPS[slip]) if figure else None


def yuan(document: Document) -> Slip | None:
    """An amount in 10,000 yuan has the unit yuan."""
    figure = document.pick([each for each in document.figures(*_STATED_TWICE) if Decimal(each["amount"] or 0)])
    if figure is None:
        return None
    right = figure["amount"] or ""
    if not document.restate(figure, f"{right}万元", f"{right}元"):
        return None
    wrong = f"{Decimal(right).scaleb(-4).normalize():f}"
    figure["amount"], figure["amount_unit_printed"] = wrong, "yuan"
    return Slip((address_of(figure, "amount"),), wrong, right)


def yuan_digits(document: Document) -> Slip | None:
    """An amount is given in yuan with the unit 10,000 yuan."""
    figure = document.pick([each for each in document.figures(*_STATED_TWICE) if Decimal(each["amount"] or 0)])
    return document.misprint(figure, as_yuan) if figure else None


def unit_missing(document: Document) -> Slip | None:
    """An amount has no unit, or 万 without 元."""
    figure = document.pick([each for each in document.figures(*_STATED_TWICE) if Decimal(each["amount"] or 0)])
    if figure is None:
        return None
    word, unit = document.draw.choice((("", "none"), ("万", "wan")))
    right = figure["amount"] or ""
    if not document.restate(figure, f"{right}万元", f"{right}{word}"):
        return None
    figure["amount_unit_printed"] = unit
    return Slip((address_of(figure, "amount"), address_of(figure, ANY)), f"{right}{word}", right)


def percent_missing(document: Document) -> Slip | None:
    """A growth has no per cent sign."""
    figure = document.pick([each for each in document.figures(column="change_pct") if Decimal(each["change_pct"] or 0)])
    if figure is None:
        return None
    rate = (figure["change_pct"] or "").removeprefix("-")
    for verb in ("增长", "下降", "增加", "减少"):
        paragraph = document.paragraph_of(figure, f"{verb}{rate}%")
        if paragraph is not None and document.restate(figure, f"{verb}{rate}%", f"{verb}{rate}"):
            return Slip((address_of(figure, ANY), text_of(paragraph)), rate)
    return None


def sign(document: Document) -> Slip | None:
    """More is said where it is less, in both verbs."""
    figure = document.pick([each for each in _moved(document) if _is_off(each, _reversed(each["change"] or ""))])
    if figure is None:
        return None
    old, new = _signs(figure)
    said = figure["change"] or ""
    if not document.restate(figure, old, new):
        return None
    figure["change"] = _reversed(said)
    if figure["change_pct"]:
        figure["change_pct"] = _reversed(figure["change_pct"])
    return Slip((address_of(figure, "change"), address_of(figure, "change_pct")), figure["change"], said)


def verbs(document: Document) -> Slip | None:
    """The two verbs of a change go opposite ways."""
    figure = document.pick([each for each in _moved(document) if Decimal(each["change_pct"] or 0)])
    if figure is None:
        return None
    rate = (figure["change_pct"] or "").removeprefix("-")
    verb = "下降" if (figure["change_pct"] or "").startswith("-") else "增长"
    if not document.restate(figure, f"{verb}{rate}%", f"{_OPPOSITE[verb]}{rate}%"):
        return None
    figure["change_pct"] = _reversed(figure["change_pct"] or "")
    return Slip((address_of(figure, "change_pct"), address_of(figure, "change")), figure["change_pct"])


def change(document: Document) -> Slip | None:
    """A digit of a change is wrong."""
    figure = document.pick(_moved(document))
    if figure is None:
        return None
    size = (figure["change"] or "").removeprefix("-")
    wrong = slipped(size, one_wrong, document.draw)
    if wrong is None or not _is_off(figure, f"-{wrong}" if (figure["change"] or "").startswith("-") else wrong):
        return None
    if not document.restate(figure, f"{_verb(figure)}{size}万元", f"{_verb(figure)}{wrong}万元"):
        return None
    slip = _recorded(figure, "change", wrong)
    return Slip((*slip.places, address_of(figure, "change_pct")), slip.stated, slip.right)


def own_base(document: Document) -> Slip | None:
    """The growth is measured on this year's amount."""
    found = []
    for figure in document.figures(column="change_pct"):
        difference = figure["change"] or _planned_difference(figure)
        if not difference or not Decimal(figure["amount"] or 0):
            continue
        rate = per_cent(_hundredths(difference), _hundredths(figure["amount"]), int(figure["pct_decimals"] or 0))
        if _is_another_rate(figure, rate) and Decimal(rate):
            found.append((figure, rate))
    return _rated(document, document.pick(found))


def growth(document: Document) -> Slip | None:
    """A digit of a growth is wrong."""
    figure = document.pick([each for each in document.figures(column="change_pct") if Decimal(each["change_pct"] or 0)])
    rate = slipped((figure["change_pct"] or "").removeprefix("-"), one_wrong, document.draw) if figure else None
    if figure is None or rate is None or not _is_another_rate(figure, rate):
        return None
    return _rated(document, (figure, rate))


def share(document: Document) -> Slip | None:
    """A share is off by one in its last printed place."""
    figure = document.pick(document.figures(column="share_pct"))
    if figure is None:
        return None
    right = figure["share_pct"] or ""
    step = Decimal(1).scaleb(-len(right.partition(".")[2]))
    wrong = f"{Decimal(right) - step:f}" if Decimal(right) >= 1 else f"{Decimal(right) + step:f}"
    return _shared(document, figure, wrong) if _is_another_share(document, figure, wrong) else None


def share_of_another(document: Document) -> Slip | None:
    """A share is that of another total: of what stands beside it."""
    found = []
    figures = document.figures(column="share_pct")
    for figure in figures:
        others = [each for each in figures if each["section"] == figure["section"] and each is not figure]
        for other in others:
            if Decimal(other["amount"] or 0) > Decimal(figure["amount"] or 0) > 0:
                decimals = len((figure["share_pct"] or "").partition(".")[2])
                wrong = per_cent(_hundredths(figure["amount"]), _hundredths(other["amount"]), decimals)
                if wrong != figure["share_pct"]:
                    found.append((figure, wrong))
    chosen = document.pick(found)
    return _shared(document, *chosen) if chosen else None


def two_amounts(document: Document) -> Slip | None:
    """An entry that states its amount twice states two amounts."""
    figure = document.pick(document.figures("item", column="planned"))
    if figure is None:
        return None
    right = figure["planned"] or ""
    wrong = slipped(right, one_wrong, document.draw)
    if wrong is None or not document.restate(figure, f"安排{right}万元", f"安排{wrong}万元"):
        return None
    figure["planned"] = wrong
    return Slip((address_of(figure, "planned"), address_of(figure, "amount")), wrong, right)


def executed(document: Document) -> Slip | None:
    """A digit of what was spent last year is wrong."""
    figure = document.pick(document.figures("item", column="prior"))
    if figure is None:
        return None
    right = figure["prior"] or ""
    wrong = slipped(right, one_wrong, document.draw)
    if wrong is None or not _is_executed_off(figure, wrong):
        return None
    if not document.restate(figure, f"执行数为{right}万元", f"执行数为{wrong}万元"):
        return None
    figure["prior"] = wrong
    return Slip((address_of(figure, "prior"), address_of(figure, ANY)), wrong, right)


def neighbours_item(document: Document) -> Slip | None:
    """An entry names a neighbouring item."""
    figure = document.pick([each for each in document.figures("item") if each["code"]])
    if figure is None:
        return None
    code = figure["code"] or ""
    names = functional_names()
    other = document.pick([each for each in names if len(each) == len(code) and each[:5] == code[:5] and each != code])
    if other is None or not document.restate(figure, names[code], names[other]):
        return None
    figure["name_printed"] = (figure["name_printed"] or "").replace(names[code], names[other])
    return Slip((address_of(figure, "name_printed"), address_of(figure, "code")), names[other], names[code])


def item_left_out(document: Document) -> Slip | None:
    """An item of the table has no entry in the text."""
    figure = document.pick(document.figures("item", section="s5_3"))
    if figure is None:
        return None
    paragraph = next(iter(document.paragraphs("s5_3", holding=figure["quote"] or "")), None)
    if paragraph is None:
        return None
    document.rows["narrative"].remove(paragraph)
    document.rows["narrative_figures"].remove(figure)
    return Slip((("T5", figure["code"], "total"), ("narrative", None, None)), None, figure["name_printed"])


def said_to_be_none(document: Document) -> Slip | None:
    """The text says that there is no government fund while the table prints one."""
    for figure in document.figures("total", section="s9"):
        if figure["fund"] != "gov_fund":
            continue
        (paragraph,) = document.paragraphs("s9")
        quote = "没有使用政府性基金预算拨款安排的支出"
        paragraph["text"] = f"{document.unit_year.said_name}{document.year}年{quote}，政府性基金预算支出情况表为空表。"
        for column in ("amount", "amount_unit_printed", "change", "change_pct", "pct_decimals", "base", "reason"):
            figure[column] = None
        figure["quote"] = quote
        return Slip((address_of(figure, "amount"), text_of(paragraph), ("T9", "total", "total")))
    return None


def amount_of_none(document: Document) -> Slip | None:
    """A fund that the text says is absent has an amount in one cell."""
    empty = {record["table_id"] for record in document.printed_tables() if record["declared_empty"] == "true"}
    if "T9" not in empty:
        return None
    found = [("T1", record, "amount") for record in document.lines("T1") if record["line"] == "gov_fund"]
    found += [("T4", record, "total") for record in document.lines("T4") if record["line"] == "gov_fund"]
    table, record, column = document.draw.choice(found)
    return document.cell(table, record, column).printed(f"{document.draw.randint(100, 90000) / 100:.2f}")


def year_of_comparison(document: Document) -> Slip | None:
    """The year compared with is not the year before."""
    wrong = document.draw.choice((document.year - 2, document.year))
    found = [
        (paragraph, word)
        for paragraph in document.paragraphs()
        for word in (f"比{document.year - 1}年预算", f"与{document.year - 1}年预算")
        if word in (paragraph["text"] or "")
    ]
    chosen = document.pick(found)
    if chosen is None:
        return None
    paragraph, word = chosen
    said = word.replace(str(document.year - 1), str(wrong))
    figures = [
        each
        for each in document.figures(column="base_year")
        if each["section"] == paragraph["section"]
        and word in (each["quote"] or "")
        and (each["quote"] or "") in (paragraph["text"] or "")
    ]
    places = [text_of(paragraph)]
    if figures and document.restate(figures[0], word, said):
        figures[0]["base_year"] = str(wrong)
        places = [address_of(figures[0], "base_year"), *places]
    else:
        paragraph["text"] = (paragraph["text"] or "").replace(word, said, 1)
    return Slip(tuple(places), str(wrong), str(document.year - 1))


def year_of_plan(document: Document) -> Slip | None:
    """An entry gives its amount to the year before."""
    words = [f"{document.year}年预算数为", f"{document.year}年预算安排"]
    figures = document.figures("item", section="s5_3")
    found = [(figure, word) for figure in figures for word in words if word in (figure["quote"] or "")]
    chosen = document.pick(found)
    if chosen is None:
        return None
    figure, word = chosen
    said = word.replace(str(document.year), str(document.year - 1))
    paragraphs = document.paragraphs("s5_3", holding=figure["quote"] or "")
    if not document.restate(figure, word, said):
        return None
    return Slip((address_of(figure, "amount"), *(text_of(each) for each in paragraphs)), said, word)


def _moved(document: Document) -> list[Record]:
    return [each for each in document.figures(column="change") if Decimal(each["change"] or 0)]


def _is_off(figure: Record, wrong: str) -> bool:
    """Whether another change does not fit the growth that is printed, or is printed without one."""
    if not figure["change_pct"]:
        return True
    prior = Decimal(figure["amount"] or 0) - Decimal(wrong)
    if prior <= 0:
        return True
    step = Decimal(1).scaleb(-int(figure["pct_decimals"] or 0))
    rounding = step + Decimal(2) / prior  # of the growth itself, and of the amounts that it is made of
    return abs(abs(Decimal(wrong)) / prior * 100 - abs(Decimal(figure["change_pct"]))) > rounding


def _is_another_share(document: Document, figure: Record, wrong: str) -> bool:
    """Whether a share is more than the rounding of both amounts away from the one that is printed."""
    part, share = Decimal(figure["amount"] or 0), Decimal(figure["share_pct"] or 0)
    step = Decimal(1).scaleb(-len((figure["share_pct"] or "").partition(".")[2]))
    wholes = [Decimal(each["amount"] or 0) for each in document.figures("total") if Decimal(each["amount"] or 0)]
    fitting = [whole for whole in wholes if abs(part * 100 / whole - share) <= step / 2]
    return all(abs(part * 100 / whole - Decimal(wrong)) > step / 2 + 1 / whole for whole in fitting)


def _is_executed_off(figure: Record, wrong: str) -> bool:
    """Whether another figure of last year does not fit the growth that is printed."""
    prior = Decimal(wrong)
    if not figure["change_pct"] or prior <= 0:
        return True
    rate = abs(Decimal(figure["amount"] or 0) - prior) / prior * 100
    step = Decimal(1).scaleb(-int(figure["pct_decimals"] or 0))
    return abs(rate - abs(Decimal(figure["change_pct"]))) > step + Decimal(2) / prior


def _is_another_rate(figure: Record, rate: str) -> bool:
    """Whether a growth is more than rounding away from the one that is printed."""
    change = figure["change"] or _planned_difference(figure) or "0"
    prior = Decimal(figure["prior"] or 0) or Decimal(figure["amount"] or 0) - Decimal(change)
    if prior <= 0:
        return True
    step = Decimal(1).scaleb(-int(figure["pct_decimals"] or 0))
    return abs(Decimal(rate) - abs(Decimal(figure["change_pct"] or 0))) > step + Decimal(2) / prior


def _verb(figure: Record) -> str:
    return "减少" if (figure["change"] or "").startswith("-") else "增加"


def _signs(figure: Record) -> tuple[str, str]:
    """Return the words of a change, and those of the opposite one."""
    size = (figure["change"] or "").removeprefix("-")
    verb = _verb(figure)
    old, new = f"{verb}{size}万元", f"{_OPPOSITE[verb]}{size}万元"
    if rate := (figure["change_pct"] or "").removeprefix("-"):
        rise = "下降" if verb == "减少" else "增长"
        return f"{old}，{rise}{rate}%", f"{new}，{_OPPOSITE[rise]}{rate}%"
    return old, new


def _reversed(number: str) -> str:
    return number.removeprefix("-") if number.startswith("-") else number if number == "0" else f"-{number}"


def _recorded(figure: Record, column: str, size: str) -> Slip:
    right = figure[column] or ""
    figure[column] = f"-{size}" if right.startswith("-") and Decimal(size) else size
    return Slip((address_of(figure, column),), figure[column], right)


def _rated(document: Document, chosen: tuple[Record, str] | None) -> Slip | None:
    if chosen is None:
        return None
    figure, rate = chosen
    old = (figure["change_pct"] or "").removeprefix("-")
    if not any(document.restate(figure, f"{verb}{old}%", f"{verb}{rate}%") for verb in _OPPOSITE):
        return None
    return _recorded(figure, "change_pct", rate)


def _shared(document: Document, figure: Record, wrong: str) -> Slip | None:
    right = figure["share_pct"] or ""
    if not document.restate(figure, f"占{right}%", f"占{wrong}%"):
        return None
    figure["share_pct"] = wrong
    beside = [each for each in document.figures(column="share_pct") if each["section"] == figure["section"]]
    places = [address_of(figure, "share_pct"), *(address_of(each, "share_pct") for each in beside)]
    return Slip(tuple(places), wrong, right)


def _planned_difference(figure: Record) -> str | None:
    if not figure.get("prior") or not figure.get("amount"):
        return None
    return TEXT.plain(_hundredths(figure["amount"]) - _hundredths(figure["prior"]))


def _hundredths(number: str | None) -> int:
    return int(Decimal(number or 0).scaleb(2))


AMOUNTS: dict[str, MakesSlip] = {name: partial(amount, name) for name in DIGIT_SLIPS}
