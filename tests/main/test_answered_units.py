"""The unit is answered, corrects, and is answered again: whole rounds through real files."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from support_main import NOW, TABLES, Office, person, state, tree, workbook
from support_rounds import answers, commented, corrected, every, kinds, know, listed, marked, told, write

from pipeline.text.seal import SHEET
from tests.kinds.support_kinds import INVALID, carry_mark
from tests.support_decisions import fill, lines_of

pytestmark = pytest.mark.slow  # whole runs, round after round

UNIT, OTHER = "甲工程有限公司", "乙工程有限公司"
FIRST, SECOND, THIRD = (
    "2025-04-10 甲/附件3.xlsx",
    "2025-04-25 甲/附件3（补正）.xlsx",
    "2025-04-28 甲/附件3（补正）.xlsx",
)
ANOTHERS = INVALID.format("标记所说的材料是另一单位报送的")
SCAN = b"%PDF-1.4"
WRONG = [
    person("钱一", "19911112001", "机电"),
    person("孙二", "1991111"),
    person("李三", "19911112003"),
    person("周四", "19911112004", level="高工"),
]
DOMAIN, PHONE, LEVEL = "L5", "K6", "N8"


def office_of(root: Path, **files: bytes) -> Office:
    office = Office(root)
    office.receive({FIRST: workbook(UNIT, *WRONG), "2025-04-10 甲/盖章.pdf": SCAN, **files})
    office.run()
    return office


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Whose workbook has gone back marked."""
    return office_of(tmp_path_factory.mktemp("asked"))


@pytest.fixture
def office(asked: Office, tmp_path: Path) -> Office:
    return asked.clone(tmp_path, outbox=True)


def later(office: Office, days: int, file: str, data: bytes) -> None:
    """It comes in, and so many days after the first run the next one goes."""
    office.receive({file: data, f"{Path(file).parent}/盖章{days}.pdf": SCAN + str(days).encode()})
    office.run(now=NOW + timedelta(days=days))


def test_every_cell_that_is_asked_is_marked_and_no_other(asked: Office) -> None:
    (folder,) = answers(asked, UNIT)
    assert set(commented(marked(folder))) == {f"附件3!{cell}" for cell in (DOMAIN, PHONE, LEVEL)}
    assert listed(marked(folder)) == [
        ("钱一", f"附件3!{DOMAIN}", "所在领域", "机电", "选填一个工程技术领域"),
        ("孙二", f"附件3!{PHONE}", "联系方式", "1991111", "填写本人手机号码；境外号码前写“+”和国家代码"),
        ("周四", f"附件3!{LEVEL}", "拟申请级别", "高工", "选填专业工程会员或资深工程会员"),
    ]


def test_the_letter_tells_all_at_once_and_no_phone(asked: Office) -> None:
    (folder,) = answers(asked, UNIT)
    assert kinds(asked, UNIT) == ["补正"]
    letter = told(folder)
    assert "从中读到推荐人员4人，1人材料齐备、已转入下一步办理，3人须补正后再办理。" in letter
    assert "请在2025年5月20日（星期二）以前（含当日）" in letter
    assert "19911112001" not in letter


def test_corrected_routed_and_told(office: Office) -> None:
    (first,) = answers(office, UNIT)
    mended = every(write(DOMAIN, "机械工程类"), write(PHONE, "19911112002"), write("K7", "19911112033"))
    later(office, 2, SECOND, corrected(marked(first), mended))
    assert office.fates(UNIT)[4:] == [
        ("04-25", "钱一", "routed"),
        ("04-25", "孙二", "routed"),
        ("04-25", "李三", "routed"),
        ("04-25", "周四", "held"),
    ]
    assert {row["disposition"] for row in office.people(UNIT)[:4]} == {"superseded"}
    assert len({row["person_id"] for row in office.people(UNIT)}) == 4
    again = answers(office, UNIT)[-1]
    assert kinds(office, UNIT) == ["补正", "再次答复"]
    assert "逐人逐格对照：已改正2处、仍未改正1处、没有要求而改动1处。" in told(again)
    assert set(commented(marked(again))) == {f"附件3!{LEVEL}"}


