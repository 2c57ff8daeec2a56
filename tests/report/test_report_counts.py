"""Every figure counted again from the exports, in plain Python, and found in the workbook.

That page and letter show what the workbook shows is tested beside this.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest
from support_asked import Ask
from support_shown import Table, of_workbook

import schemas
from pipeline.terms.findings import load_findings
from pipeline.terms.readable import countries_shown
from tests.main.support_main import Office

MONTH, HEADING = "2025-04", "2025年4月"
UNKNOWN = "（未填或未识别）"
RANK = {"routed": 0, "held": 1}

Row = dict[str, Any]


@pytest.fixture(scope="module")
def tables(ask: Ask) -> dict[str, Table]:
    return of_workbook(next(ask("--month", MONTH).glob("*.xlsx"))).tables


class Recount:
    """The month, by hand: people by the month of their first row, each told by the row that stands."""

    def __init__(self, office: Office, month: str = MONTH) -> None:
        self.errors = {row["row_id"] for row in office.export("findings") if row["severity"] == "error"}
        self.sent = [row for row in office.export("submissions") if row["received_at"].startswith(month)]
        self.ids = {row["submission_id"] for row in self.sent}
        self.rows = [row for row in office.people() if row["submission_id"] in self.ids]
        by_person = defaultdict(list)
        for row in office.people():
            by_person[row["person_id"]].append(row)
        everybody = [sorted(rows, key=_order) for rows in by_person.values()]
        self.people = [rows for rows in everybody if rows[0]["received_at"].startswith(month)]
        self.standing = [min(reversed(rows), key=lambda row: RANK.get(row["disposition"], 2)) for rows in self.people]

    def state(self, state: str) -> list[Row]:
        return [row for row in self.standing if row["disposition"] == state]

    def wrong(self, rows: list[Row]) -> bool:
        return rows[0]["row_id"] in self.errors


def _order(row: Row) -> tuple[str, str, bool]:
    return row["received_at"], row["submission_id"], row["disposition"] == "duplicate"


@pytest.fixture(scope="module")
def counted(office: Office) -> Recount:
    return Recount(office)


def column(table: Table, heading: str = HEADING) -> dict[str, str]:
    """What a table says of the month, where it is not zero."""
    return {label: values[heading] for label, values in table.items() if values[heading] not in ("0", "—")}


def counts(labels: Iterable[str]) -> dict[str, str]:
    return {label or UNKNOWN: str(count) for label, count in Counter(labels).items()}


def test_there_is_something_to_count(counted: Recount) -> None:
    assert len(counted.people) > 10
    assert any(counted.wrong(rows) for rows in counted.people)
    assert counted.state("held")


def test_overview(counted: Recount, tables: dict[str, Table]) -> None:
    assert {label.partition("（")[0]: int(value) for label, value in column(tables["总体数量"]).items()} == {
        "报送": len(counted.sent),
        "推荐单位": len({row["unit"] for row in counted.sent} - {""}),
        "新推荐人员": len(counted.people),
        "其中已分配": len(counted.state("routed")),
        "其中待补正或待决": len(counted.state("held")),
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [("拟申请级别", "level"), ("工程技术领域", "domain"), ("项目类型", "project_type"), ("项目状态", "project_status")],
)
def test_by_value(title: str, name: str, counted: Recount, tables: dict[str, Table]) -> None:
    asked = [row for row in counted.standing if row[name] or row["section"] != "planned" or "项目" not in title]
    assert column(tables[title]) == counts(row[name] for row in asked)


def test_by_unit(counted: Recount, tables: dict[str, Table]) -> None:
    assert column(tables["推荐单位"]) == counts(row["unit"] for row in counted.standing)


def test_by_table(counted: Recount, tables: dict[str, Table]) -> None:
    names = {"dispatched": "已外派", "planned": "计划外派"}
    assert column(tables["外派情况"]) == counts(names[row["section"]] for row in counted.standing)


def test_by_specialty(counted: Recount, tables: dict[str, Table]) -> None:
    pairs = [(row["domain"], row["specialty"] or UNKNOWN) for row in counted.standing]
    assert column(tables["领域与专业类别"]) == counts("—".join(pair) if pair[0] else "" for pair in pairs)


def test_by_society(counted: Recount, tables: dict[str, Table]) -> None:
    shown = {label.removesuffix("（待确认）"): value for label, value in column(tables["学会"]).items()}
    assert shown == counts(row["society"] for row in counted.state("routed"))


def test_by_country_and_region(counted: Recount, tables: dict[str, Table]) -> None:
    codes = [set(row["project_country"].split(";")) for row in counted.standing]
    assert column(tables["项目所在国家（地区）"]) == counts(countries_shown(code) for each in codes for code in each)
    regions = {code: name for name, own in schemas.table("vocabularies/regions")["regions"].items() for code in own} | {
        "": ""
    }
    assert column(tables["项目所在地区"]) == counts(name for each in codes for name in {regions[code] for code in each})


def test_recognition(counted: Recount, tables: dict[str, Table]) -> None:
    bodies = {"MM", "SG", "MY", "HK"}
    assert column(tables["所在国家（地区）有互认组织的人员"])["合计"] == str(
        sum(bool(bodies & set(row["project_country"].split(";"))) for row in counted.standing)
    )


def test_engineers(counted: Recount, office: Office, tables: dict[str, Table]) -> None:
    order = {row["submission_id"]: (row["received_at"], row["submission_id"]) for row in counted.sent}
    projects = [
        row for row in office.export("projects") if row["submission_id"] in order and row["section"] == "dispatched"
    ]
    projects.sort(key=lambda row: order[row["submission_id"]])
    last = {
        tuple(row[name] for name in ("unit", "company", "project_name", "project_country")): row for row in projects
    }
    sums = [
        sum(int(row[name] or 0) for row in last.values())
        for name in ("chinese_engineers", "foreign_engineers", "qualified_engineers")
    ]
    people = sum(row["section"] == "dispatched" for row in counted.standing)
    assert list(column(tables["境外工程师与推荐人数"]).values()) == [str(n) for n in (len(last), *sums, people)]


def test_quality_way_and_days(counted: Recount, tables: dict[str, Table]) -> None:
    whole = len(counted.people)
    routed = [
        (rows, row)
        for rows, row in zip(counted.people, counted.standing, strict=True)
        if row["disposition"] == "routed"
    ]
    corrected = [(rows, row) for rows, row in routed if counted.wrong(rows)]
    wrong = sum(counted.wrong(rows) for rows in counted.people)
    rounds = [
        len(list(groupby(rows[: rows.index(row) + 1], lambda one: one["submission_id"]))) - 1 for rows, row in corrected
    ]
    waits = [days(rows[0]["received_at"], row["received_at"]) for rows, row in corrected]
    assert list(column(tables["首次报送质量"]).values()) == [
        f"{100 * (whole - wrong) / whole:.1f}",
        *(str(wrong), str(len(corrected))),
        *(f"{mean(rounds):.1f}", f"{mean(waits):.1f}"),
    ]
    way = tables["从收到到分配"]
    assert [way[label][HEADING] for label in way] == [
        str(n)
        for n in (
            *(whole, len(routed) - len(corrected), len(corrected), len(routed), len(counted.state("held"))),
            whole - len(routed) - len(counted.state("held")),
        )
    ]
    took = [days(rows[0]["received_at"], row["batch"]) for rows, row in routed]
    took = [each for each in took if each >= 0]  # the others were received after the day of their batch
    shown = column(tables["从收到到分配的天数"])
    assert (shown["全部，平均（天）"], shown["全部，中位数（天）"]) == (f"{mean(took):.1f}", f"{median(took):.1f}")


def days(first: str, last: str) -> int:
    """Between two moments, of which the last may be a batch."""
    return (date.fromisoformat(last[:10] if "T" in last else last[:8]) - date.fromisoformat(first[:10])).days


def test_findings(counted: Recount, office: Office, tables: dict[str, Table]) -> None:
    found = [
        row
        for row in office.export("findings")
        if row["submission_id"] in counted.ids and row["severity"] in ("error", "warning")
    ]
    kinds, units = load_findings(), {row["submission_id"]: row["unit"] for row in counted.sent}
    assert column(tables["最常见的问题"]) == counts(kinds[row["slug"]].title for row in found)
    assert column(tables["问题最多的单位"]) == counts(units[row["submission_id"]] for row in found)


def test_account(counted: Recount, office: Office, tables: dict[str, Table]) -> None:
    others = [row for row in office.export("rows") if row["submission_id"] in counted.ids and row["fate"] != "people"]
    kinds = Counter(row["disposition"] for row in counted.rows)
    numbers = [kinds[kind] for kind in ("routed", "held", "duplicate", "superseded", "withdrawn")]
    shown = tables["账目"]
    assert [int(shown[label][HEADING]) for label in shown] == [len(counted.rows) + len(others), *numbers, len(others)]


def test_other_times(office: Office, tables: dict[str, Table]) -> None:
    for heading, month in (("2025年3月", "2025-03"), ("2024年4月", "2024-04"), ("通知累计", "20")):
        assert tables["总体数量"]["新推荐人员（人）"][heading] == str(len(Recount(office, month).people))


def test_months(office: Office, tables: dict[str, Table]) -> None:
    trend = tables["近 13 个月走势"]
    assert len(trend) == 13
    for month, label in (("2024-04", "2024年4月"), ("2025-03", "2025年3月"), ("2025-04", "2025年4月")):
        counted = Recount(office, month)
        assert list(trend[label].values()) == [
            str(len(each)) for each in (counted.sent, counted.people, counted.state("routed"))
        ]


@pytest.mark.slow
def test_a_quarter_is_the_sum_of_its_months(ask: Ask) -> None:
    def people(wish: str, heading: str) -> int:
        path: Path = next(ask("--month", wish).glob("*.xlsx"))
        return int(of_workbook(path).tables["总体数量"]["新推荐人员（人）"][heading])

    months = [people(f"2025-0{number}", f"2025年{number}月") for number in (4, 5)]
    assert people("2025-Q2", "2025年第二季度") == sum(months)
