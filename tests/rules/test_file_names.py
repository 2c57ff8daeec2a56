"""Files of one person each, named as the notice wants: {name}-{level}."""

from __future__ import annotations

import pytest
from support_notices import add_notice

from pipeline.file_names import check_file_names
from pipeline.terms.name_patterns import readings
from pipeline.terms.notices import load_notice


@pytest.mark.parametrize(
    ("file", "fields"),
    [
        ("苏试-专业工程会员.xlsx", []),
        ("一.zip!材料/03 苏试—专业工程师（修改稿）.docx", []),
        ("苏 试_专业.xlsx", []),
        ("苏试-专业工程会员-终稿.xlsx", []),
        ("苏试-电气.xlsx", []),
        ("苏试-资深工程会员.xlsx", ["level"]),
        ("苏试验-专业工程会员.xlsx", ["name"]),
        ("专业工程会员-苏试.xlsx", ["name"]),
        ("苏试.xlsx", ["name"]),
        ("附件.xlsx", ["name"]),
    ],
)
def test_the_name_of_a_file_says_what_the_form_says(notice_files, people, file, fields):
    add_notice(notice_files, one_file_per='"person"', file_name='"{name}-{level}"')
    found = check_file_names(people({"file": file}), load_notice("2026"))
    assert [(finding.slug, finding.field, finding.cell) for finding in found] == [
        ("file-name-differs", field, f"{field}5") for field in fields
    ]


def test_what_the_form_does_not_say_is_not_compared(notice_files, people):
    add_notice(notice_files, one_file_per='"person"', file_name='"{name}-{level}"')
    nobody, no_level = {"name": "", "file": "附件.xlsx"}, {"level": "", "file": "苏试-资深.xlsx"}
    assert check_file_names(people(nobody, no_level), load_notice("2026")) == []


def test_a_file_of_a_unit_may_have_any_name(notice, people):
    assert check_file_names(people({"file": "陈一-资深.xlsx"}), notice) == []


@pytest.mark.parametrize(
    ("pattern", "text", "read"),
    [
        ("{name}-{level}", "艾力·吾斯曼-专业", [{"name": "艾力·吾斯曼", "level": "专业"}] * 2),
        (
            "{name}-{level}",
            "Jean-Luc-SPE",
            [{"name": "Jean", "level": "Luc-SPE"}, {"name": "Jean-Luc", "level": "SPE"}],
        ),
        ("{level}（{name}）", "专业(陈一)", [{"level": "专业", "name": "陈一"}] * 2),
        ("申报表-{name}", "申报表_陈一", [{"name": "陈一"}] * 2),
        ("{name}_{level}", "陈一 — 专业", [{"name": "陈一", "level": "专业"}] * 2),
        ("{name} {level}", "陈一  专业", [{"name": "陈一", "level": "专业"}] * 2),
        ("申报表{name}", "2026申报表陈一", [{"name": "陈一"}] * 2),
        ("{name}-{level}", "陈一专业", []),
    ],
)
def test_what_stands_in_the_places_of_a_pattern(pattern, text, read):
    assert readings(pattern, text) == read
