"""Mails as units send them: which documents come out, under which names, and what the letter tells."""

from __future__ import annotations

import base64
import hashlib
import random

import pytest
from support_mail import (
    PDF,
    PNG,
    archive,
    attachment,
    envelope,
    mail,
    multipart,
    names,
    outcomes,
    part,
    read,
    text,
    winmail,
    word,
    workbook,
)

INLINE = b"Content-Type: image/png"
LOGO = b"Content-ID: <logo@x>"
HTML = b"text/html; charset=gbk"
TABLE = "<table>" + "<tr>" + "<td>姓名</td>" * 8 + "</tr>" + "<tr>" + "<td>甲</td>" * 8 + "</tr></table>"


def test_a_mail_with_its_workbook_and_scan() -> None:
    reading = read(mail(text("您好".encode()), attachment("附件3.xlsx".encode("gbk")), attachment(b"scan.pdf", PDF)))
    assert outcomes(reading) == [
        ("a.eml", "container"),
        ("a.eml!附件3.xlsx", "sheets"),
        ("a.eml!scan.pdf", "scan"),
    ]
    assert [document.kind for document in reading.documents] == ["mail", "xlsx", "pdf"]
    assert reading.documents[1].sha256 == hashlib.sha256(workbook()).hexdigest()
    assert reading.documents[1].size == len(workbook())


def test_the_envelope() -> None:
    received = b"Received: from a by b; Tue, 22 Apr 2025 08:00:00 +0800\r\n"
    received += b"Received: from c by a; Mon, 21 Apr 2025 09:00:00 +0800\r\n"
    letter = envelope(read(mail(attachment(), subject="评价(2025)+渝东试算工程有限公司".encode("gbk"), more=received)))
    assert letter.subjects == ["评价(2025)+渝东试算工程有限公司"]
    assert letter.sender == "hr@example.com"
    assert letter.received_at is not None
    assert letter.received_at.isoformat() == "2025-04-22T08:00:00+08:00"


@pytest.mark.parametrize(
    "header", [b"Sender: <hr@example.com>", b"Reply-To: hr@example.com", b"Return-Path: <HR@example.com>"]
)
def test_a_sender_outside_the_from_header(header: bytes) -> None:
    letter = envelope(read(b"From: undisclosed\r\nSubject: x\r\n" + header + b"\r\n\r\nhello"))
    assert letter.sender == "hr@example.com"


def test_the_address_beside_a_name_is_the_sender() -> None:
    data = b'From: "boss@example.com" <real@example.com>\r\nSubject: x\r\n\r\nhello'
    assert envelope(read(data)).sender == "real@example.com"


@pytest.mark.parametrize(
    ("habit", "received"),
    [
        ("without Received, the Date counts", b""),
        ("a Received without a date is passed over", b"Received: from nowhere\r\n"),
        (
            "one out of time too",
            b"Received: by a; 31 Dec 9999 23:59:59 -0500\r\nReceived: by b; 1 Jan 0001 00:00:00 +0800\r\n",
        ),
    ],
)
def test_when_it_came(habit: str, received: bytes) -> None:
    letter = envelope(read(mail(attachment(), more=received)))
    assert letter.received_at is not None
    assert letter.received_at.isoformat() == "2025-04-21T09:30:00+08:00"


@pytest.mark.parametrize(
    ("habit", "headers", "name"),
    [
        ("raw GBK", b'Content-Disposition: attachment; filename="\xb8\xbd\xbc\xfe3.xlsx"', "附件3.xlsx"),
        ("raw UTF-8", "Content-Disposition: attachment; filename=附件3.xlsx".encode(), "附件3.xlsx"),
        (
            "only in Content-Type",
            b'Content-Type: application/octet-stream; name="\xb8\xbd\xbc\xfe3.xlsx"',
            "附件3.xlsx",
        ),
        (
            "two words, folded",
            b'Content-Disposition: attachment;\r\n filename="'
            + word(b"\xb8\xbd\xbc")
            + b"\r\n "
            + word(b"\xfe3.xlsx")
            + b'"',
            "附件3.xlsx",
        ),
        (
            "a line break in the name",
            b'Content-Disposition: attachment; filename="' + word(b"\xb8\xbd\r\n\xbc\xfe3.xlsx") + b'"',
            "附件3.xlsx",
        ),
        ("a folder", b'Content-Disposition: attachment; filename="C:\\Users\\x\\list.xlsx"', "Users/x/list.xlsx"),
        ("a way out", b'Content-Disposition: attachment; filename="../../etc/list.xlsx"', "etc/list.xlsx"),
        ("a way out, escaped", b'Content-Disposition: attachment; filename="..\\\\..\\\\list.xlsx"', "list.xlsx"),
        ("our own mark", b'Content-Disposition: attachment; filename="a!b.xlsx"', "a！b.xlsx"),
        ("empty", b'Content-Disposition: attachment; filename=""', "附件1.xlsx"),
        ("none", b"Content-Disposition: attachment", "附件1.xlsx"),
        ("nothing but dots", b'Content-Disposition: attachment; filename=".."', "附件1.xlsx"),
        (
            "null and direction marks",
            'Content-Disposition: attachment; filename="a\x00\u202exslx.xlsx"'.encode(),
            "axslx.xlsx",
        ),
    ],
)
def test_attachment_name(habit: str, headers: bytes, name: str) -> None:
    assert names(read(mail(part(workbook(), headers)))) == [name]


