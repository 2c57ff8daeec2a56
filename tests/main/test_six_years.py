"""From the recommendation of 2025 to the renewal of 2030: a hundred people, by real files, each run on its day.

One office lives through the years; each test looks at a copy of it as it stood at the end of a step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support_killed import ended_at, killed_at
from support_main import Office, state
from support_years import (
    CERTIFIED,
    HUNDRED,
    VALID_TO,
    Member,
    at,
    ledger,
    recommended,
    records,
    results,
    standings,
    text_of,
    told,
)

from pipeline.publish.outbox import deliver
from pipeline.register import Register
from pipeline.upkeep.remind import remind
from tests.support_console import Console

pytestmark = pytest.mark.slow  # thirteen whole runs over a hundred people

SUSPENDED, PROMOTED, REVOKED, CANCELLED, LATE, SILENT = (CERTIFIED[place] for place in (1, 5, 2, 4, 6, 10))
RENEWED = tuple(each for each in CERTIFIED if each not in (REVOKED, CANCELLED, SILENT))
SENIOR = "资深工程会员"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Console:
    return Console(monkeypatch, capsys)


class Years:
    """The office, and what it was like after each step."""

    def __init__(self, root: Path) -> None:
        self.office, self._root = Office(root / "office"), root
        self._kept: dict[str, Office] = {}

    def run(self, day: str, *sent: Mapping[str, bytes]) -> None:
        for files in sent:
            self.office.receive(files)
        self.office.run(now=at(day))
        self._kept[day] = self.office.clone(self._root / day, outbox=True)

    def after(self, day: str) -> Office:
        return self._kept[day]

    def last_before(self, day: str) -> Office:
        return self._kept[max(each for each in self._kept if each <= day)]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Years:
    """All of it, once; what is looked at are copies."""
    lived = Years(tmp_path_factory.mktemp("years"))
    lived.run("2025-04-15", recommended("2025-04-10", HUNDRED))
    lived.run("2025-11-10", results(lived.office, "2025-11-10"))
    told(lived.office, {SUSPENDED: _line("暂停", "2026-03-01", "未缴会费", "学会〔2026〕3号")})
    lived.run("2026-03-02")
    told(lived.office, {SUSPENDED: _line("恢复", "2026-09-01", "已补缴")})
    lived.run("2026-10-20", records("2026-10-15", CERTIFIED))
    lived.run("2027-05-10", recommended("2027-05-09", [PROMOTED], level=SENIOR))
    told(lived.office, {REVOKED: _line("撤销", "2027-06-01", "提供虚假材料", "学会〔2027〕9号")})
    lived.run("2027-10-20", records("2027-10-15", CERTIFIED))
    told(lived.office, {CANCELLED: _line("注销", "2028-02-01", "本人申请")})
    lived.run("2028-10-20", records("2028-10-15", CERTIFIED), recommended("2028-10-14", [REVOKED]))
    lived.run("2029-10-20", records("2029-10-15", CERTIFIED))
    in_time = [each for each in RENEWED if each != LATE]
    told(lived.office, {each: _line("申请再注册", "2030-07-15") for each in in_time})
    lived.run("2030-07-20", records("2030-07-18", CERTIFIED))
    told(lived.office, {LATE: _line("申请再注册", "2030-09-20")})
    lived.run("2030-09-21")
    told(lived.office, {each: _line("再注册", "2030-10-20") for each in RENEWED})
    lived.run("2030-10-21")
    lived.run("2031-02-10")
    return lived


def _line(event: str, day: str, cause: str = "", document: str = "") -> dict[str, Any]:
    told_of = {"事项": event, "日期": day, "原因": cause, "依据文件": document}
    return {heading: value for heading, value in told_of.items() if value}


def _stands(office: Office, day: str) -> dict[str, tuple[str, str]]:
    """Number → state and last day."""
    with Register.open(office.register) as register:
        found = register.certificates.standing(date.fromisoformat(day))
    return {number: (each.state, each.valid_to.isoformat()) for number, each in found.items()}


def test_nobody_is_lost_on_the_way_to_the_certificate(years: Years) -> None:
    office = years.after("2025-11-10")
    assert Counter(each["disposition"] for each in office.people()) == {"routed": 100}
    assert Counter(line["学会"] for line in standings(office)) == Counter(each.society for each in HUNDRED)
    lines = {line["证书编号"]: line for line in ledger(office)}
    assert set(lines) == {each.certificate_no for each in CERTIFIED}
    assert {line["状态"] for line in lines.values()} == {"有效"}
    assert {str(line["有效期至"])[:10] for line in lines.values()} == {VALID_TO}
    for each in CERTIFIED:
        line = lines[each.certificate_no]
        assert (line["姓名"], line["级别"], line["学会"]) == (each.name, each.level, each.society)


@pytest.mark.parametrize(
    ("day", "member", "state"),
    [
        ("2026-03-02", SUSPENDED, "暂停"),
        ("2026-10-20", SUSPENDED, "有效"),
        ("2027-10-20", REVOKED, "撤销"),
        ("2028-10-20", CANCELLED, "注销"),
        ("2031-02-10", REVOKED, "撤销"),
        ("2031-02-10", CANCELLED, "注销"),
        ("2031-02-10", SILENT, "到期"),
        ("2031-02-10", LATE, "有效"),
    ],
)
def test_what_becomes_of_one(years: Years, day: str, member: Member, state: str) -> None:
    office = years.after(day)
    assert _stands(office, day)[member.certificate_no][0] == state
    assert {line["证书编号"]: line["状态"] for line in ledger(office)}[member.certificate_no] == state


def test_the_account_of_six_years_adds_up(years: Years) -> None:
    stands = _stands(years.after("2031-02-10"), "2031-02-10")
    assert Counter(state for state, _ in stands.values()) == {
        "有效": len(RENEWED),
        "撤销": 1,
        "注销": 1,
        "到期": 1,
    }
    assert {until for state, until in stands.values() if state == "有效"} == {"2035-10-31"}
    with Register.open(years.after("2031-02-10").register) as register:
        exported = register.export("certificates", date(2031, 2, 10)).to_dict("records")
    assert {each["certificate_no"]: (each["state"], each["valid_to"]) for each in exported} == stands


def test_hours_add_up_and_nothing_is_counted_twice(years: Years) -> None:
    """Each year's record is sent once; 2,250 minutes are fifty hours, 900 are twenty."""
    hours = years.after("2029-10-20").export("hours")
    training = {(each["certificate_no"], each["year_from"]): each for each in hours if each["kind"] == "培训、考试"}
    for each in CERTIFIED:
        own = {year: line["hours"] for (number, year), line in training.items() if number == each.certificate_no}
        lived = 1 if each == REVOKED else 2 if each == CANCELLED else 4  # what came later is told and not taken
        begun = ("2025-11-01", "2026-11-01", "2027-11-01", "2028-11-01")[:lived]
        assert own == dict.fromkeys(begun, 20 if each.is_idle else 50), each
    told_of = [each for each in years.after("2029-10-20").export("findings") if each["slug"] == "hours-holder-unknown"]
    assert len(told_of) == 3 + 2  # the one in the records of 2027 to 2029, the other in those of 2028 and 2029


