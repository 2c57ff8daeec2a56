"""Rows under a table whose people stand in other columns than its headings say, told by what the cells hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Fate, Found, Typed
from pipeline.recognise.rows.people import is_person
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.words.form import Form, squash
from pipeline.recognise.words.looks import Looks
from pipeline.text.addresses import address

_NO_NAMES = ("level", "domain", "experience")
_FEWEST = 4  # cells of such a row: name, phone and more
_LONGEST_PHONE = 40
_SHORTEST_TEXT = 12  # characters of a text that shows nothing else
_ASKING = {
    "name": {"name", "company_contact", "extra"},
    "phone": {"phone", "email", "company_contact_phone", "extra"},
}


def read_misplaced(row: BodyRow, context: RowContext) -> Fate | None:
    """A person in a row whose cells do not fit the headings; no project is read from such a row."""
    looks = context.tools.looks
    if is_person(row, context) and not _is_no_name(row.fields, context.form, looks):
        return None
    fields = _fields_by_looks(context.table, row.number, row.filled, looks)
    if not fields:
        return None
    row.fields = fields
    context.section = context.section_at(row.number)
    return context.add_person(row, None)


def _fields_by_looks(table: FormTable, row: int, filled: Sequence[tuple[int, str]], looks: Looks) -> dict[str, Typed]:
    """The person's fields of a row with a name, a phone, and a domain or level, where neither name nor phone stands
    under a heading that asks for such; {} for any other row."""
    if len(filled) < _FEWEST or any(looks.asks_for_contact(text) for _, text in filled):
        return {}
    asked = {column.index: column.field or column.kind for column in table.columns}
    told: dict[str, Typed] = {}
    for column, text in filled:
        field = looks.field(text) or ("experience" if len(text) >= _SHORTEST_TEXT else "")
        if asked.get(column, "") in _ASKING.get(field, ()):
            return {}
        if field:
            told.setdefault(field, Typed(text, address(row, column), "", Found.CONTENT))
    if not {"name", "phone"} <= told.keys() or not {"domain", "level"} & told.keys():
        return {}
    return {field: told.get(field, Typed("", "", "", Found.CONTENT)) for field in PERSON_FIELDS}


def _is_no_name(fields: Mapping[str, Typed], form: Form, looks: Looks) -> bool:
    """Whether a place, a level, a domain or a text stands for the name, and no phone or address for the phone."""
    phone = fields["phone"].text if "phone" in fields else ""
    if phone.isdecimal() or (len(phone) < _LONGEST_PHONE and looks.has_contact(phone)):  # nearly every row
        return False
    name = fields["name"].text if "name" in fields else ""
    if not name or form.cells["name"](squash(name)):
        return name != "" and looks.is_place(name)
    return not looks.has_contact(name) and looks.field(name) in _NO_NAMES
