"""Fetching from a real Dovecot on loopback: byte by byte, each mail once, whatever is killed or cut meanwhile."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from support_dovecot import PASSWORD, Dovecot, installed, make_certificate, serving
from support_fetch import Desk, mail
from support_proxy import between

import pipeline.mail.fetch
import pipeline.register.mailbox
from pipeline.errors import UserError
from pipeline.mail.account import Account
from pipeline.model.mailbox import Kept
from schemas.limits import limits_file

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dovecot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    with serving() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def fill(dovecot: Dovecot, count: int, folder: str = "") -> list[bytes]:
    mails = [mail(number) for number in range(1, count + 1)]
    dovecot.put({f"{number:04}": each for number, each in enumerate(mails, 1)}, folder)
    return sorted(mails)


@pytest.mark.parametrize("tls", [True, False], ids=["tls", "plain"])
def test_five_hundred_mails_come_as_they_are_and_once(dovecot: Dovecot, desk: Desk, tls: bool) -> None:
    sent = fill(dovecot, 500)
    told: list[tuple[int, int]] = []
    desk.fetch(dovecot.box(tls=tls), lambda *each: told.append(each))
    assert desk.mails() == sent
    assert told == [(number, 500) for number in range(50, 501, 50)]
    again = desk.fetch(dovecot.box(tls=tls))
    assert (again.files, again.seen, desk.mails()) == ([], [], sent)
    assert {path.stat().st_mode & 0o777 for path in desk.inbox.iterdir()} == {0o600}


def test_what_comes_later_comes_with_the_next(dovecot: Dovecot, desk: Desk) -> None:
    first = fill(dovecot, 3)
    desk.fetch(dovecot.box())
    dovecot.put({"later": mail(9)})
    assert [path.name.endswith("-4.eml") for path in desk.fetch(dovecot.box()).files] == [True]
    assert desk.mails() == sorted([*first, mail(9)])


def test_a_mail_of_twenty_megabytes(dovecot: Dovecot, desk: Desk) -> None:
    large = mail(1, size=20 << 20)
    dovecot.put({"1": large, "2": mail(2)})
    desk.fetch(dovecot.box())
    assert desk.mails() == sorted([large, mail(2)])


def test_what_is_too_large_is_left_told_and_not_asked_for_again(
    dovecot: Dovecot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def limit(size: int) -> None:
        own = limits_file()
        smaller = own._replace(file=own.file._replace(bytes=size))
        for module in (pipeline.mail.fetch, pipeline.register.mailbox):
            monkeypatch.setattr(module, "limits_file", lambda: smaller)

    limit(1 << 20)
    large = mail(1, size=3 << 20)
    dovecot.put({"1": large, "2": mail(2)})
    done = desk.fetch(dovecot.box(flags=True))
    assert [(each.subject, each.sender) for each in done.left] == [("推荐表 1", "jin1@unit.example")]
    assert desk.mails() == [mail(2)]
    assert dovecot.flags("INBOX") == [set(), {rb"\Flagged"}]
    assert [(each.title, each.value) for each in desk.questions()] == [("邮件过大，没有收取", "邮件过大，没有收取")]
    with between(dovecot.plain) as proxy:
        again = desk.fetch(dovecot.box(tls=False, port=proxy.port))
    assert (again.left, [line for line in proxy.heard if "FETCH" in line]) == ([], [])
    limit(5 << 20)
    assert len(desk.fetch(dovecot.box()).files) == 1
    assert desk.mails() == sorted([large, mail(2)])
    assert desk.questions() == []


def test_nothing_is_changed_on_the_server(dovecot: Dovecot, desk: Desk) -> None:
    fill(dovecot, 2)
    desk.fetch(dovecot.box())
    assert dovecot.flags("INBOX") == [set(), set()]


def test_flagged_and_moved_where_that_is_told(dovecot: Dovecot, desk: Desk) -> None:
    sent = fill(dovecot, 3, "&U,BTFw-")
    dovecot.put({}, "Archiv")
    box = dovecot.box(folder="台北", flags=True, moves_to="Archiv")
    assert len(desk.fetch(box).files) == 3
    assert (dovecot.flags("&U,BTFw-"), dovecot.flags("Archiv")) == ([], [{rb"\Flagged"}] * 3)
    assert desk.mails() == sent
    assert desk.fetch(box).files == []


def test_a_server_that_cannot_move_mails(dovecot: Dovecot, desk: Desk) -> None:
    """Nothing is copied and deleted in place of it."""
    fill(dovecot, 2)
    dovecot.put({}, "Archiv")
    with between(dovecot.plain, hides=b" MOVE") as proxy:
        done = desk.fetch(dovecot.box(tls=False, port=proxy.port, moves_to="Archiv"))
    assert (len(done.files), done.unmoved) == (2, True)
    assert (dovecot.flags("INBOX"), dovecot.flags("Archiv")) == ([set(), set()], [])


def test_a_folder_that_is_not_there(dovecot: Dovecot, desk: Desk) -> None:
    dovecot.put({}, "&U,BTFw-")
    with pytest.raises(UserError) as raised:
        desk.fetch(dovecot.box(folder="报送"))
    assert str(raised.value) == (
        "邮箱里没有“报送”这个文件夹，请改正设置工作簿“本会”表里的“收信文件夹”。现有的文件夹：台北、INBOX。"
    )


def test_mails_numbered_anew_are_known_by_what_they_are(dovecot: Dovecot, desk: Desk) -> None:
    sent = [mail(1), mail(2), mail(3, message_id="")]
    dovecot.put({str(number): each for number, each in enumerate(sent)})
    desk.fetch(dovecot.box())
    dovecot.renumber(77)
    dovecot.put({"later": mail(4)})
    done = desk.fetch(dovecot.box())
    assert (len(done.files), len(done.seen)) == (1, 3)
    assert desk.mails() == sorted([*sent, mail(4)])
    again = desk.fetch(dovecot.box())
    assert (again.files, again.seen) == ([], [])


def test_what_somebody_saved_by_hand_is_told_and_not_stored_again(dovecot: Dovecot, desk: Desk) -> None:
    desk.inbox.mkdir()
    unnamed = mail(2, message_id="")
    (desk.inbox / "甲.eml").write_bytes(mail(1).replace(b"\r\n", b"\n"))
    (desk.inbox / "乙.eml").write_bytes(unnamed)
    edited = mail(3, message_id="<m1@unit.example>")  # edited and sent again: another date
    dovecot.put({"1": mail(1), "2": unnamed, "3": edited})
    done = desk.fetch(dovecot.box())
    assert [each.subject for each in done.seen] == ["推荐表 1", "推荐表 2"]
    assert [path.read_bytes() for path in done.files] == [edited]


def test_since_a_day(dovecot: Dovecot, desk: Desk) -> None:
    fill(dovecot, 2)
    assert desk.fetch(dovecot.box(since=date.today() + timedelta(days=2))).files == []
    assert len(desk.fetch(dovecot.box(since=date.today() - timedelta(days=2))).files) == 2


def test_killed_children_of_the_server(dovecot: Dovecot, desk: Desk) -> None:
    sent = fill(dovecot, 120)

    def kill(dealt_with: int, _: int) -> None:
        if dealt_with == 50:
            (child,) = dovecot.children()
            os.kill(child, signal.SIGKILL)

    with pytest.raises(UserError, match=r"连接断了.*已收到的邮件都已保存，不会重收；请再运行一次"):
        desk.fetch(dovecot.box(), kill)
    assert len(desk.done.files) == len(desk.mails()) == 50
    assert len(desk.fetch(dovecot.box()).files) == 70
    assert desk.mails() == sent


@pytest.mark.parametrize("cut_after", [30_000, 200_000, 400_000])
def test_a_line_that_is_cut_in_the_middle_of_a_mail(dovecot: Dovecot, desk: Desk, cut_after: int) -> None:
    sent = [mail(number, size=50_000) for number in range(12)]
    dovecot.put({f"{number:02}": each for number, each in enumerate(sent)})
    with between(dovecot.plain, cut_after=cut_after) as proxy:
        box = dovecot.box(tls=False, port=proxy.port)
        with pytest.raises(UserError, match="连接断了"):
            desk.fetch(box)
        desk.fetch(box)
    assert desk.mails() == sorted(sent)


@pytest.mark.parametrize("moves_to", ["", "Archiv"])
def test_stopped_when_all_is_written_and_nothing_remembered(
    dovecot: Dovecot, desk: Desk, monkeypatch: pytest.MonkeyPatch, moves_to: str
) -> None:
    """What is written is known by what it is, whether or not it was moved already."""
    sent = [*fill(dovecot, 60), mail(99, message_id="")]
    dovecot.put({"9999": sent[-1]})
    dovecot.put({}, "Archiv")

    def stop(_: object, mails: Sequence[Kept]) -> None:
        if mails:
            raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(pipeline.register.mailbox.Mailbox, "keep", stop)
        with pytest.raises(KeyboardInterrupt):
            desk.fetch(dovecot.box(moves_to=moves_to))
    assert len(desk.mails()) == 50
    done = desk.fetch(dovecot.box(moves_to=moves_to))
    assert (len(done.files), len(done.seen)) == (11, 0 if moves_to else 50)
    assert desk.mails() == sorted(sent)
    assert len(dovecot.flags("Archiv")) == (61 if moves_to else 0)
    assert desk.fetch(dovecot.box(moves_to=moves_to)).files == []


@pytest.mark.parametrize("after", [1, 60, 170])
def test_a_client_that_is_killed(dovecot: Dovecot, desk: Desk, tmp_path: Path, after: int) -> None:
    sent = fill(dovecot, 200)
    command, environment = installed(tmp_path, dovecot)
    running = subprocess.Popen(command, cwd=tmp_path, env=environment)
    while running.poll() is None and len(list(tmp_path.glob("inbox/*.eml"))) < after:
        time.sleep(0.002)
    running.kill()
    running.wait()
    assert after <= len(list(tmp_path.glob("inbox/*.eml"))) < 200
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert desk.mails() == sent


def test_the_command_and_the_run_that_begins_with_it(dovecot: Dovecot, tmp_path: Path) -> None:
    fill(dovecot, 2)
    command, environment = installed(tmp_path, dovecot, fetch_first="是")

    def run(name: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [*command[:3], name], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout, done.stderr

    assert run("fetch") == (0, "收到 2 封新邮件，已放入 inbox。\n", "")
    assert run("fetch") == (0, "没有新邮件。\n", "")
    dovecot.put({"later": mail(3)})
    code, said, complained = run("process")
    assert (code, said.splitlines()[0], complained) == (0, "收到 1 封新邮件，已放入 inbox。", "")
    dovecot.stop()
    code, said, complained = run("process")
    assert (code, said.splitlines()[0]) == (
        0,
        "没有新材料，也没有需要重新判断的人员，不产生新批次。台账在 outbox/台账.xlsx。",
    )
    assert complained == (
        f"连不上收信服务器 localhost 的 {dovecot.tls} 端口（Connection refused），请检查网络、服务器名和端口。\n"
        "收信没有成功，先处理 inbox 里已有的材料。\n"
    )
    assert run("fetch")[0] == 1


def test_a_certificate_that_nobody_vouches_for(
    dovecot: Dovecot, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_certificate(tmp_path / "other.pem", tmp_path / "other.key")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    with pytest.raises(UserError, match=r"安全证书不对.*密码没有发出"):
        desk.fetch(dovecot.box())
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
    with pytest.raises(UserError, match="安全证书不对"):  # it is of localhost
        desk.fetch(dovecot.box(host="127.0.0.1"))
    assert "Login" not in dovecot.log


def test_a_login_that_is_refused_says_what_its_provider_wants(dovecot: Dovecot, desk: Desk) -> None:
    wrong = f"{PASSWORD}x"
    with pytest.raises(UserError) as raised:
        desk.fetch(dovecot.box(account=Account("renqiao@163.com", wrong)))
    assert str(raised.value) == (
        "收信服务器 localhost 拒绝登录账号 renqiao@163.com（[AUTHENTICATIONFAILED] Authentication failed.），"
        "请核对账号和密码。网易邮箱要填写客户端授权码，不是登录网页的密码：在网页邮箱“设置”里开启 IMAP 服务时给出。"
    )


def test_a_server_that_opens_no_folder_before_id(dovecot: Dovecot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As 163.com does: SELECT and EXAMINE are refused until ID came, after LOGIN; CAPABILITY need not list it."""
    introduced: list[bytes] = []

    def answer(command: bytes) -> bytes | None:
        if command.startswith(b"ID "):
            introduced.append(command)
        if command.startswith((b"SELECT", b"EXAMINE")) and not introduced:
            return b"NO SELECT Unsafe Login. Please contact kefu@188.com for help"
        return None

    sent = fill(dovecot, 2)
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, *more, **rest: resolve("127.0.0.1", *more, **rest))
    with between(dovecot.plain, answer, hides=b" ID") as proxy:
        with pytest.raises(UserError, match=r"没有照办（.*Unsafe Login"):
            desk.fetch(dovecot.box(tls=False, port=proxy.port, host="imap.other.example"))
        assert not introduced
        desk.fetch(dovecot.box(tls=False, port=proxy.port, host="imap.163.com"))
    assert desk.mails() == sent
    commands = [line.split()[0] for line in proxy.heard[-8:]]
    assert commands.index("LOGIN") < commands.index("ID") < commands.index("EXAMINE")
    assert introduced == [b'ID ("name" "gongjian" "vendor" "gongjian")\r\n']


