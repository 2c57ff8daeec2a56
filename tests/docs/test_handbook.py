"""What the handbook says that the program says, the program says; what it says may be chosen, may be chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.terms.findings import load_findings
from schemas.decisions import decisions_file
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