def test_repeated_names_are_told_apart() -> None:
    assert names(read(mail(attachment(), attachment(), attachment(b""), attachment()))) == [
        "list.xlsx",
        "list(2).xlsx",
        "附件3.xlsx",
        "list(3).xlsx",
    ]


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r", b"\r\r\n"], ids=["CRLF", "LF", "CR", "doubled CR"])
def test_line_ends(line_end: bytes) -> None:
    assert names(read(mail(text(b"hello"), attachment()).replace(b"\r\n", line_end))) == ["list.xlsx"]


@pytest.mark.parametrize(
    ("habit", "change"),
    [
        ("a From line before", lambda data: b"From hr@example.com Mon Apr 21 2025\r\n" + data),
        ("blank lines before", lambda data: b"\r\n\r\n" + data),
        ("a byte order mark before", lambda data: b"\xef\xbb\xbf" + data),
        ("no closing boundary", lambda data: data.removesuffix(b"--edge--")),
        (
            "text around the parts",
            lambda data: data.replace(b"\r\n\r\n--edge", b"\r\n\r\nThis is a mail.\r\n--edge", 1) + b"\r\nbye",
        ),
        ("blanks behind the boundary", lambda data: data.replace(b"--edge\r\n", b"--edge \t\r\n")),
        ("raw GBK in a header before", lambda data: b"X-Unit: \xd3\xe5\xb6\xab\r\n" + data),
    ],
)
def test_oddly_built(habit: str, change: object) -> None:
    assert callable(change)
    assert names(read(change(mail(text(b"hello"), attachment())))) == ["list.xlsx"]


def test_a_boundary_that_begins_like_the_inner_one() -> None:
    inner = multipart(text(b"a"), text(b"b", HTML), kind=b"alternative", boundary=b"edge-1")
    assert names(read(mail(inner, attachment()))) == ["list.xlsx"]


def test_quoted_printable_and_uuencoded_attachments() -> None:
    table = "姓名,电话,领域\n甲,1,2\n乙,3,4\n".encode("gbk")
    quoted = b"Content-Disposition: attachment; filename=a.csv\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    quoted += b"".join(b"=%02X" % byte for byte in table)
    uuencoded = b"Content-Disposition: attachment; filename=b.xlsx\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n"
    uuencoded += b"begin 644 b\r\n"
    lines = [workbook()[at : at + 45] for at in range(0, len(workbook()), 45)]
    uuencoded += b"".join(_uu(line) for line in lines) + b"`\r\nend\r\n"
    reading = read(mail(quoted, uuencoded))
    assert [verdict for _, verdict in outcomes(reading)] == ["container", "sheets", "sheets"]
    assert reading.documents[2].sha256 == hashlib.sha256(workbook()).hexdigest()


def _uu(line: bytes) -> bytes:
    import binascii

    return binascii.b2a_uu(line, backtick=True).replace(b"\n", b"\r\n")


def test_base64_cut_off_or_in_two_stretches() -> None:
    encoded = base64.b64encode(workbook()[:100]) + b"\r\n" + base64.b64encode(workbook()[100:])
    headers = b"Content-Disposition: attachment; filename=a.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert read(mail(headers + encoded)).documents[1].sha256 == hashlib.sha256(workbook()).hexdigest()
    assert outcomes(read(mail(headers + encoded[:1001])))[1] == ("a.eml!a.xlsx", "unreadable unreadable")


def test_a_mail_that_is_nothing_but_the_workbook() -> None:
    data = b"From: hr@example.com\r\nSubject: x\r\n" + part(
        workbook(), b'Content-Type: application/vnd.ms-excel; name="a.xlsx"'
    )
    assert names(read(data)) == ["a.xlsx"]


