"""Where tables stand, how headings look, and which section a table belongs to."""

from __future__ import annotations

import pytest
from support_recognise import (
    ANNA,
    BLANK,
    BORIS,
    CHLOE,
    FIRST,
    FLAT,
    GROUP,
    PERSON,
    PROJECT,
    document,
    fates,
    sheet,
    told,
)

from pipeline.model.documents import Sheet
from pipeline.model.statements import Found
from pipeline.recognise import recognise

OUT = "已外派参与工程项目人员汇总（可另附）"
PLAN = "未来三年计划外派参与工程项目人员汇总（可另附）"
PLANNED = "序号|企业名称|计划外派项目名称|计划外派国家"
PLAIN = "序号|单位|项目名称|国别"
ROAD = "1|远山公司|路项目|越南"
BOTH = [("安一凡", "dispatched", "桥项目"), ("陈三石", "planned", "路项目")]
THREE_ROWS = (
    "序号|企业信息||项目信息||||||拟互认人员信息|||||",
    "|企业名称|联系人及电话|名称|国别|类型|状态|工程师人数||姓名|联系方式|领域|所在地|级别|经历",
    "|||||||中方|外方||||||",
    f"1|远山公司|王五|桥项目|缅甸|承包工程|在建|9|2|{ANNA}",
)
THREE_MERGES = "A1:A3 B1:C1 D1:I1 H2:I2 J1:O1 B2:B3 C2:C3 D2:D3 E2:E3 F2:F3 G2:G3 J2:J3 K2:K3 L2:L3 M2:M3 N2:N3 O2:O3"

SECTIONS = {
    "captions": [sheet(OUT, FLAT, f"{FIRST}|{ANNA}", "", PLAN, f"{PLAIN}|{PERSON}", f"{ROAD}|{CHLOE}")],
    "columns": [sheet(FLAT, f"{FIRST}|{ANNA}", "", f"{PLAIN}|{PERSON}", f"{ROAD}|{CHLOE}")],
    "headings": [sheet(FLAT, f"{FIRST}|{ANNA}", "", f"{PLANNED}|{PERSON}", f"{ROAD}|{CHLOE}")],
    "sheet names": [
        sheet(FLAT, f"{FIRST}|{ANNA}", name="已外派"),
        sheet(f"{PLAIN}|{PERSON}", f"{ROAD}|{CHLOE}", name="计划外派"),
    ],
    "side by side": [sheet(f"{FLAT}||{PLANNED}|{PERSON}", f"{FIRST}|{ANNA}||{ROAD}|{CHLOE}")],
    "a column": [
        sheet(f"外派情况|{FLAT}", f"已外派|{FIRST}|{ANNA}", f"计划外派|{ROAD}||||||{CHLOE}"),
    ],
    "lines between rows": [sheet(FLAT, OUT, f"{FIRST}|{ANNA}", PLAN, f"{ROAD}||||||{CHLOE}")],
    "unlabelled": [
        sheet(OUT, f"{PROJECT}|{GROUP}", f"{FIRST}|{ANNA}", PLAN, f"{PLANNED}|{GROUP}", f"{ROAD}|{CHLOE}"),
    ],
}


@pytest.mark.parametrize("sheets", SECTIONS.values(), ids=SECTIONS)
def test_sections(sheets: list[Sheet]) -> None:
    assert told(recognise(document(*sheets)), "name", "section", "project_name") == BOTH


