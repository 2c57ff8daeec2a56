"""Files that computers leave behind (Thumbs.db, .DS_Store, lock files): they are told by their names and never read."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate
from functools import cache

from schemas.documents import documents_file


def system_file(path: str) -> bool:
    """Whether a path (inside the inbox, an archive or a mail) names a file that a computer left behind."""
    *folders, name = re.split(r"[/\\!]", path.casefold())
    is_system_name, system_folders = _system_patterns()
    return is_system_name(name) is not None or not system_folders.isdisjoint(folders)


@cache
def _system_patterns() -> tuple[Callable[[str], re.Match[str] | None], frozenset[str]]:
    system = documents_file().system
    names = "|".join(translate(name.casefold()) for name in system.names)
    return re.compile(names).match, frozenset(name.casefold() for name in system.folders)
