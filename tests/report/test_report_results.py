"""The way of people with the societies in reports: how far, how long, how many pass; nothing where nothing was said."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_asked import SOCIETY, Ask
from support_shown import Shown, all_three

from pipeline.publish.paper.figure import shown
from pipeline.report.results import steps_of
from tests.main.support_main import Office

NOTHING = "学会还没有发回结果，从分配到注册的各环节没有可以统计的内容。"


def reports(ask: Ask, office: Office, root: Path, month: str, *more: object) -> dict[str, Shown]:
    folder = ask("--month", month, *more, of=office, outbox=root, now="2025-08-01T09:00:00+08:00")
    return all_three(folder)


@pytest.mark.slow
def test_how_far_people_came(assessed: Office, ask: Ask, tmp_path: Path) -> None:
    for each in reports(ask, assessed, tmp_path, "2025-05").values():
        way = {label: values["2025年5月"] for label, values in each.tables["从推荐到注册"].items()}
        assert way == {
            "新推荐": "6",
            "已分配": "6",
            "学会已答复": "5",
            "到“初审”": "5",
            "到“材料审查”": "3",
            "到“笔试”": "3",
            "到“面试考核”": "3",
            "到“综合审议”": "2",
            "到“公示”": "2",
            "到“核实”": "2",
            "到“注册备案”": "2",
            "证书签发": "2",
            "不予通过": "1",
            "转下一批": "1",
        }
        assert (
            "2025年5月新推荐的 6 人中，已分配 6 人，学会已答复 5 人；已签发证书 2 人，不予通过 1 人，转下一批 1 人。"
            in (each.text)
        )


@pytest.mark.slow
def test_how_long_each_step_took(assessed: Office, ask: Ask, tmp_path: Path) -> None:
    """What was done in the period: the first answers came after 20 days; 10 and 12 days to the first stages."""
    may = reports(ask, assessed, tmp_path / "may", "2025-05")[".xlsx"].tables["各环节用时"]
    assert {label: values["2025年5月"] for label, values in may.items()} == {
        "交给学会到第一次发回": "20.0",
        "到“初审”": "11.0",
        "到“材料审查”": "14.0",
        "到“面试考核”": "16.0",
    }
    june = reports(ask, assessed, tmp_path / "june", "2025-06")[".html"]
    steps = june.tables["各环节用时"]
    assert steps["到“证书签发”"] == {"2025年6月": "35.0", "2025年5月": "—", "2024年6月": "—", "通知累计": "35.0"}
    assert steps["交给学会到证书签发（全程）"]["2025年6月"] == "47.0"
    assert "各步用时的中位数：到“证书签发” 35.0 天、交给学会到证书签发（全程） 47.0 天。" in june.text


def test_how_many_pass(assessed: Office, ask: Ask, tmp_path: Path) -> None:
    for each in reports(ask, assessed, tmp_path, "2025-06").values():
        (society, total) = each.tables["通过率（按学会）"].items()
        assert society[0] == SOCIETY
        assert list(society[1].values()) == ["2", "100.0", "3", "66.7"]
        assert total == ("合计", society[1])
        levels = each.tables["通过率（按级别）"]
        assert list(levels["资深工程会员"].values()) == ["1", "100.0", "1", "100.0"]
        assert "2025年6月有结论的 2 人，通过率 100.0%；通知累计有结论的 3 人，通过率 66.7%。" in each.text


@pytest.mark.slow
def test_small_numbers_are_hidden(assessed: Office, ask: Ask, tmp_path: Path) -> None:
    for each in reports(ask, assessed, tmp_path, "2025-06", "--min-count", "3").values():
        levels = each.tables["通过率（按级别）"]
        assert list(levels) == ["不足 3 人的（2 项）", "合计"]
        assert list(levels["合计"].values()) == ["2", "—", "3", "66.7"]


def test_where_nothing_was_said_one_sentence_says_so(ask: Ask) -> None:
    for each in all_three(ask("--month", "2025-04")).values():
        assert NOTHING in each.text
        assert not [title for title in each.tables if "注册" in title or "通过率" in title or "各环节" in title]


def test_nothing_is_measured_of_a_stage_without_a_day(assessed: Office) -> None:
    from pipeline.register import Register

    with Register.open(assessed.register) as register:
        steps = steps_of(register.statistics().results)
    assert sorted(steps["step"].value_counts().items()) == [
        ("answered", 5),
        ("certified", 2),
        ("初审", 2),
        ("材料审查", 1),
        ("证书签发", 2),
        ("面试考核", 1),
    ]
    assert shown(float(steps["days"].max())) == "49.0"
