"""The file of a form, checked before it is used: every name in it is a field, or another that is known here."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.model.fields import COLUMNS_BESIDE, FIELDS, PERSON_FIELDS, PROJECT_FIELDS
from schemas import DataError, check_among
from schemas.forms import FormFile, form_file, form_names

_EITHER = ("contact", "country", "city", "subject")
"""Choices between two fields that the recogniser knows how to make."""
_GROUPS = ("person", "project")
"""Whose columns a group of headings may hold."""


def checked(name: str) -> FormFile:
    """`schemas/forms/<name>.toml`. Raises DataError that names the key of a slip."""
    data, file = form_file(name), f"forms/{name}"
    if data.form != name:
        raise DataError(file, "file_name", "form", {"name": name})
    for key, named, known in _names(data):
        check_among(file, key, named, known)
    return data


def _names(data: FormFile) -> Iterable[tuple[str, Iterable[str], Collection[str]]]:
    """Key, the names that stand there, and those that may."""
    yield "columns", data.columns, (*FIELDS, *sorted(COLUMNS_BESIDE))
    yield "stems", data.stems, FIELDS
    yield "person_order", data.person_order, PERSON_FIELDS
    yield "telling", data.telling, tuple(data.columns)
    yield "either", data.either, _EITHER
    yield "giving_way", data.giving_way, [word for words in data.columns.values() for word in words]
    yield "groups", data.groups, _GROUPS
    for other, lists in data.words_of.items():
        yield "words_of", [other], form_names()
        known = form_file(other)
        yield f"words_of.{other}", lists, (*data.columns, "person_id", "extra")
        for field, keys in lists.items():
            yield f"words_of.{other}.{field}", keys, (*known.columns, *known.either, "extra")
    for key, choice in data.either.items():
        yield f"either.{key}.project", [choice.project], FIELDS
        yield f"either.{key}.person", [choice.person], PERSON_FIELDS
    yield "printed", data.printed, tuple(data.columns)
    for key, block in data.blocks.items():
        yield f"blocks.{key}.fields", block.fields, tuple(data.columns)
        yield f"blocks.{key}.words", () if block.into else block.words, PERSON_FIELDS
        yield f"blocks.{key}.into", [block.into] if block.into or block.kind == "text" else [], PERSON_FIELDS
        yield f"blocks.{key}.period", [block.period] if block.period else [], (*block.fields, *block.words)
    for key, section in data.sections.items():
        yield f"sections.{key}.columns", section.columns, PROJECT_FIELDS
