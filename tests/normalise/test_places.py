"""Countries of projects and people: raw -> codes, how, hint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.countries import countries, country_name
from pipeline.normalise.places import Places

PLACES = Places({})

TABLE = [
    ("缅甸", "MM", "ok"),
    ("緬甸", "MM", "ok"),
    ("沙烏地阿拉伯", "SA", "ok"),
    ("缅甸联邦共和国", "MM", "ok"),
    ("Viet Nam", "VN", "ok"),
    ("Tanzania, United Republic of", "TZ", "ok"),
    ("Korea,Republic of", "KR", "ok"),
    ("Laos, Vietnam", "LA;VN", "ok"),
    ("Hong Kong, China", "HK", "ok"),
    ("MMR", "MM", "ok"),
    ("UAE", "AE", "ok"),
    ("韩国", "KR", "ok"),
    ("朝鲜", "KP", "ok"),
    ("加拿大", "CA", "ok"),
    ("福克兰群岛", "FK", "ok"),
    ("几内亚", "GN", "understood"),
    ("几内亚比绍", "GW", "ok"),
    ("赤道几内亚", "GQ", "ok"),
    ("巴布亚新几内亚", "PG", "ok"),
    ("刚果", "", "ambiguous"),
    ("刚果（金）", "CD", "ok"),
    ("刚果(布)", "CG", "ok"),
    ("刚果（金）金沙萨", "CD", "ok"),
    ("刚果民主共和国", "CD", "ok"),
    ("苏丹", "SD", "ok"),
    ("南苏丹", "SS", "ok"),
    ("阿曼苏丹国", "OM", "ok"),
    ("印度", "IN", "ok"),
    ("印度尼西亚", "ID", "ok"),
    ("俄罗斯", "RU", "ok"),
    ("白俄罗斯", "BY", "ok"),
    ("俄", "RU", "understood"),
    ("尼日尔", "NE", "ok"),
    ("尼日利亚", "NG", "ok"),
    ("多米尼加", "DO", "ok"),
    ("多米尼克", "DM", "ok"),
    ("蒙古", "MN", "ok"),
    ("内蒙古", "CN", "ok"),
    ("马其顿", "MK", "understood"),
    ("中国", "CN", "ok"),
    ("中国香港", "HK", "ok"),
    ("香港特别行政区", "HK", "ok"),
    ("台湾", "TW", "ok"),
    ("国内（待派）", "CN", "ok"),
    ("重庆市渝中区", "CN", "ok"),
    ("四川成都", "CN", "ok"),
    ("中国重庆", "CN", "ok"),
    ("总部", "CN", "ok"),
    ("曼谷", "TH", "understood"),
    ("泰国曼谷", "TH", "ok"),
    ("Việt Nam", "VN", "ok"),
    ("刚果金沙萨", "CD", "ok"),
    ("刚果布拉柴维尔", "CG", "ok"),
    ("缅甸Myanmar", "MM", "ok"),
    ("非洲赞比亚", "ZM", "understood"),
    ("非洲-赞比亚", "ZM", "understood"),
    ("境外（老挝）", "LA", "understood"),
    ("海外-重庆", "", "ambiguous"),
    ("中国境外", "", "unknown"),
    ("上海浦东", "CN", "understood"),
    ("重庆待派", "CN", "understood"),
    ("重庆本部", "CN", "ok"),
    ("Chongqing", "CN", "ok"),
    ("阿联酋（迪拜）", "AE", "ok"),
    ("缅甸（轮休）", "MM", "ok"),
    ("缅甸（回国休假中）", "MM", "understood"),
    ("国内（拟赴缅甸）", "CN", "ok"),
    ("迪拜（阿联酋）", "AE", "ok"),
    ("缅甸—仰光", "MM", "ok"),
    ("Bangkok, Thailand", "TH", "ok"),
    ("智利圣地亚哥", "CL", "ok"),
    ("圣地亚哥", "", "ambiguous"),
    ("的黎波里", "LY", "understood"),
    ("乔治敦", "GY", "understood"),
    ("老挝项目部", "LA", "ok"),
    ("缅甸 某某县", "MM", "understood"),
    ("缅甸、老挝", "MM;LA", "ok"),
    ("缅甸或老挝", "", "ambiguous"),
    ("缅甸、老挝均可", "", "ambiguous"),
    ("缅甸→老挝", "MM;LA", "understood"),
    ("缅甸（更正：老挝）", "", "ambiguous"),
    ("缅甸（现改为老挝）", "", "ambiguous"),
    ("缅甸（现场在勃固）", "MM", "ok"),
    ("中国/香港", "HK", "ok"),
    ("中国\n香港", "HK", "ok"),
    ("中国（澳门）", "MO", "ok"),
    ("中国、香港", "CN;HK", "ok"),
    ("重庆/香港", "CN;HK", "ok"),
    ("中国/老挝", "CN;LA", "ok"),
    ("老挝/柬埔寨", "LA;KH", "ok"),
    ("缅甸和老挝", "MM;LA", "ok"),
    ("老挝、波斯尼亚和黑塞哥维那", "LA;BA", "ok"),
    ("阿尔及利亚和委内瑞拉", "DZ;VE", "ok"),
    ("老挝、缅甸及阿尔及利亚", "LA;MM;DZ", "ok"),
    ("阿尔及利亚及老挝以及缅甸", "DZ;LA;MM", "ok"),
    ("特立尼达和多巴哥及缅甸", "TT;MM", "ok"),
    ("阿尔及利亚或老挝", "", "ambiguous"),
    ("曼谷/雅加达", "TH;ID", "understood"),
    ("缅甸、某国", "", "unknown"),
    ("老挝等国", "", "unknown"),
    ("缅甸某某县", "MM", "understood"),
    ("马来西亚柔佛州某镇", "MY", "ok"),
    ("现在泰国", "TH", "ok"),
    ("当前所在地：缅甸", "MM", "ok"),
    ("马里兰州", "", "unknown"),
    ("印度洋", "", "unknown"),
    ("泰国曼谷、冰岛", "TH;IS", "ok"),
    ("约旦河西岸", "", "unknown"),
    ("马里兰州", "", "unknown"),
    ("海外", "", "unknown"),
    ("东南亚", "", "unknown"),
    ("多国", "", "unknown"),
    ("104", "", "unknown"),
    ("/", "", ""),
]


@pytest.mark.parametrize(("typed", "codes", "how"), TABLE)
def test_place(typed: str, codes: str, how: str) -> None:
    assert PLACES.match(typed)[:2] == (codes, how)


def test_hints_name_countries() -> None:
    assert PLACES.match("刚果").hint == "刚果（布）、刚果（金）"
    assert PLACES.match("曼谷").hint == "泰国"
    assert country_name("GN") == "几内亚"
    assert country_name("FK") == "福克兰群岛"


def test_own_words_win() -> None:
    assert Places({"刚果": "CD"}).match("刚果") == ("CD", "ok", "")


@given(
    st.lists(st.sampled_from(countries().canonical), min_size=1, max_size=4, unique=True).filter(
        lambda codes: len(codes) != 2 or "CN" not in codes
    ),
    st.sampled_from("、;/,\n"),
)
def test_names_and_separators_give_the_codes_back(codes: list[str], between: str) -> None:
    assert PLACES.match(between.join(country_name(code) for code in codes)).value == ";".join(codes)
