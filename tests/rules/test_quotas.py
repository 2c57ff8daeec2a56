"""Quotas: counted by person, over all batches, in the order in which submissions came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd
import pytest

from pipeline.model.documents import Submission
from pipeline.quotas import Recommended, check_quotas
from pipeline.terms.notices import CHINA, Notice, load_notice
from pipeline.terms.quota import BINDING, SUGGESTION, Quota, Quotas

NAME, EARLIER = "2025", "S00001"
LINE, GROUP = Quota("甲院", 2), Quota("会员单位", 1)
LINES = {"甲院": LINE, "乙院": GROUP, "丙院": GROUP}


def row(sent: str, unit: str, person: str, disposition: str = "routed", notice: str = NAME) -> dict[str, str]:
    own = Recommended(f"{sent}{person}", sent, unit, person)
    return own._asdict() | {"disposition": disposition, "notice": notice}


def submission(sent: str, notice: str) -> Submission:
    day = datetime(2025, 4, 1, tzinfo=CHINA)
    return Submission(sent, sent, notice, "", "none", "", day, "mail", False, True, "attachment3", [])


def found(
    quotas: Quotas | None, *rows: dict[str, str], recorded: Iterable[Recommended] = (), replaced: Iterable[str] = ()
) -> list[tuple[str, str, str]]:
    """Submission, whose quota, message."""
    notices: dict[str, Notice] = {NAME: load_notice(NAME)._replace(quotas=quotas)}
    sent = dict.fromkeys((row["submission_id"], row["notice"]) for row in rows if row["submission_id"] != EARLIER)
    people, told = pd.DataFrame(list(rows)), [submission(*each) for each in sent]
    findings = check_quotas(told, people, notices, lambda _: recorded, replaced)
    assert {(finding.slug, finding.severity, finding.row_id) for finding in findings} <= {("over-quota", "warning", "")}
    return [(finding.submission_id, finding.value, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (BINDING, "的名额是2人，连同此前报送的共3人，请秘书处与单位商定保留哪些人员。"),
        (SUGGESTION, "的建议名额是2人，连同此前报送的共3人，仍照常受理。"),
    ],
)
def test_what_exceeds_is_said_as_the_kind_of_the_quota_wants_it(kind: str, sentence: str) -> None:
    rows = [row("S2", "甲院", "1"), row("S2", "甲院", "2", "held"), row("S2", "甲院", "3")]
    assert found(Quotas(kind, None, None, LINES), *rows) == [("S2", "甲院", f"报送人数多于通知的名额：甲院{sentence}")]
    assert found(Quotas(kind, None, None, LINES), *rows[:2]) == []


def test_the_submission_that_exceeds_is_told_not_the_one_before() -> None:
    rows = [row("S2", "甲院", "1"), row("S2", "甲院", "2"), row("S3", "甲院", "3"), row("S4", "丁院", "4")]
    assert [sent for sent, *_ in found(Quotas(BINDING, None, None, LINES), *rows)] == ["S3"]


def test_units_of_one_line_count_together_and_others_each_for_itself() -> None:
    quotas = Quotas(BINDING, Quota("", 3), 1, LINES)
    rows = [row("S2", "乙院", "1"), row("S3", "丙院", "2"), row("S4", "丁院", "3"), row("S5", "丁院", "4")]
    assert [told[:2] for told in found(quotas, *rows)] == [("S3", "会员单位"), ("S5", ""), ("S5", "丁院")]
    assert "：各单位合计的名额是3人，连同此前报送的共4人，" in found(quotas, *rows)[1][2]


def test_a_person_counts_once_whatever_the_batch_and_only_where_something_stands_of_them() -> None:
    quotas = Quotas(BINDING, None, None, LINES)
    before = [Recommended("R1", EARLIER, "甲院", "1"), Recommended("R2", EARLIER, "甲院", "2")]
    again, new = row("S2", "甲院", "1"), row("S2", "甲院", "3")
    assert found(quotas, again, recorded=before) == []
    assert found(quotas, row("S2", "甲院", "3", "duplicate"), recorded=before) == []
    assert [sent for sent, *_ in found(quotas, again, new, recorded=before)] == ["S2"]
    assert found(quotas, again, new, recorded=before, replaced=["R2"]) == []


def test_an_open_row_of_before_counts_as_it_is_judged_now() -> None:
    quotas = Quotas(BINDING, None, None, LINES)
    before = [Recommended(f"{EARLIER}{person}", EARLIER, "甲院", person) for person in "12"]
    reopened = row(EARLIER, "甲院", "2", "superseded")
    assert found(quotas, reopened, row("S2", "甲院", "3"), recorded=before) == []


def test_without_quotas_nobody_is_counted() -> None:
    def nothing(_: str) -> Iterable[Recommended]:
        raise AssertionError

    notices = {NAME: load_notice(NAME)}
    assert check_quotas([submission("S2", NAME)], pd.DataFrame([row("S2", "甲院", "1")]), notices, nothing, ()) == []


def test_who_belongs_to_no_known_unit_counts_for_the_total_only() -> None:
    quotas = Quotas(BINDING, Quota("", 0), 0, {})
    assert [whose for _, whose, _ in found(quotas, row("S2", "", "1"))] == [""]
