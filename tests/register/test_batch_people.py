"""The people of a batch are read society by society, those of few people together, each once."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.model.judgements import Columns
from pipeline.register.contents.batch import BatchPeople


def test_societies_with_few_people_are_read_together() -> None:
    asked: list[list[str]] = []

    def read(societies: Collection[str]) -> dict[str, Columns]:
        asked.append(list(societies))
        return {society: {"society": [society]} for society in societies}

    people = BatchPeople({"甲": 300, "乙": 200, "丙": 9000, "丁": 1, "戊": 2}, read)
    assert people.societies == ("甲", "乙", "丙", "丁", "戊")
    assert people.columns(["society"]) == {"society": list("甲乙丙丁戊")}
    assert [people.of(society) for society in ("", "甲")] == [{"society": [""]}, {"society": ["甲"]}]
    assert asked == [["", "甲", "乙"], ["丙"], ["丁", "戊"]]
    assert people.of("nobody's") == {"society": ["nobody's"]}
    assert asked[3:] == [["nobody's"]]
