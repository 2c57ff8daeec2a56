"""What a run records, and what is read back."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_examples import examples
from support_register import NOW, Office, P, findings, lines, submission

from pipeline.errors import UserError
from pipeline.frame import ROW_COLUMNS
from pipeline.model.documents import Examined, InboxFile, Outcome
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.reconcile.state import Sought, State
from pipeline.register import Register, recording
from pipeline.register.contents.desk import BATCHES, SUBMISSIONS
from pipeline.register.reading import ALL_OF_PEOPLE
from pipeline.terms.open_cases import open_cases


def inbox_file(folder: Path, path: str, data: bytes) -> InboxFile:
    absolute = folder / path
    absolute.parent.mkdir(parents=True, exist_ok=True)
    absolute.write_bytes(data)
    return InboxFile(path, str(absolute), hashlib.sha256(data).hexdigest(), len(data), NOW, path)


def everything(register: Register) -> list[str]:
    """All that the register holds, as text."""
    with register._engine.connect() as connection:
        return list(connection.connection.iterdump())  # type: ignore[attr-defined]


def test_batches_are_named_by_the_day_and_counted() -> None:
    office = Office()
    names = [office.run(submission("甲", day, [P("张三", str(day))])) for day in (1, 2)]
    names.append(office.run(submission("甲", 3, [P("张三", "3")]), now=NOW + timedelta(days=1)))
    assert names == ["20250506-01", "20250506-02", "20250507-01"]


def test_nothing_new_writes_nothing_at_all() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1"), P("李四", "坏"), P("张三", "1"), P("王五", "5", domain="计算机")]))
    before = everything(office.register)
    assert office.run(now=NOW + timedelta(days=9)) is None
    assert everything(office.register) == before


def test_a_run_is_recorded_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1")]))
    before = everything(office.register)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recording, "_new_people", interrupted)
    with pytest.raises(KeyboardInterrupt):
        office.run(submission("甲", 2, [P("张三", "2")]))
    assert everything(office.register) == before


def test_files_are_kept_by_content_and_known_by_path(tmp_path: Path) -> None:
    office = Office()
    files = [inbox_file(tmp_path, path, data) for path, data in (("1.xlsx", b"one"), ("2.xlsx", b"one"), ("3", b""))]
    office.run(submission("甲", 1, [P("张三", "1")], path="1.xlsx"), files=files)
    assert not office.register.new_among(files)
    dump = "\n".join(everything(office.register))
    assert dump.count('INSERT INTO "contents"') == 2


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"other"), lambda path: path.unlink()])
def test_a_file_that_changed_while_the_run_read_it(tmp_path: Path, change: object) -> None:
    office = Office()
    file = inbox_file(tmp_path, "1.xlsx", b"one")
    change(tmp_path / "1.xlsx")  # type: ignore[operator]
    before = everything(office.register)
    with pytest.raises(UserError, match="运行期间文件“1"):
        office.run(submission("甲", 1, [P("张三", "1")], path="1.xlsx"), files=[file])
    assert everything(office.register) == before


def test_published_batches_are_remembered() -> None:
    office = Office()
    first = office.run(submission("甲", 1, [P("张三", "1")]))
    second = office.run(submission("甲", 2, [P("张三", "2")]))
    assert first
    assert second
    assert office.register.unpublished() == [first, second]
    office.register.mark_published(first)
    assert office.register.unpublished() == [second]


def test_a_batch_reads_the_same_whatever_came_after_it() -> None:
    office = Office()
    first = office.run(submission("甲", 1, [P("张三", "1"), P("李四", "坏")]))
    assert first
    before = office.register.batch_contents(first)
    office.run(submission("甲", 2, [P("张三", "1", experience="新"), P("李四", "2")]))
    after = office.register.batch_contents(first)
    assert after.people.columns(ALL_OF_PEOPLE) == before.people.columns(ALL_OF_PEOPLE)
    for name in ("changed_earlier", "submissions", "documents", "fates", "findings"):
        assert getattr(after, name) == getattr(before, name), name
    assert (after.now, after.notice, after.association) == (NOW.isoformat(), "notice", {"name": "本会"})


def test_a_batch_that_never_was() -> None:
    with pytest.raises(LookupError):
        Office().register.batch_contents("20250506-01")


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


@given(name=texts, experience=texts, extra=st.dictionaries(texts, texts, max_size=2))
@examples(15)
def test_what_was_typed_comes_back_for_the_next_run(name: str, experience: str, extra: dict[str, str]) -> None:
    office = Office()
    one = submission("甲", 1, [P(name, "坏", experience=experience)])
    recognition = one.documents[0].recognition
    assert recognition
    recognition.people[0].extra.update(extra)
    recognition.people[0].problems.append(Problem("packed-mismatch", "表", "A5", name, "2 对 3"))
    run = office.judged([one])
    office.register.record(run)
    [row] = office.register.typed_rows(office.register.open_rows({"notice": ""}))
    assert row == tuple(run.people.iloc[0][list(ROW_COLUMNS)])
    assert office.register.open_rows({"another notice": ""}) == []


def test_documents_carry_the_message_of_their_problem() -> None:
    office = Office()
    one = submission("甲", 1, [])
    broken = Examined("甲/坏.xls", "sha", 1, "xls", Outcome.UNREADABLE, Problem("unreadable", about="empty"), None)
    one.documents.append(broken)
    run = office.judged([one])
    said = Finding(one.submission_id, "", "unreadable", "error", "", broken.file, "", "", "", "打不开。", "unit")
    run.findings = [*run.findings, said]
    run.loose_documents = [Examined("Thumbs.db", "sha2", 1, "other", Outcome.SYSTEM_FILE, None, None)]
    office.register.record(run)
    documents = office.register.export("documents")[["submission_id", "file", "outcome", "message"]]
    assert documents.to_numpy().tolist() == [
        ["", "Thumbs.db", "system-file", ""],
        ["S00001", "2025-04-01 甲/附件3.xlsx", "processed", ""],
        ["S00001", "甲/坏.xls", "unreadable", "打不开。"],
    ]


def test_people_carry_the_findings_of_row_document_and_submission() -> None:
    office = Office()
    one = submission("甲", 1, [P("张三", "坏")])
    run = office.judged([one])
    shared = [("late", ""), ("hidden-rows", one.documents[0].file), ("unreadable", "甲/另一份.xls")]
    run.findings = [
        *run.findings,
        *(Finding(one.submission_id, "", slug, "info", "", file, "", "", "", "", "unit") for slug, file in shared),
    ]
    office.register.record(run)
    assert office.register.export("people")["findings"].tolist() == ["hidden-rows;late;phone-invalid"]


def test_a_finding_that_changes_is_written_anew() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "坏")]))
    run = office.judged([])
    run.findings = [run.findings[0]._replace(message="另一句话。")]
    assert office.register.record(run)
    found = office.register.export("findings")
    assert found["message"].tolist() == ["另一句话。"]
    assert found["person_id"].tolist() == ["G00001-8"]


def test_the_desk() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "坏", level="不懂"), P("李四", "2")]))
    office.run(submission("甲", 2, [P("李四", "3")]), now=NOW + timedelta(days=2))
    desk = office.register.desk(NOW + timedelta(days=5))
    assert desk.today == "2025-05-11"
    assert tuple(desk.submissions) == SUBMISSIONS
    assert tuple(desk.batches) == BATCHES
    counted = [{"people": 2, "routed": 1, "held": 1}, {"people": 1, "routed": 0, "held": 1}]
    assert lines(desk.submissions, "people", "routed", "held") == counted
    cases = [(each.name, each.slugs, each.waits_for) for each in open_cases(desk.questions) if each.row_id]
    assert cases == [
        ("张三", ("phone-invalid", "level-unknown"), "unit"),
        ("李四", ("identity-question",), "secretariat"),
    ]
    assert lines(desk.batches, "people", "routed", "held") == counted


def test_an_empty_register_can_be_looked_at() -> None:
    register = Register.in_memory()
    assert register.next_submission_number() == 1
    assert register.desk(NOW).questions == []
    assert register.state(Sought(*[{"甲"}] * 5, people={"G00001-7"}, submissions=frozenset())) == State()
    for table in ("people", "rows", "projects", "submissions", "documents", "findings"):
        assert register.export(table).empty


def test_findings_helper_speaks_of_each_fault() -> None:
    office = Office()
    run = office.judged([submission("甲", 1, [P("", ""), P("张三", "坏", level="不懂")])])
    assert {finding.slug for finding in findings(run.people)} == {
        "name-missing",
        "phone-missing",
        "phone-invalid",
        "level-unknown",
    }
