"""Whatever the bytes of a mail are, it is read without an exception, and what can be had of it is there."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from olefile import olefile
from support_examples import examples
from support_mail import archive, attachment, compound, envelope, mail, multipart, names, outcomes, read, text, winmail
from test_outlook import LETTER, file, message, wide

UUENCODED = b"Content-Disposition: attachment; filename=a.csv\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n"
TABLE = b"a,b,c\n1,2,3\n4,5,6\n"  # in uuencode: 286$L8BQC"C$L,BPS"C0L-2PV"@
DIGEST = b"\r\n" + mail(attachment(), subject=b"inside", boundary=b"inner")


@pytest.mark.parametrize(
    ("habit", "lines", "content"),
    [
        ("whole", b'286$L8BQC"C$L,BPS"C0L-2PV"@', TABLE),
        ("one character that nobody writes", b'286$L8BQC"C$L,BPS"C0L-2P\xff"@', TABLE[:-3] + b"4\x00\n"),
        ("longer than it says", b'286$L8BQC"C$L,BPS"C0L-2PV"@``abc', TABLE),
        ("cut off", b'286$L8BQC"C$L,BPS"C0L-2', TABLE[:-2] + b"\0\0"),
        ("a text behind the end", b'286$L8BQC"C$L,BPS"C0L-2PV"@\r\n`\r\nend\r\nregards', TABLE),
    ],
)
def test_uuencoded(habit: str, lines: bytes, content: bytes) -> None:
    data = b"From: a@example.com\r\nSubject: x\r\n" + UUENCODED + b"begin 644 a.csv\r\n" + lines
    reading = read(data)
    assert names(reading) == ["a.csv"]
    assert reading.documents[1].size == len(content)


def test_the_smallest_damaged_uuencoded_mail() -> None:
    data = b"From: a@example.com\r\nSubject: x\r\n" + UUENCODED + b"begin 644 a\r\n#86\x80C\r\n"
    assert len(data) < 160
    assert names(read(data)) == ["a.csv"]


def test_a_character_numbered_with_thousands_of_digits() -> None:
    data = mail(text(b"<p>&#" + b"1" * 5_000 + b";</p>", b"text/html"), attachment())
    assert names(read(data)) == ["list.xlsx"]


def test_mails_of_a_digest_are_opened() -> None:
    forwarded = multipart(DIGEST, DIGEST, kind=b"digest", boundary=b"digest")
    reading = read(mail(text(b"hello"), forwarded))
    assert [file for file, said in outcomes(reading) if said == "sheets"] == [
        "a.eml!inside.eml!list.xlsx",
        "a.eml!inside(2).eml!list.xlsx",
    ]
    assert envelope(reading).subjects == ["test", "inside", "inside"]


def test_an_outlook_stream_is_never_larger_than_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The allocation table sends the mini stream back to its beginning, and its size is four gigabytes."""
    data = bytearray(compound(message(file(wide(0x3707, "a.csv"), bytes(8_000)), text=LETTER)))
    sizes = data.index("Root Entry".encode("utf-16-le")) + 120
    data[sizes : sizes + 4] = b"\xf0\xff\xff\xff"
    start = struct.unpack_from("<L", data, sizes - 4)[0]
    struct.pack_into("<L", data, len(data) - 512 + start * 4, start)
    asked: list[int] = []

    class Watched(olefile.OleStream):  # type: ignore[misc]
        def __init__(self, **wanted: Any) -> None:
            asked.append(wanted["size"])
            super().__init__(**wanted)

    monkeypatch.setattr(olefile, "OleStream", Watched)
    assert read(bytes(data), "a.msg").documents
    assert max(size for size in asked if size != olefile.UNKNOWN_SIZE) <= len(data)


WHOLE = mail(
    text("您好&#20013;主题：推荐".encode("gbk"), b"text/html; charset=gbk"),
    attachment("附件3.csv".encode("gbk"), b"a,b\n1,2"),
    UUENCODED + b"begin 644 a\r\n#86)C\r\n`\r\nend",
    attachment(b"w.dat", winmail(b"a", b"1,2", "长.csv")),
    attachment(b"z.zip", archive({"a.csv": b"b,c"})),
    multipart(DIGEST, kind=b"digest", boundary=b"digest"),
    more=b"Received: x; Tue, 22 Apr 2025 08:00:00 +0800\r\n",
)
SEEDS = {"a.eml": WHOLE, "a.mbox": (b"From a Mon Apr 21 09:30:00 2025\r\n" + WHOLE + b"\r\n\r\n") * 2}
HOSTILE = st.one_of(st.binary(max_size=3), st.sampled_from([*b'<>()";=?!&#-\x00\xff']).map(lambda byte: bytes([byte])))
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), HOSTILE), min_size=1, max_size=8)


@pytest.mark.slow
@examples(150)
@given(st.sampled_from(sorted(SEEDS)), CHANGES)
def test_mutated_mails_never_raise(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    data = SEEDS[name]
    for place, length, replacement in changes:
        at = int(place * len(data))
        data = data[:at] + replacement + data[at + length :]
    assert read(data, name).documents[0].file == name
