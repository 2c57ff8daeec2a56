"""What the data is: vocabularies, forms, notices, societies, routes and findings (TOML), and the models (Python)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import tomli

ROOT = Path(__file__).parent

_PART = re.compile(r"\{([a-z_]+)\}")


class DataError(ValueError):
    """A data file that cannot be read, and why: what judges is missing, so nothing can be judged."""

    def __init__(self, file: str, reason: object) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason

    def __reduce__(self) -> tuple[type[DataError], tuple[str, str]]:
        return DataError, (self.file, str(self.reason))


def slip(file: str, key: str, reason: str) -> DataError:
    """A data file that can be read but says what cannot be, `file` as `table` takes it; `key` is where it says so."""
    return DataError(f"schemas/{file}.toml", f"{key}: {reason}")


def check_keys(file: str, at: str, given: Iterable[str], needed: Iterable[str], optional: Iterable[str] = ()) -> None:
    """Raises DataError for the first key of a table that nothing knows, or the first that is missing; `at` is where the
    table stands in the file, "" for the file itself."""
    where, there, must = f"{at}." if at else "", set(given), set(needed)
    if unknown := sorted(there.difference(must, optional)):
        raise slip(file, f"{where}{unknown[0]}", "nothing of this name is known")
    if missing := sorted(must - there):
        raise slip(file, f"{where}{missing[0]}", "must be said")


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `schemas/<name>.toml`, read once, e.g. table("vocabularies/levels"). Nobody changes the result.

    A long pattern is written as a table of named parts, which are joined here. Raises DataError where the file is
    missing or damaged, or a part of a pattern is not there.
    """
    try:
        data = tomli.loads((ROOT / f"{name}.toml").read_text(encoding="utf-8"))
        _join_patterns(data)
    except (OSError, ValueError) as error:
        raise DataError(f"schemas/{name}.toml", error) from error
    return data


def _join_patterns(data: dict[str, Any]) -> None:
    for key, value in data.items():
        if isinstance(value, dict) and "regex" in value:
            data[key] = _joined("regex", value, key)
        elif isinstance(value, dict):
            _join_patterns(value)


def _joined(name: str, parts: dict[str, Any], pattern: str) -> str:
    """A part of a pattern with the parts that it names in it. Raises ValueError for one that is not there."""
    if not isinstance(parts.get(name), str):
        raise ValueError(f"{pattern}: no part {name}")
    return _PART.sub(lambda found: _joined(found[1], parts, pattern), parts[name])
