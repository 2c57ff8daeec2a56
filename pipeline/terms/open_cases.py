"""Open cases: all that waits for somebody, each thing once, and on which list it stands (schemas/decisions.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pipeline.model.decisions import OtherCases, Question
from schemas.decisions import CaseList, decisions_file

UNIT, SECRETARIAT, SOCIETY = "unit", "secretariat", "society"
"""For whom a case waits."""


def open_cases(questions: Iterable[Question]) -> list[Question]:
    """Those cases, and the questions that ask of no row that is a case already for the same reason; in their order."""
    every = list(questions)
    held = {(each.row_id, slug) for each in every if not is_question(each) and each.row_id for slug in each.slugs}
    return [each for each in every if not is_question(each) or not _is_among(each, held)]


def is_question(question: Question) -> bool:
    """Whether the secretary is asked for more than that it is closed."""
    return _is_listed(question.kind)


@cache
def _is_listed(kind: str) -> bool:
    return decisions_file().question[kind].listed == "questions"


def _is_among(question: Question, held: set[tuple[str, str]]) -> bool:
    asked = {(row_id, slug) for row_id in question.rows for slug in question.slugs}
    return bool(asked & held)


def by_list(cases: Iterable[Question]) -> Mapping[str, Sequence[Question]]:
    """Every case on the one list that has it, by the key of the list; those with nothing too, in the order of the data
    file. On each list those of one unit stand together, those of an unknown one last."""
    lists: dict[str, list[Question]] = {each.key: [] for each in decisions_file().lists}
    for case in cases:
        lists[_list_of(case.slugs, case.waits_for, bool(case.row_id))].append(case)
    return {key: sorted(found, key=_unit) for key, found in lists.items()}


def others_by_list(others: Iterable[OtherCases]) -> Mapping[str, Sequence[OtherCases]]:
    """Those that are counted only on the list that has them, by the key of each list."""
    lists: dict[str, list[OtherCases]] = {each.key: [] for each in decisions_file().lists}
    for each in others:
        lists[_list_of((each.slug,), each.waits_for, is_person=False)].append(each)
    return lists


@cache
def _list_of(slugs: tuple[str, ...], waits_for: str, is_person: bool) -> str:
    return next(each.key for each in decisions_file().lists if _has(each, slugs, waits_for, is_person))


def _has(each: CaseList, slugs: tuple[str, ...], waits_for: str, is_person: bool) -> bool:
    return (
        (not each.slugs or bool(set(each.slugs) & set(slugs)))
        and (not each.waits_for or each.waits_for == waits_for)
        and (not each.of_people or is_person)
    )


def _unit(case: Question) -> tuple[bool, str]:
    return not case.unit, case.unit
