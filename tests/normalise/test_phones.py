"""Phones and mail addresses: raw -> E.164, how."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.contradictions import contradicted
from pipeline.normalise.countries import countries
from pipeline.normalise.emails import email
from pipeline.normalise.phones import phone

MOBILE = "+8613812345678"

ONE = [
    ("13812345678", MOBILE),
    ("138 1234 5678", MOBILE),
    ("138-1234-5678", MOBILE),
    ("138.1234.5678", MOBILE),
    ("１３８１２３４５６７８", MOBILE),
    ("13812345678.0", MOBILE),
    ("+86 13812345678", MOBILE),
    ("(+86)13812345678", MOBILE),
    ("0086-13812345678", MOBILE),
    ("86-13812345678", MOBILE),
    ("＋８６　１３８１２３４５６７８", MOBILE),
    ("013812345678", MOBILE),
    ("电话：13812345678", MOBILE),
    ("13812345678（微信同号）", MOBILE),
    ("13812345678/微信同号", MOBILE),
    ("13812345678 / +8613812345678", MOBILE),
    ("16612345678", "+8616612345678"),
    ("19912345678", "+8619912345678"),
    ("023-63612345", "+862363612345"),
    ("(023)63612345", "+862363612345"),
    ("023-63612345转801", "+862363612345"),
    ("023-63612345-801", "+862363612345"),
    ("+86-023-63612345", "+862363612345"),
    ("+65 9669 3880", "+6596693880"),
    ("0095-9420123456", "+959420123456"),
    ("(+95)9420123456", "+959420123456"),
    ("+1 604 555 1234", "+16045551234"),
]

WRONG = [
    ("1380000123", "手机号应为11位数字"),
    ("138123456789", "手机号应为11位数字"),
    ("13800000000", "是表样里的示例号码"),
    ("138****1234", "号码有遮挡"),
    ("1.38E+10", "表格把号码变成了科学计数，后几位已丢失"),
    ("63612345", "固定电话缺区号，或境外号码缺国家区号"),
    ("09420123456", "固定电话缺区号，或境外号码缺国家区号"),
    ("微信：abc_123", "看起来是微信号或QQ号"),
    ("见身份证", "没有电话号码"),
    ("abc@163", "没有电话号码"),
]


@pytest.mark.parametrize(("typed", "number"), ONE)
def test_one_number(typed: str, number: str) -> None:
    assert phone(typed) == (number, "ok", "", "", "")


@pytest.mark.parametrize(("typed", "reason"), WRONG)
def test_no_number(typed: str, reason: str) -> None:
    assert phone(typed) == ("", "invalid", reason, "", "")


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("13812345678、13912345678", "+8613912345678"),
        ("13812345678 13912345678", "+8613912345678"),
        ("138 1234 5678 / 139 1234 5678", "+8613912345678"),
        ("023-63612345；13812345678", "+862363612345"),
        ("国内：13812345678\n缅甸：+95 9 420 123 456", "+959420123456"),
        ("13812345678或13912345678", "+8613912345678"),
        ("023-63612345 13812345678", "+862363612345"),
        ("023 6361 2345  138 1234 5678", "+862363612345"),
        ("手机13812345678 座机023-63612345", "+862363612345"),
        ("13812345678/1390000", ""),
    ],
)
def test_of_several_the_first_mobile_leads(typed: str, other: str) -> None:
    assert phone(typed) == (MOBILE, "ok;several", "", other, "")


@pytest.mark.parametrize(
    "typed",
    [
        "13812345678（妻子手机13912345678）",
        "13812345678（旧号13912345678）",
        "13912345678（旧号） 13812345678",
        "13812345678/13912345678（家属）",
        "13912345678（更正：13812345678）",
        "旧13912345678 新13812345678",
        "13912345678→13812345678",
        "13912345678，13812345678（新）",
        "13912345678（国内，已停）\n13812345678",
        "国内13912345678（已关机），13812345678",
    ],
)
def test_a_number_that_is_given_up_beside_the_own_one(typed: str) -> None:
    assert phone(typed) == (MOBILE, "understood", MOBILE, "", "")


@pytest.mark.parametrize(
    ("typed", "location", "number"),
    [
        ("63612345", "HK", "+85263612345"),
        ("09 420 123 456", "MM", "+959420123456"),
        ("0712345678", "KE", "+254712345678"),
        ("9669 3880", "SG", "+6596693880"),
    ],
)
def test_local_number_abroad_is_understood_by_the_location(typed: str, location: str, number: str) -> None:
    assert phone(typed, location) == (number, "understood", number, "", "")
    assert phone(typed, "CN").how == "invalid"
    assert phone(typed, f"{location};CN") == phone(typed, "CN", project=location) == phone(typed, location)


def test_a_mobile_that_was_only_begun_is_no_number_abroad() -> None:
    """1380000 is in use in Tehran as a fixed line; 7123456 is a mobile of Fiji."""
    assert phone("1380000", "IR").how == "invalid"
    assert phone("7123456", "FJ") == ("+6797123456", "understood", "+6797123456", "", "")


LOCAL = [  # typed, where the person is, where the project is, number, how
    ("020 5555 1234", "LA", "LA", "+8562055551234", "understood"),
    ("02055551234", "", "LA", "+8562055551234", "understood"),
    ("02055551234", "CN", "LA", "+862055551234", "understood"),
    ("020-55551234", "CN", "LA", "+862055551234", "ok"),
    ("02055551234", "", "", "+862055551234", "ok"),
    ("09790123456", "MM", "", "+959790123456", "understood"),
    ("09420123456", "CN", "MM", "+959420123456", "understood"),
    ("09420123456", "LA", "MM", "+959420123456", "understood"),
    ("010-88881234", "EG", "EG", "+201088881234", "understood"),
    ("023-63612345", "MM", "MM", "+862363612345", "ok"),
    ("023-68276397", "SG", "SG", "+862368276397", "ok"),  # from 新加坡 023 would lead to another country
    ("8562055551234", "LA", "", "+8562055551234", "understood"),
    ("+95 (0)9 420 123 456", "", "", "+959420123456", "ok"),
    ("+13812345678", "MM", "", MOBILE, "understood"),
    ("13812345678", "DE", "DE", MOBILE, "ok"),  # no number of Germany
    ("15112345678", "DE", "DE", "+8615112345678", "understood"),
    ("18762101134", "JM", "", "+8618762101134", "understood"),
    ("6221234", "FJ", "", "+6796221234", "understood"),  # a country without area codes
    ("1380000", "IR", "IR", "", "invalid"),  # a mainland mobile cut off, not 1 for Gilan without its 0
    ("1380000", "CN", "MM", "", "invalid"),
]


@pytest.mark.parametrize(("typed", "location", "project", "number", "how"), LOCAL)
def test_where_a_number_without_code_belongs(typed: str, location: str, project: str, number: str, how: str) -> None:
    assert phone(typed, location, project=project)[:2] == (number, how)


def test_a_mobile_as_written_in_its_country_is_never_one_of_the_mainland() -> None:
    for region in {*countries().canonical} - {"CN"}:
        never_of_the_mainland(region)


def never_of_the_mainland(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None, region
    number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    typed = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    for spelling in (typed, "".join(filter(str.isdigit, typed))):
        assert phone(spelling, region)[:2] == (number, "understood"), (region, spelling)
        assert phone(spelling, "", project=region).value == number, (region, spelling)


AROUND = [  # typed, number, how, others
    ("QQ：12345678", "", "invalid", ""),
    ("微信号：abc_123", "", "invalid", ""),
    ("12345678@qq", "", "invalid", ""),
    ("微信：13812345678", MOBILE, "understood", ""),
    ("13812345678 微信13912345678", MOBILE, "ok", ""),
    ("手机：13812345678；QQ：12345678；微信：wxid_12", MOBILE, "ok", ""),
    ("手机/微信：13812345678", MOBILE, "ok", ""),
    ("微信同号13812345678", MOBILE, "ok", ""),
    ("QQ 12345678 13812345678", MOBILE, "ok", ""),
    ("WhatsApp +95 9 420 123 456", "+959420123456", "ok", ""),
    ("023-6361 2345 转 801", "+862363612345", "ok", ""),
    ("(023)63612345-801", "+862363612345", "ok", ""),
    ("023-63612345ext.801", "+862363612345", "ok", ""),
    ("023-63612345（801）", "+862363612345", "ok", ""),
    ("1381234567O", "+8613812345670", "understood", ""),
    ("l3812345678", MOBILE, "understood", ""),
    ("1.3812345678E+10", MOBILE, "understood", ""),
    ("138\n1234\n5678", MOBILE, "ok", ""),
    ("1381234567813912345678", MOBILE, "understood;several", "+8613912345678"),
    ("旧号13912345678 新号13812345678", MOBILE, "understood", ""),
    ("13912345678（已停用）13812345678", MOBILE, "understood", ""),
    ("13812345678（家属）", "", "invalid", ""),
    ("13812345678（妻）", "", "invalid", ""),
    ("同事 13812345678", "", "invalid", ""),
    ("13812345678（本人在国外，联系其父）", "", "invalid", ""),
    ("由王某代接 13812345678", "", "invalid", ""),
    ("原小平 13812345678", MOBILE, "ok", ""),
    ("13812345678（王母）", MOBILE, "ok", ""),
    ("13812345678（新）/13912345678（旧）", MOBILE, "understood", ""),
    ("13812345678（现用）13912345678（备用）", MOBILE, "ok;several", "+8613912345678"),
    ("13812345678，新加坡+65 9123 4567", MOBILE, "ok;several", "+6591234567"),
]


@pytest.mark.parametrize(("typed", "number", "how", "others"), AROUND)
@pytest.mark.parametrize("location", ["", "MM"])
def test_what_stands_around_numbers(typed: str, number: str, how: str, others: str, location: str) -> None:
    found = phone(typed, location)
    assert (found.value, found.how, found.other) == (number, how, others)


ME, OTHER = MOBILE, "+8613912345678"
AGAINST = [  # number, others, name, contact, the contact's number, location, project, words
    (ME, "", "钱多", "钱多", ME, "MM", "MM", "ok"),
    (ME, "", "钱多", "孙少", OTHER, "MM", "MM", "ok"),
    (ME, "", "钱多", "孙少", ME, "MM", "MM", "ok;of-contact"),
    (ME, "", "钱多", "钱多", OTHER, "MM", "MM", "ok;contact-differs"),
    (ME, OTHER, "钱多", "钱多", OTHER, "MM", "MM", "ok"),
    (ME, "", "钱多", "钱多", "", "MM", "MM", "ok"),
    ("+959420123456", "", "钱多", "", "", "LA", "LA", "ok;country-differs"),
    ("+959420123456", "", "钱多", "", "", "CN", "MM", "ok"),
    ("+959420123456", "", "钱多", "", "", "CN", "", "ok;country-differs"),
    ("+959420123456", "", "钱多", "", "", "", "", "ok"),
    ("+85263612345", "", "钱多", "", "", "CN", "", "ok"),
    ("+16045551234", "", "钱多", "", "", "CA", "", "ok"),
    ("", "", "钱多", "钱多", OTHER, "MM", "MM", "ok"),
]


@pytest.mark.parametrize(("number", "others", "name", "contact", "contacts", "location", "project", "words"), AGAINST)
def test_what_speaks_against_a_number(
    number: str, others: str, name: str, contact: str, contacts: str, location: str, project: str, words: str
) -> None:
    assert contradicted("ok", number, others, name, contact, contacts, location, project) == (words,)


@pytest.mark.parametrize("location", ["", "KE", "BD", "CN"])
def test_a_mobile_with_a_digit_missing_is_never_a_local_number(location: str) -> None:
    assert phone("1381234567", location).how == "invalid"


@pytest.mark.parametrize("location", ["MM", "SG"])
def test_a_mainland_mobile_stays_one_abroad(location: str) -> None:
    assert phone("13812345678", location).value == MOBILE


@pytest.mark.parametrize("typed", ["1381234\n5678", "138-1234-\n5678"])
def test_a_mobile_that_a_narrow_column_broke(typed: str) -> None:
    assert phone(typed)[:2] == (MOBILE, "ok")


def test_mail_address_instead_of_and_beside_a_phone() -> None:
    assert phone("li@example.com") == ("", "email-only", "", "", "li@example.com")
    assert phone("邮箱：li@example.com") == ("", "email-only", "", "", "li@example.com")
    assert phone("13812345678\nli@example.com") == (MOBILE, "ok", "", "", "li@example.com")
    assert phone("/", address="li@example.com").how == "email-only"
    assert phone("见附件", address="li@example.com").how == "invalid"
    assert phone("").how == ""


@pytest.mark.parametrize(
    ("typed", "address", "how"),
    [
        ("li@example.com", "li@example.com", "ok"),
        ("li＠example.com", "li@example.com", "ok"),
        ("li@cast- ex.org.cn", "li@cast-ex.org.cn", "ok"),
        (" li @ example.com ", "li@example.com", "ok"),
        ("li@example.com;wu@example.com", "li@example.com", "ok"),
        ("邮箱：li_1@example.com", "li_1@example.com", "ok"),
        ("li.example.com", "", "invalid"),
        ("li@example", "", "invalid"),
        ("无", "", ""),
    ],
)
def test_mail_address(typed: str, address: str, how: str) -> None:
    assert email(typed)[:2] == (address, how)


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["{}", "+86{}", "0086 {}", "{}.0", "手机：{}"])
)
def test_every_mainland_mobile_is_one(digits: str, spelling: str) -> None:
    found = phone(spelling.format(digits))
    assert found.value == f"+86{digits}" or found.hint == "是表样里的示例号码"
    assert phone(found.value).value == found.value


@given(st.text(alphabet="0123456789+-() /、.转微信a@", max_size=30))
def test_any_text_gives_numbers_or_none(text: str) -> None:
    found = phone(text)
    assert bool(found.value) == (found.how.split(";")[0] in ("ok", "understood"))
