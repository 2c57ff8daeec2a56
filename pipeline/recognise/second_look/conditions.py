"""Lines outside the people that say something of them (注：张三因故放弃): as notes they change nothing. What is said
against somebody by name holds that person; anything else is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from pipeline.model.statements import Fate, Person, Problem, Row, Typed
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.differing import differing
from pipeline.recognise.rows.remarks_beside import problems_said
from pipeline.recognise.second_look.footnotes import bearing_its_sign, remarks_on_work, speaks_of_project
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.looks import canonical
from pipeline.recognise.words.remarks import VETO, explains_marks
from pipeline.text.patterns import pattern
from schemas.second_look import second_look_file

_SHORTEST_NAME = 2
_PEOPLE = Fate.PEOPLE  # of an enumeration each look for a member takes time
_OF_THE_TABLE = (Fate.NOTE, Fate.PLACEHOLDER, Fate.TOTAL)
_NO_ROW = 0  # of a paragraph before or behind the tables of a document
_BETWEEN_CELLS = " | "  # in the text of a row
_CLAUSES = pattern(r"[，,；;。！!\n|：:]+")
_AMONG = pattern(r"[、和与及\s/\d.．()（）]+")
_WRITTEN = pattern(r"[\u3400-\u9fff·]{2,}")  # of 张三（组长） or 张三① the name by which others speak of that one
_SOMEBODY = "甲"  # stands for those whom a line names, in the patterns too
_REPEATED = pattern(rf"{_SOMEBODY}(?:[、和与及,，]?{_SOMEBODY})+")


def tell_conditions(draft: Draft, tools: Tools) -> None:
    """On each person whom such a line names what it says against that one, or else condition-unread; on the document
    where it names nobody."""
    _tell_of_work(draft, tools)
    lines = list(_lines(draft))
    if not lines:  # in most documents
        return
    names: dict[str, list[Person]] = {}
    for person in draft.result.people:
        typed = squash(person.text("name"))
        name = found[0] if (found := _WRITTEN.search(typed)) else typed
        if len(name) >= _SHORTEST_NAME:
            names.setdefault(name, []).append(person)
    for row, speaks in lines:
        text = squash(row.text)
        if named := [name for name in names if name in text]:
            _tell_named(row, speaks, {name: names[name] for name in named}, tools)
            if speaks and _pattern("by_number").search(text):  # and of others: 张三放弃，第3人改报资深
                draft.result.problems.append(_unread(row))
            continue
        bearing, about = bearing_its_sign(row.text, draft.result.people)
        for person in bearing:
            said = [*problems_said(person, Typed(about, _cell(row)), tools)]
            person.problems += [problem._replace(sheet=row.sheet, value=row.text) for problem in said] or [_unread(row)]
        if bearing or (row.sheet, row.row) in draft.heeded:
            continue
        is_told = _concerns_all(row, draft, tools) if speaks else row.fate in _OF_THE_TABLE
        if is_told and (speaks or speaks_of_project(row.text, draft.result.projects)):
            draft.result.problems.append(_unread(row))


def _tell_of_work(draft: Draft, tools: Tools) -> None:
    """On each person what a remark beside that one tells of the work otherwise than the cells do."""
    for person in draft.result.people:
        if not person.extra:
            continue
        project = None if person.project is None else draft.result.projects[person.project]
        cell = person.fields["name"].cell if "name" in person.fields else ""
        for text in remarks_on_work(person, project, tools.looks.is_place):
            person.problems.append(Problem("condition-unread", person.sheet, cell, "", text))


def _tell_named(row: Row, speaks: bool, named: Mapping[str, list[Person]], tools: Tools) -> None:
    """What a line says of the people whom it names, on each of them."""
    text, names = squash(row.text), list(named)
    is_said = speaks or _speaks_of_one(text, names)
    if not is_said and tools.form.cells["others"](text):  # whom to ask may be one of the people
        return
    for name, people in named.items():
        for person in people:
            if is_said:
                person.problems += _said(row, text, name, names, person, tools) or [_unread(row)]
            else:
                person.problems += _told_otherwise(row, _of_somebody(text, name, names), person)


def _lines(draft: Draft) -> Iterator[tuple[Row, bool]]:
    """Rows that hold no person, of tables and around them, and whether their words say something by themselves."""
    longest = second_look_file().conditions.longest
    for row in draft.result.rows:
        if row.fate is _PEOPLE:  # nearly all
            continue
        if row.fate is Fate.HEADING and explains_marks(row.text):  # in one of its cells: 姓名（打×者不报）
            yield row._replace(text=next(filter(explains_marks, row.text.split(_BETWEEN_CELLS)), row.text)), True
            continue
        is_banner = row.fate is Fate.HEADING and _BETWEEN_CELLS not in row.text
        if (row.fate in _OF_THE_TABLE or is_banner) and len(row.text) <= longest:
            yield row, _speaks(row.text)
    yield from _around_tables(draft, longest)


def _around_tables(draft: Draft, longest: int) -> Iterator[tuple[Row, bool]]:
    """The same of rows that no table has, and of the paragraphs of a letter: those behind its tables are notes."""
    read = {(row.sheet, row.row) for row in draft.result.rows}
    for grid in draft.grids:
        sheet = grid.sheet.name
        for text in grid.sheet.above:
            if len(text) <= longest and (not grid.rows or _speaks(text)):
                yield Row(sheet, _NO_ROW, Fate.HEADING if grid.rows else Fate.NOTE, text), _speaks(text)
        for number, texts in enumerate(grid.rows, 1):
            if (sheet, number) not in read and any(texts):
                text = _BETWEEN_CELLS.join(filter(None, texts))
                if len(text) <= longest and (_speaks(sheet) or _speaks(text)):
                    yield Row(sheet, number, Fate.HEADING, text), True


def _concerns_all(row: Row, draft: Draft, tools: Tools) -> bool:
    """Whether a line that names nobody may change something: of a title one that explains marks, or tells a level or
    domain that not all have."""
    if row.fate in _OF_THE_TABLE or explains_marks(row.text):
        return True
    said = tools.looks.common_inside(row.text) if _tells_of_all(row.text) else {}
    people = draft.result.people
    return any(
        canonical(field, person.text(field)) != canonical(field, word)
        for field, word in said.items()
        for person in people
    )


def _speaks_of_one(text: str, named: list[str]) -> bool:
    """Whether a line that names somebody holds a word that may be said of that one, besides the names."""
    for name in named:
        text = text.replace(name, "")
    return any(word in text for word in second_look_file().conditions.of_one)


def _said(row: Row, text: str, name: str, named: list[str], person: Person, tools: Tools) -> list[Problem]:
    """What the line says against the person whom it names so, as problems at its cell."""
    cell, sheet, found = _cell(row), row.sheet, list[Problem]()
    for clause in _clauses_of(text, name, named):
        found += problems_said(person, Typed(clause, cell), tools)
    if found:
        return [problem._replace(sheet=sheet, value=row.text) for problem in found]
    whole = _of_somebody(text, name, named)
    told = [Problem(VETO, sheet, cell, row.text)] if _pattern("against").search(whole) else []
    return told or list(_told_otherwise(row, whole, person))


def _of_somebody(text: str, name: str, named: list[str]) -> str:
    """The line as it speaks of the one named so, who is 甲 in it."""
    for other in named:
        text = text.replace(other, _SOMEBODY if other == name else "，")
    return _REPEATED.sub(_SOMEBODY, text.replace("，、", "").replace("、，", ""))


def _told_otherwise(row: Row, whole: str, person: Person) -> Iterator[Problem]:
    """Another level, domain or phone than the person's own, as the line tells it of 甲: 甲级别为资深."""
    words = second_look_file().conditions
    value, number = (
        found["value"] if (found := re.search(words, whole)) else "" for words in (words.told, words.number)
    )
    for field in ("level", "domain"):
        told = person.fields.get(field)
        if told and (meant := canonical(field, value)) and meant != canonical(field, told.text):
            yield _differs(row, field, told)
    phone = person.fields.get("phone")
    if phone and number and number not in "".join(filter(str.isdigit, phone.text)):
        yield _differs(row, "phone", phone)


