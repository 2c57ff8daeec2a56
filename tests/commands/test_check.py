"""`check`: what is wrong with one file, grouped by problem with the cells, and what the exit code says."""

from __future__ import annotations

import io
import zipfile

import pytest
from support_console import Console, workbook_bytes
from support_workers import Here

import pipeline.engine.workers
from pipeline.text import seal

HEADINGS = [
    "序号",
    "企业名称",
    "项目名称",
    "项目所在国家",
    "项目类型",
    "项目状态",
    "姓名",
    "联系方式",
    "所在领域",
    "当前所在地",
    "拟申请级别",
    "主要工程实践经历",
]
TEXT = "负责水电站引水隧洞的施工组织和质量管理，解决了断层带支护难题。"
ONLY_HERE = (
    "以上只看了这一个文件：与其他材料是否重复、是否逾期、有无盖章扫描件、是不是本会的工作簿、活动是哪位持证人的，"
    "要等正式处理时才知道。\n"
)


def person(number, **changes):
    cells = {
        "company": "青岚国际工程有限公司（联系人：柏宁，手机：13612345678）",
        "project": "沱河水电站",
        "country": "老挝",
        "type": "承包工程",
        "status": "在建",
        "name": "岑戴葛郝姬"[number] + "远",
        "phone": f"1391234500{number}",
        "domain": "水利水电工程类",
        "location": "老挝",
        "level": "专业工程会员",
        "experience": f"{TEXT}其中第{number + 1}标段由本人主持。",
    } | changes
    return [number + 1, *cells.values()]


def form(*people):
    return [["推荐单位（盖章）：青岚国际工程有限公司"], ["已外派参与工程项目人员汇总"], HEADINGS, *people]


@pytest.fixture
def check(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    run = Console(monkeypatch, capsys)

    def check_file(data, name="推荐表.xlsx"):
        (tmp_path / name).write_bytes(data)
        return run("check", name)

    return check_file


@pytest.fixture
def read_here(check, monkeypatch):
    """The same, the file read in this process."""
    monkeypatch.setattr(pipeline.engine.workers, "Workers", Here)
    return check


def test_a_clean_file(check):
    code, out, err = check(workbook_bytes(("附件3", form(person(0), person(1)))))
    assert (code, err) == (0, "")
    assert out == "读到 2 人，都可以分配。没有发现问题。\n" + ONLY_HERE


def test_the_same_problem_in_many_cells_is_said_once_with_its_places(read_here):
    people = [person(0, phone=""), person(1, phone=None), person(2), person(3, phone=""), person(4, level="")]
    code, out, err = read_here(workbook_bytes(("附件3", form(*people))))
    assert (code, err) == (1, "")
    assert out == (
        "【必须更正】缺联系方式（3 处）\n"
        "    附件3 H4–H5、H7：没有填写联系方式，请补填本人手机号码。\n"
        "【必须更正】缺拟申请级别（1 处）\n"
        "    附件3 K8：没有填写拟申请级别，请选填专业工程会员或资深工程会员。\n"
        "读到 5 人，其中 4 人更正后才能分配。必须更正 4 处。\n" + ONLY_HERE
    )


def test_what_need_not_be_corrected_comes_after_it_and_leaves_the_exit_code(read_here):
    code, out, _ = read_here(workbook_bytes(("附件3", form(person(0, domain="建筑"), person(1, domain="建筑")))))
    assert code == 0
    assert out == (
        "【请核对】所在领域按理解归入（2 处）\n"
        "    附件3 I4–I5：所在领域“建筑”已理解为“建筑工程类”，如不对请告知。\n"
        "读到 2 人，都可以分配。请核对 2 处。\n" + ONLY_HERE
    )


def test_a_cell_of_the_project_counts_once_for_all_its_people(read_here):
    blank = dict.fromkeys(("company", "project", "country", "type", "status"), "")
    people = [person(0, type="承办"), person(1, **blank), person(2, **blank)]
    _, out, _ = read_here(workbook_bytes(("附件3", form(*people))))
    assert "【请核对】项目类型不明（1 处）\n    附件3 E4：“承办”不是表头所列的项目类型" in out
    assert "读到 3 人，都可以分配。请核对 1 处。\n" in out


def test_sheets_and_files_are_named_where_there_are_several(read_here):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as box:
        box.writestr("a.xlsx", workbook_bytes(("甲", form(person(0, phone=""))), ("乙", form(person(1, phone="")))))
        box.writestr("b.xlsx", workbook_bytes(("丙", form(person(2, phone="")))))
    code, out, _ = read_here(archive.getvalue(), "青岚国际工程有限公司.zip")
    assert code == 1
    assert (
        "    青岚国际工程有限公司.zip!a.xlsx 甲 H4；青岚国际工程有限公司.zip!a.xlsx 乙 H4；"
        "青岚国际工程有限公司.zip!b.xlsx 丙 H4：没有填写联系方式，请补填本人手机号码。\n"
    ) in out


def test_phones_are_masked_on_the_terminal(read_here):
    _, out, _ = read_here(workbook_bytes(("附件3", form(person(0, phone="139123450012")))))
    assert "139123450012" not in out
    assert "139****0012" in out


def test_only_a_run_can_tell_whether_a_mark_is_ours(read_here):
    marked = [[line] for line in seal.make("intake", "20250506-01", ["R1"], b"a key of the tests")]
    code, out, _ = read_here(workbook_bytes(("附件3", form(person(0))), (seal.SHEET, marked)))
    assert (code, out) == (0, "读到 1 人，都可以分配。没有发现问题。\n" + ONLY_HERE)


def test_a_file_that_cannot_be_read(read_here):
    code, out, err = read_here(b"", "推荐表.xlsx")
    assert (code, err) == (1, "")
    assert out.startswith("【必须更正】")
    assert "文件是空的，0 字节" in out
    assert "没有读到人员。每一行读作什么、为什么，可用 explain 命令查看。" in out


def test_a_file_that_is_not_there(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    run = Console(monkeypatch, capsys)
    assert run("check", "没有.xlsx") == (2, "", "找不到文件 没有.xlsx，请检查文件名。\n")


def test_a_record_of_activities_whose_holder_one_file_cannot_tell(check):
    rows = [
        ["持续职业发展活动记录表"],
        ["姓名", "岑远", "证书编号", "甲-0001"],
        ["开始日期", "活动类别", "活动名称", "时长（分钟）"],
        ["2026-03-02", "研讨、交流", "隧洞施工技术交流会", "半天"],
    ]
    code, out, _ = check(workbook_bytes(("活动记录", rows)), "活动记录.xlsx")
    assert code == 0
    assert "甲-0001" not in out
    assert "D4：时长“半天”没有登记：一天（或一周、一学分）算多少学时没有规定；请写明多少分钟或多少学时。" in out
    assert "研讨、交流" not in out
