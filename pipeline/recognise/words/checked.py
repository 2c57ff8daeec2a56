"""The file of a form, checked before it is used: what a form need not say is empty, and every name is a field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.model.fields import COLUMNS_BESIDE, FIELDS, PERSON_FIELDS, PROJECT_FIELDS, check_names
from schemas import check_keys, slip, table

_NEEDED = ("form", "titles", "columns")
_LISTS = ("person_order", "telling", "unit_labels")
_TABLES = ("sections", "stems", "either", "groups")
_WORDS = ("extra", "samples")
_SHARED = ("fillers", "somebody", "studies", "secret")
"""Said in common.toml, unless the form says otherwise."""
_SAMPLES = ("names", "phones", "texts", "companies", "projects")
_EITHER = ("contact", "country", "city", "subject")
"""Choices between two fields that the recogniser knows how to make."""
_SECTION = ("captions", "columns", "words")


def checked(name: str) -> dict[str, Any]:
    """`schemas/forms/<name>.toml` with all that it need not say. Raises DataError that names the key of a slip."""
    given, file = table(f"forms/{name}"), f"forms/{name}"
    check_keys(file, "", given, _NEEDED, (*_LISTS, *_TABLES, *_WORDS, *_SHARED, "since"))
    if given["form"] != name:
        raise slip(file, "form", f"must be {name!r}, as the file is named")
    nothing: dict[str, Any] = {
        **dict.fromkeys(_LISTS, ()),
        **{key: {} for key in _TABLES},
        "extra": {"words": ()},
        "since": 0,
    }
    data = {**nothing, **given}
    data["samples"] = {**{key: [] for key in _SAMPLES}, **given.get("samples", {})}
    data["sections"] = {key: _section(file, key, section) for key, section in data["sections"].items()}
    for key, named, known in _names(data):
        check_names(file, key, named, known)
    return data


def _section(file: str, key: str, section: dict[str, Any]) -> dict[str, Any]:
    check_keys(file, f"sections.{key}", section, ("label",), _SECTION)
    return {"captions": (), "columns": (), "words": (), **section}


def _names(data: dict[str, Any]) -> Iterable[tuple[str, Iterable[str], Iterable[str]]]:
    """Key, the names that stand there, and those that may."""
    yield "columns", data["columns"], {*FIELDS, *COLUMNS_BESIDE}
    yield "stems", data["stems"], FIELDS
    yield "person_order", data["person_order"], PERSON_FIELDS
    yield "telling", data["telling"], data["columns"]
    yield "either", data["either"], _EITHER
    for key, choice in data["either"].items():
        yield f"either.{key}.project", [choice["project"]], FIELDS
        yield f"either.{key}.person", [choice["person"]], PERSON_FIELDS
    for key, section in data["sections"].items():
        yield f"sections.{key}.columns", section["columns"], PROJECT_FIELDS
