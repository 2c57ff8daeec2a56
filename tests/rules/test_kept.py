"""A data file as it was parsed is kept for the next process; believed only where it is whole and of the same file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import schemas


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(schemas, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "forms").mkdir()
    return tmp_path


def read(root: Path, text: str) -> tuple[object, bool]:
    """What the file holds, and whether it was parsed now."""
    (root / "forms" / "x.toml").write_text(text, encoding="utf-8")
    parsed: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        parse = schemas._parsed
        patch.setattr(schemas, "_parsed", lambda name, source: parsed.append(name) or parse(name, source))
        return schemas.table.__wrapped__("forms/x"), bool(parsed)


def test_the_next_process_parses_nothing(root: Path) -> None:
    text = 'day = 2025-05-07\n[pattern]\nregex = "{one}b"\none = "a"\n'
    held = {"day": date(2025, 5, 7), "pattern": "ab"}
    assert read(root, text) == (held, True)
    assert read(root, text) == (held, False)
    (place,) = (root / "__pycache__").iterdir()
    assert sys.platform == "win32" or place.stat().st_mode & 0o077 == 0


def test_a_file_that_was_changed_is_parsed_anew(root: Path) -> None:
    read(root, "a = 1")
    assert read(root, "a = 2") == ({"a": 2}, True)
    assert read(root, "a = 2") == ({"a": 2}, False)


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:-1] + b"\0", lambda _: b""])
def test_what_is_not_whole_is_not_believed(root: Path, spoil: Callable[[bytes], bytes]) -> None:
    read(root, "a = 1")
    (place,) = (root / "__pycache__").iterdir()
    place.write_bytes(spoil(place.read_bytes()))
    assert read(root, "a = 1") == ({"a": 1}, True)
    assert read(root, "a = 1") == ({"a": 1}, False)


def test_nothing_is_kept_of_a_slip_or_where_nothing_can_be_written(root: Path) -> None:
    with pytest.raises(schemas.DataError):
        read(root, "a = ")
    (root / "__pycache__").write_text("a file in the place of the folder")
    assert [read(root, "a = 1"), read(root, "a = 1")] == [({"a": 1}, True)] * 2
