"""What `remind` writes about certificates: to whom, on which day, and how it is sent."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from support_main import Office, person, tree, workbook
from typer.testing import CliRunner

from pipeline.commands.every import app
from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register, certificate_events
from pipeline.terms.settings import WORKBOOK
from schemas.settings import settings_file
from tests.support_results import filled_in, sent_to

pytestmark = pytest.mark.slow  # whole runs, round after round

POWER, MACHINES = "中国电机工程学会", "中国机械工程学会"
FIRST, SECOND = "甲工程有限公司", "乙工程有限公司"
PEOPLE = {
    "钱一": (FIRST, "电气工程类"),
    "孙二": (FIRST, "机械工程类"),
    "李三": (SECOND, "电气工程类"),
    "周四": (SECOND, "电气工程类"),
}
NUMBERS = {"钱一": "电-0001", "孙二": "机-0001", "李三": "电-0002"}
PHONE = "1991111200{place}"


def mailed(unit: str, data: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"hr@{'a' if unit == FIRST else 'b'}.example", "mishuchu@example.org"
    mail["Subject"], mail["Date"] = f"评价(2025)+{unit}", "Thu, 10 Apr 2025 09:00:00 +0800"
    mail["Message-ID"] = f"<{'a' if unit == FIRST else 'b'}@unit.example>"
    mail.set_content("请查收。")
    mail.add_attachment(data, "application", "octet-stream", filename="附件3.xlsx")
    mail.add_attachment(b"%PDF-1.4", "application", "pdf", filename="盖章.pdf")
    return mail.as_bytes()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two units whose people are certified in June 2025, but for 周四; to be cloned, never run."""
    office = Office(tmp_path_factory.mktemp("certified"))
    office.settings.mkdir()
    us = {"name": "渝州市工程师协会", "email": "mishuchu@example.org", "drafts": settings_file().notices.yes}
    write_settings_workbook(office.settings / WORKBOOK, association=us)
    for unit in (FIRST, SECOND):
        people = [
            person(name, PHONE.format(place=place), domain)
            for place, (name, (of, domain)) in enumerate(PEOPLE.items())
            if of == unit
        ]
        office.receive({f"{unit[0]}.eml": mailed(unit, workbook(unit, *people))})
    office.run()
    for society, day in ((POWER, "2025-06-05"), (MACHINES, "2025-09-01")):
        (path,) = sent_to(office.outbox, society)
        issued = {"环节": "证书签发", "结论": "通过", "日期": day}
        own_numbers = {
            n: issued | {"证书编号": no} for n, no in NUMBERS.items() if (no[0] == "电") == (society == POWER)
        }
        office.receive({f"{day} {society}.xlsx": filled_in(path, own_numbers)})
        office.run(now=at(day))
    return office


@pytest.fixture
def office(certified: Office, tmp_path: Path) -> Office:
    made = certified.clone(tmp_path / "office")
    shutil.copytree(certified.settings, made.settings)
    return made


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def reminded(office: Office, day: str) -> dict[str, Path]:
    """The letters about certificates that lie there when `remind` ran on that day, by name."""
    places = ["--register", office.register, "--outbox", str(office.outbox), "--settings", str(office.settings)]
    result = CliRunner().invoke(app, ["remind", *places, "--now", at(day).isoformat()], standalone_mode=False)
    if result.exception:
        raise result.exception
    return {path.stem: path for path in sorted((office.outbox / "催办" / day / "证书提醒").glob("*.docx"))}


def tables(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in Document(str(path)).tables for row in table.rows]


def whole(path: Path) -> str:
    return "\n".join([*(each.text for each in Document(str(path)).paragraphs), *map("|".join, tables(path))])


def happens(office: Office, event: str, day: str, number: str, **more: str) -> None:
    with Register.open(office.register) as register:
        (first,) = [
            each for each in register.certificates.events() if each.certificate_no == number and each.event == "签发"
        ]
        about = {"cause": "", "document": "", "source_file": "证书台账.xlsx", "recorded_at": f"{day}T09:00:00+08:00"}
        told = CertificateEvent(**first._asdict() | {"event": event, "date": day, **about, **more})
        register._write(certificate_events.add, 1, [told], [])


FIRST_LETTER, SECOND_LETTER = f"{FIRST}_S00002", f"{SECOND}_S00001"


