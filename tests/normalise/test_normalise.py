"""The whole frame."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.model.fields import FIELDS
from pipeline.normalise import normalise
from pipeline.terms.notices import load_notice
from pipeline.terms.settings import Alias

NOTICE = load_notice()


def people(*rows: dict[str, str]) -> pd.DataFrame:
    blank = {f"{field}_typed": "" for field in FIELDS} | {"section": "dispatched", "row_id": "R1"}
    return pd.DataFrame([blank | row for row in rows], columns=list(blank))


def one(*aliases: Alias, **typed: str) -> dict[str, str]:
    row = {key if key == "section" else f"{key}_typed": value for key, value in typed.items()}
    return dict(normalise(people(row), NOTICE, aliases).iloc[0])


def test_every_field_has_its_columns_and_blank_stays_blank() -> None:
    row = one()
    for field in FIELDS:
        assert row[field] == ""
    assert row["phone_other"] == row["location_country"] == ""
    assert {value for key, value in row.items() if key.endswith(("_how", "_hint"))} == {""}
    assert not [key for key in row if key.startswith("_")]


def test_no_people_no_rows() -> None:
    frame = normalise(people(), NOTICE, ())
    assert len(frame) == 0
    assert "domain_how" in frame


def test_what_was_typed_stays_beside_what_is_understood() -> None:
    row = one(
        domain="土建",
        level="资深",
        phone="9669 3880",
        location="新加坡",
        company="渝州路桥有限公司（秦联 13912345678）",
    )
    assert (row["domain_typed"], row["domain"], row["domain_how"], row["domain_hint"]) == (
        "土建",
        "土木工程类",
        "understood",
        "土木工程类",
    )
    assert row["level"] == "资深工程会员"
    assert (row["phone"], row["phone_how"]) == ("+6596693880", "understood")
    assert (row["location"], row["location_country"], row["location_how"]) == ("新加坡", "SG", "ok")
    assert (row["company"], row["company_contact"], row["company_contact_phone"]) == (
        "渝州路桥有限公司",
        "秦联",
        "+8613912345678",
    )


@pytest.mark.parametrize(
    ("field", "typed", "value", "how"),
    [
        ("domain", "化学化工类", "化学化工类", "not-open"),
        ("domain", "石化", "化学化工类", "understood;not-open"),
        ("level", "见习", "见习工程会员", "not-open"),
    ],
)
def test_understood_but_not_open(field: str, typed: str, value: str, how: str) -> None:
    row = one(**{field: typed})
    assert (row[field], row[f"{field}_how"], row[f"{field}_hint"]) == (value, how, value)


def test_own_words_win() -> None:
    aliases = (
        Alias("domain", "机电", "机械工程类"),
        Alias("country", "刚果", "CD"),
        Alias("level", "高工", "资深工程会员"),
    )
    row = one(*aliases, domain="机电", project_country="刚果", location="刚果", level="高工")
    assert (row["domain"], row["project_country"], row["location_country"], row["level"]) == (
        "机械工程类",
        "CD",
        "CD",
        "资深工程会员",
    )
    assert one(domain="机电")["domain"] == ""


def test_a_project_at_home_is_shown_in_the_table_of_projects_abroad() -> None:
    assert one(project_country="中国")["project_country_how"] == "understood"
    assert one(project_country="中国", section="planned")["project_country_how"] == "ok"
    assert one(location="中国")["location_how"] == "ok"


def test_a_novel_in_every_cell_ends_soon_and_only_the_experience_keeps_it() -> None:
    novel = "（缅甸-138 a@b- 公司、" * 2000
    row = one(**dict.fromkeys(FIELDS, novel))
    assert row["experience"] == novel
    assert (row["domain_how"], row["level_how"], row["phone"]) == ("unknown", "unknown", "")


def test_more_qualified_than_there_are() -> None:
    assert one(chinese_engineers="5", qualified_engineers="6人")["qualified_engineers_how"] == "ok;inconsistent"
    assert one(chinese_engineers="", qualified_engineers="6人")["qualified_engineers_how"] == "ok"


def test_mail_address_from_either_cell() -> None:
    assert one(phone="li@example.com")["email"] == "li@example.com"
    assert one(phone="13812345678 wu@example.com", email="li@example.com")["email"] == "li@example.com"
    swapped = one(phone="li@example.com", email="13812345678")
    assert (swapped["phone"], swapped["email"]) == ("+8613812345678", "li@example.com")
    row = one(email="li@example.com")
    assert (row["phone"], row["phone_how"]) == ("", "email-only")


def test_years_are_held_against_the_level_as_understood() -> None:
    assert one(level="资深", work_years="6年")["work_years_how"] == "doubtful"
    assert one(level="专业", work_years="6年")["work_years_how"] == "ok"


def test_equal_rows_are_equal_and_order_and_index_stay() -> None:
    frame = people(*({"domain_typed": domain, "row_id": str(i)} for i, domain in enumerate(["土木", "机械", "土木"])))
    frame.index = pd.Index([7, 3, 5])
    result = normalise(frame, NOTICE, ())
    assert list(result.index) == [7, 3, 5]
    assert list(result["domain"]) == ["土木工程类", "机械工程类", "土木工程类"]
    assert "domain" not in frame


def test_canonical_values_normalise_to_themselves() -> None:
    first = one(
        domain="电气工程类（输配电）",
        level="□专业 ☑资深",
        project_type="EPC",
        project_status="已完工，等待验收移交",
        project_country="缅甸、老挝",
        phone="电话：139 1234 5678",
        chinese_engineers="约20人",
        name="艾力 • 吾斯曼（经理）",
    )
    fields = ("domain", "specialty", "level", "project_type", "project_status", "phone", "chinese_engineers", "name")
    again = one(**{field: first[field] for field in (*fields, "project_country")})
    assert {field: again[field] for field in fields} == {field: first[field] for field in fields}
    assert again["project_country"] == "MM;LA"