def test_a_server_that_drops_the_line_on_id(dovecot: Dovecot, desk: Desk) -> None:
    sent = fill(dovecot, 2)
    with between(dovecot.plain, lambda said: b"" if said.startswith(b"ID") else None, hides=b" ID") as proxy:
        desk.fetch(dovecot.box(tls=False, port=proxy.port))
    assert desk.mails() == sent


def test_a_server_that_lists_id_is_sent_it(dovecot: Dovecot, desk: Desk) -> None:
    with between(dovecot.plain) as proxy:
        desk.fetch(dovecot.box(tls=False, port=proxy.port))
    assert any(line.startswith("ID ") for line in proxy.heard)


def test_a_server_that_repeats_the_password_in_its_refusal(dovecot: Dovecot, desk: Desk) -> None:
    refusal = f"NO wrong password {PASSWORD}".encode()
    with (
        between(dovecot.plain, lambda said: refusal if said.startswith(b"LOGIN") else None) as proxy,
        pytest.raises(UserError) as raised,
    ):
        desk.fetch(dovecot.box(tls=False, port=proxy.port))
    assert "wrong password ＊" in str(raised.value)
    assert PASSWORD not in str(raised.value)


def test_the_password_is_nowhere(dovecot: Dovecot, tmp_path: Path) -> None:
    """Not in the list of processes, nor in anything that is written: inbox, register, outbox, backup, logs."""
    fill(dovecot, 150)
    command, environment = installed(tmp_path, dovecot)
    environment |= {"PYTHONDEVMODE": "1"}
    running = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    shown: set[bytes] = set()
    while running.poll() is None:
        shown.add(Path(f"/proc/{running.pid}/cmdline").read_bytes())
    said = b"".join(running.communicate())
    assert running.returncode == 0
    assert len(list(tmp_path.glob("inbox/*.eml"))) == 150
    for name in ("process", "backup", "doctor"):
        done = subprocess.run([*command[:3], name], cwd=tmp_path, env=environment, capture_output=True, check=False)
        said += done.stdout + done.stderr
    secret = PASSWORD.encode()
    assert shown
    assert all(secret not in text for text in (*shown, said))
    written = [path for path in tmp_path.rglob("*") if path.is_file() and tmp_path / "home" not in path.parents]
    assert {"register.db", "设置.xlsx"} <= {path.name for path in written}
    assert [path for path in written if secret in unpacked(path)] == []


