"""The societies answer, in their workbooks as they fill them in: what is taken, what is not, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from support_main import NOW, Office, person, state, workbook

from pipeline.process import Report
from tests.support_decisions import lines_of
from tests.support_office import OFFICE, saved_in_office
from tests.support_results import PEOPLE, filled_in, headings, row_of, sent_to

pytestmark = pytest.mark.slow  # whole runs, round after round

UNIT = "甲地测试工程有限公司"
ROADS, MACHINES, POWER = "中国公路学会", "中国机械工程学会", "中国电机工程学会"
NAMES = {"钱一": ("19911112001", "机械工程类"), "孙二": ("19911112002", "机械工程类"), "李三": ("19911112003", "公路")}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose societies have their people; to be cloned, never run."""
    office = Office(tmp_path_factory.mktemp("sent"))
    people = [person(name, phone, domain) for name, (phone, domain) in NAMES.items()]
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.run()
    return office


@pytest.fixture
def office(sent: Office, tmp_path: Path) -> Office:
    return sent.clone(tmp_path / "office", outbox=True)


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def comes_back(office: Office, day: str, answers: Mapping[str, Mapping[str, Any]], **how: Any) -> Report:
    """The last workbook of the society that assesses machines comes back on that day, filled in."""
    return lies_there(office, day, filled_in(sent_to(office.outbox, MACHINES)[-1], answers, how.get("edit")))


def lies_there(office: Office, day: str, data: bytes, name: str = "返回.xlsx") -> Report:
    office.receive({f"{day} {name}": data})
    return office.run(now=on(day))


def events(office: Office) -> list[tuple[str, ...]]:
    """Whom, what and with which conclusion, in order."""
    names = {row["person_id"]: row["name"] for row in office.people()}
    return [
        (names.get(row["person_id"], ""), *filter(None, (row["kind"], row["stage"], row["conclusion"], row["value"])))
        for row in office.export("events")
    ]


def said(office: Office, *slugs: str) -> list[tuple[str, str]]:
    """The findings that hold of these kinds: cell and message."""
    return [(row["cell"], row["message"]) for row in office.export("findings") if row["slug"] in slugs]


def society_of(office: Office, name: str) -> list[str]:
    return [row["society"] for row in office.people() if row["name"] == name and row["disposition"] == "routed"]


def test_results_in_three_returns(office: Office) -> None:
    first = comes_back(office, "2025-05-20", {"钱一": {"环节": "初审", "结论": "通过", "日期": "2025-05-18"}})
    assert first.results == ["学会结果：已登记 1 人。"]
    marks = {"工程知识与专业能力": 25.5, "工程伦理与职业道德": 15, "面试总分": 78.5}
    comes_back(office, "2025-06-20", {"钱一": {"环节": "面试考核", "结论": "通过", **marks}, "孙二": {"环节": "初审"}})
    last = {"环节": "证书签发", "结论": "通过", "日期": "2025-07-01", "证书编号": "机-0001", "是否本会会员": "是"}
    comes_back(office, "2025-07-02", {"钱一": last | {"会员号": "E010001234M"}})
    assert events(office) == [
        ("钱一", "stage", "初审", "通过"),
        ("钱一", "stage", "面试考核", "通过"),
        ("钱一", "mark", "面试考核", "25.5"),
        ("钱一", "mark", "面试考核", "15"),
        ("钱一", "mark", "面试考核", "78.5"),
        ("孙二", "stage", "初审"),
        ("钱一", "stage", "证书签发", "通过"),
        ("钱一", "member", "证书签发", "E010001234M"),
        ("钱一", "certificate", "证书签发", "机-0001"),
    ]
    (row,) = [row for row in office.export("events") if row["kind"] == "certificate"]
    assert (row["date"], row["source_file"], row["batch"]) == ("2025-07-01", "2025-07-02 返回.xlsx", "20250702-01")
    assert said(office, "result-cells-changed") == []


