"""Each kind of question that the secretary is asked, with each of its answers: what the label says comes about, and the
question is gone; a decision taken back leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.styles import Font
from support_data import Installation
from support_main import NOW, Office, person, workbook
from support_notices import add_notice
from support_rounds import answers, corrected, marked, told
from test_new_form import ANNA, FORM, installed, receive, roster
from test_new_form import UNIT as ROSTER_UNIT

from pipeline.model.certificates import CertificateEvent
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.reconcile.identifiers import person_id
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK
from schemas.decisions import decisions_file
from tests.support_console import workbook_bytes
from tests.support_decisions import choices, fill, lines_of
from tests.support_holders import issued, revoked, write

pytestmark = pytest.mark.slow

UNIT, OTHER = "甲地测试工程有限公司", "乙地测试工程有限公司"
BY = {"决定人": "王秘书", "说明": "电话问过"}
SCAN = b"%PDF-1.4"
AN = "19911112001"


def sent(office: Office, unit: str, data: bytes, day: str = "04-20", name: str = "附件3.xlsx") -> None:
    office.receive({f"2025-{day} {unit}/{name}": data, f"2025-{day} {unit}/盖章.pdf": SCAN + f"{unit}{day}".encode()})


def edited(data: bytes, edit: Callable[[Any, int], None]) -> bytes:
    """The sheet of people in the hands of `edit`, with the row of the headings."""
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    edit(sheet, next(cell.row for row in sheet.iter_rows() for cell in row if "姓名" in str(cell.value)))
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def struck(sheet: Any, top: int) -> None:
    for cell in sheet[top + 1]:
        cell.font = Font(strike=True)


def vetoed(sheet: Any, top: int) -> None:
    last = sheet.max_column + 1
    sheet.cell(top, last).value = "是否推荐"
    sheet.cell(top + 1, last).value = "否"


def one(*values: str) -> Callable[[Office], None]:
    """One person of a unit, typed so."""

    def came(office: Office) -> None:
        sent(office, UNIT, workbook(UNIT, person("安一凡", AN, **dict(zip(("domain", "level"), values, strict=False)))))

    return came


def of_name(office: Office) -> None:
    sent(office, UNIT, workbook(UNIT, person("安经理", AN)))


def differing(office: Office) -> None:
    people = person("安一凡", AN), person("安一凡", AN, level="资深工程会员")
    sent(office, UNIT, workbook(UNIT, *people))


def struck_out(office: Office) -> None:
    sent(office, UNIT, edited(workbook(UNIT, person("安一凡", AN), person("孙二宝", "19911112002")), struck))


def another_phone(office: Office) -> None:
    sent(office, UNIT, workbook(UNIT, person("安一凡", AN)))
    office.run()
    sent(office, UNIT, workbook(UNIT, person("安一凡", "19911112009")), "05-01")


def from_two_units(office: Office) -> None:
    sent(office, UNIT, workbook(UNIT, person("安一凡", AN)))
    office.run()
    sent(office, OTHER, workbook(OTHER, person("安一凡", AN, level="资深工程会员")), "05-01")


def taken_back(office: Office) -> None:
    sent(office, UNIT, workbook(UNIT, person("安一凡", AN)))
    office.run()
    sent(office, UNIT, edited(workbook(UNIT, person("安一凡", AN)), vetoed), "05-01")


def certified(office: Office, *happening: CertificateEvent) -> None:
    with Register.open(office.register) as register:
        write(register, *happening)


def excluded_since(office: Office) -> None:
    """The application that led to the certificate is over; another unit recommends its holder after all."""
    sent(office, UNIT, workbook(UNIT, person("安一凡", AN)))
    office.run()
    certified(office, issued(person_id(1), "2025-05-01"), revoked(person_id(1), "2025-05-02"))
    sent(office, OTHER, workbook(OTHER, person("安一凡", AN)), "05-03")


def a_step_down(office: Office) -> None:
    sent(office, UNIT, workbook(UNIT, person("安一凡", AN, "莫名其妙")))
    office.run()
    certified(office, issued(person_id(1), "2024-03-01", level="资深工程会员"))
    sent(office, UNIT, workbook(UNIT, person("安一凡", AN)), "05-01")


def at_two_levels(office: Office) -> None:
    write_settings_workbook(office.settings / WORKBOOK, open_notices=["2025", "2026"])
    by_mail(office, 10, "a@unit.example", workbook(UNIT, person("安一凡", AN)), subject=f"评价(2025)+{UNIT}")
    office.run()
    other = workbook(UNIT, person("安一凡", AN, level="资深工程会员"))
    by_mail(office, 20, "a@unit.example", other, subject=f"评价(2026)+{UNIT}")


def by_mail(office: Office, day: int, sender: str, data: bytes, written: bytes = b"", subject: str = UNIT) -> None:
    """A mail of the unit; `written` is what the receiving server puts before it."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, subject
    message["Date"] = f"{day:02} Apr 2025 10:00:00 +0800"
    message.set_content("见附件。")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="附件3.xlsx")
    office.receive({f"2025-04-{day:02}.eml": written + message.as_bytes()})


