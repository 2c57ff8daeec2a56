"""Notes under the table that say something of people: who is taken back by name is held, anything else is told."""

from __future__ import annotations

import pytest
from support_recognise import ANNA, BORIS, CHLOE, FIRST, FLAT, document, sheet

from pipeline.recognise import recognise

ROWS = (FLAT, f"{FIRST}|{ANNA}", f"{FIRST}|{BORIS}", f"{FIRST}|{CHLOE}", "")


def said(note: str) -> list[str]:
    """The findings of 安一凡, 白二川 and 陈三石, and of the document."""
    found = recognise(document(sheet(*ROWS, note)))
    return ["+".join(each.slug for each in some) for some in (*(p.problems for p in found.people), found.problems)]


@pytest.mark.parametrize(
    ("note", "findings"),
    [
        ("注：白二川放弃", ["", "not-recommended", "", ""]),
        ("注：白二川本人已放弃申报，安一凡继续推荐。", ["condition-unread", "not-recommended", "", ""]),
        ("备注：安一凡、白二川不参加本次评价", ["not-recommended", "not-recommended", "", ""]),
        ("注：1.白二川，因个人原因放弃；2.陈三石作废", ["", "not-recommended", "struck-out", ""]),
        ("注：白二川的级别改为专业工程会员", ["", "values-differ", "", ""]),
        ("注：白二川所在项目已取消封闭管理", ["", "condition-unread", "", ""]),
        ("上述人员除白二川外均同意推荐", ["", "not-recommended", "", ""]),
        ("不推荐人员：白二川、陈三石", ["", "not-recommended", "not-recommended", ""]),
        ("白二川名额让给他人", ["", "condition-unread", "", ""]),
        ("注：第2行作废", ["", "", "", "condition-unread"]),
        ("注：白二川放弃，第3人改报资深", ["", "not-recommended", "", "condition-unread"]),
        ("注：放弃者另行报送", ["", "", "", "condition-unread"]),
        ("说明：安一凡、白二川级别为资深工程会员", ["values-differ", "", "", ""]),
        ("白二川：机械工程类，其余人员同表", ["", "values-differ", "", ""]),
        ("白二川新手机19900004444", ["", "values-differ", "", ""]),
        ("白二川手机13900002222", ["", "", "", ""]),
        ("联系人：白二川 电话：19900004444", ["", "", "", ""]),
        ("推荐理由：白二川为资深工程师", ["", "", "", ""]),
        ("说明：其中序号1、3号为资深工程会员", ["", "", "", "condition-unread"]),
        ("共3人：专业工程会员2人，资深工程会员1人", ["", "", "", ""]),
        ("带*为候补人选", ["", "", "", "condition-unread"]),
        ("注：序号2暂缓申报", ["", "", "", "condition-unread"]),
        ("注：*为必填项；蓝色单元格请勿删除", ["", "", "", ""]),
        ("注：以上人员均在岗", ["", "", "", ""]),
        ("附：增补人员 余一木 19911115555 土木 缅甸 资深", ["", "", "", "condition-unread"]),
        ("另推荐：余一木，电话19911115555", ["", "", "", "condition-unread"]),
        ("说明：2号只作统计，不参评", ["", "", "", "condition-unread"]),
        ("以上名单待公司党委会审议", ["", "", "", "condition-unread"]),
        ("第2、3行人员未经本人同意", ["", "", "", "condition-unread"]),
        ("注：以上人员除第3人外均在境外", ["", "", "", "condition-unread"]),
        ("注：所有人员当前均在国内", ["", "", "", "condition-unread"]),
        ("备注：白二川级别以专业为准", ["", "values-differ", "", ""]),
        ("注：如需增补人员，请另附表", ["", "", "", ""]),
        ("新增人员", ["", "", "", ""]),
        ("补充推荐人员名单", ["", "", "", ""]),
        ("注：1.本表由单位统一填报，不得更改格式；2.避免重复", ["", "", "", ""]),
        ("注：本表由单位统一填报，级别统一为资深工程会员", ["", "", "", "condition-unread"]),
    ],
)
def test_notes(note: str, findings: list[str]) -> None:
    assert said(note) == findings


@pytest.mark.parametrize(
    ("title", "findings"),
    [
        ("推荐人员情况表（红色字体人员为候补，暂不推荐）", ["condition-unread"]),
        ("标黄人员本次不参加", ["condition-unread"]),
        ("推荐人员情况表（标红为必填，不得空）", []),
        ("推荐人员情况表（以下人员均申请资深工程会员）", ["condition-unread"]),
        ("以下人员均申请资深工程会员", ["condition-unread"]),
        ("推荐人员情况表（以下项目均在建）", []),
    ],
)
def test_a_title_that_says_something_of_the_people(title: str, findings: list[str]) -> None:
    assert [each.slug for each in recognise(document(sheet(title, *ROWS))).problems] == findings


def test_a_title_that_tells_what_the_cells_tell_says_nothing() -> None:
    title = "推荐人员情况表（均申请专业工程会员）"
    assert recognise(document(sheet(title, FLAT, f"{FIRST}|{ANNA}"))).problems == []


