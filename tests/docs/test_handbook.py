"""What the handbook says that the program says, the program says; what it says may be chosen, may be chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.publish.units.template import template_name
from pipeline.terms.findings import load_findings
from pipeline.terms.notices import load_notice, notice_names
from schemas.certificates import certificates_file
from schemas.decisions import decisions_file
from schemas.hours import hours_file
from schemas.layouts.certificates import certificates_layout
from schemas.layouts.lists import lists_file
from schemas.new_form import new_form_file
from tests.docs.test_glossary import WORDING

HANDBOOK = (Path(__file__).parents[2] / "docs/手册.md").read_text(encoding="utf-8")
SAID = [text for place, text in WORDING if place.endswith(".toml")]
OPEN = re.compile(r"\\\{\w+(?:\\\.\w+)?\\\}|…+|某[^”]*(?=”)|第几行|该学会")
"""Where something else stands in its place: a name in the data, 某某 or … in the handbook."""


def table(heading: str) -> list[list[str]]:
    """The cells of the lines of the table with this first heading."""
    lines = HANDBOOK.partition(f"| {heading} |")[2].splitlines()[2:]
    rows = [line.strip("| ").split(" | ") for line in lines[: lines.index("")]]
    assert len(rows) > 5
    return rows


def words(cell: str) -> list[str]:
    """The words of a cell, without remarks in brackets."""
    return [word for word in re.split("[、；]", re.sub(r"（[^（）]*）", "", cell)) if word]


def pattern(text: str) -> re.Pattern[str]:
    return re.compile(OPEN.sub(".*", re.escape(text)))


def test_the_cards_of_the_desk() -> None:
    told = HANDBOOK.partition("“今日待办”：")[2].partition("，")[0].split("、")
    assert told == [*(each.title for each in decisions_file().lists), "未报单位"]


def test_what_holds_people() -> None:
    """By itself, or in a field that must be right."""
    titles = {each.title for each in load_findings().values() if each.severity == "error" or each.holds}
    told = {title for cell, *_ in table("提示") for title in words(cell)}
    assert told - titles == set()


def test_what_is_said_of_people_by_notices_of_their_own() -> None:
    titles = {each.title for each in load_findings().values()}
    assert {title for title, _ in table("程序的提示")} - titles == set()


@pytest.mark.parametrize("name", notice_names())
def test_the_page_of_a_notice(name: str) -> None:
    """Its blank form, its demonstration, its last day, its lists and its stages."""
    notice, page = load_notice(name), HANDBOOK
    page = page.partition(f"\n### {notice.number}\n")[2].partition("\n### ")[0]
    assert f"`make template NOTICE={name}`" in page
    assert template_name(notice) in page
    assert f"`make demo NOTICE={name}`" in page or (name == "2025" and "`make demo`" in page)
    last = notice.deadline.day
    said = f"{last.month}月{last.day}日，通知没有写年份，推定为{last.year}年"
    assert (said if notice.deadline.inferred else f"{last.year}年{last.month}月{last.day}日") in page
    files = [lists_file().lists[each].file for each in notice.lists]
    patterns = [re.escape(file.replace("{batch}", "<批次号>")).replace(r"\{group\}", "<[^<>]+>") for file in files]
    assert [file for file in patterns if not re.search(f"`{file}`", page)] == []
    assert f"**环节**：{'、'.join(notice.procedure.stages)}。" in page
    assert f"| {notice.number} | `{name}` |" in HANDBOOK


def test_how_sure_a_draft_is_of_a_heading() -> None:
    told = HANDBOOK.partition("有多大把握——")[2].partition("——")[0]
    assert told == "".join(f"“{state}”" for state in new_form_file().draft.states.values())
    assert f"“{new_form_file().check.sound.rstrip('。')}”" in HANDBOOK


def test_what_the_secretary_is_asked_and_may_choose() -> None:
    file = decisions_file()
    told = {title: words(choices) for titles, choices in table("事项") for title in words(titles)}
    asked = {each.title: each.answers for each in file.question.values() if each.listed == "questions"}
    assert told.keys() == asked.keys()
    for title, answers in asked.items():
        labels = [pattern(file.answer[key].label) for key in answers]
        assert all(any(label.fullmatch(choice) for choice in told[title]) for label in labels), title
        assert len(told[title]) == len(labels), title


@pytest.mark.parametrize("sentence", [cell for cell, *_ in table("程序说")])
def test_why_something_was_not_adopted(sentence: str) -> None:
    assert any(pattern(sentence).search(text) for text in SAID)


@pytest.mark.parametrize("sentence", re.findall(r"^- \*\*“(.+?)”\*\*", HANDBOOK, re.MULTILINE))
def test_what_the_program_says_of_faults(sentence: str) -> None:
    assert any(pattern(sentence).search(text) for text in SAID)


def test_what_may_happen_to_a_certificate() -> None:
    """Which event may follow which state, and what it says of certificates that somebody must look at."""
    file, said = certificates_file(), certificates_layout().attention
    told = {event: words(states) for event, states, _ in table("登记的事项")}
    assert told == {event: list(file.event[event].after) for event in file.told_events}
    assert [word for word in said if word not in HANDBOOK] == []
    assert f"`{certificates_layout().words.blank}`" in HANDBOOK


def test_what_activities_count_for() -> None:
    """A line for each kind that is not counted by plain minutes: its grades, its factor, its limit of a year."""
    told = {label: (counts, most) for label, counts, most in table("活动类别")}
    kinds = [each for each in hours_file().kind.values() if each.by != "minutes" or each.factor != 1 or each.most]
    assert list(told) == [each.label for each in kinds]
    for each in kinds:
        counts, most = told[each.label]
        assert most == (str(each.most) if each.most else "不限")
        assert "、".join(f"{grade} {hours}" for grade, hours in each.grades.items()) in counts
        assert ("除以几" in counts, f"时长的 {each.factor} 倍" in counts) == (each.by_order, each.factor != 1)
