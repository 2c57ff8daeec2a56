"""Templates that staff restyled, in the settings folder: used in place of ours, and a slip told in one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from support_letters import LETTERS, text_of

from pipeline.errors import UserError
from pipeline.publish.units.letter import SHIPPED, letter, template_slips, unfilled
from pipeline.terms.settings import own_templates

NAME = "补正.docx"
BODY = "word/document.xml"
DATA = LETTERS["correction"]
Restyled = Callable[..., Path]


def rewritten(document: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The package with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as packed, zipfile.ZipFile(buffer, "w") as fresh:
        for name in packed.namelist():
            data = packed.read(name)
            fresh.writestr(name, change(data.decode()) if name == part else data)
    return buffer.getvalue()


@pytest.fixture
def restyled(tmp_path: Path) -> Restyled:
    """restyled(before, after): settings with our template, in whose text the one is replaced by the other."""
    own = tmp_path / "信函" / NAME
    own.parent.mkdir()

    def write(before: str, after: str, part: str = BODY) -> Path:
        def change(xml: str) -> str:
            assert before in xml
            return xml.replace(before, after, 1)

        own.write_bytes(rewritten((SHIPPED / NAME).read_bytes(), part, change))
        return tmp_path

    return write


def slip(settings: Path) -> str:
    """The sentence of a template that cannot be used, without the file, which it names."""
    with pytest.raises(UserError) as told:
        letter(DATA, own_templates(settings))
    said = str(told.value)
    named = f"信函的 Word 模板“信函/{NAME}”用不了："
    ends = "。请改正，或先把它移走，程序就用自带的模板。"
    assert said.startswith(named)
    assert said.endswith(ends)
    return said.removeprefix(named).removesuffix(ends)


def test_a_restyled_template_is_used_for_its_kind_alone(restyled: Restyled) -> None:
    settings = restyled("材料收悉。按照", "材料已经收到。按照")
    assert "材料已经收到。" in text_of(letter(DATA, own_templates(settings)))
    assert letter(LETTERS["receipt"], own_templates(settings)) == letter(LETTERS["receipt"], {})


def test_a_template_that_was_changed_is_read_again(restyled: Restyled) -> None:
    assert "甲乙" in text_of(letter(DATA, own_templates(restyled("收悉", "甲乙"))))
    settings = restyled("收悉", "丙丁")
    assert "丙丁" in text_of(letter(DATA, own_templates(settings)))


def test_a_template_that_python_docx_or_word_saved_is_as_good(tmp_path: Path) -> None:
    """Word scatters a tag over several runs; what python-docx writes is near to that."""
    document = Document(str(SHIPPED / NAME))
    for paragraph in document.paragraphs:
        if "{{ notice.title }}" in paragraph.text:
            (run,) = paragraph.runs
            before, after = run.text.split("notice.title", 1)
            run.text = before
            for text in ("notice", ".", "title", after):
                paragraph.add_run(text).bold = text == "."
    (tmp_path / "信函").mkdir()
    document.core_properties.author = "某位工作人员"
    document.save(str(tmp_path / "信函" / NAME))
    made = letter(DATA, own_templates(tmp_path))
    assert text_of(made) == text_of(letter(DATA, {}))
    assert Document(io.BytesIO(made)).core_properties.author == "渝州市工程师协会"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("{{ unit }}", "{{ untis }}", "里面的“untis”不是可以填写的内容，是否指 counts unit"),
        ("{{ unit }}", "{{ 单位 }}", "里面的“单位”不是可以填写的内容"),
        ("{{ line.problem }}", "{{ line.problme }}", "里面的“problme”不是可以填写的内容，是否指 problem"),
        ("{{ unit }}", "{{ unit.__class__ }}", "里面的“__class__”不是可以填写的内容"),
        ("{{ unit }}", "{{ unit|safe }}", "“{{ unit|safe }}：”附近的花括号写得不完整，或者里面的写法不对"),
        ("{{ unit }}", "{{ unit }", None),
        ("{{ unit }}", "｛｛ unit ｝｝", "“｛｛ unit ｝｝：”处的花括号没有填上，可能写成了全角，或者少写了一个"),
        ("{{ unit }}", "{ unit }", "“{ unit }：”处的花括号没有填上，可能写成了全角，或者少写了一个"),
        ("{%tr endfor %}", "", None),
        (
            "{{ unit }}",
            "{{ notice.words }}",
            "里面的“words”在这里没有内容可填，或者不是每封信都有，请照自带的模板用 if 和 endif 包起来",
        ),
        (
            "{{ unit }}",
            "{{ again.earlier }}",
            "里面的“earlier”在这里没有内容可填，或者不是每封信都有，请照自带的模板用 if 和 endif 包起来",
        ),
        ("{{ unit }}", "{{ unit + 1 }}", "花括号里写了不能计算的内容，请照自带的模板改写"),
        (
            "{{ unit }}",
            "{{r unit }}",
            "填写以后不是完整的 Word 文档，可能有成对的记号（如 for 和 endfor）跨了表格或段落",
        ),
        ("</w:body>", "", "打不开，或者不是 Word 文档（.docx）"),
    ],
)
def test_a_slip_is_one_sentence(restyled: Restyled, before: str, after: str, reason: str | None) -> None:
    said = slip(restyled(before, after))
    assert "\n" not in said
    if reason is None:
        assert said.endswith("附近的花括号写得不完整，或者里面的写法不对")
    else:
        assert said == reason


def test_a_slip_in_the_letterhead_is_told_too(restyled: Restyled) -> None:
    settings = restyled("association.name", "association.nam", "word/header1.xml")
    assert slip(settings) == "里面的“nam”不是可以填写的内容，是否指 name"


def test_a_slip_in_a_part_that_this_letter_does_not_need_is_told_all_the_same(restyled: Restyled) -> None:
    settings = restyled("{{ file.problem }}", "{{ file.reason }}")
    assert not DATA.unopened
    assert slip(settings).startswith("里面的“reason”不是可以填写的内容")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a document"])
def test_what_is_no_document_is_told(restyled: Restyled, data: bytes) -> None:
    settings = restyled("收悉", "收悉")
    (settings / "信函" / NAME).write_bytes(data)
    assert slip(settings) == "打不开，或者不是 Word 文档（.docx）"


def test_braces_that_a_template_means_to_show_are_a_slip_too(restyled: Restyled) -> None:
    settings = restyled("{{ unit }}", "{% raw %}{{ unit }}{% endraw %}")
    assert slip(settings).endswith("处的花括号没有填上，可能写成了全角，或者少写了一个")


def test_slips_are_found_before_a_letter_is_written(restyled: Restyled) -> None:
    assert template_slips(own_templates(restyled("收悉", "收到了"))) == []
    (sentence,) = template_slips(own_templates(restyled("{{ unit }}", "｛｛ unit ｝｝")))
    assert sentence.startswith("信函的 Word 模板“")
    assert template_slips({}) == []


def test_blank_settings_are_visible_blanks_and_a_remark() -> None:
    blank = replace(DATA, association={"name": "渝州市工程师协会", "contact": ""})
    text = text_of(letter(blank, {}))
    assert "联系人：〔待填〕；电话：〔待填〕；电子邮箱：〔待填〕。" in text
    assert unfilled(blank.association) == (
        "设置工作簿“本会”表里没有填写地址、联系人、联系电话、电子邮箱，信函里留了〔待填〕；请填好后再生成一次，或者在信函里补上。"
    )
    assert unfilled(DATA.association) == ""
