"""People packed into cells, on cards, and on lists of their own; ties between documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
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

from pipeline.recognise import recognise
from pipeline.recognise.document.attached_documents import join_attached

SECOND = "2|近水公司|路项目|越南|其他|准备|1|1|1"
FIELDS = ("name", "phone", "domain", "location", "level", "experience")
ANNA_TEXT = "负责主桥施工，提前通车；获业主表扬。"
ANNA_FIELDS = ("安一凡", "13900001111", "土木工程类", "缅甸", "专业工程会员", ANNA_TEXT)
LABELLED = (
    "姓名：安一凡⏎联系方式：13900001111⏎所在领域：土木工程类⏎当前所在地：缅甸⏎"
    "拟申请级别：专业工程会员⏎主要工程实践经历："
)
MAIN = sheet(f"{PROJECT}|拟互认人员信息", f"{FIRST}|见附表", f"{SECOND}|见附表")

CELLS = {
    "commas": "，".join(ANNA_FIELDS),
    "slashes": "/".join(ANNA_FIELDS),
    "pauses": "、".join(ANNA_FIELDS),
    "lines": "⏎".join(ANNA_FIELDS),
    "blanks": " ".join(ANNA_FIELDS),
    "labels": LABELLED + ANNA_TEXT,
    "labels with blanks": LABELLED.replace("姓名", "姓　　名").replace("所在领域", "所 在 领 域") + ANNA_TEXT,
    "another order": "，".join(("缅甸", "专业工程会员", "安一凡", "13900001111", "土木工程类", ANNA_TEXT)),
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_one_person_in_a_cell(cell: str) -> None:
    recognition = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|{cell}")))
    assert told(recognition, *FIELDS) == [ANNA_FIELDS]
    assert recognition.people[0].problems == []


@pytest.mark.parametrize("numbering", [("1.", "2."), ("（1）", "（2）"), ("①", "②"), ("一、", "二、"), ("", "")])
def test_several_people_in_a_cell(numbering: tuple[str, str]) -> None:
    people = [ANNA.replace("|", "，"), BORIS.replace("|", "，")]
    cell = "⏎".join(number + person for number, person in zip(numbering, people, strict=True))
    recognition = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|{cell}")))
    assert told(recognition, *FIELDS) == [tuple(ANNA.split("|")), tuple(BORIS.split("|"))]


PARALLEL = {
    "pauses": "安一凡、白二川|13900001111、13900002222|土木、电气|缅甸|专业|1.负责主桥⏎2.负责设计",
    "lines": "安一凡⏎白二川|13900001111⏎13900002222|土木⏎电气|缅甸|专业|负责主桥⏎负责设计",
    "numbered": "1.安一凡⏎2.白二川|1.13900001111⏎2.13900002222|1.土木⏎2.电气|缅甸|专业|1.负责主桥⏎2.负责设计",
    "blanks": "安一凡 白二川|13900001111 13900002222|土木/电气|缅甸|专业|负责主桥⏎负责设计",
}


@pytest.mark.parametrize("row", PARALLEL.values(), ids=PARALLEL)
def test_packed_in_parallel(row: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{row}")))
    assert told(recognition, *FIELDS) == [
        ("安一凡", "13900001111", "土木", "缅甸", "专业", "负责主桥"),
        ("白二川", "13900002222", "电气", "缅甸", "专业", "负责设计"),
    ]


@pytest.mark.parametrize(
    "phones",
    [
        "白二川13900002222⏎安一凡13900001111",
        "白二川：139 0000 2222、安一凡：13900001111",
        "13900002222（白二川）⏎13900001111（安一凡）",
    ],
)
def test_packed_in_parallel_where_each_phone_tells_whose_it_is(phones: str) -> None:
    row = f"安一凡⏎白二川|{phones}|土木工程类|缅甸|白二川：资深⏎安一凡：专业|负责主桥施工"
    found = recognise(document(sheet(f"{PROJECT}|{PERSON}", f"{FIRST}|{row}")))
    assert [[cell.replace(" ", "") for cell in person] for person in told(found, "name", "phone", "level")] == [
        ["安一凡", "13900001111", "专业"],
        ["白二川", "13900002222", "资深"],
    ]


@pytest.mark.parametrize(
    ("phone", "whose"),
    {
        "联系人司徒明 19900001111": "司徒明",
        "19900001111转人事部": "人事部",
        "对接人：余一19900001111": "余一",
        "白二川 13900002222": "白二川",
        "联系人：安一凡 13900001111": "",
        "联系人方式：13900001111": "",
        "手机：13900001111（微信同号）": "",
    }.items(),
)
def test_a_phone_beside_the_name_of_somebody_else_is_doubtful(phone: str, whose: str) -> None:
    rows = (f"{PROJECT}|{PERSON}", f"{FIRST}|{ANNA.replace('13900001111', phone)}", f"{BLANK}|{BORIS}")
    problems = recognise(document(sheet(*rows))).people[0].problems
    about = [(each.slug, each.field, each.cell, each.about) for each in problems]
    assert about == ([("column-doubtful", "phone", "K2", f"注明是{whose}的")] if whose else [])


def test_packed_in_parallel_but_uneven() -> None:
    recognition = recognise(
        document(sheet(FLAT, f"{FIRST}|安一凡、白二川、陈三石|13900001111、13900002222|土木|缅甸|专业|负责"))
    )
    assert [[problem.slug for problem in person.problems] for person in recognition.people] == [["packed-mismatch"]]
    assert recognition.people[0].fields["name"].text == "安一凡、白二川、陈三石"


@pytest.mark.parametrize("name", ["余 一", "艾力·吾斯曼", "John Smith", "安一凡（高工）", "袁四野 工", "Smith, John"])
def test_one_name_stays_one(name: str) -> None:
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{name}|13900001111 / 13900002222|土木|缅甸|专业|负责")))
    assert told(recognition, "name") == [(name,)]


@pytest.mark.parametrize(
    ("heading", "cell"), [("姓名及联系方式", "安一凡⏎13900001111"), ("姓名（电话）", "安一凡（13900001111）")]
)
def test_name_and_phone_in_one_column(heading: str, cell: str) -> None:
    table = sheet(FLAT.replace("姓名|联系方式", heading), f"{FIRST}|{cell}|土木|缅甸|专业|负责")
    assert told(recognise(document(table)), "name", "phone", "domain") == [("安一凡", "13900001111", "土木")]


@pytest.mark.parametrize("name", ["安一凡 先生", "安一凡 高级工程师", "白城 女士"])
def test_title_behind_a_name_fills_no_empty_column(name: str) -> None:
    rows = (f"{PROJECT}|{GROUP}|||||", f"{FIRST}|{name}|13900001111||缅甸|专业工程会员|负责主桥施工")
    recognition = recognise(document(sheet(*rows, merges="J1:O1")))
    assert told(recognition, "name", "domain") == [(name, "")]


@pytest.mark.parametrize("between", ["，", "/", "⏎"])
def test_title_behind_a_name_among_others_in_a_cell(between: str) -> None:
    cell = between.join(("安一凡", "项目经理", *ANNA_FIELDS[1:]))
    recognition = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|{cell}")))
    assert told(recognition, *FIELDS) == [ANNA_FIELDS]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ("白城|13900001111|土木工程类|中国|专业|负责施工", "白城"),
        ("马里|13900001111|土木工程类|中国|专业|负责施工", "马里"),
        ("白城|土木工程类|13900001111|缅甸|专业|负责施工", "白城"),
        ("白城|13900001111|翻译|中国|专业|负责施工", "白城"),
        ("白城|13900001111|土木工程类|中国|专业|暂无", "白城"),
        ("中国|13900001111|土木工程类|白城|专业|负责施工", "白城"),
        ("重庆|13900001111|土木工程类|安一凡|专业|负责施工", "安一凡"),
        ("缅甸|13900001111|土木工程类|负责主桥施工，提前通车|专业|安一凡", "安一凡"),
    ],
)
def test_people_named_like_places_under_one_heading(cells: str, name: str) -> None:
    recognition = recognise(document(sheet(f"{PROJECT}|{GROUP}|||||", f"{FIRST}|{cells}", merges="J1:O1")))
    assert told(recognition, "name") == [(name,)]


CARD = (
    "推荐人员信息表",
    "企业名称|远山公司|项目名称|桥项目",
    "项目所在国家|缅甸|项目类型|承包工程",
    "姓名|安一凡|性别|女",
    "联系方式|13900001111|所在领域|土木工程类",
    "当前所在地|缅甸|拟申请级别|专业工程会员",
    "主要工程实践经历|负责主桥施工",
)
OTHER = [row.replace("安一凡", "白二川").replace("13900001111", "13900002222") for row in CARD]


def test_cards_below_each_other() -> None:
    recognition = recognise(document(sheet(*CARD, "", *OTHER, name="已外派")))
    assert told(recognition, "name", "phone", "level", "project_name") == [
        ("安一凡", "13900001111", "专业工程会员", "桥项目"),
        ("白二川", "13900002222", "专业工程会员", "桥项目"),
    ]
    assert len(recognition.projects) == 1
    assert recognition.people[0].extra == {"性别": "女"}


def test_a_card_on_each_sheet() -> None:
    recognition = recognise(document(sheet(*CARD, name="一"), sheet(*OTHER, name="二")))
    assert told(recognition, "name", "row") == [("安一凡", "4"), ("白二川", "4")]


def test_card_with_labels_inside_cells() -> None:
    rows = [re_join(row) for row in CARD[1:]]
    assert told(recognise(document(sheet(*rows))), "name", "domain", "company") == [
        ("安一凡", "土木工程类", "远山公司")
    ]


def re_join(row: str) -> str:
    cells = row.split("|")
    return "|".join(f"{label}：{value}" for label, value in zip(cells[::2], cells[1::2], strict=True))


def test_people_beside_each_other_on_one_card() -> None:
    rows = [
        "企业名称|远山公司",
        "项目名称|桥项目|路项目",
        "项目所在国家|缅甸",
        "姓名|安一凡|白二川",
        "联系方式|13900001111|13900002222",
    ]
    rows += ["所在领域|土木工程类|电气工程类", "拟申请级别|专业|专业", "主要工程实践经历|负责主桥施工|负责升压站设计"]
    found = recognise(document(sheet(*rows)))
    assert told(found, "name", "phone", "level", "project_name", "project_country") == [
        ("安一凡", "13900001111", "专业", "桥项目", "缅甸"),
        ("白二川", "13900002222", "专业", "路项目", "缅甸"),
    ]
    assert found.people[1].fields["name"].cell == "C4"


@pytest.mark.parametrize(
    "second", ["姓名：白二川", "白二川（备用人选）", "", "待定", "/"], ids=["label", "remark", "blank", "open", "mark"]
)
def test_nobody_beside_another_on_one_card_is_passed_over(second: str) -> None:
    rows = ["企业名称|远山公司", f"姓名|安一凡|{second}", "联系方式|13900001111|13900002222"]
    rows += ["所在领域|土木工程类|所在领域：电气工程类", "拟申请级别|专业工程会员|资深工程会员"]
    found = recognise(document(sheet(*rows, "主要工程实践经历|负责主桥施工|负责升压站设计")))
    assert told(found, "name", "phone") == [("安一凡", "13900001111"), (second, "13900002222")]


def test_card_with_headings_over_labels_and_values() -> None:
    rows = [
        "项目|填写内容",
        "姓名|安一凡",
        "联系方式|13900001111",
        "所在领域|土木工程类",
        "拟申请级别|专业",
        "项目名称|桥项目",
        "项目所在国家|缅甸",
    ]
    assert told(recognise(document(sheet(*rows))), "name", "project_name", "project_country") == [
        ("安一凡", "桥项目", "缅甸")
    ]


def test_cards_beside_each_other() -> None:
    labels = ["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"]
    people = zip(labels, ANNA.split("|"), BORIS.split("|"), strict=True)
    rows = ["企业名称|远山公司", *(f"{label}|{one}||{label}|{other}" for label, one, other in people)]
    assert told(recognise(document(sheet(*rows))), "name", "phone", "level", "company") == [
        ("安一凡", "13900001111", "专业工程会员", "远山公司"),
        ("白二川", "13900002222", "资深工程会员", "远山公司"),
    ]


@pytest.mark.parametrize("name", ["安一凡 An Yifan", "AN YIFAN 安一凡", "安一凡/An Yifan"])
def test_a_name_in_two_scripts_is_one_person(name: str) -> None:
    found = recognise(document(sheet(PERSON, ANNA.replace("安一凡", name))))
    assert told(found, "name", "phone", "experience") == [(name, "13900001111", "负责主桥施工")]
    for phone in ("13900001111；an@example.com", *(["13900001111；13900002222"] if "/" not in name else [])):
        two = ANNA.replace("安一凡", name).replace("13900001111", phone)
        assert told(recognise(document(sheet(PERSON, two))), "name", "phone") == [(name, phone)]


@pytest.mark.parametrize(
    "cell",
    [
        "【姓名】{}【联系方式】{}【所在领域】{}【当前所在地】{}【拟申请级别】{}【主要工程实践经历】{}⏎",
        "{}⏎{}⏎{}⏎{}⏎{}⏎{}⏎",
    ],
)
def test_people_in_one_cell_in_brackets_or_lines(cell: str) -> None:
    people = "".join(cell.format(*person.split("|")) for person in (ANNA, BORIS))
    found = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|{people}")))
    assert told(found, "name", "phone", "domain", "location", "level", "experience") == [
        tuple(person.split("|")) for person in (ANNA, BORIS)
    ]


def test_card_with_several_labels_in_one_cell() -> None:
    rows = [
        "姓  名：安一凡    联系方式：13900001111",
        "所在领域：土木工程类    拟申请级别：专业",
        "项目名称：桥项目  项目所在国家：缅甸",
        "主要工程实践经历：负责主桥  姓名：不是标签",
    ]
    assert told(recognise(document(sheet(*rows))), "name", "phone", "level", "project_country", "experience") == [
        ("安一凡", "13900001111", "专业", "缅甸", "负责主桥  姓名：不是标签")
    ]


RESUME = [
    "个人简历",
    "姓名|安一凡|性别|男|出生年月|1985.06",
    "学历|本科|毕业院校|远山大学|专业|土木工程",
    "联系电话|13900001111|邮箱|an@example.com",
]
STAFF = ["序号|姓名|性别|学历|专业|职称|联系电话|所在项目", "1|安一凡|男|本科|土木工程|高级工程师|13900001111|桥项目"]
ROSTER = [
    "序号|姓名|性别|学历|专业|职称|联系电话|工作经历",
    "1|安一凡|男|本科|土木工程|高级工程师|13900001111|2008年至今任技术员",
]


@pytest.mark.parametrize("rows", [[*RESUME, "工作经历|2008年至今任技术员"], ROSTER, STAFF])
def test_resumes_and_rosters_recommend_nobody(rows: list[str]) -> None:
    found = recognise(document(sheet(*rows)))
    assert (found.kind, found.people) == ("none", [])


def test_empty_card_holds_nobody() -> None:
    rows = ["|".join(cell if at % 2 == 0 else "" for at, cell in enumerate(row.split("|"))) for row in CARD[1:]]
    assert recognise(document(sheet(*rows))).people == []


LISTS = {
    "number": sheet(f"项目序号|{PERSON}", f"2|{ANNA}", f"|{BORIS}", f"1|{CHLOE}", name="附表"),
    "name": sheet(f"项目名称|{PERSON}", f"路项目|{ANNA}", f"路 项目|{BORIS}", f"桥项目|{CHLOE}", name="附表"),
    "company": sheet(f"所在企业|{PERSON}", f"近水公司|{ANNA}", f"|{BORIS}", f"远山公司|{CHLOE}", name="附表"),
}
TIED = [("安一凡", "路项目", "越南"), ("白二川", "路项目", "越南"), ("陈三石", "桥项目", "缅甸")]


@pytest.mark.parametrize("how", LISTS)
@pytest.mark.parametrize("order", [1, -1])
def test_list_on_another_sheet(how: str, order: int) -> None:
    recognition = recognise(document(*[MAIN, LISTS[how]][::order]))
    assert told(recognition, "name", "project_name", "project_country") == TIED
    assert len(recognition.projects) == 2
    assert fates(recognition).count("reference") == 2


@pytest.mark.parametrize("how", LISTS)
def test_list_in_another_document(how: str) -> None:
    recognitions = [recognise(document(MAIN)), recognise(document(LISTS[how]))]
    assert all(person.link is not None for person in recognitions[1].people)
    join_attached(recognitions)
    assert told(recognitions[1], "name", "project_name", "project_country") == TIED
    assert len(recognitions[0].projects) + len(recognitions[1].projects) == 2


def test_list_without_any_link_belongs_to_the_only_project() -> None:
    alone = sheet(f"{PROJECT}|拟互认人员信息", f"{FIRST}|见附表")
    listed = sheet(f"序号|{PERSON}", f"1|{ANNA}", name="名单")
    assert told(recognise(document(alone, listed)), "project_name") == [("桥项目",)]
    assert told(recognise(document(MAIN, listed)), "project_name") == [("",)]


def test_list_in_another_document_under_the_name_of_its_project() -> None:
    listed = sheet("附表1：路项目一期拟互认人员信息", f"序号|{PERSON}", f"1|{ANNA}", name="Sheet1")
    main = sheet(f"{PROJECT}|拟互认人员信息", f"{FIRST}|见附表", "2|近水公司|路项目一期|越南|其他|准备|1|1|1|见附表")
    recognitions = [recognise(document(main)), recognise(document(listed))]
    join_attached(recognitions)
    assert told(recognitions[1], "name", "project_name", "project_country") == [("安一凡", "路项目一期", "越南")]


def test_list_with_an_unknown_project_keeps_what_it_says() -> None:
    recognition = recognise(document(MAIN, sheet(f"项目名称|{PERSON}", f"别的项目|{ANNA}", name="附表")))
    assert told(recognition, "project_name") == [("别的项目",)]
    assert recognition.people[0].link is not None


@given(
    st.lists(st.text(alphabet="安白陈 、1姓名：项目/\n见附表合计序号（）", max_size=12), max_size=40), st.integers(1, 9)
)
def test_anything_is_taken_in_stride(cells: list[str], width: int) -> None:
    """No grid raises, and each row of a table has one fate."""
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    made = sheet(FLAT, f"{FIRST}|{ANNA}")
    made.rows += rows
    recognition = recognise(document(made))
    places = [row.row for row in recognition.rows]
    assert len(places) == len(set(places))
    assert "安一凡" in [person.fields["name"].text for person in recognition.people]


@pytest.mark.parametrize(
    ("name", "level", "told_name", "told_level"),
    [
        ("安一凡（资深）", "", "安一凡", "资深"),
        ("安一凡(专业工程会员)", "同上", "安一凡", "同上（专业工程会员）"),
        ("安一凡 （专业）", "专业", "安一凡", "专业"),
        ("安一凡（资深）", "专业", "安一凡", "专业（资深）"),
        ("安一凡（女）", "专业", "安一凡（女）", "专业"),
    ],
)
def test_level_behind_the_name(name: str, level: str, told_name: str, told_level: str) -> None:
    person = f"{name}|13900001111|土木工程类|缅甸|{level}|负责主桥施工"
    recognition = recognise(document(sheet(FLAT, f"{FIRST}|{person}")))
    assert told(recognition, "name", "level") == [(told_name, told_level)]


def test_sentences_about_a_person() -> None:
    told_in_prose = "安一凡，13900001111，土木工程类，现在老挝，申请专业工程会员。主要经历：负责主桥施工，编制方案。"
    recognition = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|{told_in_prose}")))
    assert told(recognition, "name", "phone", "location", "level", "experience") == [
        ("安一凡", "13900001111", "现在老挝", "申请专业工程会员", "主要经历：负责主桥施工，编制方案。")
    ]


@pytest.mark.parametrize("name", ["安一凡等3人", "安一凡、白二川等多人"])
def test_a_name_for_more_people_is_held(name: str) -> None:
    found = recognise(document(sheet(PERSON, ANNA.replace("安一凡", name))))
    assert [problem.slug for person in found.people for problem in person.problems] == [
        "packed-mismatch",
        "section-assumed",
    ]


def test_experiences_on_a_list_of_their_own_go_to_their_people() -> None:
    first = sheet(FLAT, f"{FIRST}|{ANNA.replace('负责主桥施工', '见附表')}", name="附件3")
    texts = sheet("序号|姓名|所在领域|主要工程实践经历", "1|安一凡|土木工程类|负责主桥施工", name="附表")
    other = sheet("序号|姓名|所在领域|主要工程实践经历", "1|安一凡|电气工程类|负责主桥施工", name="附表")
    assert told(recognise(document(first, texts)), "name", "experience") == [("安一凡", "负责主桥施工")]
    (person,) = recognise(document(first, other)).people
    assert [(each.slug, each.field, each.about) for each in person.problems] == [
        ("values-differ", "domain", "L2为“土木工程类”，附表!C2为“电气工程类”")
    ]


def test_lists_that_rows_refer_to_by_their_names() -> None:
    rows = [f"{FIRST}|见附表1", "2|近水公司|塔项目|泰国|承包工程|在建|7|1|3|见附表2"]
    lists = [sheet(f"序号|{PERSON}", f"1|{person}", name=f"附表{at}") for at, person in enumerate((ANNA, BORIS), 1)]
    found = recognise(document(sheet(FLAT, *rows), *lists))
    assert told(found, "name", "project_name") == [("安一凡", "桥项目"), ("白二川", "塔项目")]


@pytest.mark.parametrize("name", ["Nguyễn Văn Hùng", "Иван Петров", "김 철수"])
def test_names_in_other_scripts_stay_whole(name: str) -> None:
    found = recognise(document(sheet(PERSON, ANNA.replace("安一凡", name))))
    assert told(found, "name", "phone") == [(name, "13900001111")]


def test_of_two_places_in_a_cell_the_one_that_may_be_a_name_is_it() -> None:
    for places in ("中国，吕梁", "吕梁，中国"):
        cell = f"信息通信工程类，{places}，资深工程会员，13900001111，带队完成医院项目厂区绿化，节约成本约80万元。"
        found = recognise(document(sheet(f"{PROJECT}|{GROUP}", f"{FIRST}|{cell}")))
        assert told(found, "name", "location") == [("吕梁", "中国")]
