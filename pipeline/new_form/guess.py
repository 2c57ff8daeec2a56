"""Which field each heading of an unknown form asks for: by its words, by the headings beside it, by its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.model.fields import BY_KEY
from pipeline.new_form.headings import Heading, same
from pipeline.new_form.knowledge import NONE, SECRET, Known, everything, is_somebody, known, plain_heading
from pipeline.recognise.sheet.column import PLACES
from pipeline.recognise.words.form import bare
from pipeline.recognise.words.headings import CHOSEN
from schemas.headings import headings_file
from schemas.named import NamedTuple
from schemas.vocabularies import vocabulary_file

SURE, LIKELY, DOUBTFUL, UNKNOWN = "sure", "likely", "doubtful", "unknown"
_ORDER = (SURE, LIKELY, DOUBTFUL, UNKNOWN)
_TOGETHER = ("phone", "email")
"""Fields of which several columns are read together."""
_BY_CELLS = ("name", "phone", "email", "level", "domain")
_FEWEST_CELLS = 2
"""Fields whose cells look alike."""


class Guess(NamedTuple):
    """What a heading is taken for: `field` is "" for none of ours and "secret" for what is never kept; `others` is what
    it may be as well, or holds besides. `why` names the sentence of schemas/new_form.toml that is said with it.
    `stacked` is the heading with the group over it, where only both together are a word; `outside` as of a Heading."""

    cell: str
    heading: str
    group: str
    field: str
    others: tuple[str, ...]
    state: str
    why: str = ""
    is_inner: bool = False
    table: int = 0
    stacked: str = ""
    outside: str = ""

    @property
    def word(self) -> str:
        """The word by which a form knows the heading."""
        return self.stacked or self.heading

    @property
    def is_column(self) -> bool:
        """Whether a column of the form is drafted for it."""
        is_read = not self.is_inner and (not self.outside or self.state == LIKELY)
        return self.field not in (NONE, SECRET) and is_read


def guesses(headings: Sequence[Heading]) -> list[Guess]:
    """One guess for each heading, in their order; headings that are choices of the one over them are one."""
    headings = _without_choices(headings)
    told = [_by_words(each) for each in headings]
    certain = {guess.field for guess in told if guess.state == SURE and not guess.is_inner} - {NONE}
    settled = [_settled(guess, certain) for guess in told]
    settled = [behind_contact(guess, before) for guess, before in zip(settled, [None, *settled], strict=False)]
    asked = {guess.field for guess in settled if guess.is_column}
    settled = [_unsettled(guess, settled, asked) for guess in settled]
    seen = [_by_cells(heading, guess, asked) for heading, guess in zip(headings, settled, strict=True)]
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


def _by_words(heading: Heading) -> Guess:
    """名称 under 企业 or 企业情况 is understood with the word over it, 电话 under 紧急联系人 is that one's."""
    group = heading.path[-2] if len(heading.path) > 1 else ""
    guess = _said((heading.cell, heading.text, group), known(heading.text), heading.is_inner)
    guess = guess._replace(table=heading.table)
    if not group or heading.is_inner or guess.field == SECRET:
        return guess
    stacked = group + heading.text
    if any(map(is_somebody, heading.path[:-1])):
        return guess._replace(group="", stacked=stacked, field=NONE, others=(), state=SURE, why="somebody")
    told = next((found for word in (stacked, *_as_one(group, heading.text)) if (found := known(word)).sure), None)
    if guess.state == SURE or told is None:
        return guess
    return _said((heading.cell, heading.text, ""), told, False)._replace(table=heading.table, stacked=stacked)


def _as_one(group: str, text: str) -> Iterator[str]:
    """名称 under 技术职称情况 as 技术职称名称, and as what the field of that group is called: 职称名称."""
    plain = re.sub(headings_file().found.of_group, "", plain_heading(group))
    yield plain + text
    if known(plain).sure and (field := known(plain).fields[0]) in BY_KEY:
        yield BY_KEY[field].label + text


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


def _unsettled(guess: Guess, told: Iterable[Guess], asked: set[str]) -> Guess:
    """A word for one field that may be another's in this form: 申报级别 beside 拟申报专业技术职务."""
    for rule in headings_file().unsettled:
        if guess.state == SURE and guess.field == rule.fields[0] and re.fullmatch(rule.words, bare(guess.word)):
            is_beside = rule.beside and any(
                re.fullmatch(rule.beside, bare(each.word)) for each in told if each is not guess
            )
            if is_beside or (rule.without and not asked & set(rule.without)):
                return guess._replace(others=rule.fields[1:], state=DOUBTFUL, why="either")
    return guess


def behind_contact(guess: Guess, before: Guess | None) -> Guess:
    """联系电话 right behind 联系人 is that one's."""
    if before and before.field == "company_contact" and not before.others and guess.field == "phone":
        return guess._replace(field="company_contact_phone", others=(), state=LIKELY, why="beside")
    return guess


def _by_cells(heading: Heading, guess: Guess, taken: set[str]) -> Guess:
    """What the cells show decides between two fields, and tells of a heading that no word explains."""
    looks = everything().looks
    shown = Counter(looks.choice(text) or looks.field(text) for text in heading.values)
    field = shown.most_common(1)[0][0] if len(shown) == 1 else ""
    if not field or guess.is_inner or {guess.field, *guess.others} >= PLACES:
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
