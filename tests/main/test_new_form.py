"""A form and a notice that the code has never seen are data files, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from support_console import workbook_bytes
from support_data import NOW, Installation

from examples.forms import Group, form

FIELDS = """
[rank_title]
label = "职称"
type = "choice"
whose = "person"
personal = false

[roster_no]
label = "会员号"
type = "text"
whose = "person"
personal = true

[alma_mater]
label = "毕业院校及专业"
type = "text"
whose = "person"
personal = true

[born]
label = "出生年月"
type = "month"
whose = "person"
personal = true
"""
TITLES = """
canonical = ["工程师", "高级工程师", "正高级工程师"]

[safe]
"高级工程师" = ["高工"]
"""
FORM = """
form = "roster"
titles = ["会员单位推荐人员名册"]
unit_labels = ["会员单位"]
telling = ["rank_title", "roster_no", "alma_mater"]

[sections.nominated]
label = "推荐"
captions = ["推荐人员"]

[columns]
number = ["序号"]
name = ["姓名"]
phone = ["手机"]
domain = ["专业领域"]
rank_title = ["职称"]
roster_no = ["会员号"]
alma_mater = ["毕业院校及专业"]
born = ["出生年月"]
"""
NOTICE = """
number = "渝测〔2026〕3号"
title = "关于推荐会员单位人员的通知"
date = 2026-03-01
year = 2026
subject = "名册(2026)+{unit}"
association = "测试工程师协会"
distributor = "测试联合体"
form_title = "会员单位推荐人员名册"
deadline = { year = 2026, month = 5, day = 1 }
experience_limit = 300
education_minimum = "本科"
retention_months = 24
forms = ["roster"]
publishes = ["intake"]
open_domains = ["电气工程类", "机械工程类"]
societies_see = [
    "name", "phone", "domain", "rank_title", "roster_no", "alma_mater", "born", "unit", "section", "extra", "source"
]

[vocabularies]
domain = "domains"
specialty = "specialties"
rank_title = "roster_titles"

[[required]]
fields = ["name", "phone", "domain", "roster_no"]
severity = "error"

[[required]]
fields = ["rank_title"]
severity = "warning"
"""
COLUMN = '  { heading = "专业类别", width = 12, source = "specialty", tells = ["specialty"], look = "middle" },\n'
COLUMNS = """  { heading = "职称", width = 12, source = "rank_title", tells = ["rank_title"] },
  { heading = "原会员号", width = 12, source = "roster_no", tells = ["roster_no"] },
  { heading = "毕业院校及专业", width = 24, source = "alma_mater", tells = ["alma_mater"] },
"""
HEAD = ["序号", "姓名", "手机", "专业领域", "职称", "会员号", "毕业院校及专业", "出生年月", "推荐理由备注"]
ANNA = [1, "安一凡", "13900001111", "电气工程类", "高工", "M-001", "远山大学 电气", "1985年3月", "可以面谈"]
BORIS = [2, "白二川", "13900002222", "机械工程类", "工程师", "M-002", "远山大学 机械", "1990.11", ""]
LACKING = [3, "陈三石", "13900003333", "电气工程类", "", "", "远山大学 电气", "某年", ""]
UNIT = "渝江测试工程有限公司"


def roster(*people: list[object], title: str = "会员单位推荐人员名册") -> bytes:
    rows = [[title], [f"会员单位：{UNIT}"], ["推荐人员"], HEAD, *people]
    return workbook_bytes(("名册", rows))


def installed(root: Path) -> Installation:
    office = Installation(root)
    fields = (office.schemas / "fields.toml").read_text(encoding="utf-8")
    office.write("fields", fields + FIELDS)
    office.write("vocabularies/roster_titles", TITLES)
    office.write("forms/roster", FORM)
    office.write("notices/2026", NOTICE)
    office.change("settings", 'shipped = ["2025"]', 'shipped = ["2025", "2026"]')
    layout = (office.schemas / "layouts/intake.toml").read_text(encoding="utf-8")
    assert COLUMN in layout
    office.write("layouts/intake", layout.replace(COLUMN, COLUMN + COLUMNS, 1))
    return office


def receive(office: Installation, folder: str, name: str, data: bytes) -> None:
    place = office.inbox / folder
    place.mkdir()
    (place / name).write_bytes(data)
    (place / "盖章扫描件.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")


def rows(path: Path, sheet: str) -> list[dict[str, object]]:
    heading, *lines = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [{str(key): value for key, value in zip(heading, line, strict=True)} for line in lines]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One unit with three people, one of whom lacks what the notice requires."""
    office = installed(tmp_path_factory.mktemp("roster"))
    receive(office, f"2026-04-20 {UNIT}", "名册.xlsx", roster(ANNA, BORIS, LACKING))
    run = office.process("--notice", "2026")
    assert run.returncode == 0, run.stdout + run.stderr
    return office


