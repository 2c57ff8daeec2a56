"""The mark: made, found again, and worthless once something under it was exchanged."""

from __future__ import annotations

import shutil
import subprocess

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_publish import BATCH, SECRET

from pipeline.publish.paper.mark import PROPERTY, in_short
from pipeline.text import seal

IDS = st.lists(st.text("R0123456789abcdef", min_size=1, max_size=20), max_size=50)


@given(IDS, st.sampled_from(["intake", "combined", "summary", "ledger"]))
def test_a_mark_verifies_and_says_what_it_was_made_of(row_ids, kind):
    lines = seal.make(kind, BATCH, row_ids, SECRET)
    assert seal.verify(lines, SECRET) == seal.Mark(kind, BATCH, 1, tuple(row_ids))


def test_many_rows_need_few_cells_that_excel_can_hold():
    lines = seal.make("intake", BATCH, [f"R{n:016x}" for n in range(24_000)], SECRET)
    assert len(lines) < 25
    assert max(map(len, lines)) < 32_767
    assert len(seal.verify(lines, SECRET).row_ids) == 24_000


@pytest.mark.parametrize("place", range(6))
def test_a_mark_that_was_tampered_with_does_not_verify(place):
    lines = seal.make("intake", BATCH, ["R1", "R2"], SECRET)
    lines[place] = lines[place] + "1"
    assert seal.verify(lines, SECRET) is None


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["gongjian"],
        ["gongjian", "intake", BATCH, "x", "0"],
        ["gongjian", "intake", BATCH, "1" * 5000, "0"],
        ["gongjian", "intake", BATCH, "1", "汉"],
    ],
)
def test_what_is_no_mark_is_no_mark(lines):
    assert seal.verify(lines, SECRET) is None


def test_a_mark_of_another_register_does_not_verify():
    assert seal.verify(seal.make("intake", BATCH, ["R1"], SECRET), b"another key") is None


def lines_in(path):
    workbook = openpyxl.load_workbook(path)
    return [row[0] or "" for row in workbook[seal.SHEET].iter_rows(values_only=True)], workbook


def test_every_published_workbook_carries_its_mark(send, outbox, people):
    send(people)
    kinds = []
    for path in sorted(outbox.rglob("*.xlsx")):
        lines, workbook = lines_in(path)
        found = seal.verify(lines, SECRET)
        kinds.append(found.kind)
        assert workbook[seal.SHEET].sheet_state == "veryHidden"
        assert workbook.custom_doc_props[PROPERTY].value == in_short(lines)
    assert sorted(kinds) == ["combined", "decisions", "everybody", "intake", "intake", "intake", "ledger", "summary"]


def test_the_mark_names_the_rows_of_the_workbook(send, outbox, people):
    send(people)
    (path,) = outbox.rglob("中国机械工程学会*.xlsx")
    expected = tuple(p["row_id"] for p in people if p["society"] == "中国机械工程学会")
    assert seal.verify(lines_in(path)[0], SECRET).row_ids == expected


@pytest.mark.slow
def test_the_mark_survives_libreoffice(send, outbox, people, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    send(people)
    (path,) = outbox.rglob("中国机械工程学会*.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    lines, workbook = lines_in(tmp_path / "saved" / path.name)
    assert seal.verify(lines, SECRET).kind == "intake"
    assert workbook.custom_doc_props[PROPERTY].value == in_short(lines)
    assert workbook["人员名单"].sheet_state == "visible"
    assert workbook[seal.SHEET].sheet_state != "visible"
