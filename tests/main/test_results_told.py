"""What goes back when the societies answer: the units' letters, and to the societies their own workbooks marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support_main import Office, person, tree, workbook
from support_rounds import answers, commented, corrected, kinds, listed, marked, told

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.publish.outbox.batch import publish_batch
from pipeline.publish.outbox.renew import renew_outdated
from pipeline.publish.societies import sending_back
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, Confirmation
from tests.support_certificates import lines_of as certificates_of
from tests.support_decisions import fill, lines_of
from tests.support_office import OFFICE, saved_in_office
from tests.support_results import PEOPLE, filled_in, headings, row_of, sent_to

pytestmark = pytest.mark.slow  # whole runs, round after round

UNIT, OTHER = "甲地测试工程有限公司", "乙地测试工程有限公司"
ROADS, MACHINES, POWER = "中国公路学会", "中国机械工程学会", "中国电机工程学会"
DOMAIN = "机械工程类"
HEAD = "序号|姓名|学会|环节|结论|日期|说明"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with two units whose people are with their societies; to be cloned, never run."""
    office = Office(tmp_path_factory.mktemp("sent"))
    association = {"name": "渝州市工程师协会", "contact": "周秘书", "phone": "023-60000000", "email": "mi@example.org"}
    confirmed = {DOMAIN: Confirmation(MACHINES, "周秘书", datetime(2025, 4, 1).date())}
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, association=association, confirmations=confirmed)
    own = [("钱一", "19911112001", DOMAIN), ("孙二", "19911112002", DOMAIN), ("李三", "19911112003", "公路")]
    office.receive(
        {
            f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *(person(*each) for each in own)),
            f"2025-04-10 {UNIT}/盖章.pdf": b"%PDF-1.4",
            f"2025-04-11 {OTHER}/附件3.xlsx": workbook(OTHER, person("周四", "19911112004", DOMAIN)),
            f"2025-04-11 {OTHER}/盖章.pdf": b"%PDF-1.4 2",
        }
    )
    office.run()
    return office


@pytest.fixture
def office(sent: Office, tmp_path: Path) -> Office:
    office = sent.clone(tmp_path / "office", outbox=True)
    office.settings.mkdir()
    (office.settings / WORKBOOK).write_bytes((sent.settings / WORKBOOK).read_bytes())
    return office


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def lies_there(office: Office, day: str, data: bytes, name: str = "返回.xlsx") -> None:
    office.receive({f"{day} {name}": data})
    office.run(now=on(day))


def comes_back(
    office: Office,
    day: str,
    answers: Mapping[str, Mapping[str, Any]],
    edit: Callable[[Workbook], None] | None = None,
    society: str = MACHINES,
) -> None:
    """The first workbook of a society comes back on that day, filled in."""
    lies_there(office, day, filled_in(sent_to(office.outbox, society)[0], answers, edit))


def results(folder: Path) -> list[str]:
    """The lines of the table of results in the letter of an answer."""
    lines = told(folder).splitlines()
    begin = lines.index(HEAD) + 1
    return [line for line in lines[begin:] if line.count("|") == HEAD.count("|")][: len(lines)]


def holding(office: Office, slug: str) -> list[str]:
    """The rows that stand and of which a finding of this kind holds."""
    return [
        row["name"]
        for row in office.people()
        if row["disposition"] in ("routed", "held") and slug in row["findings"].split(";")
    ]


FAILED = {"环节": "材料审查", "结论": "不予通过", "日期": "2025-05-15", "说明": "缺少独立主持的项目"}
CERTIFIED = {"环节": "证书签发", "结论": "通过", "日期": "2025-06-18", "证书编号": "机-0001"}


FIRST = (
    "你单位于2025年4月10日报送的推荐人员（报送编号S00001）中，有1人的评价有了结果。按照《关于开展2025年工程能力评价推荐工作的"
    "通知》（渝工协〔2025〕17号）的安排，现将学会告知我会的结果函告如下，请转告本人。"
)


