"""What stands over a table about all of its rows, as on a card: 企业名称：X, or 项目名称 with its value beside it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.fields import PROJECT_FIELDS
from pipeline.model.statements import Found, Typed
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.form import Meaning
from pipeline.recognise.words.headings import Headings
from pipeline.recognise.words.labels import inline_labels, without_day
from pipeline.text.addresses import address

COMPANY_FIELDS = ("company", "company_contact", "company_contact_phone")
_ROWS = 20
NAMING = {"company", "project_name"}
"""One of these must stand there: a contact alone is the end of the table above."""


def labels_above(grid: Grid, top: int, floor: int, headings: Headings) -> tuple[int, dict[str, Typed]]:
    """The first row of what stands over the heading in row `top`, and its fields; `top` and {} where nothing does.

    Rows are looked at from the heading up to `floor`; titles, captions and blank rows may stand between them.
    """
    begins, found = top, dict[str, Typed]()
    for row in range(top - 1, max(floor, top - _ROWS) - 1, -1):
        if told := labelled(grid, row, headings):
            begins, found = row, {**told, **found}
        elif len(grid.filled(row)) > 1:
            break
    if floor == 0:
        found = {**_paragraphs(grid, headings), **found}
    return (begins, found) if found.keys() & NAMING else (top, {})


def _paragraphs(grid: Grid, headings: Headings) -> dict[str, Typed]:
    """What paragraphs before a Word table tell; they have no cells."""
    parts = [part for text in grid.sheet.above for part in inline_labels(text, headings)]
    told = [(_field(headings.understand(label)), label, value) for label, value in parts]
    return {field: Typed(value, "", label, Found.INHERITED) for field, label, value in told if field in PROJECT_FIELDS}


def labelled(grid: Grid, row: int, headings: Headings) -> dict[str, Typed]:
    """The project's fields of a row of labels and values; {} for any other row."""
    told: dict[str, Typed] = {}
    for field, typed in _pairs(grid, row, headings):
        if not field:
            return {}
        if field in PROJECT_FIELDS:
            told[field] = typed
    return told


def labelled_experience(grid: Grid, row: int, headings: Headings) -> Typed | None:
    """The experience of a row that holds nothing but its label and it."""
    pairs = list(_pairs(grid, row, headings))
    is_alone = len(pairs) == 1 and pairs[0][0] == "experience"
    return pairs[0][1]._replace(found=Found.CONTENT) if is_alone else None


def labelled_fields(typed: Typed, headings: Headings) -> dict[str, Typed]:
    """The project's fields that one cell names with labels."""
    told = [(_field(headings.understand(label)), label, text) for label, text in inline_labels(typed.text, headings)]
    return {
        field: typed._replace(text=text, heading=label, found=Found.CONTENT)
        for field, label, text in told
        if field in PROJECT_FIELDS and text
    }


def _pairs(grid: Grid, row: int, headings: Headings) -> Iterator[tuple[str, Typed]]:
    """Field and value of each label in the row, "" for a cell that is neither."""
    cells = iter(grid.filled(row))
    for column, text in cells:
        if without_day(text, headings.form) == "":
            continue
        inline = inline_labels(text, headings) or [(text, "")]
        if len(inline) > 1 or inline[0][1]:
            for label, value in inline:
                yield _field(headings.understand(label)) if value else "", _typed(value, row, column, label)
            continue
        label, (beside, value) = inline[0][0], next(cells, (column, ""))
        field = _field(headings.understand(label))
        is_pair = field and value and not _field(headings.understand(value))
        yield field if is_pair else "", _typed(value, row, beside, label)


def _field(meaning: Meaning) -> str:
    """The project's side of a label; the kind of a column that units add."""
    if meaning.quality < 2:
        return ""
    if meaning.kind == "either":
        return meaning.either[0]
    return meaning.field if meaning.kind == "field" else meaning.kind


def _typed(text: str, row: int, column: int, label: str) -> Typed:
    return Typed(text.strip(), address(row, column), label, Found.INHERITED)
