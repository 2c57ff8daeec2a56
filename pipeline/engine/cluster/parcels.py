"""What goes out to another machine and what comes back, as bytes: Dask logs what it handles, nothing of these."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.engine.cluster import alike
from pipeline.engine.transport import pack
from pipeline.examine.document import Job
from pipeline.model.documents import Examination
from schemas import Own
from schemas.limits import WorkerLimits
from schemas.named import NamedTuple

Examiner = Callable[[Job], Examination]


class Parcel:
    """Work on its way out: what must be alike, readable whatever differs, then the order. `urgency`: what is to be
    written goes before what is read in advance, for the run waits for it."""

    __slots__ = ("alike", "order", "urgency")

    def __init__(self, order: Order) -> None:
        self.alike, self.urgency = dict(alike.ours()), int(isinstance(order, Writing))
        self.order = pickle.dumps(order, pickle.HIGHEST_PROTOCOL)

    def __repr__(self) -> str:
        return f"Parcel({len(self.order)} bytes)"

    def opened(self) -> Order:
        return pickle.loads(self.order)  # type: ignore[no-any-return]


class House(NamedTuple):
    """Under what the order is carried out: this installation's own files, what examines, within which limits."""

    own: Mapping[str, Own]
    examiner: Examiner
    limits: WorkerLimits


class File(NamedTuple):
    """A file to be read: its path inside the inbox, its sha-256 and size, the passwords to try, and its bytes, unless
    they shall be taken from where the inbox is shared."""

    path: str
    sha256: str
    size: int
    passwords: tuple[str, ...]
    data: bytes | None


class Reading(NamedTuple):
    """Read and recognise these files; `url` is where they are shared. Gives packed examinations, None for a file that
    is not there as it is here."""

    house: House
    url: str
    files: tuple[File, ...]


class Writing(NamedTuple):
    """Let each of these calls (function and what follows the folder, pickled) write into a folder. Gives a list of
    Wrote."""

    house: House
    calls: tuple[bytes, ...]


Order = Reading | Writing


class Wrote(NamedTuple):
    """What a call gave or raised, and the files that it wrote, by path below its folder."""

    made: Any
    error: BaseException | None
    files: dict[str, bytes]


class Differs(NamedTuple):
    """The answer of a machine on which something is not as it is here."""

    machine: str
    alike: Mapping[str, str]


class Foreign(NamedTuple):
    """The answer of a machine whose worker was begun otherwise than by our command, and so may have no processes of its
    own, or keep on disk what it holds."""

    machine: str


class Troubled(NamedTuple):
    """The answer of a machine whose disk refuses something."""

    machine: str
    reason: str


class Failed(NamedTuple):
    """The answer where the work itself failed."""

    error: BaseException


@dataclass(slots=True)
class Packed(Examination):
    """An examination that is packed in the process that made it, so that nothing between there and the run unpacks it:
    of the examination itself it tells only whether it was cut short."""

    packed: bytes = b""


def examine_and_pack(examiner: Examiner, job: Job) -> Examination:
    """Examine, on the way to another machine."""
    examination = examiner(job)
    return Packed([], [], cut_short=examination.cut_short, packed=pack([examination])[0])


def packed(examination: Examination) -> bytes:
    """What goes back: as it came out of the process, or where that was ended, what is said of the file instead."""
    return examination.packed if isinstance(examination, Packed) else pack([examination])[0]
