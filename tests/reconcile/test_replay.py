"""Runs in any split come to the same end, and a run without anything new comes to none (Hypothesis)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from support_register import Office, P, Submission, submission

from pipeline.reconcile.identifiers import person_id

Sent = list[tuple[str, list[P]]]

people = st.builds(
    P,
    name=st.sampled_from(["张三", "李四", ""]),
    phone=st.sampled_from(["1", "2", "坏", ""]),
    email=st.sampled_from(["", "", "a@b.cn"]),
    level=st.sampled_from(["会员", "会员", "资深会员", "不懂"]),
    domain=st.sampled_from(["水利", "电气", "计算机"]),
)
sent = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.lists(people, min_size=1, max_size=3)), min_size=2, max_size=5)
crowd = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "丙", ""]),
        st.lists(
            st.builds(
                P,
                name=st.sampled_from(["张三", "张三", "李四", "王五", ""]),
                phone=st.sampled_from([*"123456", "坏", ""]),
                email=st.sampled_from(["", "", "a@b.cn", "A@b.cn"]),
                level=st.sampled_from(["会员", "会员", "不懂"]),
                number=st.sampled_from(["", "", "", person_id(1), person_id(2), person_id(3)]),
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    min_size=3,
    max_size=8,
)
random = st.randoms(use_true_random=False)

few = examples(8)
many = settings(max_examples=250)


def submissions(told: Sent, notices: Sequence[str] = ("notice",)) -> list[Submission]:
    """One a day, to the notices in turn."""
    return [submission(unit, day, rows, notice=notices[day % len(notices)]) for day, (unit, rows) in enumerate(told, 1)]


def ended(office: Office) -> list[list[str]]:
    """What holds of every row; submissions and people are numbered in order of receipt either way."""
    columns = ["source_file", "source_row", "person_id", "submission_id", "disposition", "society", "findings"]
    return office.register.export("people")[columns].to_numpy().tolist()


def splits_end_alike(told: Sent, random: Random) -> None:
    at_once, in_parts, parts = Office(), Office(), submissions(told)
    at_once.run(*submissions(told))
    while parts:
        size = random.randint(1, len(parts))
        in_parts.run(*parts[:size])
        parts = parts[size:]
    assert ended(in_parts) == ended(at_once)


def comes_to_rest(told: Sent, random: Random) -> None:
    """Read in any order, one row of a person at most is routed, and a further run finds nothing to do."""
    office, parts = Office(), submissions(told)
    random.shuffle(parts)
    for one in parts:
        office.run(one)
    office.aliases["不懂"] = "会员"
    office.run()
    office.run()  # a row released by the alias may put another in its place
    rows = office.register.export("people")
    assert rows[rows["disposition"] == "routed"]["person_id"].is_unique
    assert office.run() is None


def knows_enough(told: Sent, random: Random) -> None:
    """A run that asks the register for the people whom it may meet again comes to the same end as one that compares
    with everybody and judges all that is open again.
    """
    narrow, wide = Office(terms="the same"), Office(everything=True)
    parts = submissions(told, random.choice([("notice",), ("a", "b")]))
    random.shuffle(parts)
    while parts:
        size = random.randint(1, len(parts))
        for office in (narrow, wide):
            office.run(*parts[:size])
        parts = parts[size:]
        for table in ("people", "findings"):
            assert narrow.register.export(table).to_dict("records") == wide.register.export(table).to_dict("records")


test_any_run_knows_enough = few(given(crowd, random)(knows_enough))
test_many_runs_know_enough = pytest.mark.slow(many(given(crowd, random)(knows_enough)))
test_any_chronological_split_ends_alike = few(given(sent, random)(splits_end_alike))
test_any_order_of_reading_comes_to_rest = few(given(sent, random)(comes_to_rest))
test_many_splits_end_alike = pytest.mark.slow(many(given(sent, random)(splits_end_alike)))
test_many_orders_come_to_rest = pytest.mark.slow(many(given(sent, random)(comes_to_rest)))
