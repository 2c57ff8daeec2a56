"""The sheet 说明 of a society's workbook: whose list it is, until when, how it is filled in, and to whom it goes back.

It says what the settings said when the batch was made, so that a batch is written alike whenever it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from string import Formatter

from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.book import Table
from pipeline.terms.notices import Notice
from pipeline.terms.procedure import Procedure
from pipeline.text.days import months_later
from schemas.layouts.intake import AboutLine, intake_file


def about_table(batch: Batch, notice: Notice, society: str, flagged: bool) -> Table:
    """The sheet; `flagged` if the society's route is not confirmed."""
    words = intake_file().words
    known = {**batch.told, **_of_batch(batch, notice), "society": society, "association": batch.association}
    lines = [(line, text) for line in words.about if (text := _said(line, known))]
    first = [words.warning_line] if flagged else []
    looks = {(row, 0): line.look for row, (line, _) in enumerate(lines, len(first)) if line.look}
    return Table("intake", "about", [*first, *((line.label, text) for line, text in lines)], looks=looks)


def _of_batch(batch: Batch, notice: Notice) -> dict[str, str]:
    """What is known of any batch, by the name that a text gives it; the day until which it is done only where the
    notice says how long that may take."""
    day = batch.created.date()
    known = {"number": notice.number, "title": notice.title, "batch": batch.name, "day": _shown(day)}
    known["assessor"] = notice.assessor
    months = notice.evaluation_months
    due = {"months": str(months), "due": _shown(months_later(day, months))} if months else {}
    return known | due | _of_procedure(notice.procedure)


def _of_procedure(procedure: Procedure) -> dict[str, str]:
    """Where the certificate is issued; what there are of marks, if any, and of stages, if they are the notice's own."""
    words = intake_file().words
    known = {"certified": procedure.certified, "marks": words.marks if procedure.marks else ""}
    if not procedure.is_own:
        return known
    return known | {"stages": words.stages_between.join(map(partial(_stage, procedure), procedure.stages))}


def _stage(procedure: Procedure, stage: str) -> str:
    """A stage with what is said of it beside its name."""
    words = intake_file().words
    said = [procedure.explained[stage]] if stage in procedure.explained else []
    said += [words.stage_optional] if stage in procedure.optional else []
    said += [words.stage_limit.format(**limit._asdict()) for limit in procedure.limits if limit.stage == stage]
    return words.stage.format(stage=stage, said=words.stage_between.join(said)) if said else stage


def _shown(day: date) -> str:
    return intake_file().words.day.format(year=day.year, month=day.month, day=day.day)


def _said(line: AboutLine, known: Mapping[str, str]) -> str:
    """The text of a line, or what it says otherwise; "" where that names something unknown too."""
    return next((text.format_map(known) for text in (line.text, line.otherwise) if text and _is_known(text, known)), "")


def _is_known(text: str, known: Mapping[str, str]) -> bool:
    return all(known.get(name) for name in _names(text))


def _names(text: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(text) if name is not None)
