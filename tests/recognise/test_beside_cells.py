"""What stands on a sheet outside its cells: the unit in the page header, somebody in a text box or comment."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BLANK, BORIS, FIRST, FLAT, document, sheet

from pipeline.model.documents import Aside, AsidePlace, Document, Sheet
from pipeline.model.statements import Recognition
from pipeline.recognise import recognise

Rows = tuple[str, ...]
FAR, NEAR = "远山工程有限公司", "近水工程有限公司"


def with_asides(*asides: Aside, above: Rows = (), name: str = "附件3", more: tuple[Sheet, ...] = ()) -> Document:
    rows = (*above, FLAT, f"{FIRST}|{ANNA}", f"{BLANK}|{BORIS}")
    return document(sheet(*rows, name=name, beside=list(asides)), *more)


def unread(result: Recognition) -> list[tuple[str, str]]:
    return [(problem.cell, problem.about) for problem in result.problems if problem.slug == "content-unread"]


def unit(result: Recognition) -> tuple[str, str, str]:
    assert result.unit
    return result.unit.text, result.unit.cell, result.unit.heading


@pytest.mark.parametrize(
    ("aside", "found"),
    [
        (Aside(AsidePlace.HEADER, "", f"附件3\n推荐单位（盖章）：{FAR}\n第 页"), (FAR, "页眉", "推荐单位（盖章）")),
        (Aside(AsidePlace.BOX, "B2", f"推荐单位：{FAR}"), (FAR, "文本框B2", "推荐单位")),
        (Aside(AsidePlace.FOOTER, "", FAR), (FAR, "页脚", "")),
    ],
)
def test_the_unit_outside_the_cells(aside: Aside, found: tuple[str, str, str]) -> None:
    assert unit(recognise(with_asides(aside))) == found


def test_the_unit_as_the_name_of_the_sheet() -> None:
    assert unit(recognise(with_asides(name=FAR))) == (FAR, "", "")
    other = sheet(FLAT, f"{FIRST}|{ANNA}", name=NEAR)
    assert recognise(with_asides(name=FAR, more=(other,))).unit is None


def test_two_units_are_said() -> None:
    header = Aside(AsidePlace.HEADER, "", f"推荐单位：{FAR}")
    result = recognise(with_asides(header, above=(f"推荐单位：{NEAR}",)))
    assert unit(result)[:2] == (NEAR, "A1")
    assert [(each.slug, each.value, each.about) for each in result.problems] == [("unit-conflict", NEAR, FAR)]


@pytest.mark.parametrize(
    "aside",
    [
        Aside(AsidePlace.BOX, "E5", "补充一人：\n陈三石 19900003333 机械工程类"),
        Aside(AsidePlace.BOX, "E5", "陈三石，199 0000 3333"),
        Aside(AsidePlace.COMMENT, "E5", "新号码 19900003333"),
        Aside(AsidePlace.COMMENT, "E5", "本人放弃"),
        Aside(AsidePlace.COMMENT, "E5", "改报资深"),
        Aside(AsidePlace.COMMENT, "E5", "改为资深"),
        Aside(AsidePlace.COMMENT, "E5", "此人不报了"),
        Aside(AsidePlace.FOOTER, "E5", "陈三石 19900003333 机械工程类"),
        Aside(AsidePlace.FOOTNOTE, "E5", "陈三石 19900003333 专业工程会员"),
    ],
)
def test_somebody_outside_the_cells_is_said(aside: Aside) -> None:
    word = {"box": "文本框", "comment": "批注", "footer": "页脚", "footnote": "脚注"}[aside.place]
    assert unread(recognise(with_asides(aside))) == [("E5", f"{word}E5里像有人员或办理要求")]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("WPS:\n本人已离职，不报了", "not-recommended"),
        ("余一：本人放弃", "not-recommended"),
        ("改为资深", "values-differ"),
        ("电话已换，新号19900003333", "values-differ"),
        ("此行作废", "struck-out"),
    ],
)
def test_a_comment_in_the_row_of_somebody_is_a_remark_on_that_one(text: str, slug: str) -> None:
    result = recognise(with_asides(Aside(AsidePlace.COMMENT, "J2", text)))
    assert [[(each.slug, each.cell) for each in person.problems] for person in result.people] == [[(slug, "J2")], []]
    assert result.problems == []


@pytest.mark.parametrize(
    "text", ["请填写本人手机号码，11位", "改为专业", "安一凡 139 0000 1111", "如不符合条件请删除此行"]
)
def test_a_comment_that_changes_nothing_is_none(text: str) -> None:
    assert [person.problems for person in recognise(with_asides(Aside(AsidePlace.COMMENT, "J2", text))).people] == [
        [],
        [],
    ]


@pytest.mark.parametrize(
    "aside",
    [
        Aside(AsidePlace.BOX, "E5", "联系人：余一 19900008888"),
        Aside(AsidePlace.BOX, "E5", "附件3"),
        Aside(AsidePlace.BOX, "E5", ""),
        Aside(AsidePlace.COMMENT, "E5", "请填写本人手机号码，11位"),
        Aside(AsidePlace.COMMENT, "E5", "是否离职请注明"),
        Aside(AsidePlace.COMMENT, "E5", "安一凡 139 0000 1111"),
        Aside(AsidePlace.HEADER, "", "地址：重庆市渝中区 电话：023-68881234"),
        Aside(AsidePlace.FOOTER, "", "填表人：余一 19900008888"),
        Aside(AsidePlace.FOOTER, "", "2025-04-21 08:30"),
        Aside(AsidePlace.PICTURE, "A1", ""),
    ],
)
def test_nothing_is_said_of_what_stands_there_anyway(aside: Aside) -> None:
    assert recognise(with_asides(aside)).problems == []


def test_a_sheet_of_nothing_but_pictures() -> None:
    stamped = Sheet("盖章页", [], beside=[Aside(AsidePlace.PICTURE, "A1", "")])
    assert unread(recognise(with_asides(more=(stamped,)))) == [("", "这张工作表里只有图片")]
