"""Workbooks as they come back: what the office wrote, changed as a person would, laid into its inbox again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.workbook import Workbook

from pipeline.text.seal import SHEET
from tests.main.support_main import Office

RETURNED = "2025-05-02 交回/交回.xlsx"
UNIT = "甲地测试工程有限公司"
OURS = "这是本程序写出的“{}”（20250506-01），没有当作新的推荐；里面另外填写的内容也没有读取。"
INVALID = "工作簿里有本程序的标记，但不能确认是本程序写出的（{}），已按单位的材料读取，请秘书处核对来源。"
SEAL = INVALID.format("校验不符：被改动过，或出自另一处安装的程序")
LAYOUT = INVALID.format("工作簿的样子与标记所说的不符，标记可能是从别处复制来的")
UNPROVEN = (
    "这份学会名单不能确认是本程序写出的（登记库里没有标记所说的批次或人员），里面的结果没有登记；"
    "请学会填在收到的那一份上发回。"
)
STRANGERS = INVALID.format("表里有标记没有记载的人员")

Edit = Callable[[Workbook], None]


class Outcome(NamedTuple):
    """What became of one returned workbook: its outcome, what is said of it, and the people read in it, by name."""

    outcome: str
    said: list[str]
    people: list[tuple[str, str]]


def published(office: Office, beginning: str) -> Path:
    """The one workbook in the outbox whose name begins so."""
    (path,) = sorted(office.outbox.rglob(f"{beginning}*.xlsx"))
    return path


def edited(source: Path, target: Path, edit: Edit) -> None:
    """Save the workbook as a person does who opened and changed it."""
    book = openpyxl.load_workbook(source)
    edit(book)
    book.save(target)


def carry_mark(book: Workbook, source: Path) -> None:
    """Copy the sheet of the mark from another workbook."""
    sheet = book.create_sheet(SHEET)
    for row in openpyxl.load_workbook(source)[SHEET].iter_rows(values_only=True):
        sheet.append(row)


def come_back(office: Office, source: Path, edit: Edit | None = None, file: str = RETURNED) -> Outcome:
    """Lay the workbook into the inbox, as it is or changed, and run."""
    lay(office, source, edit, file)
    office.run()
    return outcome(office, file)


def all_come_back(office: Office, workbooks: Iterable[tuple[Path, Edit | None]]) -> list[Outcome]:
    """The same of several workbooks in one submission."""
    files = []
    for number, (source, edit) in enumerate(workbooks):
        files.append(f"2025-05-02 交回/{number}.xlsx")
        lay(office, source, edit, files[-1])
    office.run()
    return [outcome(office, file) for file in files]


def lay(office: Office, source: Path, edit: Edit | None, file: str) -> None:
    target = office.inbox / file
    target.parent.mkdir(parents=True, exist_ok=True)
    if edit:
        edited(source, target, edit)
    else:
        shutil.copy(source, target)


def outcome(office: Office, file: str) -> Outcome:
    (document,) = [row for row in office.export("documents") if row["file"] == file]
    own: list[dict[str, Any]] = [row for row in office.export("findings") if row["file"] == file]
    said = [row["message"] for row in own if row["slug"] in ("mark-invalid", "own-workbook")]
    people = [(row["name"], row["disposition"]) for row in office.people() if row["source_file"] == file]
    return Outcome(document["outcome"], said, people)
