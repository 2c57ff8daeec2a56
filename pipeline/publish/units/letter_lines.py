"""The lines of a letter's tables: the same problem at many cells is one line with its people and its places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.publish.units.letter_data import Compared, Item, Result
from pipeline.publish.units.letter_texts import day_text, guarded, names_text, numbered, shown
from pipeline.terms.notices import Notice
from schemas.letters import letters_file
from schemas.named import NamedTuple
from schemas.results import results_file

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


class Line(NamedTuple):
    """One line of what must be corrected or may be looked at."""

    number: int
    name: str
    place: str
    column: str
    value: str
    problem: str
    fix: str


class ComparedLine(NamedTuple):
    """One line of what is other than it was."""

    number: int
    name: str
    column: str
    before: str
    now: str
    state: str


class ResultLine(NamedTuple):
    """One line of what societies found."""

    number: int
    name: str
    society: str
    stage: str
    conclusion: str
    day: str
    remark: str


def lines_of(items: Iterable[Item], files: Mapping[str, str], several: bool, notice: Notice) -> tuple[Line, ...]:
    """The lines, in the order of the first item of each. `files` says how each file is called, which is told where the
    letter speaks of `several`, or of no cell of it; columns are called as the notice calls them."""
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        groups.setdefault(_same(item), []).append(item)
    numbered = enumerate(groups.values(), 1)
    return tuple(_line(number, group, _place(group, files, several), notice) for number, group in numbered)


def _same(item: Item) -> tuple[str, ...]:
    """What items have in common that are one line."""
    return (item.file, item.sheet, item.field, item.value, item.problem, item.fix, str(item.is_still))


def _line(number: int, items: Sequence[Item], place: str, notice: Notice) -> Line:
    words, limits = letters_file().words, letters_file().limits
    first = items[0]
    problem = guarded(first.problem, first.field, limits.reason if first.is_society else limits.message)
    return Line(
        number=number,
        name=names_text(list(dict.fromkeys(item.name for item in items if item.name)), limits.names),
        place=place,
        column=notice.label(first.field) if first.field else "",
        value=guarded(first.value, first.field, limits.text),
        problem=words.still.format(problem=problem) if first.is_still else problem,
        fix=guarded(first.fix, "", limits.message),
    )


def _place(items: Sequence[Item], files: Mapping[str, str], several: bool) -> str:
    words, longest = letters_file().words, letters_file().limits.text
    first, cells = items[0], words.between.join(ranges(item.cell for item in items if item.cell))
    sheet = guarded(first.sheet, "", longest)
    place = words.place.format(sheet=sheet, cells=cells) if sheet and cells else sheet or cells
    if not first.file or (place and not several):
        return place
    return words.place_in_file.format(file=guarded(files[first.file], "", longest), place=place).strip()


def ranges(cells: Iterable[str]) -> list[str]:
    """The cells, each once and as they come, those below each other as one range: K5, K6, K7, M9 → K5:K7, M9."""
    found: list[list[str]] = []
    for cell in dict.fromkeys(cells):
        if found and _is_below(cell, found[-1][-1]):
            found[-1].append(cell)
        else:
            found.append([cell])
    return [run[0] if len(run) == 1 else f"{run[0]}:{run[-1]}" for run in found]


def _is_below(cell: str, other: str) -> bool:
    here, there = _ADDRESS.fullmatch(cell), _ADDRESS.fullmatch(other)
    return bool(here and there and here[1] == there[1] and int(here[2]) == int(there[2]) + 1)


def result_lines(results: Iterable[Result]) -> tuple[ResultLine, ...]:
    """A line for each result."""
    return tuple(_result(number, result) for number, result in enumerate(results, 1))


def _result(number: int, result: Result) -> ResultLine:
    limits, words = letters_file().limits, results_file().told
    remarks = [guarded(each, "", limits.reason) for each in result.remarks]
    if result.certificate_no:
        template = words.certificate_corrected if result.corrected else words.certificate
        new, before = (numbered(each, limits.text) for each in (result.certificate_no, result.corrected))
        remarks.insert(0, template.format(number=new, before=before))
    return ResultLine(
        number=number,
        name=names_text([result.name]),
        society=shown(result.society, limits.text),
        stage=result.stage,
        conclusion=result.conclusion,
        day=day_text(result.day) if result.day else "",
        remark=words.between.join(remarks),
    )


def compared_lines(compared: Iterable[Compared], notice: Notice) -> tuple[ComparedLine, ...]:
    """A line for each cell or person that is other than it was."""
    return tuple(_compared(number, one, notice) for number, one in enumerate(compared, 1))


def _compared(number: int, one: Compared, notice: Notice) -> ComparedLine:
    file = letters_file()
    before, now = (guarded(text, one.field, file.limits.text) for text in (one.before, one.now))
    if one.field:
        before, now = before or file.words.blank, now or file.words.blank
    column = notice.label(one.field) if one.field else ""
    return ComparedLine(number, names_text([one.name]), column, before, now, file.states[one.state].shown)
