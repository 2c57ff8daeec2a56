"""What the text of a mail says of the people in its attachments (其中张三已离职，请不要推荐). It is read for nobody and
changes nothing, so whatever would change something is told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, takewhile

from pipeline.model.documents import Document, Examined
from pipeline.model.statements import Problem
from pipeline.recognise.words.form import squash
from pipeline.text.mask import unnumbered
from pipeline.text.patterns import pattern
from schemas.second_look import second_look_file

SAID = "letter-said"
_SENTENCES = pattern(r"[。！!；;\n]+")
_BETWEEN = "；"
_SHORTEST_NAME = 2
_MOST = 5  # sentences of a mail that are told


def with_said_in_letters(documents: Iterable[Document], found: list[Examined]) -> list[Examined]:
    """The documents of one file, each mail with a remark on the sentences of its own text that say something of the
    people whom it brings."""
    letters = {each.file: each.letter for each in documents if each.letter}
    if not letters:  # of most files
        return found
    return [_with_said(each, letters[each.file], found) if each.file in letters else each for each in found]


def _with_said(mail: Examined, letter: str, found: Sequence[Examined]) -> Examined:
    names = set(_names(each for each in found if each.file.startswith(f"{mail.file}!")))
    told = _BETWEEN.join(islice(_telling(letter, names), _MOST)) if names else ""
    return replace(mail, remarks=(*mail.remarks, Problem(SAID, about=unnumbered(told)))) if told else mail


def _names(documents: Iterable[Examined]) -> Iterator[str]:
    people = (person for each in documents if each.recognition for person in each.recognition.people)
    return (name for person in people if len(name := squash(person.text("name"))) >= _SHORTEST_NAME)


def _telling(letter: str, names: Collection[str]) -> Iterator[str]:
    """The sentences that would change something, but for what is quoted from an earlier mail."""
    words = second_look_file().letters
    own = takewhile(lambda line: _quoted().match(line) is None, letter.splitlines())
    for sentence in map(squash, _SENTENCES.split("\n".join(own))):
        if len(sentence) > words.longest or any(word in sentence for word in words.unless):
            continue
        is_named = any(name in sentence for name in names)
        if any(word in sentence for word in (words.of_one if is_named else words.of_all)):
            yield sentence


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(second_look_file().letters.quoted)
