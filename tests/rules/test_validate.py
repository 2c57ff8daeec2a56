from __future__ import annotations

import pytest

from pipeline.model.statements import Problem
from pipeline.validate import validate

BLANK = {"how": "", "typed": "", "cell": ""}


def blank(field: str, *canonical: str) -> dict[str, str]:
    return {f"{field}_{part}": value for part, value in BLANK.items()} | dict.fromkeys(canonical or (field,), "")


REMARKS = [
    (blank("name"), ["name-missing"]),
    (blank("phone"), ["phone-missing"]),
    (blank("phone") | {"phone_how": "email-only"}, ["contact-email-only"]),
    ({"phone_how": "invalid", "phone": ""}, ["phone-invalid"]),
    ({"phone_how": "understood;several"}, ["phone-several", "phone-understood"]),
    ({"email_how": "invalid", "email": ""}, ["email-invalid"]),
    (blank("email"), []),
    (blank("domain"), ["domain-missing"]),
    ({"domain_how": "unknown", "domain": ""}, ["domain-unknown"]),
    ({"domain_how": "ambiguous", "domain": ""}, ["domain-ambiguous"]),
    ({"domain_how": "understood"}, ["domain-understood"]),
    ({"domain_how": "not-open", "domain": "化学化工类"}, ["domain-not-open"]),
    ({"domain_how": "understood;not-open", "domain": "核工程类"}, ["domain-not-open", "domain-understood"]),
    (blank("level"), ["level-missing"]),
    ({"level_how": "unknown", "level": ""}, ["level-unknown"]),
    ({"level_how": "ambiguous", "level": ""}, ["level-ambiguous"]),
    ({"level_how": "understood"}, ["level-understood"]),
    ({"level_how": "not-open", "level": "见习工程会员"}, ["level-not-open"]),
    (blank("experience"), ["experience-missing"]),
    ({"experience_how": "template"}, ["experience-template"]),
    ({"experience_how": "too-long"}, ["experience-too-long"]),
    ({"specialty_how": "unknown", "specialty": ""}, ["specialty-unknown"]),
    ({"specialty_how": "ambiguous", "specialty": ""}, ["specialty-unknown"]),
    (blank("specialty"), []),
    (blank("project_country"), ["country-missing"]),
    (blank("project_country") | {"section": "planned"}, []),
    ({"project_country_how": "unknown", "project_country": ""}, ["country-unknown"]),
    ({"project_country_how": "ambiguous", "project_country": ""}, ["country-ambiguous"]),
    ({"project_country_how": "understood", "project_country": "MM;TH"}, ["country-understood"]),
    (blank("location", "location", "location_country"), ["field-missing"]),
    ({"location_how": "unknown", "location_country": ""}, ["location-unknown"]),
    ({"location_how": "ambiguous", "location_country": ""}, ["location-ambiguous"]),
    ({"location_how": "understood"}, ["location-understood"]),
    (blank("project_name"), ["project-name-missing"]),
    (blank("project_name") | {"section": "planned"}, []),
    ({"project_type_how": "unknown", "project_type": ""}, ["type-unknown"]),
    ({"project_type_how": "ambiguous", "project_type": ""}, ["type-ambiguous"]),
    ({"project_type_how": "understood"}, ["type-understood"]),
    ({"project_status_how": "unknown", "project_status": ""}, ["status-unknown"]),
    ({"project_status_how": "ambiguous", "project_status": ""}, ["status-ambiguous"]),
    ({"project_status_how": "understood"}, ["status-understood"]),
    ({"chinese_engineers_how": "invalid", "chinese_engineers": ""}, ["count-invalid"]),
    ({"foreign_engineers_how": "invalid", "foreign_engineers": ""}, ["count-invalid"]),
    ({"qualified_engineers_how": "inconsistent", "qualified_engineers": "20"}, ["count-inconsistent"]),
    ({"company_how": "unparsed"}, ["company-unparsed"]),
    ({"education_how": "doubtful"}, ["eligibility-doubtful"]),
    ({"work_years_how": "doubtful"}, ["eligibility-doubtful"]),
    ({"company_contact_phone_how": "invalid", "company_contact_phone": ""}, ["company-phone-invalid"]),
    ({"company_contact_phone_how": "understood;several"}, ["company-phone-understood"]),
    ({"company_contact_phone_how": "email-only", "company_contact_phone": ""}, []),
    ({"foreign_engineers_how": "understood"}, ["count-understood"]),
    ({"problems": [Problem("packed-mismatch")]}, ["packed-mismatch"]),
    ({"problems": [Problem("extra-personal-data"), Problem("hidden-rows")]}, ["extra-personal-data", "hidden-rows"]),
    ({}, []),
]


@pytest.fixture(scope="module")
def found(people, notice) -> dict[str, list[str]]:
    """The slugs found on each row of a run that holds every remark, by row_id."""
    slugs: dict[str, list[str]] = {}
    for finding in validate(people(*(changes for changes, _ in REMARKS)), notice):
        slugs.setdefault(finding.row_id, []).append(finding.slug)
    return slugs


