"""List the files of the inbox and group them by submission. Files are opened only to compute their checksums, and only
those of which these are not remembered.

A file that cannot be opened never hides the others: it is received without a checksum and becomes a document that says
why.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path, PurePosixPath

from pipeline.errors import UserError
from pipeline.model.documents import InboxFile
from pipeline.receive.remembered import Recorded, Remembered
from pipeline.text.charset import decode
from pipeline.text.mask import unnumbered
from pipeline.text.visible import visible
from schemas.named import NamedTuple
from schemas.unreadable import unreadable_file
from schemas.wording import wording_file

_PLACEHOLDER = ".gitkeep"
BEING_FETCHED = ".being-fetched-"
"""How the name of a mail begins while `fetch` writes it: it is no file of the inbox yet."""
_MAILS = (".eml", ".msg", ".mbox", ".mbx")
_FIRST, _LAST = (int(datetime(*day, tzinfo=UTC).timestamp()) for day in ((1990, 1, 1), (2099, 12, 31)))
"""Modification times are clamped to this range (Unix time)."""


class Received(NamedTuple):
    """The contents of the inbox by path: files; and links, pipes, sockets and devices, which are not opened."""

    files: list[InboxFile]
    skipped: list[str]


class Entry(NamedTuple):
    """Path inside the inbox, with "/" between folders and after an unreadable one; absolute path; whether it is skipped
    as neither file nor folder; why it cannot be opened, or ""; how it lies there.
    """

    path: str
    absolute: str
    skipped: bool = False
    unreadable: str = ""
    status: os.stat_result | None = None

    @property
    def mark(self) -> tuple[int, int] | None:
        """Size and time (ns) of the last change, by which it is seen to change; None where they are not told."""
        return (self.status.st_size, self.status.st_mtime_ns) if self.status else None


def entries_in(inbox: Path) -> list[Entry]:
    """Everything below the inbox but folders, sorted by path; folders that cannot be opened are included, `.gitkeep`
    and what is being fetched are ignored. Raises UserError when the inbox itself cannot be opened.
    """
    if not os.path.isdir(inbox):  # noqa: PTH112  # False if access is denied
        raise UserError(wording_file().refusals.no_inbox.format(inbox=inbox))
    return sorted(_entries(inbox), key=itemgetter(0))


def receive(inbox: Path, remembered: Remembered | None = None, entries: Sequence[Entry] | None = None) -> Received:
    """Every file below the inbox, or of these `entries` of it, with its checksum and its submission, but those that
    stand as they are `remembered`. Raises UserError when the inbox itself cannot be opened.
    """
    entries = entries_in(inbox) if entries is None else entries
    files = [
        _read(entry, remembered)
        for entry in entries
        if not (entry.skipped or (remembered and _stands(entry, remembered)))
    ]
    return Received(files, [_shown(entry.path) for entry in entries if entry.skipped])


def read_after_all(remembered: Remembered, doubtful: Collection[Recorded]) -> list[InboxFile]:
    """These standing files, of which what is remembered does not hold."""
    return [_read(_entry(file[0], remembered.doubt(file)), remembered) for file in sorted(doubtful)]


def _stands(entry: Entry, remembered: Remembered) -> bool:
    return entry.status is not None and remembered.stands(entry.path, entry.absolute, entry.status)


def _read(entry: Entry, remembered: Remembered | None) -> InboxFile:
    file = _file(entry)
    if remembered and entry.status and file.sha256 and file.path == entry.path:
        remembered.note(file.path, entry.status, file.sha256)
    return file


def on_desk(outbox: Path, name: str) -> InboxFile:
    """A file of the desk that somebody edited, as one of the inbox."""
    return _file(_entry(name, str((outbox / name).absolute())))


def _entries(inbox: Path) -> Iterator[Entry]:
    """The same in any order."""
    root, closed = str(inbox.absolute()), list[OSError]()
    for folder, folders, names in os.walk(root, onerror=closed.append):
        inside = _inside(folder, root)
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118
        for name in names + links:
            if name != _PLACEHOLDER and not name.startswith(BEING_FETCHED):
                yield _entry(inside + name, f"{folder}{os.sep}{name}")  # thousands of files
    for refused in closed:
        if refused.filename == root:
            raise UserError(wording_file().refusals.inbox.format(inbox=inbox)) from refused
        reason = "ENAMETOOLONG" if refused.errno == errno.ENAMETOOLONG else "folder"
        yield Entry(_inside(refused.filename, root), refused.filename, unreadable=reason)


def _entry(path: str, absolute: str) -> Entry:
    try:
        status = os.lstat(absolute)
        return Entry(path, absolute, skipped=not stat.S_ISREG(status.st_mode), status=status)
    except OSError as error:
        return Entry(path, absolute, unreadable=reason_of(error))


def _inside(folder: str, root: str) -> str:
    return folder[len(root) :].lstrip(os.sep).replace(os.sep, "/") + "/" if folder != root else ""


def _file(entry: Entry) -> InboxFile:
    if not entry.unreadable:
        try:
            return received(entry.absolute, entry.path)
        except OSError as error:
            entry = entry._replace(unreadable=reason_of(error))
    path = _shown(entry.path)
    changed = _changed(_nearest(entry.absolute))
    return InboxFile(path, entry.absolute, "", 0, changed, submission_of(path), unreadable=entry.unreadable)


def received(absolute: str, path: str) -> InboxFile:
    """One file of the inbox; `path` is relative to it. Raises OSError when the file cannot be read."""
    with open(absolute, "rb", buffering=0) as stream:  # noqa: PTH123  # thousands of files
        status = os.fstat(stream.fileno())
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    relative = _shown(path)
    return InboxFile(relative, absolute, digest, status.st_size, _changed(status), submission_of(relative))


def reason_of(error: OSError) -> str:
    """The key of the sentence for a system error (schemas/unreadable.toml, [inbox])."""
    name = errno.errorcode.get(error.errno or 0, "")
    return name if name in unreadable_file().inbox else "other"


def moved_on(file: InboxFile) -> str:
    """Why a file is no longer what was received, judged by its size and time; "" if it is unchanged."""
    try:
        status = os.stat(file.absolute)  # noqa: PTH116  # thousands of files
    except OSError as error:
        return reason_of(error)
    return "" if (status.st_size, _changed(status)) == (file.size, file.modified_at) else "changed"


def _changed(status: os.stat_result) -> datetime:
    """When a file was changed, in whole seconds, since fractions are not reliable."""
    return datetime.fromtimestamp(min(max(int(status.st_mtime), _FIRST), _LAST), UTC)


def _nearest(absolute: str) -> os.stat_result:
    """The status of a file or, if it has none, of the nearest folder that contains it."""
    try:
        return os.lstat(absolute)
    except OSError:
        return _nearest(os.path.dirname(absolute))  # noqa: PTH120  # of any length


def _shown(path: str) -> str:
    """A path as it is recorded: decoded, without identity numbers, and with control characters made visible."""
    return unnumbered(visible(_in_words(path)))


def _in_words(path: str) -> str:
    """A path with undecodable names (e.g. GBK bytes, unpacked on another system) decoded as intended."""
    return path if path.isprintable() else decode(os.fsencode(path))


def submission_of(path: str) -> str:
    """The submission that a file belongs to.

    A mail is one of its own, a direct sub-folder is one (`folder/`), a loose file goes with those of the same stem.
    """
    folder, slash, _ = path.partition("/")
    if path.lower().endswith(_MAILS):
        return path
    return folder + slash if slash else PurePosixPath(path).stem
