"""What the data is: vocabularies, forms, notices, societies, routes and findings (TOML), and the models (Python)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `schemas/<name>.toml`, read once, e.g. table("vocabularies/levels"). Nobody changes the result."""
    return tomllib.loads((ROOT / f"{name}.toml").read_text(encoding="utf-8"))
