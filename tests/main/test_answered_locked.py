"""A workbook that is locked: its unit gets a letter and nothing unlocked; a password that is given later opens it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from corpus_write import encrypted
from support_main import NOW, Office, person, state, workbook
from support_rounds import answers, kinds, told

UNIT, OPEN = "甲工程有限公司", "乙工程有限公司"
PASSWORD, WRONG = "2025", "1234"
LOCKED, SCAN = "2025-04-10 甲/附件3.xlsx", b"%PDF-1.4"


def received(root: Path) -> Office:
    office = Office(root)
    people = [person("钱一", "19911112001"), person("孙二", "1991111")]
    office.receive({f"{LOCKED}": encrypted(workbook(UNIT, *people), PASSWORD), "2025-04-10 甲/盖章.pdf": SCAN})
    office.receive({"2025-04-10 乙/附件3.xlsx": workbook(OPEN, person("李三", "19911112003"))})
    return office


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = received(tmp_path_factory.mktemp("locked"))
    office.run()
    return office


@pytest.fixture(scope="module")
def unlocked(refused: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = refused.clone(tmp_path_factory.mktemp("unlocked"), outbox=True)
    office.run(now=NOW + timedelta(days=1), passwords=(WRONG,))
    office.run(now=NOW + timedelta(days=2), passwords=(WRONG, PASSWORD))
    return office


def of_locked(office: Office) -> list[Path]:
    return sorted(office.outbox.glob("批次/*/单位/*_S00002"))


def test_a_letter_only(refused: Office) -> None:
    (folder,) = of_locked(refused)
    assert {path.name for path in folder.iterdir()} == {"打不开的文件.docx", "打不开的文件.eml"}
    assert "设有打开密码" in told(folder)


@pytest.mark.slow
def test_a_password_that_does_not_fit_is_tried_once_and_changes_nothing(refused: Office, tmp_path: Path) -> None:
    office = refused.clone(tmp_path, outbox=True)
    first = office.run(now=NOW + timedelta(days=1), passwords=(WRONG,))
    before = state(office)
    assert first.documents.get("unreadable", 0) <= 1
    assert office.run(now=NOW + timedelta(days=1), passwords=(WRONG,)).batch is None
    assert office.run(now=NOW + timedelta(days=1)).batch is None
    assert state(office) == before
    assert len(of_locked(office)) == 1


@pytest.mark.slow
def test_a_password_given_later_opens_it(unlocked: Office) -> None:
    assert unlocked.fates(UNIT) == [("04-10", "钱一", "routed"), ("04-10", "孙二", "held")]
    assert "encrypted" not in {finding["slug"] for finding in unlocked.export("findings")}
    outcomes = {row["file"]: row["outcome"] for row in unlocked.export("documents")}
    assert outcomes[LOCKED] == "processed"
    assert [row["people"] for row in unlocked.export("submissions") if row["submission_id"] == "S00002"] == [2]


@pytest.mark.slow
def test_it_is_never_given_back_unlocked(unlocked: Office) -> None:
    """What is wrong in it is told in the letter alone."""
    folder = of_locked(unlocked)[-1]
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".eml"}
    letter = told(folder)
    assert "孙二" in letter
    assert "已标出" not in letter
    assert not list(unlocked.outbox.glob("批次/*/单位/甲*/*.xlsx"))


@pytest.mark.slow
def test_nobody_else_hears_of_it(unlocked: Office) -> None:
    assert len(answers(unlocked, OPEN)) == 1


@pytest.mark.slow
def test_the_same_passwords_again_change_nothing(unlocked: Office, tmp_path: Path) -> None:
    office = unlocked.clone(tmp_path, outbox=True)
    before = state(office)
    assert office.run(now=NOW + timedelta(days=2), passwords=(WRONG, PASSWORD)).batch is None
    assert office.run(now=NOW + timedelta(days=2), passwords=("another",)).batch is None
    assert state(office) == before


@pytest.mark.slow
def test_given_at_once_it_is_the_same_verdict(unlocked: Office, tmp_path: Path) -> None:
    office = received(tmp_path)
    office.run(passwords=(PASSWORD,))
    assert office.fates(UNIT) == unlocked.fates(UNIT)
    assert kinds(office, UNIT) == ["补正"]
    assert not list(office.outbox.glob("批次/*/单位/甲*/*.xlsx"))


@pytest.mark.slow
@pytest.mark.parametrize("locked", ["附件3.xlsx", "补充.xlsx"])
def test_what_is_unlocked_later_may_contradict_what_was_routed(locked: str, tmp_path: Path) -> None:
    """As if both had been read at once, in whatever order they stand: the first one is held, the society gets a
    withdrawal."""
    both = {"附件3.xlsx": "专业工程会员", "补充.xlsx": "资深工程会员"}
    ended = []
    for path, shut in (tmp_path / "at once", ""), (tmp_path / "by day", locked):
        office = Office(path)
        for name, level in both.items():
            data = workbook(UNIT, person("钱一", "19911112001", level=level), person(f"孙{name[0]}", "19911112002"))
            office.receive({f"2025-04-10 甲/{name}": encrypted(data, PASSWORD) if name == shut else data})
        office.run()
        office.run(now=NOW + timedelta(days=1), passwords=(PASSWORD,))
        ended.append(
            sorted((row["source_file"], row["disposition"], row["findings"]) for row in office.export("people"))
        )
    assert ended[0] == ended[1]
    assert [disposition for _, disposition, _ in ended[0]].count("held") == 1
