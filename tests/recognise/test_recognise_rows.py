"""The fate of rows, inheritance, and the project of each person."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BLANK, BORIS, CHLOE, FIRST, FLAT, PERSON, document, fates, sheet, told

from pipeline.model.statements import Found
from pipeline.recognise import recognise

SECOND = "2|近水公司|路项目|越南|其他|准备|1|1|1"
TEXT = "曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。"

FATES = {
    "people": f"{FIRST}|{ANNA}",
    "project-only": f"{FIRST}|/|/|/|/|/|/",
    "reference": f"{FIRST}|见附表",
    "sample": f"1|XX公司|XX项目|||||||张三|13800000000|土木工程类|缅甸|专业工程师|{TEXT}",
    "placeholder": "3|||||||||……|||中国",
    "total": "合计||||||9",
    "note": "填表说明：拟申请级别填写专业或资深",
}


@pytest.mark.parametrize("fate", FATES)
def test_fates(fate: str) -> None:
    assert fates(recognise(document(sheet(FLAT, FATES[fate])))) == ["heading", fate]


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        ("7", "placeholder"),
        ("……", "placeholder"),
        ("以下空白", "placeholder"),
        ("4||||承包工程|在建||||||土木工程类|中国|专业工程会员", "placeholder"),
        ("填表人：袁四野||||联系电话：023-60000000||||日期：2025年4月20日", "note"),
        ("推荐单位（盖章）：远山公司", "note"),
        ("注：1.此表可另附", "note"),
        ("共推荐3人", "total"),
        ("||合  计|||||12", "total"),
        (f"{FIRST}|详见附件2", "reference"),
        (f"{FIRST}|见《人员信息表》", "reference"),
        (f"{FIRST}|暂无人员", "project-only"),
        (FIRST, "project-only"),
        ("2|李四|", "project-only"),
        (f"{BLANK}|李四|13900000000|土木工程类|新加坡|资深工程师|{TEXT}", "sample"),
        (f"{BLANK}|李四|13922223333|土木工程类|新加坡|资深工程师|负责施工", "people"),
        (f"{BLANK}|李四|lisi@example.com|土木工程类|新加坡|资深工程会员|{TEXT}", "people"),
        (f"{BLANK}|李四||土木工程类|新加坡|资深工程师|{TEXT}", "sample"),
        (f"{BLANK}||13922223333|土木工程类|新加坡|资深工程师|负责施工", "people"),
        (f"{BLANK}|贺五田", "people"),
    ],
)
def test_more_fates(row: str, fate: str) -> None:
    assert fates(recognise(document(sheet(FLAT, row)))) == ["heading", fate]


def test_the_blank_form_holds_nobody() -> None:
    rows = [FLAT, FATES["sample"], f"2||||||||{BLANK[:1]}李四|13900000000||||{TEXT}", FATES["placeholder"]]
    recognition = recognise(document(sheet(*rows)))
    assert (recognition.kind, recognition.people, recognition.projects) == ("recommendation", [], [])


@pytest.mark.parametrize(("word", "name"), [("同上", ""), ("见附件", ""), ("附表工程", "附表工程")])
def test_a_project_that_only_points_elsewhere_is_none(word: str, name: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST.replace('桥项目', word)}|{ANNA}")))
    assert told(recognition, "company", "project_name") == [("远山公司", name)]


def test_a_project_that_is_struck_through_is_said() -> None:
    struck = frozenset({(1, 2), (1, 3)})
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"{BLANK}|{BORIS}", struck=struck)))
    told_of = [("column-doubtful", "project_name", "C2"), ("column-doubtful", "project_country", "D2")]
    assert [[(each.slug, each.field, each.cell) for each in p.problems] for p in recognition.people] == [told_of] * 2


INHERITED = {
    "blank below": f"{BLANK}|{BORIS}",
    "per-person numbers": f"2{BLANK}|{BORIS}",
    "words": f"2|同上|同上|同上|同上|同上|同上|同上|同上|{BORIS}",
    "quotes": f'2|〃|"|〃|〃|"|〃|〃|〃|{BORIS}',
    "dashes": f"2|—|—|—|—|—|—|—|—|{BORIS}",
    "repeated": f"1|远山公司|桥项目|缅甸|承包工程|在建|9|2|5|{BORIS}",
    "repeated in part": f"2|远山公司|桥项目|||||||{BORIS}",
}


@pytest.mark.parametrize("row", INHERITED.values(), ids=INHERITED)
def test_project_is_inherited(row: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", row)))
    assert [person.project for person in recognition.people] == [0, 0]
    assert told(recognition, "name", "company", "qualified_engineers")[1] == ("白二川", "远山公司", "5")
    assert len(recognition.projects) == 1


def test_merged_project() -> None:
    merges = " ".join(f"{letter}2:{letter}3" for letter in "ABCDEFGHI")
    recognition = recognise(
        document(sheet(FLAT, f"{FIRST}|{ANNA}", f"{BLANK}|{BORIS}", f"{SECOND}|{CHLOE}", merges=merges))
    )
    assert [person.project for person in recognition.people] == [0, 0, 1]


@pytest.mark.parametrize(
    ("rows", "company", "country"),
    [
        ([f"{FIRST}|{ANNA}", f"2|/|/|/|/|/|/|/|/|{BORIS}"], "", ""),
        ([f"{FIRST}|{ANNA}", f"{BLANK}|{CHLOE}", f"2{BLANK}|{BORIS}"], "", ""),
        ([f"{BLANK}|{BORIS}"], "", ""),
        ([f"{FIRST}|{ANNA}", f"2||路项目|越南||||||{BORIS}"], "远山公司", "越南"),
        ([f"{FIRST}|{ANNA}", f"2|近水公司|路项目|||||||{BORIS}"], "近水公司", ""),
        ([FATES["sample"], f"{BLANK}|{BORIS}"], "", ""),
    ],
)
def test_project_is_not_inherited(rows: list[str], company: str, country: str) -> None:
    recognition = recognise(document(sheet(FLAT, *rows)))
    assert told(recognition, "name", "company", "project_country")[-1] == ("白二川", company, country)


def test_ditto_in_fields_of_a_person() -> None:
    recognition = recognise(
        document(sheet(FLAT, f"{FIRST}|{ANNA}", f"{BLANK}|白二川|13900002222|同上|〃|同前|负责设计"))
    )
    assert told(recognition, "domain", "location", "level")[1] == ("土木工程类", "缅甸", "专业工程会员")
    assert recognition.people[1].fields["domain"].found is Found.INHERITED


@pytest.mark.parametrize("merges", ["", "J2:J3 K2:K3 L2:L3 M2:M3 N2:N3"])
def test_experience_over_several_rows(merges: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"{BLANK}||||||后来负责验收", merges=merges)))
    assert told(recognition, "row", "experience") == [("2", "负责主桥施工\n后来负责验收")]
    assert fates(recognition) == ["heading", "people", "people"]


def test_one_person_in_two_projects() -> None:
    merges = "J2:J3 K2:K3 L2:L3 M2:M3 N2:N3 O2:O3"
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", SECOND, merges=merges)))
    assert told(recognition, "row", "name", "project_name") == [("2", "安一凡", "桥项目"), ("3", "安一凡", "路项目")]


def test_extra_columns_stay_and_numbers_of_identity_go() -> None:
    row = f"{FIRST}|{ANNA}|女|本科|8|500101199001011234|身份证号：500101199001011234，带队"
    recognition = recognise(document(sheet(f"{FLAT}|性别|学历|工作年限|身份证号|备注", row)))
    person = recognition.people[0]
    assert person.extra == {"性别": "女", "备注": "带队"}
    assert (person.fields["education"].text, person.fields["work_years"].text) == ("本科", "8")
    assert "19900101" not in repr(recognition)
    assert [(p.slug, p.about) for p in recognition.problems] == [("extra-personal-data", "共2处")]


def test_cells_are_named_also_where_they_are_empty() -> None:
    recognition = recognise(document(sheet("", f"|{FLAT}", f"|{FIRST}|安一凡||土木||专业|负责")))
    fields = recognition.people[0].fields
    assert (fields["name"].cell, fields["phone"].text, fields["phone"].cell) == ("K3", "", "L3")
    assert fields["phone"].heading == "联系方式"


@pytest.mark.parametrize(
    ("hidden", "about"),
    [
        ({"hidden_rows": frozenset({1})}, "隐藏行"),
        ({"hidden_columns": frozenset({10})}, "隐藏列"),
        ({"hidden": True}, "隐藏工作表"),
    ],
)
def test_hidden_people_count(hidden: dict[str, object], about: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", **hidden)))
    assert told(recognition, "name") == [("安一凡",)]
    assert [(p.slug, p.about) for p in recognition.problems] == [("hidden-rows", about)]


@pytest.mark.parametrize(
    "rows",
    [
        ("推荐单位（盖章）：远山公司", FLAT),
        ("推荐单位：（盖章）远山公司", FLAT),
        ("推荐单位（盖章）||远山公司", FLAT),
        ("推荐单位(公章)：__远山公司__    日期：2025年4月20日", FLAT),
        (FLAT, f"{FIRST}|{ANNA}", "推荐单位：远山公司（盖章）"),
        ("填报单位：别的公司", "推荐单位：远山公司", FLAT),
        ("推荐参加工程能力评价人员情况表⏎推荐单位（盖章）：远山公司", FLAT),
    ],
)
def test_unit(rows: tuple[str, ...]) -> None:
    unit = recognise(document(sheet(*rows))).unit
    assert unit is not None
    assert unit.text == "远山公司"


def test_unit_before_a_word_table() -> None:
    unit = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", above=["推荐单位（盖章）：远山公司"]))).unit
    assert unit is not None
    assert (unit.text, unit.cell) == ("远山公司", "")


def test_no_unit() -> None:
    assert recognise(document(sheet("推荐单位（盖章）：", FLAT))).unit is None


UNIT_COLUMN = f"序号|推荐单位|企业名称|项目名称|项目所在国家|{PERSON}"


def test_unit_of_a_list_that_repeats_it() -> None:
    rows = [f"1|山城协会|远山公司|桥项目|缅甸|{ANNA}", f"2|山城协会|近水公司|路项目|越南|{BORIS}"]
    found = recognise(document(sheet(UNIT_COLUMN, *rows))).unit
    assert found is not None
    assert (found.text, found.cell) == ("山城协会", "B2")
    several = [rows[0], rows[1].replace("山城协会", "江城协会")]
    assert recognise(document(sheet(UNIT_COLUMN, *several))).unit is None


@pytest.mark.parametrize("heading", ["外派情况", "类别", "人员类别"])
def test_section_column_holds_until_it_says_otherwise(heading: str) -> None:
    rows = [
        f"已外派|{FIRST}|{ANNA}",
        f"|{SECOND}|{BORIS}",
        f"计划外派|{SECOND}|{CHLOE}",
        f"|{BLANK}|赵五田|13900004444",
    ]
    found = recognise(document(sheet(f"{heading}|{FLAT}", *rows)))
    assert [section for (section,) in told(found, "section")] == ["dispatched", "dispatched", "planned", "planned"]


COMPANY = "企业名称：{}|||联系人：王五||手机：13900005555"


def test_company_and_project_over_each_table() -> None:
    rows = [
        COMPANY.format("远山公司"),
        f"序号|项目名称|项目所在国家|项目类型|{PERSON}",
        f"1|桥项目|缅甸|承包工程|{ANNA}",
        f"2||||{BORIS}",
    ]
    again = [COMPANY.format("近水公司"), rows[1], f"1|路项目|越南|其他|{CHLOE}"]
    found = recognise(document(sheet("已外派", *rows, *again)))
    assert told(found, "company", "company_contact", "company_contact_phone", "project_name") == [
        ("远山公司", "王五", "13900005555", "桥项目"),
        ("远山公司", "王五", "13900005555", "桥项目"),
        ("近水公司", "王五", "13900005555", "路项目"),
    ]
    assert fates(found) == ["heading", "heading", "people", "people", "heading", "heading", "people"]


def test_whole_project_over_a_table_of_people() -> None:
    block = [
        "企业名称|远山公司|联系人|王五|联系电话|13900005555",
        "项目名称|桥项目|项目所在国家|缅甸|项目类型|承包工程",
    ]
    found = recognise(document(sheet("计划外派", *block, "", f"序号|{PERSON}", f"1|{ANNA}", f"2|{BORIS}")))
    assert (
        told(found, "section", "company", "company_contact_phone", "project_country")
        == [("planned", "远山公司", "13900005555", "缅甸")] * 2
    )
    assert len(found.projects) == 1


def test_each_table_has_what_stands_over_it() -> None:
    """The same headings again under another project are no page break."""
    rows = [row for name in ("桥项目", "路项目") for row in (f"项目名称：{name}", f"序号|{PERSON}", f"1|{ANNA}")]
    assert told(recognise(document(sheet(*rows))), "project_name") == [("桥项目",), ("路项目",)]


def test_paragraphs_over_a_word_table() -> None:
    above = ["已外派", "企业名称：远山公司（联系人：王五，手机：13900005555）", "项目名称：桥项目  项目所在国家：缅甸"]
    found = recognise(document(sheet(f"序号|{PERSON}", f"1|{ANNA}", above=above)))
    assert told(found, "company", "project_name", "project_country") == [
        ("远山公司（联系人：王五，手机：13900005555）", "桥项目", "缅甸")
    ]


def test_a_contact_under_one_table_is_not_over_the_next() -> None:
    rows = [
        FLAT,
        f"{FIRST}|{ANNA}",
        "联系人：王五|联系电话：13900005555",
        "计划外派",
        f"序号|项目名称|{PERSON}",
        f"1|路项目|{CHLOE}",
    ]
    assert told(recognise(document(sheet(*rows))), "company_contact")[-1] == ("",)


def test_count_in_the_first_column_is_no_total() -> None:
    rows = [f"符合条件人数|项目名称|{PERSON}", f"共3人|桥项目|{ANNA}", f"|桥项目|{BORIS}", "共2人"]
    recognition = recognise(document(sheet(*rows)))
    assert fates(recognition) == ["heading", "people", "people", "total"]


def test_one_person_over_two_rows_that_are_not_merged() -> None:
    rows = [
        f"{FIRST}|安一凡|13900001111|土木工程类|||",
        f"{BLANK}||||缅甸|专业工程会员|负责主桥施工",
        f"2{BLANK}|{BORIS}",
    ]
    found = recognise(document(sheet(FLAT, *rows)))
    assert told(found, "name", "location", "level", "experience") == [
        ("安一凡", "缅甸", "专业工程会员", "负责主桥施工"),
        ("白二川", "泰国", "资深工程会员", "负责升压站设计"),
    ]


def test_a_row_without_name_that_tells_all_again_is_another_person() -> None:
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"{BLANK}||{BORIS.partition('|')[2]}")))
    assert told(found, "name", "phone") == [("安一凡", "13900001111"), ("", "13900002222")]


def test_a_person_in_other_columns_than_the_headings_say() -> None:
    """People added below the table, without headings; nothing says which project is theirs."""
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", "补充人员：", f"1|{BORIS}")))
    assert told(found, "name", "phone", "domain", "location", "level", "project_name") == [
        ("安一凡", "13900001111", "土木工程类", "缅甸", "专业工程会员", "桥项目"),
        ("白二川", "13900002222", "电气工程类", "泰国", "资深工程会员", ""),
    ]


def test_older_numbers_of_identity_go_too() -> None:
    number = "110101" + "760229" + "123"
    found = recognise(document(sheet(f"{FLAT}|备注", f"{FIRST}|{ANNA}|身份证{number}")))
    assert found.people[0].extra == {}
    assert [problem.slug for problem in found.problems] == ["extra-personal-data"]


def test_who_filled_the_sheet_in_is_no_hint() -> None:
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", "填表人：周四海|填表日期：2025年4月20日")))
    assert fates(found)[-1] == "note"


@pytest.mark.parametrize(
    "row", [f"例|远山公司|塔项目{'|' * 6}|{BORIS}", f"2{BLANK}|{BORIS.replace('川', '川（示例）')}"]
)
def test_a_row_marked_as_an_example_is_nobody(row: str) -> None:
    found = recognise(document(sheet(FLAT, row, f"{FIRST}|{ANNA}")))
    assert told(found, "name") == [("安一凡",)]
    assert fates(found) == ["heading", "sample", "people"]
    assert [project.fields["project_name"].text for project in found.projects] == ["桥项目"]


def test_labels_with_colons_and_values_beside_them_stand_over_their_people() -> None:
    heads = f"序号|{PERSON}"
    blocks = [
        (
            f"企业名称：|{company}|联系人：|周四海",
            f"项目名称：|{project}|项目所在国家：|{country}",
            heads,
            f"1|{person}",
            "",
        )
        for company, project, country, person in (
            ("远山公司", "桥项目", "缅甸", ANNA),
            ("近水公司", "塔项目", "泰国", BORIS),
        )
    ]
    found = recognise(document(sheet(*(row for block in blocks for row in block))))
    assert told(found, "name", "company", "project_name", "project_country") == [
        ("安一凡", "远山公司", "桥项目", "缅甸"),
        ("白二川", "近水公司", "塔项目", "泰国"),
    ]


def test_all_of_a_long_block_over_the_people_is_read() -> None:
    labels = ["企业名称", "企业联系人", *FLAT.split("|")[2:9]]
    values = ["远山公司", "周四海", "桥项目", "缅甸", "承包工程", "在建", "9", "2", "5"]
    rows = [f"{label}|{value}" for label, value in zip(labels, values, strict=True)]
    found = recognise(document(sheet(*rows, "", f"序号|{PERSON}", f"1|{ANNA}")))
    assert told(found, "name", "company", "company_contact", "qualified_engineers") == [
        ("安一凡", "远山公司", "周四海", "5")
    ]


def test_dots_left_below_do_not_tell_what_numbers_count() -> None:
    rows = [f"{FIRST}|{ANNA}", f"2{BLANK}|{BORIS}", f"{BLANK}|……"]
    assert told(recognise(document(sheet(FLAT, *rows))), "name", "project_name") == [
        ("安一凡", "桥项目"),
        ("白二川", "桥项目"),
    ]


@pytest.mark.parametrize(("counts", "first"), [("0|0|0", "9"), ("1|0|1", "1")])
def test_a_row_that_only_counts_is_of_the_project_above(counts: str, first: str) -> None:
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"2||||||{counts}|{BORIS}")))
    assert told(found, "project_name", "project_status", "chinese_engineers")[1] == ("桥项目", "在建", first)


def test_what_looks_like_people_outside_the_tables_is_told() -> None:
    other = ["", "领域|人数", "土木工程类|1", "机械工程类|0", "", f"补充|{BORIS}"]
    found = recognise(
        document(
            sheet(FLAT, f"{FIRST}|{ANNA}", *other), sheet("13900003333|专业工程会员|机械工程类|陈三石", name="备选")
        )
    )
    assert told(found, "name") == [("安一凡",)]
    assert [(p.slug, p.sheet, p.cell) for p in found.problems] == [
        ("people-unread", "Sheet1", "A8"),
        ("people-unread", "备选", "A1"),
    ]


@pytest.mark.parametrize("separator", ["\t", "，", "；"])
def test_a_row_that_was_pasted_into_one_cell_is_told(separator: str) -> None:
    pasted = f"2{separator}{BORIS.replace('|', separator)}"
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", pasted)))
    assert told(found, "name") == [("安一凡",)]
    assert [(p.slug, p.cell) for p in found.problems] == [("people-unread", "A3")]


@pytest.mark.parametrize(
    "note",
    ["填写示例：张三，13800000000，土木工程类，专业工程师", "联系人：余一，19900001111，电子邮箱：a@unit.example"],
)
def test_a_note_with_a_phone_is_nobody(note: str) -> None:
    assert recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", note))).problems == []


def test_an_example_of_two_people_under_one_number() -> None:
    rows = [f"填写示例|远山公司|塔项目{'|' * 6}|{BORIS}", f"{BLANK}|{CHLOE}", f"{FIRST}|{ANNA}"]
    assert told(recognise(document(sheet(FLAT, *rows, merges="A2:A3"))), "name") == [("安一凡",)]


def test_a_contact_below_the_table_is_no_person() -> None:
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", "", "推荐单位联系人|周四海|13900009999|工程部|土木工程")))
    assert told(found, "name") == [("安一凡",)]


def test_a_total_in_the_column_of_names_does_not_tell_what_numbers_count() -> None:
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", f"2{BLANK}|{BORIS}", f"{BLANK}|合计：2人")))
    assert told(found, "name", "project_name") == [("安一凡", "桥项目"), ("白二川", "桥项目")]
