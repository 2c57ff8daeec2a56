"""Workbooks marked as the tests of this folder mark them."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from pipeline.publish.marked import Line, Listing, Marked, Marking
from pipeline.publish.marked.marking import mark_package
from pipeline.publish.units.answering import corrections
from pipeline.text import seal
from schemas.layouts.correction import correction_file

SECRET = b"a key of the tests"
LINES = seal.make("correction", "20250506-01", ["R1", "R2"], SECRET)
SHEETS = (correction_file().listing.sheet, seal.SHEET)
LISTING = corrections(
    (
        Line("钱一", "", "B4", "姓名", "钱一", "姓名与上次所报不同。", "请写全名"),
        Line("孙二", "", "C5", "联系电话", "1991", "号码少一位。", "", ("甲", "乙"), must=False),
    ),
    ("请于2025年5月20日前发回。",),
)


def first_sheet(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as file:
        name = next(each for each in file.namelist() if each.lower() == "xl/workbook.xml")
        return str(etree.fromstring(file.read(name)).find("{*}sheets/{*}sheet").get("name"))


def markings(data: bytes) -> list[Marking]:
    sheet = first_sheet(data)
    return [Marking(sheet, "B4", True, "姓名与上次所报不同。"), Marking(sheet, "C5", False, "号码少一位，请核对。")]


def listing(data: bytes) -> Listing:
    sheet = first_sheet(data)
    return LISTING._replace(lines=tuple(line._replace(sheet=sheet) for line in LISTING.lines))


@cache
def marked(data: bytes) -> Marked:
    return mark_package(data, markings(data), listing(data), LINES)
