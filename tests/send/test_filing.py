"""Drafts and copies put into folders of a real mailbox (Dovecot), each once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient
from support_smtp import Served
from support_smtp import serving as sending
from test_send import OWN, UNITS, Desk, published

from pipeline.mail.account import Account
from pipeline.mail.filing import file_mails
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK
from tests.fetch.support_dovecot import PASSWORD, USER, Dovecot, serving
from tests.main.support_main import Office

__all__ = ["published"]

pytestmark = pytest.mark.slow
DRAFTS, SENT = "草稿箱", "已发送"


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with serving() as running:
        with IMAPClient("127.0.0.1", running.plain, ssl=False) as client:
            client.login(USER, PASSWORD)
            client.create_folder(DRAFTS)
            client.create_folder(SENT)
        yield running


@pytest.fixture
def server(tmp_path: Path, dovecot: Dovecot) -> Iterator[Served]:
    """With Dovecot's certificate: of two that speak for themselves under one name only one would be believed."""
    with sending(tmp_path, starttls=True, own=(dovecot.certificate, dovecot.folder / "server.key")) as served:
        yield served


def inside(dovecot: Dovecot, folder: str) -> list[tuple[set[bytes], bytes]]:
    with IMAPClient("127.0.0.1", dovecot.plain, ssl=False) as client:
        client.login(USER, PASSWORD)
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search(), ["FLAGS", "BODY.PEEK[]"])
        return [({*each[b"FLAGS"]} - {rb"\Recent"}, each[b"BODY[]"]) for _, each in sorted(found.items())]


def test_a_mail_is_put_once(dovecot: Dovecot) -> None:
    box = dovecot.box(tls=False)
    mail = b"Message-ID: <a@b>\r\nSubject: x\r\n\r\nbody\r\n"
    assert file_mails(box, DRAFTS, [mail, mail.replace(b"<a@b>", b"<c@d>")], is_draft=True) == 2
    assert file_mails(box, DRAFTS, [mail], is_draft=True) == 0
    assert file_mails(box, SENT, [mail], is_draft=False) == 1
    assert inside(dovecot, DRAFTS)[0] == ({rb"\Draft"}, mail)
    assert inside(dovecot, SENT) == [({rb"\Seen"}, mail)]


def test_the_drafts_of_a_batch_and_copies_of_what_was_sent(
    tmp_path: Path, published: Office, server: Served, dovecot: Dovecot
) -> None:
    desk = Desk(tmp_path / "desk", published, server)
    told = {"smtp_host": "localhost", "smtp_port": str(server.port), "imap_host": "localhost"}
    told |= {"imap_port": str(dovecot.tls), "imap_drafts": DRAFTS, "imap_sent": SENT}
    write_settings_workbook(desk.office.settings / WORKBOOK, association=OWN | told)
    desk.environment["GONGJIAN_MAIL_PASSWORD"] = PASSWORD
    code, said = desk.send("--drafts")
    assert (code, f"已把 10 封草稿放进邮箱的文件夹“{DRAFTS}”" in said) == (0, True), said
    assert len(inside(dovecot, DRAFTS)) == len(UNITS)
    assert server.room.taken == []
    assert all(b"X-Unsent: 1\r\n" in data for _, data in inside(dovecot, DRAFTS))
    assert "已把 0 封草稿" in desk.send("--drafts")[1]
    server.room.account = Account(USER, PASSWORD)
    code, said = desk.send()
    assert code == 0, said
    assert sorted(data for _, data in inside(dovecot, SENT)) == sorted(each.data for each in server.room.taken)
