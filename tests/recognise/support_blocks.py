"""The registration form of 国际工程师资质认证 as it is printed, blank or filled in, as Word or workbook. All people are
invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import docx
import openpyxl
from docx.table import Table

TITLES = ("工程能力评价/国际工程师资质认证报名表", "Registration Form for Professional Registration")
EDUCATION = "教育经历Education（仅填写最高学历及学位 Only fill in highest Engineering degree(s) and qualification(s)）"
CAREER = "工作经历Career History（仅填写近5年工作经历 Only fill in latest 5 years career history）"
DESCRIPTION = (
    "个人描述/Personal description（填写个人获得奖项，专利发表，论文发表等情况/Award, patents, paper published etc. "
    "字数在300以内）"
)
BOXES = "□可以 ok\n□需要翻译 with translation"
PRINTED = {"sex": "男\n\nMale", "title": "讲师\n\nLecturer", "english_interview": BOXES}
PERSON = (
    (("sex", "性别\n\nGender"), ("title", "职务/职称\n\nJob Title")),
    (("industry", "所属行业\n\nExpertise"), ("phone", "手机\n\nContact")),
    (("workplace", "单位名称\n\nCompany"), ("workplace_address", "单位地址\n\nCompany address")),
    (("workplace_phone", "单位电话\n\nPhone"), ("email", "邮箱\n\nEmail")),
    (("english_level", "英文水平\n\nEnglish level"), ("english_interview", "是否全英文面试\n\nEnglish interview")),
)
NAME = ("name", "姓名\n\nName")
DEGREE = (
    *("开始Start\n\n               结束 End", "学历\n\nQualifications", "所学专业\n\nCourse"),
    "毕业院校\n\nEducational Establishment",
)
POST = (
    "开始Start\n\n         结束 End",
    "工作单位\n\nCompany",
    "工作职位\n\nJob Title",
    "工作职责\n\nResponsibilities",
)
WIDTH = 12

ANNA = {
    "name": "安一凡",
    "sex": "女 Female",
    "title": "高级工程师",
    "industry": "电力系统",
    "phone": "13900001111",
    "workplace": "远山电力设计有限公司",
    "workplace_address": "渝江市远山路1号",
    "workplace_phone": "023-66660000",
    "email": "anna@example.com",
    "english_level": "CET-6",
    "english_interview": "☑可以 ok\n□需要翻译 with translation",
}
DEGREES = [("2008.09—2012.07", "本科", "电气工程及其自动化", "远山大学")]
POSTS = [
    ("2014.01—2016.06", "近水电力公司", "工程师", "变电站设计"),
    ("2016.07—2018.10", "远山电力设计有限公司", "高级工程师", ""),
]
TEXT = "获远山省科技进步奖二等奖，发表论文三篇。"


class Line(NamedTuple):
    """A row: the texts of its cells, each with the columns that it spans."""

    cells: tuple[tuple[str, int], ...]

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.cells]


def filled(
    person: Mapping[str, str] = ANNA,
    degrees: Sequence[Sequence[str]] = DEGREES,
    posts: Sequence[Sequence[str]] = POSTS,
    text: str = TEXT,
) -> list[Line]:
    """The form with these values; what `person` does not tell is as it is printed."""
    told = {**PRINTED, **person}
    rows = [_whole("个人信息 Personal information")]
    first, *others = PERSON
    rows.append(_labels(told, (NAME, *first), 2, 2))
    rows += [_labels(told, pair, 2, 4) for pair in others]
    rows += [_whole(EDUCATION), _quarters(DEGREE), *map(_quarters, degrees)]
    rows += [_whole(CAREER), _quarters(POST), *map(_quarters, posts)]
    return [*rows, _whole(DESCRIPTION), _whole(text)]


def blank() -> list[Line]:
    """The form as it is printed."""
    return filled({}, [[""] * 4], [[""] * 4, ["", "", "", "”"]], "")


def _whole(text: str) -> Line:
    return Line(((text, WIDTH),))


def _labels(told: Mapping[str, str], pairs: Sequence[tuple[str, str]], label: int, value: int) -> Line:
    return Line(tuple(cell for key, text in pairs for cell in ((text, label), (told.get(key, ""), value))))


def _quarters(texts: Sequence[str]) -> Line:
    return Line(tuple((text, WIDTH // len(texts)) for text in texts))


def as_docx(*forms: Sequence[Line], titles: Sequence[str] = TITLES) -> bytes:
    """Word: each form one table under its titles, wide cells merged as Word merges them."""
    document = docx.Document()
    for form in forms:
        for title in titles:
            document.add_paragraph(title)
        _table(document.add_table(len(form), WIDTH), form)
    return _saved(document)


def _table(table: Table, form: Sequence[Line]) -> None:
    for number, line in enumerate(form):
        cells, column = table.rows[number].cells, 0
        for text, wide in line.cells:
            cell = cells[column].merge(cells[column + wide - 1]) if wide > 1 else cells[column]
            cell.text = text
            column += wide


def as_xlsx(*sheets: Sequence[Sequence[Line]], titles: Sequence[str] = TITLES) -> bytes:
    """A workbook: on each sheet one form or several, one under the other, wide cells merged."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for forms in sheets:
        sheet, row = book.create_sheet(), 0
        for form in forms:
            for line in [*(Line(((title, WIDTH),)) for title in titles), *form]:
                row, column = row + 1, 1
                for text, wide in line.cells:
                    sheet.cell(row, column, text or None)
                    if wide > 1:
                        sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + wide - 1)
                    column += wide
            row += 1
    return _saved(book)


def _saved(made: object) -> bytes:
    target = BytesIO()
    made.save(target)  # type: ignore[attr-defined]
    return target.getvalue()
