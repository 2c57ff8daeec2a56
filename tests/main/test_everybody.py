"""Everybody can be found: in 人员总表.xlsx and in the desk's search, each with what became of it; and nobody who is
forgotten."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support_main import NOW, Office, person, tree, workbook
from typer.testing import CliRunner

from pipeline.commands.every import app
from pipeline.register import Register
from pipeline.upkeep.forget import forget
from schemas.layouts.everybody import everybody_file

WORDS = everybody_file().words
A, B = "甲工程有限公司", "乙工程有限公司"


FIRST, SECOND = "2025-04-10 甲/附件3.xlsx", "2025-04-20 甲/附件3.xlsx"
DIFFERENT = "企业名称、项目名称"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Somebody of each disposition but withdrawn."""
    office = Office(tmp_path_factory.mktemp("told"))
    office.receive(
        {
            FIRST: workbook(
                A, person("钱一", "19911112001"), person("孙二", "19911112002", "机电"), person("周四", "1991111")
            ),
            "2025-04-12 乙/附件3.xlsx": workbook(B, person("钱一", "19911112001"), project="泰国铁路项目"),
        }
    )
    office.run()
    office.receive({SECOND: workbook(A, person("孙二", "19911112002", "机械工程类"))})
    office.run(now=NOW + timedelta(days=3))
    return office


@pytest.fixture
def office(told: Office, tmp_path: Path) -> Office:
    return told.clone(tmp_path, outbox=True)


def lines(office: Office) -> list[dict[str, Any]]:
    heading, *rows = openpyxl.load_workbook(office.outbox / WORDS.file).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def sentences(office: Office) -> list[str]:
    text = re.fullmatch(r"everybody = JSON\.parse\((.*)\);\n", (office.outbox / WORDS.search).read_text("utf-8"))
    assert text
    return [sentence for sentence, *_ in json.loads(json.loads(text[1]))["people"]]


def test_everybody_stands_in_the_workbook(told: Office) -> None:
    found = [
        tuple(line[name] for name in ("姓名", "情况", "学会", "自何日", "单元格", "两处不同")) for line in lines(told)
    ]
    assert found == [
        ("钱一", "已分配", "中国公路学会（待确认）", "2025-05-06", "J5", None),
        ("孙二", "被更新", None, "2025-05-09", "J6", "所在领域"),
        ("周四", "待补正或待决", None, "2025-05-06", "J7", None),
        ("钱一", "重复", None, "2025-05-06", "J5", DIFFERENT),
        ("孙二", "已分配", "中国机械工程学会（待确认）", "2025-05-09", "J5", None),
    ]


def test_one_sentence_says_what_became_of_it(told: Office) -> None:
    assert sentences(told) == [
        f"钱一（G00001-8）：4月10日由{A}推荐，5月6日暂列中国公路学会（学会待确认），批次 20250506-01。",
        f"孙二（G00002-6）：4月10日由{A}推荐，5月9日已由4月20日{A}的材料（{SECOND}，附件3 J5）代替，不同的是所在领域。",
        f"周四（G00003-4）：4月10日由{A}推荐，联系电话有误，5月6日起待补正或待决，5月6日的信函已请单位在5月20日前补正。",
        f"钱一（G00001-8）：4月12日由{B}推荐，与4月10日{A}的材料（{FIRST}，附件3 J5）重复，不同的是{DIFFERENT}。",
        f"孙二（G00002-6）：4月20日由{A}推荐，5月9日暂列中国机械工程学会（学会待确认），批次 20250509-01。",
    ]


def test_no_phone_is_told(told: Office) -> None:
    text = (told.outbox / WORDS.search).read_text("utf-8") + str(lines(told))
    assert "1991111200" not in text
    assert "1991111" not in (told.outbox / WORDS.search).read_text("utf-8")


def test_nothing_is_written_again_while_nothing_changes(office: Office) -> None:
    before = {path: path.stat().st_mtime_ns for path in (office.outbox / WORDS.file, office.outbox / WORDS.search)}
    with Register.open(office.register) as register:
        assert register.everybody().read(None, None)[0]
    office.run(now=NOW + timedelta(days=9))
    assert {path: path.stat().st_mtime_ns for path in before} == before
    (office.outbox / WORDS.search).unlink()
    office.run(now=NOW + timedelta(days=9))
    assert len(sentences(office)) == 5


def test_an_edited_workbook_is_kept_aside(office: Office) -> None:
    (office.outbox / WORDS.file).write_bytes(b"mine")
    report = office.run(now=NOW + timedelta(days=9))
    assert [path.read_bytes() for path in report.kept_aside] == [b"mine"]
    assert len(lines(office)) == 5
    before = tree(office.outbox)
    assert office.run(now=NOW + timedelta(days=9)).kept_aside == []
    assert tree(office.outbox) == before


