"""Districts by a unit's name, regions of all countries, bodies with mutual recognition."""

from __future__ import annotations

import pytest
from babel import Locale

import schemas
from pipeline.report.figures.places import district_of


@pytest.mark.parametrize(
    ("unit", "district"),
    [
        ("重庆市渝北区试算有限公司", "渝北区"),
        ("重庆渝北试算有限公司", "渝北区"),
        ("涪陵区试算研究院", "涪陵区"),
        ("涪陵试算研究院", "涪陵区"),
        ("重庆江北试算有限公司", "江北区"),
        ("江北试算有限公司", ""),  # Ningbo has one too
        ("江北区试算有限公司", "江北区"),
        ("浙江北方试算有限公司", ""),
        ("重庆市试算有限公司", ""),
        ("中铁试算局重庆市渝北区分公司", ""),
        ("石柱土家族自治县试算局", "石柱县"),
        ("重庆市忠县试算局", "忠县"),
        ("忠诚试算有限公司", ""),
        ("重庆高新区试算有限公司", "重庆高新区"),
        ("成都高新区试算有限公司", ""),
        ("", ""),
    ],
)
def test_districts(unit: str, district: str) -> None:
    assert district_of(unit) == district


def test_every_country_has_one_region() -> None:
    codes = [code for own in schemas.table("vocabularies/regions")["regions"].values() for code in own]
    assert len(codes) == len(set(codes))
    known = {code for code in Locale("zh").territories if len(code) == 2 and code.isalpha()}
    assert set(codes) == known - set(schemas.table("vocabularies/countries")["not_iso"]) - {"ZZ"}


def test_districts_are_those_that_places_know() -> None:
    districts = schemas.table("vocabularies/districts")["districts"]
    short = {word for name, words in districts.items() for word in (name, *words)}
    assert set(schemas.table("vocabularies/china")["districts"]) <= short
