"""Blank forms of invented offices."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import openpyxl

HEADS = [
    *("序号", "* 姓名(ZH)", "性别", "工作单位及职务", "现职称", "拟申报专业技术职务", "专业", "学历", "申报级别"),
    *("工程技术领域", "手机号码（必填）", "证件号码", "语种", "主要工作\n经历", "备注"),
]
ANNA = [1, "安一凡", "女", "远山测试院 主任", "高工", "无", "岩土", "硕士", "专业工程会员", "土木工程类", "13900001111"]
BORIS = [
    2,
    "白二川",
    "男",
    "远山测试院 职员",
    "工程师",
    "无",
    "电力",
    "本科",
    "资深工程会员",
    "电气工程类",
    "1390000222",
]
WORK = "主持远山水电站引水隧洞施工，提前两个月贯通，获得业主书面表扬。"
PEOPLE = [[*ANNA, "", "法语", WORK, "可面谈"], [*BORIS, "", "", WORK, ""]]


def workbook(rows: Sequence[Sequence[object]], *merges: str) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if value == "" else value for value in row])
    for merged in merges:
        book.active.merge_cells(merged)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def word(paragraphs: Sequence[str], rows: Sequence[Sequence[str]], *merges: tuple[int, int, int, int]) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def roster(*people: Sequence[object]) -> bytes:
    """A list of a unit's people, its title over all columns, under it the unit."""
    rows = [["2026年远山学会专家推荐名册"], ["推荐单位（盖章）：远山测试院"], HEADS, *people]
    return workbook(rows, "A1:O1", "A2:O2")


def card() -> bytes:
    """The card of one person with a photo, a table within it, and a place to sign."""
    rows = [
        ["姓名 / Name", "", "性别", "", "照片"],
        ["身份证号", "", "出生年月", "", ""],
        ["工作单位", "", "", "", ""],
        ["专业技术职称", "", "会员编号", "", ""],
        ["手机", "", "邮箱", "", ""],
        ["学习经历", "起止年月", "学校", "所学专业", "学历"],
        ["", "", "", "", ""],
        ["拟参加分会", "", "", "", ""],
        ["单位意见", "", "", "", ""],
    ]
    merges = ((0, 4, 1, 4), (2, 1, 2, 4), (5, 0, 6, 0), (7, 1, 7, 4), (8, 1, 8, 4))
    return word(["附件2", "远山学会电气工程类会员登记表"], rows, *merges)
