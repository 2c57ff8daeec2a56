"""What each clause of the notices asks of a person: a row for each, what is typed and what comes out.

000 is 化会字〔2023〕第05号, 001 国际工程师资质认证, 002 电机学〔2022〕268号, 003 the handbook of the 联合体 of January
2024, 004 渝工协〔2025〕17号; the numbers behind them are lines of the documents, C… is a contradiction of
docs/readings.md.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from support_clauses import CHEMISTRY, CHONGQING, IET, POWER, Clause, Judged, each, judged, means

PE, SPE, AE = "专业工程会员", "资深工程会员", "见习工程会员"
DOUBTFUL, NO_MEMBER = "eligibility-doubtful warning", "member-missing warning"


def titled(level: str, texts: Iterable[str], *findings: str) -> list[Clause]:
    """People of a level with these titles, whose years are enough for either."""
    more = {"level": level, "work_years": "12", "important_years": "6", "file": f"苏试-{level}.xlsx"}
    clause = "000:34" if level == PE else "000:42"
    return each(f"{clause} {level}", CHEMISTRY, "title", texts, *findings, **more)


def served(notice: str, level: str, years: str, important: str, *findings: str) -> Clause:
    """Somebody of that level with so many years, of them so many important, whose title is high enough."""
    clause = {CHEMISTRY: "000:36" if level == PE else "000:44-46", CHONGQING: "004:29-30", POWER: "T/CAS 326-2021"}
    typed = {"level": level, "work_years": years, "important_years": important}
    chemist = {"title": "正高级工程师", "file": f"苏试-{level}.xlsx"} if notice == CHEMISTRY else {}
    return Clause(f"{clause[notice]} {level} {years}/{important}", notice, typed | chemist, findings)


RIGHT = [Clause(f"{notice} nothing to say", notice, {}) for notice in (CHEMISTRY, POWER, IET, CHONGQING)]

MEMBERS = [
    *each("000:22 须为会员", CHEMISTRY, "member_no", ["", "/", "申请中", "办理中", "正在办理", "未入会"], NO_MEMBER),
    *each("000:22 one's own, not the unit's", CHEMISTRY, "member_no", ["单位会员", "否"], NO_MEMBER),
    *each("C16 申请中 with a day", CHEMISTRY, "member_no", ["申请中（2023年4月）"], NO_MEMBER),
    *each("000:22 asks for members, not for numbers", CHEMISTRY, "member_no", ["是", "已入会", "中国化工学会会员"]),
    *each("000:22 a number of any form", CHEMISTRY, "member_no", ["E250001234M", "0012345", "S-77 普通会员"]),
    *each("002:43-45 为学会会员组织", POWER, "member_no", ["", "申请中"], NO_MEMBER),
    *each("002:43-45 为学会会员组织", POWER, "member_no", ["E250001234M", "已入会"]),
    Clause("004:47 one becomes a member: none is asked for", CHONGQING, {"member_no": "申请中"}),
    Clause("001:14 IET 会员 after the pre-check: none is asked for", IET, {"member_no": ""}),
]

LEVELS = [
    *means("000:32 申请类别", CHEMISTRY, "level", {PE: PE, "专业": PE}),
    Clause(
        "000:40 申请类别",
        CHEMISTRY,
        {"level": SPE, "title": "教授", "work_years": "12", "important_years": "6"} | {"file": "苏试-资深.xlsx"},
        values={"level": SPE},
    ),
    Clause("000:32 申请类别 left blank", CHEMISTRY, {"level": ""}, ["level-missing error"]),
    Clause("002:61 相应级别 are not listed: a blank goes on", POWER, {"level": ""}, ["level-missing warning"]),
    *means("000:72 联合会 (C20)", CHONGQING, "level", {"中国工程师联合会资深工程会员": SPE, "联合体专业工程会员": PE}),
    *means("002:61 相应级别", POWER, "level", {"专业级": PE, "资深": SPE}),
    *means("004:181 专业/资深 (C08)", CHONGQING, "level", {"专业工程师": PE, "资深工程师": SPE, "专业工程 会员": PE}),
    *(
        Clause(f"003:43 {text} in {notice} (C09)", notice, {"level": text}, ["level-not-open error"])
        for notice in (CHONGQING, POWER)
        for text in (AE, "见习", "见习工程师", "AE")
    ),
    Clause(
        "003:43 见习 in 000 (C09)", CHEMISTRY, {"level": AE, "file": "苏试-见习工程会员.xlsx"}, ["level-not-open error"]
    ),
    *(
        Clause(
            f"001:10 {text} is no level of the 联合体, in {notice}", notice, {"level": text}, ["level-unknown error"]
        )
        for notice in (CHONGQING, POWER)
        for text in ("CEng", "IEng", "EngTech", "特许工程师", "主任工程师", "技术工程师")
    ),
    *means(
        "001:10 three classes",
        IET,
        "level",
        {"CEng": "特许工程师", "主任工程师": "主任工程师", "EngTech": "技术工程师"},
    ),
    *each("001:10 a level of the 联合体 is no class", IET, "level", [PE, "SPE"], "level-unknown error"),
    *each("职称 is no level", CHONGQING, "level", ["工程师", "高级工程师", "正高级工程师"], "level-unknown error"),
]

TITLES = [
    *titled(
        PE,
        [
            "工程师",
            "讲师",
            "助理研究员",
            "实验师",
            "中级",
            "化工工艺工程师",
            "工程师（化工）",
            "高级",
            "高工",
            "工艺高工",
            "教授",
        ],
    ),
    *titled(
        PE, ["助理工程师", "助工", "化工助工", "技术员", "助教", "见习工程师", "研究实习员"], "title-below-level error"
    ),
    *titled(
        PE,
        ["注册化工工程师", "主任工程师", "助理教授", "项目经理", "工程师（待评）", "资深工程师", "项目高工", "准高工"],
        DOUBTFUL,
    ),
    *titled(PE, ["", "无"], "field-missing warning"),
    *titled(
        SPE,
        [
            "教授级高级工程师",
            "教授级高工",
            "正高级工程师",
            "正高",
            "教授",
            "研究员",
            "研究员级高级工程师",
            "正高级化工工程师",
            "化工正高工",
            "工艺教授级高工",
            "教授级化工高工",
        ],
    ),
    *titled(SPE, ["正高级高级工程师", "教授/博导", "正高级工程师/教授", "二级教授"]),
    *titled(
        SPE,
        [
            "工程师",
            "讲师",
            "高级工程师",
            "高工",
            "工艺高工",
            "副教授",
            "副研究员",
            "高级化工工程师",
            "副教授级高工",
            "经济师（高级）",
        ],
        "title-below-level error",
    ),
    *titled(SPE, ["高级", "高级职称", "总工程师", "特聘教授", "副教授（正高级工程师）", "拟评正高"], DOUBTFUL),
    *titled(
        SPE,
        ["申报正高级工程师", "正高（2023年申报）", "正高级工程师（评审未通过）", "非正高级", "教授（客座）"],
        DOUBTFUL,
    ),
    *titled(PE, ["工程师（助理）"], "title-below-level error"),
    *each("002 asks for no title (C05)", POWER, "title", ["助理工程师", "", "技术员"]),
    *each("004 asks for no title (C05)", CHONGQING, "title", ["助理工程师", ""]),
    *means(
        "000:34 the title as it is called",
        CHEMISTRY,
        "title",
        {"工艺高工": "高级工程师", "高级化工工程师": "高级工程师"},
    ),
]

EDUCATION = [
    *(
        Clause(f"{clause} 本科及以上: {text}", notice, {"education": text}, [])
        for clause, notice in (("000:36", CHEMISTRY), ("004:23", CHONGQING))
        for text in ("本科", "工学学士", "硕士研究生", "博士")
    ),
    *(
        Clause(f"{clause} below 本科: {text}", notice, {"education": text}, [DOUBTFUL])
        for clause, notice in (("000:36", CHEMISTRY), ("004:23", CHONGQING))
        for text in ("大专", "专科", "中专", "本科肄业")
    ),
]

YEARS = [
    served(CHEMISTRY, PE, "5", "2"),
    served(CHEMISTRY, PE, "满5年", "2年"),
    served(CHEMISTRY, PE, "4", "2", DOUBTFUL),
    served(CHEMISTRY, PE, "5", "1", DOUBTFUL),
    served(CHEMISTRY, PE, "4", "1", DOUBTFUL, DOUBTFUL),
    served(CHEMISTRY, SPE, "10", "5"),
    served(CHEMISTRY, SPE, "9", "5", DOUBTFUL),
    served(CHEMISTRY, SPE, "10", "4", DOUBTFUL),
    served(CHEMISTRY, PE, "6", "7", DOUBTFUL),
    served(CHEMISTRY, PE, "工程设计/26年", "2", "field-understood info"),
    served(CHEMISTRY, PE, "工程设计（已满4年）", "2", DOUBTFUL),
    served(CHEMISTRY, PE, "工程设计，6年", "7", "field-understood info", DOUBTFUL),
    served(POWER, PE, "5", "2"),
    served(POWER, PE, "4", "2", DOUBTFUL),
    served(POWER, SPE, "10", "5"),
    served(POWER, SPE, "10", "4", DOUBTFUL),
    served(CHONGQING, PE, "5", "2"),
    served(CHONGQING, PE, "4", "2", DOUBTFUL),
    served(CHONGQING, PE, "5", "1", DOUBTFUL),
    served(CHONGQING, SPE, "10", "5"),
    served(CHONGQING, SPE, "9", "5", DOUBTFUL),
    served(CHONGQING, SPE, "10", "4", DOUBTFUL),
    Clause("001 asks for no years", IET, {"work_years": "1", "important_years": "0"}),
]

UNREAD = [
    *each(
        "000:36 years that nobody can read",
        CHEMISTRY,
        "work_years",
        ["2010年至今", "若干", "电气10年，海外5年", "设计 26"],
        "field-invalid warning",
    ),
    *each("000:36 years that nobody can read", CHEMISTRY, "important_years", ["多个项目"], "field-invalid warning"),
    *each("000:36 education that nobody can read", CHEMISTRY, "education", ["见简历"], "field-invalid warning"),
    *each("004 does not ask for years", CHONGQING, "work_years", ["2010年至今"]),
]

ONLINE = [
    *(
        Clause(f"{clause} 线上填报: {text}", notice, {"filled_online": text}, findings)
        for clause, notice in (("000:108", CHEMISTRY), ("002:138", POWER))
        for text, findings in (
            ("是", []),
            ("√", []),
            ("", []),
            ("否", ["online-unfinished warning"]),
            ("没有", ["online-unfinished warning"]),
            ("未提交", ["online-unfinished warning"]),
            ("已提交", []),
            ("下周", ["field-invalid warning"]),
        )
    ),
]

CLAUSES = [*RIGHT, *MEMBERS, *LEVELS, *TITLES, *EDUCATION, *YEARS, *UNREAD, *ONLINE]


@pytest.fixture(scope="module")
def told() -> dict[int, Judged]:
    return judged(CLAUSES)


@pytest.mark.parametrize("place", range(len(CLAUSES)), ids=[clause.clause for clause in CLAUSES])
def test_what_a_clause_asks(told: dict[int, Judged], place: int) -> None:
    clause, came = CLAUSES[place], told[place]
    assert came.findings == list(clause.findings)
    assert {field: came.values[field] for field in clause.values} == clause.values
