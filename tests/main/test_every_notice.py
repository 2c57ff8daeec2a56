"""All notices open side by side: every document to its own, nothing of what was typed lost, the account adds up."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from support_main import Office

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.read.containers import read_file
from pipeline.recognise import look
from pipeline.recognise.words.form import squash
from pipeline.terms.notices import load_notice, notice_names
from pipeline.terms.settings import WORKBOOK

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
INBOXES = {"2025": EXAMPLES / "inbox"} | {path.name: path / "inbox" for path in (EXAMPLES / "notices").iterdir()}
NOW = datetime.fromisoformat("2025-05-06T09:00:00+08:00")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The examples of all notices in one inbox."""
    office = Office(tmp_path_factory.mktemp("every"))
    for inbox in INBOXES.values():
        shutil.copytree(inbox, office.inbox, dirs_exist_ok=True)
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, open_notices=notice_names())
    office.run(now=NOW)
    return office


def test_there_are_examples_of_every_notice() -> None:
    assert set(INBOXES) == set(notice_names())


def test_every_document_goes_to_its_notice(done: Office) -> None:
    notice_of = {row["submission_id"]: row["notice"] for row in done.export("submissions")}
    sources = {
        path.relative_to(inbox).as_posix(): name
        for name, inbox in INBOXES.items()
        for path in inbox.rglob("*")
        if path.is_file()
    }
    told = {row["file"].partition("!")[0]: notice_of.get(row["submission_id"]) for row in done.export("documents")}
    wrong = {file: (name, told[file]) for file, name in sources.items() if told[file] not in (name, None)}
    assert wrong == {}


def test_the_account_of_every_batch_adds_up(done: Office) -> None:
    records = [json.loads(path.read_text(encoding="utf-8")) for path in done.outbox.glob("批次/*/run.json")]
    assert {record["notice"] for record in records} == set(notice_names())
    for record in records:
        people = record["people"]
        assert people["read"] == sum(count for name, count in people.items() if name != "read")
    people = done.export("people")
    assert len(people) == sum(record["people"]["read"] for record in records)


def test_whoever_answers_a_society_goes_to_it(done: Office) -> None:
    for person in done.people():
        assessor = load_notice(person["notice"]).assessor
        if assessor and person["disposition"] == "routed":
            assert person["society"] == assessor


@pytest.mark.parametrize("notice", sorted(set(INBOXES) - {"2025"}))
def test_no_cell_of_a_person_s_row_is_lost(notice: str) -> None:
    expected = load_notice(notice).forms
    for file, sheet, row, texts, kept in _rows_of_people(INBOXES[notice], expected):
        lost = [text for text in texts if not any(squash(text) in said for said in kept)]
        assert lost == [], (file, sheet, row)


def _rows_of_people(inbox: Path, expected: tuple[str, ...]) -> Iterator[tuple[str, str, int, list[str], list[str]]]:
    """File, sheet, row, the texts of each list's row that holds a person, and what was kept of the person."""
    for path in sorted(inbox.rglob("*")):
        for document in read_file(path.name, path.read_bytes(), ()).documents if path.is_file() else ():
            if document.outcome is not None:
                continue
            document.expected = expected
            seen = look(document)
            tables = {table.grid.sheet.name for table in seen.tables}
            grids = {grid.sheet.name: grid for grid in seen.grids}
            for person in seen.recognition.people:
                if person.sheet in tables:
                    texts = [text for _, text in grids[person.sheet].filled(person.row - 1)]
                    kept = [squash(each.text) for each in person.fields.values()]
                    kept += [squash(text) for text in person.extra.values()]
                    yield document.file, person.sheet, person.row, texts, kept
