"""Habits of phones: local numbers abroad, two numbers, numbers beside other things."""

from __future__ import annotations

import phonenumbers

from tests.worlds.habits import LOOKS, TABULAR, habit
from tests.worlds.habits_values import some
from tests.worlds.sketch import Cell, Column
from tests.worlds.truth import Person, mobile
from tests.worlds.world import World

# Countries whose mobiles are written as there, with the national prefix where there is one.
HOSTS = (
    "MM",
    "LA",
    "KH",
    "VN",
    "TH",
    "ID",
    "PH",
    "MY",
    "BD",
    "PK",
    "LK",
    "NP",
    "KZ",
    "UZ",
    "SA",
    "AE",
    "EG",
    "ET",
    "KE",
    "TZ",
    "UG",
    "NG",
    "GH",
    "ZM",
    "AO",
    "PE",
)


def local_number(world: World, iso: str) -> tuple[str, str]:
    """A valid mobile of a country: as written there, and in E.164."""
    example = phonenumbers.example_number_for_type(iso, phonenumbers.PhoneNumberType.MOBILE)
    while True:
        digits = str(example.national_number)
        changed = digits[:-4] + f"{world.dice.number(0, 9999):04d}"
        number = phonenumbers.PhoneNumber(country_code=example.country_code, national_number=int(changed))
        if phonenumbers.is_valid_number_for_region(number, iso):
            break
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return written, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _abroad(person: Person) -> bool:
    return person.location in HOSTS


@habit("phones", "people")
def local_mobile(world: World) -> bool:
    """A mobile of the host country as written there, without its code."""
    chosen = some(world, _abroad)
    for person in chosen:
        written, person.phone = local_number(world, person.location)
        person.typed["phone"] = world.dice.word(
            "local_mobile", (written, written.replace(" ", ""), written.replace("-", " "))
        )
        person.must.add("phone")
    return bool(chosen)


@habit("phones", "people")
def mobile_with_country_code(world: World) -> bool:
    """A mobile of the host country with + or 00 and its code."""
    chosen = some(world, _abroad)
    for person in chosen:
        _, person.phone = local_number(world, person.location)
        code = str(phonenumbers.country_code_for_region(person.location))
        rest = person.phone.removeprefix(f"+{code}")
        person.typed["phone"] = world.dice.word(
            "mobile_with_country_code", ("+{} {}", "00{}-{}", "(+{}){}", "+{}-{}", "00{}{}")
        ).format(code, rest)
    return bool(chosen)


@habit("phones", "people")
def two_mobiles(world: World) -> bool:
    """Two mobiles in one cell: the first is the one."""
    chosen = some(world)
    for person in chosen:
        second = mobile(world.dice)
        person.typed["phone"] = world.dice.word(
            "two_mobiles", ("{}/{}", "{}、{}", "{}\n{}", "{} {}", "{}；{}", "{}，{}")
        ).format(person.mobile, second)
        person.sayable.add("phone")
    return bool(chosen)


@habit("phones", "people")
def landline_first(world: World) -> bool:
    """An office line before the mobile: the mobile is the one."""
    chosen = some(world)
    for person in chosen:
        line = f"023-6{world.dice.number(1000000, 9999999)}"
        person.typed["phone"] = world.dice.word(
            "landline_first", ("{}/{}", "{}、{}", "{}\n{}", "办公：{} 手机：{}")
        ).format(line, person.mobile)
        person.sayable.add("phone")
    return bool(chosen)


@habit("phones", "people")
def phone_with_chat(world: World) -> bool:
    """QQ or WeChat beside the mobile in the same cell."""
    chosen = some(world)
    for person in chosen:
        qq = world.dice.number(10000000, 999999999)
        forms = (
            "QQ：{qq}，手机：{m}",
            "{m}（QQ：{qq}）",
            "手机{m}\nQQ{qq}",
            "{m} 微信：wx_{qq}",
            "{m}/QQ:{qq}",
            "微信号wx{qq}，电话{m}",
        )
        person.typed["phone"] = world.dice.word("phone_with_chat", forms).format(qq=qq, m=person.mobile)
        person.sayable.add("phone")
    return bool(chosen)


