"""The blank form checks itself as it is filled in: worked out by LibreOffice, read back, looked at."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from support_office import OFFICE, saved_in_office
from support_template import FIRST_ROW, read_back

from pipeline.normalise.phones import phone
from pipeline.publish.units.template.checks import RED
from pipeline.publish.units.template.formulas import wrong_phone

in_office = pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
ROOM = 8192  # characters of a formula, in Excel
KNOWN = {
    *("ASC", "AND", "CHAR", "FIND", "IF", "INDEX", "ISNUMBER", "LEFT", "LEN", "MAX", "MID", "ROW", "SUBSTITUTE"),
    *("SUMPRODUCT", "TRIM"),
}
"""Functions that Excel 2010, WPS and LibreOffice have."""

Line = Mapping[str, object]
PROJECT: Line = {
    "B": "甲地工程有限公司（联系人：姜一，手机：15011112000）",
    "C": "红河一期水电站",
    "D": "越南",
    "E": "承包工程",
    "F": "在建",
    "G": 30,
    "H": 10,
    "I": 5,
}
PERSON: Line = {
    "J": "安一",
    "K": "15011112001",
    "L": "土木工程类",
    "M": "越南",
    "N": "专业工程会员",
    "O": "参与大坝的设计和施工，负责质量。",
}
PLANNED: Line = {"B": PROJECT["B"], "C": "/", "D": "越南"} | dict(zip("EFGHIJ", PERSON.values(), strict=True))
OTHER = PERSON | {"J": "柏二", "K": "15011112002"}
LONG = "参与施工 " * 75
UNIT = "甲地国际工程有限公司"

CASES: dict[str, tuple[str, Sequence[Line], Sequence[Line], Sequence[object], Sequence[object]]] = {
    # 推荐单位, rows of both tables, and what is said above each
    "blank": ("", [], [], [], []),
    "only the unit": (UNIT, [], [], [], []),
    "filled": (UNIT, [PROJECT | PERSON, OTHER], [PLANNED], ["都填好了"], ["都填好了"]),
    "just begun": (
        UNIT, [PROJECT | {"J": "安一", "M": "越南"}], [],
        ["还有4处未填", 7, "缺联系方式、缺所在领域、缺拟申请级别、缺主要工程实践经历"], [],
    ),
    "a later row": (
        UNIT, [PROJECT | PERSON, PERSON | {"J": "　", "N": "/"}], [], ["还有2处未填", 8, "缺姓名、缺拟申请级别"], [],
    ),
    "the other table": (
        UNIT, [PROJECT | PERSON], [PLANNED | {"G": None}], ["都填好了"], ["还有1处未填", 7, "缺所在领域"],
    ),
    "a phone": (UNIT, [PROJECT | PERSON, OTHER | {"K": "1501111200"}], [], ["1处有误", 8, "联系方式有误"], []),
    "no mail": (UNIT, [PROJECT | PERSON | {"K": "an.example.com"}], [], ["1处有误", 7, "联系方式有误"], []),
    "a long text": (UNIT, [PROJECT | PERSON | {"O": LONG + "一"}], [], ["1处有误", 7, "经历现301字，限300字"], []),
    "just as long": (UNIT, [PROJECT | PERSON | {"O": f"\n{LONG}"}], [], ["都填好了"], []),
    "all at once": (
        UNIT, [PROJECT | PERSON, {}, PERSON | {"J": "", "K": "1501111200", "O": LONG * 2}], [PLANNED],
        ["还有1处未填", "2处有误", 9, "缺姓名、联系方式有误、经历现600字，限300字"], ["都填好了"],
    ),
    "other words": (
        UNIT, [PROJECT | PERSON | {"L": "机电", "E": "EPC"}], [PLANNED | {"I": " 资深工程会员 "}],
        ["2处有误", 7, "项目类型不在列表中、所在领域不在列表中"], ["都填好了"],
    ),
    "no unit": ("", [PROJECT | PERSON], [], ["还有1处未填", "缺推荐单位"], []),
}  # fmt: skip
SLUGS = {
    "just begun": {"phone-missing", "domain-missing", "level-missing", "experience-missing"},
    "a later row": {"name-missing", "level-missing"},
    "the other table": {"domain-missing"},
    "a phone": {"phone-invalid"},
    "no mail": {"phone-invalid"},
    "a long text": {"experience-too-long"},
    "other words": {"domain-ambiguous"},
    "all at once": {"name-missing", "phone-invalid", "experience-too-long"},
}
"""What the program finds of the same workbooks."""

PHONES = {
    **dict.fromkeys(["15011112001", "150 1111 2001", "150-1111-2001", "+8615011112001", "8615011112001"], False),
    **dict.fromkeys(["023-63610000", "02363610000", "+86 23 63610000", "4001234567", "008615011112001"], False),
    **dict.fromkeys(["+84 912345678", "+959123456789", "手机：15011112001", "15011112001（微信同号）"], False),
    **dict.fromkeys(["15011112001、023-63610000", "１５０１１１１２００１", "an@example.com", "", "/"], False),
    **dict.fromkeys(["1501111200", "150111120011", "12011112001", "63610000", "an.example.com", "不方便"], True),
    **dict.fromkeys(["+861501111200", "861501111200", "an@example", "12345", "+123"], True),
}
"""Whether a cell turns red as it can be no phone and no mail address."""


def completed(blank: bytes, unit: str, *tables: Sequence[Line]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet, lines in zip(book.worksheets, tables, strict=False):
        sheet["C3"] = unit or None
        for row, line in enumerate(lines, FIRST_ROW):
            for column, value in line.items():
                sheet[f"{column}{row}"] = value
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.fixture(scope="module")
def workbooks(blank: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The cases, as units save them."""
    folder = tmp_path_factory.mktemp("filled")
    for name, (unit, *tables, _, _) in CASES.items():
        (folder / f"{name}.xlsx").write_bytes(completed(blank, unit, *tables))
    return sorted(folder.iterdir())


