"""How each notice has its people assessed: its stages, named by the clause that prints them."""

from __future__ import annotations

import pytest

from pipeline.terms.notices import load_notice, notice_names, procedure_of
from pipeline.terms.procedure import Procedure, common_procedure
from schemas.notices import Reapplication, StageLimit

MARKS = frozenset({"knowledge", "ethics", "total"})
CLAUSES = {
    "003:118-147 as 004 says nothing of its own": (
        "2025",
        Procedure(
            ("初审", "材料审查", "笔试", "面试考核", "综合审议", "公示", "核实", "注册备案", "证书签发"),
            "证书签发",
            MARKS,
        ),
    ),
    "000:58-62 评审，公示、核实与证书签发": (
        "ciesc-2023",
        Procedure(
            ("审查材料", "面试考核", "综合审议", "公示", "核实", "注册备案", "证书签发"),
            "证书签发",
            MARKS,
            is_own=True,
        ),
    ),
    "002:96 基本程序": (
        "csee-2022",
        Procedure(
            ("初审", "面试考核", "综合审议", "公示", "核实", "证书签发"),
            "证书签发",
            MARKS,
            is_own=True,
        ),
    ),
    "001:11-30 认证流程": (
        "csee-iet-2018",
        Procedure(
            ("报名", "培训", "申请认证", "面试", "ECUK注册", "颁发证书"),
            "颁发证书",
            marks=frozenset(),
            optional=frozenset({"培训"}),
            explained={"申请认证": "初审和同行评审"},
            limits=(StageLimit("ECUK注册", "面试", 3),),
            reapply=Reapplication((2, 3), free=True),
            appeal=True,
            is_own=True,
        ),
    ),
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_notice_has_the_stages_that_it_prints(clause: str) -> None:
    notice, procedure = CLAUSES[clause]
    assert load_notice(notice).procedure == procedure


def test_every_notice_is_in_the_table() -> None:
    assert sorted(notice_names()) == sorted(notice for notice, _ in CLAUSES.values())


def test_a_notice_whose_file_is_gone_is_assessed_as_is_common() -> None:
    assert procedure_of("1999") == common_procedure()
    assert common_procedure() == load_notice("2025").procedure


def test_units_are_told_of_the_certificate_where_the_notice_has_it_issued() -> None:
    ours, theirs = common_procedure(), procedure_of("csee-iet-2018")
    assert [each.tells_unit("证书签发", "通过") for each in (ours, theirs)] == [True, False]
    assert [each.tells_unit("颁发证书", "通过") for each in (ours, theirs)] == [False, True]
    assert all(each.tells_unit("面试", "不予通过") for each in (ours, theirs))