@pytest.mark.slow
def test_its_fields_are_stored_and_exported(done: Installation) -> None:
    [anna, boris, _] = done.export("people")
    assert [anna[name] for name in ("name", "unit", "form", "section", "disposition")] == [
        *("安一凡", UNIT, "roster", "nominated", "routed")
    ]
    told = ("rank_title", "rank_title_typed", "roster_no", "alma_mater", "alma_mater_typed", "born", "born_typed")
    assert [anna[name] for name in told] == [
        *("高级工程师", "高工", "M-001", "远山大学 电气", "远山大学 电气", "1985-03", "1985年3月")
    ]
    assert (boris["rank_title"], boris["born"]) == ("工程师", "1990-11")


@pytest.mark.slow
def test_nobody_is_asked_for_what_the_form_never_asks(done: Installation) -> None:
    said = [(row["slug"], row["severity"], row["field"], row["message"]) for row in done.export("findings")]
    assert sorted(said) == [
        ("field-invalid", "warning", "born", "出生年月“某年”没有看明白，请核对后重新填写。"),
        ("field-missing", "error", "roster_no", "没有填写会员号，请补填。"),
        ("field-missing", "warning", "rank_title", "没有填写职称，请补填。"),
    ]
    assert [row["disposition"] for row in done.export("people")] == ["routed", "routed", "held"]


@pytest.mark.slow
def test_a_society_sees_its_columns_and_no_others(done: Installation) -> None:
    [path] = done.outbox.glob("批次/*/学会/*/*电*.xlsx")
    [anna] = rows(path, "人员名单")
    assert [anna[name] for name in ("职称", "原会员号", "毕业院校及专业")] == ["高级工程师", "M-001", "远山大学 电气"]
    assert not {"专业类别", "拟申请级别", "所在企业", "境外项目"} & set(anna)
    assert anna["外派情况"] == "推荐"
    [typed] = rows(path, "原填")
    assert [typed[name] for name in ("姓名", "职称", "会员号", "毕业院校及专业", "出生年月", "表中的其他各栏")] == [
        *("安一凡", "高工", "M-001", "远山大学 电气", "1985年3月", "推荐理由备注：可以面谈")
    ]
    assert sorted(path.name for path in done.outbox.glob("批次/*/汇总/*")) == ["批次汇总.html", "批次汇总.xlsx"]


@pytest.mark.slow
def test_nothing_is_a_change_when_it_comes_again(done: Installation) -> None:
    receive(done, f"2026-04-21 {UNIT}", "名册.xlsx", roster(ANNA, [*BORIS[:5], "M-900", *BORIS[6:]]))
    assert done.process("--notice", "2026").returncode == 0
    became = [(row["name"], row["roster_no"], row["disposition"]) for row in done.export("people")]
    assert sorted(became) == [
        *(("安一凡", "M-001", "duplicate"), ("安一凡", "M-001", "routed")),
        *(("白二川", "M-002", "superseded"), ("白二川", "M-900", "routed"), ("陈三石", "", "held")),
    ]


@pytest.mark.slow
def test_attachment_3_stays_attachment_3_beside_another_form(tmp_path: Path) -> None:
    office = installed(tmp_path)
    person = [
        "安一凡",
        "13900001111",
        "土木工程类",
        "缅甸",
        "专业工程会员",
        "主持境外水电站引水隧洞施工，提前两个月贯通。",
    ]
    project = [f"{UNIT}\n(联系人：金联络，手机：19911110000)", "缅甸公路项目", "缅甸", "承包工程", "在建", 9, 5, 4]
    receive(office, f"2025-04-20 {UNIT}", "附件3.xlsx", form(UNIT, [Group(project, [person])], []))
    assert office.process("--notice", "2025").returncode == 0
    assert [(row["form"], row["section"]) for row in office.export("people")] == [("attachment3", "dispatched")]
    assert office.export("findings") == []


PROJECT_FIELD = """
[contract_no]
label = "合同编号"
type = "text"
whose = "project"
personal = false
"""
FIGURE = """
[figure.title]
by = "rank_title"
order = "roster_titles"
chapter = "overview"
title = "职称分布"
unit = "人"
chart = "bar"
definition = "新推荐人员按职称分。"
sentence = "{period}新推荐人员中{leaders}。"
"""


