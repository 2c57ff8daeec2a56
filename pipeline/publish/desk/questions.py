"""The workbook 待决事项.xlsx: what the secretary is asked, what only she can close, and what is decided already.

She answers in the columns that we leave blank; pipeline/kinds/decisions.py reads them back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from pipeline.model.decisions import Compared, Decision, OtherCases, Question
from pipeline.model.fields import field_label
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.rich import Rich
from pipeline.publish.paper.values import Value
from pipeline.text import seal
from schemas.decisions import QuestionEntry, decisions_file
from schemas.layouts.decisions import decisions_layout
from schemas.layouts.ledger import ledger_file

LAYOUT = "decisions"
_CASES = "cases"
_SHEETS = ("questions", _CASES)

Page = Callable[[Question], str]
"""Where a page shows what a question is about, relative to the outbox; "" where none does."""


def questions_book(
    questions: Sequence[Question],
    others: Iterable[OtherCases],
    decided: Sequence[Decision],
    today: str,
    path: Path,
    secret: bytes,
    page: Page,
) -> Book:
    """The workbook; `decided` are the decisions that hold, `others` how many cases there are beside the questions.
    Those stand in the order in which they are given."""
    words = decisions_file().words
    on = {
        sheet: {kind for kind, each in decisions_file().question.items() if each.listed == sheet} for sheet in _SHEETS
    }
    listed = {sheet: [each for each in questions if each.kind in kinds] for sheet, kinds in on.items()}
    amounts = {sheet: len(asked) for sheet, asked in listed.items()}
    amounts[_CASES] += sum(each.amount for each in others)
    first = {sheet: firsts(asked, amounts[sheet]) for sheet, asked in listed.items()}
    tables = [_asked(sheet, asked, page) for sheet, asked in first.items()]
    tables.append(_decided(decided))
    more = any(len(asked) < amounts[sheet] for sheet, asked in first.items())
    footer = (words.footer_more if more else words.footer).format(today=today, shown=ledger_file().words.part)
    mark = seal.make(LAYOUT, "", (), secret)
    return Book(str(path), datetime.fromisoformat(today), words.title, words.title, footer, mark, tables)


def firsts(questions: Sequence[Question], amount: int) -> Sequence[Question]:
    """Of very many, being so many in all, the first ones; the others follow when these are closed."""
    words = ledger_file().words
    return questions if amount <= words.page_lines else questions[: words.part]


def _kind(question: Question) -> QuestionEntry:
    return decisions_file().question[question.kind]


def _asked(sheet: str, questions: Sequence[Question], page: Page) -> Table:
    """The sheet of these questions, each with its own choices; of those whose answer cannot hold for all that is alike
    this is not asked."""
    layout = load_layout(LAYOUT, sheet)
    sources, pages = layout.sources, list(map(page, questions))
    lines = [_line(number, *each) for number, each in enumerate(zip(questions, pages, strict=True), 1)]
    link = next(column for column, each in enumerate(layout.columns) if each.source == "page")
    for_all = [column for column, each in enumerate(layout.columns) if each.said == "for_all"]
    return Table(
        LAYOUT,
        sheet,
        [tuple(map(line.__getitem__, sources)) for line in lines],
        links={(row, link): address for row, address in enumerate(pages) if address},
        shut=frozenset(
            (row, column) for row, each in enumerate(questions) if not _kind(each).for_all for column in for_all
        ),
        choices={each.question_id: [choice.label for choice in each.choices] for each in questions},
        nothing=decisions_layout().words.nothing[sheet],
    )


def _line(number: int, question: Question, page: str) -> Mapping[str, Value]:
    own, other = _compared(question.compared)
    told: dict[str, Any] = question._asdict()
    return told | {
        "number": number,
        "title": question.title or _kind(question).title,
        "own": own,
        "other": other,
        "place": "\n".join(_places(question)),
        "page": decisions_layout().words.page if page else "",
    }


def _places(question: Question) -> Iterator[str]:
    """Where it stands, and where the other one does."""
    words = decisions_layout().words
    if question.file:
        template = words.place if question.sheet else "{file}"
        yield template.format(file=question.file, sheet=question.sheet, cell=question.cell).strip()
    if question.other_place:
        yield words.other_place.format(place=question.other_place)


def _compared(compared: Sequence[Compared]) -> tuple[Value, Value]:
    """A line for each label, for the row itself and for the other one; those that differ stand out in both. Where there
    is no other one, nothing does."""
    if not compared:  # as of most, who may be a thousand
        return "", ""
    is_two = any(each.other for each in compared)
    said = [each for each in compared if each.own or (each.other and is_two)]
    differs = [is_two and each.own != each.other for each in said]
    own = _lines([(each.label, each.own) for each in said], differs)
    return own, _lines([(each.label, each.other) for each in said], differs) if is_two else ""


def _lines(said: Sequence[tuple[str, str]], differs: Sequence[bool]) -> Value:
    words = decisions_layout().words
    lines = [words.line.format(label=label, value=_cut(value) or words.blank) for label, value in said]
    ends = ["\n"] * (len(lines) - 1) + [""]
    if not any(differs):
        return "\n".join(lines)
    return Rich(tuple((line + end, stands_out) for line, end, stands_out in zip(lines, ends, differs, strict=True)))


def _cut(value: str) -> str:
    longest = decisions_layout().words.value_longest
    return value if len(value) <= longest else f"{value[:longest]}…"


def _decided(decided: Sequence[Decision]) -> Table:
    """The sheet of what holds, the newest first."""
    sources = load_layout(LAYOUT, "decided").sources
    newest = sorted(decided, key=attrgetter("recorded_at"), reverse=True)
    rows = [tuple(map(_line_of_decision(each).__getitem__, sources)) for each in newest]
    return Table(LAYOUT, "decided", rows, nothing=decisions_layout().words.nothing["decided"])


def _of_workbook(decision: Decision) -> str:
    """Which society's workbook of which batch it is about; "" for none."""
    if decisions_file().question[decision.kind].per != "workbook":
        return ""
    return decisions_layout().words.workbook.format(society=decision.subject, batch=decision.value)


def _line_of_decision(decision: Decision) -> Mapping[str, Value]:
    words = decisions_layout().words
    typed = words.line.format(label=field_label(decision.field), value=decision.value) if decision.field else ""
    told: dict[str, Any] = decision._asdict()
    return told | {
        "title": decisions_file().question[decision.kind].title,
        "typed": typed or _of_workbook(decision) or decision.value,
        "for_all_shown": decisions_file().words.yes if decision.for_all else "",
        "recorded_shown": decision.recorded_at[:16].replace("T", " "),
    }
