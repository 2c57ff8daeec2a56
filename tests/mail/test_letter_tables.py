"""A list in the text of a mail is read, unless it only quotes what is attached."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from support_mail import PDF, attachment, mail, multipart, part, text

from pipeline.examine.document import examine

HEADINGS = ["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"]
ANNA = ["安一凡", "19900001111", "土木工程类", "缅甸", "专业工程会员", "负责主桥施工"]
BORIS = ["白二川", "19900002222", "电气工程类", "泰国", "资深工程会员", "负责升压站设计"]
LOGO = "<table><tr>" + "<td>渝</td>" * 5 + "</tr><tr>" + "<td>东</td>" * 5 + "</tr></table>"


def letter(*people: list[str]) -> bytes:
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in (HEADINGS, *people))
    markup = "<p>推荐单位：渝东试算工程有限公司</p><table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return text(markup.encode(), b"text/html; charset=utf-8")


def cards(*people: list[str]) -> bytes:
    """A label and its value, twice in each row, for each of the people."""
    caption = "<tr><td colspan=4>推荐参加工程能力评价人员情况表</td></tr>"
    cells = [[f"<td>{cell}</td>" for pair in zip(HEADINGS, person, strict=True) for cell in pair] for person in people]
    rows = ("".join(own[at : at + 4]) for own in cells for at in range(0, len(own), 4))
    markup = f"<table>{caption}" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return text(markup.encode(), b"text/html; charset=utf-8")


def workbook(*rows: list[str]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def read_people(data: bytes, folder: Path) -> dict[str, list[str]]:
    """The names of the people of each document that is a form."""
    (folder / "a.eml").write_bytes(data)
    documents = examine(("a.eml", str(folder / "a.eml"), ())).documents
    return {
        document.file.rpartition("!")[2]: [person.fields["name"].text for person in document.recognition.people]
        for document in documents
        if document.recognition
    }


STATISTICS = attachment(b"1.xlsx", workbook(["年份", "产量"], ["2024", "5"]))
FORM = attachment(b"1.xlsx", workbook(HEADINGS, ANNA))


@pytest.mark.parametrize(
    ("habit", "parts", "people"),
    [
        ("only the letter", [letter(ANNA, BORIS)], {"正文.html": ["安一凡", "白二川"]}),
        ("as cards", [cards(ANNA, BORIS)], {"正文.html": ["安一凡", "白二川"]}),
        ("beside a scan", [letter(ANNA), attachment(b"1.pdf", PDF)], {"正文.html": ["安一凡"]}),
        ("beside another workbook", [letter(ANNA), STATISTICS], {"正文.html": ["安一凡"]}),
        ("beside the form, which it quotes", [letter(ANNA), FORM], {"1.xlsx": ["安一凡"]}),
        ("with somebody more", [letter(ANNA, BORIS), FORM], {"1.xlsx": ["安一凡"], "正文.html": ["安一凡", "白二川"]}),
        ("forwarded", [part(mail(letter(BORIS)), b"Content-Type: message/rfc822")], {"正文.html": ["白二川"]}),
        (
            "plain text beside it",
            [multipart(text("名单如下".encode()), letter(ANNA), kind=b"alternative", boundary=b"inner")],
            {"正文.html": ["安一凡"]},
        ),
    ],
)
def test_people_in_the_letter(habit: str, parts: list[bytes], people: dict[str, list[str]], tmp_path: Path) -> None:
    assert read_people(mail(*parts), tmp_path) == people


def test_a_letter_beside_an_attachment_that_is_no_list_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail(text(LOGO.encode(), b"text/html; charset=utf-8"), FORM))
    documents = examine(("a.eml", str(tmp_path / "a.eml"), ())).documents
    assert [document.file for document in documents] == ["a.eml", "a.eml!1.xlsx"]
