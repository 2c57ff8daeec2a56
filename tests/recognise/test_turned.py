"""Forms turned on their side: a label in the first column of every row, and a person in each column beside it."""

from __future__ import annotations

from support_recognise import ANNA, BORIS, CHLOE, FIRST, FLAT, document, sheet, told

from pipeline.recognise import recognise

PEOPLE = [ANNA.split("|"), BORIS.split("|")]


def turned(headings: str, *rows: str) -> list[str]:
    """The rows of a table with its columns as rows."""
    lines = [line.split("|") for line in (headings, *rows)]
    return ["|".join(cells) for cells in zip(*lines, strict=True)]


def test_each_column_is_a_person_with_a_project() -> None:
    rows = turned(FLAT, f"{FIRST}|{ANNA}", f"2|远水公司|坝项目|泰国|对外投资|筹建|7|3|1|{BORIS}")
    found = recognise(document(sheet("推荐人员情况表", "已外派", *rows)))
    assert told(found, "name", "phone", "company", "project_name", "chinese_engineers", "level") == [
        ("安一凡", "13900001111", "远山公司", "桥项目", "9", "专业工程会员"),
        ("白二川", "13900002222", "远水公司", "坝项目", "7", "资深工程会员"),
    ]
    assert found.people[1].fields["phone"].cell == "C13"


def test_labels_that_a_table_would_understand_are_understood() -> None:
    headings = (
        FLAT.replace("项目名称", "承建项目")
        .replace("中方在外工程师人数", "中国工程师数量")
        .replace("所在领域", "推荐领域")
    )
    rows = turned(headings.replace("主要工程实践经历", "参与工程与职责"), f"{FIRST}|{ANNA}", f"{FIRST}|{BORIS}")
    rows[-1] = "参与工程与职责|" + "|".join(["2015年至2018年负责大桥主墩施工组织与质量验收，获业主书面表扬。"] * 2)
    found = recognise(document(sheet("已外派", *rows)))
    assert told(found, "name", "project_name", "chinese_engineers", "domain") == [
        ("安一凡", "桥项目", "9", "土木工程类"),
        ("白二川", "桥项目", "9", "电气工程类"),
    ]
    assert all(person.text("experience").startswith("2015年至2018年") for person in found.people)


def test_the_second_block_begins_anew() -> None:
    first = turned(FLAT.replace("当前所在地", "派驻国家"), f"{FIRST}|{ANNA}", f"{FIRST}|{BORIS}")
    planned = (
        "序号|企业名称|计划外派项目|计划外派国家|互认人员|联系方式|所在领域|当前所在地|拟申请级别|主要工程实践经历"
    )
    second = turned(planned, f"1|远山公司（联系人：余一，手机：13900009999）|||{CHLOE}", f"2|远山公司|||{ANNA}")
    found = recognise(document(sheet("已外派人员", *first, "", "计划外派人员", *second)))
    assert told(found, "name", "section", "location", "project_name", "project_country") == [
        ("安一凡", "dispatched", "缅甸", "桥项目", "缅甸"),
        ("白二川", "dispatched", "泰国", "桥项目", "缅甸"),
        ("陈三石", "planned", "老挝", "", ""),
        ("安一凡", "planned", "缅甸", "", ""),
    ]
    assert told(found, "company")[2] == ("远山公司（联系人：余一，手机：13900009999）",)


def test_a_word_for_the_people_stands_beside_their_names() -> None:
    """Also where two phones stand in one cell."""
    people = ANNA.replace("13900001111", "13900001111；13900009999"), BORIS
    rows = turned(FLAT.replace("姓名", "互认人员"), *(f"{FIRST}|{person}" for person in people))
    found = recognise(document(sheet("推荐人员情况表", "已外派", *rows)))
    assert told(found, "name", "phone", "level") == [
        ("安一凡", "13900001111；13900009999", "专业工程会员"),
        ("白二川", "13900002222", "资深工程会员"),
    ]
    counted = [row.replace("安一凡", "5人").replace("白二川", "3人") for row in rows]
    assert recognise(document(sheet("推荐人员情况表", "已外派", *counted))).kind == "none"


def test_a_card_with_labels_in_two_columns_is_none() -> None:
    rows = (
        "姓名|安一凡|联系方式|13900001111",
        "所在领域|土木工程类|当前所在地|缅甸",
        "拟申请级别|专业工程会员|企业名称|远山公司",
        "主要工程实践经历|负责主桥施工",
    )
    found = recognise(document(sheet(*rows)))
    assert told(found, "name", "phone", "location", "company") == [("安一凡", "13900001111", "缅甸", "远山公司")]


def test_cards_with_figures_beside_them_are_none() -> None:
    card = (
        "企业名称|远山公司|项目名称|桥项目||汽车工程类|0",
        "项目所在国家|缅甸|姓名|安一凡||土木工程类|1",
        "联系方式|13900001111|所在领域|土木工程类||电气工程类|0",
        "当前所在地|缅甸|拟申请级别|专业工程会员||机械工程类|0",
        "主要工程实践经历|负责主桥施工||||合计|1",
    )
    found = recognise(document(sheet("推荐人员信息卡（已外派）|||||领域|人数", *card)))
    assert told(found, "name", "phone", "domain", "company") == [("安一凡", "13900001111", "土木工程类", "远山公司")]
