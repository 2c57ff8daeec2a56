"""How many examples Hypothesis draws: all of them in `make test-all`, an eighth in `make test`.

The profiles stand in conftest.py; a test that says nothing draws as many as its profile has, 100 or 12.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings

ALL, FEW = 100, 12


def examples(most: int, **more: Any) -> settings:
    """`most` examples where all are drawn, and never fewer than three."""
    return settings(max_examples=max(3, most * settings.default.max_examples // ALL), **more)
