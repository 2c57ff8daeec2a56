"""Invented units and what they send. No name, company, number or address here is anybody's.

The submissions show each kind of outcome: routed, held, duplicate in one submission and across units, corrected by a
second mail, a blank form, a damaged workbook, a late mail, an archive, a file that Windows left.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime

from examples.forms import Group, flat, form

CHINA = timezone(timedelta(hours=8))
SAMPLE_TEXT = "曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。"
SAMPLES: list[list[object]] = [
    ["张三", "13800000000", "土木工程类", "缅甸", "专业工程师", SAMPLE_TEXT],
    ["李四", "13900000000", "土木工程类", "新加坡", "资深工程师", SAMPLE_TEXT],
]
SAMPLE_PROJECT: list[object] = ["XX公司\n(联系人：王五，手机：13700000000)", "XX项目", "", "", "", "", "", ""]
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def submissions() -> dict[str, bytes]:
    """Path inside the inbox → bytes."""
    return {
        **bridge(),
        **electric(),
        **water(),
        **power(),
        **telecom(),
        **garden(),
        **installer(),
        **meter(),
        **car(),
    }


def told(work: str, result: str) -> str:
    """An experience as people write it."""
    return f"曾参与境外项目建设，我{work}，{result}。"


STEEL = ["柴钢梁", "19900001013", "土木工程类", "缅甸", "专业工程会员", told("编制钢梁顶推方案", "提前一个月合龙")]


def bridge() -> dict[str, bytes]:
    """A folder with the form as the notice prints it, a scan beside it, and a file that Windows left."""
    unit = "渝江路桥集团有限公司"
    company = f"{unit}\n(联系人：程渝安，手机：19900001001)"
    work = told("负责主桥下部结构施工", "提前四十五天通车")
    abroad = [
        Group(
            [company, "缅甸曼德勒公路桥项目", "缅甸", "承包工程", "在建", 26, 40, 15],
            [
                ["祝桥", "19900001011", "土木工程类", "缅甸", "资深工程会员", work],
                ["麦工地", "19900001012", "机械工程类", "缅甸", "专业工程会员", told("管理架桥机", "三年无机械事故")],
                STEEL,
            ],
        ),
        Group(
            [company, "新加坡地铁车辆段项目", "新加坡", "承包工程", "已完工等待验收移交", 12, 30, 8],
            [["项轨", "19900001014", "建筑工程类", "新加坡", "专业工程会员", told("深化结构设计", "获业主表扬")]],
        ),
    ]
    planned = [
        Group(
            [company, "马来西亚东海岸铁路项目", "马来西亚"],
            [
                [
                    "阮测",
                    "19900001015",
                    "地质工程类",
                    "中国",
                    "专业工程会员",
                    told("负责超前地质预报", "准确预报两处断层"),
                ]
            ],
        )
    ]
    folder = f"2025-04-14 {unit}"
    return {
        f"{folder}/附件3.xlsx": form(unit, abroad, planned),
        f"{folder}/盖章扫描件.pdf": SCAN,
        f"{folder}/Thumbs.db": b"\xd0\xcf\x11\xe0",
    }


def electric() -> dict[str, bytes]:
    """A mail whose words are soft and messy; one domain has several meanings and is held."""
    unit = "渝州机电工程有限公司"
    project: list[object] = [f"{unit} 联系人:邝配 19900002001", "印尼雅加达轻轨机电项目", "印尼雅加达", "EPC", "施工中"]
    people: list[list[object]] = [
        ["宫电", "199 0000 2011", "电气", "印尼", "申请专业工程会员", told("主持牵引变电所调试", "一次送电成功")],
        ["戚机", "+86 19900002012", "机电", "印尼雅加达", "专业", told("统筹机电安装接口", "节约投资八百万元")],
        ["卞信", "0086-19900002013", "通信工程", "Indonesia", "資深工程會員", told("设计专用无线系统", "覆盖率达标")],
    ]
    notes = ["填表说明：1.拟申请级别填写专业或资深。", "填表人：邝配    联系电话：023-00000000"]
    table = form(unit, [Group([*project, "31人", "12名", "约20"], people)], [], words=True, notes=notes)
    sent = datetime(2025, 4, 15, 9, 30, tzinfo=CHINA)
    return {
        f"2025-04-15 {unit}.eml": mail(
            unit, sent, "您好，附件为推荐表及盖章扫描件。", {"推荐表.xlsx": table, "盖章.pdf": SCAN}
        )
    }


def water() -> dict[str, bytes]:
    """Sample rows left in, the same person twice, a project that has nobody yet, a placeholder."""
    unit = "山城水务建设有限公司"
    gate = ["骆闸", "19900003011", "水利水电", "柬埔寨金边", "专业级", told("负责渠首枢纽设计", "灌溉面积扩大三成")]
    dam = ["童坝", "19900003012\ntong@unit.example", "水利水电工程类-除险加固工程", "国内", "资深级"]
    irrigation = [f"{unit}；联系人：蒲清；电话：19900003001", "柬埔寨灌区改造项目", "柬埔寨", "援外", "运营期", 9, 4, 6]
    supply = [unit, "孟加拉国供水二期项目", "孟加拉国", "承包工程", "准备阶段", 5, 0, 3]
    abroad = [
        Group(SAMPLE_PROJECT, SAMPLES),
        Group(irrigation, [gate, gate, [*dam, told("主持大坝加固", "按期下闸蓄水")]]),
        Group(supply, [["/"] * 6]),
    ]
    planned = [Group(["", "", ""], [["……", "", "", "", "", ""]])]
    return {f"2025-04-16 {unit}/推荐表.xlsx": form(unit, abroad, planned)}


def power() -> dict[str, bytes]:
    """A wrong phone, and the correction that comes with a second mail."""
    unit = "巴南电力设计院有限公司"
    project = [
        f"{unit}（联系人：蓝电，手机：19900004001）",
        "老挝输变电改造项目",
        "老挝",
        "承包工程",
        "在建",
        18,
        9,
        11,
    ]
    line = ["文输电", "19900004011", "输配电及用电工程", "老挝万象", "资深", told("主持线路设计", "线路一次投运成功")]
    relay = ["电气工程类", "老挝", "专业工程师", told("负责变电站继电保护整定", "定值零差错")]
    first = form(unit, [Group(project, [line, ["武继保", "1990000401", *relay]])], [], words=True)
    second = form(unit, [Group(project, [line, ["武继保", "19900004012", *relay]])], [], words=True)
    sent, corrected = datetime(2025, 4, 17, 15, 5, tzinfo=CHINA), datetime(2025, 4, 22, 10, 0, tzinfo=CHINA)
    text = "武继保的手机号码已更正，请以本表为准。"
    return {
        f"2025-04-17 {unit}.eml": mail(unit, sent, "附件为推荐表，请审阅。", {"附件3.xlsx": first, "盖章.pdf": SCAN}),
        f"2025-04-22 {unit}.eml": mail(unit, corrected, text, {"附件3.xlsx": second, "盖章.pdf": SCAN}),
    }


def telecom() -> dict[str, bytes]:
    """A loose workbook with one flat heading row; two people go to societies whose route nobody has confirmed."""
    unit = "两江通信技术有限公司"
    network: list[object] = [
        f"{unit}（易光 19900005001）",
        "埃塞俄比亚骨干网项目",
        "埃塞俄比亚",
        "对外承包工程",
        "竣工",
    ]
    centre: list[object] = [unit, "刚果（金）数据中心项目", "刚果（金）", "其它", "筹建", 3, 0, 2]
    people: list[list[object]] = [
        ["郜纤", 19900005011, "信息通信", "埃塞", "专业", told("主持骨干传输网割接", "业务零中断")],
        ["芮云", "19900005012", "软件工程", "重庆市渝北区", "资深工程师", told("开发运维平台", "故障定位快了一半")],
        ["仇环", "19900005013", "环境工程", "刚果", "专业", told("设计机房余热利用方案", "年节电百万度")],
    ]
    rows: list[list[object]] = [[1, *network, 22, 15, 12, *person] for person in people[:2]]
    return {f"2025-04-18 {unit}.xlsx": flat(unit, [*rows, [2, *centre, *people[2]]])}


def garden() -> dict[str, bytes]:
    """The blank form, sent back as it was."""
    last: list[object] = ["……", "", "", "中国", "", ""]
    blank = form("", [Group(SAMPLE_PROJECT, [*SAMPLES, last])], [Group(SAMPLE_PROJECT[:3], [*SAMPLES, last])])
    return {"2025-04-21 嘉陵园林建设有限公司/附件3.xlsx": blank}


def installer() -> dict[str, bytes]:
    """A workbook that was cut off on its way."""
    unit = "长寿设备安装有限公司"
    return {f"2025-04-21 {unit}/推荐表.xlsx": form(unit, [], [])[:2000]}


def meter() -> dict[str, bytes]:
    """A mail with an archive; one person names a professional title where the level belongs."""
    unit = "北碚仪表研究院有限公司"
    people: list[list[object]] = [
        ["尚准", "19900006011", "测控技术与仪器", "北京", "专业工程会员", told("研制测温装置", "精度优于千分之五")],
        ["车量", "19900006012", "仪器仪表", "四川成都", "高级工程师", told("负责计量标准建设", "通过国家考核")],
    ]
    packed = archive({"推荐表.xlsx": form(unit, [], [Group([unit, "", ""], people)]), "盖章.pdf": SCAN})
    sent = datetime(2025, 4, 23, 11, 20, tzinfo=CHINA)
    return {f"2025-04-23 {unit}.eml": mail(unit, sent, "材料较多，已打包。", {"推荐材料.zip": packed})}


def car() -> dict[str, bytes]:
    """A late mail without a scan; one of its people has been recommended by another unit already."""
    unit = "铜梁汽车零部件有限公司"
    project: list[object] = [f"{unit}（联系人：常轮，手机：19900007001）", "泰国罗勇总装厂项目", "泰国罗勇"]
    line = ["党驰", "19900007011", "车辆工程", "中国", "资深工程会员", told("规划总装线工艺", "节拍缩短到六十秒")]
    table = form(unit, [], [Group(project, [line, STEEL])])
    sent = datetime(2025, 4, 30, 8, 0, tzinfo=CHINA)
    return {f"2025-04-30 {unit}.eml": mail(unit, sent, "补报两人，请予受理。", {"附件3.xlsx": table})}


def mail(unit: str, sent: datetime, text: str, attachments: dict[str, bytes]) -> bytes:
    """A mail with the subject that the notice asks for; the same bytes each time."""
    return message(f"评价(2025)+{unit}", f"hr@unit{sent:%d%H%M}.example", sent, text, attachments)


def message(subject: str, sender: str, sent: datetime, text: str, attachments: dict[str, bytes]) -> bytes:
    """A mail with any subject and sender; the same bytes each time."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = "secretariat@association.example"
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{sent:%Y%m%d%H%M}@unit.example>"
    message.set_content(text, charset="utf-8")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("=_gongjian_example")
    return message.as_bytes()


def archive(members: dict[str, bytes]) -> bytes:
    """A zip with fixed dates; the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(zipfile.ZipInfo(name, (2025, 4, 1, 8, 0, 0)), data)
    return out.getvalue()