def test_what_must_be_converted_waits_for_the_secretary(years: Years) -> None:
    waiting = [each for each in years.after("2026-10-20").export("hours") if each["kind"] == "论文发表"]
    assert [(each["hours"], each["waiting"]) for each in waiting] == [(0, 10)]


def test_promotion_shows_the_history_and_is_a_new_application(years: Years) -> None:
    office = years.after("2027-05-10")
    mine = [each for each in office.people() if each["name"] == PROMOTED.name]
    assert {each["level"] for each in mine} == {PROMOTED.level, SENIOR}
    new = next(each for each in mine if each["level"] == SENIOR)
    findings = [each for each in office.export("findings") if each["row_id"] == new["row_id"]]
    assert "promotion" in {each["slug"] for each in findings}
    assert PROMOTED.certificate_no in next(each["message"] for each in findings if each["slug"] == "promotion")


def test_who_is_excluded_is_held_three_years_later(years: Years) -> None:
    office = years.after("2028-10-20")
    last = max((each for each in office.people() if each["name"] == REVOKED.name), key=lambda each: each["received_at"])
    assert (last["disposition"], "excluded" in last["findings"].split(";")) == ("held", True)


@pytest.mark.parametrize(
    ("day", "told_of"),
    [
        pytest.param("2029-10-25", (), id="more than a year before"),
        pytest.param("2029-11-02", [each for each in RENEWED if each.is_idle], id="a year before"),
        pytest.param("2030-05-02", [*RENEWED, SILENT], id="half a year before"),
        pytest.param("2031-02-10", [SILENT], id="renewed, but for one"),
    ],
)
def test_who_gets_a_letter(years: Years, tmp_path: Path, day: str, told_of: Sequence[Member]) -> None:
    office = years.last_before(day).clone(tmp_path / "office", outbox=True)
    with Register.open(office.register) as register:
        done = remind(register, office.settings, office.outbox, at(day))
    written = "".join(map(text_of, sorted(done.folder.glob("证书提醒/*.docx"))))
    assert [each.name for each in HUNDRED if each.name in written] == sorted(
        (each.name for each in told_of), key=[each.name for each in HUNDRED].index
    )
    assert [each.phone for each in HUNDRED if each.phone in written] == []


