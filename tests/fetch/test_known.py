"""What the register remembers of mails; by what one is known that came another way; the case of one too large."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from main.support_main import NOW, Office, person, workbook
from support_decisions import fill, lines_of
from support_fetch import mail

from examples.units import mail as unit_mail
from pipeline.mail.known import Known
from pipeline.model.mailbox import FETCHED, LEFT, SEEN, Folder, Identity, Kept
from pipeline.receive.files import BEING_FETCHED, receive
from pipeline.register import Register

FOLDER = Folder("mail@renqiao.example", "imap.renqiao.example", "INBOX", 7)
MEGABYTE = 1 << 20


def kept(uid: int, outcome: str, size: int = 10, **more: object) -> Kept:
    told = {"message_id": f"m{uid}@unit.example", "sent_at": "2025-04-07T10:00:00+08:00", "sha256": "", "path": ""}
    told |= {"sender": "", "subject": "", "recorded_at": NOW.isoformat()} | more
    return Kept(*FOLDER, uid=uid, outcome=outcome, size=size, **told)  # type: ignore[arg-type]


def left(uid: int, subject: str = "附件很大", sender: str = "jin@unit.example") -> Kept:
    return kept(uid, LEFT, 150 * MEGABYTE, subject=subject, sender=sender)


def test_what_need_not_be_asked_for_again() -> None:
    with Register.in_memory() as register:
        memory = register.mailbox
        memory.keep([kept(1, FETCHED), kept(2, SEEN), left(3)])
        assert memory.done(FOLDER, 100 * MEGABYTE) == {1, 2, 3}
        assert memory.done(FOLDER, 200 * MEGABYTE) == {1, 2}  # the limit was raised
        for other in (FOLDER._replace(validity=8), FOLDER._replace(folder="报送"), FOLDER._replace(account="x")):
            assert memory.done(other, 100 * MEGABYTE) == set()
        assert {each.message_id for each in memory.identities()} == {"m1@unit.example", "m2@unit.example"}


def from_unit(name: str) -> bytes:
    attached = {"表.xlsx": workbook("甲工程有限公司", person(name, "19911112001"))}
    return unit_mail("甲工程有限公司", datetime.fromisoformat("2025-04-07T10:00:00+08:00"), "见附件。", attached)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_mails_of_the_inbox_and_of_the_register_are_known(office: Office) -> None:
    """Also when the inbox was cleared; of a folder that was saved as one file each mail; what is being fetched not."""
    read = from_unit("钱一")
    office.receive({"读过.eml": read})
    office.run()
    (office.inbox / "读过.eml").unlink()
    box = b"".join(b"From jin Mon Apr  7 10:00:00 2025\n" + mail(number).replace(b"\r\n", b"\n") for number in (2, 3))
    office.receive({"甲/原件.EML": mail(1), "旧邮箱.mbox": box, f"{BEING_FETCHED}9": mail(9)})
    with Register.open(office.register) as register:
        known = Known(office.inbox, register.mailbox)
    for number in (1, 2, 3):
        assert known.has(Identity(f"m{number}@unit.example", f"2025-04-07T10:00:0{number}+08:00"))
    assert not known.has(Identity("m1@unit.example", "2025-04-08T10:00:01+08:00"))  # edited and sent again
    assert not known.has(Identity("m9@unit.example", "2025-04-07T10:00:09+08:00"))
    assert not known.has(Identity("", ""))
    assert [known.has_bytes(data) for data in (mail(1), read, mail(4))] == [True, True, False]
    assert known.has(Identity("202504071000@unit.example", "2025-04-07T10:00:00+08:00"))


def test_links_of_the_inbox_are_not_opened(office: Office, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "1.eml").write_bytes(mail(1))
    (office.inbox / "1.eml").symlink_to(tmp_path / "elsewhere" / "1.eml")
    (office.inbox / "甲").symlink_to(tmp_path / "elsewhere")
    with Register.in_memory() as register:
        known = Known(office.inbox, register.mailbox)
    assert not known.has(Identity("m1@unit.example", "2025-04-07T10:00:01+08:00"))
    assert not known.has_bytes(mail(1))


def test_what_is_being_fetched_is_no_file_of_the_inbox(office: Office) -> None:
    office.receive({f"{BEING_FETCHED}9": mail(9), "1.eml": mail(1), "甲/.gitkeep": b""})
    assert [file.path for file in receive(office.inbox).files] == ["1.eml"]


def cases(office: Office) -> list[dict[str, str]]:
    return lines_of(office.outbox / "待决事项.xlsx", "未结事项")


def test_a_mail_that_is_too_large_is_a_case_until_it_is_closed(office: Office) -> None:
    with Register.open(office.register) as register:
        register.mailbox.keep([left(3), left(4, "=HYPERLINK(1)"), kept(5, FETCHED)])
    office.run()
    first, second = cases(office)
    assert first["事项"] == "邮件过大，没有收取"
    assert first["问题"] == (
        "邮箱“INBOX”里 2025-04-07 jin@unit.example 发来的“附件很大”有 150 MB，超过 100 MB，仍留在邮箱里。"
        "请在邮箱里打开它，把附件存进收件文件夹的一个子文件夹再处理，或请对方分几封发送，然后办结。"
    )
    assert second["文件"] == "=HYPERLINK(1)"
    assert "邮件过大，没有收取" in (office.outbox / "index.html").read_text(encoding="utf-8")
    fill(office.outbox / "待决事项.xlsx", {first["事项编号"]: {"决定": "办结", "说明": "对方已分几封发来"}})
    office.run()
    assert [line["事项编号"] for line in cases(office)] == [second["事项编号"]]


def test_the_case_is_one_and_goes_when_the_mail_comes(office: Office) -> None:
    with Register.open(office.register) as register:
        register.mailbox.keep([left(3), left(3)._replace(validity=8, uid=1)])  # the server numbered its mails anew
        assert len(register.questions(NOW)) == 1
        register.mailbox.keep([kept(3, FETCHED, 150 * MEGABYTE)])  # the limit was raised
        assert register.questions(NOW) == []


def test_forgetting_a_unit_empties_what_is_said_of_its_mails(office: Office) -> None:
    office.receive({"1.eml": from_unit("钱一鸣")})
    office.run()
    sender = office.export("submissions")[0]["sender"]
    assert sender
    with Register.open(office.register) as register:
        register.mailbox.keep([left(3, sender=sender), left(4, "钱一鸣的材料"), left(5)])
        register.forgetting.forget(register.forgetting.select_unit("甲工程有限公司"), NOW)
        said = [each.message for each in register.questions(NOW) if each.slugs == ("mail-too-large",)]
    assert [("钱一鸣" in text, sender in text) for text in said] == [(False, False)] * 3
    assert ["附件很大" in text for text in said] == [False, False, True]
