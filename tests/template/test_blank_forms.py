"""The blank forms of the other notices: empty they hold nobody, filled they read back as they were filled."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from support_blanks import CIESC, CSEE, FIRST_ROW, IET, filled_form, filled_list, filled_table
from support_examples import examples
from support_template import read_back

import schemas
from pipeline.publish.units.template import template_name, write_template
from pipeline.receive.unit_names import sheet_unit
from schemas.layouts.blanks import blank_of
from schemas.vocabularies import titles_file, vocabulary_file

HAN = "安柏岑迟戴鄂范葛郝姬康黎茅宁欧庞秦饶沙陶邬项颜邹"
GIVEN = "一之亦可如远宁思敏涛岚晓晨雨霖"
RANKS = list(titles_file().ranks)

han = st.text(HAN, min_size=2, max_size=4)
names = st.builds(str.__add__, st.sampled_from(HAN), st.text(GIVEN, min_size=1, max_size=2))
mobiles = st.builds("13{}{:08d}".format, st.integers(5, 9), st.integers(1, 99_999_999))
emails = st.builds("{}@example.com".format, st.from_regex(r"[a-z]{2,8}[0-9]{0,4}", fullmatch=True))
members = st.builds("E{:09d}M".format, st.integers(10_000_000, 999_999_999))
educations = st.sampled_from([word for word in vocabulary_file("education").canonical if word != "本科以下"])
firms = st.builds("{}{}有限公司".format, han, st.sampled_from(["化工", "电力建设", "工程设计"]))
schools = st.builds("{}大学 {}工程".format, han, st.sampled_from(["化学", "电气", "环境"]))
years = st.integers(10, 40)


def record(fields):
    """Values by field, in this order, which is that of the form."""
    return st.tuples(*fields.values()).map(lambda values: dict(zip(fields, values, strict=True)))


def titles(least):
    """Titles of at least this rank."""
    return st.sampled_from([title for rank in RANKS[RANKS.index(least) :] for title in titles_file().ranks[rank]])


applicants = st.sampled_from(CIESC.open_levels).flatmap(
    lambda level: record(
        {
            "name": names,
            "sex": st.sampled_from(["男", "女"]),
            "birth": st.builds("{}-{:02d}".format, st.integers(1955, 1990), st.integers(1, 12)),
            "member_no": members,
            "level": st.just(level),
            "specialty": st.sampled_from(["化学", "化学工程与技术", "安全科学与工程", "仪器化工机械与设备", "其他"]),
            "work_segment": st.sampled_from([*vocabulary_file("work_segments").canonical, "技术情报"]),
            "education": educations,
            "school": schools,
            "title": titles(CIESC.title_ranks[level]),
            "title_by": firms,
            "work_years": years.map(str),
            "important_years": st.integers(5, 10).map(str),
            "workplace": st.builds("{} {}".format, firms, st.sampled_from(["部长", "工艺主管"])),
            "phone": mobiles,
            "email": emails,
            "filled_online": st.just("是"),
        }
    )
)
members_of_units = record(
    {
        "name": names,
        "sex": st.sampled_from(["男", "女"]),
        "workplace": firms,
        "position": st.sampled_from(["海外部经理", "设计室主任", "技术部主管"]),
        "title": titles("初级"),
        "education": educations,
        "major": st.builds("{}工程".format, st.sampled_from(["电气", "热能", "自动化"])),
        "specialty": st.sampled_from(["电力系统及其自动化专业", "输配电及用电工程专业", "自动化工程专业", "其他"]),
        "level": st.sampled_from(CSEE.open_levels),
        "work_years": years.map(str),
        "important_years": st.integers(5, 10).map(str),
        "overseas_project": st.one_of(st.just(""), st.builds("老挝/{}水电站".format, han)),
        "member_no": members,
        "phone": mobiles,
        "email": emails,
        "filled_online": st.just("是"),
        "foreign_title": st.just(""),
    }
)
registered = record(
    {
        "name": names,
        "sex": st.sampled_from(["男", "女"]),
        "title": titles("初级"),
        "industry": st.sampled_from(["电力系统", "输变电", "热能动力"]),
        "phone": mobiles,
        "workplace": firms,
        "workplace_address": st.builds("{}市{}路{}号".format, han, han, st.integers(1, 200)),
        "workplace_phone": st.builds("010-{}".format, st.integers(60_000_000, 89_999_999)),
        "email": emails,
        "english_level": st.sampled_from(["CET-4", "CET-6", "流利"]),
        "degree_period": st.builds("{}.09 {}.06".format, st.integers(1985, 2000), st.integers(2001, 2010)),
        "education": educations,
        "major": st.builds("{}工程".format, st.sampled_from(["电气", "热能", "自动化"])),
        "school": st.builds("{}大学".format, han),
    }
)
works = st.tuples(
    st.builds("201{}.01 201{}.12".format, st.integers(4, 5), st.integers(6, 7)),
    firms,
    st.sampled_from(["主管", "专责", "部门经理"]),
    st.sampled_from(["调度运行", "变电检修", "海外项目管理"]),
)
descriptions = st.builds("{}获科技进步奖{}项。".format, han, st.integers(1, 9))
EDUCATION = "教育经历Education（仅填写最高学历及学位 Only fill in highest Engineering degree(s) and qualification(s)）"
DESCRIPTION = (
    "个人描述/Personal description（填写个人获得奖项，专利发表，论文发表等情况/Award, patents, paper published etc. "
    "字数在300以内）"
)
CLASSES = ["化学", "化学工程与技术", "材料科学与工程", "环境科学与工程", "安全科学与工程", "仪器化工机械与设备", "其他"]
CHOICES = (
    "2. 专业范围从以下各项中选填：电力系统及其自动化专业、输配电及用电工程专业、轨道交通电气化专业、能源动力工程专业、"
    "电子信息工程专业、自动化工程专业、其他。申请级别填：专业工程会员、资深工程会员。"
)

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # without shrinking: every example is a whole document
drawn = examples(15, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def blanks(tmp_path_factory):
    """The bytes of the blank form of each notice, by its name."""
    folder = tmp_path_factory.mktemp("blanks")
    for notice in (CIESC, CSEE, IET):
        write_template(folder / notice.name, notice)
    return Blanks((path.name, path.read_bytes()) for path in folder.iterdir())


class Blanks(dict):
    def __repr__(self):  # Hypothesis shows what a test was given
        return "blanks"


def judged(values):
    """A person as it is to come back: with the country code of the phone."""
    return {**values, "phone": f"+86{values['phone']}"}


def period(typed):
    """Begin and end, as they are read out of one cell."""
    return typed.replace(" ", "—")


def told(frame, wanted):
    return [{key: row[key] for key in want} for row, want in zip(frame.to_dict("records"), wanted, strict=True)]


@drawn
@given(values=applicants)
def test_any_applicant_comes_back_equal_without_a_finding(blanks, values):
    data = filled_list(blanks["ciesc-2023"], list(values.values()))
    frame, findings, recognition = read_back(data, CIESC, f"{values['name']}-{values['level']}.xlsx")
    assert recognition.form == "ciesc"
    assert told(frame, [judged(values)]) == [judged(values)]
    assert [findings, recognition.problems] == [[], []]


@drawn
@given(unit=firms, people=st.lists(members_of_units, min_size=1, max_size=13, unique_by=lambda one: one["name"]))
def test_any_people_of_a_unit_come_back_equal_without_a_finding(blanks, unit, people):
    data = filled_table(blanks["csee-2022"], unit, [[*one.values(), ""] for one in people])
    frame, findings, recognition = read_back(data, CSEE, "名单.docx")
    wanted = [judged(one) for one in people]
    assert (recognition.form, recognition.unit.text) == ("csee", unit)
    assert told(frame, wanted) == wanted
    assert [findings, recognition.problems] == [[], []]


@drawn
@given(
    values=registered,
    career=st.lists(works, min_size=1, max_size=2),
    description=descriptions,
    ticked=st.integers(0, 1),
)
def test_any_registration_comes_back_equal_without_a_finding(blanks, values, career, description, ticked):
    rows = [*career, *[("",) * 4] * (2 - len(career))]
    cells = [*values.values(), *(cell for row in rows for cell in row), description]
    frame, findings, recognition = read_back(filled_form(blanks["csee-iet-2018"], cells, ticked), IET, "报名表.docx")
    wanted = judged(values) | {
        "english_interview": ("可以", "需要翻译")[ticked],
        "degree_period": period(values["degree_period"]),
        "career": "\n".join("  ".join((period(begun), *rest)) for begun, *rest in career),
        "description": description,
    }
    assert recognition.form == "csee-iet"
    assert told(frame, [wanted]) == [wanted]
    assert [findings, recognition.problems] == [[], []]


@pytest.mark.parametrize("notice", [CIESC, CSEE, IET], ids=lambda notice: notice.name)
def test_blank_it_holds_nobody_and_nothing_is_wrong(blanks, notice):
    frame, findings, recognition = read_back(blanks[notice.name], notice, template_name(notice))
    assert (recognition.kind, recognition.form) == ("recommendation", notice.forms[0])
    assert sheet_unit(recognition.unit.text if recognition.unit else "") == ""
    assert len(frame) == 0
    assert findings == recognition.problems == recognition.projects == []
    assert {row.fate for row in recognition.rows} <= {"heading", "placeholder"}


@pytest.mark.parametrize("notice", [CIESC, CSEE, IET], ids=lambda notice: notice.name)
def test_same_notice_same_bytes(blanks, notice, tmp_path):
    write_template(tmp_path / "again", notice)
    assert (tmp_path / "again").read_bytes() == blanks[notice.name]


@pytest.mark.parametrize("name", ["csee-2022", "csee-iet-2018"])
def test_a_document_tells_no_time_but_a_fixed_one(blanks, name):
    with zipfile.ZipFile(io.BytesIO(blanks[name])) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(blanks[name])).core_properties
    assert (properties.author, f"{properties.created:%Y-%m-%d}", f"{properties.modified:%Y-%m-%d}") == (
        *("", "2025-01-01", "2025-01-01"),
    )


@pytest.mark.parametrize("form", ["csee", "csee-iet"])
def test_every_row_goes_over_the_whole_grid(form):
    blank = blank_of(form)
    assert {sum(cell.span for cell in row.cells) for row in blank.rows if row.cells} == {len(blank.widths)}


@pytest.mark.parametrize(
    ("form", "slip", "wrong"),
    [
        ("ciesc", ('field = "sex"', 'fields = "sex"'), "unknown"),
        ("csee", ("landscape = true", 'landscape = "yes"'), "kind"),
        ("csee-iet", ('look = "head"', 'look = "big"'), "word"),
        ("csee-iet", ("margin = 2", ""), "missing"),
    ],
)
def test_a_slip_in_the_data_is_named_with_its_file(form, slip, wrong, tmp_path, monkeypatch):
    text = (schemas.ROOT / f"layouts/blank-{form}.toml").read_text(encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    (tmp_path / f"layouts/blank-{form}.toml").write_text(text.replace(*slip, 1), encoding="utf-8")
    monkeypatch.setattr(schemas, "ROOT", tmp_path)
    schemas.forget()
    with pytest.raises(schemas.DataError) as error:
        blank_of(form)
    schemas.forget()
    assert (error.value.file, error.value.wrong) == (f"schemas/layouts/blank-{form}.toml", wrong)


def test_what_is_our_own_draft_says_so(blanks):
    footer = openpyxl.load_workbook(io.BytesIO(blanks["ciesc-2023"])).worksheets[0].oddFooter.left.text
    assert footer.strip() == "化会字〔2023〕第05号　附件3　本会草拟，非通知原附件"
    footers = {
        name: docx.Document(io.BytesIO(blanks[name])).sections[0].footer for name in ("csee-2022", "csee-iet-2018")
    }
    assert {name: footer.paragraphs[0].text for name, footer in footers.items()} == {
        "csee-2022": "电机学〔2022〕268号　附件3　本会草拟，非通知原附件",
        "csee-iet-2018": "中国电机工程学会关于开展国际工程师资质认证的通知　附件",
    }


def test_columns_are_those_of_the_forms(blanks):
    sheet = openpyxl.load_workbook(io.BytesIO(blanks["ciesc-2023"])).worksheets[0]
    assert sheet["A1"].value == "化学化工类工程能力水平评价申报人信息一览表（2023版）"
    assert ["".join(str(cell.value).split()) for cell in sheet[2]] == [
        *(
            "序号",
            "姓名",
            "性别",
            "出生年月",
            "中国化工学会会员号",
            "申请类别",
            "专业类别",
            "工作环节",
            "最高学历/学位",
        ),
        *(
            "毕业院校及专业",
            "职称",
            "职称评定单位",
            "从事本专业年限",
            "其中重要工程工作年限",
            "工作单位及职务",
            "手机",
            "邮箱",
        ),
        "系统填报完成（是/否）",
    ]
    (table,) = docx.Document(io.BytesIO(blanks["csee-2022"])).tables
    assert ["".join(cell.text.split()) for cell in table.rows[0].cells] == [
        *(
            "序号",
            "姓名",
            "性别",
            "工作单位",
            "部门及职务",
            "职称",
            "学历学位",
            "所学专业",
            "专业范围",
            "申请级别",
            "从事本专业年限",
        ),
        *(
            "重要工程年限",
            "海外项目（国家/项目名称）",
            "学会会员号",
            "手机",
            "邮箱",
            "线上申请是否已提交",
            "已获国际工程师称号",
            "备注",
        ),
    ]


def test_the_bilingual_form_has_the_cells_that_are_printed(blanks):
    (table,) = docx.Document(io.BytesIO(blanks["csee-iet-2018"])).tables
    rows = [
        [
            (int(cell.grid_span), "/".join(filter(None, docx.table._Cell(cell, table).text.split("\n"))))
            for cell in row._tr.iter(qn("w:tc"))
        ]
        for row in table.rows
    ]
    assert rows == [
        [(12, "个人信息 Personal information")],
        [(2, "姓名/Name"), (2, ""), (2, "性别/Gender"), (2, ""), (2, "职务/职称/Job Title"), (2, "")],
        [(2, "所属行业/Expertise"), (4, ""), (2, "手机/Contact"), (4, "")],
        [(2, "单位名称/Company"), (4, ""), (2, "单位地址/Company address"), (4, "")],
        [(2, "单位电话/Phone"), (4, ""), (2, "邮箱/Email"), (4, "")],
        [
            *((2, "英文水平/English level"), (4, ""), (2, "是否全英文面试/English interview")),
            (4, "□可以 ok/□需要翻译 with translation"),
        ],
        [
            (
                12,
                EDUCATION,
            )
        ],
        [
            *((3, "开始Start/结束 End"), (3, "学历/Qualifications"), (3, "所学专业/Course")),
            (3, "毕业院校/Educational Establishment"),
        ],
        [(3, "")] * 4,
        [(12, "工作经历Career History（仅填写近5年工作经历 Only fill in latest 5 years career history）")],
        [
            *((3, "开始Start/结束 End"), (3, "工作单位/Company"), (3, "工作职位/Job Title")),
            (3, "工作职责/Responsibilities"),
        ],
        [(3, "")] * 4,
        [(3, "")] * 4,
        [
            (
                12,
                DESCRIPTION,
            )
        ],
        [(12, "")],
    ]


@pytest.mark.parametrize(
    ("column", "choices", "refuses"),
    [
        ("C", ["男", "女"], True),
        ("F", ["专业工程会员", "资深工程会员"], True),
        ("G", CLASSES, True),
        ("H", ["研究开发", "规划设计", "工艺管理", "设备管理", "生产运行", "安全环保"], False),
        ("I", ["博士", "硕士", "本科", "本科以下"], True),
        ("R", ["是", "否"], True),
    ],
)  # fmt: skip
def test_choices_are_drop_downs_and_only_an_open_list_takes_other_words(blanks, column, choices, refuses):
    sheet = openpyxl.load_workbook(io.BytesIO(blanks["ciesc-2023"])).worksheets[0]
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if f"{column}{FIRST_ROW}" in rule.sqref]
    assert (rule.type, rule.formula1.strip('"').split(",")) == ("list", choices)
    assert rule.errorStyle == (None if refuses else "warning")
    assert "、".join(choices) in rule.error


def test_every_column_but_the_number_has_a_hint_and_is_text(blanks):
    sheet = openpyxl.load_workbook(io.BytesIO(blanks["ciesc-2023"])).worksheets[0]
    hinted = {str(rule.sqref)[0] for rule in sheet.data_validations.dataValidation if rule.prompt}
    assert hinted == set("BCDEFGHIJKLMNOPQR")
    assert {sheet.cell(FIRST_ROW, column).number_format for column in range(1, 19)} == {"@"}
    assert {sheet.column_dimensions[letter].number_format for letter in "BDEMNP"} == {"@"}


def test_the_second_sheet_says_how_the_file_is_named_and_that_it_is_our_draft(blanks):
    sheet = openpyxl.load_workbook(io.BytesIO(blanks["ciesc-2023"])).worksheets[1]
    lines = [row[0].value for row in sheet.iter_rows()]
    assert lines[2] == "2. 填好后把文件另存为“姓名-申请类别”，这两项都与表内所填相同。"
    assert lines[-2:] == ["8. 请于2023年4月30日前发出。", "9. 本会草拟，非通知原附件"]


def test_the_notes_of_the_table_name_the_choices(blanks):
    document = docx.Document(io.BytesIO(blanks["csee-2022"]))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "附件3",
        "【单位名称】工程会员申请人员名单",
        "注：1. 标题中的“【单位名称】”请改为申报单位全称。每行填一个人，行数不够时在表格末尾添加行；请不要改动表头。",
        CHOICES,
        "3. 性别填男、女；学历学位填最高学历：博士、硕士、本科、本科以下；线上申请是否已提交填：是、否。",
        "4. 两个年限只写整年数。已获国际工程师称号写称号全称和授予的组织，没有的留空，可据此申请简化考核。",
        "5. 请不要填写身份证号码、护照号码等通知没有要求的个人信息。请于9月5日前发出。",
    ]
