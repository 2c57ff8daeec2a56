"""receive: what lies in the inbox, and which files belong together. It opens nothing but to take a checksum."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fnmatch import translate
from functools import cache
from pathlib import Path, PurePosixPath

from pipeline.errors import UserError
from pipeline.model import InboxFile
from pipeline.privacy import unnumbered
from pipeline.read.mail_charset import decode
from schemas import table

_PLACEHOLDER = ".gitkeep"
_MAILS = (".eml", ".msg", ".mbox", ".mbx")


def receive(inbox: Path) -> list[InboxFile]:
    """Every file below the inbox, sorted by path, with its checksum and the submission that it belongs to.

    Symbolic links are not followed and `.gitkeep` is skipped; nothing else is. Raises UserError when the inbox cannot
    be read.
    """
    if not inbox.is_dir():
        raise UserError(f"找不到收件文件夹“{inbox}”，请先建立这个文件夹，把收到的邮件和表格放进去。")
    try:
        return [received(absolute, path) for path, absolute in sorted(_files(inbox))]
    except OSError as error:
        raise UserError(f"读不了收件文件夹里的“{error.filename}”，请检查文件是否被占用、是否有读取权限。") from error


def system_file(path: str) -> bool:
    """Whether a path (inside the inbox, an archive or a mail) names a file that a computer left behind."""
    *folders, name = re.split(r"[/\\!]", path.casefold())
    is_system_name, system_folders = _system_patterns()
    return is_system_name(name) is not None or not system_folders.isdisjoint(folders)


@cache
def _system_patterns() -> tuple[Callable[[str], re.Match[str] | None], frozenset[str]]:
    system = table("documents")["system"]
    names = "|".join(translate(name.casefold()) for name in system["names"])
    return re.compile(names).match, frozenset(name.casefold() for name in system["folders"])


def _files(inbox: Path) -> Iterator[tuple[str, str]]:
    """The path inside the inbox, with "/", and the absolute path of every file."""

    def refuse(error: OSError) -> None:
        raise error

    root = str(inbox.absolute())
    for folder, _, names in os.walk(root, onerror=refuse):
        inside = os.path.relpath(folder, root).replace(os.sep, "/") + "/" if folder != root else ""
        for name in names:
            absolute = os.path.join(folder, name)  # noqa: PTH118  # thousands of files
            if name != _PLACEHOLDER and stat.S_ISREG(os.lstat(absolute).st_mode):
                yield inside + name, absolute


def received(absolute: str, path: str) -> InboxFile:
    """One file of the inbox, `path` in it; raises OSError when it cannot be read."""
    with open(absolute, "rb", buffering=0) as stream:  # noqa: PTH123  # thousands of files
        status = os.fstat(stream.fileno())
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    relative = unnumbered(_in_words(path))
    modified_at = datetime.fromtimestamp(int(status.st_mtime), UTC)  # finer than a second is chance
    return InboxFile(relative, absolute, digest, status.st_size, modified_at, submission_of(relative))


def _in_words(path: str) -> str:
    """A path whose name is no text here (GBK bytes, unpacked on another system) as it was meant."""
    return path if path.isprintable() else decode(os.fsencode(path))


def submission_of(path: str) -> str:
    """The submission that a file belongs to (INTERFACES, Submission).

    A mail is one of its own, a direct sub-folder is one (`folder/`), a loose file goes with those of the same stem.
    """
    folder, slash, _ = path.partition("/")
    if path.lower().endswith(_MAILS):
        return path
    return folder + slash if slash else PurePosixPath(path).stem
