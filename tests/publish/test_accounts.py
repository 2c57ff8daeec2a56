"""The accounts add up, or the run stops."""

from __future__ import annotations

import pytest
from support_publish import contents, finding, person

from pipeline.publish.desk.accounts import AccountError, accounts_of

HELD = person(1, disposition="held", change="", society="")


def test_rows_of_former_batches_are_counted_on_their_own():
    released = person(1, read_in="20250420-01")
    batch = contents([person(0), released])
    batch.changed_earlier = {"row_id": ["R1", released["row_id"]], "disposition": ["superseded", "routed"]}
    accounts = accounts_of(batch)
    assert accounts.read == 1
    assert {name: n for name, n in accounts.judged.items() if n} == {"routed": 2}
    assert {name: n for name, n in accounts.earlier.items() if n} == {"routed": 1, "superseded": 1}
    assert sum(accounts.societies.values()) == 2


def test_every_outcome_fate_and_disposition_is_listed_even_at_zero():
    accounts = accounts_of(contents([person(0)]))
    assert accounts.documents["unreadable"] == 0
    assert accounts.rows["sample"] == 0
    assert accounts.people["withdrawn"] == 0


@pytest.mark.parametrize(
    ("people", "findings", "complaint"),
    [
        ([person(0), person(0)], [], "counted twice"),
        ([person(0, society="")], [], "without a society"),
        ([HELD], [], "without a reason"),
        ([HELD], [finding(HELD, severity="warning")], "without a reason"),
        ([person(0, disposition="lost")], [], "no such"),
        ([person(0, section="elsewhere")], [], "section that no form has"),
    ],
)
def test_what_does_not_add_up_is_our_bug(people, findings, complaint):
    with pytest.raises(AccountError, match=complaint):
        accounts_of(contents(people, findings))


def test_a_person_lost_between_submission_and_rows_is_our_bug():
    batch = contents([person(0), person(1)])
    batch.people = contents([person(0)]).people
    with pytest.raises(AccountError, match="not among the rows"):
        accounts_of(batch)
