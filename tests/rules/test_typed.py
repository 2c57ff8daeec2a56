"""A slip in any data file that is read as a type is one sentence with file and key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from datetime import time
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import pytest

import schemas
from schemas import DataError
from schemas.files import SHAPES
from schemas.typed import checked

WRONG = time(9)  # a value that no data file holds
Path = tuple[str | int, ...]


def places(value: Any, kind: Any, at: Path = ()) -> Iterator[tuple[Path, bool]]:
    """Every key and the first element of every list, with whether it must be there; of tables that are alike, what is
    in one of them.
    """
    if hasattr(kind, "_fields"):
        for key, inner in get_type_hints(kind).items():
            if key in value:
                yield (*at, key), key not in kind._field_defaults
                yield from places(value[key], inner, (*at, key))
    elif get_origin(kind) is Mapping:
        for key in value:
            yield (*at, key), False
        for key in {str(sorted(one) if isinstance(one, dict) else ""): key for key, one in value.items()}.values():
            yield from places(value[key], get_args(kind)[1], (*at, key))
    elif get_origin(kind) in (tuple, frozenset) and value:
        yield (*at, 0), False
        yield from places(value[0], get_args(kind)[0], (*at, 0))


def named(at: Path) -> str:
    return re.sub(r"\.(\[)", r"\1", ".".join(f"[{step}]" if isinstance(step, int) else step for step in at))


def slipped(data: dict[str, Any], at: Path, value: Any) -> dict[str, Any]:
    """The data with another value at a place; without the key for None."""
    changed: Any = copy(data)
    around = changed
    for step in at[:-1]:
        around[step] = copy(around[step])
        around = around[step]
    if value is None:
        del around[at[-1]]
    else:
        around[at[-1]] = value
    return changed  # type: ignore[no-any-return]


def slip(name: str, data: dict[str, Any]) -> str:
    with pytest.raises(DataError) as raised:
        checked(name, data, SHAPES[name])
    return str(raised.value)


@pytest.mark.parametrize("name", SHAPES)
def test_every_value_of_a_wrong_type_is_named(name: str) -> None:
    data = schemas.table(name)
    for at, _ in places(data, SHAPES[name]):
        said = slip(name, slipped(data, at, WRONG))
        assert said.startswith(f"schemas/{name}.toml: {named(at)}: must be ")


@pytest.mark.parametrize("name", SHAPES)
def test_every_key_that_is_missing_is_named(name: str) -> None:
    data = schemas.table(name)
    needed = [at for at, must in places(data, SHAPES[name]) if must]
    assert needed
    for at in needed:
        assert slip(name, slipped(data, at, None)) == f"schemas/{name}.toml: {named(at)}: must be said"


@pytest.mark.parametrize("name", SHAPES)
def test_every_key_that_nobody_knows_is_named(name: str) -> None:
    data = schemas.table(name)
    tables = {at[:-1] for at, _ in places(data, SHAPES[name]) if isinstance(at[-1], str)}
    for at in tables:
        said = slip(name, slipped(data, (*at, "mispelt"), WRONG))
        assert said.startswith(f"schemas/{name}.toml: {named((*at, 'mispelt'))}: ")


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_read_is_what_stands_there(name: str) -> None:
    assert holds(checked(name, schemas.table(name), SHAPES[name]), schemas.table(name))


def holds(read: Any, data: Any) -> bool:
    """Whether a typed value has all that stands in the data."""
    if isinstance(data, dict):
        typed = read._asdict() if hasattr(read, "_asdict") else read
        return all(holds(typed[key], value) for key, value in data.items())
    if isinstance(data, list):
        return len(read) == len(data) and all(map(holds, read, data))
    return bool(read == data)


def test_every_file_of_layouts_and_words_is_read_as_a_type() -> None:
    others = ("vocabularies/", "forms/", "notices/")
    names = {path.relative_to(schemas.ROOT).with_suffix("").as_posix() for path in schemas.ROOT.rglob("*.toml")}
    untyped = {name for name in names - SHAPES.keys() if not name.startswith(others)}
    assert untyped == {"characters", "fields"}


class Inner(NamedTuple):
    number: int
    share: float = 0.5


class Shape(NamedTuple):
    word: Literal["a", "b"]
    pair: tuple[str, int]
    inner: Mapping[str, Inner]
    either: str | tuple[str, ...] = ""
    some: frozenset[str] = frozenset()


GOOD: dict[str, Any] = {"word": "a", "pair": ["x", 1], "inner": {"k": {"number": 1, "share": 2}}}


def test_each_kind_of_value() -> None:
    read = checked("f", {**GOOD, "either": ["y", "z"], "some": ["s"]}, Shape)
    assert read == Shape("a", ("x", 1), {"k": Inner(1, 2.0)}, ("y", "z"), frozenset({"s"}))
    assert checked("f", GOOD, Shape).either == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"wort": "a"}, "wort: nothing of this name is known"),
        ({"word": "c"}, "word: must be one of a, b, not 'c'"),
        ({"pair": ["x"]}, "pair: must hold 2 values, not 1"),
        ({"pair": ["x", True]}, "pair[1]: must be a whole number, not True"),
        ({"inner": {"k": {"number": 1.5}}}, "inner.k.number: must be a whole number, not 1.5"),
        ({"inner": {"k": 3}}, "inner.k: must be a table, not 3"),
        ({"either": ["y", 1]}, "either[1]: must be a text, not 1"),
        ({"some": "s"}, "some: must be a list, not 's'"),
    ],
)
def test_what_is_said_of_a_slip(change: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError) as raised:
        checked("f", {**GOOD, **change}, Shape)
    assert str(raised.value) == f"schemas/f.toml: {said}"
