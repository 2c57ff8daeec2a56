"""One person is one person across notices; what is superseded, routed and told of changes is the application to one."""

from __future__ import annotations

import pytest
from support_register import NOW, Office, P, lines, submission

from pipeline.reconcile.identifiers import number_of, person_id

ROW = P("张三", "1")
Told = list[tuple[str, int, str, str]]


def told(office: Office) -> Told:
    """(notice, running number of the person, disposition, findings) of every row in order of receipt."""
    notices = {row["submission_id"]: row["notice"] for row in lines(office.register.export("submissions"))}
    rows = office.register.export("people").sort_values(["received_at", "source_file", "source_row"])
    return [
        (notices[sent], number_of(person), disposition, findings)
        for sent, person, disposition, findings in zip(
            rows["submission_id"], rows["person_id"], rows["disposition"], rows["findings"], strict=True
        )
    ]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    "other", [ROW, P("张 三", "1", experience="新"), P("张叁", "1", number=person_id(1)), P("张三", "1", domain="电气")]
)
def test_one_number_and_two_applications(other: P, at_once: bool) -> None:
    office = Office()
    sent = [submission("甲", 1, [ROW], notice="a"), submission("乙", 2, [other], notice="b")]
    for some in [sent] if at_once else [[one] for one in sent]:
        office.run(*some)
    assert told(office) == [("a", 1, "routed", ""), ("b", 1, "routed", "")]


def test_by_mail_address_in_another_notice() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", email="a@b.cn")], notice="a"))
    office.run(submission("甲", 2, [P("张三", "1", "a@b.cn")], notice="b"))
    assert told(office) == [("a", 1, "routed", ""), ("b", 1, "routed", "")]


def test_later_rows_replace_those_of_their_own_notice_only() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], notice="a"), submission("甲", 2, [ROW], notice="b"))
    office.run(submission("甲", 3, [P("张三", "1", experience="新")], notice="b"))
    office.run(submission("甲", 4, [ROW], notice="a"))
    assert told(office) == [
        ("a", 1, "routed", ""),
        ("b", 1, "superseded", ""),
        ("b", 1, "routed", ""),
        ("a", 1, "duplicate", "unchanged"),
    ]


def test_a_change_held_in_one_notice_holds_nobody_in_another() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], notice="a"), submission("甲", 2, [ROW], notice="b"))
    office.run(submission("甲", 3, [P("张三", "1", level="不懂")], notice="b"))
    assert [row[:3] for row in told(office)] == [("a", 1, "routed"), ("b", 1, "routed"), ("b", 1, "held")]


def test_another_unit_may_recommend_for_another_notice() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], notice="a"))
    office.run(submission("乙", 2, [ROW], notice="b"), submission("丙", 3, [ROW], notice="a"))
    assert told(office) == [
        ("a", 1, "routed", ""),
        ("b", 1, "routed", ""),
        ("a", 1, "duplicate", "duplicate-across-units"),
    ]


def test_a_withdrawal_from_a_society_is_of_one_notice() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], notice="a"), submission("甲", 2, [ROW], notice="b"))
    batch = office.run(submission("甲", 3, [P("张三", "1", domain="电气")], notice="b"))
    assert batch
    columns = office.register.batch_contents(batch).people.columns(("society", "change", "withdrawn_from"))
    assert sorted(zip(*columns.values(), strict=True)) == [
        ("", "withdrawal", "水利学会"),
        ("电气学会", "new", ""),
    ]


def test_batches_of_one_run_are_numbered_over_the_notices() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW], notice="b"), submission("乙", 2, [ROW], notice="a"))
    office.run(submission("甲", 3, [P("李四", "2")], notice="b"))
    found = [(row["batch"], row["notice"], row["people"]) for row in lines(office.register.desk(NOW).batches)]
    assert found == [("20250506-01", "a", 1), ("20250506-02", "b", 1), ("20250506-03", "b", 1)]


def test_who_is_held_for_the_phone_in_one_notice_is_known_again_in_another() -> None:
    office = Office(terms="the same")
    office.run(submission("甲", 1, [P("张三", "坏")], notice="a"))
    office.run(submission("甲", 2, [ROW], notice="b"))
    office.run(submission("甲", 3, [ROW], notice="a"))
    assert [row[:3] for row in told(office)] == [("a", 1, "superseded"), ("b", 1, "routed"), ("a", 1, "routed")]
