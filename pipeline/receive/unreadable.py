"""unread: files of the inbox that could not be opened, or are no longer what was received. Each is one document with
one sentence, has no checksum and keeps no bytes; when it can be read, it is new.
"""

from __future__ import annotations

from pipeline.model.documents import Examination, Examined, InboxFile, Outcome
from pipeline.model.statements import Problem
from pipeline.receive.files import moved_on, system_file
from schemas.unreadable import unreadable_file


def unread(path: str, reason: str) -> Examination:
    """The examination of a file of which nothing was read; `reason` is a key of schemas/unreadable.toml, [inbox]."""
    problem = None if system_file(path) else Problem("unreadable", about=unreadable_file().inbox[reason])
    outcome = Outcome.UNREADABLE if problem else Outcome.SYSTEM_FILE
    return Examination([], [Examined(path, "", 0, "other", outcome, problem, None)])


def settled(file: InboxFile, examination: Examination) -> Examination:
    """What counts as read of a file. Where that was not, or is no longer, what was received, so that its bytes cannot
    be kept, nothing counts, and the file loses its checksum.
    """
    if not file.sha256 or file.again:
        return examination
    read = next((document.sha256 for document in examination.documents if document.file == file.path), file.sha256)
    reason = moved_on(file) if read == file.sha256 else "changed"
    if not reason:
        return examination
    file.sha256, file.size = "", 0
    return unread(file.path, reason) if read else examination
