"""What templates are compiled to is kept for the next run, and believed only where it is whole and of this program."""

from __future__ import annotations

import sys
from pathlib import Path
from types import CodeType

import pytest

from pipeline.publish.paper import compiled
from pipeline.terms import fingerprint


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept = tmp_path / "__pycache__"
    monkeypatch.setattr(compiled, "_KEPT", kept)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return kept


def made(source: str, made_of: bytes = b"template") -> tuple[object, bool]:
    """What the part evaluates to, and whether it was compiled now."""
    now = []

    def make() -> dict[str, CodeType]:
        now.append(source)
        return {"part": compile(source, "part", "eval")}

    parts = compiled.compiled("letter", made_of, make)
    return eval(parts["part"]), bool(now)


def test_the_next_run_compiles_nothing() -> None:
    assert made("1") == (1, True)
    assert made("2") == (1, False)


def test_another_template_is_compiled_in_its_place(folder: Path) -> None:
    made("1")
    assert made("2", b"changed") == (2, True)
    assert made("3", b"changed") == (2, False)
    assert len(list(folder.iterdir())) == 1


def test_another_program_believes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made("1")
    monkeypatch.setattr(fingerprint, "compiling", lambda: "another")
    assert made("2") == (2, True)


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:-1] + b"\0", lambda _: b""])
def test_what_is_not_whole_is_not_believed(folder: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    made("1")
    (file,) = folder.iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    assert made("2") == (2, True)
    assert made("3") == (2, False)


def test_nothing_is_kept_where_nothing_can_be_written(folder: Path) -> None:
    folder.write_text("a file in the place of the folder")
    assert made("1") == (1, True)
    assert made("2") == (2, True)


def test_nothing_is_kept_where_python_shall_keep_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    made("1")
    assert not folder.exists()


def test_what_is_kept_is_for_its_owner_only(folder: Path) -> None:
    made("1")
    (file,) = folder.iterdir()
    assert sys.platform == "win32" or file.stat().st_mode & 0o077 == 0
