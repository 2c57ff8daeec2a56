"""The draft of a form and of its notice, as files that load as they are: what was guessed is written, what is not
certain is asked in a comment."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import schemas
from pipeline import TEMPLATES
from pipeline.errors import UserError
from pipeline.model.fields import field_label
from pipeline.new_form.checking import loaded
from pipeline.new_form.guess import DOUBTFUL, UNKNOWN, Guess
from pipeline.new_form.headings import ABOVE
from pipeline.new_form.knowledge import NONE, SECRET, plain_heading, shipped_forms
from pipeline.new_form.layout import CARD
from pipeline.new_form.notice_values import notice_values
from pipeline.new_form.sheets import SheetSurvey
from pipeline.new_form.survey import Told
from pipeline.recognise.words.form import bare, fold_word
from pipeline.recognise.words.headings import without_remarks
from pipeline.terms.forms import asks_for
from pipeline.terms.notices import notices
from schemas.forms import common_file, form_file
from schemas.headings import headings_file
from schemas.named import NamedTuple
from schemas.new_form import new_form_file

if TYPE_CHECKING:
    from jinja2 import Environment

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_COMMON = ("name", "number", "phone", "email", "level", "domain", "experience", "location", "unit", "section")
"""Fields that nearly every form asks for: they tell none."""
_TELLING = 4
_FEWEST_TELLING = 2
_BESIDE = {"phone": ("contact",), "specialty": ("subject",), "workplace": ("company",), "location": ("country",)}
"""Of a field, lists of words of other forms that may ask for it besides those of its own name."""


class Draft(NamedTuple):
    """The two files: their names below the settings, and their text."""

    name: str
    files: Mapping[str, str]


def drafted(sheet: SheetSurvey, told: Told, file: Path, name: str, year: int) -> Draft:
    """The draft of the form that a sheet shows. `name` is "" for one from the file's or the title; `year` is this one,
    where the file tells none. Raises UserError (2) for a name that cannot be one."""
    title = sheet.title or plain_heading(file.stem)
    name = _checked(name) if name else _name_of(file.stem, title)
    about = {"name": name, "title": title, "file": file.name, "path": file.as_posix()}
    columns = _columns(sheet.guesses)
    asked = [column["field"] for column in columns]
    form = (
        _environment()
        .get_template("form.toml")
        .render(
            about,
            year=told.year,
            titles=_titles(title, sheet.printed),
            telling=_telling(_asked_of_people(sheet.guesses)),
            unit_labels=_unit_labels(sheet),
            asks=_asks(sheet),
            columns=columns,
            borrowed=_borrowed(asked, name),
            groups=_groups(sheet.guesses),
            kept=_kept(sheet.guesses),
            secret=_secret(sheet.guesses),
            proposed=_proposed(sheet.guesses),
        )
    )
    if any(name in notice.forms for notice in notices().values()):
        return Draft(name, {f"forms/{name}.toml": form})  # it takes the place of one that has its notice
    notice = _environment().get_template("notice.toml").render(about | notice_values(sheet, told, asked, year))
    return Draft(name, {f"forms/{name}.toml": form, f"notices/{name}.toml": notice})


def write(draft: Draft, settings: Path) -> list[Path]:
    """Write the files, once all data load with them. Raises UserError (1) where one is there already, DataError where
    what is known contradicts them; then nothing is written."""
    refused = new_form_file().refused
    paths = [settings / file for file in draft.files]
    for path in paths:
        if path.exists():
            raise UserError(refused.there.format(path=path.as_posix()))
    texts = dict(zip(paths, draft.files.values(), strict=True))
    own = {
        f"{path.parent.name}/{path.stem}": schemas.Own(path.as_posix(), text.encode()) for path, text in texts.items()
    }
    schemas.put_over({**schemas.laid_over(), **own})
    loaded(draft.name, settings)
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise UserError(refused.folder.format(path=path.as_posix())) from error
    return paths


def sentence(guess: Guess, sentences: Mapping[str, str]) -> str:
    """What one of [why] or [ask] says of a guess; "" where it says nothing."""
    others = new_form_file().draft.comma.join(field_words(field) for field in guess.others)
    return sentences.get(guess.why, "").format(heading=_line(guess.heading), others=others)


def field_words(field: str) -> str:
    """What people call a field, or what becomes of a heading that asks for none."""
    words = new_form_file().draft.fields
    return {NONE: words["none"], SECRET: words["secret"]}.get(field) or field_label(field)


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name == "common":
        raise UserError(new_form_file().refused.name.format(name=name), 2)
    return name


def _name_of(stem: str, title: str) -> str:
    """Letters and figures of the file's name; a sum of the title where it has no letter."""
    plain = "-".join(re.findall(r"[a-z0-9]+", stem.lower()))
    return plain if re.search("[a-z]", plain) else f"form-{hashlib.blake2b(title.encode(), digest_size=3).hexdigest()}"


def _titles(title: str, printed: str) -> list[str]:
    """The title, the line with it as it is printed, and the title without its year."""
    without = re.sub(rf"^{headings_file().found.year}度?", "", title) or title
    return list(dict.fromkeys(filter(None, (title, without, _line(printed)))))


def _columns(told: Iterable[Guess]) -> list[dict[str, Any]]:
    """The fields in the order in which they are asked for, each with its headings; no word is given twice."""
    seen, found = set[str](), dict[str, dict[str, Any]]()
    for guess in told:
        if guess.is_column and (words := _new_words(guess.word, seen)):
            ask = sentence(guess, new_form_file().ask)
            column = found.setdefault(
                guess.field, {"field": guess.field, "label": field_words(guess.field), "words": [], "ask": ""}
            )
            column["words"] += words
            column["ask"] = column["ask"] or ask
    return list(found.values())


