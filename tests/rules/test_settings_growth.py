from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from support_notices import add_notice

import schemas.settings
from pipeline.errors import UserError
from pipeline.publish.desk.settings_growth import grow_settings_workbook, kept_beside
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.route import load_routes
from pipeline.terms.settings import WORKBOOK, Alias, Confirmation, ExpectedUnit, Settings, read_settings
from schemas.routes import societies
from schemas.settings import Column, Sheet, settings_file

ROUTES, ALIASES, UNITS, LISTS = "对口学会", "别名", "应报单位", "可选内容"
Older = Callable[[Callable[[Workbook], Any]], Path]


@pytest.fixture
def older(tmp_path: Path) -> Older:
    """older(change): a workbook that staff filled in, after the change that makes it one of an earlier version."""

    def make(change: Callable[[Workbook], Any]) -> Path:
        path = tmp_path / WORKBOOK
        write_settings_workbook(
            path,
            association={"name": "渝州工程师协会", "phone": "023-63610000"},
            confirmations={"机械工程类": Confirmation("中国机械工程学会", "秘书处", date(2025, 4, 10))},
            aliases=[Alias("domain", "渝建土木", "土木工程类")],
            expected_units=[ExpectedUnit("渝州路桥有限公司")],
        )
        book = load_workbook(path)
        change(book)
        book.save(path)
        return path

    return make


