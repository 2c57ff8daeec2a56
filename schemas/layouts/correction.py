"""The workbooks that go back marked to who wrote them: correction.toml."""

from schemas.layouts.sheet import Offers, SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class CorrectionWords(NamedTuple):
    author: str
    must: str
    may: str
    title: str
    place: str
    hidden: str
    notes: tuple[str, ...]
    until: str
    until_with_scan: str
    behind: str
    nameless: str
    numbered: str


class SocietiesCorrection(NamedTuple):
    """What a society's workbook says otherwise than a unit's."""

    sheet: str
    title: str
    notes: tuple[str, ...]
    behind: str


class CorrectionFile(NamedTuple):
    """A workbook that goes back marked to the unit, or the society, whose it is."""

    words: CorrectionWords
    societies: SocietiesCorrection
    offers: Offers
    listing: SheetLayout


def correction_file() -> CorrectionFile:
    return read("layouts/correction", CorrectionFile)