WRITTEN = b"""Received: from mx.unit.example by mx.renqiao.example; Sun, 20 Apr 2025 10:00:00 +0800
Authentication-Results: mx.renqiao.example; spf=softfail smtp.mailfrom=b@elsewhere.example;
	dkim=none; dmarc=fail header.from=elsewhere.example
Received: from somewhere by mx.unit.example; Sun, 20 Apr 2025 09:59:00 +0800
Authentication-Results: mx.of.the.sender.example; spf=pass; dkim=pass
"""


def from_another_address(office: Office) -> None:
    by_mail(office, 10, "a@unit.example", workbook(UNIT, person("安一凡", AN)))
    office.run()
    by_mail(office, 20, "b@elsewhere.example", workbook(UNIT, person("安一凡", AN, "机械工程类")), WRITTEN)


def left_out(office: Office) -> None:
    people = person("安一凡", AN), person("孙二宝", "19911112002", "机电")
    sent(office, UNIT, workbook(UNIT, *people))
    office.run()

    def mended(book: Any) -> None:
        sheet = book.worksheets[1]
        row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "安一凡")
        domain = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "机电")
        domain.value = "机械工程类"
        for cell in sheet[row]:
            if cell.value in ("安一凡", AN) or str(cell.value).startswith(AN):
                cell.value = None

    back = corrected(marked(answers(office, UNIT)[-1]), mended)
    sent(office, UNIT, back, "05-01", "附件3（补正）.xlsx")


def of_either_notice(office: Office) -> None:
    write_settings_workbook(office.settings / WORKBOOK, open_notices=["2026"])
    sent(office, UNIT, workbook(UNIT, person("安一凡", AN)))


def unconfirmed(office: Office) -> None:
    one("信息通信工程类")(office)


def under_odd_headings(office: Office) -> None:
    """Two columns of phones, and no heading that surely asks for the person's."""
    headings = ["序号", "企业名称", "项目名称", "项目所在国家", "项目类型", "项目状态", "姓名", "流水手机", "所在领域"]
    headings += ["当前所在地", "拟申请级别", "主要工程实践经历", "栏目甲"]
    project = ["1", UNIT, "缅甸公路项目", "缅甸", "承包工程", "在建"]
    rows = [
        [*project, name, AN[:-1] + last, *person("", "")[2:], other]
        for name, last, other in (("安一凡", "1", "19911113001"), ("孙二宝", "2", "19911112002"))
    ]
    sent(office, UNIT, workbook_bytes(("附件3", [["已外派参与工程项目人员汇总"], headings, *rows])))


class Case(NamedTuple):
    """A question, how it comes about, an answer, and then what became of 安一凡, row by row; `letter` tells whether the
    unit is asked something of the person after that."""

    title: str
    comes: Callable[[Office], None]
    answer: str
    becomes: list[str]
    letter: bool = False


