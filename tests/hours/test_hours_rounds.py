"""Records of activities through the main job: taken, asked about, answered, taken back, sent again."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from support_formats import FORMATS
from support_hours import NOW, QIAN, SUN, UNIT, activities, certify, hours, issued, line, office, record, slugs, xlsx
from support_killed import STEPS, ended_at
from support_main import person, tree, workbook

from examples.units import mail
from pipeline.register import Register
from pipeline.terms.settings import ExpectedUnit
from pipeline.text.fold import fold
from pipeline.upkeep.forget import forget
from tests.support_decisions import choices, fill, lines_of

pytestmark = pytest.mark.slow
QUESTIONS = "待决事项.xlsx"


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The office before any record; to be cloned, never run."""
    return office(tmp_path_factory.mktemp("before"))


@pytest.fixture
def made(before, tmp_path):
    return before.clone(tmp_path, outbox=True)


def sent(made, file, *rows, now=NOW):
    made.receive({file: xlsx(*rows)})
    return made.run(now=now)


def question(made, title):
    """The line of what is asked of an activity."""
    (found,) = [each for each in lines_of(made.outbox / QUESTIONS, "待决事项") if title in str(each["本次材料"])]
    return found


def test_plain_minutes_count_and_nobody_is_recommended(made):
    rows = record(
        "钱一", QIAN, line("境外项目管理培训", "2025-07-01"), line("合同培训", "2025.8.1-8.2", duration="1.5小时")
    )
    before = made.people()
    sent(made, "2027-05-01 钱一/记录.xlsx", rows)
    assert [(each.title, each.minutes) for each in activities(made)] == [("境外项目管理培训", 90), ("合同培训", 90)]
    assert [(row["year_from"], row["kind"], row["minutes"], row["hours"]) for row in hours(made)] == [
        ("2025-06-01", "培训、考试", 180, 4)
    ]
    assert made.people() == before
    (document,) = [row for row in made.export("documents") if row["file"].endswith("记录.xlsx")]
    assert document["outcome"] == "answer"
    assert slugs(made, "2027-05-01 钱一/记录.xlsx") == ["hours-received"]


def test_the_same_again_is_nothing_new_and_a_change_stands_in_its_place(made):
    rows = record("钱一", QIAN, line("培训甲", "2025-07-01"), line("培训乙", "2025-07-02"))
    sent(made, "2027-05-01 钱一/记录.xlsx", rows)
    batches = len(list((made.outbox / "批次").iterdir()))
    assert sent(made, "2027-05-02 钱一/记录.xlsx", rows).batch is None
    assert len(list((made.outbox / "批次").iterdir())) == batches
    changed = record("钱一", QIAN, line("培训甲", "2025-07-01", duration="135"), line("培训乙", "2025-07-02"))
    sent(made, "2027-05-03 钱一/记录.xlsx", changed)
    assert {each.title: each.minutes for each in activities(made)} == {"培训甲": 135, "培训乙": 90}
    assert "hours-replaced" in slugs(made, "2027-05-03 钱一/记录.xlsx")


def test_what_is_converted_is_asked_answered_and_taken_back(made):
    paper = line("隧洞论文", "2025-09-01", "论文发表", "", 级别="期刊论文", 署名次序="2", 申报学时="10")
    sent(made, "2027-05-01 钱一/记录.xlsx", record("钱一", QIAN, paper))
    assert [(row["hours"], row["waiting"], row["confirmed_by"]) for row in hours(made)] == [(0, 5, "")]
    asked = question(made, "隧洞论文")
    number = asked["事项编号"]
    assert "按折算表（本会默认）是 5 学时" in asked["问题"]
    path = made.outbox / QUESTIONS
    assert (asked["查看"], asked["推荐单位"]) == ("查看", UNIT)
    assert choices(path, number) == ["按 5 学时计", "按申报的 10 学时计", "不计", "退回"]
    fill(path, {number: {"决定": "按申报的 10 学时计", "决定人": "陈秘书", "日期": "2027-05-07"}})
    made.run(now=NOW)
    assert [(row["hours"], row["waiting"], row["confirmed_by"]) for row in hours(made)] == [
        (10, 0, "陈秘书 2027-05-07")
    ]
    assert not [each for each in lines_of(path, "待决事项") if each["事项编号"] == number]
    (decided,) = lines_of(path, "已决事项")
    fill(path, {decided["决定编号"]: {"撤销": "撤销", "撤销人": "陈秘书"}})
    made.run(now=NOW)
    assert [(row["hours"], row["waiting"]) for row in hours(made)] == [(0, 5)]
    assert question(made, "隧洞论文")["事项编号"] == number


