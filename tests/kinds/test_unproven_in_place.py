"""The workbook of questions on the desk that lost its mark, filled in: nothing is adopted, it makes room for ours."""

from __future__ import annotations

import openpyxl

from pipeline.text.seal import SHEET
from tests.main.support_main import Office
from tests.support_decisions import fill, lines_of


def test_one_on_the_desk_without_its_mark_is_kept_aside(office: Office) -> None:
    path = office.outbox / "待决事项.xlsx"
    case = lines_of(path, "未结事项")[0]
    fill(path, {case["事项编号"]: {"决定": "办结", "说明": "不会来了"}})
    book = openpyxl.load_workbook(path)
    del book[SHEET]
    book.save(path)
    edited = path.read_bytes()
    report = office.run()
    assert [kept.read_bytes() for kept in report.kept_aside] == [edited]
    assert report.decisions == ["这份“待决事项”里没有本程序的标记，里面的决定没有采用；请填在本程序写出的那一份上。"]
    assert lines_of(path, "未结事项")[0]["决定"] == ""
