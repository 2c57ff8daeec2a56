"""Data files as types: a table of TOML becomes a NamedTuple, checked key by key.

A slip (a key that is missing or that nobody knows, a value of another type) is a DataError that names file and key.
docs/decisions/typed-data.md says why this is no library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import schemas

Shape = TypeVar("Shape", bound=tuple[Any, ...])

_PLAIN: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date",
}


class _Place(NamedTuple):
    """Where a value stands: its file, as `schemas.table` takes it, and its key, "" for the whole file."""

    file: str
    key: str

    def under(self, key: str) -> _Place:
        return self._replace(key=f"{self.key}.{key}" if self.key else key)

    def slip(self, must: str, value: object) -> schemas.DataError:
        return schemas.slip(self.file, self.key, f"must {must}, not {value!r}")


def read(name: str, shape: type[Shape]) -> Shape:
    """The data file `schemas/<name>.toml` as `shape`, a NamedTuple; read and checked once. Raises DataError."""
    made: Shape = _read(name, shape)
    return made


def checked(file: str, value: object, shape: type[Shape], key: str = "") -> Shape:
    """A table of the data file `file`, which stands there under `key`, as `shape`. Raises DataError that names both."""
    made: Shape = _value(value, shape, _Place(file, key))
    return made


@cache
def _read(name: str, shape: type[Any]) -> Any:
    return checked(name, schemas.table(name), shape)


def _value(value: object, kind: Any, at: _Place) -> Any:
    if kind in _PLAIN:
        return _plain(value, kind, at)
    if hasattr(kind, "_fields"):
        return _record(value, kind, at)
    return _MANY[get_origin(kind)](value, get_args(kind), at)


def _plain(value: object, kind: type, at: _Place) -> object:
    if type(value) is kind:
        return value
    if kind is float and type(value) is int:
        return float(value)
    raise at.slip(f"be {_PLAIN[kind]}", value)


def _record(value: object, kind: Any, at: _Place) -> object:
    table, kinds = _table(value, at), _kinds(kind)
    schemas.check_keys(at.file, at.key, table, kinds.keys() - kind._field_defaults.keys(), kind._field_defaults)
    return kind(**{key: _value(one, kinds[key], at.under(key)) for key, one in table.items()})


@cache
def _kinds(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _list(value: object, kinds: tuple[Any, ...], at: _Place) -> tuple[Any, ...]:
    """A list of any length of one kind, tuple[str, ...], or one with a kind for each place, tuple[str, int]."""
    if not isinstance(value, list):
        raise at.slip("be a list", value)
    if kinds[-1] is ...:
        kinds = kinds[:1] * len(value)
    if len(kinds) != len(value):
        raise at.slip(f"hold {len(kinds)} values", len(value))
    places = (at._replace(key=f"{at.key}[{number}]") for number in range(len(value)))
    return tuple(map(_value, value, kinds, places))


def _set(value: object, kinds: tuple[Any, ...], at: _Place) -> frozenset[Any]:
    return frozenset(_list(value, (*kinds, ...), at))


def _mapping(value: object, kinds: tuple[Any, ...], at: _Place) -> dict[str, Any]:
    return {key: _value(one, kinds[1], at.under(key)) for key, one in _table(value, at).items()}


def _one_of(value: object, allowed: tuple[Any, ...], at: _Place) -> object:
    if value not in allowed:
        raise at.slip(f"be one of {', '.join(map(str, allowed))}", value)
    return value


def _either(value: object, kinds: tuple[Any, ...], at: _Place) -> object:
    """The first of several kinds that the value is of; the slip of the last where it is of none."""
    *others, last = (kind for kind in kinds if kind is not type(None))
    for kind in others:
        try:
            return _value(value, kind, at)
        except schemas.DataError:
            continue
    return _value(value, last, at)


def _table(value: object, at: _Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise at.slip("be a table", value)
    return value


_MANY: dict[Any, Callable[[object, tuple[Any, ...], _Place], Any]] = {
    tuple: _list,
    frozenset: _set,
    Mapping: _mapping,
    Literal: _one_of,
    Union: _either,
    UnionType: _either,
}
"""How a value of a kind that is made of other kinds is read, by what the kind is."""
