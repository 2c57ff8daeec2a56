"""Text from outside stays text: in every output, whatever a unit types, names its files or writes in its mails."""

from __future__ import annotations

from itertools import filterfalse
from pathlib import Path

import openpyxl
import pytest
from main.support_main import NOW, Office
from support_outputs import structure
from support_payloads import PAYLOADS, submissions, together
from support_safe import command

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.text.clean import clean
from schemas.layouts.correction import correction_file

pytestmark = pytest.mark.slow

HARMLESS = {
    "word": "普通文字",
    "number": "12",
    "blank": "无",
    "country": "缅甸",
    "two": "甲\n乙",
    "long": "长" * 12_000,
}
TABLES = ("people", "rows", "projects", "submissions", "documents", "findings")
OURS = {
    "td ['class', 'colspan']",  # the line of a page that says how many more there are
    "xl/sharedStrings.xml r []",  # text that looks like rich text is written as one run without looks
    "xl/sharedStrings.xml t ['{http://www.w3.org/XML/1998/namespace}space']",
}
ASSOCIATION = "=1+1&B&P&G&[Picture]<b>{{7*7}}"


def office(root: Path, texts: dict[str, str], association: str) -> Office:
    """Everything that the program can write, over submissions full of these texts."""
    made = Office(root)
    made.settings.mkdir()
    write_settings_workbook(made.settings / "设置.xlsx", association={"name": association})
    made.receive(submissions(texts))
    made.run()
    places = ["--register", made.register]
    for table in TABLES:
        for form in ("csv", "jsonl", "xlsx"):
            command(root, "export", table, *places, "--format", form, "--output", f"outbox/{table}.{form}")
    places += ["--outbox", "outbox", "--settings", "settings", "--now", NOW.isoformat()]
    command(root, "report", "--month", "2025-04", *places)
    (root / "全部.xlsx").write_bytes(together(texts))
    command(root, "explain", "全部.xlsx", "--output", "outbox/说明/全部.html", "--settings", "settings")
    return made


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("harmless"), HARMLESS, "试算协会")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("hostile"), PAYLOADS, ASSOCIATION)


OF_CONTENT = (".desk.json", "网页更新.js")
"""Digests of what the others hold."""


def outputs(office: Office) -> list[Path]:
    return [path for path in sorted(office.outbox.rglob("*")) if path.is_file() and path.name not in OF_CONTENT]


def is_units_own(path: Path) -> bool:
    """Whether it is a unit's own workbook, which goes back to it as it came, but for our marks and our list."""
    return path.stem.endswith(correction_file().words.behind)


def test_hostile_texts_make_no_structure_that_harmless_ones_do_not(harmless: Office, hostile: Office) -> None:
    usual = {(path.suffix, found) for path in outputs(harmless) for found in structure(path)}
    for path in filterfalse(is_units_own, outputs(hostile)):
        strange = {found for found in structure(path) - OURS if (path.suffix, found) not in usual}
        assert not strange, path


def test_cells_are_texts_or_whole_numbers_and_lead_nowhere(hostile: Office) -> None:
    for path in hostile.outbox.glob("批次/**/*.xlsx"):
        own = is_units_own(path)
        for sheet in openpyxl.load_workbook(path).worksheets[: 1 if own else None]:  # of a unit's own our list alone
            for row in sheet.iter_rows():
                assert {cell.data_type for cell in row} <= {"s", "n"}
                led = [cell.hyperlink for cell in row if cell.hyperlink]
                assert not any(cell.comment for cell in row), path
                assert own or not led, path
                assert not any(link.target for link in led), path


def test_every_text_arrives_as_it_was_typed(hostile: Office) -> None:
    """The whole of it stands in the register, and as far as a cell takes it in the workbook of the society."""
    typed = {row["experience_typed"] for row in hostile.people()} | {row["name_typed"] for row in hostile.people()}
    for name, text in PAYLOADS.items():
        kept = clean(text.encode("utf-8", "replace").decode())
        assert any(kept[:9000].strip() in said for said in typed), name


def test_nothing_is_written_outside(hostile: Office) -> None:
    root = hostile.outbox.parent
    assert {path.name for path in root.iterdir()} == {
        "inbox",
        "outbox",
        "settings",
        "register.db",
        "register.db-run",
        "register.db.stamp",
        "register.db.desk",
        "全部.xlsx",
    }
    assert not [path for path in root.parent.iterdir() if path.name in ("x", "evil")]
    for path in hostile.outbox.rglob("*"):
        assert path.name.isprintable()
        assert path.resolve().is_relative_to(hostile.outbox.resolve())
