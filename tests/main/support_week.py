"""A week at the desk: every command a process of its own, in a folder of its own, and what it said."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from typing import NamedTuple

import openpyxl
from docx import Document

SOURCES = Path(__file__).parents[2]
PDF = b"%PDF-1.4\n"
OUR_ADDRESS = "pj@example.org"


class Said(NamedTuple):
    """The exit code of a command, its sentences, and the figures of its table: group, what is counted, how many."""

    code: int
    sentences: list[str]
    figures: list[tuple[str, str, int]]


class Week:
    """An installation that begins empty."""

    def __init__(self, root: Path) -> None:
        self.root, self.inbox, self.outbox = root, root / "inbox", root / "outbox"
        self.inbox.mkdir(parents=True)
        self.questions = self.outbox / "待决事项.xlsx"
        self.said: dict[str, Said] = {}
        self.desk: dict[str, str] = {}
        self.changed: list[str] = []  # what a run without anything new wrote

    def __call__(self, *words: str) -> Said:
        """A command as typed."""
        surroundings = os.environ | {"PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "pipeline", *words]
        done = subprocess.run(
            command, cwd=self.root, env=surroundings, capture_output=True, encoding="utf-8", check=False
        )
        assert done.stderr == ""
        return Said(done.returncode, sentences(done.stdout), figures(done.stdout))

    def process(self, day: str, *words: str) -> Said:
        """`process` at nine o'clock of a day of 2025."""
        return self("process", "--now", f"2025-{day}T09:00:00+08:00", "--workers", "1", *words)

    def mail(self, name: str, subject: str, text: str, day: str, **attached: bytes) -> None:
        """A mail comes in, from an address of its own; the names of what is attached have __ for their dot."""
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, f"{ord(name[0])}@unit.example", OUR_ADDRESS
        message["Date"] = f"{day} 2025 09:30:00 +0800"
        message.set_content(text)
        for file, data in attached.items():
            names = {"filename": file.replace("__", ".")}
            message.add_attachment(data, maintype="application", subtype="octet-stream", **names)
        (self.inbox / name).write_bytes(message.as_bytes())

    def completed(self, unit: str, *people: Mapping[str, object]) -> bytes:
        """Our blank form as a unit fills it in, cell by cell."""
        book = openpyxl.load_workbook(self.root / "推荐表模板.xlsx")
        sheet = book.worksheets[0]
        sheet["C3"] = unit
        for row, cells in enumerate(people, 7):
            for column, value in cells.items():
                sheet[f"{column}{row}"] = value
        return bytes_of(book)

    def letter(self, batch: str, folder: str) -> tuple[str, list[str]]:
        """The name and the paragraphs of the letter in a folder of a batch."""
        (path,) = self.outbox.glob(f"批次/{batch}/单位/{folder}/*.docx")
        return path.stem, [paragraph.text for paragraph in Document(str(path)).paragraphs if paragraph.text.strip()]

    def page(self, path: str) -> str:
        """The text of a page of the outbox, each run of white space one blank."""
        text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", (self.outbox / path).read_text("utf-8"), flags=re.S)
        return " ".join(unescape(text).split())

    def people(self, batch: str, society: str) -> list[str]:
        """The names in a society's workbook; "-" where it got none in that batch."""
        found = sorted(self.outbox.glob(f"批次/{batch}/学会/{society}/*.xlsx"))
        if not found:
            return ["-"]
        sheet = openpyxl.load_workbook(found[0])["人员名单"]
        heading = next(row for row in sheet.iter_rows() if any(cell.value == "姓名" for cell in row))
        (column,) = [cell.column for cell in heading if cell.value == "姓名"]
        below = range(heading[0].row + 1, sheet.max_row + 1)
        names = [sheet.cell(row, column).value for row in below if sheet.cell(row, column).value]
        return [found[0].stem.partition(batch)[2], *map(str, names)]


def bytes_of(book: openpyxl.Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sentences(said: str) -> list[str]:
    """What stands outside the table, line by line."""
    lines = (line.rstrip() for line in said.splitlines())
    return [line for line in lines if line and line[0] not in "┏┃┡│└├"]


def figures(said: str) -> list[tuple[str, str, int]]:
    """The lines of the table, each with the name of its group."""
    found: list[tuple[str, str, int]] = []
    for line in said.splitlines():
        if line.startswith("│"):
            group, what, number = (cell.strip() for cell in line.strip("│").split("│"))
            found.append((group or found[-1][0], what, int(number)))
    return found


def file_names(folder: Path) -> Sequence[str]:
    """The files below a folder, by their path."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
