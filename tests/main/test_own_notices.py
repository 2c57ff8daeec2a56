"""A society's own notices through the main job: its lists, who is in them, and that its own workbook goes to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from support_main import Office, publish_again, tree
from support_own_notices import GRID, LINES, OTHER, POWER, applicant, member, members, registration

from pipeline.mail.outgoing import outgoing
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, read_settings
from pipeline.text.seal import SHEET
from pipeline.upkeep.forget import forget
from pipeline.upkeep.remind import remind

NOW = datetime.fromisoformat("2023-04-20T10:00:00+08:00")
MUCH_LATER = datetime.fromisoformat("2023-07-20T10:00:00+08:00")
LATER = datetime.fromisoformat("2023-04-27T10:00:00+08:00")
CHEMISTRY, ELECTRICAL = "中国化工学会", "中国电机工程学会"
TITLE_ROWS = 3


def opened(root: Path, *notices: str) -> Office:
    office = Office(root)
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, open_notices=notices)
    return office


def rows(path: Path, sheet: int = 0, above: int = TITLE_ROWS) -> list[tuple[object, ...]]:
    """The rows of a sheet below title and headings; what comes last is the mark."""
    book = openpyxl.load_workbook(path)
    return [*book.worksheets[sheet].iter_rows(min_row=above + 1, values_only=True)]


def listed(office: Office, batch: str = "20230420-??") -> dict[str, Path]:
    """The lists of a batch by what they are called before the batch."""
    return {path.stem[:-12]: path for path in sorted(office.outbox.glob(f"批次/{batch}/名单/*.xlsx"))}


def names(path: Path, sheet: int = -2, column: int = 1) -> list[object]:
    return [row[column] for row in rows(path, sheet)]


@pytest.fixture(scope="module")
def chemistry(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = opened(tmp_path_factory.mktemp("chemistry"), "ciesc-2023")
    people = [
        ("安一凡", "资深工程会员", "化学工程与技术"),
        ("白二川", "专业工程会员", "安全科学与工程"),
        ("陈三石", "专业工程会员", "杂学"),
    ]
    for number, (name, level, specialty) in enumerate(people, 1):
        office.receive({f"{name}-{level}.xlsx": applicant(name, f"1390000111{number}", level, specialty)})
    office.run(now=NOW)
    return office


@pytest.fixture(scope="module")
def electrical(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = opened(tmp_path_factory.mktemp("electrical"), "csee-2022")
    lines = [member("方五木", "13900002221", POWER), member("郭六合", "13900002222", POWER, "自动化")]
    office.receive({"渝州/名单.docx": members(POWER, *lines)})
    office.receive({"江畔/名单.docx": members(LINES, member("蒋八方", "13900002224", LINES))})
    office.run(now=NOW)
    return office


@pytest.mark.slow
def test_one_list_with_all_and_one_for_each_specialty(chemistry: Office) -> None:
    lists = listed(chemistry)
    assert list(lists) == ["专家用_专业类别未明", "专家用_化学工程与技术", "专家用_安全科学与工程", "申报人信息一览表"]
    assert {name: names(path, -2, 2 if name.startswith("专家用") else 1) for name, path in lists.items()} == {
        "专家用_专业类别未明": ["陈三石"],
        "专家用_化学工程与技术": ["安一凡"],
        "专家用_安全科学与工程": ["白二川"],
        "申报人信息一览表": ["安一凡", "白二川", "陈三石"],
    }


def test_one_list_with_all_and_one_for_each_unit(electrical: Office) -> None:
    lists = listed(electrical)
    assert {name: names(path, -2) for name, path in lists.items()} == {
        "工程会员申请人统一申报名单": ["蒋八方", "方五木", "郭六合"],
        f"{LINES}工程会员申请人员名单": ["蒋八方"],
        f"{POWER}工程会员申请人员名单": ["方五木", "郭六合"],
    }
    counted = rows(lists["工程会员申请人统一申报名单"])
    assert [(row[0], row[2], row[6], row[9]) for row in counted] == [
        (LINES, 1, 0, 1),
        (POWER, 1, 1, 2),
        ("合计", 2, 1, 3),
    ]


FIELDS = {
    "ciesc-2023": (
        *("name", "sex", "birth", "member_no", "level", "specialty", "work_segment", "education", "school", "title"),
        *("title_by", "work_years", "important_years", "workplace", "phone", "email", "filled_online"),
    ),
    "csee-2022": (
        *("name", "sex", "workplace", "position", "title", "education", "major", "specialty", "level", "work_years"),
        *("important_years", "overseas_project", "member_no", "phone", "email", "filled_online", "foreign_title"),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("notice", FIELDS)
def test_who_gets_the_list_reads_everybody_in_it(notice: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    office = request.getfixturevalue({"ciesc-2023": "chemistry", "csee-2022": "electrical"}[notice])
    path = listed(office)[{"ciesc-2023": "申报人信息一览表", "csee-2022": "工程会员申请人统一申报名单"}[notice]]
    book = openpyxl.load_workbook(path)
    for sheet in book.sheetnames:
        if sheet in (SHEET, "汇总"):
            del book[sheet]
    other = opened(tmp_path / "other", notice)
    book.save(other.inbox / path.name)
    other.run(now=NOW)
    told = [
        sorted([tuple(row[field] for field in FIELDS[notice]) for row in each.people()]) for each in (office, other)
    ]
    assert told[0] == told[1]


@pytest.mark.slow
def test_a_list_that_comes_back_recommends_nobody_once_more(
    chemistry: Office, electrical: Office, tmp_path: Path
) -> None:
    for office in (chemistry, electrical):
        again = office.clone(tmp_path / office.outbox.parent.name, outbox=True)
        again.settings.mkdir()
        (again.settings / WORKBOOK).write_bytes((office.settings / WORKBOOK).read_bytes())
        before = len(again.people())
        files = {f"交回/{number}.xlsx": path.read_bytes() for number, path in enumerate(listed(office).values())}
        again.receive(files)
        again.run(now=LATER)
        told = [(row["outcome"], row["message"]) for row in again.export("documents") if row["file"] in files]
        assert {outcome for outcome, _ in told} == {"answer"}
        assert len(told) == len(files)
        assert [row["value"] for row in again.export("findings") if row["slug"] == "own-workbook"] == ["名单"] * len(
            files
        )
        assert len(again.people()) == before


@pytest.mark.slow
def test_the_mark_of_a_list_makes_no_list_of_another_workbook(chemistry: Office, tmp_path: Path) -> None:
    again = chemistry.clone(tmp_path / "again")
    book = openpyxl.load_workbook(BytesIO(applicant("丁四海", "13900001119")))
    mark = book.create_sheet(SHEET)
    for row in openpyxl.load_workbook(listed(chemistry)["申报人信息一览表"])[SHEET].iter_rows(values_only=True):
        mark.append(row)
    del book.worksheets[0]["A1"]
    (again.inbox / "2023-04-25 丁四海").mkdir()
    book.save(again.inbox / "2023-04-25 丁四海/丁四海-专业工程会员.xlsx")
    again.run(now=LATER)
    (said,) = [row["message"] for row in again.export("findings") if row["slug"] == "mark-invalid"]
    assert "表里有标记没有记载的人员" in said
    assert "丁四海" in {row["name"] for row in again.people()}


def test_a_society_is_by_itself_who_sent_its_notice_out_and_sends_itself_nothing(
    electrical: Office, tmp_path: Path
) -> None:
    assert read_settings(electrical.settings).association["name"] == ELECTRICAL
    with Register.open(electrical.register) as register:
        assert register.sendable() == []
        assert register.dispatches() == {("20230420-01", ELECTRICAL): "2023-04-20"}
        people, _ = register.desk(LATER).results.read()
    assert [(each.society, each.is_sent, each.since) for each in people] == [(ELECTRICAL, True, "2023-04-20")] * 3
    folder = electrical.outbox / "批次/20230420-01/学会" / ELECTRICAL
    assert [path.name for path in folder.iterdir()] == [f"{ELECTRICAL}_推荐人员_20230420-01.xlsx"]
    with Register.open(electrical.register) as register:
        told = outgoing(register, "20230420-01", electrical.outbox, read_settings(electrical.settings), {})
        assert ELECTRICAL not in {each.name for each in told}
        assert len(told) == 2  # the letters to the units
        assert [each.society for each in register.owed(MUCH_LATER)] == [ELECTRICAL]
        written = remind(register, electrical.settings, tmp_path, MUCH_LATER).written
    assert [path.name for path in written if ELECTRICAL in path.name] == []
    assert "学会名单" not in openpyxl.load_workbook(electrical.outbox / "台账.xlsx").sheetnames


def test_everybody_tells_where_people_work(electrical: Office) -> None:
    heading, *lines = (
        openpyxl.load_workbook(electrical.outbox / "人员总表.xlsx").worksheets[0].iter_rows(values_only=True)
    )
    place = heading.index("工作单位")
    assert sorted(line[place] for line in lines) == [LINES, POWER, POWER]
    assert f"（{POWER}）" not in (electrical.outbox / "人员查找.js").read_text(encoding="utf-8")  # the unit says it


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two batches: three people, then one of them again with another level of English, and one more."""
    office = opened(tmp_path_factory.mktemp("registered"), "csee-iet-2018")
    first = [("李十里", GRID), ("马百川", GRID), ("潘千里", OTHER)]
    for number, (name, unit) in enumerate(first, 1):
        office.receive({f"2023-04-1{number} {name}/报名表.docx": registration(name, f"1390000333{number}", unit)})
    office.run(now=NOW)
    office.receive({"2023-04-25 李十里/报名表.docx": registration("李十里", "13900003331", GRID, "CET-8")})
    office.receive({"2023-04-25 祁万水/报名表.docx": registration("祁万水", "13900003339", GRID)})
    office.run(now=LATER)
    return office


