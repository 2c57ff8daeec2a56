"""What a worker sends arrives as it was, whatever it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support_examples import examples

from pipeline.engine.transport import pack, unpack
from pipeline.model.documents import Envelope, Examination, Examined, Outcome
from pipeline.model.statements import Found, Person, Recognition, Typed


@pytest.mark.slow
@examples(30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.from_type(Examination), max_size=2))
def test_arrives_as_it_was_sent(examinations: list[Examination]) -> None:
    arrived = unpack(pack(examinations))
    assert arrived == examinations
    assert repr(arrived) == repr(examinations)  # members of enumerations are equal to their plain text


def test_rows_of_one_table_and_the_letter_around_it() -> None:
    fields = {"name": Typed("工甲", "J5", "姓名"), "phone": Typed("\ud800", "K5", "", Found.INHERITED)}
    people = [Person("表", row, "planned", dict(fields)) for row in range(3)]
    said = Recognition("recommendation", "attachment-3", Typed("某协会", "A2", "", Found.CONTENT), people=people)
    letter = Envelope("a.eml", ["推荐"], "b@example.com", datetime(2025, 4, 18, tzinfo=UTC))
    sent = [Examination([letter], [Examined("a.eml!b.xlsx", "0" * 64, 9, "xlsx", Outcome.PROCESSED, None, said)])]
    [arrived] = unpack(pack(sent))
    assert [arrived] == sent
    assert arrived.documents[0].recognition
    first, second, _ = arrived.documents[0].recognition.people
    first.fields["name"] = Typed("工乙")
    assert second.fields["name"].text == "工甲"
