"""The builders of valid files lie with the tests of their readers."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / area) for area in ("read", "mail", "main")]
