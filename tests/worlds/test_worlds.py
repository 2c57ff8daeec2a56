"""The generator of worlds: same seed, same bytes; every habit can be drawn, its truth complete; plain worlds right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worlds import words
from tests.worlds.chance import Dice, is_withheld
from tests.worlds.clerk import draw_world, plain_world
from tests.worlds.habits import HABITS, STAGES
from tests.worlds.package import KINDS, files_of
from tests.worlds.run import process, write
from tests.worlds.score import Score, score
from tests.worlds.styles import HABIT_OF_WORD, LAYOUT_WEIGHTS
from tests.worlds.truth import FIELDS

DISPOSITIONS = ("routed", "held", "duplicate")


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes() -> None:
    for number in range(4):
        assert files_of(draw_world(number, "bytes", "all")) == files_of(draw_world(number, "bytes", "all"))


@pytest.mark.slow
def test_every_habit_can_be_drawn_and_says_what_it_does() -> None:
    assert len(HABITS) > 100
    for name in HABITS:
        says_what_it_does(name)


def says_what_it_does(name: str) -> None:
    world = draw_world(0, "habit", "all", name)
    assert world.habits == [name]
    assert HABITS[name].says, name
    assert HABITS[name].stage in STAGES, name
    assert all(content for _, content in files_of(world)), name
    for person in world.people:
        assert set(person.fields(world.unit)) == set(FIELDS), name
        assert person.disposition in DISPOSITIONS, name
        assert bool(person.why) or person.disposition != "held", name


@pytest.mark.parametrize(
    "name", [*(f"layout:{name}" for name in LAYOUT_WEIGHTS), *(f"format:{name}" for name in KINDS)]
)
def test_every_layout_and_format_can_be_written(name: str) -> None:
    assert all(content for _, content in files_of(draw_world(0, "carrier", "all", name)))


def test_part_seen_draws_nothing_that_is_withheld_and_part_withheld_always_something() -> None:
    for number in range(20):
        seen = draw_world(number, "parts", "seen")
        assert not any(HABITS[name].withheld for name in seen.habits)
        assert draw_world(number, "parts", "withheld").dice.used_withheld


def test_about_three_in_ten_habits_are_withheld() -> None:
    withheld = [name for name in HABITS if is_withheld(f"habit:{name}")]
    assert 0.2 < len(withheld) / len(HABITS) < 0.4


def test_a_single_word_is_used() -> None:
    name = next(name for name in words.every(Dice("", "all")) if name.startswith("heading.level:"))
    world = draw_world(0, "word", "all", name)
    assert world.dice.forced_used
    assert not world.habits
    assert set(HABIT_OF_WORD.values()) <= set(HABITS)


@pytest.mark.slow
def test_plain_worlds_are_read_right_to_the_last_field(tmp_path: Path) -> None:
    """Clerks without habits: nobody lost, nothing wrong, nothing said without need."""
    worlds = [plain_world(number, "plain", 4) for number in range(10)]
    write(worlds, tmp_path / "inbox")
    result: Score = score(worlds, process(tmp_path, workers=1))
    assert [(one.what, one.person, one.field, one.wanted, one.got) for one in result.complaints] == []
    assert result.total(worlds)["found"] == sum(len(world.people) for world in worlds)
