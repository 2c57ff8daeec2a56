"""What each clause of the notices says of what a person fills in beside the conditions of a level; the documents are
called as in test_clauses.py."""

from __future__ import annotations

import pytest
from support_clauses import CHEMISTRY, CHONGQING, IET, POWER, Clause, Judged, each, judged, means

SIMPLIFIED = "simplified-assessment info"

SPECIALTIES = [
    *means(
        "000:26 专业类别",
        CHEMISTRY,
        "specialty",
        {
            name: name
            for name in ("化学", "化学工程与技术", "材料科学与工程", "环境科学与工程", "安全科学与工程", "其他")
        }
        | {"仪器化工机械与设备及其他": "仪器化工机械与设备", "仪器、化工机械与设备": "仪器化工机械与设备"}
        | {"其他（新能源材料）": "其他", "其他：氢能": "其他", "☑化学 □材料科学与工程": "化学"},
    ),
    *each("000:26 专业类别 of no such name", CHEMISTRY, "specialty", ["航空", "电力系统"], "specialty-unknown warning"),
    *each("000:26 two", CHEMISTRY, "specialty", ["化学、材料科学与工程", "☑化学☑其他"], "specialty-unknown warning"),
    *means(
        "000:26 one and a word that is none",
        CHEMISTRY,
        "specialty",
        {"化学、氢能": "化学"},
        "specialty-understood warning",
    ),
    Clause("000:26 专业类别 left blank", CHEMISTRY, {"specialty": ""}, ["field-missing warning"]),
    Clause("000:13 everybody is of 化学化工类", CHEMISTRY, {}, values={"domain": "化学化工类"}),
    *means(
        "002:63 专业范围",
        POWER,
        "specialty",
        {
            "电力系统及其自动化专业": "电力系统及其自动化专业",
            "输配电及用电工程专业": "输配电及用电工程专业",
            "轨道交通电气化专业": "轨道交通电气化专业",
            "能源动力工程专业": "能源动力工程专业",
            "电子信息工程专业": "电子信息工程专业",
            "自动化工程专业": "自动化工程专业",
            "其他": "其他",
        },
    ),
    *each("002:63 专业范围 of no such name", POWER, "specialty", ["房屋建筑"], "specialty-unknown warning"),
    Clause("002:57 everybody is of 电气工程类", POWER, {}, values={"domain": "电气工程类"}),
]

SEGMENTS = [
    *means(
        "000:28 工作环节",
        CHEMISTRY,
        "work_segment",
        {word: word for word in ("研究开发", "规划设计", "工艺管理", "设备管理", "生产运行", "安全环保")}
        | {"技术服务": "技术服务", "市场": "市场", "研发": "研究开发"},
    ),
    Clause("000:28 工作环节 left blank", CHEMISTRY, {"work_segment": ""}),
]

FILES = [
    *each(
        "000:109 姓名-申请类别", CHEMISTRY, "file", ["苏试-专业工程会员.xlsx", "苏试—专业.docx", "附件3/苏试_PE.xlsx"]
    ),
    *each(
        "000:109 姓名-申请类别",
        CHEMISTRY,
        "file",
        ["苏试-资深工程会员.xlsx", "陈一-专业工程会员.xlsx", "一览表.xlsx"],
        "file-name-differs warning",
    ),
    Clause("001 prints no name of files", IET, {"file": "报名表.docx"}),
    Clause("002 prints no name of files", POWER, {"file": "名单.docx"}),
]

OVERSEAS = [
    Clause(
        "004:31 a project abroad, of who is sent already (C06)",
        CHONGQING,
        {"project_country": "", "project_name": ""},
        ["country-missing warning", "project-name-missing warning"],
    ),
    Clause(
        "004:31 the next three years: 如有",
        CHONGQING,
        {"section": "planned", "project_country": "", "project_name": ""} | {"project_type": "", "project_status": ""},
    ),
    Clause("000 asks for nothing abroad (C06)", CHEMISTRY, {"overseas_project": ""}),
    Clause("002:68 only whom it is for (C06)", POWER, {"overseas_project": ""}),
]

