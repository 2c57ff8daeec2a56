"""What cannot be marked is refused for a reason that the caller can tell, and nothing else ever comes out."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from support_marked import LINES, LISTING, marked, markings
from support_packages import SHEET, STYLES, WORKBOOK, Added, before, edited, packed, parts, problems, replaced
from support_workbooks import NAME, WORKBOOKS, by_openpyxl, by_xlsxwriter, comments_elsewhere

from pipeline.publish.marked import Marking, NotMarkable, Reason
from pipeline.publish.marked.marking import mark_package
from pipeline.publish.units.answering import corrections

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def reason(data: bytes, *markings_: Marking) -> Reason:
    with pytest.raises(NotMarkable) as refused:
        mark_package(data, markings_ or [Marking(NAME, "B4", True, "x")], corrections(()), LINES)
    return refused.value.reason


def without(name: str) -> bytes:
    contents = parts(by_xlsxwriter())
    del contents[name]
    return packed(contents)


def bomb() -> bytes:
    contents = parts(by_xlsxwriter())
    return packed(contents | {"xl/media/a.bin": bytes(60_000_000)})


def crowded() -> bytes:
    return packed(parts(by_xlsxwriter()) | {f"xl/x{number}.bin": b"" for number in range(10_001)})


def flipped() -> bytes:
    """One bit of a member that nobody reads, so that its checksum fails."""
    data = bytearray(by_xlsxwriter())
    info = ZipFile(BytesIO(bytes(data))).getinfo("xl/theme/theme1.xml")
    name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
    data[info.header_offset + 30 + name + extra + 90] ^= 1
    return bytes(data)


def locked() -> bytes:
    data = bytearray(by_xlsxwriter())
    for start in (match.start() for match in re.finditer(b"PK\x01\x02", bytes(data))):
        data[start + 8] |= 1
    return bytes(data)


def doubled() -> bytes:
    file = BytesIO(by_xlsxwriter())
    with ZipFile(file, "a", ZIP_DEFLATED) as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(SHEET, b"<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: b"", Reason.DAMAGED),
        (lambda: b"PK\3\4 nothing", Reason.DAMAGED),
        (lambda: by_xlsxwriter()[:-40], Reason.DAMAGED),
        (flipped, Reason.DAMAGED),
        (doubled, Reason.DAMAGED),
        (lambda: without("[Content_Types].xml"), Reason.DAMAGED),
        (lambda: without("_rels/.rels"), Reason.DAMAGED),
        (lambda: without(WORKBOOK), Reason.DAMAGED),
        (lambda: without(SHEET), Reason.NO_PLACE),
        (lambda: edited(by_xlsxwriter(), {SHEET: lambda text: text[:-20]}), Reason.DAMAGED),
        (
            lambda: edited(comments_elsewhere(), {"xl/drawings/vmlDrawing1.vml": replaced(("</xml>", ""))}),
            Reason.DAMAGED,
        ),
        (lambda: edited(by_xlsxwriter(), {SHEET: replaced(('r="4"', 'r="vier"'))}), Reason.DAMAGED),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(2000), Reason.ENCRYPTED),
        (locked, Reason.ENCRYPTED),
        (bomb, Reason.TOO_LARGE),
        (crowded, Reason.TOO_LARGE),
        (lambda: edited(by_xlsxwriter(), {SHEET: before("<worksheet", BOMB)}), Reason.ENTITIES),
        (lambda: edited(by_xlsxwriter(), {WORKBOOK: before("<workbook", OUTSIDE)}), Reason.ENTITIES),
        (lambda: edited(by_xlsxwriter(), {STYLES: before("</cellXfs>", "<xf/>" * 64_000)}), Reason.STYLES),
    ],
)
def test_reasons(make: Callable[[], bytes], expected: Reason) -> None:
    assert reason(make()) == expected


@pytest.mark.parametrize("marking", [("别的表", "B4"), (NAME, ""), (NAME, "B0"), (NAME, "第四行"), (NAME, "4")])
def test_a_marking_that_points_nowhere_is_refused(marking: tuple[str, str]) -> None:
    assert reason(by_xlsxwriter(), Marking(*marking, True, "x")) == Reason.NO_PLACE


def test_a_sheet_of_charts_has_no_cells() -> None:
    data = WORKBOOKS["chart_on_a_selected_sheet_of_its_own"]()
    assert reason(data, Marking("图", "B4", True, "x")) == Reason.NO_PLACE


LISTED = corrections(tuple(line._replace(sheet=NAME) for line in LISTING.lines))
BENT = (rb'"[0-9]+"', rb'r="[A-Z]+[0-9]+"', rb"<[a-zA-Z]+ ?[^<>]*/>", rb"</[a-zA-Z:]+>", rb'="[^"]*"', rb"<[a-z]+>")


def bent(data: bytes, chance: random.Random) -> bytes:
    """A package in which something of some part is left out or says something else."""
    contents = parts(data)
    texts = [name for name in contents if name.endswith((".xml", ".rels", ".vml"))]
    for _ in range(chance.randint(1, 4)):
        name, pattern = chance.choice(texts), chance.choice(BENT)
        found = list(re.finditer(pattern, contents[name]))
        if found:
            match = chance.choice(found)
            more = chance.choice([b"", b'"x"', b'"-1"', b'"99999999"', b'=""', match[0] * 2, b"<x/>"])
            contents[name] = contents[name][: match.start()] + more + contents[name][match.end() :]
    return packed(contents)


@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.slow) for each in range(1, 6))])
def test_whatever_is_bent_is_marked_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    makers = [
        WORKBOOKS[name] for name in ("comments_elsewhere", "threads", "form_controls", "merged_cells", "no_styles")
    ]
    refused = 0
    for _ in range(60):
        data = bent(chance.choice(makers)(), chance)
        try:
            mark_package(data, [Marking(NAME, "B4", True, "x"), Marking(NAME, "C5", False, "y")], LISTED, LINES)
        except NotMarkable:
            refused += 1
    assert 5 < refused < 55


def test_a_workbook_of_one_cell() -> None:
    data = by_openpyxl(lambda _, sheet: sheet.delete_rows(1, 10))
    assert problems(mark_package(data, [Marking(NAME, "A1", True, "空的。")], corrections(()), LINES).workbook) == []


def test_it_is_the_same_each_time() -> None:
    data = WORKBOOKS["threads"]()
    one, other = (mark_package(data, markings(data), LISTED, LINES) for _ in range(2))
    assert one == other


def test_an_added_part_does_not_hide_another() -> None:
    data = edited(by_xlsxwriter(), {}, Added("xl/comments1.xml", b"<x/>", "application/xml"))
    assert parts(marked(data).workbook)["xl/comments1.xml"] == b"<x/>"
