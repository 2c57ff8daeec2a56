"""Data files as types: a table of TOML becomes a NamedTuple, checked key by key.

A slip (a key that is missing or that nobody knows, a value of another type) is a DataError that names file and key.
docs/decisions/typed-data.md says why this is no library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import schemas

Shape = TypeVar("Shape", bound=tuple[Any, ...])

_PLAIN: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date",
}


class _SlipError(Exception):
    """What is wrong with a value, and the key at which it stands."""


def read(name: str, shape: type[Shape]) -> Shape:
    """The data file `schemas/<name>.toml` as `shape`, a NamedTuple; read and checked once. Raises DataError."""
    made: Shape = _read(name, shape)
    return made


def checked(file: str, value: object, shape: type[Shape], at: str = "") -> Shape:
    """A table as `shape`, which stands under the key `at`. Raises DataError that names `file` and the key."""
    try:
        made: Shape = _value(value, shape, at)
    except _SlipError as slip:
        raise schemas.DataError(file, slip) from None
    return made


@cache
def _read(name: str, shape: type[Any]) -> Any:
    return checked(f"schemas/{name}.toml", schemas.table(name), shape)


def _value(value: object, kind: Any, at: str) -> Any:
    if kind in _PLAIN:
        return _plain(value, kind, at)
    if hasattr(kind, "_fields"):
        return _record(value, kind, at)
    return _MANY[get_origin(kind)](value, get_args(kind), at)


def _plain(value: object, kind: type, at: str) -> object:
    if type(value) is kind:
        return value
    if kind is float and type(value) is int:
        return float(value)
    raise _SlipError(f"{at} must be {_PLAIN[kind]}, not {value!r}")


def _record(value: object, kind: Any, at: str) -> object:
    table, kinds = _table(value, at), _kinds(kind)
    for key in table:
        if key not in kinds:
            raise _SlipError(f"{_under(at, key)} is not known")
    for key in kinds:
        if key not in table and key not in kind._field_defaults:
            raise _SlipError(f"{_under(at, key)} is missing")
    return kind(**{key: _value(one, kinds[key], _under(at, key)) for key, one in table.items()})


@cache
def _kinds(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _list(value: object, kinds: tuple[Any, ...], at: str) -> tuple[Any, ...]:
    """A list of any length of one kind, tuple[str, ...], or one with a kind for each place, tuple[str, int]."""
    if not isinstance(value, list):
        raise _SlipError(f"{at} must be a list, not {value!r}")
    if kinds[-1] is ...:
        kinds = kinds[:1] * len(value)
    if len(kinds) != len(value):
        raise _SlipError(f"{at} must hold {len(kinds)} values, not {len(value)}")
    return tuple(_value(one, kinds[number], f"{at}[{number}]") for number, one in enumerate(value))


def _set(value: object, kinds: tuple[Any, ...], at: str) -> frozenset[Any]:
    return frozenset(_list(value, (*kinds, ...), at))


def _mapping(value: object, kinds: tuple[Any, ...], at: str) -> dict[str, Any]:
    return {key: _value(one, kinds[1], _under(at, key)) for key, one in _table(value, at).items()}


def _one_of(value: object, allowed: tuple[Any, ...], at: str) -> object:
    if value not in allowed:
        raise _SlipError(f"{at} must be one of {', '.join(map(str, allowed))}, not {value!r}")
    return value


def _either(value: object, kinds: tuple[Any, ...], at: str) -> object:
    """The first of several kinds that the value is of; the slip of the last where it is of none."""
    *others, last = (kind for kind in kinds if kind is not type(None))
    for kind in others:
        try:
            return _value(value, kind, at)
        except _SlipError:
            continue
    return _value(value, last, at)


def _table(value: object, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _SlipError(f"{at} must be a table, not {value!r}")
    return value


def _under(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


_MANY: dict[Any, Callable[[object, tuple[Any, ...], str], Any]] = {
    tuple: _list,
    frozenset: _set,
    Mapping: _mapping,
    Literal: _one_of,
    Union: _either,
    UnionType: _either,
}
"""How a value of a kind that is made of other kinds is read, by what the kind is."""
