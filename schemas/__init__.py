"""What the data is: vocabularies, forms, notices, societies, routes and findings (TOML), and the models (Python).

An installation lays its own files over these folders: those in settings/forms/ are read like those in schemas/forms/,
and win over one of the same name; so does settings/hours.toml. They are read once, by `lay_over`, so that all of a run
sees the same bytes: the readers, the workers (`laid_over` is handed to them) and the fingerprint of what people are
judged by.
"""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from schemas import kept
from schemas.named import NamedTuple

ROOT = Path(__file__).parent
OVERLAID = ("forms", "notices", "vocabularies", "layouts")
"""The folders that an installation may have of its own."""
CHOSEN = ("certificates", "hours")
"""Files that hold what is mostly our own choice: an installation may have one of its own instead."""
SHARED = "forms/common"
"""What all forms share is no form: nobody lays anything over it."""

_PART = re.compile(r"\{([a-z_]+)\}")


class Own(NamedTuple):
    """A file of this installation: its path, and its bytes; None where it cannot be read."""

    path: str
    content: bytes | None


_own: dict[str, Own] = {}


def lay_over(settings: Path) -> None:
    """From now on read the data files in the folder of the settings first: settings/forms/x.toml for "forms/x"."""
    found = {f"{part}/{path.stem}": path for part in OVERLAID for path in sorted((settings / part).glob("*.toml"))}
    found |= {name: path for name in CHOSEN if (path := settings / f"{name}.toml").exists()}
    put_over({name: Own(path.as_posix(), _bytes(path)) for name, path in found.items()})


def put_over(files: Mapping[str, Own]) -> None:
    """The same with files that were read before. Whatever was made of other ones is forgotten."""
    changed = {name: own for name, own in files.items() if name != SHARED}
    if changed == _own:
        return
    _own.clear()
    _own.update(changed)
    forget()


def forget() -> None:
    """Forget whatever was made of the data files, in all modules: each keeps what it made in a cache of functools."""
    for module in [module for name, module in sys.modules.items() if name.split(".")[0] in ("pipeline", __name__)]:
        for made in list(vars(module).values()):
            if hasattr(made, "cache_clear"):
                made.cache_clear()


def laid_over() -> Mapping[str, Own]:
    """This installation's files by name."""
    return dict(_own)


def names_in(part: str) -> list[str]:
    """The names of all data files in a folder, this installation's among them: names_in("forms")."""
    return sorted(_shipped_in(part) | {name.partition("/")[2] for name in _own if name.startswith(f"{part}/")})


@cache
def _shipped_in(part: str) -> frozenset[str]:
    return frozenset(path.stem for path in (ROOT / part).glob("*.toml"))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


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
        return _own[self.name].path if self.name in _own else f"schemas/{self.name}.toml"

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
    """The data file `schemas/<name>.toml`, or this installation's in its place, read once, e.g.
    table("vocabularies/levels"). Nobody changes the result.

    A long pattern is written as a table of named parts, which are joined here. Raises DataError where the file is
    missing or damaged, or a part of a pattern is not there. Who needs its values reads it as a type (schemas/typed.py).
    """
    if name in _own:
        return _parsed(name, _own[name].content)
    source = _bytes(ROOT / f"{name}.toml")
    return _kept(name, source) if source is not None else _parsed(name, source)


def _kept(name: str, source: bytes) -> dict[str, Any]:
    """A shipped file as it was parsed before, where it still is the same: parsing takes several times as long."""
    place = ROOT / "__pycache__" / f"{name.replace('/', '.')}.joined"
    if (known := kept.load(place, source)) is not None:
        data: dict[str, Any] = pickle.loads(known)
        return data
    data = _parsed(name, source)
    kept.keep(place, source, pickle.dumps(data, pickle.HIGHEST_PROTOCOL))
    return data


def _parsed(name: str, source: bytes | None) -> dict[str, Any]:
    if source is None:
        raise DataError(name, "unreadable")
    import tomli  # which most processes have no need of

    try:
        data = tomli.loads(source.decode("utf-8-sig").replace("\r\n", "\n"))  # as Notepad saves it
    except tomli.TOMLDecodeError as error:
        is_cut_off = error.pos >= len(error.doc)
        place = {"line": str(error.lineno), "column": str(error.colno)}
        raise DataError(name, "ends" if is_cut_off else "toml", "", place) from error
    except UnicodeDecodeError as error:
        raise DataError(name, "encoding") from error
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
