"""Registers from before units were answered, and words that release many people at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from corpus_write import encrypted
from support_main import NOW, Office, person, state, tree, workbook
from support_register import of_version
from support_rounds import answers, corrected, kinds, know, marked, told, write
from support_workers import Here

from pipeline.register import Register
from pipeline.upkeep.letter import write_letter
from pipeline.upkeep.republish import republish

pytestmark = pytest.mark.slow  # rounds by real files take long; test_answered_units.py has the first of each kind

MANY, ONE, NONE, LOCKED = "甲工程有限公司", "乙工程有限公司", "丙工程有限公司", "丁工程有限公司"
PASSWORD, SCAN = "2025", b"%PDF-1.4 "
PEOPLE = 40
LATER = NOW + timedelta(days=1)
BEFORE = 8
"""The version of registers that knew of no letters."""


def surname(number: int) -> str:
    return f"{'赵钱孙李周吴郑王'[number % 8]}{'一二三四五六七八'[number // 8]}"


def asked_about(office: Office) -> None:
    """Many people of one unit, and one of another beside a further question, wait for one word; a third unit and one
    whose file is locked ask nothing of that kind."""
    many = [person(surname(number), f"199111120{number:02d}", level="高工") for number in range(PEOPLE)]
    one = [person("冯九", "19911113001", level="高工"), person("陈十", "19911113002", "机电")]
    none = [person("褚十一", "19911113003"), person("卫十二", "1991111")]
    for name, (unit, people) in {"甲": (MANY, many), "乙": (ONE, one), "丙": (NONE, none)}.items():
        office.receive({f"2025-04-10 {name}/附件3.xlsx": workbook(unit, *people)})
        office.receive({f"2025-04-10 {name}/盖章.pdf": SCAN + name.encode()})
    locked = encrypted(workbook(LOCKED, person("蒋十三", "19911113004")), PASSWORD)
    office.receive({"2025-04-10 丁/附件3.xlsx": locked, "2025-04-10 丁/盖章.pdf": SCAN})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("now"))
    asked_about(office)
    office.run()
    return office


@pytest.fixture(scope="module")
def made_before(made: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The same of an older program: no letters were written, and nobody noted what was locked."""
    office = made.clone(tmp_path_factory.mktemp("before"))
    office.database.unlink()
    of_version(BEFORE, office.database, made.database)
    with closing(sqlite3.connect(office.database)) as connection:
        connection.execute("DELETE FROM attempts")
        connection.commit()
    with Register.open(office.register) as register:
        (batch,) = register.batches()
        republish(register, batch, office.outbox, NOW, Here(1))
    return office


@pytest.fixture
def older(made_before: Office, tmp_path: Path) -> Office:
    return made_before.clone(tmp_path, outbox=True)


def test_batches_from_before_get_no_letters(made: Office, older: Office) -> None:
    assert list(made.outbox.glob("批次/*/单位/*"))
    assert not list(older.outbox.rglob("单位"))
    assert older.run(now=LATER).batch is None
    assert not list(older.outbox.rglob("单位"))


def test_a_word_that_releases_many_is_told_those_who_were_asked(made: Office, tmp_path: Path) -> None:
    """One letter with a line for each, whoever else was asked for something else."""
    office = made.clone(tmp_path, outbox=True)
    know(office)
    office.run(now=LATER)
    assert kinds(office, MANY) == ["补正", "再次答复"]
    letter = told(answers(office, MANY)[-1])
    assert f"上次告知的事项，现在不须再改{PEOPLE}处" in letter
    assert letter.count("|拟申请级别|高工|高工|不须再改") == PEOPLE
    assert "再次报送" not in letter
    assert [len(answers(office, unit)) for unit in (ONE, NONE)] == [2, 1]
    assert "冯九" in told(answers(office, ONE)[-1])
    assert len(list(office.outbox.glob("批次/*/单位/*"))) == 4 + 2


def test_in_an_older_register_they_are_told_too_and_nobody_else(older: Office) -> None:
    know(older)
    older.run(now=LATER)
    assert [len(answers(older, unit)) for unit in (MANY, ONE, NONE)] == [1, 1, 0]
    assert kinds(older, MANY) == ["回执"]
    assert kinds(older, ONE) == ["补正"]
    before = state(older)
    assert older.run(now=LATER).batch is None
    assert state(older) == before


def test_what_was_locked_in_an_older_register_is_opened(older: Office) -> None:
    assert older.run(now=LATER, passwords=("1234",)).documents.total() <= 2
    assert older.fates(LOCKED) == []
    older.run(now=LATER, passwords=(PASSWORD,))
    assert older.fates(LOCKED) == [("04-10", "蒋十三", "routed")]
    assert "encrypted" not in {finding["slug"] for finding in older.export("findings")}
    before = state(older)
    assert older.run(now=LATER, passwords=(PASSWORD,)).batch is None
    assert state(older) == before
    assert kinds(older, LOCKED) == ["回执"]


def test_a_letter_is_written_on_demand_and_what_comes_back_is_known(older: Office) -> None:
    """Of a batch that wrote none, and of nothing but the submission that is asked for."""
    (sent,) = [row["submission_id"] for row in older.export("submissions") if row["unit"] == ONE]
    outbox = tree(older.outbox)
    with Register.open(older.register) as register, register.alone():
        written = write_letter(register, sent, older.outbox, older.settings, LATER)
    assert {path.name for path in written} == {"补正.docx", "补正.eml", "附件3（补正）.xlsx"}
    assert {path: data for path, data in tree(older.outbox).items() if not path.startswith("补写/")} == outbox
    data = corrected(marked(written[0].parent), write("L6", "机械工程类"))
    older.receive({"2025-04-25 乙/附件3（补正）.xlsx": data, "2025-04-25 乙/盖章.pdf": SCAN + b"2"})
    older.run(now=LATER)
    assert older.fates(ONE)[2:] == [("04-25", "冯九", "held"), ("04-25", "陈十", "routed")]
    assert kinds(older, ONE) == ["再次答复"]
