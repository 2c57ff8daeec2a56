"""Who may not be recommended any more (003:112-114): known by 编号, and by a keyed hash of the name with a phone or a
mail address, which stays when all else that tells of somebody was forgotten."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable

from pipeline.text.fold import fold
from schemas.named import NamedTuple


class Exclusion(NamedTuple):
    """That a person may not be recommended any more: why, and since when (ISO). `digest` is one of `digests`, "" where
    the person is known by number alone."""

    digest: str
    person_id: str
    cause: str
    since: str


class Exclusions:
    """Everybody who is excluded; nearly always nobody, which costs nothing. `over` are the rows (row_id) with which
    they went on before, to an end: these stay what they are."""

    def __init__(
        self, secret: bytes = b"", entries: Iterable[Exclusion] = (), over: Collection[str] = frozenset()
    ) -> None:
        self._secret, self._entries, self.over = secret, tuple(entries), over
        self._by_person: dict[str, Exclusion] = {}
        self._by_digest: dict[str, Exclusion] = {}
        for each in self._entries:
            self._by_person.setdefault(each.person_id, each)
            self._by_digest.setdefault(each.digest, each)
        self._by_digest.pop("", None)

    def __bool__(self) -> bool:
        return bool(self._by_person)

    def but_for(self, over: Collection[str]) -> Exclusions:
        """The same, with what is over."""
        return Exclusions(self._secret, self._entries, over)

    @property
    def people(self) -> list[str]:
        """Their numbers (person_id)."""
        return list(self._by_person)

    def of(self, person_id: str, name: str, contacts: Iterable[str]) -> Exclusion | None:
        """Why a person is excluded who is this one, or called so with one of these phones or mail addresses."""
        if known := self._by_person.get(person_id):
            return known
        told = digests(self._secret, name, contacts) if self._by_digest else ()
        return next((self._by_digest[each] for each in told if each in self._by_digest), None)


NOBODY = Exclusions()


def contacts_of(phone: str, others: str, email: str) -> list[str]:
    """By what a row can be reached: its phone, the others (joined by ;), its mail address."""
    return [each for each in (phone, *others.split(";"), email) if each]


def digests(secret: bytes, name: str, contacts: Iterable[str]) -> list[str]:
    """By what somebody is known again: the name with each phone and mail address."""
    if not fold(name):
        return []
    told = [f"{fold(name)}\0{fold(each)}" for each in contacts]
    return [hmac.new(secret, each.encode(), hashlib.sha256).hexdigest() for each in told]