def fees(office: Office, batch: str) -> Sequence[tuple[object, ...]]:
    return rows(listed(office, batch)["费用表"], above=5)


@pytest.mark.slow
def test_fees_are_of_who_is_new_and_quotas_of_all_batches_until_then(registered: Office) -> None:
    shared = "10（学会集体会员单位合计）"
    assert fees(registered, "20230420-01") == [
        (GRID, 2, 16000, "10", 2, 0),
        (OTHER, 1, 8000, shared, 1, 0),
        ("合计", 3, 24000, "75", 3, 0),
    ]
    assert fees(registered, "20230427-01") == [(GRID, 1, 8000, "10", 3, 0), ("合计", 1, 8000, "75", 4, 0)]
    trained = [(row[1], row[6]) for row in rows(listed(registered, "20230427-01")["培训名单"])]
    assert trained == [("李十里", "CET-8"), ("祁万水", "CET-6")]


@pytest.mark.slow
def test_a_batch_stays_as_it_was_whatever_came_later(registered: Office) -> None:
    before = tree(registered.outbox / "批次")
    publish_again(registered)
    assert tree(registered.outbox / "批次") == before


@pytest.mark.slow
def test_who_is_forgotten_stands_in_no_list(chemistry: Office, tmp_path: Path) -> None:
    office = chemistry.clone(tmp_path / "again", outbox=True)
    with Register.open(office.register) as register, register.alone():
        (number,) = {row["person_id"] for row in office.people() if row["name"] == "白二川"}
        forget(register, register.forgetting.select_person(number), LATER, office.outbox, None)
    lists = listed(office)
    assert "专家用_安全科学与工程" not in lists
    assert names(lists["申报人信息一览表"]) == ["安一凡", "陈三石"]
