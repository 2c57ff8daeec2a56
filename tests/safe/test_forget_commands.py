"""forget and retention as typed: exact words and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from main.support_main import Office, person, workbook
from support_safe import command, twin

UNIT, POWER = "试算电力工程有限公司", "中国电机工程学会"
FILE = f"2025-04-10 {UNIT}/表.xlsx"
PLAN = (
    "将删除 1 人（1 行）的个人信息和 1 份原件（其中可能还有其他人，他们登记过的内容不受影响）。"
    "编号不再使用，各项人数不变。删除后不能恢复。\n"
    f"  钱一（编号 G00001-8，推荐单位：{UNIT}）\n"
)
ONE_OF = (
    "请给出编号（make forget PERSON=G00012-2），或单位全名（make forget UNIT=…），"
    "或再删除一次此前删除过的（make forget AGAIN=1），只给一个。"
)
BOOK = Path("outbox", "批次", "20250506-01", "学会", POWER, f"{POWER}_推荐人员_20250506-01.xlsx")
DONE = (
    "已删除 1 人（1 行）的个人信息和 1 份原件。\n"
    "已重新写出批次 20250506-01。\n"
    f"已删去 {BOOK.with_suffix('.eml')}\n"
    f"已删去 {BOOK}\n"
    "已删去 outbox/批次/20250506-01/汇总/推荐参加工程能力评价人员情况表_20250506-01.xlsx\n"
    "已删去 outbox/说明/材料 里的说明页 1 页\n"
    "以下内容程序不能代为删除，请您处理：\n"
    f"  收件文件夹（程序从不改动）：{FILE}\n"
    f"  已发给这些学会的工作簿，请通知其删除：{POWER}\n"
    "  备份、邮箱、移走或另存的文件里的副本\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("commands"))
    office.receive({FILE: workbook(UNIT, person("钱一", "19911112001", "电气工程类"))})
    office.run()
    return office


@pytest.fixture
def root(made: Office, tmp_path: Path) -> Path:
    return twin(made, tmp_path / "office").outbox.parent


@pytest.mark.parametrize("typed", [["G00001-8"], ["ｇ00001-8"], ["--unit", UNIT]])
def test_what_went_and_what_only_people_can_remove(root: Path, typed: list[str]) -> None:
    assert command(root, "forget", *typed, "--yes", "--now", "2025-05-06") == PLAN + DONE
    assert command(root, "forget", *typed, "--yes") == "没有可删的：这些个人信息此前已经删除。\n"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ([], ONE_OF),
        (["G00001-8", "--unit", UNIT], ONE_OF),
        (["G00001-8", "--again"], ONE_OF),
        (["G00002-6"], "登记库里没有编号“G00002-6”。编号在台账和学会名单里，形如 G00012-2。"),
        (["G00001-7"], "登记库里没有编号“G00001-7”。编号在台账和学会名单里，形如 G00012-2。"),
        (["--unit", "试算"], "登记库里没有单位“试算”。请照台账里的写法给出全名。"),
    ],
)
def test_nobody_is_forgotten_by_a_slip(root: Path, typed: list[str], sentence: str) -> None:
    assert command(root, "forget", *typed, "--yes", code=2) == f"{sentence}\n"


def test_without_a_yes_nothing_goes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.confirm", lambda _: False)
    assert command(root, "forget", "G00001-8", code=1) == f"{PLAN}没有删除任何内容。\n"
    assert (root / BOOK).exists()


def test_retention_says_its_limit_and_what_went(root: Path) -> None:
    limit = "通知 2025：{} 以前办结的，保存期限（24 个月）已过。\n"
    early = command(root, "retention", "--now", "2027-05-06", "--yes")
    assert early == limit.format("2025-05-06") + "没有超过保存期限的已结事项。\n"
    late = command(root, "retention", "--now", "2027-05-07", "--yes")
    assert late == limit.format("2025-05-07") + PLAN + DONE