def values(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [row for row in sheet.iter_rows(values_only=True) if any(value is not None for value in row)]


def row_with(sheet: Worksheet, text: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == text)


def choices(sheet: Worksheet) -> set[tuple[str, str, str]]:
    return {(str(one.sqref), one.type, str(one.formula1)) for one in sheet.data_validations.dataValidation}


def test_nothing_is_missing_and_nothing_is_touched(older):
    path = older(lambda _: None)
    before = path.read_bytes()
    assert grow_settings_workbook(path) == []
    assert path.read_bytes() == before
    assert not kept_beside(path).exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", [sheet.sheet for sheet in settings_file().sheets.values()])
def test_a_sheet_is_added_at_its_place_as_it_is_made_today(older, tmp_path, name):
    path = older(lambda book: book.remove(book[name]))
    assert grow_settings_workbook(path) == [f"　　工作表“{name}”"]
    write_settings_workbook(tmp_path / "today.xlsx")
    grown, today = load_workbook(path), load_workbook(tmp_path / "today.xlsx")
    assert grown.sheetnames == today.sheetnames
    assert values(grown[name]) == values(today[name])
    assert choices(grown[name]) == choices(today[name])
    assert grown[name]["A3"].fill.fgColor.rgb == today[name]["A3"].fill.fgColor.rgb
    assert grown[name].column_dimensions["B"].width == pytest.approx(today[name].column_dimensions["B"].width)
    assert grown[name].freeze_panes == today[name].freeze_panes
    names = {label: grown.defined_names[label].attr_text.replace("'", "") for label in grown.defined_names}
    assert names == {label: today.defined_names[label].attr_text.replace("'", "") for label in today.defined_names}
    assert grow_settings_workbook(path) == []


def test_what_staff_typed_their_columns_and_their_widths_stay(older):
    def change(book: Workbook) -> None:
        book.remove(book[UNITS])
        book[ALIASES].insert_cols(2)
        book[ALIASES]["B3"], book[ALIASES]["B4"] = "谁加的", "小王"
        book[ALIASES].column_dimensions["B"].width = 33
        book.create_sheet("备忘")["A1"] = "与程序无关"

    path = older(change)
    before = read_settings(path.parent)
    grow_settings_workbook(path)
    after, book = read_settings(path.parent), load_workbook(path)
    assert (after.association, after.confirmations, after.aliases) == (
        before.association,
        before.confirmations,
        before.aliases,
    )
    assert after.aliases == (Alias("domain", "渝建土木", "土木工程类"),)
    assert (book[ALIASES]["B4"].value, book[ALIASES].column_dimensions["B"].width) == ("小王", 33)
    assert book["备忘"]["A1"].value == "与程序无关"


def test_a_column_is_added_to_the_right_of_all_with_what_we_would_write_there(older):
    def change(book: Workbook) -> None:
        book[ROUTES].delete_cols(6, 3)
        book[ROUTES]["F3"] = "我们的备注"
        for row in range(4, 40):
            book[ROUTES].cell(row, 5).value = None
        book[ROUTES].data_validations.dataValidation = [
            one for one in book[ROUTES].data_validations.dataValidation if one.type != "date"
        ]

    path = older(change)
    assert grow_settings_workbook(path) == [
        "　　“对口学会”表的“确认日期”一列",
        "　　“对口学会”表的“依据”一列",
        "　　“对口学会”表的“备注”一列",
        "　　“对口学会”表的“加密发送”一列",
    ]
    sheet = load_workbook(path)[ROUTES]
    assert [cell.value for cell in sheet[3]][5:] == ["我们的备注", "确认日期", "依据", "备注", "加密发送"]
    assert sheet.cell(row_with(sheet, "机械工程类"), 8).value == load_routes(Settings()).for_domain("机械工程类").basis
    assert ("G4:G1000", "date") in {(where, kind) for where, kind, _ in choices(sheet)}
    assert sheet["G3"].fill.fgColor.rgb == sheet["A3"].fill.fgColor.rgb


@pytest.mark.slow
def test_a_new_domain_is_a_line_below_the_last_one(older):
    def change(book: Workbook) -> None:
        book[ROUTES].delete_rows(row_with(book[ROUTES], "地质工程类"))

    path = older(change)
    last = len(values(load_workbook(path)[ROUTES])) + 1
    assert grow_settings_workbook(path) == ["　　“对口学会”表的“地质工程类”一行"]
    sheet = load_workbook(path)[ROUTES]
    assert row_with(sheet, "地质工程类") == last
    assert read_settings(path.parent).confirmations["机械工程类"].by == "秘书处"


def test_a_new_notice_is_a_line_and_not_open(older, notice_files, tmp_path):
    path = older(lambda _: None)
    add_notice(notice_files)
    assert grow_settings_workbook(path) == ["　　“通知”表的“2026”一行"]
    lines = [row[:2] for row in load_workbook(path)["通知"].iter_rows(min_row=4, values_only=True)]
    assert lines == [("2025", "是"), ("2026", "否")]
    grown = read_settings(tmp_path)
    assert (grown.open_notices, grown.association["name"]) == (("2025",), "渝州工程师协会")


@pytest.mark.slow
def test_a_new_society_joins_its_drop_down(older):
    def change(book: Workbook) -> None:
        sheet = book[LISTS]
        sheet.cell(4, 7).value = "已不在的学会"
        book.defined_names["学会"].attr_text = f"{LISTS}!$G$4:$G$5"

    path = older(change)
    assert grow_settings_workbook(path) == ["　　“可选内容”表“学会”一列的可选内容"]
    book = load_workbook(path)
    shipped = list(societies())
    assert [book[LISTS].cell(row, 7).value for row in range(4, 4 + len(shipped))] == shipped
    assert book.defined_names["学会"].attr_text == f"'{LISTS}'!$G$4:$G${3 + len(shipped)}"


def test_a_list_that_is_new_is_named_where_it_stands(older):
    def change(book: Workbook) -> None:
        book[LISTS].delete_cols(7)
        del book.defined_names["学会"]

    path = older(change)
    assert grow_settings_workbook(path) == ["　　“可选内容”表的“学会”一列"]
    book = load_workbook(path)
    assert [book[LISTS].cell(row, 7).value for row in (3, 4)] == ["学会", next(iter(societies()))]
    assert book.defined_names["学会"].attr_text == f"'{LISTS}'!$G$4:$G${3 + len(societies())}"


@pytest.mark.slow
def test_a_new_vocabulary_joins_the_drop_down_of_own_words(older):
    def change(book: Workbook) -> None:
        first = next(one for one in book[ALIASES].data_validations.dataValidation if one.formula1.startswith('"'))
        first.formula1 = '"工程技术领域,专业类别"'

    path = older(change)
    assert grow_settings_workbook(path) == ["　　“别名”表“用在哪一栏”一列的可选内容"]
    formulas = {formula for _, _, formula in choices(load_workbook(path)[ALIASES])}
    assert '"工程技术领域,专业类别,拟申请级别,项目类型,项目状态,国家和地区"' in formulas


def test_a_sheet_of_the_data_file_needs_no_code(older, monkeypatch):
    path = older(lambda _: None)
    columns = (Column("day", "日期", 13, needed=True, date=True), Column("note", "备注", 20))
    more = settings_file().sheets | {"closures": Sheet("放假", "哪天不办公", "一行一天。", columns, spare_rows=3)}
    shipped = settings_file()._replace(sheets=more)
    monkeypatch.setattr(schemas.settings, "read", lambda *_: shipped)
    assert grow_settings_workbook(path) == ["　　工作表“放假”"]
    book = load_workbook(path)
    assert book.sheetnames[-1] == "放假"
    assert values(book["放假"])[-1] == ("日期", "备注")
    assert book["放假"]["A4"].number_format == "yyyy-mm-dd"


def test_a_heading_that_was_changed_is_one_sentence_and_nothing_is_touched(older):
    def change(book: Workbook) -> None:
        book.remove(book[UNITS])
        book[ALIASES]["B3"] = "写法"

    path = older(change)
    before = path.read_bytes()
    with pytest.raises(UserError) as raised:
        grow_settings_workbook(path)
    assert str(raised.value) == (
        "设置工作簿“别名”表里找不到标题行（用在哪一栏、单位的写法、理解为），请把标题改回原来的写法。"
    )
    assert path.read_bytes() == before


@pytest.mark.slow
def test_the_period_and_the_sheet_of_holidays_are_added_as_they_ship(older, tmp_path):
    def change(book: Workbook) -> None:
        book.remove(book["节假日"])
        book["本会"].delete_rows(row_with(book["本会"], "补正期限（工作日）"))

    path = older(change)
    assert grow_settings_workbook(path) == ["　　“本会”表的“补正期限（工作日）”一行", "　　工作表“节假日”"]
    sheet = load_workbook(path)["本会"]
    assert sheet.cell(row_with(sheet, "补正期限（工作日）"), 2).value == "10"
    grown = read_settings(tmp_path)
    assert (grown.reply_days, grown.holidays, grown.association["name"]) == (10, (), "渝州工程师协会")
