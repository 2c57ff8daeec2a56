"""Ctrl-C ends the program in one sentence, from its first import to its last word, and never its workers one by one."""

from __future__ import annotations

import os
import signal
import sys
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

INTERRUPTED = 128 + signal.SIGINT
"""The exit code of a program that Ctrl-C ended."""

_MOMENT = 0.01  # seconds
_STOPPING = {signal.SIGINT, signal.SIGTERM}


class _Heed:
    """What hears Ctrl-C, and what hears that one was lost."""

    def __init__(self) -> None:
        self._losing = False  # one is just being lost, and will come again

    def hear(self, number: int, frame: FrameType | None) -> None:
        if not self._losing:
            signal.default_int_handler(number, frame)

    def lost(self, what: sys.UnraisableHookArgs) -> None:
        self._losing = True
        if isinstance(what.exc_value, KeyboardInterrupt):
            from threading import Timer

            Timer(_MOMENT, interrupt_main).start()
        else:
            sys.__unraisablehook__(what)
        self._losing = False


def heed() -> None:
    """Let no Ctrl-C be lost where nothing can be raised, in what Python calls when it throws something away: it comes
    again a moment later.
    """
    heeding = _Heed()
    signal.signal(signal.SIGINT, heeding.hear)
    sys.unraisablehook = heeding.lost


def stop() -> NoReturn:
    """Say that the program was stopped, and leave."""
    ignore()
    from schemas.wording import wording_file

    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.write(f"{wording_file().stopped}\n")
    sys.exit(INTERRUPTED)


def heed_managers() -> None:
    """Let SIGTERM, by which service managers end what they began, end the program as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))


def ignore() -> None:
    """On the way out there is nothing left to be stopped, and the exit code is ours: Python would end itself by the
    signal instead where that came in the middle of an `exec`.
    """
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)


def leave(end: SystemExit) -> None:
    """Leave at once where all is said and done: taking apart what a run has in memory takes as long as loading NumPy.
    Where a last word cannot be said, Python ends as it always does, and tells."""
    ignore()
    code = end.code or 0
    if isinstance(code, int):
        with suppress(OSError, ValueError, AttributeError):  # closed, or never there
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    raise end


@contextmanager
def unheard() -> Iterator[None]:
    """Threads that begin here, and processes that they or we begin, never hear of Ctrl-C, which a terminal sends to all
    of them, nor of SIGTERM, as a service manager sends it: not even before they can say that they ignore it (which is
    all there is on Windows). The run itself ends them.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
