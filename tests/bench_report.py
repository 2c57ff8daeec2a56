"""What reports and the desk's page cost where there are many people. Printed by `make bench`."""

from __future__ import annotations

import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

PEOPLE, MONTHS = 200_000, 24
SCAN = "SELECT " + ", ".join(
    f"sum(length({name}))" for name in ("row_id", "submission_id", "file", "section", "typed", "extra", "problems")
)
TIMES = 5  # how often both are taken; the best pair counts


def scans() -> float:
    """How many scans of the table of people, by SQLite itself, a report over 200,000 people takes."""
    from tests.report.support_report import big_register, report_command

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = report_command(big_register(folder / "register.db", PEOPLE, MONTHS), folder)
        return min(_report(command) / _scan(folder / "register.db") for _ in range(TIMES))


def _scan(register: Path) -> float:
    with sqlite3.connect(register) as connection:
        start = time.perf_counter()
        connection.execute(f"{SCAN} FROM person_rows").fetchall()
        return time.perf_counter() - start


def _report(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def page() -> tuple[float, float] | None:
    """Seconds until Chromium shows the desk's page with 20,000 people, and until all of them can be found; None where
    there is no Chromium."""
    from tests.report.support_browser import CHROMIUM, browser
    from tests.report.support_page_of_many import publish_page_of, twenty_thousand

    if not CHROMIUM:
        return None
    people = twenty_thousand()
    leftovers = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # the browser writes while it ends
    with leftovers as name, browser(Path(name) / "profile") as shown:
        index = publish_page_of(people, Path(name) / "outbox")
        start = time.perf_counter()
        shown.open(index)
        assert shown.value("document.querySelector('h1').textContent")
        opened = time.perf_counter() - start
        shown.until(f"everybody.people.length == {len(people)}")
        return opened, time.perf_counter() - start
