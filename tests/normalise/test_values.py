"""Names, counts, years, experience, education."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.counts import count, years
from pipeline.normalise.eligibility import education, important_years, work_years
from pipeline.normalise.marks import is_blank
from pipeline.normalise.person_names import name
from pipeline.normalise.texts import career, experience
from pipeline.terms.notices import load_notice

TEMPLATE = "曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("苏 试", "苏试"),
        ("苏　试", "苏试"),
        ("欧阳 试语", "欧阳试语"),
        ("艾力 • 吾斯曼", "艾力·吾斯曼"),
        ("艾力.吾斯曼", "艾力·吾斯曼"),
        ("John  Smith", "John Smith"),
        ("Mr. John Smith", "John Smith"),
        ("苏试（经理）", "苏试"),
        ("苏试语 经理", "苏试语"),
        ("苏试（安全总监）", "苏试"),
        ("苏试 教授级高工", "苏试"),
        ("苏试 工", "苏试"),
        ("1.苏试", "苏试"),
        ("（1）苏试", "苏试"),
        ("★苏试", "苏试"),
        ("苏试语\n（项目总工）", "苏试语"),
        ("苏试（小）", "苏试（小）"),
        ("苏试（Su Shi）", "苏试"),
        ("Su Shi 苏试", "苏试"),
        ("苏试\nSU SHI", "苏试"),
        ("苏试（女，35岁）", "苏试"),
        ("苏试A", "苏试A"),
        ("姓名：苏试", "苏试"),
        ("姓名 苏试", "苏试"),
        ("苏试（13812345678）", "苏试"),
        ("苏试语*", "苏试语"),
        ("苏试【补】", "苏试"),
        ("1 苏试", "苏试"),
        ("苏试，男，35岁", "苏试"),
        ("女 苏试语", "苏试语"),
        ("项目经理 苏试语", "苏试语"),
        ("苏试 已回国", "苏试"),
        ("苏试语（已回国）", "苏试语"),
        ("苏试（缅籍）", "苏试"),
        ("苏试 13812345678", "苏试"),
        ("苏\n试语", "苏试语"),
        ("欧阳\n试语", "欧阳试语"),
        ("苏试 新", "苏试新"),
        ("苏试语 代", "苏试语"),
        ("√苏试", "苏试"),
        ("欧阳 在明", "欧阳在明"),
        ("阿卜杜勒·卡里姆·买买提", "阿卜杜勒·卡里姆·买买提"),
        ("阿卜杜勒·卡里姆\n·买买提·江", "阿卜杜勒·卡里姆·买买提·江"),
        ("艾尔肯江", "艾尔肯江"),
        ("古丽巴哈尔", "古丽巴哈尔"),
        ("Maung Maung（缅籍）", "Maung Maung（缅籍）"),
        ("苏试/高工", "苏试"),
        ("蘇試", "蘇試"),
        ("—", ""),
    ],
)
def test_name(typed: str, stored: str) -> None:
    assert name(typed) == (stored, "ok" if stored else "", "")


@pytest.mark.parametrize(
    ("typed", "stored", "how"),
    [
        ("苏试语组长", "苏试语", "understood"),
        ("欧阳试语博士", "欧阳试语", "understood"),
        ("苏试语已回国", "苏试语", "understood"),
        ("苏试（身份证同名）", "苏试", "understood"),
        ("苏试语？", "苏试语", "understood"),
        ("苏试（待定）", "苏试", "understood"),
        ("苏试语1", "苏试语", "understood"),
        ("苏试（2）", "苏试", "understood"),
        ("欧阳试语②", "欧阳试语", "understood"),
        ("苏试 李经理", "苏试李经理", "doubtful"),
        ("×苏试", "×苏试", "doubtful"),
        ("原：苏试 现：李明", "原：苏试现：李明", "doubtful"),
        ("苏试（改李明）", "苏试", "doubtful"),
        ("苏试（现更换为：李明）", "苏试", "doubtful"),
        ("苏试、李明", "苏试、李明", "doubtful"),
        ("苏试语 李明", "苏试语李明", "doubtful"),
        ("苏试语→李明", "苏试语→李明", "doubtful"),
        ("苏试语 土木", "苏试语土木", "doubtful"),
        ("苏试语李明", "苏试语李明", "doubtful"),
        ("苏经理", "苏经理", "doubtful"),
        ("苏工", "苏工", "doubtful"),
        ("苏 工", "苏工", "doubtful"),
        ("欧阳经理", "欧阳经理", "doubtful"),
        ("苏试语等", "苏试语等", "doubtful"),
        ("苏试等", "苏试等", "doubtful"),
        ("苏**", "苏", "doubtful"),
        ("苏X语", "苏X语", "doubtful"),
        ("苏", "苏", "doubtful"),
    ],
)
def test_what_is_taken_off_a_name_is_said_and_what_is_hardly_one_is_held(typed: str, stored: str, how: str) -> None:
    assert name(typed)[:2] == (stored, how)


@pytest.mark.parametrize(
    ("typed", "value", "how"),
    [
        ("20", "20", "ok"),
        ("20.0", "20", "ok"),
        (" 31 ", "31", "ok"),
        ("２０", "20", "ok"),
        ("20人", "20", "ok"),
        ("中方3人", "3", "ok"),
        ("77名", "77", "ok"),
        ("共计12人", "12", "ok"),
        ("5人（含女2人）", "5", "ok"),
        ("1,200", "1200", "ok"),
        ("二十", "20", "ok"),
        ("十二人", "12", "ok"),
        ("一百零五", "105", "ok"),
        ("两名", "2", "ok"),
        ("0", "0", "ok"),
        ("20人(其中女3)", "20", "ok"),
        ("二〇", "20", "ok"),
        ("一二", "12", "ok"),
        ("20（+5）", "20", "understood"),
        ("20（另5人）", "20", "understood"),
        ("9人（其中2人已回国）", "9", "understood"),
        ("计划5人", "5", "understood"),
        ("20（待定）", "20", "understood"),
        ("20+5", "", "invalid"),
        ("20/5", "", "invalid"),
        ("约20", "20", "understood"),
        ("20+", "20", "understood"),
        ("20余人", "20", "understood"),
        ("约三十人左右", "30", "understood"),
        ("/", "", ""),
        ("无", "", ""),
        ("若干", "", "invalid"),
        ("10-20", "", "invalid"),
        ("12 8", "", "invalid"),
        ("2.5", "", "invalid"),
        ("-3", "", "invalid"),
        ("1000000", "", "invalid"),
    ],
)
def test_count(typed: str, value: str, how: str) -> None:
    assert count(typed)[:2] == (value, how)


@given(st.integers(min_value=0, max_value=99_999), st.sampled_from(["{}", "{}人", "约{}", " {} 名", "{}.0"]))
def test_numbers_come_back(number: int, spelling: str) -> None:
    assert count(spelling.format(number)).value == str(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8年", 8),
        ("8", 8),
        ("工作8年以上", 8),
        ("十二年", 12),
        ("5.5年", 5),
        ("10余年", 10),
        ("2010年至今", None),
        ("", None),
    ],
)
def test_years(typed: str, number: int | None) -> None:
    assert years(typed) == number


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        (TEMPLATE, "template"),
        (TEMPLATE.replace("XX", "老挝铁路"), "template"),
        (TEMPLATE.replace("XX", " ×× ").rstrip("。"), "template"),
        ("曾参与老挝某铁路工程项目，负责桥梁施工方案编制并组织实施，按期通车。", "ok"),
        ("……", ""),
        ("详见简历", ""),
        ("见附件2", ""),
        ("见证了大桥合龙，负责附件安装。", "ok"),
        ("长 " * 300, "ok"),
        ("长" * 301, "too-long"),
    ],
)
def test_experience(typed: str, how: str) -> None:
    assert experience(typed, 300).how == how


@pytest.mark.parametrize(
    ("typed", "value", "how"),
    [
        ("大学本科", "本科", "ok"),
        ("硕士研究生", "硕士", "ok"),
        ("专升本", "本科", "ok"),
        ("大专", "本科以下", "doubtful"),
        ("肄业", "本科以下", "doubtful"),
        ("研究生", "研究生", "ok"),
        ("研究生（博士）", "博士", "ok"),
        ("硕士在读", "硕士在读", "ok"),
        ("研究生（在读）", "研究生（在读）", "ok"),
        ("在职博士（在读）", "在职博士（在读）", "ok"),
        ("本科（硕士在读）", "本科", "ok"),
        ("大学本科（工学学士）、在职硕士", "大学本科（工学学士）、在职硕士", "ok"),
        ("", "", ""),
    ],
)
def test_education(typed: str, value: str, how: str) -> None:
    assert education(typed, load_notice("2025"))[:2] == (value, how)


PE = "专业工程会员"


def test_what_a_notice_asks_for_and_cannot_be_read_is_said() -> None:
    asking, adding = load_notice("ciesc-2023"), load_notice("2025")
    assert [education("学历", asking).how, work_years("2010年至今", PE, asking).how] == ["invalid"] * 2
    assert important_years("若干", PE, "8", asking).how == "invalid"
    assert work_years("2010年至今", PE, adding)[:2] == ("2010年至今", "ok")
    assert education("研究生", asking)[:2] == ("研究生", "ok")
    assert [education(text, asking).how for text in ("本科在读", "大专、本科（在读）")] == ["invalid"] * 2
    assert [education("无", asking).how, work_years("/", PE, asking).how] == ["", ""]


@pytest.mark.parametrize(
    ("typed", "number", "how"),
    [
        ("工程设计 34年", "34", "understood"),
        ("工程设计/10年", "10", "understood"),
        ("工程设计，共28年", "28", "understood"),
        ("工程设计/12+年", "12", "understood"),
        ("工程设计 8年整", "8", "understood"),
        ("工程设计（14年）", "14", "understood"),
        ("工程设计，19（年）年", "19", "understood"),
        ("工程设计 3年", "3", "doubtful"),
        ("工程设计不足8年", "", "invalid"),
        ("5G通信 8年", "", "invalid"),
        ("工程设计 98年至今", "", "invalid"),
        ("工程设计 1998年", "", "invalid"),
        ("工程设计6年，监理4年", "", "invalid"),
    ],
)
def test_work_years_behind_what_somebody_works_in(typed: str, number: str, how: str) -> None:
    assert work_years(typed, PE, load_notice("ciesc-2023"))[:2] == (number, how)


def test_work_years_against_the_level() -> None:
    notice = load_notice()
    assert work_years("4年", "专业工程会员", notice) == ("4", "doubtful", "专业工程会员须满5年，现填4年")
    assert work_years("5年", "专业工程会员", notice).how == "ok"
    assert work_years("9", "资深工程会员", notice).how == "doubtful"
    assert work_years("2", "", notice).how == "ok"


@pytest.mark.parametrize("typed", ["", " ", "/", "——", "……", "无", "N/A", "待 定", "#REF!", "／"])
def test_blank(typed: str) -> None:
    assert is_blank(typed)


@pytest.mark.parametrize("typed", ["其他", "0", "无锡", "A"])
def test_not_blank(typed: str) -> None:
    assert not is_blank(typed)


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        ("2008.09—2012.07  渝江厂  工程师\n2015年3月至今  渝州公司", "只要求填近5年的，2008.09—2012.07 在此以前已结束"),
        ("2008-2013  渝江厂", "只要求填近5年的，2008-2013  渝江厂在此以前已结束"),
        ("2008.09—2013.11  渝江厂", ""),
        ("2008.09—2013.10  渝江厂", "只要求填近5年的，2008.09—2013.10 在此以前已结束"),
        ("2005-now  渝江厂", ""),
        ("渝江厂（2003年建成）  工程师", ""),
        ("/", ""),
    ],
)
def test_posts_that_ended_before_the_years_that_are_asked_for_are_told(lines: str, hint: str) -> None:
    """国际工程师资质认证报名表: 仅填写近5年工作经历."""
    found = career(lines, "2018-11-20T08:00:00+08:00", 5)
    assert (found.how == "older", found.hint) == (bool(hint), hint)
