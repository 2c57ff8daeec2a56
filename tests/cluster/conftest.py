"""One scheduler with two workers for all tests that leave them as they were."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support_cluster import Machines, machines


@pytest.fixture(scope="session")
def cluster() -> Iterator[Machines]:
    with machines(2) as made:
        yield made