def test_sorted_renamed_filtered_and_partial(office: Office) -> None:
    def rearrange(book: Workbook) -> None:
        sheet = book[PEOPLE]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.row_dimensions[2].hidden = True
        sheet.delete_cols(headings(sheet)["电子邮箱"])
        sheet.delete_rows(row_of(sheet, "钱一"))
        sheet.title = "初审意见"
        del book["原填"]

    comes_back(office, "2025-05-20", {"孙二": {"环节": "初审", "结论": "通过"}}, edit=rearrange)
    assert events(office) == [("孙二", "stage", "初审", "通过")]
    assert said(office, "result-cells-changed") == []


def test_the_same_again_makes_no_batch(office: Office) -> None:
    answers = {"钱一": {"环节": "初审", "结论": "通过"}}
    comes_back(office, "2025-05-20", answers)
    again = comes_back(office, "2025-05-21", answers)
    untouched = comes_back(office, "2025-05-22", {})
    assert (again.batches, untouched.batches, len(events(office))) == ([], [], 1)
    before = state(office)
    assert office.run(now=on("2025-05-22")).batches == []
    assert state(office) == before
    documents = [row["outcome"] for row in office.export("documents")]
    assert documents.count("answer") == 3


def test_a_society_hands_a_person_on(office: Office) -> None:
    handed = {"环节": "材料审查", "结论": "转交其他学会", "转交至": POWER, "说明": "专业属电机"}
    comes_back(office, "2025-05-20", {"钱一": handed})
    assert society_of(office, "钱一") == [POWER]
    (gained,), (_, lost) = sent_to(office.outbox, POWER), sent_to(office.outbox, MACHINES)
    sheet = openpyxl.load_workbook(gained)[PEOPLE]
    hint = sheet.cell(row_of(sheet, "钱一"), headings(sheet)["提示"]).value
    assert hint == "中国机械工程学会5月20日转来：专业属电机"
    left = [
        [cell.value for cell in row][1:3] for row in openpyxl.load_workbook(lost)["变更与撤回"].iter_rows(min_row=2)
    ]
    assert left == [["钱一", "撤回"]]
    result = {"环节": "初审", "结论": "不予通过", "说明": "年限不足"}
    lies_there(office, "2025-06-01", filled_in(gained, {"钱一": result}), "电机.xlsx")
    old = sent_to(office.outbox, MACHINES)[0]
    lies_there(office, "2025-06-02", filled_in(old, {"钱一": {"环节": "公示"}}), "旧名单.xlsx")
    assert events(office) == [
        ("钱一", "stage", "材料审查", "转交其他学会", POWER),
        ("钱一", "stage", "初审", "不予通过"),
        ("钱一", "refused"),
    ]
    assert said(office, "result-person-elsewhere") == [
        ("C2", "此人不由贵会评价（或已撤回、已转交），没有登记；请删去这一行。")
    ]


