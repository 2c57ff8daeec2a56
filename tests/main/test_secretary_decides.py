"""The secretary decides, in 待决事项.xlsx where it lies, as a person fills it in."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from support_main import NOW, Office, person, state, workbook
from typer.testing import CliRunner

from pipeline.commands.every import app
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.register.migrations import STEPS, statements
from pipeline.terms.settings import Alias
from pipeline.upkeep.forget import forget
from tests.support_decisions import choices, fill, headings, lines_of, row_of

if TYPE_CHECKING:
    from pipeline.process import Report

UNIT, OTHER = "甲地测试工程有限公司", "乙地测试工程有限公司"
BY = {"决定人": "王秘书", "日期": date(2025, 5, 7), "说明": "电话问过"}
DOMAIN, IDENTITY, ACROSS = "所在领域有多种可能", "是不是同一人", "两个单位都推荐了此人"
MECHANICAL = "按“机械工程类”理解"


def desk(office: Office) -> Path:
    return office.outbox / "待决事项.xlsx"


def asked(office: Office, title: str, sheet: str = "待决事项") -> list[dict[str, Any]]:
    """The lines of one kind that the desk asks now."""
    return [line for line in lines_of(desk(office), sheet) if line["事项"] == title]


def answer(office: Office, title: str, choice: str, **more: Any) -> str:
    """Fill in the one question of a kind; gives its number."""
    (line,) = asked(office, title)
    fill(desk(office), {line["事项编号"]: {"决定": choice, **BY, **more}})
    return str(line["事项编号"])


def take_back(office: Office, choice: str) -> None:
    """Fill in 撤销 beside what was decided."""
    (line,) = [line for line in lines_of(desk(office), "已决事项") if line["决定"] == choice]
    fill(desk(office), {line["决定编号"]: {"撤销": "撤销", "撤销人": "王秘书"}})


def stands(office: Office) -> dict[str, str]:
    """Every person row by name and last digits of the phone: what became of it, and at which society."""
    people = office.export("people")
    return {f"{row['name']}{row['phone'][-1:]}": f"{row['disposition']} {row['society']}".strip() for row in people}


def run(office: Office, files: Mapping[str, bytes] | None = None, days: int = 0) -> Report:
    office.receive(files or {})
    return office.run(now=NOW + timedelta(days=days))


def sent(day: str, unit: str, *people: list[object]) -> dict[str, bytes]:
    return {f"2025-{day} {unit}/附件3.xlsx": workbook(unit, *people)}


def ambiguous(name: str = "安一凡", phone: str = "19911112001") -> list[object]:
    return person(name, phone, "机电")


def decided_once(tmp_path: Path) -> Office:
    """An office in which 机电 was asked about and decided."""
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    answer(office, DOMAIN, MECHANICAL)
    run(office, days=1)
    return office


def test_a_word_is_decided_where_the_question_lies(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    (line,) = asked(office, DOMAIN)
    assert "机电" in line["问题"]
    offered = choices(desk(office), line["事项编号"])
    assert offered[:2] == [MECHANICAL, "按“电气工程类”理解"]
    assert offered[-1] == "退回单位"
    answer(office, DOMAIN, MECHANICAL)

    report = run(office, days=1)

    assert report.decisions == ["待决事项：已采用 1 项。"]
    (row,) = office.people()
    assert (row["disposition"], row["domain"], row["domain_typed"]) == ("routed", "机械工程类", "机电")
    (said,) = [each["message"] for each in office.export("findings") if each["slug"] == "decided"]
    assert said == "原填“机电”，秘书处决定：按“机械工程类”理解（王秘书 2025-05-07）。"
    assert asked(office, DOMAIN) == []
    (decision,) = office.export("decisions")
    told = {name: decision[name] for name in ("decision_id", "answer", "for_all", "decided_by", "decided_on", "reason")}
    assert told == {
        "decision_id": "D00001",
        "answer": MECHANICAL,
        "for_all": "false",
        "decided_by": "王秘书",
        "decided_on": "2025-05-07",
        "reason": "电话问过",
    }
    assert (decision["source_file"], decision["source_cell"]) == ("待决事项.xlsx", "待决事项!I2")
    assert [path.name for path in report.kept_aside] == ["待决事项（手工修改 2025-05-07）.xlsx"]


@pytest.mark.slow
def test_a_run_again_changes_nothing(tmp_path: Path) -> None:
    office = decided_once(tmp_path)
    before = state(office)

    report = run(office, days=1)

    assert (report.decisions, report.batches) == ([], [])
    assert state(office) == before


@pytest.mark.slow
def test_what_is_decided_for_all_holds_for_others_and_for_those_who_come(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous(), ambiguous("孙二宝", "19911112002")))
    first, _ = asked(office, DOMAIN)
    fill(desk(office), {first["事项编号"]: {"决定": MECHANICAL, "同样的都照此办理": "是", **BY}})

    run(office, sent("05-06", OTHER, ambiguous("李三多", "19911112003")), days=1)

    assert {row["domain"] for row in office.people()} == {"机械工程类"}
    assert set(stands(office)) == {"安一凡1", "孙二宝2", "李三多3"}
    assert all(value.startswith("routed") for value in stands(office).values())


@pytest.mark.slow
def test_what_is_taken_back_is_asked_again_and_the_society_is_told(tmp_path: Path) -> None:
    office = decided_once(tmp_path)
    assert stands(office)["安一凡1"].startswith("routed")
    take_back(office, MECHANICAL)

    report = run(office, days=2)

    assert report.decisions == ["待决事项：已采用 1 项。"]
    assert stands(office) == {"安一凡1": "held"}
    assert len(asked(office, DOMAIN)) == 1
    assert [each["state"] for each in office.export("decisions")] == ["revoked", "revocation"]
    changes = list(office.outbox.glob("批次/*-02/学会/*/*.xlsx")) + list(
        office.outbox.glob("批次/20250508-01/学会/*/*.xlsx")
    )
    assert len(changes) == 1
    answer(office, DOMAIN, "按“电气工程类”理解")
    run(office, days=3)
    assert office.people()[0]["domain"] == "电气工程类"


@pytest.mark.slow
def test_the_unit_corrects_what_was_decided_and_has_the_last_word(tmp_path: Path) -> None:
    office = decided_once(tmp_path)

    run(office, sent("05-08", UNIT, person("安一凡", "19911112001", "电气工程类")), days=3)

    new = max(office.people(), key=lambda row: row["received_at"])
    assert (new["disposition"], new["domain"]) == ("routed", "电气工程类")
    (said,) = [each["message"] for each in office.export("findings") if each["slug"] == "decision-outdated"]
    assert said == (
        "此前的材料在这一处曾由秘书处决定：按“机械工程类”理解（王秘书 2025-05-07）；"
        "单位现改填“电气工程类”，以单位这次填的为准。"
    )


@pytest.mark.slow
def test_the_unit_corrects_while_the_secretary_decides(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    answer(office, DOMAIN, MECHANICAL)

    run(office, sent("05-06", UNIT, person("安一凡", "19911112001", "电气工程类")), days=1)

    now = {row["received_at"][5:10]: (row["disposition"], row["domain"]) for row in office.people()}
    assert now == {"04-20": ("superseded", "机械工程类"), "05-06": ("routed", "电气工程类")}


@pytest.mark.slow
def test_the_same_typed_again_is_not_asked_again(tmp_path: Path) -> None:
    office = decided_once(tmp_path)

    run(office, sent("05-08", UNIT, person("安一凡", "19911112001", "机电", work="负责机电安装，改进工艺。")), days=3)

    assert asked(office, DOMAIN) == []
    new = max(office.people(), key=lambda row: row["received_at"])
    assert (new["disposition"], new["domain"]) == ("routed", "机械工程类")
    take_back(office, MECHANICAL)
    run(office, days=4)
    assert sorted(row["disposition"] for row in office.people()) == ["held", "superseded"]
    assert len(asked(office, DOMAIN)) == 1


@pytest.mark.slow
def test_one_person_with_another_phone(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("05-06", UNIT, person("安一凡", "19911112002")), days=1)
    (line,) = asked(office, IDENTITY)
    assert ("19911112002" in line["本次材料"], "19911112001" in line["已有材料"]) == (True, True)
    answer(office, IDENTITY, "同一人，采用新材料")

    run(office, days=2)

    assert stands(office) == {"安一凡1": "superseded", "安一凡2": "routed 中国公路学会"}
    assert len({row["person_id"] for row in office.people()}) == 1
    take_back(office, "同一人，采用新材料")
    run(office, days=3)
    assert stands(office) == {"安一凡1": "routed 中国公路学会", "安一凡2": "held 中国公路学会"}
    assert len({row["person_id"] for row in office.people()}) == 2


@pytest.mark.slow
def test_who_is_somebody_else_after_all_is_withdrawn_by_the_number_that_the_society_has(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("05-06", UNIT, person("安一凡", "19911112002", "机械工程类")), days=1)
    answer(office, IDENTITY, "同一人，采用新材料")
    run(office, days=2)
    take_back(office, "同一人，采用新材料")
    run(office, days=3)
    first, last = sorted(office.outbox.glob("批次/*/学会/中国机械工程学会/*.xlsx"))
    listed = {name: openpyxl.load_workbook(first)["人员名单"][f"{name}2"].value for name in "BC"}
    gone = [[cell.value for cell in row[:3]] for row in openpyxl.load_workbook(last)["变更与撤回"].iter_rows(min_row=2)]
    assert gone == [[listed["B"], "安一凡", "撤回"]]


@pytest.mark.slow
def test_two_people_of_one_name(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("05-06", UNIT, person("安一凡", "19911112002")), days=1)
    answer(office, IDENTITY, "不是同一人")

    run(office, days=2)

    assert set(stands(office).values()) == {"routed 中国公路学会"}
    assert len({row["person_id"] for row in office.people()}) == 2
    run(office, sent("05-09", UNIT, person("安一凡", "19911112002", level="资深工程会员")), days=4)
    assert asked(office, IDENTITY) == []


@pytest.mark.slow
def test_two_units_recommend_one_person(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("05-06", OTHER, person("安一凡", "19911112001", level="资深工程会员")), days=1)
    answer(office, ACROSS, "改由这个单位推荐")

    run(office, days=2)

    now = {row["unit"]: row["disposition"] for row in office.people()}
    assert now == {UNIT: "duplicate", OTHER: "routed"}
    assert asked(office, ACROSS) == []
    take_back(office, "改由这个单位推荐")
    run(office, days=3)
    assert {row["unit"]: row["disposition"] for row in office.people()} == {UNIT: "routed", OTHER: "duplicate"}


@pytest.mark.slow
def test_the_unit_that_is_preferred_stays_though_the_other_changed_and_changes_again(tmp_path: Path) -> None:
    """What the other one sent in between was received later than the row that is preferred; only one of them stands."""
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("04-25", OTHER, person("安一凡", "19911112001")), days=1)
    run(office, sent("05-06", UNIT, person("安一凡", "19911112001", level="资深工程会员")), days=2)
    answer(office, ACROSS, "改由这个单位推荐")
    run(office, sent("05-08", UNIT, person("安一凡", "19911112001", "机械工程类")), days=3)
    assert [row["unit"] for row in office.people() if row["disposition"] == "routed"] == [OTHER]
    assert sorted(row["disposition"] for row in office.people(UNIT)) == ["duplicate", "duplicate", "superseded"]


THIRD, FOURTH = "丙地测试工程有限公司", "丁地测试工程有限公司"


def three_units(tmp_path: Path) -> tuple[Office, dict[str, str]]:
    """One person whom three units recommend; by unit the number of the question about it."""
    office = Office(tmp_path)
    for days, unit in enumerate((UNIT, OTHER, THIRD)):
        run(office, sent(f"04-2{days}", unit, person("安一凡", "19911112001")), days=days)
    return office, {line["推荐单位"]: line["事项编号"] for line in asked(office, ACROSS)}


def recommending(office: Office) -> list[str]:
    return [row["unit"] for row in office.people() if row["disposition"] == "routed"]


@pytest.mark.slow
def test_of_two_units_that_are_preferred_in_turn_the_later_one_stays(tmp_path: Path) -> None:
    office, numbers = three_units(tmp_path)
    for days, unit in ((3, THIRD), (4, OTHER)):
        fill(desk(office), {numbers[unit]: {"决定": "改由这个单位推荐"} | BY})
        run(office, days=days)
        assert recommending(office) == [unit]
    run(office, sent("05-10", FOURTH, person("安一凡", "19911112001")), days=5)
    assert recommending(office) == [OTHER]


@pytest.mark.slow
def test_two_units_cannot_both_be_preferred(tmp_path: Path) -> None:
    office, numbers = three_units(tmp_path)
    fill(desk(office), {numbers[unit]: {"决定": "改由这个单位推荐"} | BY for unit in (OTHER, THIRD)})
    (sentence,) = run(office, days=3).decisions
    assert sentence == (
        "待决事项：2 项未能采用（第 2 行：同一个人在第 3 行也选了“改由这个单位推荐”，只能由一个单位推荐，"
        "两个都没有采用，请只留一个；第 3 行：同一个人在第 2 行也选了“改由这个单位推荐”，只能由一个单位推荐，"
        "两个都没有采用，请只留一个）。"
    )
    assert recommending(office) == [UNIT]


@pytest.mark.slow
def test_the_first_unit_stays(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("05-06", OTHER, person("安一凡", "19911112001")), days=1)
    answer(office, ACROSS, "以先报的单位为准")
    before = office.export("people")

    report = run(office, days=2)

    assert (report.decisions, report.batches) == (["待决事项：已采用 1 项。"], [])
    assert (office.export("people"), asked(office, ACROSS)) == (before, [])


@pytest.mark.slow
def test_a_society_is_confirmed(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001", "信息通信工程类")))
    (line,) = asked(office, "对口学会待确认")
    society = office.people()[0]["society"]
    assert choices(desk(office), line["事项编号"]) == [f"确认由{society}受理"]
    assert list(office.outbox.glob("批次/*/学会/*/*（待确认）.xlsx"))
    answer(office, "对口学会待确认", f"确认由{society}受理")

    run(office, days=1)

    assert asked(office, "对口学会待确认") == []
    (path,) = office.outbox.glob("批次/20250507-01/学会/*/*.xlsx")
    assert "待确认" not in path.name


@pytest.mark.slow
def test_a_case_is_closed_with_a_reason(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    held = next(line for line in lines_of(desk(office), "未结事项") if "机电" in line["问题"])
    fill(desk(office), {held["事项编号"]: {"决定": "办结", "决定人": "王秘书"}})
    assert run(office, days=1).decisions == ["待决事项：1 项未能采用（“未结事项”第 2 行：办结要在“说明”里写明原因）。"]
    held = next(line for line in lines_of(desk(office), "未结事项") if "机电" in line["问题"])
    fill(desk(office), {held["事项编号"]: {"决定": "办结", **BY}})

    run(office, days=2)

    assert [line for line in lines_of(desk(office), "未结事项") if "机电" in line["问题"]] == []
    ledger = openpyxl.load_workbook(office.outbox / "台账.xlsx")["未结事项"]
    assert not [row for row in ledger.iter_rows(values_only=True) if "安一凡" in row]
    assert office.people()[0]["disposition"] == "held"


@pytest.mark.slow
def test_filled_and_not_saved_is_undecided(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    saved = desk(office).read_bytes()
    (office.outbox / "~$待决事项.xlsx").write_bytes(b"locked")

    report = run(office, days=0)

    assert report.decisions == []
    assert desk(office).read_bytes() == saved


@pytest.mark.slow
def test_each_answer_that_does_not_fit_gets_one_sentence(tmp_path: Path) -> None:
    office = Office(tmp_path)
    names = ["安一凡", "孙二宝", "李三多", "周四海", "吴五一"]
    people = [ambiguous(name, f"1991111200{n}") for n, name in enumerate(names)]
    run(office, sent("04-20", UNIT, *people))
    numbers = [line["事项编号"] for line in asked(office, DOMAIN)]
    fill(
        desk(office),
        {
            numbers[0]: {"决定": "随便"},
            numbers[1]: {"说明": "再想想"},
            numbers[2]: {"决定": MECHANICAL, "日期": "改天"},
            numbers[3]: {"决定": MECHANICAL, "同样的都照此办理": "对"},
            numbers[4]: {"决定": MECHANICAL},
        },
    )

    (sentence,) = run(office, days=1).decisions

    assert sentence.startswith(
        "待决事项：已采用 1 项，4 项未能采用（第 2 行：“随便”不在可选的决定之内，请从下拉选项里选：按“机械工程类”理解、"
    )
    assert "；第 3 行：填了“说明”而没有填决定；" in sentence
    assert "；第 4 行：日期“改天”看不懂，请写成 2025-05-06；" in sentence
    assert sentence.endswith("；第 5 行：“同样的都照此办理”一栏只能填“是”或空着，没有采用）。")
    assert sorted(value.split()[0] for value in stands(office).values()) == ["held"] * 4 + ["routed"]


def test_two_answers_to_one_question(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    number = answer(office, DOMAIN, MECHANICAL)
    book = openpyxl.load_workbook(desk(office), rich_text=True)
    sheet, row = row_of(book, number)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(row + 1, column).value = sheet.cell(row, column).value
    sheet.cell(row + 1, headings(sheet)["决定"]).value = "按“电气工程类”理解"
    book.save(desk(office))

    (sentence,) = run(office, days=1).decisions

    assert sentence == (
        "待决事项：2 项未能采用（第 2 行：同一件事有两个不同的决定（另见第 3 行），两个都没有采用，请只留一个；"
        "第 3 行：同一件事有两个不同的决定（另见第 2 行），两个都没有采用，请只留一个）。"
    )
    assert stands(office) == {"安一凡1": "held"}


@pytest.mark.slow
def test_an_older_version_in_the_inbox_and_the_one_on_the_desk(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    older = tmp_path / "待决事项.xlsx"
    older.write_bytes(desk(office).read_bytes())
    run(office, sent("05-06", OTHER, ambiguous("孙二宝", "19911112002")), days=1)
    first = lines_of(older, "待决事项")[0]["事项编号"]
    second = next(line["事项编号"] for line in asked(office, DOMAIN) if line["事项编号"] != first)
    fill(older, {first: {"决定": "按“电气工程类”理解", **BY}})
    fill(desk(office), {second: {"决定": MECHANICAL, **BY}})
    office.receive({"待决事项.xlsx": older.read_bytes()})

    report = run(office, days=2)

    assert report.decisions == ["待决事项：已采用 1 项。", "待决事项：已采用 1 项。"]
    assert {row["name"]: row["domain"] for row in office.people()} == {"安一凡": "电气工程类", "孙二宝": "机械工程类"}
    assert [row["decision_id"] for row in office.export("decisions")] == ["D00001", "D00002"]


@pytest.mark.slow
def test_an_answer_in_the_inbox_for_all_holds_at_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous(), ambiguous("孙二宝", "19911112002")))
    filled = tmp_path / "filled.xlsx"
    first = asked(office, DOMAIN)[0]["事项编号"]
    fill(desk(office), {first: {"决定": MECHANICAL, "同样的都照此办理": "是"}}, filled)
    office.receive({"决定.xlsx": filled.read_bytes()})

    run(office, days=1)

    assert {row["disposition"] for row in office.people()} == {"routed"}


@pytest.mark.slow
def test_decided_otherwise_elsewhere_is_told(tmp_path: Path) -> None:
    office = decided_once(tmp_path)
    kept = next(office.outbox.glob("待决事项（手工修改*"))
    number = lines_of(kept, "待决事项")[0]["事项编号"]
    fill(kept, {number: {"决定": "按“电气工程类”理解"}})
    office.receive({"旧.xlsx": kept.read_bytes()})

    report = run(office, days=2)

    assert report.decisions == [
        "待决事项：1 项未能采用（第 2 行：这件事已经决定为“按“机械工程类”理解”；要改，请先在“已决事项”里撤销）。"
    ]


@pytest.mark.slow
def test_a_question_that_is_gone_is_told(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    older = tmp_path / "older.xlsx"
    number = asked(office, DOMAIN)[0]["事项编号"]
    fill(desk(office), {number: {"决定": MECHANICAL}}, older)
    run(office, sent("05-06", UNIT, person("安一凡", "19911112001", "电气工程类")), days=1)
    office.receive({"旧.xlsx": older.read_bytes()})

    report = run(office, days=2)

    assert report.decisions == [
        "待决事项：1 项未能采用（第 2 行：这件事已经不用决定了（材料有了变化），没有照此办理）。"
    ]


@pytest.mark.slow
def test_a_broken_workbook_stays_where_it_lies(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    desk(office).write_bytes(b"PK\x03\x04 half saved")

    (sentence,) = run(office, days=1).decisions

    assert sentence.startswith("待决事项.xlsx 打不开（")
    assert desk(office).read_bytes() == b"PK\x03\x04 half saved"


@pytest.mark.slow
def test_a_learned_word_is_shown_and_taken_out(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    number = asked(office, DOMAIN)[0]["事项编号"]
    fill(desk(office), {number: {"决定": MECHANICAL, "同样的都照此办理": "是", **BY}})
    run(office, days=1)

    def aliases(*words: str) -> tuple[str, int]:
        places = ["--register", office.register, "--settings", str(office.settings)]
        result = CliRunner().invoke(app, ["aliases", *places, *words], standalone_mode=False)
        return result.stdout, result.return_value

    told = aliases()[0]
    assert [word in told for word in ("D00001", "所在领域", "机电", "机械工程类", "王秘书 2025-05-07")] == [True] * 5
    assert aliases("--remove", "D00009") == (
        "没有编号为 D00009 的词，可用 make aliases 查看；设置里的别名请在设置工作簿里改。\n",
        1,
    )
    assert aliases("--remove", "D00001") == (
        "已去掉“机电”，下次处理起不再照此理解；已经办理的不变。\n",
        0,
    )
    assert aliases() == ("还没有学到的词。\n", 0)
    run(office, sent("05-08", OTHER, ambiguous("孙二宝", "19911112002")), days=3)
    assert {row["name"]: row["disposition"] for row in office.people()} == {"安一凡": "routed", "孙二宝": "held"}


def mail(name: str, data: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "someone@unit.example", "office@association.example"
    message["Subject"], message["Date"] = "决定", "Wed, 07 May 2025 08:00:00 +0800"
    message.set_content("见附件")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.mark.slow
def test_nobody_decides_by_mail_and_nobody_changes_the_settings(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    filled, settings = tmp_path / "filled.xlsx", tmp_path / "设置.xlsx"
    fill(desk(office), {asked(office, DOMAIN)[0]["事项编号"]: {"决定": MECHANICAL}}, filled)
    write_settings_workbook(settings, aliases=[Alias("domain", "机电", "机械工程类")])

    report = run(
        office, {"a.eml": mail("待决事项.xlsx", filled.read_bytes()), "设置.xlsx": settings.read_bytes()}, days=1
    )

    assert (report.decisions, [row["disposition"] for row in office.people()]) == ([], ["held"])
    slugs = {each["slug"] for each in office.export("findings")}
    assert {"decisions-received", "settings-received"} <= slugs
    cases = [line["问题"] for line in lines_of(desk(office), "未结事项")]
    assert sum("没有采用" in case for case in cases) == 2


@pytest.mark.slow
def test_a_withdrawal_from_elsewhere(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    away = form_with_veto(UNIT, person("安一凡", "19911112001"))
    run(office, {f"2025-05-06 {UNIT}/附件3.xlsx": away}, days=1)
    assert [row["disposition"] for row in office.people()] == ["routed", "held"]
    answer(office, "是否撤回", "不撤回，照原来办理")
    run(office, days=2)
    assert [row["disposition"] for row in office.people()] == ["routed", "duplicate"]
    take_back(office, "不撤回，照原来办理")
    run(office, days=3)
    answer(office, "是否撤回", "同意撤回")

    run(office, days=4)

    assert [row["disposition"] for row in office.people()] == ["withdrawn", "withdrawn"]
    take_back(office, "同意撤回")
    run(office, days=5)
    assert [row["disposition"] for row in office.people()] == ["routed", "held"]


def form_with_veto(unit: str, *people: list[object]) -> bytes:
    """The same workbook with a column 是否推荐 in which stands 否."""
    book = openpyxl.load_workbook(BytesIO(workbook(unit, *people)))
    sheet = book.worksheets[0]
    top = next(cell.row for row in sheet.iter_rows() for cell in row if "姓名" in str(cell.value))
    last = sheet.max_column + 1
    sheet.cell(top, last).value = "是否推荐"
    for row in range(top + 1, top + 1 + len(people)):
        sheet.cell(row, last).value = "否"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.slow
def test_what_is_decided_of_the_forgotten_is_forgotten(tmp_path: Path) -> None:
    office = decided_once(tmp_path)
    take_back(office, MECHANICAL)
    with Register.open(office.register) as register, register.alone():
        person_id = office.people()[0]["person_id"]
        done = forget(register, register.forgetting.select_person(person_id), NOW, office.outbox, None)
    assert [path.name for path in done.kept_aside] == ["待决事项.xlsx", "待决事项（手工修改 2025-05-07）.xlsx"]
    (decision,) = office.export("decisions")
    assert (decision["value"], decision["reason"], decision["answer"]) == ("", "", MECHANICAL)
    assert run(office, days=5).batches == []


INDEXES_SINCE = [
    *("submissions_of_unit", "submissions_of_sender", "counted_by_batch", "judgements_withdrawing"),
    *("submissions_by_number", "submissions_by_day", "submissions_of_batch"),
    *("documents_of_batch", "documents_of_submission", "documents_of_content", "files_of_content"),
    *("judgements_of_person", "judgements_pointing"),
]


@pytest.mark.slow
def test_a_register_of_before_decisions_asks_and_decides_from_its_first_run_on(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, person("安一凡", "19911112001")))
    run(office, sent("05-06", UNIT, person("安一凡", "19911112002"), ambiguous("孙二宝", "19911112003")), days=1)
    with closing(sqlite3.connect(office.database)) as old:
        later = ("exclusions", "activities", "certificate_events", "sendings", "mailbox", "person_events", "decisions")
        drawn = ("submission_figures", "batch_figures", "route_figures", "unit_shelves", "unit_names")
        for table in (*later, *drawn, "submission_cases", "document_pages"):
            old.execute(f"DROP TABLE {table}")
        for index in INDEXES_SINCE:
            old.execute(f"DROP INDEX {index}")
        for view in ("counting", "matching"):
            old.execute(f"DROP VIEW {view}")
        for statement in statements(STEPS[6:8]):
            if statement.lstrip().startswith("CREATE VIEW"):
                old.execute(statement)
        for table, column in (("submissions", "mails"), ("submissions_before", "mails"), ("findings", "about")):
            old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute("UPDATE batches SET terms = 'those of an older program'")
        old.execute("UPDATE meta SET value = '9' WHERE key = 'version'")
        old.commit()
    desk(office).unlink()

    run(office, days=2)

    assert choices(desk(office), asked(office, DOMAIN)[0]["事项编号"])[:2] == [MECHANICAL, "按“电气工程类”理解"]
    answer(office, IDENTITY, "同一人，采用新材料")
    run(office, days=3)
    assert stands(office)["安一凡2"] == "routed 中国公路学会"
    assert len({row["person_id"] for row in office.people() if row["name"] == "安一凡"}) == 1
    assert run(office, days=4).batches == []


@pytest.mark.slow
def test_two_answers_in_two_workbooks_that_stand_in_the_same_row(tmp_path: Path) -> None:
    office = Office(tmp_path)
    run(office, sent("04-20", UNIT, ambiguous()))
    number = asked(office, DOMAIN)[0]["事项编号"]
    for name, choice in (("一.xlsx", MECHANICAL), ("二.xlsx", "按“电气工程类”理解")):
        fill(desk(office), {number: {"决定": choice}}, tmp_path / name)
        office.receive({name: (tmp_path / name).read_bytes()})

    (sentence,) = run(office, days=1).decisions

    assert sentence.startswith("待决事项：1 项未能采用（第 2 行：同一件事有两个不同的决定（另见第 2 行）")
    assert [row["disposition"] for row in office.people()] == ["held"]
