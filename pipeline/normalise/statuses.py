"""Project statuses, with what units add to the word: the percentage done, or the year of completion."""

from __future__ import annotations

from pipeline.normalise.vocabulary import Match, Vocabulary
from pipeline.normalise.words import word
from pipeline.terms.notices import Notice
from pipeline.text.patterns import pattern
from schemas.vocabularies import vocabulary_file

_SHARE = pattern(r"\s*(?:约|近)?\d{1,2}(?:[.．]\d+)?\s*[%％]\s*$")
_YEAR = pattern(r"^\s*(20\d\d)\s*年(?:\s*\d{1,2}\s*月)?(?:底|初|末)?\s*(?=\D)")


def status(text: str, known: Vocabulary, notice: Notice) -> Match:
    """The status in `text`, e.g. 在建 for 在建60%, likely 完工 for 2023年完工."""
    match = word(text, known, notice.project_statuses)
    if match.how != "unknown":
        return match
    rules = vocabulary_file("project_statuses")
    begun = word(_SHARE.sub("", text), known)
    if begun.value in rules.in_part:
        return begun
    year = _YEAR.match(text)
    ended = word(text[year.end() :], known) if year and int(year[1]) < notice.year else match
    return Match(ended.value, "understood", ended.value) if ended.value in rules.dated else match
