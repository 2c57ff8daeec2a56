"""A command as typed, in this process: its exit code and exact words."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from pipeline.commands.main import main


class Console:
    """Runs commands in a folder. Calling it gives (exit code, what it printed, what it complained)."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["pipeline", *words])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        said = self._capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err


def workbook_bytes(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """An .xlsx of these sheets: (name, rows)."""
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