def test_returned_to_the_unit_corrected_and_passed(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": {"环节": "初审", "结论": "退回修改", "说明": "请补写业绩"}})
    ((_, asked),) = said(office, "returned-by-society")
    assert asked == "中国机械工程学会5月20日退回修改：请补写业绩，请按学会的意见修改后重新报送。"
    assert society_of(office, "钱一") == [MACHINES]
    (waiting,) = [line for line in lines_of(office.outbox / "待决事项.xlsx", "未结事项") if "退回修改" in line["问题"]]
    assert waiting["事项"] == "学会退回修改"
    more = person("钱一", "19911112001", "机械工程类", work="主持缅甸电厂锅炉安装，获省部级奖。")
    office.receive({f"2025-05-25 {UNIT}/附件3.xlsx": workbook(UNIT, more)})
    office.run(now=on("2025-05-25"))
    changed = openpyxl.load_workbook(sent_to(office.outbox, MACHINES)[-1])["变更与撤回"]
    assert [cell.value for cell in changed[2]][1:4] == ["钱一", "变更", "主要工程实践经历"]
    (standing,) = [row for row in office.people() if row["name"] == "钱一" and row["disposition"] == "routed"]
    assert "returned-by-society" not in standing["findings"].split(";")
    comes_back(office, "2025-06-02", {"钱一": {"环节": "初审", "结论": "通过"}})
    assert events(office)[-1] == ("钱一", "stage", "初审", "通过")


def test_what_was_returned_and_passes_after_all_is_asked_no_more(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": {"环节": "初审", "结论": "退回修改"}})
    ((_, asked),) = said(office, "returned-by-society")
    assert "没有写明原因，请与学会联系" in asked
    comes_back(office, "2025-05-28", {"钱一": {"环节": "初审", "结论": "通过"}})
    assert said(office, "returned-by-society") == []


def test_what_contradicts_is_not_taken_until_it_is_right(office: Office) -> None:
    wrong = {"钱一": {"环节": "综合审议", "结论": "不予通过"}, "孙二": {"环节": "初审", "结论": "通过"}}
    report = comes_back(office, "2025-05-20", wrong)
    why = "结论是“不予通过”而没有写理由，没有登记；请在“说明”里写明，以便告知本人。"
    ((cell, message),) = said(office, "result-note-missing")
    assert message == why
    assert report.results == [
        f"学会结果：已登记 1 人，1 行没有登记（2025-05-20 返回.xlsx“人员名单”{cell}：{why}），已另写一份请学会更正。"
    ]
    assert events(office) == [("钱一", "refused"), ("孙二", "stage", "初审", "通过")]
    comes_back(office, "2025-05-22", {"钱一": wrong["钱一"] | {"说明": "业绩不足"}})
    assert said(office, "result-note-missing") == []
    assert events(office)[-1] == ("钱一", "stage", "综合审议", "不予通过")


def test_rows_that_are_nobody_elses(office: Office) -> None:
    """Without 编号, with another name, twice, and somebody of another society, pasted in: a sentence each."""
    sheet = openpyxl.load_workbook(sent_to(office.outbox, ROADS)[0])[PEOPLE]
    stranger = [cell.value for cell in sheet[row_of(sheet, "李三")]]

    def write_in(book: Workbook) -> None:
        sheet, columns = book[PEOPLE], headings(book[PEOPLE])
        own = [cell.value for cell in sheet[row_of(sheet, "孙二")]]
        for number, row in enumerate([own, own, stranger, own], 4):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
            sheet.cell(number, columns["环节"]).value = "公示"
        sheet.cell(4, columns["编号"]).value = None
        sheet.cell(5, columns["姓名"]).value = "孙贰"
        sheet.cell(7, columns["编号"]).value = "G00002-7"

    comes_back(office, "2025-05-20", {"钱一": {"环节": "初审"}}, edit=write_in)
    assert events(office)[-1] == ("钱一", "stage", "初审")
    told = said(
        office, "result-number-missing", "result-number-wrong", "result-name-differs", "result-person-elsewhere"
    )
    assert [message for _, message in told] == [
        "这一行没有编号，看不出是谁，没有登记；请按名单补填编号。",
        "编号属于“孙二”，这一行写的是“孙贰”，没有登记；请核对编号和姓名。",
        "此人不由贵会评价（或已撤回、已转交），没有登记；请删去这一行。",
        "编号“G00002-7”不是名单上的编号，没有登记；请按名单核对。",
    ]
    assert len(office.people()) == 3


def test_a_number_of_somebody_else_s_is_refused_without_the_name(office: Office) -> None:
    """李三 is of another society: this one may not read the name, in no sentence and in no letter."""
    stranger = next(row["person_id"] for row in office.people() if row["name"] == "李三")

    def mistype(book: Workbook) -> None:
        sheet = book[PEOPLE]
        sheet.cell(row_of(sheet, "钱一"), headings(sheet)["编号"]).value = stranger

    comes_back(office, "2025-05-20", {"钱一": {"环节": "初审", "结论": "通过"}}, edit=mistype)
    assert events(office) == [("", "refused")]
    ((_, message),) = said(office, "result-number-wrong")
    assert message == f"编号“{stranger}”不是名单上的编号，没有登记；请按名单核对。"
    (letter,) = office.outbox.glob(f"批次/20250520-01/学会/{MACHINES}/请更正*.docx")
    lines = ["|".join(cell.text for cell in row.cells) for table in Document(str(letter)).tables for row in table.rows]
    assert lines[1].startswith(f"1|钱一|人员名单!B2|编号|{stranger}|")
    assert "李三" not in "".join(lines)


def test_a_remark_alone_lifts_no_return(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": {"环节": "初审", "结论": "退回修改", "说明": "请补写业绩"}})
    comes_back(office, "2025-05-22", {"钱一": {"说明": "已电话联系"}})
    assert events(office)[-1] == ("钱一", "stage")
    ((_, asked),) = said(office, "returned-by-society")
    assert asked == "中国机械工程学会5月20日退回修改：请补写业绩，请按学会的意见修改后重新报送。"


def own_column(book: Workbook) -> None:
    sheet = book[PEOPLE]
    column = sheet.max_column + 1
    for row, value in ((1, "评审结果"), (2, "通过"), (3, "不通过")):
        sheet.cell(row, column).value = value


def renamed(book: Workbook) -> None:
    sheet = book[PEOPLE]
    column = headings(sheet)["结论"]
    sheet.cell(1, column).value, sheet.cell(2, column).value = "评价结果", "通过"


def second_columns(book: Workbook) -> None:
    sheet = book[PEOPLE]
    column = sheet.max_column + 1
    sheet.cell(1, column).value, sheet.cell(2, column).value = "环节", "材料审查"


def without_numbers(book: Workbook) -> None:
    book[PEOPLE].delete_cols(headings(book[PEOPLE])["编号"])


def commented(book: Workbook) -> None:
    book[PEOPLE].cell(2, headings(book[PEOPLE])["结论"]).comment = Comment("此人不予通过", "张")


def below(book: Workbook) -> None:
    book[PEOPLE].cell(8, 1).value = "注：钱一本人放弃"
    book[PEOPLE].cell(9, 1).value = "制表：某某　日期：5月20日"


def on_a_sheet_of_its_own(book: Workbook) -> None:
    sheet = book.create_sheet("专家")
    sheet.append(["姓名", "评审意见"])
    sheet.append(["钱一", "建议通过"])
    book.create_sheet("日程").append(["5月18日", "会议室"])


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (own_column, "“人员名单”里另外写了内容：AG1 一栏“评审结果”（2 行），"),
        (renamed, "“人员名单”里另外写了内容：Y1 一栏“评价结果”（1 行），"),
        (second_columns, "“人员名单”里另外写了内容：AG1 一栏“环节”（1 行），"),
        (without_numbers, "“人员名单”里另外写了内容：整张工作表：表头缺“编号”“姓名”，或者缺“环节”“结论”，"),
        (commented, "“人员名单”里另外写了内容：批注或文本框（Y2），"),
        (below, "“人员名单”里另外写了内容：第 8 行，"),
        (on_a_sheet_of_its_own, "“专家”里另外写了内容：整张工作表，"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_is_written_where_nobody_reads_is_told(
    office: Office, edit: Callable[[Workbook], None], told: str
) -> None:
    comes_back(office, "2025-05-20", {"孙二": {"环节": "初审"}}, edit=edit)
    ((_, message),) = said(office, "result-unread")
    assert message == (
        f"学会在{told}程序没有读取；请打开原件看一看，与结果有关的，请学会填在“环节”“结论”“说明”等栏里再发回。"
    )
    assert "学会另外写了内容" in [line["事项"] for line in lines_of(office.outbox / "待决事项.xlsx", "未结事项")]


def test_what_we_wrote_ourselves_is_nothing_that_nobody_read(office: Office) -> None:
    """The workbook untouched, and the one that we gave back marked."""
    comes_back(office, "2025-05-20", {})
    comes_back(office, "2025-05-21", {"钱一": {"环节": "初审", "结论": "不予通过"}})
    (marked,) = office.outbox.glob(f"批次/20250521-01/学会/{MACHINES}/*请更正*.xlsx")
    lies_there(office, "2025-05-22", marked.read_bytes())
    assert said(office, "result-unread") == []


def test_what_is_merged_down_is_said_of_each(office: Office) -> None:
    """The society answers of both people once, in cells merged over their rows."""

    def merge(book: Workbook) -> None:
        sheet = book[PEOPLE]
        for heading in ("环节", "结论"):
            column = headings(sheet)[heading]
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)

    comes_back(office, "2025-05-20", {"钱一": {"环节": "初审", "结论": "通过"}}, edit=merge)
    assert events(office) == [("钱一", "stage", "初审", "通过"), ("孙二", "stage", "初审", "通过")]


def test_a_change_of_mind_needs_its_day(office: Office) -> None:
    """Passed, then not: the first word again may be an older copy, and is not taken without a word."""
    passed = {"钱一": {"环节": "初审", "结论": "通过"}}
    comes_back(office, "2025-05-20", passed)
    comes_back(office, "2025-05-22", {"钱一": {"环节": "初审", "结论": "不予通过", "说明": "年限不足"}})
    comes_back(office, "2025-05-24", passed | {"孙二": {"环节": "初审"}})
    ((_, message),) = said(office, "result-outdated")
    assert message == (
        "此人这一环节已登记“不予通过”（2025-05-22），这里填的“通过”不在它之后（此前填过、日期较早，或者同时收到），没有登记；"
        "请核对，确实改定为此的，请在“日期”里写明改定的那一天。"
    )
    comes_back(office, "2025-05-26", {"钱一": passed["钱一"] | {"日期": "2025-05-25"}})
    assert events(office)[-1] == ("钱一", "stage", "初审", "通过")
    assert said(office, "result-outdated") == []


def test_two_returns_of_one_day_that_contradict(office: Office) -> None:
    """Nobody can tell which of them came last: the names of the files do not decide."""
    (path,) = sent_to(office.outbox, MACHINES)
    passed = {"环节": "初审", "结论": "通过", "日期": "2025-05-18"}
    failed = passed | {"结论": "不予通过", "说明": "年限不足"}
    one, other = (filled_in(path, {"钱一": each}) for each in (failed, passed))
    office.receive({"2025-05-20 一.xlsx": one, "2025-05-20 二.xlsx": other})
    office.run(now=on("2025-05-20"))
    assert events(office) == [("钱一", "stage", "初审", "不予通过"), ("钱一", "refused")]
    ((_, message),) = said(office, "result-outdated")
    assert message.startswith("此人这一环节已登记“不予通过”（2025-05-18），这里填的“通过”不在它之后")


def test_one_person_in_two_lines(office: Office) -> None:
    def write_in(book: Workbook) -> None:
        sheet = book[PEOPLE]
        for column, value in enumerate([cell.value for cell in sheet[row_of(sheet, "孙二")]], 1):
            sheet.cell(4, column).value = value
        sheet.cell(4, headings(sheet)["环节"]).value = "公示"

    comes_back(office, "2025-05-20", {"孙二": {"环节": "初审"}}, edit=write_in)
    assert [message for _, message in said(office, "result-twice")] == [
        "同一个人在第 4 行另有不同的内容，都没有登记；请只保留一行。",
        "同一个人在第 3 行另有不同的内容，都没有登记；请只保留一行。",
    ]


def test_people_pasted_into_a_workbook_of_another_batch(office: Office) -> None:
    """The society copies its lines into the newer workbook that it got."""
    more = workbook(UNIT, person("周四", "19911112004", "机械工程类"))
    office.receive({f"2025-05-08 {UNIT}/补充.xlsx": more})
    office.run(now=on("2025-05-08"))
    older, newer = sent_to(office.outbox, MACHINES)
    old = openpyxl.load_workbook(older)[PEOPLE]

    def paste(book: Workbook) -> None:
        sheet = book[PEOPLE]
        for number, row in enumerate(old.iter_rows(min_row=2, values_only=True), 3):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
            sheet.cell(number, headings(sheet)["环节"]).value = "材料审查"

    lies_there(office, "2025-05-20", filled_in(newer, {"周四": {"环节": "初审"}}, paste))
    assert sorted(events(office)) == [
        ("周四", "stage", "初审"),
        ("孙二", "stage", "材料审查"),
        ("钱一", "stage", "材料审查"),
    ]


def test_what_the_society_changed_of_ours_is_said_and_not_taken(office: Office) -> None:
    def change(book: Workbook) -> None:
        sheet = book[PEOPLE]
        sheet.cell(row_of(sheet, "钱一"), headings(sheet)["联系电话"]).value = "13800000000"

    comes_back(office, "2025-05-20", {"钱一": {"环节": "初审"}}, edit=change)
    ((_, message),) = said(office, "result-cells-changed")
    assert message == (
        "学会改动了名单里我们填写的内容（联系电话：原为“19911112001”，现为“13800000000”），"
        "没有采用；属实的请让单位补正。"
    )
    assert {row["phone"] for row in office.people() if row["name"] == "钱一"} == {"+8619911112001"}


def test_results_of_another_office(office: Office, tmp_path: Path) -> None:
    other = Office(tmp_path / "other")
    other.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, person("钱一", "19911112001", "机械工程类"))})
    other.run()
    (theirs,) = sent_to(other.outbox, MACHINES)
    lies_there(office, "2025-05-20", filled_in(theirs, {"钱一": {"环节": "初审"}}))
    assert events(office) == []
    ((_, message),) = said(office, "results-unproven")
    assert message.startswith("这份学会名单不能确认是本程序写出的（校验不符：")


