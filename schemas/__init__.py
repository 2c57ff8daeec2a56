"""What the data is: vocabularies, forms, notices, societies, routes and findings (TOML), and the models (Python)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli

ROOT = Path(__file__).parent

_PART = re.compile(r"\{([a-z_]+)\}")


class DataError(ValueError):
    """A data file that cannot be used: what judges is missing, so nothing can be judged.

    `name` is the file as `table` takes it, `key` where the slip stands in it. What is wrong is a name, that of the
    sentence in schemas/slips.toml; `words` are what that sentence says beside the key. The sentence is made when it is
    told, so that reading a file never depends on another one.
    """

    def __init__(self, name: str, wrong: str, key: str = "", words: Mapping[str, str] | None = None) -> None:
        super().__init__(name, wrong, key, words)
        self.name, self.wrong, self.key, self.words = name, wrong, key, words or {}

    @property
    def file(self) -> str:
        return f"schemas/{self.name}.toml"

    @property
    def reason(self) -> str:
        from schemas.slips import reason

        return reason(self)

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


def check_among(name: str, key: str, named: Iterable[str], allowed: Collection[str]) -> None:
    """Raises DataError for the first of the names that stand under `key` which is none of the allowed."""
    for word in named:
        if word not in allowed:
            raise DataError(name, "word", key, {"value": word, "allowed": "、".join(allowed)})


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `schemas/<name>.toml`, read once, e.g. table("vocabularies/levels"). Nobody changes the result.

    A long pattern is written as a table of named parts, which are joined here. Raises DataError where the file is
    missing or damaged, or a part of a pattern is not there. Who needs its values reads it as a type (schemas/typed.py).
    """
    try:
        data = tomli.loads((ROOT / f"{name}.toml").read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        is_cut_off = error.pos >= len(error.doc)
        place = {"line": str(error.lineno), "column": str(error.colno)}
        raise DataError(name, "ends" if is_cut_off else "toml", "", place) from error
    except UnicodeDecodeError as error:
        raise DataError(name, "encoding") from error
    except OSError as error:
        raise DataError(name, "unreadable") from error
    _join_patterns(name, data)
    return data


def _join_patterns(name: str, data: dict[str, Any], around: str = "") -> None:
    for key, value in data.items():
        if isinstance(value, dict) and "regex" in value:
            data[key] = _joined("regex", value, name, f"{around}{key}")
        elif isinstance(value, dict):
            _join_patterns(name, value, f"{around}{key}.")


def _joined(part: str, parts: dict[str, Any], name: str, key: str) -> str:
    """A part of a pattern with the parts that it names in it. Raises DataError for one that is not there."""
    if not isinstance(parts.get(part), str):
        raise DataError(name, "missing", f"{key}.{part}")
    return _PART.sub(lambda found: _joined(found[1], parts, name, key), parts[part])
