"""Files of the inbox that could not be opened, or that changed after they were received. Each gives one document with
a sentence that says why, but no checksum and no stored bytes; once it can be read, it counts as new.
"""

from __future__ import annotations

from pipeline.model.documents import Examination, Examined, InboxFile, Outcome
from pipeline.model.statements import Problem
from pipeline.receive.files import moved_on
from pipeline.receive.system_files import system_file
from schemas.unreadable import unreadable_file


def unread(path: str, reason: str) -> Examination:
    """The examination of a file that was not read; `reason` is a key of schemas/unreadable.toml, [inbox]."""
    problem = None if system_file(path) else Problem("unreadable", about=unreadable_file().inbox[reason])
    outcome = Outcome.UNREADABLE if problem else Outcome.SYSTEM_FILE
    return Examination([], [Examined(path, "", 0, "other", outcome, problem, None)])


def discard_if_changed(file: InboxFile, examination: Examination) -> Examination:
    """The examination to use for a file. If what was read is not, or is no longer, what was received, its bytes cannot
    be stored; then nothing read counts and the file loses its checksum.
    """
    if not file.sha256 or file.again:
        return examination
    read = next((document.sha256 for document in examination.documents if document.file == file.path), file.sha256)
    reason = moved_on(file) if read == file.sha256 else "changed"
    if not reason:
        return examination
    file.sha256, file.size = "", 0
    return unread(file.path, reason) if read else examination
