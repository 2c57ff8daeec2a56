"""Which field each heading of an unknown form asks for: by its words, by the headings beside it, by its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.new_form.knowledge import NONE, SECRET, Known, everything, known
from pipeline.new_form.layout import Heading, same
from pipeline.recognise.words.form import bare
from pipeline.recognise.words.headings import CHOSEN
from schemas.headings import headings_file
from schemas.vocabularies import vocabulary_file

SURE, LIKELY, DOUBTFUL, UNKNOWN = "sure", "likely", "doubtful", "unknown"
_ORDER = (SURE, LIKELY, DOUBTFUL, UNKNOWN)
_TOGETHER = ("phone", "email")
"""Fields of which several columns are read together."""
_BY_CELLS = ("name", "phone", "email", "level", "domain")
_FEWEST_CELLS = 2


class Guess(NamedTuple):
    """What a heading is taken for: `field` is "" for none of ours and "secret" for what is never kept; `others` is what
    it may be as well, or holds besides. `why` names the sentence of schemas/new_form.toml that is said with it."""

    cell: str
    heading: str
    group: str
    field: str
    others: tuple[str, ...]
    state: str
    why: str = ""
    is_inner: bool = False
    table: int = 0

    @property
    def is_column(self) -> bool:
        """Whether a column of the form is drafted for it."""
        return self.field not in (NONE, SECRET) and not self.is_inner


def guesses(headings: Sequence[Heading]) -> list[Guess]:
    """One guess for each heading, in their order; headings that are choices of the one over them are one."""
    told = [_by_words(each) for each in _without_choices(headings)]
    certain = {guess.field for _, guess in told if guess.state == SURE and not guess.is_inner} - {NONE}
    settled = [_settled(guess, certain) for _, guess in told]
    settled = [_behind_contact(guess, before) for guess, before in zip(settled, [None, *settled], strict=False)]
    taken = {guess.field for guess in settled if guess.is_column}
    seen = [_by_cells(heading, guess, taken) for (heading, _), guess in zip(told, settled, strict=True)]
    return _each_field_once(seen)


def _without_choices(headings: Iterable[Heading]) -> list[Heading]:
    """专业 and 资深 as columns under 申请级别 are one heading, the upper one."""
    found: list[Heading] = []
    for each in headings:
        upper = known(each.path[-2]) if len(each.path) > 1 else Known()
        is_choice = upper.sure and upper.fields[0] in CHOSEN and not known(each.text).sure and not each.is_inner
        made = each._replace(path=each.path[:-1]) if is_choice else each
        if not (is_choice and found and found[-1].path == made.path):
            found.append(made)
    return found


def _by_words(heading: Heading) -> tuple[Heading, Guess]:
    """名称 under 企业 is understood with the word over it."""
    told = known(heading.text)
    if len(heading.path) > 1 and not (told.sure and len(told.fields) == 1) and not heading.is_inner:
        stacked = heading.path[-2] + heading.text
        if known(stacked).sure:
            told, heading = known(stacked), heading._replace(path=(*heading.path[:-2], stacked))
    group = heading.path[-2] if len(heading.path) > 1 else ""
    about = (heading.cell, heading.text, group)
    return heading, _said(about, told, heading.is_inner)._replace(table=heading.table)


def _said(about: tuple[str, str, str], told: Known, is_inner: bool) -> Guess:
    field, *others = told.fields
    if is_inner:
        return Guess(*about, field, tuple(others), LIKELY if told.is_known else UNKNOWN, "inner", True)
    if told.near:
        return Guess(*about, NONE, (told.near,), UNKNOWN, "near")
    if not told.is_known:
        return Guess(*about, NONE, (), UNKNOWN, "unknown")
    if others:
        return Guess(*about, field, tuple(others), DOUBTFUL, "either" if field else "decoy")
    if told.further:
        return Guess(*about, field, (told.further,), LIKELY, "pair")
    why = "secret" if field == SECRET else "" if field else "kept"
    return Guess(*about, field, (), SURE if told.sure else LIKELY, why or ("" if told.sure else "holds"))


def _settled(guess: Guess, certain: set[str]) -> Guess:
    """A word that may be two fields, by what else the form asks for."""
    for rule in headings_file().settled:
        if guess.why == "either" and {guess.field, *guess.others} == set(rule.fields):
            field = rule.fields[0] if len(certain & set(rule.beside)) >= rule.least else rule.fields[1]
            return guess._replace(field=field, others=(), state=LIKELY, why="beside")
    return guess


def _behind_contact(guess: Guess, before: Guess | None) -> Guess:
    """联系电话 right behind 联系人 is that one's."""
    if before and before.field == "company_contact" and not before.others and guess.field == "phone":
        return guess._replace(field="company_contact_phone", others=(), state=LIKELY, why="beside")
    return guess


def _by_cells(heading: Heading, guess: Guess, taken: set[str]) -> Guess:
    """What the cells show decides between two fields, and tells of a heading that no word explains."""
    looks = everything().looks
    shown = Counter(looks.choice(text) or looks.field(text) for text in heading.values)
    field = shown.most_common(1)[0][0] if len(shown) == 1 else ""
    if not field or guess.is_inner:
        return guess
    if guess.state == DOUBTFUL and field in (guess.field, *guess.others):
        is_so = field != "level" or {bare(text) for text in heading.values} <= _levels()
        return guess._replace(field=field, others=(), state=LIKELY, why="cells") if is_so else guess
    may_be = field in _BY_CELLS and field not in taken and len(heading.values) >= _FEWEST_CELLS
    if guess.why == "unknown" and may_be:
        return guess._replace(field=field, state=LIKELY, why="cells")
    return guess


@cache
def _levels() -> frozenset[str]:
    """The words for levels of members, without those of titles that are taken for one only where a level is asked."""
    words = vocabulary_file("levels")
    return frozenset(map(bare, (*words.canonical, *(word for safe in words.safe.values() for word in safe))))


def _each_field_once(told: list[Guess]) -> list[Guess]:
    """Of two headings for one field the surer, or the first; the other is kept beside it, and asked about."""
    best: dict[tuple[int, str], Guess] = {}
    for guess in told:
        if guess.is_column:
            other = best.setdefault((guess.table, guess.field), guess)
            if _ORDER.index(guess.state) < _ORDER.index(other.state):
                best[guess.table, guess.field] = guess
    return [_beside(guess, best.get((guess.table, guess.field), guess)) for guess in told]


def _beside(guess: Guess, best: Guess) -> Guess:
    """A guess as it is beside the best one for its field."""
    if not guess.is_column or best is guess or guess.field in _TOGETHER:
        return guess
    why = "again" if same(best.heading, guess.heading) else "double"
    return guess._replace(field=NONE, others=(guess.field,), state=DOUBTFUL, why=why)