HEADINGS = {
    "one row": [sheet(FLAT, f"{FIRST}|{ANNA}")],
    "anywhere": [sheet("", "||公司标识", "", f"||{FLAT}", f"||{FIRST}|{ANNA}")],
    "sub-headings": [
        sheet(f"{PROJECT}|拟互认人员信息|||||", f"{BLANK}|{PERSON}", f"{FIRST}|{ANNA}", merges="A1:A2 J1:O1"),
    ],
    "sub-headings without merges": [sheet(f"{PROJECT}|拟互认人员信息", f"{BLANK}|{PERSON}", f"{FIRST}|{ANNA}")],
    "three rows": [sheet(*THREE_ROWS, merges=THREE_MERGES)],
    "column numbers below": [sheet(FLAT, "|".join(map(str, range(1, 16))), f"{FIRST}|{ANNA}")],
    "remarks below": [
        sheet(FLAT, "|（联系人及手机）||（地区）|||||||||（国家）|（专业/资深）|（300字）", f"{FIRST}|{ANNA}")
    ],
    "hints below": [
        sheet(FLAT, "|填写全称|填写全称|国家全称|五选一|||||与身份证一致|11位手机号", f"{FIRST}|{ANNA}"),
    ],
    "one heading over six columns": [sheet(f"{PROJECT}|{GROUP}|||||", f"{FIRST}|{ANNA}", merges="J1:O1")],
    "beside statistics": [sheet(f"{FLAT}||领域|人数", f"{FIRST}|{ANNA}||土木工程类|1")],
    "above a list of contacts": [
        sheet(FLAT, f"{FIRST}|{ANNA}", "", "联系人信息", "姓名|职务|手机", "袁四野|经理|13700000001"),
    ],
    "above statistics": [sheet(FLAT, f"{FIRST}|{ANNA}", "", "领域|人数", "土木工程类|1")],
    "among other sheets": [
        sheet("工程技术领域|专业类别|范围", "土木工程类|结构工程|包括房屋建筑工程", name="附件1"),
        sheet(FLAT, f"{FIRST}|{ANNA}"),
        sheet("序号|姓名|单位|职务|电话", "1|袁四野|远山公司|经理|13700000001", name="通讯录"),
    ],
}


@pytest.mark.parametrize("sheets", HEADINGS.values(), ids=HEADINGS)
def test_headings(sheets: list[Sheet]) -> None:
    found = told(
        recognise(document(*sheets)), "name", "phone", "domain", "location", "level", "experience", "project_name"
    )
    assert found == [(*ANNA.split("|"), "桥项目")]


def test_a_word_between_two_brackets_is_no_remark_on_the_one_above_it() -> None:
    asked = "（1）企业名称（全称）|（2）项目名称（中文）|（3）项目所在国家（地区）|（4）项目状态（在建、完工）"
    rows = (f"外派项目情况||||{PERSON}", asked, f"远山公司|桥项目|缅甸|在建|{ANNA}")
    found = recognise(document(sheet(*rows)))
    assert told(found, "company", "project_country", "project_status") == [("远山公司", "缅甸", "在建")]
    assert found.projects[0].fields["company"].heading == "（1）企业名称（全称）"


