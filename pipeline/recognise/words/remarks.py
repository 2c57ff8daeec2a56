"""What units say of a person beside the form's own columns: a verdict under a heading that asks for one (是否推荐), or
a remark (备注：本人放弃). Words and patterns stand in schemas/vocabularies/remarks.toml.

A clause counts only as a whole, so that a remark which mentions such words about something else (不参加体检) says
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pipeline.model.statements import VOID
from pipeline.recognise.words.form import bare, squash
from pipeline.text.patterns import Test, WholeTexts, pattern
from schemas.named import NamedTuple
from schemas.vocabularies import marks_file, remarks_file

VETO, DOUBTFUL, CHANGE = "not-recommended", "eligibility-doubtful", "values-differ"
"""The findings that a remark may be, beside VOID; the last one where the form's own column says otherwise."""
_BEHIND = pattern(r"[（(]([^（()）]{2,12})[）)]$")  # a line
_LONGEST_CLAUSE = 30
_LONGEST_HEADING = 30
_LONGEST_LINE = 60
_BELOW, _ABOVE = "below", "above"
_LONGEST_ANSWER = 4
_MOST_CLAUSES = 3
_FEWEST_BOXES = 2
_BETWEEN_ANSWERS = "/|,"


class Said(NamedTuple):
    """One finding that a text is; `to` is the other value that it names (改报资深)."""

    slug: str
    to: str = ""


@lru_cache(maxsize=4096)  # asked of every value of a person, nearly all of which come again
def may_be_remark(text: str) -> bool:
    """Whether a value holds a word by which somebody is taken back, or something changed; most do not."""
    return _against()(text) is not None or _changing()(text) is not None


@lru_cache(maxsize=4096)
def asks_for_verdict(heading: str) -> str:
    """for or against where a heading asks the unit for its verdict on a person (是否推荐, 是否放弃), "" for others."""
    if not 1 < len(heading) <= _LONGEST_HEADING:
        return ""
    folded, words = bare(heading), _words()
    if words["asks"](folded):
        return "for"
    return "against" if words["asks_against"](folded) else ""


def asks_for_change(heading: str) -> bool:
    """Whether under a heading stands another value than in the form's own column: 级别调整."""
    return 1 < len(heading) <= _LONGEST_HEADING and _words()["asks_for_change"](bare(heading)) is not None


def remarks_in(text: str, heading: str, name: str) -> tuple[Said, ...]:
    """What the text of a cell says of the person of this name, under this heading; nearly always nothing."""
    return _remarks(text, asks_for_verdict(heading), squash(name))


def waits_beside(text: str) -> bool:
    """Whether what stands beside somebody says by itself that the recommendation is open: 待定, ？."""
    return _words()["beside"](squash(text)) is not None


@lru_cache(maxsize=4096)  # the same names of sheets and titles come in every document
def said_over(text: str) -> tuple[Said, ...]:
    """What the name of a sheet, or a line over people, says of all of them; nearly always nothing."""
    if (behind := _BEHIND.search(text)) and _words()["waiting"](behind[1]):  # …情况表（备选人员）
        return (Said(DOUBTFUL),)
    if len(text) > _LONGEST_CLAUSE or explains_marks(text):
        return ()
    called = _over().sub("", bare_line(text))
    if _words()["waiting"](called):
        return (Said(DOUBTFUL),)
    for name in (called, re.sub(remarks_file().over.after, "", called)):  # 删除人员
        if found := tuple(said for said in remarks_in(name, "", "") if said.slug != CHANGE):
            return found
    return ()


class Around(NamedTuple):
    """What a line between people says of all below it, of all above, or of those whose rows have a colour."""

    below: tuple[Said, ...] = ()
    above: tuple[Said, ...] = ()
    coloured: tuple[tuple[str, Said], ...] = ()


_NOTHING = Around()


@lru_cache(maxsize=4096)  # the same titles and notes come in every document
def said_around(text: str) -> Around:
    """What a line says of the people below it (以下人员暂不推荐), above, or in a colour; nearly always nothing."""
    if len(text) > _LONGEST_LINE:
        return _NOTHING
    if not _around().points(text):
        return Around(below=said) if (said := said_behind(text)) else _NOTHING
    around, found, where = _around(), dict[str, list[Said]](), ""
    clauses = list(filter(None, _parting().split(bare_line(text))))
    for clause in clauses:
        rest = clause
        for pointed, points in around.pointing:
            if pointing := points(clause):
                where, rest = pointed, clause[pointing.end() :]
                break
        if where or (len(clauses) == 1 and around.called(clause)):
            found.setdefault(where or _BELOW, []).extend(said_over(rest))
    above = tuple(said for said in found.pop(_ABOVE, ()) if said.slug != DOUBTFUL)
    below = tuple(found.pop(_BELOW, ())) or (() if where else said_behind(text))
    return Around(below, above, tuple((colour, said) for colour, some in found.items() for said in some))


def said_behind(text: str) -> tuple[Said, ...]:
    """What a project or a line says in brackets of the recommendation of its people: 桥项目（人员不参评）."""
    found = _BEHIND.search(text.strip())
    about = remarks_file().around
    if found is None or not re.search(about.behind_about, found[1]):
        return ()
    return said_over(re.sub(about.behind_subject, "", squash(found[1])))


def bare_line(text: str) -> str:
    """A line without blanks, its number and what adorns it."""
    around = remarks_file().around
    return _around().opens.sub("", squash(text).strip(around.edges)).strip(around.edges)