DOMAINS = [
    *each("004:17 twelve domains (C04)", CHONGQING, "domain", ["化学化工类", "标准化类"], "domain-not-open error"),
    *means(
        "004:17 twelve domains (C04)",
        CHONGQING,
        "domain",
        {"计算机与应用类": "计算机与应用类", "生态环境": "生态环境工程类"},
    ),
    *each("a domain of T/CAS 326-2021 only", CHONGQING, "domain", ["铁路工程类", "核工程类"], "domain-not-open error"),
    *each("004:84 and 004:126", CHONGQING, "domain", ["房屋建筑", "建筑结构", "结构工程"], "domain-ambiguous error"),
    Clause(
        "004:125 其它 (C23)", CHONGQING, {"domain": "地质工程类", "specialty": "其他"}, values={"specialty": "其它"}
    ),
]

TEXTS = [
    Clause("004:181 300字以内 (C13)", CHONGQING, {"experience": "桥" * 300}),
    Clause("004:181 300字以内, blanks not counted", CHONGQING, {"experience": "桥 " * 300}),
    Clause("004:181 300字以内 (C13)", CHONGQING, {"experience": "桥" * 301}, ["experience-too-long warning"]),
    Clause("001:190 字数在300以内", IET, {"description": "电" * 300}),
    Clause("001:190 字数在300以内", IET, {"description": "电" * 301}, ["text-too-long warning"]),
    Clause(
        "004:181 the count of 满足基本条件 (C07)",
        CHONGQING,
        {"chinese_engineers": "5", "qualified_engineers": "6"},
        ["count-inconsistent warning"],
    ),
]

INTERVIEW = [
    *means(
        "001 是否全英文面试",
        IET,
        "english_interview",
        {
            "☑可以 ok □需要翻译 with translation": "可以",
            "□可以 ok ☑需要翻译 with translation": "需要翻译",
            "ok": "可以",
        },
    ),
    *each(
        "001 both boxes, or none",
        IET,
        "english_interview",
        ["☑可以 ok ☑需要翻译 with translation", "□可以 ok □需要翻译 with translation"],
        "field-invalid warning",
    ),
    *each("001 what is asked for", IET, "english_level", [""], "field-missing warning"),
]

ABROAD = "境外工程组织的称号，可申请简化考核"

AT_HOME = "看不出是境外工程组织的称号：电机学〔2022〕268号写“境内外”，问答手册写“境外”，能否简化考核请学会决定"

FOREIGN = [
    *(
        Clause(f"{clause} {text} (C31)", POWER, {"foreign_title": text}, [SIMPLIFIED], {"foreign_title_hint": hint})
        for clause, hint, texts in (
            ("002:127 称号", ABROAD, ["国际职业工程师", "APEC Engineer", "EUR ING", "ACPE", "CEng MIET", "HKIE会员"]),
            ("002:129 境内", AT_HOME, ["注册电气工程师", "Chinese Society for Electrical Engineering 会员"]),
            ("of a province", AT_HOME, ["广东省工程师学会工程会员", "广东省工程师学会工程会员（与HKIE互认）"]),
        )
        for text in texts
    ),
    *each("002:127 none", POWER, "foreign_title", ["", "无", "否"]),
]

CLAUSES = [*SPECIALTIES, *SEGMENTS, *FILES, *OVERSEAS, *DOMAINS, *TEXTS, *INTERVIEW, *FOREIGN]


@pytest.fixture(scope="module")
def told() -> dict[int, Judged]:
    return judged(CLAUSES)


@pytest.mark.parametrize("place", range(len(CLAUSES)), ids=[clause.clause for clause in CLAUSES])
def test_what_a_clause_asks(told: dict[int, Judged], place: int) -> None:
    clause, came = CLAUSES[place], told[place]
    assert came.findings == list(clause.findings)
    assert {field: came.values[field] for field in clause.values} == clause.values
