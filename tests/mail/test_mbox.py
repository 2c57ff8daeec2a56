"""An mbox: every mail in it is read, and is a submission of its own."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from support_mail import UNIT, archive, attachment, mail, outcomes, read, workbook

from pipeline.model.documents import Examination, Examined, InboxFile, Outcome
from pipeline.read.mail.mbox import open_mbox
from pipeline.receive.belonging import Notices
from pipeline.receive.files import submission_of
from pipeline.receive.submissions import gather
from pipeline.terms.notices import notices

FROM = b"From hr@example.com Mon Apr 21 09:30:00 2025\r\n"
FIRST = mail(attachment("附件3.xlsx".encode("gbk")), subject=UNIT.encode()) + b"\r\n"
SECOND = FIRST.replace(UNIT.encode(), b"second").replace(b"hr@", b"yx@").replace(b"21 Apr", b"22 Apr")


def mbox(*mails: bytes) -> bytes:
    return b"".join(FROM + one.removesuffix(b"\r\n") + b"\r\n\r\n" for one in mails)


BOTH = [
    ("container", "!1"),
    ("sheets", "!1!附件3.xlsx"),
    ("container", "!2"),
    ("sheets", "!2!附件3.xlsx"),
]


@pytest.mark.parametrize("name", ["a.mbox", "收件箱", "a.eml", "a.txt"])
def test_every_mail_is_read(name: str) -> None:
    reading = read(mbox(FIRST, SECOND), name)
    assert outcomes(reading) == [(name, "container"), *((name + inside, said) for said, inside in BOTH)]
    assert [document.kind for document in reading.documents] == ["mbox", "mail", "xlsx", "mail", "xlsx"]
    told = [(one.file, one.subjects, one.sender, one.received_at and one.received_at.day) for one in reading.envelopes]
    assert told == [(f"{name}!1", [UNIT], "hr@example.com", 21), (f"{name}!2", ["second"], "yx@example.com", 22)]


def test_a_mail_is_the_same_bytes_as_when_it_came_alone() -> None:
    assert read(mbox(FIRST, SECOND), "a.mbox").documents[1].sha256 == hashlib.sha256(FIRST).hexdigest()


@pytest.mark.parametrize(
    ("habit", "change"),
    [
        ("LF", lambda data: data.replace(b"\r\n", b"\n")),
        ("CR", lambda data: data.replace(b"\r\n", b"\r")),
        ("a byte order mark before", lambda data: b"\xef\xbb\xbf" + data),
        ("blank lines before", lambda data: b"\r\n\r\n" + data),
        ("no empty line between", lambda data: data.replace(b"\r\n\r\nFrom hr", b"\r\nFrom hr")),
        ("Thunderbird", lambda data: data.replace(b"From hr@example.com", b"From - ").replace(b"2025\r\n", b"2025\n")),
        ("no date", lambda data: data.replace(FROM, b"From hr@example.com\r\n")),
        (
            "two charsets in the headers",
            lambda data: data.replace(b"second", "名单".encode("gbk") + "\r\nX: 名".encode()),
        ),
    ],
)
def test_how_programs_write_it(habit: str, change: object) -> None:
    assert callable(change)
    assert [(said, file[6:]) for file, said in outcomes(read(change(mbox(FIRST, SECOND)), "a.mbox"))[1:]] == BOTH


def test_from_in_a_letter_begins_no_mail() -> None:
    letter = b"From: a@example.com\r\nSubject: x\r\n\r\nFrom 2025 on:\r\nhello\r\n\r\n>From me\r\n"
    letter += b">>From you\r\nFrom 2025\r\nplace: here\r\n"
    (part,) = open_mbox(mbox(letter), 9).parts
    assert part.data == letter.replace(b">From", b"From")


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("a.eml", ["a.eml", "a.eml!附件3.xlsx"]),
        ("a.mbox", ["a.mbox", "a.mbox!1", "a.mbox!1!附件3.xlsx"]),
        ("a.mbx", ["a.mbx", "a.mbx!1", "a.mbx!1!附件3.xlsx"]),
        ("a", ["a", "a!1", "a!1!附件3.xlsx"]),
    ],
)
def test_one_mail_behind_a_from_line(name: str, files: list[str]) -> None:
    assert [document.file for document in read(FROM + FIRST, name).documents] == files


def test_a_mail_without_from_line_is_a_mail_whatever_its_name() -> None:
    assert outcomes(read(FIRST, "a.mbox"))[1:] == [("a.mbox!附件3.xlsx", "sheets")]


def test_each_mail_says_why_nothing_was_in_it() -> None:
    empty = b"From: a@example.com\r\nSubject: x\r\n\r\nhello"
    assert outcomes(read(mbox(empty, FIRST), "a.mbox"))[:2] == [
        ("a.mbox", "container"),
        ("a.mbox!1", "container no-table"),
    ]


@pytest.mark.parametrize(
    ("data", "outer"),
    [
        (archive({"b.mbox": mbox(FIRST, SECOND)}), "a.zip"),
        (mail(attachment(b"b.mbox", mbox(FIRST, SECOND))), "a.eml"),
    ],
)
def test_inside_something_else_it_is_opened_within_its_submission(data: bytes, outer: str) -> None:
    reading = read(data, outer)
    inside = [("container", ""), *BOTH]
    assert outcomes(reading)[1:] == [(f"{outer}!b.mbox{file}", said) for said, file in inside]
    (envelope,) = reading.envelopes
    assert envelope.subjects[-2:] == [UNIT, "second"]


def test_limits_hold_over_all_mails() -> None:
    heavy = mail(*[attachment(b"a.txt", b"x")] * 2_000)
    said = dict(outcomes(read(mbox(heavy, heavy, heavy, FIRST), "a.mbox")))
    assert [said[f"a.mbox!{number}"] for number in (2, 3, 4)] == [
        "container no-table",
        "container too-large",
        "container too-large",
    ]
    assert sum(file.endswith(".txt") for file in said) < 5_000


def test_mails_beyond_the_limit_are_said() -> None:
    opened = open_mbox(mbox(FIRST, SECOND, FIRST), 2)
    assert [part.name for part in opened.parts] == ["1", "2"]
    assert opened.problem is not None
    assert opened.problem.about == "邮箱文件里的邮件太多，后面的没有读取"


@pytest.mark.parametrize("path", ["a.mbox", "渝东/a.mbox", "渝东/收件箱"])
def test_every_mail_is_a_submission(path: str) -> None:
    reading = read(mbox(FIRST, SECOND), path)
    documents = [
        Examined(one.file, one.sha256, one.size, one.kind, one.outcome or Outcome.PROCESSED, one.problem, None)
        for one in reading.documents
    ]
    file = InboxFile(path, path, "", 1, datetime(2025, 3, 1, tzinfo=UTC), submission_of(path))
    opened = Notices(notices(), frozenset({"2025"}))
    submissions, strays = gather([file], [Examination(reading.envelopes, documents)], opened, 1, {})
    assert strays == []
    assert [(one.key, one.sender, one.received_at.day, one.unit_source) for one in submissions] == [
        (f"{path}!1", "hr@example.com", 21, "subject"),
        (f"{path}!2", "yx@example.com", 22, "none"),
    ]
    assert [[document.file for document in one.documents] for one in submissions] == [
        [path, f"{path}!1", f"{path}!1!附件3.xlsx"],
        [f"{path}!2", f"{path}!2!附件3.xlsx"],
    ]
    assert documents[2].sha256 == hashlib.sha256(workbook()).hexdigest()
