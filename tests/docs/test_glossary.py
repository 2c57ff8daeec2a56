"""One thing, one name: what schemas/glossary.toml says something is not called stands nowhere that people read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.glossary import GlossaryWord, glossary_file

ROOT = Path(__file__).parents[2]
OF_UNITS = {
    *("characters", "glossary", "identity_numbers", "recognition_bodies", "second_look", "submission"),
    *("societies", "limits", "attachment3", "common"),
}
"""Data that hold what units write, or nothing that people read."""


def texts_of(value: Any) -> Iterator[str]:
    """The texts in what a data file holds, but for the names that something had formerly."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from () if key == "formerly" else texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def wording() -> Iterator[tuple[str, str]]:
    """Every text that people read, with where it stands."""
    for path in sorted(ROOT.joinpath("schemas").rglob("*.toml")):
        if path.stem not in OF_UNITS and path.parent.name not in ("vocabularies", "forms", "notices"):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from ((path.name, text) for text in texts_of(data))
    templates = ROOT / "templates"
    for path in sorted(
        [*templates.glob("*.html"), *templates.glob("*.js"), *templates.glob("letters/source/**/*.txt")]
    ):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted(ROOT.joinpath("docs").glob("*.md")):
        if path.name not in ("habits.md", "licences.md"):
            yield path.name, path.read_text(encoding="utf-8")


WORDING = list(wording())


@pytest.mark.parametrize("word", glossary_file().words, ids=lambda word: word.name)
def test_nothing_is_called_by_another_word(word: GlossaryWord) -> None:
    found = [
        (place, other)
        for place, text in WORDING
        for other in word.instead
        if other in (text if word.name in other else text.replace(word.name, ""))
    ]
    assert found == []


def test_no_column_is_headed_by_another_word() -> None:
    others = {other for word in glossary_file().words for other in word.headings}
    found = []
    for path in sorted(ROOT.joinpath("schemas/layouts").glob("*.toml")):
        for sheet in tomllib.loads(path.read_text(encoding="utf-8")).values():
            columns = sheet.get("columns", []) if isinstance(sheet, dict) else []
            found += [(path.name, each["heading"]) for each in columns if each.get("heading") in others]
    assert others == {"报送"}
    assert found == []


def test_every_disposition_is_a_word_of_the_glossary() -> None:
    from schemas.layouts.summary import summary_file

    assert set(summary_file().dispositions.values()) <= {word.name for word in glossary_file().words}
    assert len({word.name for word in glossary_file().words}) == len(glossary_file().words)
