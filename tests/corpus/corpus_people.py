"""Invented people, companies and projects, and the plain submission: attachment 3 as the notice prints it."""

from __future__ import annotations

from random import Random
from typing import Any

from corpus_sketch import (
    COUNT_KEYS,
    PERSON_KEYS,
    PLANNED_KEYS,
    PROJECT_KEYS,
    Body,
    Column,
    Line,
    Page,
    Paper,
    Sketch,
    Table,
    blank,
)

SURNAMES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭鲁韦马苗凤方俞任袁柳"
GIVEN = "文斌海峰志远建国晓东丽华玉婷少卿景行怀瑾若水长青子昂一鸣春晖秋实致和世杰成栋立新国梁宏毅思源景明"
OTHER_NAMES = [
    "阿卜杜拉·买买提",
    "迪丽娜尔·艾合提",
    "次仁多吉",
    "欧阳海峰",
    "司马若水",
    "Ahmad Rahimi",
    "John Okafor",
    "Nguyen Van Minh",
]
PLACES = ["綦岭", "潼河", "石柱湾", "巴山", "渝州", "江北嘴", "南泉", "云篆", "歌乐", "缙云"]
TRADES = [
    "桥隧工程",
    "水电建设",
    "电力安装",
    "矿山勘测",
    "环境科技",
    "通信技术",
    "机械制造",
    "园林建设",
    "仪表科技",
    "汽车技术",
]
LEGAL = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "设计研究院有限公司"]
WORKS = [
    "水电站",
    "公路改造",
    "光伏电站",
    "输变电线路",
    "跨海大桥",
    "供水管网",
    "水泥厂",
    "铁路延伸线",
    "医院",
    "体育场",
]
COUNTRIES = {
    "MM": ("缅甸", "缅甸联邦共和国", "Myanmar", "仰光", "緬甸"),
    "SG": ("新加坡", "新加坡共和国", "Singapore", "", "新加坡"),
    "MY": ("马来西亚", "马来西亚", "Malaysia", "吉隆坡", "馬來西亞"),
    "LA": ("老挝", "老挝人民民主共和国", "Laos", "万象", "老撾"),
    "KH": ("柬埔寨", "柬埔寨王国", "Cambodia", "金边", "柬埔寨"),
    "VN": ("越南", "越南社会主义共和国", "Vietnam", "河内", "越南"),
    "ID": ("印度尼西亚", "印度尼西亚共和国", "Indonesia", "雅加达", "印度尼西亞"),
    "PK": ("巴基斯坦", "巴基斯坦伊斯兰共和国", "Pakistan", "卡拉奇", "巴基斯坦"),
    "SA": ("沙特阿拉伯", "沙特阿拉伯王国", "Saudi Arabia", "利雅得", "沙特阿拉伯"),
    "AE": ("阿联酋", "阿拉伯联合酋长国", "UAE", "迪拜", "阿聯酋"),
    "ET": ("埃塞俄比亚", "埃塞俄比亚联邦民主共和国", "Ethiopia", "亚的斯亚贝巴", "埃塞俄比亞"),
    "TZ": ("坦桑尼亚", "坦桑尼亚联合共和国", "Tanzania", "达累斯萨拉姆", "坦桑尼亞"),
    "GN": ("几内亚", "几内亚共和国", "Guinea", "科纳克里", "幾內亞"),
    "CD": ("刚果（金）", "刚果民主共和国", "DRC", "金沙萨", "剛果（金）"),
    "RS": ("塞尔维亚", "塞尔维亚共和国", "Serbia", "贝尔格莱德", "塞爾維亞"),
    "KZ": ("哈萨克斯坦", "哈萨克斯坦共和国", "Kazakhstan", "阿拉木图", "哈薩克斯坦"),
    "PE": ("秘鲁", "秘鲁共和国", "Peru", "利马", "秘魯"),
    "HK": ("中国香港", "香港", "Hong Kong", "", "中國香港"),
}
HOME = {"CN": ("中国", "国内", "中国大陆", "重庆", "中國")}
DOMAINS = [
    "土木工程类",
    "电气工程类",
    "机械工程类",
    "水利水电工程类",
    "信息通信工程类",
    "汽车工程类",
    "地质工程类",
    "建筑工程类",
    "测量控制与仪器仪表类",
    "风景园林类",
    "计算机与应用类",
    "生态环境工程类",
]
LEVELS = ["专业工程会员", "资深工程会员"]
TYPES = ["对外投资", "承包工程", "对外劳务", "对外援助", "其他"]
STATUSES = ["筹建", "准备", "在建", "完工", "已完工等待验收移交", "运营中"]
DID = ["负责", "主持", "参与", "带队完成", "协调"]
WHAT = [
    "坝基灌浆试验",
    "主变就位",
    "沉井下沉",
    "管网水力计算",
    "边坡锚索张拉",
    "机组调试",
    "测量控制网布设",
    "隧道衬砌",
    "厂区绿化",
    "配电室改造",
]
RESULT = ["工期缩短20天", "未发生质量事故", "获业主好评", "编制专项方案3份", "节约成本约80万元", "形成工法1项"]

