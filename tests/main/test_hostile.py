"""Documents that mean harm: each lies between two good ones, and whatever it does costs nobody else a place."""

from __future__ import annotations

import os
import sys
import time
from itertools import zip_longest
from pathlib import Path

import pytest
from support_hostile import MAKERS, good
from support_main import Office, person, workbook
from support_workers import Here

import pipeline.process
from pipeline.engine.workers import Workers
from pipeline.examine.document import Job, examine
from pipeline.model.documents import Examination
from schemas.limits import WorkerLimits
from schemas.unreadable import unreadable_file

pytestmark = pytest.mark.slow  # every limit is reached once; test_whole_run.py has some forged files in every run

QUICK = WorkerLimits(
    cpu_seconds=3, wall_seconds=3, wall_seconds_more=0, memory=1 << 30, files=1, files_ahead=8, files_worth_another=8
)
HARM = {"崩溃": "crashed", "中止": "crashed", "卡住": "slow", "吃内存": "memory"}


def between_good_ones(office: Office, files: list[tuple[str, bytes]]) -> list[str]:
    """Put them into the inbox, each between two good ones; the names of the good people."""
    people = [good(number) for number in range(len(files) + 1)]
    for number, (one, other) in enumerate(zip_longest(people, files)):
        office.receive({f"2025-04-10 {number:03d}甲/推荐表.xlsx": one[1]})
        if other:
            office.receive({f"2025-04-10 {number:03d}乙 {other[0]}": other[1]})
    return sorted(name for name, _ in people)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """All of them in one run; the person in number N of them is the one of good workbook N + 500."""
    made = Office(tmp_path_factory.mktemp("hostile"))
    makers = enumerate(MAKERS.items(), 500)
    files = [(f"{title}/{name}", make(good(number)[1])) for number, (title, (name, make, _)) in makers]
    made.neighbours = between_good_ones(made, files)  # type: ignore[attr-defined]
    made.run(workers=2)
    return made


def test_every_neighbour_is_processed(office: Office) -> None:
    people = [row["name"] for row in office.people() if "甲/推荐表.xlsx" in row["source_file"]]
    assert sorted(people) == office.neighbours  # type: ignore[attr-defined]


@pytest.mark.parametrize(("number", "title"), list(enumerate(MAKERS, 500)))
def test_a_hostile_document_ends_with_its_people_or_with_its_reason(office: Office, number: int, title: str) -> None:
    *_, slug = MAKERS[title]
    people = [row["name"] for row in office.people() if f" {title}/" in row["source_file"]]
    said = {row["slug"] for row in office.export("findings") if f" {title}/" in row["file"]}
    outcomes = [row["outcome"] for row in office.export("documents") if f" {title}/" in row["file"]]
    assert outcomes
    assert people == ([] if slug else [good(number)[0]])
    assert slug in said or (not slug and outcomes == ["processed"])


def test_a_stray_is_told(office: Office) -> None:
    [finding] = [row for row in office.export("findings") if row["slug"] == "stray-cells"]
    assert (finding["severity"], finding["cell"]) == ("warning", "XFD1048576")


@pytest.mark.soak
@pytest.mark.parametrize(
    "text", ["A", "1", "，", "（", "、", "-", "·", "1、", "张三", "19911112001", "工程类", "甲\n", "1 "]
)
def test_endless_values_do_not_stop_the_run(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are normalised and judged in the run itself, where no limit on time would end what looks back for ever."""
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    office, people = Office(tmp_path), []
    for column in range(6):
        values = person(f"钱{chr(0x4E00 + column)}", f"1991111200{column}")
        values[column] = "甲" + (text * 32_000)[:32_000] + "!"
        people.append(values)
    long = workbook("甲工程有限公司", *people, project=(text * 32_000)[:32_000])
    office.receive({"2025-04-10 甲/附件3.xlsx": long, "2025-04-10 乙/附件3.xlsx": good(1)[1]})
    office.run()
    assert good(1)[0] in {row["name"] for row in office.people()}
    assert len(office.people()) == 7


def harmful(job: Job) -> Examination:
    """What no reader should do, by the name of the file."""
    if "崩溃" in job[0]:
        os._exit(9)
    if "中止" in job[0]:
        os.abort()
    if "卡住" in job[0]:
        time.sleep(60)
    if "吃内存" in job[0]:
        bytearray(8 << 30)
    return examine(job)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the memory of a process")
def test_whatever_a_reader_does_its_neighbours_are_processed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.process, "Workers", lambda count, _: Workers(count, harmful, QUICK))
    office = Office(tmp_path)
    files = [(f"{title}/推荐表.xlsx", good(900 + number)[1]) for number, title in enumerate(HARM)]
    names = between_good_ones(office, files)
    office.run(workers=2)
    assert sorted(row["name"] for row in office.people()) == names
    messages = {
        row["file"].split(" ")[2].split("/")[0]: row["message"]
        for row in office.export("documents")
        if "乙" in row["file"]
    }
    reasons = unreadable_file().reasons
    assert {title: reasons[reason] in messages[title] for title, reason in HARM.items()} == dict.fromkeys(HARM, True)
