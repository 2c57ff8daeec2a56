"""The layouts of published workbooks: schemas/layouts/*.toml."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, NamedTuple

from schemas import table
from schemas.results import results_file
from schemas.typed import checked, filled, read


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
    offers: Literal["", "stages", "conclusions"] = ""  # the words of schemas/results.toml that are the choices
    hint: str = ""
    maximum: int = 100  # of a number
    tells: tuple[str, ...] = ()  # the fields of a person that the column tells of, for notices that keep some back
    others: bool = False  # one of those that stand for every field of which no other column of the sheet tells
    counts: str = ""  # of a sheet that counts people: the value whose people stand in the column, "" for all of them
    rest: bool = False  # there: those whose value has no column of its own
    said: Literal["", "asked", "answer", "for_all", "decided_by", "decided_on", "reason"] = (
        ""  # what an answer has in it
    )


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


class AboutLine(NamedTuple):
    """A line of what is explained. Where something that its text names is not known, it says `otherwise`, and where
    that is blank or names such a thing too, there is no line. `look` is that of the cells of which it tells."""

    label: str
    text: str
    otherwise: str = ""
    look: Literal["", "text given", "input-text"] = ""


class IntakeWords(NamedTuple):
    folder: str
    file: str
    unconfirmed_file: str
    unconfirmed: str
    warning_line: tuple[str, str]
    change: str
    change_text: str
    withdrawal: str
    withdrawal_text: str
    print_title: str
    footer: str
    day: str
    only_unconfirmed: tuple[str, ...]
    marks: str
    stage: str
    stage_optional: str
    stage_limit: str
    stage_between: str
    stages_between: str
    about: tuple[AboutLine, ...]


class IntakeFile(NamedTuple):
    words: IntakeWords
    offers: Offers
    people: SheetLayout
    typed: SheetLayout
    changes: SheetLayout
    about: SheetLayout
    hints: Mapping[str, str]


class CombinedWords(NamedTuple):
    file: str
    all: str
    annex: str
    serif: str
    sans: str
    blank: str
    unit: str
    caption: str
    company: str
    company_contact: str
    company_phone: str
    company_contact_phone: str
    people: str
    footer: str
    footer_all: str
    written: str
    unconfirmed: str
    nobody: str


class CombinedFile(NamedTuple):
    """The form of everybody that is shipped; that of another notice has other sheets."""

    words: CombinedWords
    dispatched: SheetLayout
    planned: SheetLayout


class ListsWords(NamedTuple):
    folder: str
    footer: str
    day: str
    people: str
    changed: str
    drafted: str
    total: str
    shared: str


class ListSheet(NamedTuple):
    """One sheet of a list: [layouts.<layout>] of schemas/layouts/lists.toml that it is laid out by, its title, and what
    else is said over it.

    A sheet without `by` lists people. One with it has a line for each value of that field among the people, or for each
    unit, with `none` for who has none, and a sum; its columns count them, by the values of the field `across` if there
    is one. Where it is of `everybody`, it is of all people of the batch, whatever group of them the workbook is of;
    where it is of the `new`, those who were listed in an earlier batch and changed are left out.
    """

    layout: str
    title: str
    notes: tuple[str, ...] = ()
    by: str = ""
    across: str = ""
    none: str = ""
    everybody: bool = False
    new: bool = False


class ListEntry(NamedTuple):
    """What a notice publishes beside the societies' workbooks for who assesses: one workbook, or one for each value of
    the field `group_by`, with `none` for people without. `form` is that whose columns it has, if any."""

    file: str
    sheets: Annotated[tuple[ListSheet, ...], filled]
    group_by: str = ""
    none: str = ""
    form: str = ""


class ListsFile(NamedTuple):
    words: ListsWords
    lists: Mapping[str, ListEntry]
    layouts: Mapping[str, SheetLayout]


class LedgerWords(NamedTuple):
    file: str
    page: str
    title: str
    footer: str
    page_lines: int
    lately_days: int
    kept: str
    kept_again: str
    total: str
    no_cases: str
    may_decide: str
    to_send: str
    sent: str
    open: str


class ExpectedWords(NamedTuple):
    """What is said of a unit that is expected to answer, by its state."""

    states: Mapping[str, str]
    notes: Mapping[str, str]
    between: str


class LedgerFile(NamedTuple):
    words: LedgerWords
    submissions: SheetLayout
    cases: SheetLayout
    dispatches: SheetLayout
    letters: SheetLayout
    units: SheetLayout
    expected: ExpectedWords
    turns: Mapping[str, str]
    yes_no: Mapping[str, str]
    scan: Mapping[str, str]
    received: Mapping[str, str]


class EverybodyWords(NamedTuple):
    file: str
    all: str
    search: str
    title: str
    footer: str
    footer_more: str
    most: int
    written: str


class SentenceWords(NamedTuple):
    """What is said of one person row."""

    whole: str
    of_workplace: str
    day: str
    day_of_year: str
    nameless: str
    unitless: str
    why: str
    why_of_value: str
    other: str
    where: str
    where_row: str
    between: str


class FateWords(NamedTuple):
    """What is said of what became of a person row."""

    routed: str
    unconfirmed: str
    held: str
    asked: str
    secretariat: str
    duplicate: str
    duplicate_of_forgotten: str
    superseded: str
    superseded_by_forgotten: str
    withdrawn: str
    withdrawn_by_decision: str
    reached: str
    differs: str
    same: str


class StoryWords(NamedTuple):
    """What `person` says."""

    head: str
    recommended: str
    wrong: str
    fate: str
    said: str
    said_nowhere: str
    due: str
    forgotten: str
    unknown: str
    near: str
    unopened: str
    unopened_file: str


class EverybodyFile(NamedTuple):
    """Where people stand, as a workbook, in the desk's search and in sentences."""

    words: EverybodyWords
    everybody: SheetLayout
    states: Mapping[str, str]
    sentence: SentenceWords
    fates: FateWords
    story: StoryWords


