"""The register's tables as the bytes of a file, for other programs.

JSON lines carry every text as it is. A CSV may be opened in a spreadsheet, which would take a text that begins with = +
- or @ for a formula: there such a text gets an apostrophe before it, unless it is but a number or a phone. In xlsx a
cell of text is never a formula.
"""

from __future__ import annotations

import io
import re
from datetime import datetime

from pandas import DataFrame

_EPOCH = datetime(2000, 1, 1)
_RECKONED = re.compile(r"^(?=[=+\-@\t\r\n＝＋－＠])(?![-+]?\d[\d ()-]*(?:;\+\d+)*\Z)")
"""Where the apostrophe goes; numbers, and phones joined by ";", stay what they are."""


def serialise(table: DataFrame, form: str) -> bytes:
    """The table as the bytes of a file: csv, jsonl or xlsx."""
    return _FORMS[form](table)


def _csv(table: DataFrame) -> bytes:
    texts = {str(name): table[name].str.replace(_RECKONED, "'", regex=True) for name in table.select_dtypes(object)}
    whole = {name: column.str.replace("\r", "\n") for name, column in texts.items()}  # a bare \r would not be quoted
    return table.assign(**whole).to_csv(index=False, lineterminator="\n").encode()


def _jsonl(table: DataFrame) -> bytes:
    return table.to_json(orient="records", lines=True, force_ascii=False).encode() if len(table) else b""


def _xlsx(table: DataFrame) -> bytes:
    """One sheet of text cells; the same bytes for the same table."""
    from xlsxwriter import Workbook

    from pipeline.publish.paper.grid import writable

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _EPOCH})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        text = book.add_format({"num_format": "@"})
        lines = [list(table.columns), *table.astype(str).to_numpy().tolist()]
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                sheet.write_string(row, column, writable(value), text)
    return buffer.getvalue()


_FORMS = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}
