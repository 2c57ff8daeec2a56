"""What is true in a world: a unit, its projects, its people, and what must come of each of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.worlds import words
from tests.worlds.chance import Dice

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭鲁韦马苗方俞任袁柳史唐费廉岑薛雷贺倪汤滕罗毕郝邬安常乐于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛戴宋庞熊纪舒屈项祝董梁杜阮蓝席季贾路江童郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应丁邓郁洪包左石崔吉龚程"
DOUBLE_SURNAMES = ("欧阳", "司徒", "上官", "诸葛", "皇甫", "尉迟")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰红建国文辉力明永健世广志义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子杰楠榕风航弘宇轩泽浩然鑫博睿晨曦俊凯嘉怡欣桐梓涵"
FAR_NAMES = (
    "古丽米热·艾合买提",
    "阿卜杜拉·买买提",
    "努尔兰·别克",
    "扎西·次仁",
    "阿里木江·吐尔逊·艾山",
    "迪丽努尔·阿布都·热合曼·玉素甫",
)
PLACES = ("渝岚", "巴岭", "江澄", "嘉屏", "南禾", "潼梁", "綦溪", "涪阳", "黔岗", "两川", "合璧", "云垭")
TRADES = (
    "路桥",
    "水电",
    "建工",
    "机电装备",
    "通信",
    "勘测设计",
    "环境",
    "园林",
    "仪表",
    "软件",
    "汽车",
    "市政",
    "电力设计",
    "隧道",
    "矿山",
    "港航",
)
SUFFIXES = (
    "集团有限公司",
    "有限公司",
    "股份有限公司",
    "工程有限公司",
    "有限责任公司",
    "研究院有限公司",
    "国际工程有限公司",
)
WORKS = (
    "水电站",
    "高速公路",
    "输变电",
    "机场航站楼",
    "供水",
    "污水处理厂",
    "轻轨",
    "光伏电站",
    "产业园",
    "体育场",
    "跨江大桥",
    "通信骨干网",
    "汽车总装厂",
    "铜矿选厂",
)
PHASES = ("项目", "一期项目", "改扩建项目", "EPC项目", "修复工程", "II标段", "二期工程", "C3标项目")
PROVINCES = ("北岸", "南区", "中部走廊", "沿海", "首都区", "东线", "高地")
DEEDS = (
    "负责施工组织设计与现场技术管理",
    "主持基坑支护方案论证",
    "牵头设备选型与调试",
    "组织测量复核与质量验收",
    "承担电气一次设计",
    "参与业主与监理的技术谈判",
    "编制专项方案十余份",
    "带领当地工程师完成工艺交底",
)
GAINS = (
    "工期提前42天",
    "获业主书面表扬",
    "节约投资约900万元",
    "一次通过验收",
    "形成企业工法1项",
    "质量评定优良",
    "无安全事故",
)
TYPES = ("对外投资", "承包工程", "对外劳务", "对外援助", "其他")
STATUSES = ("筹建", "准备", "在建", "完工", "已完工等待验收移交", "运营中")
LEVELS = ("专业工程会员", "资深工程会员")

FIELDS = (
    *(
        "section",
        "company",
        "company_contact",
        "company_contact_phone",
        "project_name",
        "project_country",
        "project_type",
    ),
    *(
        "project_status",
        "chinese_engineers",
        "foreign_engineers",
        "qualified_engineers",
        "name",
        "phone",
        "email",
        "domain",
    ),
    *("level", "location_country", "experience", "unit"),
)


@dataclass
class Project:
    """One line of attachment 3 before its people. Counts, type and status are empty in the planned section."""

    section: str
    company: str
    contact: str
    contact_phone: str  # as a mainland mobile, eleven digits
    name: str = ""
    country: str = ""  # ISO 3166 alpha-2
    type: str = ""
    status: str = ""
    chinese: str = ""
    foreign: str = ""
    qualified: str = ""


@dataclass
class Person:
    """One person, as the export must show it, and what may and must be said.

    sayable  fields of which a warning is not needless; must  fields of which something must be said
    unsure   fields that are not compared, since reasonable readers differ
    why      the findings of which one must hold the person; empty: routed
    """

    project: Project
    name: str
    mobile: str
    domain: str
    level: str
    location: str
    experience: str
    email: str = ""
    phone: str | None = None  # E.164 where it is not the mainland mobile
    disposition: str = "routed"
    also: tuple[str, ...] = ()  # dispositions that are as right
    why: tuple[str, ...] = ()
    sayable: set[str] = field(default_factory=set)
    must: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)  # what the clerk writes instead of the usual spelling

    def hold(self, *why: str) -> None:
        """Held, for one of these reasons."""
        self.disposition, self.why = "held", why

    def fields(self, unit: str) -> dict[str, str]:
        """The published fields in the export's form."""
        project = self.project
        contact_phone = f"+86{project.contact_phone}" if project.contact_phone else ""
        phone = f"+86{self.mobile}" if self.phone is None else self.phone
        values = (
            *(
                project.section,
                project.company,
                project.contact,
                contact_phone,
                project.name,
                project.country,
                project.type,
            ),
            *(
                project.status,
                project.chinese,
                project.foreign,
                project.qualified,
                self.name,
                phone,
                self.email,
                self.domain,
            ),
            *(self.level, self.location, self.experience, unit),
        )
        return dict(zip(FIELDS, values, strict=True))


