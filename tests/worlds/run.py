"""Worlds through the real program: files into an inbox, `process`, and what the register then says."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK
from tests.worlds.clerk import draw_world
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.sending import Sending
from tests.worlds.package import files_of
from tests.worlds.world import World

NOW = "2025-04-20T09:00:00+08:00"  # inside the notice's time


@dataclass
class Outcome:
    """What `export people` and `export findings` say, row by row."""

    people: list[dict[str, str]]
    findings: list[dict[str, str]]


def draw_worlds(people: int, seed: str, part: str, only: Sequence[str] = (), clerk: Clerk | None = None) -> list[World]:
    """Worlds until there are about so many people; each name of `only` has its turn at least once. Without a clerk of
    another notice they are those of attachment 3."""
    draw = clerk.draw if clerk else draw_world
    worlds: list[World] = []
    taken: set[str] = set()
    have = 0
    while have < people or len(worlds) < len(only):
        worlds.append(draw(len(worlds), seed, part, only[len(worlds) % len(only)] if only else ""))
        if taken & set(worlds[-1].roots):  # loose files of one name
            worlds[-1].style.carrier = "folder"
        taken.update(worlds[-1].roots)
        have += worlds[-1].size
    return worlds


def write(worlds: Iterable[World], inbox: Path) -> None:
    for world in worlds:
        for name, content in world.files() if isinstance(world, Sending) else files_of(world):
            path = inbox / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def process(folder: Path, workers: int = 2, clerk: Clerk | None = None) -> Outcome:
    """Run the main job over folder/inbox with everything of its own inside the folder; for the notice of a clerk, that
    one alone is open."""
    if clerk:
        (folder / "settings").mkdir()
        write_settings_workbook(folder / "settings" / WORKBOOK, open_notices=(clerk.notice,))
    now = clerk.now if clerk else NOW
    register = f"sqlite:///{folder / 'register.db'}"
    main_job(folder, "inbox", "outbox", now, workers)
    with ThreadPoolExecutor(2) as both:
        people, findings = both.map(lambda table: export(table, register, folder), ("people", "findings"))
    return Outcome(people, findings)


def main_job(folder: Path, inbox: str, outbox: str, now: str, workers: int) -> None:
    """One run over an inbox inside the folder, whose settings and register are its own."""
    places = ["--inbox", folder / inbox, "--outbox", folder / outbox, "--settings", folder / "settings"]
    register = f"sqlite:///{folder / 'register.db'}"
    done = pipeline("process", *places, "--register", register, "--now", now, "--workers", workers)
    if done.returncode not in (0, 4):
        raise RuntimeError(f"process ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")


def export(table: str, register: str, folder: Path) -> list[dict[str, str]]:
    path = folder / f"{table}.csv"
    done = pipeline("export", table, "--register", register, "--output", path)
    if done.returncode:
        raise RuntimeError(done.stderr)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def pipeline(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
