"""One sheet's part: where its cells stand, whether or not they say so, and what belongs to one that is merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from pipeline.publish.marked.model import NotMarkable, Reason
from pipeline.publish.marked.trees import Element, child, children, local, number_of, own, placed
from pipeline.text.addresses import address, place_of

_BEHIND_LEGACY_DRAWING = (
    *("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
    "AlternateContent",  # of objects and controls
)
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_TRUE = ("1", "true", "on")

Place = tuple[int, int]
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, inclusive."""


class SheetPart:
    """A worksheet's tree; `name` is only for what is said of a damaged one."""

    def __init__(self, root: Element, name: str) -> None:
        self.root = root
        data = child(root, "sheetData")
        if local(root) != "worksheet" or data is None:
            raise NotMarkable(Reason.NO_PLACE, name)
        self._data = data
        self._cells: dict[int, dict[int, Element]] = {}

    def range_of(self, place: Place) -> Range:
        """The merged range that a place lies in, or the place alone."""
        row, column = place
        for top, left, bottom, right in self.merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left, bottom, right
        return row, column, row, column

    @cached_property
    def merges(self) -> list[Range]:
        cells = child(self.root, "mergeCells")
        return [] if cells is None else [corners_of(each.get("ref", "")) for each in children(cells, "mergeCell")]

    def style_of(self, place: Place) -> int:
        """The format of a cell, or what a cell there would have: that of its row, or of its column."""
        cell, row = self._cells_of(place[0]).get(place[1]), self._rows.get(place[0])
        if cell is not None:
            return number_of(cell.get("s"))
        if row is not None and row.get("customFormat") in _TRUE:
            return number_of(row.get("s"))
        return next((number_of(each.get("style")) for each in self.columns(place[1])), 0)

    def set_style(self, place: Place, style: int) -> None:
        """Give a cell a format; an empty cell is made where there is none."""
        cell = self._cells_of(place[0]).get(place[1])
        if cell is None:
            cell = self._make(*place)
        cell.set("s", str(style))

    def columns(self, column: int) -> Iterator[Element]:
        """What is said of a column."""
        for each in self.root.iterfind(f"{own(self.root, 'cols')}/{own(self.root, 'col')}"):
            if number_of(each.get("min")) <= column + 1 <= number_of(each.get("max")):
                yield each

    def row(self, row: int) -> Element | None:
        return self._rows.get(row)

    def hides(self, place: Place) -> bool:
        row = self._rows.get(place[0])
        said = [*self.columns(place[1]), *([] if row is None else [row])]
        return any(each.get("hidden") in _TRUE for each in said)

    def legacy_drawing(self, attribute: str) -> str:
        """The id of the drawing of comments and controls; "" if there is none."""
        found = child(self.root, "legacyDrawing")
        return "" if found is None else str(found.get(attribute, ""))

    def set_legacy_drawing(self, attribute: str, id_: str) -> None:
        placed(self.root, "legacyDrawing", {local(each) for each in self.root}.difference(_BEHIND_LEGACY_DRAWING)).set(
            attribute, id_
        )

    @cached_property
    def _rows(self) -> dict[int, Element]:
        return dict(_numbered(children(self._data, "row"), lambda name: number_of(name) - 1))

    def _cells_of(self, row: int) -> dict[int, Element]:
        if row not in self._cells:
            element = self._rows.get(row)
            cells = [] if element is None else children(element, "c")
            self._cells[row] = dict(_numbered(cells, lambda name: place_of(name.upper())[1]))
        return self._cells[row]

    def _make(self, row: int, column: int) -> Element:
        cells, line = self._cells_of(row), self._rows.get(row)
        if line is None:
            line = self._rows[row] = _among(self._data, "row", self._rows, row)
            line.set("r", str(row + 1))
        cell = cells[column] = _among(line, "c", cells, column)
        cell.set("r", address(row, column))
        line.attrib.pop("spans", None)  # only a hint, and no longer true
        self._widen(row, column)
        return cell

    def _widen(self, row: int, column: int) -> None:
        dimension = child(self.root, "dimension")
        if dimension is not None:
            top, left, bottom, right = corners_of(dimension.get("ref", ""))
            if not (top <= row <= bottom and left <= column <= right):
                first, last = address(min(top, row), min(left, column)), address(max(bottom, row), max(right, column))
                dimension.set("ref", f"{first}:{last}")


def corners_of(reference: str) -> Range:
    """A range or a single cell by its corners. Raises NotMarkable for what is none."""
    first, _, last = reference.upper().partition(":")
    corners = [_ADDRESS.fullmatch(each) for each in (first, last or first)]
    places = [place_of(each[1] + each[2]) for each in corners if each]
    if len(places) != 2:
        raise NotMarkable(Reason.DAMAGED, reference)
    return *places[0], *places[1]


def _numbered(elements: list[Element], read: Callable[[str], int]) -> Iterator[tuple[int, Element]]:
    """Elements by their place; one that does not say it stands behind the one before."""
    place = -1
    for element in elements:
        name = element.get("r")
        place = read(name) if name else place + 1
        yield place, element


def _among(parent: Element, name: str, others: dict[int, Element], place: int) -> Element:
    """A new element in front of the first one that stands behind its place."""
    element = parent.makeelement(own(parent, name))
    behind = min((each for each in others if each > place), default=None)
    if behind is None:
        parent.append(element)
    else:
        others[behind].addprevious(element)
    return element
