"""What the cells of an activity mean: raw → expected."""

from __future__ import annotations

import pytest

from pipeline.adopt.activity_values import grade_called, lasting, place_called
from pipeline.kinds.hours_headings import key_of
from pipeline.kinds.hours_words import kind_called, kind_meant
from pipeline.model.statements import Typed
from pipeline.text.fold import fold
from pipeline.text.numbers import first_number
from schemas.hours import hours_file
from schemas.hours_record import hours_record_file

PLAIN = "时长（分钟）"
MINUTES = [
    ("90", PLAIN, 90),
    ("90分钟", "时长", 90),
    ("1.5小时", PLAIN, 90),
    ("2 h", "时长", 120),
    ("1小时30分", "时长", 90),
    ("约2小时", "时长", 120),
    ("3学时", PLAIN, 135),
    ("3", "学时", 135),
    ("3", "培训学时", 135),
    ("3", "课时数", 135),
    ("1.5", "时长（小时）", 90),
    ("2", "小时数", 120),
    ("２", "时长/学时", 90),
    ("90.0", PLAIN, 90),
    ("3", "学时（1学时=45分钟）", 135),
    ("120", "培训时长（单位：分钟）", 120),
]
SAID = hours_record_file().said
UNKNOWN = [
    ("", PLAIN, SAID.time_missing),
    ("0", PLAIN, SAID.time_missing),
    ("3", "时长", SAID.time_unit),
    ("2天", PLAIN, SAID.time_unclear),
    ("2", "天数", SAID.time_unclear),
    ("1天2小时", PLAIN, SAID.time_unclear),
    ("半天", PLAIN, SAID.time_unclear),
    ("很久", PLAIN, SAID.time_unread),
    ("9:00-17:00", PLAIN, SAID.time_unread),
]


@pytest.mark.parametrize(("text", "heading", "minutes"), MINUTES)
def test_how_long_it_was(text, heading, minutes):
    assert lasting(Typed(text, "G4", heading)) == (minutes, "")


@pytest.mark.parametrize(("text", "heading", "why"), UNKNOWN)
def test_how_long_is_for_somebody_to_say(text, heading, why):
    assert lasting(Typed(text, "G4", heading)) == (0, why)


AS_SAID = [
    ("共4学时", PLAIN, 180),
    ("两个半小时", PLAIN, 150),
    ("半个小时", PLAIN, 30),
    ("三学时", PLAIN, 135),
    ("135分钟（3学时）", PLAIN, 135),
    ("3学时/135分钟", PLAIN, 135),
    ("6学时（45分钟/学时）", PLAIN, 270),
]


@pytest.mark.parametrize(("text", "heading", "minutes"), AS_SAID)
def test_how_long_in_words_and_twice(text, heading, minutes):
    assert lasting(Typed(text, "G4", heading)) == (minutes, "")


def test_two_lengths_that_differ_are_not_understood():
    assert lasting(Typed("120分钟（4学时）", "G4", PLAIN)) == (0, SAID.time_unread)


PLACES = {
    "1": 1,
    "第一": 1,
    "第2作者": 2,
    "排名第3": 3,
    "二": 2,
    "2/5": 2,
    "3（共6人）": 3,
    "独立完成": 1,
    "通讯作者": 0,
    "主要": 0,
}


@pytest.mark.parametrize("text", PLACES)
def test_which_of_the_authors(text):
    assert place_called(text) == PLACES[text]


@pytest.mark.parametrize(
    ("kind", "text", "grade"),
    [
        ("standard", "国标", "国家标准"),
        ("standard", "国家", "国家标准"),
        ("research", "国家", "国家级"),
        ("research", "省级", "省部级"),
        ("paper", "核心期刊", "期刊论文"),
        ("book", "副主编", "参编"),
        ("book", "本书主编", "主编"),
        ("standard", "国家标准、行业标准", ""),
        ("paper", "省级", ""),
        ("training", "国家", ""),
        ("paper", "", ""),
    ],
)
def test_a_grade_is_one_of_its_kind(kind, text, grade):
    assert grade_called(text, hours_file().kind[kind]) == grade


def test_every_word_for_a_kind_is_understood_as_it():
    for kind, entry in hours_file().kind.items():
        assert {kind_called(word) for word in (entry.label, *entry.also)} == {kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、培训", "training"),
        ("（二）论文", "paper"),
        ("培训类", "training"),
        ("3.咨询：", "consultation"),
        ("旅行", ""),
    ],
)
def test_a_kind_by_its_name(text, kind):
    assert kind_called(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [("境外安全培训班", "training"), ("隧洞学术会议论文", ""), ("旅行", ""), ("技术咨询项目", "consultation")],
)
def test_a_kind_by_the_only_word_for_one(text, kind):
    assert kind_meant(text) == kind


@pytest.mark.parametrize(("text", "number"), [("10", 10), ("10学时", 10), ("7.5", 7), ("", None), ("若干", None)])
def test_the_hours_that_are_claimed(text, number):
    assert first_number(text) == number


def test_every_heading_is_known_as_its_own_column():
    file = hours_record_file()
    for key, words in (
        *((key, (entry.heading, *entry.also)) for key, entry in file.labels.items()),
        *((key, (entry.heading, *entry.also)) for key, entry in file.columns.items()),
        ("hours", file.hours.also),
    ):
        assert {key_of(word) for word in words} == {key}


def test_grades_are_of_some_kind():
    graded = {grade for entry in hours_file().kind.values() for grade in entry.grades}
    assert hours_record_file().grades.keys() <= graded
    for entry in hours_file().kind.values():
        words = [fold(word) for grade in entry.grades for word in (grade, *hours_record_file().grades.get(grade, ()))]
        assert len(words) == len(set(words))
