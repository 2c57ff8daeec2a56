"""The fields that documents ask for: schemas/fields.toml, checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping

from schemas import DataError, check_among, table
from schemas.explain import explain_file
from schemas.fields import FieldEntry
from schemas.named import NamedTuple
from schemas.typed import checked

TYPES = frozenset(
    ("text", "name", "phone", "email", "choice", "countries", "count", "month", "date", "years", "yes-no", "mark")
)
"""The types of a field; a mark is a mark in a test."""
_WITH_VOCABULARY = frozenset(("choice", "countries"))

OWNERS = frozenset(("person", "project", "submission"))

COLUMNS_BESIDE = frozenset(("number", "project_number", "section", "unit", "person_id"))
"""What a column of a form may hold besides a field: the number of its rows, and what they belong to."""

RESERVED = frozenset(
    (
        *("submission_id", "notice", "form", "unit_key", "sender", "received_at", "received_from", "batch", "read_in"),
        *("file", "sheet", "sheet_index", "row", "place", "row_id", "source_file", "source_sheet", "source_row"),
        *(
            "corrects",
            "number",
            "section",
            "project_id",
            "project_number",
            "person_id",
            "typed_person_id",
            "extra",
            "problems",
        ),
        *("disposition", "reason", "points_at", "society", "route_confirmed", "route_reason", "published"),
        *("change", "withdrawn_from", "findings", "hints"),
    )
)
"""Columns of person rows that are not fields; no field may have one of these names."""

TOLD_BESIDE = frozenset(("section", "route_reason", "source", "extra"))
"""What workbooks may tell of a person besides fields: `extra` is what stood in columns that match no field, `source`
where the row stood."""

_FILE = "fields"


class Field(NamedTuple):
    """One field, as schemas/fields.toml defines it; the comment there explains each attribute."""

    key: str
    label: str
    type: str
    whose: str
    personal: bool
    normaliser: str
    also: tuple[str, ...]

    @property
    def canonical(self) -> tuple[str, ...]:
        """The columns that hold its normalised values."""
        return (self.key, *self.also)

    @property
    def is_countable(self) -> bool:
        """Whether reports may count people by it: its values come from a vocabulary and identify nobody."""
        return self.type in _WITH_VOCABULARY and not self.personal

    @property
    def is_plain(self) -> bool:
        """Whether its type alone decides how it is normalised."""
        return self.normaliser == self.type


def read_fields(data: Mapping[str, object]) -> dict[str, Field]:
    """The fields by key, in the order of the file. Raises DataError, which names the key that is wrong."""
    fields = {key: _field(key, entry) for key, entry in data.items()}
    made = [column for field in fields.values() for column in field.canonical]
    for column in made:
        if made.count(column) > 1 or column in RESERVED:
            raise DataError(_FILE, "same_column", column)
    return fields


def _field(key: str, data: object) -> Field:
    said = checked(_FILE, data, FieldEntry, key)
    check_among(_FILE, f"{key}.type", [said.type], sorted(TYPES))
    check_among(_FILE, f"{key}.whose", [said.whose], sorted(OWNERS))
    if not key.isidentifier():
        raise DataError(_FILE, "no_name", key)
    normaliser = said.normaliser or said.type
    return Field(key, said.label, said.type, said.whose, said.personal, normaliser, said.also)


def _of(whose: str) -> tuple[str, ...]:
    return tuple(field.key for field in BY_KEY.values() if field.whose == whose)


BY_KEY = read_fields(table(_FILE))
"""Every field."""

PROJECT_FIELDS = _of("project")
"""Fields of a project, which all of its people share. `company` as typed may hold contact and phone too."""

PERSON_FIELDS = _of("person")
"""Fields of one person. `phone` as typed is 联系方式 and may hold a mail address too."""

FIELDS = PROJECT_FIELDS + PERSON_FIELDS
"""The fields whose text is stored as typed with each person row."""

CANONICAL = tuple(column for field in FIELDS for column in BY_KEY[field].canonical)
"""The columns of their normalised values."""


COUNTED = tuple(field for field in FIELDS if BY_KEY[field].is_countable)
"""The fields by which reports count people; their values are kept even of a person who is forgotten."""

PROJECT_CANONICAL = tuple(
    column for field in PROJECT_FIELDS if not BY_KEY[field].personal for column in BY_KEY[field].canonical
)
"""The normalised values that are stored of a project itself: those of its fields that tell of no person."""


def field_label(field: str) -> str:
    """What people call a field, e.g. 联系电话 for phone, or a column that is none (schemas/explain.toml)."""
    return BY_KEY[field].label if field in BY_KEY else explain_file().fields.get(field, field)
