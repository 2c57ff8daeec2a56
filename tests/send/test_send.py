"""Letters by mail through a real server on loopback, over TLS and after a login: each at most once, whatever is
refused, cut or killed meanwhile."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from support_smtp import PASSWORD, USER, Served, serving

from examples.units import mail
from pipeline.errors import UserError
from pipeline.mail.account import Account
from pipeline.mail.smtp import Server, hand_over, opened
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK
from tests.main.support_main import NOW, Office, person, workbook

pytestmark = pytest.mark.slow  # a server, and a process for each run
ROOT = Path(__file__).resolve().parents[2]
UNITS = [f"{name}工程有限公司" for name in "甲乙丙丁戊己庚辛壬癸"]
SENT = NOW - timedelta(days=20)
BATCH = "20250506-01"
OWN = {"name": "仁桥工程师协会", "mail_account": USER, "contact": "金联络", "mails_a_minute": "6000"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Ten units that are to correct something, each by a mail, and a society that gets people."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, association=OWN)
    for number, unit in enumerate(UNITS):
        sheet = workbook(
            unit, person("钱一", "1991111"), person(f"孙{'甲乙丙丁戊己庚辛壬癸'[number]}", f"1991111{2000 + number}")
        )
        office.receive(
            {f"{number}.eml": mail(unit, SENT + timedelta(minutes=number), "请查收。", {"附件3.xlsx": sheet})}
        )
    office.run()
    return office


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "server"
    folder.mkdir()
    with serving(folder, starttls=True) as served:
        yield served


class Desk:
    """The published office once more, with the settings that name a server."""

    def __init__(self, root: Path, published: Office, server: Served, **more: str) -> None:
        self.office = published.clone(root, outbox=True)
        self.office.settings.mkdir()
        told = OWN | {"smtp_host": "localhost", "smtp_port": str(server.port)} | more
        write_settings_workbook(self.office.settings / WORKBOOK, association=told)
        self.environment = os.environ | {
            "GONGJIAN_MAIL_PASSWORD": PASSWORD,
            "SSL_CERT_FILE": str(server.certificate),
            "PYTHONPATH": str(ROOT),
        }

    def command(self, *more: str, batch: str = BATCH) -> list[str]:
        office = self.office
        places = ["--outbox", str(office.outbox), "--register", office.register, "--settings", str(office.settings)]
        return [sys.executable, "-m", "pipeline", "send", batch, *places, "--now", NOW.isoformat(), *more]

    def send(self, *more: str, batch: str = BATCH) -> tuple[int, str]:
        """Exit code, and what was said."""
        done = subprocess.run(
            self.command(*(more or ["--yes"]), batch=batch),
            check=False,
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=ROOT,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    def states(self) -> dict[str, str]:
        with Register.open(self.office.register) as register:
            return {letter: step.state for letter, step in register.sendings.last().items()}


@pytest.fixture
def desk(tmp_path: Path, published: Office, server: Served) -> Desk:
    return Desk(tmp_path / "desk", published, server)


def test_each_letter_goes_to_who_sent_the_form_and_once(desk: Desk, server: Served) -> None:
    code, said = desk.send()
    assert (code, "已发出 10 封" in said) == (0, True), said
    assert sorted(each.to for each in server.room.taken) == sorted(
        (f"hr@unit160{900 + n:03}.example",) for n in range(10)
    )
    assert {each.sender for each in server.room.taken} == {USER}
    first = next(each.mail for each in server.room.taken if each.to == ("hr@unit160900.example",))
    assert first["In-Reply-To"] == first["References"] == "<202504160900@unit.example>"
    assert str(first["Subject"]) == "补正：评价(2025)+甲工程有限公司"
    assert str(first["From"].addresses[0]) == f"仁桥工程师协会 <{USER}>"
    assert first["X-Unsent"] is None
    assert [part.get_filename() for part in first.iter_attachments()] == ["补正.docx", "附件3（补正）.xlsx"]
    assert server.room.sessions == {True: 1}
    assert set(desk.states().values()) == {"sent"}
    code, said = desk.send()
    assert (code, "没有要发的信函" in said, len(server.room.taken)) == (0, True, 10)


def test_a_refused_recipient_is_named_and_the_others_go(desk: Desk, server: Served) -> None:
    server.room.answers["hr@unit160903.example"] = ["550 5.1.1 no such user hr@unit160903.example"] * 2
    code, said = desk.send()
    assert (code, len(server.room.taken)) == (1, 9), said
    assert "丁工程有限公司：550 5.1.1 no such user" in said
    assert sorted(desk.states().values()) == ["refused", *["sent"] * 9]
    desk.send()
    assert len(server.room.taken) == 9
    code, _ = desk.send()
    assert (code, len(server.room.taken), len(set(server.room.message_ids))) == (0, 10, 10)


def test_a_server_that_wants_to_be_asked_later(desk: Desk, server: Served) -> None:
    """Greylisting, and a 4xx after the mail itself: both mean that the server has nothing."""
    server.room.answers["hr@unit160901.example"] = ["450 4.7.1 try again later"]
    server.room.final[4] = "451 4.3.0 local error"
    code, said = desk.send()
    assert (code, len(server.room.taken)) == (1, 8), said
    assert "450 4.7.1 try again later" in said
    assert "451 4.3.0 local error" in said
    code, said = desk.send()
    assert (code, len(set(server.room.message_ids)), len(server.room.taken)) == (0, 10, 10), said


def test_a_line_that_is_cut_after_three_of_ten(desk: Desk, server: Served) -> None:
    server.room.cut_from = 3
    code, said = desk.send()
    assert (code, len(server.room.taken)) == (1, 3), said
    assert "其余 7 封仍待发" in said
    assert list(desk.states().values()) == ["sent"] * 3
    server.room.cut_from = None
    code, said = desk.send()
    assert (code, len(server.room.taken), len(set(server.room.message_ids))) == (0, 10, 10), said


def test_a_line_that_is_cut_once_is_opened_again(desk: Desk, server: Served) -> None:
    server.room.cut_once = {3, 7}
    code, said = desk.send()
    assert (code, len(server.room.taken), len(set(server.room.message_ids))) == (0, 10, 10), said


def test_a_line_that_is_cut_after_the_mail_and_before_the_answer(desk: Desk, server: Served) -> None:
    """Nobody knows whether it went: it is named, and goes again by a person's word alone."""
    server.room.cut_after = {4}
    code, said = desk.send()
    assert (code, len(server.room.taken)) == (1, 10), said
    (letter,) = [letter for letter, state in desk.states().items() if state == "uncertain"]
    assert "有 1 封发送结果不明" in said
    assert f"AGAIN=信函编号：\n  {letter}　戊工程有限公司" in said
    code, said = desk.send()
    assert (code, len(server.room.taken), letter in said) == (1, 10, True)
    index = (desk.office.outbox / "index.html").read_text(encoding="utf-8")
    assert "发送结果不明" in index
    code, said = desk.send("--yes", "--again", "L99999")
    assert (code, "没有发送结果不明的信函“L99999”" in said) == (2, True)
    code, said = desk.send("--yes", "--again", letter)
    assert (code, len(server.room.taken), desk.states()[letter]) == (0, 11, "sent"), said
    assert server.room.message_ids[-1] == server.room.message_ids[4]


