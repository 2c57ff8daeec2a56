"""One tiny submission per habit, named by it, read as the program reads and compared with the truth."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from corpus_check import Read, complaints, pair, read_all
from corpus_files import build
from corpus_habits import HABITS
from corpus_mutate import mutation
from corpus_passes import first_changed
from corpus_people import submission
from corpus_sketch import Body, Column, Sketch

from pipeline.model.documents import Examined
from pipeline.model.statements import Problem


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is wrong with the submission of each habit; all of them are normalised in one frame, as a run does."""
    made = {name: first_changed(name) for name in HABITS}
    reads = read_all([build(sketch) for sketch in made.values()], tmp_path_factory.mktemp("corpus"))
    return {name: complaints(read) for name, read in zip(made, reads, strict=True)}


@pytest.mark.parametrize("name", HABITS)
def test_habit(name: str, answers: dict[str, list[str]]) -> None:
    assert answers[name] == []


def test_plain_submission(tmp_path: Path) -> None:
    reads = read_all([build(submission(Random(seed))) for seed in range(5)], tmp_path)
    assert [complaints(read) for read in reads] == [[]] * 5


def test_local_number_abroad_of_somebody_at_home_is_held(tmp_path: Path) -> None:
    """9486 0418 of somebody in 北京 with a project abroad: the country of a project tells nothing about a phone."""
    sketch, changed = mutation(4823, ["phone_local_abroad", "country_at_home"])
    [read] = read_all([build(sketch)], tmp_path)
    assert len(changed) == 2
    assert complaints(read) == []
    assert [errors for errors in read.errors.values() if errors] == [{"phone-invalid"}]


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


def with_columns(seed: int, **columns: list[str]) -> Sketch:
    """A flat table with these columns added, their values going round."""
    sketch, _ = mutation(seed, ["heading_flat"])
    for table in sketch.tables():
        for heading, values in columns.items():
            table.columns.append(Column(f"extra:{heading}", (heading,)))
            for count, row in enumerate(table.person_rows()):
                row.cells[f"extra:{heading}"] = values[count % len(values)]
    return sketch


def test_columns_that_the_form_does_not_know_stay_with_the_row(tmp_path: Path) -> None:
    [read] = read_all([build(with_columns(2, 性别=["男", "女"], 备注=["已签约", ""]))], tmp_path)
    assert complaints(read) == []
    assert {record["extra"].get("性别") for record in read.people} == {"男", "女"}
    assert all("姓名" not in record["extra"] for record in read.people)


@pytest.mark.parametrize(
    ("heading", "low", "high"), [("学历", "大专", "本科"), ("工作年限", "3年", "16年"), ("最高学历", "中专", "硕士")]
)
def test_what_lies_below_the_conditions_is_said(heading: str, low: str, high: str, tmp_path: Path) -> None:
    reads = read_all([build(with_columns(2, **{heading: [word]})) for word in (low, high)], tmp_path)
    doubted = [[record["row_id"] for record in read.people if doubtful(read, record["row_id"])] for read in reads]
    assert [len(found) for found in doubted] == [len(reads[0].people), 0]
    assert [complaints(read) for read in reads] == [[], []]


def doubtful(read: Read, row_id: str) -> bool:
    return "eligibility-doubtful" in read.remarks.get(row_id, ())


def test_identity_numbers_are_counted_and_not_kept(tmp_path: Path) -> None:
    sketch, changed = mutation(4, ["column_identity_number"])
    [read] = read_all([build(sketch)], tmp_path)
    assert changed
    assert complaints(read) == []
    slugs = {problem.slug for document in read.documents if document.recognition for problem in problems(document)}
    assert "extra-personal-data" in slugs


def problems(document: Examined) -> list[Problem]:
    assert document.recognition
    return [*document.recognition.problems, *(p for person in document.recognition.people for p in person.problems)]
