"""What looks like an authorisation, a level or a recognition, and is none."""

from __future__ import annotations

from datetime import date

import pytest
from support_clauses import Clause, Judged, judged

from pipeline.route import load_routes
from pipeline.terms.notices import load_notice
from pipeline.terms.settings import Settings
from schemas.recognition import recognition_bodies
from schemas.routes import routes_file, societies

GRADES = ["见习工程师", "助理工程师", "工程师", "高级工程师", "正高级工程师"]  # T/CSAE 66-2018
LEVELS = [
    *("T/CSAE 66-2018", "T/CSAE 66-2018 资深工程师", *GRADES),
    *("机械工程师资格认证", "机械工程师资格认证（专业级）", "T/SIA 054-2025"),
    *("注册环保工程师", "专业（注册工程师）", "工程会员"),
    *("广东省工程师学会工程会员", "工程会员（广东省工程师学会）", "专业工程会员（广东省工程师学会）"),
]
DOMAINS = [
    "注册环保工程师",
    "机械工程师资格认证",
    "软件产业人才",
    "T/SIA 054-2025",
    "T/CSAE 66-2018",
    "广东省工程师学会",
]
BODIES = {"缅甸工程理事会": "MM", "新加坡工程师学会": "SG", "马来西亚工程师学会": "MY", "香港工程师学会": "HK"}


OTHERS = [*(("level", text) for text in LEVELS), *(("domain", text) for text in DOMAINS)]


@pytest.fixture(scope="module")
def others() -> dict[int, Judged]:
    return judged([Clause("", "2025", {field: typed}) for field, typed in OTHERS])


@pytest.mark.parametrize(("field", "typed"), OTHERS)
def test_what_is_of_another_scheme_is_held(field: str, typed: str, others: dict[int, Judged]) -> None:
    came = others[OTHERS.index((field, typed))]
    assert came.findings[0] in [f"{field}-{how} error" for how in ("unknown", "ambiguous", "not-open")]
    assert came.values[field] in ("", "见习工程会员")


def test_no_decoy_is_a_route_or_a_society() -> None:
    routes = load_routes(Settings()).by_domain.values()
    told = [*societies(), *(entry.source for entry in routes_file().route)]
    assert len(routes) == 16
    for decoy in ("T/SIA", "T/CSAE", "注册环保", "机械工程师资格", "广东省", "中国软件行业协会"):
        assert not [text for text in told if decoy in text]


def test_what_public_pages_say_of_a_society_confirms_it() -> None:
    way = load_routes(Settings()).for_domain("建筑工程类")
    assert (way.society, way.confirmed, way.confirmation) == ("中国建筑学会", True, "依据已载明")
    assert "T/ASC 32-2022" in way.basis
    unsure = load_routes(Settings()).for_domain("信息通信工程类")
    assert (unsure.society, unsure.confirmed) == ("中国通信学会", False)


def test_the_notice_names_four_bodies_and_later_ones_have_a_day() -> None:
    bodies = recognition_bodies()
    assert {body.name: body.country for body in bodies if body.since == date.min} == BODIES
    assert all("渝工协〔2025〕17号" in body.source for body in bodies if body.name in BODIES)
    later = [body for body in bodies if body.name not in BODIES]
    assert [(body.name, body.since) for body in later] == [("巴基斯坦工程委员会", date(2025, 6, 11))]
    assert all(body.since > load_notice("2025").date and "晚于通知" in body.source for body in later)


def test_a_memorandum_or_talks_are_no_recognition() -> None:
    countries = {body.country for body in recognition_bodies()}
    assert countries.isdisjoint({"KE", "EG", "BR", "RU", "IN", "ZA", "GB"})