@pytest.mark.parametrize(
    ("name", "is_said"),
    [
        ("姓名（打×者不报）", True),
        ("姓名（打勾为推荐）", True),
        ("姓名（加粗者为本次推荐）", True),
        ("姓名（请打勾）", False),
    ],
)
def test_a_heading_that_explains_a_sign(name: str, is_said: bool) -> None:
    found = recognise(document(sheet(FLAT.replace("姓名", name), f"{FIRST}|{ANNA}")))
    assert [(each.slug, each.about) for each in found.problems] == [("condition-unread", name)] * is_said


@pytest.mark.parametrize(
    ("text", "is_said"), [("←此人待定", True), ("？", True), ("2024年已报", True), ("OK", False), ("见邮件", False)]
)
def test_what_stands_open_beside_somebody(text: str, is_said: bool) -> None:
    found = recognise(document(sheet(FLAT, f"{FIRST}|{ANNA}|{text}")))
    told = [(each.slug, each.value, each.about) for each in found.people[0].problems]
    assert told == [("eligibility-doubtful", "", text)] * is_said  # a value that is told already would be left out


@pytest.mark.parametrize(
    ("name", "note", "findings"),
    [
        ("白二川①", "①现已回国，不再参加", "not-recommended"),
        ("白二川*", "*级别改为专业工程会员", "values-differ"),
        ("白二川（注1）", "注1：此人在外轮休", "condition-unread"),
        ("白二川（组长）", "白二川放弃", "not-recommended"),
        ("白二川", "①现已回国", ""),
        ("①白二川", "①现已回国", ""),
    ],
)
def test_a_note_to_the_sign_that_a_name_bears(name: str, note: str, findings: str) -> None:
    rows = [row.replace("白二川", name) for row in ROWS]
    found = recognise(document(sheet(*rows, note)))
    assert ["+".join(each.slug for each in person.problems) for person in found.people] == ["", findings, ""]


@pytest.mark.parametrize(
    ("note", "count"),
    {
        "带*者为资深工程会员": 1,
        "★表示领域调整为机械工程类": 1,
        "前两人级别：资深": 1,
        "*为必填项，级别选专业或资深": 0,
        "注：缅甸项目已于2025年3月完工": 1,
        "△远山公司桥项目国别应为老挝": 0,  # 桥项目 is too short to tell it
        "以上项目均已完工": 1,
        "以上项目均在建": 0,
        "以上人员中缅甸项目人员已回国": 1,
        "注：缅甸项目目前在建": 0,
        "注：泰国项目已完工": 0,
        "注：项目状态请按在建、完工填写": 0,
    }.items(),
)
def test_a_note_on_a_sign_or_a_project(note: str, count: int) -> None:
    assert said(note) == ["", "", "", "+".join(["condition-unread"] * count)]


@pytest.mark.parametrize(
    ("remark", "count"),
    {
        "项目已完工": 1,
        "该项目已于2024年底竣工": 1,
        "项目在建": 0,
        "已调泰国电站项目": 1,
        "现在缅甸桥项目": 0,
        "现在越南工作": 1,
        "目前在缅甸工作": 0,
        "现在项目部担任总工": 0,
        "与序号2为同一项目": 1,
        "参与项目3个": 0,
        "现在越南": 1,
        "现在缅甸": 0,
        "所在地：泰国": 1,
        "信息有误，以附件为准": 1,
        "级别待确认": 1,
        "姓名应为安亦凡": 1,
        "公司已更名为远山集团": 1,
        "已由高山公司推荐": 1,
        "已获2024年资深": 1,
        "与第1行重复": 1,
        "涉密人员": 1,
        "信息无误": 0,
        "以项目管理为主": 0,
        "手续待补": 0,
        "非涉密人员": 0,
        "姓名拼音见护照": 0,
        "已通过建造师考试": 0,
        "已在项目现场": 0,
    }.items(),
)
def test_a_remark_on_the_work_of_somebody(remark: str, count: int) -> None:
    found = recognise(document(sheet(f"{FLAT}|备注", f"{FIRST}|{ANNA}|{remark}")))
    assert [each.about for each in found.people[0].problems] == [f"备注：{remark}"] * count


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("注：白二川放弃", ["", "not-recommended", "", ""]),
        ("白二川的电话更正为19900004444", ["", "values-differ", "", ""]),
        ("缅甸项目已于2024年12月完工。", ["", "", "", "condition-unread"]),
        ("注：第1人放弃", ["", "", "", "condition-unread"]),
        ("推荐单位（盖章）：远山公司", ["", "", "", ""]),
        ("联系人：白二川 电话：19900004444", ["", "", "", ""]),
    ],
)
def test_a_paragraph_below_the_table_of_a_letter(text: str, findings: list[str]) -> None:
    found = recognise(document(sheet(*ROWS, name="表1"), sheet(name="表1之后", above=[text]), file="附件3.docx"))
    told = [*(person.problems for person in found.people), found.problems]
    assert ["+".join(each.slug for each in some) for some in told] == findings


def test_a_paragraph_over_the_table_of_a_letter() -> None:
    found = recognise(document(sheet(*ROWS, name="表1", above=["注：白二川放弃", "经研究，同意推荐安一凡等3人"])))
    assert [[each.slug for each in person.problems] for person in found.people] == [[], ["not-recommended"], []]
