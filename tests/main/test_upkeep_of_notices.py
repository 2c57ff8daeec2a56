"""The desk, the reports and the upkeep of an office to which people of three notices wrote: figures that make sense,
nothing of attachment 3 where there is none, the same bytes again, and nothing left of who is forgotten."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from support_events import event_of
from support_main import TABLES, Office, tree
from support_notices_played import (
    CIESC,
    CSEE,
    GRID,
    HEAT,
    IET,
    NOWS,
    PLANT,
    list_of,
    mailed,
    member,
    members,
    office_of,
    registered,
)
from typer.testing import CliRunner

from pipeline.commands.every import app
from pipeline.register import Register, certificate_events
from pipeline.upkeep.remind import remind

NOW = NOWS[CIESC]
FILE = "c1.eml!安一-专业工程会员.xlsx"
CHEMIST = {
    "birth": "1981-07",
    "member_no": "S777001234M",
    "title_by": "渝东职称办",
    "school": "云岭大学 煤化工",
    "phone": "13900007777",
    "email": "bai77@chem.example",
}
"""Of 白一, what nobody else has."""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Six applicants, a unit with five people, three registrations of which one is wrong, all in April 2023."""
    made = office_of(tmp_path_factory.mktemp("three") / "office", [CIESC, CSEE, IET])
    for number, name in enumerate("安白柏岑戴范", 1):
        own = CHEMIST if name == "白" else {}
        form = list_of(f"{name}一", number, **own)
        mail = mailed(
            f"a{number}@chem.example", f"2023-04-1{number} 09:00", "申报", {f"{name}一-专业工程会员.xlsx": form}
        )
        made.receive({f"c{number}.eml": mail})
    people = [member(f"{name}二", number) for number, name in enumerate("安白柏岑戴", 1)]
    made.receive(
        {"s.eml": mailed("hr@grid.example", "2023-04-11 10:00", "名单", {"名单.docx": members(GRID, *people)})}
    )
    for number, name in enumerate("安白柏", 1):
        form = registered(f"{name}三", number, phone="1390000" if name == "白" else "")
        mail = mailed(f"r{number}@heat.example", f"2023-04-1{number} 11:00", "报名表", {"报名表.docx": form})
        made.receive({f"r{number}.eml": mail})
    Register.open(made.register).secret()
    return made


