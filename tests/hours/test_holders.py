"""Whose a line is: by number and name, by 编号 and name, by unit and name alone; else nobody's."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.adopt.holders import Holders
from pipeline.model.certificates import Certificate, Period
from pipeline.model.statements import Filled, Found, Typed
from pipeline.text.fold import fold
from schemas.hours_record import hours_record_file

SAID = hours_record_file().said
PERIOD = (Period(date(2025, 6, 1), date(2030, 5, 31)),)
UNIT, OTHER = "甲工程有限公司", "乙工程有限公司"


def certificate(number, person, name, state="有效"):
    return Certificate(number, person, name, "学会", "专业工程会员", state, PERIOD, None, ())


HELD = {
    each.certificate_no: each
    for each in (
        certificate("A1", "G00001-8", "钱一"),
        certificate("A2", "G00002-6", "孙二"),
        certificate("A3", "G00003-4", "孙二", "暂停"),
        certificate("A4", "G00004-2", "李三", "注销"),
        certificate("A5", "G00005-9", "周四", "到期"),
        certificate("A6", "G00006-7", "吴五"),
        certificate("A7", "G00006-7", "吴五"),
        certificate("A8", "G00007-5", ""),
    )
}
UNITS = {
    "G00001-8": {fold(UNIT)},
    "G00002-6": {fold(UNIT)},
    "G00003-4": {fold(OTHER)},
    "G00005-9": {fold(UNIT)},
    "G00006-7": {fold(UNIT)},
}
LATER = {fold("甲公司"): fold(UNIT)}


def of(sent_by="", **cells):
    """The number of the certificate and whether it is assumed, or why there is none."""
    line = Filled("Sheet1", 4, {key: Typed(text, "A4") for key, text in cells.items()})
    found = Holders(HELD, UNITS, lambda key: LATER.get(key, key)).of(line, sent_by)
    return (found.certificate.certificate_no, found.is_assumed) if found.certificate else found.why


def test_number_and_name():
    assert of(certificate_no="A1", name="钱一") == ("A1", False)
    assert of(certificate_no="A1", name="錢 一") == ("A1", False)
    assert of(certificate_no="A5", name="周四") == ("A5", False)
    assert of(certificate_no="A8", name="谁都可以") == ("A8", False)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"certificate_no": "A9", "name": "钱一"}, SAID.number_unknown.format(number="A9")),
        ({"certificate_no": "a1", "name": "钱一"}, SAID.number_unknown.format(number="a1")),
        ({"certificate_no": "A1", "name": "孙二"}, SAID.name_differs.format(number="A1")),
        ({"certificate_no": "A1"}, SAID.name_missing),
        ({"certificate_no": "A4", "name": "李三"}, SAID.ended.format(number="A4", state="注销")),
        ({}, SAID.nobody),
        ({"name": "钱一"}, SAID.unit_missing),
        ({"name": "钱一", "unit": OTHER}, SAID.none_of_unit.format(unit=OTHER)),
        ({"name": "李三", "unit": UNIT}, SAID.none_of_unit.format(unit=UNIT)),
        ({"name": "吴五", "unit": UNIT}, SAID.several_of_unit.format(unit=UNIT)),
    ],
)
def test_nobody(cells, why):
    assert of(**cells) == why


def test_why_names_nobody_else():
    assert "钱一" not in of(certificate_no="A1", name="孙二")


def test_by_our_own_number_and_name():
    assert of(name="孙二", person_id="G00003-4") == ("A3", False)
    assert of(name="孙二", person_id="G00003-5") == SAID.unit_missing  # its check digit is wrong
    assert of(name="钱一", person_id="G00003-4") == SAID.unit_missing


def test_by_unit_and_name_alone_which_is_said():
    assert of(name="钱一", unit=UNIT) == ("A1", True)
    assert of(name="钱一", sent_by=UNIT) == ("A1", True)
    assert of(name="孙二", unit=OTHER) == ("A3", True)
    assert of(name="孙二", unit=UNIT) == ("A2", True)


def test_a_unit_under_a_name_that_is_decided_to_be_its_own():
    assert of(name="钱一", unit="甲公司") == ("A1", True)


def test_the_name_of_a_sheet_is_one_where_somebody_is_called_so():
    holders = Holders(HELD, UNITS, lambda key: key)
    sheet = {"name": Typed("钱一", found=Found.INHERITED)}
    assert holders.of(Filled("钱一", 4, sheet), UNIT).certificate == HELD["A1"]
    assert holders.of(Filled("Sheet1", 4, {"name": Typed("Sheet1", found=Found.INHERITED)}), UNIT).why == SAID.nobody
