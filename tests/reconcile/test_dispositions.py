"""The table of docs/same-person.md, row by row: what becomes of an earlier and of a later row.

Each case is told once in one run and once in a run per submission; both must end alike.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import chain

import pytest
from support_register import Office, P, Submission, submission

BAD = "看不懂"  # a level that holds its row

ROW = P("张三", "1")
CHANGED = P("张三", "1", level="资深会员")
HELD = P("张三", "1", level=BAD)

Cases = dict[str, tuple[list[tuple[str, list[P]]], list[tuple[str, str]]]]

CASES: Cases = {
    "same submission: the first stands, the second is its duplicate": (
        [("甲", [ROW, P("张三", "1", project="公路")])],
        [("routed", ""), ("duplicate", "duplicate-in-submission")],
    ),
    "same submission: so even where the first is held": (
        [("甲", [P("张三", "1", level=""), ROW])],
        [("held", "level-unknown"), ("duplicate", "duplicate-in-submission")],
    ),
    "same submission: told twice with different levels, the first waits": (
        [("甲", [ROW, P("张三", "1", level="资深会员", project="公路")])],
        [("held", "values-differ"), ("duplicate", "duplicate-in-submission")],
    ),
    "same submission: told twice with different mail addresses, the first goes on": (
        [("甲", [P("张三", "1", "a@b.cn"), P("张三", "1", "c@d.cn")])],
        [("routed", "values-differ"), ("duplicate", "duplicate-in-submission")],
    ),
    "same submission: what one of them leaves blank contradicts nothing": (
        [("甲", [ROW, P("张三", "1", "a@b.cn", domain="")])],
        [("routed", ""), ("duplicate", "duplicate-in-submission")],
    ),
    "told twice with different levels, then once: the later row goes on": (
        [("甲", [ROW, P("张三", "1", level="资深会员")]), ("甲", [CHANGED])],
        [
            ("superseded", "values-differ"),
            ("duplicate", "duplicate-in-submission"),
            ("routed", ""),
        ],
    ),
    "held, then mended: the later row goes on": (
        [("甲", [HELD]), ("甲", [ROW])],
        [("superseded", "level-unknown"), ("routed", "")],
    ),
    "held, then held again: only the later row waits": (
        [("甲", [HELD]), ("甲", [P("张三", "1", level=BAD, experience="新")])],
        [("superseded", "level-unknown"), ("held", "level-unknown")],
    ),
    "routed, then the same again": (
        [("甲", [ROW]), ("甲", [ROW])],
        [("routed", ""), ("duplicate", "unchanged")],
    ),
    "routed, then changed": (
        [("甲", [ROW]), ("甲", [CHANGED])],
        [("superseded", ""), ("routed", "")],
    ),
    "routed, then changed to what belongs to another society": (
        [("甲", [ROW]), ("甲", [P("张三", "1", domain="电气")])],
        [("superseded", ""), ("routed", "")],
    ),
    "routed, then changed to what must be held": (
        [("甲", [ROW]), ("甲", [HELD])],
        [("routed", ""), ("held", "change-held;level-unknown")],
    ),
    "a held change, then as it was: the change is off": (
        [("甲", [ROW]), ("甲", [HELD]), ("甲", [ROW])],
        [("routed", ""), ("superseded", "level-unknown"), ("duplicate", "unchanged")],
    ),
    "a held change, then mended: it replaces the routed row and the waiting one": (
        [("甲", [ROW]), ("甲", [HELD]), ("甲", [CHANGED])],
        [("superseded", ""), ("superseded", "level-unknown"), ("routed", "")],
    ),
    "another unit, the first routed": (
        [("甲", [ROW]), ("乙", [CHANGED])],
        [("routed", ""), ("duplicate", "duplicate-across-units")],
    ),
    "another unit, the first routed, the later would be held": (
        [("甲", [ROW]), ("乙", [HELD])],
        [("routed", ""), ("duplicate", "duplicate-across-units;level-unknown")],
    ),
    "another unit, the first held, the later passes": (
        [("甲", [HELD]), ("乙", [ROW])],
        [("held", "level-unknown"), ("routed", "")],
    ),
    "another unit, both would be held": (
        [("甲", [HELD]), ("乙", [HELD])],
        [("held", "level-unknown"), ("duplicate", "duplicate-across-units;level-unknown")],
    ),
    "another unit was faster, then the first mends its row": (
        [("甲", [HELD]), ("乙", [ROW]), ("甲", [ROW])],
        [("superseded", "level-unknown"), ("routed", ""), ("duplicate", "duplicate-across-units")],
    ),
    "a duplicate of another unit stays one while that unit mends its row": (
        [("甲", [HELD]), ("乙", [HELD]), ("甲", [ROW])],
        [
            ("superseded", "level-unknown"),
            ("duplicate", "duplicate-across-units;level-unknown"),
            ("routed", ""),
        ],
    ),
    "unchanged, and a change after it": (
        [("甲", [ROW]), ("甲", [ROW]), ("甲", [CHANGED])],
        [("superseded", ""), ("duplicate", "unchanged"), ("routed", "")],
    ),
}


def of_its_own(case: str, person: P) -> P:
    """The person under a name and a phone that no other case has."""
    email = person.email and f"{case}{person.email}"
    return replace(person, name=f"{person.name}{case}", phone=f"{case}-{person.phone}", email=email)


def sent() -> list[list[Submission]]:
    """Of all cases what came first, then what came second, and so on: units and people of each case are its own."""
    days: list[list[Submission]] = []
    for case, (submissions, _) in enumerate(CASES.values()):
        for day, (unit, people) in enumerate(submissions):
            days.extend([[]] if day == len(days) else [])
            days[day].append(submission(f"{unit}{case}", day + 1, [of_its_own(f"{case}", one) for one in people]))
    return days


def outcome(office: Office, units: Collection[str] = ()) -> list[tuple[str, str]]:
    """Disposition and findings of every row, or of those of these units, in order of receipt."""
    people = office.register.export("people").sort_values(["received_at", "source_row"])
    chosen = people[people["unit"].isin(units)] if units else people
    return list(zip(chosen["disposition"], chosen["findings"], strict=True))


def outcomes(office: Office) -> dict[str, list[tuple[str, str]]]:
    return {name: outcome(office, [f"{unit}{case}" for unit in "甲乙"]) for case, name in enumerate(CASES)}


EXPECTED = {name: expected for name, (_, expected) in CASES.items()}


def test_in_one_run() -> None:
    office = Office()
    office.run(*chain(*sent()))
    assert outcomes(office) == EXPECTED
    assert office.run() is None, "nothing new changes nothing"


def test_in_a_run_per_submission() -> None:
    office = Office()
    for day in sent():
        office.run(*day)
    assert outcomes(office) == EXPECTED


@pytest.mark.parametrize("later", [[ROW], [HELD], [CHANGED]])
def test_received_earlier_but_read_later_is_superseded_at_once(later: list[P]) -> None:
    office = Office()
    office.run(submission("甲", 9, later))
    before = office.dispositions()
    office.run(submission("甲", 2, [P("张三", "1", experience="旧")]))
    assert office.dispositions() == before | {"2025-04-02 甲/附件3.xlsx:5": "superseded"}


def test_of_another_unit_received_earlier_but_read_later() -> None:
    office = Office()
    office.run(submission("甲", 9, [ROW, P("李四", "2")]))
    office.run(submission("乙", 2, [CHANGED, P("李四", "2", level=BAD)]))
    assert outcome(office) == [
        ("duplicate", "duplicate-across-units"),
        ("held", "level-unknown"),
        ("routed", ""),
        ("routed", ""),
    ]
    assert office.run() is None


def test_an_alias_releases_held_rows_and_turns_others_into_duplicates() -> None:
    office = Office()
    office.run(
        submission("甲", 1, [HELD]), submission("乙", 2, [ROW]), submission("丙", 3, [P("王五", "5", level=BAD)])
    )
    office.aliases[BAD] = "会员"
    assert office.run()
    assert [disposition for disposition, _ in outcome(office)] == ["duplicate", "routed", "routed"]
    assert office.run() is None


def test_a_held_change_that_an_alias_makes_equal_is_no_change() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW]), submission("甲", 2, [HELD]))
    office.aliases[BAD] = "会员"
    office.run()
    assert outcome(office) == [("routed", ""), ("duplicate", "unchanged")]


def test_a_row_of_another_unit_takes_over_when_only_it_is_explained() -> None:
    office = Office()
    office.run(submission("甲", 1, [HELD]), submission("乙", 2, [P("张三", "1", level="也不懂")]))
    office.aliases["也不懂"] = "会员"
    office.run()
    assert [disposition for disposition, _ in outcome(office)] == ["held", "routed"]
    assert office.run() is None


def test_without_a_unit_the_sender_stands_for_it() -> None:
    office = Office()
    office.run(
        submission("", 1, [ROW], sender="a@b.cn", path="1.xlsx"),
        submission("", 2, [CHANGED], sender="a@b.cn", path="2.xlsx"),
    )
    assert outcome(office) == [("superseded", ""), ("routed", "")]


def test_without_unit_and_sender_nobody_speaks_for_another_submission() -> None:
    office = Office()
    office.run(submission("", 1, [ROW], path="1.xlsx"), submission("", 2, [CHANGED], path="2.xlsx"))
    assert outcome(office) == [("routed", ""), ("duplicate", "duplicate-across-units")]
