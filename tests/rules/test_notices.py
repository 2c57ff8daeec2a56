from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from support_notices import add_notice

from pipeline.errors import UserError
from pipeline.terms.forms import sections_of
from pipeline.terms.notices import CHINA, Required, Years, load_notice, notice_names
from schemas import DataError


def test_the_newest_is_the_newest_by_date_whatever_its_name(notice_files):
    add_notice(notice_files, "zz", date="2023-02-27")
    add_notice(notice_files, "aa", date="2026-03-01")
    assert notice_names() == ["zz", "2025", "aa"]
    assert load_notice().name == "aa"


def test_unknown_notice_is_wrong_usage_and_names_the_known():
    with pytest.raises(UserError, match="没有名为“1999”的通知") as raised:
        load_notice("1999")
    assert raised.value.exit_code == 2
    assert "2025" in str(raised.value)


def test_the_notice_of_2025(notice):
    assert (notice.number, len(notice.open_domains), notice.experience_limit) == ("渝工协〔2025〕17号", 12, 300)
    assert notice.years == {"专业工程会员": Years(5, 2), "资深工程会员": Years(10, 5)}


@pytest.mark.parametrize("name", notice_names())
def test_every_notice_is_whole(name):
    notice = load_notice(name)
    assert set(notice.sections) <= {section for form in notice.forms for section in sections_of(form)}
    assert set(notice.years) | set(notice.title_ranks) <= set(notice.open_levels)
    assert notice.open_domains
    assert notice.open_levels
    for words in (notice.open_domains, notice.open_levels, notice.project_types, notice.project_statuses):
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("received", "late"),
    [
        (datetime(2025, 4, 28, 23, 59, 59, tzinfo=CHINA), False),
        (datetime(2025, 4, 29, tzinfo=CHINA), True),
        (datetime(2025, 4, 28, 15, 59, tzinfo=UTC), False),
        (datetime(2025, 4, 28, 16, 0, tzinfo=UTC), True),
    ],
)
def test_late_is_after_the_last_day_in_china(notice, received, late):
    assert notice.is_late(received) is late


@pytest.mark.parametrize(
    ("issued", "deadline", "day", "said"),
    [
        ("2026-03-01", "{ month = 4, day = 20 }", date(2026, 4, 20), "4月20日，通知没有写年份，推定为2026年"),
        ("2026-03-01", "{ month = 3, day = 1 }", date(2026, 3, 1), "3月1日，通知没有写年份，推定为2026年"),
        ("2026-11-30", "{ month = 1, day = 15 }", date(2027, 1, 15), "1月15日，通知没有写年份，推定为2027年"),
        ("2026-03-01", "{ year = 2026, month = 4, day = 30 }", date(2026, 4, 30), "2026年4月30日"),
    ],
)
def test_a_year_that_is_not_printed_is_inferred_and_said_to_be(notice_files, issued, deadline, day, said):
    add_notice(notice_files, date=issued, deadline=deadline)
    found = load_notice("2026").deadline
    assert (found.day, str(found)) == (day, said)


