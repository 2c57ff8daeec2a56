"""Where the register is: the address that people give, and the file that it means."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from pipeline.register.refusals import refusal


def file_of(url: str) -> str:
    """The file of an SQLite address. Raises UserError for any other, and for one in memory, which would forget all."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise refusal("address", 2, url=url) from error
    if parsed.get_backend_name() != "sqlite" or parsed.host:
        raise refusal("address", 2, url=url)
    file = parsed.database or ""
    if _is_memory(parsed, file):
        raise refusal("memory", 2, url=url)
    if file.startswith("file:") or parsed.query:
        raise refusal("address", 2, url=url)
    return file


def inbox_of(path: str) -> Path:
    """Beside the register at `path` what is remembered of the files of this computer's inbox; no backup has it."""
    return Path(f"{path}.inbox")


def desk_of(path: str) -> Path:
    """Beside the register at `path` of what the desk in the outbox was made last."""
    return Path(f"{path}.desk")


def _is_memory(url: URL, file: str) -> bool:
    return file in ("", ":memory:", "file:", "file::memory:") or url.query.get("mode") == "memory"