def mobile(dice: Dice) -> str:
    return dice.one(("199", "198", "191", "166", "173", "155")) + "".join(dice.one("0123456789") for _ in range(8))


def person_name(dice: Dice) -> str:
    if dice.chance(0.02):
        return dice.one(FAR_NAMES)
    surname = dice.one(DOUBLE_SURNAMES) if dice.chance(0.03) else dice.one(SURNAMES)
    return surname + "".join(dice.one(GIVEN) for _ in range(1 if dice.chance(0.2) else 2))


def unit_name(dice: Dice, number: int | None = None) -> str:
    """A firm's name; that of a unit holds the world's number in two characters, so that no two units share one."""
    mark = "" if number is None else GIVEN[number // len(GIVEN) % len(GIVEN)] + GIVEN[number % len(GIVEN)]
    return dice.one(PLACES) + mark + dice.one(TRADES) + dice.one(SUFFIXES)


def experience(dice: Dice) -> str:
    """One to four sentences of which none says anything about another field."""
    since = dice.number(2008, 2018)
    said = [
        f"{since + at}年至{since + at + 1}年{dice.one(DEEDS)}，{dice.one(GAINS)}" for at in range(dice.number(1, 4))
    ]
    return "；".join(said) + "。"


def project(dice: Dice, section: str, companies: list[tuple[str, str, str]], named: bool) -> Project:
    made = Project(section, *dice.one(companies))
    iso = dice.one(words.countries())
    if named:
        made.country = iso
        made.name = (
            f"{words.lists()['country'][iso]['safe'][0]}{dice.one(PROVINCES)}{dice.one(WORKS)}{dice.one(PHASES)}"
        )
    if section == "dispatched":
        made.type, made.status = dice.one(TYPES), dice.one(STATUSES)
        chinese = dice.number(2, 60)
        made.chinese, made.foreign = str(chinese), str(dice.number(0, 80))
        made.qualified = str(dice.number(1, chinese))
    return made


def person(dice: Dice, project: Project) -> Person:
    abroad = project.section == "dispatched" and dice.chance(0.85)
    return Person(
        project=project,
        name=person_name(dice),
        mobile=mobile(dice),
        domain=dice.one(list(words.lists()["domain"])),
        level=dice.one(LEVELS),
        location=(project.country or "CN") if abroad else "CN",
        experience=experience(dice),
    )


def draw_people(dice: Dice, unit: str, wanted: int) -> list[Person]:
    """People of one unit in the order of attachment 3: by section, then project."""
    companies = [
        (unit if dice.chance(0.6) else unit_name(dice), person_name(dice), mobile(dice))
        for _ in range(dice.number(1, 3))
    ]
    companies = list({company[0]: company for company in companies if "·" not in company[1]}.values())
    companies = companies or [(unit, "向文", mobile(dice))]
    sections = dice.one((("dispatched",), ("planned",), ("dispatched", "planned"), ("dispatched", "planned")))
    people: list[Person] = []
    names: set[str] = set()
    for section in sections:
        named = section == "dispatched" or dice.chance(0.6)  # 如有: all of the plans name a project, or none
        share = max(1, wanted // len(sections))
        while share > 0:
            line = project(dice, section, companies, named)
            for _ in range(min(share, dice.number(1, 4))):
                made = person(dice, line)
                while made.name in names:
                    made.name = person_name(dice)
                names.add(made.name)
                people.append(made)
                share -= 1
    return people