COLUMN = "取哪一列有疑问"
LEVEL, DOMAIN = "拟申请级别有多种可能", "所在领域有多种可能"
DISPATCH = "名单待发"
ADDRESS = "换了邮箱发来的更改"
INSTEAD = "改按这一份的级别"
OF_2025 = "按“关于开展2025年工程能力评价推荐工作的通知”受理"
CASES = [
    Case(DOMAIN, one("机电"), "按“电气工程类”理解", ["routed 电气工程类"]),
    Case(DOMAIN, one("机电"), "退回单位", ["held"], letter=True),
    Case("所在领域不明", one("莫名其妙"), "按“机械工程类”理解", ["routed 机械工程类"]),
    Case("所在领域不明", one("莫名其妙"), "退回单位", ["held"], letter=True),
    Case(LEVEL, one("土木工程类", "工程会员"), "按“资深工程会员”理解", ["routed 土木工程类"]),
    Case(LEVEL, one("土木工程类", "工程会员"), "按原填报送学会", ["routed 土木工程类"]),
    Case(LEVEL, one("土木工程类", "工程会员"), "退回单位", ["held"], letter=True),
    Case("拟申请级别不明", one("土木工程类", "高工"), "按“专业工程会员”理解", ["routed 土木工程类"]),
    Case("拟申请级别不明", one("土木工程类", "高工"), "按原填报送学会", ["routed 土木工程类"]),
    Case("拟申请级别不明", one("土木工程类", "高工"), "退回单位", ["held"], letter=True),
    Case("姓名待核", of_name, "按现在读取的办理", ["routed 土木工程类"]),
    Case("姓名待核", of_name, "退回单位", ["held"], letter=True),
    Case("同一人前后不一致", differing, "以前一处为准", ["routed 土木工程类", "duplicate"]),
    Case("同一人前后不一致", differing, "退回单位", ["held", "duplicate"], letter=True),
    Case(COLUMN, under_odd_headings, "按现在读取的办理", ["routed 土木工程类"]),
    Case(COLUMN, under_odd_headings, "退回单位", ["held"], letter=True),
    Case("此行已划去", struck_out, "仍然推荐", ["routed 土木工程类"]),
    Case("此行已划去", struck_out, "不推荐此人", ["withdrawn"]),
    Case("是不是同一人", another_phone, "同一人，采用新材料", ["superseded", "routed 土木工程类"]),
    Case("是不是同一人", another_phone, "不是同一人", ["routed 土木工程类", "routed 土木工程类"]),
    Case("两个单位都推荐了此人", from_two_units, "以先报的单位为准", ["routed 土木工程类", "duplicate"]),
    Case("两个单位都推荐了此人", from_two_units, "改由这个单位推荐", ["duplicate", "routed 土木工程类"]),
    Case("是否撤回", taken_back, "同意撤回", ["withdrawn", "withdrawn"]),
    Case("是否撤回", taken_back, "不撤回，照原来办理", ["routed 土木工程类", "duplicate"]),
    Case(ADDRESS, from_another_address, "采用这份材料", ["superseded", "routed 机械工程类"]),
    Case(ADDRESS, from_another_address, "不采用，照原来办理", ["routed 土木工程类", "duplicate"]),
    Case("补正材料里没有此人", left_out, "同意撤回", ["withdrawn"]),
    Case("补正材料里没有此人", left_out, "不撤回，照原来办理", ["routed 土木工程类"]),
    Case("属于哪个通知", of_either_notice, OF_2025, ["routed 土木工程类"]),
    Case("属于哪个通知", of_either_notice, "退回单位", ["held"], letter=True),
    Case("取消资格的人员", excluded_since, "不推荐此人", ["routed 土木工程类", "withdrawn"]),
    Case("取消资格的人员", excluded_since, "仍然推荐", ["routed 土木工程类", "duplicate"]),
    Case("晋级越级或降级", a_step_down, "按原填报送学会", ["superseded", "routed 土木工程类"]),
    Case("晋级越级或降级", a_step_down, "退回单位", ["superseded", "held"], letter=True),
    Case("同时申请两个级别", at_two_levels, "以先报的级别为准", ["routed 土木工程类", "withdrawn"]),
    Case("同时申请两个级别", at_two_levels, INSTEAD, ["withdrawn", "routed 土木工程类"]),
    Case(DISPATCH, one("电气工程类"), "已发出", ["routed 电气工程类"]),
    Case("对口学会待确认", unconfirmed, "确认由中国通信学会受理", ["routed 信息通信工程类"]),
]


def lines(office: Office, title: str) -> list[dict[str, Any]]:
    sheet = "未结事项" if title == DISPATCH else "待决事项"
    return [line for line in lines_of(office.outbox / "待决事项.xlsx", sheet) if line["事项"] == title]


def became(office: Office) -> list[str]:
    """What became of each row of the person, in order of receipt."""
    rows = sorted(office.people(), key=lambda row: (row["received_at"], row["source_row"]))
    own = [row for row in rows if row["name"] in ("安一凡", "安经理")]
    return [f"{row['disposition']} {row['domain'] if row['disposition'] == 'routed' else ''}".strip() for row in own]


def asks_of_person(office: Office) -> bool:
    """Whether what holds the person asks the unit for something."""
    held = {row["row_id"] for row in office.people() if row["disposition"] == "held" and row["name"].startswith("安")}
    found = [each for each in office.export("findings") if each["row_id"] in held and each["severity"] == "error"]
    return any(each["decided_by"] == "unit" for each in found)


