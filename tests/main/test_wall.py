"""A fault of the program costs a document its place and no other: whatever stage fails at it, its neighbours come out
as if it had not been there, it is told, and the next version of the program (or `--retry`) takes it in."""

from __future__ import annotations

import importlib
import json
import stat
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support_main import NOW, Office, person, tree, workbook
from support_workers import Here

import pipeline.process
import pipeline.terms.fingerprint
from pipeline.examine.document import Job, refused
from pipeline.model.documents import Examination
from pipeline.read.limits import refusal
from pipeline.register import Register
from pipeline.upkeep.doctor import examine_installation

pytestmark = pytest.mark.slow  # whole runs, round after round

BAD, GOOD, THIRD = "坏工程有限公司", "好工程有限公司", "丙工程有限公司"
FILES = {
    f"2025-04-10 {GOOD}/附件3.xlsx": workbook(GOOD, person("钱一", "19911112001")),
    f"2025-04-11 {BAD}/附件3.xlsx": workbook(BAD, person("孙二", "19911112002"), person("周四", "19911112004", "机电")),
    f"2025-04-11 {BAD}/盖章.pdf": b"%PDF-1.4",
    f"2025-04-12 {THIRD}/附件3.xlsx": workbook(THIRD, person("李三", "19911112003", "机械工程类")),
}
SAID = "程序处理这个文件时出错，不是单位的问题，材料已保存；请把结果文件夹里的 .faults/"

Fault = Callable[..., bool]
"""Whether the arguments of a stage tell of what it shall fail at."""


def about_bad(*arguments: Any, **_: Any) -> bool:
    """Whether a stage was given something of the unit at which it fails."""
    for argument in arguments:
        if hasattr(argument, "columns"):
            if (argument["unit"] == BAD).any():
                return True
        elif BAD in repr(getattr(argument, "file", argument))[:3000]:
            return True
    return False


STAGES = {
    "reader": (
        "pipeline.read.documents",
        "_sheets",
        lambda *arguments: FILES[f"2025-04-11 {BAD}/附件3.xlsx"] in arguments,
    ),
    "recogniser": ("pipeline.examine.document", "told", about_bad),
    "gatherer": ("pipeline.receive.submissions", "_units", lambda group, _: BAD in group.key),
    "normaliser": ("pipeline.normalise", "normalise", about_bad),
    "validator": ("pipeline.validate", "validate", about_bad),
    "reconciler": ("pipeline.reconcile", "reconcile", about_bad),
    "router": ("pipeline.route", "route", about_bad),
}


def failing(monkeypatch: pytest.MonkeyPatch, module: str, name: str, wanted: Fault) -> None:
    """The function raises a bug of ours where `wanted`, with what a person typed in its message."""
    loaded = importlib.import_module(module)
    original = getattr(loaded, name)

    def failed(*arguments: Any, **named: Any) -> Any:
        if wanted(*arguments, **named):
            raise KeyError("孙二 19911112002")
        return original(*arguments, **named)

    monkeypatch.setattr(loaded, name, failed)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    office = Office(tmp_path)
    office.receive(FILES)
    return office


def said_of(office: Office) -> list[tuple[str, ...]]:
    """Everybody with what became of them, whatever batch it was in."""
    names = ("unit", "name", "phone", "disposition", "society", "received_at", "findings", "row_id")
    return sorted(tuple(row[name] for name in names) for row in office.people())


def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.terms.fingerprint, "program", lambda: "the next version")


def notes(office: Office) -> list[Path]:
    folder = office.outbox / ".faults"
    return sorted(folder.iterdir()) if folder.exists() else []


def bad_documents(office: Office) -> dict[str, tuple[str, str]]:
    return {
        row["file"].rpartition("/")[2]: (row["outcome"], row["message"])
        for row in office.export("documents")
        if BAD in row["file"]
    }


