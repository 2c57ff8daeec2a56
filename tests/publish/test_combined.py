"""附件3 of those whom a batch passes on: as the notice prints it, and it reads back through our own recogniser."""

from __future__ import annotations

import io

import openpyxl
import pytest
from support_publish import BATCH, finding, person

from pipeline.read.documents import read_document
from pipeline.recognise import recognise
from pipeline.text.seal import SHEET

NAME = "推荐参加工程能力评价人员情况表"


@pytest.fixture
def people():
    """People whose societies are all confirmed."""
    return [person(number, route_confirmed=True) for number in range(24)]


def read_back(outbox):
    """The combined form without its mark, as a unit might have filled it."""
    (path,) = (outbox / "批次" / BATCH / "汇总").glob(f"{NAME}*.xlsx")
    workbook = openpyxl.load_workbook(path)
    del workbook[SHEET]
    data = io.BytesIO()
    workbook.save(data)
    return recognise(read_document("附件3.xlsx", data.getvalue(), ()))


def test_every_routed_person_reads_back_with_the_same_words(send, outbox, people):
    send(people)
    recognition = read_back(outbox)
    assert recognition.kind == "recommendation"
    assert recognition.unit.text == "重庆市工程师协会"
    assert recognition.problems == []
    fields = ("name", "phone", "domain", "level", "experience")
    told = {(p.section, *(p.fields[field].text for field in fields)) for p in recognition.people}
    assert told == {
        (p["section"], p["name"], p["phone"].removeprefix("+86"), p["domain"], p["level"], p["experience"])
        for p in people
    }
    assert not any(person.problems for person in recognition.people)
    assert {row.fate for row in recognition.rows} <= {"people", "heading", "note"}


def test_people_of_one_project_stand_under_one_merged_cell(send, opened, outbox, people):
    send(people)
    sheet = opened(NAME)["已外派"]
    assert "B6:B9" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["B6"].value == "试算第0工程有限公司海外分公司\n(联系人：联络员，手机：13800000000)"
    assert [sheet.cell(row, 1).value for row in (6, 10, 14, 18)] == [1, 2, 3, 4]
    recognition = read_back(outbox)
    assert len(recognition.projects) == 6
    assert recognition.projects[0].fields["chinese_engineers"].text == "20"


def test_both_tables_are_there_even_when_one_is_empty(send, opened):
    send([person(1)])
    workbook = opened(NAME)
    assert workbook.sheetnames == ["已外派", "未来三年计划外派", SHEET]
    planned = workbook["未来三年计划外派"]
    assert planned["A2"].value == NAME
    assert planned["A3"].value == "推荐单位（盖章）：重庆市工程师协会"
    assert planned["A4"].value == "未来三年计划外派参与工程项目人员汇总（可另附）"
    assert planned.print_title_rows == "$4:$5"


def test_a_blank_project_cell_is_never_read_as_the_one_above(send, outbox):
    bare = {"project_name": "", "project_name_typed": "", "company": "", "company_typed": "", "project_type": ""}
    send([person(1), person(9, **bare, project_type_typed="", foreign_engineers="0")])
    last = read_back(outbox).projects[-1]
    assert last.fields["foreign_engineers"].text == "0"
    for field in ("project_name", "company", "project_type"):
        assert field not in last.fields or last.fields[field].text in ("", "/")


def test_what_nobody_understood_is_passed_on_as_typed(send, opened):
    send(
        [
            person(
                1,
                project_status="",
                project_status_typed="快好了",
                chinese_engineers="",
                chinese_engineers_typed="若干",
            )
        ]
    )
    sheet = opened(NAME)["已外派"]
    assert sheet["F6"].value == "快好了"
    assert sheet["G6"].value == "若干"


def test_only_mail_address_is_the_contact_where_there_is_no_phone(send, opened):
    row = person(1, phone="", email="a@example.cn")
    send([row], finding(row, "contact-email-only", severity="warning"))
    assert opened(NAME)["已外派"]["K6"].value == "a@example.cn"


def test_a_place_that_had_to_be_understood_is_written_plainly(send, opened):
    row = person(1, location="刚金", location_country="CD", project_country="GN")
    send([row], finding(row, "location-understood", severity="warning", field="location"))
    sheet = opened(NAME)["已外派"]
    assert sheet["M6"].value == "刚果（金）"
    assert sheet["D6"].value == "几内亚共和国"


def test_who_waits_for_a_confirmed_society_is_not_in_it(send, opened):
    send([person(1), person(2, name="吴待定")])
    assert [cell.value for cell in opened(NAME)["已外派"]["J"][5:]] == ["工乙"]


def test_who_is_neither_new_nor_changed_is_not_in_it(send, opened):
    send([person(1), person(4, change="change", name="郑变更"), person(7, change="", name="王照旧")])
    assert [cell.value for cell in opened(NAME)["已外派"]["J"][5:]] == ["工乙", "郑变更"]


def test_a_batch_that_passes_on_nobody_has_no_form_to_seal(send, outbox):
    send([person(2), person(1, disposition="held", change="", society="")], finding(person(1)))
    assert not list((outbox / "批次" / BATCH / "汇总").glob(f"{NAME}*"))


def test_a_project_that_goes_on_over_a_page_is_said_again(send, opened):
    """A page begins where we say so, with the project's own cells merged over its people on that page only."""
    send(
        [
            person(1, name=f"工{number}", row_id=f"R{number}", row=5 + number, experience="主持施工。" * 50)
            for number in range(29)
        ]
    )
    sheet = opened(NAME)["已外派"]
    begins = [6, *(each.id + 1 for each in sheet.row_breaks.brk)]
    assert len(begins) > 2
    last = [begin - 1 for begin in begins[1:]] + [34]
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {f"B{first}:B{end}" for first, end in zip(begins, last, strict=True)} <= merged
    assert {(sheet.cell(row, 1).value, sheet.cell(row, 3).value) for row in begins} == {(1, "海外供水项目0标")}


def test_a_short_project_is_not_cut(send, opened):
    send(
        [
            person(number, row_id=f"R{number}", experience="主持施工。" * 20, route_confirmed=True)
            for number in range(16)
        ]
    )
    sheet = opened(NAME)["已外派"]
    assert {each.id + 1 for each in sheet.row_breaks.brk} <= {10, 14, 18}
    assert sheet.row_breaks.brk
