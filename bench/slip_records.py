"""Mistakes in projects and their forms, procurement, people, assets and dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bench.records import Record
from bench.slip_document import ANY, Address, Document, Slip, address_of, text_of
from bench.slip_figures import one_wrong, slipped


def project_renamed(document: Document) -> Slip | None:
    """A project has another name in the table, the text or the form."""
    project = document.pick(document.rows.get("projects", []))
    if project is None:
        return None
    column = document.draw.choice(("name_table", "name_narrative", "name_form"))
    right = project[column] or ""
    half = len(right) // 2
    wrong = document.draw.choice((f"{right[:half]}综合{right[half:]}", f"{right[2:]}", right.replace("项目", "工程")))
    project[column] = wrong
    places: list[Address] = [("projects", project["project_id"], column)]
    if column == "name_table":
        for line in document.lines("T7"):
            if line["project_id"] == project["project_id"]:
                line["project_name_printed"] = wrong
                places.append(("T7", line["row_no"], "project_name_printed"))
    if column == "name_narrative":
        for figure in document.figures("project_total"):
            if figure["name_printed"] == right:
                figure["name_printed"] = wrong
        for paragraph in document.paragraphs("s7", holding=f"项目名称：{right}"):
            paragraph["text"] = f"项目名称：{wrong}"
    return Slip(tuple(places), wrong, right)


def project_in_table(document: Document) -> Slip | None:
    """The amount of a project is wrong in the table, in its total and its column alike."""
    lines = [each for each in document.lines("T7") if each["project_id"]]
    line = document.pick(lines)
    if line is None:
        return None
    right = line["total"] or ""
    wrong = slipped(right, one_wrong, document.draw)
    columns = [name for name in line if name.startswith("e3") and line[name]]
    if wrong is None or len(columns) != 1:
        return None
    line["total"] = line[columns[0]] = wrong
    return Slip((("T7", line["row_no"], "total"), ("T7", line["row_no"], columns[0])), wrong, right)


def project_in_text(document: Document) -> Slip | None:
    """The amount of a project is wrong in the text."""
    project = document.pick(document.rows.get("projects", []))
    if project is None:
        return None
    right = project["amount_narrative"] or ""
    figure = next(each for each in document.figures("project_total") if each["name_printed"] == project["name_table"])
    slip = document.misprint(figure, one_wrong)
    if slip is None:
        return None
    project["amount_narrative"] = figure["amount"]
    return Slip((("projects", project["project_id"], "amount_narrative"), *slip.places), slip.stated, right)


def project_in_form(document: Document) -> Slip | None:
    """The total of a form is wrong."""
    form = document.pick(document.rows.get("performance_targets", []))
    return _misprinted(document, form, "total_funds", "performance", form["project_id"]) if form else None


def fiscal_in_form(document: Document) -> Slip | None:
    """The fiscal part of a form is wrong."""
    form = document.pick(document.rows.get("performance_targets", []))
    return _misprinted(document, form, "fiscal_funds", "performance", form["project_id"]) if form else None


def allocation_left_out(document: Document) -> Slip | None:
    """An item of how the money is used is left out."""
    records = document.rows.get("project_allocations", [])
    record = document.pick(records)
    if record is None:
        return None
    records.remove(record)
    said = f"{record['item']}{record['amount']}万元"
    for paragraph in document.paragraphs("s7", holding=said):
        text = paragraph["text"] or ""
        paragraph["text"] = text.replace(f"{said}、", "") if f"{said}、" in text else text.replace(f"、{said}", "")
        break
    identifier = record["project_id"]
    return Slip((("projects", identifier, "amount_narrative"), ("projects", f"{identifier}/{record['seq']}", "amount")))


def allocation(document: Document) -> Slip | None:
    """A digit of how the money is used is wrong."""
    record = document.pick(document.rows.get("project_allocations", []))
    if record is None:
        return None
    key = f"{record['project_id']}/{record['seq']}"
    right = record["amount"]
    slip = _misprinted(document, record, "amount", "projects", key)
    if slip:
        for paragraph in document.paragraphs("s7", holding=f"{record['item']}{right}万元"):
            said = (paragraph["text"] or "").replace(
                f"{record['item']}{right}万元", f"{record['item']}{slip.stated}万元", 1
            )
            paragraph["text"] = said
            break
    return slip


def cost_indicator(document: Document) -> Slip | None:
    """A cost among the indicators is not that of the allocation."""
    records = [each for each in document.rows.get("performance_indicators", []) if each["level2"] == "cost"]
    record = document.pick(records)
    if record is None:
        return None
    right = record["value"]
    slip = _misprinted(document, record, "value", "performance", f"{record['project_id']}/{record['seq']}")
    if slip:
        record["raw_text"] = (record["raw_text"] or "").replace(right or "", slip.stated or "")
        slip = Slip((*slip.places, ("performance", record["project_id"], ANY)), slip.stated, slip.right)
    return slip


def indicator_missing(document: Document) -> Slip | None:
    """A form has no indicator of satisfaction."""
    form = document.pick(document.rows.get("performance_targets", []))
    if form is None:
        return None
    records = document.rows["performance_indicators"]
    gone = [each for each in records if each["project_id"] == form["project_id"] and each["level1"] == "satisfaction"]
    records[:] = [each for each in records if each not in gone]
    return Slip((("performance", form["project_id"], ANY), *_indicators(gone)))


def indicator_year(document: Document) -> Slip | None:
    """The date of an indicator lies in another year."""
    record = document.pick([each for each in document.rows.get("performance_indicators", []) if each.get("value_date")])
    if record is None:
        return None
    year, other = str(document.year), str(document.year - 1)
    for column in ("value_date", "raw_text"):
        record[column] = (record[column] or "").replace(year, other)
    return Slip((*_indicators([record]), ("performance", record["project_id"], None)), record["value_date"])


def form_year(document: Document) -> Slip | None:
    """A form is headed with another year."""
    form = document.pick(document.rows.get("performance_targets", []))
    if form is None:
        return None
    form["form_year"] = str(document.year - 1)
    return Slip((("performance", form["project_id"], "form_year"),), form["form_year"])


def period(document: Document) -> Slip | None:
    """A project is carried out in another year."""
    project = document.pick(document.rows.get("projects", []))
    if project is None:
        return None
    year, other = str(document.year), str(document.year - 1)
    for column in ("exec_text", "exec_start", "exec_end"):
        project[column] = (project[column] or "").replace(year, other)
    name = project["name_narrative"]
    after = False
    for paragraph in document.paragraphs("s7"):
        after = after or paragraph["text"] == f"项目名称：{name}"
        if after and (paragraph["text"] or "").startswith("资金执行时间"):
            paragraph["text"] = (paragraph["text"] or "").replace(year, other)
            break
    identifier = project["project_id"]
    columns = ("exec_start", "exec_end", "exec_text")
    return Slip(tuple(("projects", identifier, column) for column in columns), project["exec_text"])


def young_policy(document: Document) -> Slip | None:
    """A policy is younger than the budget that rests on it."""
    found = [each for each in document.rows.get("projects", []) if "〔" in (each["policy_basis"] or "")]
    project = document.pick(found)
    if project is None:
        return None
    basis = project["policy_basis"] or ""
    start = basis.index("〔") + 1
    said = f"{basis[:start]}{document.year + 1}{basis[start + 4 :]}"
    for paragraph in document.paragraphs("s7", holding=basis):
        paragraph["text"] = (paragraph["text"] or "").replace(basis, said)
    project["policy_basis"] = said
    return Slip((("projects", project["project_id"], "policy_basis"),), said)


def count_of_forms(document: Document) -> Slip | None:
    """The number of projects under performance management is off by one."""
    figure = next(iter(document.figures("performance")), None)
    if figure is None:
        return None
    right = figure["quantity"] or ""
    wrong = str(int(right) + 1)
    if right == "0" or not document.restate(figure, f"{right}个", f"{wrong}个"):
        return None
    figure["quantity"] = wrong
    return Slip((address_of(figure, "quantity"),), wrong, right)


def sum_of_forms(document: Document) -> Slip | None:
    """The sum under performance management is wrong."""
    figure = next(iter(document.figures("performance")), None)
    return document.misprint(figure, one_wrong) if figure and figure["quantity"] != "0" else None


def procurement(document: Document) -> Slip | None:
    """An amount of procurement is wrong, in the text and so in the row."""
    return _procured(document, ("total", "goods", "works", "services"))


def reserved_for_small(document: Document) -> Slip | None:
    """More is reserved than is bought: ten times as much."""
    record = next(iter(document.rows["procurement"]), {})
    column = document.draw.choice(("sme_reserved", "micro_small_reserved"))
    right = record.get(column) or "0"
    figure = _procured_figure(document, column)
    wrong = f"{Decimal(right).scaleb(1):f}"
    if figure is None or not Decimal(right) or document.stated(figure, wrong) is None:
        return None
    record[column] = wrong
    return Slip((("procurement", None, column), address_of(figure, "amount")), wrong, right)


def headcount(document: Document) -> Slip | None:
    """A number of people is off by one."""
    records = [
        each for each in document.rows.get("staffing", []) if each["category"] in {"actual", "active", "retired"}
    ]
    record = document.pick(records)
    if record is None:
        return None
    right = record["headcount"] or ""
    record["headcount"] = str(int(right) + 1)
    places = tuple(("staffing", category, "headcount") for category in (record["category"], "actual"))
    return Slip(places, record["headcount"], right)


def headcount_change(document: Document) -> Slip | None:
    """The change in a number of people is not that against last year."""
    records = [each for each in document.rows.get("staffing", []) if each["category"] in {"active", "retired"}]
    record = document.pick(records) if document.before else None
    if record is None:
        return None
    right = record["change"] or ""
    record["change"] = str(int(right) + 1)
    key = record["category"]
    return Slip((("staffing", key, "change"), ("staffing", key, "headcount")), record["change"], right)


def division_left_out(document: Document) -> Slip | None:
    """One division fewer is listed than is counted."""
    records = document.rows["divisions"]
    records.pop()
    return Slip((("profile", None, "division_count_stated"), ("profile", None, None)))


def thresholds(document: Document) -> Slip | None:
    """More equipment is above the higher threshold than above the lower."""
    held = [each for each in document.rows["assets"] if each["phase"] == "held"]
    record = next((each for each in held if each["category"] == "equip_1m"), None)
    lower = next((each for each in held if each["category"] == "equip_500k"), None)
    if record is None or lower is None:
        return None
    right, wrong = record["quantity"] or "", str(int(lower["quantity"] or 0) + 1)
    named = document.figures("asset", column="quantity")
    figure = next(each for each in named if "100万元" in (each["name_printed"] or ""))
    if not document.restate(figure, f"{right}套", f"{wrong}套"):
        return None
    record["quantity"] = figure["quantity"] = wrong
    return Slip((("assets", "held/equip_1m", "quantity"), address_of(figure, "quantity")), wrong, right)


def project_twice(document: Document) -> Slip | None:
    """A project stands twice in the table."""
    records = document.lines("T7")
    record = document.pick([each for each in records if each["project_id"]])
    if record is None:
        return None
    again = {**record, "row_no": str(max(int(each["row_no"] or 0) for each in records) + 1)}
    records.append(again)
    return Slip((("T7", again["row_no"], ANY), ("T7", record["row_no"], ANY)))


def counter(document: Document) -> Slip | None:
    """A number of the goal recurs among the indicators with another counter."""
    indicators = document.rows.get("performance_indicators", [])
    goals = {form["project_id"]: form["overall_goal"] or "" for form in document.rows.get("performance_targets", [])}
    found = [
        each
        for each in indicators
        if each["level2"] == "quantity"
        and len(each["value"] or "") > 1
        and f"{each['level3']}达到{each['value']}{each['value_unit']}" in goals[each["project_id"]]
    ]
    record = document.pick(found)
    if record is None:
        return None
    right = record["value_unit"] or ""
    wrong = "处" if right.startswith("人") else "人"
    record["value_unit"], record["raw_text"] = wrong, (record["raw_text"] or "").replace(right, wrong)
    key = f"{record['project_id']}/{record['seq']}"
    return Slip((("performance", key, ANY), ("performance", record["project_id"], ANY)), wrong, right)


def asset_date(document: Document) -> Slip | None:
    """Assets are those of the end of another year."""
    records = [each for each in document.rows["assets"] if each.get("as_of")]
    paragraph = next(iter(document.paragraphs("s10_3", holding="截至")), None)
    if not records or paragraph is None:
        return None
    old, new = str(document.year - 1), str(document.year - 2)
    for record in records:
        record["as_of"] = (record["as_of"] or "").replace(old, new)
    paragraph["text"] = (paragraph["text"] or "").replace(f"截至{old}", f"截至{new}")
    keys = [f"{record['phase']}/{record['category']}" for record in records]
    return Slip((*(("assets", key, "as_of") for key in keys), text_of(paragraph)), records[0]["as_of"])


def vehicles(document: Document) -> Slip | None:
    """The vehicles of one kind are one too many."""
    found = {"vehicle_general": "一般公务用车", "vehicle_special": "特种专业技术用车"}
    held = [each for each in document.rows["assets"] if each["phase"] == "held"]
    record = document.pick([each for each in held if each["category"] in found])
    if record is None:
        return None
    category = record["category"] or ""
    named = document.figures("asset", column="quantity")
    figure = next(each for each in named if each["name_printed"] == found[category])
    right = record["quantity"] or ""
    wrong = str(int(right) + 1)
    if not document.restate(figure, f"{right}辆", f"{wrong}辆"):
        return None
    record["quantity"] = figure["quantity"] = wrong
    places = (("assets", f"held/{category}", "quantity"), ("assets", "held/vehicle", "quantity"))
    return Slip((*places, address_of(figure, "quantity")), wrong, right)


def furniture(document: Document) -> Slip | None:
    """The value of the furniture is wrong: it stands nowhere else."""
    record = next((each for each in document.rows["assets"] if each["category"] == "furniture"), None)
    if record is None:
        return None
    figure = next(each for each in document.figures("asset") if each["name_printed"] == "办公家具")
    slip = document.misprint(figure, one_wrong)
    if slip is None:
        return None
    record["value"] = figure["amount"]
    return Slip((("assets", "held/furniture", "value"), *slip.places), slip.stated, slip.right)


def signed_date(document: Document) -> Slip | None:
    """The signature bears the year after the budget year."""
    head = document.rows["disclosures"][0]
    head["signed_date"] = (head["signed_date"] or "").replace(str(document.year), str(document.year + 1))
    return Slip((("profile", None, "signed_date"),), head["signed_date"])


def published_late(document: Document) -> Slip | None:
    """The document was published more than 20 days after its approval."""
    head = document.rows["disclosures"][0]
    if not head["approved_date"]:
        return None
    day = date.fromisoformat(head["approved_date"]) + timedelta(days=21)
    head["published_date"] = day.isoformat()
    return Slip((("profile", None, "published_date"),), head["published_date"])


def _procured(document: Document, columns: tuple[str, ...]) -> Slip | None:
    record, column = next(iter(document.rows["procurement"]), {}), document.draw.choice(columns)
    figure = _procured_figure(document, column)
    slip = document.misprint(figure, one_wrong) if figure else None
    if slip is None or figure is None:
        return None
    record[column] = figure["amount"]
    return Slip((("procurement", None, column), *slip.places), slip.stated, slip.right)


_PROCURED = ("total", "goods", "works", "services", "sme_reserved", "micro_small_reserved")


def _procured_figure(document: Document, column: str) -> Record | None:
    figures = document.figures("procurement")
    return figures[_PROCURED.index(column)] if len(figures) == len(_PROCURED) else None


def _misprinted(document: Document, record: Record, column: str, table: str, row: str | None) -> Slip | None:
    right = record[column] or ""
    wrong = slipped(right, one_wrong, document.draw)
    if wrong is None:
        return None
    record[column] = wrong
    return Slip(((table, row, column),), wrong, right)


def _indicators(records: list[Record]) -> tuple[Address, ...]:
    return tuple(("performance", f"{each['project_id']}/{each['seq']}", "value_date") for each in records)
