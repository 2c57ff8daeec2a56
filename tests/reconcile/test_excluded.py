"""Who was excluded for life is held whoever recommends them, and nobody else is (问答手册 A14: 003:112-114)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from pandas import DataFrame
from sqlalchemy import event
from support_holders import issued, revoked, write
from support_register import Office, P, lines, submission

from pipeline.reconcile.excluded import check_excluded
from pipeline.reconcile.identifiers import person_id
from pipeline.reconcile.state import State
from pipeline.register import Register
from pipeline.terms.exclusions import NOBODY

FIRST, CONTACT = person_id(1), "a@b.cn"
HOLDER = P("张三", "13800000001", CONTACT)
SAID = (
    "此人的证书已于2025-05-01撤销（提供虚假材料），按规定终身取消申请资格（问答手册第14问），暂不办理，请秘书处决定。"
)


@contextmanager
def statements(register: Register) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.extend([statement] if statement != "BEGIN" else [])

    event.listen(register._engine, "before_cursor_execute", note)
    yield asked
    event.remove(register._engine, "before_cursor_execute", note)


def office(cause: str = "提供虚假材料") -> Office:
    """One in which the holder, who came with 甲, was excluded."""
    made = Office()
    made.run(submission("甲", 1, [HOLDER, P("李四", "13800000002")]))
    write(made.register, issued(FIRST, "2025-04-20"), revoked(FIRST, "2025-05-01", cause))
    return made


def fate(made: Office, unit: str) -> tuple[str, str]:
    """Disposition and findings of the one row of a unit."""
    people = made.register.export("people")
    (found,) = (row for row in lines(people, "unit", "disposition", "findings") if row["unit"] == unit)
    return found["disposition"], found["findings"]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(HOLDER, id="003:113 the same"),
        pytest.param(P("张 三", "13800000001"), id="003:113 other spelling of the name"),
        pytest.param(P("张三", email=CONTACT), id="003:113 by mail address"),
        pytest.param(P("张三", "13900000009", number=FIRST), id="003:113 by 编号"),
    ],
)
@pytest.mark.parametrize("notice", ["notice", "another"])
def test_whoever_recommends_them_again(again: P, notice: str) -> None:
    made = office()
    made.run(submission("乙", 5, [again], notice=notice))
    disposition, found = fate(made, "乙")
    assert (disposition, "excluded" in found.split(";")) == ("held", True)
    assert "routed" not in {
        row["disposition"] for row in lines(made.register.export("people")) if row["name"] != "李四"
    }


def test_it_is_said_since_when_and_why_and_decided_by_the_secretary() -> None:
    made = office()
    made.run(submission("乙", 5, [HOLDER], notice="another"))
    told = [row for row in lines(made.register.export("findings")) if row["slug"] == "excluded"]
    assert {(row["severity"], row["decided_by"], row["field"], row["message"]) for row in told} == {
        ("error", "secretariat", "name", SAID)
    }


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(P("张三", "13800000009"), id="003:113 a namesake"),
        pytest.param(P("王五", "13800000001"), id="003:113 another one at the same phone"),
        pytest.param(P("李四", "13800000002", experience="新"), id="003:113 who came in the same workbook"),
    ],
)
def test_nobody_else(other: P) -> None:
    made = office()
    made.run(submission("丙", 5, [other], notice="another"))
    assert "excluded" not in fate(made, "丙")[1]
    assert fate(made, "丙")[0] == "routed"


@pytest.mark.parametrize("cause", ["其他", "本人申请"])
def test_a_cause_that_excludes_nobody(cause: str) -> None:
    made = office(cause)
    made.run(submission("乙", 5, [HOLDER], notice="another"))
    assert fate(made, "乙") == ("routed", "")


def test_who_goes_on_when_it_comes_is_held_and_taken_back() -> None:
    made = Office()
    made.run(submission("甲", 1, [HOLDER]))
    write(made.register, revoked(FIRST, "2025-05-01"))
    run = made.judged([submission("乙", 5, [P("王五", "13800000005")])])
    assert lines(run.people, "name", "withdrawn_from") == [
        {"name": "张三", "withdrawn_from": "水利学会"},
        {"name": "王五", "withdrawn_from": ""},
    ]
    made.register.record(run)
    assert fate(made, "甲") == ("held", "excluded")
    assert made.run() is None


def test_known_by_every_phone_that_was_told() -> None:
    made = office()
    exclusions, _ = made.register.certificates.excluded(date(2025, 5, 6))
    assert exclusions.of("", "张三", ["13700000000", "13800000001"])
    assert exclusions.of("", "張三", ["A@B.CN"])
    assert not exclusions.of("", "张三", ["13700000000"])
    assert not exclusions.of("", "", ["13800000001"])
    assert not exclusions.of("", "张三", [])


def test_where_nobody_is_excluded_one_question_is_asked() -> None:
    made = Office()
    made.run(submission("甲", 1, [P(f"张{number}", f"1380000{number:04d}") for number in range(30)]))
    with statements(made.register) as asked:
        found, again = made.register.certificates.excluded(date(2025, 5, 6))
    assert (len(asked), bool(found), again) == (1, False, [])
    with statements(made.register) as asked:
        made.register.certificates.histories(State(), {"notice"}, date(2025, 5, 6), found)
    assert asked == []
    assert check_excluded(DataFrame(), [], NOBODY, {}) == []
