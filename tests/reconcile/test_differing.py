"""One person told twice in one submission with different values: cell against cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from support_register import Office, P, Submission, lines, submission

TEXT = "2018年至2024年在水电站担任项目总工程师，负责大坝与厂房施工技术"


def differences(office: Office) -> list[tuple[str, str, str, str]]:
    """Severity, field, cell and message of each values-differ, in order."""
    found = lines(office.register.export("findings"))
    return [
        (each["severity"], each["field"], each["cell"], each["message"])
        for each in found
        if each["slug"] == "values-differ"
    ]


def dispositions(office: Office) -> list[str]:
    return [each["disposition"] for each in lines(office.register.export("people"))]


def test_level_and_domain_in_one_sheet() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1"), P("李四", "2"), P("张三", "1", level="资深会员", domain="电气")]))
    told = "同一人的{}前后不一致（{}），请核实后改成一致，重新发送。"
    assert differences(office) == [
        ("error", "domain", "E5", told.format("所在领域", "E5为“水利”，E7为“电气”")),
        ("error", "level", "D5", told.format("拟申请级别", "D5为“会员”，D7为“资深会员”")),
    ]
    assert dispositions(office) == ["held", "routed", "duplicate"]


def test_two_files_of_one_mail() -> None:
    office = Office()
    one, other = submission("甲", 1, [P("张三", "1")]), submission("甲", 1, [P("张三", "1", level="资深会员")])
    other.documents[0].file = "2025-04-01 甲/附件3-2.xlsx"
    other.documents[0].sha256 = "another"
    one.documents += other.documents
    office.run(one)
    ((_, _, _, message),) = differences(office)
    assert "2025-04-01 甲/附件3-2.xlsx“表”D5为“资深会员”" in message
    assert "2025-04-01 甲/附件3.xlsx“表”D5为“会员”" in message


def test_namesakes_and_a_shared_phone_are_two_people() -> None:
    office = Office()
    people = [P("张三", "1", experience=TEXT), P("张三", "2", experience=TEXT), P("李四", "1", experience="短")]
    office.run(submission("甲", 1, people))
    assert differences(office) == []
    assert dispositions(office) == ["routed"] * 3


def test_experiences_of_two_projects_are_no_contradiction() -> None:
    office = Office()
    people = [P("张三", "1", experience=TEXT), P("张三", "1", experience="另一项目", project="公路")]
    office.run(submission("甲", 1, people))
    assert differences(office) == []


def test_the_answer_is_the_same_when_judged_again() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1"), P("张三", "1", level="资深会员")]))
    before = dispositions(office)
    office.terms = "others"
    office.run(submission("乙", 2, [P("王五", "5")]))
    assert dispositions(office)[:2] == before == ["held", "duplicate"]


def told_at_all(days: Sequence[Sequence[Submission]]) -> list[str]:
    """Where values-differ is told when all is judged once more after these days, and of whom."""
    office = Office()
    for number, sent in enumerate(days):
        office.terms = f"terms {number}"  # everything that is open is judged again each day
        office.run(*sent)
    found = lines(office.register.export("findings"))
    return [f"{each['cell']} {each['message']}" for each in found if each["slug"] == "values-differ"]


def days(rows: list[P]) -> list[Submission]:
    return [
        submission("甲", 1, rows),
        submission("甲", 2, [P("张三", "1", experience="新", email=rows[0].email)]),
        submission("乙", 3, [P("王五", "5")]),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [P("张三", "1"), P("张三", "1"), P("张三", "1", domain="电气")],
        [P("张三", "1", email="a@b.cn"), P("张三", "1", email="c@d.cn"), P("张三", "1", email="e@f.cn")],
        [P("张三", "1"), P("张三", "1", email="c@d.cn"), P("张三", "1", email="e@f.cn")],
    ],
    ids=[
        "the first row holds and is superseded",
        "the first row goes on and is routed",
        "it is told on the second row",
    ],
)
def test_what_is_told_does_not_depend_on_when_rows_came(rows: list[P]) -> None:
    at_once = told_at_all([days(rows)])
    assert len(at_once) == 1
    assert told_at_all([[each] for each in days(rows)]) == at_once
    assert told_at_all([days(rows)[:1], days(rows)[2:], days(rows)[1:2]]) == at_once
