"""Forms (schemas/forms/): the words of each, and the words and patterns that all share (common.toml)."""

from collections.abc import Mapping
from typing import Literal

import schemas
from schemas.named import NamedTuple
from schemas.typed import AnyWords, Text, Words, read

_NONE: Mapping[str, tuple[str, ...]] = {}


class Listed(NamedTuple):
    words: Words


class Section(NamedTuple):
    label: Text
    captions: AnyWords = ()
    columns: AnyWords = ()
    words: AnyWords = ()
    patterns: AnyWords = ()


class Either(NamedTuple):
    """Words that mean the field of the project or that of the person, by where they stand."""

    project: Text
    person: Text
    words: Words


class Samples(NamedTuple):
    names: AnyWords = ()
    phones: AnyWords = ()
    texts: AnyWords = ()
    companies: AnyWords = ()
    projects: AnyWords = ()


class Beside(NamedTuple):
    """What may stand beside a word in a heading without changing it (patterns)."""

    plain: Words
    tails: Words
    asking: Text
    numbered: Text
    hints: Text


class Others(NamedTuple):
    """What makes a heading that holds a word of these fields ask for another; `somebody` where for another person,
    `earlier` where for another time, `means` the field that it asks for where that is one of the form."""

    fields: Words
    words: Words
    somebody: bool = False
    earlier: bool = False
    means: str = ""


class Leftovers(NamedTuple):
    """Names of sheets that are left beside the list (patterns)."""

    examples: Text
    years: Text
    others: Text


class NameParts(NamedTuple):
    """Headings of the two columns of a name."""

    surname: Words
    given: Words


class ToolColumns(NamedTuple):
    """Headings that approval and survey tools add, those that stand for the state of the approval beside them, and
    what it can be (patterns)."""

    headings: Text
    states: Text
    verdicts: Text


class Block(NamedTuple):
    """One block of a form in blocks, which one of its `heads` opens. `kind`: in labels each value stands beside its
    label, in a table below its heading, and text stands below or behind the head, as far as one of the words `until`.
    What is asked for there is told by the words of `columns` for these `fields`, and by the block's own `words`, by
    what they ask for: fields, or the parts, in their order, of each line of the field `into`. `period` is the one that
    asks for begin and end; of several rows, that with the first of `highest` counts. What of `dirt` stands alone in a
    cell is printed there and says nothing."""

    kind: Literal["labels", "table", "text"]
    heads: Words
    fields: AnyWords = ()
    words: Mapping[str, Words] = _NONE
    into: str = ""
    period: str = ""
    highest: AnyWords = ()
    dirt: AnyWords = ()
    until: AnyWords = ()


class UnitTitle(NamedTuple):
    """The pattern of a title, without blanks, that holds the unit in its first group, and a word that is always in it.
    As it stands where a form has none, no text fits."""

    pattern: Text
    holds: Text


class FormFile(NamedTuple):
    """One form. None is said in common.toml, unless the form says otherwise. The words of a field in `columns`, the
    printed one first, are followed by those that `words_of` names: by form, which of its lists ask for the field.
    `origin` tells that no document prints the form; `drafted_from` names the file of which `form draft` made it. One in
    `blocks` tells of one person in all of them; `printed` is what its cells hold while nobody has filled it in;
    `labels` are what it calls fields otherwise than schemas/fields.toml does."""

    form: Text
    titles: Words
    columns: Mapping[str, AnyWords]
    origin: Literal["", "ours"] = ""
    drafted_from: str = ""
    words_of: Mapping[str, Mapping[str, Words]] = {}
    unit_title: UnitTitle = UnitTitle("(?!)", "\0")
    person_order: AnyWords = ()
    telling: AnyWords = ()
    unit_labels: AnyWords = ()
    sections: Mapping[str, Section] = {}
    stems: Mapping[str, Words] = _NONE
    either: Mapping[str, Either] = {}
    groups: Mapping[str, Words] = _NONE
    extra: Listed = Listed(())
    samples: Samples = Samples()
    fillers: AnyWords | None = None
    somebody: Listed | None = None
    secret: Listed | None = None
    giving_way: AnyWords = ()
    since: int = 0
    blocks: Mapping[str, Block] = {}
    printed: Mapping[str, Words] = _NONE
    labels: Mapping[str, Text] = {}


class Cells(NamedTuple):
    """Patterns of one cell."""

    ditto: Text
    weak_ditto: Text
    ticked: Text
    unticked: Text
    hint: Text
    placeholder: Text
    total: Text
    head_count: Text
    sign_off: Text
    filled_in_by: Text
    filled_in_on: Text
    banner: Text
    text_point: Text
    card_heading: Text
    number: Text
    people_count: Text
    name_twice: Text
    sample: Text
    more_people: Text
    column_numbers: Text
    blank: Text
    reference: Text
    note: Text
    name: Text
    data_word: Text
    others: Text
    condition: Text


class Contents(NamedTuple):
    """Patterns and words of what a person's cells hold."""

    phone: Text
    email: Text
    level: Text
    domain: Text
    place: Text
    contact_inside: Text
    long_text: int
    numerals: Words
    compound_surnames: Words
    separators: Words
    list_separators: Text


class About(NamedTuple):
    """What findings say about a place."""

    row: str
    column: str
    sheet: str
    counts: str
    unread: str
    numbers: str
    described: str
    beside: str
    pictures: str
    struck: Text
    taken_out: Text
    set_aside: str
    sheet_name: Text
    another_column: str
    heading_doubtful: str


class Scoring(NamedTuple):
    title: int
    lead: int
    rows: int
    title_rows: int


class CommonFile(NamedTuple):
    traditional: Text
    simplified: Text
    fillers: Words
    cells: Cells
    contents: Contents
    about: About
    somebody: Listed
    studies: Listed
    beside: Beside
    others: tuple[Others, ...]
    leftovers: Leftovers
    names: NameParts
    tools: ToolColumns
    secret: Listed
    scoring: Scoring


def form_names() -> list[str]:
    """The names of all forms, which are those of their files; `common` holds what they share."""
    return [name for name in schemas.names_in("forms") if f"forms/{name}" != schemas.SHARED]


def form_file(name: str) -> FormFile:
    return read(f"forms/{name}", FormFile)


def common_file() -> CommonFile:
    return read("forms/common", CommonFile)