QUICK = ("recogniser", "validator")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """What comes out where nothing fails."""
    office = Office(tmp_path_factory.mktemp("whole"))
    office.receive(FILES)
    office.run()
    return office


@pytest.mark.parametrize(
    "stage", [pytest.param(each, marks=[pytest.mark.slow] * (each not in QUICK)) for each in STAGES]
)
def test_a_stage_that_fails_at_one_submission(
    stage: str, office: Office, whole: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, wanted = STAGES[stage]
    with monkeypatch.context() as broken:
        failing(broken, module, name, wanted)
        report = office.run()
        assert report.faults
        assert all(BAD in place for place in report.faults)
        outcome, message = bad_documents(office)["附件3.xlsx"]
        assert outcome == "unreadable"
        assert message.startswith(SAID)
        assert [row for row in said_of(office) if row[0] != BAD] == [row for row in said_of(whole) if row[0] != BAD]
        assert not [row for row in office.people() if row["unit"] == BAD]
        record = json.loads(next(office.outbox.rglob("run.json")).read_text(encoding="utf-8"))
        assert sum(record["documents"].values()) == len(FILES)
        note = next(note for note in notes(office) if note.name in message)
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
        text = note.read_text(encoding="utf-8")
        assert "KeyError" in text
        assert BAD in text
        assert "19911112002" not in text
        assert "孙二" not in text
        before = tree(office.outbox)
        assert office.run().batch is None  # the same program fails at it again, so it does not try
        assert tree(office.outbox) == before
        assert _doctor(office)
    assert office.run().batch is None
    next_version(monkeypatch)
    assert office.run().batch
    assert said_of(office) == said_of(whole)
    assert bad_documents(office)["附件3.xlsx"] == ("processed", "")
    assert {row["slug"] for row in office.export("findings")} == {row["slug"] for row in whole.export("findings")}
    assert not notes(office)
    assert not _doctor(office)
    assert office.run().batch is None


def _doctor(office: Office) -> list[str]:
    parts = list(examine_installation(office.register, office.settings, office.outbox))
    assert [part.complaints for part in parts if part.title in ("登记库", "结果文件夹")] == [[], []]
    return next(part.complaints for part in parts if part.title == "程序错误")


@pytest.mark.slow
def test_retry_needs_no_new_version(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        failing(broken, *STAGES["recogniser"])
        office.run()
    assert office.run().batch is None
    assert office.run(retry=True).batch
    assert {row["name"] for row in office.people(BAD)} == {"孙二", "周四"}
    assert office.run(retry=True).batch is None


@pytest.mark.slow
def test_what_fails_again_makes_no_batch(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, *STAGES["recogniser"])
    office.run()
    documents = office.export("documents")
    report = office.run(retry=True)
    assert (report.batch, len(report.faults)) == (None, 1)
    assert office.export("documents") == documents


@pytest.mark.slow
def test_every_submission_may_fail(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        failing(broken, "pipeline.validate", "validate", lambda people, _: len(people) > 0)
        report = office.run()
        assert len(report.faults) == len(FILES)
        assert not office.people()
    next_version(monkeypatch)
    office.run()
    assert len(office.people()) == 4


def test_what_is_no_document_stops_the_run(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "pipeline.validate", "validate", lambda *_: True)
    with pytest.raises(KeyError):
        office.run()
    assert not office.export("documents")
    assert not list(office.outbox.rglob("*.xlsx"))


def test_a_document_beside_good_ones_in_one_mail(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read stays as it was; only what could not be read is read anew."""
    office.receive({f"2025-04-11 {BAD}/第二.xlsx": workbook(BAD, person("郑五", "19911112005"))})
    with monkeypatch.context() as broken:
        failing(broken, "pipeline.examine.document", "told", lambda document: document.file.endswith("第二.xlsx"))
        office.run()
    published = tree(office.outbox / "批次")
    before = said_of(office)
    assert {row["name"] for row in office.people(BAD)} == {"孙二", "周四"}
    (submission,) = {row["submission_id"] for row in office.people(BAD)}
    next_version(monkeypatch)
    report = office.run()
    assert report.people["read"] == 1
    assert set(before) < set(said_of(office))
    assert {row["name"]: row["submission_id"] for row in office.people(BAD)} == dict.fromkeys(
        ("孙二", "周四", "郑五"), submission
    )
    with Register.open(office.register) as register:
        first = register.batches()[0]
        again = office.outbox / "again"
        from pipeline.publish.outbox.batch import publish_batch

        publish_batch(register.batch_contents(first), again, register.secret(), None)
    assert tree(again / "批次") == published


@pytest.mark.slow
def test_one_mail_of_an_mbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    office = Office(tmp_path)
    box = b"".join(
        b"From a@b.example Thu Apr 10 09:00:00 2025\r\n" + _mail(unit, person(name, phone)) + b"\r\n"
        for unit, name, phone in (
            (GOOD, "钱一", "19911112001"),
            (BAD, "孙二", "19911112002"),
            (THIRD, "李三", "19911112003"),
        )
    )
    office.receive({"all.mbox": box})
    with monkeypatch.context() as broken:
        failing(broken, "pipeline.examine.document", "told", lambda document: document.file.startswith("all.mbox!2!"))
        office.run()
    before = office.people()
    assert [(row["unit"], row["name"]) for row in before] == [(GOOD, "钱一"), (THIRD, "李三")]
    submissions = {row["submission_id"] for row in office.export("submissions")}
    next_version(monkeypatch)
    assert office.run().people["read"] == 1
    assert {row["name"]: row["disposition"] for row in office.people()} == dict.fromkeys(
        ("钱一", "孙二", "李三"), "routed"
    )
    assert {row["submission_id"] for row in office.export("submissions")} == submissions
    assert office.run(retry=True).batch is None


def _mail(unit: str, *people: list[object]) -> bytes:
    """A mail with the attachment 3 of a unit."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "hr@unit.example", f"评价(2025)+{unit}"
    mail["Date"] = "Thu, 10 Apr 2025 09:00:00 +0800"
    mail.set_content("见附件。")
    mail.add_attachment(workbook(unit, *people), maintype="application", subtype="octet-stream", filename="附件3.xlsx")
    return mail.as_bytes(policy=SMTP)


@pytest.mark.slow
def test_the_same_bytes_sent_again_are_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        failing(broken, *STAGES["recogniser"])
        office.run()
    office.receive({f"2025-04-20 {BAD}/附件3.xlsx": FILES[f"2025-04-11 {BAD}/附件3.xlsx"]})
    office.run()
    assert [row[:2] for row in office.fates(BAD)] == [("04-20", "孙二"), ("04-20", "周四")]
    before = said_of(office)
    next_version(monkeypatch)
    office.run()
    assert said_of(office) == before
    outcomes = {row["file"][:10]: row["outcome"] for row in office.export("documents") if row["kind"] == "xlsx"}
    assert outcomes["2025-04-11"] == "already-seen"


def test_an_open_row_that_faults_keeps_its_disposition(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.run()
    before = said_of(office)
    next_version(monkeypatch)
    failing(monkeypatch, "pipeline.normalise", "normalise", lambda people, *_: (people["name_typed"] == "周四").any())
    report = office.run()
    (row,) = [row for row in office.people(BAD) if row["name"] == "周四"]
    assert report.faults == [row["row_id"]]
    assert said_of(office) == before


@pytest.mark.slow
def test_an_open_row_that_others_touch_is_not_their_fault(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.run()
    changed = workbook(BAD, person("周四", "19911112004", "机械工程类"))
    office.receive({f"2025-04-21 {BAD}/附件3.xlsx": changed})
    failing(
        monkeypatch,
        "pipeline.normalise",
        "normalise",
        lambda people, *_: ((people["name_typed"] == "周四") & (people["domain_typed"] == "机电")).any(),
    )
    report = office.run()
    assert len(report.faults) == 1
    assert [row[2] for row in office.fates(BAD) if row[0] == "04-21"] == ["routed"]


@pytest.mark.slow
@pytest.mark.parametrize("when", ["planned", "written"])
def test_one_workbook_that_cannot_be_written(
    when: str, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Office(tmp_path / "whole")
    whole.receive(FILES)
    whole.run()
    society = "中国机械工程学会"
    with monkeypatch.context() as broken:
        if when == "planned":
            failing(broken, "pipeline.publish.outbox.plan", "intake_book", lambda _, __, name, *___: name == society)
        else:
            failing(broken, "pipeline.publish.societies.mail", "write_book", lambda book, _: society in book.path)
        report = office.run()
    (missed,) = report.faults
    assert society in missed
    (batch,) = (office.outbox / "批次").iterdir()
    assert not list(batch.rglob(f"*{society}*.xlsx"))
    record = json.loads((batch / "run.json").read_text(encoding="utf-8"))
    assert record["missing"] == [missed]
    page = (batch / "汇总" / "批次汇总.html").read_text(encoding="utf-8")
    assert f"程序出错，本批有 1 个文件没有写出，其余都已写出；程序更新后会自动补上：{missed}" in page
    assert _doctor(office)
    assert not office.run().faults
    assert not list(batch.rglob(f"*{society}*.xlsx"))
    next_version(monkeypatch)
    assert not office.run().faults
    with Register.open(whole.register) as register:
        other = register.secret()
    assert other  # another key in the marks: workbooks differ in nothing else
    assert sorted(tree(batch)) == sorted(tree(next((whole.outbox / "批次").iterdir())))
    assert "missing" not in json.loads((batch / "run.json").read_text(encoding="utf-8"))
    assert not _doctor(office)


@pytest.mark.slow
def test_a_desk_file_that_cannot_be_written(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        failing(broken, "pipeline.publish.outbox.desk_files", "ledger_book", lambda *_: True)
        assert office.run().faults == ["台账.xlsx"]
        assert (office.outbox / "index.html").exists()
        assert not (office.outbox / "台账.xlsx").exists()
        assert office.run().faults == ["台账.xlsx"]
    assert not office.run().faults
    assert (office.outbox / "台账.xlsx").exists()
    assert not notes(office)


@pytest.mark.slow
def test_forgetting_takes_the_notes_away(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.upkeep.forget import forget

    with monkeypatch.context() as broken:
        failing(broken, *STAGES["recogniser"])
        office.run()
    assert notes(office)
    with Register.open(office.register) as register, register.alone():
        forget(register, register.forgetting.select_unit(GOOD), NOW, office.outbox, None)
    assert not notes(office)


@pytest.mark.slow
@pytest.mark.parametrize("tries", [1, 2, 3])
def test_what_a_limit_ended_is_tried_in_the_next_run_and_then_final(
    tries: int, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`tries`: so many runs the file is cut short."""
    attempts: list[str] = []

    def cut_short(examiner: Callable[[Job], Examination], job: Job) -> Examination:
        if BAD not in job[0] or job[0].endswith(".pdf"):
            return examiner(job)
        attempts.append(job[0])
        if len(attempts) > tries:
            return examiner(job)
        return replace(refused(job, refusal("slow", "too-large")), cut_short=True)

    monkeypatch.setattr(pipeline.process, "Workers", lambda count, own: Here(count, partial(cut_short, own)))
    assert not office.run().faults
    assert bad_documents(office)["附件3.xlsx"][0] == "unreadable"
    assert bool(office.run().batch) == (tries == 1)
    assert office.run().batch is None
    assert len(attempts) == 2
    assert bool(office.people(BAD)) == (tries == 1)
    next_version(monkeypatch)
    office.run()
    assert len(attempts) == 2
    office.run(retry=True)
    assert bool(office.people(BAD)) == (tries < 3)
