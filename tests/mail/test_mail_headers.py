"""Header text and parameters as mail programs write them, raw bytes → what is read."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_mail import word

from pipeline.read.mail.address import address, header_address
from pipeline.read.mail.headers import Headers, header_text, mail_date, parameters
from pipeline.text.charset import decode, mend

RULE = "评价(2025)+渝东试算工程有限公司"
GBK, UTF8 = RULE.encode("gbk"), RULE.encode()
B64 = base64.b64encode(GBK)


@pytest.mark.parametrize(
    ("habit", "raw"),
    [
        ("gb2312", word(GBK, b"gb2312")),
        ("gbk", word(GBK, b"GBK")),
        ("gb18030", word(GBK, b"gb18030")),
        ("x-gbk", word(GBK, b"X-GBK")),
        ("cp936", word(GBK, b"cp936")),
        ("unknown charset name", word(GBK, b"x-unknown")),
        ("no charset name", word(GBK, b"")),
        ("utf-8", word(UTF8, b"utf-8")),
        ("GBK under the name utf-8", word(GBK, b"utf-8")),
        ("GBK under the name iso-8859-1", word(GBK, b"iso-8859-1")),
        ("utf-8 under the name gb2312", word(UTF8, b"gb2312")),
        ("quoted-printable", b"=?gb2312?Q?" + b"".join(b"=%02X" % byte for byte in GBK) + b"?="),
        ("language suffix", b"=?utf-8*zh?B?" + base64.b64encode(UTF8) + b"?="),
        ("raw GBK", GBK),
        ("raw UTF-8", UTF8),
        ("words split inside a character", word(GBK[:7]) + b"\r\n " + word(GBK[7:])),
        ("words split inside a character, no blank", word(UTF8[:5], b"utf-8") + word(UTF8[5:], b"UTF-8")),
        ("base64 group cut in two words", b"=?gbk?B?" + B64[:10] + b"?= =?gbk?B?" + B64[10:] + b"?="),
        ("padding lost", word(GBK).replace(b"==", b"").replace(b"=?=", b"?=")),
        ("several names of one charset", word(GBK[:7], b"gb2312") + b" " + word(GBK[7:], b"gbk")),
        ("one long word over two lines", word(GBK)[:30] + b"\r\n " + word(GBK)[30:]),
    ],
)
def test_subject(habit: str, raw: bytes) -> None:
    assert Headers(b"Subject: " + raw).text("subject") == RULE


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Re: " + word(GBK), "Re: " + RULE),
        (word(GBK) + b" final", RULE + " final"),
        (word("转发：".encode(), b"utf-8") + b" " + word(GBK, b"gbk"), "转发：" + RULE),
        (b"plain = text ?= here", "plain = text ?= here"),
        (b"=?utf-8?B?!!!?=", ""),
        (b"", ""),
        ("Café Müller".encode("latin-1"), "Café Müller"),
        (b"=?iso-8859-1?Q?M=FCller?=", "Müller"),
    ],
)
def test_text(raw: bytes, expected: str) -> None:
    assert header_text(raw) == expected


@pytest.mark.parametrize(
    ("habit", "raw"),
    [
        ("plain", b'; filename="%s"'),
        ("no quotes", b";filename=%s"),
        ("blanks", b' ; FileName = "%s" ; size=12'),
    ],
)
@pytest.mark.parametrize("name", ["附件3.xlsx".encode("gbk"), "附件3.xlsx".encode(), word("附件3.xlsx".encode("gbk"))])
def test_raw_name(habit: str, raw: bytes, name: bytes) -> None:
    assert parameters(b"attachment" + raw % name)["filename"] == "附件3.xlsx"


@pytest.mark.parametrize(
    ("habit", "raw"),
    [
        ("percent with charset", b"; filename*=utf-8''%s" % quote("附件3 表.xlsx").encode()),
        ("percent with GBK", b"; filename*=GBK''%s" % quote("附件3 表.xlsx", encoding="gbk").encode()),
        ("percent with language", b"; filename*=UTF-8'zh-cn'%s" % quote("附件3 表.xlsx").encode()),
        ("percent without charset", b"; filename*=%s" % quote("附件3 表.xlsx", encoding="gbk").encode()),
        ("percent with empty charset", b"; filename*=''%s" % quote("附件3 表.xlsx").encode()),
        ("percent, not said", b'; filename="%s"' % quote("附件3 表.xlsx").encode()),
        ("continued", b"; filename*0*=gbk''%B8%BD%BC; filename*1*=%FE3%20; filename*2*=%B1%ED.xlsx"),
        ("continued, last part plain", b"; filename*0*=gbk''%B8%BD%BC%FE3%20%B1%ED; filename*1=\".xlsx\""),
        ("continued, out of order", b"; filename*1*=%FE3%20%B1%ED.xlsx; filename*0*=gbk''%B8%BD%BC"),
        ("continued, raw", b'; filename*0="\xb8\xbd\xbc\xfe3 "; filename*1="\xb1\xed.xlsx"'),
        ("both spellings", b"; filename=\"??3.xlsx\"; filename*=utf-8''%s" % quote("附件3 表.xlsx").encode()),
    ],
)
def test_parameter(habit: str, raw: bytes) -> None:
    assert parameters(b"attachment" + raw)["filename"] == "附件3 表.xlsx"


@pytest.mark.parametrize(
    ("data", "charset", "expected"),
    [
        ("渝东".encode("gbk"), "", "渝东"),
        ("渝东".encode("gbk"), "us-ascii", "渝东"),
        ("渝東".encode("big5"), "big5", "渝東"),
        ("渝东".encode("utf-16"), "utf-16", "渝东"),
        ("渝东".encode("hz"), "hz-gb-2312", "渝东"),
        ("渝东".encode("gbk") + b"\xc1", "gbk", "渝东\ufffd"),
        (b"plain", "x-nothing", "plain"),
        (b"", "gbk", ""),
    ],
)
def test_decode(data: bytes, charset: str, expected: str) -> None:
    assert decode(data, charset) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Übersicht März.xlsx",
        "U\u0308bersicht.xlsx",
        "Größe.xlsx",
        "résumé.xlsx",
        "été.xlsx",
        "à.xlsx",
        "50 °C – März.xlsx",
        "Список.xlsx",
        "Ελλάδα.xlsx",
        "قائمة.xlsx",
        "リスト.xlsx",
        "📋 list.xlsx",
        "名单 résumé.xlsx",
    ],
)
def test_raw_utf8_of_any_language(name: str) -> None:
    assert parameters(b'attachment; filename="%s"' % name.encode())["filename"] == name
    assert header_text(name.encode()) == name


@pytest.mark.parametrize(
    "name", ["一.xlsx", "毛坯.xlsx", "3路.xlsx", "小谢.xlsx", "Q一.xlsx", "联通.xlsx", "渝鑫.xlsx"]
)
def test_short_names_in_gbk_though_they_may_be_utf8(name: str) -> None:
    assert header_text(name.encode("gbk")) == name


@pytest.mark.parametrize("codec", ["cp437", "cp1252", "latin-1"])
def test_mend_undoes_a_wrong_code_page(codec: str) -> None:
    wrong = "附件三".encode("gbk").decode(codec)
    assert mend(wrong) == "附件三"
    assert mend("附件三") == "附件三"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Mon, 21 Apr 2025 09:30:00 +0800", "2025-04-21T09:30:00+08:00"),
        (b"Mon, 21 Apr 2025 09:30:00 +0800 (CST)", "2025-04-21T09:30:00+08:00"),
        (b"from a (1;2) by b; Mon, 21 Apr 2025 01:30:00 GMT", "2025-04-21T01:30:00+00:00"),
        (b"Mon, 21 Apr 2025 09:30:00", "2025-04-21T09:30:00+08:00"),
        (b"21 Apr 2025 9:30 +0800", "2025-04-21T09:30:00+08:00"),
        (b"21 Apr 25 09:30:00 +0800", "2025-04-21T09:30:00+08:00"),
        (b"21 Apr 25 09:30:00+0030", "2025-04-21T09:30:00+00:30"),
        (b"21 Apr 2025 01:30:00 0000", "2025-04-21T01:30:00+00:00"),
        (b"1 Jan 1990 08:00:00 +0800", "1990-01-01T08:00:00+08:00"),
        (b"1 Jan 2100 00:59:59 +0100", "2100-01-01T00:59:59+01:00"),
    ],
)
def test_date(raw: bytes, expected: str) -> None:
    found = mail_date(raw)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"yesterday",
        b"Mon, 99 Apr 2025 99:30:00 +9999",
        b"Mon, 21 Apr 2025 09:30:00 +9999",
        b"Mon, 21 Apr 2025 09:30:00 -2400",
        b"21 Apr 0000 09:30:00 +0800",
        b"1 Jan 0001 00:00:00 +1400",
        b"Mon, 01-Jan-0001 00:00:00 +0000",
        b"Sat Jan 1 00:00:00 0000",
        b"Thu, 1 Jan 1970 00:00:00 +0000",
        b"1 Jan 1990 07:59:59 +0800",
        b"31 Dec 2099 23:00:00 -0100",
        b"Fri, 31 Dec 9999 23:59:59 -0500",
        b"Fri, 31 Dec 9999 23:59:59",
        b"21 Apr 20250 09:30:00 +0800",
    ],
)
def test_no_date(raw: bytes) -> None:
    assert mail_date(raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('"李工" <HR@Example.com>', "hr@example.com"),
        ("hr@example.com (人事)", "hr@example.com"),
        ("a@example.com, b@example.com", "a@example.com"),
        ("undisclosed", ""),
        ('"boss@example.com" <real@example.com>', "real@example.com"),
        ("boss@example.com <real@example.com>", "real@example.com"),
        ('"boss@example.com, <x@example.com>" <real@example.com>, b@example.com', "real@example.com"),
        (r'"a \" boss@example.com" <real@example.com>', "real@example.com"),
        ("(boss@example.com (x@example.com)) real@example.com", "real@example.com"),
        ("李工, real@example.com", "real@example.com"),
        ("李工 <>, b <real@example.com>", "real@example.com"),
        ('"real"@example.com', "real@example.com"),
        ("<@relay.example.com:real@example.com>", "real@example.com"),
        ('"boss@example.com <real@example.com>', "real@example.com"),
        ('"real@example.com"', "real@example.com"),
        ("人事: real@example.com, b@example.com;", "real@example.com"),
        ("(" * 5_000 + '"' * 5_000, ""),
    ],
)
def test_address(raw: str, expected: str) -> None:
    assert address(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        word(b'"boss@example.com" <x@example.com>') + b" <real@example.com>",
        b'"' + word(b"boss@example.com") + b'" <real@example.com>',
        word("李工".encode("gbk")) + b" real@example.com",
        word("李工 <real@example.com>".encode("gbk")),
        "李工".encode("gbk") + b"@ <real@example.com>",
    ],
)
def test_address_behind_a_name_in_words(raw: bytes) -> None:
    assert header_address(raw) == "real@example.com"


GB2312 = [character for code in range(0x4E00, 0x9FA6) if (character := chr(code)).encode("gb2312", "ignore")]
CHINESE = st.text(st.sampled_from(GB2312), min_size=1, max_size=30)
COMMON = st.text(st.sampled_from("渝东试算工程有限公司推荐表评价重庆中国建设集团"), min_size=1, max_size=30)


@given(CHINESE, st.sampled_from(["utf-8", "gb18030"]), st.integers(1, 20))
def test_words_of_any_size_round_trip(subject: str, charset: str, size: int) -> None:
    raw = subject.encode(charset)
    words = [word(raw[at : at + size], charset.encode()) for at in range(0, len(raw), size)]
    assert header_text(b"\r\n ".join(words)) == subject


@given(COMMON, st.sampled_from(["utf-8", "gb18030"]))
def test_raw_bytes_round_trip(subject: str, charset: str) -> None:
    assert header_text(subject.encode(charset)) == subject


@given(CHINESE, st.sampled_from(["utf-8", "gb18030"]), st.integers(3, 40))
def test_continued_names_round_trip(name: str, charset: str, size: int) -> None:
    encoded = quote(name, encoding=charset).encode()
    pieces = [encoded[at : at + size // 3 * 3] for at in range(0, len(encoded), size // 3 * 3)]
    first = charset.encode() + b"''" + pieces[0]
    raw = b"".join(b";\r\n filename*%d*=%s" % (number, piece) for number, piece in enumerate([first, *pieces[1:]]))
    assert Headers(b"Content-Disposition: attachment" + raw).parameter("content-disposition", "filename") == name


@given(st.binary(max_size=300))
def test_nothing_raises(raw: bytes) -> None:
    header_text(raw)
    parameters(raw)
    mail_date(raw)
    header_address(raw)
    Headers(raw).text("subject")


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)), st.integers(-12, 14))
def test_dates_round_trip(moment: datetime, hours: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert mail_date(aware.strftime("%d %b %Y %H:%M:%S %z").encode()) == aware.astimezone(UTC)
