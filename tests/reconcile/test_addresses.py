"""A change that comes by mail from an address that the unit had not used is a question to the secretary."""

from __future__ import annotations

import pytest
from support_register import Office, P, submission

OLD, NEW = P("张三", "1"), P("张三", "1", experience="别的业绩")
NEWER = P("张三", "1", experience="又一份业绩")
A, B = "a@unit.example", "b@unit.example"
ASKED = [("routed", ""), ("held", "address-question")]
TAKEN = [("superseded", ""), ("routed", "")]


def people(office: Office) -> list[tuple[str, str]]:
    """(disposition, findings) of every row of 张三 in order of receipt."""
    rows = office.register.export("people").sort_values(["received_at", "source_row"])
    own = rows[rows["name"] == "张三"]
    return list(zip(own["disposition"], own["findings"], strict=True))


@pytest.mark.parametrize(
    ("first", "second", "corrects", "becomes"),
    [
        (A, A, "", TAKEN),
        (A, B, "", ASKED),
        (A, B, "S00001", TAKEN),  # our own workbook of theirs
        (A, "", "", TAKEN),  # put into the inbox by the secretary
        ("", B, "", TAKEN),  # the unit had used no address yet
    ],
)
def test_a_change(first: str, second: str, corrects: str, becomes: list[tuple[str, str]]) -> None:
    office = Office()
    office.run(submission("甲", 1, [OLD], sender=first))
    office.run(submission("甲", 2, [NEW], sender=second, corrects=corrects))
    assert people(office) == becomes
    assert office.run() is None


def test_in_one_go_as_one_by_one() -> None:
    office = Office()
    office.run(submission("甲", 1, [OLD], sender=A), submission("甲", 2, [NEW], sender=B))
    assert people(office) == ASKED
    assert office.run() is None


def test_what_says_the_same_and_who_is_new_are_no_questions() -> None:
    office = Office()
    office.run(submission("甲", 1, [OLD], sender=A))
    office.run(submission("甲", 2, [OLD, P("李四", "2")], sender=B))
    assert people(office) == [("routed", ""), ("duplicate", "unchanged")]
    assert office.register.export("people").query("name == '李四'")["disposition"].tolist() == ["routed"]


def test_an_address_that_the_unit_used_for_others_is_its_own() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("李四", "2")], sender=B), submission("甲", 2, [OLD], sender=A))
    office.run(submission("甲", 3, [NEW], sender=B))
    assert people(office) == TAKEN


def test_asking_twice_makes_no_address_known() -> None:
    office = Office()
    office.run(submission("甲", 1, [OLD], sender=A))
    office.run(submission("甲", 2, [NEW], sender=B))
    office.run(submission("甲", 3, [NEWER], sender=B))
    assert people(office) == [("routed", ""), ("superseded", ""), ("held", "address-question")]
    office.run(submission("甲", 4, [NEWER], sender=A))  # from their own after all
    assert [row[0] for row in people(office)] == ["superseded", "superseded", "superseded", "routed"]


def test_who_was_only_held_is_judged_by_what_came_later() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1", level="看不懂")], sender=A))
    office.run(submission("甲", 2, [NEW], sender=B))
    assert [row[0] for row in people(office)] == ["superseded", "routed"]
