"""Named tuples that are made quickly: `typing.NamedTuple` for whoever checks types, the same class at run time.

`typing.NamedTuple` compiles a constructor for each class, and each annotation that is a text: a tenth of a millisecond.
A run over one workbook makes hundreds of such classes, and uses six in ten. Here classes of equally many fields
share the code of one constructor, in which each puts the names of its fields. What mypy refuses (a field that begins
with an underscore, one without a default behind one with, a method that hides one of ours) is not looked for again.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Mapping
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Generic

__all__ = ["NamedTuple"]

_Body = dict[str, Any]

_GETTERS = 32  # so many at once: few classes have more fields
_CALLED: _Body = {"new": tuple.__new__, "__builtins__": {}}
"""All that a constructor may name."""


class _Maker(type):
    """Makes a plain class of tuples of a class that names `NamedTuple` among its bases."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: _Body) -> type:
        if not bases:
            return super().__new__(cls, name, bases, body)  # NamedTuple itself
        annotations = _annotations(name, body)
        fields = tuple(annotations)
        defaults = {field: body[field] for field in fields if field in body}
        made: _Body = {
            "__slots__": (),
            "__match_args__": fields,
            "__new__": _constructor(name, annotations, defaults),
            "_make": _from_iterable(len(fields)),
            "_fields": fields,
            "_field_defaults": defaults,
        }
        if Generic in bases:
            made["__class_getitem__"] = classmethod(_of_types)
        getters = dict(zip(fields, _getters(len(fields) // _GETTERS), strict=False))
        told = {"__doc__": f"{name}({', '.join(fields)})"} | body
        return type(name, tuple(map(_plain, bases)), told | getters | made | _SHARED)


def _plain(base: type) -> type:
    return tuple if isinstance(base, _Maker) else base


def _annotations(name: str, body: Mapping[str, Any]) -> _Body:
    """What a class says of its fields. From Python 3.14 on its body holds only what will say so: a class is asked."""
    told: _Body | None = body.get("__annotations__")
    return type(name, (), dict(body)).__annotations__ if told is None else told


def _constructor(name: str, annotations: _Body, defaults: Mapping[str, Any]) -> FunctionType:
    code = _code(len(annotations)).replace(co_varnames=("_cls", *annotations))
    constructor = FunctionType(code, _CALLED, "__new__", tuple(defaults.values()))
    constructor.__qualname__ = f"{name}.__new__"  # named where an argument is missing
    constructor.__annotations__ = annotations
    return constructor


@cache
def _code(count: int) -> CodeType:
    """Of what makes a tuple of so many fields."""
    fields = "".join(f"field_{index}, " for index in range(count))
    constructor: FunctionType = eval(f"lambda _cls, {fields}: new(_cls, ({fields}))", _CALLED)
    return constructor.__code__


@cache
def _getters(further: int) -> tuple[Any, ...]:
    """What gets field 0, 1, 2… of any tuple. Borrowed of a named tuple: a property takes twice as long."""
    names = [f"field_{index}" for index in range((further + 1) * _GETTERS)]
    lender = namedtuple("lender", names)  # type: ignore[misc]
    return tuple(vars(lender)[name] for name in names)


@cache
def _from_iterable(count: int) -> Any:
    new = tuple.__new__

    def _make(cls: Any, iterable: Iterable[Any]) -> Any:
        """A new one of as many values as there are fields."""
        made = new(cls, iterable)
        if len(made) != count:
            raise TypeError(f"Expected {count} arguments, got {len(made)}")
        return made

    return classmethod(_make)


def _of_types(cls: Any, types: Any) -> Any:
    """As `Generic` does, not as tuple, which comes before it."""
    return super(tuple, cls).__class_getitem__(types)


def _replace(self: Any, /, **values: Any) -> Any:
    """A new one with other values in the fields that are named."""
    made = self._make(map(values.pop, self._fields, self))
    if values:
        raise TypeError(f"Got unexpected field names: {list(values)!r}")
    return made


def _asdict(self: Any) -> dict[str, Any]:
    """The values by the names of their fields."""
    return dict(zip(self._fields, self, strict=False))


def _repr(self: Any) -> str:
    shown: str = type(self).__name__ + _shown(self._fields) % self
    return shown


@cache
def _shown(fields: tuple[str, ...]) -> str:
    return f"({', '.join(f'{field}=%r' for field in fields)})"


def _getnewargs(self: Any) -> tuple[Any, ...]:
    """What copy and pickle make it of."""
    return tuple(self)


_SHARED = {
    "_replace": _replace,
    "__replace__": _replace,
    "_asdict": _asdict,
    "__repr__": _repr,
    "__getnewargs__": _getnewargs,
}

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class NamedTuple(metaclass=_Maker):
        """As `typing.NamedTuple`, to be named among the bases of a class."""
