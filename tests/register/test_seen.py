"""The same bytes again: said once, from one unit or sender."""

from __future__ import annotations

import pytest
from support_register import Office, P, Submission, submission

from pipeline.kinds.marks import Origin
from pipeline.model.documents import Examined, Outcome
from pipeline.model.statements import Recognition
from pipeline.register.seen import already_seen


def sent(unit: str, sender: str, *documents: Examined) -> Submission:
    one = submission(unit, 1, [], sender=sender)
    one.documents = list(documents)
    return one


def document(sha256: str, outcome: Outcome = Outcome.PROCESSED) -> Examined:
    return Examined("a", sha256, 1, "xlsx", outcome, None, Recognition(kind="recommendation"))


@pytest.mark.parametrize(
    ("unit", "sender", "again"),
    [
        ("甲", "", True),
        ("甲 ", "x@y.cn", True),
        ("乙", "a@b.cn", True),
        ("乙", "", False),
        ("", "", False),
    ],
)
def test_from_the_same_unit_or_sender_as_in_the_register(unit: str, sender: str, again: bool) -> None:
    one = sent(unit, sender, document("sha"))
    already_seen([one], {"sha": {Origin("notice", "甲", "a@b.cn")}})
    [examined] = one.documents
    assert (examined.outcome == Outcome.ALREADY_SEEN) is again
    assert (examined.recognition is None) is again


def test_earlier_in_the_same_run() -> None:
    submissions = [sent("甲", "", document("sha")), sent("乙", "", document("sha")), sent("甲", "", document("sha"))]
    already_seen(submissions, {})
    assert [one.documents[0].outcome for one in submissions] == ["processed", "processed", "already-seen"]


def test_twice_in_one_submission_that_nobody_signed() -> None:
    one = sent("", "", document("sha"), document("sha"))
    already_seen([one], {})
    assert [examined.outcome for examined in one.documents] == ["processed", "already-seen"]


@pytest.mark.parametrize("outcome", [Outcome.CONTAINER, Outcome.SYSTEM_FILE])
def test_containers_and_system_files_are_what_they_are(outcome: Outcome) -> None:
    one = sent("甲", "", document("sha", outcome), document("sha", outcome))
    already_seen([one], {"sha": {Origin("notice", "甲", "")}})
    assert {examined.outcome for examined in one.documents} == {outcome}


def test_what_could_not_be_read_is_tried_each_time_that_it_comes() -> None:
    one = sent("甲", "", document("sha", Outcome.UNREADABLE))
    already_seen([one], {"sha": {Origin("notice", "甲", "")}})
    assert one.documents[0].outcome == Outcome.UNREADABLE


@pytest.mark.parametrize("outcome", [Outcome.SCAN, Outcome.NOT_A_FORM])
def test_scans_and_others_too(outcome: Outcome) -> None:
    one = sent("甲", "", document("sha", outcome))
    already_seen([one], {"sha": {Origin("notice", "甲", "")}})
    assert one.documents[0].outcome == Outcome.ALREADY_SEEN


def test_the_register_tells_what_it_has_seen() -> None:
    office = Office()
    one = submission("甲 公司", 1, [P("张三", "1")], sender="a@b.cn")
    one.documents.append(document("mail", Outcome.CONTAINER))
    office.run(one)
    assert office.register.seen_bytes({one.documents[0].sha256}) == {
        one.documents[0].sha256: {Origin("notice", "甲公司", "a@b.cn")}
    }
