"""Blank forms of notices (schemas/layouts/blank-<form>.toml), and what all blank forms say (blanks.toml)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import schemas
from schemas import table
from schemas.layouts.sheet import Offers
from schemas.named import NamedTuple
from schemas.typed import AnyWords, Count, Text, checked, filled, read


class BlankColumn(NamedTuple):
    """A column of a list. A drop-down of the notice's words for the field refuses others, an open one warns only."""

    heading: Text
    width: float  # in Excel's unit: digits of the standard font
    field: Text = "number"
    hint: str = ""
    input: Literal["", "choice", "open-choice"] = ""


class SheetBlank(NamedTuple):
    """A list in a workbook: rows `prepared` with borders, drop-downs down to `reach`; `about` is what its second sheet
    says, in numbered sentences."""

    file: Text
    sheet: Text
    footer: Text
    prepared: Count
    reach: Count
    columns: Annotated[tuple[BlankColumn, ...], filled]
    about_sheet: Text
    about: AnyWords
    paper: Literal["A4", "A3"] = "A4"


class WordCell(NamedTuple):
    """A cell over `span` columns of the grid; each line of its text is a paragraph. `diagonal` has its first line on
    the left of a stroke, the others on its right; what is long goes into a `text`."""

    text: str = ""
    span: Count = 1
    look: Literal["value", "text", "label", "head", "diagonal", "box"] = "value"


class WordRow(NamedTuple):
    """So many rows of the same cells; without any, a blank one in each column of the grid. A row that `repeats` stands
    on every page."""

    height: float  # in cm, the least
    cells: tuple[WordCell, ...] = ()
    times: Count = 1
    repeats: bool = False


class WordBlank(NamedTuple):
    """A table in a document, on a grid of columns of `widths` (in cm), with lines over and under it: `annex` at the
    edge, `titles` in the middle, the first in larger letters. {unit} in a title is the place for the unit's name."""

    file: Text
    titles: Annotated[tuple[Text, ...], filled]
    widths: Annotated[tuple[float, ...], filled]
    rows: Annotated[tuple[WordRow, ...], filled]
    size: float  # points of the letters in the table
    title_size: float
    margin: float  # cm
    footer: Text
    annex: str = ""
    landscape: bool = False
    notes: AnyWords = ()


class BlanksFile(NamedTuple):
    """What blank forms say alike: that a form is our own draft, what stands for a unit's name until it is filled in,
    what stands between words that are listed, and beside cells with drop-downs."""

    ours: Text
    unit: Text
    between: Text
    offers: Offers


def blanks_file() -> BlanksFile:
    return read("layouts/blanks", BlanksFile)


_SHAPES: Mapping[str, type[Any]] = {"xlsx": SheetBlank, "docx": WordBlank}


def blank_of(form: str) -> SheetBlank | WordBlank | None:
    """The blank of a form, by the ending of its file; None where none is drawn."""
    name = f"layouts/blank-{form}"
    if not (schemas.ROOT / f"{name}.toml").exists():
        return None
    data = table(name)
    made: SheetBlank | WordBlank = checked(name, data, _SHAPES[str(data.get("file")).rpartition(".")[2]])
    return made
