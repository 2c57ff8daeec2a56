"""The form of an official letter (GB/T 9704-2012, 信函格式), and templates that are what their source says."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph
from lxml import etree
from make_templates import TEMPLATES, kinds, package
from support_letters import LETTERS, REMINDED_ON, REMINDERS, made, text_of
from write_goldens import golden

from pipeline.publish.units.letter import letter
from pipeline.publish.units.letter_kind import facts_of, kind_of
from schemas.letters import letters_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CASES = pytest.mark.parametrize("name", [*LETTERS, *REMINDERS])


def opened(name: str) -> Opened:
    return Document(io.BytesIO(made(name)))


def of_style(document: Opened, style: str) -> list[Paragraph]:
    return [paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def contents(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def part(document: bytes, name: str) -> etree._Element:
    return etree.fromstring(contents(document)[name])


@pytest.mark.parametrize("kind", kinds())
def test_a_template_is_what_its_source_says(kind: str) -> None:
    """After a change of the source, `make letter-templates` writes them anew."""
    assert contents((TEMPLATES / f"{kind}.docx").read_bytes()) == contents(package(kind))


def test_each_kind_has_its_template_and_each_template_its_kind() -> None:
    file = letters_file()
    templates = [*file.kinds.values(), file.societies.template, *file.reminders.templates.values()]
    assert sorted(templates) == sorted(path.name for path in TEMPLATES.glob("*.docx"))
    assert {kind_of(facts_of(data)) for data in LETTERS.values()} == set(letters_file().kinds)


@CASES
def test_what_a_letter_says(name: str) -> None:
    """A golden that is no longer right is removed, `write_goldens.py` run, and the new one read."""
    assert text_of(made(name)) == golden(name).read_text(encoding="utf-8")


def test_who_signed_electronically_is_told_to_sign_again() -> None:
    data = next(data for data in LETTERS.values() if data.has_marked)
    told = text_of(letter(replace(data, unsigned=True), {}))
    assert "电子签名因标注而失效，改好后请重新签名。" in told
    assert "电子签名" not in text_of(letter(data, {}))


@CASES
def test_page(name: str) -> None:
    for section in opened(name).sections:
        assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert margins == (Twips(2098), Twips(1984), Twips(1587), Twips(1474))


@CASES
def test_no_page_number_on_the_first_page_and_one_on_all_others(name: str) -> None:
    section = opened(name).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" not in section.first_page_footer._element.xml
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        assert "PAGE" in footer._element.xml
        assert footer.paragraphs[0].text == "— 2 —"
        assert footer._element.find(f".//{W}jc").get(f"{W}val") == side


@CASES
def test_number_receiver_title_and_date(name: str) -> None:
    document = opened(name)
    assert [paragraph.text for paragraph in of_style(document, "函号")] == ["〔　　　　〕　　号"]
    assert len(of_style(document, "函标题")) == 1
    assert of_style(document, "函主送")[0].text == "渝州路桥建设集团有限公司："
    (date,) = of_style(document, "函日期")
    assert re.fullmatch(r"20\d\d年[1-9]\d?月[1-9]\d?日", date.text)
    text = text_of(made(name))
    assert not re.search(r"〔\d*〕第|[年月]0\d|第\d+号|[［\[]\d{4}[\]］]", text)


@CASES
def test_attachments_have_no_end_mark_and_an_annex_begins_a_page(name: str) -> None:
    document = opened(name)
    assert not any(paragraph.text.endswith(("。", "；", "，")) for paragraph in of_style(document, "函附件说明"))
    annexes = of_style(document, "函附件")
    assert bool(annexes) == (name == "everything")
    assert all(annex.style and annex.style.paragraph_format.page_break_before for annex in annexes)


@CASES
def test_letters_are_drawn_by_named_styles_alone(name: str) -> None:
    """Fonts for Chinese and Latin letters, sizes and lines as the standard says; nothing set by hand, no seal."""
    styles = part(made(name), "word/styles.xml")
    by_name = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    document = part(made(name), "word/document.xml")
    used = {node.get(f"{W}val") for node in document.iter(f"{W}pStyle")}
    for style in used:
        fonts = by_name[style].find(f".//{W}rFonts")
        assert all(fonts.get(f"{W}{slot}") for slot in ("eastAsia", "ascii", "hAnsi")), style
    assert not list(document.iter(f"{W}drawing", f"{W}pict"))
    assert not list(document.iter(f"{W}sz"))
    for style, size in (("函标题", "44"), ("函正文", "32"), ("函主送", "32"), ("函日期", "32")):
        assert by_name[style].find(f".//{W}sz").get(f"{W}val") == size
    body = by_name["函正文"]
    spacing = body.find(f".//{W}spacing")
    assert (spacing.get(f"{W}lineRule"), 560 <= int(spacing.get(f"{W}line")) <= 600) == ("exact", True)
    assert body.find(f".//{W}ind").get(f"{W}firstLineChars") == "200"
    assert by_name["函标题"].find(f".//{W}jc").get(f"{W}val") == "center"


def test_fonts_that_a_computer_may_lack_have_another_name() -> None:
    fonts = {font.get(f"{W}name"): font for font in part(made("receipt"), "word/fontTable.xml")}
    for name, other in (("方正小标宋简体", "宋体"), ("仿宋_GB2312", "仿宋"), ("楷体_GB2312", "楷体")):
        assert fonts[name].find(f"{W}altName").get(f"{W}val") == other


@CASES
def test_tables_have_set_widths_and_a_heading_on_every_page(name: str) -> None:
    for table in opened(name).tables:
        assert table.autofit is False
        assert table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:type")) == "dxa"
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) == 8845
        heading, *rows = table.rows
        assert heading._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        for row in rows:
            assert [int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.cells] == widths


@CASES
def test_the_same_data_give_the_same_bytes_and_no_time_of_day(name: str) -> None:
    document = made(name)
    assert document == made(name)
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = Document(io.BytesIO(document)).core_properties
    assert properties.created
    assert properties.modified
    day = LETTERS[name].day if name in LETTERS else REMINDED_ON
    assert properties.created.date() == properties.modified.date() == day
    assert properties.author == "渝州市工程师协会"


@pytest.mark.slow
def test_what_fills_letters_is_loaded_when_one_is_filled() -> None:
    """Nobody who only starts the program waits for it."""
    heavy = ("docxtpl", "docx", "chinese_calendar")
    code = f"import sys, pipeline.publish.units.letter; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TEMPLATES.parents[1]
    )
    assert told.stdout.strip() == "[]"
