"""Sheets that are left in a workbook: examples, lists of earlier years, copies."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BORIS, PERSON, document, fates, sheet, told

from pipeline.recognise import recognise


@pytest.mark.parametrize(
    "name",
    [
        "2023年名单",
        "2024年度推荐人员名单",
        "上年度名单",
        "已获证人员",
        "备份",
        "回收站",
        "初稿",
        "修改前",
        "第一批已报送",
        "模板",
    ],
)
def test_an_earlier_list_beside_this_years(name: str) -> None:
    recognition = recognise(document(sheet(PERSON, ANNA), sheet(PERSON, BORIS, name=name)))
    assert told(recognition, "name") == [("安一凡",)]
    assert fates(recognition) == ["heading", "people", "heading", "sample"]
    assert [(each.slug, each.sheet, each.about) for each in recognition.problems] == [("sheet-set-aside", name, "1人")]


def test_an_example_of_the_form_is_nothing_to_speak_of() -> None:
    recognition = recognise(document(sheet(PERSON, BORIS, name="填写示例"), sheet(PERSON, ANNA)))
    assert told(recognition, "name") == [("安一凡",)]
    assert recognition.problems == []


@pytest.mark.parametrize("name", ["样表", "模板", "2023年名单"])
def test_the_only_list_there_is_is_read(name: str) -> None:
    assert told(recognise(document(sheet(PERSON, ANNA, name=name), sheet(name="Sheet2"))), "name") == [("安一凡",)]


@pytest.mark.parametrize("name", ["2024年已外派", "2025年名单", "已派出", "附件3(2)", "专业"])
def test_names_of_lists_that_count(name: str) -> None:
    recognition = recognise(document(sheet(PERSON, ANNA), sheet(PERSON, BORIS, name=name)))
    assert told(recognition, "name") == [("安一凡",), ("白二川",)]
