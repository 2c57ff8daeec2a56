"""A register of 200,000 people over 24 months: time measured by SQLite's own, on the same machine; and memory."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support_report import big_register
from support_shown import of_workbook

PEOPLE, MONTHS = 200_000, 24
SCAN = "SELECT " + ", ".join(
    f"sum(length({name}))" for name in ("row_id", "submission_id", "file", "section", "typed", "extra", "problems")
)


@pytest.mark.slow
def test_a_report_over_years_is_quick_and_small(tmp_path: Path) -> None:
    url = big_register(tmp_path / "register.db", PEOPLE, MONTHS)
    best = min(_ratio(tmp_path, url) for _ in range(5))
    assert best <= 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000  # kilobytes
    shown = of_workbook(next(tmp_path.glob("月报/2025-12/*.xlsx")))
    assert int(shown.tables["总体数量"]["新推荐人员（人）"]["通知累计"]) > 150_000


def _ratio(folder: Path, url: str) -> float:
    """How many scans of the table of people (rows as typed) a report takes."""
    with sqlite3.connect(folder / "register.db") as connection:
        begin = time.perf_counter()
        connection.execute(f"{SCAN} FROM person_rows").fetchall()
        scan = time.perf_counter() - begin
    command = [sys.executable, "-m", "pipeline", "report", "--month", "2025-12", "--register", url]
    places = ["--outbox", folder, "--settings", folder / "none", "--now", "2026-06-01T09:00:00+08:00"]
    begin = time.perf_counter()
    subprocess.run([*command, *places], check=True, capture_output=True)
    return (time.perf_counter() - begin) / scan
