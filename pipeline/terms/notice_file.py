"""A notice file as typed values: what is missing, of another kind or not known is one sentence with file and key."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

import schemas
from schemas import DataError
from schemas.wording import wording_file

Kind = TypeVar("Kind")
_NEEDED: Any = object()


class Part:
    """The file, or a table in it (`at` is the key that leads there). Every key must be asked for before `close`."""

    def __init__(self, name: str, data: dict[str, Any] | None = None, at: str = "") -> None:
        self._name, self._at = name, at
        self._data = schemas.table(name) if data is None else data
        self._asked: set[str] = set()
        self._inner: list[Part] = []

    @property
    def is_empty(self) -> bool:
        return not self._data

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def text(self, key: str, otherwise: str = _NEEDED) -> str:
        return self._value(key, str, "text", otherwise)

    def number(self, key: str, otherwise: int = _NEEDED) -> int:
        return self._value(key, int, "number", otherwise)

    def count(self, key: str) -> int:
        """A number that is not below 0."""
        number = self.number(key)
        if number < 0:
            raise self.wrong(key, "count")
        return number

    def day(self, key: str) -> date:
        return self._value(key, date, "date", _NEEDED)

    def one_of(self, key: str, allowed: Collection[str], otherwise: str = _NEEDED) -> str:
        """A text that is one of these, or the default where the key is not there."""
        text = self.text(key, otherwise)
        return self._among(key, text, allowed) if key in self._data else text

    def check_words(self, key: str, words: Collection[str], allowed: Collection[str]) -> None:
        """Raises DataError unless these words of a value are different ones, each one of the allowed."""
        if len(set(words)) < len(words):
            raise self.twice(key)
        for word in words:
            self._among(key, word, allowed)

    def words(self, key: str, otherwise: tuple[str, ...] = _NEEDED) -> tuple[str, ...]:
        """A list of different texts; not an empty one unless that is the default."""
        if key not in self._data and otherwise is not _NEEDED:
            return otherwise
        values = self._value(key, list, "words", _NEEDED)
        if not values or not all(isinstance(value, str) and value for value in values):
            raise self.wrong(key, "words")
        if len(set(values)) < len(values):
            raise self.twice(key)
        return tuple(values)

    def words_of(self, key: str, allowed: Collection[str], otherwise: tuple[str, ...] = _NEEDED) -> tuple[str, ...]:
        """A list of different texts, each one of these."""
        return tuple(self._among(key, word, allowed) for word in self.words(key, otherwise))

    def texts(self, allowed: Collection[str], needed: Iterable[str] = ()) -> dict[str, str]:
        """All of the table: texts by key, each key one of the allowed."""
        for key in self._data:
            if key not in allowed:
                raise self._error("unknown", key)
        return {key: self.text(key) for key in (*self._data, *needed)}

    def part(self, key: str, otherwise: dict[str, Any] = _NEEDED) -> Part:
        """A table in this one."""
        return self._inside(key, self._value(key, dict, "table", otherwise))

    def parts(self, key: str, otherwise: list[Part] = _NEEDED) -> list[Part]:
        """A list of tables."""
        if key not in self._data and otherwise is not _NEEDED:
            return otherwise
        values = self._value(key, list, "tables", _NEEDED)
        if not values or not all(isinstance(value, dict) for value in values):
            raise self.wrong(key, "tables")
        return [self._inside(f"{key}[{number}]", value) for number, value in enumerate(values, 1)]

    def close(self) -> None:
        """Raises DataError for a key that nobody asked for, here or in a table inside."""
        for key in self._data:
            if key not in self._asked:
                raise self._error("unknown", key)
        for part in self._inner:
            part.close()

    def wrong(self, key: str, kind: str) -> DataError:
        """What to say of a value that is not of this kind."""
        return self._error("kind", key, kind=wording_file().notice_file.kinds[kind])

    def twice(self, key: str) -> DataError:
        """What to say of a list with the same word twice."""
        return self._error("twice", key)

    def lacks(self, key: str, field: str) -> DataError:
        """What to say where a list of tables does not hold people by this field, without which nobody is routed."""
        return self._error("routed_by", key, field=field)

    def nameless(self, key: str) -> DataError:
        """What to say of a file name that does not tell the person, where each has a file."""
        return self._error("nameless", key)

    def _among(self, key: str, value: str, allowed: Collection[str]) -> str:
        if value not in allowed:
            raise self._error("word", key, value=value, words="、".join(allowed))
        return value

    def _value(self, key: str, kind: type[Kind], named: str, otherwise: Any) -> Kind:
        self._asked.add(key)
        if key not in self._data:
            if otherwise is _NEEDED:
                raise self._error("missing", key)
            default: Kind = otherwise
            return default
        value = self._data[key]
        if not isinstance(value, kind) or isinstance(value, bool | datetime) or value == "":
            raise self.wrong(key, named)
        return value

    def _inside(self, at: str, data: dict[str, Any]) -> Part:
        part = Part(self._name, data, f"{self._at}{at}.")
        self._inner.append(part)
        return part

    def _error(self, sentence: str, key: str, **words: str) -> DataError:
        template: str = getattr(wording_file().notice_file, sentence)
        return DataError(f"schemas/{self._name}.toml", template.format(key=f"{self._at}{key}", **words))