def test_a_client_that_is_killed_while_a_mail_is_on_its_way(desk: Desk, server: Served) -> None:
    server.room.hold = True
    running = subprocess.Popen(
        desk.command("--yes"), env=desk.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not server.room.taken:
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    server.room.hold = False
    assert list(desk.states().values()) == ["sending"]
    code, said = desk.send()
    assert (code, len(server.room.taken), len(set(server.room.message_ids))) == (1, 10, 10), said
    assert "有 1 封发送结果不明" in said
    assert sorted(desk.states().values()) == [*["sent"] * 9, "uncertain"]


def test_a_rehearsal_goes_to_one_address_and_counts_for_nothing(desk: Desk, server: Served) -> None:
    code, said = desk.send("--yes", "--test-to", "test@renqiao.example")
    assert (code, "没有记为已发" in said) == (0, True), said
    assert {each.to for each in server.room.taken} == {("test@renqiao.example",)}
    assert all(str(each.mail["Subject"]).startswith("【演练】") for each in server.room.taken)
    rehearsed = set(server.room.message_ids)
    assert desk.states() == {}
    desk.send()
    assert len(server.room.taken) == 20
    assert not rehearsed & set(server.room.message_ids[10:])
    code, said = desk.send("--yes", "--test-to", "test")
    assert (code, "演练的收件地址“test”不是邮箱地址" in said) == (2, True)


def test_nothing_goes_without_a_yes(desk: Desk, server: Served) -> None:
    done = subprocess.run(
        desk.command(),
        check=False,
        input="n\n",
        capture_output=True,
        text=True,
        env=desk.environment,
        cwd=ROOT,
        timeout=60,
    )
    assert "没有发送" in done.stdout
    assert server.room.taken == []


def test_what_a_person_changed(desk: Desk, server: Served) -> None:
    """A letter that was edited goes as it is; a draft that was is hers to send."""
    folders = sorted((desk.office.outbox / "批次" / BATCH / "单位").iterdir())
    letter = next(folder for folder in folders if folder.name.startswith("甲")) / "补正.docx"
    letter.write_bytes(letter.read_bytes() + b"edited")
    draft = next(folder for folder in folders if folder.name.startswith("乙")) / "补正.eml"
    draft.write_bytes(draft.read_bytes().replace(b"X-Unsent", b"X-Seen"))
    code, said = desk.send()
    assert (code, len(server.room.taken)) == (0, 9), said
    assert "补正（改过）" in said
    assert "草稿被人改过" in said
    carried = {each.to[0]: next(each.mail.iter_attachments()).get_content() for each in server.room.taken}
    assert carried["hr@unit160900.example"].endswith(b"edited")
    assert "hr@unit160901.example" not in carried


def test_a_pace_is_kept(published: Office, server: Served, tmp_path: Path) -> None:
    slow = Desk(tmp_path / "slow", published, server, mails_a_minute="300")
    began = time.monotonic()
    code, said = slow.send()
    assert code == 0, said
    assert time.monotonic() - began >= 9 * 60 / 300


def test_the_password_is_nowhere(desk: Desk, server: Served, tmp_path: Path) -> None:
    """Neither in what is said, nor in the list of processes, the register, the outbox, a backup or a mail."""
    server.room.answers["hr@unit160900.example"] = [f"550 go away, {PASSWORD}"]
    running = subprocess.Popen(
        desk.command("--yes"), env=desk.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    seen = b""
    while running.poll() is None:
        with_it = Path(f"/proc/{running.pid}/cmdline")
        seen += with_it.read_bytes() if with_it.exists() else b""
        time.sleep(0.02)
    assert running.stdout is not None
    said = running.stdout.read()
    assert b"550 go away" in said
    back = [sys.executable, "-m", "pipeline", "backup", "--folder", str(tmp_path / "backup")]
    more = ["--register", desk.office.register, "--settings", str(desk.office.settings)]
    subprocess.run([*back, *more], check=True, env=desk.environment, cwd=ROOT, capture_output=True)
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".pem"]
    assert written
    for data in (seen, said, *written, *(each.data for each in server.room.taken)):
        assert PASSWORD.encode() not in data


def test_a_wrong_password_and_a_certificate_that_nobody_vouches_for(desk: Desk, server: Served) -> None:
    desk.environment["GONGJIAN_MAIL_PASSWORD"] = "wrong-one"
    code, said = desk.send()
    assert (code, "拒绝登录账号" in said, "wrong-one" in said) == (1, True, False), said
    del desk.environment["SSL_CERT_FILE"]
    before = len(server.room.logins)
    code, said = desk.send()
    assert (code, "安全证书不对" in said, len(server.room.logins)) == (1, True, before), said
    assert server.room.taken == []


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_hundred_mails_on_one_line(
    tmp_path: Path,
    tls: Literal["starttls", "implicit"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = b"Message-ID: <x@y>\r\n\r\n" + (b"QUJD" * 19 + b"\r\n") * 500 + b".\r\n..two\r\n"
    with serving(tmp_path, starttls=tls == "starttls") as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        place = Server(Account(USER, PASSWORD), "localhost", server.port, tls)
        with opened(place) as line:
            for _ in range(100):
                assert hand_over(line, place, USER, "a@unit.example", letter, lambda: None) == ""
    assert {each.data for each in server.room.taken} == {letter}
    assert len(server.room.taken) == 100


def test_a_server_without_tls_is_not_told_the_password() -> None:
    """One that offers no STARTTLS, and says so over a plain line."""
    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                line.sendall(b"220 hello\r\n")
                while data := line.recv(1000):
                    heard.extend(data)
                    line.sendall(b"250 hello\r\n")

        serving_it = threading.Thread(target=serve)
        serving_it.start()
        place = Server(Account(USER, PASSWORD), "127.0.0.1", listener.getsockname()[1], "starttls")
        with pytest.raises(UserError, match="不支持加密（STARTTLS），没有登录，密码没有发出"), opened(place):
            pass
        serving_it.join()
    assert bytes(heard).lower().startswith(b"ehlo [127.0.0.1]")
    assert PASSWORD.encode() not in heard


def test_forgetting_empties_where_a_letter_went(desk: Desk, server: Served) -> None:
    desk.send()
    office = desk.office
    places = ["--outbox", str(office.outbox), "--register", office.register]
    forget = [
        sys.executable,
        "-m",
        "pipeline",
        "forget",
        "--unit",
        UNITS[0],
        *places,
        "--yes",
        "--now",
        NOW.isoformat(),
    ]
    subprocess.run(forget, check=True, capture_output=True, env=desk.environment, cwd=ROOT)
    assert b"hr@unit160900.example" not in office.database.read_bytes()
    assert b"hr@unit160901.example" in office.database.read_bytes()
    kept = [path for path in office.outbox.rglob("*.eml") if b"hr@unit160900.example" in path.read_bytes()]
    assert kept == []