@pytest.mark.parametrize(
    ("day", "letters"),
    [
        ("2029-06-03", {}),
        ("2029-06-04", {FIRST_LETTER: (0, {"钱一": 4}), SECOND_LETTER: (0, {"李三": 4})}),
        ("2029-12-04", {FIRST_LETTER: (1, {"钱一": 5, "孙二": 5}), SECOND_LETTER: (1, {"李三": 5})}),
        ("2030-02-28", {FIRST_LETTER: (2, {"钱一": 5, "孙二": 5}), SECOND_LETTER: (1, {"李三": 5})}),
        ("2030-12-05", {FIRST_LETTER: (1, {"孙二": 5})}),
        ("2031-03-01", {}),
    ],
)
def test_who_gets_a_letter_on_which_day(
    office: Office, day: str, letters: dict[str, tuple[int, dict[str, int]]]
) -> None:
    """The certificates end on 2030-06-04 and 2030-08-31; nobody did anything for hours."""
    found = {}
    for name, path in reminded(office, day).items():
        rows = tables(path)
        years = [row[1] for row in rows if len(row) == 10 and row[0] != "序号"]
        renewals = [row for row in rows if len(row) == 8 and row[0] != "序号"]
        found[name] = (len(renewals), {each: years.count(each) for each in dict.fromkeys(years)})
    assert found == letters


def test_a_letter_names_the_unit_s_own_people_and_no_phone(office: Office) -> None:
    letters = reminded(office, "2030-02-28")
    text = whole(letters[FIRST_LETTER])
    assert "1|钱一|电-0001|专业工程会员|中国电机工程学会|2030-06-04|2030-03-04|将到期" in text
    assert "2|孙二|机-0001|专业工程会员|中国机械工程学会|2030-08-31|2030-05-31|将到期" in text
    assert "1|钱一|电-0001|2030-06-04|2025-06-05|2026-06-04|50|0|0|50" in text
    assert "李三" not in text
    for path in (*letters.values(), *(path.with_suffix(".eml") for path in letters.values())):
        data = path.read_bytes() if path.suffix == ".eml" else whole(path).encode()
        assert not re.search(rb"199111120\d\d", data)


def test_the_draft_answers_who_recommended_them(office: Office) -> None:
    (draft,) = [
        path.with_suffix(".eml") for name, path in reminded(office, "2030-02-28").items() if name == FIRST_LETTER
    ]
    mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert (str(mail["To"].addresses[0].addr_spec), mail["In-Reply-To"]) == ("hr@a.example", "<a@unit.example>")
    assert mail["Subject"] == f"证书提醒：工程会员证书（{FIRST}）"
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "　　现函告工程会员证书的有关事项，详见附件“证书提醒”。" in body.get_content()
    assert [part.get_filename() for part in mail.walk() if part.get_filename()] == [f"{FIRST_LETTER}.docx"]


def test_on_the_same_day_what_is_written_stays_and_nothing_is_recorded(office: Office) -> None:
    before = Path(office.database).read_bytes()
    letters = reminded(office, "2030-02-28")
    letters[FIRST_LETTER].write_bytes(b"edited")
    there = tree(office.outbox)
    reminded(office, "2030-02-28")
    assert tree(office.outbox) == there
    assert Path(office.database).read_bytes() == before


def test_what_happens_to_a_certificate_changes_what_is_written(office: Office) -> None:
    happens(office, "暂停", "2029-10-10", "电-0001", cause="未缴会费", document="学会〔2029〕3号")
    text = whole(reminded(office, "2030-03-01")[FIRST_LETTER])
    assert "1|钱一|电-0001|专业工程会员|中国电机工程学会|2030-06-04|2030-03-04|暂停、将到期" in text
    assert "暂停期间有效期照常计算，不因暂停而顺延（本会默认）。" in text
    happens(office, "申请再注册", "2030-03-02", "电-0001")
    rows = tables(reminded(office, "2030-03-03")[FIRST_LETTER])
    assert [row[1] for row in rows if len(row) == 8] == ["姓名", "孙二"]
    assert "钱一" in [row[1] for row in rows if len(row) == 10]
    happens(office, "恢复", "2030-03-04", "电-0001", cause="已补缴")
    happens(office, "再注册", "2030-04-01", "电-0001")
    happens(office, "撤销", "2030-04-02", "机-0001", cause="提供虚假材料", document="学会〔2030〕1号")
    assert set(reminded(office, "2030-04-03")) == {SECOND_LETTER}


def test_who_is_forgotten_is_written_of_no_more(office: Office) -> None:
    (number,) = {row["person_id"] for row in office.people() if row["name"] == "李三"}
    there = reminded(office, "2030-02-27")
    places = ["--register", office.register, "--outbox", str(office.outbox)]
    done = CliRunner().invoke(app, ["forget", number, "--yes", *places])
    assert "李三" in done.output
    assert set(there) == {FIRST_LETTER, SECOND_LETTER}
    assert not list((office.outbox / "催办").rglob("*.*"))  # whom letters named is not recorded
    assert set(reminded(office, "2030-02-28")) == {FIRST_LETTER}