def _new_words(heading: str, seen: set[str]) -> list[str]:
    """The heading as a word of the form, and as it is printed where folding does not make that of it."""
    plain = plain_heading(heading)
    words = [plain] if bare(plain) == bare(heading) or without_remarks(fold_word(heading)) == bare(plain) else []
    new = [word for word in words or [plain, _line(heading)] if bare(word) and bare(word) not in seen | _of_common()]
    seen.update(map(bare, new))
    return new


@cache
def _of_common() -> frozenset[str]:
    """Words that have their meaning in every form."""
    common = common_file()
    return frozenset(bare(word) for told in (common.secret, common.somebody) for word in told.words)


def _kept(told: Iterable[Guess]) -> list[dict[str, str]]:
    seen = {bare(word) for column in _columns(told) for word in column["words"]}
    found = []
    for guess in told:
        if not guess.is_column and guess.field != SECRET and not guess.outside:
            ask = sentence(guess, new_form_file().ask)
            found += [{"word": word, "ask": ask} for word in _new_words(guess.word, seen)]
    return found


def _secret(told: Iterable[Guess]) -> list[str]:
    """All words for what is never kept, where the form has one that not every form knows."""
    own = [plain_heading(guess.word) for guess in told if guess.field == SECRET]
    new = {bare(word): word for word in own if bare(word) not in _of_common()}
    return [*new.values(), *common_file().secret.words] if new else []


def _groups(told: Iterable[Guess]) -> list[str]:
    seen = {bare(word) for column in _columns(told) for word in column["words"]}
    seen |= {bare(each["word"]) for each in _kept(told)}
    return [word for guess in told if guess.group and not guess.is_inner for word in _new_words(guess.group, seen)]


def _proposed(told: Iterable[Guess]) -> list[dict[str, str]]:
    """A field of its own for each heading that none of ours fits."""
    unknown = (guess for guess in told if guess.field == NONE and guess.state == UNKNOWN and not guess.outside)
    left = [plain_heading(guess.word) for guess in unknown]
    types = headings_file().types
    return [
        {"label": label, "type": next((kind for kind, fits in types.items() if re.fullmatch(fits, label)), "text")}
        for label in dict.fromkeys(left)
    ]


def _asked_of_people(told: Iterable[Guess]) -> list[str]:
    """The fields of the table that asks for the name, or of all where none does."""
    columns = [guess for guess in told if guess.is_column]
    table = next((guess.table for guess in columns if guess.field == "name"), None)
    return list(dict.fromkeys(guess.field for guess in columns if table in (None, guess.table)))


def _telling(asked: list[str]) -> list[str]:
    """The fields that the fewest other forms ask for, those last that borrow their words; commoner ones only where
    there are not enough."""
    others = shipped_forms()
    rare = sorted(
        (field for field in asked if field not in _COMMON),
        key=lambda field: (field in _BESIDE, sum(field in asks_for(form) for form in others)),
    )[:_TELLING]
    common = [field for field in ("email", "phone", "location") if field in asked]
    return (rare if len(rare) >= _FEWEST_TELLING else [*rare, *common])[:_TELLING]


def _unit_labels(sheet: SheetSurvey) -> list[str]:
    if sheet.kind == CARD and not sheet.unit_label:
        return []
    own = [_line(sheet.unit_label)] if sheet.unit_label else []
    labels: dict[str, str] = {}
    for label in (*own, *form_file("csee").unit_labels):
        labels.setdefault(bare(label), label)
    return list(labels.values())


def _asks(sheet: SheetSurvey) -> list[str]:
    words = new_form_file().draft
    found = [words.secret.format(heading=_line(each.heading)) for each in sheet.guesses if each.field == SECRET]
    if inner := list(dict.fromkeys(_line(each.group) for each in sheet.guesses if each.is_inner)):
        found.append(words.blocks.format(groups=words.comma.join(filter(None, inner))))
    above = (each for each in sheet.guesses if each.outside == ABOVE and each.state in (DOUBTFUL, UNKNOWN))
    if left := [_line(each.heading) for each in above]:
        found.append(words.outside.format(headings=words.comma.join(left)))
    return [*found, words.lists.format(count=sheet.lists)] if sheet.lists > 1 else found


def _borrowed(asked: list[str], name: str) -> dict[str, dict[str, list[str]]]:
    """By form, which of its lists ask for fields of this one: words that units write, behind those of the form."""
    found: dict[str, dict[str, list[str]]] = {}
    for form in filter(lambda each: each != name, ("csee", "ciesc", "attachment3")):
        data = form_file(form)
        known = {*(key for key, words in data.columns.items() if words), *data.either}
        lists = {
            field: keys
            for field in asked
            if (keys := [key for key in (field, *_BESIDE.get(field, ())) if key in known]) and _free(keys, field, asked)
        }
        if form == "attachment3":
            lists |= {"person_id": ["person_id"], "extra": ["extra"]}
        found[form] = lists
    return {form: lists for form, lists in found.items() if lists}


def _free(keys: list[str], field: str, asked: list[str]) -> bool:
    """Whether no other field of the form would take the words of a list as well."""
    return field in keys or not set(keys) & set(asked)


def _line(text: str) -> str:
    """A text from a file as part of one line."""
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "form"),
        autoescape=False,  # TOML: each value goes through `toml`, each remark through `line`
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["toml"] = lambda value: json.dumps(value, ensure_ascii=False)
    environment.filters["line"] = _line
    return environment
