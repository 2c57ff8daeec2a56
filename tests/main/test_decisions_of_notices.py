"""What the secretary is asked of people who answer the other notices, and what her answers do; namesakes; a society
that runs the program for itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from support_main import Office
from support_notices_played import CIESC, CSEE, GRID, NOWS, PLANT, list_of, mailed, member, members, office_of
from support_rounds import told

from tests.support_decisions import choices, fill, lines_of
from tests.support_results import filled_in, sent_to

OTHER = "涪江电力测试有限公司"
CHEMISTS, ELECTRICIANS = "中国化工学会", "中国电机工程学会"


def desk(office: Office) -> Path:
    return office.outbox / "待决事项.xlsx"


def answer(office: Office, title: str, choice: str, day: date) -> list[str]:
    """Answer the one question of a kind; gives what could be chosen."""
    (line,) = [line for line in lines_of(desk(office), "待决事项") if line["事项"] == title]
    offered = choices(desk(office), line["事项编号"])
    fill(desk(office), {line["事项编号"]: {"决定": choice, "决定人": "王秘书", "日期": day}})
    return offered


def run(office: Office, notice: str, days: int = 0, files: Mapping[str, bytes] | None = None) -> None:
    office.receive(files or {})
    office.run(now=NOWS[notice] + timedelta(days=days))


def stands(office: Office) -> list[tuple[str, str, str]]:
    """Last digits of the phone, level and what became of each row, in the order in which they came."""
    rows = sorted(office.export("people"), key=lambda row: row["received_at"])
    return [(row["phone"][-2:], row["level"], row["disposition"]) for row in rows]


def letters(office: Office, submission: str) -> list[str]:
    return [told(folder) for folder in sorted(office.outbox.glob(f"批次/*/单位/*_{submission}"))]


def listed(name: str, number: int, day: str, workplace: str = PLANT, **other: str) -> bytes:
    """The mail of an applicant with the list."""
    file = f"{name}-{other.get('level', '专业工程会员')}"
    form = list_of(name, number, workplace, **other)
    return mailed(f"a{number}@chem.example", f"2023-{day}", file, {f"{file}.xlsx": form})


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two people of one name and class, whose files are named alike, each from an address of their own."""
    office = office_of(tmp_path_factory.mktemp("namesakes") / "office", [CIESC])
    run(
        office,
        CIESC,
        files={
            "1.eml": listed("岑川", 1, "04-10 09:00"),
            "2.eml": listed("岑川", 2, "04-11 09:00", "巴南环保测试有限公司"),
        },
    )
    return office


def copy(office: Office, root: Path) -> Office:
    """The office once more, with its settings' defaults for this notice."""
    made = office_of(root / "office", [CIESC])
    clone = office.clone(root / "clone", outbox=True)
    clone.settings = made.settings
    return clone


def test_two_of_one_name_and_class_are_two_people(namesakes: Office) -> None:
    assert stands(namesakes) == [("01", "专业工程会员", "routed"), ("02", "专业工程会员", "routed")]
    assert len({row["person_id"] for row in namesakes.export("people")}) == 2
    assert [line["事项"] for line in lines_of(desk(namesakes), "待决事项")] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("choice", "first", "later"),
    [("同一人，采用新材料", "superseded", "routed"), ("不是同一人", "routed", "routed")],
)
def test_a_list_with_another_phone_is_asked_about(
    namesakes: Office, choice: str, first: str, later: str, tmp_path: Path
) -> None:
    """Docs/same-person.md: in a later submission of the same unit the later row is held."""
    office = copy(namesakes, tmp_path)
    run(office, CIESC, 1, {"3.eml": listed("岑川", 1, "04-25 10:00", phone="13900001109")})
    assert stands(office)[2] == ("09", "专业工程会员", "held")
    assert "岑川同志：" in letters(office, "S00003")[0]
    assert "待我会核实后另行告知。" in letters(office, "S00003")[0]
    answer(office, "是不是同一人", choice, date(2023, 4, 26))
    run(office, CIESC, 2)
    assert stands(office) == [
        ("01", "专业工程会员", first),
        ("02", "专业工程会员", "routed"),
        ("09", "专业工程会员", later),
    ]


@pytest.mark.slow
def test_a_change_of_class_goes_out_as_one_and_a_wrong_one_is_held(namesakes: Office, tmp_path: Path) -> None:
    office = copy(namesakes, tmp_path)
    senior = {"level": "资深工程会员", "work_years": "12", "important_years": "6"}
    place = "巴南环保测试有限公司"
    run(office, CIESC, 1, {"3.eml": listed("岑川", 2, "04-25 10:00", place, title="助理工程师", **senior)})
    assert stands(office)[1:] == [("02", "专业工程会员", "routed"), ("02", "资深工程会员", "held")]
    held = next(row["findings"] for row in office.export("people") if row["disposition"] == "held")
    assert held.split(";") == ["change-held", "same-name", "title-below-level"]
    assert "补正以前仍按原来的信息办理" in letters(office, "S00003")[0]
    run(office, CIESC, 2, {"4.eml": listed("岑川", 2, "04-26 10:00", place, title="正高级工程师", **senior)})
    assert [disposition for _, _, disposition in stands(office)] == ["routed", "superseded", "superseded", "routed"]
    book = openpyxl.load_workbook(sent_to(office.outbox, CHEMISTS)[-1])
    changes = [[cell for cell in row if cell] for row in book["变更与撤回"].iter_rows(min_row=2, values_only=True)]
    assert {tuple(row[:3]) for row in changes} == {("G00002-6", "岑川", "变更")}
    told_of = [row[4:] for row in changes]
    assert all(pair in told_of for pair in (["专业工程会员", "资深工程会员"], ["工程师", "正高级工程师"], ["4", "6"]))


