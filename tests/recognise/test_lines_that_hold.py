"""Lines between people that say of those below, or above, that they are not recommended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support_recognise import ANNA, BLANK, BORIS, CHLOE, FIRST, FLAT, PERSON, document, sheet

from pipeline.model.documents import Sheet
from pipeline.recognise import recognise

FIRST_ROW, SECOND_ROW, THIRD_ROW = f"{FIRST}|{ANNA}", f"{BLANK}|{BORIS}", f"{BLANK}|{CHLOE}"
AGAIN = f"{FIRST}|{BORIS}"
PLANNED = "序号|企业名称|计划外派项目名称|计划外派国家"


def slugs(*rows: str, **more: object) -> list[str]:
    """For each person what is said against it; behind them what is said of the whole document."""
    return _slugs(sheet(*rows, **more))  # type: ignore[arg-type]


def _slugs(*sheets: Sheet) -> list[str]:
    found = recognise(document(*sheets))
    told = (person.problems for person in found.people)
    people = [" ".join(each.slug for each in some if each.slug != "section-assumed") for some in told]
    return people + [each.slug for each in found.problems]


@pytest.mark.parametrize(
    ("text", "slug"),
    {
        "以下人员暂不推荐": "not-recommended",
        "二、以下人员暂不推荐：": "not-recommended",
        "（二）暂不推荐人员": "not-recommended",
        "暂不推荐人员名单": "not-recommended",
        "注：下列人员不参加本次申报": "not-recommended",
        "以下2人放弃申报": "not-recommended",
        "以上人员推荐，以下人员不推荐（下批再报）": "not-recommended",
        "--以下不报--": "not-recommended",
        "以下作废": "struck-out",
        "以下为备选人员": "eligibility-doubtful",
        "以下人员为资深工程会员": "",
        "以下人员已完成体检，不参加的另行通知": "",
    }.items(),
)
def test_those_below_a_line_are_held(text: str, slug: str) -> None:
    below = ["", slug, slug]
    assert slugs(FLAT, FIRST_ROW, text, SECOND_ROW, THIRD_ROW)[:3] == below
    assert slugs(FLAT, FIRST_ROW, text, FLAT, AGAIN, THIRD_ROW)[:3] == below
    assert slugs(FLAT, FIRST_ROW, "", text, FLAT, AGAIN, THIRD_ROW)[:3] == below


@pytest.mark.parametrize(
    ("text", "slug"),
    {
        "本表作废，以4月20日重新发送的表为准": "struck-out",
        "本名单放弃申报": "not-recommended",
        "本表不得更改格式": "",
    }.items(),
)
def test_a_line_below_of_the_whole_list(text: str, slug: str) -> None:
    assert slugs(FLAT, FIRST_ROW, SECOND_ROW, text)[:2] == [slug, slug]


@pytest.mark.parametrize(
    ("project", "slug"),
    {
        "桥项目（人员不参评）": "not-recommended",
        "桥项目（备选）": "eligibility-doubtful",
        "桥项目（已取消封闭管理）": "",
    }.items(),
)
def test_what_a_project_says_in_brackets_of_its_people(project: str, slug: str) -> None:
    other = f"2|高山公司|隧道项目|老挝|承包工程|在建|1|0|1|{CHLOE}"
    assert slugs(FLAT, FIRST_ROW.replace("桥项目", project), SECOND_ROW, other)[:3] == [slug, slug, ""]


@pytest.mark.parametrize(
    ("line", "slug"),
    {
        "二、缅甸片区（暂不上报）": "not-recommended",
        "二、缅甸片区（候补人员）": "eligibility-doubtful",
        "二、缅甸片区（在建）": "",
    }.items(),
)
def test_what_a_line_says_in_brackets_of_those_below(line: str, slug: str) -> None:
    assert slugs(FLAT, FIRST_ROW, line, SECOND_ROW, "三、泰国片区", THIRD_ROW)[:3] == ["", slug, ""]


@pytest.mark.parametrize(
    ("number", "slug"), {"放弃": "not-recommended", "备1": "eligibility-doubtful", "-": ""}.items()
)
def test_what_stands_in_the_place_of_a_number_is_none(number: str, slug: str) -> None:
    rows = [FLAT, FIRST_ROW, SECOND_ROW, f"2|高山公司|隧道项目|老挝|承包工程|在建|1|0|1|{CHLOE}"]
    found = recognise(document(sheet(*rows, f"{number}{BLANK}|丁四平|13900004444|机械工程类|老挝|专业工程会员|负责")))
    assert [each.slug for each in found.people[-1].problems] == ([slug] if slug else [])
    assert found.people[-1].project == found.people[-2].project


def test_nothing_is_said_twice() -> None:
    assert slugs("以下人员暂不推荐", FLAT, FIRST_ROW) == ["not-recommended"]
    assert _slugs(sheet(FLAT, FIRST_ROW, above=["一、以下人员暂不推荐："])) == ["not-recommended"]


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("以下人员暂不推荐", "以下人员推荐"),
        ("一、暂不推荐人员", "二、推荐人员"),
        ("一、暂不推荐人员", "二、第二批"),
        ("暂不推荐人员", "同意推荐人员名单"),
        ("以下人员暂不推荐", "未来三年计划外派参与工程项目人员汇总"),
    ],
)
def test_it_ends_with_the_next_line_of_its_kind(line: str, end: str) -> None:
    assert slugs(FLAT, line, FIRST_ROW, end, SECOND_ROW)[:2] == ["not-recommended", ""]


def test_it_goes_on_behind_lines_that_only_part_those_below() -> None:
    rows = [FIRST_ROW, "二、暂不推荐人员", "（一）土木工程类", SECOND_ROW, "（二）机械工程类", THIRD_ROW]
    assert slugs(FLAT, "一、推荐人员", *rows)[:3] == ["", "not-recommended", "not-recommended"]


@pytest.mark.parametrize("text", ["以上人员暂不推荐", "注：上述人员均放弃申报"])
def test_those_above_a_line_are_held(text: str) -> None:
    assert slugs(FLAT, FIRST_ROW, SECOND_ROW, text, THIRD_ROW) == ["not-recommended", "not-recommended", ""]


def test_where_nobody_stands_below_it_is_told() -> None:
    assert slugs(FLAT, FIRST_ROW, "以下人员暂不推荐") == ["", "condition-unread"]


def test_how_to_fill_in_holds_nobody() -> None:
    assert slugs("说明：以下人员不参加推荐，1.退休人员；2.外籍人员", FLAT, FIRST_ROW) == [""]


def test_cards_below_a_line_are_held() -> None:
    labels = PERSON.split("|")

    def card(person: str) -> list[str]:
        return [f"{label}|{value}" for label, value in zip(labels, person.split("|"), strict=True)]

    rows = [*card(ANNA), "", "以下人员暂不推荐", *card(BORIS), "", *card(CHLOE)]
    assert slugs(*rows) == ["", "not-recommended", "not-recommended"]


def test_a_line_over_the_table_beside_holds_nobody_else() -> None:
    rows = [f"{PERSON}||{PERSON}", f"{ANNA}||{BORIS}", "|||||||以下人员暂不推荐", f"{CHLOE}||{CHLOE}"]
    found = recognise(document(replace(sheet(*rows), merges=[])))
    held = [person.text("name") for person in found.people if any(p.slug == "not-recommended" for p in person.problems)]
    assert held == ["陈三石"]
    assert len(found.people) == 4


@pytest.mark.parametrize(
    ("line", "slug"),
    {
        "2024年推荐人员（已完成评价）": "not-recommended",
        "推荐参加工程能力评价人员情况表（2024年）": "not-recommended",
        "二、去年已推荐：": "not-recommended",
        "往年已互认人员名单": "not-recommended",
        "2025年推荐人员": "",
        "2024年已外派人员": "",
        "2024年通过竣工验收，2025年通过移交": "",
    }.items(),
)
def test_the_list_of_an_earlier_year_below_this_years(line: str, slug: str) -> None:
    below = ["", slug, slug]
    assert slugs(FLAT, FIRST_ROW, line, SECOND_ROW, THIRD_ROW)[:3] == below
    assert slugs(FLAT, FIRST_ROW, "", line, FLAT, AGAIN, THIRD_ROW)[:3] == below
    assert slugs(line, FLAT, AGAIN, THIRD_ROW, "", "2025年拟推荐人员", FLAT, FIRST_ROW)[:3] == [slug, slug, ""]


def test_a_title_with_last_years_number_holds_nobody_where_it_stands_over_all() -> None:
    assert slugs("2024年推荐人员名单", FLAT, FIRST_ROW, "未来三年计划外派", PLANNED + "|" + PERSON, FIRST_ROW)[:1] == [
        ""
    ]
    assert slugs("2024年推荐人员名单", FLAT, FIRST_ROW) == ["", "condition-unread"]
    title = sheet("2024年推荐人员名单", FLAT, FIRST_ROW)
    assert _slugs(title, sheet("未来三年计划外派", FLAT, AGAIN, name="二"))[:2] == ["", ""]
    assert _slugs(title, sheet("推荐人员名单", FLAT, AGAIN, name="二"))[:2] == ["not-recommended", ""]
