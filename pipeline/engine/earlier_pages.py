"""Pages of documents that came before there were pages, or that were lost: drawn from the bytes that are kept."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engine.workers import Workers

if TYPE_CHECKING:
    from pipeline.register import Register


def draw_again(
    register: Register, workers: Workers, documents: Collection[tuple[str, str]], passwords: Sequence[str]
) -> None:
    """Let the workers, which leave a page of whatever they read, read these documents (file, sha256) once more. Of one
    that only another password opens there is no page."""
    files = register.files_with(documents) if documents else []
    if not files:
        return
    with tempfile.TemporaryDirectory(prefix="gongjian-") as folder:
        jobs = []
        for number, (path, sha256) in enumerate(files):
            place = Path(folder, str(number))
            place.write_bytes(register.original(sha256))
            jobs.append((path, str(place), passwords))
        for _ in workers.examine_all(jobs, lambda _: None):
            pass
