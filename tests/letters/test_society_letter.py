"""The letter to a society that must put something right."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from support_letters import text_of
from support_society_letters import LETTER, SOCIETIES
from write_goldens import golden

from pipeline.publish.societies.letter import society_letter


@pytest.mark.parametrize("name", SOCIETIES)
def test_what_it_says(name: str) -> None:
    made = society_letter(SOCIETIES[name], {})
    assert text_of(made) == golden(name).read_text(encoding="utf-8")
    assert made == society_letter(SOCIETIES[name], {})


def test_its_table_is_as_wide_as_the_page() -> None:
    (table,) = Document(io.BytesIO(society_letter(LETTER, {}))).tables
    assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) == 8845