def test_a_rerun_says_nothing_new(years: Years, tmp_path: Path) -> None:
    office = years.after("2031-02-10").clone(tmp_path / "office", outbox=True)
    before = state(office)
    office.run(now=at("2031-02-10"))
    assert state(office) == before


def test_a_run_that_is_killed_in_the_middle_is_completed_by_the_next(years: Years, tmp_path: Path) -> None:
    """The run of 2028 ends while the outbox is written; the next one leaves what an undisturbed one leaves."""
    office = years.after("2027-10-20").clone(tmp_path / "office", outbox=True)
    told(office, {CANCELLED: _line("注销", "2028-02-01", "本人申请")})
    office.receive({**records("2028-10-15", CERTIFIED), **recommended("2028-10-14", [REVOKED])})
    ended_at(killed_at(deliver.Desk, "_move", True, 1), lambda: office.run(now=at("2028-10-20")))
    office.run(now=at("2028-10-20"))
    whole = years.after("2028-10-20")
    assert office.people() == whole.people()
    assert _stands(office, "2028-10-20") == _stands(whole, "2028-10-20")
    assert office.export("hours") == whole.export("hours")
    assert [line["状态"] for line in ledger(office)] == [line["状态"] for line in ledger(whole)]


def test_the_story_goes_from_the_recommendation_to_the_renewal(years: Years, typed: Console) -> None:
    office, member = years.after("2031-02-10"), RENEWED[0]
    code, out, err = typed("person", member.name, "--register", office.register)
    assert (code, err) == (0, "")
    steps = ("2025年4月10日", "证书签发", member.certificate_no, "2030年7月15日，申请再注册", "2030年10月20日，再注册")
    assert [step for step in steps if step not in out] == []
    assert "现为有效，有效期至2035年10月31日" in out


def test_the_report_names_nobody(years: Years, typed: Console, tmp_path: Path) -> None:
    office = years.after("2031-02-10").clone(tmp_path / "office", outbox=True)
    places = ("--register", office.register, "--outbox", str(office.outbox), "--settings", str(office.settings))
    code, _, err = typed("report", "--month", "2031-01", *places, "--now", "2031-02-10T09:00:00+08:00")
    assert (code, err) == (0, "")
    page = next(office.outbox.glob("月报/2031-01/*.html")).read_text("utf-8")
    assert str(len(RENEWED)) in page
    assert [each.name for each in HUNDRED if each.name in page] == []
    assert [each.certificate_no for each in CERTIFIED if each.certificate_no in page] == []
