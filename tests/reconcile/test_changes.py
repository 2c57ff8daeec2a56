"""What the societies must be told after each run."""

from __future__ import annotations

from operator import itemgetter

import pandas as pd
from support_register import Office, P, lines, submission

from pipeline.reconcile.changes import changes
from pipeline.reconcile.state import KnownRow, State
from pipeline.register import BatchContents

ROW = P("张三", "1")


def after(office: Office, batch: str | None) -> BatchContents:
    assert batch
    return office.register.batch_contents(batch)


def told(contents: BatchContents) -> list[tuple[str, str, str, str]]:
    """(disposition, society, change, society that lost the person) of the batch's rows in order of receipt."""
    shown = ("received_at", "source_row", "disposition", "society", "change", "withdrawn_from")
    rows = sorted(zip(*contents.people.columns(shown).values(), strict=True), key=itemgetter(0, 1))
    return [row[2:] for row in rows]


def test_new() -> None:
    office = Office()
    first = after(office, office.run(submission("甲", 1, [ROW, P("李四", "坏")])))
    assert told(first) == [("routed", "水利学会", "new", ""), ("held", "", "", "")]


def test_a_row_replaced_within_one_run_was_never_sent() -> None:
    office = Office()
    first = after(
        office, office.run(submission("甲", 1, [ROW]), submission("甲", 2, [P("张三", "1", experience="新")]))
    )
    assert told(first) == [("superseded", "", "", ""), ("routed", "水利学会", "new", "")]


def test_change_for_the_same_society() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW]))
    second = after(office, office.run(submission("甲", 2, [P("张三", "1", experience="新")])))
    assert told(second) == [("superseded", "", "", ""), ("routed", "水利学会", "change", "")]
    assert lines(second.changed_earlier) == [
        {
            "row_id": second.people.columns(["row_id"])["row_id"][0],
            "person_id": "G00001-8",
            "submission_id": "S00001",
            "unit": "甲",
            "name": "张三",
            "old_disposition": "routed",
            "disposition": "superseded",
            "withdrawn_from": "",
            "society": "",
        }
    ]


def test_another_society_gets_the_person_and_the_old_one_a_withdrawal() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW]))
    second = after(office, office.run(submission("甲", 2, [P("张三", "1", domain="电气")])))
    assert told(second) == [("superseded", "", "withdrawal", "水利学会"), ("routed", "电气学会", "new", "")]


def test_a_held_change_tells_nobody_anything() -> None:
    office = Office()
    office.run(submission("甲", 1, [ROW]))
    second = after(office, office.run(submission("甲", 2, [P("张三", "1", level="不懂")])))
    assert told(second) == [("held", "", "", "")]


def test_a_confirmed_route_brings_its_people_again() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1", domain="计算机")]))
    office.societies["计算机"] = ("计算机学会", True)
    second = after(office, office.run())
    assert told(second) == [("routed", "计算机学会", "new", "")]
    assert not second.changed_earlier["row_id"]
    assert office.run() is None


def test_a_route_that_went_to_another_society() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1", domain="计算机")]))
    office.societies["计算机"] = ("自动化学会", True)
    second = after(office, office.run())
    assert told(second) == [("routed", "自动化学会", "new", "计算机学会")]
    assert second.changed_earlier["society"] == ["自动化学会"]


def test_a_candidate_loses_a_person_who_is_held_now() -> None:
    office = Office(aliases={"老会员": "会员"})
    office.run(submission("甲", 1, [P("张三", "1", domain="计算机", level="老会员")]))
    office.aliases.clear()
    assert told(after(office, office.run())) == [("held", "", "withdrawal", "计算机学会")]


def test_released_rows_are_new() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1", level="老会员")]))
    office.aliases["老会员"] = "会员"
    second = after(office, office.run())
    assert told(second) == [("routed", "水利学会", "new", "")]
    assert lines(second.changed_earlier, "old_disposition", "disposition") == [
        {"old_disposition": "held", "disposition": "routed"}
    ]
    assert second.submissions["submission_id"] == ["S00001"]
    assert not second.documents["file"]


def test_a_row_that_is_another_persons_now_withdraws_the_one_whom_the_society_has() -> None:
    """That it is the same person was taken back; the society knows the row by the number that it had till then."""
    place = ("2025-05-01", "甲.xlsx", 0, 1, 0, "R1")
    known = KnownRow(
        *("R1", "G00001-8", "S00001", "", "2025", "甲", "", "", place, "张三", "1", "", "routed", "", "", "水利学会"),
        *(True, "digest", 1),
    )
    now = {"row_id": "R1", "person_id": "G00002-6", "notice": "2025", "disposition": "routed", "published": "digest"}
    people = pd.DataFrame([now | {"society": "水利学会", "route_confirmed": True}])
    told, earlier = changes(people, [], State([known]))
    assert told[["change", "withdrawn_from"]].values.tolist() == [["new", "水利学会"]]
    assert earlier == []
