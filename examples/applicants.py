"""Invented applicants to 化会字〔2023〕第05号 and what they send: one file each, named 姓名-申请类别. No name, company,
number or address here is anybody's.

They show what goes through, a title below the class, a file that is named otherwise, two people of one name and class,
an own word where the list is open, a late one without a member number.
"""

from __future__ import annotations

from datetime import datetime

from examples.papers import applicant
from examples.units import CHINA, message

FIELDS = [
    *("name", "sex", "birth", "member_no", "level", "specialty", "work_segment", "education", "school", "title"),
    *("title_by", "work_years", "important_years", "workplace", "phone", "email", "filled_online"),
]
PROFESSIONAL, SENIOR = "专业工程会员", "资深工程会员"


def submissions() -> dict[str, bytes]:
    """Path inside the inbox → bytes."""
    return {**senior(), **junior(), **namesakes(), **other_class(), **own_words(), **late()}


def sent(day: str, values: list[str], name: str = "") -> dict[str, bytes]:
    """A mail of the applicant with the list, named after the applicant."""
    told = dict(zip(FIELDS, values, strict=True))
    name = name or f"{told['name']}-{told['level']}"
    received = datetime.fromisoformat(f"2023-{day}").replace(tzinfo=CHINA)
    text = "您好，附件为本人的申报人信息一览表，系统内的申请已提交。"
    mail = message(name, told["email"], received, text, {f"{name}.xlsx": applicant(told)})
    return {f"{received:%Y-%m-%d %H%M} {told['name']}.eml": mail}


def senior() -> dict[str, bytes]:
    """All as the notice wants it."""
    values = [
        *("安一凡", "女", "1979-06", "S050001001M", SENIOR, "化学工程与技术", "工艺管理", "博士", "远山大学 化学工程"),
        *("正高级工程师", "渝川省职称改革办公室", "18", "9", "渝江化工有限公司 总工艺师", "13900001101"),
        *("an@chem.example", "是"),
    ]
    return sent("04-10 09:12", values)


def junior() -> dict[str, bytes]:
    """助理工程师 does not reach the class."""
    values = [
        *(
            "柏青",
            "男",
            "1995-11",
            "S050001002M",
            PROFESSIONAL,
            "安全科学与工程",
            "安全环保",
            "本科",
            "近水学院 安全工程",
        ),
        *(
            "助理工程师",
            "渝江化工有限公司",
            "6",
            "3",
            "渝江化工有限公司 安全员",
            "13900001102",
            "bai@chem.example",
            "是",
        ),
    ]
    return sent("04-12 15:40", values)


def namesakes() -> dict[str, bytes]:
    """Two people of one name and class, from two senders."""
    first = [
        *(
            "岑川",
            "男",
            "1986-02",
            "S050001003M",
            PROFESSIONAL,
            "材料科学与工程",
            "研究开发",
            "硕士",
            "远山大学 高分子材料",
        ),
        *(
            "工程师",
            "渝州新材料有限公司",
            "11",
            "5",
            "渝州新材料有限公司 研发主管",
            "13900001103",
            "cen@material.example",
        ),
        "是",
    ]
    second = [
        *(
            "岑川",
            "男",
            "1990-08",
            "S050001004M",
            PROFESSIONAL,
            "环境科学与工程",
            "安全环保",
            "本科",
            "近水学院 环境工程",
        ),
        *("高级工程师", "巴南环保工程有限公司", "12", "6", "巴南环保工程有限公司 部门经理", "13900001104"),
        *("cenchuan@green.example", "是"),
    ]
    return sent("04-14 10:05", first) | sent("04-17 16:30", second)


def other_class() -> dict[str, bytes]:
    """A loose workbook whose name tells another class than the list."""
    values = [
        *("戴溪", "女", "1988-12", "S050001005M", PROFESSIONAL, "仪器化工机械与设备", "设备管理", "硕士"),
        *("远山大学 过程装备与控制工程", "高级工程师", "渝江化工有限公司", "10", "4", "渝江化工有限公司 设备部副部长"),
        *("13900001105", "dai@chem.example", "是"),
    ]
    return {f"2023-04-18 戴溪-{SENIOR}.xlsx": applicant(dict(zip(FIELDS, values, strict=True)))}


def own_words() -> dict[str, bytes]:
    """Own headings and words, of which some are understood; the list of 工作环节 is open."""
    values = [
        *(
            "范霖",
            "男",
            "1984年3月",
            "S050001006M",
            "专业",
            "石油化工",
            "技术情报",
            "大学本科",
            "近水学院化学工程与工艺",
        ),
        *("高工", "长寿石化设计院有限公司", "15年", "8年", "长寿石化设计院有限公司 主任", "139 0000 1106"),
        *("fan@design.example", "√"),
    ]
    headings = {"level": "申报类别", "title": "专业技术职称", "phone": "手机号码", "member_no": "会员证号"}
    told = dict(zip(FIELDS, values, strict=True))
    return {f"2023-04-20 范霖-{PROFESSIONAL}.xlsx": applicant(told, headings)}


def late() -> dict[str, bytes]:
    """Late, and without a member number."""
    values = [
        *("郝雨", "女", "1991-05", "", PROFESSIONAL, "化学", "生产运行", "硕士", "远山大学 应用化学", "工程师"),
        *("渝州制药有限公司", "8", "3", "渝州制药有限公司 车间主任", "13900001107", "hao@pharma.example", "否"),
    ]
    return sent("05-04 08:20", values)
