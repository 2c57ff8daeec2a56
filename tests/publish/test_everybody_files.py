"""The files of everybody are begun while a batch is written, and are what they would be by themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_publish import SECRET, desk, everybody, standing

from pipeline.engine.workers import Workers
from pipeline.publish.outbox.desk_files import publish_desk
from pipeline.publish.outbox.everybody_files import EverybodyFiles
from pipeline.publish.paper.planned import Missed, Published
from schemas.layouts.everybody import everybody_file
from tests.support_workers import Here

WORDS = everybody_file().words
FILES = {WORDS.file, WORDS.search}
MANY = dataclasses.replace(desk(), everybody=everybody([standing(number) for number in range(30)]))


def written(outbox: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(outbox.iterdir())}


def begun(outbox: Path, workers: Any) -> EverybodyFiles:
    outbox.mkdir(exist_ok=True)
    files = EverybodyFiles(MANY.everybody, outbox, SECRET)
    files.begin(workers)
    return files


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, bytes]:
    publish_desk(MANY, tmp_path / "plain", SECRET)
    return written(tmp_path / "plain")


@pytest.mark.slow
def test_what_a_worker_writes_is_the_same(tmp_path: Path, plain: dict[str, bytes]) -> None:
    with Workers(1) as workers:
        published = publish_desk(MANY, tmp_path / "begun", SECRET, begun=begun(tmp_path / "begun", workers))
    assert written(tmp_path / "begun") == plain
    assert {path.name for path in published.files} == plain.keys() - {".desk.json"}


def test_what_is_outdated_gives_way(tmp_path: Path, plain: dict[str, bytes]) -> None:
    outbox = tmp_path / "begun"
    outbox.mkdir()
    fewer = EverybodyFiles(everybody([standing(0)], "before"), outbox, SECRET)
    with Workers(1) as workers:
        fewer.begin(workers)
        fewer.drop()
        publish_desk(MANY, outbox, SECRET, begun=begun(outbox, workers))
    assert written(outbox) == plain


class Failing(Here):
    """A worker in which the program fails at whatever it begins."""

    def start(self, _function: Callable[..., Any], *_arguments: Any) -> Callable[[], Any]:
        return lambda: Missed("", "trace")


def test_what_a_worker_failed_at_is_written_here(tmp_path: Path, plain: dict[str, bytes]) -> None:
    publish_desk(MANY, tmp_path / "begun", SECRET, begun=begun(tmp_path / "begun", Failing(1)))
    assert written(tmp_path / "begun") == plain


def test_a_fault_at_everybody_costs_their_files_and_is_told_once(tmp_path: Path, plain: dict[str, bytes]) -> None:
    broken = MANY.everybody._replace(read=lambda *_: 1 // 0)
    outbox = tmp_path / "broken"
    outbox.mkdir()
    files = EverybodyFiles(broken, outbox, SECRET)
    files.begin(Here(1))
    published: Published = publish_desk(MANY, outbox, SECRET, begun=files)
    assert [missed.name for missed in published.missed] == [WORDS.search, WORDS.file]
    assert "ZeroDivisionError" in published.missed[1].trace
    assert written(outbox).keys() == plain.keys() - FILES