def test_what_is_not_understood_is_told_and_the_rest_taken(made):
    rows = record(
        "钱一",
        QIAN,
        line("培训甲", "2025-07-01"),
        line("某某", "2025-07-02", kind="旅行"),
        line("培训丙", "去年夏天"),
        line("培训丁", "2025-07-04", duration="2天"),
        line("培训戊", "2025-05-01"),
        line("培训己", "2028-01-01"),
    )
    file = "2027-05-01 钱一/记录.xlsx"
    sent(made, file, rows)
    assert [each.title for each in activities(made)] == ["培训甲"]
    assert sorted(slugs(made, file)) == sorted(
        [
            *("hours-received", "hours-not-taken", "hours-kind-unknown", "hours-date-unread", "hours-time-unread"),
            *("hours-early", "hours-future"),
        ]
    )
    cells = {row["slug"]: row["cell"] for row in made.export("findings") if row["file"] == file}
    assert (cells["hours-date-unread"], cells["hours-time-unread"]) == ("B6", "G7")
    (case,) = [each for each in lines_of(made.outbox / QUESTIONS, "未结事项") if each["事项"] == "活动记录有未登记的"]
    assert "5 项" in case["问题"]
    assert "B6" in case["问题"]


def test_a_column_and_a_sheet_that_are_not_understood_are_told(made):
    rows = record("钱一", QIAN, line("论文甲", "2025-07-01", kind="论文", duration=""), line("培训乙", "2025-07-02"))
    rows[2][rows[2].index("级别")] = "水平"
    rows[3][7] = "很高"
    strange = [["何时", "何事", "多久"], ["2025-07-03", "培训丙", "90"]]
    file = "2027-05-01 钱一/记录.xlsx"
    made.receive({file: xlsx(rows, strange, names=("活动记录", "另一年"))})
    made.run(now=NOW)
    assert [each.title for each in activities(made)] == ["论文甲", "培训乙"]
    found = [row for row in made.export("findings") if row["file"] == file]
    cells = {row["slug"]: (row["sheet"], row["value"]) for row in found}
    assert cells["hours-column-unread"] == ("活动记录", "水平")
    assert cells["hours-sheet-unread"] == ("另一年", "另一年")
    assert "活动记录有一张表没有读出" in [each["事项"] for each in lines_of(made.outbox / QUESTIONS, "未结事项")]
    assert len([row for row in found if row["slug"] == "hours-column-unread"]) == 1  # of the paper, which asks for it


def test_a_unit_sends_several_members_by_name(made):
    rows = [
        [f"{UNIT}持续职业发展活动汇总"],
        ["姓名", "证书编号", "培训时间", "培训内容", "学时"],
        ["钱一", "", "2025年7月1日", "安全培训", "3"],
        ["", "", "2025年7月2日", "质量培训", "2"],
        ["孙二", SUN, "2025.7.3", "合同培训", "4"],
        ["合计", "", "", "", "9"],
    ]
    sent(made, f"2027-05-01 {UNIT}/汇总.xlsx", rows)
    assert [(each.certificate_no, each.minutes) for each in activities(made)] == [(QIAN, 135), (QIAN, 90), (SUN, 180)]
    assert slugs(made, f"2027-05-01 {UNIT}/汇总.xlsx").count("hours-holder-assumed") == 1


def test_a_rerun_changes_nothing(made):
    sent(made, "2027-05-01 钱一/记录.xlsx", record("钱一", QIAN, line("培训甲", "2025-07-01")))
    before = tree(made.outbox)
    assert made.run(now=NOW).batch is None
    assert tree(made.outbox) == before


@pytest.mark.parametrize("kind", FORMATS)
def test_a_record_of_whatever_format(made, kind):
    place = "2027-05-01 钱一"
    data = xlsx(
        record(
            "钱一", QIAN, line("境外项目管理培训", "2025-07-01"), line("合同培训", "2025年8月1-3日", duration="2学时")
        )
    )
    made.receive(FORMATS[kind](place, data))
    made.run(now=NOW)
    assert [(each.title, each.began_on, each.ended_on, each.minutes) for each in activities(made)] == [
        ("境外项目管理培训", "2025-07-01", "2025-07-01", 90),
        ("合同培训", "2025-08-01", "2025-08-03", 90),
    ]
    assert len(made.people()) == 3


def test_proofs_beside_a_record_are_no_recommendation(made):
    data = xlsx(record("钱一", QIAN, line("培训甲", "2025-07-01")))
    files = {"活动记录.xlsx": data, "结业证书.pdf": b"%PDF-1.4", "照片.jpg": b"\xff\xd8\xff\xe0"}
    made.receive({"来信.eml": mail("", NOW, "持续职业发展", files)})
    made.run(now=NOW)
    assert len(activities(made)) == 1
    (sent_in,) = [row for row in made.export("submissions") if row["submission_id"] == "S00003"]
    assert sent_in["scan"] == "false"
    assert {row["slug"] for row in made.export("findings") if row["submission_id"] == "S00003"} == {"hours-received"}
    assert not list(made.outbox.glob("批次/202705*/单位/*"))
    assert not [each for each in lines_of(made.outbox / QUESTIONS, "未结事项") if each["报送编号"] == "S00003"]


