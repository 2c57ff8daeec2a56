"""What carries files to the office: mails as every program writes them, mailboxes, digests, archives, Outlook's own.

Transfer encodings, charsets, dates and names are drawn from those that exist, those that are wrong and those that break
who believes them; the file inside is whole, so that what is read of it depends on the carrier alone.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import random
from collections.abc import Callable
from email.header import Header
from urllib.parse import quote_from_bytes

from fuzz_seeds import as_html, outlook
from support_mail import archive, multipart, raw_archive, winmail

CHARSETS = (
    *(
        "utf-8",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "utf-7",
        "utf-16",
        "utf-32",
        "hz-gb-2312",
        "iso-2022-cn",
        "us-ascii",
    ),
    *("iso-2022-jp", "iso-2022-kr", "koi8-r", "cp037", "x-unknown", "undefined", "idna", "punycode", "rot13", "hex"),
    *("unicode_escape", "raw_unicode_escape", "mbcs", "zlib", "base64", "\x00", "../utf-8", "u" * 300, "", '"', "8bit"),
)
ZONES = (
    *("+0800", "-0000", "+0000", "GMT", "UT", "CST", "EST", "Z", "A", "(CST)", "+08:00", "0800", "", "中国标准时间"),
    *("+2359", "-2359", "+2400", "-2400", "+9999", "-9999", "+99999999", "+0860", "-+800", "Asia/Shanghai"),
)
NAMES = (
    *(
        "附件3.xlsx",
        "表.xls",
        "a.csv",
        "b.eml",
        "winmail.dat",
        "无后缀",
        "",
        ".",
        "..",
        "../../etc/x.xlsx",
        "C:\\a\\b.xls",
    ),
    *("a\x00b.xlsx", "a\r\nb.xlsx", "\x1b[2J.xlsx", "\u202excod.xls", "\u200b.xlsx", "！!.xlsx", "con", "a/b!c/d.xlsx"),
    *(
        "桥" * 300 + ".xlsx",
        "é.xlsx",
        "𠮷.xlsx",
        "\ud800.xlsx",
        "名" + "\ufffe",
        "=?gb2312?B?x64=?=",
        "%s{0}.xlsx",
        "\t.xlsx",
    ),
    *("11010519491231002X.xlsx", "2025-02-30 甲.xlsx", "0000-00-00.eml", "￥#@&*?|<>:.xlsx", '".xlsx', "a;b=c.xlsx"),
)
NUMBERS = ("0", "9", "9" * 20, "9" * 5_000, "０", "²", "-1")  # of a piece of a name

Encoded = tuple[str, bytes]


def sent_at(chance: random.Random) -> str:
    """A Date header between the year 0 and the year 9999, in any zone, mostly one that exists."""
    zone = chance.choice(ZONES)
    if chance.random() < 0.2:  # the first and last moments that there are
        return f"{chance.choice(('1 Jan 0001 00:00:00', '1 Jan 0100 00:00:00', '31 Dec 9999 23:59:59'))} {zone}"
    year = chance.choice((0, 1, 68, 69, 99, 1000, 1899, 1969, 1970, 2025, 2025, 2038, 9998, chance.randrange(10_000)))
    day, month = (
        chance.choice((1, 21, 28, 31, 31, 0, 99)),
        chance.choice(("Jan", "Feb", "Apr", "Dec", "Xxx", "4", "四月")),
    )
    time = chance.choice(("09:30:00", "00:00:00", "23:59:59", "24:00:00", "23:59:60", "9:3", "99:99:99", "0930", ""))
    weekday = chance.choice(("Mon, ", "", "星期一, ", "Mon "))
    return f"{weekday}{day} {month} {year:0{chance.choice((1, 4))}d} {time} {zone}"


def in_base64(content: bytes) -> Encoded:
    return "base64", base64.encodebytes(content)


def in_uuencode(content: bytes) -> Encoded:
    lines = [binascii.b2a_uu(content[start : start + 45]) for start in range(0, len(content), 45)]
    return "x-uuencode", b"begin 644 a.xlsx\n" + b"".join(lines) + b"`\nend\n"


ENCODINGS: tuple[Callable[[bytes], Encoded], ...] = (
    in_base64,
    in_uuencode,
    lambda content: ("quoted-printable", quopri.encodestring(content)),
    *(lambda content, name=name: (name, content) for name in ("8bit", "7bit", "binary", "x-yenc", "")),  # type: ignore[misc]
    lambda content: ("uuencode", in_base64(content)[1]),
    lambda content: ("base64", in_uuencode(content)[1]),
    lambda content: ("BASE64 ", in_base64(content)[1].replace(b"\n", b"=\n")),
)


def text_in(charset: str, text: str) -> bytes:
    """The text in that charset, or in UTF-8 where there is none of that name."""
    try:
        return text.encode(charset, "replace")
    except (LookupError, ValueError, AttributeError):
        return text.encode("utf-8", "surrogatepass")


def named(chance: random.Random, name: str) -> bytes:
    """The headers that name a part: as RFC 2231 has it, whole or in pieces, as an encoded word, or raw."""
    raw = text_in(chance.choice(CHARSETS), name)
    charset = chance.choice(CHARSETS)
    if chance.random() < 0.4:
        quoted = quote_from_bytes(raw)
        cut, number = chance.randrange(len(quoted) + 1), chance.choice(NUMBERS)
        pieces = chance.choice(
            (
                f"filename*={charset}''{quoted}",
                f"filename*0*={charset}''{quoted[:cut]}; filename*1*={quoted[cut:]}",
                f"filename*1*={quoted[cut:]}; filename*{number}*={charset}''{quoted[:cut]}",
            )
        )
        return f"Content-Disposition: attachment; {pieces}".encode("utf-8", "surrogatepass")
    value = raw if chance.random() < 0.5 else word(chance, charset, raw)
    return b'Content-Type: application/octet-stream; name="%s"' % value


def word(chance: random.Random, charset: str, raw: bytes) -> bytes:
    """An encoded word that may not keep what it promises."""
    label = charset.encode("utf-8", "replace")
    if chance.random() < 0.3:
        return b"=?%s?Q?%s?=" % (label, quopri.encodestring(raw, header=True))
    return b"=?%s?%s?%s?=" % (label, chance.choice((b"B", b"b", b"Q", b"X", b"")), base64.b64encode(raw))


def attached(chance: random.Random, content: bytes) -> bytes:
    """A part of a mail with the file in one of the transfer encodings."""
    encoding, body = chance.choice(ENCODINGS)(content)
    head = [named(chance, chance.choice(NAMES)), b"Content-Transfer-Encoding: " + encoding.encode()]
    return b"\r\n".join([*head, b"", body])


def written(chance: random.Random) -> bytes:
    """The text of a letter with the table in it, in one charset under the name of another."""
    charset, encoding = chance.choice(CHARSETS), chance.choice(ENCODINGS)
    kind, (name, body) = chance.choice(("plain", "html", "enriched")), encoding(text_in(charset, as_html().decode()))
    declared = charset if chance.random() < 0.7 else chance.choice(CHARSETS)
    head = f'Content-Type: text/{kind}; charset="{declared}"\r\nContent-Transfer-Encoding: {name}\r\n\r\n'
    return head.encode() + body


def letter(chance: random.Random, content: bytes) -> bytes:
    """A mail with the file in it."""
    charset = chance.choice(CHARSETS)
    raw = text_in(charset, chance.choice(("推荐表", "转发：渝江测试工程有限公司", *NAMES)))
    subject = raw.replace(b"\n", b"") if chance.random() < 0.3 else word(chance, charset, raw)
    sender = chance.choice(
        (
            b"hr@example.com",
            b"=?gb2312?B?x64=?= <hr@example.com>",
            b"<",
            b'"a\\"b" <@>',
            Header("单位").encode().encode(),
        )
    )
    heads = [b"From: " + sender, b"Subject: " + subject, b"Date: " + sent_at(chance).encode()]
    heads += [b"Received: from a by b; " + sent_at(chance).encode()] * chance.choice((0, 0, 1, 30))
    chance.shuffle(heads)
    parts = [written(chance)] * chance.choice((0, 1, 1)) + [attached(chance, content)]
    kind = chance.choice((b"mixed", b"related", b"alternative", b"signed", b"report", b"x"))
    return b"\r\n".join(heads) + b"\r\nMIME-Version: 1.0\r\n" + multipart(*parts, kind=kind)


def forwarded(chance: random.Random, content: bytes) -> bytes:
    """A mail in mails."""
    mail = letter(chance, content)
    for depth in range(chance.choice((1, 1, 2, 9))):
        inner = (
            b"Content-Type: %s\r\n\r\n" % chance.choice((b"message/rfc822", b"message/global", b"message/partial"))
            + mail
        )
        mail = b"From: a@example.com\r\nSubject: Fw\r\n" + multipart(inner, boundary=b"edge%d" % depth)
    return mail


def digest(chance: random.Random, content: bytes) -> bytes:
    """Several mails as one, their type left out as RFC 2046 allows."""
    mails = [b"\r\n" + letter(chance, content) for _ in range(chance.choice((1, 2)))]
    return b"From: a@example.com\r\nSubject: digest\r\n" + multipart(*mails, kind=b"digest", boundary=b"day")


def mailbox(chance: random.Random, content: bytes) -> bytes:
    """Several mails in one file."""
    mails = [letter(chance, content).replace(b"\r\n", b"\n") for _ in range(chance.choice((1, 2)))]
    return b"".join(
        b"From a@example.com Thu Apr 10 10:00:00 %d\n%s\n\n" % (chance.randrange(10_000), mail) for mail in mails
    )


def packed(chance: random.Random, content: bytes) -> bytes:
    """An archive, its names in any bytes."""
    names = [text_in(chance.choice(("utf-8", "gbk", "big5")), chance.choice(NAMES))[:60_000] for _ in range(2)]
    if chance.random() < 0.5:
        return raw_archive([(name, content) for name in names], flags=chance.choice((0, 0x800, 8)))
    return archive({chance.choice(NAMES[:8]) or "x": content, "甲/": b"", "信.eml": letter(chance, content)})


CARRIERS: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "信.eml": letter,
    "转发.eml": forwarded,
    "汇编.eml": digest,
    "信箱.mbox": mailbox,
    "包.zip": packed,
    "信.msg": lambda chance, content: outlook((chance.choice(NAMES).replace("\ud800", ""), content)),
    "winmail.dat": lambda chance, content: winmail(
        text_in("gbk", chance.choice(NAMES)), content, chance.choice(("", "附件三.xlsx"))
    ),
}
"""Carriers by a name that fits; of mails there are more than of others."""
