"""A list that may answer several notices, or one that is not open: the secretary says which."""

from __future__ import annotations

from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from support_main import NOW, Office, person, state, workbook
from support_notices import TITLE, add_notice

from examples.units import mail
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK
from tests.support_decisions import choices, fill, lines_of

UNIT = "渝江测试工程有限公司"
DAY = datetime.fromisoformat("2026-05-10T09:00:00+08:00")
TITLE_2025 = "关于开展2025年工程能力评价推荐工作的通知"
AS_2025, AS_2026 = f"按“{TITLE_2025}”受理", f"按“{TITLE}”受理"


def desk(office: Office) -> Path:
    return office.outbox / "待决事项.xlsx"


def asked(office: Office) -> list[dict[str, Any]]:
    return [line for line in lines_of(desk(office), "待决事项") if line["事项"] == "属于哪个通知"]


def answer(office: Office, choice: str) -> None:
    (line,) = asked(office)
    fill(desk(office), {line["事项编号"]: {"决定": choice}})


def run(office: Office, days: int) -> Any:
    return office.run(now=NOW + timedelta(days=days))


def stands(office: Office) -> list[tuple[str, str, str]]:
    notices = {row["submission_id"]: row["notice"] for row in office.export("submissions")}
    return sorted((notices[row["submission_id"]], row["name"], row["disposition"]) for row in office.people())


def letter(subject: str, day: datetime, *people: list[object], note: str = "") -> bytes:
    made = message_from_bytes(
        mail(UNIT, day, "请查收。", {"附件3.xlsx": workbook(UNIT, *people, note=note)}), policy=default
    )
    made.replace_header("Subject", subject)
    return made.as_bytes()


@pytest.fixture
def office(tmp_path: Path, notice_files: Path) -> Office:
    """An office with both notices open and a list that may answer either."""
    add_notice(notice_files)
    made = Office(tmp_path / "office")
    opened(made, "2025", "2026")
    made.receive({"1.eml": letter("推荐材料", DAY, person("陈一", "19911112001"), person("陆二", "19911112002"))})
    run(made, 0)
    return made


def opened(office: Office, *names: str) -> None:
    office.settings.mkdir(exist_ok=True)
    write_settings_workbook(office.settings / WORKBOOK, open_notices=names)


def test_the_notices_that_may_be_meant_are_the_choices(office: Office) -> None:
    (line,) = asked(office)
    assert choices(desk(office), line["事项编号"]) == [AS_2026, AS_2025, "退回单位"]
    answer(office, AS_2026)
    run(office, 1)
    assert stands(office) == [("2026", "陆二", "routed"), ("2026", "陈一", "routed")]
    assert asked(office) == []


@pytest.mark.slow
def test_a_list_is_moved_to_another_notice_and_back(office: Office) -> None:
    answer(office, AS_2025)

    report = run(office, 1)

    assert report.decisions == ["待决事项：已采用 1 项。"]
    assert stands(office) == [("2025", "陆二", "routed"), ("2025", "陈一", "routed")]
    assert asked(office) == []
    (said,) = {each["message"] for each in office.export("findings") if each["slug"] == "decided"}
    assert f"秘书处决定：{AS_2025}" in said
    assert len(list(office.outbox.glob("批次/20250507-01/学会/*/*.xlsx"))) == 1
    before = state(office)
    assert run(office, 1).batches == []
    assert state(office) == before

    (line,) = lines_of(desk(office), "已决事项")
    fill(desk(office), {line["决定编号"]: {"撤销": "撤销"}})
    run(office, 2)

    assert stands(office) == [("2026", "陆二", "held"), ("2026", "陈一", "held")]
    assert len(asked(office)) == 1
    before = state(office)
    assert run(office, 2).batches == []
    assert state(office) == before


@pytest.mark.slow
def test_what_was_moved_is_the_application_to_that_notice(office: Office) -> None:
    """It takes the place of what came before to that notice, and leaves what came to the other one."""
    early = DAY.replace(month=4)
    chen = person("陈一", "19911112001", "机械工程类")
    office.receive({"2.eml": letter(f"评价(2025)+{UNIT}", early, chen, note="二")})
    run(office, 1)
    assert stands(office) == [("2025", "陈一", "routed"), ("2026", "陆二", "held"), ("2026", "陈一", "held")]
    answer(office, AS_2025)

    run(office, 2)

    assert stands(office) == [
        ("2025", "陆二", "routed"),
        ("2025", "陈一", "routed"),
        ("2025", "陈一", "superseded"),
    ]


@pytest.mark.slow
def test_a_notice_that_is_not_open(tmp_path: Path, notice_files: Path) -> None:
    add_notice(notice_files)
    office = Office(tmp_path / "office")
    opened(office, "2025")
    office.receive({"1.eml": letter(f"评价(2026)+{UNIT}", DAY, person("陈一", "19911112001"))})
    run(office, 0)
    (line,) = asked(office)
    assert choices(desk(office), line["事项编号"]) == [AS_2026, "退回单位"]
    answer(office, AS_2026)
    run(office, 1)
    assert stands(office) == [("2026", "陈一", "routed")]
