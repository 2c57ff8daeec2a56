"""Walks every entry of every vocabulary: parts disjoint, targets there, every word reachable."""

from __future__ import annotations

import pytest

from pipeline.normalise.countries import cities, countries, in_mainland
from pipeline.normalise.domains import Domains
from pipeline.normalise.marks import is_blank
from pipeline.normalise.places import Places
from pipeline.normalise.specialties import specialties
from pipeline.normalise.vocabulary import AMBIGUOUS, SAFE, Vocabulary, build, vocabulary
from pipeline.normalise.words import word
from pipeline.terms.notices import load_notice
from pipeline.text.fold import fold
from schemas import DataError, table
from schemas.typed import checked
from schemas.vocabularies import SpecialtiesFile, VocabularyFile

WORDS = ("levels", "project_types", "project_statuses", "education")


def entries(vocabulary: Vocabulary, data: dict[str, object]) -> list[tuple[str, str, str]]:
    """Every written word with its part and its target."""
    found = [(written, SAFE, written) for written in vocabulary.canonical if written in data.get("canonical", ())]
    for part in ("safe", "soft"):
        for target, words in data.get(part, {}).items():  # type: ignore[attr-defined]
            found += [(written, part, target) for written in words]
    return found


@pytest.mark.parametrize("name", WORDS)
def test_every_word_is_understood_as_its_part_says(name: str) -> None:
    known = vocabulary(name)
    for written, part, target in entries(known, table(f"vocabularies/{name}")):
        match = word(written, known)
        assert (match.value, match.how) == (target, "ok" if part == "safe" else "understood"), written
    for written, candidates in table(f"vocabularies/{name}")["ambiguous"].items():
        match = word(written, known)
        assert (match.value, match.how) == ("", "ambiguous" if candidates else "unknown"), written
        assert match.hint == "、".join(candidates)


UNSURE = ("非{}", "不{}", "原{}", "转{}", "暂不{}", "不属于{}", "{}以外", "{}翻译")


@pytest.mark.parametrize("sentence", [UNSURE[0], *(pytest.param(each, marks=pytest.mark.slow) for each in UNSURE[1:])])
def test_a_word_inside_an_unknown_text_is_never_taken_in_silence(sentence: str) -> None:
    domains, places = Domains({}, {}, load_notice("2025").vocabularies), Places({})
    for name in ("levels", "project_types", "project_statuses"):
        known = vocabulary(name)
        for written, _, _ in entries(known, table(f"vocabularies/{name}")):
            typed = sentence.format(written)
            assert known.find_stripped(typed) is not None or word(typed, known).how != "ok", typed
    for written, _, _ in entries(domains.vocabulary, table("vocabularies/domains")):
        typed = sentence.format(written.replace(" ", ""))
        assert domains.vocabulary.find_stripped(typed) or domains.match(typed, "").domain.how != "ok", typed
    for names in table("vocabularies/countries")["safe"].values():
        for written in names[:1]:
            assert places.match(sentence.format(written)).how != "ok", sentence.format(written)


def test_every_domain_word_is_understood_as_its_part_says() -> None:
    domains = Domains({}, {}, load_notice("2025").vocabularies)
    for written, part, target in entries(domains.vocabulary, table("vocabularies/domains")):
        match = domains.match(written, "").domain
        assert (match.value, match.how) == (target, "ok" if part == "safe" else "understood"), written
    for written, candidates in table("vocabularies/domains")["ambiguous"].items():
        assert domains.match(written, "").domain.how == ("ambiguous" if candidates else "unknown"), written


def test_places_in_annex_1_that_ambiguous_words_name_exist() -> None:
    for candidates in table("vocabularies/domains")["ambiguous"].values():
        for domain, _, specialty in (candidate.partition("/") for candidate in candidates):
            assert not specialty or specialty in specialties("specialties", "domains").canonical[domain]


def test_every_specialty_word_is_known_within_its_domain() -> None:
    domains = Domains({}, {}, load_notice("2025").vocabularies)
    for domain, listed in table("vocabularies/specialties")["canonical"].items():
        for specialty, words in listed.items():
            for written in (specialty, *words):
                found = domains.match(domain, written)
                assert (found.domain.value, found.specialty.value) == (domain, specialty), written
                found = domains.match(f"{domain}（{written}）", "")
                assert (found.domain.value, found.specialty.value) == (domain, specialty), written


def test_no_word_for_a_specialty_decides_what_domains_call_ambiguous() -> None:
    domains = Domains({}, {}, load_notice("2025").vocabularies)
    for listed in specialties("specialties", "domains").words.values():
        for key in listed:
            known = domains.vocabulary.meanings.get(key)
            if known is not None and known.certainty == AMBIGUOUS:
                assert domains.match(key, "").domain.value == "", key


