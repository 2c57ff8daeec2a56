"""Whatever a unit wrote: it stands in the letter as text, or not at all, and the letter stays whole."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from support_examples import examples
from support_letters import ASSOCIATION, BOTH, LETTERS, text_of

from pipeline.publish.units.letter import letter
from pipeline.publish.units.letter_data import Again, Compared, Item, Letter, ReceivedFile, Unopened

EARLIER = date(2025, 4, 21)
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
HOSTILE = {
    "jinja": "{{ 7 * 7 }}{% for a in b %}{# c #}",
    "half a tag": "{{ unit",
    "full-width braces": "｛｛ unit ｝｝｛％ if ％｝",
    "docxtpl's own escapes": "{_{ unit }_} {_% if %_}",
    "markup": "<w:p><w:r><w:t>&lt;甲&gt;</w:t></w:r></w:p>&amp;]]><!--",
    "attribute": '"\'>\' w:val="1"',
    "controls": "甲\x00\x01\x07\x0b\x0c\x1b[31m\x7f\x85乙",
    "surrogates": "甲\ud800\udfff\ufffe\uffff乙",
    "reserved": "\ufdd0\ufdd1\ufdd2\ufdd3",
    "directions": "甲\u202e\u2066乙\u200b",
    "lines": "甲\r\n乙\n\n\t丙\u2028丁",
    "long": "长" * 32_767,
    "long word": "w" * 32_767,
    "entities": "&#x0; &lol; %41",
    "field code": '=HYPERLINK("http://a.example","甲") DDEAUTO',
    "astral": "𠮷\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "blank": " \u3000\n",
}


def everywhere(text: str) -> Letter:
    """A letter of everything, with that text wherever one from outside may stand."""
    item = Item(text, text, text, "K5", "domain", text, text, text, is_still=True)
    return replace(
        LETTERS["everything"],
        unit=text,
        association=dict.fromkeys(ASSOCIATION, text),
        files=(ReceivedFile(text, (text,), 3), *BOTH),
        must=(item, item._replace(field="phone")),
        may=(item._replace(field=""),),
        unopened=(Unopened(text, text),),
        withdrawn=(text, text),
        again=Again(EARLIER, (Compared(text, "domain", text, text, "still"), Compared(text, "", "", "", "new"))),
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_is_text_or_nothing_and_the_letter_has_the_same_parts(text: str) -> None:
    made = text_of(letter(everywhere(text), {}))
    assert shape(made) == shape(text_of(letter(everywhere("甲"), {})))
    assert len(made) < 20_000
    assert "49" not in made


def shape(text: str) -> list[str]:
    """The styles of the paragraphs and the number of cells of the rows."""
    return [line.partition("｜")[0] if "｜" in line else str(line.count(" | ")) for line in text.splitlines() if line]


@pytest.mark.parametrize("text", ["{{ unit }}", "｛｛甲｝｝", "<w:p>&amp;</w:p>", "{_{甲}_}", "a{%b%}c", "{"])
def test_what_a_unit_wrote_stands_there_as_it_wrote_it(text: str) -> None:
    made = text_of(letter(everywhere(text), {}))
    assert f"函主送｜{text}：" in made
    assert f" | {text} | " in made
    assert f"函署名｜{text}\n" in made
    assert Document(io.BytesIO(letter(everywhere(text), {}))).core_properties.author == text


@examples(60)
@given(st.text(st.characters(), max_size=40))
def test_any_text_gives_a_document_that_opens(text: str) -> None:
    document = Document(io.BytesIO(letter(everywhere(text), {})))
    assert document.paragraphs[0].text == "〔　　　　〕　　号"


def phones() -> Iterator[str]:
    yield from ("19911112001", "199 1111 2001", "199-1111-2001", "+86 199 1111 2001", "１９９１１１１２００１")


@pytest.mark.parametrize("phone", [*phones(), "11010119900307109X"])
def test_no_phone_and_no_identity_number_of_a_person_is_repeated(phone: str) -> None:
    item = Item(f"张远{phone}", f"{phone}.xlsx", phone, "K5", "phone", phone, f"“{phone}”不是有效的电话号码。", "核对")
    data = replace(
        LETTERS["everything"],
        files=(ReceivedFile(f"张远{phone}.xlsx", (phone,), 1),),
        must=(item, item._replace(field="domain"), item._replace(field="")),
        may=(item._replace(field="experience"),),
        unopened=(Unopened(f"{phone}.xlsx", "文件设有打开密码。"),),
        withdrawn=(f"张远{phone}",),
        again=Again(EARLIER, tuple(Compared(phone, field, phone, phone, "still") for field in ("phone", "domain", ""))),
    )
    digits = re.sub(r"[^\d]", "", text_of(letter(data, {})).translate(WIDE))
    assert "11112001" not in digits
    assert "19900307109" not in digits
