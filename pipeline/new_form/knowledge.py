"""What is known of headings before a form is: the words of all forms, and those of schemas/headings.toml, as the
headings of one form that asks for everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from unicodedata import normalize

import schemas
from pipeline.model.fields import BY_KEY
from pipeline.recognise.tools import Tools, tools_for
from pipeline.recognise.words.form import bare, fold_word
from pipeline.recognise.words.headings import without_remarks
from pipeline.recognise.words.loading import load
from schemas.forms import FormFile, common_file, form_file, form_names
from schemas.headings import headings_file
from schemas.named import NamedTuple

NONE, SECRET = "", "secret"
"""Of a heading: no field of ours; the number of an identity or an account, which is never kept."""
_SHORTEST = 4  # of a heading that is cut off
_MOST_CUT = 6  # characters that are missing
_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_LANGUAGES = re.compile(r"\s*[\n/|]\s*|(?<=[^\x00-\x7f])\s+(?=[A-Za-z])|(?<=[A-Za-z.])\s+(?=[^\x00-\x7f])")
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z .,'&-]{2,}")
_BETWEEN = re.compile(r"[及和与、/／]")


class Known(NamedTuple):
    """What a heading may ask for by its words alone. `fields`: the first is the likeliest; more than one where only
    others tell. `further`: what its cells hold besides. `sure` where it is a known word and not one that holds it;
    `is_known` is False where nothing of it is."""

    fields: tuple[str, ...] = (NONE,)
    further: str = ""
    sure: bool = False
    is_known: bool = True
    near: str = ""  # the field of the word that it holds, where it asks for something else


UNKNOWN = Known(is_known=False)
_CONTACT = ("company_contact", "phone")
"""联系人 and the phone behind it, which is that one's."""


def plain_heading(text: str) -> str:
    """A heading without what decorates it: signs, numbers and remarks such as 必填 around it, blanks and line breaks
    within Chinese words."""
    decoration = headings_file().decoration
    plain, before = _BLANKS.sub("", normalize("NFKC", text)).strip(), ""
    while plain != before:
        before = plain
        plain = re.sub(decoration.behind, "", re.sub(decoration.before, "", plain))
    return plain


@cache
def known(text: str) -> Known:
    """What a heading asks for by its words; the very word first, then two facts, then words that it holds."""
    plain = plain_heading(text)
    if not plain:
        return UNKNOWN
    certain = _very_word(plain) or _in_two_languages(text) or _together(plain) or _one_of_two(plain)
    certain = certain or _of_no_field(plain)
    return certain or _cut_off(plain) or _holding(plain)


def _very_word(plain: str) -> Known | None:
    folded = fold_word(plain)
    pairs = _pairs()
    for word in (bare(plain), bare(without_remarks(folded))):
        if pair := pairs.get(word):
            return Known((pair[0],), pair[1] or NONE, sure=pair[1] == NONE)
        if fields := _exact().get(word):
            return Known(fields, sure=True)
    return None


def _of_no_field(plain: str) -> Known | None:
    folded = fold_word(plain)
    return Known(sure=True) if any(re.fullmatch(fits, folded) for fits in headings_file().kept.patterns) else None


def _in_two_languages(text: str) -> Known | None:
    """姓名 / Name, in either order: the Chinese words tell; the others where these are not known."""
    parts = re.split(headings_file().decoration.language, normalize("NFKC", text))
    parts += re.findall(r"[A-Za-z][A-Za-z .]*[A-Za-z]|[^\x00-\x7f]+", normalize("NFKC", text))
    words = {part: found for part in parts if (found := _very_word(plain_heading(part)))}
    told = {part: found for part, found in words.items() if found.fields != (NONE,)}
    chinese = [found for part, found in told.items() if not part.isascii()]
    foreign = [found for part, found in told.items() if part.isascii()]
    if not foreign:
        return _translated(text, words)
    if chinese and len({found.fields[0] for found in chinese}) > 1:
        return None
    best = (chinese or foreign)[0]
    agreed = any(set(best.fields) & set(found.fields) for found in foreign)
    return best._replace(sure=best.sure and agreed and bool(chinese))


def _translated(text: str, words: Mapping[str, Known]) -> Known | None:
    """会员等级 / Class of Membership: one half is a known Chinese word, the other says it in unknown words."""
    halves = [half for half in _LANGUAGES.split(normalize("NFKC", text).strip()) if half]
    chinese, foreign = ([half for half in halves if half.isascii() is each] for each in (False, True))
    is_translated = len(chinese) == 1 and bool(foreign) and all(map(_FOREIGN.fullmatch, foreign))
    return words.get(chinese[0]) if is_translated else None


def _together(plain: str) -> Known | None:
    """工作单位及电话: the first of two facts that are known by themselves; the one that is a field, where the other is
    none (毕业院校及时间). What goes with somebody else is theirs (紧急联系人及电话)."""
    parts = [bare(part) for part in _BETWEEN.split(without_remarks(plain)) if bare(part)]
    told = [found for part in parts if (found := _very_word(part) or _of_no_field(part))]
    if len(parts) > 1 and any(map(is_somebody, parts)):
        return Known(sure=True)
    if len(parts) != 2 or len(told) != 2 or told[0].fields == told[1].fields:
        return None
    first, second = told if NONE not in told[0].fields else reversed(told)
    if NONE in first.fields:
        return None
    further = "company_contact_phone" if (first.fields[0], second.fields[0]) == _CONTACT else second.fields[0]
    return first if second.fields == (NONE,) else Known(first.fields[:1], further)


