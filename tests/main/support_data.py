"""An installation whose data differ: a copy of schemas/ in a folder, which the program finds before its own."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]
NOW = "2026-05-06T09:00:00+08:00"


class Installation:
    """The program with data of its own; each command is a process of its own, since data are read once in each."""

    def __init__(self, root: Path) -> None:
        self.root, self.schemas = root, root / "schemas"
        self.inbox, self.outbox = root / "inbox", root / "outbox"
        shutil.copytree(SOURCES / "schemas", self.schemas, ignore=shutil.ignore_patterns("__pycache__"))
        self.inbox.mkdir()
        self._exported: dict[str, list[dict[str, str]]] = {}

    def write(self, name: str, text: str) -> None:
        (self.schemas / f"{name}.toml").write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Change a data file at a place that it has once."""
        text = (self.schemas / f"{name}.toml").read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command as typed in the folder."""
        surroundings = os.environ | {"PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "pipeline", *words]
        return subprocess.run(
            command, cwd=self.root, env=surroundings, capture_output=True, encoding="utf-8", check=False
        )

    def process(self, *words: str) -> subprocess.CompletedProcess[str]:
        self._exported.clear()
        return self("process", "--now", NOW, "--workers", "1", *words)

    def export(self, table: str) -> list[dict[str, str]]:
        """What the register holds since the last run, asked for once."""
        if table not in self._exported:
            assert self("export", table, "--format", "csv", "--output", f"{table}.csv").returncode == 0
            with (self.root / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                self._exported[table] = list(csv.DictReader(file))
        return self._exported[table]
