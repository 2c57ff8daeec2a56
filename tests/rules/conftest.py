"""A normalised frame to spoil: one person with nothing to remark, and changes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from pipeline.model.fields import FIELDS
from pipeline.terms.notices import Notice, load_notice

PLACE = {
    "submission_id": "S00001",
    "row_id": "R1",
    "file": "附件3.xlsx",
    "sheet": "Sheet1",
    "row": 5,
    "section": "dispatched",
    "form": "attachment3",
    "extra": {},
    "problems": [],
}
CANONICAL = {
    "company": "渝州路桥有限公司",
    "company_contact": "秦联",
    "company_contact_phone": "+8613700001111",
    "project_name": "跨江大桥",
    "project_country": "MM",
    "project_type": "承包工程",
    "project_status": "在建",
    "chinese_engineers": "12",
    "foreign_engineers": "3",
    "qualified_engineers": "8",
    "name": "苏试",
    "phone": "+8613800001234",
    "email": "sushi@example.com",
    "domain": "土木工程类",
    "specialty": "结构工程",
    "location": "缅甸",
    "level": "专业工程会员",
    "experience": "负责主桥施工。",
    "education": "本科",
    "work_years": "8",
}
People = Callable[..., pd.DataFrame]


def record(**changes: Any) -> dict[str, Any]:
    """One person of the normalised frame; typed values equal canonical ones, cells are `<field>5`."""
    person: dict[str, Any] = PLACE | CANONICAL | {"phone_other": "", "location_country": "MM"}
    for field in FIELDS:
        said = CANONICAL.get(field, "")  # what attachment 3 does not ask for is blank
        person |= {field: said, f"{field}_typed": said, f"{field}_cell": f"{field}5" if said else ""}
        person |= {f"{field}_how": "ok" if said else "", f"{field}_hint": ""}
    return person | changes


@pytest.fixture(scope="session")
def people() -> People:
    """people(change, change, …): one person for each dict of changes."""
    return lambda *changes: pd.DataFrame([record(**{"row_id": f"R{n}"} | change) for n, change in enumerate(changes)])


@pytest.fixture(scope="session")
def notice() -> Notice:
    return load_notice("2025")
