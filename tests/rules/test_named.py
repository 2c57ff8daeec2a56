"""Our named tuples are those of `typing`: whatever is asked of both is answered, or refused, in the same words."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
import typing
from types import ModuleType
from typing import Any

import cloudpickle
import pandas as pd
import pytest

import schemas
from schemas import named

EXAMPLES = """
from typing import Generic, TypeVar

T = TypeVar("T")


class Point(NamedTuple):
    x: int
    y: "str | None"
    z: int = 3
    tags: tuple[str, ...] = ()

    LIMIT = 9

    @property
    def total(self):
        "All of it."
        return self.x + self.z

    @classmethod
    def origin(cls):
        return cls(0, None)

    def __str__(self):
        return f"({self.x})"

    __hash__ = tuple.__hash__


class Told(NamedTuple):
    "What it is."

    new: str
    cls: str = "field"


class Same(NamedTuple):
    x: int
    y: str
    z: int
    tags: tuple


class Empty(NamedTuple):
    pass


class Boxed(NamedTuple, Generic[T]):
    inside: T
    name: str = "box"


class Child(Point):
    __slots__ = ()

    def __new__(cls, x):
        return super().__new__(cls, x, "child")


class Loose(Point):
    pass


def unpacked(point):
    match point:
        case Point(x, y, z=3):
            return x, y


def loose():
    made = Loose(1, "a")
    made.more = 1
    return made, vars(made)


class Wide(NamedTuple):
"""
WIDE = 70
ASKED = """
Point(1, "a")
Point(y=1, x=2, tags=("t",))
Point()
Point(1)
Point(1, "a", 3, (), 5)
Point(1, "a", w=3)
Point(1, "a", x=3)
Point.origin(), Point.origin().total, Point.total.__doc__, Point.LIMIT, str(Point(1, "a"))
Point._make([1, "a", 3, ()]), Point._make(iter("abcd")), Child._make("abcd"), type(Child._make("abcd"))
Point._make([1, "a"])
Point._make(5)
Point(1, "a")._replace(y="b", x=2), Child(1)._replace(y="b"), Point(1, "a")._replace()
Point(1, "a")._asdict()
Point._fields, Point._field_defaults, Point.__match_args__, Empty._fields, Empty._field_defaults
Point.__doc__, Told.__doc__, Empty.__doc__, Boxed.__doc__, Child.__doc__
Point.__mro__, Point.__bases__, Boxed.__mro__, Child.__mro__, type(Point)
Point.__name__, Point.__qualname__, Point.__module__, Point.__slots__
Point.x.__doc__, Point.tags.__doc__, type(Point.x)
Point(1, "a").x, Point(1, "a").tags, Child(1).y, Point(1, "a").count(3), Point(1, "a").index("a")
Point(1, "a").w
setattr(Point(1, "a"), "x", 2)
setattr(Point(1, "a"), "w", 2)
Point(1, "a") == (1, "a", 3, ()), Point(1, "a") == Same(1, "a", 3, ()), Point(1, "a") < Point(2, "a")
hash(Point(1, "a")) == hash((1, "a", 3, ())), len({Point(1, "a"), Same(1, "a", 3, ())}), bool(Empty()), bool(Told(""))
isinstance(Child(1), Point), isinstance(Point(1, "a"), tuple), issubclass(Point, tuple), len(Point(1, "a"))
[*Point(1, "a")], Point(1, "a")[0], Point(1, "a")[1:], Point(1, "a") + (1,), type(Point(1, "a")[:])
unpacked(Point(1, "a")), unpacked(Child(1)), unpacked(Same(1, "a", 3, ()))
Told("a"), Told(new="a", cls="b"), Empty(), Child(1), loose(), repr(Told(Told("a")))
Empty(1)
Boxed(1), Boxed[int], Boxed[int](1), Boxed[int](1).inside, Boxed.__parameters__
Boxed[int, str]
typing.get_type_hints(Point, globals()), typing.get_type_hints(Told), typing.get_type_hints(Boxed)
inspect.signature(Same), inspect.signature(Child), list(inspect.signature(Point).parameters)
Wide(*range(WIDE)), Wide(*range(WIDE)).field_69, Wide(*range(WIDE))._replace(field_69=0)[-1]
Wide(*range(WIDE - 1))
[pickle.loads(pickle.dumps([Point(1, "a"), Child, Told("a"), Empty()], protocol)) for protocol in range(2, 6)]
copy.copy(Point(1, "a")), copy.deepcopy(Point(1, [])), Point(1, "a").__getnewargs__()
pd.DataFrame([Point(1, "a"), Point(2, "b")]).to_dict()
list(pd.DataFrame({"new": ["a"], "cls": ["b"]}).itertuples(index=False, name=None)), pd.Series([Told("a")])[0]
""".strip().splitlines()


def examples(maker: Any) -> ModuleType:
    """A module with the examples."""
    module = ModuleType("examples")
    fields = "".join(f"    field_{number}: int\n" for number in range(WIDE))
    vars(module).update(NamedTuple=maker, typing=typing, inspect=inspect, pickle=pickle, copy=copy, pd=pd, WIDE=WIDE)
    exec(compile(EXAMPLES + fields, "examples.py", "exec", dont_inherit=True), vars(module))
    return module


def answer(asked: str, module: ModuleType) -> str:
    try:
        return repr(eval(asked, vars(module)))
    except Exception as error:
        return repr(error)


OURS, THEIRS = examples(named.NamedTuple), examples(typing.NamedTuple)


@pytest.mark.parametrize("asked", ASKED)
def test_answers_as_those_of_typing(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "examples", OURS)
    ours = answer(asked, OURS)
    monkeypatch.setitem(sys.modules, "examples", THEIRS)
    assert ours == answer(asked, THEIRS)


def test_unknown_field_is_refused() -> None:
    """By the error that Python raises from 3.13 on."""
    with pytest.raises(TypeError, match=r"Got unexpected field names: \['w'\]"):
        OURS.Point(1, "a")._replace(w=1)


def test_methods_know_their_class() -> None:
    """Which those of `typing` do not before Python 3.14."""

    class Longer(named.NamedTuple):
        name: str

        def __len__(self) -> int:
            return super().__len__() + 1

    assert len(Longer("a")) == 2


def test_goes_to_another_process() -> None:
    """By reference, as `multiprocessing` sends, and by value, as Dask sends what the other side cannot import."""
    sent = [schemas.Own("a", b""), OURS.Point(1, "a"), OURS.Boxed(2)]
    program = "import pickle, sys; print([(one, one._replace()) for one in pickle.load(sys.stdin.buffer)])"
    told = subprocess.run(
        [sys.executable, "-c", program], input=cloudpickle.dumps(sent), capture_output=True, check=True, timeout=60
    )
    assert told.stdout.decode().strip() == repr([(one, one) for one in sent])
