"""Exports for people: every column has a heading of its own, and every code a word."""

from __future__ import annotations

import pytest
from pandas import DataFrame

from pipeline.commands.export import Table, _table
from pipeline.publish.exports_in_chinese import heading, in_chinese
from pipeline.register import Register
from schemas.decisions import decisions_file
from schemas.exports import exports_file


@pytest.mark.parametrize("table", [table for table in Table if table is not Table.LETTERS])
def test_every_column_has_a_heading_of_its_own(table: Table) -> None:
    with Register.in_memory() as register:
        columns = list(_table(register, table).columns)
    headings = [heading(column) for column in columns]
    assert len(set(headings)) == len(headings)
    assert not [each for each in headings if each.isascii()]


def test_codes_are_said_in_words() -> None:
    row = {"disposition": "held", "phone": "+8619911112001", "findings": "late;unchanged", "project_country": "MM;TH"}
    (said,) = in_chinese(DataFrame([row | {"late": "true", "severity": "error", "field": "domain"}])).to_dict("records")
    assert said == {
        "情况": "待补正或待决",
        "联系方式": "19911112001",
        "提示与问题": "逾期报送；与此前相同",
        "项目所在国家（地区）": "缅甸、泰国",
        "逾期": "是",
        "轻重": "必须更正",
        "栏目": "所在领域",
    }


def test_what_societies_said_is_said_in_words() -> None:
    mark = {"kind": "mark", "note": "ethics", "value": "12.5"}
    refused = {"kind": "refused", "note": "result-date-future", "value": ""}
    assert in_chinese(DataFrame([mark, refused])).to_dict("records") == [
        {"种类": "分数", "补充说明": "工程伦理与职业道德", "所填内容": "12.5"},
        {"种类": "没有登记", "补充说明": "结果的日期在将来", "所填内容": ""},
    ]


def test_every_effect_of_a_decision_has_a_word() -> None:
    effects = {answer.effect for answer in decisions_file().answer.values()}
    assert effects <= exports_file().values["effect"].keys()