def test_every_country_word_is_understood_as_its_part_says() -> None:
    places, data = Places({}), table("vocabularies/countries")
    for written, part, target in entries(countries(), data):
        match = places.match(written)
        assert (match.value, match.how) == (target, "ok" if part == "safe" else "understood"), written
    for written, candidates in data["ambiguous"].items():
        assert places.match(written).how == ("ambiguous" if candidates else "unknown"), written
    assert set(data["label"]) <= set(data["safe"])


def test_every_place_abroad_hints_at_its_country_and_is_certain_with_it() -> None:
    places, data = Places({}), table("vocabularies/cities")
    names = table("vocabularies/countries")["safe"]
    for code, listed in data["soft"].items():
        for city in listed:
            assert places.match(city)[:2] == (code, "understood"), city
            assert places.match(names[code][0] + city)[:2] == (code, "ok"), city
    for city in data["ambiguous"]:
        assert places.match(city)[:2] == ("", "ambiguous"), city


def test_places_at_home_are_no_places_abroad() -> None:
    data = table("vocabularies/china")
    for name in ("provinces", "cities", "districts", "safe"):
        for written in data[name]:
            assert in_mainland(fold(written)), written
            assert fold(written) not in cities().meanings
            assert fold(written) not in countries().meanings


def test_blank_marks_mean_nothing_anywhere() -> None:
    for mark in table("vocabularies/marks")["blank"]:
        assert is_blank(mark)
        for name in WORDS:
            assert word(mark, vocabulary(name)) == ("", "", "")


def test_the_notice_speaks_of_known_words() -> None:
    notice = load_notice()
    assert set(notice.open_domains) <= set(vocabulary("domains").canonical)
    assert set(notice.open_domains) == set(specialties("specialties", "domains").canonical)
    assert set(notice.open_levels) <= set(vocabulary("levels").canonical)
    assert notice.project_types == vocabulary("project_types").canonical
    assert notice.project_statuses == vocabulary("project_statuses").canonical


SLIPS = [
    ({"canonical": ["甲", "甲"]}, "canonical 里“甲”写了不止一次"),
    ({"canonical": ["甲"], "safe": {"甲": ["丙", "丙"]}}, "safe.甲 里“丙”写了不止一次"),
    (
        {"canonical": ["甲", "乙"], "safe": {"甲": ["丙"], "乙": ["丙 "]}},
        "safe.乙 里的“丙 ”已有别的意思：甲",
    ),
    (
        {"canonical": ["甲"], "safe": {"甲": ["丙"]}, "ambiguous": {"丙": ["甲"]}},
        "ambiguous.丙 里的“丙”已有别的意思：甲",
    ),
    ({"canonical": ["甲"], "soft": {"丁": ["丙"]}}, "soft.丁 写的是“丁”，应当是其中之一：甲"),
    ({"canonical": ["甲"], "ambiguous": {"丙": ["丁"]}}, "ambiguous.丙 写的是“丁”，应当是其中之一：甲"),
    ({"canonical": ["甲"], "save": {"甲": ["丙"]}}, "不认识 save"),
    ({"safe": {"甲": ["丙"]}}, "缺少 canonical"),
    ({"canonical": ["甲"], "safe": {"甲": "丙"}}, "safe.甲 应当是一列值"),
]


@pytest.mark.parametrize(("data", "said"), SLIPS)
def test_a_slip_is_one_sentence_with_file_and_key(data: dict[str, object], said: str) -> None:
    with pytest.raises(DataError) as raised:
        build("odd", checked("vocabularies/odd", data, VocabularyFile))
    assert str(raised.value) == f"schemas/vocabularies/odd.toml: {said}"


SPECIALTIES = [
    ({"土木": {"结构": ["岩土"], "岩土": []}}, "canonical.土木.岩土 里的“岩土”已有别的意思：结构"),
    ({"水利": {}}, "canonical 写的是“水利”，应当是其中之一：土木"),
]


@pytest.mark.parametrize(("listed", "said"), SPECIALTIES)
def test_a_slip_in_the_specialties_is_told_likewise(
    listed: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = checked("vocabularies/odd", {"strip": {}, "canonical": listed}, SpecialtiesFile)
    monkeypatch.setattr("pipeline.normalise.specialties.specialties_file", lambda _: file)
    monkeypatch.setattr("pipeline.normalise.specialties.vocabulary", lambda _: Vocabulary(("土木",), {}))
    with pytest.raises(DataError) as raised:
        specialties("odd", "domains of a test")
    assert str(raised.value) == f"schemas/vocabularies/odd.toml: {said}"
