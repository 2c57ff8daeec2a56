"""Who lost a certificate for false papers is recommended once more; whole rounds with real files (003:112-114)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from support_main import NOW, Office, person, tree, workbook

from pipeline.register import Register
from tests.support_certificates import filled_in
from tests.support_decisions import choices, fill, lines_of
from tests.support_holders import issued, revoked, write

pytestmark = pytest.mark.slow

FIRST, SECOND = "甲地测试工程有限公司", "乙地测试工程有限公司"
PHONE = "19911112001"
TITLE = "取消资格的人员"
BY = {"决定人": "王秘书", "日期": date(2025, 5, 7)}
CAUSES = ("虚假", "撤销", "取消资格", "终身", "除名")
"""Words that tell why."""


def register(office: Office) -> Register:
    return Register.open(office.register)


def number(office: Office, name: str = "钱一") -> str:
    return next(str(row["person_id"]) for row in office.export("people") if row["name"] == name)


def revoke(office: Office, issued_on: str = "2024-03-01") -> None:
    holder = number(office)
    with register(office) as book:
        write(book, issued(holder, issued_on, name="钱一"), revoked(holder, "2025-05-06", name="钱一"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """One in which 钱一 goes on, is excluded, and is recommended by another unit with the phone written otherwise."""
    made = Office(tmp_path / "office")
    people = person("钱一", PHONE), person("孙二", "19911112002")
    made.receive({"2025-04-10 甲/附件3.xlsx": workbook(FIRST, *people)})
    made.run()
    revoke(made)
    again = person("钱 一", "+86 199-1111-2001"), person("周四", "19911112004")
    made.receive({"2025-04-20 乙/附件3.xlsx": workbook(SECOND, *again)})
    made.run()
    return made


def asked(office: Office, title: str = TITLE) -> list[dict[str, Any]]:
    return [line for line in lines_of(office.outbox / "待决事项.xlsx", "待决事项") if line["事项"] == title]


def answer(office: Office, unit: str, choice: str, **more: Any) -> None:
    (line,) = [line for line in asked(office) if line["推荐单位"] == unit]
    fill(office.outbox / "待决事项.xlsx", {line["事项编号"]: {"决定": choice, **BY, **more}})


def texts(paths: Iterable[Path]) -> str:
    """All that stands in these files, packages and mails unpacked."""
    found = []
    for path in filter(Path.is_file, paths):
        if is_zipfile(path):
            with ZipFile(path) as package:
                found += [package.read(name) for name in package.namelist()]
        else:
            mail = message_from_bytes(path.read_bytes())
            found += [path.read_bytes(), *(part.get_payload(decode=True) or b"" for part in mail.walk())]
    return b"\n".join(found).decode(errors="ignore")


def test_held_for_the_secretary_and_taken_back(office: Office) -> None:
    assert office.fates(FIRST) == [("04-10", "钱一", "held"), ("04-10", "孙二", "routed")]
    assert office.fates(SECOND) == [("04-20", "钱一", "held"), ("04-20", "周四", "routed")]
    lines = asked(office)
    assert [line["推荐单位"] for line in lines] == [FIRST, SECOND]
    for line in lines:
        assert "此人的证书已于2025-05-06撤销（提供虚假材料）" in line["问题"]
        assert choices(office.outbox / "待决事项.xlsx", line["事项编号"]) == ["不推荐此人", "仍然推荐"]
    assert "撤回" in texts(office.outbox.glob("批次/20250506-02/学会/**/*"))


def test_no_unit_and_no_society_is_told_why(office: Office) -> None:
    answer(office, FIRST, "仍然推荐", 说明="法院判决撤销处分无效，材料属实")
    office.run()
    told = texts([*office.outbox.glob("批次/*/单位/**/*"), *office.outbox.glob("批次/*/学会/**/*")])
    assert not [word for word in CAUSES if word in told]


def test_a_reason_is_needed_to_let_somebody_go_on(office: Office) -> None:
    answer(office, FIRST, "仍然推荐")
    report = office.run()
    assert "仍然推荐取消资格的人员，要在“说明”里写明理由" in "".join(report.decisions)
    assert office.fates(FIRST)[0][2] == "held"
    answer(office, FIRST, "仍然推荐", 说明="已复核")
    office.run()
    assert office.fates(FIRST)[0][2] == "routed"
    (row,) = office.people(FIRST)[:1]
    assert "excluded" not in row["findings"]
    before = tree(office.outbox)
    office.run()
    assert tree(office.outbox) == before


def test_what_was_let_go_on_holds_for_what_the_unit_sends_of_it_later(office: Office) -> None:
    answer(office, FIRST, "仍然推荐", 说明="已复核")
    office.run()
    changed = person("钱一", PHONE, work="主持境外高速公路施工，提前三个月通车。")
    office.receive({"2025-04-28 甲/附件3.xlsx": workbook(FIRST, changed)})
    office.run()
    assert [fate for _, name, fate in office.fates(FIRST) if name == "钱一"] == ["superseded", "routed"]


def test_recommended_no_more(office: Office) -> None:
    for unit in (FIRST, SECOND):
        answer(office, unit, "不推荐此人")
    office.run()
    assert [office.fates(unit)[0][2] for unit in (FIRST, SECOND)] == ["withdrawn", "withdrawn"]
    assert asked(office) == []
    before = tree(office.outbox)
    office.run()
    assert tree(office.outbox) == before


def test_the_workbook_of_certificates_and_the_recommendation_come_in_one_run(tmp_path: Path) -> None:
    made = Office(tmp_path / "office")
    made.receive({"2025-04-10 甲/附件3.xlsx": workbook(FIRST, person("钱一", PHONE))})
    made.run()
    holder = number(made)
    with register(made) as book:
        write(book, issued(holder, "2024-03-01", name="钱一", society="中国公路学会"))
    made.receive({"2025-04-11 丙/附件3.xlsx": workbook("丙地测试工程有限公司", person("孙二", "19911112002"))})
    made.run()
    why = {"事项": "撤销", "日期": datetime(2025, 5, 6), "原因": "提供虚假材料", "依据文件": "学会〔2025〕1号"}
    told = filled_in(made.outbox / "证书台账.xlsx", {f"GC-{holder}": why})
    again = workbook(SECOND, person("钱一", PHONE))
    made.receive({"2025-05-06 证书.xlsx": told, "2025-04-20 乙/附件3.xlsx": again})
    made.run()
    assert [made.fates(unit)[0][2] for unit in (FIRST, SECOND)] == ["held", "held"]
    assert {row["state"] for row in made.export("certificates")} == {"撤销"}
    assert len(asked(made)) == 2
    before = tree(made.outbox)
    made.run()
    assert tree(made.outbox) == before


def test_who_is_certified_by_it_is_not_taken_back_from_what_ended(tmp_path: Path) -> None:
    """The application that led to the certificate is over: nothing of it is withdrawn, and nobody is asked."""
    made = Office(tmp_path / "office")
    made.receive({"2025-04-10 甲/附件3.xlsx": workbook(FIRST, person("钱一", PHONE))})
    made.run()
    revoke(made, "2025-05-02")
    with register(made) as book:
        assert book.certificates.excluded(NOW.date())[1] == []
    made.receive({"2025-04-20 乙/附件3.xlsx": workbook(SECOND, person("钱一", PHONE))})
    made.run()
    assert [made.fates(unit)[0][2] for unit in (FIRST, SECOND)] == ["routed", "held"]