def test_what_is_required_and_how_hard(notice):
    assert notice.required["phone"] == Required("error", ())
    assert notice.required["project_name"] == Required("warning", ("dispatched",))
    assert "email" not in notice.required


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", "", "缺少 title"),
        ("combined", "", "缺少 combined"),
        ("year", '"2026"', "year 应当是一个整数"),
        ("date", "2026", "date 应当是一个日期"),
        ("forms", "[]", "forms 应当是一列文字，不能是空的"),
        ("forms", '["a", "a"]', "forms 里“a”写了不止一次"),
        ("deadline", "{ month = 2, day = 30 }", "deadline.day 应当是一个日期"),
        ("deadline", "{ day = 30 }", "缺少 deadline.month"),
        ("deadlines", "2026-04-20", "不认识 deadlines"),
        ("one_file_per", '"sheet"', "one_file_per 写的是“sheet”，应当是其中之一：unit、person"),
        ("membership", '{ field = "level" }', "membership.field 写的是“level”，应当是其中之一："),
        ("membership", '{ field = "email", severity = "hard" }', "membership.severity 写的是“hard”，应当是其中之一："),
        ("membership", '{ severity = "error" }', "缺少 membership.field"),
        ("quotas", '{ kind = "hard", total = 9 }', "quotas.kind 写的是“hard”，应当是其中之一：binding、suggestion"),
        ("quotas", '{ kind = "binding" }', "缺少 quotas.total"),
        ("quotas", '{ kind = "binding", total = -1 }', "quotas.total 应当是一个不小于0的整数"),
        ("quotas", '{ kind = "binding", each = "5" }', "quotas.each 应当是一个整数"),
        (
            "quotas",
            '{ kind = "binding", lines = [{ name = "甲院", units = ["乙院", "乙 院"], people = 1 }] }',
            "quotas.lines[1].units 里“乙 院”写了不止一次",
        ),
        ("fee", '{ note = "预计" }', "缺少 fee.yuan"),
        (
            "results",
            '{ stages = ["初审"], certified = "发证" }',
            "results.certified 写的是“发证”，应当是其中之一：初审",
        ),
        ("results", '{ stages = ["初审", "初审"], certified = "初审" }', "results.stages 里“初审”写了不止一次"),
        (
            "results",
            '{ stages = ["初审"], certified = "初审", optional = ["培训"] }',
            "results.optional 写的是“培训”，应当是其中之一：初审",
        ),
        (
            "results",
            '{ stages = ["初审"], certified = "初审", explained = { "培训" = "一天半" } }',
            "results.explained 写的是“培训”，应当是其中之一：初审",
        ),
        (
            "results",
            '{ stages = ["初审"], certified = "初审", marks = ["speech"] }',
            "results.marks 写的是“speech”，应当是其中之一：",
        ),
        (
            "results",
            '{ stages = ["初", "末"], certified = "末", limits = [{ stage = "初", after = "末", weeks = 3 }] }',
            "results.limits[1].stage 写的是“初”，应当是其中之一：",
        ),
        (
            "results",
            '{ stages = ["初审"], certified = "初审", reapply = { years = [2] } }',
            "results.reapply.years",
        ),
        ("fee", "{ yuan = 80, cny = 80 }", "不认识 fee.cny"),
        (
            "required",
            '[{ fields = ["phone"], severity = "hard" }]',
            "required[1].severity 写的是“hard”，应当是其中之一",
        ),
        (
            "required",
            '[{ fields = ["hobby"], severity = "error" }]',
            "required[1].fields 写的是“hobby”，应当是其中之一",
        ),
        (
            "required",
            '[{ fields = ["name"], severity = "error" }, { fields = ["name"], severity = "info" }]',
            "required[2].fields 写的是“name”，应当是其中之一",
        ),
        (
            "required",
            '[{ fields = ["name", "domain"], severity = "error", sections = ["planned"] }]',
            "required 里应当有 name，severity 写 error，不写 sections：缺了它不能分配",
        ),
    ],
)
def test_a_slip_is_one_sentence_with_file_and_key(notice_files, key, value, said):
    add_notice(notice_files)
    path = notice_files / "2026.toml"
    text = re.sub(rf"^\[\[{key}\]\]\n(.+\n)+", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(rf"^{key} = .*\n", "", text, flags=re.MULTILINE)
    path.write_text(f"{key} = {value}\n{text}" if value else text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(f"schemas/notices/2026.toml: {said}")):
        load_notice()


def test_of_what_the_notice_of_2025_does_not_say_nothing_is_asked(notice):
    assert (notice.one_file_per, notice.membership, notice.quotas, notice.fee) == ("unit", "", None, None)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ("{unit}-{level}", "file_name 里应当有 {name}：每人一个文件，要从文件名看出是谁"),
        ("{name}-{name}", "file_name 里“name”写了不止一次"),
        ("{name}-{phone}", "file_name 写的是“phone”，应当是其中之一：unit、name、domain、"),
    ],
)
def test_what_stands_in_a_person_s_file_name_can_be_compared(notice_files, places, said):
    add_notice(notice_files, one_file_per='"person"', file_name=f'"{places}"')
    with pytest.raises(DataError, match=re.escape(f"schemas/notices/2026.toml: {said}")):
        load_notice()


def test_membership_is_as_hard_as_the_notice_says(notice_files, people):
    from pipeline.validate import validate

    add_notice(notice_files, membership='{ field = "email", severity = "error" }')
    found = validate(people({"email": "", "email_typed": "", "email_how": ""}, {}), load_notice("2026"))
    assert [(finding.row_id, finding.slug, finding.severity, finding.field) for finding in found] == [
        ("R0", "member-missing", "error", "email")
    ]


def test_what_a_notice_requires_decides_whom_a_blank_holds(notice_files, people):
    from pipeline.validate import validate

    routed_by = '{ fields = ["name", "domain"], severity = "error" }'
    required = f'[{routed_by}, {{ fields = ["experience"], severity = "warning", sections = ["planned"] }}]'
    path = notice_files / "2025.toml"
    text = re.sub(r"^\[\[required\]\]\n(.+\n)+", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(f"required = {required}\n{text}", encoding="utf-8")
    blank = {"experience": "", "experience_typed": "", "experience_how": ""}
    found = validate(people(blank, blank | {"section": "planned"}), load_notice("2025"))
    assert [(finding.row_id, finding.slug, finding.severity) for finding in found] == [
        ("R1", "experience-missing", "warning")
    ]
