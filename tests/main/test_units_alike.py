"""Two names that look like one: the secretary says whether it is one unit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support_main import NOW, Office, person, state, workbook
from support_rounds import answers
from support_rounds import told as letter_of

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, ExpectedUnit
from tests.support_decisions import fill, lines_of

pytestmark = pytest.mark.slow  # whole runs, round after round

FIRST, LATER = "渝江测试工程有限公司", "渝江侧试工程有限公司"
SAME, ANOTHER = "是同一个单位", "不是同一个单位"
TITLE = "是不是同一个单位"


def desk(office: Office) -> Path:
    return office.outbox / "待决事项.xlsx"


def asked(office: Office, title: str = TITLE) -> list[dict[str, Any]]:
    return [line for line in lines_of(desk(office), "待决事项") if line["事项"] == title]


def answer(office: Office, choice: str) -> None:
    (line,) = asked(office)
    fill(desk(office), {line["事项编号"]: {"决定": choice, "决定人": "王秘书"}})


def take_back(office: Office, choice: str) -> None:
    (line,) = [line for line in lines_of(desk(office), "已决事项") if line["决定"] == choice]
    fill(desk(office), {line["决定编号"]: {"撤销": "撤销", "撤销人": "王秘书"}})


def run(office: Office, days: int, *sent: tuple[str, str, list[object]]) -> Any:
    """The next run, with what came: day, unit, person."""
    for day, unit, who in sent:
        office.receive({f"2025-{day} {unit}/附件3.xlsx": workbook(unit, who)})
    return office.run(now=NOW + timedelta(days=days))


def stands(office: Office) -> list[tuple[str, str, str]]:
    """Day, unit and what became of the row, in order of receipt."""
    rows = sorted(office.people(), key=lambda row: row["received_at"])
    return [(row["received_at"][5:10], row["unit"], row["disposition"]) for row in rows]


def told(office: Office, slug: str) -> int:
    return sum(slug in row["findings"].split(";") for row in office.people())


def reported(office: Office) -> int:
    """As how many units the reports count them."""
    with Register.open(office.register) as register:
        return int(register.statistics().sent["unit_key"].nunique())


def two_names(root: Path) -> Office:
    """An office in which the same person came under both names, the second time at another level."""
    office = Office(root)
    run(office, 0, ("04-20", FIRST, person("安一凡", "19911112001")))
    run(office, 1, ("05-06", LATER, person("安一凡", "19911112001", level="资深工程会员")))
    return office


def test_names_that_look_like_one_are_asked_about(tmp_path: Path) -> None:
    office = two_names(tmp_path)
    (line,) = asked(office)
    assert line["问题"] == (
        f"“{LATER}”和先报的“{FIRST}”名称很像，请核实是不是同一个单位。确认是同一个单位的，后报的材料就算同一单位的后续材料，"
        "重复的人员以后报的为准；没有决定以前，按两个单位办理。"
    )
    assert line["本次材料"] == f"推荐单位：{LATER}\n首次收到：2025-05-06\n人数：1"
    assert line["已有材料"] == f"推荐单位：{FIRST}\n首次收到：2025-04-20\n人数：1"
    assert stands(office) == [("04-20", FIRST, "routed"), ("05-06", LATER, "duplicate")]


def test_one_unit_then_its_later_row_holds_until_that_is_taken_back(tmp_path: Path) -> None:
    office = two_names(tmp_path)
    answer(office, SAME)

    report = run(office, 2)

    assert report.decisions == ["待决事项：已采用 1 项。"]
    assert stands(office) == [("04-20", FIRST, "superseded"), ("05-06", LATER, "routed")]
    assert told(office, "duplicate-across-units") == 0
    assert reported(office) == 1
    assert (asked(office), asked(office, "两个单位都推荐了此人")) == ([], [])
    before = state(office)
    assert run(office, 2).batches == []
    assert state(office) == before

    take_back(office, SAME)
    run(office, 3)

    assert stands(office) == [("04-20", FIRST, "routed"), ("05-06", LATER, "duplicate")]
    assert told(office, "duplicate-across-units") == 1
    assert (len(asked(office)), reported(office)) == (1, 2)


@pytest.mark.slow
def test_two_units_stay_two(tmp_path: Path) -> None:
    office = two_names(tmp_path)
    answer(office, ANOTHER)
    before = office.export("people")

    report = run(office, 2)

    assert (report.decisions, report.batches) == (["待决事项：已采用 1 项。"], [])
    assert (office.export("people"), asked(office)) == (before, [])
    take_back(office, ANOTHER)
    run(office, 3)
    assert (office.export("people"), len(asked(office))) == (before, 1)


@pytest.mark.slow
def test_what_comes_later_under_either_name_is_the_unit_s(tmp_path: Path) -> None:
    office = two_names(tmp_path)
    answer(office, SAME)

    run(office, 2, ("05-07", FIRST, person("安一凡", "19911112001", "机械工程类")))

    assert stands(office) == [
        ("04-20", FIRST, "superseded"),
        ("05-06", LATER, "superseded"),
        ("05-07", FIRST, "routed"),
    ]
    run(office, 3, ("05-08", LATER, person("安一凡", "19911112009")))
    (line,) = asked(office, "是不是同一人")
    assert ("19911112009" in line["本次材料"], "19911112001" in line["已有材料"]) == (True, True)

    take_back(office, SAME)
    run(office, 4)

    assert stands(office) == [  # the last one is still asked about: that name sent another phone before
        ("04-20", FIRST, "superseded"),
        ("05-06", LATER, "duplicate"),
        ("05-07", FIRST, "routed"),
        ("05-08", LATER, "held"),
    ]


@pytest.mark.slow
def test_what_was_received_earlier_and_read_later(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, 0, ("04-20", FIRST, person("安一凡", "19911112001")))
    run(office, 1, ("04-10", LATER, person("安一凡", "19911112001", level="资深工程会员")))
    answer(office, SAME)

    run(office, 2)

    assert stands(office) == [("04-10", LATER, "superseded"), ("04-20", FIRST, "routed")]
    assert told(office, "duplicate-across-units") == 0


@pytest.mark.slow
def test_held_under_the_first_name_and_mended_under_the_later_one(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, 0, ("04-20", FIRST, person("安一凡", "19911112001", "机电")))
    run(office, 1, ("05-06", LATER, person("安一凡", "19911112001")))
    assert [each[2] for each in stands(office)] == ["held", "routed"]
    answer(office, SAME)

    run(office, 2)

    assert [each[2] for each in stands(office)] == ["superseded", "routed"]
    take_back(office, SAME)
    run(office, 3)
    assert [each[2] for each in stands(office)] == ["held", "routed"]


@pytest.mark.slow
def test_three_names_of_one_unit(tmp_path: Path) -> None:
    """Of the third it is asked once at a time; with the second it goes back to the first."""
    office = two_names(tmp_path)
    third = "渝江测试工程股份有限公司"
    run(office, 2, ("05-07", third, person("安一凡", "19911112001", "机械工程类")))
    assert [line["推荐单位"] for line in asked(office)] == [LATER, third]
    fill(desk(office), {line["事项编号"]: {"决定": SAME} for line in asked(office)})

    run(office, 3)

    assert [each[2] for each in stands(office)] == ["superseded", "superseded", "routed"]
    assert asked(office) == []
    (line,) = [line for line in lines_of(desk(office), "已决事项") if line["推荐单位"] == third]
    fill(desk(office), {line["决定编号"]: {"撤销": "撤销"}})
    run(office, 4)
    assert [each[2] for each in stands(office)] == ["superseded", "routed", "duplicate"]


def counted(office: Office) -> list[tuple[Any, ...]]:
    """Of each expected unit its name, how many people came, and its state."""
    heading, *rows = openpyxl.load_workbook(office.outbox / "台账.xlsx")["应报单位"].iter_rows(values_only=True)
    return [tuple(row[heading.index(name)] for name in ("单位", "已报人数", "情况")) for row in rows]


def expected_in(office: Office, batch: str) -> Any:
    """What the summary of a batch tells of expected units."""
    with Register.open(office.register) as register:
        return register.batch_contents(batch).expected


@pytest.mark.slow
@pytest.mark.parametrize("name", [FIRST, LATER])
def test_an_expected_unit_has_what_came_under_either_name(name: str, tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, expected_units=[ExpectedUnit(name, people=2)])
    run(office, 0, ("04-20", FIRST, person("安一凡", "19911112001")))
    report = run(office, 1, ("04-21", LATER, person("孙二宝", "19911112002")))
    assert counted(office) == [(name, 1, "已报")]
    answer(office, SAME)
    run(office, 2)
    assert counted(office) == [(name, 2, "已报")]
    (was,) = expected_in(office, report.batches[0]).came.values()
    assert was.people == 1  # a batch tells for ever what it told
    take_back(office, SAME)
    run(office, 3)
    assert counted(office) == [(name, 1, "已报")]


@pytest.mark.slow
def test_a_letter_compares_what_came_under_either_name(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, 0, ("04-20", FIRST, person("安一凡", "19911112001", "机电")))
    run(office, 1, ("04-21", LATER, person("孙二宝", "19911112002")))
    answer(office, SAME)
    report = run(office, 2, ("05-06", LATER, person("安一凡", "19911112001", "机械工程类")))
    assert stands(office)[-1] == ("05-06", LATER, "routed")
    said = letter_of(answers(office, LATER)[-1])
    assert "|安一凡|所在领域|机电|机械工程类|已改正" in said
    take_back(office, SAME)
    run(office, 3)
    with Register.open(office.register) as register:
        (told_then,) = [each for each in register.batch_contents(report.batches[0]).answers if each.unit == LATER]
    assert [each.before["domain"] for each in told_then.rounds.values()] == ["机电"]
