"""A slip in any data file that is read as a type is one sentence with file and key."""

import pathlib
import pickle
import re
from collections.abc import Iterator, Mapping
from copy import copy
from datetime import time
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import pytest

import schemas
import schemas.typed
from schemas import DataError
from schemas.files import SHAPES, shape_of
from schemas.slips import Slip, damaged, slips_file
from schemas.typed import Text, Words, checked

CODE = (schemas.ROOT, schemas.ROOT.parent / "pipeline")
NAMES = {path.relative_to(schemas.ROOT).with_suffix("").as_posix() for path in schemas.ROOT.rglob("*.toml")}
FILES = {name: shape for name in sorted(NAMES) if (shape := shape_of(name))}
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
    return re.sub(r"\.(\[)", r"\1", ".".join(f"[{step + 1}]" if isinstance(step, int) else step for step in at))


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
        checked(name, data, FILES[name])
    return str(raised.value)


@pytest.mark.parametrize("name", FILES)
def test_every_value_of_a_wrong_type_is_named(name: str) -> None:
    data = schemas.table(name)
    for at, _ in places(data, FILES[name]):
        said = slip(name, slipped(data, at, WRONG))
        assert re.match(re.escape(f"schemas/{name}.toml: {named(at)} ") + "(写的是“09:00:00”，)?应当是", said), said


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_is_missing_is_named(name: str) -> None:
    data = schemas.table(name)
    needed = [at for at, must in places(data, FILES[name]) if must]
    assert needed
    for at in needed:
        assert slip(name, slipped(data, at, None)) == f"schemas/{name}.toml: 缺少 {named(at)}"


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_nobody_knows_is_named(name: str) -> None:
    data = schemas.table(name)
    tables = {at[:-1] for at, _ in places(data, FILES[name]) if isinstance(at[-1], str)}
    for at in tables:
        said = slip(name, slipped(data, (*at, "mispelt"), WRONG))
        assert re.match(re.escape(f"schemas/{name}.toml: ") + f"(不认识 )?{re.escape(named((*at, 'mispelt')))}", said)


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_is_what_stands_there(name: str) -> None:
    assert holds(checked(name, schemas.table(name), FILES[name]), schemas.table(name))


def holds(read: Any, data: Any) -> bool:
    """Whether a typed value has all that stands in the data."""
    if isinstance(data, dict):
        typed = read._asdict() if hasattr(read, "_asdict") else read
        return all(holds(typed[key], value) for key, value in data.items())
    if isinstance(data, list):
        return len(read) == len(data) and all(map(holds, read, data))
    return bool(read == data)


def test_every_file_but_that_of_the_fields_is_read_as_a_type() -> None:
    """A field is read as a type of its own: tests/rules/test_fields.py."""
    assert NAMES - FILES.keys() == {"fields"}
    assert SHAPES.keys() <= FILES.keys()


def test_every_sentence_is_said_by_somebody() -> None:
    code = "".join(path.read_text(encoding="utf-8") for folder in CODE for path in folder.rglob("*.py"))
    assert [name for name in (*Slip._fields, *slips_file().kind) if f'"{name}"' not in code] == []


def test_the_sentences_say_their_own_slips_bare(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slips.toml").write_text("[slip]\n", encoding="utf-8")
    monkeypatch.setattr(schemas, "ROOT", tmp_path)
    schemas.table.cache_clear()
    schemas.typed._read.cache_clear()
    error = DataError("odd", "missing", "word")
    told = (str(error), damaged(error), str(pickle.loads(pickle.dumps(error))))
    monkeypatch.undo()
    schemas.table.cache_clear()
    schemas.typed._read.cache_clear()
    assert told == ("schemas/odd.toml: word: missing",) * 3
    assert str(error) == "schemas/odd.toml: 缺少 word"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"a = 1\na = 2\n", "第 2 行第 6 列不合 TOML 的写法，例如缺引号、括号或等号，或者同一个键写了两次"),
        (b"a = [", "文件没有写完，末尾缺引号或括号"),
        ("a = '甲'".encode("gb18030"), "文件不是 UTF-8 编码的文本"),
        (None, "没有这个文件，或者打不开"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    text: bytes | None, said: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text is not None:
        (tmp_path / "odd.toml").write_bytes(text)
    monkeypatch.setattr(schemas, "ROOT", tmp_path)
    with pytest.raises(DataError) as raised:
        schemas.table("odd")
    monkeypatch.undo()
    assert str(raised.value) == f"schemas/odd.toml: {said}"


class Inner(NamedTuple):
    number: int
    share: float = 0.5


class Shape(NamedTuple):
    word: Literal["a", "b"]
    pair: tuple[str, int]
    inner: Mapping[str, Inner]
    either: str | tuple[str, ...] = ""
    some: frozenset[str] = frozenset()
    filled: Text = "x"
    words: Words = ("x",)


GOOD: dict[str, Any] = {"word": "a", "pair": ["x", 1], "inner": {"k": {"number": 1, "share": 2}}}


def test_each_kind_of_value() -> None:
    read = checked("f", {**GOOD, "either": ["y", "z"], "some": ["s"]}, Shape)
    assert read == Shape("a", ("x", 1), {"k": Inner(1, 2.0)}, ("y", "z"), frozenset({"s"}))
    assert checked("f", GOOD, Shape).either == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"wort": "a"}, "不认识 wort"),
        ({"word": "c"}, "word 写的是“c”，应当是其中之一：a、b"),
        ({"pair": ["x"]}, "pair 应当有 2 项，写了 1 项"),
        ({"pair": ["x", True]}, "pair[2] 应当是一个整数"),
        ({"inner": {"k": {"number": 1.5}}}, "inner.k.number 应当是一个整数"),
        ({"inner": {"k": 3}}, "inner.k 应当是一张表"),
        ({"either": ["y", 1]}, "either[2] 应当是一段文字"),
        ({"some": "s"}, "some 应当是一列值"),
        ({"filled": ""}, "filled 应当是一段文字"),
        ({"words": []}, "words 应当是一列文字，不能是空的"),
        ({"words": ["a", ""]}, "words[2] 应当是一段文字"),
        ({"words": ["a", "b", "a"]}, "words 里“a”写了不止一次"),
        ({"words": ["a", 1]}, "words[2] 应当是一段文字"),
    ],
)
def test_what_is_said_of_a_slip(change: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError) as raised:
        checked("f", {**GOOD, **change}, Shape)
    assert str(raised.value) == f"schemas/f.toml: {said}"
