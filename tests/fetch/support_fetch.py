"""Mails as units send them, and a desk at which they are fetched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pipeline.mail.account import Mailbox
from pipeline.mail.fetch import Fetched, fetch
from pipeline.model.decisions import Question
from pipeline.register import Register

NOW = datetime.fromisoformat("2025-05-06T09:00:00+08:00")


def mail(number: int, body: bytes = b"x", *, message_id: str | None = None, size: int = 0) -> bytes:
    """A mail with raw bytes of all kinds in it; without a Message-ID for an empty one."""
    name = f"<m{number}@unit.example>" if message_id is None else message_id
    head = (
        f"From: =?utf-8?B?6YeR6IGU57uc?= <jin{number}@unit.example>\r\nTo: mail@renqiao.example\r\n"
        f"Subject: =?utf-8?B?5o6o6I2Q6KGo?= {number}\r\n"
        f"Date: Mon, 7 Apr 2025 10:{number // 60 % 60:02}:{number % 60:02} +0800\r\n"
    )
    head += f"Message-ID: {name}\r\n" * bool(name)
    text = head.encode() + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=gbk\r\n\r\n" + body
    line = b"\xcd\xc6\xbc\xf6\xb1\xed\xff\xfe=?" + b"." * 62 + b"\r\n"
    return text + b"\r\n" + line * (-(-max(0, size - len(text)) // len(line)))


class Desk:
    """An installation that fetches."""

    def __init__(self, root: Path) -> None:
        self.inbox, self.database = root / "inbox", root / "register.db"

    @property
    def register(self) -> str:
        return f"sqlite:///{self.database.as_posix()}"

    def fetch(self, box: Mailbox, advance: Callable[[int, int], None] = lambda *_: None) -> Fetched:
        """Once; what came of it, also where it raises."""
        self.done = Fetched()
        with Register.open(self.register) as register:
            fetch(box, register, self.inbox, NOW, advance, self.done)
        return self.done

    def mails(self) -> list[bytes]:
        """What lies in the inbox, by content, and nothing but mails."""
        assert {path.suffix for path in self.inbox.iterdir()} <= {".eml"}
        return sorted(path.read_bytes() for path in self.inbox.iterdir())

    def questions(self) -> list[Question]:
        """What the secretary is asked."""
        with Register.open(self.register) as register:
            return register.questions(NOW)
