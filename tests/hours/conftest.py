"""The office of the main job's tests, and the writers of other formats, serve here too."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in ("main", "corpus"):
    sys.path.append(str(Path(__file__).parents[1] / folder))
