"""One tiny submission per habit, named by it, read as the program reads and compared with the truth."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from corpus_check import complaints, pair, read_all
from corpus_files import build
from corpus_habits import HABITS
from corpus_mutate import mutation
from corpus_people import submission
from corpus_sketch import Body, Sketch

TRIES = range(40)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is wrong with the submission of each habit; all of them are normalised in one frame, as a run does."""
    made = {name: first_changed(name) for name in HABITS}
    reads = read_all([build(sketch) for sketch in made.values()], tmp_path_factory.mktemp("corpus"))
    return {name: complaints(read) for name, read in zip(made, reads, strict=True)}


def first_changed(name: str) -> Sketch:
    """The first submission that this habit really changes."""
    for seed in TRIES:
        sketch, changed = mutation(seed, [name])
        if changed:
            return sketch
    raise AssertionError(f"{name} changes nothing")


@pytest.mark.parametrize("name", HABITS)
def test_habit(name: str, answers: dict[str, list[str]]) -> None:
    assert answers[name] == []


def test_plain_submission(tmp_path: Path) -> None:
    reads = read_all([build(submission(Random(seed))) for seed in range(5)], tmp_path)
    assert [complaints(read) for read in reads] == [[]] * 5


def test_parallel_cells_that_disagree_are_held(tmp_path: Path) -> None:
    """Three names and two phones: nobody can say whose they are."""
    sketch, _ = mutation(3, ["packed_parallel_line"])
    table = next(table for table in sketch.tables() if any(len(row.people) > 1 for row in table.person_rows()))
    row: Body = next(row for row in table.person_rows() if len(row.people) > 1)
    row.cells["phone"] = row.cells["phone"].split("\n")[0]
    names = {sketch.people[index]["name"] for index in row.people}
    for index in row.people:
        sketch.people[index] |= {"held": "packed-mismatch phone-missing", "unsure": "phone", "phone": ""}
    [read] = read_all([build(sketch)], tmp_path)
    _, _, spurious = pair(read)
    held = {
        record["name_typed"] for record in read.people if "packed-mismatch" in read.errors.get(record["row_id"], ())
    }
    assert held, "the row is held"
    assert all(any(name in text for text in held) for name in names)
    assert not [record for record in spurious if record["row_id"] not in read.errors]


def test_encrypted_workbook_with_and_without_password(tmp_path: Path) -> None:
    sketch = submission(Random(5))
    sketch.papers[0].kind, sketch.papers[0].extension = "encrypted|暗号2025", "xlsx"
    [closed] = read_all([build(sketch)], tmp_path / "closed")
    assert [document.problem.slug for document in closed.documents if document.problem] == ["encrypted"]
    [opened] = read_all([build(sketch)], tmp_path / "opened", ("别的", "暗号2025"))
    assert complaints(opened) == []


def test_blank_form_holds_nobody(tmp_path: Path) -> None:
    """The form as printed, samples and all."""
    from corpus_rows import samples

    sketch = submission(Random(6))
    sketch.people, sketch.projects = [], []
    for table in sketch.tables():
        table.rows, table.spans = list(samples(table)), []
    [read] = read_all([build(sketch)], tmp_path)
    assert complaints(read) == []
    assert read.people == []


def test_two_projects_beside_people_of_one_name(tmp_path: Path) -> None:
    """Two people of one name and two phones stay two; nothing is merged while reading."""
    sketch = submission(Random(8))
    rows = [row for table in sketch.tables() for row in table.person_rows()]
    for row in rows[:2]:
        row.cells["name"] = sketch.people[row.people[0]]["name"] = "余同名"
    [read] = read_all([build(sketch)], tmp_path)
    assert complaints(read) == []