def test_the_forgotten_are_nowhere(office: Office) -> None:
    places = ["--register", office.register, "--outbox", str(office.outbox)]
    assert CliRunner().invoke(app, ["people", *places]).exit_code == 0
    assert (office.outbox / WORDS.all).exists()
    with Register.open(office.register) as register, register.alone():
        forget(register, register.forgetting.select_person("G00001-8"), NOW, office.outbox, None)
    assert {line["姓名"] for line in lines(office)} == {"孙二", "周四"}
    assert "钱一" not in " ".join(sentences(office))
    assert not (office.outbox / WORDS.all).exists()


def test_only_those_decided_last_are_read(told: Office) -> None:
    with Register.open(told.register) as register:
        few, more = register.everybody().read(4, 2)
        assert ([each.batch for each in few], more) == (["20250509-01", "20250509-01"], True)
        everyone, more = register.everybody().read(5, 2)
        assert (len(everyone), more) == (5, False)


def test_all_are_written_whatever_the_number(office: Office) -> None:
    places = ["--register", office.register, "--outbox", str(office.outbox)]
    result = CliRunner().invoke(app, ["people", *places])
    assert result.stdout == f"已写好 {office.outbox / WORDS.all}，共 5 条。\n"
    assert len(openpyxl.load_workbook(office.outbox / WORDS.all).worksheets[0]["A"]) == 6


def story(office: Office, who: str) -> tuple[list[str], int]:
    result = CliRunner().invoke(app, ["person", who, "--register", office.register], standalone_mode=False)
    return result.stdout.splitlines(), result.return_value


def test_the_whole_story_of_one_person(told: Office) -> None:
    ambiguous = "“机电”可能指不同的工程技术领域，请写明是哪一个：机械工程类、电气工程类、建筑工程类。"
    expected = [
        "孙二（G00002-6）",
        f"　　2025年4月10日，{A}在通知 2025 的表中报送：{FIRST}，附件3 J6（报送 S00001）。",
        f"　　　　L6　{ambiguous}",
        (
            "　　所在领域有多种可能（“机电”），2025年5月6日起待补正或待决，"
            "2025年5月6日的信函已请单位在2025年5月20日前补正。"
        ),
        f"　　2025年5月9日已由2025年4月20日{A}的材料（{SECOND}，附件3 J5）代替，不同的是所在领域。",
        f"　　2025年4月20日，{A}在通知 2025 的表中报送：{SECOND}，附件3 J5（报送 S00003）。",
        "　　2025年5月9日暂列中国机械工程学会（学会待确认），批次 20250509-01。",
    ]
    assert story(told, "孙二") == story(told, "g00002-6") == (expected, 0)


@pytest.mark.slow
def test_each_of_one_name_by_itself_and_nobody_by_near_names(office: Office) -> None:
    office.receive({"2025-05-12 乙/附件3.xlsx": workbook(B, person("孙二", "19911112009"))})
    office.run(now=NOW + timedelta(days=7))
    heads = [line for line in story(office, "孙 二")[0] if not line.startswith("　")]
    assert heads == ["孙二（G00002-6）", "孙二（G00004-2）"]
    assert story(office, "孙三") == (["没有名为“孙三”的人员，也没有这个编号。名字相近的有：孙二。"], 1)
    assert story(office, "。") == (["没有名为“。”的人员，也没有这个编号。"], 1)


@pytest.mark.slow
def test_who_is_unknown_may_stand_in_a_file_that_could_not_be_opened(office: Office) -> None:
    file = "2025-05-12 丁地工程有限公司/附件3.xlsx"
    office.receive({file: b"PK\x03\x04"})
    office.run(now=NOW + timedelta(days=7))
    broken = "文件没能打开（文件已损坏或不完整），请用 Excel 或 WPS 打开检查，另存为 .xlsx 后重新发送。"
    expected = [
        "没有名为“葛八霖”的人员，也没有这个编号。",
        "另有 1 个文件还打不开，里面的人员没有登记，要找的人也可能在其中：",
        f"　　{file}（丁地工程有限公司）：{broken}",
    ]
    assert story(office, "葛八霖") == (expected, 1)


def test_nothing_is_said_of_the_forgotten(office: Office) -> None:
    with Register.open(office.register) as register, register.alone():
        forget(register, register.forgetting.select_person("G00002-6"), NOW, office.outbox, None)
    assert story(office, "G00002-6") == (["G00002-6：个人信息已按规定删除，不再提供。"], 0)
    assert story(office, "孙二")[1] == 1
