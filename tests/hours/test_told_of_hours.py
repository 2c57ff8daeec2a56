"""What records of activities change in the letters of `remind` and in the story of a person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from support_hours import NOW, QIAN, line, office, record, xlsx
from support_main import Office
from typer.testing import CliRunner

from pipeline.commands.every import app
from pipeline.register import Register
from pipeline.upkeep.remind import remind
from tests.support_decisions import fill, lines_of

pytestmark = pytest.mark.slow  # whole runs, round after round


def years(made: Office, day: str) -> dict[str, list[str]]:
    """By the first day of each year of 钱一's certificate, what the letter of that day says of its hours."""
    with Register.open(made.register) as register:
        done = remind(register, made.settings, made.outbox, datetime.fromisoformat(f"{day}T09:00:00+08:00"))
    letters = [path for path in done.written if path.parent.name == "证书提醒"]
    rows = [[cell.text for cell in row.cells] for path in letters for row in Document(str(path)).tables[-1].rows]
    return {row[4]: row[6:] for row in rows if row[2] == QIAN}


def test_what_is_sent_and_what_is_confirmed_is_missing_no_more(tmp_path: Path) -> None:
    made = office(tmp_path)
    assert years(made, "2029-06-01")["2025-06-01"] == ["50", "0", "0", "50"]
    paper = line("隧洞论文", "2025-09-01", "论文发表", "", 级别="期刊论文", 署名次序="1")
    training = line("境外项目管理培训", "2025-07-01", duration="1800", 结束日期="2025-07-10")
    made.receive({"2027-05-01 钱一/记录.xlsx": xlsx(record("钱一", QIAN, paper, training))})
    made.run(now=NOW)
    assert years(made, "2029-06-02")["2025-06-01"] == ["50", "40", "10", "10"]
    path = made.outbox / "待决事项.xlsx"
    (asked,) = [each for each in lines_of(path, "待决事项") if "隧洞论文" in str(each["本次材料"])]
    fill(path, {asked["事项编号"]: {"决定": "按 10 学时计", "决定人": "陈秘书", "日期": "2027-05-07"}})
    made.run(now=NOW)
    told = years(made, "2029-06-03")
    assert "2025-06-01" not in told
    assert told["2026-06-01"] == ["50", "0", "0", "50"]
    story = CliRunner().invoke(
        app, ["person", "钱一", "--register", made.register, "--now", "2029-06-03T09:00:00+08:00"]
    )
    assert (
        "　　　　2025年6月1日至2026年5月31日，持续职业发展 50 学时，规定 50（《工程能力评价问答手册》（2024））。"
        in story.output.splitlines()
    )