def formulas(blank: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    cells = [str(cell.value) for sheet in book.worksheets for cell in sheet[1] if str(cell.value).startswith("=")]
    areas = [area for sheet in book.worksheets for area in sheet.conditional_formatting]
    return cells + [formula for area in areas for rule in area.rules for formula in rule.formula]


def test_every_program_knows_the_formulas(blank: bytes) -> None:
    found = formulas(blank)
    assert len(found) == 2 * (4 + 11) + 2
    assert max(map(len, found)) < ROOM
    outside_texts = [re.sub(r'"[^"]*"', '""', formula) for formula in found]
    assert {name for formula in outside_texts for name in re.findall(r"([A-Z][A-Z.0-9]*)\(", formula)} == KNOWN
    assert not any("{" in formula for formula in outside_texts)


def test_nothing_is_asked_beyond_what_the_notice_holds_people_for(blank: bytes) -> None:
    """Five cells in each table, what can be wrong besides, 推荐单位 and the line itself."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    areas = [sorted(str(area.sqref) for area in sheet.conditional_formatting) for sheet in book.worksheets[:2]]
    assert areas[0] == ["C1", "C3", "E7:E500", "F7:F500", "J7:J500", "K7:K500", "L7:L500", "N7:N500", "O7:O500"]
    assert areas[1] == ["C1", "C3", "E7:E500", "F7:F500", "G7:G500", "I7:I500", "J7:J500"]


def colours(path: Path) -> Counter[bytes]:
    """How many points of the first page, as printed, are of each colour."""
    subprocess.run(["pdftoppm", "-r", "100", "-l", "1", "-singlefile", path, path.with_suffix("")], check=True)
    points = path.with_suffix(".ppm").read_bytes().split(b"\n", 3)[3]
    return Counter(points[place : place + 3] for place in range(0, len(points), 3))


@pytest.fixture(scope="module")
def saved(workbooks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("saved")
    return {ending: saved_in_office(workbooks, ending, folder) for ending in ("xlsx", "xls", "ods")}


@pytest.mark.slow
@in_office
@pytest.mark.parametrize("name", CASES)
def test_it_says_what_is_missing_and_where_to_begin(name: str, saved: dict[str, dict[str, bytes]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved["xlsx"][name]), data_only=True)
    said = [[cell.value for cell in sheet[1][1:] if cell.value not in (None, "")] for sheet in book.worksheets[:2]]
    assert said == [list(CASES[name][3]), list(CASES[name][4])]


@pytest.mark.slow
@in_office
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("name", CASES)
def test_nothing_of_it_is_read(name: str, ending: str, saved: dict[str, dict[str, bytes]]) -> None:
    people, findings, recognition = read_back(saved[ending][name])
    unit, dispatched, planned, *_ = CASES[name]
    assert {row.fate for row in recognition.rows if row.row < FIRST_ROW} == {"heading"}
    assert (recognition.unit.text if recognition.unit else "") == unit
    assert len(people) == sum(map(bool, (*dispatched, *planned)))
    assert not any(people.get("extra", ()))
    assert recognition.problems == []
    assert {finding.slug for finding in findings} == SLUGS.get(name, set())


@pytest.mark.slow
@in_office
def test_a_phone_turns_red_only_where_it_would_not_be_taken_as_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row, number in enumerate(PHONES, 1):
        book.active.cell(row, 1, number).number_format = "@"
        book.active.cell(row, 2, f"={wrong_phone(f'A{row}')}")
    book.save(tmp_path / "phones.xlsx")
    data = saved_in_office([tmp_path / "phones.xlsx"], "xlsx", tmp_path)["phones"]
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    red = {number: bool(sheet.cell(row, 2).value) for row, number in enumerate(PHONES, 1)}
    assert red == PHONES
    assert {phone(number).how for number, is_wrong in red.items() if is_wrong} == {"invalid"}


@pytest.mark.slow
@in_office
def test_what_is_missing_or_wrong_is_seen(workbooks: list[Path], tmp_path: Path) -> None:
    shown = {path.stem: path for path in workbooks if path.stem in ("all at once", "filled")}
    for name, data in saved_in_office(shown.values(), "pdf", tmp_path).items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    pale, red = bytes.fromhex("FDE9E7"), bytes.fromhex(RED[1:])
    seen = {name: colours(tmp_path / f"{name}.pdf") for name in shown}
    assert min(seen["all at once"][pale], seen["all at once"][red]) > 100
    assert not seen["filled"].keys() & {pale, red}
