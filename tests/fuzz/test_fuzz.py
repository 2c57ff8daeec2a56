"""Fuzzing: whatever is done to a file, reading and recognising it ends within its worker and in time.

It is accounted for: it has an outcome, and so has everything found in it. The main job then takes in whatever came out.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from fuzz_mutate import mutated
from fuzz_seeds import TABLE, seeds
from support_main import Office

from pipeline.engine.workers import Workers
from pipeline.examine.document import Job, examine
from pipeline.model.documents import Examination, Outcome
from schemas.unreadable import unreadable_file

ROUND = 250
PASSWORDS = ("123456",)


def bent(folder: Path, seed: int, count: int) -> list[Job]:
    """So many damaged files; the same for the same seed."""
    jobs = []
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        name, data = chance.choice(list(seeds().items()))
        path = folder / f"{seed}-{number} {name}"
        path.write_bytes(mutated(chance, data))
        jobs.append((path.name, str(path), PASSWORDS))
    return jobs


def unaccounted(job: Job, examination: Examination) -> str:
    """What is wrong with the account of one file; "" for nothing."""
    documents = examination.documents
    if not documents or documents[0].file != job[0]:
        return "the file itself has no document"
    if examination.faults:
        return examination.faults[0].trace
    for document in documents:
        reasons = unreadable_file().reasons
        if document.problem and document.problem.about == reasons["slow"]:
            return "it hangs"
        if document.outcome == Outcome.UNREADABLE and document.problem is None:
            return f"{document.file} is unreadable without a reason"
        if (document.outcome == Outcome.PROCESSED) != (document.recognition is not None):
            return f"{document.file} is {document.outcome} and what it says does not fit"
    return ""


def fuzz(folder: Path, seed: int, count: int) -> Counter[str]:
    """Outcomes of so many damaged files. Fails where one is not accounted for; its file stays in the folder."""
    jobs = bent(folder, seed, count)
    with Workers(1) as workers:
        examinations = list(workers.examine_all(jobs, lambda _: None))
    wrong = [(job[0], said) for job, each in zip(jobs, examinations, strict=True) if (said := unaccounted(job, each))]
    assert wrong == []
    for _, absolute, _ in jobs:
        Path(absolute).unlink()
    return Counter(document.outcome for each in examinations for document in each.documents)


@pytest.mark.parametrize("name", [name for name in seeds() if name != "旧表.xls"])  # names nobody
def test_the_valid_files_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(seeds()[name])
    examination = examine((name, str(tmp_path / name), PASSWORDS))
    people = [
        person.fields["name"].text
        for each in examination.documents
        if each.recognition
        for person in each.recognition.people
    ]
    assert set(people) == {"钱一", "孙二"}


@pytest.mark.slow
def test_some_damaged_files(tmp_path: Path) -> None:
    outcomes = fuzz(tmp_path, 0, 200)
    assert outcomes[Outcome.PROCESSED] > 20
    assert outcomes[Outcome.UNREADABLE] > 20


ENDLESS = ("A", "1", "（", "1、", "（1）", "张三", "a@", "19911112001")


@pytest.mark.slow
def test_endless_cells_end(tmp_path: Path) -> None:
    """Cells of seventy thousand characters in each column: patterns that look back would look for ever."""
    jobs = []
    for number, text in enumerate(ENDLESS):
        for column in range(6):
            rows = [[str(cell or "") for cell in row] for row in TABLE]
            rows[3][column] = "甲" + text * (70_000 // len(text)) + "!"
            path = tmp_path / f"{number}-{column}.csv"
            path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
            jobs.append((path.name, str(path), ()))
    with Workers(2) as workers:
        examinations = list(workers.examine_all(jobs, lambda _: None))
    assert [said for job, each in zip(jobs, examinations, strict=True) if (said := unaccounted(job, each))] == []


def through_the_main_job(root: Path, seed: int, count: int) -> None:
    """The damaged files as an inbox: every one of them has its outcome in the register, and the outbox is written."""
    office = Office(root)
    files = bent(office.inbox, seed, count)
    report = office.run(workers=1, passwords=PASSWORDS)
    known = {row["file"] for row in office.export("documents")}
    assert {name for name, _, _ in files} <= known
    assert report.batch
    assert office.run(workers=1, passwords=PASSWORDS).batch is None  # with limits: some files are tried again


@pytest.mark.slow
def test_the_main_job_takes_in_whatever_comes_out(tmp_path: Path) -> None:
    through_the_main_job(tmp_path, 1, 60)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 90))
def test_twenty_thousand_damaged_files(seed: int, tmp_path: Path) -> None:
    fuzz(tmp_path, seed, ROUND)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 110))
def test_the_main_job_over_thousands_of_damaged_files(seed: int, tmp_path: Path) -> None:
    through_the_main_job(tmp_path, seed, ROUND)
