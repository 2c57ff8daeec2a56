"""Documents of the notices by which a society assesses whoever answers, with invented people."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
import openpyxl

CIESC = """
序号 姓名 性别 出生年月 中国化工学会会员号 申请类别 专业类别 工作环节 最高学历/学位 毕业院校及专业 职称 职称评定单位
从事本专业年限 其中重要工程工作年限 工作单位及职务 手机 邮箱 系统填报完成（是/否）
"""
CSEE = """
序号 姓名 性别 工作单位 部门及职务 职称 学历学位 所学专业 专业范围 申请级别 从事本专业年限 重要工程年限
海外项目（国家/项目名称） 学会会员号 手机 邮箱 线上申请是否已提交 已获国际工程师称号 备注
"""
TICKED = "☑可以 ok\n\n□需要翻译 with translation"
POWER, LINES = "渝州电力建设有限公司", "江畔送变电工程有限公司"
GRID, OTHER = "国家电网有限公司", "江畔电力安装有限公司"


def applicant(name: str, phone: str, level: str = "专业工程会员", specialty: str = "化学工程与技术") -> bytes:
    """申报人信息一览表 of one person."""
    row = (
        f"1 {name} 男 1985-03 E010000123M {level} {specialty} 工艺管理 硕士 远山大学 正高级工程师 渝江化工集团 "
        f"20 10 渝江化工有限公司 {phone} a@example.com 是"
    ).split()
    book = openpyxl.Workbook()
    for line in (["化学化工类工程能力水平评价申报人信息一览表（2023版）"], CIESC.split(), row):
        book.active.append(line)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def member(name: str, phone: str, unit: str, specialty: str = "输配电及用电工程专业") -> list[str]:
    """A line of the list of a unit, but for its number."""
    return (
        f"{name} 女 {unit} 海外部 高级工程师 硕士 电气工程 {specialty} 专业工程会员 9 4 缅甸/送出工程 E010000124M "
        f"{phone} b@example.com 是 CEng 可面谈"
    ).split()


def members(unit: str, *people: Sequence[str]) -> bytes:
    """工程会员申请人员名单 of a unit."""
    return _word(
        [f"{unit}工程会员申请人员名单"], [CSEE.split(), *([str(n), *each] for n, each in enumerate(people, 1))]
    )


def registration(name: str, phone: str, unit: str, english: str = "CET-6") -> bytes:
    """报名表 of one person: the first block."""
    rows = [
        ["姓名\n\nName", name, "性别\n\nGender", "女", "职务/职称\n\nJob Title", "工程师"],
        ["所属行业\n\nExpertise", "输变电", "手机\n\nContact", phone, "", ""],
        ["单位名称\n\nCompany", unit, "单位地址\n\nCompany address", "某市某路1号", "", ""],
        ["单位电话\n\nPhone", "010-60000000", "邮箱\n\nEmail", "c@example.com", "", ""],
        ["英文水平\n\nEnglish level", english, "是否全英文面试\n\nEnglish interview", TICKED, "", ""],
    ]
    return _word(["工程能力评价/国际工程师资质认证报名表", "Registration Form for Professional Registration"], rows)


def _word(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()
