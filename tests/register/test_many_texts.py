"""Many records of texts are encoded together: each comes out as it would alone."""

from __future__ import annotations

import json

from pipeline.register.reading import each_to_json, to_json

HARD = ["", ',"",', '"', "\\", '},"",{', "一\n二", "\x1f"]


def test_each_record_is_what_it_would_be_alone() -> None:
    records = [{}, *(dict.fromkeys(("name", "", "phone"), text) for text in HARD), {}]
    assert [json.loads(text) for text in each_to_json(records)] == records
    assert list(each_to_json(records)) == [to_json(record) for record in records]


def test_there_may_be_many_or_none() -> None:
    assert list(each_to_json([])) == []
    assert list(each_to_json([{"name": str(number)} for number in range(1200)])) == [
        f'{{"name":"{number}"}}' for number in range(1200)
    ]
