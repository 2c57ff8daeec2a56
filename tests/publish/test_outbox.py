"""How files reach the outbox: all or nothing, the same bytes every time, and nothing that a person edited is lost."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import stat

import pytest
from support_publish import BATCH, EARLIER, SECRET, columns, contents, desk, finding, person, publish

from pipeline.engine.workers import Workers
from pipeline.errors import UserError
from pipeline.publish.outbox.deliver import Desk
from pipeline.publish.paper import disk


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def batch(people):
    held = person(
        30,
        disposition="held",
        change="",
        society="",
        submission_id="S00001",
        file="单位0.xlsx",
        unit="试算第0工程有限公司",
    )
    return contents([*people, held], [finding(held)])


def test_where_everything_lies(batch, outbox):
    published = publish(batch, desk(), outbox, SECRET, None)
    assert sorted(files(outbox)) == [
        ".desk.json",
        "index.html",
        "人员总表.xlsx",
        "人员查找.js",
        "台账.xlsx",
        "待决事项.xlsx",
        f"批次/{BATCH}/run.json",
        f"批次/{BATCH}/学会/中国公路学会/中国公路学会_推荐人员_{BATCH}（待确认）.xlsx",
        f"批次/{BATCH}/学会/中国机械工程学会/中国机械工程学会_推荐人员_{BATCH}.xlsx",
        f"批次/{BATCH}/学会/中国电机工程学会/中国电机工程学会_推荐人员_{BATCH}.xlsx",
        f"批次/{BATCH}/汇总/批次汇总.html",
        f"批次/{BATCH}/汇总/批次汇总.xlsx",
        f"批次/{BATCH}/汇总/推荐参加工程能力评价人员情况表_{BATCH}.xlsx",
        "网页更新.js",
    ]
    assert {path.relative_to(outbox).as_posix() for path in published.files} == set(files(outbox)) - {".desk.json"}
    assert published.kept_aside == []


def test_run_json_counts_everything_and_names_every_file(batch, outbox):
    publish(batch, desk(), outbox, SECRET, None)
    folder = outbox / "批次" / BATCH
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert list(record) == ["batch", "notice", "documents", "rows", "people", "changed_earlier", "societies", "files"]
    assert record["people"] == {"read": 25, "routed": 24, "held": 1, "duplicate": 0, "superseded": 0, "withdrawn": 0}
    assert record["documents"]["processed"] == 1
    assert record["rows"]["people"] == 25
    assert record["societies"] == {"中国公路学会": 8, "中国机械工程学会": 8, "中国电机工程学会": 8}
    written = {path: hashlib.sha256(data).hexdigest() for path, data in files(folder).items() if path != "run.json"}
    assert {file["path"]: file["sha256"] for file in record["files"]} == written


@pytest.mark.slow
def test_the_same_bytes_every_time_and_with_two_processes(batch, tmp_path):
    publish(batch, desk(), tmp_path / "a", SECRET, None)
    publish(batch, desk(), tmp_path / "b", SECRET, None)
    with Workers(2) as workers:
        publish(batch, desk(), tmp_path / "c", SECRET, workers)
    assert files(tmp_path / "a") == files(tmp_path / "b") == files(tmp_path / "c")


def test_publishing_again_changes_nothing(batch, outbox):
    publish(batch, desk(), outbox, SECRET, None)
    before = {path: (data, (outbox / path).stat().st_mtime_ns) for path, data in files(outbox).items()}
    publish(batch, desk(), outbox, SECRET, None)
    assert {path: (data, (outbox / path).stat().st_mtime_ns) for path, data in files(outbox).items()} == before


def test_only_its_owner_can_read_what_goes_out(batch, outbox):
    publish(batch, desk(), outbox, SECRET, None)
    for path in [outbox / "批次", *(outbox / "批次").rglob("*"), outbox / "台账.xlsx", outbox / ".desk.json"]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_an_edited_file_of_a_batch_is_never_touched(batch, outbox):
    publish(batch, desk(), outbox, SECRET, None)
    edited = outbox / "批次" / BATCH / "汇总" / "批次汇总.xlsx"
    edited.write_bytes(b"filled in by hand")
    published = publish(batch, desk(), outbox, SECRET, None)
    assert edited.read_bytes() == b"filled in by hand"
    assert edited in published.files


def test_the_place_of_a_batch_taken_by_another_is_an_error(batch, people, outbox):
    publish(batch, desk(), outbox, SECRET, None)
    before = files(outbox)
    with pytest.raises(UserError, match="已经有另一批结果"):
        publish(contents(people), desk(), outbox, SECRET, None)
    assert files(outbox) == before


def test_what_a_crash_left_is_cleared_and_the_batch_completed(batch, outbox):
    partial = outbox / "批次" / f".{BATCH}.partial" / "学会"
    partial.mkdir(parents=True)
    (partial / "half.xlsx").write_bytes(b"PK")
    publish(batch, desk(), outbox, SECRET, None)
    assert [path.name for path in (outbox / "批次").iterdir()] == [BATCH]
    assert not list(outbox.rglob("half.xlsx"))


def test_nothing_half_written_when_a_file_cannot_be_written(batch, outbox, monkeypatch):
    def no_space(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "seal", no_space)
    with pytest.raises(UserError, match="写不进"):
        publish(batch, desk(), outbox, SECRET, None)
    assert files(outbox) == {}
    assert list((outbox / "批次").iterdir()) == []


def test_an_outbox_that_is_a_file_is_one_sentence(batch, outbox):
    outbox.write_text("")
    with pytest.raises(UserError, match="写不进"):
        publish(batch, desk(), outbox, SECRET, None)


def test_an_edited_desk_file_is_kept_aside_and_named(batch, outbox):
    publish(batch, desk(), outbox, SECRET, None)
    ledger = outbox / "台账.xlsx"
    fresh = ledger.read_bytes()
    for words in (b"mine", b"mine again"):
        ledger.write_bytes(words)
        published = publish(None, desk(), outbox, SECRET, None)
        (kept,) = published.kept_aside
        assert kept.read_bytes() == words
        assert ledger.read_bytes() == fresh
    names = sorted(path.name for path in outbox.glob("台账（*"))
    assert names == ["台账（手工修改 2025-04-21-2）.xlsx", "台账（手工修改 2025-04-21）.xlsx"]


def test_a_desk_file_that_nobody_edited_is_just_replaced(outbox):
    publish(None, desk("2025-04-21"), outbox, SECRET, None)
    before = (outbox / "台账.xlsx").read_bytes()
    published = publish(None, desk("2025-04-25"), outbox, SECRET, None)
    assert (outbox / "台账.xlsx").read_bytes() != before
    assert published.kept_aside == []
    assert len(list(outbox.iterdir())) == 7


def test_a_crash_between_the_record_and_the_move_is_no_edit(outbox):
    publish(None, desk("2025-04-21"), outbox, SECRET, None)
    old = (outbox / "台账.xlsx").read_bytes()
    publish(None, desk("2025-04-22"), outbox, SECRET, None)
    new = (outbox / "台账.xlsx").read_bytes()
    record = {name: [hashlib.sha256(data).hexdigest() for data in (old, new)] for name in ["台账.xlsx"]}
    for there in (old, new):
        (outbox / ".desk.json").write_text(json.dumps(record), encoding="utf-8")
        for other in ("index.html", "待决事项.xlsx", "网页更新.js"):
            (outbox / other).unlink()
        (outbox / "台账.xlsx").write_bytes(there)
        assert publish(None, desk("2025-04-23"), outbox, SECRET, None).kept_aside == []


def test_names_that_would_be_one_file_are_refused_before_anything_is_written(outbox):
    with pytest.raises(UserError, match="重名"):
        publish(contents([person(1, society="a学会"), person(2, society="A学会")]), desk(), outbox, SECRET, None)
    assert not outbox.exists()


def test_a_society_cannot_climb_out_of_its_folder(outbox):
    publish(contents([person(1, society="../../etc/x")]), desk(), outbox, SECRET, None)
    assert all(path.is_relative_to(outbox) for path in outbox.parent.rglob("*") if path != outbox)
    assert len(list((outbox / "批次" / BATCH / "学会").iterdir())) == 1


def test_a_society_that_only_loses_somebody_is_told(outbox):
    gone = {
        "row_id": "R9",
        "person_id": "G9",
        "name": "工癸",
        "disposition": "withdrawn",
        "withdrawn_from": "中国地质学会",
    }
    batch = contents([person(1)])
    publish(
        dataclasses.replace(batch, changed_earlier=columns([gone], EARLIER)),
        desk(),
        outbox,
        SECRET,
        None,
    )
    record = json.loads((outbox / "批次" / BATCH / "run.json").read_text(encoding="utf-8"))
    assert record["changed_earlier"]["withdrawn"] == 1
    assert any("中国地质学会" in file["path"] for file in record["files"])


def test_a_file_that_two_crashes_left_where_it_was_is_nobodys_edit(outbox, monkeypatch):
    def written(text):
        return lambda path: path.write_text(text) and None

    def crash(*_):
        raise RuntimeError("power cut")

    Desk(outbox, "2025-05-06").put("a.txt", written("first"))
    with monkeypatch.context() as broken:
        broken.setattr(Desk, "_move", crash)
        for text in ("second", "third"):
            with pytest.raises(RuntimeError):
                Desk(outbox, "2025-05-06").put("a.txt", written(text))
    desk_files = Desk(outbox, "2025-05-06")
    desk_files.put("a.txt", written("fourth"))
    assert (desk_files.kept_aside, files(outbox).keys()) == ([], {".desk.json", "a.txt"})
