"""From a sketch to the files of its submission, and what stands where in each of them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from email.header import Header
from email.message import EmailMessage

from corpus_render import Grid, render
from corpus_sketch import Foreign, Line, Page, Paper, Sketch, Table
from corpus_write import (
    encrypted,
    to_csv,
    to_docx,
    to_html,
    to_ods,
    to_plain_xlsx,
    to_xls,
    to_xlsm,
    to_xlsx,
    to_xml2003,
)

SUBJECT = "评价(2025)+{unit}"
DATE = "Mon, 21 Apr 2025 09:30:00 +0800"


@dataclass
class Built:
    """The files of one submission by path, and for each paper (by file name) the grids that it holds."""

    sketch: Sketch
    files: list[tuple[str, bytes]]
    grids: dict[str, list[Grid]] = field(default_factory=dict)


def build(sketch: Sketch) -> Built:
    written = [(f"{paper.stem}.{paper.extension or paper.kind}", *write(paper)) for paper in sketch.papers]
    grids = {name: grids for name, _, grids in written}
    return Built(sketch, envelop(sketch, [(name, data) for name, data, _ in written]), grids)


def write(paper: Paper) -> tuple[bytes, list[Grid]]:
    if paper.kind == "docx":
        return write_word(paper)
    grids = [render(page) for page in paper.pages]
    if paper.kind.startswith("text|"):
        _, encoding, separator = paper.kind.split("|")
        return to_csv(grids[0], encoding, separator), grids
    if paper.kind.startswith("encrypted|"):
        return encrypted(to_xlsx(grids), paper.kind.split("|")[1]), grids
    writers = {
        "xlsx": to_xlsx,
        "xlsm": to_xlsm,
        "openpyxl": to_plain_xlsx,
        "xls": to_xls,
        "ods": to_ods,
        "html": to_html,
        "xml2003": to_xml2003,
    }
    return writers[paper.kind](grids), grids


def write_word(paper: Paper) -> tuple[bytes, list[Grid]]:
    parts: list[str | Grid] = []
    for page in paper.pages:
        for item in page.items:
            if isinstance(item, Line):
                parts.append(paragraph([str(value) for value in item.cells]))
            elif isinstance(item, Table | Foreign):
                parts.append(render(Page(page.name, [item])))
    return to_docx(parts), [part for part in parts if isinstance(part, Grid)]


def paragraph(cells: list[str]) -> str:
    """A line in Word: a label and what stood beside it, with the colon between them."""
    if len(cells) == 2 and not cells[0].endswith(("：", ":")):
        return f"{cells[0]}：{cells[1]}"
    return "".join(cells)


def envelop(sketch: Sketch, files: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    kind, unit = sketch.envelope, sketch.unit
    if kind == "folder":
        return [(f"2025-04-18_{unit}/{name}", data) for name, data in files]
    if kind in ("zip", "zip_gbk", "zip_nested"):
        packed = gbk_zip(files) if kind == "zip_gbk" else zipped(files)
        packed = zipped([(f"{unit}.zip", packed)]) if kind == "zip_nested" else packed
        return [(f"2025-04-18_{unit}/{unit}.zip", packed)]
    if kind == "mail_zip":
        return [(f"{unit}.eml", mail(unit, [(f"{unit}.zip", zipped(files))]))]
    if kind == "mail_gbk_raw":
        return [(f"{unit}.eml", raw_mail(unit, files))]
    if kind == "mail_in_mail":
        return [(f"{unit}.eml", forwarded(mail(unit, files)))]
    return [(f"{unit}.eml", mail(unit, files))]


def zipped(files: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


class GbkName(zipfile.ZipInfo):
    """An entry whose name is raw GBK without the flag, as Chinese archivers write it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the hook's own name
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def gbk_zip(files: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(GbkName(name), data)
    return buffer.getvalue()


def mail(unit: str, files: list[tuple[str, bytes]]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"], message["Date"] = (
        SUBJECT.format(unit=unit),
        "hr@example.com",
        "desk@example.org",
        DATE,
    )
    message.set_content("您好，附件为我单位推荐人员情况表。")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def raw_mail(unit: str, files: list[tuple[str, bytes]]) -> bytes:
    """Subject in GBK under its old name; attachment names as raw 8-bit GBK without any encoding."""
    import base64

    subject = Header(SUBJECT.format(unit=unit), "gb2312").encode()
    head = f"Subject: {subject}\r\nFrom: hr@example.com\r\nTo: desk@example.org\r\nDate: {DATE}\r\n"
    parts = [
        b"Content-Type: text/plain; charset=X-GBK\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "请查收附件。".encode("gbk")
    ]
    for name, data in files:
        raw = name.encode("gbk")
        parts.append(
            b'Content-Type: application/octet-stream; name="'
            + raw
            + b'"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="'
            + raw
            + b'"\r\n\r\n'
            + base64.encodebytes(data)
        )
    body = b"".join(b"--cut\r\n" + part + b"\r\n" for part in parts) + b"--cut--\r\n"
    return head.encode() + b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="cut"\r\n\r\n' + body


def forwarded(inner: bytes) -> bytes:
    from email import message_from_bytes, policy

    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = "转发：推荐材料", "office@example.com", DATE
    message.set_content("见转发邮件。")
    message.add_attachment(message_from_bytes(inner, policy=policy.default))
    return message.as_bytes()
