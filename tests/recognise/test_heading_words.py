"""Headings in the words that units choose: what field each one names."""

from __future__ import annotations

import pytest

from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.loading import forms

HEADINGS = Headings(forms()[0])


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("我方工程师(人)", "chinese_engineers"),
        ("中方技术人员（人）", "chinese_engineers"),
        ("当地工程师(人)", "foreign_engineers"),
        ("聘请本地工程师（名）", "foreign_engineers"),
        ("拟派往国", "project_country"),
        ("工程所处阶段", "project_status"),
        ("项目实施方式", "project_type"),
        ("申报类型", "level"),
        ("现在何地", "location"),
        ("申请专业/资深", "level"),
        ("对接人", "company_contact"),
        ("对接人电话", "company_contact_phone"),
        ("工程师姓名", "name"),
    ],
)
def test_what_a_heading_names(heading: str, field: str) -> None:
    assert HEADINGS.understand(heading).field == field


@pytest.mark.parametrize(
    "heading", ["姓名/手机", "10、姓名/手机", "十、姓名/手机", "（十）姓名、手机", "10.姓名及手机", "⑩姓名/手机"]
)
def test_the_number_before_a_list_parts_nothing(heading: str) -> None:
    assert HEADINGS.understand(heading).field == "name"
    assert HEADINGS.understand(heading).order == ("name", "phone")


@pytest.mark.parametrize("heading", ["人员现状", "企业负责人", "工程概况"])
def test_columns_that_units_add(heading: str) -> None:
    assert HEADINGS.understand(heading).kind == "extra"


@pytest.mark.parametrize(
    "heading",
    [
        "3 姓名",
        "第3项：姓名",
        "C.姓名",
        "Ⅲ、姓名",
        "3-姓名",
        "3:姓名",
        "列3 姓名",
        "丙、姓名",
        "3.2 姓名",
        "No.3 姓名",
    ],
)
def test_a_number_before_a_heading_changes_nothing(heading: str) -> None:
    assert (HEADINGS.understand(heading).field, HEADINGS.understand(heading).quality) == ("name", 2)


@pytest.mark.parametrize("heading", ["姓名2", "3年内姓名", "IT人员电话"])
def test_other_numbers_and_letters_may(heading: str) -> None:
    assert HEADINGS.understand(heading).quality < 2
