"""Whether files are named as the notice wants where each person has one: 姓名-申请类别, both as the form has them
(化会字〔2023〕第05号, 三)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.normalise.names import stored_name
from pipeline.normalise.vocabulary import vocabulary
from pipeline.normalise.words import word
from pipeline.terms.findings import make
from pipeline.terms.name_patterns import readings, stem
from pipeline.terms.notices import Notice
from pipeline.text.fold import fold

if TYPE_CHECKING:
    from pandas import DataFrame

DIFFERS = "file-name-differs"


def check_file_names(people: DataFrame, notice: Notice) -> list[Finding]:
    """A finding for each of the people of a normalised frame whose file is named otherwise; none where the notice wants
    a file for each unit."""
    if notice.one_file_per != "person" or not notice.file_name:
        return []
    made = []
    for person in _records(people):
        for field in _differing(person, notice):
            typed, cell = person[f"{field}_typed"], person[f"{field}_cell"]
            problem = Problem(DIFFERS, person["sheet"], cell, stem(person["file"]), typed)
            made.append(make(problem, person["submission_id"], person["row_id"], field, person["file"], notice=notice))
    return made


def _records(people: DataFrame) -> list[dict[str, str]]:
    """The people with all that is known of them."""
    columns = {str(name): people[name].tolist() for name in people.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _differing(person: Mapping[str, str], notice: Notice) -> Iterator[str]:
    """The fields of which the name of the file tells otherwise than the form. Whose it is must be told; what else it
    says counts where it is understood, as far as the form says it too."""
    if not person["name"]:
        return
    read = _own_reading(stem(person["file"]), person["name"], notice.file_name)
    if read is None:
        yield "name"
        return
    for field in sorted(read.keys() & notice.vocabularies.keys()):
        said = word(read[field], vocabulary(notice.vocabularies[field])).value
        if said and person[field] and said != person[field]:
            yield field


@cache
def _own_reading(text: str, name: str, pattern: str) -> dict[str, str] | None:
    """What a file name says that names this person in the person's place."""
    return next((read for read in readings(pattern, text) if fold(stored_name(read["name"])) == fold(name)), None)
