"""A register of 200,000 people over 24 months: what a report of it counts, and how much memory it takes.

The time it takes is measured by `make bench`.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from support_report import big_register, report_command
from support_shown import of_workbook

PEOPLE, MONTHS = 200_000, 24


@pytest.mark.slow
def test_a_report_over_years_is_small(tmp_path: Path) -> None:
    register = big_register(tmp_path / "register.db", PEOPLE, MONTHS)
    running = subprocess.Popen(report_command(register, tmp_path), stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(running.pid, 0)
    assert code == 0
    assert used.ru_maxrss < 1_000_000  # kilobytes
    shown = of_workbook(next(tmp_path.glob("月报/2025-12/*.xlsx")))
    assert int(shown.tables["总体数量"]["新推荐人员（人）"]["通知累计"]) > 150_000
