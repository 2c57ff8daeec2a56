"""Shared strings written together come out as XlsxWriter writes each by itself."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st
from support_examples import examples
from xlsxwriter import Workbook

from pipeline.publish.paper import strings
from pipeline.publish.paper.grid import writable

texts = st.lists(
    st.one_of(st.text(), st.sampled_from(["甲", "<b>&amp;", "a\nb", "_x000D_", "\x01", "\0", " 甲", "甲\n"]))
)
MARKUP = writable("<r>甲</r>")


def shared(packager: type | None, written: list[str]) -> bytes:
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2025, 4, 21)})
        if packager:
            book._get_packager = packager
        sheet = book.add_worksheet()
        for row, text in enumerate(written):
            sheet.write_string(row, 0, text)
    with zipfile.ZipFile(stream) as package:
        return b"".join(package.read(name) for name in package.namelist())


@examples(150)
@example(["甲", "乙 丙", "<&>"])
@example(["甲", "乙 "])
@example(["甲", MARKUP])
@example(["甲", "\ufffe"])
@given(texts)
def test_the_same_bytes_as_one_by_one(written: list[str]) -> None:
    safe = [text.encode(errors="replace").decode() for text in written]
    assert shared(strings.StringsAtOnce, safe) == shared(None, safe)


def test_plain_strings_are_not_looked_at_one_by_one() -> None:
    for text, plain in {"甲": True, "<b>": True, "a\nb": True, " 甲": False, "甲\t": False, "_x000D_": False}.items():
        assert strings._plain(["乙", text], f"乙\0{text}") is plain
    assert not strings._plain(["乙", "甲\0丙"], "乙\0甲\0丙")
    assert not strings._plain([MARKUP], MARKUP)
