"""Pages of documents that came before there were pages, or that were lost: drawn from the bytes that are kept."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engine.elsewhere import Elsewhere
from pipeline.engine.engine import Engine
from pipeline.engine.workers import EXAMINING
from pipeline.model.documents import Examination
from pipeline.register.kept import WITH_PAGE
from pipeline.text.anchors import page_name, pages_folder

if TYPE_CHECKING:
    from pipeline.examine.document import Job
    from pipeline.register import Register
    from pipeline.register.contents.batch import BatchContents


_EXAMINE = Elsewhere(EXAMINING, "examine_with_pages")


def drawing(outbox: Path, expected: tuple[str, ...] = ()) -> Callable[[Job], Examination]:
    """What workers examine with that leave a page of each document in this outbox; `expected` are the forms of the
    notices that are open."""
    return partial(_EXAMINE, pages_folder(outbox), expected)


def draw_pages_of(
    contents: BatchContents, register: Register, outbox: Path, workers: Engine, passwords: Sequence[str] = ()
) -> None:
    """The pages of a batch's documents that are not there."""
    there = {path.stem for path in pages_folder(outbox).glob("*.html")}
    told = (contents.documents[name] for name in ("file", "sha256", "outcome"))
    read = [(file, sha256) for file, sha256, outcome in zip(*told, strict=True) if outcome in WITH_PAGE]
    draw_again(register, workers, [each for each in read if page_name(*each) not in there], passwords)


def draw_again(
    register: Register, workers: Engine, documents: Collection[tuple[str, str]], passwords: Sequence[str]
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
