"""Which notices a submission may answer, of which that is doubtful: the choices of the question to the secretary."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from pipeline.model.decisions import Choice, Question
from pipeline.model.judgements import Finding
from pipeline.register import tables
from pipeline.register.decided import sent_in
from pipeline.terms.notices import notices
from pipeline.terms.rulings import AS_TYPED
from schemas.decisions import decisions_file

_rows = tables.person_rows.c


def may_answer(connection: Connection, question: Question, finding: Finding) -> Question:
    """The question, which stands for all rows of the submission, with each notice that may be meant as a choice; the
    one that the submission is thought to answer first. Others only where nobody of it is beyond doubt."""
    query = select(_rows.row_id).where(_rows.submission_id == question.submission_id, _rows.problems.not_like(_SAID))
    is_whole = connection.execute(query.limit(1)).first() is None
    rows = tuple(sent_in(connection, question.submission_id))
    return question._replace(choices=(*_named(question, finding, is_whole), *question.choices), rows=rows)


_SAID = '%"notice-doubtful"%'


def _named(question: Question, finding: Finding, is_whole: bool) -> Iterator[Choice]:
    label = next(each for each in decisions_file().answer.values() if "{notice}" in each.label)
    known = notices()
    told = [name for name, notice in known.items() if notice.title in finding.about]
    own = [question.notice] if question.notice in known else []
    for name in dict.fromkeys([*own, *(told if is_whole else ())]):
        effect, word = (AS_TYPED, "") if name == question.notice else (label.effect, name)
        yield Choice(label.label.format(notice=known[name].title), effect, word)
