"""docs/readings.md speaks of every contradiction once, and of data that are there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/readings.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in PAGE.splitlines() if line.startswith("| ")]
NUMBERED = [row for row in ROWS if re.fullmatch(r"C\d\d", row[0])]
PATH = re.compile(r"(?:schemas|pipeline|tests|docs)/[\w./-]+\.(?:toml|py|md)")


def told(row: list[str]) -> Iterator[tuple[str, str]]:
    """Each file that a row names behind a path with its keys, which stand behind it until the next path."""
    path = ""
    for word in re.findall(r"`([^`]+)`", row[-1]):
        if PATH.fullmatch(word):
            path = word
            yield path, ""
        elif path:
            yield path, word.partition(" = ")[0]


PLACES = sorted({place for row in ROWS for place in told(row)})


def test_every_contradiction_stands_once() -> None:
    assert sorted(row[0] for row in NUMBERED) == [f"C{number:02d}" for number in range(1, 40)]
    assert all(all(row) for row in NUMBERED)


def test_a_reading_that_was_taken_tells_where_it_stands() -> None:
    taken = [row for row in NUMBERED if len(row) == 4]
    assert len(taken) == 28
    assert [row[0] for row in taken if not list(told(row))] == []
    assert {len(row) for row in NUMBERED} == {3, 4}


@pytest.mark.parametrize("path", sorted(set(PATH.findall(PAGE))))
def test_every_file_that_it_names_is_there(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize(("path", "key"), [place for place in PLACES if place[1]])
def test_every_key_that_it_names_is_one_of_its_file(path: str, key: str) -> None:
    if path.endswith(".toml"):
        assert any(f".{name}".endswith(f".{key}") for name in _keys(tomllib.loads((ROOT / path).read_text("utf-8"))))
    else:
        assert f"\ndef {key}(" in (ROOT / path).read_text("utf-8")


def _keys(table: Any, above: str = "") -> Iterator[str]:
    """Every key of a file, with the tables around it; of an entry that names itself, that name."""
    if isinstance(table, list):
        for entry in table:
            yield from _keys(entry, above)
    elif isinstance(table, dict):
        for key, value in table.items():
            yield f"{above}{value if key == 'key' else key}"
            yield from _keys(value, f"{above}{key}.")


def test_findings_that_it_names_are_there() -> None:
    said = set(re.findall(r"`(?:finding\.)?([a-z]+(?:-[a-z]+)+)`", PAGE))
    findings = tomllib.loads((ROOT / "schemas/findings.toml").read_text("utf-8"))["finding"]
    assert "member-missing" in said
    assert said <= findings.keys()
