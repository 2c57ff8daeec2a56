from __future__ import annotations

import openpyxl
import pytest
from support_console import Console

from pipeline.register import Register
from pipeline.text import seal


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


def test_without_output_it_chooses_the_name(run, tmp_path):
    assert run("template") == (0, "已生成 推荐表模板.xlsx，可以发给各单位填写。\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["推荐表模板.xlsx"]


@pytest.mark.parametrize(
    ("notice", "name", "whom"),
    [
        ("2025", "推荐表模板.xlsx", "各单位填写"),
        ("ciesc-2023", "化学化工类工程能力水平评价申报人信息一览表（2023版）.xlsx", "申报人填写，每人一份"),
        ("csee-2022", "工程会员申请人员名单.docx", "各单位填写"),
        ("csee-iet-2018", "国际工程师资质认证报名表.docx", "申报人填写，每人一份"),
    ],
)
def test_each_notice_has_its_form_which_is_named_after_its_title(run, tmp_path, notice, name, whom):
    (tmp_path / "空白表").mkdir()
    done = (0, f"已生成 空白表/{name}，可以发给{whom}。\n", "")
    assert run("template", "--notice", notice, "--output", "空白表") == done
    assert [path.name for path in (tmp_path / "空白表").iterdir()] == [name]


@pytest.mark.parametrize(
    ("notice", "output", "ending"),
    [
        ("csee-2022", "名单.xlsx", ".docx"),
        ("csee-iet-2018", "报名表.doc", ".docx"),
        ("ciesc-2023", "一览表.xls", ".xlsx"),
        ("2025", "推荐表", ".xlsx"),
    ],
)
def test_an_ending_that_does_not_fit_the_form_is_refused(run, tmp_path, notice, output, ending):
    message = f"这种空白表以 {ending} 结尾，写不成 {output}；请改用这个结尾，或只给出文件夹。\n"
    assert run("template", "--notice", notice, "--output", output) == (2, "", message)
    assert list(tmp_path.iterdir()) == []


def test_an_ending_in_capitals_fits(run, tmp_path):
    assert run("template", "--notice", "csee-2022", "--output", "A.DOCX")[0] == 0
    assert (tmp_path / "A.DOCX").read_bytes().startswith(b"PK")


def test_a_form_that_is_there_stays_as_it_is_where_the_name_is_chosen(run, tmp_path):
    assert run("template", "--notice", "csee-2022")[0] == 0
    message = "工程会员申请人员名单.docx 已经存在，没有改动它；请换一个文件名，或先把它移走。\n"
    assert run("template", "--notice", "csee-2022") == (1, "", message)


def test_an_unknown_notice_is_refused(run, tmp_path):
    known = "csee-iet-2018、csee-2022、ciesc-2023、2025"
    message = f"没有名为“1999”的通知，现有：{known}。请用 --notice 写其中一个。\n"
    assert run("template", "--notice", "1999") == (2, "", message)
    assert list(tmp_path.iterdir()) == []


def test_a_notice_whose_form_is_not_drawn_says_so(run, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.publish.units.template.blank_of", lambda _: None)
    message = "通知“csee-2022”没有可以生成的空白表，请使用通知所附的表。\n"
    assert run("template", "--notice", "csee-2022") == (2, "", message)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("notice", ["csee-2022", "ciesc-2023"])
def test_where_it_cannot_be_written_it_says_so(run, monkeypatch, notice):
    def refused(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.write_bytes", refused)
    monkeypatch.setattr("pipeline.publish.paper.packed.Package", refused)
    name = {"csee-2022": "a.docx", "ciesc-2023": "a.xlsx"}[notice]
    message = f"写不了 {name}，请检查那里的写入权限，或换一个地方。\n"
    assert run("template", "--notice", notice, "--output", name) == (1, "", message)


def test_the_workbook_of_certificates_is_sealed_by_the_register_which_is_made_where_there_is_none(run, tmp_path):
    done = "已生成 证书登记表.xlsx，可以发给学会填写新发的证书，或自己填好放进收件文件夹。\n"
    assert run("template", "--certificates") == (0, done, "")
    workbook = openpyxl.load_workbook(tmp_path / "证书登记表.xlsx")
    assert workbook.sheetnames[:3] == ["证书", "新证书", "说明"]
    lines = [str(row[0] or "") for row in workbook[seal.SHEET].iter_rows(values_only=True)]
    with Register.open("sqlite:///register.db", create=False) as register:
        assert seal.verify(lines, register.secret())
    again = "证书登记表.xlsx 已经存在，没有改动它；请换一个文件名，或先把它移走。\n"
    assert run("template", "--certificates") == (1, "", again)
