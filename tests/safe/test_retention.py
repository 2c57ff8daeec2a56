"""Personal data of closed cases goes after the months that the notice gives; whatever is open or younger stays."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from main.support_main import NOW, Office, person, workbook
from support_safe import twin

from pipeline.register import Register
from pipeline.terms.notices import load_notice, notice_names
from pipeline.text.days import months_later
from pipeline.upkeep.forget import closed_before, forget

POWER, UNCONFIRMED, NONE = "电气工程类", "水利水电工程类", "没有这个领域"
LATER = datetime.fromisoformat("2027-06-01T09:00:00+08:00")


def sent(unit: str, *people: list[object]) -> dict[str, bytes]:
    return {f"2025-04-10 {unit}/表.xlsx": workbook(unit, *people)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("retention"))
    office.receive(
        sent("已结电力公司", person("钱一", "19911112001", POWER), person("孙二", "19911112002", POWER))
        | sent("待补电力公司", person("李三", "19911112003", NONE), person("周四", "19911112004", POWER))
        | sent("待认水利公司", person("吴五", "19911112005", UNCONFIRMED))
        | sent("再报电力公司", person("郑六", "19911112006", POWER))
        | {"2025-04-10 空报电力公司/扫描件.pdf": b"%PDF-1.4 old"}
    )
    office.run()
    office.receive({"2025-04-20 另家电力公司/表.xlsx": workbook("另家电力公司", person("郑六", "19911112006", POWER))})
    office.run(now=datetime.fromisoformat("2026-12-01T09:00:00+08:00"))
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    return twin(made, tmp_path / "office")


def after(office: Office, now: datetime) -> list[str]:
    """Whose names are left when retention has gone over the office at this moment."""
    with Register.open(office.register) as register, register.alone():
        selection = register.forgetting.select_closed(closed_before(register, now), now.date())
        if selection.rows or register.forgetting.extent(selection).originals:
            forget(register, selection, now, office.outbox, None)
    return sorted({row["name"] for row in office.people()} - {""})


def test_only_closed_and_old_cases_go(office: Office) -> None:
    everybody = ["吴五", "周四", "孙二", "李三", "郑六", "钱一"]
    assert after(office, NOW) == everybody
    assert after(office, LATER) == ["吴五", "周四", "李三", "郑六"]
    assert [row["disposition"] for row in office.people("已结电力公司")] == ["routed", "routed"]


def test_originals_of_a_closed_case_without_people_go_too(office: Office) -> None:
    with Register.open(office.register) as register:
        selection = register.forgetting.select_closed(closed_before(register, LATER), LATER.date())
        files = register.forgetting.extent(selection).files
    assert files == ("2025-04-10 已结电力公司/表.xlsx", "2025-04-10 空报电力公司/扫描件.pdf")


def test_once_the_younger_case_is_old_too_the_person_goes(office: Office) -> None:
    assert after(office, datetime.fromisoformat("2029-01-01T09:00:00+08:00")) == ["吴五", "周四", "李三"]


def test_twice_is_as_once(office: Office) -> None:
    after(office, LATER)
    with Register.open(office.register) as register:
        reach = register.forgetting.extent(
            register.forgetting.select_closed(closed_before(register, LATER), LATER.date())
        )
    assert (reach.rows, reach.originals) == (0, 0)


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        ("2027-05-06T09:00:00+08:00", 24, "2025-05-06T09:00:00+08:00"),
        ("2025-03-31T00:00:00+08:00", 1, "2025-02-28T00:00:00+08:00"),
        ("2024-03-31T00:00:00+08:00", 1, "2024-02-29T00:00:00+08:00"),
        ("2025-01-15T00:00:00+08:00", 13, "2023-12-15T00:00:00+08:00"),
        ("2025-12-31T00:00:00+08:00", 0, "2025-12-31T00:00:00+08:00"),
    ],
)
def test_months_back(moment: str, months: int, before: str) -> None:
    assert months_later(datetime.fromisoformat(moment), -months).isoformat() == before


@pytest.mark.parametrize("name", notice_names())
def test_every_notice_says_how_long(name: str) -> None:
    assert load_notice(name).retention_months > 0
