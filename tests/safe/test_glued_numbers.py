"""An identity number glued to a phone, a name or another number is taken out; phones and accounts stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from main.support_main import Office, person, workbook
from support_safe import cells_of, tells_others

from pipeline.text.identity_numbers import replaced
from pipeline.text.mask import unnumbered

PHONE, OTHER = "13800000000", "13900000000"
PLAIN, WITH_X, SHORT = "500101199001011234", "50010119900101123X", "500101900101123"
PROVEN, UNPROVEN = WITH_X, PLAIN  # by the check digit
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
UNIT = "试算电力工程有限公司"

GLUED = {
    f"张三{WITH_X}": ("张三", f"张三＊{WITH_X[-4:]}"),
    f"{PLAIN}王五": ("王五", "＊1234王五"),
    f"Zhang{PLAIN}": ("Zhang", "Zhang＊1234"),
    f"{PHONE}{PLAIN}": (PHONE, f"{PHONE}＊1234"),
    f"{PLAIN}{PHONE}": (PHONE, f"＊1234{PHONE}"),
    f"{WITH_X}{PHONE}": (PHONE, f"＊123X{PHONE}"),
    f"{PHONE}{WITH_X}{OTHER}": (f"{PHONE} {OTHER}", f"{PHONE}＊123X{OTHER}"),
    f"{PHONE}{PLAIN}{OTHER}": (f"{PHONE} {OTHER}", f"{PHONE}＊1234{OTHER}"),
    f"86{PHONE}{PLAIN}": (f"86{PHONE}", f"86{PHONE}＊1234"),
    f"{PHONE}{SHORT}": (PHONE, f"{PHONE}＊1123"),
    f"{PLAIN}{WITH_X}": ("", "＊1234＊123X"),
    f"{WITH_X}{PLAIN}": ("", "＊123X＊1234"),
    f"{PLAIN}{PLAIN}{PHONE}": (PHONE, f"＊1234＊1234{PHONE}"),
    f"7{PROVEN}8": ("7 8", "7＊123X8"),
    f"身份证号{WITH_X}电话{PHONE}": (f"电话{PHONE}", f"身份证号＊123X电话{PHONE}"),
    f"电话身份证号：{PHONE}{PLAIN}": (f"电话身份证号：{PHONE}", f"电话身份证号：{PHONE}＊1234"),
    f"{PHONE}{PLAIN}".translate(WIDE): (PHONE.translate(WIDE), f"{PHONE}＊1234".translate(WIDE)),
}
WHOLE = [
    PHONE,
    f"{PHONE}{OTHER}",
    f"{PHONE}{OTHER}{PHONE}",
    "6222021990010112345",  # an account with a birthday in it, of 19 digits
    f"7{UNPROVEN}",
    f"7{UNPROVEN}8",
    f"500101199002301234{PHONE}",  # nobody is born on 30 February
    "5" * 5000,
    f"{PHONE}{OTHER}" * 300,
]


@pytest.mark.parametrize("text", GLUED)
def test_glued(text: str) -> None:
    left, name = GLUED[text]
    rest, count = replaced(text, lambda _: "", labelled=True)
    assert (rest.strip(), count) == (left, name.count("＊"))
    assert unnumbered(text) == unnumbered(name) == name


@pytest.mark.parametrize("text", WHOLE, ids=lambda text: text[:40])
def test_what_is_no_number_stays(text: str) -> None:
    assert replaced(text, lambda _: "", labelled=True) == (text, 0)
    assert unnumbered(text) == text


def test_the_phone_and_the_name_beside_a_number_are_read(tmp_path: Path) -> None:
    office = Office(tmp_path)
    people = [
        person(f"钱一{WITH_X}", "19911112001"),
        person("孙二", f"19911112002{PLAIN}"),
        person("李三", f"{WITH_X}19911112003"),
        person(f"{PLAIN}周四", "19911112004"),
    ]
    office.receive({f"2025-04-10 {UNIT}{PLAIN}/{PHONE}{PLAIN}.xlsx": workbook(UNIT, *people)})
    office.run()
    assert [(row["name"], row["phone"]) for row in office.people()] == [
        ("钱一", "+8619911112001"),
        ("孙二", "+8619911112002"),
        ("李三", "+8619911112003"),
        ("周四", "+8619911112004"),
    ]
    [document] = office.export("documents")
    assert document["file"] == f"2025-04-10 {UNIT}＊1234/{PHONE}＊1234.xlsx"
    held = [text for *_, text in cells_of(office.database, "contents")]
    assert not [text for text in held if PLAIN in text or WITH_X in text]
    assert tells_others(office.outbox, [PLAIN, WITH_X]) == []
    assert office.run().batch is None