@pytest.mark.slow
def test_a_phone_corrected_in_a_second_list_replaces_the_first(tmp_path: Path) -> None:
    office = office_of(tmp_path / "office", [CIESC])
    run(office, CIESC, files={"1.eml": listed("柏青", 1, "04-10 09:00", phone="1390000110")})
    run(office, CIESC, 1, {"2.eml": listed("柏青", 1, "04-25 10:00")})
    assert [disposition for _, _, disposition in stands(office)] == ["superseded", "routed"]
    assert "1|柏青|手机|139*******|139********|已改正" in letters(office, "S00002")[0]


@pytest.mark.slow
def test_two_units_that_name_the_same_person(tmp_path: Path) -> None:
    choice = "以先报的单位为准"
    office = office_of(tmp_path / "office", [CSEE])
    both = {
        "1.eml": mailed("hr@grid.example", "2022-08-20 09:00", "名单", {"名单.docx": members(GRID, member("高架", 1))}),
        "2.eml": mailed(
            "hr@other.example", "2022-08-21 09:00", "名单", {"名单.docx": members(OTHER, member("高架", 1, OTHER))}
        ),
    }
    run(office, CSEE, files=both)
    assert [disposition for _, _, disposition in stands(office)] == ["routed", "duplicate"]
    (second,) = letters(office, "S00002")
    assert "1人已经申请过、不再重复办理。" in second
    assert GRID not in second
    offered = answer(office, "两个单位都推荐了此人", choice, date(2022, 9, 11))
    assert len(offered) == 2
    run(office, CSEE, 1)
    assert [disposition for _, _, disposition in stands(office)] == ["routed", "duplicate"]
    (other,) = [each for each in offered if each != choice]
    (decided,) = lines_of(desk(office), "已决事项")
    fill(desk(office), {decided["决定编号"]: {"撤销": "撤销", "撤销人": "王秘书"}})
    run(office, CSEE, 2)
    answer(office, "两个单位都推荐了此人", other, date(2022, 9, 13))
    run(office, CSEE, 3)
    routed = [row["unit"] for row in office.export("people") if row["disposition"] == "routed"]
    assert routed == [OTHER]


@pytest.mark.slow
def test_a_list_of_a_notice_that_is_closed_is_taken_where_she_says_so(tmp_path: Path) -> None:
    office = office_of(tmp_path / "office", [CSEE])
    run(office, CIESC, files={"1.eml": listed("柏青", 1, "04-10 09:00")})
    assert stands(office) == [("01", "专业工程会员", "held")]
    choice = "按“关于开展2023年度化学化工类工程能力国际互认资格评价的通知”受理"
    assert answer(office, "属于哪个通知", choice, date(2023, 4, 25)) == [choice, "退回单位"]
    run(office, CIESC, 1)
    (row,) = office.export("people")
    assert (row["disposition"], row["society"], row["notice"]) == ("routed", CHEMISTS, CIESC)


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A society that has its own notice open, and fills in its own list."""
    office = office_of(tmp_path_factory.mktemp("society") / "office", [CSEE], name=ELECTRICIANS)
    people = members(GRID, member("高架", 1), member("何水", 2), member("江远", 3))
    run(office, CSEE, files={"1.eml": mailed("hr@grid.example", "2022-08-20 09:00", "名单", {"名单.docx": people})})
    (path,) = sent_to(office.outbox, ELECTRICIANS)
    results = {
        "高架": {"环节": "面试考核", "结论": "不予通过", "日期": "2022-09-20", "说明": "工程实践不足"},
        "何水": {"环节": "证书签发", "结论": "通过", "日期": "2022-09-20", "证书编号": "EE-2022-001"},
    }
    run(office, CSEE, 20, {path.name: filled_in(path, results)})
    return office


@pytest.mark.slow
def test_a_society_tells_what_it_found_itself(society: Office) -> None:
    first, second = letters(society, "S00001")
    assert "没有须补正的事项" in first
    lines = [line for line in second.split("\n") if line]
    assert lines == [
        "〔　　　　〕　　号",
        "关于2022年工程能力评价结果的函",
        f"{GRID}：",
        (
            "你单位于2022年8月20日报送的申请人员（报送编号S00001）中，有2人的评价有了结果。按照《中国电机工程学会关于开展"
            "电气工程类第四批工程会员评价认证工作的通知》（电机学〔2022〕268号）的安排，现将我会评价的结果函告如下，请转告本人。"
        ),
        "对结果有疑问的，请与我会联系。联系人：周秘书；电话：023-60000000；电子邮箱：mishuchu@example.org。",
        ELECTRICIANS,
        "2022年9月30日",
        "序号|姓名|学会|环节|结论|日期|说明",
        "1|高架|中国电机工程学会|面试考核|不予通过|2022年9月20日|工程实践不足",
        "2|何水|中国电机工程学会|证书签发|通过|2022年9月20日|证书编号：EE-2022-001",
    ]


@pytest.mark.slow
def test_what_a_society_found_stands_in_its_ledger(society: Office) -> None:
    book = openpyxl.load_workbook(society.outbox / "结果台账.xlsx")
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    assert any({"何水", "证书签发", "EE-2022-001"} <= set(row) for row in rows)