# ---- pictures, signatures, meetings ----


@pytest.mark.parametrize(
    ("habit", "picture", "expected"),
    [
        ("shown in the letter", part(PNG, INLINE, LOGO), "not-a-form"),
        (
            "shown, though marked as attachment",
            part(PNG, INLINE, LOGO, b"Content-Disposition: attachment; filename=a.png"),
            "not-a-form",
        ),
        ("small and inline", part(PNG, INLINE, b"Content-Disposition: inline; filename=a.png"), "not-a-form"),
        ("attached", part(PNG, INLINE, b"Content-Disposition: attachment; filename=a.png"), "scan"),
        (
            "attached with an id nobody shows",
            part(PNG, INLINE, b"Content-ID: <other>", b"Content-Disposition: attachment; filename=a.png"),
            "scan",
        ),
        (
            "a large photo, inline",
            part(PNG + bytes(70_000), INLINE, b"Content-Disposition: inline; filename=a.jpg"),
            "scan",
        ),
        (
            "a PDF, inline",
            part(PDF, b"Content-Type: application/pdf", b"Content-Disposition: inline; filename=a.pdf"),
            "scan",
        ),
    ],
)
def test_what_counts_as_a_scan(habit: str, picture: bytes, expected: str) -> None:
    letter = text(b'<html><body>hi<img src="cid:logo@x"></body></html>', HTML)
    reading = read(mail(multipart(letter, picture, kind=b"related", boundary=b"inner"), attachment()))
    assert outcomes(reading)[1][1] == expected


def test_signed_mail_keeps_its_parts_and_its_signature_is_no_form() -> None:
    signature = part(b"\x30\x80", b'Content-Type: application/pkcs7-signature; name="smime.p7s"')
    inner = multipart(text(b"hi"), attachment(), boundary=b"inner")
    assert outcomes(read(mail(inner, signature, kind=b"signed"))) == [
        ("a.eml", "container"),
        ("a.eml!list.xlsx", "sheets"),
        ("a.eml!smime.p7s", "not-a-form"),
    ]


def test_meetings_cards_and_delivery_notices_are_no_forms() -> None:
    parts = [
        text(b"BEGIN:VCALENDAR", b"text/calendar"),
        part(b"BEGIN:VCARD", b"Content-Type: application/octet-stream; name=a.vcf"),
        text(b"Final-Recipient: x", b"message/delivery-status"),
    ]
    assert {verdict for _, verdict in outcomes(read(mail(*parts, attachment())))[1:4]} == {"not-a-form"}


def der(tag: int, content: bytes, endless: bool = False) -> bytes:
    if endless:
        return bytes([tag, 0x80]) + content + b"\0\0"
    length = len(content).to_bytes(4, "big").lstrip(b"\0") or b"\0"
    size = length if len(content) < 128 else bytes([0x80 + len(length)]) + length
    return bytes([tag]) + size + content


