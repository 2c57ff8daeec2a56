from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import schemas
from pipeline.route import check_routes, load_routes, route
from pipeline.terms.notices import load_notice
from pipeline.terms.settings import Confirmation, Settings
from schemas.routes import ShippedRoute

CONFIRMED = Confirmation("中国机械工程学会", "秘书处", date(2025, 4, 10))


def settings(**confirmations: Confirmation) -> Settings:
    return Settings(confirmations=confirmations)


def test_every_open_domain_has_a_route():
    routes = load_routes(Settings())
    assert all(routes.for_domain(domain).society for domain in load_notice().open_domains)


def test_shipped_as_confirmed_only_what_the_basis_states():
    shipped = load_routes(Settings())
    confirmed = {domain for domain, way in shipped.by_domain.items() if way.confirmed}
    assert confirmed == {"电气工程类", "地质工程类", "建筑工程类", "化学化工类"}


@pytest.mark.parametrize(
    ("domain", "society"),
    [
        ("土木工程类", "中国公路学会"),
        ("计算机与应用类", "中国计算机学会"),
        ("生态环境工程类", "中国环境科学学会"),
        ("水利水电工程类", "中国水利学会"),
    ],
)
def test_candidate_where_nothing_is_established(domain, society):
    way = load_routes(Settings()).for_domain(domain)
    assert (way.society, way.confirmed) == (society, False)


@pytest.mark.parametrize(
    ("said", "confirmed", "society"),
    [
        (CONFIRMED, True, "中国机械工程学会"),
        (Confirmation("中国机械工程学会"), False, "中国机械工程学会"),
        (Confirmation("中国电子学会", "秘书处", date(2025, 4, 10)), True, "中国电子学会"),
        (Confirmation("中国电子学会"), False, "中国电子学会"),
    ],
)
def test_staff_confirm_or_change_a_route(said, confirmed, society):
    way = load_routes(settings(机械工程类=said)).for_domain("机械工程类")
    assert (way.confirmed, way.society) == (confirmed, society)


def test_a_society_that_staff_put_in_loses_the_shipped_basis():
    way = load_routes(settings(电气工程类=Confirmation("中国电子学会"))).for_domain("电气工程类")
    assert not way.confirmed
    assert "268" not in way.basis


def test_reasons_in_words():
    routes = load_routes(settings(机械工程类=CONFIRMED))
    assert routes.for_domain("电气工程类").reason == (
        "工程技术领域“电气工程类”由中国电机工程学会负责（依据：文件载明：电机学〔2022〕268号）"
    )
    assert routes.for_domain("机械工程类").reason.endswith("起草单位；确认：秘书处 2025-04-10）")
    assert routes.for_domain("风景园林类").reason.endswith("；对口学会未确认，待秘书处确认")


def test_people_get_society_confirmation_and_reason():
    domains = ["机械工程类", "", "风景园林类", "机械工程类"]
    people = pd.DataFrame({"domain": domains, "notice": ["2025"] * 4}, index=[4, 2, 9, 1])
    routed = route(people, load_routes(settings(机械工程类=CONFIRMED)))
    assert list(routed.index) == [4, 2, 9, 1]
    assert list(routed["society"]) == ["中国机械工程学会", "", "中国风景园林学会", "中国机械工程学会"]
    assert list(routed["route_confirmed"]) == [True, False, False, True]
    assert [bool(reason) for reason in routed["route_reason"]] == [True, False, True, True]
    assert list(people.columns) == ["domain", "notice"]


def test_whoever_answers_a_society_s_own_notice_goes_to_it_whatever_staff_say_of_the_domain():
    people = pd.DataFrame({"domain": ["电气工程类", "电气工程类"], "notice": ["2025", "csee-2022"]})
    routed = route(people, load_routes(settings(电气工程类=Confirmation("中国电子学会", "秘书处", date(2025, 4, 10)))))
    assert list(routed["society"]) == ["中国电子学会", "中国电机工程学会"]
    assert list(routed["route_confirmed"]) == [True, True]
    assert routed["route_reason"][1] == (
        "工程技术领域“电气工程类”由中国电机工程学会负责（依据：电机学〔2022〕268号由本学会自行组织评价）"
    )


def test_nobody_to_route_keeps_the_columns():
    routed = route(pd.DataFrame({"domain": [], "notice": []}, dtype=object), load_routes(Settings()))
    assert routed.dtypes.to_dict() == {
        "domain": object,
        "notice": object,
        "society": object,
        "route_confirmed": bool,
        "route_reason": object,
    }


def test_table_rows_tell_basis_and_confirmation():
    rows = {row[0]: row for row in load_routes(settings(机械工程类=CONFIRMED)).table_rows()}
    assert rows["机械工程类"][3] == "秘书处 2025-04-10"
    assert rows["电气工程类"][3] == "依据已载明"
    assert rows["风景园林类"][1:] == ("中国风景园林学会", "未见公开资料：按学会名称推定", "未确认")


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([("甲类", "学会", "V"), ("甲类", "学会", "V")], "routed twice: 甲类"),
        ([("甲类", "别的学会", "V")], "no such society: 别的学会"),
        ([("甲类", "学会", "X")], "no such mark: X"),
        ([("乙类", "学会", "V")], "open domain without route: 甲类"),
    ],
)
def test_faulty_table_is_an_error_at_load(entries, fault):
    routes = [ShippedRoute(*entry, source="") for entry in entries]
    with pytest.raises(ValueError, match=fault):
        check_routes(routes, {"学会"}, {"甲类"})


def test_candidates_must_be_societies_too():
    with pytest.raises(ValueError, match="别的学会"):
        check_routes([ShippedRoute("甲类", "学会", "V", "", ("别的学会",))], {"学会"}, set())


def test_routes_know_every_domain_of_the_vocabulary():
    assert set(load_routes(Settings()).by_domain) == set(schemas.table("vocabularies/domains")["canonical"])
