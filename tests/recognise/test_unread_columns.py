"""Columns under headings that nobody knows, and projects that were taken over: what speaks against them is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support_recognise import ANNA, BORIS, FIRST, FLAT, document, sheet

from pipeline.recognise import recognise


def said(heading: str, *rows: str) -> list[list[tuple[str, str]]]:
    found = recognise(document(sheet(heading, *rows)))
    return [[(each.slug, each.field) for each in person.problems] for person in found.people]


@pytest.mark.parametrize(
    ("known", "unknown", "field"),
    [
        ("中方在外工程师人数", "流水人数", "chinese_engineers"),
        ("聘用外方工程师人数", "外国籍工程师数", "foreign_engineers"),
        ("企业名称", "流水栏目", "company"),
    ],
)
def test_what_an_unknown_column_shows_and_none_was_taken_for_is_said(known: str, unknown: str, field: str) -> None:
    rows = (f"{FIRST}|{ANNA}", f"{FIRST}|{BORIS}")
    assert said(FLAT.replace(known, unknown), *rows) == [[("column-unread", field)]] * 2


def test_nothing_is_said_of_a_column_that_shows_what_another_was_taken_for() -> None:
    assert said(f"{FLAT}|流水人数", f"{FIRST}|{ANNA}|7", f"{FIRST}|{BORIS}|7") == [[], []]


def test_a_number_that_a_tool_gives_to_answers_is_no_rival_of_a_count() -> None:
    heading = FLAT.replace("中方在外工程师人数", "派驻中方工程师数").replace("企业名称", "{}|企业名称")
    rows = [f"1|100{number}|{FIRST[2:].replace('9', '29')}|{person}" for number, person in enumerate((ANNA, BORIS))]
    assert said(heading.format("流水"), *rows) == [[("column-doubtful", "chinese_engineers")]] * 2
    assert said(heading.format("填写ID"), *rows) == [[], []]


def test_a_project_at_home_of_somebody_abroad_may_be_the_other_column() -> None:
    rows = (f"{FIRST}|{ANNA}".replace("缅甸|承包", "国内|承包"), f"{FIRST}|{BORIS}")
    told = said(FLAT, *rows)
    assert told == [[("column-doubtful", "project_country"), ("column-doubtful", "location")], []]


def test_another_form_is_asked_for_its_own_fields_only() -> None:
    """化会字〔2023〕第05号 asks for no contact of a company; for who gave the title it does."""
    headings = "序号|姓名|手机|会员号|申请类别|工作环节|职称|{}"
    rows = [
        "1|安一凡|13900001111|E01|专业工程会员|规划设计|工程师|{}",
        "2|柏青|13900002222|E02|专业工程会员|设备管理|工程师|{}",
    ]

    def of_list(heading: str, value: str) -> list[list[tuple[str, str]]]:
        title = "申报人信息一览表||||||||"
        made = document(sheet(title, headings.format(heading), *(row.format(value) for row in rows)))
        found = recognise(replace(made, expected=("ciesc",)))
        return [[(each.slug, each.field) for each in person.problems] for person in found.people]

    assert of_list("流水栏目", "陈海") == [[], []]
    assert of_list("哪个机关办的", "远山市人社局") == [[("column-unread", "title_by")]] * 2
    assert of_list("职称评定单位", "远山市人社局") == [[], []]
    assert of_list("流水栏目", "工区副经理") == [[("column-unread", "position")]] * 2
    assert of_list("流水栏目", "远山工业大学（函授）") == [[("column-unread", "school")]] * 2