WORDS = {
    "renamed": (
        "编号|实施企业|境外项目名称|国别/地区|申请人|手机号码|申报领域|目前所在国家|申报级别|主要业绩",
        f"1|远山公司|桥项目|泰国|{ANNA}",
    ),
    "traditional": (
        "序號|企業名稱|項目名稱|項目所在國家|姓名|聯繫方式|所在領域|當前所在地|擬申請級別|主要工程實踐經歷",
        f"1|远山公司|桥项目|泰国|{ANNA}",
    ),
    "numbered and starred": (
        "1.序号|2.企业名称*|③项目名称|④国别：|（5）姓 名|6、联系方式|7.所在领域|8.当前所在地|9.级别|10.经历（300字）",
        f"1|远山公司|桥项目|泰国|{ANNA}",
    ),
    "country by its neighbours": (
        "企业|项目|国家|姓名|电话|领域|国家|级别|经历",
        f"远山公司|桥项目|泰国|{ANNA}",
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_heading_words(name: str) -> None:
    found = told(
        recognise(document(sheet(*WORDS[name]))), "name", "phone", "location", "level", "project_country", "experience"
    )
    assert found == [("安一凡", "13900001111", "缅甸", "专业工程会员", "泰国", "负责主桥施工")]


def test_unknown_headings_are_told_by_their_cells() -> None:
    rows = ("企业|项目|国别|候选者|通联|所在领域|当前所在地|欲申|工程经历", f"远山公司|桥项目|泰国|{ANNA}")
    recognition = recognise(document(sheet(*rows)))
    assert told(recognition, "name", "phone", "level") == [("安一凡", "13900001111", "专业工程会员")]
    assert recognition.people[0].fields["name"].found is Found.CONTENT


def test_contact_of_the_company_and_phone_of_the_person() -> None:
    heading = "企业名称|联系人|联系电话|项目名称|国家|姓名|联系电话|邮箱|领域|所在国家|城市|级别|经历"
    row = "远山公司|袁四野|13700001234|桥项目|缅甸|安一凡|13900001111|a@example.com|土木|泰国|曼谷|专业|负责施工"
    recognition = recognise(document(sheet(heading, row)))
    assert told(
        recognition, "company_contact", "company_contact_phone", "phone", "email", "location", "project_country"
    ) == [("袁四野", "13700001234", "13900001111", "a@example.com", "泰国曼谷", "缅甸")]


CITY_APART = {
    "among the person's": (
        "企业名称|项目所在国家|项目名称|姓名|当前所在国家|电话|城市|领域|级别|经历",
        "远山公司|缅甸|桥项目|安一凡|泰国|13900001111|曼谷|土木|专业|负责施工",
        "泰国曼谷",
    ),
    "columns mixed": (
        "级别|项目所在国家|姓名|企业名称|城市|项目名称|领域|电话|当前所在国家|经历",
        "专业|缅甸|安一凡|远山公司|曼谷|桥项目|土木|13900001111|泰国|负责施工",
        "泰国",
    ),
    "on the border": (
        "企业名称|项目名称|项目所在国家|项目状态|城市|姓名|电话|领域|当前所在国家|级别|经历",
        "远山公司|桥项目|缅甸|在建|曼谷|安一凡|13900001111|土木|泰国|专业|负责施工",
        "泰国",
    ),
}


@pytest.mark.parametrize("name", CITY_APART)
def test_city_apart_from_its_country(name: str) -> None:
    """It joins a country where its neighbours tell whose it is, and stays with the row as it is where they do not."""
    heading, row, location = CITY_APART[name]
    recognition = recognise(document(sheet(heading, row)))
    assert told(recognition, "location", "project_country") == [(location, "缅甸")]
    assert recognition.people[0].extra == ({} if location == "泰国曼谷" else {"城市": "曼谷"})


@pytest.mark.parametrize("missing", range(1, 6))
def test_one_of_the_columns_under_a_heading_that_is_not_merged_may_be_empty(missing: int) -> None:
    values = ANNA.split("|")
    values[missing] = ""
    found = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|{'|'.join(values)}")))
    assert told(found, "name", "phone", "domain", "location", "level", "experience") == [tuple(values)]


def test_a_text_far_to_the_right_is_not_under_the_heading() -> None:
    found = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|安一凡|13900001111|||||||已购票")))
    assert told(found, "name", "phone", "domain", "experience") == [("安一凡", "13900001111", "", "")]


@pytest.mark.parametrize(
    "phone",
    [
        "13900001111（国内）⏎+95 9 421 234 567（缅甸）",
        "国内：13900001111⏎缅甸：+95 9 421 234 567",
        "+95 9 421 234 567（缅甸）/13900001111",
    ],
)
def test_several_numbers_in_a_cell_tell_the_column_of_phones(phone: str) -> None:
    name, _, domain, place, level, text = ANNA.split("|")
    swapped = "|".join((name, place, domain, phone, level, text))
    found = recognise(document(sheet(f"{PROJECT}|{GROUP}|||||", f"{FIRST}|{swapped}", merges="J1:O1")))
    assert told(found, "phone", "location") == [(phone.replace("⏎", "\n"), place)]


def test_unlabelled_columns_in_another_order() -> None:
    swapped = "13900001111|安一凡|缅甸|土木工程类|专业工程会员|负责主桥施工"
    recognition = recognise(document(sheet(f"{PROJECT}|{GROUP}|||||", f"{FIRST}|{swapped}", merges="J1:O1")))
    assert told(recognition, "name", "phone", "domain", "location") == [("安一凡", "13900001111", "土木工程类", "缅甸")]
    assert recognition.people[0].fields["name"].found is Found.CONTENT


def test_choices_as_columns() -> None:
    heading = FLAT.replace("|拟申请级别|", "|拟申请级别||")
    rows = [heading, f"{BLANK}|||||专业工程会员|资深工程会员|", f"{FIRST}|安一凡|13900001111|土木|缅甸||√|负责施工"]
    assert told(recognise(document(sheet(*rows, merges="N1:O1"))), "level") == [("资深工程会员",)]


def test_choices_as_columns_under_the_people() -> None:
    """A tick under 资深工程会员 is the level, though 拟申请级别 stands nowhere and the heading has three rows."""
    rows = [row.replace("|级别|", "|专业工程会员|资深工程会员|") for row in THREE_ROWS[:2]]
    rows[0] += "|"
    body = [
        f"1|远山公司|王五|桥项目|缅甸|承包工程|在建|9|2|安一凡|13900001111|土木|缅甸|{tick}|施工"
        for tick in ("√|", "|√")
    ]
    merges = f"{THREE_MERGES.replace('J1:O1', 'J1:P1')} P2:P3"
    recognition = recognise(document(sheet(*rows, f"{THREE_ROWS[2]}|", *body, merges=merges)))
    assert told(recognition, "level", "experience") == [("专业工程会员", "施工"), ("资深工程会员", "施工")]


@pytest.mark.parametrize(
    "rows",
    [
        ("工程技术领域|专业类别|范围", "土木工程类|结构工程|包括房屋建筑工程"),
        ("序号|姓名|单位|职务|电话", "1|袁四野|远山公司|经理|13700000001"),
        ("领域|人数", "土木工程类|3"),
        (),
    ],
)
def test_other_sheets_are_none(rows: tuple[str, ...]) -> None:
    recognition = recognise(document(sheet(*rows)))
    assert (recognition.kind, [problem.slug for problem in recognition.problems]) == ("none", ["no-table"])


def test_page_break_goes_on() -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}", FLAT, f"{BLANK}|{BORIS}")))
    assert told(recognition, "name", "project_name") == [("安一凡", "桥项目"), ("白二川", "桥项目")]
    assert fates(recognition) == ["heading", "people", "heading", "people"]


def test_page_break_of_one_of_two_tables_beside_each_other() -> None:
    left = [FLAT, f"{FIRST}|{ANNA}", FLAT, f"{BLANK}|{BORIS}"]
    right = [f"{PLANNED}|{PERSON}", f"{ROAD}|{CHLOE}", "||||丁五强|13900004444|机械工程类|老挝|专业工程会员|负责安装"]
    recognition = recognise(document(sheet(*("||".join(pair) for pair in zip(left, [*right, "|"], strict=True)))))
    assert told(recognition, "name", "project_name") == [
        ("安一凡", "桥项目"),
        ("白二川", "桥项目"),
        ("陈三石", "路项目"),
        ("丁五强", "路项目"),
    ]
    assert fates(recognition) == ["heading", "people", "heading", "people", "heading", "people", "people"]


def test_document_is_not_changed() -> None:
    made = document(sheet(f"{FLAT}|身份证号", f"{FIRST}|{ANNA}|500101199001011234"))
    before = [list(row) for row in made.sheets[0].rows]
    recognise(made)
    assert made.sheets[0].rows == before


def test_two_people_in_one_row() -> None:
    rows = ["项目名称：桥项目", f"{PERSON}|{PERSON}", f"{ANNA}|{BORIS}", CHLOE]
    found = recognise(document(sheet(*rows)))
    assert told(found, "name", "phone", "location", "project_name") == [
        ("安一凡", "13900001111", "缅甸", "桥项目"),
        ("陈三石", "13900003333", "老挝", "桥项目"),
        ("白二川", "13900002222", "泰国", "桥项目"),
    ]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("企业|项目|所在|姓名|联系|所在|当前|申请|主要工程", "名称|名称|国家||方式|领域|所在地|级别|实践经历"),
        (
            "企|企业海外重|项目所|姓|联系|所在|当前所|拟申请|300字以内主要",
            "业|点项目名称|在国家|名|方式|领域|在地|级别|工程实践经历",
        ),
        ("企业|项目|国家|姓名|联系|领域|所在地|级别|经历", "名称|名称|||方式||||"),
        ("单位|海外项目|国别|姓名|联系|领域|所在地|级别|经历", "全称|名称|||方式||||"),
    ],
)
def test_words_of_headings_broken_over_two_rows(upper: str, lower: str) -> None:
    recognition = recognise(document(sheet(upper, lower, f"远山公司|桥项目|缅甸|{ANNA}")))
    assert told(recognition, "company", "project_name", "project_country", "name", "phone", "level") == [
        ("远山公司", "桥项目", "缅甸", "安一凡", "13900001111", "专业工程会员")
    ]
    assert fates(recognition) == ["heading", "heading", "people"]