def test_the_society_is_told_cell_by_cell_what_changed(office: Office) -> None:
    (first,) = answers(office, UNIT)
    later(office, 2, SECOND, corrected(marked(first), every(write("K7", "19911112033"), write("M7", "老挝"))))
    (intake,) = office.outbox.glob("批次/20250508-01/学会/*/*.xlsx")
    rows = openpyxl.load_workbook(intake)["变更与撤回"].iter_rows(min_row=2, values_only=True)
    assert [row[1:6] for row in rows] == [
        ("李三", "变更", "联系电话", "19911112003", "19911112033"),
        ("李三", "变更", "当前所在地", "缅甸", "老挝"),
    ]


def test_the_third_round_and_nothing_after_it(office: Office) -> None:
    mended = every(write(DOMAIN, "机械工程类"), write(PHONE, "19911112002"))
    later(office, 2, SECOND, corrected(marked(answers(office, UNIT)[0]), mended))
    later(office, 3, THIRD, corrected(marked(answers(office, UNIT)[1]), write(LEVEL, "资深工程会员")))
    assert [fate[2] for fate in office.fates(UNIT)[8:]] == ["duplicate", "duplicate", "duplicate", "routed"]
    last = answers(office, UNIT)[-1]
    assert "逐人逐格对照：已改正1处。" in told(last)
    assert not list(last.glob("*.xlsx"))
    before = state(office)
    office.run(now=NOW + timedelta(days=3))
    assert state(office) == before


@pytest.mark.slow
def test_two_rounds_cross(office: Office) -> None:
    """An old marked workbook comes back after a newer one: what it says late counts as said late."""
    (first,) = answers(office, UNIT)
    early = corrected(marked(first), write(DOMAIN, "机械工程类"))
    late = corrected(marked(first), every(write(DOMAIN, "电气工程类"), write(PHONE, "19911112002")))
    later(office, 2, SECOND, early)
    later(office, 3, THIRD, late)
    standing = {row["name"]: row["domain"] for row in office.people(UNIT) if row["disposition"] == "routed"}
    assert standing == {"钱一": "电气工程类", "孙二": "土木工程类", "李三": "土木工程类"}


def test_who_is_missing_stays_and_is_a_question(office: Office) -> None:
    (first,) = answers(office, UNIT)

    def without(book: openpyxl.Workbook) -> None:
        book.worksheets[1].delete_rows(7)

    later(office, 2, SECOND, corrected(marked(first), without))
    assert ("04-10", "李三", "routed") in office.fates(UNIT)
    assert "missing-in-correction" in {finding["slug"] for finding in office.export("findings")}
    letter = told(answers(office, UNIT)[-1])
    assert "本次未见1人" in letter
    assert "李三||||本次未见" in letter


def test_a_name_that_was_changed_is_another_person_and_the_letter_asks(office: Office) -> None:
    (first,) = answers(office, UNIT)
    later(office, 2, SECOND, corrected(marked(first), write("J7", "李山")))
    assert ("04-10", "李三", "routed") in office.fates(UNIT)
    assert ("04-25", "李山", "held") in office.fates(UNIT)
    letter = told(answers(office, UNIT)[-1])
    assert "李山|姓名|李三|李山|电话或邮箱与上次的另一人相同，如是同一人请说明" in letter
    assert "疑为更改姓名1人" in letter
    desk = office.outbox / "待决事项.xlsx"
    (number,) = [line["事项编号"] for line in lines_of(desk, "待决事项") if line["事项"] == "是不是同一人改了姓名"]
    fill(desk, {number: {"决定": "同一人，采用新材料", "决定人": "周秘书"}})
    office.run(now=NOW + timedelta(days=3))
    assert [fate for fate in office.fates(UNIT) if fate[1] in ("李三", "李山")] == [
        ("04-10", "李三", "superseded"),
        ("04-25", "李山", "routed"),
    ]
    assert "补正材料里没有此人" not in [line["事项"] for line in lines_of(desk, "待决事项")]


