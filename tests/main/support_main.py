"""An office in a temporary folder: files go into its inbox, the main job runs over them, its exports are read."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pipeline.process
from examples.forms import Group, form
from pipeline.engine.workers import Workers
from pipeline.process import Options, Report, process
from pipeline.publish.outbox.batch import publish_batch
from pipeline.register import Register
from tests.support_workers import Here

TABLES = ("people", "rows", "projects", "submissions", "documents", "findings", "decisions")
NOW = datetime.fromisoformat("2025-05-06T09:00:00+08:00")
WORK = "主持境外水电站引水隧洞施工，提前两个月贯通。"


def person(
    name: str, phone: str, domain: str = "土木工程类", level: str = "专业工程会员", work: str = WORK
) -> list[object]:
    """A person as attachment 3 has it."""
    return [name, phone, domain, "缅甸", level, work]


def workbook(unit: str, *people: list[object], project: str = "缅甸公路项目", note: str = "") -> bytes:
    """Attachment 3 of a unit with one project abroad; a note below makes other bytes of the same people."""
    company = f"{unit}\n(联系人：金联络，手机：19911110000)"
    return form(
        unit,
        [Group([company, project, "缅甸", "承包工程", "在建", 9, 5, 4], list(people))],
        [],
        notes=[note] if note else [],
    )


class Office:
    """One installation."""

    def __init__(self, root: Path) -> None:
        self.inbox, self.outbox, self.settings = root / "inbox", root / "outbox", root / "settings"
        self.database = root / "register.db"
        self.inbox.mkdir(parents=True)

    @property
    def register(self) -> str:
        return f"sqlite:///{self.database.as_posix()}"

    def receive(self, files: Mapping[str, bytes]) -> None:
        """Put files into the inbox, by their path."""
        for path, data in files.items():
            target = self.inbox / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def run(self, **options: Any) -> Report:
        """The main job, at a fixed moment. Files are read in this process, which starts no other for a workbook or two,
        unless a number of `workers` is given, or the test has put others into their place."""
        own = "workers" in options or pipeline.process.Workers is not Workers
        chosen = {"notice": None, "now": NOW, "workers": 1} | options
        with nullcontext() if own else patch.object(pipeline.process, "Workers", Here):
            return process(Options(self.inbox, self.outbox, self.register, self.settings, **chosen), lambda *_: None)

    def export(self, table: str) -> list[dict[str, Any]]:
        with Register.open(self.register) as register:
            return register.export(table).to_dict("records")

    def people(self, unit: str = "") -> list[dict[str, Any]]:
        """`export people`, those of one unit or all."""
        return [row for row in self.export("people") if not unit or row["unit"] == unit]

    def fates(self, unit: str) -> list[tuple[str, str, str]]:
        """(received day, name, disposition) of a unit's person rows in order of receipt."""
        rows = sorted(self.people(unit), key=lambda row: (row["received_at"], row["source_file"], row["source_row"]))
        return [(row["received_at"][5:10], row["name"], row["disposition"]) for row in rows]

    def clone(self, root: Path, outbox: bool = False) -> Office:
        """The same register and inbox in another place, with an empty outbox unless that is wanted too."""
        other = Office(root)
        shutil.copytree(self.inbox, other.inbox, dirs_exist_ok=True)
        if outbox:
            shutil.copytree(self.outbox, other.outbox)
        if self.database.exists():
            shutil.copy(self.database, other.database)
        return other


def tree(folder: Path) -> dict[str, str]:
    """Path → sha-256 of every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def publish_again(office: Office) -> None:
    """Every batch anew, from the register alone, into an outbox that has lost them."""
    for folder in (office.outbox / "批次").iterdir():
        shutil.rmtree(folder)
    with Register.open(office.register) as register, register.alone():
        for batch in register.batches():
            publish_batch(register.batch_contents(batch), office.outbox, register.secret(), None)


BATCH = "20250506-02"
"""What the next run of an office that is `prepared` records."""


def prepared(root: Path) -> Office:
    """An office with one batch behind it, and the mail of the next day in its inbox."""
    office = Office(root)
    office.receive({"2025-04-10 甲/附件3.xlsx": workbook("甲工程有限公司", person("钱一", "19911112001"))})
    office.receive({"2025-04-10 乙/附件3.xlsx": workbook("乙工程有限公司", person("孙二", "19911112002", "机电"))})
    office.run()
    changed = workbook("甲工程有限公司", person("钱一", "19911112001", "机械工程类"), person("李三", "19911112003"))
    office.receive({"2025-04-20 甲/附件3.xlsx": changed, "2025-04-20 丙/盖章.pdf": b"%PDF-1.4"})
    office.receive({"2025-04-21 丁/附件3.xlsx": workbook("丁工程有限公司", person("周四", "19911112004"))})
    return office


def state(office: Office) -> tuple[dict[str, str], list[str], list[Any]]:
    """All that a run leaves behind: files with their bytes, folders, the register's tables."""
    folders = sorted(path.relative_to(office.outbox).as_posix() for path in office.outbox.rglob("*") if path.is_dir())
    with Register.open(office.register) as register:
        tables = [register.export(table).to_dict("records") for table in TABLES]
    return tree(office.outbox), folders, tables
