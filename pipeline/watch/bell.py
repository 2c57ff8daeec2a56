"""What wakes the program that stands by: the system where it tells of changes in the inbox, a mailbox, or a beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from pipeline.interrupt import unheard
from schemas.named import NamedTuple

_STEP, _TOGETHER = 20, 60  # milliseconds between looks for events, and of events that are told together


class Rung(NamedTuple):
    """What somebody told: something changed in the inbox; there may be new mail; the mailbox is out of reach, and why;
    it is in reach again."""

    inbox: bool = False
    mail: bool = False
    lost: str = ""
    found: bool = False


class Bell:
    """Rung from any thread, heard in one."""

    def __init__(self) -> None:
        self._rung: SimpleQueue[Rung] = SimpleQueue()

    def ring(self, rung: Rung) -> None:
        self._rung.put(rung)

    def heard(self, seconds: float) -> list[Rung]:
        """All that was told, waiting for so long for the first of it."""
        found = list[Rung]()
        with suppress(Empty):
            found.append(self._rung.get(timeout=seconds))
            while True:
                found.append(self._rung.get_nowait())
        return found


@contextmanager
def beside(work: Callable[[Event], None]) -> Iterator[None]:
    """`work` in a thread of its own until the end, of which the event tells it."""
    ended = Event()
    thread = Thread(target=work, args=(ended,), daemon=True)
    with unheard():
        thread.start()
    try:
        yield
    finally:
        ended.set()


def listen(inbox: Path, bell: Bell, ended: Event) -> None:
    """Ring whenever the system tells of a change in the inbox. Where it cannot, since the inbox lies on a network, has
    too many folders or is gone for a while, the program looks by itself."""
    import watchfiles

    with suppress(OSError, RuntimeError):
        for _ in watchfiles.watch(
            inbox,
            watch_filter=None,
            debounce=_TOGETHER,
            step=_STEP,
            stop_event=ended,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            bell.ring(Rung(inbox=True))
