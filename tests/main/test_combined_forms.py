"""The combined attachment 3 that is sent on: everybody once over all batches, or all when asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from support_main import NOW, Office, person, tree, workbook
from typer.testing import CliRunner

from pipeline.commands.every import app
from pipeline.publish.outbox.renew import renew
from pipeline.register import Register
from tests.support_decisions import fill, lines_of

UNIT = "甲地测试工程有限公司"
NAME = "推荐参加工程能力评价人员情况表"
FIRST = {
    "2025-04-20 甲/附件3.xlsx": workbook(
        UNIT, person("安一凡", "19911112001", "电气工程类"), person("白二", "19911112002")
    )
}


def names(path: Path) -> list[str]:
    """Whom a form holds, in its order."""
    sheet = openpyxl.load_workbook(path)["已外派"]
    return [cell.value for cell in sheet["J"][5:] if cell.value]


def sent_on(office: Office, batch: str) -> list[str]:
    return [name for path in office.outbox.glob(f"批次/{batch}/汇总/{NAME}_*") for name in names(path)]


def combined(office: Office, outbox: Path) -> str:
    options = ["--register", office.register, "--outbox", str(outbox), "--now", NOW.isoformat()]
    told = CliRunner().invoke(app, ["combined", *options])
    assert told.exit_code == 0
    return told.output


def test_all_who_stand_now_in_one_form(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive(FIRST)
    office.run()
    path = office.outbox / f"{NAME}（全部）_2025.xlsx"

    assert combined(office, office.outbox) == (
        f"已写好 {path}，共 2 人，是目前已分配的全部人员。　其中 1 人的对口学会尚未确认，各批的情况表里还没有他们。\n"
    )
    assert names(path) == ["安一凡", "白二"]
    assert sent_on(office, "*") == ["安一凡"]


@pytest.mark.slow
def test_nobody_to_write_of_is_said(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive({"2025-04-20 甲/附件3.xlsx": workbook(UNIT, person("安一凡", "1991"))})
    office.run()
    assert combined(office, office.outbox) == "通知 2025 目前没有已分配的人，没有写出情况表。\n"
    assert not list(office.outbox.glob(f"{NAME}*"))


@pytest.mark.slow
def test_each_is_sent_on_once_and_again_only_when_changed(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive(FIRST)
    office.run()
    desk = office.outbox / "待决事项.xlsx"
    (line,) = [line for line in lines_of(desk, "待决事项") if line["事项"] == "对口学会待确认"]
    fill(desk, {line["事项编号"]: {"决定": "确认由中国公路学会受理", "决定人": "王秘书"}})
    office.run(now=NOW + timedelta(days=1))
    changed = person("安一凡", "19911112001", "电气工程类", "资深工程会员")
    office.receive({"2025-04-30 甲/附件3.xlsx": workbook(UNIT, changed, person("白二", "19911112002"))})
    office.run(now=NOW + timedelta(days=2))

    assert sent_on(office, "20250506-01") == ["安一凡"]
    assert sent_on(office, "20250507-01") == ["白二"]
    assert sent_on(office, "20250508-01") == ["安一凡"]
    written = tree(office.outbox / "批次")
    with Register.open(office.register) as register:
        for batch in register.batches():
            renewed = renew(register.batch_contents(batch), office.outbox, "2025-05-09", register.secret(), None)
            assert renewed.written == renewed.removed == []
    assert tree(office.outbox / "批次") == written
