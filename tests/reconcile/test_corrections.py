"""What a verified correction may say that others may not: who is the same person (rule d), and who is withdrawn."""

from __future__ import annotations

import pytest
from support_holders import issued, write
from support_register import Office, P, lines, submission

from pipeline.reconcile.identifiers import number_of, person_id

ROW = P("张三", "1")
VETO = P("张三", "1", remark="不再推荐")
OTHER_PHONE = P("张三", "2")


def people(office: Office) -> list[tuple[int, str, str]]:
    """(running number of the person, disposition, findings) of every row in order of receipt."""
    rows = office.register.export("people").sort_values(["received_at", "source_row"])
    return list(zip(map(number_of, rows["person_id"]), rows["disposition"], rows["findings"], strict=True))


def test_a_name_that_is_unique_on_both_sides_is_the_same_person() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW, P("李四", "3")]))
    office.run(submission("甲", 2, [OTHER_PHONE, P("李四", "3")], corrects="S00001"))
    assert people(office) == [
        (1, "superseded", ""),
        (2, "routed", ""),
        (1, "routed", ""),
        (2, "duplicate", "unchanged"),
    ]
    assert office.run() is None


def test_without_a_mark_another_phone_stays_a_question() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW]))
    office.run(submission("甲", 2, [OTHER_PHONE]))
    assert people(office) == [(1, "routed", ""), (2, "held", "identity-question")]


@pytest.mark.parametrize(
    ("second", "corrects", "found"),
    [
        ([P("张叁", "1"), P("李四", "3")], "S00001", (3, "held", "renamed-question")),
        ([P("张叁", "1"), ROW, P("李四", "3")], "S00001", (3, "routed", "phone-shared")),
        ([P("张叁", "1"), P("王五", "1"), P("李四", "3")], "S00001", (3, "routed", "phone-shared")),
        ([P("张叁", "5"), P("李四", "3")], "S00001", (3, "routed", "")),
        ([P("张叁", "1"), P("李四", "3")], "", (3, "routed", "phone-shared")),
    ],
)
def test_another_name_with_the_same_phone_is_a_question_where_the_first_is_gone(
    second: list[P], corrects: str, found: tuple[int, str, str]
) -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW, P("李四", "3")]))
    office.run(submission("甲", 2, second, corrects=corrects))
    assert people(office)[2] == found
    assert people(office)[0][:2] == (1, "routed")
    assert office.run() is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([ROW, P("张三", "5")], [OTHER_PHONE]),
        ([ROW], [OTHER_PHONE, P("张三", "5")]),
    ],
)
def test_a_name_that_two_people_have_on_one_side_tells_nothing(first: list[P], second: list[P]) -> None:
    office = Office()
    office.run(submission("甲", 1, first))
    office.run(submission("甲", 2, second, corrects="S00001"))
    numbers = [number for number, *_ in people(office)]
    assert len(set(numbers)) == len(numbers)


def test_only_the_submission_that_it_corrects_counts() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW]), submission("甲", 2, [P("李四", "3")]))
    office.run(submission("甲", 3, [OTHER_PHONE], corrects="S00002"))
    assert people(office)[-1] == (3, "held", "identity-question")


def test_a_correction_may_be_the_first_to_name_the_unit() -> None:
    office = Office()
    office.run(submission("", 1, [ROW, P("李四", "3", level="看不懂")], sender="a@b.cn"))
    corrected = [P("张三", "1", experience="新"), P("李四", "3")]
    office.run(submission("甲", 2, corrected, sender="a@b.cn", corrects="S00001"))
    assert [row[1] for row in people(office)] == ["superseded", "superseded", "routed", "routed"]
    office.run(submission("甲", 3, [VETO], sender="c@d.cn", corrects="S00002"))
    assert [row[1] for row in people(office)] == ["superseded", "superseded", "withdrawn", "routed", "withdrawn"]


