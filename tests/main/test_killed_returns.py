"""A run that takes societies' returns, ended at any step: nothing that they said is lost, nothing taken twice, and the
next run comes to the same register and the same outbox as one that nobody disturbed; so does one in several
processes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from support_killed import STEPS, PutIn, ended_at, killed_at
from support_main import Office, person, publish_again, state, workbook
from support_workers import Here

import pipeline.process
from pipeline import adopt
from tests.support_results import filled_in, sent_to

pytestmark = pytest.mark.slow  # whole runs, round after round

if sys.platform == "win32":
    pytest.skip("no fork on Windows", allow_module_level=True)

NAMES = ("安一凡", "孙二宝", "李三多", "周四海")
UNIT = "甲地测试工程有限公司"
MACHINES, ROADS, POWER = "中国机械工程学会", "中国公路学会", "中国电机工程学会"


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with all in its inbox that societies can say: results, one handed on, one returned to the unit, one
    that cannot be, and nothing new; and new mail."""
    office = Office(tmp_path_factory.mktemp("returned"))
    people = [person(name, f"1991111200{place}", "机械工程类") for place, name in enumerate(NAMES, 1)]
    people.append(person("钱七", "19911112009", "公路"))
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.run()
    ((machines,), (roads,)) = (sent_to(office.outbox, society) for society in (MACHINES, ROADS))
    first = {
        "安一凡": {"环节": "面试考核", "结论": "通过", "面试总分": 80},
        "孙二宝": {"环节": "初审", "结论": "转交其他学会", "转交至": POWER},
    }
    more = {
        "李三多": {"环节": "初审", "结论": "退回修改", "说明": "请补业绩"},
        "周四海": {"环节": "综合审议", "结论": "不予通过"},
    }
    office.receive(
        {
            "2025-05-01 机械.xlsx": filled_in(machines, first | more),
            "2025-05-02 公路.xlsx": filled_in(roads, {}),
            "2025-05-03 丙/附件3.xlsx": workbook("丙地测试工程有限公司", person("郑六合", "19911112006", "机械工程类")),
        }
    )
    return office


@pytest.fixture(scope="module")
def taken(returned: Office, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The state after a run to which nothing happened."""
    office = returned.clone(tmp_path_factory.mktemp("taken"), outbox=True)
    report = office.run()
    assert report.results[0].startswith("学会结果：已登记 3 人，1 行没有登记（")
    routed = {row["name"]: row["society"] for row in office.people() if row["disposition"] == "routed"}
    assert routed == dict.fromkeys(["安一凡", "李三多", "周四海", "郑六合"], MACHINES) | {
        "孙二宝": POWER,
        "钱七": ROADS,
    }
    return said(office)


def said(office: Office) -> Any:
    """All that a run leaves behind, and what the societies said."""
    return *state(office), office.export("events")


MORE: dict[str, PutIn] = {"returns adopted, nothing judged": killed_at(adopt, "checked", True, 1)}
STEPS_OF_RETURNS = STEPS | MORE
QUICK = ("committed",)


@pytest.mark.parametrize(
    "step", [pytest.param(step, marks=[pytest.mark.slow] * (step not in QUICK)) for step in STEPS_OF_RETURNS]
)
def test_ended_at_one_step(
    step: str, returned: Office, taken: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = returned.clone(tmp_path, outbox=True)
    monkeypatch.setattr(pipeline.process, "Workers", Here)

    ended_at(STEPS_OF_RETURNS[step], office.run)

    office.run()
    assert said(office) == taken
    report = office.run()
    assert (report.batches, report.results) == ([], [])
    assert said(office) == taken


@pytest.mark.slow
def test_several_processes_come_to_the_same_bytes(returned: Office, taken: Any, tmp_path: Path) -> None:
    office = returned.clone(tmp_path, outbox=True)
    office.run(workers=2)
    assert said(office) == taken


@pytest.mark.slow
def test_what_is_published_again_is_the_same(returned: Office, taken: Any, tmp_path: Path) -> None:
    office = returned.clone(tmp_path, outbox=True)
    office.run()
    publish_again(office)
    assert said(office) == taken