def test_a_line_over_a_list_whose_people_name_their_projects_is_no_project() -> None:
    main = sheet(FLAT, f"{FIRST}|见附表")
    first = sheet(f"项目名称|{PERSON}", "2025年度", f"桥项目|{ANNA}", name="附表")
    further = sheet("填报要求：一人一行", "内部资料", f"桥项目|{BORIS}", name="续附表")
    found = recognise(document(main, first, further))
    assert told(found, "name", "project_name") == [("安一凡", "桥项目"), ("白二川", "桥项目")]
    assert len(found.projects) == 1
    begun = sheet(f"项目名称|{PERSON}", "桥项目", f"|{ANNA}", name="附表")  # nobody else names it
    assert told(recognise(document(main, begun)), "name", "project_name") == [("安一凡", "桥项目")]


def test_next_sheet_goes_on_without_headings() -> None:
    above = sheet("二、未来三年计划外派参与工程项目人员汇总", FLAT, f"{FIRST}|{ANNA}", name="一")
    recognition = recognise(document(above, sheet("续表", f"{BLANK}|{BORIS}", f"{FIRST}|{CHLOE}", name="二")))
    assert told(recognition, "name", "phone", "project_name", "section") == [
        ("安一凡", "13900001111", "桥项目", "planned"),
        ("白二川", "13900002222", "桥项目", "planned"),
        ("陈三石", "13900003333", "桥项目", "planned"),
    ]


