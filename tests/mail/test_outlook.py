"""Messages saved by Outlook and winmail.dat, written byte by byte."""

from __future__ import annotations

import random
import struct

import pytest
from support_mail import PDF, PNG, UNIT, Tree, compound, envelope, names, outcomes, read, winmail, workbook

RULE = "评价(2025)+" + UNIT
FILETIME = 133_896_726_000_000_000  # 2025-04-21 01:30 UTC


def wide(pid: int, text: str) -> tuple[str, bytes]:
    return f"__substg1.0_{pid:04X}001F", text.encode("utf-16-le")


def narrow(pid: int, text: str) -> tuple[str, bytes]:
    return f"__substg1.0_{pid:04X}001E", text.encode("gbk")


def file(name: tuple[str, bytes], content: bytes, *more: tuple[str, bytes]) -> Tree:
    return dict([name, ("__substg1.0_37010102", content), ("__properties_version1.0", bytes(8)), *more])


def message(*files: Tree, properties: bytes = b"", header: int = 32, text: tuple[tuple[str, bytes], ...] = ()) -> Tree:
    tree: Tree = {"__properties_version1.0": bytes(header) + properties, **dict(text)}
    return tree | {f"__attach_version1.0_#{number:08X}": content for number, content in enumerate(files)}


LETTER = (wide(0x0037, RULE), wide(0x1000, "您好"), wide(0x5D01, "hr@example.com"))


def test_a_saved_message() -> None:
    delivered = struct.pack("<HHLQ", 0x0040, 0x0E06, 6, FILETIME)
    tree = message(
        file(wide(0x3707, "附件3.xlsx"), workbook()),
        file(wide(0x3704, "SCAN~1.PDF"), PDF),
        properties=delivered,
        text=LETTER,
    )
    reading = read(compound(tree), "a.msg")
    assert outcomes(reading) == [
        ("a.msg", "container"),
        ("a.msg!附件3.xlsx", "sheets"),
        ("a.msg!SCAN~1.PDF", "scan"),
    ]
    assert envelope(reading).subjects == [RULE]
    assert envelope(reading).sender == "hr@example.com"
    arrived = envelope(reading).received_at
    assert arrived is not None
    assert arrived.isoformat() == "2025-04-21T01:30:00+00:00"


def test_texts_in_gbk_whatever_code_page_the_message_names() -> None:
    tree = message(
        file(narrow(0x3707, "附件3.xlsx"), workbook()), text=(narrow(0x0037, RULE), narrow(0x1000, "主题：原来的主题"))
    )
    reading = read(compound(tree), "a.msg")
    assert names(reading) == ["附件3.xlsx"]
    assert envelope(reading).subjects == [RULE, "原来的主题"]


def test_the_transport_headers_tell_when_it_came() -> None:
    headers = "Received: by x; Tue, 22 Apr 2025 08:00:00 +0800\r\nFrom: <HR@example.com>\r\n"
    letter = envelope(read(compound(message(text=(wide(0x007D, headers), wide(0x0037, "x")))), "a.msg"))
    assert letter.received_at is not None
    assert (letter.received_at.isoformat(), letter.sender) == ("2025-04-22T08:00:00+08:00", "hr@example.com")


@pytest.mark.parametrize("time", [0, 1, 2_650_467_743_990_000_000, 2**63, 2**64 - 1])
def test_a_delivery_out_of_time_is_passed_over(time: int) -> None:
    """The second is in the year 1601, the third at the end of 9999; then the moment it was sent counts."""
    properties = struct.pack("<HHLQ", 0x0040, 0x0E06, 6, time) + struct.pack("<HHLQ", 0x0040, 0x0039, 6, FILETIME)
    letter = envelope(read(compound(message(properties=properties, text=LETTER)), "a.msg"))
    assert letter.received_at is not None
    assert letter.received_at.isoformat() == "2025-04-21T01:30:00+00:00"


def test_the_address_beside_a_name_in_the_transport_headers() -> None:
    headers = 'From: "boss@example.com" <real@example.com>\r\n'
    letter = envelope(read(compound(message(text=(wide(0x007D, headers), *LETTER))), "a.msg"))
    assert letter.sender == "real@example.com"


def test_a_message_in_a_message() -> None:
    inner = message(file(wide(0x3707, "附件3.xlsx"), workbook()), header=24, text=LETTER)
    holder: Tree = {
        "__substg1.0_3701000D": inner,
        "__properties_version1.0": bytes(8),
        **dict([wide(0x3001, "转来的邮件")]),
    }
    reading = read(compound(message(holder, text=(wide(0x0037, "转发"),))), "a.msg")
    assert outcomes(reading) == [
        ("a.msg", "container"),
        ("a.msg!转来的邮件.msg", "container"),
        ("a.msg!转来的邮件.msg!附件3.xlsx", "sheets"),
    ]
    assert envelope(reading).subjects == ["转发", RULE]


def test_a_picture_in_the_letter_is_no_scan() -> None:
    picture = file(wide(0x3707, "logo.png"), PNG, wide(0x3712, "logo@x"))
    reading = read(compound(message(picture, text=(wide(0x1013, '<img src="cid:logo@x">'),))), "a.msg")
    assert outcomes(reading)[1] == ("a.msg!logo.png", "not-a-form")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (winmail("附件3.xlsx".encode("gbk"), workbook()), "附件3.xlsx"),
        (winmail("附件3~1.XLS".encode("gbk"), workbook(), "附件3 推荐表.xlsx"), "附件3 推荐表.xlsx"),
        (winmail(b"", workbook()), "附件1.xlsx"),
    ],
)
def test_winmail(data: bytes, name: str) -> None:
    assert outcomes(read(data, "winmail.dat")) == [("winmail.dat", "container"), (f"winmail.dat!{name}", "sheets")]


def test_winmail_that_claims_billions_of_properties() -> None:
    data = winmail(b"short.xlsx", workbook(), "long.xlsx")
    count = data.index(struct.pack("<LHH", 1, 0x001F, 0x3707))
    assert names(read(data[:count] + b"\xff\xff\xff\xff" + data[count + 4 :], "winmail.dat")) == ["short.xlsx"]


def test_damaged_files_never_raise() -> None:
    chance = random.Random(2025)
    tree = message(file(wide(0x3707, "附件3.xlsx"), workbook()), text=LETTER)
    for whole, name in ((compound(tree), "a.msg"), (winmail(b"a.xlsx", workbook(), "长名字.xlsx"), "winmail.dat")):
        for _ in range(200):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 10)):
                data[chance.randrange(8, min(len(data), 2_000))] = chance.randrange(256)
            assert read(bytes(data[: chance.randint(100, len(data))]), name).documents
