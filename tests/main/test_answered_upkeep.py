"""Answers are kept as all else of the outbox is: written again byte by byte, in any order and after more rounds; whole
after a run that was killed among them; the same in portions."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from corpus_write import encrypted
from support_killed import killed_at
from support_main import NOW, Office, person, state, tree, workbook
from support_rounds import answers, commented, corrected, every, marked, told, write
from support_workers import Here
from test_killed import completed

import pipeline.engine.workers
import pipeline.process
import schemas.limits
from pipeline.commands.every import app
from pipeline.publish.marked import marking
from pipeline.publish.units import answering
from pipeline.register import Register
from pipeline.upkeep.backup import back_up, restore

pytestmark = pytest.mark.slow  # rounds by real files take long; test_answered_units.py has the first of each kind

UNIT, LOCKED, BARE = "甲工程有限公司", "乙工程有限公司", "丙工程有限公司"
PASSWORD, SCAN = "2025", b"%PDF-1.4 "
WRONG = [person("钱一", "19911112001", "机电"), person("孙二", "1991111"), person("李三", "19911112003", level="高工")]
DOMAIN, PHONE, LEVEL = "L5", "K6", "N7"


def day(number: int) -> dict[str, Any]:
    return {"now": NOW + timedelta(days=number)}


def sent_back(office: Office, date: str, **cells: str) -> None:
    """The unit corrects these cells in what it got last, and sends it back."""
    edits = every(*(write(cell, value) for cell, value in cells.items()))
    data = corrected(marked(answers(office, UNIT)[-1]), edits)
    office.receive({f"2025-04-{date} 甲/附件3（补正）.xlsx": data, f"2025-04-{date} 甲/盖章.pdf": SCAN + date.encode()})


@pytest.fixture(scope="module")
def second_round(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One batch of letters behind it; in its inbox a correction that is right in part, a scan that was missing, and
    new people about whom something is asked."""
    office = Office(tmp_path_factory.mktemp("rounds"))
    office.receive({"2025-04-10 甲/附件3.xlsx": workbook(UNIT, *WRONG), "2025-04-10 甲/盖章.pdf": SCAN})
    office.receive({"2025-04-11 乙/附件3.xlsx": encrypted(workbook(LOCKED, person("周四", "1992222")), PASSWORD)})
    office.receive({"2025-04-12 丙/附件3.xlsx": workbook(BARE, person("吴五", "19911112005"))})
    office.run()
    sent_back(office, "25", **{DOMAIN: "机械工程类"})
    office.receive({f"2025-04-26 {BARE}/盖章.pdf": SCAN + b"3"})
    office.receive({"2025-04-27 丁/名单.xlsx": workbook("丁工程有限公司", person("郑六", "1993333"))})
    return office


