"""What a heading asks for by its words, and the data behind it."""

from __future__ import annotations

import re

import pytest

from pipeline.model.fields import BY_KEY, COLUMNS_BESIDE
from pipeline.new_form.knowledge import UNKNOWN, Known, everything, known, plain_heading
from pipeline.recognise.words.form import bare
from schemas.headings import headings_file

KEPT = Known(sure=True)


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("姓名", Known(("name",), sure=True)),
        ("* 姓名(ZH)：", Known(("name",), sure=True)),
        ("姓 名 / Name", Known(("name",), sure=True)),
        ("Name 姓名", Known(("name",), sure=True)),
        ("出生\n年月", Known(("birth",), sure=True)),
        ("3、项目所在国家", Known(("project_country",), sure=True)),
        ("（一）工作单位（全称）", Known(("workplace",), sure=True)),
        ("手机号码（必填）", Known(("phone",), sure=True)),
        ("工作單位", Known(("workplace",), sure=True)),
        ("企业海外重点项目名", Known(("project_name",))),  # cut off
        ("现专业技术职务聘任时", KEPT),
        ("您的手机号码", Known(("phone",), sure=True)),
        ("毕业院校及专业", Known(("school",), "major")),
        ("学历、毕业院校", Known(("education",), "school")),
        ("最高学历学位及取得时间", Known(("education",), sure=True)),
        ("出国时间", KEPT),
        ("护照号码", Known(("secret",), sure=True)),
        ("会员等级", Known(("", "level"), sure=True)),
        ("从事专业", Known(("specialty", "industry"), sure=True)),
        ("家属及手机", KEPT),
        ("证明人、单位和电话", KEPT),
        ("推荐人/电子邮箱", KEPT),
        ("单位联系人和电话", Known(("company_contact",), "company_contact_phone")),
        ("申报单位或推荐人", Known(("unit", ""), sure=True)),
        ("手机或座机", Known(("phone", "workplace_phone"), sure=True)),
        ("人员类别 / Class of Staff", Known(("", "level"), sure=True)),
        ("相片\nPortrait", KEPT),
        ("鞋码", UNKNOWN),
        ("英语级别", Known(near="level", is_known=False)),
        ("：", UNKNOWN),
    ],
)
def test_what_a_heading_asks_for(heading: str, told: Known) -> None:
    assert known(heading) == told


def test_every_word_of_the_data_has_one_meaning_and_is_reached() -> None:
    data = headings_file()
    lists = {
        **data.columns,
        **{name: pair.words for name, pair in data.pairs.items()},
        "doubtful": tuple(data.doubtful),
        "kept": data.kept.words,
        "secret": data.secret.words,
    }
    places: dict[str, set[str]] = {}
    for name, words in lists.items():
        for word in words:
            places.setdefault(bare(word), set()).add(name)
    assert {word: names for word, names in places.items() if len(names) > 1} == {}
    for field, words in data.columns.items():
        assert {word: known(word).fields for word in words if known(word).fields != (field,)} == {}
    for pair in data.pairs.values():
        assert {
            word for word in pair.words if (known(word).fields, known(word).further) != (pair[0][:1], pair[0][1])
        } == set()
    assert {word for word in data.doubtful if known(word).fields != data.doubtful[word]} == set()
    assert {word for word in data.kept.words if known(word) != KEPT} == set()


def test_every_name_in_the_data_is_a_field() -> None:
    data, fields = headings_file(), {*BY_KEY, *COLUMNS_BESIDE, ""}
    named = {
        *data.columns,
        *(field for pair in data.pairs.values() for field in pair.fields),
        *(field for told in data.doubtful.values() for field in told),
        *(field for rule in data.settled for field in (*rule.fields, *rule.beside)),
    }
    assert named - fields == set()
    assert all(len(told) > 1 for told in data.doubtful.values())


def test_no_word_of_a_field_is_one_of_none_by_a_pattern() -> None:
    patterns = [re.compile(pattern) for pattern in headings_file().kept.patterns]
    words = (word for words in headings_file().columns.values() for word in words)
    assert [word for word in words if any(pattern.fullmatch(bare(word)) for pattern in patterns)] == []


def test_the_form_that_asks_for_everything_loads() -> None:
    assert {"name", "workplace", "project_name", "foreign_title", "career"} <= {
        meaning.field for meaning in everything().form.words.values()
    }


@pytest.mark.parametrize(
    ("typed", "plain"),
    [(" ★ 2．工 作\n单 位 *：", "工作单位"), ("Date of Birth", "Date of Birth"), ("300字以内", "300字以内")],
)
def test_a_heading_without_its_decoration(typed: str, plain: str) -> None:
    assert plain_heading(typed) == plain
