"""What the commands that look after the installation say: schemas/doctor.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class Doctor(NamedTuple):
    """The sentences of each examination by their names."""

    good: str
    bad: str
    sound: str
    unsound: str
    titles: Mapping[str, str]
    program: Mapping[str, str]
    data: Mapping[str, str]
    settings: Mapping[str, str]
    register: Mapping[str, str]
    inbox: Mapping[str, str]
    outbox: Mapping[str, str]
    faults: Mapping[str, str]


class Faults(NamedTuple):
    note: str


class Republish(NamedTuple):
    no_batch: str
    none: str
    written: str
    removed: str
    kept_aside: str
    missed: str
    sound: str
    forgotten: str


class Backup(NamedTuple):
    file: str
    again: str
    done: str
    absent: str
    refused: str


class Restore(NamedTuple):
    aside: str
    done: str
    moved: str
    forgotten: str
    next: str
    unreadable: str
    refused: str


class DoctorFile(NamedTuple):
    doctor: Doctor
    faults: Faults
    republish: Republish
    backup: Backup
    restore: Restore


def doctor_file() -> DoctorFile:
    """schemas/doctor.toml."""
    return read("doctor", DoctorFile)