@pytest.mark.parametrize("n", range(len(REMARKS)), ids=[f"{n}-{'+'.join(s)}" for n, (_, s) in enumerate(REMARKS)])
def test_remark_becomes_finding(found, n):
    assert found.get(f"R{n}", []) == REMARKS[n][1]


def test_finding_tells_the_cell_the_value_and_what_was_seen(people, notice):
    frame = people(
        {"row_id": "Ra"},
        {"row_id": "Rb", "domain_how": "ambiguous", "domain": "", "domain_typed": "机电", "domain_cell": "L7"}
        | {"domain_hint": "机械工程类、电气工程类"},
    )
    (finding,) = validate(frame, notice)
    assert finding == (
        *("S00001", "Rb", "domain-ambiguous", "error", "domain", "附件3.xlsx", "Sheet1", "L7", "机电"),
        "“机电”可能指不同的工程技术领域，请写明是哪一个：机械工程类、电气工程类。",
        "unit",
        "机械工程类、电气工程类",
    )


def test_blank_without_a_cell_points_at_the_name_else_at_the_row(people, notice):
    found = validate(people(blank("phone"), blank("phone") | blank("name")), notice)
    assert [(finding.slug, finding.cell) for finding in found] == [
        ("phone-missing", "name5"),
        ("name-missing", "A5"),
        ("phone-missing", "A5"),
    ]


def test_a_phone_inside_the_company_cell_is_pointed_at_there(people, notice):
    packed = {"company_typed": "渝州路桥（秦联 1370000）", "company_cell": "B4", "company_contact_phone": ""}
    said = {"company_contact_phone_how": "invalid", "company_contact_phone_typed": "", "company_contact_phone_cell": ""}
    (finding,) = validate(people(packed | said), notice)
    assert (finding.cell, finding.value) == ("B4", "渝州路桥（秦联 1370000）")


def test_what_the_recogniser_saw_keeps_its_own_place(people, notice):
    problem = Problem("packed-mismatch", "人员", "C9", "苏试、秦联", "姓名 2 个，电话 1 个")
    (finding,) = validate(people({"problems": [problem]}), notice)
    assert (finding.sheet, finding.cell, finding.value, finding.severity) == ("人员", "C9", "苏试、秦联", "error")
    assert "姓名 2 个，电话 1 个" in finding.message


def test_what_the_recogniser_saw_may_be_of_a_field(people, notice):
    problem = Problem("values-differ", "人员", "P4", "改报资深", "L4为“专业”，P4为“改报资深”", "level")
    (finding,) = validate(people({"problems": [problem]}), notice)
    assert (finding.field, finding.cell, finding.severity) == ("level", "P4", "error")
    assert finding.message == "同一人的拟申请级别前后不一致（L4为“专业”，P4为“改报资深”），请核实后改成一致，重新发送。"


def test_findings_come_in_the_order_of_rows(people, notice):
    frame = people({"level_how": "understood"}, blank("name"), {"project_type_how": "understood"} | blank("domain"))
    assert [(finding.row_id, finding.slug) for finding in validate(frame, notice)] == [
        ("R0", "level-understood"),
        ("R1", "name-missing"),
        ("R2", "domain-missing"),
        ("R2", "type-understood"),
    ]


def test_no_people_no_findings(people, notice):
    assert validate(people({}).iloc[:0], notice) == []


def test_order_of_the_index_does_not_matter(people, notice):
    frame = people({}, blank("name"))
    frame.index = [7, 3]
    assert [finding.row_id for finding in validate(frame, notice)] == ["R1"]


BUGS = [
    {"phone": "13800001234"},
    {"company_contact_phone": "023-1234"},
    {"phone_other": "+8613800001234，+8613800001235"},
    {"email": "a@b@c.cn"},
    {"project_country": "缅甸"},
    {"location_country": "MM,TH"},
    {"chinese_engineers": "12.0"},
    {"section": "已外派"},
    {"project_type": "EPC"},
    {"project_status": "施工中"},
    {"domain": "土木"},
    {"level": "PE"},
    {"level": "见习工程会员"},
    {"domain_how": "ambiguous"},
    {"location_how": "unknown"},
    {"domain_how": "guessed"},
    {"phone": None},
    {"phone": 13900001234},
    {"level": 1},
]


@pytest.mark.parametrize("changes", BUGS, ids=[",".join(change) for change in BUGS])
def test_broken_canonical_column_is_our_bug(people, notice, changes):
    with pytest.raises(ValueError, match=r"schemas/people\.py") as raised:
        validate(people({}, changes, blank("name")), notice)
    assert all(str(value) not in str(raised.value) for field, value in changes.items() if field == "phone")


def test_missing_column_is_our_bug(people, notice):
    with pytest.raises(KeyError):
        validate(people({}).drop(columns="level_how"), notice)
