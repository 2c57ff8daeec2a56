"""Nothing that steers a terminal or turns the direction of writing reaches the terminal or a page from outside."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
import typer
from main.support_main import Office, person, workbook
from support_console import Console, workbook_bytes

from pipeline.commands.terminal import progress, show_table
from pipeline.read.parts import shown_name
from pipeline.text.anchors import pages_folder
from pipeline.text.mask import Masking
from pipeline.text.visible import visible

STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NASTY = "甲\x1b[2J\x07\x7f\x9b2K\u202e\u2066\u2028\u2029\u200f\u061c乙"
SEEN = "甲␛[2J␇␡�2K������乙"
SHEET = "工作表：名��单"
HARMLESS = "附件3　推荐表（é 🏗️ 👩‍🔧）.xlsx"


def test_what_is_made_visible() -> None:
    assert visible(NASTY) == SEEN
    assert visible("a\tb\nc\r") == "a␉b␊c␍"
    assert visible("a\tb\nc\r", but="\n\t") == "a\tb\nc␍"
    assert visible("\udcff") == "�"
    assert visible(HARMLESS) == HARMLESS
    assert shown_name(NASTY) == "甲[2J2K乙"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """What a real terminal gets on either stream."""
    monkeypatch.setenv("TERM", "xterm-256color")
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", Masking(out))
    monkeypatch.setattr(sys, "stderr", Masking(out))
    return out.getvalue


def test_a_terminal_gets_no_more_than_text(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    show_table(NASTY, [NASTY], [[NASTY]])
    typer.echo(NASTY)
    print(NASTY, file=sys.stderr)  # noqa: T201
    assert not STEERING.search(terminal())
    assert terminal().count("␛[2J") == 5


def test_the_bar_may_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    with progress("正在读取") as advance:
        advance(1, 2)
    assert "\x1b[" in terminal()
    assert "␛" not in terminal()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Names that steer, of folder, file, unit, sheet, mail and attachment, and in cells."""
    office = Office(tmp_path)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.cn", "评价(2025)"
    mail.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename=f"{NASTY}.xlsx")
    unit = "渝江\x9b\u202e工程有限公司"
    office.receive(
        {
            f"2025-04-10 {NASTY}/{NASTY}.xlsx": workbook(unit, person("钱\x9b一", "1991111\u202e2001")),
            f"{NASTY}.eml": mail.as_bytes(),
            f"{NASTY}.csv": workbook_bytes((f"名\u202e\x9b{'单'}", [["年份"], ["1\x9b2"]])),
        }
    )
    (office.inbox / f"{NASTY}.lnk").symlink_to(tmp_path)
    return office


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_run_shows_names_and_pages_without_them(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office.inbox.parent)
    typed = Console(monkeypatch, capsys)
    code, *said = typed(
        "process", "--register", office.register, "--workers", "1", "--now", "2025-05-06T09:00:00+08:00"
    )
    assert code == 0
    said += typed("check", str(office.inbox / f"2025-04-10 {NASTY}" / f"{NASTY}.xlsx"))[1:]
    said += typed("check", str(office.inbox / f"{NASTY}无此文件"))[1:]
    said += typed("explain", str(office.inbox / f"{NASTY}.csv"), "--output", "outbox/表.html")[1:]
    assert [line for text in said for line in text.splitlines() if STEERING.search(line)] == []
    assert {row["file"].partition("!")[0] for row in office.export("documents")} == {
        f"2025-04-10 {SEEN}/{SEEN}.xlsx",
        f"{SEEN}.eml",
        f"{SEEN}.csv",
    }
    pages = {page.relative_to(office.outbox): page.read_text("utf-8") for page in office.outbox.rglob("*.html")}
    assert [path for path, text in pages.items() if STEERING.search(text)] == []
    assert {path.name for path, text in pages.items() if '<a href="' in text} == {"index.html", "批次汇总.html"}
    documents = pages_folder(office.outbox).relative_to(office.outbox)
    assert sorted(SHEET in text for path, text in pages.items() if path.parent == documents) == [False, True]
    assert SHEET in pages[Path("表.html")]
    assert [path for path, *_ in os.walk(office.outbox) if STEERING.search(path)] == []
