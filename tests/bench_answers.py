"""What answers to units cost: letters, and workbooks marked beside them. Printed by `make bench`, apart from the main
job (bench_unanswered.py).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.bench import make

NOW = "2025-05-06T09:00:00+08:00"
_WRONG = 4  # people of each workbook whose phone is no phone


def rates(count: int) -> tuple[float, float]:
    """Letters alone, and letters with a marked workbook of 24 people and four marks, that one core writes a second."""
    from pipeline.process import Options, process
    from pipeline.publish.outbox.plan import batch_of
    from pipeline.publish.units.answering import write_answer
    from pipeline.publish.units.answers import answer_job
    from pipeline.register import Register
    from pipeline.terms.notices import load_notice

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make(count, root / "inbox")
        for path in (root / "inbox").iterdir():
            _spoil(path)
        url = f"sqlite:///{(root / 'register.db').as_posix()}"
        now = datetime.fromisoformat(NOW)
        process(Options(root / "inbox", root / "outbox", url, root / "settings", None, now, 2), lambda *_: None)
        with Register.open(url) as register:
            contents = register.batch_contents(register.batches()[-1])
            notice = load_notice(contents.notice)
            batch = batch_of(contents, notice, register.secret())
            jobs = [answer_job(answer, batch, notice, contents) for answer in contents.answers]
        again = root / "again"
        for job in jobs:
            (again / job.path).parent.mkdir(parents=True)
        alone = [job._replace(workbooks=()) for job in jobs]
        write = partial(write_answer, folder=again)
        write(jobs[0])  # what is compiled once
        return count / _seconds(write, alone), count / _seconds(write, jobs)


def _seconds(write: Callable[[Any], object], jobs: Iterable[object]) -> float:
    start = time.perf_counter()
    for job in jobs:
        write(job)
    return time.perf_counter() - start


def _spoil(path: Path) -> None:
    book = load_workbook(path)
    phones = [cell for row in book.worksheets[0].iter_rows() for cell in row if str(cell.value).startswith("139")]
    for cell in phones[:_WRONG]:
        cell.value = "1391"
    book.save(path)
