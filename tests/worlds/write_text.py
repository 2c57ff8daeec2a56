"""Text formats: CSV, HTML tables, MHTML, and mails that carry files or hold the table themselves."""

from __future__ import annotations

import base64
import csv
import email.message
import email.policy
import hashlib
import html
import io
import zipfile

from tests.worlds.sketch import Book, Cell, Grid, draw

STILL = (1980, 1, 1, 0, 0, 0)


def csv_text(book: Book, separator: str = ",") -> str:
    """The first sheet; merged cells keep their text in the first cell only."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator)
    for sheet in book.sheets:
        grid = draw(sheet)
        for row in range(grid.height):
            writer.writerow([grid.cells.get((row, column), Cell("")).text for column in range(grid.width)])
    return stream.getvalue()


def html_tables(book: Book) -> str:
    """A table for each sheet, merged cells as spans."""
    said = "".join(f"<p>{html.escape(line)}</p>\n" for line in book.paragraphs)
    after = "".join(f"<p>{html.escape(line)}</p>\n" for line in book.closing)
    return said + "\n".join(_html_table(draw(sheet)) for sheet in book.sheets) + after


def html_page(book: Book) -> str:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f"<html><head>{meta}</head><body>{html_tables(book)}</body></html>"


def _html_table(grid: Grid) -> str:
    starts, covered = grid.spans()
    lines = []
    for row in range(grid.height):
        cells = []
        for column in range(grid.width):
            if (row, column) in covered:
                continue
            rows, columns = starts.get((row, column), (1, 1))
            spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
            cells.append(f"<td{spans}>{_html_text(grid.cells.get((row, column), Cell('')))}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1">\n{chr(10).join(lines)}\n</table>\n'


def _html_text(cell: Cell) -> str:
    text = html.escape(cell.text).replace("\n", "<br>")
    return f"<s>{text}</s>" if cell.struck else text


def mhtml(book: Book) -> bytes:
    """A single-file web page, as Word, WPS and browsers save it."""
    page = base64.encodebytes(html_page(book).encode("utf-8")).decode("ascii")
    head = (
        "From: <saved>\r\nSubject: page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="----=_NextPart_01"; type="text/html"\r\n\r\n'
        '------=_NextPart_01\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n'
        "Content-Location: file:///C:/page.htm\r\n\r\n"
    )
    lines = page.replace("\n", "\r\n")
    return f"{head}{lines}\r\n------=_NextPart_01--\r\n".encode("ascii")


def zipped(files: list[tuple[str, bytes]]) -> bytes:
    """An archive with the names in UTF-8."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in files:
            entry = zipfile.ZipInfo(name, STILL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return stream.getvalue()


RECEIVED = "Tue, 15 Apr 2025 10:20:30 +0800"


def mail(
    subject: str, sender: str, text: str, page: str, files: list[tuple[str, bytes]], received: str = RECEIVED
) -> bytes:
    """A mail with text, perhaps an HTML body, and attachments; `received`: its date, as the header has it."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"], message["From"], message["To"] = subject, sender, "office@association.example"
    message["Date"] = received
    message["Message-ID"] = f"<{abs(hash_of(subject if received == RECEIVED else sender + subject))}@worlds.example>"
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    for part in message.walk():
        if part.is_multipart():
            part.set_boundary(f"part-{abs(hash_of(subject + part.get_content_type())):020d}")
    return message.as_bytes()


def hash_of(text: str) -> int:
    """A number that is the same in every process."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
