"""The clerks of the other notices: same seed, same bytes; every habit can be drawn; plain submissions are read right.
And those of attachment 3 write what they always wrote."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.worlds.clerk import draw_world
from tests.worlds.notices import spelling
from tests.worlds.notices.all import CLERKS
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.hours import HOURS
from tests.worlds.notices.hours_run import process_records
from tests.worlds.notices.hours_score import score_records
from tests.worlds.run import process, write
from tests.worlds.score import score
from tests.worlds.sketch import draw

HABITS = [(notice, name) for notice, clerk in CLERKS.items() for name in sorted(clerk.habits)]
WORLDS_OF_ATTACHMENT_3 = "8a6cecb5699cfda7481ce0960c10bc014f26a781fdfa2f7e54d7598cfbeb277b"


@pytest.fixture(params=CLERKS)
def clerk(request: pytest.FixtureRequest) -> Clerk:
    return CLERKS[request.param]


def test_the_worlds_of_attachment_3_are_those_that_they_were() -> None:
    told = hashlib.sha256()
    for number in range(12):
        for book in draw_world(number, "pin", "seen").books:
            cells = [sorted((place, cell.text) for place, cell in draw(sheet).cells.items()) for sheet in book.sheets]
            told.update(repr((book.name, book.kind, book.paragraphs, cells)).encode())
    assert told.hexdigest() == WORLDS_OF_ATTACHMENT_3


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(clerk: Clerk) -> None:
    for number in range(3):
        assert clerk.draw(number, "bytes", "seen").files() == clerk.draw(number, "bytes", "seen").files()


@pytest.mark.slow
def test_every_habit_can_be_drawn_and_says_what_it_does() -> None:
    assert {notice for notice, _ in HABITS} == CLERKS.keys()
    for notice, name in HABITS:
        says_what_it_does(notice, name)


def says_what_it_does(notice: str, name: str) -> None:
    made = CLERKS[notice].draw(0, "habit", "all", name)
    assert made.habits == [name]
    assert CLERKS[notice].habits[name].says, (notice, name)
    for person in made.people:
        assert person.facts.keys() >= {"name", "phone", "email"}, (notice, name)
        assert bool(person.why) == (person.disposition == "held"), (notice, name)


def test_part_seen_draws_nothing_that_is_withheld_and_part_withheld_always_something(clerk: Clerk) -> None:
    for number in range(6):
        seen = clerk.draw(number, "parts", "seen")
        assert not any(clerk.habits[name].withheld for name in seen.habits)
        assert clerk.draw(number, "parts", "withheld").dice.used_withheld


def test_about_three_in_ten_habits_are_withheld() -> None:
    withheld = [name for notice, name in HABITS if CLERKS[notice].habits[name].withheld]
    assert 0.15 < len(withheld) / len(HABITS) < 0.45


def test_numbers_in_chinese() -> None:
    assert [spelling.in_chinese(number) for number in (5, 10, 12, 20, 34)] == ["五", "十", "十二", "二十", "三十四"]


@pytest.mark.slow
def test_plain_submissions_are_read_right_to_the_last_field(clerk: Clerk, tmp_path: Path) -> None:
    """Clerks without habits: nobody lost, nothing wrong, nothing said without need."""
    worlds = [clerk.plain(number, "plain") for number in range(6)]
    write(worlds, tmp_path / "inbox")
    if clerk is HOURS:
        result, found = score_records(worlds, process_records(tmp_path, worlds, workers=1)), "taken"
    else:
        result, found = score(worlds, process(tmp_path, workers=1, clerk=clerk)), "found"
    assert [(one.what, one.person, one.field, one.wanted, one.got) for one in result.complaints] == []
    assert result.total(worlds)[found] == sum(world.size for world in worlds)
