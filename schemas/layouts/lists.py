"""The lists that a notice publishes beside the societies' workbooks: lists.toml."""

from collections.abc import Mapping
from typing import Annotated

from schemas.layouts.sheet import SheetLayout
from schemas.named import NamedTuple
from schemas.typed import filled, read


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


def lists_file() -> ListsFile:
    return read("layouts/lists", ListsFile)