def unpacked(path: Path) -> bytes:
    """The bytes of a file; of a package those of its members, too."""
    import io
    import zipfile

    def inside(data: bytes) -> bytes:
        if not data.startswith(b"PK"):
            return data
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return data + b"".join(inside(package.read(name)) for name in package.namelist())

    return inside(path.read_bytes())


def test_a_bug_shows_no_password(dovecot: Dovecot, tmp_path: Path) -> None:
    fill(dovecot, 1)
    command, environment = installed(tmp_path, dovecot)
    broken = """
import sys, pipeline.mail.session
def broken(client, box):
    password = box.account.password
    raise ValueError(password, box)
pipeline.mail.session._select = broken
sys.argv = ["pipeline", "fetch"]
from pipeline.commands.main import main
main()
"""
    done = subprocess.run(
        [command[0], "-c", broken], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert done.stderr.endswith("ValueError\n")
    assert PASSWORD not in done.stdout + done.stderr


def test_tls_is_what_is_spoken(dovecot: Dovecot, desk: Desk) -> None:
    """What the settings give can only be TLS: a server without it is not spoken to."""
    with between(dovecot.plain) as proxy, pytest.raises(UserError, match="连不上"):
        desk.fetch(dovecot.box(port=proxy.port))
    assert not any(PASSWORD in line for line in proxy.heard)
