"""Data files as types: a table of TOML becomes a NamedTuple, checked key by key.

A slip (a key that is missing or that nobody knows, a value of another type, a word that stands twice) is a DataError
that names file and key. docs/decisions/typed-data.md says why this is no library. What a file says of another one (a
field, a form) is checked behind it by who knows both, with `schemas.check_among`. The modules of shapes leave out
`from __future__ import annotations`, so that what stands behind a name is the kind itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import schemas

Shape = TypeVar("Shape", bound=tuple[Any, ...])
Place = tuple[Any, str | int]
"""Where a value stands: the place of what is around it, and its key or its number there, from 0. The outermost place is
(None, file). Plain pairs, since one is made for every value, and read only for a slip."""
Reader = Callable[[object, Place], Any]

_PLAIN: dict[Any, str] = {str: "text", int: "whole", float: "number", bool: "truth", date: "date"}


def read(name: str, shape: type[Shape]) -> Shape:
    """The data file `schemas/<name>.toml` as `shape`, a NamedTuple; read and checked once. Raises DataError."""
    made: Shape = _read(name, shape)
    return made


def checked(name: str, value: object, shape: type[Shape], key: str = "") -> Shape:
    """A table of that data file, which stands there under `key`, as `shape`. Raises DataError that names both."""
    whole: Place = (None, name)
    made: Shape = _reader(shape)(value, (whole, key) if key else whole)
    return made


def filled(value: Sized, at: Place) -> None:
    """Not empty: neither the text, nor the list, nor a text in it."""
    if not value:
        raise slip(at, "kind", kind="text" if isinstance(value, str) else "words")
    if isinstance(value, tuple) and "" in value:
        raise slip((at, value.index("")), "kind", kind="text")


def different(words: tuple[str, ...], at: Place) -> None:
    """No word twice."""
    if len(set(words)) < len(words):
        raise slip(at, "twice", value=next(word for word in words if words.count(word) > 1))


def not_negative(number: int, at: Place) -> None:
    """0 or more."""
    if number < 0:
        raise slip(at, "kind", kind="count")


Text = Annotated[str, filled]
Count = Annotated[int, not_negative]
Words = Annotated[tuple[str, ...], filled, different]
AnyWords = Annotated[tuple[str, ...], different]
"""Different words, or none."""


def slip(at: Place, wrong: str, **words: str) -> schemas.DataError:
    """What is wrong at a place; lists are told as people count, from 1."""
    around, step = at
    key = ""
    while around is not None:
        key = (f".{step}" if isinstance(step, str) else f"[{step + 1}]") + key
        around, step = around
    return schemas.DataError(str(step), wrong, key.removeprefix("."), words)


@cache
def _read(name: str, shape: type[Any]) -> Any:
    return checked(name, schemas.table(name), shape)


@cache
def _reader(kind: Any) -> Reader:
    """How a value of that kind is read, put together once for each kind."""
    if kind in _PLAIN:
        return _plain(kind)
    return _record(kind) if hasattr(kind, "_fields") else _MADE_OF[get_origin(kind)](*get_args(kind))


def _plain(kind: Any) -> Reader:
    def read(value: object, at: Place) -> object:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise slip(at, "kind", kind=_PLAIN[kind])

    return read


def _record(kind: Any) -> Reader:
    readers = {key: _reader(one) for key, one in kind.__annotations__.items()}
    needed = readers.keys() - kind._field_defaults.keys()

    def read(value: object, at: Place) -> object:
        table = _table(value, at)
        for wrong, keys in (("unknown", table.keys() - readers.keys()), ("missing", needed - table.keys())):
            if keys:
                raise slip((at, min(keys)), wrong)
        return kind(**{key: readers[key](one, (at, key)) for key, one in table.items()})

    return read


def _list(*kinds: Any) -> Reader:
    """A list of any length of one kind, tuple[str, ...], or one with a kind for each place, tuple[str, int]."""
    if kinds[-1] is not ...:
        return _places(*map(_reader, kinds))
    kind, reader = kinds[0], _reader(kinds[0])

    def read(value: object, at: Place) -> tuple[Any, ...]:
        values = _values(value, at)
        if kind in _PLAIN and {kind}.issuperset(map(type, values)):  # at once: thousands of words
            return tuple(values)
        return tuple(reader(one, (at, number)) for number, one in enumerate(values))

    return read


def _places(*readers: Reader) -> Reader:
    def read(value: object, at: Place) -> tuple[Any, ...]:
        values = _values(value, at)
        if len(values) != len(readers):
            raise slip(at, "length", wanted=str(len(readers)), given=str(len(values)))
        return tuple(
            reader(one, (at, number)) for number, (reader, one) in enumerate(zip(readers, values, strict=True))
        )

    return read


def _set(kind: Any) -> Reader:
    listed = _list(kind, ...)
    return lambda value, at: frozenset(listed(value, at))


def _mapping(_: Any, kind: Any) -> Reader:
    reader = _reader(kind)
    return lambda value, at: {key: reader(one, (at, key)) for key, one in _table(value, at).items()}


def _one_of(*allowed: Any) -> Reader:
    def read(value: object, at: Place) -> object:
        if value not in allowed:
            raise slip(at, "word", value=str(value), allowed="、".join(map(str, allowed)))
        return value

    return read


def _either(*kinds: Any) -> Reader:
    """The first of several kinds that the value is of; the slip of the last where it is of none."""
    *others, last = (_reader(kind) for kind in kinds if kind is not type(None))

    def read(value: object, at: Place) -> object:
        for reader in others:
            try:
                return reader(value, at)
            except schemas.DataError:
                continue
        return last(value, at)

    return read


def _with_checks(kind: Any, *checks: Callable[[Any, Place], None]) -> Reader:
    reader = _reader(kind)

    def read(value: object, at: Place) -> object:
        made = reader(value, at)
        for check in checks:
            check(made, at)
        return made

    return read


def _table(value: object, at: Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise slip(at, "kind", kind="table")
    return value


def _values(value: object, at: Place) -> list[Any]:
    if not isinstance(value, list):
        raise slip(at, "kind", kind="list")
    return value


_MADE_OF: dict[Any, Callable[..., Reader]] = {
    tuple: _list,
    frozenset: _set,
    Mapping: _mapping,
    Literal: _one_of,
    Union: _either,
    UnionType: _either,
    Annotated: _with_checks,
}
"""How a kind that is made of other kinds is read, by what it is."""