class ResultsWords(NamedTuple):
    file: str
    title: str
    footer: str
    footer_more: str
    most: int
    total: str
    no_events: str
    cell: str


class EventWords(NamedTuple):
    """What an event says."""

    stage: str
    no_conclusion: str
    transferred: str
    no_stage: str
    day: str
    note: str
    only_note: str
    mark: str
    member: str
    is_member: str
    is_none: str
    certificate: str
    refused: str


class ResultsLayout(NamedTuple):
    """The ledger of results; `states` by terms.progress.STATES, `standings` of what was said."""

    words: ResultsWords
    results: SheetLayout
    events: SheetLayout
    societies: SheetLayout
    states: Mapping[str, str]
    standings: Mapping[str, str]
    said: EventWords


class DecisionsWords(NamedTuple):
    """What the workbook of questions says beside its columns; `nothing` on a sheet without lines, by its name."""

    line: str
    value_longest: int
    blank: str
    place: str
    workbook: str
    page: str
    other_place: str
    nothing: Mapping[str, str]


class DecisionsLayout(NamedTuple):
    """The workbook of questions."""

    words: DecisionsWords
    offers: Offers
    questions: SheetLayout
    cases: SheetLayout
    decided: SheetLayout


class SummaryWords(NamedTuple):
    folder: str
    workbook: str
    page: str
    title: str
    footer: str
    total: str
    unconfirmed: str


class Dimension(NamedTuple):
    """A distribution: column of the people, its title, and what stands for a blank."""

    column: str
    title: str
    none: str


class SummaryFile(NamedTuple):
    words: SummaryWords
    accounts: SheetLayout
    distribution: SheetLayout
    held: SheetLayout
    documents: SheetLayout
    account: Mapping[str, str]
    note: Mapping[str, str]
    outcomes: Mapping[str, str]
    fates: Mapping[str, str]
    dispositions: Mapping[str, str]
    decided: Mapping[str, str]
    dimension: tuple[Dimension, ...]


class TemplateWords(NamedTuple):
    file: str
    unit_named: str
    none: str
    caption: str
    unit: str
    unit_hint: str
    people: str
    footer: str
    about: tuple[str, ...]


class TemplateRows(NamedTuple):
    prepared: int
    reach: int


class TemplateInput(NamedTuple):
    """What the unit may fill into a column; `choices` names a list of the notice, `field` what it asks for where the
    source of the combined form has another name."""

    hint: str
    field: str = ""
    input: Literal["", "choice", "date", "whole", "text"] = ""
    choices: str = ""
    maximum: int = 100


class TemplateChecks(NamedTuple):
    """What a blank form says of itself as it is filled in; `blanks` say nothing in a cell, `white` is not counted."""

    blanks: tuple[str, ...]
    white: tuple[str, ...]
    missing: str
    wrong: str
    done: str
    row: str
    lacking: str
    phone: str
    choice: str
    too_long: str
    between: str
    shown: int


class TemplateFile(NamedTuple):
    words: TemplateWords
    checks: TemplateChecks
    offers: Offers
    rows: TemplateRows
    inputs: Mapping[str, TemplateInput]
    about: SheetLayout


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


class PaperFile(NamedTuple):
    """What all published sheets have in common."""

    font: str
    batches: str
    pages: str
    nameless: str
    collision: str
    occupied: str
    unconfirmed: str


def intake_file() -> IntakeFile:
    return read("layouts/intake", IntakeFile)


@cache
def combined_words(name: str) -> CombinedWords:
    """Table [words] of the form of everybody that a notice names."""
    return checked(f"layouts/{name}", table(f"layouts/{name}").get("words"), CombinedWords, "words")


def lists_file() -> ListsFile:
    return read("layouts/lists", ListsFile)


def ledger_file() -> LedgerFile:
    return read("layouts/ledger", LedgerFile)


def everybody_file() -> EverybodyFile:
    return read("layouts/everybody", EverybodyFile)


def results_layout() -> ResultsLayout:
    return read("layouts/results", ResultsLayout)


def decisions_layout() -> DecisionsLayout:
    return read("layouts/decisions", DecisionsLayout)


def summary_file() -> SummaryFile:
    return read("layouts/summary", SummaryFile)


def template_file() -> TemplateFile:
    return read("layouts/template", TemplateFile)


def correction_file() -> CorrectionFile:
    return read("layouts/correction", CorrectionFile)


def paper_file() -> PaperFile:
    return read("layouts/paper", PaperFile)


def sheet_layout(layout: str, sheet: str) -> SheetLayout:
    """Table [<sheet>] of schemas/layouts/<layout>.toml, or [layouts.<sheet>] of one with any number of them."""
    tables = table(f"layouts/{layout}")
    made = checked(f"layouts/{layout}", tables.get(sheet, tables.get("layouts", {}).get(sheet)), SheetLayout, sheet)
    return made._replace(columns=tuple(map(_with_offers, made.columns)))


def _with_offers(column: Column) -> Column:
    if not column.offers:
        return column
    offered = {"stages": results_file().stages, "conclusions": tuple(results_file().conclusion)}
    return column._replace(choices=offered[column.offers])


def offers_of(layout: str) -> Offers:
    """What a layout says beside cells that the reader fills; nothing where there are none."""
    return checked(f"layouts/{layout}", table(f"layouts/{layout}").get("offers", {}), Offers, "offers")
