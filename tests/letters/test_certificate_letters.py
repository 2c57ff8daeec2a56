"""What letters about certificates say, to the word, and how they look."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Twips
from support_certificate_letters import CERTIFICATES, DAY, happened, made_of_certificates, of_holder
from support_letters import ASSOCIATION, LETTERS, text_of
from write_goldens import golden

from pipeline.publish.units.certificate_letter import certificate_letter
from pipeline.publish.units.letter import letter, template_slips

CASES = pytest.mark.parametrize("name", CERTIFICATES)


@CASES
def test_what_a_letter_says(name: str) -> None:
    """A golden that is no longer right is removed, `write_goldens.py` run, and the new one read."""
    assert text_of(made_of_certificates(name)) == golden(name).read_text(encoding="utf-8")


@CASES
def test_the_form_is_that_of_all_letters(name: str) -> None:
    document = Document(io.BytesIO(made_of_certificates(name)))
    (section,) = document.sections
    assert (section.page_width, section.left_margin) == (Twips(11906), Twips(1587))
    for table in document.tables:
        assert sum(int(column.width.twips) for column in table.columns if column.width) == 8845


def test_the_same_letter_is_the_same_bytes() -> None:
    assert made_of_certificates("certificates") == made_of_certificates("certificates")


def test_a_name_with_a_phone_in_it_is_masked_and_a_number_of_a_certificate_is_not() -> None:
    base = CERTIFICATES["certificates"]
    holder = of_holder("郑天明 19911112001", happened("签发", "2025-09-01", "202500000123"))
    text = text_of(certificate_letter(base._replace(holders=(holder,)), ASSOCIATION, DAY, {}))
    assert "19911112001" not in text
    assert "202500000123" in text


def of_text(text: str) -> str:
    """A letter in which this stands wherever somebody from outside may have written it."""
    base = CERTIFICATES["certificates"]
    holder = of_holder(text, happened("签发", "2025-09-01", text, text, level=text))
    letter = base._replace(holders=(holder,))
    return text_of(certificate_letter(letter, ASSOCIATION, DAY, {}))


@pytest.mark.parametrize(
    "text", ["{{ unit }}", "｛｛甲｝｝", "<w:p>&amp;</w:p>", "a{%b%}c", "=1+1", "甲\n乙", "甲" * 500]
)
def test_whatever_is_written_outside_stays_text(text: str) -> None:
    made = of_text(text)
    stands = " ".join(text.split())
    stands = stands if len(stands) < 60 else stands[:60]
    assert f"| 1 | {stands}" in made
    assert made.count("\n") == of_text("甲").count("\n")


def test_a_number_that_is_an_identity_number_is_taken_out() -> None:
    assert "11010119900307" not in of_text("11010119900307109X")
    assert "11010119900307" not in of_text("110101199003074514")


def test_who_is_in_time_and_has_the_hours_is_told_nothing() -> None:
    with pytest.raises(ValueError, match="周正"):
        of_holder("周正", happened("签发", "2026-06-01"))


def test_the_template_of_an_installation_may_say_it_otherwise() -> None:
    own = {
        "证书提醒.docx": made_of_certificates("certificates-own")
    }  # a letter that was made is a template of fixed words
    assert template_slips(own) == []
    letter = CERTIFICATES["certificates-hours"]
    assert "赵强" in text_of(certificate_letter(letter, ASSOCIATION, DAY, own))


@pytest.mark.parametrize("number", ["3225010001", "19911112001", "电工程〔2025〕0003号"])
def test_the_letter_of_a_result_shows_the_number_whole(number: str) -> None:
    result = LETTERS["results"].results[1]._replace(certificate_no=number)
    assert f"证书编号：{number}" in text_of(letter(replace(LETTERS["results"], results=(result,)), {}))