def test_where_we_are_the_society_the_letter_says_so(office: Office) -> None:
    own = {"name": POWER, "email": "mishuchu@example.org"}
    write_settings_workbook(office.settings / WORKBOOK, association=own)
    letters = reminded(office, "2030-02-28")
    assert "请转告本人，在“申请截止”一栏的日期以前向我会提出。" in whole(letters[SECOND_LETTER])
    assert "其中由我会签发的向我会提出。" in whole(letters[FIRST_LETTER])


def test_the_story_of_a_person_goes_on_until_the_certificate_is_renewed(office: Office) -> None:
    happens(office, "暂停", "2026-10-10", "电-0001", cause="未缴会费，电话19911112000", document="学会〔2026〕3号")
    happens(office, "恢复", "2026-11-10", "电-0001", cause="已补缴")
    happens(office, "申请再注册", "2030-03-05", "电-0001", note="请从快")
    happens(office, "再注册", "2030-06-01", "电-0001")
    happens(office, "撤销", "2031-01-01", "电-0001", cause="其他", document="学会〔2031〕1号")
    (number,) = {row["person_id"] for row in office.people() if row["name"] == "钱一"}
    does(office, "电-0001", number, ("2025-10-01", 50 * 45 + 44), ("2027-01-10", 90))
    with Register.open(office.register) as register:
        cell = next(each.source_cell for each in register.certificates.events() if each.certificate_no == "电-0001")
    returned, told = (f"{file}，人员名单 {cell}" for file in (f"2025-06-05 {POWER}.xlsx", "证书台账.xlsx"))
    lines = story(office, "钱一", "2031-02-01")
    (at,) = [place for place, line in enumerate(lines) if line.startswith("　　证书 ")]
    assert lines[0] == f"钱一（{number}）"
    assert any(line.endswith(f"{POWER}：证书编号 电-0001（{returned}）。") for line in lines[:at])
    asks = "（《工程能力评价问答手册》（2024））"
    assert lines[at:] == [
        f"　　证书 电-0001（{POWER}，专业工程会员）：现为撤销，有效期至2035年6月4日。",
        f"　　　　2025年6月5日，签发，有效期至2030年6月4日（{returned}）。",
        f"　　　　2025年6月5日至2026年6月4日，持续职业发展 50 学时，规定 50{asks}。",
        f"　　　　2026年10月10日，暂停，原因：未缴会费，电话199****2000，文件：学会〔2026〕3号（{told}）。",
        f"　　　　2026年11月10日，恢复，原因：已补缴（{told}）。",
        f"　　　　2026年6月5日至2027年6月4日，持续职业发展 2 学时，规定 50{asks}，尚缺 48。",
        f"　　　　2027年6月5日至2028年6月4日，持续职业发展 0 学时，规定 50{asks}，尚缺 50。",
        f"　　　　2028年6月5日至2029年6月4日，持续职业发展 0 学时，规定 50{asks}，尚缺 50。",
        f"　　　　2030年3月5日，申请再注册，说明：请从快，逾期申请，请人工决定（{told}）。",
        f"　　　　2030年6月1日，再注册，有效期至2035年6月4日（{told}）。",
        f"　　　　2029年6月5日至2030年6月4日，持续职业发展 0 学时，规定 50{asks}，尚缺 50。",
        f"　　　　2031年1月1日，撤销，原因：其他，文件：学会〔2031〕1号（{told}）。",
        f"　　　　2030年6月5日至今，持续职业发展 0 学时，这一年规定 50{asks}，尚缺 50。",
    ]


def test_who_has_no_certificate_and_who_is_forgotten_has_no_line_of_one(office: Office) -> None:
    assert not [line for line in story(office, "周四", "2026-01-01") if "证书" in line]
    (number,) = {row["person_id"] for row in office.people() if row["name"] == "李三"}
    places = ["--register", office.register, "--outbox", str(office.outbox)]
    CliRunner().invoke(app, ["forget", number, "--yes", *places])
    assert story(office, number, "2026-01-01") == [f"{number}：个人信息已按规定删除，不再提供。"]


def story(office: Office, who: str, day: str) -> list[str]:
    told = CliRunner().invoke(app, ["person", who, "--register", office.register, "--now", at(day).isoformat()])
    return told.output.splitlines()


def does(office: Office, number: str, person_id: str, *done: tuple[str, int]) -> None:
    """On each of these days, for so many minutes."""
    with Register.open(office.register) as register:
        activities = [
            Activity(
                *(number, person_id, "training", "某某培训", "某学会", day, day, minutes, "", 1, "", "", ""),
                *("记录表.xlsx", "Sheet1", "A5", f"{day}T09:00:00+08:00"),
            )
            for day, minutes in done
        ]
        register._write(certificate_events.add, 1, [], activities)
