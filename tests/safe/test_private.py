"""What the commands leave is their owner's only; what they say names nobody's phone or address."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from main.support_main import person, workbook
from support_safe import command

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
UNIT = "试算电力工程有限公司"
PHONES = ["19911112001", "19911112002", "1991111200", "19911112003"]
MAILS = ["qianyiming@example.cn", "renshi@example.cn"]
NOW = "2025-05-06T09:00:00+08:00"


def mail() -> bytes:
    """A mail from an address, about people with phones, in a workbook named by a phone."""
    message = EmailMessage()
    message["From"], message["Subject"] = f"人事 <{MAILS[1]}>", f"评价(2025)+{UNIT}"
    message["Date"] = "Thu, 10 Apr 2025 10:00:00 +0800"
    message.set_content(f"联系 {PHONES[3]}")
    people = [
        person("钱一", f"{PHONES[0]} {MAILS[0]}", "电气工程类"),
        person("孙二", PHONES[1], "不知道的领域"),
        person("李三", PHONES[2], "电气工程类"),
        person("李四", f"{PHONES[0]} {MAILS[0]}", "电气工程类"),
    ]
    data = workbook(UNIT, *people)
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{PHONES[3]}.xlsx")
    message.add_attachment(b"\x00", maintype="application", subtype="octet-stream", filename=f"坏{PHONES[1]}.xlsx")
    return message.as_bytes()


class Desk:
    """The commands as typed in a folder of their own, under a umask that would show everything to everybody."""

    def __init__(self, root: Path) -> None:
        self.root, self.said = root, ""
        (root / "inbox").mkdir()
        (root / "inbox" / f"{PHONES[3]}来信.eml").write_bytes(mail())
        (root / "密码.txt").write_text('中国电机工程学会 = "a-long-password"\n', encoding="utf-8")

    def run(self, *words: str, code: int = 0) -> None:
        self.said += command(self.root, *words, code=code)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("private"))
    attached = desk.root / f"{PHONES[3]}.xlsx"
    attached.write_bytes(workbook(UNIT, person("孙二", PHONES[1], "不知道的领域"), person("李三", PHONES[2])))
    desk.run("process", "--now", NOW, "--dry-run")
    desk.run("process", "--now", NOW, "--timings")
    desk.run("check", attached.name, code=1)
    desk.run("explain", attached.name)
    desk.run("report", "--month", "2025-05", "--now", NOW)
    desk.run("encrypt", "20250506-01", "--passwords", "密码.txt")
    desk.run("backup", "--now", NOW)
    desk.run("doctor")
    desk.run("republish", "20250506-01", "--now", NOW)
    desk.run("export", "people", "--output", "people.csv")
    desk.run("export", "people", "--output", f"{PHONES[3]}/people.csv", code=1)
    desk.run("forget", "--unit", f"{UNIT}{PHONES[3]}", "--yes", code=2)
    desk.run("retention", "--now", NOW, "--yes")
    desk.run("forget", "--unit", UNIT, "--yes", "--now", NOW)
    return desk


def test_everything_written_is_its_owners_only(desk: Desk) -> None:
    given = {"inbox", "密码.txt", f"{PHONES[3]}.xlsx"}
    written = [path for path in desk.root.rglob("*") if path.relative_to(desk.root).parts[0] not in given]
    modes = {path.relative_to(desk.root): stat.S_IMODE(path.stat().st_mode) for path in written}
    assert {Path("register.db"), Path("people.csv"), Path("outbox/台账.xlsx"), Path("outbox/月报")} <= set(modes)
    assert any(path.parts[0] == "backups" for path in modes)
    assert {path: mode for path, mode in modes.items() if mode & 0o077} == {}


def test_no_command_says_a_phone_or_an_address(desk: Desk) -> None:
    assert "199****2003来信.eml" in desk.said
    for text in [*PHONES, *MAILS]:
        assert text not in desk.said


def test_a_pipe_gets_whole_values_and_a_terminal_masked_ones(tmp_path: Path) -> None:
    Desk(tmp_path).run("process", "--now", NOW)
    command = [sys.executable, "-m", "pipeline", "export", "people"]
    place = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    assert PHONES[0] in subprocess.run(command, **place, capture_output=True, check=True).stdout.decode()
    ours, theirs = os.openpty()
    with subprocess.Popen(command, **place, stdout=theirs) as shown:
        os.close(theirs)
        text = b"".join(iter(lambda: _read(ours), b""))
    assert shown.returncode == 0
    assert "钱一".encode() in text
    assert PHONES[0].encode() not in text
    assert MAILS[0].encode() not in text


def _read(terminal: int) -> bytes:
    """What comes over the terminal; nothing once the other side has closed it."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
