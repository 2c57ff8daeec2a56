"""The workbook of certificates, cell by cell, with its drop-downs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from support_lists import CERTIFICATE_BOOKS, GOLDENS, text_of

from pipeline.follow.certificates import all_standing, last_day_to_ask, remind_from
from pipeline.publish.desk.certificates import attention
from pipeline.text import seal
from schemas.certificates import certificates_file
from schemas.routes import societies
from tests.support_certificates import CERTIFICATES, NEW, OWN_SOCIETY, SECRET, happened, lines_of, told, written


@pytest.mark.parametrize("name", CERTIFICATE_BOOKS)
def test_it_is_as_its_golden(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", CERTIFICATE_BOOKS[name]())
    assert text_of(path) == (GOLDENS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CERTIFICATE_BOOKS)
def test_the_same_is_the_same_bytes(name: str, tmp_path: Path) -> None:
    first, again = (written(tmp_path / f"{each}.xlsx", CERTIFICATE_BOOKS[name]()).read_bytes() for each in "ab")
    assert first == again


def test_it_carries_our_mark(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path / "a.xlsx", told()))[seal.SHEET]
    lines = [row[0] or "" for row in sheet.iter_rows(values_only=True)]
    mark = seal.verify(list(map(str, lines)), SECRET)
    assert mark is not None
    assert (mark.kind, mark.batch, mark.row_ids) == ("certificates", "", ())


def choices(path: Path, sheet: str) -> dict[str, str]:
    """By heading what may be chosen in the first line, or by which formula that is found."""
    page = openpyxl.load_workbook(path)[sheet]
    heading = {cell.column_letter: cell.value for cell in page[1]}
    rules = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]
    return {str(heading[str(rule.sqref).rstrip("0123456789:").partition("2")[0]]): rule.formula1 for rule in rules}


def test_what_can_be_chosen(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", told())
    file = certificates_file()
    assert choices(path, CERTIFICATES) == {
        "事项": f'"{",".join(file.told_events)}"',
        "原因": f'"{",".join(file.causes)}"',
    }
    assert choices(path, NEW)["学会"].startswith("OFFSET(可选学会!$B$1")
    assert [cell.value for cell in openpyxl.load_workbook(path)["可选学会"]["B"]] == [*societies(), OWN_SOCIETY]


def test_each_certificate_says_what_somebody_should_know(tmp_path: Path) -> None:
    lines = lines_of(written(tmp_path / "a.xlsx", told()))
    assert [(line["状态"], line["提醒"]) for line in lines] == [
        ("有效", ""),
        ("有效", "已到提醒期"),
        ("有效", "已过申请截止日，未申请"),
        ("有效", "已申请再注册"),
        ("有效", "逾期申请，请人工决定"),
        ("到期", "已到期，未再注册"),
        ("暂停", ""),
        ("撤销", ""),
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (remind_from(date(2030, 2, 28)), "已到提醒期"),
        (date(2029, 8, 27), ""),
        (last_day_to_ask(date(2030, 2, 28)), "已到提醒期"),
        (date(2029, 11, 29), "已过申请截止日，未申请"),
        (date(2030, 2, 28), "已过申请截止日，未申请"),
        (date(2030, 3, 1), "已到期，未再注册"),
    ],
)
def test_from_which_day_it_is_said(day: date, said: str) -> None:
    """000:66: six months before (ours), the last day to ask, the last day."""
    (certificate,) = all_standing([happened("机-1", "G00001-8", "钱一", "签发", "2025-03-01")], day).values()
    assert attention(certificate, day) == said