def _one_of_two(plain: str) -> Known | None:
    """推荐单位或推荐专家: whichever of two known things the cell holds."""
    parts = [bare(part) for part in re.split(headings_file().found.alternative, plain)]
    told = [_very_word(part) for part in parts]
    fields = list(dict.fromkeys(each.fields[0] for each in told if each))
    return Known(tuple(fields), sure=True) if len(told) > 1 and all(told) else None


def is_somebody(text: str) -> bool:
    """Whether a heading names somebody who is not the one that the form is about."""
    plain = re.sub(headings_file().found.of_group, "", plain_heading(text))
    return bare(plain) in _somebody() or re.fullmatch(headings_file().found.somebody, plain) is not None


@cache
def _somebody() -> frozenset[str]:
    return frozenset(map(bare, common_file().somebody.words))


def _cut_off(plain: str) -> Known | None:
    """A heading of which the end is missing (企业海外重点项目名), where all words that go on with it mean one thing."""
    begun = bare(plain)
    if len(begun) < _SHORTEST:
        return None
    words = (word for word in _exact() if word.startswith(begun) and len(word) - len(begun) < _MOST_CUT)
    going_on = {_exact()[word] for word in words}
    return Known(going_on.pop()) if len(going_on) == 1 else None


def _holding(plain: str) -> Known:
    meaning = everything().headings.understand(plain)
    if meaning.kind == "secret":
        return Known((SECRET,), sure=meaning.quality > 1)
    asks_for_another = everything().form.others.get(_ALIKE.get(meaning.field, ""))
    if asks_for_another and asks_for_another(fold_word(plain)):
        return Known(near=meaning.field, is_known=False)
    if meaning.kind == "field" and meaning.field in (fields := _ending(plain)):
        return Known(fields)
    if meaning.kind == "field":
        return Known((meaning.field, NONE) if meaning.doubtful else (meaning.field,), sure=meaning.quality > 1)
    return Known(near=meaning.aside, is_known=meaning.kind != "" and not meaning.aside)


def _ending(plain: str) -> tuple[str, ...]:
    """What the doubtful word with which a heading ends may be: 境外企业名称."""
    words = (word for word in headings_file().doubtful if len(word) >= _SHORTEST and bare(plain).endswith(bare(word)))
    return next((headings_file().doubtful[word] for word in words), ())


_ALIKE = {"workplace": "company"}
"""Fields whose words ask for another fact beside the same words as those of a field that is known better: 设计单位."""


@cache
def everything() -> Tools:
    """The tools of a form that knows every word, each for the field that it most likely asks for."""
    common = common_file()
    taken = {bare(word) for told in (common.secret, common.somebody) for word in told.words}
    columns: dict[str, dict[str, str]] = {}
    for word, fields in _exact().items():
        is_vague = NONE in fields and len(fields) > 1  # holding 级别 or 人员 tells even less than being it
        if word not in taken and not is_vague:
            columns.setdefault(fields[0], {})[word] = word
    for pair in headings_file().pairs.values():
        for word in pair.words:
            columns.setdefault(pair.fields[0], {}).setdefault(bare(word), word)
    kept = tuple(columns.pop(NONE, {}))
    columns.pop(SECRET, None)
    attached = form_file(_FULLEST)
    told = FormFile(
        form="everything",
        titles=("everything",),
        columns={field: tuple(words) for field, words in columns.items()},
        stems=attached.stems,
        extra=attached.extra._replace(words=kept),
        person_order=attached.person_order,
        unit_labels=attached.unit_labels,
    )
    return tools_for(load(told))


_OF_ANY = {*BY_KEY, "number"}
"""What any form may ask for; the other columns belong to forms with sections and lists of projects."""
_FULLEST = "attachment3"
"""The form whose stems and labels of units are those that units write in any list. Its groups (外派人员信息) are titles
of others."""


@cache
def _exact() -> Mapping[str, tuple[str, ...]]:
    """Folded word -> the fields that it may ask for. What headings.toml says goes before the words of forms, and a
    field of one form before another's word for columns that it keeps."""
    found: dict[str, dict[str, None]] = {}
    for word, field in _of_forms():
        found.setdefault(word, {})[field] = None
    data = headings_file()
    exact = {word: tuple(field for field in fields if field or len(fields) == 1) for word, fields in found.items()}
    alike: dict[tuple[str, ...], tuple[str, ...]] = {(other,): (field, other) for field, other in _ALIKE.items()}
    exact = {word: alike.get(fields, fields) for word, fields in exact.items()}
    exact |= {bare(word): (NONE,) for word in data.kept.words}
    exact |= {bare(word): (field,) for field, words in data.columns.items() for word in words}
    exact |= {bare(word): fields for word, fields in data.doubtful.items()}
    exact |= {bare(word): (SECRET,) for word in (*common_file().secret.words, *data.secret.words)}
    for pair in data.pairs.values():
        for word in pair.words:
            exact.pop(bare(word), None)
    return exact


def shipped_forms() -> list[str]:
    """The forms whose words are sure: those of this installation may be drafts that nobody has looked at."""
    return [name for name in form_names() if f"forms/{name}" not in schemas.laid_over()]


def _of_forms() -> Iterator[tuple[str, str]]:
    for name in shipped_forms():
        data = form_file(name)
        for field, words in data.columns.items():
            yield from ((bare(word), field if field in _OF_ANY else NONE) for word in words)
        for choice in data.either.values():
            yield from ((bare(word), field) for word in choice.words for field in (choice.person, choice.project))
        yield from ((bare(word), NONE) for word in (*data.extra.words, *common_file().somebody.words))


@cache
def _pairs() -> Mapping[str, tuple[str, str]]:
    return {bare(word): pair.fields for pair in headings_file().pairs.values() for word in pair.words}
