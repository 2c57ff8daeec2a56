"""What the data is: vocabularies, forms, notices, societies, routes and findings (TOML), and the models (Python)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


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

    Raises DataError where it is missing or damaged.
    """
    try:
        return tomllib.loads((ROOT / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"schemas/{name}.toml", error) from error
