"""How many mails a second come and go over TLS, with servers on loopback. Printed by `make bench`."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

FETCHED, SENT = 500, 100
LETTER = b"Message-ID: <x@y>\r\n\r\n" + (b"QUJD" * 19 + b"\r\n") * 500  # 38 KB


def fetched() -> float | None:
    """Mails a second that are fetched; None where there is no Dovecot."""
    from tests.fetch.support_dovecot import serving
    from tests.fetch.support_fetch import Desk, mail

    if not shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        return None
    with tempfile.TemporaryDirectory() as name, serving() as server:
        os.environ["SSL_CERT_FILE"] = str(server.certificate)
        server.put({f"{number:04}": mail(number) for number in range(1, FETCHED + 1)})
        start = time.perf_counter()
        Desk(Path(name)).fetch(server.box())
        return FETCHED / (time.perf_counter() - start)


def sent() -> float:
    """Mails a second that are handed over on one line."""
    from pipeline.mail.account import Account
    from pipeline.mail.smtp import Server, hand_over, opened
    from tests.send.support_smtp import PASSWORD, USER, serving

    with tempfile.TemporaryDirectory() as name, serving(Path(name), starttls=True) as server:
        os.environ["SSL_CERT_FILE"] = str(server.certificate)
        place = Server(Account(USER, PASSWORD), "localhost", server.port, "starttls")
        start = time.perf_counter()
        with opened(place) as line:
            for _ in range(SENT):
                assert hand_over(line, place, USER, "a@unit.example", LETTER, lambda: None) == ""
        return SENT / (time.perf_counter() - start)