@pytest.mark.parametrize("endless", [False, True], ids=["DER", "BER with endless lengths and octets in pieces"])
def test_a_mail_signed_in_one_piece_is_unwrapped(endless: bool) -> None:
    inner = mail(attachment(), subject=b"inner")
    octets = (
        der(0x24, b"".join(der(4, inner[at : at + 1000]) for at in range(0, len(inner), 1000)), True)
        if endless
        else der(4, inner)
    )
    content = der(0x30, der(6, bytes.fromhex("2a864886f70d010701")) + der(0xA0, octets, endless), endless)
    signed = der(0x30, der(2, b"\1") + der(0x31, b"") + content + der(0x31, b""), endless)
    data = der(0x30, der(6, bytes.fromhex("2a864886f70d010702")) + der(0xA0, signed, endless), endless)
    reading = read(mail(part(data, b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m")))
    assert outcomes(reading)[-1] == ("a.eml!smime.p7m!list.xlsx", "sheets")


def test_an_encrypted_mail_says_so() -> None:
    data = der(0x30, der(6, bytes.fromhex("2a864886f70d010703")) + der(0xA0, der(0x30, b"")))
    reading = read(mail(part(data, b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m")))
    assert outcomes(reading)[1] == ("a.eml!smime.p7m", "unreadable unreadable")


# ---- forwarded ----


@pytest.mark.parametrize("encoded", [False, True], ids=["as it is", "in base64"])
def test_a_forwarded_mail_is_opened(encoded: bool) -> None:
    inner = mail(attachment(), subject=word("评价(2025)+渝东试算工程有限公司".encode("gbk")), boundary=b"inner")
    forwarded = (
        part(inner, b"Content-Type: message/rfc822") if encoded else b"Content-Type: message/rfc822\r\n\r\n" + inner
    )
    reading = read(mail(forwarded, subject="转发".encode()))
    assert outcomes(reading) == [
        ("a.eml", "container"),
        ("a.eml!评价(2025)+渝东试算工程有限公司.eml", "container"),
        ("a.eml!评价(2025)+渝东试算工程有限公司.eml!list.xlsx", "sheets"),
    ]
    assert envelope(reading).subjects == ["转发", "评价(2025)+渝东试算工程有限公司"]
    assert reading.documents[1].sha256 == hashlib.sha256(inner).hexdigest()


@pytest.mark.parametrize(
    ("kind", "letter"),
    [
        (
            b"text/plain; charset=gbk",
            "请处理\n\n-----原始邮件-----\n发件人: 某人\n主题: 评价(2025)+渝东试算工程有限公司\n",
        ),
        (b"text/plain; charset=X-GBK", "> 主　题：评价(2025)+渝东试算工程有限公司\n> 你好"),
        (b"text/plain", "From: a\nSubject: 评价(2025)+渝东试算工程有限公司\nTo: b"),
        (HTML, "<div><b>主题:</b>&nbsp;评价(2025)+渝东试算工程有限公司<br>你好</div>"),
        (
            b"text/html; charset=utf-8",
            "<p>x</p><table><tr><td>Subject: </td><td>评价(2025)+渝东试算工程有限公司</td></tr></table>",
        ),
    ],
)
def test_the_subject_quoted_in_a_forward(kind: bytes, letter: str) -> None:
    told = envelope(read(mail(text(letter.encode("gbk"), kind), attachment(), subject="转发".encode())))
    assert told.subjects == ["转发", "评价(2025)+渝东试算工程有限公司"]


def test_winmail_is_opened() -> None:
    data = winmail("附件3~1.XLS".encode("gbk"), workbook(), "附件3 推荐表.xlsx")
    assert outcomes(read(mail(attachment(b"winmail.dat", data))))[1:] == [
        ("a.eml!winmail.dat", "container"),
        ("a.eml!winmail.dat!附件3 推荐表.xlsx", "sheets"),
    ]


def test_an_archive_in_a_mail_is_opened() -> None:
    packed = archive({"附件3.xlsx": workbook(), "scan/盖章.jpg": b"\xff\xd8\xff\xe0"})
    assert outcomes(read(mail(attachment("材料.zip".encode("gbk"), packed))))[1:] == [
        ("a.eml!材料.zip", "container"),
        ("a.eml!材料.zip!附件3.xlsx", "sheets"),
        ("a.eml!材料.zip!scan/盖章.jpg", "scan"),
    ]


# ---- mails without a workbook ----


@pytest.mark.parametrize(
    ("habit", "data", "expected"),
    [
        ("no attachment", mail(text(b"hello")), "container no-table"),
        ("only a scan", mail(text(b"hello"), attachment(b"a.pdf", PDF)), "container no-table"),
        ("only a picture in the letter", mail(part(PNG, INLINE, b"Content-Disposition: inline")), "container no-table"),
        ("QQ", mail(text(b"http://mail.qq.com/cgi-bin/ftnExs_download?t=exs&k=1")), "container cloud-attachment"),
        (
            "QQ, new",
            mail(text(b'<a href="https://wx.mail.qq.com/ftn/download?func=3">x</a>', HTML)),
            "container cloud-attachment",
        ),
        ("163", mail(text(b"https://dashi.163.com/projects/1/index.html")), "container cloud-attachment"),
        ("163, old", mail(text(b"http://fs.163.com/fs/display/?file=x")), "container cloud-attachment"),
        (
            "126",
            mail(text(b"https://mail.126.com/large-attachment-download/index.html?p=x")),
            "container cloud-attachment",
        ),
        (
            "baidu",
            mail(text("链接：https://pan.baidu.com/s/1abc 提取码".encode()), attachment(b"a.pdf", PDF)),
            "container cloud-attachment",
        ),
        ("alipan", mail(text(b"https://www.alipan.com/s/1abc")), "container cloud-attachment"),
        ("a link to somewhere else", mail(text(b"https://www.example.com/mail.qq.com/ftn")), "container no-table"),
        ("a host that only ends alike", mail(text(b"https://notpan.baidu.com.example.com/s")), "container no-table"),
        ("workbook and link", mail(text(b"https://pan.baidu.com/s/1abc"), attachment()), "container"),
        ("a broken workbook says it itself", mail(attachment(content=b"")), "container"),
        ("nothing at all", b"From: a@example.com\r\nSubject: x\r\nTo: b@example.com\r\n\r\n", "container no-table"),
    ],
)
def test_a_mail_without_workbook(habit: str, data: bytes, expected: str) -> None:
    assert outcomes(read(data))[0] == ("a.eml", expected)


def test_the_reason_stands_with_the_problem() -> None:
    scan, link = read(mail(attachment(b"a.pdf", PDF))), read(mail(text(b"https://pan.baidu.com/s/1abc")))
    assert scan.documents[0].problem is not None
    assert link.documents[0].problem is not None
    assert scan.documents[0].problem.about == "邮件里只有扫描件，没有表格文件"
    assert link.documents[0].problem.about == "pan.baidu.com"


def test_a_table_in_the_letter_is_a_document() -> None:
    letter = ('<meta charset="utf-8">' + TABLE).encode("gbk")
    assert outcomes(read(mail(text(letter, HTML))))[1:] == [("a.eml!正文.html", "sheets")]
    both = read(mail(text(letter, HTML), attachment()))
    assert outcomes(both)[1:] == [("a.eml!list.xlsx", "sheets"), ("a.eml!正文.html", "sheets")]
    assert [document.is_letter for document in both.documents] == [False, False, True]
    assert outcomes(read(mail(text(b"<table><tr><td>hr</td><td>tel</td></tr></table>", HTML))))[1:] == []


def test_an_answer_that_carries_the_old_workbook_again_has_the_same_checksum() -> None:
    first, second = read(mail(attachment())), read(mail(attachment(b"old.xlsx"), subject=b"Re: test"))
    assert first.documents[1].sha256 == second.documents[1].sha256


# ---- limits ----


@pytest.mark.parametrize(
    ("habit", "more"),
    [
        ("a To of 800 KB", b"To: " + b'"a b" <a@example.com>, ' * 35_000 + b"\r\n"),
        ("a Subject of 1.6 MB", b"Subject: " + b"=?gbk?B?xsC82w==?= " * 80_000 + b"\r\n"),
        ("words that never end", b"Subject: " + b"=?gbk?Q?" * 100_000 + b"\r\n"),
        ("500 nested comments", b"To: " + b"(" * 500 + b")" * 500 + b"\r\n"),
        ("a Content-Type of semicolons", b"Content-Disposition: a" + b"; a=b" * 200_000 + b"\r\n"),
        ("30,000 headers", b"X-Long: y\r\n" * 30_000),
        ("a Received without end", b"Received: " + b"(;" * 200_000 + b"\r\n"),
    ],
)
def test_hostile_headers(habit: str, more: bytes) -> None:
    assert names(read(more + mail(text(b"hello"), attachment()))) == ["list.xlsx"]


def test_a_mail_of_3043_parts() -> None:
    assert len(read(mail(*[attachment(b"a.txt", b"x")] * 3_042, attachment())).documents) == 3_044


@pytest.mark.slow
def test_more_parts_than_the_limit_are_said_and_the_first_are_read() -> None:
    reading = read(mail(attachment(), *[text(b"x")] * 5_000))
    assert outcomes(reading) == [("a.eml", "container too-large"), ("a.eml!list.xlsx", "sheets")]


@pytest.mark.parametrize("depth", [40, 3_000])
def test_multiparts_nested_too_deeply(depth: int) -> None:
    layers = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(depth)
    )
    assert outcomes(read(b"From: a@example.com\r\nSubject: x\r\n" + layers))[0] == ("a.eml", "container too-large")


def test_mails_forwarded_too_deeply() -> None:
    data = mail(attachment())
    for _ in range(30):
        data = b"From: a@example.com\r\nSubject: f\r\nContent-Type: message/rfc822\r\n\r\n" + data
    last = read(data).documents[-1]
    assert (last.outcome, last.problem and last.problem.about) == ("unreadable", "邮件转发嵌套过深")


@pytest.mark.parametrize("mails", [40, pytest.param(300, marks=pytest.mark.slow)])
def test_damaged_mails_never_raise(mails: int) -> None:
    chance = random.Random(2025)
    whole = mail(
        text("您好".encode("gbk"), HTML),
        attachment(b"winmail.dat", winmail(b"a", workbook())),
        attachment(b"a.zip", archive({"a": b"b"})),
    )
    for _ in range(mails):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert read(bytes(data[: chance.randint(1, len(data))])).documents