@pytest.mark.slow
def test_a_field_of_a_project_is_stored_and_a_field_of_a_person_counted(tmp_path: Path) -> None:
    office = installed(tmp_path)
    for name, more in (("fields", PROJECT_FIELD), ("report", FIGURE)):
        office.write(name, (office.schemas / f"{name}.toml").read_text(encoding="utf-8") + more)
    words = 'born = ["出生年月"]\n'
    office.change("forms/roster", words, f'{words}project_name = ["项目名称"]\ncontract_no = ["合同编号"]\n')
    table = [[*HEAD, "项目名称", "合同编号"], [*ANNA, "变电站项目", "C-17"], [*BORIS, "泵站项目", "C-18"]]
    receive(
        office,
        f"2026-04-20 {UNIT}",
        "名册.xlsx",
        workbook_bytes(("名册", [["会员单位推荐人员名册"], [f"会员单位：{UNIT}"], ["推荐人员"], *table])),
    )
    run = office.process("--notice", "2026")
    assert run.returncode == 0, run.stderr
    projects = [(row["project_name"], row["contract_no"], row["people"]) for row in office.export("projects")]
    assert projects == [("变电站项目", "C-17", "1"), ("泵站项目", "C-18", "1")]
    run = office("report", "--month", "2026-04", "--now", NOW)
    assert run.returncode == 0, run.stderr
    [path] = office.outbox.glob("月报/*/*.html")
    text = "".join(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8")).split())
    assert "工程师1人（占50.0%）、高级工程师1人（占50.0%）" in text


@pytest.mark.slow
def test_whom_two_forms_fit_is_held_for_the_secretary(tmp_path: Path) -> None:
    office = installed(tmp_path)
    twin = FORM.replace('"roster"', '"almanac"').replace("会员单位推荐人员名册", "会员单位年鉴人员")
    office.write("forms/almanac", twin.replace("nominated", "listed"))
    office.change("notices/2026", 'forms = ["roster"]', 'forms = ["roster", "almanac"]')
    receive(office, f"2026-04-20 {UNIT}", "名册.xlsx", roster(ANNA, title="人员名册"))
    assert office.process("--notice", "2026").returncode == 0
    [row] = office.export("people")
    assert row["disposition"] == "held"
    [finding] = office.export("findings")
    assert (finding["slug"], finding["decided_by"]) == ("form-doubtful", "secretariat")
    assert finding["message"] == (
        "看不出用的是哪一种表（会员单位年鉴人员、会员单位推荐人员名册），暂按最像的一种读取；"
        "请秘书处打开原文件核对，与单位确认后请其改用通知所附的表。"
    )


@pytest.mark.slow
def test_a_form_and_a_notice_without_sections_raise_nowhere(tmp_path: Path) -> None:
    office = installed(tmp_path)
    office.change("forms/roster", '[sections.nominated]\nlabel = "推荐"\ncaptions = ["推荐人员"]\n', "")
    receive(office, f"2026-04-20 {UNIT}", "名册.xlsx", roster(ANNA))
    run = office.process("--notice", "2026")
    assert run.returncode == 0, run.stderr
    assert [(row["section"], row["disposition"]) for row in office.export("people")] == [("", "routed")]
    assert office("explain", f"inbox/2026-04-20 {UNIT}/名册.xlsx", "--notice", "2026").returncode == 0


ONE_OF = "写的是“{}”，应当是其中之一："
HELD = "里应当有 {}，severity 写 error，不写 sections：缺了它不能分配"
SLIPS = {
    "a column of a form": ("forms/roster", "alma_mater = [", "alma = [", f"columns {ONE_OF.format('alma')}company、"),
    "a key of a form": ("forms/roster", "telling = [", "telings = [", "不认识 telings"),
    "a column of a notice": (
        "notices/2026",
        '"born", "unit"',
        '"bron", "unit"',
        f"societies_see {ONE_OF.format('bron')}",
    ),
    "a form of a notice": ("notices/2026", '["roster"]', '["rooster"]', f"forms {ONE_OF.format('rooster')}attachment3"),
    "a required field": ("notices/2026", '"roster_no"]', '"member"]', f"required[1].fields {ONE_OF.format('member')}"),
    "who is routed": ("notices/2026", '["name", ', "[", f"required {HELD.format('name')}"),
    "a vocabulary": (
        "notices/2026",
        '"roster_titles"',
        '"roster"',
        f"vocabularies.rank_title {ONE_OF.format('roster')}",
    ),
    "by what people are routed": ("notices/2026", 'specialty = "specialties"\n', "", "缺少 vocabularies.specialty"),
    "what a notice must say": ("notices/2026", "year = 2026\n", "", "缺少 year"),
    "a column of a layout": (
        "layouts/intake",
        'tells = ["alma_mater"]',
        'tells = ["scool"]',
        f"people.columns[10].tells {ONE_OF.format('scool')}",
    ),
    "what fills a column": (
        "layouts/intake",
        'source = "alma_mater"',
        'source = "scool"',
        f"people.columns[10].source {ONE_OF.format('scool')}",
    ),
    "a column of the combined form": (
        "layouts/combined",
        'source = "chinese_engineers", look = "number" },\n',
        'source = "chinese_engineer", look = "number" },\n',
        f"dispatched.columns[7].source {ONE_OF.format('chinese_engineer')}",
    ),
    "how hard": ("notices/2026", '"warning"', '"hard"', f"required[2].severity {ONE_OF.format('hard')}error"),
}


@pytest.mark.slow
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_sentence_with_file_and_key(tmp_path: Path, slip: str) -> None:
    office = installed(tmp_path)
    file, old, new, reason = SLIPS[slip]
    office.change(file, old, new)
    told = office("doctor")
    assert told.returncode == 1
    assert f"schemas/{file}.toml 有误：{reason}" in "".join(told.stdout.split("\n"))
