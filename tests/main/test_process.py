"""The main job from end to end: nothing lost, nothing doubled, the same again, and one sentence for each bad input."""

from __future__ import annotations

import io
import json
import pickle
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from support_main import NOW, TABLES, Office, person, tree, workbook

from examples.units import mail, submissions
from pipeline.errors import UserError
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.publish.outbox import batch
from pipeline.publish.outbox.combined_files import publish_combined
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, Alias

UNIT = "渝江测试工程有限公司"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The examples, processed once; with workers of its own, tests/commands/test_commands.py does."""
    office = Office(tmp_path_factory.mktemp("examples"))
    office.receive(submissions())
    office.run()
    return office


def outcomes(office: Office) -> dict[str, str]:
    return {row["file"]: row["outcome"] for row in office.export("documents")}


def test_every_kind_of_outcome_can_be_seen(done: Office) -> None:
    assert {"processed", "scan", "container", "system-file", "unreadable", "already-seen"} <= set(
        outcomes(done).values()
    )
    assert {row["disposition"] for row in done.people()} == {"routed", "held", "duplicate", "superseded"}
    fates = {row["fate"] for row in done.export("rows")}
    assert {"people", "project-only", "sample", "placeholder", "heading", "note"} <= fates


def test_the_blank_form_yields_nobody(done: Office) -> None:
    [file] = [file for file in outcomes(done) if "嘉陵园林" in file]
    assert outcomes(done)[file] == "processed"
    assert not [row for row in done.people() if row["source_file"] == file]


def test_run_json_adds_up(done: Office) -> None:
    [path] = done.outbox.glob("批次/*/run.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["batch"] == "20250506-01"
    assert sum(record["documents"].values()) == len(done.export("documents"))
    assert sum(record["rows"].values()) == len(done.export("rows"))
    people = record["people"]
    assert people.pop("read") == sum(people.values()) == len(done.people())
    assert sum(record["societies"].values()) == people["routed"]
    batch = path.parent
    assert {file["path"]: file["sha256"] for file in record["files"]} == {
        name: digest for name, digest in tree(batch).items() if name != "run.json"
    }


def test_a_second_run_changes_nothing(done: Office) -> None:
    before = tree(done.outbox), tree(done.inbox), [done.export(table) for table in TABLES]
    report = done.run(now=NOW + timedelta(hours=5))
    assert report.batch is None
    assert (tree(done.outbox), tree(done.inbox), [done.export(table) for table in TABLES]) == before


@pytest.mark.slow
def test_one_worker_or_two_write_the_same_bytes(tmp_path: Path) -> None:
    one = Office(tmp_path / "one")
    one.run()  # makes the register, so that both have one secret
    one.receive(submissions())
    two = one.clone(tmp_path / "two")
    one.run(workers=1)
    two.run(workers=2)
    assert tree(one.outbox) == tree(two.outbox)


@pytest.mark.slow
def test_in_two_halves_or_all_at_once(done: Office, tmp_path: Path) -> None:
    office = Office(tmp_path)
    files = submissions()
    office.receive({path: data for path, data in files.items() if path < "2025-04-18"})
    office.run()
    office.receive(files)
    office.run()

    def people(of: Office) -> set[tuple[str, ...]]:
        columns = ("unit", "name", "phone", "domain", "society", "disposition", "findings")
        return {tuple(row[column] for column in columns) for row in of.people()}

    assert people(office) == people(done)


@pytest.mark.slow
def test_every_mail_of_an_mbox_brings_its_people(tmp_path: Path) -> None:
    office = Office(tmp_path)
    box = b""
    for number, name in enumerate(("钱一", "孙二", "李三")):
        unit = f"渝{name[0]}测试工程有限公司"
        book = workbook(unit, person(name, f"1991111200{number}"))
        box += (
            b"From - Mon Apr 21 09:30:00 2025\n"
            + mail(unit, NOW - timedelta(days=20), "", {"附件3.xlsx": book})
            + b"\n"
        )
    office.receive({"收件箱.mbox": box})
    report = office.run()
    assert report.people["routed"] == 3
    assert [(row["source_file"], row["name"]) for row in office.people()] == [
        ("收件箱.mbox!1!附件3.xlsx", "钱一"),
        ("收件箱.mbox!2!附件3.xlsx", "孙二"),
        ("收件箱.mbox!3!附件3.xlsx", "李三"),
    ]
    assert [row["submission_id"] for row in office.people()] == ["S00001", "S00002", "S00003"]
    assert outcomes(office)["收件箱.mbox"] == "container"
    assert office.run().batch is None


def test_an_own_word_releases_the_rows_it_explains(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive({f"2025-04-10 {UNIT}/表.xlsx": workbook(UNIT, person("钱一", "19911112001", "隧道掘进机"))})
    assert office.run().people["held"] == 1
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, aliases=[Alias("domain", "隧道掘进机", "机械工程类")])
    report = office.run()
    assert (report.batch, report.documents) == ("20250506-02", {})
    [row] = office.people()
    assert (row["disposition"], row["domain"], row["society"]) == ("routed", "机械工程类", "中国机械工程学会")
    assert office.run().batch is None


@pytest.mark.slow
def test_a_crash_after_the_register_is_completed_by_the_next_run(
    done: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = Office(tmp_path / "crashed")
    office.run()
    office.receive(submissions())
    undisturbed = office.clone(tmp_path / "undisturbed")
    undisturbed.run()

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(batch, "publish_batch", crash)
        with pytest.raises(RuntimeError, match="power cut"):
            office.run()
    assert not list(office.outbox.glob("批次/*"))
    assert office.run().batch is None
    assert tree(office.outbox) == tree(undisturbed.outbox)


def test_a_batch_is_the_same_from_what_is_sent_to_a_worker(done: Office, tmp_path: Path) -> None:
    with Register.open(done.register) as register:
        sent = pickle.dumps((register.batch_contents("20250506-01").whole(), register.secret()))
    assert b"sqlalchemy" not in sent  # which the worker would load
    contents, secret = pickle.loads(sent)
    batch.publish_batch(contents, tmp_path, secret, None)
    assert tree(tmp_path / "批次") == tree(done.outbox / "批次")


def test_a_rehearsal_writes_nothing(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive({f"2025-04-10 {UNIT}/表.xlsx": workbook(UNIT, person("钱一", "19911112001"))})
    report = office.run(dry_run=True)
    assert report.people["routed"] == 1
    assert office.outbox / "批次/20250506-01/汇总/批次汇总.xlsx" in report.files
    assert not office.outbox.exists()
    assert not office.database.exists()


VAST = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:O1048576"/>'
    b'<sheetData><row r="1048576"><c r="O1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
)


def vast(data: bytes) -> bytes:
    """A workbook whose only sheet claims a million rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, VAST if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return out.getvalue()