def test_the_unit_withdraws_in_its_marked_workbook(office: Office) -> None:
    (first,) = answers(office, UNIT)
    later(office, 2, SECOND, corrected(marked(first), every(write("P4", "备注"), write("P7", "不再推荐"))))
    assert ("04-10", "李三", "withdrawn") in office.fates(UNIT)
    assert ("04-25", "李三", "withdrawn") in office.fates(UNIT)
    intake = next(office.outbox.glob("批次/20250508-01/学会/*/*.xlsx"))
    (told,) = [row for row in openpyxl.load_workbook(intake)["变更与撤回"].iter_rows(values_only=True) if "李三" in row]
    assert told[2] == "撤回"


def copied(source: Path, data: bytes) -> bytes:
    """Another workbook into which somebody copied the mark."""
    book = openpyxl.load_workbook(BytesIO(data))
    carry_mark(book, source)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_stranger_with_a_copied_mark_is_a_stranger(office: Office) -> None:
    (first,) = answers(office, UNIT)
    own = copied(marked(first), workbook(OTHER, person("李三", "19911112099")))
    later(office, 2, "2025-04-25 乙/附件3.xlsx", own)
    assert office.fates(OTHER) == [("04-25", "李三", "routed")]
    said = [finding["message"] for finding in office.export("findings") if finding["slug"] == "mark-invalid"]
    assert said == [ANOTHERS]
    assert ("04-10", "李三", "routed") in office.fates(UNIT)


@pytest.mark.slow
def test_the_mark_of_another_register_tells_nothing(office: Office, tmp_path: Path) -> None:
    elsewhere = office_of(tmp_path / "elsewhere")
    (foreign,) = answers(elsewhere, UNIT)
    later(office, 2, SECOND, corrected(marked(foreign), write("K7", "19911112033")))
    assert ("04-25", "李三", "held") in office.fates(UNIT)
    slugs = {finding["slug"] for finding in office.export("findings")}
    assert {"mark-invalid", "identity-question"} <= slugs
    assert "missing-in-correction" not in slugs


def test_what_we_wrote_into_the_workbook_is_not_read_back(office: Office) -> None:
    """Neither the list nor the comments say anything of the unit's; what it answers in the list is told as unread."""
    (first,) = answers(office, UNIT)
    answered = corrected(marked(first), every(write("G6", "机械工程类", sheet=0), write(PHONE, "19911112002")))
    later(office, 2, SECOND, answered)
    own = [finding for finding in office.export("findings") if finding["submission_id"] == "S00002"]
    assert {finding["slug"] for finding in own} == {
        *("list-answer-unread", "domain-ambiguous", "level-unknown", "unchanged")
    }
    (told_,) = [finding for finding in own if finding["slug"] == "list-answer-unread"]
    assert (told_["sheet"], told_["cell"], told_["value"]) == ("补正清单", "G6", "机械工程类")
    assert "写到原表相应的格子里" in told(answers(office, UNIT)[-1])


def test_the_mark_stands_whatever_the_office_makes_of_the_sheet(office: Office) -> None:
    """LibreOffice and WPS show very hidden sheets as hidden ones; somebody may even delete our list."""
    (first,) = answers(office, UNIT)

    def shown(book: openpyxl.Workbook) -> None:
        book[SHEET].sheet_state = "visible"
        book.remove(book.worksheets[0])

    later(office, 2, SECOND, corrected(marked(first), every(shown, write("K7", "19911112033", sheet=0))))
    assert ("04-25", "李三", "routed") in office.fates(UNIT)


@pytest.mark.slow
def test_one_worker_or_two(office: Office, tmp_path: Path) -> None:
    (first,) = answers(office, UNIT)
    office.receive({SECOND: corrected(marked(first), write(DOMAIN, "机械工程类"))})
    other = office.clone(tmp_path / "other", outbox=True)
    office.run(now=NOW + timedelta(days=2), workers=1)
    other.run(now=NOW + timedelta(days=2), workers=2)
    assert tree(office.outbox) == tree(other.outbox)
    assert [office.export(table) for table in TABLES] == [other.export(table) for table in TABLES]


