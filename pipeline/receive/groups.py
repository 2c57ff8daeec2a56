"""Files of one submission with what was read in them, before it is known which notice they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import groupby
from pathlib import PurePosixPath

from pipeline.kinds.records import is_record
from pipeline.model.documents import Envelope, Examination, Examined, InboxFile, Outcome
from pipeline.receive.unit_names import date_in
from pipeline.terms.notices import CHINA

AGAIN = "\0"
"""Separates a submission's name from a prefix that marks it as tried again, to tell it from one of the same name that
is in the inbox now."""

_AROUND = (Outcome.CONTAINER, Outcome.SYSTEM_FILE)
_PROOFS = (*_AROUND, Outcome.SCAN, Outcome.NOT_A_FORM)

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=CHINA)


@dataclass(slots=True)
class Group:
    """The files of one submission and what was read in them; `again`: its numbers, if it was received before."""

    key: str
    again: list[str] = field(default_factory=list)
    unjudged: bool = False
    files: list[InboxFile] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    documents: list[Examined] = field(default_factory=list)

    @property
    def only_system_files(self) -> bool:
        return all(document.outcome == Outcome.SYSTEM_FILE for document in self.documents)

    @property
    def only_answers(self) -> bool:
        """Whether nothing but workbooks of ours came back, or records of activities with their proofs: then nothing is
        recommended, and nothing lacks for that."""
        outcomes = {document.outcome for document in self.documents}
        beside = _PROOFS if any(map(is_record, self.documents)) else _AROUND
        return Outcome.ANSWER in outcomes and outcomes <= {Outcome.ANSWER, *beside}

    @property
    def subjects(self) -> list[str]:
        return [subject for envelope in self.envelopes for subject in envelope.subjects]

    @property
    def folders(self) -> list[str]:
        """The folders that contain the files, starting with the direct sub-folder of the inbox."""
        return list(dict.fromkeys(folder for file in self.files for folder in file.path.split("/")[:-1]))

    def received(self) -> tuple[datetime, str]:
        """When the submission was received, in China's time, and the source of that: mail, name or file."""
        arrived = [envelope.received_at for envelope in self.envelopes if envelope.received_at]
        if arrived:
            return _in_china(max(arrived)), "mail"
        names = [*self.folders, *(PurePosixPath(file.path).stem for file in self.files)]
        day = next((day for name in names if (day := date_in(name))), None)
        if day:
            return datetime.combine(day, time(), CHINA), "name"
        return _in_china(max(file.modified_at for file in self.files)), "file"


def groups(files: Sequence[InboxFile], examinations: Sequence[Examination]) -> list[Group]:
    """The groups in the order of the paths; `examinations[i]` is that of `files[i]`."""
    found: dict[str, Group] = {}
    for file, examination in sorted(zip(files, examinations, strict=True), key=lambda pair: pair[0].path):
        for together, envelopes, documents in _sent(file, examination):
            key = together.rpartition(AGAIN)[2]
            again = [number for number, name in file.again.items() if name == key]
            group = found.setdefault(together, Group(key, again))
            group.files.append(file)
            group.unjudged |= examination.unjudged
            group.envelopes += envelopes
            group.documents += documents
    return list(found.values())


def _sent(file: InboxFile, examination: Examination) -> Iterator[tuple[str, list[Envelope], list[Examined]]]:
    """The submissions in a file, each with its envelopes and documents: usually one; in an mbox one for each mail,
    the first of which also gets the mbox itself."""
    if not examination.documents or examination.documents[0].kind != "mbox":
        yield file.submission, examination.envelopes, examination.documents
        return
    mbox, *inside = examination.documents
    apart = "".join(file.submission.rpartition(AGAIN)[:2])
    letters = {envelope.file: envelope for envelope in examination.envelopes}
    before = len(mbox.file) + 1
    with_mbox = [mbox]
    for number, documents in groupby(inside, key=lambda document: document.file[before:].partition("!")[0]):
        mail = f"{mbox.file}!{number}"
        yield apart + mail, [letters[mail]] if mail in letters else [], [*with_mbox, *documents]
        with_mbox = []


def _in_china(moment: datetime) -> datetime:
    """The moment in China's time, clamped to the range of datetime."""
    return min(max(moment, _FIRST), _LAST).astimezone(CHINA)