@pytest.mark.parametrize(
    ("first", "second", "corrects"),
    [
        ("a@b.cn", "a@b.cn", ""),  # the address that sent the first
        ("a@b.cn", "c@d.cn", "S00001"),  # our own workbook
        ("", "", "S00001"),
    ],
)
def test_the_unit_withdraws(first: str, second: str, corrects: str) -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], sender=first))
    batch = office.run(submission("甲", 2, [VETO], sender=second, corrects=corrects))
    assert people(office) == [
        (1, "withdrawn", ""),
        (1, "withdrawn", "not-recommended;withdrawn-by-unit"),
    ]
    assert batch
    changed = office.register.batch_contents(batch).changed_earlier
    assert lines(changed, "old_disposition", "disposition", "withdrawn_from", "society") == [
        {"old_disposition": "routed", "disposition": "withdrawn", "withdrawn_from": "水利学会", "society": ""}
    ]
    assert office.run() is None


@pytest.mark.parametrize(("first", "second"), [("a@b.cn", "c@d.cn"), ("", ""), ("a@b.cn", "")])
def test_from_elsewhere_it_is_a_question(first: str, second: str) -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], sender=first))
    office.run(submission("甲", 2, [VETO], sender=second))
    assert people(office) == [(1, "routed", ""), (1, "held", "not-recommended;withdrawal-question")]
    assert office.run() is None


def test_who_has_a_certificate_is_not_withdrawn_unasked() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1", level="专业工程会员")], sender="a@b.cn"))
    write(office.register, issued(person_id(1), "2026-06-20"))
    office.run(submission("甲", 2, [P("张三", "1", remark="不再推荐")], sender="a@b.cn", corrects="S00001"))
    assert people(office) == [(1, "routed", ""), (1, "held", "not-recommended;withdrawal-after-result")]
    assert office.run() is None


@pytest.mark.parametrize(("domain", "found"), [("电气", "held"), ("水利", "routed")])
def test_who_has_a_certificate_goes_to_no_other_society_unasked(domain: str, found: str) -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1", level="专业工程会员")], sender="a@b.cn"))
    write(office.register, issued(person_id(1), "2026-06-20"))
    other = P("张三", "1", level="专业工程会员", domain=domain, experience="新")
    office.run(submission("甲", 2, [other], sender="a@b.cn"))
    assert people(office)[1][:2] == (1, found)
    assert ("change-after-result" in people(office)[1][2]) == (found == "held")
    assert office.run() is None


def test_who_was_held_is_not_withdrawn_but_stays_held() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1", level="看不懂")], sender="a@b.cn"))
    office.run(submission("甲", 2, [VETO], sender="a@b.cn"))
    assert [row[1:] for row in people(office)] == [("superseded", "level-unknown"), ("held", "not-recommended")]


def test_who_was_withdrawn_may_be_recommended_again() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], sender="a@b.cn"))
    office.run(submission("甲", 2, [VETO], sender="a@b.cn"))
    office.run(submission("甲", 3, [ROW], sender="a@b.cn"))
    assert [row[1] for row in people(office)] == ["withdrawn", "withdrawn", "routed"]


def test_another_unit_has_the_person_once_the_first_withdraws() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], sender="a@b.cn"), submission("乙", 2, [P("张三", "1", domain="电气")]))
    assert [row[1] for row in people(office)] == ["routed", "duplicate"]
    batch = office.run(submission("甲", 3, [VETO], sender="a@b.cn"))
    assert [row[1] for row in people(office)] == ["withdrawn", "routed", "withdrawn"]
    assert batch
    told = office.register.batch_contents(batch).people.columns(["society", "change", "withdrawn_from"])
    assert sorted(map(tuple, zip(*told.values(), strict=True))) == [
        ("", "", ""),
        ("", "withdrawal", "水利学会"),
        ("电气学会", "new", ""),
    ]
    assert office.run() is None


def test_rounds_in_one_go_end_as_one_by_one() -> None:
    def rounds(office: Office) -> list[tuple[str, ...]]:
        office.run(submission("甲", 1, [ROW, P("李四", "3", level="看不懂")]))
        office.run(submission("甲", 2, [OTHER_PHONE, P("李四", "3")], corrects="S00001"))
        office.run(submission("甲", 3, [P("张三", "4"), P("李四", "3", remark="不再推荐")], corrects="S00002"))
        return [(str(number), *rest) for number, *rest in people(office)]

    assert rounds(Office()) == rounds(Office(everything=True))
