"""Columns and sheets, of which all layouts of workbooks are made, and what stands beside cells that are filled in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from schemas import table
from schemas.certificates import certificate_levels, certificates_file
from schemas.named import NamedTuple
from schemas.results import results_file
from schemas.typed import checked

Answered = Literal["asked", "answer", "for_all", "decided_by", "decided_on", "reason"]
"""What a column of an answer of the secretary may be."""

Certified = Literal["certificate_no", "person_id", "name", "society", "level", "event", "date", "valid_to", "cause"]
Beside = Literal["document", "note", "given_society", "given_level", "given_issued_on", "given_valid_to"]
"""What a column of a line that tells of a certificate may be; `given_…` is what we filled in."""


class Column(NamedTuple):
    """One column of a published sheet. `source` names the value that fills it; a column that the reader fills in has no
    source but a kind of `input`.
    """

    heading: str
    width: float  # in Excel's unit: digits of the standard font
    source: str = ""
    look: Literal["text", "middle", "long", "number"] = "text"
    # what the reader may fill in; of own-choice every row has its own choices, of listed the workbook has; of
    # open-choice other words are taken too
    input: Literal["", "choice", "own-choice", "open-choice", "listed", "date", "whole", "decimal", "text"] = ""
    choices: tuple[str, ...] = ()
    # the words that are the choices: of schemas/results.toml, of schemas/certificates.toml, or the levels
    offers: Literal["", "stages", "conclusions", "events", "causes", "levels"] = ""
    hint: str = ""
    maximum: int = 100  # of a number
    tells: tuple[str, ...] = ()  # the fields of a person that the column tells of, for notices that keep some back
    others: bool = False  # one of those that stand for every field of which no other column of the sheet tells
    counts: str = ""  # of a sheet that counts people: the value whose people stand in the column, "" for all of them
    rest: bool = False  # there: those whose value has no column of its own
    # what an answer has in it, or a line that tells of a certificate
    said: Literal["", Answered, Certified, Beside] = ""


class SheetLayout(NamedTuple):
    """One sheet: its columns, and how it is printed: `pages_wide` pages of `paper` side by side, the first `repeat`
    columns on each. Where it `hides_blank`, a column of ours is hidden in which no row has anything; where it is
    `given`, what we filled is told by its colour from what the reader fills.
    """

    sheet: str
    columns: tuple[Column, ...]
    freeze: int = 0
    pages_wide: int = 1
    repeat: int = 0
    paper: Literal["A4", "A3"] = "A4"
    hides_blank: bool = False
    given: bool = False


class Offers(NamedTuple):
    """What is said beside cells that the reader fills; `lists` is the hidden sheet behind drop-downs that differ from
    row to row or from workbook to workbook."""

    choice_title: str = ""
    choice_message: str = ""
    open_choice_message: str = ""
    own_choice_message: str = ""
    lists: str = ""
    whole_message: str = ""
    decimal_message: str = ""
    date_message: str = ""


def sheet_layout(layout: str, sheet: str) -> SheetLayout:
    """Table [<sheet>] of schemas/layouts/<layout>.toml, or [layouts.<sheet>] of one with any number of them."""
    tables = table(f"layouts/{layout}")
    made = checked(f"layouts/{layout}", tables.get(sheet, tables.get("layouts", {}).get(sheet)), SheetLayout, sheet)
    return made._replace(columns=tuple(map(_with_offers, made.columns)))


def _with_offers(column: Column) -> Column:
    if not column.offers:
        return column
    return column._replace(choices=tuple(_OFFERED[column.offers]()))


_OFFERED: Mapping[str, Callable[[], Iterable[str]]] = {
    "stages": lambda: results_file().stages,
    "conclusions": lambda: results_file().conclusion,
    "events": lambda: certificates_file().told_events,
    "causes": lambda: certificates_file().causes,
    "levels": certificate_levels,
}


def offers_of(layout: str) -> Offers:
    """What a layout says beside cells that the reader fills; nothing where there are none."""
    return checked(f"layouts/{layout}", table(f"layouts/{layout}").get("offers", {}), Offers, "offers")
