"""Domain and specialty, in one cell or two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.domains import Domains
from pipeline.normalise.specialties import specialties
from pipeline.normalise.vocabulary import vocabulary
from pipeline.terms.notices import load_notice

DOMAINS = Domains({}, {}, load_notice("2025").vocabularies)

UNDERSTOOD = [
    ("土木 工程类", "", "土木工程类", "ok", ""),
    ("電氣工程類", "", "电气工程类", "ok", ""),
    ("01 土木工程类", "", "土木工程类", "ok", ""),
    ("领域：土木工程类", "", "土木工程类", "ok", ""),
    ("☑土木工程类\n□电气工程类", "", "土木工程类", "ok", ""),
    ("土建", "", "土木工程类", "understood", ""),
    ("《土木工程类》", "", "土木工程类", "ok", ""),
    ("测控及仪器仪表类", "", "测量控制与仪器仪表类", "ok", ""),
    ("轨道交通（电气化）", "", "电气工程类", "ok", "轨道交通电气化专业"),
    ("均为电气工程类", "", "电气工程类", "ok", ""),
    ("园林景观工程", "", "风景园林类", "ok", ""),
    ("隧道与地下工程", "", "土木工程类", "understood", ""),
    ("电气工程类（输配电）", "", "电气工程类", "ok", "输配电及用电工程专业"),
    ("土木工程类-岩土工程", "", "土木工程类", "ok", "岩土工程"),
    ("土木工程类", "岩土工程", "土木工程类", "ok", "岩土工程"),
    ("地质工程类（岩土工程）", "", "地质工程类", "ok", "地质勘探工程"),
    ("水利水电工程类-引水（渠道）工程", "", "水利水电工程类", "ok", "引水（渠道）工程"),
    ("水利水电工程类", "其他", "水利水电工程类", "ok", "其他"),
    ("地质工程类", "其他", "地质工程类", "ok", "其它"),
    ("电气/自动化", "", "电气工程类", "ok", "自动化工程专业"),
    ("建筑", "给排水", "建筑工程类", "understood", "建筑给水排水"),
    ("输配电及用电工程", "", "电气工程类", "ok", "输配电及用电工程专业"),
    ("建筑给水排水", "", "建筑工程类", "ok", "建筑给水排水"),
    ("现代测试技术", "", "测量控制与仪器仪表类", "ok", "现代测试技术"),
    ("环境科学与工程类专业", "", "生态环境工程类", "ok", "环境科学与工程类专业"),
    ("底盘", "", "汽车工程类", "understood", "汽车研发工程"),
    ("", "输配电及用电工程", "电气工程类", "ok", "输配电及用电工程专业"),
    ("机电", "建筑电气与智能化", "建筑工程类", "ok", "建筑电气与智能化"),
    ("机电", "机械工程类", "机械工程类", "ok", ""),
    ("建筑工程类", "建筑结构", "建筑工程类", "ok", "建筑结构"),
    ("建筑工程类（房屋建筑）", "", "建筑工程类", "ok", "建筑结构"),
    ("土木工程类", "房屋建筑", "土木工程类", "ok", "结构工程"),
    ("土木工程类-房屋建筑结构", "", "土木工程类", "ok", "结构工程"),
    ("化学化工类", "", "化学化工类", "ok", ""),
    ("核工程类", "", "核工程类", "ok", ""),
    ("01土木工程类/结构工程", "", "土木工程类", "ok", "结构工程"),
    ("土木工程类-桥梁", "", "土木工程类", "ok", "结构工程"),
    ("土木\n工程类", "", "土木工程类", "ok", ""),
    ("工程领域：机械", "", "机械工程类", "ok", ""),
    ("自动化（电气）", "", "电气工程类", "ok", "自动化工程专业"),
    ("土木？", "", "土木工程类", "understood", ""),
    ("翻译（土木）", "", "土木工程类", "understood", ""),
    ("土木（转机械）", "", "土木工程类", "understood", ""),
    ("造价（土建）", "", "土木工程类", "understood", ""),
]

HELD = [
    ("土木/建筑均可", "", "ambiguous", "土木工程类、建筑工程类"),
    ("土木或建筑", "", "ambiguous", "土木工程类、建筑工程类"),
    ("非土木", "", "unknown", "土木工程类"),
    ("原电气", "", "unknown", "电气工程类"),
    ("土建造价", "", "unknown", "土木工程类"),
    ("原土木现机械", "", "unknown", ""),
    ("港口工程", "", "ambiguous", "水利水电工程类、土木工程类"),
    ("机电", "", "ambiguous", "机械工程类、电气工程类、建筑工程类"),
    ("水电", "", "ambiguous", "水利水电工程类、建筑工程类、电气工程类（能源动力工程专业）"),
    ("结构工程", "", "ambiguous", "土木工程类（结构工程）、建筑工程类（建筑结构）"),
    ("建筑结构", "", "ambiguous", "建筑工程类（建筑结构）、土木工程类"),
    ("建筑结构专业", "", "ambiguous", "建筑工程类（建筑结构）、土木工程类"),
    ("结构工程", "建筑结构", "ambiguous", "土木工程类（结构工程）、建筑工程类（建筑结构）"),
    ("房屋建筑", "", "ambiguous", "土木工程类（结构工程）、建筑工程类（建筑结构）、水利水电工程类（枢纽工程）"),
    ("房屋建筑结构", "", "ambiguous", "土木工程类（结构工程）、建筑工程类（建筑结构）"),
    ("土木工程类", "建筑结构", "ambiguous", "土木工程类、建筑工程类"),
    ("土木/电气", "", "ambiguous", "土木工程类、电气工程类"),
    ("土木/建筑", "", "ambiguous", "土木工程类、建筑工程类"),
    ("土木工程类（桥梁）、电气类", "", "ambiguous", "土木工程类、电气工程类"),
    ("土木工程类", "枢纽工程", "ambiguous", "土木工程类、水利水电工程类"),
    ("电气工程类（结构工程）", "", "ambiguous", "电气工程类、土木工程类、建筑工程类"),
    ("☑土木工程类☑电气工程类", "", "ambiguous", "土木工程类、电气工程类"),
    ("其他", "", "unknown", ""),
    ("其它", "", "unknown", ""),
    ("厨师", "", "unknown", ""),
    ("厨师", "枢纽工程", "unknown", "水利水电工程类"),
    ("机械工成", "", "unknown", "机械工程类"),
    ("", "其他", "", ""),
    ("/", "—", "", ""),
]


@pytest.mark.parametrize(("domain", "specialty", "value", "how", "known"), UNDERSTOOD)
def test_understood(domain: str, specialty: str, value: str, how: str, known: str) -> None:
    found = DOMAINS.match(domain, specialty)
    assert (found.domain.value, found.domain.how, found.specialty.value) == (value, how, known)


@pytest.mark.parametrize(("domain", "specialty", "how", "hint"), HELD)
def test_held(domain: str, specialty: str, how: str, hint: str) -> None:
    assert DOMAINS.match(domain, specialty).domain == ("", how, hint)


@pytest.mark.parametrize(("domain", "specialty"), [("机械工程类", "通信"), ("建筑工程类", "其他")])
def test_unknown_specialty_goes_on(domain: str, specialty: str) -> None:
    found = DOMAINS.match(domain, specialty)
    assert found.domain == (domain, "ok", "")
    assert found.specialty == ("", "unknown", "、".join(specialties("specialties", "domains").canonical[domain]))


@pytest.mark.parametrize("inside", ["水利信息化平台", "自动化工程的", "工程地质调查所", "非土木", "房屋建筑工程队"])
def test_no_word_is_found_inside_another(inside: str) -> None:
    assert DOMAINS.match(inside, "").domain.value == ""


def test_own_words_win() -> None:
    own = Domains({"机电": "机械工程类"}, {"接地": "电气工程类/其他"}, load_notice("2025").vocabularies)
    assert own.match("机电", "").domain == ("机械工程类", "ok", "")
    assert own.match("电气", "接地").specialty == ("其他", "ok", "")


@given(st.sampled_from(vocabulary("domains").canonical), st.sampled_from(["", " ", "类", "专业", "（", "1."]))
def test_canonical_domains_mean_themselves(domain: str, around: str) -> None:
    assert DOMAINS.match(domain, "").domain == (domain, "ok", "")
    assert DOMAINS.match(around + domain, "").domain.value in (domain, "")
