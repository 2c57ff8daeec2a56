"""Who was expected to answer, against what came: 未报, 已报, 待补正, 已补正, 逾期, with days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from support_main import NOW, Office, person, tree, workbook
from typer.testing import CliRunner

from pipeline.commands.every import app
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, ExpectedUnit
from tests.support_decisions import fill, lines_of

SENT, ASKED, LATE, SILENT, SCAN = (f"{name}工程有限公司" for name in "甲乙丙丁戊")
PDF = b"%PDF-1.4"


def expect(office: Office, *units: ExpectedUnit) -> None:
    office.settings.mkdir(exist_ok=True)
    write_settings_workbook(office.settings / WORKBOOK, expected_units=units)


@pytest.fixture(scope="module")
def waited(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("waited"))
    expect(
        office,
        ExpectedUnit(SENT, people=3),
        ExpectedUnit(ASKED, "金联络", "unit@example.org"),
        ExpectedUnit(LATE),
        ExpectedUnit(SILENT, due_on=date(2025, 5, 20)),
        ExpectedUnit(SCAN, due_on=date(2025, 5, 4)),
    )
    office.receive(
        {
            "2025-04-10 甲/附件3.xlsx": workbook(SENT, person("钱一", "19911112001")),
            "2025-04-11 乙/附件3.xlsx": workbook(ASKED, person("孙二", "19911112002", "机电")),
            "2025-04-12 " + SCAN + "/盖章.pdf": PDF,
        }
    )
    office.run()
    return office


@pytest.fixture
def office(waited: Office, tmp_path: Path) -> Office:
    other = waited.clone(tmp_path, outbox=True)
    expect(other, *units_of(waited))
    return other


def units_of(office: Office) -> tuple[ExpectedUnit, ...]:
    with Register.open(office.register) as register:
        return register.desk(NOW).expected.units


def told(book: Path) -> list[tuple[Any, ...]]:
    heading, *rows = openpyxl.load_workbook(book)["应报单位"].iter_rows(values_only=True)
    names = [heading.index(name) for name in ("单位", "应报人数", "已报人数", "情况", "天数", "说明")]
    return [tuple(row[place] for place in names) for row in rows]


OVERDUE = "应在 2025-04-28 前报送，已过 8 天"


def test_each_unit_has_its_state_and_its_days(waited: Office) -> None:
    expected = [
        (LATE, None, 0, "逾期未报", 8, OVERDUE),
        (SCAN, None, 0, "逾期未报", 2, "应在 2025-05-04 前报送，已过 2 天；已收到 1 份材料，没有读到人员"),
        (ASKED, None, 1, "待补正", None, "1 处人员等单位补正；2025-05-06 去信，应在 2025-05-20 前答复，已等 0 天"),
        (SILENT, None, 0, "未报", 14, "应在 2025-05-20 前报送，还有 14 天"),
        (SENT, 3, 1, "已报", None, "已报送 1 份；比应报的少 2 人"),
    ]
    assert told(waited.outbox / "台账.xlsx") == expected
    assert told(waited.outbox / "批次/20250506-01/汇总/批次汇总.xlsx") == expected
    for page in ("index.html", "批次/20250506-01/汇总/批次汇总.html"):
        text = (waited.outbox / page).read_text("utf-8")
        assert "共 5 个，还在等 4 个。" in text
        assert re.findall(r'data-label="说明">(.*?)</td>', text) == [line[-1] for line in expected]


@pytest.mark.slow
def test_days_go_on_and_what_is_corrected_is_said(office: Office) -> None:
    office.run(now=NOW + timedelta(days=20))
    (line,) = [line for line in told(office.outbox / "台账.xlsx") if line[0] == ASKED]
    assert line[3:] == (
        "逾期未补正",
        6,
        "1 处人员等单位补正；2025-05-06 去信，应在 2025-05-20 前答复，已过 6 天",
    )
    office.receive({"2025-05-26 乙/附件3.xlsx": workbook(ASKED, person("孙二", "19911112002", "机械工程类"))})
    office.run(now=NOW + timedelta(days=21))
    (line,) = [line for line in told(office.outbox / "台账.xlsx") if line[0] == ASKED]
    assert line[2:] == (1, "已补正", None, "请单位补正的都已补正")
    first = office.outbox / "批次/20250506-01/汇总/批次汇总.xlsx"
    assert [line[3] for line in told(first)] == ["逾期未报", "逾期未报", "待补正", "未报", "已报"]


def test_a_name_that_looks_like_one_that_came_is_told_and_never_matched(office: Office) -> None:
    expect(office, ExpectedUnit("甲工程集团有限责任公司"), ExpectedUnit(LATE))
    office.run()
    asks = "；收到过“甲工程有限公司”的材料，名称相近，请核对是否同一单位"
    assert [line[2:] for line in told(office.outbox / "台账.xlsx")] == [
        (0, "逾期未报", 8, OVERDUE + asks),
        (0, "逾期未报", 8, OVERDUE),
    ]
    said, letters = reminded(office, 0)
    assert "催报/甲工程集团有限责任公司.docx" in letters
    assert said.endswith("甲工程集团有限责任公司：收到过“甲工程有限公司”的材料，名称相近，发函前请核对是否同一单位。\n")


@pytest.mark.slow
def test_what_is_filled_in_later_counts_at_once_and_what_is_not_is_not_there(office: Office) -> None:
    expect(office, ExpectedUnit(SENT))
    before = {name for name in tree(office.outbox) if name.startswith("批次")}
    assert office.run().batch is None
    assert [line[0] for line in told(office.outbox / "台账.xlsx")] == [SENT]
    assert {name for name in tree(office.outbox) if name.startswith("批次")} == before
    expect(office)
    office.run()
    assert "应报单位" not in openpyxl.load_workbook(office.outbox / "台账.xlsx").sheetnames
    assert "应报单位" not in (office.outbox / "index.html").read_text("utf-8")


def reminded(office: Office, days: int) -> tuple[str, dict[str, str]]:
    """What `remind` says so many days later, and the text of each letter that lies there then."""
    when = NOW + timedelta(days=days)
    places = ["--register", office.register, "--outbox", str(office.outbox), "--settings", str(office.settings)]
    result = CliRunner().invoke(app, ["remind", *places, "--now", when.isoformat()], standalone_mode=False)
    if result.exception:
        raise result.exception
    folder = office.outbox / "催办" / f"{when:%Y-%m-%d}"
    letters = {
        path.relative_to(folder).as_posix(): "\n".join(each.text for each in Document(str(path)).paragraphs)
        for path in sorted(folder.rglob("*.docx"))
    }
    return result.stdout, letters


def test_who_is_silent_is_reminded_on_demand_only(office: Office) -> None:
    office.run(now=NOW + timedelta(days=15))
    assert not (office.outbox / "催办").exists()
    folder = office.outbox / "催办/2025-05-21"
    said, letters = reminded(office, 15)
    assert said == f"已写出 5 封：{folder}\n"
    missing = [f"催报/{unit}.docx" for unit in (LATE, SILENT, SCAN)]
    assert set(letters) == {*missing, f"催补正/{ASKED}_S00002.docx", f"催补正/{SENT}_S00001.docx"}
    assert "应于2025年4月28日前报送我会。截至2025年5月21日，我会没有收到。" in letters[missing[0]]
    assert "我会收到了你单位2025年4月12日的材料，其中没有读到推荐人员。" in letters[missing[2]]
    correction = letters[f"催补正/{ASKED}_S00002.docx"]
    assert "我会2025年5月6日的函已写明须补正的事项，请你单位于2025年5月20日前答复。" in correction
    assert "截至2025年5月21日，仍有1人的信息没有补正，盖章扫描件仍未收到，暂不能转入下一步。" in correction
    assert "请对照当时所附的工作簿改正，补发盖章扫描件，发送至" in correction
    scan = letters[f"催补正/{SENT}_S00001.docx"]
    assert "截至2025年5月21日，盖章扫描件仍未收到。" in scan
    assert "请补发盖章扫描件，发送至" in scan
    mine = folder / f"催报/{LATE}.docx"
    mine.write_bytes((folder / f"催报/{SCAN}.docx").read_bytes())
    before = tree(office.outbox)
    assert f"已经在那里，没有改动：{mine}\n" in reminded(office, 15)[0]
    assert tree(office.outbox) == before


def test_who_is_in_time_is_not_reminded(office: Office) -> None:
    expect(office, ExpectedUnit(SENT))
    assert reminded(office, 14) == ("没有逾期未报或者逾期未补正的单位，没有要催办的学会，也没有要提醒的证书。\n", {})


@pytest.mark.slow
def test_what_could_not_be_opened_is_reminded_of_until_anything_else_came(office: Office) -> None:
    unit = "己工程有限公司"
    expect(office, ExpectedUnit(unit))
    office.receive({"2025-04-13 己工程有限公司/附件3.xlsx": b"PK\3\4", "2025-04-13 己工程有限公司/盖章.pdf": PDF})
    office.run()
    _, letters = reminded(office, 15)
    letter = letters[f"催补正/{unit}_S00004.docx"]
    assert not [name for name in letters if name.startswith("催报")]  # it answered, and is told what is wrong with it
    assert "截至2025年5月21日，没能打开的1个文件仍未重新发来，暂不能转入下一步。" in letter
    assert "请按该函所写的办法重新发送没能打开的文件，发送至" in letter
    office.receive({"2025-05-21 己工程有限公司/附件3.xlsx": workbook(unit, person("吴九", "19911112009"))})
    office.receive({"2025-05-21 己工程有限公司/盖章.pdf": PDF + b" "})
    office.run(now=NOW + timedelta(days=16))
    assert not [name for name in reminded(office, 17)[1] if unit in name]


@pytest.mark.slow
def test_nobody_is_waited_for_whose_case_is_closed(office: Office) -> None:
    late = NOW + timedelta(days=20)
    with Register.open(office.register) as register:
        assert [(each.unit, each.waiting, each.scan) for each in register.silent(late)] == [
            (SENT, 0, True),
            (ASKED, 1, True),
        ]
    desk = office.outbox / "待决事项.xlsx"
    (line,) = [line for line in lines_of(desk, "未结事项") if line["姓名"] == "孙二"]
    scans = [line["事项编号"] for line in lines_of(desk, "未结事项") if line["事项"] == "缺盖章扫描件"]
    fill(desk, {line["事项编号"]: {"决定": "办结", "说明": "单位来电：此人已离职"}})
    fill(desk, {number: {"决定": "办结", "说明": "不会来了"} for number in scans})

    office.run(now=late)

    with Register.open(office.register) as register:
        assert register.silent(late) == []
    (state,) = [row for row in told(office.outbox / "台账.xlsx") if row[0] == ASKED]
    assert state[3] == "已报"
    ledger = openpyxl.load_workbook(office.outbox / "台账.xlsx")["未结事项"]
    assert "孙二" not in [cell.value for row in ledger.iter_rows() for cell in row]
    (closed,) = [line for line in lines_of(desk, "已决事项") if line["姓名"] == "孙二"]
    fill(desk, {closed["决定编号"]: {"撤销": "撤销"}})
    office.run(now=late)
    with Register.open(office.register) as register:
        assert [each.waiting for each in register.silent(late)] == [1]
