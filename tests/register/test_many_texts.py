"""Many records of texts are encoded column by column: each comes out as it would alone, without what is blank in it."""

from __future__ import annotations

import json

from pipeline.register.reading import records_to_json, to_json

HARD = ["", ',"",', '"', "\\", '},"",{', "一\n二", "\x1f", "长" * 500, "长" * 500]
NAMES = ("name", '"', "phone", "")


def test_each_record_is_what_it_would_be_alone() -> None:
    columns = {name: HARD[place:] + HARD[:place] for place, name in enumerate(NAMES)}
    records = [{name: texts[place] for name, texts in columns.items() if texts[place]} for place in range(len(HARD))]
    encoded = list(records_to_json(columns, len(HARD)))
    assert encoded == [to_json(record) for record in records]
    assert list(map(json.loads, encoded)) == records


def test_there_may_be_none_and_none_may_say_anything() -> None:
    assert list(records_to_json({"name": []}, 0)) == []
    assert list(records_to_json({"name": ["", ""]}, 2)) == list(records_to_json({}, 2)) == ["{}", "{}"]