PRINTED = {
    "number": "序号",
    "company": "企业名称\n(企业联系及手机号码)",
    "project_name": "企业海外重点项目名称",
    "project_country": "项目所在国家\n(地区)",
    "project_type": "项目类型\n(对外投资、承包工程、对外劳务、对外援助、其他)",
    "project_status": "项目状态\n(筹建、准备、在建、完工、已完工等待验收移交、运营中)",
    "chinese_engineers": "中方在外工程师人数",
    "foreign_engineers": "聘用外方工程师人数",
    "qualified_engineers": "中方在外工程师满足专业工程会员基本条件数\n(本科毕业、工作5年以上)",
    "name": "姓名",
    "phone": "联系方式",
    "domain": "所在领域",
    "location": "当前所在地",
    "level": "拟申请级别（专业/资深）",
    "experience": "300字以内主要工程实践经历",
}
PLANNED_PRINTED = {"project_name": "计划外派海外重点项目名称\n(如有)", "project_country": "计划外派国家(地区)\n(如有)"}
CAPTIONS = {
    "dispatched": "已外派参与工程项目人员汇总（可另附）",
    "planned": "未来三年计划外派参与工程项目人员汇总（可另附）",
}
SAMPLE_PROJECTS = {
    "dispatched": ("XX公司\n(联系人：王五，手机：13700000000)", "XX项目"),
    "planned": ("XX 公司\n(联系人: 王五, 手机: 13700000000)", "XX 项目"),
}


def group_heading(keys: list[str]) -> str:
    """The one heading over the unlabelled columns of a person, which names them in order."""
    return "拟互认人员信息\n（" + "、".join(PRINTED[key] for key in keys) + "）"


def mobile(rng: Random) -> str:
    return (
        rng.choice(["138", "139", "150", "158", "159", "186", "187", "189", "177", "199"])
        + f"{rng.randrange(10**7, 10**8):08d}"
    )


def name(rng: Random) -> str:
    """Two or three characters that are no country (韩国)."""
    made = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice([1, 2, 2])))
    return made if made != "韩国" else name(rng)


def company(rng: Random) -> str:
    """Some with brackets of their own, which are no contact."""
    middle = rng.choice(["", "", "", "", "（集团）", "（重庆）", "市", "第二"])
    return rng.choice(PLACES) + middle + rng.choice(TRADES) + rng.choice(LEGAL)


def experience(rng: Random) -> str:
    parts = [
        f"{period(rng)}{rng.choice(DID)}{rng.choice(WORKS)}项目{rng.choice(WHAT)}，{rng.choice(RESULT)}"
        for _ in range(rng.randint(1, 3))
    ]
    return rng.choice(["", "", "主要经历：", "本人"]) + "；".join(parts) + "。"


def period(rng: Random) -> str:
    """What many texts begin with: a span of time, which is no phone and no number of a row."""
    year = rng.randint(2008, 2020)
    return rng.choice(["", "", f"{year}.07-{year + 3}.06，", f"{year}年3月至{year + 2}年，", f"（{year}）"])


def project_title(rng: Random, country: str) -> str:
    number, work = rng.randint(2, 98), rng.choice(WORKS)
    return rng.choice(
        [
            *[f"{country}{work}{number}号项目"] * 4,
            f"{country}{work}（{number}期）工程",
            f"{country}{work}EPC总承包项目",
            f"{country}{work}K{number}+300~K{number + 9}标段",
            f"{country}Lot-{number} {rng.choice(['Highway', 'Hydropower'])} Project",
            f"{country}{work}、变电站联合项目{number}标",
        ]
    )


