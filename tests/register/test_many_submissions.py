"""From the hundred thousandth submission on numbers are no longer in the order of their texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support_register import NOW, Office, P, submission

from pipeline.register import Register
from pipeline.terms.settings import ExpectedUnit


def test_what_came_last_of_a_unit_is_told_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter((99_999, 100_000))
    monkeypatch.setattr(Register, "next_submission_number", lambda _: next(numbers))
    office = Office()
    for day, (name, now) in enumerate({"张三": NOW, "李四": NOW + timedelta(days=30)}.items(), 1):
        run = office.judged([submission("甲", day, [P(name, "坏")])], now=now)
        office.register.record(replace(run, settings={"open_notices": ["notice"]}))
    now = NOW + timedelta(days=60)
    (came,) = office.register.desk(now, [ExpectedUnit("甲")]).expected.came.values()
    assert (came.waiting, came.asked_on) == (2, f"{NOW + timedelta(days=30):%Y-%m-%d}")
    assert [each.submission_id for each in office.register.silent(now)] == ["S99999", "S100000"]
