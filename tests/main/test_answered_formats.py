"""Rounds in other formats: whatever the unit sent comes back as a workbook, marked, and is known when it returns.

One office holds a unit for each format; all of it costs two runs.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from support_formats import FORMATS
from support_main import NOW, Office, person, state, workbook
from support_office import OFFICE, saved_in_office
from support_rounds import Edit, answers, commented, corrected, every, kinds, listed, marked, told, write

from pipeline.register import Register

SCAN = b"%PDF-1.4 "
FIRST, SECOND = "2025-04-10", "2025-04-25"
DOMAIN, PHONE, LEVEL = "L5", "K6", "N8"
UNITS = dict(zip(FORMATS, "甲乙丙丁戊己庚辛壬癸", strict=True))


def unit_of(name: str) -> str:
    return f"{UNITS[name]}地工程有限公司"


def people_of(name: str) -> list[list[object]]:
    """Names of the format's own, so that nobody is met twice."""
    own, number = UNITS[name], list(UNITS).index(name)
    return [
        person(f"钱一{own}", f"199111{number}2001", "机电"),
        person(f"孙二{own}", "1991111"),
        person(f"李三{own}", f"199111{number}2003"),
        person(f"周四{own}", f"199111{number}2004", level="高工"),
    ]


def mended(name: str) -> Edit:
    phone = f"199111{list(UNITS).index(name)}2002"
    return every(write(DOMAIN, "机械工程类"), write(PHONE, phone), write(LEVEL, "资深工程会员"))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """What the units send, and a register without anything in it but its secret."""
    office = Office(tmp_path_factory.mktemp("sent"))
    Register.open(office.register).secret()
    for name, files_of in FORMATS.items():
        place = f"{FIRST} {UNITS[name]}"
        office.receive({f"{place}/盖章.pdf": SCAN + name.encode()})
        office.receive(files_of(place, workbook(unit_of(name), *people_of(name))))
    return office


@pytest.fixture(scope="module")
def asked(sent: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """All of them have got their workbooks back, marked."""
    office = sent.clone(tmp_path_factory.mktemp("asked"))
    office.run()
    return office


@pytest.fixture(scope="module")
def returned(asked: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """All units have corrected what they got."""
    office = asked.clone(tmp_path_factory.mktemp("returned"), outbox=True)
    for name in FORMATS:
        (first,) = answers(office, unit_of(name))
        receive(office, name, "xlsx", corrected(marked(first), mended(name)))
    office.run(now=NOW + timedelta(days=2))
    return office


def receive(office: Office, name: str, ending: str, data: bytes) -> None:
    place = f"{SECOND} {UNITS[name]}"
    office.receive({f"{place}/附件3（补正）.{ending}": data, f"{place}/盖章.pdf": SCAN + b"2" + name.encode()})


def corrected_and_told(office: Office, name: str) -> None:
    """It is the unit's own correction: the earlier rows give way, the same people go on, and the unit is told so."""
    own = UNITS[name]
    assert office.fates(unit_of(name)) == [
        ("04-10", f"钱一{own}", "superseded"),
        ("04-10", f"孙二{own}", "superseded"),
        ("04-10", f"李三{own}", "routed"),
        ("04-10", f"周四{own}", "superseded"),
        ("04-25", f"钱一{own}", "routed"),
        ("04-25", f"孙二{own}", "routed"),
        ("04-25", f"李三{own}", "duplicate"),
        ("04-25", f"周四{own}", "routed"),
    ]
    assert len({row["person_id"] for row in office.people(unit_of(name))}) == 4
    assert kinds(office, unit_of(name)) == ["补正", "再次答复"]
    last = answers(office, unit_of(name))[-1]
    assert "逐人逐格对照：已改正3处。" in told(last)
    assert not list(last.glob("*.xlsx"))


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_comes_back_marked(asked: Office, name: str) -> None:
    (folder,) = answers(asked, unit_of(name))
    cells = commented(marked(folder))
    assert {place.partition("!")[2] for place in cells} == {DOMAIN, PHONE, LEVEL}
    assert [line[3] for line in listed(marked(folder))] == ["机电", "1991111", "高工"]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_returns_as_a_correction(returned: Office, name: str) -> None:
    corrected_and_told(returned, name)


@pytest.mark.slow
def test_nothing_more_to_do(returned: Office) -> None:
    before = state(returned)
    assert returned.run(now=NOW + timedelta(days=2)).batch is None
    assert state(returned) == before


@pytest.mark.slow
def test_one_worker_or_two(sent: Office, asked: Office, tmp_path: Path) -> None:
    """The workbooks are read anew to be marked: in the worker that writes them, whichever it is."""
    other = sent.clone(tmp_path)
    other.run(workers=2)
    assert state(other) == state(asked)


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_saved_by_libreoffice_on_the_way(asked: Office, ending: str, tmp_path: Path) -> None:
    """Each of them corrected, and saved by LibreOffice as this format, before it is sent back."""
    office, source = asked.clone(tmp_path / "office", outbox=True), tmp_path / "source"
    source.mkdir()
    for name in FORMATS:
        (first,) = answers(office, unit_of(name))
        (source / f"{UNITS[name]}.xlsx").write_bytes(corrected(marked(first), mended(name)))
    saved = saved_in_office(source.iterdir(), ending, tmp_path)
    for name in FORMATS:
        receive(office, name, ending, saved[UNITS[name]])
    office.run(now=NOW + timedelta(days=2))
    for name in FORMATS:
        corrected_and_told(office, name)


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_second_round_through_libreoffice(asked: Office, ending: str, tmp_path: Path) -> None:
    """Half corrected and saved in another format: what is still wrong comes back marked in a workbook made of that, and
    is corrected there."""
    office, name = asked.clone(tmp_path / "office", outbox=True), "attached"
    source = tmp_path / "half.xlsx"
    source.write_bytes(corrected(marked(answers(office, unit_of(name))[0]), write(DOMAIN, "机械工程类")))
    receive(office, name, ending, saved_in_office([source], ending, tmp_path)["half"])
    office.run(now=NOW + timedelta(days=2))
    again = answers(office, unit_of(name))[-1]
    assert "已改正1处、仍未改正2处" in told(again)
    assert {place.partition("!")[2] for place in commented(marked(again))} == {PHONE, LEVEL}
    assert [line[3] for line in listed(marked(again))] == ["1991111", "高工"]
    office.receive({f"2025-04-28 {UNITS[name]}/附件3（补正）.xlsx": corrected(marked(again), mended(name))})
    office.run(now=NOW + timedelta(days=3))
    assert [fate[2] for fate in office.fates(unit_of(name))[8:]] == ["duplicate", "routed", "duplicate", "routed"]
