"""A report as its readers find it: the tables of workbook, page and letter, by title, label and heading, as text."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import openpyxl
from docx import Document
from lxml import html
from openpyxl.cell.cell import Cell

Table = dict[str, dict[str, str]]
"""Label → heading → what is shown."""


class Shown(NamedTuple):
    """One report: tables by title, and all of the text."""

    tables: dict[str, Table]
    text: str


def of_workbook(path: Path) -> Shown:
    tables: dict[str, Table] = {}
    text = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        if sheet.title == "_工荐":
            continue
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
        text += [str(value) for row in rows for value in row if value is not None]
        for number, row in enumerate(rows):
            if row[0] == "项目":
                below = rows[number + 1 :]
                end = next((place for place, one in enumerate(below) if one[0] is None), len(below))
                tables[str(rows[number - 2][0])] = _table(row[1:], below[:end])
    return Shown(tables, "\n".join(text))


def of_page(path: Path) -> Shown:
    tree = html.fromstring(path.read_text(encoding="utf-8"))
    tables: dict[str, Table] = {}
    for section in tree.xpath("//section[@data-figure][.//table]"):
        title = section.xpath("string(h3)").rpartition("（")[0]
        head = [cell.text_content() for cell in section.xpath(".//thead//th")]
        rows = [[cell.text_content() for cell in row.xpath("td")] for row in section.xpath(".//tbody/tr")]
        tables[title] = _table(head[1:], rows)
    return Shown(tables, tree.xpath("string(//body)"))


def of_letter(path: Path) -> Shown:
    document = Document(str(path))
    tables: dict[str, Table] = {}
    text, above = [], ""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = [[cell.text for cell in row.cells] for row in block.rows]
            if rows[0][0] == "项目":  # not the three numbers of the first page
                tables[above.rpartition("（")[0]] = _table(rows[0][1:], rows[1:])
            text += [value for row in rows for value in row]
        elif block.text:
            above = block.text
            text.append(above)
    return Shown(tables, "\n".join(text))


@cache
def all_three(folder: Path) -> dict[str, Shown]:
    """By suffix what stands in the report of a folder; each is read once, for many tests look at the same one."""
    readers = {".xlsx": of_workbook, ".html": of_page, ".docx": of_letter}
    files = {path.suffix: path for path in sorted(folder.glob("推荐工作统计_*"))}
    return {suffix: read(files[suffix]) for suffix, read in readers.items()}


def everything(path: Path) -> str:
    """All that a file holds as text: of a package each part."""
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode(errors="replace") for name in package.namelist())


def _table(headings: Sequence[str | None], rows: Sequence[Sequence[str | None]]) -> Table:
    known = [heading for heading in headings if heading]
    return {str(row[0]): dict(zip(known, map(str, row[1:]), strict=False)) for row in rows}


def _text(cell: Cell) -> str | None:
    """What a cell shows."""
    if cell.value is None:
        return None
    return f"{cell.value:.1f}" if cell.number_format == "0.0" else str(cell.value)