def test_a_record_beside_people_in_one_workbook(made):
    """People are recommended by one sheet, activities told of on the other."""
    book = openpyxl.load_workbook(BytesIO(workbook(UNIT, person("周四", "19911112004"))))
    sheet = book.create_sheet("学时")
    for row in record("钱一", QIAN, line("培训甲", "2025-07-01")):
        sheet.append(row)
    saved = BytesIO()
    book.save(saved)
    made.receive({"2027-05-01 甲/附件3.xlsx": saved.getvalue()})
    made.run(now=NOW)
    assert [each.title for each in activities(made)] == ["培训甲"]
    assert [row["name"] for row in made.people(UNIT)] == ["钱一", "孙二", "周四"]


def test_one_who_has_no_certificate_yet_sends_it_again(made):
    rows = record("郑六", "CSE-0009", line("培训甲", "2026-07-01"))
    sent(made, "2027-05-01 郑六/记录.xlsx", rows)
    assert (activities(made), slugs(made, "2027-05-01 郑六/记录.xlsx")) == (
        [],
        ["hours-received", "hours-not-taken", "hours-holder-unknown"],
    )
    certify(made, issued("CSE-0009", "G00009-1", "郑六", "2026-06-01"))
    sent(made, "2027-05-02 郑六/记录.xlsx", rows)
    assert [each.certificate_no for each in activities(made)] == ["CSE-0009"]


def test_years_are_those_of_the_certificate_and_a_kind_has_its_most(made):
    lectures = [line(f"讲座{day}", f"2025-07-{day:02d}", "授课、演讲", "450") for day in (1, 2)]
    rows = record("钱一", QIAN, line("培训甲", "2026-05-31"), line("培训乙", "2026-06-01"), *lectures)
    sent(made, "2027-05-01 钱一/记录.xlsx", rows)
    path = made.outbox / QUESTIONS
    numbers = [each["事项编号"] for each in lines_of(path, "待决事项")]
    fill(path, {number: {"决定": "按 20 学时计"} for number in numbers})
    made.run(now=NOW)
    assert [(row["year_from"], row["kind"], row["hours"], row["over"], row["missing"]) for row in hours(made)] == [
        ("2025-06-01", "培训、考试", 2, 0, 28),
        ("2025-06-01", "授课、演讲", 20, 20, 28),
        ("2026-06-01", "培训、考试", 2, 0, 48),
    ]


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_ends_in_the_middle_takes_it_once(made, step):
    paper = line("隧洞论文", "2025-09-01", "论文发表", "", 级别="期刊论文")
    made.receive({"2027-05-01 钱一/记录.xlsx": xlsx(record("钱一", QIAN, line("培训甲", "2025-07-01"), paper))})
    ended_at(STEPS[step], lambda: made.run(now=NOW))
    made.run(now=NOW)
    assert [each.title for each in activities(made)] == ["培训甲", "隧洞论文"]
    assert question(made, "隧洞论文")["决定"] == ""


def test_of_the_forgotten_nothing_is_asked(made):
    paper = line("隧洞论文", "2025-09-01", "论文发表", "", 级别="期刊论文")
    sent(made, "2027-05-01 钱一/记录.xlsx", record("钱一", QIAN, paper))
    with Register.open(made.register) as register, register.alone():
        (done,) = register.certificates.activities()
        forget(register, register.forgetting.select_person(done.person_id), NOW, made.outbox, None)
        asked = [each for each in register.questions(NOW) if each.kind == "hours-conversion"]
    assert (asked, [row["waiting"] for row in hours(made)]) == ([], [10])
    made.run(now=NOW)
    assert not [each for each in lines_of(made.outbox / QUESTIONS, "待决事项") if each["事项"] == "学时折算"]


def test_a_unit_that_only_told_of_activities_did_not_answer_the_notice(made):
    rows = record("钱一", QIAN, line("培训甲", "2025-07-01"), unit=UNIT)
    made.receive({"2027-05-01 丙工程有限公司/记录.xlsx": xlsx(rows)})
    made.run(now=NOW)
    expected = [ExpectedUnit("丙工程有限公司"), ExpectedUnit(UNIT)]
    with Register.open(made.register) as register:
        came = register.desk(NOW, expected).expected.came
    assert list(came) == [fold(UNIT)]
