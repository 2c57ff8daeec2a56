"""A watch in this process: a new day, and a program that was changed under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import pipeline.process
from pipeline.errors import UserError
from pipeline.process import Options
from pipeline.watch import standing_by
from pipeline.watch.standing_by import Why, stand_by
from tests.main.support_main import NOW, Office, person, workbook
from tests.support_workers import Here


class Told:
    """What was done; after the job of this number `then` happens."""

    def __init__(self, number: int, then: Callable[[], None]) -> None:
        self.jobs: list[Why] = []
        self._number, self._then = number, then

    def begun(self, _: Options) -> None: ...

    def hindered(self, sentence: str) -> None:
        raise AssertionError(sentence)

    def mailbox(self, sentence: str) -> None:
        raise AssertionError(sentence)

    def done(self, why: Why, *_: object) -> None:
        self.jobs.append(why)
        if len(self.jobs) == self._number:
            self._then()


def stop() -> None:
    raise KeyboardInterrupt


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    limits = standing_by.limits_file()
    short = limits._replace(watch=limits.watch._replace(folder_seconds=0.31, beat_seconds=0.05))
    monkeypatch.setattr(standing_by, "limits_file", lambda: short)
    return Office(tmp_path / "office")


def options_of(office: Office, told: Told) -> Callable[[], Options]:
    """Each job is done a day later than the one before."""

    def options() -> Options:
        now = NOW + timedelta(days=len(told.jobs))
        return Options(office.inbox, office.outbox, office.register, office.settings, None, now, 1)

    return options


def test_a_new_day_renews_the_desk_and_nothing_else(office: Office) -> None:
    office.receive({"甲.xlsx": workbook("甲工程有限公司", person("孙二", "19911112002", "机电"))})
    told = Told(2, stop)
    with pytest.raises(KeyboardInterrupt):
        stand_by(options_of(office, told), told, lambda _: None, lambda *_: None)
    assert told.jobs[1] == Why([], [], day=True)
    assert [path.name for path in (office.outbox / "批次").iterdir()] == ["20250506-01"]
    assert "截至 2025-05-07" in (office.outbox / "index.html").read_text(encoding="utf-8")


def test_a_program_that_was_changed_is_not_gone_on_with(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed() -> None:
        monkeypatch.setattr(standing_by, "as_it_lies", lambda: Any)

    told = Told(1, changed)
    with pytest.raises(UserError, match="程序更新过了"):
        stand_by(options_of(office, told), told, lambda _: None, lambda *_: None)
    assert len(told.jobs) == 1
