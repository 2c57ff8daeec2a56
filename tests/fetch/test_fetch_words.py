"""What `fetch` says of what came of it, also where it was cut short."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from support_console import Console

import pipeline.mail.fetch
from pipeline.errors import UserError
from pipeline.mail.fetch import Fetched
from pipeline.mail.session import Listed
from pipeline.model.mailbox import Identity
from pipeline.publish.desk.settings_workbook import write_settings_workbook

TOLD = {"mail_account": "mail@renqiao.example", "imap_host": "imap.renqiao.example"}


def listed(uid: int, subject: str) -> Listed:
    came = datetime.fromisoformat("2025-04-07T10:00:00+08:00")
    return Listed(uid, 10, came, Identity("", ""), "jin@unit.example", subject)


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGJIAN_MAIL_PASSWORD", "secret")
    (tmp_path / "settings").mkdir()
    write_settings_workbook(tmp_path / "settings" / "设置.xlsx", association=TOLD)
    return Console(monkeypatch, capsys)


def comes(monkeypatch: pytest.MonkeyPatch, told: Fetched, error: str = "") -> None:
    def fetch(*given: object) -> None:
        done = given[-1]
        assert isinstance(done, Fetched)
        for name in Fetched.__slots__:
            setattr(done, name, getattr(told, name))
        if error:
            raise UserError(error)

    monkeypatch.setattr(pipeline.mail.fetch, "fetch", fetch)


def test_nothing_came(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    comes(monkeypatch, Fetched())
    assert console("fetch") == (0, "没有新邮件。\n", "")


def test_all_that_may_come(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses are masked on a terminal."""
    files = [Path("1.eml"), Path("2.eml")]
    told = Fetched(files, [listed(3, "推荐表")], [listed(4, "")], missing=1, unmoved=True)
    comes(monkeypatch, told)
    code, said, complained = console("fetch")
    assert (code, complained) == (0, "")
    assert said.splitlines() == [
        "收到 2 封新邮件，已放入 inbox。",
        "有 1 封此前已经收到，没有再存一份：",
        "  2025-04-07 10:00　j***@unit.example　推荐表",
        "有 1 封超过 100 MB，仍留在邮箱里，没有收取；下次处理后列在待决事项的“未结事项”里：",
        "  2025-04-07 10:00　j***@unit.example　（无主题）",
        "有 1 封服务器没有给出内容，下次再收。",
        "服务器不支持移动邮件，收过的邮件留在原处。",
    ]


def test_what_came_before_the_line_was_cut(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    comes(monkeypatch, Fetched([Path("1.eml")]), "断了")
    assert console("fetch") == (1, "收到 1 封新邮件，已放入 inbox。\n", "断了\n")
    comes(monkeypatch, Fetched(), "断了")
    assert console("fetch") == (1, "", "断了\n")
