"""A very large inbox goes through in portions, a batch each, and comes to the end that one batch would have come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support_main import Office, person, state, workbook
from support_workers import Here

import pipeline.process
import schemas.limits
from pipeline.engine.portions import by_submission, portions
from pipeline.model.documents import Examination, InboxFile
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.publish.outbox.everybody_files import EverybodyFiles
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, Alias
from tests.support_decisions import fill, lines_of

pytestmark = pytest.mark.slow  # whole runs, round after round


def file(path: str, submission: str) -> InboxFile:
    return InboxFile(path, f"/inbox/{path}", f"sha of {path}", 1, datetime(2025, 4, 1, tzinfo=UTC), submission)


def test_the_files_of_a_submission_stay_together() -> None:
    files = [
        file("a b.xlsx", "a b"),
        file("a.xlsx", "a"),
        file("a.1.pdf", "a.1"),
        file("a.pdf", "a"),
        file("b/1", "b/"),
    ]
    assert [one.path for one in by_submission(files)] == ["a b.xlsx", "a.1.pdf", "a.pdf", "a.xlsx", "b/1"]
    mixed = [file("1", "x"), file("2", "y"), file("3", "x")]
    assert [one.path for one in by_submission(mixed)] == ["1", "3", "2"]


def test_open_rows_come_first_and_fill_a_portion_too() -> None:
    files = [file(name, name) for name in "ab"]
    nothing = [Examination([], []) for _ in files]
    made = list(portions(files, nothing, [], ["R1", "R2", "R3"], 2))
    assert [(portion.reopened, len(portion.files), portion.more_open) for portion in made] == [
        (["R1", "R2"], 0, True),
        (["R3"], 2, False),
    ]
    assert list(portions([], [], [], [], 2)) == []


def test_what_is_decided_is_never_split() -> None:
    made = list(portions([], [], ["R3", "R1", "R5"], ["R1", "R2", "R4", "R6"], 2))
    assert [(portion.reopened, portion.more_open) for portion in made] == [
        (["R3", "R1", "R5"], True),
        (["R2", "R4"], True),
        (["R6"], False),
    ]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Portions of so many people."""
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    shipped = schemas.limits.limits_file()

    def few(people: int) -> None:
        smaller = shipped._replace(portion=schemas.limits.Portion(people))
        monkeypatch.setattr(schemas.limits, "read", lambda *_: smaller)

    return few


def received(office: Office) -> Office:
    """Eight units; of 甲 two submissions, of 钱一 two units, and some that are held."""
    rows = [
        ("甲", "钱一", "19911112001", "机电"),
        ("乙", "孙二", "19911112002", "土木"),
        ("丙", "钱一", "19911112001", "土木"),
    ]
    rows += [("甲", "钱一", "19911112001", "机械"), ("丁", "李三", "", "土木"), ("戊", "李三", "19911112003", "土木")]
    rows += [("己", "周四", "19911112004", "土木"), ("庚", "周四", "19911112005", "土木")]
    for day, (unit, name, phone, domain) in enumerate(rows, 10):
        book = workbook(f"{unit}工程有限公司", person(name, phone, domain), note=f"{day}")
        office.receive({f"2025-04-{day} {unit}/附件3.xlsx": book, f"2025-04-{day} {unit}/盖章.pdf": b"%PDF-1.4"})
    return office


def told(office: Office) -> list[dict[str, Any]]:
    """What holds of everybody, whatever batch said it."""
    return [{name: value for name, value in row.items() if name != "batch"} for row in office.people()]


def test_portions_come_to_the_same_end(
    tmp_path: Path, small: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, parts = received(Office(tmp_path / "whole")), received(Office(tmp_path / "parts"))
    small(100)
    at_once = whole.run()
    small(3)
    begun, begin = list[int](), EverybodyFiles.begin
    monkeypatch.setattr(EverybodyFiles, "begin", lambda files, workers: (begun.append(1), begin(files, workers)))
    in_portions = parts.run()
    assert begun == [1]  # with the last portion
    assert (at_once.batch, in_portions.batch) == ("20250506-01", "20250506-01 至 20250506-03")
    assert told(parts) == told(whole)
    for told_of in ("documents", "known", "held"):
        assert getattr(in_portions, told_of) == getattr(at_once, told_of)
    assert sorted(path.name for path in (parts.outbox / "批次").iterdir()) == in_portions.batches
    assert parts.run().batch is None


def ends_after(batches: int, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends when it has recorded so many batches."""
    record, recorded = Register.record, list[str | None]()

    def crash(register: Register, run: Any) -> str | None:
        if len(recorded) == batches:
            raise RuntimeError("power cut")
        recorded.append(record(register, run))
        return recorded[-1]

    with monkeypatch.context() as broken:
        broken.setattr(Register, "record", crash)
        with pytest.raises(RuntimeError, match="power cut"):
            office.run()


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 2])
def test_ended_between_portions(
    after: int, tmp_path: Path, small: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    small(3)
    office = Office(tmp_path / "office")
    office.run()
    undisturbed = received(office).clone(tmp_path / "undisturbed")
    undisturbed.run()
    ends_after(after, office, monkeypatch)
    office.run()
    assert state(office) == state(undisturbed)


@pytest.mark.slow
def test_new_terms_reach_every_open_row_though_a_run_ends_between_portions(
    tmp_path: Path, small: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path)
    for number in range(1, 6):
        book = workbook(f"第{number}工程有限公司", person(f"赵{number}", f"1991111200{number}", "生僻领域"))
        office.receive({f"2025-04-1{number} 单位/附件3.xlsx": book})
    assert office.run().people["held"] == 5
    small(2)
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, aliases=[Alias("domain", "生僻领域", "地质工程类")])
    ends_after(1, office, monkeypatch)
    assert [row["disposition"] for row in office.people()].count("routed") == 2
    office.run()
    assert {row["disposition"] for row in office.people()} == {"routed"}


@pytest.mark.slow
def test_what_is_taken_back_reaches_its_rows_though_a_run_ends_between_portions(
    tmp_path: Path, small: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path / "office")
    for number in range(1, 6):
        book = workbook(f"第{number}工程有限公司", person(f"赵{number}", f"1991111200{number}", "机电"))
        office.receive({f"2025-04-1{number} 单位/附件3.xlsx": book})
    office.run()
    desk = office.outbox / "待决事项.xlsx"
    answers = [line["事项编号"] for line in lines_of(desk, "待决事项")]
    fill(desk, {number: {"决定": "按“机械工程类”理解"} for number in answers})
    small(2)
    assert len(office.run().batches) == 1  # with the decisions, all of which they are
    assert {row["disposition"] for row in office.people()} == {"routed"}
    fill(desk, {line["决定编号"]: {"撤销": "撤销"} for line in lines_of(desk, "已决事项")})
    office.receive({"2025-04-20 单位/附件3.xlsx": workbook("第6工程有限公司", person("赵6", "19911112006"))})
    office.receive({"2025-04-21 单位/附件3.xlsx": workbook("第7工程有限公司", person("赵7", "19911112007"))})
    undisturbed = office.clone(tmp_path / "undisturbed", outbox=True)
    undisturbed.run()

    ends_after(1, office, monkeypatch)
    office.run()

    assert Counter(row["disposition"] for row in office.people()) == {"held": 5, "routed": 2}
    assert state(office) == state(undisturbed)
