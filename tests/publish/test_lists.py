"""What a notice publishes for who assesses: every workbook cell by cell, and that its data fit forms and notices."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pytest
from support_lists import BATCHES, ELECTRICAL, GOLDENS, SHOWN, chemist, text_of
from support_publish import SECRET, contents, finding

import schemas
from pipeline.kinds.published import PUBLISHED
from pipeline.model.fields import BY_KEY
from pipeline.publish.association.counts import count_rows
from pipeline.publish.association.lists import needed
from pipeline.publish.outbox.batch import publish_batch
from pipeline.publish.paper.layout import load_layout
from pipeline.terms.notices import load_notice, notices
from pipeline.terms.settings import Settings
from schemas.layouts.lists import ListEntry, ListSheet, lists_file
from schemas.vocabularies import specialties_file

LISTS = lists_file()


def published(notice: str, folder: Path) -> dict[str, Path]:
    """By name the workbooks of the batch of this notice that have goldens."""
    files = publish_batch(BATCHES[notice], folder, SECRET, None).files
    return {f"{notice} {path.stem}": path for path in files if path.suffix == ".xlsx" and path.parent.name in SHOWN}


@pytest.mark.parametrize("notice", BATCHES)
def test_every_workbook_cell_by_cell(notice: str, tmp_path: Path) -> None:
    made = published(notice, tmp_path)
    assert {name: text_of(path) for name, path in made.items()} == {
        path.stem: path.read_text(encoding="utf-8") for path in GOLDENS.glob(f"{notice} *.txt")
    }


def test_the_same_batch_is_the_same_bytes(tmp_path: Path) -> None:
    one, other = (published("csee-2022", tmp_path / name) for name in ("one", "other"))
    assert [path.read_bytes() for path in one.values()] == [path.read_bytes() for path in other.values()]


def test_heading_is_frozen_filtered_and_repeated_below_the_title(tmp_path: Path) -> None:
    path = published("ciesc-2023", tmp_path)["ciesc-2023 申报人信息一览表_20250421-01"]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C4", "A3:R7", "$3:$3")
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (8, None, 0)
    assert sheet["B7"].value == "=1+1"
    assert sheet["B7"].data_type == "s"
    assert sheet.row_dimensions[4].height < sheet.row_dimensions[3].height < 60


def test_a_society_with_its_own_program_gets_no_mail(tmp_path: Path) -> None:
    drafts = []
    for name in (ELECTRICAL, "某某工程师协会"):
        batch = dataclasses.replace(BATCHES["csee-2022"], association=dict(Settings().association, name=name))
        files = publish_batch(batch, tmp_path / name, SECRET, None).files
        drafts.append([path.name for path in files if path.suffix == ".eml"])
    assert drafts == [[], [f"{ELECTRICAL}_推荐人员_20250421-01.eml"]]


def test_nobody_new_makes_no_list(tmp_path: Path) -> None:
    held = chemist(0, disposition="held", change="", society="")
    files = publish_batch(contents([held], [finding(held)], notice="ciesc-2023"), tmp_path, SECRET, None).files
    assert [path for path in files if path.parent.name == LISTS.words.folder] == []


def test_the_page_of_the_batch_leads_to_every_list(tmp_path: Path) -> None:
    files = publish_batch(BATCHES["csee-iet-2018"], tmp_path, SECRET, None).files
    (page,) = [path.read_text(encoding="utf-8") for path in files if path.suffix == ".html"]
    names = ("报名登记表", "费用表", "培训名单")
    assert [f">{name}_20250421-01.xlsx</a>" in page for name in names] == [True] * 3
    assert "<h3>名单</h3>" in page


@pytest.mark.parametrize(("name", "entry"), LISTS.lists.items())
def test_a_list_names_what_there_is(name: str, entry: ListEntry) -> None:
    assert [notice.name for notice in notices().values() if name in notice.lists] != []
    grouped = {entry.group_by, *(each for sheet in entry.sheets for each in (sheet.by, sheet.across))} - {""}
    assert grouped <= BY_KEY.keys()
    assert entry.none if entry.group_by else not entry.none
    assert ("{group}" in entry.file) == bool(entry.group_by)
    assert {sheet.layout for sheet in entry.sheets} & {*PUBLISHED["lists"].tables}  # by which it is known again
    assert all(sheet.layout in LISTS.layouts and bool(sheet.none) == bool(sheet.by) for sheet in entry.sheets)


@pytest.mark.parametrize("form", sorted({entry.form for entry in LISTS.lists.values()} - {""}))
def test_a_list_has_the_columns_of_the_blank_form(form: str) -> None:
    """So that it can be handed on as one; that everybody is read in it: tests/main/test_own_notices.py."""
    blank = schemas.table(f"layouts/blank-{form}")
    printed = [column["heading"] for column in blank.get("columns", ())] or [
        cell["text"] for cell in blank["rows"][0]["cells"]
    ]
    assert list(load_layout("lists", form).headings) == [heading.replace("\n", "") for heading in printed]


@pytest.mark.parametrize(
    ("layout", "values"),
    [
        ("ciesc-counts", load_notice("ciesc-2023").open_levels),
        ("csee-counts", tuple(specialties_file("specialties").canonical["电气工程类"])),
    ],
)
def test_counts_have_a_column_for_each_value_that_there_is(layout: str, values: tuple[str, ...]) -> None:
    columns = load_layout("lists", layout).columns
    assert tuple(column.counts for column in columns if column.counts) == values
    assert [column.rest for column in columns] == [False] * (1 + len(values)) + [True, False]


def test_a_notice_without_quotas_wants_nobody() -> None:
    sheet = ListSheet("iet-fees", "", by="unit", none="单位不明")
    people = {"row_id": ["R1"], "unit": ["甲"]}
    rows = count_rows(sheet, load_layout("lists", "iet-fees"), people, load_notice("csee-2022"), [("甲", "G1")])
    assert rows == [("甲", 1, "", "", "", ""), ("合计", 1, "", "", "", "")]


def test_a_notice_without_lists_needs_nothing_for_them() -> None:
    assert needed(load_notice("2025")) == set()
    assert {"specialty", "level", "school_typed", "hints"} <= needed(load_notice("ciesc-2023"))
