from __future__ import annotations

import openpyxl
import pytest
from support_console import Console


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Console(monkeypatch, capsys)


def test_it_writes_the_form_and_says_where(run, tmp_path):
    assert run("template", "--output", "附件3.xlsx") == (0, "已生成 附件3.xlsx，可以发给各单位填写。\n", "")
    workbook = openpyxl.load_workbook(tmp_path / "附件3.xlsx")
    assert workbook.sheetnames == ["已外派", "未来三年计划外派", "填表说明"]


def test_a_file_that_is_there_stays_as_it_is(run, tmp_path):
    (tmp_path / "有了.xlsx").write_bytes(b"mine")
    message = "有了.xlsx 已经存在，没有改动它；请换一个文件名，或先把它移走。\n"
    assert run("template", "--output", "有了.xlsx") == (1, "", message)
    assert (tmp_path / "有了.xlsx").read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_not_made(run, tmp_path):
    message = "没有文件夹 无此夹，请先建立，或换一个地方。\n"
    assert run("template", "--output", "无此夹/附件3.xlsx") == (2, "", message)
    assert list(tmp_path.iterdir()) == []


def test_without_output_it_says_what_is_missing(run):
    message = "用法不对：缺少 --output。可用 python -m pipeline --help 查看用法。\n"
    assert run("template") == (2, "", message)
