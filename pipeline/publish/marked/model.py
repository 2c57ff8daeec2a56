"""What is said of a workbook that goes back to who wrote it, and what comes of it."""

from __future__ import annotations

from enum import StrEnum

from schemas.named import NamedTuple


class Marking(NamedTuple):
    """One cell to be marked. `must` be corrected (red, thick border) or only be looked at (yellow); `text` says what is
    wrong and what to write. A column that is missing is marked at the heading beside which it belongs.
    """

    sheet: str
    cell: str  # as people see it: B7
    must: bool
    text: str


class Line(NamedTuple):
    """One line of the list of corrections; `sheet` and `cell` are empty for what stands nowhere.

    Its values are the sources of the columns in schemas/layouts/correction.toml: `column` is 栏目, `given` 原填,
    `problem` 问题, `wanted` 请改为, where `choices` are offered as a drop-down. `must` is told by colour.
    """

    name: str
    sheet: str
    cell: str
    column: str
    given: str
    problem: str
    wanted: str
    choices: tuple[str, ...] = ()
    must: bool = True


class Listing(NamedTuple):
    """The list of corrections, which becomes the first sheet: how that is called, what stands above its lines, and
    these."""

    sheet: str
    title: str
    notes: tuple[str, ...]
    lines: tuple[Line, ...]


class Marked(NamedTuple):
    """The workbook with its marks. `unsigned`: it was signed electronically and is no more, which is told."""

    workbook: bytes
    unsigned: bool = False


class Reason(StrEnum):
    """Why a workbook cannot be marked."""

    DAMAGED = "damaged"  # no package, or one in which what it names is missing or is no XML
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    ENTITIES = "entities"  # a part declares a document type: nothing that an office writes
    NO_PLACE = "no-place"  # a marking names a sheet or cell that is not there
    STYLES = "styles"  # no office opens a workbook with more cell formats


class NotMarkable(Exception):  # noqa: N818 - a verdict on the workbook, not an error of the program
    """The workbook is not given back marked, and `reason` says why: its sender gets the letter only."""

    def __init__(self, reason: Reason, where: str = "") -> None:
        super().__init__(f"{reason}: {where}" if where else str(reason))
        self.reason = reason
