"""Read one file of the inbox into its documents. Mails and archives are opened in memory, within limits.

Every part gets a document, so that every file ends with exactly one outcome. Names from outside are used for nothing
but `Document.file`. What opens mails and archives is loaded with the first of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from pipeline.model.documents import Document, Envelope, MailHead, Outcome, Reading
from pipeline.model.statements import Problem
from pipeline.read.documents import read_document
from pipeline.read.limits import program_fault
from pipeline.read.parts import Names, Opened, Part, problem
from pipeline.read.sniff import kind_of
from pipeline.receive.system_files import system_file
from pipeline.text.mask import unnumbered
from pipeline.wall import Fallen, attempt
from schemas.mail import mail_file
from schemas.named import NamedTuple

ReadDocument = Callable[[str, bytes], Document]
"""What becomes of each document that is no container: its `Document.file` and its bytes."""

_MAILS, _ARCHIVES = ("eml", "mbox", "msg", "tnef"), ("zip", "7z", "rar")


def read_file(file: str, data: bytes, passwords: Sequence[str]) -> Reading:
    """Every document in a file of the inbox: the file itself, then its contents in order.

    `file` is the path inside the inbox; documents inside carry it followed by "!" and their name. Never raises for
    bad input.
    """
    return _read_all(file, data, lambda name, inside: read_document(name, inside, passwords), passwords)


def bytes_of(file: str, data: bytes, wanted: str) -> bytes | None:
    """The bytes of one document in a file of the inbox, by its `Document.file` (without identity numbers, as it is
    recorded); None where it is not met, since what is around it is locked."""
    found: dict[str, bytes] = {}

    def keep(name: str, inside: bytes) -> Document:
        found.setdefault(unnumbered(name), inside)
        return Document(name, "", len(inside), outcome=Outcome.NOT_A_FORM)

    _read_all(file, data, keep, ())
    return found.get(wanted)


def _read_all(file: str, data: bytes, read: ReadDocument, passwords: Sequence[str]) -> Reading:
    part, allowance = Part(PurePosixPath(file).name, data), _Allowance()
    part.kind = _kind(part)
    if part.kind == "mbox" and not system_file(file):
        return _read_mbox(file, part, read, passwords, allowance)
    return _read_part(file, part, read, passwords, allowance)


def _read_mbox(file: str, part: Part, read: ReadDocument, passwords: Sequence[str], allowance: _Allowance) -> Reading:
    """Read each mail as if it were an inbox file of its own; together they share the limits of one file."""
    from pipeline.read.mail.mbox import open_mbox

    opened = open_mbox(part.data, allowance.parts)
    reading = Reading([], [_decided(file, part, "mbox", Outcome.CONTAINER, opened.problem)])
    for mail in opened.parts:
        inside = _read_part(f"{file}!{mail.name}", mail, read, passwords, allowance)
        reading.envelopes += inside.envelopes
        reading.documents += inside.documents
    return reading


def _read_part(file: str, part: Part, read: ReadDocument, passwords: Sequence[str], allowance: _Allowance) -> Reading:
    opening = _Opening(read, passwords, allowance)
    opening.read(file, part, _Depth())
    return Reading([opening.envelope] if opening.envelope else [], opening.documents)


def _decided(file: str, part: Part, kind: str, outcome: Outcome, reason: Problem | None) -> Document:
    """A document whose outcome is already decided when it is read."""
    return Document(file, hashlib.sha256(part.data).hexdigest(), len(part.data), kind, outcome, reason)


class _Allowance:
    """What one file of the inbox may still unpack to: bytes from archives, parts from mails."""

    @cached_property
    def bytes(self) -> int:
        return mail_file().archive.total_bytes

    @cached_property
    def parts(self) -> int:
        return mail_file().mail.parts


class _Depth(NamedTuple):
    """How many mails and archives a part is nested in."""

    mails: int = 0
    archives: int = 0

    def too_deep_for(self, words: str) -> bool:
        limits = mail_file()
        return self.mails >= limits.mail.forwarded or (words == "archive" and self.archives >= limits.archive.depth)


class _Opening:
    """Opens one file of the inbox, or one mail of an mbox; collects its envelope and documents."""

    def __init__(self, read: ReadDocument, passwords: Sequence[str], allowance: _Allowance) -> None:
        self._read_document = read
        self.documents: list[Document] = []
        self.envelope: Envelope | None = None
        self._passwords = passwords
        self._allowance = allowance
        self._cloud_link = ""

    def read(self, file: str, part: Part, depth: _Depth) -> None:
        """Read a part and everything inside it; the results are added to `documents`."""
        part.kind = part.kind or _kind(part)
        if system_file(file):
            self._add(file, part, part.kind, Outcome.SYSTEM_FILE)
        elif part.outcome:
            self._add(file, part, part.kind, part.outcome, part.problem)
        elif part.kind in (*_MAILS, *_ARCHIVES):
            self._open(file, part, depth)
        else:
            self.documents.append(self._read_document(file, part.data))

    def _add(self, file: str, part: Part, kind: str, outcome: Outcome, reason: Problem | None = None) -> Document:
        self.documents.append(_decided(file, part, kind, outcome, reason))
        return self.documents[-1]

    def _open(self, file: str, part: Part, depth: _Depth) -> None:
        words = "mail" if part.kind in _MAILS else "archive"
        if depth.too_deep_for(words):
            self._add(file, part, words, Outcome.UNREADABLE, problem("unreadable", f"{words}_deep"))
            return
        opened = part.opened if part.opened else attempt(lambda: self._opened(part.data, part.kind))
        if isinstance(opened, Fallen):
            digest = hashlib.sha256(part.data).hexdigest()
            self._add(file, part, words, Outcome.UNREADABLE, program_fault(digest)).trace = opened.trace
            return
        self._note_letter(file, opened)
        failed = opened.problem is not None and not opened.parts and not any(opened.subjects)
        container = self._add(file, part, words, Outcome.UNREADABLE if failed else Outcome.CONTAINER, opened.problem)
        container.letter = "\n".join([*opened.subjects[:1], opened.text]).strip()
        first = len(self.documents)
        inner = _Depth(depth.mails + (words == "mail"), depth.archives + (words == "archive"))
        self._read_parts(file, opened, inner)
        if inner.mails + inner.archives == 1 and container.problem is None:
            container.problem = self._why_nothing_read(words, self.documents[first:])

    def _opened(self, data: bytes, kind: str) -> Opened:
        if kind in ("eml", "mbox"):
            opened = _mail_opener(kind)(data, self._allowance.parts)
            self._allowance.parts = max(0, self._allowance.parts - len(opened.parts) - 1)
            return opened
        if kind in _ARCHIVES:
            opened = _archive_opener(kind)(data, self._passwords, self._allowance.bytes)
            self._allowance.bytes -= sum(len(part.data) for part in opened.parts)
            return opened
        from pipeline.read.mail.outlook import open_message
        from pipeline.read.mail.tnef import open_winmail

        return open_message(data) if kind == "msg" else open_winmail(data)

    def _note_letter(self, file: str, opened: Opened) -> None:
        """Note the letter's headers: sender and time come from the outermost mail, subjects from every mail."""
        self._cloud_link = self._cloud_link or opened.cloud_link
        if not opened.subjects:
            return
        if self.envelope is None:
            received_at = opened.received_at if not self.documents else None
            self.envelope = Envelope(file, [], opened.sender, received_at)
        self.envelope.mails[file] = MailHead(opened.sender, opened.message_id)
        self.envelope.subjects_of[file] = [subject for subject in opened.subjects if subject]
        self.envelope.subjects += self.envelope.subjects_of[file]

    def _read_parts(self, file: str, opened: Opened, depth: _Depth) -> None:
        names = Names()
        for part in opened.parts:
            part.kind = part.kind or _kind(part)
            self.read(f"{file}!{names.give(part.name, part.kind)}", part, depth)
        if opened.body:
            self._read_body(f"{file}!{names.give(mail_file().names.body, 'html')}", opened.body)

    def _read_body(self, file: str, markup: str) -> None:
        """Take the table out of a letter. A letter that uses tables only for layout is no document."""
        document = self._read_document(file, markup.encode("utf-8-sig"))
        document.is_letter = True
        filled = [sum(map(bool, row)) for sheet in document.sheets for row in sheet.rows]
        if any(sum(cells >= least.columns for cells in filled) >= least.rows for least in mail_file().body_table):
            self.documents.append(document)

    def _why_nothing_read(self, words: str, inside: list[Document]) -> Problem | None:
        """Why nothing could be read from a container; None where a sheet was read or a part already says why not."""
        if any(document.sheets for document in inside):
            return None
        if self._cloud_link:
            return Problem("cloud-attachment", about=self._cloud_link)
        if any(document.outcome == Outcome.UNREADABLE for document in inside):
            return None
        return problem("no-table", f"{words}_{_kind_of_contents(inside)}")


def _kind_of_contents(inside: Iterable[Document]) -> str:
    came = {document.outcome for document in inside} - {Outcome.SYSTEM_FILE, Outcome.CONTAINER}
    return "only_scans" if came == {Outcome.SCAN} else "no_table" if came else "no_attachment"


def _mail_opener(kind: str) -> Callable[[bytes, int], Opened]:
    from pipeline.read.mail.letter import open_mail
    from pipeline.read.mail.mbox import open_mbox

    return open_mail if kind == "eml" else open_mbox


def _archive_opener(kind: str) -> Callable[[bytes, Sequence[str], int], Opened]:
    if kind == "zip":
        from pipeline.read.archive import open_archive

        return open_archive
    from pipeline.read.rar import open_rar
    from pipeline.read.seven_zip import open_seven_zip

    return open_seven_zip if kind == "7z" else open_rar


def _kind(part: Part) -> str:
    """The kind by content. A mail whose headers mix charsets may not be recognised; then its name decides."""
    kind = kind_of(part.data, part.name)
    is_open = kind in ("text", "other", "csv")
    return "eml" if is_open and part.name.lower().endswith(mail_file().names.mail_suffix) else kind
