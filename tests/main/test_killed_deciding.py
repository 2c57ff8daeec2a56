"""A run that takes the secretary's answers, ended at any step: no answer is lost, none is taken twice, and the next run
comes to the same register and the same outbox as one that nobody disturbed. So does one in several processes; and a
rehearsal takes nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from support_killed import STEPS, PutIn, ended_at, killed_at
from support_main import Office, person, publish_again, state, workbook
from support_workers import Here

import pipeline.process
from pipeline.publish.outbox import deliver
from tests.support_decisions import SHEETS, fill, lines_of

pytestmark = pytest.mark.slow  # whole runs, round after round

if sys.platform == "win32":
    pytest.skip("no fork on Windows", allow_module_level=True)

BY = {"决定人": "王秘书", "说明": "电话问过"}
MECHANICAL = {"决定": "按“机械工程类”理解", **BY}
UNIT = "甲地测试工程有限公司"


def numbers(office: Office, **of: str) -> list[str]:
    """The numbers of the lines in which these columns say this."""
    book = office.outbox / "待决事项.xlsx"
    lines = [line for sheet in SHEETS for line in lines_of(book, sheet)]
    found = [line for line in lines if all(text in str(line.get(name, "")) for name, text in of.items())]
    return [line.get("事项编号") or line["决定编号"] for line in found]


def ambiguous(name: str, phone: str) -> list[object]:
    return person(name, f"1991111200{phone}", "机电")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with all on its desk that one run can take: an answer for all, two units that recommend one person, one
    taken back, a case closed, and one that does not fit; an older version of the workbook in its inbox; and new
    mail."""
    office = Office(tmp_path_factory.mktemp("answered"))
    names = ["安一凡", "孙二宝", "李三多"]
    people = [ambiguous(name, f"{place}") for place, name in enumerate(names, 1)]
    people += [person("周四海", "19911112004", "莫名其妙"), person("吴五一", "19911112005")]
    office.receive({f"2025-04-20 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.run()
    desk = office.outbox / "待决事项.xlsx"
    (first,) = numbers(office, 本次材料="安一凡", 事项="所在领域有多种可能")
    fill(desk, {first: MECHANICAL})
    office.receive({"2025-05-02 乙/附件3.xlsx": workbook("乙地测试工程有限公司", person("吴五一", "19911112005"))})
    office.run()
    older = office.inbox / "决定.xlsx"
    (third,) = numbers(office, 本次材料="李三多", 事项="所在领域有多种可能")
    fill(desk, {third: {"决定": "按“电气工程类”理解", **BY}}, older)
    (second,) = numbers(office, 本次材料="孙二宝", 事项="所在领域有多种可能")
    (across,) = numbers(office, 事项="两个单位都推荐了此人")
    (unknown,) = numbers(office, 本次材料="周四海", 事项="所在领域不明")
    scan = numbers(office, 事项="缺盖章扫描件")[0]
    fill(
        desk,
        {
            second: {**MECHANICAL, "同样的都照此办理": "是"},
            across: {"决定": "改由这个单位推荐", **BY},
            unknown: {"决定": "随便"},
            scan: {"决定": "办结", **BY},
            "D00001": {"撤销": "撤销", "撤销人": "王秘书"},
        },
    )
    office.receive({"2025-05-03 丙/附件3.xlsx": workbook("丙地测试工程有限公司", ambiguous("郑六合", "6"))})
    return office


@pytest.fixture(scope="module")
def decided(answered: Office, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The state after a run to which nothing happened."""
    office = answered.clone(tmp_path_factory.mktemp("decided"), outbox=True)
    report = office.run()
    assert report.decisions[0].startswith("待决事项：已采用 4 项，1 项未能采用（第 ")
    assert report.decisions[1:] == ["待决事项：已采用 1 项。"]
    now = {row["name"]: f"{row['unit'][:1]} {row['disposition']} {row['domain']}" for row in office.people()}
    assert now == {
        "安一凡": "甲 routed 机械工程类",
        "孙二宝": "甲 routed 机械工程类",
        "李三多": "甲 routed 电气工程类",
        "周四海": "甲 held ",
        "吴五一": "乙 routed 土木工程类",
        "郑六合": "丙 routed 机械工程类",
    }
    assert [path.name for path in report.kept_aside] == ["待决事项（手工修改 2025-05-06-2）.xlsx"]
    return state(office)


MORE: dict[str, PutIn] = {
    "answers taken, nothing judged": killed_at(pipeline.process, "judge", False, 1),
    "after the edited workbook is set aside": killed_at(deliver, "set_aside", True, 1),
    "before the edited workbook is set aside": killed_at(deliver, "set_aside", False, 1),
}
STEPS_OF_ANSWERS = STEPS | MORE
QUICK = ("committed", "after the edited workbook is set aside")


@pytest.mark.parametrize(
    "step", [pytest.param(step, marks=[pytest.mark.slow] * (step not in QUICK)) for step in STEPS_OF_ANSWERS]
)
def test_ended_at_one_step(
    step: str, answered: Office, decided: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = answered.clone(tmp_path, outbox=True)
    monkeypatch.setattr(pipeline.process, "Workers", Here)

    ended_at(STEPS_OF_ANSWERS[step], office.run)

    office.run()
    assert state(office) == decided
    report = office.run()
    assert (report.batches, report.decisions) == ([], [])
    assert state(office) == decided


@pytest.mark.slow
def test_several_processes_come_to_the_same_bytes(answered: Office, decided: Any, tmp_path: Path) -> None:
    office = answered.clone(tmp_path, outbox=True)
    office.run(workers=2)
    assert state(office) == decided


@pytest.mark.slow
def test_a_rehearsal_takes_the_answers_and_leaves_everything_as_it_is(
    answered: Office, decided: Any, tmp_path: Path
) -> None:
    office = answered.clone(tmp_path, outbox=True)
    before = state(office)
    rehearsed = office.run(dry_run=True)
    assert state(office) == before
    real = office.run()
    assert (rehearsed.decisions, rehearsed.batches, rehearsed.people) == (real.decisions, real.batches, real.people)
    assert {path.relative_to(office.outbox) for path in rehearsed.files} == {
        path.relative_to(office.outbox) for path in real.files
    }
    assert state(office) == decided


@pytest.mark.slow
def test_what_is_published_again_is_the_same(answered: Office, decided: Any, tmp_path: Path) -> None:
    office = answered.clone(tmp_path, outbox=True)
    office.run()
    publish_again(office)
    assert state(office) == decided
