"""The corpus's writers of other formats, for the tests of forms in blocks."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "corpus"))