def tableless(_: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["食堂菜单", "价格"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dictionary(_: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "字段", "类型", "级别", "领域"])
    book.active.append(["varchar(50)", "name", "字符型", "必填", "20"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "空文件": (lambda _: b"", "unreadable", "unreadable"),
    "文本冒充": (lambda _: "这不是工作簿".encode(), "unreadable", "unreadable"),
    "截断": (lambda data: data[: len(data) // 2], "unreadable", "unreadable"),
    "没有表": (tableless, "not-a-form", "no-table"),
    "数据字典": (dictionary, "not-a-form", "content-unread"),
    "百万行": (vast, "unreadable", "too-large"),
}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Each bad file between two good ones."""
    office = Office(tmp_path_factory.mktemp("damaged"))
    good = workbook(UNIT, person("钱一", "19911112001"))
    for name, (spoil, _, _) in BAD.items():
        office.receive({f"2025-04-10 {name}/推荐表.xlsx": spoil(good)})
    office.receive({"2025-04-09 前/推荐表.xlsx": workbook("前好工程有限公司", person("孙二", "19911112002"))})
    office.receive({"2025-04-11 后/推荐表.xlsx": workbook("后好工程有限公司", person("李三", "19911112003"))})
    office.run()
    return office


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence(damaged: Office, name: str) -> None:
    _, outcome, slug = BAD[name]
    [row] = [row for row in damaged.export("documents") if name in row["file"]]
    assert row["outcome"] == outcome
    [finding] = [row for row in damaged.export("findings") if name in row["file"] and row["slug"] == slug]
    assert finding["message"] == row["message"] != ""


def test_the_neighbours_of_bad_files_are_processed(damaged: Office) -> None:
    assert sorted(row["name"] for row in damaged.people()) == ["孙二", "李三"]


def test_a_missing_inbox(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.inbox.rmdir()
    with pytest.raises(UserError, match="找不到收件文件夹") as caught:
        office.run()
    assert caught.value.exit_code == 1
    assert not office.outbox.exists()


def test_an_unknown_notice(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match="没有名为“1999”的通知，现有：csee-iet-2018、csee-2022、ciesc-2023、2025。"
    ) as caught:
        Office(tmp_path).run(notice="1999")
    assert caught.value.exit_code == 2


def test_damaged_settings(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.settings.mkdir()
    (office.settings / WORKBOOK).write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(UserError, match=WORKBOOK):
        office.run()
    assert not office.outbox.exists()
    assert not office.database.exists()


def test_a_register_without_a_folder(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.database = tmp_path / "nowhere" / "register.db"
    with pytest.raises(UserError, match="nowhere"):
        office.run()
    assert not office.outbox.exists()


def test_a_register_that_is_none(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.database.write_text("购物清单", encoding="utf-8")
    with pytest.raises(UserError, match=r"register\.db"):
        office.run()
    assert office.database.read_text(encoding="utf-8") == "购物清单"


def test_an_outbox_that_cannot_be_written(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive({f"2025-04-10 {UNIT}/表.xlsx": workbook(UNIT, person("钱一", "19911112001"))})
    office.outbox.write_text("一个文件占了文件夹的位置", encoding="utf-8")
    with pytest.raises(UserError, match="outbox"):
        office.run()
    office.outbox.unlink()
    assert office.run().batch is None
    assert (office.outbox / "批次/20250506-01/run.json").exists()


@pytest.mark.slow
def test_the_combined_form_of_all_reads_back_without_a_finding(done: Office, tmp_path: Path) -> None:
    office = Office(tmp_path)
    with Register.open(done.register) as register:
        [[made], _] = publish_combined(register.routed(), tmp_path, "2025-05-06", register.secret())
    assert made.path
    combined = made.path
    book = openpyxl.load_workbook(combined)
    del book["_工荐"]  # as another association would send it, without our mark
    office.inbox.joinpath("2025-04-20 汇总").mkdir()
    book.save(office.inbox / "2025-04-20 汇总" / "附件3.xlsx")
    office.run()
    routed = [row for row in done.people() if row["disposition"] == "routed"]
    columns = (
        "name",
        "phone",
        "domain",
        "level",
        "section",
        "company",
        "project_name",
        "project_country",
        "experience",
    )
    assert sorted(tuple(row[c] for c in columns) for row in office.people()) == sorted(
        tuple(row[c] for c in columns) for row in routed
    )
    own = {slug for row in routed for slug in row["findings"].split(";") if slug.endswith("ambiguous")}
    assert {row["slug"] for row in office.export("findings")} <= {"scan-missing", *own}


@pytest.mark.slow
def test_our_own_workbooks_are_known(done: Office, tmp_path: Path) -> None:
    office = done.clone(tmp_path)
    (office.inbox / "交回").mkdir()
    for path in set(done.outbox.rglob("*.xlsx")) - set(done.outbox.rglob("单位/*/*.xlsx")):
        shutil.copy(path, office.inbox / "交回" / path.name)
    office.run()
    assert {outcome for file, outcome in outcomes(office).items() if file.startswith("交回/")} == {"answer"}
    assert len(office.people()) == len(done.people())
