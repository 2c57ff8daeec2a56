"""Sheet 通知 of the settings workbook: which notices are open."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from support_notices import add_notice

from pipeline.errors import UserError
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK, Settings, read_settings

SHEET = "通知"


def changed(folder: Path, **cells: str) -> Path:
    """The shipped workbook with other texts in these cells of the sheet."""
    write_settings_workbook(folder / WORKBOOK)
    book = load_workbook(folder / WORKBOOK)
    for address, text in cells.items():
        book[SHEET][address] = text
    book.save(folder / WORKBOOK)
    return folder


def test_as_shipped_that_of_2025_is_open(tmp_path: Path, notice_files: Path) -> None:
    add_notice(notice_files)
    assert Settings().open_notices == ("2025",)
    assert read_settings(changed(tmp_path)).open_notices == ("2025",)


def test_a_workbook_without_the_sheet_means_those_that_are_shipped(tmp_path: Path) -> None:
    write_settings_workbook(tmp_path / WORKBOOK)
    book = load_workbook(tmp_path / WORKBOOK)
    del book[SHEET]
    book.save(tmp_path / WORKBOOK)
    assert read_settings(tmp_path).open_notices == ("2025",)


@pytest.mark.parametrize("opened", [(), ("2025",), ("2026",), ("2025", "2026")])
def test_what_is_written_is_read_back(tmp_path: Path, notice_files: Path, opened: tuple[str, ...]) -> None:
    add_notice(notice_files)
    write_settings_workbook(tmp_path / WORKBOOK, open_notices=opened)
    assert read_settings(tmp_path).open_notices == opened


def test_the_newest_stands_first_with_number_and_title(tmp_path: Path, notice_files: Path) -> None:
    add_notice(notice_files)
    rows = load_workbook(changed(tmp_path) / WORKBOOK)[SHEET].iter_rows(min_row=4, values_only=True)
    assert [row[:3] for row in rows] == [("2026", "否", "渝工协〔2026〕3号"), ("2025", "是", "渝工协〔2025〕17号")]


@pytest.mark.parametrize(
    ("opened", "name"),
    [
        (("csee-2022",), "中国电机工程学会"),
        (("ciesc-2023", "csee-2022"), "中国化工学会"),
        (("csee-2022", "2025"), "重庆市工程师协会"),
        ((), "重庆市工程师协会"),
    ],
)
def test_whose_program_it_is_says_the_newest_open_notice(tmp_path: Path, opened: tuple[str, ...], name: str) -> None:
    write_settings_workbook(tmp_path / WORKBOOK, open_notices=opened)
    assert read_settings(tmp_path).association["name"] == name
    book = load_workbook(tmp_path / WORKBOOK)
    del book["本会"]
    book.save(tmp_path / WORKBOOK)
    assert read_settings(tmp_path).association["name"] == name


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"A4": "2052"},
            "设置工作簿“通知”表 A4：“2052”不是可用的“通知”，请从下拉列表中选填。是否指：2025？",
        ),
        ({"B4": "开放"}, "设置工作簿“通知”表 B4：“开放”不是“是”或“否”，请从下拉列表中选填。"),
        ({"B4": ""}, "设置工作簿“通知”表 B4：没有填写“是否受理”，请补填或删去整行。"),
        ({"A5": "2025", "B5": "否"}, "设置工作簿“通知”表 A5：“2025”在 A4 已经有一行，请只保留一行。"),
    ],
)
def test_a_cell_that_cannot_be_meant(tmp_path: Path, cells: dict[str, str], sentence: str) -> None:
    with pytest.raises(UserError) as raised:
        read_settings(changed(tmp_path, **cells))
    assert (str(raised.value), raised.value.exit_code) == (sentence, 1)
