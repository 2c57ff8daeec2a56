"""The corpus of submissions: drawn at test time, read as the program reads, compared with the truth."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fuzz: the long mutation check (make fuzz)")
    config.addinivalue_line("markers", "ablation: each pass of the recogniser left out in turn (make ablate)")
