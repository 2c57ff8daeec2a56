"""Figures of certificates and hours from invented ones: who counts where, by what was known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from support_certificate_figures import (
    DAY,
    GOLDENS,
    PE,
    SOCIETIES,
    SPANS,
    SPE,
    did,
    goldens,
    happened,
    issued,
    many,
)

from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.publish.certificate_figures import COUNTING, figures_of
from pipeline.publish.desk.certificate_page import certificate_page
from pipeline.publish.paper.figure import Figure
from pipeline.register.contents.certificates import CertificatesKnown
from schemas.certificate_figures import certificate_figures_file

ONE, OTHER = SOCIETIES[:2]
FILE = certificate_figures_file()


def told(
    events: Sequence[CertificateEvent],
    activities: Sequence[Activity] = (),
    confirmed: dict[str, ConfirmedHours] | None = None,
    day: date = DAY,
    least: int = 0,
) -> dict[str, Figure]:
    """The figures by their names."""
    known = CertificatesKnown(events, activities, confirmed or {})
    return {each.name.removeprefix("certificates_"): each for each in figures_of(known, day, SPANS, least)}


def rows(figure: Figure) -> dict[str, tuple[object, ...]]:
    return {row.label: row.values for row in figure.rows}


def by(figure: Figure, label: str) -> dict[str, object]:
    """What a row says, by heading."""
    return dict(zip(figure.headings, rows(figure)[label], strict=True))


EVERY_STATE = [
    issued("1", "2026-01-01"),
    issued("2", "2021-08-01"),  # ends on 31 July
    issued("3", "2022-03-01", level=SPE),  # ends on 28 February
    issued("4", "2021-06-30", OTHER),  # ended yesterday
    issued("5", "2024-01-01", OTHER),
    happened("5", "暂停", "2026-02-01"),
    issued("6", "2024-01-01", OTHER),
    happened("6", "注销", "2026-02-01"),
    issued("7", "2024-01-01", OTHER, SPE),
    happened("7", "撤销", "2026-02-01"),
]


def test_every_certificate_is_in_one_state_and_valid_ones_may_end_soon() -> None:
    figures = told(EVERY_STATE)
    assert figures["society"].headings == (
        "有效",
        "其中 6 个月内到期",
        "其中 12 个月内到期",
        "暂停",
        "到期",
        "注销",
        "撤销",
    )
    assert rows(figures["society"]) == {
        ONE: (3, 1, 2, 0, 0, 0, 0),
        OTHER: (0, 0, 0, 1, 1, 1, 1),
        "合计": (3, 1, 2, 1, 1, 1, 1),
    }
    assert rows(figures["level"]) == {
        PE: (2, 1, 1, 1, 1, 1, 0),
        SPE: (1, 0, 1, 0, 0, 0, 1),
        "合计": (3, 1, 2, 1, 1, 1, 1),
    }
    assert rows(figures["society_level"]) == {
        f"{OTHER}—{PE}": (0, 0, 0, 1, 1, 1, 0),
        f"{OTHER}—{SPE}": (0, 0, 0, 0, 0, 0, 1),
        f"{ONE}—{PE}": (2, 1, 1, 0, 0, 0, 0),
        f"{ONE}—{SPE}": (1, 0, 1, 0, 0, 0, 0),
    }
    assert figures["society"].sentence == (
        "登记的证书共 7 张：有效 3 张，暂停 1 张，到期 1 张，注销 1 张，撤销 1 张；"
        "有效的证书中，6 个月内到期的 1 张，12 个月内到期的 2 张。"
    )
    assert figures["level"].sentence == "有效的证书按级别分：专业工程会员 2 张，资深工程会员 1 张。"


@pytest.mark.parametrize(
    ("first", "soon"),
    [
        pytest.param("2021-07-01", (1, 1, 1), id="ends today"),
        pytest.param("2021-12-31", (1, 1, 1), id="ends six months later"),
        pytest.param("2022-01-01", (1, 0, 1), id="ends a day after six months, on 31 December"),
        pytest.param("2022-07-01", (1, 0, 1), id="ends twelve months later"),
        pytest.param("2022-07-02", (1, 0, 0), id="ends a day after twelve months"),
    ],
)
def test_what_ends_soon_ends_within_whole_months(first: str, soon: tuple[int, ...]) -> None:
    assert rows(told([issued("1", first)])["society"])[ONE][:3] == soon


def test_what_nobody_told_has_a_row_of_its_own_at_the_end() -> None:
    figures = told([issued("1", "2026-01-01", "", ""), issued("2", "2026-01-01")])
    assert list(rows(figures["society"])) == [ONE, "（未填或未识别）", "合计"]
    assert list(rows(figures["level"])) == [PE, "（未填或未识别）", "合计"]


def test_on_a_past_day_only_what_was_recorded_by_then_is_known() -> None:
    late = "2026-07-03T09:00:00+08:00"
    events = [
        issued("1", "2026-01-01"),
        happened("1", "注销", "2026-06-15", recorded_at=late),
        issued("2", "2026-06-20", recorded_at=late),
        issued("3", "2026-06-30", recorded_at="2026-06-30T23:59:00+08:00"),
    ]
    activities = [did("1", "training", "2026-03-01", 450, recorded_at=late)]
    then = told(events, activities)
    assert by(then["society"], ONE) | {"有效": 2, "注销": 0} == by(then["society"], ONE)
    assert rows(then["happened"])["注销"] == (0, 0, 0)
    assert rows(then["happened"])["签发"] == (1, 0, 2)
    assert "hours" not in then
    now = told(events, activities, day=date(2026, 7, 31))
    assert by(now["society"], ONE) | {"有效": 2, "注销": 1} == by(now["society"], ONE)
    assert rows(now["happened"])["签发"] == (2, 0, 3)
    assert rows(now["hours"]) == {"当前年度（未满）": (2, 0, 0, 0, 0, 2, 2)}


def test_who_confirmed_later_confirmed_nothing_by_then() -> None:
    events, paper = [issued("1", "2025-01-01")], did("1", "paper", "2026-02-01", grade="期刊论文")
    confirmed = {paper.activity_id: ConfirmedHours(10, "陈秘书 2026-07-01")}
    assert rows(told(events, [paper], confirmed)["kinds"]) == {"论文发表": (1, 0, 1, 10, 0)}
    assert rows(told(events, [paper], confirmed, day=date(2026, 7, 1))["kinds"]) == {"论文发表": (1, 10, 0, 0, 0)}


def test_a_later_record_of_an_activity_stands_in_the_place_of_the_earlier_one() -> None:
    events, first = [issued("1", "2025-01-01")], did("1", "training", "2025-03-01", 450)
    later = first._replace(minutes=900, recorded_at="2026-07-05", source_file="更正.xlsx", activity_id="H2")
    assert rows(told(events, [first, later])["kinds"]) == {"培训、考试": (1, 10, 0, 0, 0)}
    assert rows(told(events, [first, later], day=date(2026, 7, 5))["kinds"]) == {"培训、考试": (1, 20, 0, 0, 0)}


def test_what_happened_in_a_time_counts_each_certificate_once() -> None:
    events = [
        issued("1", "2021-09-15"),  # ends on 14 September, is asked for until 14 June
        happened("1", "申请再注册", "2026-06-14"),
        issued("2", "2021-09-15"),
        happened("2", "申请再注册", "2026-06-15"),
        happened("2", "申请再注册", "2026-06-20"),
        issued("3", "2021-06-20"),
        happened("3", "申请再注册", "2026-05-31"),
        happened("3", "再注册", "2026-06-02"),
        issued("4", "2025-01-01"),
        happened("4", "暂停", "2026-06-03"),
        happened("4", "恢复", "2026-06-05"),
        happened("4", "暂停", "2026-06-07"),
        issued("5", "2026-05-01"),
        issued("5", "2026-06-01"),  # put right
        happened("6", "注销", "2026-06-01"),  # of a certificate that there is not
    ]
    figure = told(events)["happened"]
    assert rows(figure) == {
        "签发": (1, 0, 5),
        "按期申请再注册": (1, 0, 1),
        "逾期申请再注册": (1, 1, 2),
        "再注册": (1, 0, 1),
        "暂停": (1, 0, 1),
        "恢复": (1, 0, 1),
        "注销": (0, 0, 0),
        "撤销": (0, 0, 0),
    }
    assert figure.sentence == (
        "2026年6月证书的变动：签发 1 张，按期申请再注册 1 张，逾期申请再注册 1 张，再注册 1 张，暂停 1 张，恢复 1 张。"
    )
    assert told([issued("1", "2025-01-01")])["happened"].sentence == "2026年6月没有登记证书的变动。"


def test_renewals_are_told_for_two_years_month_by_month() -> None:
    events = [
        issued("1", "2021-07-01"),  # ends today: in none of the months to come
        issued("2", "2021-07-02"),
        issued("3", "2021-08-01"),
        happened("3", "申请再注册", "2026-04-01"),
        issued("4", "2021-08-20"),
        happened("4", "暂停", "2026-04-01"),
        issued("5", "2021-08-20"),
        happened("5", "注销", "2026-04-01"),
        issued("6", "2021-08-20"),
        happened("6", "再注册", "2026-06-01"),  # to August 2031
        issued("7", "2023-07-01"),  # ends on 30 June 2028
        issued("8", "2023-07-02"),  # a month too late
    ]
    figure = told(events)["renewals"]
    filled = {label: values for label, values in rows(figure).items() if any(values)}
    assert len(figure.rows) == len(figure.drawn_rows) == 24
    assert (figure.rows[0].label, figure.rows[-1].label) == ("2026-07", "2028-06")
    assert filled == {
        "2026-07": (2, 1, 0),
        "2026-08": (1, 0, 0),
        "2028-03": (0, 0, 1),
        "2028-04": (0, 0, 1),
        "2028-06": (1, 0, 0),
    }
    assert figure.sentence == "今后 24 个月有 4 张证书到期，以2026年7月的 2 张为最多；其中 1 张已申请再注册。"


def test_within_a_month_the_months_to_come_begin_with_this_one() -> None:
    figure = told([issued("1", "2021-07-02")], day=date(2026, 6, 29))["renewals"]
    assert (figure.rows[0].label, figure.rows[-1].label) == ("2026-06", "2028-05")
    assert figure.rows[1].values == (1, 0, 0)
    none = told([issued("1", "2026-06-01")], day=date(2026, 6, 29))["renewals"]
    assert (none.chart, none.sentence) == ("", "今后 24 个月没有证书到期。")


@pytest.mark.parametrize(
    ("hours", "column"),
    [
        *((50, "学时够"), (60, "学时够"), (49, "缺 1～10 学时"), (40, "缺 1～10 学时"), (39, "缺 11～20 学时")),
        *((30, "缺 11～20 学时"), (29, "缺 21～30 学时"), (20, "缺 21～30 学时"), (19, "缺 31 学时以上")),
    ],
)
def test_a_year_is_enough_or_lacks_so_much(hours: int, column: str) -> None:
    done = did("1", "training", "2025-03-01", hours * 45)
    row = by(told([issued("1", "2025-01-01")], [done])["hours"], "第 1 年（已满）")
    assert row.pop("证书") == 1
    assert {label for label, count in row.items() if count} == {column}


def test_hours_by_year_of_the_period_in_which_the_day_lies() -> None:
    """Of who renewed early the period before goes on; who is cancelled or expired is not counted."""
    events = [
        issued("1", "2023-07-01"),  # years asked for 40 hours, 50 and 50; the third ends today
        issued("2", "2021-01-01"),
        happened("2", "再注册", "2025-11-01"),
        issued("3", "2021-08-01"),
        happened("3", "再注册", "2026-06-01"),
        issued("4", "2024-01-01"),
        happened("4", "注销", "2026-06-01"),
        issued("5", "2020-01-01"),
    ]
    activities = [
        did("1", "training", "2023-09-01", 40 * 45),
        did("1", "training", "2024-09-01", 40 * 45),
        did("2", "training", "2025-12-31", 50 * 45),
        did("4", "training", "2024-09-01", 50 * 45),
        did("nobody's", "training", "2024-09-01", 50 * 45),
    ]
    figures = told(events, activities)
    assert rows(figures["hours"]) == {
        "第 1 年（已满）": (2, 1, 0, 0, 0, 1, 1),
        "第 2 年（已满）": (2, 0, 1, 0, 0, 1, 1),
        "第 3 年（已满）": (2, 0, 0, 0, 0, 2, 2),
        "第 4 年（已满）": (1, 0, 0, 0, 0, 1, 1),
        "当前年度（未满）": (2, 0, 0, 0, 0, 2, 2),
    }
    assert figures["hours"].sentence == (
        "已满的证书年度有 7 个，其中学时够的 1 个，占 14.3%；没有报送活动记录的 5 个。"
    )
    assert rows(figures["kinds"]) == {"培训、考试": (2, 80, 0, 0, 0)}
    assert "每年 40 学时（化会字〔2023〕第05号）；2024年1月1日起开始的年度每年 50 学时" in figures["hours"].definition


def test_hours_by_kind_wait_and_are_too_many() -> None:
    papers = [did("1", "paper", f"2025-0{month}-01", grade="期刊论文") for month in range(2, 6)]
    confirmed = {each.activity_id: ConfirmedHours(10, "陈秘书 2026-01-05") for each in papers[:3]}
    done = [*papers, did("1", "seminar", "2025-03-01", 44), did("1", "seminar", "2025-04-01", 46)]
    figure = told([issued("1", "2025-01-01")], done, confirmed)["kinds"]
    assert figure.headings == ("活动（条）", "计入（学时）", "待确认（条）", "待确认（学时）", "超过上限不计（学时）")
    assert rows(figure) == {"研讨交流": (2, 2, 0, 0, 0), "论文发表": (4, 20, 1, 10, 10), "合计": (6, 22, 1, 10, 10)}
    assert figure.sentence == (
        "各类活动共 6 条，计入 22 学时，较多的是论文发表 20 学时，研讨交流 2 学时；"
        "待确认的 1 条，按对照表折合 10 学时。"
    )


def test_without_records_of_activities_nothing_is_told_of_hours() -> None:
    assert list(told(EVERY_STATE)) == ["society", "level", "society_level", "happened", "renewals"]


def test_without_certificates_nothing_is_told() -> None:
    assert told([]) == {}
    assert told([], [did("1", "training", "2026-03-01", 450)]) == {}
    assert told([issued("1", "2026-07-01", recorded_at="2026-06-01")]) == {}
    assert "没有登记的证书。" in certificate_page(CertificatesKnown(), DAY, {})


def test_small_groups_are_merged() -> None:
    own = [issued(f"a{number}", "2026-01-01") for number in range(5)]
    few = [issued(f"b{number}", "2026-01-01", OTHER, SPE) for number in range(2)]
    figures = told([*own, *few], least=3)
    for name in ("society", "level", "society_level"):
        assert OTHER not in str(figures[name].rows)
        assert rows(figures[name])["不足 3 张的（1 项）"][0] == 2
    assert rows(figures["society"])["合计"][0] == 7
    assert SPE not in figures["level"].sentence


def test_every_figure_is_counted_and_named() -> None:
    assert list(COUNTING) == list(FILE.figure)
    assert len({figure.title for figure in FILE.figure.values()}) == len(FILE.figure)
    assert {figure.chapter for figure in FILE.figure.values()} == {"certificates"}
    assert list(FILE.expiring) == sorted(FILE.expiring)
    assert list(FILE.missing) == sorted(FILE.missing)


def test_each_table_has_a_value_for_each_heading_and_the_same_certificates() -> None:
    figures = {each.name: each for each in figures_of(many(), DAY, SPANS)}
    for figure in figures.values():
        assert all(len(row.values) == len(figure.headings) for row in figure.rows)
    sums = [
        tuple(sum(row.values[column] or 0 for row in figure.rows if row.label != "合计") for column in range(7))
        for name in ("society", "level", "society_level")
        for figure in [figures[f"certificates_{name}"]]
    ]
    assert len(set(sums)) == 1
    assert sums[0][0] + sum(sums[0][3:]) == 160


def test_nobody_is_named_on_the_page_or_in_a_figure() -> None:
    known = many()
    shown = certificate_page(known, DAY, {}) + str(figures_of(known, DAY, SPANS))
    private = {value for each in known.events for value in (each.certificate_no, each.person_id, each.name)}
    private |= {each.title for each in known.activities}
    assert not [word for word in private if word in shown]


def test_sheet_and_page_line_by_line(tmp_path: Path) -> None:
    assert certificate_page(many(), DAY, {}) == certificate_page(many(), DAY, {})
    assert goldens(tmp_path) == {path.name: path.read_text(encoding="utf-8") for path in GOLDENS.glob("*.txt")}