@habit("phones", "people")
def phone_and_mail(world: World) -> bool:
    """Mobile and mail address in one cell."""
    chosen = some(world)
    for person in chosen:
        person.email = f"gcs{world.dice.number(1000, 99999)}@corp.example.com"
        person.typed["phone"] = world.dice.word(
            "phone_and_mail", ("{} {}", "{}\n{}", "{}/{}", "{}，邮箱：{}", "电话：{}；邮箱：{}")
        ).format(person.mobile, person.email)
    return bool(chosen)


@habit("phones", "people")
def mail_only(world: World) -> bool:
    """A mail address and no phone: goes on, and is said."""
    chosen = some(world)
    for person in chosen:
        person.email = f"gcs{world.dice.number(1000, 99999)}@corp.example.com"
        person.typed["phone"], person.phone = person.email, ""
        person.must.add("phone")
        person.sayable.add("email")
    return bool(chosen)


@habit("phones", "tables", layouts=TABULAR)
def home_and_abroad_phones(world: World) -> bool:
    """国内手机 and 境外手机 in two columns; some fill one, some both."""
    home, abroad = world.dice.word(
        "home_and_abroad_phones",
        (
            ("国内手机", "境外手机"),
            ("国内联系电话", "国外联系电话"),
            ("国内手机号", "当地手机号"),
            ("国内电话", "驻地电话"),
        ),
    )
    if any(column.key == "phone_abroad" for table in world.tables for column in table.columns):
        return False
    if world.further_sheets or any(person.disposition == "duplicate" for person in world.people):
        return False  # lists joined by the phone, and people told twice, keep the one that they have
    for table in world.tables:
        phone = table.column("phone")
        if phone is None:
            return False
        phone.heading = home
        table.insert_after("phone", Column("phone_abroad", abroad))
        for row in table.rows:
            if row.person is None or not _abroad(row.person) or "phone" in row.person.typed:
                continue
            written, number = local_number(world, row.person.location)
            row.cells["phone_abroad"] = Cell(written)
            row.person.sayable.add("phone")
            if world.dice.chance(0.3):
                row.cells.pop("phone")
                row.person.phone = number
    return True


@habit("phones", "tables", layouts=TABULAR)
def chat_column(world: World) -> bool:
    """A column of QQ or WeChat numbers beside the phone."""
    name = world.dice.word("chat_column", ("QQ", "QQ号", "微信号", "微信", "QQ/微信"))
    for table in world.tables:
        table.insert_after("phone", Column("chat", name))
        for row in table.rows:
            chat = (
                str(world.dice.number(100000000, 3999999999))
                if name.startswith("QQ")
                else f"wx{world.dice.number(1000, 99999)}"
            )
            row.cells["chat"] = Cell(chat)
    return True


@habit("phones", "tables", layouts=TABULAR, kinds=("xlsx", "xls", "ods", "fods"))
def phones_as_numbers(world: World) -> bool:
    """Phones kept as numbers."""
    done = False
    for table in world.tables:
        for row in table.rows:
            phone = row.cells.get("phone")
            if phone is not None and phone.text.isascii() and phone.text.isdigit() and phone.text[0] == "1":
                phone.number = done = True
    return done


@habit("phones", "tables", layouts=TABULAR, kinds=tuple(kind for kind in LOOKS if kind in ("xlsx", "docx")))
def old_number_struck(world: World) -> bool:
    """The old number struck through, the new one behind it."""
    done = False
    for table in world.tables:
        for row in table.rows:
            person = row.person
            if (
                person is None
                or "phone" in person.typed
                or person.disposition != "routed"
                or not world.dice.chance(0.3)
            ):
                continue
            old, gap = mobile(world.dice), world.dice.word("old_number_struck", (" ", "\n", "/"))
            row.cells["phone"] = Cell(old + gap + person.mobile, runs=[(old, True), (gap + person.mobile, False)])
            person.sayable.add("phone")
            done = True
    return done


@habit("phones", "people")
def contact_landline(world: World) -> bool:
    """The company's contact gives an office line with an extension, or without."""
    if world.style.company == "combined":
        return False
    for line in {id(person.project): person.project for person in world.people}.values():
        number = f"6{world.dice.number(1000000, 9999999)}"
        tail = world.dice.word("contact_landline", ("", "-805", "转8023", " 转 12"))
        world.project_typed.setdefault(id(line), {})["contact_phone"] = f"023-{number}{tail}"
        line.contact_phone = f"23{number}"
        for person in world.people:
            if person.project is line:
                (person.unsure if tail else person.sayable).add("company_contact_phone")
                person.sayable.add("company_contact_phone")
    return True
