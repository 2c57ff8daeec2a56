"""From the sketch of a world to the files of its submission."""

from __future__ import annotations

from collections.abc import Callable

from tests.worlds.sketch import Book
from tests.worlds.world import World
from tests.worlds.write_excel import xls, xlsx
from tests.worlds.write_open import fods, ods
from tests.worlds.write_text import csv_text, html_page, html_tables, mail, mhtml, zipped
from tests.worlds.write_word import word

WRITERS: dict[str, tuple[str, Callable[[Book], bytes]]] = {
    "xlsx": ("xlsx", xlsx),
    "xls": ("xls", xls),
    "ods": ("ods", ods),
    "fods": ("fods", fods),
    "csv": ("csv", lambda book: csv_text(book).encode("utf-8-sig")),
    "csv_gbk": ("csv", lambda book: csv_text(book).encode("gb18030")),
    "csv_utf16": ("csv", lambda book: csv_text(book, "\t").encode("utf-16")),
    "docx": ("docx", word),
    "html_xls": ("xls", lambda book: html_page(book).encode("utf-8")),
    "mhtml": ("mht", mhtml),
    "mhtml_doc": ("doc", mhtml),
}
KINDS = (*WRITERS, "mail_html", "mail_text")
STEMS = (
    "附件3",
    "推荐表",
    "推荐参加工程能力评价人员情况表",
    "附件3-推荐人员情况表",
    "工程能力评价推荐人员",
    "附件3（定稿）",
)


def files_of(world: World) -> list[tuple[str, bytes]]:
    """Paths inside the inbox and their bytes."""
    in_mail = world.style.kind in ("mail_html", "mail_text")
    inside = [] if in_mail else [written(book) for book in world.books]
    inside += world.loose
    if world.style.carrier == "zip":
        inside = [(f"{world.unit}.zip", zipped(inside))]
    if world.style.carrier != "mail":
        return [(f"{world.folder}/{name}", content) for name, content in inside]
    page, text = "", "您好，现报送推荐表，请查收。"
    if world.style.kind == "mail_html":
        page = (
            f"<html><body><p>您好，推荐人员如下：</p>{''.join(html_tables(book) for book in world.books)}</body></html>"
        )
    if world.style.kind == "mail_text":
        text = "\n".join(["您好，推荐人员如下：", "", *(line for book in world.books for line in book.paragraphs)])
    content = mail(f"评价(2025)+{world.unit}", "clerk@corp.example.com", text, page, inside)
    return [(world.mail_name, content)]


def written(book: Book) -> tuple[str, bytes]:
    """Name and bytes of one file."""
    return name_of(book), WRITERS[book.kind][1](book)


def name_of(book: Book) -> str:
    return f"{book.name}.{WRITERS[book.kind][0]}"