@pytest.fixture(scope="module")
def office(sent: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = sent.clone(tmp_path_factory.mktemp("run") / "office")
    shutil.copytree(sent.settings, made.settings)
    made.run(now=NOW)
    return made


def again(office: Office, root: Path) -> Office:
    """A copy of it with its outbox and settings."""
    made = office.clone(root, outbox=True)
    shutil.copytree(office.settings, made.settings)
    return made


def said(path: Path) -> list[list[object]]:
    """The rows of a workbook's sheets, without blanks."""
    book = openpyxl.load_workbook(path)
    return [[cell for cell in row if cell is not None] for sheet in book for row in sheet.iter_rows(values_only=True)]


@pytest.mark.slow
def test_the_ledger_asks_no_scan_of_notices_that_want_none(office: Office) -> None:
    rows = [row for row in said(office.outbox / "台账.xlsx") if row and str(row[0]).startswith("S0")]
    assert len(rows) == 10
    assert all("不要求" in row and "未收到" not in row for row in rows)


@pytest.mark.slow
def test_everybody_is_listed_and_searched(office: Office) -> None:
    names = [row[1] for row in said(office.outbox / "人员总表.xlsx") if row and str(row[0]).startswith("G0")]
    assert len(names) == 14
    searched = (office.outbox / "人员查找.js").read_text(encoding="utf-8")
    assert all(str(name) in searched for name in names)


@pytest.mark.slow
def test_one_person_s_story(office: Office) -> None:
    done = CliRunner().invoke(app, ["person", "安一", "--register", office.register])
    assert done.output.splitlines()[:3] == [
        "安一（G00001-8）",
        f"　　2023年4月11日，{PLANT}在通知 ciesc-2023 的表中报送：{FILE}，Sheet1 B3（报送 S00001）。",
        "　　2023年4月25日已分配到中国化工学会，批次 20230425-01。",
    ]


@pytest.mark.slow
def test_a_reminder_is_to_the_applicant(office: Office, tmp_path: Path) -> None:
    with Register.open(office.register) as register:
        done = remind(register, office.settings, tmp_path, datetime.fromisoformat("2023-05-20T09:00:00+08:00"))
    (letter,) = [path for path in done.written if path.suffix == ".docx"]
    lines = [each.text for each in docx.Document(str(letter)).paragraphs if each.text]
    assert lines[1:5] == [
        "关于催补正2018年报名材料的函",
        "白三同志：",
        (
            "您于2023年4月12日按照《中国电机工程学会关于开展国际工程师资质认证的通知》报送的报名材料，我会2023年4月25日的函已写明须补正"
            "的事项，请您于2023年5月11日前答复。截至2023年5月20日，您的信息仍没有补正，暂不能转入下一步。"
        ),
        (
            "请对照当时所附的工作簿改正，发送至 mishuchu@example.org，邮件主题写“国际工程师资质认证报名表+"
            f"{HEAT}”。不再报名的，也请回复告知；已经发送的，请告知发送的日期和邮箱，以便核对。"
        ),
    ]


@pytest.mark.slow
def test_a_letter_about_a_certificate_is_to_the_applicant(office: Office, tmp_path: Path) -> None:
    """And to the unit, about all of its people, where the unit answered the notice."""
    made = again(office, tmp_path / "office")
    numbers = {
        row["name"]: row["person_id"] for row in made.people() if row["name"] in ("安一", "柏一", "安二", "白二")
    }
    with Register.open(made.register) as register:
        issued = [
            event_of(
                *(f"GC-{number}", "签发", "2023-09-01"),
                person_id=number,
                name=name,
                society="测试学会",
                level="专业工程会员",
            )
            for name, number in numbers.items()
        ]
        register._write(certificate_events.add, 1, issued, [])
        done = remind(register, made.settings, made.outbox, datetime.fromisoformat("2028-06-20T09:00:00+08:00"))
    letters = {path.stem: docx.Document(str(path)) for path in done.written if path.parent.name == "证书提醒"}
    assert len(letters) == 3
    told = {name: [row.cells[1].text for row in letter.tables[0].rows[1:]] for name, letter in letters.items()}
    assert told[f"{PLANT}_{numbers['安一']}"] == ["安一"]
    assert [sorted(names) for name, names in told.items() if name.startswith(GRID)] == [["安二", "白二"]]
    lines = [each.text for each in letters[f"{PLANT}_{numbers['柏一']}"].paragraphs if each.text]
    assert lines[2:4] == [
        "柏一同志：",
        "截至2028年6月20日，您的工程会员证书有效期将满，还没有再注册申请的记录，见下表。",
    ]
    assert "请尽快向我会提出。" in lines[4]


@pytest.fixture(scope="module")
def report(office: Office, tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that the letter of the month says."""
    outbox = tmp_path_factory.mktemp("report")
    places = ["--register", office.register, "--outbox", str(outbox)]
    done = CliRunner().invoke(app, ["report", "--month", "2023-04", *places])
    assert done.exit_code == 0, done.output
    (path,) = outbox.glob("月报/*/*.docx")
    document = docx.Document(str(path))
    rows = ["|".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])


@pytest.mark.slow
def test_the_month_is_counted_by_what_the_forms_ask(report: str) -> None:
    for line in (
        "新推荐人员 14 人，其中已分配到学会 13 人，待补正或待决 1 人。",
        "通知开放 2 个工程技术领域，新推荐人员涉及其中 2 个，",
        "较多的是电气工程类 8 人（占 57.1%）、化学化工类 6 人（占 42.9%）。",
        "化学化工类—化学工程与技术|6|",
        "电气工程类—输配电及用电工程专业|5|",
        "专业工程会员|11|",
        "2023年4月没有项目所在国家（地区）方面的数据。",
        "2023年4月没有外派情况方面的数据。",
    ):
        assert line in report
    assert not re.search("附件3|通知附件1|0 个国家", report)
    assert not [name for name in ("安一", "白二", "柏三") if name in report]


@pytest.mark.slow
@pytest.mark.parametrize("table", [*TABLES, "letters", "events"])
def test_every_table_is_exported(office: Office, table: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    told = ["--format", "csv", "--headings", "zh", "--output", str(path), "--register", office.register]
    assert CliRunner().invoke(app, ["export", table, *told]).exit_code == 0
    if table == "people":
        text = path.read_text(encoding="utf-8-sig")
        assert all(value in text for value in ("S777001234M", "云岭大学 煤化工", "渝东职称办"))


@pytest.mark.slow
def test_nothing_is_left_of_who_is_forgotten(office: Office, tmp_path: Path) -> None:
    """The new fields too: looked for in the bytes of register and outbox, packed parts opened."""
    made = again(office, tmp_path / "office")
    traces = ["白一", *CHEMIST.values()]
    assert [trace for trace in traces if not in_bytes(made, trace)] == []
    (number,) = {row["person_id"] for row in made.export("people") if row["name"] == "白一"}
    places = ["--register", made.register, "--outbox", str(made.outbox)]
    done = CliRunner().invoke(app, ["forget", number, "--yes", *places])
    assert "白一" in done.output
    assert [trace for trace in traces if in_bytes(made, trace)] == []
    assert in_bytes(made, "柏一")


def in_bytes(office: Office, text: str) -> bool:
    """Whether a text stands in the register or in a file of the outbox, as bytes or inside a package."""
    wanted = text.encode()
    files = (*office.outbox.rglob("*"), *office.database.parent.glob("register.db*"))
    return any(wanted in part for path in files if path.is_file() for part in parts(path))


def parts(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            yield from (package.read(name) for name in package.namelist())


@pytest.mark.slow
def test_a_batch_is_written_again_byte_by_byte(office: Office, tmp_path: Path) -> None:
    made = again(office, tmp_path / "office")
    before = tree(made.outbox / "批次")
    batches = sorted(path.name for path in (made.outbox / "批次").iterdir())
    assert len(batches) == 3
    for batch in batches:
        shutil.rmtree(made.outbox / "批次" / batch)
        places = ["--register", made.register, "--outbox", str(made.outbox)]
        assert CliRunner().invoke(app, ["republish", batch, *places]).exit_code == 0
    assert tree(made.outbox / "批次") == before


@pytest.mark.slow
def test_two_workers_write_the_same_bytes(sent: Office, office: Office, tmp_path: Path) -> None:
    made = sent.clone(tmp_path / "office")
    shutil.copytree(sent.settings, made.settings)
    made.run(now=NOW, workers=2)
    assert tree(made.outbox) == tree(office.outbox)


@pytest.mark.slow
def test_retention_takes_cases_closed_long_ago(office: Office, tmp_path: Path) -> None:
    """24 months, which is our own choice; whose case is open stays."""
    made = again(office, tmp_path / "office")
    places = ["--register", made.register, "--outbox", str(made.outbox)]
    early = CliRunner().invoke(app, ["retention", "--now", "2025-04-01T09:00:00+08:00", *places])
    assert early.exit_code == 0, early.output
    assert len(made.people()) == 14
    late = CliRunner().invoke(app, ["retention", "--now", "2030-06-01T09:00:00+08:00", "--yes", *places])
    assert late.exit_code == 0, late.output
    assert "将删除 13 人（13 行）的个人信息和 9 份原件" in late.output
    assert [row["name"] for row in made.people() if row["name"]] == ["白三"]  # the one who still waits
    assert not [text for text in ("白一", CHEMIST["member_no"]) if in_bytes(made, text)]
