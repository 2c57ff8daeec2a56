"""schemas/fields.toml: what it says, and what is said of a slip in it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.frame import ROW_COLUMNS
from pipeline.model.fields import CANONICAL, COUNTED, FIELDS, PROJECT_CANONICAL, RESERVED, read_fields
from pipeline.register.reading import ALL_OF_PEOPLE
from schemas import DataError

TITLE: dict[str, Any] = {"label": "职称", "type": "choice", "whose": "person", "personal": False}
SLIPS = {
    "title.type 写的是“title”，应当是其中之一：choice、count、countries、date": {"title": TITLE | {"type": "title"}},
    "title.whose 写的是“unit”，应当是其中之一：person、project、submission": {"title": TITLE | {"whose": "unit"}},
    "不认识 title.lable": {"title": TITLE | {"lable": "职称"}},
    "缺少 title.personal": {"title": {key: TITLE[key] for key in ("label", "type", "whose")}},
    "title.personal 应当是 true 或 false": {"title": TITLE | {"personal": "no"}},
    "title.also 里“a”写了不止一次": {"title": TITLE | {"also": ["a", "a"]}},
    "row 与另一列同名": {"row": TITLE},
    "name 与另一列同名": {"name": TITLE, "title": TITLE | {"also": ["name"]}},
    "my title 只能由字母、数字和 _ 组成": {"my title": TITLE},
}


@pytest.mark.parametrize("reason", SLIPS)
def test_a_slip_names_file_and_key(reason: str) -> None:
    with pytest.raises(DataError) as raised:
        read_fields(SLIPS[reason])
    assert str(raised.value).startswith(f"schemas/fields.toml: {reason}")


def test_a_field_that_says_no_normaliser_has_that_of_its_type() -> None:
    assert read_fields({"title": TITLE})["title"].normaliser == "choice"


def test_no_field_is_called_as_another_column() -> None:
    typed = {f"{field}_{part}" for field in FIELDS for part in ("typed", "cell")}
    assert set(ROW_COLUMNS) - typed - RESERVED == {"unit"}
    assert set(ALL_OF_PEOPLE) - typed - RESERVED - set(CANONICAL) == {"unit"}


def test_what_reports_count_tells_of_nobody() -> None:
    assert set(COUNTED) == {
        "project_country",
        "project_type",
        "project_status",
        "domain",
        "specialty",
        "level",
        "work_segment",
    }


def test_what_is_stored_of_a_project_by_itself_tells_of_nobody() -> None:
    assert not {"company_contact", "company_contact_phone"} & set(PROJECT_CANONICAL)