def _differs(row: Row, field: str, told: Typed) -> Problem:
    return differing(row.sheet, _cell(row), row.text, field, (told, Typed(row.text, _cell(row) or row.sheet)))


def _clauses_of(text: str, name: str, named: list[str]) -> Iterator[str]:
    """What the line says of the one named so, clause by clause, without the names (张三、李四已放弃; 张三，因故放弃); a
    clause that names nobody speaks of those before it."""
    meant: list[str] = []
    for clause in filter(None, _CLAUSES.split(text)):
        here = [other for other in named if other in clause]
        rest = clause
        for other in here:
            rest = rest.replace(other, " ")
        meant = here or meant
        if name in meant:
            yield _pattern("opens").sub("", _AMONG.sub("", rest))


def _cell(row: Row) -> str:
    return f"A{row.row}" if row.row != _NO_ROW else ""


def _unread(row: Row) -> Problem:
    return Problem("condition-unread", row.sheet, _cell(row), "", row.text)


@lru_cache(maxsize=4096)  # the same titles, captions and headings come in every document
def _speaks(text: str) -> bool:
    speaks = _words()(text) is not None and _words()(_harmless().sub("", text)) is not None
    return speaks or explains_marks(text) or _tells_of_all(text) or _pattern("of_list").search(squash(text)) is not None


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, second_look_file().conditions.harmless)))


def _tells_of_all(text: str) -> bool:
    """Whether a line tells the level or domain of all people: 以下均申请资深."""
    return _pattern("of_all").search(text) is not None


@cache
def _words() -> Callable[[str], re.Match[str] | None]:
    return re.compile("|".join(map(re.escape, second_look_file().conditions.words))).search


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """That of this name in the file, which explains it."""
    return re.compile(getattr(second_look_file().conditions, name))
