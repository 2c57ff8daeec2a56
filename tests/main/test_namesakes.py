"""化会字〔2023〕第05号, 七: a file for each applicant, named 姓名-申请类别. Two applicants of one name and class send
files of one name; the sender and the day keep them apart."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import openpyxl
import pytest
from support_main import Office

from examples.units import mail
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.notices import CHINA
from pipeline.terms.settings import WORKBOOK

FILE = "易可安-专业工程会员.xlsx"
HEADINGS = ["序号", "姓名", "性别", "中国化工学会会员号", "申请类别", "专业类别", "工作环节", "最高学历/学位"]
HEADINGS += ["职称", "从事本专业年限", "其中重要工程工作年限", "工作单位及职务", "手机", "系统填报完成（是/否）"]
NOW = datetime.fromisoformat("2023-04-20T10:00:00+08:00")


def listed(phone: str, workplace: str, title: str = "工程师") -> bytes:
    """The list of one applicant."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["化学化工类工程能力水平评价申报人信息一览表（2023版）"])
    sheet.append(HEADINGS)
    person = ["易可安", "女", "E230001234M", "专业工程会员", "仪器化工机械与设备及其他", "市场", "本科", title]
    sheet.append([1, *person, "8", "3", workplace, phone, "是"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent(day: int, phone: str, form: bytes) -> bytes:
    """A mail of that day; each applicant writes from one address."""
    letter = message_from_bytes(
        mail("", datetime(2023, 4, day, 9, tzinfo=CHINA), "请查收。", {FILE: form}), policy=default
    )
    letter.replace_header("From", f"{phone}@example.com")
    letter.replace_header("Subject", "申报人信息一览表")
    return letter.as_bytes()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two applicants of one name, each by mail; the first one sends the list again."""
    made = Office(tmp_path_factory.mktemp("namesakes"))
    made.settings.mkdir()
    write_settings_workbook(made.settings / WORKBOOK, open_notices=["ciesc-2023"])
    first, second = ("19911112001", "渝江化工有限公司"), ("19911112002", "渝北化工有限公司")
    for day, (phone, workplace), title in ((3, first, "工程师"), (4, second, "讲师"), (5, first, "高级工程师")):
        made.receive({f"{day}.eml": sent(day, phone, listed(phone, workplace, title))})
    made.run(now=NOW)
    return made


def test_files_of_one_name_are_of_two_people(office: Office) -> None:
    people = sorted(office.people(), key=lambda row: row["received_at"])
    assert [row["source_file"] for row in people] == [f"{day}.eml!{FILE}" for day in (3, 4, 5)]
    told = [(row["received_at"][5:10], row["phone"][-4:], row["disposition"]) for row in people]
    assert told == [("04-03", "2001", "superseded"), ("04-04", "2002", "routed"), ("04-05", "2001", "routed")]
    first, second, again = (row["person_id"] for row in people)
    assert first == again != second


def test_what_the_notice_leaves_open_is_taken_as_it_stands(office: Office) -> None:
    rows = [row for row in office.people() if row["disposition"] == "routed"]
    assert {(row["specialty"], row["work_segment"]) for row in rows} == {("仪器化工机械与设备", "市场")}
    assert sorted(row["title"] for row in rows) == ["讲师", "高级工程师"]
    assert {row["society"] for row in rows} == {"中国化工学会"}


def test_only_that_there_are_two_is_said(office: Office) -> None:
    said = Counter(row["slug"] for row in office.export("findings"))
    assert said == {"same-name": 2}