def new_person(rng: Random, project: int, section: str) -> dict[str, Any]:
    location = "CN" if section == "planned" or rng.random() < 0.2 else rng.choice(sorted(COUNTRIES))
    return {
        "project": project,
        "section": section,
        "name": name(rng),
        "phone": "+86" + mobile(rng),
        "email": "",
        "domain": rng.choice(DOMAINS),
        "location_country": location,
        "level": rng.choice(LEVELS),
        "experience": experience(rng),
        "held": "",
    }


def new_project(rng: Random, section: str) -> dict[str, Any]:
    country, chinese = rng.choice(sorted(COUNTRIES)), rng.randint(3, 60)
    counts = (chinese, rng.randint(1, 40), rng.randint(1, chinese)) if section == "dispatched" else ("", "", "")
    return {
        "company": company(rng),
        "company_contact": name(rng),
        "company_contact_phone": "+86" + mobile(rng),
        "project_name": project_title(rng, COUNTRIES[country][0].strip("（金）")),
        "project_country": country,
        "project_type": rng.choice(TYPES) if section == "dispatched" else "",
        "project_status": rng.choice(STATUSES) if section == "dispatched" else "",
        **dict(zip(COUNT_KEYS, counts, strict=True)),
    }


def place_name(code: str) -> str:
    return {**COUNTRIES, **HOME}[code][0]


def typed_project(project: dict[str, Any], section: str) -> dict[str, Any]:
    """What a careful unit types for a project."""
    contact = f"\n(联系人：{project['company_contact']}，手机：{project['company_contact_phone'][3:]})"
    typed = {key: project[key] for key in (PROJECT_KEYS if section == "dispatched" else PLANNED_KEYS)}
    return typed | {"company": project["company"] + contact, "project_country": place_name(project["project_country"])}


def typed_person(person: dict[str, Any]) -> dict[str, Any]:
    typed = {key: person[key] for key in ("name", "domain", "level", "experience")}
    return typed | {"phone": person["phone"].removeprefix("+86"), "location": place_name(person["location_country"])}


def columns(section: str) -> list[Column]:
    keys = ["number", *(PROJECT_KEYS if section == "dispatched" else PLANNED_KEYS)]
    words = PRINTED if section == "dispatched" else PRINTED | PLANNED_PRINTED
    heading = group_heading(list(PERSON_KEYS))
    return [Column(key, (words[key],)) for key in keys] + [Column(key, (heading,), shared=True) for key in PERSON_KEYS]


def table(sketch: Sketch, section: str) -> Table:
    """The printed table of one section, its project cells merged over the people of the project."""
    made = Table(section, columns(section), [])
    numbers = sorted({person["project"] for person in sketch.people if person["section"] == section})
    for count, number in enumerate(numbers, 1):
        people = [i for i, person in enumerate(sketch.people) if person["project"] == number]
        rows = [Body(typed_person(sketch.people[i]), people=[i], project=number) for i in people]
        rows[0].cells |= typed_project(sketch.projects[number], section) | {"number": count}
        made.rows += rows
        if len(rows) > 1:
            made.spans += [(column.key, rows[0], rows[-1]) for column in made.columns if not column.is_person]
    return made


def submission(rng: Random) -> Sketch:
    """A right submission as the notice prints its form: both tables on one sheet of one workbook."""
    sketch = Sketch(company(rng), [], [], [])
    for section, count in (("dispatched", rng.randint(2, 3)), ("planned", rng.randint(1, 2))):
        for _ in range(count):
            sketch.projects.append(new_project(rng, section))
            sketch.people += distinct(rng, len(sketch.projects) - 1, section, sketch)
    items: list[Any] = [
        Line(["推荐参加工程能力评价人员情况表"], role="title"),
        Line([f"推荐单位（盖章）：{sketch.unit}"], role="unit"),
    ]
    for section in ("dispatched", "planned"):
        items += [Line([CAPTIONS[section]], role="caption"), table(sketch, section), blank()]
    sketch.papers = [Paper("附件3", [Page("附件3", items[:-1])])]
    return sketch


def distinct(rng: Random, project: int, section: str, sketch: Sketch) -> list[dict[str, Any]]:
    """One to three people whose names no one else of the submission bears."""
    taken, found = {person["name"] for person in sketch.people}, []
    while len(found) < rng.choice([1, 2, 2, 3]):
        person = new_person(rng, project, section)
        if person["name"] not in taken:
            taken.add(person["name"])
            found.append(person)
    return found
