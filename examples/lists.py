"""Invented units that answer 电机学〔2022〕268号 and what they send: a Word table each, the unit in its title. No name,
company, number or address here is anybody's.

They show holders of a title from abroad and of a domestic one, own words, the list as a workbook, a number that is
corrected by a second mail, the blank form sent back, a late mail.
"""

from __future__ import annotations

from datetime import datetime

from examples.papers import named_list, workbook
from examples.units import CHINA, message

PROFESSIONAL, SENIOR = "专业工程会员", "资深工程会员"


def submissions() -> dict[str, bytes]:
    """Path inside the inbox → bytes."""
    return {**builder(), **line(), **hydro(), **design(), **blank(), **late()}


def sent(unit: str, day: str, text: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """A mail of a unit."""
    received = datetime.fromisoformat(f"2022-{day}").replace(tzinfo=CHINA)
    mail = message(f"{unit}工程会员申请人员名单", f"hr@u{received:%d%H%M}.example", received, text, files)
    return {f"{received:%Y-%m-%d} {unit}.eml": mail}


def builder() -> dict[str, bytes]:
    """Three people; one holds a title from abroad, one a domestic one."""
    unit = "渝州电力建设集团有限公司"
    people = [
        [
            *(
                "白川",
                "男",
                unit,
                "海外部经理",
                "高级工程师",
                "本科",
                "电气工程",
                "输配电及用电工程专业",
                SENIOR,
                "16",
                "8",
            ),
            *("老挝/输变电改造项目", "E020001001M", "13900002201", "bai@power.example", "是"),
            *("国际职业工程师（IntPE）", ""),
        ],
        [
            *("陈三石", "男", unit, "海外部主管", "工程师", "硕士", "自动化", "自动化工程专业", PROFESSIONAL, "9", "4"),
            *("缅甸/燃气电厂项目", "E020001002M", "13900002202", "chen@power.example", "是", "注册电气工程师", ""),
        ],
        [
            *(
                "邓小岚",
                "女",
                unit,
                "设计部工程师",
                "工程师",
                "本科",
                "热能与动力工程",
                "能源动力工程专业",
                PROFESSIONAL,
                "7",
            ),
            *("3", "", "E020001003M", "13900002203", "deng@power.example", "是", "", ""),
        ],
    ]
    files = {"工程会员申请人员名单.docx": named_list(unit, people)}
    return sent(unit, "08-22 10:15", "附件为我单位工程会员申请人员名单，请查收。", files)


def line() -> dict[str, bytes]:
    """A loose document in own words; one member number is missing."""
    unit = "巴山送变电工程有限公司"
    people = [
        [
            *(
                "范铁塔",
                "男",
                unit,
                "副总工程师",
                "正高",
                "大学本科",
                "输电线路",
                "输配电",
                "资深",
                "20年",
                "10年",
                "/",
            ),
            *("E020001004M", "139 0000 2204", "fan@line.example", "√", "无", ""),
        ],
        [
            *("高架", "女", unit, "项目经理", "高工", "本科", "电气", "继电保护", "专业", "11", "6"),
            *("肯尼亚/城网改造项目", "", "13900002205", "gao@line.example", "√", "", ""),
        ],
    ]
    return {f"2022-08-25 {unit}.docx": named_list(unit, people)}


def hydro() -> dict[str, bytes]:
    """The list as a workbook, with fewer columns."""
    unit = "嘉陵水电开发有限公司"
    headings = [
        "序号",
        "姓名",
        "工作单位",
        "职称",
        "专业范围",
        "申请级别",
        "从事本专业年限",
        "学会会员号",
        "手机",
        "邮箱",
    ]
    person = [
        *("1", "何水", unit, "高级工程师", "电力系统及其自动化专业", SENIOR, "14", "E020001005M", "13900002206"),
        "he@hydro.example",
    ]
    files = {"名单.xlsx": workbook(f"{unit}工程会员申请人员名单", headings, [person])}
    return sent(unit, "08-29 14:00", "用 Excel 填写，请查收。", files)


def design() -> dict[str, bytes]:
    """A wrong number, and the correction that comes with a second mail."""
    unit = "涪江电力设计院有限公司"

    def people(phone: str) -> list[list[str]]:
        beginning = ["江远", "男", unit, "电气室主任", "高级工程师", "硕士", "电力系统", "电力系统及其自动化专业"]
        return [[*beginning, PROFESSIONAL, "12", "6", "", "E020001006M", phone, "jiang@design.example", "是", "", ""]]

    first, second = (named_list(unit, people(phone)) for phone in ("1390000220", "13900002207"))
    text = "江远的手机号码已更正，请以本表为准。"
    return {
        **sent(unit, "08-30 09:00", "附件为名单。", {"名单.docx": first}),
        **sent(unit, "09-02 11:30", text, {"名单（更正）.docx": second}),
    }


def blank() -> dict[str, bytes]:
    """The blank form, sent back as it was."""
    return {"2022-09-01 綦江风电有限公司/工程会员申请人员名单.docx": named_list("", [])}


def late() -> dict[str, bytes]:
    """A late mail."""
    unit = "长寿电气设备有限公司"
    person = [
        *(
            "孔明亮",
            "男",
            unit,
            "技术部部长",
            "高级工程师",
            "本科",
            "电子信息",
            "电子信息工程专业",
            PROFESSIONAL,
            "13",
            "5",
        ),
        *("", "E020001007M", "13900002208", "kong@device.example", "是", "", ""),
    ]
    files = {"工程会员申请人员名单.docx": named_list(unit, [person])}
    return sent(unit, "09-08 17:45", "补报一人，请予受理。", files)
