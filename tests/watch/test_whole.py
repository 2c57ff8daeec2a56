"""When something is whole, by a clock that the test turns: a file, a submission, settings, an answer on the desk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.publish.outbox.deliver import Desk
from pipeline.watch.arrivals import Arrivals, names_of
from pipeline.watch.names import are_open
from pipeline.watch.program import as_it_lies
from pipeline.watch.trying import Trying
from pipeline.watch.written import SETTINGS, Written
from schemas.limits import limits_file

LIMITS = limits_file().watch
QUIET, FOLDER, UNHEARD, UNFINISHED = (
    *(LIMITS.quiet_seconds, LIMITS.folder_seconds, LIMITS.unheard_seconds, LIMITS.unfinished_seconds),
)
SOON = 0.01


class Inbox:
    """An inbox that is looked at whenever its clock is turned."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.arrivals, self.now = folder, Arrivals(folder), 0.0

    def put(self, path: str, data: bytes = b"x") -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((place.read_bytes() if place.exists() else b"") + data)

    def after(self, seconds: float, *, told: bool = True) -> list[str]:
        """What is whole then."""
        self.now += seconds
        self.arrivals.look(self.now, told)
        return [entry.path for entry in self.arrivals.whole()]


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


def test_a_file_is_whole_when_nothing_was_added_for_a_while(inbox: Inbox) -> None:
    inbox.put("甲.xlsx")
    assert inbox.after(0) == []
    for _ in range(3):
        inbox.put("甲.xlsx")
        assert inbox.after(QUIET - SOON) == []
    assert inbox.after(QUIET - SOON) == []
    assert inbox.arrivals.soon() == [pytest.approx(SOON)]
    assert inbox.after(2 * SOON) == ["甲.xlsx"]
    inbox.arrivals.take(inbox.arrivals.whole())
    assert inbox.after(QUIET) == []
    inbox.put("甲.xlsx")  # sent once more, by the same name
    assert inbox.after(0) == []
    assert inbox.after(QUIET) == ["甲.xlsx"]


def test_where_the_system_tells_nothing_it_takes_longer(inbox: Inbox) -> None:
    inbox.put("甲.xlsx")
    assert inbox.after(0, told=False) == []
    assert inbox.after(QUIET, told=False) == []
    assert inbox.after(UNHEARD - QUIET, told=False) == ["甲.xlsx"]
    inbox.put("乙.xlsx")
    inbox.after(0, told=False)
    assert inbox.after(QUIET + SOON) == ["乙.xlsx", "甲.xlsx"]  # it does tell, only a little later


def test_a_folder_that_is_copied_file_by_file_is_one(inbox: Inbox) -> None:
    for name in ("附件3.xlsx", "盖章.pdf", "更多/附件.xlsx"):
        inbox.put(f"2025-04-10 甲/{name}")
        assert inbox.after(FOLDER - SOON) == []
    inbox.put("乙.xlsx")
    assert inbox.after(QUIET) == []
    whole = ["2025-04-10 甲/更多/附件.xlsx", "2025-04-10 甲/盖章.pdf", "2025-04-10 甲/附件3.xlsx", "乙.xlsx"]
    assert sorted(inbox.after(FOLDER)) == sorted(whole)
    assert names_of(inbox.arrivals.whole()) == ["2025-04-10 甲", "乙.xlsx"]


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("甲.xlsx.part", "甲.xlsx.part"),
        ("甲.xlsx.crdownload", "甲.xlsx.crdownload"),
        ("~$甲.xlsx", "甲.xlsx"),
        ("~$件推荐表.docx", "附件推荐表.docx"),
        (".~lock.甲.xlsx#", "甲.xlsx"),
        ("甲/~$附件3.xlsx", "甲/附件3.xlsx"),
        ("甲/盖章.pdf.part", "甲/附件3.xlsx"),
    ],
)
def test_what_is_fetched_or_open_is_waited_for_and_not_for_ever(inbox: Inbox, beside: str, name: str) -> None:
    inbox.put(beside)
    inbox.put(name)
    inbox.put("乙.xlsx")
    inbox.after(0)
    assert inbox.after(FOLDER) == ["乙.xlsx"]
    inbox.arrivals.take(inbox.arrivals.whole())
    assert [entry.path for entry in inbox.arrivals.all_whole()] == ["乙.xlsx"]
    assert name in inbox.after(UNFINISHED)


def test_once_it_is_closed_it_is_taken(inbox: Inbox) -> None:
    inbox.put("~$甲.xlsx")
    inbox.put("甲.xlsx")
    inbox.after(0)
    assert inbox.after(QUIET) == []
    (inbox.folder / "~$甲.xlsx").unlink()
    assert inbox.after(SOON) == ["甲.xlsx"]


def test_what_computers_leave_behind_never_comes_alone(inbox: Inbox) -> None:
    inbox.put("Thumbs.db")
    inbox.after(0)
    assert inbox.after(UNFINISHED) == []
    inbox.put("甲.xlsx")
    inbox.after(0)
    assert inbox.after(QUIET) == ["Thumbs.db", "甲.xlsx"]
    assert names_of(inbox.arrivals.whole()) == ["甲.xlsx"]


def test_no_inbox_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到收件文件夹"):
        Arrivals(tmp_path / "none").look(0, True)


def test_word_writes_two_characters_over() -> None:
    assert are_open(["附件三.docx", "别的.docx"], ["~$件三.docx"]) == {"附件三.docx"}
    assert are_open(["a/附件三.docx"], ["~$件三.docx"]) == set()


def test_what_a_run_wrote_into_the_desk_is_no_news_and_what_she_wrote_is(tmp_path: Path) -> None:
    settings, outbox = tmp_path / "settings", tmp_path / "outbox"
    settings.mkdir()
    outbox.mkdir()
    written, desk = Written(settings, outbox), Desk(outbox, "2025-05-06")
    written.look(0)
    written.take(written.marks())
    questions = desk.put("待决事项.xlsx", lambda path: path.write_bytes(b"asked") and None)
    assert written.look(1)
    assert written.changed(1 + QUIET) == []
    questions.write_bytes(b"answered")
    written.look(2)
    assert written.changed(2) == []
    assert written.changed(2 + QUIET) == ["待决事项.xlsx"]
    (outbox / "~$待决事项.xlsx").write_bytes(b"")
    written.look(3)
    assert written.changed(3) == []  # she may go on
    (outbox / "~$待决事项.xlsx").unlink()
    written.look(4)
    assert written.changed(4) == ["待决事项.xlsx"]
    written.take(written.marks())
    assert written.changed(5) == []  # it was read, whatever came of it
    (settings / "forms").mkdir()
    (settings / "forms" / "ours.toml").write_text("", encoding="utf-8")
    (settings / "~$设置.xlsx").write_bytes(b"")
    written.look(6)
    assert written.changed(6 + QUIET) == [SETTINGS]


def test_a_hindrance_is_said_once_and_again_when_it_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    trying = Trying(said.append, 100, 300)

    def hindered() -> None:
        raise UserError("满了")

    assert [trying.attempt(hindered) for _ in range(3)] == [False] * 3
    assert (said, trying.is_due()) == (["满了"], False)
    trying.at_once()
    assert trying.is_due()
    assert trying.attempt(lambda: None)
    trying.attempt(hindered)
    assert said == ["满了"] * 2
    with pytest.raises(ZeroDivisionError):
        trying.attempt(lambda: 1 / 0 and None)


def test_a_program_that_was_changed_is_seen() -> None:
    before = as_it_lies()
    assert as_it_lies() == before
    assert any(path.endswith(f"watch{os.sep}program.py") for path, *_ in before)
