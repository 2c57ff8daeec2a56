"""The lines of records of activities, as typed: of whom, what, when and how long, each with its cell.

A sheet may hold several tables, of several members: whose a line is stands in its columns, or in what was told last
above it (姓名：…), or is the sheet's own name. What kind it is of may be a caption above it, or the sheet's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.kinds.hours_columns import completed, unread
from pipeline.kinds.hours_headings import HOLDER, Heading, heading_at
from pipeline.kinds.hours_words import Cells, is_titled, kind_called, labels_in, tells_of_no_activity
from pipeline.model.documents import Document, Sheet
from pipeline.model.statements import Filled, Found, Typed
from pipeline.recognise.sheet.grid import Grid
from pipeline.text.addresses import address
from pipeline.text.fold import fold
from pipeline.text.mask import unnumbered
from pipeline.text.periods import written_period
from schemas.hours_record import hours_record_file
from schemas.named import NamedTuple

_NAMING = ("name", "certificate_no", "person_id")
"""By what a record is somebody's."""
_OWN_CELL = ("number", "duration", "claimed")
"""What is told of each line by itself: a cell merged over several says it of the first one only."""
UNREAD = "unread"
"""In the place of a column: the headings of those that are not understood."""
_UNTOLD = ("number", UNREAD, *HOLDER)
"""What says nothing of an activity."""
_KIND, _NAME = "kind", "name"


_ACROSS, _LONG = 2, 25  # columns beside the one in which a remark begins; characters


class Record(NamedTuple):
    """A sheet that is a record of activities, and its lines."""

    sheet: Sheet
    lines: tuple[Filled, ...]


def records_in(document: Document) -> Sequence[Record]:
    """The sheets of a document that are such; whose they are may stand on an earlier one of them, where a sheet is
    called as a kind of activity. Beside one that is somebody's the others are too, though nobody knows whose."""
    before: Mapping[str, Typed] = {}
    is_somebodys = is_titled(document.file.rpartition("/")[2])
    records: list[Record] = []
    for sheet in document.sheets:
        reading = _Reading(sheet, before if kind_called(sheet.name) else {})
        if lines := tuple(reading.lines()):
            records.append(Record(sheet, lines))
            is_somebodys |= reading.is_somebodys
        before = reading.holder or before
    return records if is_somebodys else []


def tells_of_days(sheet: Sheet) -> bool:
    """Whether a sheet has lines with a day in them, as one of activities that nobody can read."""
    lines = [row for row in sheet.rows if sum(map(bool, row)) >= hours_record_file().table.fewest]
    return any(written_period(text) for row in lines for text in row if text)


class _Reading:
    """One sheet on its way to lines; `holder` is what was told last of whom they are, `_kind` the caption above them,
    and `_last` the line above, which stands for what the next one leaves to it."""

    def __init__(self, sheet: Sheet, before: Mapping[str, Typed]) -> None:
        self._sheet, self._grid = sheet, Grid(sheet)
        self.holder: dict[str, Typed] = dict(before)
        self.is_somebodys = bool(before) or any(map(is_titled, (sheet.name, *sheet.above)))
        self._heading: Heading | None = None
        self._kind = Typed(sheet.name, found=Found.INHERITED) if kind_called(sheet.name) else Typed("")
        self._last: dict[str, Typed] = {}
        for text in sheet.above:
            self._take(dict(labels_in([(0, text)], None)))

    def lines(self) -> Iterator[Filled]:
        """Every line that tells of an activity, in order."""
        row, most = 0, hours_record_file().table.rows
        while row < len(self._grid.rows) and (self._heading or row < most):
            is_label = any(labels_in(self._grid.filled(row), row))
            if heading := heading_at(self._grid, row, may_join=not is_label):
                columns = completed(self._grid, heading.bottom, heading.columns, heading.texts)
                self._heading, self._last = heading._replace(columns=columns), {}
                self.is_somebodys |= not heading.columns.keys().isdisjoint(_NAMING)
                row = heading.bottom
            elif line := self._read(row):
                yield line
            row += 1

    def _read(self, row: int) -> Filled | None:
        """The line that a row is; what it says else is kept for the lines below."""
        filled = [each for each in self._grid.filled(row) if (row, each[0]) not in self._sheet.struck]
        if not filled or self._takes_labels(row, filled):
            return None
        if self._heading is None:
            self.is_somebodys |= any(is_titled(text) for _, text in filled)
            return None
        if len(filled) == 1 and kind_called(filled[0][1]):
            column, text = filled[0]
            self._kind = Typed(text, address(row, column), found=Found.INHERITED)
            return None
        return None if tells_of_no_activity(filled) or self._is_remark(row, filled) else self._line(row, self._heading)

    def _is_remark(self, row: int, filled: Cells) -> bool:
        """Whether a row is one text across the table, or a long one before it: a caption or a remark."""
        column, text = filled[0]
        across = self._grid.span.get((row, column), (row, column))[1] - column
        return len(filled) == 1 and (across >= _ACROSS or (column == 0 and len(text) > _LONG))

    def _takes_labels(self, row: int, filled: Cells) -> bool:
        """Whether the row tells of whom the lines below are; below lines only a name or a number does."""
        labels = dict(labels_in(filled, row))
        if not labels or (self._last and labels.keys().isdisjoint(_NAMING)):
            return False
        if self._last:
            self.holder, self._last = {}, {}
        self._take(labels)
        return True

    def _take(self, labels: Mapping[str, Typed]) -> None:
        self.holder |= labels
        self.is_somebodys |= not labels.keys().isdisjoint(_NAMING)

    def _line(self, row: int, heading: Heading) -> Filled | None:
        own = {key: self._typed(row, column, key, heading) for key, column in heading.columns.items()}
        own |= self._unread(row, heading)
        if not any(each.text for key, each in own.items() if key not in _UNTOLD):
            return None
        told = {key: each for key, each in own.items() if key in HOLDER and each.text}
        if told.keys().isdisjoint(_NAMING):  # as the line above
            told = {key: each for key, each in self._last.items() if key in HOLDER and key in own} | told
        cells = self._of_sheet() | self.holder | own
        cells |= {key: each for key, each in self.holder.items() if not cells[key].text} | told
        if not own.get(_KIND, _NONE).text and self._kind.text:
            cells[_KIND] = self._kind
        self._last = cells
        return Filled(self._sheet.name, row + 1, cells)

    def _unread(self, row: int, heading: Heading) -> dict[str, Typed]:
        """What stands in columns that nobody knows, which may be what the others do not tell: their headings."""
        columns = unread(self._grid, row, heading.columns, heading.texts)
        names = "、".join(heading.texts[column] for column in columns)
        return {UNREAD: Typed(names, address(row, columns[0]))} if columns else {}

    def _of_sheet(self) -> dict[str, Typed]:
        """The sheet's name, which may be that of a member."""
        return {_NAME: Typed(self._sheet.name, found=Found.INHERITED)}

    def _typed(self, row: int, column: int, key: str, heading: Heading) -> Typed:
        place = self._grid.place(row, column)
        if key in _OWN_CELL or place[1] != column or place[0] <= heading.bottom:
            place = row, column
        text = "" if place in self._sheet.struck else unnumbered(self._grid.text(*place))
        if fold(text) in _dittos() and key in self._last:
            return self._last[key]
        return Typed(text, address(*place), heading.texts.get(column, ""))


_NONE = Typed("")


def _dittos() -> Sequence[str]:
    return hours_record_file().table.ditto