def told_to_societies(office: Office, batch: str) -> str:
    """All that stands in the sheets 变更与撤回 of a batch."""
    books = map(openpyxl.load_workbook, office.outbox.glob(f"批次/{batch}/学会/*/*.xlsx"))
    sheets = [book["变更与撤回"] for book in books if "变更与撤回" in book.sheetnames]
    return "".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows(min_row=2) for cell in row)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.title}: {case.answer}")
def test_the_effect_is_what_the_label_says(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if case.comes in (of_either_notice, at_two_levels):
        add_notice(request.getfixturevalue("notice_files"))
    office = Office(tmp_path / "office")
    office.settings.mkdir(parents=True)
    case.comes(office)
    office.run()
    before, letters = became(office), len(answers(office, UNIT))
    (line,) = lines(office, case.title)
    fill(office.outbox / "待决事项.xlsx", {line["事项编号"]: {"决定": case.answer, **BY}})

    report = office.run(now=NOW + timedelta(days=1))

    assert report.decisions == ["待决事项：已采用 1 项。"]
    assert became(office) == case.becomes
    assert lines(office, case.title) == []
    assert asks_of_person(office) == case.letter
    said = "".join(told(folder) for folder in answers(office, UNIT)[letters:])
    assert OTHER not in said
    assert ("此处请单位确认：" in said) == (case.letter and case.comes in (of_either_notice, a_step_down))
    lost = [was for was, now in zip(before, case.becomes, strict=True) if (was[:6], now[:6]) == ("routed", "withdr")]
    assert (case.answer in ("同意撤回", INSTEAD)) == bool(lost)
    assert told_to_societies(office, "20250507-01").count("撤回") >= len(lost)
    assert office.run(now=NOW + timedelta(days=1)).batches == []
    (decided,) = lines_of(office.outbox / "待决事项.xlsx", "已决事项")
    fill(office.outbox / "待决事项.xlsx", {decided["决定编号"]: {"撤销": "撤销"}})
    assert office.run(now=NOW + timedelta(days=2)).decisions == ["待决事项：已采用 1 项。"]
    assert became(office) == before
    assert len(lines(office, case.title)) == (case.comes is not unconfirmed)  # the society has the list by then


def test_beside_it_stands_what_the_receiving_server_wrote(tmp_path: Path) -> None:
    """What the sender wrote into the mail is no word of that server; with none of its own that is said."""
    office = Office(tmp_path)
    from_another_address(office)
    office.run()
    (line,) = lines(office, ADDRESS)
    finding, origin = line["问题"].split("\n")
    assert finding == (
        "此人此前已经分配，这份材料更改了此人的内容，但发来的邮箱是这个单位以前没有用过的，请秘书处与单位核实；"
        "核实以前，仍按原来的信息办理。"
    )
    assert origin == (
        "发件邮箱：b@elsewhere.example；这个单位以前的邮件发自：a@unit.example。"
        "邮件里写着收信服务器（mx.renqiao.example）的验证：DKIM 没有，DMARC 未通过，SPF 存疑。"
        "这一行可以伪造，不能只凭它认定。"
    )
    cases = {each["事项"]: each["问题"] for each in lines_of(office.outbox / "待决事项.xlsx", "未结事项")}
    assert [title for title, said in cases.items() if "发件邮箱" in said] == ["换了邮箱的更改待定"]
    by_mail(office, 22, "c@elsewhere.example", workbook(UNIT, person("安一凡", AN, "建筑工程类")))
    office.run()
    (line,) = lines(office, ADDRESS)
    assert line["问题"].endswith(
        "发件邮箱：c@elsewhere.example；这个单位以前的邮件发自：a@unit.example、b@elsewhere.example。"
        "邮件里没有收信服务器的验证结果（SPF、DKIM）。"
    )


def intake_of(office: Office, batch: str, name: str) -> dict[str, Any]:
    """The row of a person in the workbook that goes to a society, by heading."""
    (path,) = office.outbox.glob(f"批次/{batch}/学会/*/*.xlsx")
    heads, *rows = openpyxl.load_workbook(path)["人员名单"].iter_rows(values_only=True)
    return next(dict(zip(heads, row, strict=True)) for row in rows if name in row)


def test_what_is_said_of_the_column_that_was_taken(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    under_odd_headings(office)
    office.run()
    (line,) = lines(office, COLUMN)
    doubt = f"联系方式按“{AN}”读取，但“栏目甲”一列写的是“19911113001”，请核对以哪一个为准。"
    assert line["问题"] == doubt
    assert line["依据"] == f"2025-04-20 {UNIT}/附件3.xlsx，附件3 H3"
    (letter,) = answers(office, UNIT)
    assert "1|安一凡|附件3!H3|联系方式|199********|联系方式按“199********”读取，但“栏目甲”一列写的是" in told(letter)
    fill(office.outbox / "待决事项.xlsx", {line["事项编号"]: {"决定": "按现在读取的办理", **BY}})
    office.run(now=NOW + timedelta(days=1))
    given = intake_of(office, "20250507-01", "安一凡")
    assert (given["联系电话"], given["提示"]) == (AN, f"原填“{AN}”，已由秘书处决定")
    assert "1|安一凡|联系方式|199********|199********|不须再改" in told(answers(office, UNIT)[-1]).replace("2|", "1|")


def of_two_forms(root: Path) -> Installation:
    """A list that may be of either of two forms."""
    office = installed(root)
    twin = FORM.replace('"roster"', '"almanac"').replace("会员单位推荐人员名册", "会员单位年鉴人员")
    office.write("forms/almanac", twin.replace("nominated", "listed"))
    office.change("notices/2026", 'forms = ["roster"]', 'forms = ["roster", "almanac"]')
    receive(office, f"2026-04-20 {ROSTER_UNIT}", "名册.xlsx", roster(ANNA, title="人员名册"))
    return office


@pytest.mark.parametrize("answer", ["按现在读取的办理", "退回单位"])
def test_which_form_it_is(answer: str, tmp_path: Path) -> None:
    """Forms of an installation are read once in a process: each run is one of its own."""
    office = of_two_forms(tmp_path)
    desk = office.outbox / "待决事项.xlsx"

    def run() -> str:
        done = office.process("--notice", "2026")
        assert done.returncode == 0, done.stderr
        ((disposition, findings),) = [(row["disposition"], row["findings"]) for row in office.export("people")]
        return f"{disposition} {findings}"

    def letters() -> list[str]:
        return list(map(told, sorted(office.outbox.glob("批次/*/单位/*"))))

    assert run() == "held form-doubtful"
    assert "1人待我会核实后另行告知" in letters()[-1]
    (line,) = [each for each in lines_of(desk, "待决事项") if each["事项"] == "用的哪种表"]
    assert choices(desk, line["事项编号"]) == ["按现在读取的办理", "退回单位"]
    fill(desk, {line["事项编号"]: {"决定": answer, **BY}})
    if answer == "退回单位":
        assert run() == "held returned-to-unit"
        forms = "会员单位年鉴人员、会员单位推荐人员名册"
        asked = f"1|安一凡|名册!B5|||此处请单位确认：用的是哪一种表（{forms}）。|更正后重发，或书面说明"
        assert asked in letters()[-1]
        assert not list(office.outbox.glob("批次/*/学会/*/*"))
    else:
        assert run() == "routed decided"
        assert len(letters()) == 1
        assert len(list(office.outbox.glob("批次/20260506-02/学会/中国电机工程学会/*.xlsx"))) == 1
    assert "用的哪种表" not in [each["事项"] for each in lines_of(desk, "待决事项")]
    (decided,) = lines_of(desk, "已决事项")
    fill(desk, {decided["决定编号"]: {"撤销": "撤销"}})
    assert run() == "held form-doubtful"
    assert "用的哪种表" in [each["事项"] for each in lines_of(desk, "待决事项")]
    if answer == "按现在读取的办理":
        (book,) = office.outbox.glob("批次/20260506-03/学会/中国电机工程学会/*.xlsx")
        changes = openpyxl.load_workbook(book)["变更与撤回"].iter_rows(min_row=2, values_only=True)
        assert [row for row in changes if "撤回" in row and "安一凡" in row]


def test_every_kind_of_question_is_walked() -> None:
    """用的哪种表 above, 是不是同一个单位 in test_units_alike.py, 学时折算 in tests/hours, a name that was changed in
    test_answered_units.py, what follows a result in test_results_told.py; what is only closed in
    test_secretary_decides.py."""
    elsewhere = {"用的哪种表", "是不是同一个单位", "学时折算"}
    elsewhere |= {"是不是同一人改了姓名", "有了结果以后是否撤回", "有了结果以后改报领域"}
    asked = {each.title for each in decisions_file().question.values() if each.listed == "questions"}
    assert asked - {case.title for case in CASES} == elsewhere
