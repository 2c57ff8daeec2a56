"""The mailbox while the program stands by, with a real Dovecot: told at once, taken up again, asked where it tells
nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_dovecot import Dovecot, installed, serving
from support_fetch import mail
from support_proxy import between

from pipeline.mail.session import opened
from pipeline.watch import new_mail
from pipeline.watch.bell import Bell, Rung, beside
from schemas.mailbox import MailboxFile, mailbox_file

pytestmark = pytest.mark.slow
PATIENCE = 30.0


@pytest.fixture
def dovecot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    with serving() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    """Waits are short."""
    known = mailbox_file()
    limits = known.limits._replace(idle_seconds=1, poll_seconds=1, pause_seconds=1, longest_pause_seconds=2)
    monkeypatch.setattr(new_mail, "mailbox_file", lambda: MailboxFile(*known)._replace(limits=limits))
    return Bell()


def next_of(bell: Bell) -> Rung:
    (first, *more) = bell.heard(PATIENCE)
    for each in more:
        bell.ring(each)
    return first


def test_new_mail_is_told_at_once_and_after_waits_that_ended(dovecot: Dovecot, bell: Bell) -> None:
    with opened(dovecot.box()) as session:
        assert session.can_idle
        assert not session.idle(0.2)
        dovecot.put({"1": mail(1)})
        assert session.idle(PATIENCE)
        assert not session.idle(0.2)
    with beside(lambda ended: new_mail._listen(dovecot.box(), bell, ended)):
        assert next_of(bell) == Rung(mail=True, found=True)
        assert bell.heard(2.5) == []  # two waits have ended by themselves
        dovecot.put({"2": mail(2)})
        assert next_of(bell) == Rung(mail=True)


def test_a_line_that_is_cut_is_taken_up_again(dovecot: Dovecot, bell: Bell) -> None:
    box = dovecot.box()
    with beside(lambda ended: new_mail._listen(box, bell, ended)):
        assert next_of(bell).found
        for child in dovecot.children():
            os.kill(child, 9)
        assert "与收信服务器 localhost 的连接断了" in next_of(bell).lost
        assert next_of(bell) == Rung(mail=True, found=True)
        dovecot.put({"1": mail(1)})
        assert next_of(bell) == Rung(mail=True)
        dovecot.stop()
        assert "连接断了" in next_of(bell).lost
        assert "连不上收信服务器 localhost" in next_of(bell).lost


def test_a_server_that_tells_nothing_is_asked(dovecot: Dovecot, bell: Bell) -> None:
    with between(dovecot.plain, hides=b"IDLE") as proxy:
        box = dovecot.box(host="127.0.0.1", port=proxy.port, tls=False)
        with beside(lambda ended: new_mail._listen(box, bell, ended)):
            assert [next_of(bell) for _ in range(3)] == [Rung(mail=True, found=True)] * 3
        assert "IDLE" not in proxy.heard


def test_a_mail_that_comes_while_the_program_stands_by_is_done_at_once(dovecot: Dovecot, tmp_path: Path) -> None:
    command, environment = installed(tmp_path, dovecot, fetch_first="是")
    (tmp_path / "inbox").mkdir()
    watch = subprocess.Popen(
        [*command[:3], "watch"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    assert watch.stdout
    try:
        said = []
        while "开始守候" not in (line := watch.stdout.readline()):
            said.append(line)
        assert not any("没有新邮件" in line for line in said)
        dovecot.put({"1": mail(1)})
        assert watch.stdout.readline() == "收到 1 封新邮件，已放入 inbox。\n"
        assert re.search(r"　收到 \S+-1.eml　没有新的人员　批次 ", watch.stdout.readline())
        dovecot.stop()
        assert "收信服务器 localhost" in watch.stdout.readline()
        watch.send_signal(signal.SIGINT)
        assert watch.wait(30) == 130
        assert "已停止" in watch.stdout.readlines()[-1]
    finally:
        watch.kill()
        watch.wait()
