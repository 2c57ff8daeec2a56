"""Invented registrations for 国际工程师资质认证 and what their units send: a bilingual Word form for each person. No
name, company, number or address here is anybody's.

They show two people of one unit in one mail, both boxes ticked, a description of more than 300 characters, work of more
than five years ago, a late mail.
"""

from __future__ import annotations

from datetime import datetime

from examples.papers import registration
from examples.units import CHINA, message

ENGLISH, TRANSLATED = "☑可以 ok\n\n□需要翻译 with translation", "□可以 ok\n\n☑需要翻译 with translation"
BOTH = "☑可以 ok\n\n☑需要翻译 with translation"
NO_MORE = ["", "", "", ""]


def submissions() -> dict[str, bytes]:
    """Path inside the inbox → bytes."""
    return {**pair(), **both_boxes(), **long_text(), **late()}


def sent(unit: str, day: str, text: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """A mail of a unit."""
    received = datetime.fromisoformat(f"2018-{day}").replace(tzinfo=CHINA)
    mail = message(f"国际工程师资质认证报名表+{unit}", f"hr@u{received:%d%H%M}.example", received, text, files)
    return {f"{received:%Y-%m-%d} {unit}.eml": mail}


def pair() -> dict[str, bytes]:
    """Two people of one unit, both as the notice wants it."""
    unit = "渝州电网运营有限公司"
    place = [unit, "渝州市江北路1号", "023-00000001"]
    first = [
        *("莫迟", "男", "高级工程师", "电力系统", "13900003301", *place, "mo@grid.example", "CET-6", ENGLISH),
        *("2001.09 2005.06", "本科", "电气工程", "远山大学"),
        *("2014.01 2018.11", unit, "调度处处长", "负责电网调度运行"),
        *NO_MORE,
        "获省部级科技进步奖一项，授权专利两件。",
    ]
    second = [
        *("牧歌", "女", "工程师", "输变电", "13900003302", *place, "mu@grid.example", "CET-4", TRANSLATED),
        *("2006.09 2009.06", "硕士", "高电压技术", "近水学院"),
        *("2013.07 2016.05", unit, "检修工区专责", "变电设备检修"),
        *("2016.06 2018.11", unit, "设备部主管", "输变电设备管理"),
        "发表论文三篇。",
    ]
    files = {"报名表-莫迟.docx": registration(first), "报名表-牧歌.docx": registration(second)}
    return sent(unit, "11-12 10:00", "附件为我单位两人的报名表。", files)


def both_boxes() -> dict[str, bytes]:
    """Both boxes are ticked: nobody knows what is meant."""
    unit = "巴南热电有限公司"
    values = [
        *("宁静", "女", "高级工程师", "热能动力", "13900003303", unit, "巴南区江滨路8号", "023-00000002"),
        *("ning@heat.example", "可日常交流", BOTH, "1998.09 2002.06", "本科", "热能与动力工程", "远山大学"),
        *("2012.03 2018.11", unit, "副总工程师", "负责机组技改"),
        *NO_MORE,
        "主持完成两台机组节能改造。",
    ]
    return sent(unit, "11-15 09:30", "附件为报名表。", {"国际工程师资质认证报名表.docx": registration(values)})


def long_text() -> dict[str, bytes]:
    """A loose document: too long a description, and work of more than five years ago."""
    unit = "嘉陵水电开发有限公司"
    values = [
        *("欧阳山", "男", "教授级高级工程师", "水力发电", "13900003304", unit, "嘉陵区河街3号", "023-00000003"),
        *("ouyang@hydro.example", "流利", ENGLISH, "1992.09 1996.06", "本科", "水利水电动力工程", "近水学院"),
        *("2014.01 2018.11", unit, "总工程师", "主管技术"),
        *("2005.01 2010.12", unit, "项目总工", "负责电站建设"),
        "主持境外水电站机电设备安装与调试，获得优质工程奖。" * 14,
    ]
    return {f"2018-11-20 {unit}.docx": registration(values)}


def late() -> dict[str, bytes]:
    """A late mail, the boxes left as they were."""
    unit = "长寿电气设备有限公司"
    values = [
        *("彭湃", "男", "工程师", "电气设备", "13900003305", unit, "长寿区园区路6号", "023-00000004"),
        *("peng@device.example", "CET-6", "□可以 ok\n\n□需要翻译 with translation"),
        *("2007.09 2011.06", "本科", "电气工程", "远山大学"),
        *("2013.01 2018.11", unit, "试验站站长", "高压试验"),
        *NO_MORE,
        "参与编制企业标准两项。",
    ]
    return sent(unit, "11-28 16:10", "补报一人。", {"报名表.docx": registration(values)})