def test_results_by_mail_from_an_address_that_nobody_gave(office: Office) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "someone@example.org", "结果"
    message["Date"] = "Tue, 20 May 2025 09:00:00 +0800"
    message.set_content("见附件。")
    data = filled_in(sent_to(office.outbox, MACHINES)[-1], {"钱一": {"环节": "初审"}})
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="结果.xlsx")
    lies_there(office, "2025-05-20", message.as_bytes(), "结果.eml")
    assert events(office) == []
    ((_, told),) = said(office, "results-from-elsewhere")
    assert told.startswith("这份学会结果由“someone@example.org”发来，设置里没有登记该学会的邮箱，里面的结果没有登记；")


def test_marks_above_the_most_are_taken_and_asked_about(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": {"环节": "面试考核", "工程知识与专业能力": 36}})
    assert ("钱一", "mark", "面试考核", "36") in events(office)
    ((_, message),) = said(office, "result-mark-high")
    assert message == "“工程知识与专业能力”满分 35 分（本会默认），填的是“36”，已照填登记；请与学会核实。"


def test_two_returns_in_one_run_go_on_from_each_other(office: Office) -> None:
    (path,) = sent_to(office.outbox, MACHINES)
    office.receive(
        {
            "2025-06-02 乙.xlsx": filled_in(path, {"钱一": {"环节": "公示"}}),
            "2025-06-01 甲.xlsx": filled_in(path, {"钱一": {"环节": "初审"}}),
            "2025-06-03 丙.xlsx": filled_in(path, {"钱一": {"环节": "材料审查"}}),
        }
    )
    office.run(now=NOW + timedelta(days=30))
    assert [each[-1] for each in events(office)] == ["初审", "公示", "refused"]


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_saved_by_libreoffice_on_the_way(office: Office, ending: str, tmp_path: Path) -> None:
    """Filled in, and saved by LibreOffice as this format: dates, marks and the mark of the workbook survive."""
    source = tmp_path / "返回.xlsx"
    marks = {"工程知识与专业能力": 21.5, "面试总分": 60}
    answers = {
        "钱一": {"环节": "面试考核", "结论": "通过", "日期": date(2025, 5, 18), **marks},
        "孙二": {"说明": "已联系"},
    }
    source.write_bytes(filled_in(sent_to(office.outbox, MACHINES)[-1], answers))
    saved = saved_in_office([source], ending, tmp_path)
    lies_there(office, "2025-05-20", saved["返回"], f"返回.{ending}")
    assert events(office) == [
        ("钱一", "stage", "面试考核", "通过"),
        ("钱一", "mark", "面试考核", "21.5"),
        ("钱一", "mark", "面试考核", "60"),
        ("孙二", "stage"),
    ]
    assert office.export("events")[0]["date"] == "2025-05-18"
    assert said(office, "result-cells-changed") == []
