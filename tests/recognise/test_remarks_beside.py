"""What a unit says of a person beside the form's columns: its verdict, a remark, a change."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BORIS, CHLOE, FIRST, FLAT, PERSON, document, sheet

from pipeline.model.statements import Problem
from pipeline.recognise import recognise
from pipeline.recognise.words.remarks import asks_for_verdict, remarks_in

VETOES = {
    "本次报送": ["×", "否"],
    "是否推荐": ["否", "×", "N", "不推荐", "□是 ☑否", "是□ 否☑"],
    "单位审核意见（盖章）": ["不同意", "不同意推荐", "条件不符，不予推荐"],
    "审批结果": ["拒绝", "已驳回", "审核未通过"],
    "是否符合条件": ["否", "不符合", "不满足条件"],
    "本人意愿": ["不愿参加", "放弃"],
    "是否放弃": ["是", "√"],
    "备注": [
        "本人放弃",
        "不愿参加",
        "不符合条件",
        "因家庭原因，本人放弃",
        "王五放弃申报",
        "经公司研究决定不予推荐",
        "已离职，不再推荐",
        "是否推荐：否",
        "不同意",
        "工作年限不足，不符合申报条件",
        "暂缓申报",
        "取消推荐",
        "个人原因放弃",
        "年限不足",
        "无参评意愿",
        "本次不报",
        "下次再报",
        "初审未通过",
        "不在推荐范围",
        "婉拒",
        "终止推荐",
        "电话告知放弃",
        "工作不满5年",
        "内审不通过",
        "明年申报",
        "未入围",
        "未通过内部评审",
        "替换为李四",
        "被李四替换",
        "李四顶替",
        "这次不评了",
        "先别报",
        "←这个人不报",
        "拟推荐下一批",
        "下一批",
        "放到明年",
        "明年推荐",
        "请勿发送给学会",
        "不同意提供个人信息",
        "移除",
    ],
    "筛选结果": ["落选", "未入选"],
    "党委意见": ["不予受理", "暂不", "搁置，条件不合", "❌"],
    "同意否": ["缓"],
}
SILENT = {
    "是否推荐": ["是", "√", "同意", "☑是 □否", ""],
    "审核意见": ["同意", "同意推荐，不足之处请补充", "情况属实，无不良记录", "基本符合"],
    "是否放弃": ["否", "×"],
    "是否会员": ["否"],
    "是否参加过培训": ["否"],
    "是否已购票": ["否"],
    "计划派出时间": ["明年", "来年", "计划明年", "下一年度派出"],
    "备注": [
        "明年派出",
        "配偶不参加",
        "不参加体检",
        "项目已放弃投标",
        "原护照作废",
        "业主要求换人，公司不同意",
        "不同意调岗",
        "未放弃",
        "已放弃年假",
        "曾放弃2023年申报",
        "放弃高级职称评审",
        "不在重庆",
        "材料未通过海关",
        "同意",
        "项目改为二期",
        "材料不足，已补",
        "学位证代替",
        "替换李四",
        "替换为国内号码",
        "不评职称",
        "经验不足",
        "无意外险",
        "下次再补照片",
        "下次回国时间待定",
        "请勿公开手机号",
    ],
}


@pytest.mark.parametrize(("heading", "text"), [(heading, text) for heading in VETOES for text in VETOES[heading]])
def test_the_units_own_veto(heading: str, text: str) -> None:
    assert [said.slug for said in remarks_in(text, heading, "王五")] == ["not-recommended"]


@pytest.mark.parametrize(("heading", "text"), [(heading, text) for heading in SILENT for text in SILENT[heading]])
def test_what_is_said_of_something_else(heading: str, text: str) -> None:
    assert remarks_in(text, heading, "王五") == ()


@pytest.mark.parametrize(
    ("text", "slug"),
    {
        "作废": "struck-out",
        "此行作废": "struck-out",
        "此行请删除": "struck-out",
        "误填": "struck-out",
        "已离职": "eligibility-doubtful",
        "退休": "eligibility-doubtful",
        "候补1": "eligibility-doubtful",
        "备2": "eligibility-doubtful",
        "李四放弃申报": "eligibility-doubtful",
    }.items(),
)
def test_other_remarks(text: str, slug: str) -> None:
    assert [said.slug for said in remarks_in(text, "备注", "王五")] == [slug]


def test_headings_that_ask_for_no_verdict() -> None:
    others = (
        "推荐单位",
        "推荐理由",
        "推荐级别",
        "推荐人员",
        "推荐人数",
        "符合条件人数",
        "是否外派",
        "状态",
        "审核人",
        "申报",
    )
    assert [heading for heading in others if asks_for_verdict(heading)] == []


def problems(*rows: str, merges: str = "") -> list[list[Problem]]:
    found = recognise(document(sheet(*rows, merges=merges)))
    return [[each for each in person.problems if each.slug != "section-assumed"] for person in found.people]


def test_a_veto_points_at_its_cell() -> None:
    rows = (f"{FLAT}|是否推荐|备注", f"{FIRST}|{ANNA}|是|", f"{FIRST}|{BORIS}|否|不报了", f"{FIRST}|{CHLOE}||")
    assert problems(*rows) == [
        [],
        [
            Problem("not-recommended", "Sheet1", "P3", "否", "是否推荐"),
            Problem("not-recommended", "Sheet1", "Q3", "不报了", "备注"),
        ],
        [],
    ]


def test_a_heading_that_holds_a_word_of_the_form_asks_all_the_same() -> None:
    """单位是否推荐 is no company, 是否符合条件 no number of engineers."""
    rows = (f"{PERSON}|单位是否推荐|是否符合条件|审批状态", f"{ANNA}|否|是|已通过", f"{BORIS}|是|否|审批中")
    assert [[(each.slug, each.cell) for each in some] for some in problems(*rows)] == [
        [("not-recommended", "G2")],
        [("not-recommended", "H3"), ("eligibility-doubtful", "I3")],
    ]


def test_remarks_without_a_heading_and_behind_the_name() -> None:
    crossed = CHLOE.replace("陈三石", "陈三石（放弃）")
    rows = (f"{PERSON}", f"{ANNA}||本人放弃", f"{BORIS}", crossed)
    told = problems(*rows)
    assert [[(each.slug, each.cell) for each in some] for some in told] == [
        [("not-recommended", "H2")],
        [],
        [("not-recommended", "A4")],
    ]


def test_one_remark_over_several_rows_may_name_the_person() -> None:
    rows = (f"{PERSON}|备注", f"{ANNA}|白二川放弃", BORIS, CHLOE)
    told = problems(*rows, merges="G2:G4")
    assert [[each.slug for each in some] for some in told] == [[], ["not-recommended"], []]


def test_a_veto_in_the_column_of_the_number() -> None:
    told = problems(f"序号|{PERSON}", f"1|{ANNA}", f"放弃|{BORIS}", f"3|{CHLOE}")
    assert [[(each.slug, each.cell) for each in some] for some in told] == [[], [("not-recommended", "A3")], []]


@pytest.mark.parametrize(
    ("name", "slug"),
    {
        "落选人员": "not-recommended",
        "删除人员": "not-recommended",
        "被淘汰（2人）": "not-recommended",
        "移除": "not-recommended",
        "未上报": "eligibility-doubtful",
        "报名人员": "",
        "暂不推荐": "not-recommended",
        "内部评审未通过": "not-recommended",
        "以下人员暂不推荐": "not-recommended",
        "备选名单": "eligibility-doubtful",
        "推荐参加工程能力评价人员情况表（备选）": "eligibility-doubtful",
        "推荐人员": "",
        "第二批": "",
    }.items(),
)
def test_the_name_of_a_sheet_or_a_line_over_the_table_tells_of_all_in_it(name: str, slug: str) -> None:
    listed, called = sheet(PERSON, ANNA, name="附件3"), sheet(PERSON, BORIS, CHLOE, name=name)
    under = sheet(name, PERSON, BORIS, name="二")
    for more, count in (called, 2), (under, 1):
        found = recognise(document(listed, more))
        told = [[each.slug for each in person.problems if each.slug != "section-assumed"] for person in found.people]
        assert told == [[], *[[slug] if slug else []] * count]
    about = [each.about for each in recognise(document(listed, called)).people[1].problems if each.slug == slug]
    assert about in ([], ["工作表名称"], [f"工作表名称：{name}"])


@pytest.mark.parametrize(
    ("line", "slug"),
    {
        "以下人员不再推荐：": "not-recommended",
        "二、暂不推荐人员": "not-recommended",
        "备选人员": "eligibility-doubtful",
        "二、海外项目人员": "",
    }.items(),
)
def test_a_line_between_the_rows_tells_of_those_below_it(line: str, slug: str) -> None:
    rows = (f"序号|{PERSON}", f"1|{ANNA}", line, f"2|{BORIS}", "三、新增人员", f"3|{CHLOE}")
    found = recognise(document(sheet(*rows)))
    told = [[(each.slug, each.cell) for each in person.problems] for person in found.people]
    assert [[each for each in one if each[0] != "section-assumed"] for one in told] == [
        [],
        [(slug, "A3")] if slug else [],
        [],
    ]
    assert "condition-unread" not in {each.slug for each in found.problems}


def test_ditto_repeats_a_veto() -> None:
    told = problems(f"{PERSON}|审核意见", f"{ANNA}|不同意", f"{BORIS}|同上", f"{CHLOE}|同意")
    assert [len(some) for some in told] == [1, 1, 0]


@pytest.mark.parametrize(
    ("remark", "about"),
    {
        "改报资深": "E2为“专业工程会员”，G2为“改报资深”",
        "现改报专业": "",
        "专业改资深": "E2为“专业工程会员”，G2为“专业改资深”",
        "按资深申报": "E2为“专业工程会员”，G2为“按资深申报”",
        "资深工程会员": "E2为“专业工程会员”，G2为“资深工程会员”",
        "资深级别": "",
        "专业工程会员": "",
        "申请材料齐全": "",
        "以项目为准": "",
        "领域改为机械": "C2为“土木工程类”，G2为“领域改为机械”",
        "领域改为土木": "",
        "电话更正为19900001111": "B2为“13900001111”，G2为“电话更正为19900001111”",
        "手机已换，新号19900001111": "B2为“13900001111”，G2为“手机已换，新号19900001111”",
        "紧急联系人电话19900001111": "",
        "工作地点改为曼谷": "",
    }.items(),
)
def test_a_change_in_a_remark_is_held_against_the_column(remark: str, about: str) -> None:
    (told,) = problems(f"{PERSON}|备注", f"{ANNA}|{remark}")
    assert [(each.slug, each.cell, each.about) for each in told] == ([("values-differ", "G2", about)] if about else [])


def test_a_card_says_it_too() -> None:
    rows = (
        "姓名|安一凡|联系方式|13900001111",
        "所在领域|土木工程类|拟申请级别|专业工程会员",
        "主要工程实践经历|负责主桥施工",
    )
    assert problems(*rows, "是否推荐|否")[0] == [Problem("not-recommended", "Sheet1", "B4", "否", "是否推荐")]


@pytest.mark.parametrize(("heading", "count"), {"审定级别": 1, "原级别": 0, "已获会员级别": 0}.items())
def test_a_level_that_the_unit_settled_is_held_against_the_one_applied_for(heading: str, count: int) -> None:
    (told,) = problems(f"{PERSON}|{heading}", f"{ANNA}|资深工程会员")
    assert [(each.slug, each.field) for each in told] == [("values-differ", "level")] * count


@pytest.mark.parametrize(
    ("before", "after", "slug"),
    [
        ("专业工程会员", "专业（不报）", "not-recommended"),
        ("土木工程类", "土木工程类（撤回）", "not-recommended"),
        ("土木工程类", "土木工程类（改报电气）", "values-differ"),
        ("13900001111", "13900001111（不报）", "not-recommended"),
        ("负责主桥施工", "本人已放弃申报", "not-recommended"),
        ("安一凡", "安一凡[撤]", "not-recommended"),
        ("13900001111", "13900001111（停机）", ""),
        ("负责主桥施工", "负责主桥施工，中途退出，后返回继续，直至完工验收移交，历时三年零六个月", ""),
        ("专业工程会员", "专业（首次申报）", ""),
        ("专业工程会员", "专业（更正为资深）", "values-differ"),
    ],
)
def test_what_a_cell_of_the_person_says_against_that_one(before: str, after: str, slug: str) -> None:
    found = problems(PERSON, ANNA.replace(before, after), BORIS)
    assert [[each.slug for each in some] for some in found] == [[slug] if slug else [], []]


def test_a_cross_in_the_column_of_the_number() -> None:
    found = problems(f"序号|{PERSON}", f"1|{ANNA}", f"×|{BORIS}", f"3|{CHLOE}")
    assert [[each.slug for each in some] for some in found] == [[], ["not-recommended"], []]


@pytest.mark.parametrize(
    ("file", "slug"),
    {
        "附件3（作废）.xlsx": "struck-out",
        "附件3-不报人员.xlsx": "not-recommended",
        "附件3（退回）.xlsx": "",
        "附件3.xlsx": "",
    }.items(),
)
def test_the_name_of_a_file_tells_of_all_in_it(file: str, slug: str) -> None:
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}"), file=file))
    assert [each.slug for each in found.people[0].problems] == ([slug] if slug else [])


@pytest.mark.parametrize(
    ("name", "count"), {"安一凡（19900002222）": 1, "安一凡（13900001111）": 0, "安一凡（组长）": 0}.items()
)
def test_a_phone_beside_the_name_is_held_against_the_own_one(name: str, count: int) -> None:
    (told,) = problems(PERSON, ANNA.replace("安一凡", name))
    assert [(each.slug, each.field) for each in told] == [("values-differ", "phone")] * count
