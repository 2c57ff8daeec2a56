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
CROSSES = "×✗✘✕✖❌╳"
"""Characters with which somebody is crossed out; for a class of characters."""

_TOLD = (
    *("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"),
    *("pattern", "flags", "groups", "groupindex"),
)


class _Compiled:
    """What a compiled expression has, as attributes of its own: asked nearly as fast as there."""

    __slots__ = ("_said", *_TOLD)


class _Pattern(_Compiled):
    """One that is not compiled yet."""

    __slots__ = ()

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._said: tuple[Any, int] = text, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _TOLD:
            raise AttributeError(name)
        compiled = re.compile(*self._said)
        for each in _TOLD:
            setattr(self, each, getattr(compiled, each))
        self.__class__ = _Compiled  # type: ignore[assignment]  # which has the same attributes, and looks no further
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as anybody asks. A slip in it shows when it is first asked."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class WholeTexts(dict[str, Test]):
    """By name, the test of a text that a pattern fits as a whole."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        super().__init__()
        self._patterns = patterns

    def __missing__(self, name: str) -> Test:
        test = self[name] = re.compile(self._patterns[name]).fullmatch
        return test
