"""Which notice a form answers: clue by clue, and what is said where they do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from support_notices import TITLE, add_form, add_notice

from pipeline.receive.belonging import Clues, Notices
from pipeline.terms.notices import load_notice, notices

FORM = "attachment3"
IN_2025, IN_2026 = date(2025, 4, 20), date(2026, 4, 20)


def told(name: str = "", around: Sequence[str] = (), day: date | None = None) -> Clues:
    return Clues(name, around, day)


def known(folder: Path, *opened: str, asked: str = "") -> Notices:
    add_notice(folder)
    return Notices(notices(), frozenset(opened), asked)


@pytest.mark.parametrize(
    ("clues", "name"),
    [
        (told(around=["评价(2026)+甲公司"]), "2026"),
        (told(around=["转发：评价【2025年度】＋甲公司"]), "2025"),
        (told("附件3", ["评价 2026 甲公司", "附件3"], IN_2025), "2026"),
        (told("评价(2025)+甲公司", ["评价(2026)+甲公司"], IN_2026), "2025"),
        (told(around=["关于渝工协〔2025〕17号文的报送材料"]), "2025"),
        (told(around=[TITLE]), "2026"),
        (told(day=IN_2025), "2025"),
        (told(day=date(2026, 4, 21)), None),
        (told(around=["评价(2025)和评价(2026)"], day=IN_2026), "2026"),
        (told(around=["评价(2025)和评价(2026)"]), None),
        (told(), None),
    ],
)
def test_what_tells_the_notice(notice_files: Path, clues: Clues, name: str | None) -> None:
    notice, doubt = known(notice_files, "2025", "2026").of_form(FORM, clues)
    assert (notice.name, doubt != "") == (name or "2026", name is None)


def test_in_time_counts_more_than_late(notice_files: Path) -> None:
    assert known(notice_files, "2025", "2026").of_form(FORM, told(day=date(2026, 4, 10))).notice.name == "2026"


def test_an_open_notice_is_meant_rather_than_a_closed_one(notice_files: Path) -> None:
    assert known(notice_files, "2025").of_form(FORM, told(day=date(2026, 4, 10))) == (load_notice("2025"), "")


def test_a_closed_notice_that_is_named_is_meant(notice_files: Path) -> None:
    opened = known(notice_files, "2025")
    notice, doubt = opened.of_form(FORM, told(around=["评价(2026)+甲公司"]))
    assert (notice.name, doubt) == ("2026", "")
    assert TITLE in opened.closed(notice)
    assert opened.closed(load_notice("2025")) == ""


@pytest.mark.parametrize(
    ("clues", "name"), [(told(), "2025"), (told(around=["评价(2026)+甲公司"]), "2026"), (told(day=IN_2025), "2025")]
)
def test_the_option_decides_a_doubt_and_nothing_else(notice_files: Path, clues: Clues, name: str) -> None:
    notice, doubt = known(notice_files, "2025", "2026", asked="2025").of_form(FORM, clues)
    assert (notice.name, doubt) == (name, "")


def test_only_notices_that_accept_the_form_are_meant(notice_files: Path) -> None:
    add_form(notice_files)
    add_notice(notice_files, "list", forms='["unit-list"]', title='"推荐名单的通知"', date="2027-01-01")
    opened = known(notice_files, "2025", "list")
    assert opened.of_form("unit-list", told(around=["评价(2025)+甲公司"])).notice.name == "list"
    assert opened.of_form(FORM, told()).notice.name == "2025"


def test_a_form_that_no_notice_accepts_is_doubtful(notice_files: Path) -> None:
    assert known(notice_files, "2025").of_form("letter", told()).doubt == "没有哪个通知接受这份名单所用的表格"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{unit}工程会员申请人员名单", "甲公司工程会员申请人员名单（盖章）"),
        ("{unit}-名单-{year}", "甲公司-名单-2026"),
    ],
)
def test_a_file_name_as_the_notice_wants_it_tells(notice_files: Path, pattern: str, text: str) -> None:
    add_notice(notice_files, file_name=f'"{pattern}"', subject="")
    opened = Notices(notices(), frozenset({"2025", "2026"}))
    assert opened.of_form(FORM, told(text)) == (load_notice("2026"), "")


def test_a_pattern_of_places_only_tells_nothing(notice_files: Path) -> None:
    add_notice(notice_files, file_name='"{name}-{level}"', subject="")
    opened = Notices(notices(), frozenset({"2025", "2026"}))
    assert opened.of_form(FORM, told("张三-专业工程会员")).doubt