def test_next_sheet_goes_on_with_codes_of_the_country_in_brackets() -> None:
    further = BORIS.replace("13900002222", "(+86)13900002222").replace("电气工程类", "电气")
    found = recognise(document(sheet(PERSON, ANNA), sheet(further, name="续表")))
    assert told(found, "name", "phone")[1:] == [("白二川", "(+86)13900002222")]


def test_sheet_of_something_else_does_not_go_on() -> None:
    recognition = recognise(
        document(sheet(FLAT, f"{FIRST}|{ANNA}"), sheet("通讯录", "|||||||||钱一|13900008888|办公室"))
    )
    assert told(recognition, "name") == [("安一凡",)]


@pytest.mark.parametrize(
    "rows",
    [
        ["企业名称|项目名称|项目类型|项目状态", "桥项目|远山公司|承包工程|在建"],
        ["企业名称|项目名称|项目状态|项目类型", "远山公司|桥项目|承包工程|在建"],
        ["申报方|派往的|项目类型|项目状态", "名称|名称", "远山公司|桥项目|承包工程|在建"],
    ],
)
def test_columns_that_hold_what_another_heading_asks_for(rows: list[str]) -> None:
    heading, *below, first = rows
    hints = [f"{line}||" for line in below]
    recognition = recognise(document(sheet(f"{heading}|{PERSON}", *hints, f"{first}|{ANNA}")))
    assert told(recognition, "company", "project_name", "project_type", "project_status", "name") == [
        ("远山公司", "桥项目", "承包工程", "在建", "安一凡")
    ]


def test_names_under_the_heading_of_phones() -> None:
    swapped = "13900001111|安一凡|土木工程类|缅甸|专业工程会员|负责主桥施工"
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{swapped}")))
    assert told(recognition, "name", "phone") == [("安一凡", "13900001111")]


def test_next_sheet_goes_on_without_the_column_of_numbers() -> None:
    next_sheet = sheet(f"{FIRST}|{BORIS}".removeprefix("1|"))
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}"), next_sheet))
    assert told(recognition, "name", "company") == [("安一凡", "远山公司"), ("白二川", "远山公司")]


def test_phone_of_somebody_else() -> None:
    heading = f"项目名称|项目负责人|联系电话|{PERSON}"
    recognition = recognise(document(sheet(heading, f"桥项目|钱一|13900008888|{ANNA}")))
    assert told(recognition, "name", "phone") == [("安一凡", "13900001111")]
    recognition = recognise(
        document(
            sheet(heading.replace("|联系方式|", "|"), f"桥项目|钱一|13900008888|{ANNA}".replace("|13900001111|", "|"))
        )
    )
    assert told(recognition, "name", "phone") == [("安一凡", "")]


def test_two_units_in_one_workbook() -> None:
    sheets = [sheet(f"推荐单位：{unit}", FLAT, f"{FIRST}|{ANNA}") for unit in ("渝东测量有限公司", "渝西勘探有限公司")]
    recognition = recognise(document(*sheets))
    assert [(each.slug, each.value, each.about) for each in recognition.problems] == [
        ("unit-conflict", "渝东测量有限公司", "渝西勘探有限公司")
    ]