def ends_what_is_said(text: str) -> bool:
    """Whether a line is about those below who are recommended again: 推荐人员."""
    return len(text) <= _LONGEST_LINE and _around().ends(bare_line(text)) is not None


def was_sent_back(text: str) -> bool:
    """Whether a part of the name of a file says that it was sent back (退回), to be put right."""
    return re.fullmatch(remarks_file().over.sent_back, text) is not None


@lru_cache(maxsize=4096)  # as of lines
def explains_marks(text: str) -> bool:
    """Whether a line says what a colour or a sign at somebody means: 标黄人员不报."""
    return _marked().search(text) is not None


@lru_cache(maxsize=8192)
def _remarks(text: str, asked: str, name: str) -> tuple[Said, ...]:
    heading, labelled, answer = text.replace(":", "\uff1a").partition("\uff1a")
    if labelled and (about := asks_for_verdict(heading)):
        return _remarks(answer, about, name)
    given = _ticked(text) if asked else text
    if asked and (answered := _answered(squash(given), asked)):
        return answered
    clauses = list(filter(None, (squash(part).removeprefix(name) for part in _parting().split(given))))
    found = tuple(dict.fromkeys(_of_clauses(clauses, asked))) or _doubts(squash(given))
    return found or (_leaning(clauses) if asked == "for" else ())


def _leaning(clauses: list[str]) -> tuple[Said, ...]:
    """Which way an answer leans that is none of the known ones: against the person where no clause is in favour and one
    holds a word against it (不予受理); doubtful where it is short and says neither."""
    words = _words()
    if len(clauses) > _MOST_CLAUSES or any(len(clause) > _LONGEST_CLAUSE for clause in clauses):
        return ()
    told = list(filter(None, (_harmless().sub("", clause) for clause in clauses)))
    if any(map(words["favourable"], told)) or any(map(words["yes"], told)):
        return ()
    if any(map(_against(), told)):
        return (Said(VETO),)
    return (Said(DOUBTFUL),) if told and len("".join(clauses)) <= _LONGEST_ANSWER else ()


def _answered(given: str, asked: str) -> tuple[Said, ...]:
    words = _words()
    if words["pending"](given):
        return (Said(DOUBTFUL),)
    return (Said(VETO),) if words["no" if asked == "for" else "yes"](given) else ()


def _of_clauses(clauses: list[str], asked: str) -> Iterator[Said]:
    words = _words()
    for clause in clauses:
        if len(clause) > _LONGEST_CLAUSE:
            continue
        if words["veto"](clause) or (words["alone"](clause) and (asked or _stands_alone(clause, clauses))):
            yield Said(VETO)
        elif words["void"](clause):
            yield Said(VOID)
        elif change := words["change"](clause):
            yield Said(CHANGE, change["to"])


def _stands_alone(clause: str, clauses: list[str]) -> bool:
    """Whether nothing is said beside a clause but why."""
    return all(other == clause or _words()["reason"](other) for other in clauses)


def _doubts(given: str) -> tuple[Said, ...]:
    return (Said(DOUBTFUL),) if _doubtful()(given) else ()


def _ticked(text: str) -> str:
    """What is ticked among printed answers, □是 ☑否 or 是□ 否☑, without blanks; any other text as it is."""
    ticks, boxes = marks_file().ticked, marks_file().unticked
    plain = squash(text)
    found = [at for at, character in enumerate(plain) if character in ticks + boxes]
    if len(found) < _FEWEST_BOXES:
        return text
    is_before = found[0] == 0
    ends = [*found[1:], len(plain)] if is_before else found
    begins = [at + 1 for at in found] if is_before else [0, *(at + 1 for at in found[:-1])]
    chosen = [plain[begin:end] for at, begin, end in zip(found, begins, ends, strict=True) if plain[at] in ticks]
    return chosen[0].strip(_BETWEEN_ANSWERS) if len(chosen) == 1 else text


@cache
def _words() -> Mapping[str, Test]:
    data = remarks_file()
    return WholeTexts(
        {
            **data.headings._asdict(),
            **data.answers._asdict(),
            **data.clauses._asdict(),
            "waiting": data.over.waiting,
            "beside": data.over.alone,
        }
    )


@cache
def _parting() -> re.Pattern[str]:
    return re.compile(remarks_file().parting)


@cache
def _over() -> re.Pattern[str]:
    return re.compile(remarks_file().over.before)


class _Around(NamedTuple):
    points: Test
    opens: re.Pattern[str]
    pointing: tuple[tuple[str, Test], ...]
    called: Test
    ends: Test


@cache
def _around() -> _Around:
    data, coloured = remarks_file().around, remarks_file().coloured
    words = {name: "|".join(map(re.escape, colour.words)) for name, colour in coloured.colours.items()}
    pointing = {name: f"{coloured.before}(?:{some}){coloured.behind}" for name, some in words.items()}
    pointing |= {_BELOW: data.below, _ABOVE: data.above}
    called, ends = (re.compile(each).fullmatch for each in (data.called, data.ends))
    return _Around(
        re.compile("|".join((data.points, *words.values()))).search,
        re.compile(data.opens),
        tuple((name, re.compile(each).match) for name, each in pointing.items()),
        called,
        ends,
    )


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(remarks_file().marked)


@cache
def _against() -> Test:
    return re.compile(remarks_file().answers.against).search


@cache
def _changing() -> Test:
    return re.compile(remarks_file().answers.changing).search


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile(remarks_file().answers.harmless)


@cache
def _doubtful() -> Test:
    return re.compile(remarks_file().doubtful).search
