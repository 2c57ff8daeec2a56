"""What a later record tells of an activity stands in the place of what earlier ones told."""

from __future__ import annotations

from test_sheet import activity

from pipeline.follow.hours import told_last


def told(number, title, minutes, day="2025-07-01", at="2026-01-01", file="一.xlsx"):
    return activity(number, "training", day, minutes)._replace(title=title, recorded_at=at, source_file=file)


def numbers(*activities):
    return [each.activity_id for each in told_last(activities)]


def test_others_stand_beside_each_other():
    assert numbers(told("H1", "甲", 90), told("H2", "乙", 90), told("H3", "甲", 90, day="2025-07-02")) == [
        "H1",
        "H2",
        "H3",
    ]


def test_two_of_one_record_both_stand():
    assert numbers(told("H1", "甲", 90), told("H2", "甲", 45)) == ["H1", "H2"]


def test_a_later_record_replaces_all_of_the_earlier_one():
    later = {"at": "2026-02-01", "file": "二.xlsx"}
    assert numbers(told("H1", "甲", 90), told("H2", "甲", 45), told("H3", "甲", 60, **later)) == ["H3"]


def test_of_two_files_of_one_run_the_later_one_stands():
    assert numbers(told("H1", "甲", 90), told("H2", " 甲", 45, file="二.xlsx")) == ["H2"]


def test_what_has_no_name_is_known_by_its_kind():
    assert numbers(told("H1", "", 90), told("H2", "", 45, file="二.xlsx")) == ["H2"]