def test_a_country_only_guessed_from_its_heading_stays_beside_its_city() -> None:
    heads = "姓名|联系方式|所在领域|现驻国家|城市|拟申请级别|主要工程实践经历"
    rows = [
        "安一凡|13900001111|土木工程类|缅甸|仰光|专业工程会员|负责主桥施工",
        "白二川|13900002222|电气工程类|新加坡||资深工程会员|负责设计",
    ]
    assert told(recognise(document(sheet(heads, *rows))), "location") == [("缅甸仰光",), ("新加坡",)]


def test_where_a_company_is_says_nothing_of_its_project() -> None:
    heads = f"序号|企业名称|企业所在地|项目名称|项目类型|{PERSON}"
    found = recognise(document(sheet(heads, f"1|远山公司|重庆|桥项目|承包工程|{ANNA}")))
    assert told(found, "project_country", "location") == [("", "缅甸")]


@pytest.mark.parametrize(
    "heads", ["紧急联系人|联系电话", "紧急联系人|紧急联系人电话", "项目经理|项目经理手机", "负责人姓名|负责人联系方式"]
)
def test_phones_of_others_are_nobodys(heads: str) -> None:
    grid = sheet(f"序号|企业名称|项目名称|{heads}|{PERSON}", f"1|远山公司|桥项目|吕四|13900009999|{ANNA}")
    assert told(recognise(document(grid)), "name", "phone", "company_contact", "company_contact_phone") == [
        ("安一凡", "13900001111", "", "")
    ]


def test_rows_that_begin_with_a_number_which_no_heading_asks_for() -> None:
    grid = sheet(f"企业名称|项目名称|项目所在国家|{PERSON}", f"1|远山公司|桥项目|缅甸|{ANNA}", f"2||||{BORIS}")
    assert told(recognise(document(grid)), "name", "phone", "experience", "project_name") == [
        ("安一凡", "13900001111", "负责主桥施工", "桥项目"),
        ("白二川", "13900002222", "负责升压站设计", "桥项目"),
    ]


def test_a_phone_behind_the_contact_is_the_persons_where_the_company_has_one() -> None:
    heads = "企业名称|企业联系人手机|企业联系人|联系方式|姓名|所在领域|当前所在地|拟申请级别|主要工程实践经历"
    row = "远山公司|13900009999|周四海|13900001111|安一凡|土木工程类|缅甸|专业工程会员|负责主桥施工"
    found = recognise(document(sheet(heads, row)))
    assert told(found, "phone", "company_contact_phone") == [("13900001111", "13900009999")]


def test_a_column_under_the_group_that_nobody_filled_in() -> None:
    """Without merged ranges, as in CSV: the text behind the empty level is still the experience."""
    rows = [f"{FIRST}|{ANNA.replace('专业工程会员', '')}", f"2{BLANK}|{BORIS.replace('资深工程会员', '')}"]
    grid = sheet(f"{PROJECT}|{GROUP}", *rows)
    assert told(recognise(document(grid)), "name", "level", "experience") == [
        ("安一凡", "", "负责主桥施工"),
        ("白二川", "", "负责升压站设计"),
    ]


def test_names_of_companies_and_projects_under_like_words() -> None:
    grid = sheet(f"序号|名称|项目名称|国家|{PERSON}", f"1|远山有限公司|桥项目|缅甸|{ANNA}")
    assert told(recognise(document(grid)), "company", "project_name") == [("远山有限公司", "桥项目")]


def test_projects_and_countries_swapped() -> None:
    heads = f"序号|企业名称|项目名称|项目所在国家|{PERSON}"
    rows = [f"1|远山公司|缅甸|桥项目|{ANNA}", f"2|远山公司|泰国|塔项目|{BORIS}"]
    assert told(recognise(document(sheet(heads, *rows))), "project_name", "project_country") == [
        ("桥项目", "缅甸"),
        ("塔项目", "泰国"),
    ]


@pytest.mark.parametrize(("one", "other"), [(2, 4), (2, 3)])
def test_columns_of_a_person_swapped(one: int, other: int) -> None:
    def turned(person: str) -> str:
        cells = person.split("|")
        cells[one], cells[other] = cells[other], cells[one]
        return "|".join(cells)

    found = recognise(document(sheet(PERSON, turned(ANNA), turned(BORIS))))
    fields = ("name", "phone", "domain", "location", "level", "experience")
    assert told(found, *fields) == [tuple(ANNA.split("|")), tuple(BORIS.split("|"))]
