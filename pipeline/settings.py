"""What belongs to this installation: settings/设置.xlsx, which staff edit. Its wording is schemas/settings.toml.

Sheets: 本会 (the association), 学会与路由 (which society takes which domain, confirmed by whom and when), 别名 (own
words), 应报单位 (units that are expected to answer). Own words are checked against the vocabularies as they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import schemas
from pipeline.errors import UserError
from pipeline.normalise.keys import fold
from pipeline.notices import load_notice
from pipeline.settings_sheets import Book, Cell, Line, fault, labels, lines, open_workbook
from pipeline.settings_words import standard_words

WORKBOOK = "设置.xlsx"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class Alias(NamedTuple):
    """One own word (别名).

    `vocabulary` is what it stands in: domain, specialty, level, project_type, project_status or country; `canonical` is
    a word of that vocabulary (specialty: with its domain, 土木工程类/结构工程; country: its ISO 3166 alpha-2 code).
    """

    vocabulary: str
    typed: str
    canonical: str


class Confirmation(NamedTuple):
    """What staff say of one domain's route. Without `by` and `when` the society is only proposed."""

    society: str
    by: str = ""
    when: date | None = None


class SocietyContact(NamedTuple):
    """Where a society is written to."""

    email: str = ""
    contact: str = ""


def _unset() -> dict[str, str]:
    keys = [row["key"] for row in schemas.table("settings")["association"]["rows"]]
    return {**dict.fromkeys(keys, ""), "name": load_notice().association}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; what nobody has set has its shipped value."""

    association: Mapping[str, str] = field(default_factory=_unset)  # name, address, contact, phone, email, mail_account
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)  # by domain
    societies: Mapping[str, SocietyContact] = field(default_factory=dict)  # by the society's Chinese name
    aliases: tuple[Alias, ...] = ()
    expected_units: tuple[str, ...] = ()


def read_settings(folder: Path) -> Settings:
    """The settings of this installation; the shipped ones where there is no workbook.

    Raises UserError (exit code 1) for a workbook that cannot be opened or a cell that cannot be meant: which sheet and
    cell, what is wrong, what to do.
    """
    path = folder / WORKBOOK
    if not path.exists():
        return Settings()
    book = open_workbook(path)
    ways = list(lines(book, "routes"))
    societies = _societies(ways)
    return Settings(
        association=_unset() | _association(book),
        confirmations=_confirmations(ways, societies),
        societies=societies,
        aliases=_aliases(book),
        expected_units=tuple(dict.fromkeys(line["unit"].text for line in lines(book, "units") if line["unit"].text)),
    )


def _association(book: Book) -> dict[str, str]:
    rows = {fold(row["label"]): row["key"] for row in schemas.table("settings")["association"]["rows"]}
    filled = {fold(line["label"].text): line["value"].text for line in lines(book, "association")}
    return {key: filled[label] for label, key in rows.items() if filled.get(label)}


def _societies(ways: list[Line]) -> dict[str, SocietyContact]:
    """Where each society is written to. Raises UserError for a mail address that is none, or two for one society."""
    contacts: dict[str, SocietyContact] = {}
    seen: dict[str, Cell] = {}
    for line in ways:
        society, email = line["society"].text, line["email"]
        if email.text and not _EMAIL.fullmatch(email.text):
            raise fault("email", email)
        if society in seen and email.text not in ("", seen[society].text):
            raise fault("two_emails", line["society"], earlier=seen[society].address)
        if society and email.text and society not in seen:
            seen[society] = email
            contacts[society] = SocietyContact(email.text, line["contact"].text)
    return contacts


def _confirmations(ways: list[Line], contacts: Mapping[str, SocietyContact]) -> dict[str, Confirmation]:
    """What staff say of each domain's route. Raises UserError: an unknown or repeated domain, an unknown society."""
    known = {*schemas.table("societies")["society"], *contacts}
    domains = [route["domain"] for route in schemas.table("routes")["route"]]
    said: dict[str, Confirmation] = {}
    seen: dict[str, Cell] = {}
    for line in ways:
        domain, society = line["domain"], _filled(line, "society", "routes")
        if _filled(line, "domain", "routes").text not in domains:
            raise _unknown(domain, labels("routes")["domain"], domains)
        if domain.text in seen:
            raise fault("twice", domain, earlier=seen[domain.text].address)
        if society.text not in known:
            raise fault("society", society, near=_near(society.text, known))
        seen[domain.text] = domain
        said[domain.text] = Confirmation(society.text, *_confirmed(line))
    return said


def _confirmed(line: Line) -> tuple[str, date | None]:
    """By whom and when; neither where the line is not confirmed."""
    by, when = line["by"], line["when"]
    if not by.text and not when.text:
        return "", None
    for key in ("by", "when"):
        if not line[key].text:
            raise fault("half_confirmed", line[key], label=labels("routes")[key])
    return by.text, _date(when)


def _date(cell: Cell) -> date:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if written := _DATE.fullmatch(cell.text):
        with suppress(ValueError):
            return date(*map(int, written.groups()))
    raise fault("date", cell)


def _aliases(book: Book) -> tuple[Alias, ...]:
    """The own words. Raises UserError for a word that is not in its vocabulary, or one that has two meanings."""
    vocabularies = {label: key for key, label in schemas.table("settings")["vocabularies"].items()}
    seen: dict[tuple[str, str], tuple[Alias, Cell]] = {}
    for line in lines(book, "aliases"):
        label, typed, word = (_filled(line, key, "aliases") for key in ("vocabulary", "typed", "canonical"))
        if label.text not in vocabularies:
            raise _unknown(label, labels("aliases")["vocabulary"], vocabularies)
        alias = Alias(vocabularies[label.text], typed.text, _meaning(vocabularies[label.text], label.text, typed, word))
        key = (alias.vocabulary, fold(typed.text))
        earlier, cell = seen.setdefault(key, (alias, typed))
        if earlier.canonical != alias.canonical:
            raise fault("two_meanings", typed, earlier=cell.address, word=shown_word(earlier))
    return tuple(alias for alias, _ in seen.values())


def _meaning(vocabulary: str, label: str, typed: Cell, word: Cell) -> str:
    """What an own word stands for. Raises UserError unless it is a standard word, and the own word not another one."""
    words = standard_words(vocabulary)
    if word.text not in words:
        raise _unknown(word, label, words)
    if typed.text in words and typed.text != word.text:
        raise fault("standard_word", typed, word=typed.text)
    return words[word.text]


def shown_word(alias: Alias) -> str:
    """The standard word of an own word, as staff chose it."""
    return next(word for word, canonical in standard_words(alias.vocabulary).items() if canonical == alias.canonical)


def _filled(line: Line, key: str, sheet: str) -> Cell:
    if not line[key].text:
        raise fault("half_row", line[key], label=labels(sheet)[key])
    return line[key]


def _unknown(cell: Cell, label: str, words: Iterable[str]) -> UserError:
    return fault("word", cell, label=label, near=_near(cell.text, words))


def _near(text: str, words: Iterable[str]) -> str:
    """A question after words of a near spelling; empty where there are none."""
    found = get_close_matches(text, sorted(words), n=3, cutoff=0.5)
    question: str = schemas.table("settings")["errors"]["near"]
    return question.format(words="、".join(found)) if found else ""