def test_a_scan_that_comes_by_itself_closes_the_question(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive({FIRST: workbook(UNIT, person("钱一", "19911112001"))})
    office.run()
    assert office.export("submissions")[0]["scan"] == "false"
    office.receive({f"2025-04-12 {UNIT}/盖章.pdf": SCAN})
    office.run(now=NOW + timedelta(days=1))
    assert office.export("submissions")[0]["scan"] == "true"
    assert "scan-missing" not in {finding["slug"] for finding in office.export("findings")}


@pytest.mark.slow
def test_what_is_asked_no_longer_is_told_in_one_letter(asked: Office, tmp_path: Path) -> None:
    """A word of the settings releases somebody: the unit that was asked hears of it, and nobody else."""
    office = office_of(
        tmp_path / "office", **{"2025-04-10 乙/附件3.xlsx": workbook(OTHER, person("吴五", "19911112005"))}
    )
    assert kinds(office, OTHER) == ["补正"]
    know(office)
    office.run(now=NOW + timedelta(days=1))
    assert len(answers(office, UNIT)) == 2
    assert len(answers(office, OTHER)) == 1
    assert "不须再改1处" in told(answers(office, UNIT)[-1])


def by_mail(day: str, text: str, **files: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = f"评价(2025)+{UNIT}", "jia@unit.example"
    message["Date"] = f"{day} 10:00:00 +0800"
    message.set_content(text)
    for name, data in files.items():
        names = {"filename": name.replace("__", ".")}
        message.add_attachment(data, maintype="application", subtype="octet-stream", **names)
    return message.as_bytes()


@pytest.mark.parametrize(
    "files",
    [{f"2025-05-08 {UNIT}/盖章.pdf": SCAN}, {"2.eml": by_mail("Thu, 08 May 2025", "补发扫描件。", 盖章__pdf=SCAN)}],
    ids=["folder", "mail"],
)
def test_the_scan_that_we_asked_for_is_received_and_nothing_more_is_said(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    """Not that it is late, who was given until then, nor that nobody stands in it."""
    office = Office(tmp_path)
    office.receive({FIRST: workbook(UNIT, person("李三", "19911112003"))})
    office.run()
    office.receive(files)
    office.run(now=NOW + timedelta(days=3))
    assert kinds(office, UNIT) == ["补正", "补充材料"]
    letter = told(answers(office, UNIT)[-1])
    assert "你单位于2025年5月8日补充报送的盖章扫描件收悉" in letter
    assert "收到的材料（报送编号S00002）：盖章.pdf。\n有疑问的" in letter
    assert not any(word in letter for word in ("逾期", "没有读到", "没有读出", ".eml", "以前（含当日）"))


@pytest.mark.parametrize(("day", "is_late"), [("2025-05-20", False), ("2025-05-21", True)])
def test_who_corrects_within_the_days_that_we_gave_is_not_late(office: Office, day: str, is_late: bool) -> None:
    """The letter of 6 May gave ten working days; the notice's own last day was 28 April."""
    (first,) = answers(office, UNIT)
    office.receive({f"{day} 甲/附件3（补正）.xlsx": corrected(marked(first), write(PHONE, "19911112002"))})
    office.run(now=NOW + timedelta(days=20))
    letter = told(answers(office, UNIT)[-1])
    assert "已改正1处" in letter
    assert ("已经逾期" in letter) is is_late


def test_who_was_decided_and_corrected_in_one_run_is_told_in_one_letter(office: Office) -> None:
    """What became of those whom the unit sent again stands in the letter about that."""
    know(office)
    (first,) = answers(office, UNIT)
    later(office, 1, SECOND, corrected(marked(first), write(PHONE, "19911112002")))
    assert kinds(office, UNIT) == ["补正", "再次答复"]
    letter = told(answers(office, UNIT)[-1])
    assert "仍未改正1处" in letter
    assert "孙二|联系方式|199****|199********|已改正" in letter
    assert "周四|拟申请级别|高工|高工|不须再改" in letter


def test_whom_a_later_submission_replaced_is_not_said_to_have_been_sent_twice(office: Office) -> None:
    later(office, 1, f"2025-04-25 {UNIT}/附件3.xlsx", workbook(UNIT, person("孙二", "19911112002")))
    know(office)
    office.run(now=NOW + timedelta(days=2))
    first = answers(office, UNIT)[-1]
    assert first.name.endswith("S00001")
    assert "2人材料齐备、已转入下一步办理，1人须补正后再办理，1人以后来报送的材料为准。" in told(first)