@pytest.fixture(scope="module")
def undisturbed(second_round: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = second_round.clone(tmp_path_factory.mktemp("undisturbed"), outbox=True)
    office.run()
    return office


@pytest.fixture(scope="module")
def all_rounds(undisturbed: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Then the password comes, and the rest is corrected."""
    office = undisturbed.clone(tmp_path_factory.mktemp("all"), outbox=True)
    sent_back(office, "28", **{PHONE: "19911112002", LEVEL: "资深工程会员"})
    office.run(**day(3), passwords=(PASSWORD,))
    return office


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    monkeypatch.setattr(pipeline.engine.workers, "Workers", Here)


def command(office: Office, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    app([*words, "--register", office.register, "--outbox", str(office.outbox)], standalone_mode=False)
    return capsys.readouterr().out


def page_of_what_is_locked(office: Office) -> None:
    """Passwords are kept nowhere, so only a run that is given it draws the page of that workbook again."""
    assert office.run(**day(3), passwords=(PASSWORD,)).batches == []


def batches(office: Office) -> list[str]:
    with Register.open(office.register) as register:
        return register.batches()


def test_what_there_is(all_rounds: Office) -> None:
    assert [fate[2] for fate in all_rounds.fates(UNIT)] == [
        *(["superseded"] * 3),
        *("routed", "superseded", "superseded"),
        *("duplicate", "routed", "routed"),
    ]
    of_unit = ["补正.docx", "补正.eml", "附件3（补正）.xlsx"]
    assert [sorted(path.name for path in folder.iterdir()) for folder in answers(all_rounds, UNIT)] == [
        of_unit,
        ["再次答复.docx", "再次答复.eml", "附件3（补正）.xlsx"],
        ["再次答复.docx", "再次答复.eml"],
    ]


@pytest.mark.usefixtures("in_this_process")
def test_republished_in_any_order(all_rounds: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was asked then is told again as it was, whatever is known now."""
    office = all_rounds.clone(tmp_path, outbox=True)
    before = tree(office.outbox)
    shutil.rmtree(office.outbox)
    for batch in reversed(batches(office)):
        command(office, capsys, "republish", batch, "--now", day(3)["now"].isoformat())
    page_of_what_is_locked(office)
    assert tree(office.outbox) == before
    said = command(office, capsys, "doctor", "--settings", str(office.settings))
    assert "[问题]" not in said


@pytest.mark.usefixtures("in_this_process")
def test_a_letter_that_is_gone_and_a_marked_workbook_that_was_changed(
    all_rounds: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = all_rounds.clone(tmp_path, outbox=True)
    before, (folder, *_) = tree(office.outbox), answers(office, UNIT)
    (folder / "补正.docx").unlink()
    marked(folder).write_bytes(b"by hand")
    said = command(office, capsys, "doctor", "--settings", str(office.settings))
    assert sum("[问题]" in line for line in said.splitlines()) == 2
    command(office, capsys, "republish", batches(office)[0], "--now", day(3)["now"].isoformat())
    after = tree(office.outbox)
    (aside,) = set(after) - set(before)
    assert {path: after[path] for path in before} == before
    assert (office.outbox / aside).read_bytes() == b"by hand"


@pytest.mark.usefixtures("in_this_process")
def test_a_backup_brings_the_answers_back(
    all_rounds: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = all_rounds.clone(tmp_path, outbox=True)
    office.settings.mkdir()
    before = tree(office.outbox)
    file = back_up(office.register, office.settings, tmp_path / "backups", NOW)
    office.database.unlink()
    shutil.rmtree(office.outbox)
    restore(file, office.register, office.settings, NOW)
    for batch in batches(office):
        command(office, capsys, "republish", batch, "--now", day(3)["now"].isoformat())
    page_of_what_is_locked(office)
    assert tree(office.outbox) == before


MIDDLE = "a marked workbook written, its letter not"
STEPS: dict[str, Callable[[], None]] = {
    "before the first letter": killed_at(answering, "letter", False, 1),
    MIDDLE: killed_at(answering, "_write_marked", True, 1),
    "a marked workbook half made": killed_at(marking, "mark_package", True, 1),
    "a letter written, the next one not": killed_at(answering, "letter", False, 2),
    "all but one written": killed_at(answering, "letter", False, 3),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows")
@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("step", [pytest.param(step, marks=[pytest.mark.slow] * (step != MIDDLE)) for step in STEPS])
def test_killed_among_the_answers(step: str, second_round: Office, undisturbed: Office, tmp_path: Path) -> None:
    office = second_round.clone(tmp_path, outbox=True)

    def ended() -> None:
        STEPS[step]()
        office.run()

    child = multiprocessing.get_context("fork").Process(target=ended)
    child.start()
    child.join()
    assert child.exitcode == 17
    completed(office, state(undisturbed))


@pytest.mark.slow
def test_one_worker_or_two(second_round: Office, undisturbed: Office, tmp_path: Path) -> None:
    office = second_round.clone(tmp_path, outbox=True)
    office.run(workers=2)
    assert state(office) == state(undisturbed)


def told_of_all(office: Office) -> dict[str, list[tuple[str, list[str]]]]:
    """What each submission was told, and in which cells, in order of its letters."""
    said: dict[str, list[tuple[str, list[str]]]] = {}
    for folder in sorted(office.outbox.glob("批次/*/单位/*")):
        cells = [cell for path in sorted(folder.glob("*.xlsx")) for cell in commented(path)]
        said.setdefault(folder.name, []).append((told(folder), cells))
    return said


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("people", [pytest.param(1, marks=pytest.mark.slow), 3])
def test_in_portions_units_are_told_the_same(
    people: int, second_round: Office, undisturbed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smaller = schemas.limits.limits_file()._replace(portion=schemas.limits.Portion(people))
    monkeypatch.setattr(schemas.limits, "read", lambda *_: smaller)
    office = second_round.clone(tmp_path, outbox=True)
    assert len(office.run().batches) > 1
    assert told_of_all(office) == told_of_all(undisturbed)
    assert office.run().batch is None