def test_each_unit_is_told_of_its_own_people_when_it_is_final(office: Office) -> None:
    comes_back(
        office,
        "2025-05-20",
        {"钱一": FAILED, "孙二": {"环节": "初审", "结论": "通过"}, "周四": CERTIFIED | {"日期": ""}},
    )
    (_, letter), (_, other) = answers(office, UNIT), answers(office, OTHER)
    assert told(letter).splitlines() == [
        "〔　　　　〕　　号",
        "关于2025年工程能力评价结果的函",
        f"{UNIT}：",
        FIRST,
        "对结果有疑问的，请与我会联系。联系人：周秘书；电话：023-60000000；电子邮箱：mi@example.org。",
        "渝州市工程师协会",
        "2025年5月20日",
        HEAD,
        "1|钱一|中国机械工程学会|材料审查|不予通过|2025年5月15日|缺少独立主持的项目",
    ]
    assert {path.name for path in letter.iterdir()} == {"评价结果.docx", "评价结果.eml"}
    assert results(other) == ["1|周四|中国机械工程学会|证书签发|通过||证书编号：机-0001"]
    assert "钱一" not in told(other)


def test_what_is_not_final_makes_no_letter(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": {"环节": "面试考核", "结论": "通过"}, "孙二": {"环节": "公示"}})
    assert kinds(office, UNIT) == ["回执"]


def test_a_result_that_replaces_another_says_so(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": FAILED})
    comes_back(office, "2025-06-20", {"钱一": {"环节": "面试考核", "结论": "通过", "日期": "2025-06-18"}})
    comes_back(office, "2025-06-21", {"钱一": CERTIFIED})
    _, _, again, last = answers(office, UNIT)
    now = "此前告知的是“材料审查，不予通过”，以本次为准"
    assert results(again) == [f"1|钱一|中国机械工程学会|面试考核|通过|2025年6月18日|{now}"]
    assert results(last) == ["1|钱一|中国机械工程学会|证书签发|通过|2025年6月18日|证书编号：机-0001"]


def test_a_society_corrects_the_number_of_a_certificate(office: Office) -> None:
    """By a remark that says so: the unit and the secretary are told, and an older copy changes nothing back."""
    comes_back(office, "2025-06-20", {"周四": CERTIFIED})
    other = CERTIFIED | {"证书编号": "机-0010"}
    comes_back(office, "2025-06-22", {"周四": other})
    ((refused,),) = [
        [row["message"] for row in office.export("findings") if row["slug"] == "result-certificate-changed"]
    ]
    assert refused.endswith("没有登记；请核对，确实要更正的，请在“说明”里写明“更正证书编号”。")
    comes_back(office, "2025-06-24", {"周四": other | {"说明": "更正证书编号"}})
    *_, last = answers(office, OTHER)
    told_before = "此前告知的是“证书签发，通过”，以本次为准"
    remarks = f"证书编号：机-0010（更正，原为 机-0001）；更正证书编号；{told_before}"
    assert results(last) == [f"1|周四|中国机械工程学会|证书签发|通过|2025年6月18日|{remarks}"]
    waiting = [line for line in lines_of(office.outbox / "待决事项.xlsx", "未结事项") if "证书" in line["事项"]]
    assert [(line["事项"], line["问题"]) for line in waiting] == [
        (
            "学会更正了证书编号",
            "学会把此人的证书编号由“机-0001”更正为“机-0010”，已照填登记，并告知单位；请核对证书。",
        )
    ]
    assert [line["证书编号"] for line in certificates_of(office.outbox / "证书台账.xlsx")] == ["机-0010"]
    comes_back(office, "2025-06-26", {"周四": CERTIFIED})
    refusals = [row["message"] for row in office.export("findings") if row["slug"] == "result-certificate-changed"]
    assert refusals[-1].startswith("此人已登记的证书编号是“机-0010”，这里填的是“机-0001”，没有登记；")
    comes_back(office, "2025-06-28", {"孙二": CERTIFIED})  # the number is free again
    owners = {row["certificate_no"]: row["person_id"] for row in office.export("certificates")}
    ids = {row["name"]: row["person_id"] for row in office.people()}
    assert owners == {"机-0010": ids["周四"], "机-0001": ids["孙二"]}


def test_numbers_given_the_wrong_way_round_change_places_in_one_workbook(office: Office) -> None:
    ours, theirs = CERTIFIED | {"证书编号": "机-0001"}, CERTIFIED | {"证书编号": "机-0002"}
    comes_back(office, "2025-06-20", {"周四": ours, "孙二": theirs})
    says = {"说明": "更正证书编号"}

    def certificates() -> dict[str, str]:
        owners = {row["person_id"]: row["certificate_no"] for row in office.export("certificates")}
        return {row["name"]: owners[row["person_id"]] for row in office.people() if row["person_id"] in owners}

    comes_back(office, "2025-06-22", {"周四": theirs | says, "孙二": ours})  # only one says so
    assert certificates() == {"周四": "机-0001", "孙二": "机-0002"}
    unreadable = {"日期": "六月"}
    comes_back(office, "2025-06-23", {"周四": theirs | says, "孙二": ours | says | unreadable})
    assert certificates() == {"周四": "机-0001", "孙二": "机-0002"}
    comes_back(office, "2025-06-24", {"周四": theirs | says, "孙二": ours | says})
    assert certificates() == {"周四": "机-0002", "孙二": "机-0001"}
    assert "证书编号：机-0002（更正，原为 机-0001）" in results(answers(office, OTHER)[-1])[0]
    assert "证书编号：机-0001（更正，原为 机-0002）" in results(answers(office, UNIT)[-1])[0]
    stands = {line["姓名"]: line["证书编号"] for line in certificates_of(office.outbox / "证书台账.xlsx")}
    assert stands == {"周四": "机-0002", "孙二": "机-0001"}
    waiting = [line["事项"] for line in lines_of(office.outbox / "待决事项.xlsx", "未结事项")]
    assert "证书编号重复" not in waiting
    comes_back(office, "2025-06-26", {"周四": ours, "孙二": theirs})  # an older copy
    assert certificates() == {"周四": "机-0002", "孙二": "机-0001"}


def test_a_unit_is_told_who_goes_on_and_what_that_society_finds(office: Office) -> None:
    handed = {"环节": "初审", "结论": "转交其他学会", "转交至": POWER, "说明": "专业属电机"}
    comes_back(office, "2025-05-20", {"钱一": handed})
    comes_back(office, "2025-06-20", {"钱一": {"环节": "初审", "结论": "转下一批"}}, society=POWER)
    _, moved, last = answers(office, UNIT)
    assert results(moved) == ["1|钱一|中国机械工程学会|初审|转交其他学会||改由中国电机工程学会继续评价；专业属电机"]
    assert results(last) == ["1|钱一|中国电机工程学会|初审|转下一批||"]


def test_who_is_handed_back_is_at_work_again(office: Office) -> None:
    def states() -> list[tuple[str, str]]:
        heading, *rows = openpyxl.load_workbook(office.outbox / "结果台账.xlsx")["结果"].iter_rows(values_only=True)
        lines = (dict(zip(heading, row, strict=True)) for row in rows)
        return [(line["学会"], line["状态"]) for line in lines if line["姓名"] == "钱一"]

    handed = {"环节": "初审", "结论": "转交其他学会", "转交至": POWER, "说明": "专业属电机"}
    comes_back(office, "2025-05-20", {"钱一": handed})
    assert (MACHINES, "转交") in states()
    comes_back(office, "2025-06-20", {"钱一": handed | {"转交至": MACHINES, "说明": "不属电机"}}, society=POWER)
    assert states() == [(MACHINES, "办理中"), (POWER, "转交")]
    office.run(now=on("2025-11-10"))
    assert states() == [(MACHINES, "已超期"), (POWER, "转交")]


def test_who_is_sent_again_after_the_result_does_not_go_on(office: Office) -> None:
    comes_back(office, "2025-05-20", {"周四": FAILED})
    again = workbook(OTHER, person("周四", "19911112004", DOMAIN), note="再次推荐")
    lies_there(office, "2025-05-22", again, f"{OTHER}/附件3.xlsx")
    letter = told(answers(office, OTHER)[-1])
    assert "从中读到推荐人员1人，1人已经推荐过、不再重复办理" in letter
    assert "转入下一步" not in letter


WHY = "请补写独立主持的项目" * 40
ASKED = f"中国机械工程学会5月20日退回修改：{WHY}，请按学会的意见修改后重新报送。"


def test_one_letter_tells_a_result_and_what_a_society_returns(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": FAILED, "孙二": {"环节": "初审", "结论": "退回修改", "说明": WHY}})
    letter = answers(office, UNIT)[-1]
    assert results(letter)[0] == "1|钱一|中国机械工程学会|材料审查|不予通过|2025年5月15日|缺少独立主持的项目"
    assert f"1|孙二|附件3!J6|姓名|孙二|{ASKED}|按学会的意见修改后重新报送" in told(letter)
    assert "3人，2人材料齐备、已转入下一步办理，1人须补正后再办理。" in told(letter)
    assert "请在2025年6月4日（星期三）以前（含当日）将改正后的电子表格和盖章的扫描件发送至mi@example.org" in told(
        letter
    )
    assert listed(marked(letter)) == [("孙二", "附件3!J6", "姓名", "孙二", "按学会的意见修改后重新报送")]
    assert commented(marked(letter)) == {"附件3!J6": f"【必须更正】{ASKED}"}


def rewrite(row: int) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        cells = [cell for cell in book.worksheets[1][row] if "引水隧洞" in str(cell.value)]
        cells[0].value = "独立主持缅甸水电站机电安装，三台机组一次投产。"

    return edit


def test_whom_the_unit_takes_back_after_the_result_the_secretary_is_asked_about(office: Office) -> None:
    returned = {"环节": "初审", "结论": "退回修改", "说明": WHY}
    comes_back(office, "2025-05-20", {"钱一": FAILED, "孙二": returned})

    def taken_back(book: Workbook) -> None:
        for cell in (cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value in ("钱一", "孙二")):
            cell.value = f"{cell.value}（不再推荐）"

    lies_there(office, "2025-05-22", corrected(marked(answers(office, UNIT)[-1]), taken_back), f"{UNIT}/补正.xlsx")
    assert holding(office, "withdrawal-after-result") == ["钱一"]
    assert [row["name"] for row in office.people() if row["disposition"] == "withdrawn"] == ["孙二", "孙二"]
    desk = office.outbox / "待决事项.xlsx"
    (number,) = [line["事项编号"] for line in lines_of(desk, "待决事项") if line["事项"] == "有了结果以后是否撤回"]
    fill(desk, {number: {"决定": "同意撤回", "决定人": "周秘书"}})
    office.run(now=on("2025-05-23"))
    assert [row["name"] for row in office.people() if row["disposition"] == "withdrawn"].count("钱一") == 2


@pytest.mark.parametrize(("answer", "ends"), [("采用这份材料", "routed"), ("不采用，照原来办理", "duplicate")])
def test_who_failed_goes_to_another_society_only_when_the_secretary_says_so(
    office: Office, answer: str, ends: str
) -> None:
    comes_back(office, "2025-05-20", {"周四": FAILED})
    moved = workbook(OTHER, person("周四", "19911112004", "公路"))
    lies_there(office, "2025-05-22", moved, f"{OTHER}/附件3.xlsx")
    assert holding(office, "change-after-result") == ["周四"]
    desk = office.outbox / "待决事项.xlsx"
    (number,) = [line["事项编号"] for line in lines_of(desk, "待决事项") if line["事项"] == "有了结果以后改报领域"]
    fill(desk, {number: {"决定": answer, "决定人": "周秘书"}})
    office.run(now=on("2025-05-23"))
    assert office.fates(OTHER)[-1] == ("05-22", "周四", ends)
    assert holding(office, "change-after-result") == []
    comes_back(office, "2025-05-25", {"周四": FAILED})  # once more, which says nothing new
    assert office.fates(OTHER)[-1] == ("05-22", "周四", ends)


def test_what_a_society_returned_is_asked_until_it_is_mended(office: Office) -> None:
    returned = {"环节": "初审", "结论": "退回修改", "说明": WHY}
    comes_back(office, "2025-05-20", {"孙二": returned})
    book = marked(answers(office, UNIT)[-1])
    with Register.open(office.register) as register:
        silent = [(each.submission_id, each.due_on, each.waiting) for each in register.silent(on("2025-06-05"))]
    assert silent == [("S00001", "2025-06-04", 1)]
    scan = {f"2025-05-22 {UNIT}/盖章.pdf": b"%PDF-1.4 3"}
    office.receive({**scan, f"2025-05-22 {UNIT}/附件3（补正）.xlsx": corrected(book, lambda _: None)})
    office.run(now=on("2025-05-22"))
    letter = answers(office, UNIT)[-1]
    assert "1|孙二||||仍未改正" in told(letter)
    assert f"1|孙二|附件3!J6|姓名|孙二|仍未改正：{ASKED}|按学会的意见修改后重新报送" in told(letter)
    assert "2人材料齐备、已转入下一步办理，1人须补正后再办理" in told(letter)
    office.receive({f"2025-05-24 {UNIT}/附件3（补正）.xlsx": corrected(marked(letter), rewrite(6))})
    office.receive({f"2025-05-24 {UNIT}/盖章.pdf": b"%PDF-1.4 4"})
    office.run(now=on("2025-05-24"))
    letter = answers(office, UNIT)[-1]
    assert "1|孙二|主要工程实践经历|主持境外水电站引水隧洞施工，提前两个月贯通。|独立主持" in told(letter)
    assert "没有须补正的事项" in told(letter)
    assert "没有要求而改动" not in told(letter)
    assert holding(office, "returned-by-society") == []
    newest = openpyxl.load_workbook(sent_to(office.outbox, MACHINES)[-1])["变更与撤回"]
    assert [cell.value for cell in newest[2]][1:4] == ["孙二", "变更", "主要工程实践经历"]
    old, new = sent_to(office.outbox, MACHINES)
    lies_there(office, "2025-06-02", filled_in(old, {"孙二": returned, "钱一": {"环节": "初审"}}))
    assert holding(office, "returned-by-society") == []
    lies_there(office, "2025-06-03", filled_in(new, {"孙二": returned}))
    letter = answers(office, UNIT)[-1]
    assert f"1|孙二|附件3!J6|姓名|孙二|{ASKED.replace('5月20日', '6月3日')}|" in told(letter)
    assert holding(office, "returned-by-society") == ["孙二"]


def decided_on(office: Office) -> list[dict[str, Any]]:
    """The cases that wait for the secretary because a society returned somebody again."""
    return [line for line in lines_of(office.outbox / "待决事项.xlsx", "未结事项") if line["事项"] == "再次退回修改"]


DECIDES = "请人工决定（本会默认）：请单位再改，还是与学会另行商定。给单位的信照常请其修改；决定以后写明，办结。"


def test_a_second_return_is_for_the_secretary_to_decide(office: Office) -> None:
    returned = {"环节": "初审", "结论": "退回修改", "说明": WHY}
    comes_back(office, "2025-05-20", {"孙二": returned})
    comes_back(office, "2025-05-21", {"孙二": returned | {"说明": "请补写业绩，并附证明"}})  # worded anew
    assert decided_on(office) == []
    scan = {f"2025-05-24 {UNIT}/盖章.pdf": b"%PDF-1.4 4"}
    book = corrected(marked(answers(office, UNIT)[-1]), rewrite(6))
    office.receive({**scan, f"2025-05-24 {UNIT}/附件3（补正）.xlsx": book})
    office.run(now=on("2025-05-24"))
    _, new = sent_to(office.outbox, MACHINES)
    lies_there(office, "2025-06-03", filled_in(new, {"孙二": returned}))
    (case,) = decided_on(office)
    assert (case["姓名"], case["推荐单位"], case["问题"]) == (
        *("孙二", UNIT),
        f"{MACHINES}第 2 次退回此人（2025-06-03，初审：{WHY}），{DECIDES}",
    )
    assert holding(office, "returned-by-society") == ["孙二"]  # the unit is asked all the same
    assert "按学会的意见修改后重新报送" in told(answers(office, UNIT)[-1])
    fill(office.outbox / "待决事项.xlsx", {case["事项编号"]: {"决定": "办结", "说明": "请单位再改一次"}})
    office.run(now=on("2025-06-04"))
    assert decided_on(office) == []
    assert holding(office, "returned-by-society") == ["孙二"]


def test_who_need_not_be_mended_after_all_is_told_and_not_asked(office: Office) -> None:
    comes_back(office, "2025-05-20", {"孙二": {"环节": "初审", "结论": "退回修改"}, "钱一": {"环节": "初审"}})
    comes_back(office, "2025-05-28", {"孙二": {"环节": "材料审查", "结论": "通过"}})
    _, asked, no_more = answers(office, UNIT)
    assert "1|孙二||||不须再改" in told(no_more)
    assert "没有须补正的事项" in told(no_more)
    assert {path.name for path in no_more.iterdir()} == {"再次答复.docx", "再次答复.eml"}
    assert "没有写明原因，请与学会联系" in told(asked)


def without_number(name: str) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        sheet = book[PEOPLE]
        sheet.cell(row_of(sheet, name), headings(sheet)["编号"]).value = None

    return edit


WRONG = {
    "钱一": {"环节": "材料审查", "结论": "不予通过"},
    "孙二": {"环节": "面试考核", "结论": "通过", "工程知识与专业能力": 20.9},
    "周四": {"环节": "初审", "结论": "通过"},
}


def back_again(office: Office, day: str) -> list[Path]:
    """What lies in the folders of societies in the batch of a day beside drafts of mails, in order of the names."""
    found = sorted(office.outbox.glob(f"批次/{day.replace('-', '')}-01/学会/*/*"))
    return [path for path in found if path.suffix != ".eml"]


def test_what_contradicts_goes_back_marked_and_is_taken_when_it_is_right(office: Office) -> None:
    comes_back(office, "2025-05-20", WRONG, without_number("周四"))
    copy, letter = back_again(office, "2025-05-20")
    assert copy.relative_to(office.outbox).as_posix() == (
        "批次/20250520-01/学会/中国机械工程学会/2025-05-20 返回（请更正）.xlsx"
    )
    assert letter.name == "请更正.docx"
    sheet = openpyxl.load_workbook(copy)[PEOPLE]
    columns = headings(sheet)
    note, mark, number = (
        sheet.cell(row, columns[heading]).coordinate
        for row, heading in ((2, "说明"), (3, "工程知识与专业能力"), (4, "编号"))
    )
    assert commented(copy) == {
        f"{PEOPLE}!{note}": "【必须更正】结论是“不予通过”而没有写理由，没有登记；请在“说明”里写明，以便告知本人。",
        f"{PEOPLE}!{mark}": "【必须更正】结论是“通过”，而专业工程会员“工程知识与专业能力”应不低于 21 分，填的是“20.9”，"
        "没有登记；请核对分数和结论。",
        f"{PEOPLE}!{number}": "【必须更正】这一行没有编号，看不出是谁，没有登记；请按名单补填编号。",
    }
    lines = [row[:5] for row in openpyxl.load_workbook(copy)["请更正"].iter_rows(values_only=True)]
    assert lines[-3:] == [
        ("1", "钱一", f"{PEOPLE}!{note}", "说明", None),
        ("2", "孙二", f"{PEOPLE}!{mark}", "工程知识与专业能力", "20.9"),
        ("3", "周四", f"{PEOPLE}!{number}", "编号", None),
    ]
    page = (letter.parents[2] / "汇总/批次汇总.html").read_text("utf-8")
    assert ">中国机械工程学会/请更正.docx</a>" in page
    said = [paragraph.text for paragraph in docx.Document(str(letter)).paragraphs]
    assert said[2] == "中国机械工程学会："
    assert said[3].endswith(
        "2025年5月20日发回的评价结果（2025-05-20 返回.xlsx）收悉。其中3处填写有误，或者与此前登记的不符，"
        "所在的各行没有登记，见下表。"
    )

    def mend(book: Workbook) -> None:
        sheet = book[PEOPLE]
        whose = next(row["person_id"] for row in office.people() if row["name"] == "周四")
        sheet.cell(row_of(sheet, "周四"), headings(sheet)["编号"]).value = whose

    right = {"钱一": {"说明": "业绩不足"}, "孙二": {"工程知识与专业能力": 21.5}}
    lies_there(office, "2025-05-25", filled_in(copy, right, mend), copy.name)
    assert back_again(office, "2025-05-25") == []
    assert [row["slug"] for row in office.export("findings") if row["decided_by"] == "society"] == []
    kept = [(row["kind"], row["stage"], row["value"]) for row in office.export("events") if row["kind"] != "refused"]
    assert kept == [
        ("stage", "材料审查", ""),
        ("stage", "面试考核", ""),
        ("mark", "面试考核", "21.5"),
        ("stage", "初审", ""),
    ]
    assert kinds(office, UNIT) == ["回执", "评价结果"]


@pytest.mark.slow
def test_what_is_wrong_again_goes_back_again_and_is_asked_once(office: Office) -> None:
    comes_back(office, "2025-05-20", {"钱一": WRONG["钱一"] | {"日期": "2026-01-01"}})
    copy, _ = back_again(office, "2025-05-20")
    lies_there(office, "2025-05-25", filled_in(copy, {"钱一": {"日期": "2025-05-15"}}), copy.name)
    again, _ = back_again(office, "2025-05-25")
    assert again.name == "2025-05-25 2025-05-20 返回（请更正）.xlsx"
    assert len(commented(again)) == 1
    assert openpyxl.load_workbook(again).sheetnames[0] == "请更正"
    wrong = [row["slug"] for row in office.export("findings") if row["decided_by"] == "society"]
    assert wrong == ["result-note-missing"]


def test_a_society_that_nobody_confirmed_is_sent_nothing(office: Office) -> None:
    comes_back(office, "2025-05-20", {"李三": WRONG["钱一"]}, society=ROADS)
    assert [path.name for path in back_again(office, "2025-05-20")] == [
        "2025-05-20 返回（请更正）（待确认）.xlsx",
        "请更正（待确认）.docx",
    ]


@pytest.mark.slow
def test_two_returns_of_a_society_are_one_letter(office: Office) -> None:
    (path,) = sent_to(office.outbox, MACHINES)
    office.receive(
        {
            "2025-05-19 甲/返回.xlsx": filled_in(path, {"钱一": WRONG["钱一"]}),
            "2025-05-20 乙/返回.xlsx": filled_in(path, {"孙二": WRONG["孙二"], "周四": WRONG["周四"]}),
        }
    )
    office.run(now=on("2025-05-20"))
    letter, one, two = back_again(office, "2025-05-20")
    assert (letter.name, one.name, two.name) == ("请更正.docx", "返回_2（请更正）.xlsx", "返回（请更正）.xlsx")
    assert len(commented(one)) == len(commented(two)) == 1
    said = docx.Document(str(letter))
    assert "已登记1人的结果；另有2处填写有误" in said.paragraphs[3].text
    places = [row.cells[2].text for row in said.tables[0].rows[1:]]
    assert [place.partition("　")[0] for place in places] == ["2025-05-19 甲/返回.xlsx", "2025-05-20 乙/返回.xlsx"]


def test_what_goes_back_is_written_alike_whenever_it_is(office: Office, tmp_path: Path) -> None:
    comes_back(office, "2025-05-20", WRONG | {"钱一": FAILED})
    comes_back(office, "2025-06-20", {"钱一": CERTIFIED, "孙二": WRONG["钱一"] | {"说明": "年限不足"}})
    with Register.open(office.register) as register:
        for name in ("20250520-01", "20250620-01"):
            publish_batch(register.batch_contents(name), tmp_path, register.secret(), None)
    assert tree(tmp_path / "批次") == {
        path: digest for path, digest in tree(office.outbox / "批次").items() if not path.startswith("20250506")
    }


def test_who_is_forgotten_is_in_no_copy_and_no_letter_any_more(office: Office) -> None:
    comes_back(office, "2025-05-20", WRONG)
    comes_back(office, "2025-05-21", {"孙二": FAILED})
    assert len(back_again(office, "2025-05-20")) == 2
    with Register.open(office.register) as register, register.alone():
        number = next(row["person_id"] for row in office.people() if row["name"] == "孙二")
        register.forgetting.forget(register.forgetting.select_person(number), on("2025-05-22"))
        renew_outdated(register, office.outbox, on("2025-05-22"), None)
    (letter,) = back_again(office, "2025-05-20")
    said = docx.Document(str(letter))
    assert [row.cells[1].text for row in said.tables[0].rows[1:]] == ["钱一"]
    assert "请在贵会的工作簿里直接改好" in "".join(paragraph.text for paragraph in said.paragraphs)
    told_of = [told(folder) for folder in answers(office, UNIT)]
    assert not any("孙二" in text for text in told_of)
    assert "孙二" not in str(office.export("findings"))
    assert "20.9" not in str(office.export("findings"))


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_saved_in_an_office_it_goes_back_marked_and_comes_back_right(
    office: Office, tmp_path: Path, ending: str
) -> None:
    source = tmp_path / "返回.xlsx"
    source.write_bytes(filled_in(sent_to(office.outbox, MACHINES)[0], WRONG))
    lies_there(office, "2025-05-20", saved_in_office([source], ending, tmp_path)["返回"], f"返回.{ending}")
    copy, _ = back_again(office, "2025-05-20")
    assert (copy.name, len(commented(copy))) == ("2025-05-20 返回（请更正）.xlsx", 2)
    right = tmp_path / "更正.xlsx"
    right.write_bytes(filled_in(copy, {"钱一": {"说明": "业绩不足"}, "孙二": {"工程知识与专业能力": 21.5}}))
    lies_there(office, "2025-05-25", saved_in_office([right], ending, tmp_path / "2")["更正"], f"更正.{ending}")
    assert [row["slug"] for row in office.export("findings") if row["slug"].startswith("result-")] == []
    assert [row["kind"] for row in office.export("events")].count("refused") == 2
    assert kinds(office, UNIT) == ["回执", "评价结果"]


@pytest.mark.slow
def test_a_copy_that_fails_costs_no_other_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sending_back, "marked", fails)
    office.receive({"2025-05-20 返回.xlsx": filled_in(sent_to(office.outbox, MACHINES)[0], WRONG)})
    report = office.run(now=on("2025-05-20"))
    (letter,) = back_again(office, "2025-05-20")
    assert letter.name == "请更正.docx"
    assert [row.cells[1].text for row in docx.Document(str(letter)).tables[0].rows[1:]] == ["钱一", "孙二"]
    assert [path.rpartition("/")[2] for path in report.faults] == ["2025-05-20 返回（请更正）.xlsx"]
    monkeypatch.undo()
    office.run(now=on("2025-05-21"), retry=True)
    assert len(back_again(office, "2025-05-20")) == 2
