"""Two notices open side by side: whose a form is, a batch for each, one person in both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support_main import NOW, Office, person, state, workbook
from support_notices import TITLE, add_form, add_notice
from support_workers import Here

import pipeline.examine.document
import pipeline.process
import pipeline.terms.fingerprint
from examples.units import mail
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register, recording
from pipeline.report.data import people_of
from pipeline.terms.settings import WORKBOOK
from tests.support_results import filled_in, sent_to

pytestmark = pytest.mark.slow  # whole runs, round after round

UNIT = "渝江测试工程有限公司"
CHEN, LU = person("陈一", "19911112001"), person("陆二", "19911112002", "机械工程类")
DAY = datetime.fromisoformat("2026-04-10T09:00:00+08:00")
TITLE_2025 = "关于开展2025年工程能力评价推荐工作的通知"


@pytest.fixture
def office(tmp_path: Path, notice_files: Path) -> Office:
    """An office in which the notice of 2026 is open beside that of 2025."""
    add_notice(notice_files)
    made = Office(tmp_path / "office")
    opened(made, "2025", "2026")
    return made


def opened(office: Office, *names: str) -> None:
    office.settings.mkdir(exist_ok=True)
    write_settings_workbook(office.settings / WORKBOOK, open_notices=names)


def sent(subject: str, files: Mapping[str, bytes], day: datetime = DAY) -> bytes:
    letter = message_from_bytes(mail(UNIT, day, "请查收。", dict(files)), policy=default)
    letter.replace_header("Subject", subject)
    letter.replace_header("From", "hr@unit.example")  # whenever it writes
    return letter.as_bytes()


def both(office: Office) -> None:
    """The same person for both notices, in two mails."""
    office.receive({"1.eml": sent(f"评价(2025)+{UNIT}", {"附件3.xlsx": workbook(UNIT, CHEN, LU)})})
    office.receive({"2.eml": sent(f"评价(2026)+{UNIT}", {"附件3.xlsx": workbook(UNIT, CHEN, note="二")})})


def people(office: Office, *columns: str) -> list[tuple[Any, ...]]:
    """These columns of all people, after the notice, in order of their submissions."""
    notices = {row["submission_id"]: row["notice"] for row in office.export("submissions")}
    rows = sorted(office.people(), key=lambda row: (row["submission_id"], row["source_row"]))
    return [(notices[row["submission_id"]], *(row[column] for column in columns)) for row in rows]


def batches(office: Office) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(office.outbox.glob("批次/*/run.json"))]


def test_each_notice_has_a_batch_and_a_person_one_number(office: Office) -> None:
    both(office)
    report = office.run()
    assert report.batches == ["20250506-01", "20250506-02"]
    told = [(one["notice"], one["people"]["read"], sum(one["documents"].values())) for one in batches(office)]
    assert told == [("2025", 2, 2), ("2026", 1, 2)]
    assert people(office, "person_id", "name", "disposition") == [
        ("2025", "G00001-8", "陈一", "routed"),
        ("2025", "G00002-6", "陆二", "routed"),
        ("2026", "G00001-8", "陈一", "routed"),
    ]
    assert all("unchanged" not in row["findings"] for row in office.people())


@pytest.mark.slow
def test_the_same_again_changes_nothing(office: Office) -> None:
    both(office)
    office.run()
    before = state(office)
    assert office.run().batches == []
    assert state(office) == before


def test_a_change_for_one_notice_leaves_the_other_alone(office: Office) -> None:
    both(office)
    office.run()
    changed = workbook(UNIT, person("陈一", "19911112001", "机械工程类"))
    office.receive({"3.eml": sent(f"评价(2026)+{UNIT}", {"附件3.xlsx": changed}, DAY.replace(day=12))})
    assert office.run().batches == ["20250506-03"]
    assert people(office, "name", "domain", "disposition") == [
        ("2025", "陈一", "土木工程类", "routed"),
        ("2025", "陆二", "机械工程类", "routed"),
        ("2026", "陈一", "土木工程类", "superseded"),
        ("2026", "陈一", "机械工程类", "routed"),
    ]
    assert batches(office)[2]["notice"] == "2026"


def test_a_mail_with_forms_of_both_is_two_submissions(office: Office) -> None:
    files = {
        f"评价(2026)+{UNIT}.xlsx": workbook(UNIT, CHEN, note="二"),
        f"评价(2025)+{UNIT}.xlsx": workbook(UNIT, CHEN, LU),
        "盖章.pdf": b"%PDF-1.4",
    }
    office.receive({"1.eml": sent("推荐材料", files)})
    office.run()
    found = [(row["submission_id"], row["notice"], row["unit"], row["scan"]) for row in office.export("submissions")]
    assert found == [("S00001", "2026", UNIT, "true"), ("S00002", "2025", UNIT, "true")]
    places = [(row["submission_id"], row["file"].partition("!")[2]) for row in office.export("documents")]
    assert places[:3] == [("S00001", ""), ("S00001", f"评价(2026)+{UNIT}.xlsx"), ("S00001", "盖章.pdf")]
    assert places[3:] == [("S00002", f"评价(2025)+{UNIT}.xlsx")]
    before = state(office)
    assert office.run().batches == []
    assert state(office) == before


@pytest.mark.slow
def test_nothing_of_a_mail_for_both_is_kept_where_half_of_it_fails(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    both(office)
    begin = recording._begin_batch

    def failing(connection: Any, run: Any) -> tuple[int, str]:
        if "2026" in run.terms:
            raise OSError("no room")
        return begin(connection, run)

    with monkeypatch.context() as patched:
        patched.setattr(recording, "_begin_batch", failing)
        with pytest.raises(OSError, match="no room"):
            office.run()
    assert office.export("submissions") == []
    assert office.run().batches == ["20250506-01", "20250506-02"]


def test_the_same_bytes_for_two_notices_are_two_applications(office: Office) -> None:
    book = workbook(UNIT, CHEN)
    office.receive({f"{name}.eml": sent(f"评价({name})+{UNIT}", {"附件3.xlsx": book}) for name in ("2025", "2026")})
    office.run()
    assert [row[0] for row in people(office)] == ["2025", "2026"]
    assert {row["disposition"] for row in office.people()} == {"routed"}


def late_for_both() -> bytes:
    return sent("推荐材料", {"附件3.xlsx": workbook(UNIT, CHEN)}, DAY.replace(month=5))


def test_what_may_be_for_either_waits_for_the_secretary(office: Office) -> None:
    office.receive({"1.eml": late_for_both()})
    office.run()
    assert people(office, "disposition") == [("2026", "held")]
    [finding] = [row for row in office.export("findings") if row["slug"] == "notice-doubtful"]
    assert (finding["message"], finding["decided_by"]) == (
        f"看不出这份名单报送的是哪个通知，可能是：{TITLE_2025}、{TITLE}，暂不办理，请秘书处决定。",
        "secretariat",
    )


@pytest.mark.slow
@pytest.mark.parametrize("named", ["2025", "2026"])
def test_the_option_decides_where_there_is_a_doubt(office: Office, named: str) -> None:
    office.receive({"1.eml": late_for_both(), "2.eml": sent(f"评价(2026)+{UNIT}", {"2.xlsx": workbook(UNIT, LU)})})
    office.run(notice=named)
    assert people(office, "name", "disposition") == [("2026", "陆二", "routed"), (named, "陈一", "routed")]


@pytest.mark.slow
def test_a_form_of_a_notice_that_is_not_open_waits_until_it_is(office: Office) -> None:
    opened(office, "2025")
    both(office)
    office.run()
    assert [row[0::2] for row in people(office, "name", "disposition")] == [
        ("2025", "routed"),
        ("2025", "routed"),
        ("2026", "held"),
    ]
    [finding] = [row for row in office.export("findings") if row["slug"] == "notice-doubtful"]
    assert finding["message"] == (
        f"这份名单报送的是“{TITLE}”，而这个通知没有开放受理（见设置工作簿的“通知”表），暂不办理，请秘书处决定。"
    )
    opened(office, "2025", "2026")
    assert office.run().batches == ["20250506-03"]
    assert {row["disposition"] for row in office.people()} == {"routed"}
    assert batches(office)[2]["notice"] == "2026"


def test_what_holds_no_form_goes_with_what_the_subject_tells(office: Office) -> None:
    office.receive({"1.eml": sent(f"评价(2025)+{UNIT}", {"盖章.pdf": b"%PDF-1.4"}), "2/盖章.pdf": b"%PDF-1.5"})
    office.run()
    assert sorted(row["notice"] for row in office.export("submissions")) == ["2025", "2026"]
    assert not [row for row in office.export("findings") if row["slug"] == "notice-doubtful"]


def test_late_tells_the_deadline_and_that_its_year_is_inferred(office: Office) -> None:
    office.receive({"1.eml": sent(f"评价(2026)+{UNIT}", {"附件3.xlsx": workbook(UNIT, CHEN)}, DAY.replace(day=21))})
    office.run()
    [late] = [row for row in office.export("findings") if row["slug"] == "late"]
    assert late["message"] == "在通知的截止日期（4月20日，通知没有写年份，推定为2026年）以后收到，照常受理。"
    assert NOW.year == 2025  # the year is inferred from the notice, not from the day of the run


@pytest.mark.slow
def test_a_document_that_is_tried_again_stays_with_its_notice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both halves of the mail were read but for one document; that one goes where it belongs."""
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    names = [f"评价(2025)+{UNIT}.xlsx", f"评价(2026)+{UNIT}.xlsx", f"评价(2026)+{UNIT}第二批.xlsx"]
    who = [person("陈一", "19911112001"), person("陆二", "19911112002"), person("郑五", "19911112005")]
    books = {name: workbook(UNIT, each, note=name) for name, each in zip(names, who, strict=True)}
    office.receive({"1.eml": sent("推荐材料", books)})
    told = pipeline.examine.document.told
    with monkeypatch.context() as broken:
        broken.setattr(pipeline.examine.document, "told", partial(failing, told, "第二批"))
        office.run()
    before = people(office, "submission_id")
    monkeypatch.setattr(pipeline.terms.fingerprint, "program", lambda: "the next version")
    office.run()
    assert before == [("2025", "S00001"), ("2026", "S00002")]
    assert people(office, "submission_id") == [*before, ("2026", "S00002")]
    assert office.run(retry=True).batches == []


