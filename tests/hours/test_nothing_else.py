"""Nothing that recommends people, and no blank form, is taken for a record of activities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_files import build
from corpus_habits import HABITS
from corpus_passes import first_changed

from pipeline.kinds.hours import records_of
from pipeline.publish.units.template import template_name, write_template
from pipeline.publish.units.template.hours import write_hours_form
from pipeline.read.containers import read_file
from pipeline.terms.notices import notices

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(
    path for path in (ROOT / "examples").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc", ".md")
)


def records(path: str, data: bytes) -> Iterator[str]:
    """The names of the sheets of a file that are records."""
    for document in read_file(path, data, ()).documents:
        yield from (each.sheet.name for each in records_of(document))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_example_holds_one(path):
    assert list(records(path.name, path.read_bytes())) == []


@pytest.mark.parametrize("notice", notices())
def test_no_blank_form_of_a_notice_is_one(notice, tmp_path):
    path = tmp_path / template_name(notices()[notice])
    write_template(path, notices()[notice])
    assert list(records(path.name, path.read_bytes())) == []


def test_nor_is_the_blank_record(tmp_path):
    path = tmp_path / "记录.xlsx"
    write_hours_form(path)
    assert list(records(path.name, path.read_bytes())) == []


@pytest.mark.slow
def test_nothing_that_units_do_to_a_list_of_people_makes_one_of_it():
    found = [
        (name, path, sheet)
        for name in HABITS
        for path, data in build(first_changed(name)).files
        for sheet in records(path, data)
    ]
    assert found == []
