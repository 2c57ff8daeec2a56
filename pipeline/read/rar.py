"""Unpack a RAR archive, where the computer has a program that can (unrar, unar, 7z or bsdtar), else say what to do.

The archive is handed to that program in a temporary file and members come through a pipe, within limits; nothing is
unpacked to a folder. Members that are only stored need no program. Member names are for display only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import Any

from pipeline.model.documents import Outcome
from pipeline.read.parts import Opened, Part, problem
from pipeline.room import only_temporary
from pipeline.wall import of_library
from schemas.mail import mail_file

_STORED = 0x30


def open_rar(data: bytes, passwords: Sequence[str], allowed_bytes: int) -> Opened:
    """The members of a RAR archive, in archive order, unpacked to at most `allowed_bytes` in total.

    Never raises for bad input: an archive that is damaged, locked or too large, or that nothing here can unpack, gives
    a problem and no parts.
    """
    return of_library(
        lambda: _opened(data, passwords, allowed_bytes), Opened(problem=problem("unreadable", "archive_damaged"))
    )


def _opened(data: bytes, passwords: Sequence[str], allowed_bytes: int) -> Opened:
    import rarfile

    with rarfile.RarFile(BytesIO(data), errors="strict") as archive:
        if archive.needs_password() and not archive.infolist():  # the list of members is locked as well
            if not (password := _password_of_list(archive, passwords)):
                return Opened(problem=problem("encrypted", "archive_password"))
            passwords = [password]
        members = [member for member in archive.infolist() if member.is_file()]
        if len(members) > mail_file().archive.members:
            return Opened(problem=problem("too-large", "archive_large"))
        if any(map(_needs_program, members)) and not _has_program():
            return Opened(problem=problem("unreadable", "archive_rar"))
        parts = _parts(archive, members, passwords, allowed_bytes)
    if parts and all(part.problem and part.problem.slug == "encrypted" for part in parts):
        return Opened(problem=parts[0].problem)
    return Opened(parts)


def _password_of_list(archive: Any, passwords: Sequence[str]) -> str:
    """The password that opens the list of members; "" if none does. With a wrong one the list is empty or an error."""
    return next((each for each in passwords if of_library(partial(_opens_list, archive, each), False)), "")


def _opens_list(archive: Any, password: str) -> bool:
    archive.setpassword(password)
    return bool(archive.infolist())


def _parts(archive: Any, members: Sequence[Any], passwords: Sequence[str], left: int) -> list[Part]:
    parts = []
    for member in members:
        most = min(left, mail_file().archive.member_bytes)
        parts.append(_part(archive, member, passwords, most))
        left -= len(parts[-1].data)
    return parts


def _needs_program(member: Any) -> bool:
    return bool(member.needs_password()) or member.compress_type != _STORED


def _has_program() -> bool:
    import rarfile

    try:
        return bool(rarfile.tool_setup())
    except rarfile.RarCannotExec:
        return False


def _part(archive: Any, member: Any, passwords: Sequence[str], most: int) -> Part:
    """A member as a part; one that cannot be unpacked has a problem and no bytes."""
    if member.file_size > most:
        return _failed(member, "archive_large", "too-large")
    for password in passwords if member.needs_password() else ("",):
        content = of_library(partial(_content, archive, member, password), b"")
        if content or not member.file_size:
            return Part(member.filename, content)
    return _failed(member, *(("archive_password", "encrypted") if member.needs_password() else ("member_damaged",)))


def _failed(member: Any, reason: str, slug: str = "unreadable") -> Part:
    return Part(member.filename, b"", outcome=Outcome.UNREADABLE, problem=problem(slug, reason))


def _content(archive: Any, member: Any, password: str) -> bytes:
    """The bytes of a member, at most as many as its header states; rarfile checks their sum."""
    with only_temporary(), archive.open(member, pwd=password or None) as stream:
        content: bytes = stream.read()
        return content