@pytest.mark.slow
def test_a_form_that_could_not_be_read_may_answer_another_notice_than_was_thought(
    office: Office, notice_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    add_form(notice_files)
    add_notice(notice_files, "名单", forms='["unit-list"]', title='"推荐名单的通知"', date="2026-03-05")
    opened(office, "2025", "名单")
    told = pipeline.examine.document.told
    office.receive({"1.eml": late_for_both()})
    with monkeypatch.context() as broken:
        broken.setattr(pipeline.examine.document, "told", partial(failing, told, "附件3"))
        office.run()
    assert [row["notice"] for row in office.export("submissions")] == ["名单"]
    monkeypatch.setattr(pipeline.terms.fingerprint, "program", lambda: "the next version")
    office.run()
    assert people(office, "submission_id", "disposition") == [("2025", "S00001", "routed")]
    assert {row["submission_id"] for row in office.export("documents")} == {"S00001"}


def test_a_notice_says_what_is_published(office: Office, notice_files: Path) -> None:
    add_notice(notice_files, publishes='["intake"]')
    electric = [person("钱一", "19911112001", "电气工程类")]  # whose society is confirmed
    office.receive({"1.eml": sent(f"评价(2025)+{UNIT}", {"附件3.xlsx": workbook(UNIT, *electric)})})
    office.receive({"2.eml": sent(f"评价(2026)+{UNIT}", {"附件3.xlsx": workbook(UNIT, *electric, note="二")})})
    office.run()
    kinds = [sorted(path.parent.name for path in batch.rglob("*.xlsx")) for batch in _folders(office)]
    assert kinds[0] == ["中国电机工程学会", "汇总", "汇总"]
    assert kinds[1] == ["中国电机工程学会", "汇总"]


def _folders(office: Office) -> list[Path]:
    return sorted((office.outbox / "批次").iterdir())


def failing(told: Any, word: str, document: Any) -> Any:
    if word in document.file:
        raise KeyError(word)
    return told(document)


@pytest.mark.slow
def test_forgetting_reaches_the_mail_that_was_recorded_with_the_other_half(office: Office) -> None:
    books = {f"评价({year})+{UNIT}.xlsx": workbook(UNIT, who) for year, who in (("2025", CHEN), ("2026", LU))}
    letter = sent("推荐材料", books)
    office.receive({"1.eml": letter})
    office.run()
    [number] = {row["person_id"] for row in office.people() if row["name"] == "陆二"}
    with Register.open(office.register) as register:
        assert register.forgetting.select_person(number).originals == {hashlib.sha256(letter).hexdigest()}


@pytest.mark.slow
def test_reports_count_each_application_with_its_notice(office: Office) -> None:
    both(office)
    office.run()
    with Register.open(office.register) as register:
        counted = people_of(register.statistics())
        sent_to = register.statistics().sent["notice"].take(counted["came"]).tolist()
    assert sorted(zip(sent_to, counted["state"], strict=True)) == [
        ("2025", "routed"),
        ("2025", "routed"),
        ("2026", "routed"),
    ]


def test_what_a_society_answers_belongs_to_the_notice_of_its_workbook(office: Office) -> None:
    both(office)
    office.run()
    wrong = {"陈一": {"环节": "材料审查", "结论": "不予通过"}}
    ours = sent_to(office.outbox, "中国公路学会")
    assert [path.parts[-4] for path in ours] == ["20250506-01", "20250506-02"]
    for day, path in zip(("2025-05-21", "2025-05-22"), ours, strict=True):
        office.receive({f"{day} 返回.xlsx": filled_in(path, wrong)})
        office.run(now=datetime.fromisoformat("2026-05-29T09:00:00+08:00"))
    assert [(one["notice"], one["documents"]["answer"]) for one in batches(office)[2:]] == [("2025", 1), ("2026", 1)]
    told = [(event["notice"], event["kind"], event["batch"]) for event in office.export("events")]
    assert told == [("2025", "refused", "20260529-01"), ("2026", "refused", "20260529-02")]
    assert [row["slug"] for row in office.export("findings")].count("result-note-missing") == 2
