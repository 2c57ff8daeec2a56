"""The wall around faults of the program: the only broad `except` that it has.

A bug at one document costs that document its place and no other, so what is done for one document (or for one
submission, or one workbook that goes out) is attempted here. What cannot be tied to a document goes through: the
register, the settings and the data files stop the run, and so does the person at the keyboard.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pipeline.errors import UserError
from schemas import DataError
from schemas.named import NamedTuple

Made = TypeVar("Made")
Unit = TypeVar("Unit")

_THROUGH = (UserError, DataError)
_ENDING = (MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit)
_REGISTER = "sqlalchemy"  # the package whose errors are about the register
_ROOT = Path(__file__).parent.parent
_SAYS_NO_DATA = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, TypeError)
"""Errors whose message the interpreter makes of words of the code; all others may quote what a person typed."""


class Fallen(NamedTuple):
    """What an attempt ended with instead of a result."""

    error: BaseException

    @property
    def of_register(self) -> bool:
        return type(self.error).__module__.partition(".")[0] == _REGISTER

    @property
    def foreign(self) -> bool:
        """Whether a library failed at what it was given, rather than our own code: a damaged file does that."""
        module = type(self.error).__module__
        if module != "builtins":
            return _is_library(getattr(sys.modules.get(module), "__file__", None) or "")
        return _is_library(_innermost(self.error.__traceback__))

    @property
    def trace(self) -> str:
        """The traceback for the maintainers: places and kinds of errors, no data and no source lines."""
        lines: list[str] = []
        error: BaseException | None = self.error
        while error is not None:
            lines = [*_places(error.__traceback__), _said(error), *lines]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def attempt(action: Callable[[], Made]) -> Made | Fallen:
    """What the action gives, or the fault of the program or of a library that it fell over."""
    made = caught(action)
    if isinstance(made, Fallen) and (isinstance(made.error, _THROUGH) or made.of_register):
        raise made.error
    return made


def caught(action: Callable[[], Made]) -> Made | Fallen:
    """What the action gives, or what it raised, whatever that is: libraries raise anything, down to a BaseException of
    their own. Only a lack of memory, and the wish to end, go through.
    """
    try:
        return action()
    except _ENDING:
        raise
    except BaseException as error:
        return Fallen(error)


def of_library(action: Callable[[], Made], otherwise: Made) -> Made:
    """What a library makes of its input, `otherwise` where it fails at it; our own faults are raised."""
    made = attempt(action)
    if not isinstance(made, Fallen):
        return made
    if not made.foreign:
        raise made.error
    return otherwise


def without_culprits(
    units: Sequence[Unit], work: Callable[[Sequence[Unit]], Made]
) -> tuple[Made, list[tuple[Unit, Fallen]]]:
    """work(units), without the units at which it fails; with those, and what it fell over.

    `work` changes nothing. Where it fails even for no units, none of them is to blame, and its error is raised.
    """
    made = attempt(lambda: work(units))
    if not isinstance(made, Fallen):
        return made, []
    work([])
    culprits: list[tuple[Unit, Fallen]] = []
    sound = _sound([], units, work, culprits)
    return work(sound), culprits


def _sound(
    known: list[Unit],
    units: Sequence[Unit],
    work: Callable[[Sequence[Unit]], object],
    culprits: list[tuple[Unit, Fallen]],
) -> list[Unit]:
    """`known` and those of `units` that do not make it fail, halved as often as it takes."""
    together = [*known, *units]
    made = attempt(lambda: work(together))
    if not isinstance(made, Fallen):
        return together
    if len(units) == 1:
        culprits.append((units[0], made))
        return known
    half = len(units) // 2
    return _sound(_sound(known, units[:half], work, culprits), units[half:], work, culprits)


def _is_library(file: str) -> bool:
    """Whether code of this file is none of the program's; what is compiled has no file, or a name that is none here."""
    return not file.startswith(str(_ROOT)) or file.startswith(_libraries())


def _innermost(trace: TracebackType | None) -> str:
    place = ""
    while trace is not None:
        place, trace = trace.tb_frame.f_code.co_filename, trace.tb_next
    return place


@cache
def _libraries() -> tuple[str, ...]:
    """The folders of Python and of what is installed in it."""
    import sysconfig  # for a fault only

    return tuple(sorted({sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib")}))


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return places


def _short(file: str) -> str:
    """A source file without the folders of this machine above it."""
    for folder in (*sorted(_libraries(), key=len, reverse=True), str(_ROOT)):
        if file.startswith(folder):
            return file[len(folder) + 1 :].replace("\\", "/")
    return Path(file).name


def _said(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{kind}: {error}" if isinstance(error, _SAYS_NO_DATA) else kind
