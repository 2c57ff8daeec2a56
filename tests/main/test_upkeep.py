"""Looking after the installation: doctor finds what is wrong and nothing else, republish mends the outbox byte by byte,
a backup comes back as it was.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support_main import NOW, TABLES, Office, prepared, tree
from support_workers import Here

import pipeline.engine.workers
import pipeline.process
import pipeline.terms.findings
import pipeline.upkeep.doctor
import schemas
import schemas.register
from pipeline.commands.every import app
from pipeline.errors import UserError
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.publish.outbox import deliver
from pipeline.publish.units.letter import SHIPPED
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK
from pipeline.upkeep.backup import back_up, restore

pytestmark = pytest.mark.slow  # whole runs, round after round

FIRST, SECOND = "20250506-01", "20250506-02"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two batches, and a settings workbook."""
    office = prepared(tmp_path_factory.mktemp("base"))
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK)
    office.run()
    return office


@pytest.fixture
def office(base: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    monkeypatch.setattr(pipeline.engine.workers, "Workers", Here)
    office = base.clone(tmp_path, outbox=True)
    shutil.copytree(base.settings, office.settings)
    return office


def places(office: Office) -> list[str]:
    return ["--register", office.register, "--outbox", str(office.outbox)]


def doctor(office: Office, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Exit code, and the complaints."""
    code = app(["doctor", *places(office), "--settings", str(office.settings)], standalone_mode=False)
    said = capsys.readouterr().out.splitlines()
    return code, [line.partition("：")[2] for line in said if line.startswith("[问题]")]


def a_file(office: Office) -> Path:
    return next(iter(sorted((office.outbox / "批次" / SECOND / "学会").rglob("*.xlsx"))))


def change(office: Office, *statements: str) -> None:
    with closing(sqlite3.connect(office.database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def misspell(office: Office) -> None:
    """A template of the settings folder asks for something that there is not."""
    (office.settings / "信函").mkdir()
    with zipfile.ZipFile(SHIPPED / "回执.docx") as ours:
        parts = {name: ours.read(name) for name in ours.namelist()}
    with zipfile.ZipFile(office.settings / "信函" / "回执.docx", "w") as own:
        for name, data in parts.items():
            own.writestr(name, data.replace(b"{{ unit }}", b"{{ untis }}"))


def break_pages(office: Office) -> None:
    """Overwrite the page at which a table begins."""
    with closing(sqlite3.connect(office.database)) as register:
        (size,) = register.execute("PRAGMA page_size").fetchone()
        (page,) = register.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'").fetchone()
    with office.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


NOBODYS = "UPDATE judgements SET society = '' WHERE disposition = 'routed'"
FAULTS: dict[str, tuple[Callable[[Office], Any], str]] = {
    "a missing file": (lambda office: a_file(office).unlink(), f"批次 {SECOND} 缺少 学会/"),
    "an altered file": (lambda office: a_file(office).write_bytes(b"PK"), "被改动过"),
    "a missing batch": (lambda office: shutil.rmtree(office.outbox / "批次" / FIRST), f"批次 {FIRST} 的文件夹不在"),
    "no run.json": (lambda office: (office.outbox / "批次" / FIRST / "run.json").unlink(), "run.json 不在、改过"),
    "what a crash left": (lambda office: (office.outbox / "批次" / ".x.partial").mkdir(), "中断的运行留下的"),
    "a batch not published": (
        lambda office: change(office, "DELETE FROM events WHERE batch = 2"),
        f"批次 {SECOND} 已登记、还没有写出",
    ),
    "a broken register": (break_pages, "备份恢复"),
    "a changed original": (lambda office: change(office, "UPDATE contents SET bytes = x'00'"), "与登记的校验不符"),
    "a lost original": (lambda office: change(office, "DELETE FROM contents"), "缺少原件"),
    "rows without a place": (lambda office: change(office, "DELETE FROM person_rows"), "没有所属的 person_rows"),
    "people that would not be met again": (
        lambda office: change(office, "DELETE FROM matched WHERE number = 1"),
        "1 行 person_rows 没有所属的 matched",
    ),
    "a lost batch": (lambda office: change(office, "DELETE FROM batches WHERE number = 1"), "批次的编号不连续"),
    "figures of something else": (
        lambda office: change(office, NOBODYS),
        "的数字与登记的内容不符",
    ),
    "cases that are not counted": (
        lambda office: change(office, "DELETE FROM submission_cases"),
        "submission_cases 的数字与登记的内容不符",
    ),
    "pages that are not named": (
        lambda office: change(office, "UPDATE document_pages SET is_kept = 0"),
        "document_pages 的数字与登记的内容不符",
    ),
    "accounts that do not add up": (
        lambda office: change(office, NOBODYS, "UPDATE meta SET value = '' WHERE key = 'drawn'"),
        "账目不平",
    ),
    "no register": (lambda office: office.database.write_text("购物清单"), "不是工荐的登记库"),
    "a template of a letter with a slip": (misspell, "里面的“untis”不是可以填写的内容"),
    "damaged settings": (lambda office: (office.settings / WORKBOOK).write_bytes(b"PK"), WORKBOOK),
}


def test_doctor_finds_nothing_where_nothing_is(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor(office, capsys) == (0, [])


def test_doctor_of_a_fresh_installation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = Office(tmp_path)
    assert doctor(office, capsys) == (0, [])
    assert not office.database.exists()


@pytest.mark.parametrize("fault", FAULTS)
def test_doctor_finds(fault: str, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    make, sentence = FAULTS[fault]
    make(office)
    code, complaints = doctor(office, capsys)
    assert code == 1
    assert any(sentence in complaint for complaint in complaints)


def test_doctor_finds_other_versions(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("jinja2==0.0.1 \\\n    --hash=sha256:0\nno-such-package==1\n", encoding="utf-8")
    monkeypatch.setattr(pipeline.upkeep.doctor, "LOCK", lock)
    code, [version, missing] = doctor(office, capsys)
    assert code == 1
    assert "jinja2" in version
    assert "应为 0.0.1 版" in version
    assert missing.startswith("缺少程序包 no-such-package")


@pytest.mark.parametrize("text", ["[limits", "[worker]\nseconds = 1"])
def test_doctor_finds_broken_data(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = tmp_path / "schemas"
    shutil.copytree(schemas.ROOT, copied)
    (copied / "findings.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(schemas, "ROOT", copied)
    schemas.forget()
    complaints, _ = pipeline.upkeep.doctor.data()
    monkeypatch.undo()
    schemas.forget()
    assert complaints


def republish(office: Office, batch: str, capsys: pytest.CaptureFixture[str]) -> str:
    app(["republish", batch, *places(office), "--now", NOW.isoformat()], standalone_mode=False)
    return capsys.readouterr().out


def test_republish_makes_missing_and_altered_files_again(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before, batch = tree(office.outbox), office.outbox / "批次" / SECOND
    altered, missing, *_ = sorted(batch.rglob("*.xlsx"))
    altered.write_bytes(b"by hand")
    missing.unlink()
    said = republish(office, SECOND, capsys)
    after = tree(office.outbox)
    [aside] = set(after) - set(before)
    assert {path: after[path] for path in before} == before
    assert (office.outbox / aside).read_bytes() == b"by hand"
    assert f"已另存为 {office.outbox / aside}" in said
    assert f"已重新写出：{missing}" in said
    assert republish(office, SECOND, capsys) == f"批次 {SECOND} 完好，没有需要重新写出的文件。\n"


@pytest.mark.slow
def test_republish_makes_the_whole_outbox_again(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(office.outbox)
    shutil.rmtree(office.outbox)
    for batch in (FIRST, SECOND):
        republish(office, batch, capsys)
    assert tree(office.outbox) == before
    assert doctor(office, capsys) == (0, [])
    assert office.run().batch is None


def test_republish_without_its_list(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(office.outbox)
    (office.outbox / "批次" / FIRST / "run.json").unlink()
    republish(office, FIRST, capsys)
    assert tree(office.outbox) == before


def test_republish_of_an_unknown_batch(office: Office) -> None:
    with pytest.raises(UserError, match=f"没有批次 19990101-01，现有：{FIRST}、{SECOND}。"):
        app(["republish", "19990101-01", *places(office)], standalone_mode=False)


def test_republish_says_who_is_no_longer_in_it(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(office.outbox)
    with Register.open(office.register) as register:
        register.forgetting.forget(register.forgetting.select_unit("丁工程有限公司"), NOW)
    said = republish(office, SECOND, capsys)
    assert f"批次 {SECOND} 发布以后有人员的个人信息被删除" in said
    assert tree(office.outbox) != before
    assert doctor(office, capsys) == (0, [])


def ended(*_: object) -> None:
    raise RuntimeError("power cut")


def test_what_a_killed_republish_leaves_goes_with_the_next_run(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(office.outbox)
    a_file(office).unlink()
    with monkeypatch.context() as broken:
        broken.setattr(deliver, "clear", lambda _: None)
        broken.setattr(Path, "replace", ended)
        with pytest.raises(RuntimeError, match="power cut"):
            republish(office, SECOND, capsys)
    assert list(office.outbox.glob("批次/.*.partial"))
    office.run()
    assert not list(office.outbox.glob("批次/.*.partial"))
    republish(office, SECOND, capsys)
    assert tree(office.outbox) == before


def exports(office: Office) -> list[Any]:
    return [office.export(table) for table in TABLES]


def saved(office: Office) -> Path:
    return back_up(office.register, office.settings, office.inbox.parent / "backups", NOW)


@pytest.mark.slow
def test_a_backup_comes_back_as_it_was(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    before, outbox, settings = exports(office), tree(office.outbox), tree(office.settings)
    file = saved(office)
    assert file.name == "工荐备份-20250506-0900.zip"
    assert file.stat().st_mode & 0o077 == 0
    for name in ("register.db", "settings"):  # as if the disk had been lost, and work had begun anew
        path = office.inbox.parent / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(office.outbox)
    office.run(now=NOW + timedelta(days=1))
    newer = exports(office)
    shutil.rmtree(office.outbox)
    done = restore(file, office.register, office.settings, NOW)
    assert not office.database.with_name("register.db.stamp").exists()  # so that the next run looks through it
    assert (exports(office), tree(office.settings)) == (before, settings)
    for batch in (FIRST, SECOND):
        republish(office, batch, capsys)
    assert tree(office.outbox) == outbox
    [moved] = done.moved
    office.database = moved
    assert exports(office) == newer


def test_what_was_there_is_moved_aside_with_its_journal(office: Office) -> None:
    file = saved(office)
    office.database.with_name("register.db-journal").write_bytes(b"hot")
    office.database.write_bytes(b"damaged")
    (office.settings / "模板").mkdir()
    done = restore(file, office.register, office.settings, NOW)
    names = sorted(path.name for path in done.moved)
    aside = "register.db.恢复前-20250506-090000"
    assert names == [aside, f"{aside}-journal", "模板", WORKBOOK]
    assert sorted(path.name for path in office.settings.iterdir()) == ["恢复前-20250506-090000", WORKBOOK]
    assert saved(office).name == "工荐备份-20250506-0900-2.zip"
    with zipfile.ZipFile(saved(office)) as archive:
        assert sorted(archive.namelist()) == ["backup.json", "register.db", f"settings/{WORKBOOK}"]


def repacked(file: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in change(parts).items():
            archive.writestr(name, part)


def escaping(parts: dict[str, bytes]) -> dict[str, bytes]:
    manifest = json.loads(parts["backup.json"])
    manifest["files"]["settings/../../x"] = manifest["files"].pop(f"settings/{WORKBOOK}")
    return (
        {"settings/../../x": parts.pop(f"settings/{WORKBOOK}")} | parts | {"backup.json": json.dumps(manifest).encode()}
    )


DAMAGES: dict[str, Callable[[Path], Any]] = {
    "no archive": lambda file: file.write_bytes(b"x"),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "another archive": lambda file: repacked(file, lambda _: {"a": b"b"}),
    "another register": lambda file: repacked(file, lambda parts: parts | {"register.db": b"x"}),
    "a path that leads out": lambda file: repacked(file, escaping),
    "not there": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_changes_nothing(damage: str, office: Office) -> None:
    file = saved(office)
    DAMAGES[damage](file)
    before = exports(office), tree(office.settings)
    with pytest.raises(UserError, match="不是工荐的备份，或已经损坏；没有改动任何文件"):
        restore(file, office.register, office.settings, NOW)
    assert (exports(office), tree(office.settings)) == before


def test_no_restore_into_a_running_register(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = schemas.register.register_file()
    monkeypatch.setattr(schemas.register, "read", lambda *_: shipped._replace(wait_seconds=0))
    with Register.open(office.register) as register, register.alone():
        file = saved(office)
        with pytest.raises(UserError, match="正由另一次运行使用"):
            restore(file, office.register, office.settings, NOW)


def test_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有可备份的"):
        back_up(f"sqlite:///{tmp_path}/register.db", tmp_path, tmp_path / "backups", NOW)
    assert not (tmp_path / "backups").exists()
