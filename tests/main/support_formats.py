"""What units send, in other formats than .xlsx: the same sheet, and the same files in mails and archives."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO

import openpyxl
from corpus_render import Grid
from corpus_write import to_csv, to_docx, to_html, to_ods, to_xls
from support_main import NOW

from examples.units import mail

SENT = NOW - timedelta(days=26)


def grid(data: bytes) -> Grid:
    """The first sheet of a workbook."""
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    made = Grid(sheet.title)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                made.put(cell.row - 1, cell.column - 1, cell.value)
    for area in sheet.merged_cells.ranges:
        made.merge(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
    return made


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def in_body(data: bytes) -> bytes:
    """A mail whose body is the table."""
    head = (
        b"From: lian@example.cn\r\nSubject: 1\r\nDate: Thu, 10 Apr 2025 09:00:00 +0800\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head + to_html([grid(data)])


FORMATS: dict[str, Callable[[str, bytes], dict[str, bytes]]] = {
    "xls": lambda place, data: {f"{place}/附件3.xls": to_xls([grid(data)])},
    "ods": lambda place, data: {f"{place}/附件3.ods": to_ods([grid(data)])},
    "csv": lambda place, data: {f"{place}/附件3.csv": to_csv(grid(data), "gb18030")},
    "docx": lambda place, data: {f"{place}/附件3.docx": to_docx([grid(data)])},
    "html under another name": lambda place, data: {f"{place}/附件3.xls": to_html([grid(data)])},
    "mail body": lambda place, data: {f"{place}/来信.eml": in_body(data)},
    "attached": lambda place, data: {f"{place}/来信.eml": mail("", SENT, "评价", {"附件3.xlsx": data})},
    "attached csv": lambda place, data: {
        f"{place}/来信.eml": mail("", SENT, "评价", {"附件3.csv": to_csv(grid(data), "utf-8")})
    },
    "zipped": lambda place, data: {f"{place}/材料.zip": zipped({"报送/附件3.xlsx": data})},
    "zipped xls": lambda place, data: {f"{place}/材料.zip": zipped({"附件3.xls": to_xls([grid(data)])})},
}
"""By a name of the format: the files, by their place in the inbox, that hold a workbook."""
