"""Runs in any split come to the same end, and a run without anything new comes to none (Hypothesis).

Most examples tell of several circles of units and people that have nothing to do with each other. Each is split or
shuffled by itself; what comes at the same step of all of them is one run, which costs hardly more than for one circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_examples import examples
from support_register import Office, P, Submission, submission

from pipeline.reconcile.identifiers import person_id

Told = list[tuple[str, list[P]]]


class Sent(NamedTuple):
    """What a unit of a circle sent on a day; a number is that of the first, second or third person of all."""

    circle: int
    day: int
    unit: str
    people: list[P]
    notice: str

    def submission(self) -> Submission:
        rows = [self._own(person) for person in self.people]
        path = f"{self.circle}/{self.day}/附件3.xlsx"
        return submission(self.unit and f"{self.unit}{self.circle}", self.day, rows, path=path, notice=self.notice)

    def _own(self, person: P) -> P:
        """Under a name, a phone and a mail address that no other circle has."""
        return replace(
            person,
            name=person.name and f"{person.name}{'甲乙丙丁戊'[self.circle]}",
            phone=f"{self.circle}{person.phone}" if person.phone.isdigit() else person.phone,
            email=person.email and f"{self.circle}{person.email}",
            number=person_id(int(person.number)) if person.number else "",
        )


Circle = list[Sent]

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
                number=st.sampled_from(["", "", "", "1", "2", "3"]),
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    min_size=3,
    max_size=8,
)
random = st.randoms(use_true_random=False)


def several(told: st.SearchStrategy[Told]) -> st.SearchStrategy[list[Told]]:
    return st.lists(told, min_size=1, max_size=5)


few, many = examples(8), examples(100)


def circles(told: list[Told], notices: Sequence[str] = ("notice",)) -> list[Circle]:
    """One a day in each circle, to the notices in turn."""
    return [
        [Sent(circle, day, unit, rows, notices[day % len(notices)]) for day, (unit, rows) in enumerate(each, 1)]
        for circle, each in enumerate(told)
    ]


def shuffled(circle: Circle, random: Random) -> Circle:
    return random.sample(circle, len(circle))


def split(circle: Circle, random: Random) -> list[Circle]:
    parts, rest = [], circle
    while rest:
        size = random.randint(1, len(rest))
        parts.append(rest[:size])
        rest = rest[size:]
    return parts


def steps(of: list[list[Circle]]) -> list[Circle]:
    """The first parts of all circles, then the second ones, and so on."""
    return [[one for part in parts for one in part] for parts in zip_longest(*of, fillvalue=[])]


def ended(office: Office) -> list[tuple[str, ...]]:
    """What holds of every row; who is one person is told by the first row of each, since circles are numbered as they
    come."""
    rows = office.register.export("people").sort_values(["source_file", "source_row"])
    places = rows["source_file"] + ":" + rows["source_row"].astype(str)
    first = places.groupby(rows["person_id"]).transform("first")
    return list(zip(places, first, rows["disposition"], rows["society"], rows["findings"], strict=True))


def numbers(office: Office) -> list[list[str]]:
    return office.register.export("people")[["source_file", "person_id", "submission_id"]].to_numpy().tolist()


def splits_end_alike(told: list[Told], random: Random) -> None:
    at_once, in_parts, sent = Office(), Office(), circles(told)
    at_once.run(*(one.submission() for circle in sent for one in circle))
    for step in steps([split(circle, random) for circle in sent]):
        in_parts.run(*(one.submission() for one in step))
    assert ended(in_parts) == ended(at_once)
    if len(sent) == 1:  # submissions and people are numbered in order of receipt
        assert numbers(in_parts) == numbers(at_once)


def comes_to_rest(told: list[Told], random: Random) -> None:
    """Read in any order, one row of a person at most is routed, and a further run finds nothing to do."""
    office = Office()
    for step in steps([[[one] for one in shuffled(circle, random)] for circle in circles(told)]):
        office.run(*(one.submission() for one in step))
    office.aliases["不懂"] = "会员"
    office.run()
    office.run()  # a row released by the alias may put another in its place
    rows = office.register.export("people")
    assert rows[rows["disposition"] == "routed"]["person_id"].is_unique
    assert office.run() is None


def knows_enough(told: Told, random: Random) -> None:
    """A run that asks the register for the people whom it may meet again comes to the same end as one that compares
    with everybody and judges all that is open again.
    """
    narrow, wide = Office(terms="the same"), Office(everything=True)
    (circle,) = circles([told], random.choice([("notice",), ("a", "b")]))
    for part in split(shuffled(circle, random), random):
        for office in (narrow, wide):
            office.run(*(one.submission() for one in part))
        for table in ("people", "findings"):
            assert narrow.register.export(table).to_dict("records") == wide.register.export(table).to_dict("records")


test_any_run_knows_enough = few(given(crowd, random)(knows_enough))
test_many_runs_know_enough = pytest.mark.slow(examples(250)(given(crowd, random)(knows_enough)))
test_any_chronological_split_ends_alike = few(given(several(sent), random)(splits_end_alike))
test_any_order_of_reading_comes_to_rest = few(given(several(sent), random)(comes_to_rest))
test_many_splits_end_alike = pytest.mark.slow(many(given(several(sent), random)(splits_end_alike)))
test_many_orders_come_to_rest = pytest.mark.slow(many(given(several(sent), random)(comes_to_rest)))
