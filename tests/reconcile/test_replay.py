"""Runs in any split come to the same end, and a run without anything new comes to none (Hypothesis)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from support_register import Office, P, Submission, submission

people = st.builds(
    P,
    name=st.sampled_from(["张三", "李四", ""]),
    phone=st.sampled_from(["1", "2", "坏", ""]),
    email=st.sampled_from(["", "", "a@b.cn"]),
    level=st.sampled_from(["会员", "会员", "资深会员", "不懂"]),
    domain=st.sampled_from(["水利", "电气", "计算机"]),
)
sent = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.lists(people, min_size=1, max_size=3)), min_size=1, max_size=5)


def submissions(told: list[tuple[str, list[P]]]) -> list[Submission]:
    return [submission(unit, day, rows) for day, (unit, rows) in enumerate(told, 1)]


def ended(office: Office) -> list[tuple[str, ...]]:
    """What holds of every row; submissions and people are numbered in order of receipt either way."""
    columns = ["source_file", "source_row", "person_id", "submission_id", "disposition", "society", "findings"]
    return office.register.export("people")[columns].to_numpy().tolist()


@given(sent, st.data())
@settings(max_examples=12, deadline=None)
def test_any_chronological_split_ends_alike(told: list[tuple[str, list[P]]], data: st.DataObject) -> None:
    at_once, in_parts = Office(), Office()
    at_once.run(*submissions(told))
    cut = data.draw(st.integers(0, len(told)))
    parts = submissions(told)
    in_parts.run(*parts[:cut])
    in_parts.run(*parts[cut:])
    assert ended(in_parts) == ended(at_once)


@given(sent)
@settings(max_examples=8, deadline=None)
def test_a_run_per_submission_ends_alike(told: list[tuple[str, list[P]]]) -> None:
    at_once, one_by_one = Office(), Office()
    at_once.run(*submissions(told))
    for one in submissions(told):
        one_by_one.run(one)
    assert ended(one_by_one) == ended(at_once)


@given(sent, st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_in_any_order_of_reading_a_second_run_changes_nothing(told: list[tuple[str, list[P]]], random: object) -> None:
    office, parts = Office(), submissions(told)
    random.shuffle(parts)  # type: ignore[attr-defined]
    for one in parts:
        office.run(one)
    office.run()  # rows read late may still put others in their place
    assert office.run() is None


@given(sent, sent)
@settings(max_examples=8, deadline=None)
def test_at_most_one_row_of_a_person_is_routed(
    first: list[tuple[str, list[P]]], second: list[tuple[str, list[P]]]
) -> None:
    office = Office()
    office.run(*submissions(first))
    office.aliases["不懂"] = "会员"
    later = [submission(unit, day, rows) for day, (unit, rows) in enumerate(second, 9)]
    office.run(*later)
    rows = office.register.export("people")
    routed = rows[rows["disposition"] == "routed"]
    assert routed["person_id"].is_unique
    assert set(rows["disposition"]) <= {"routed", "held", "duplicate", "superseded"}
