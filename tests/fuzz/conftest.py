"""The builders of valid files lie with the tests of their readers."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / area) for area in ("read", "mail", "main")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many files were forged in all, and at how many the program failed."""
    told: Counter[str] = Counter()
    for report in [each for reports in terminalreporter.stats.values() for each in reports]:
        if getattr(report, "when", "") == "call":
            told.update({name: value for name, value in report.user_properties if isinstance(value, int)})
    if told:
        terminalreporter.write_line(", ".join(f"{count:,} {name}" for name, count in told.items()))
