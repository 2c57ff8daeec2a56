"""Regular expressions that are compiled when they are first asked.

Compiling all that the program knows takes longer than reading a workbook, and one workbook asks a third of them. So
what a module or a form holds is a `pattern`; `re.compile` is for what is made where it is asked, and for what is asked
of every cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, AnyStr, cast

Test = Callable[[str], "re.Match[str] | None"]

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Compiled:
    """The methods of a compiled expression, as attributes: asked nearly as fast as of itself."""

    __slots__ = ("_said", *_METHODS)


class _Pattern(_Compiled):
    """One that is not compiled yet."""

    __slots__ = ()

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._said: tuple[Any, int] = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._said)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        self.__class__ = _Compiled  # type: ignore[assignment]  # which has the same attributes, and looks no further
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, for who asks its methods. A slip in it shows when it is first asked."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class WholeTexts(dict[str, Test]):
    """By name, the test of a text that a pattern fits as a whole."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, name: str) -> Test:
        test = self[name] = re.compile(self._patterns[name]).fullmatch
        return test
