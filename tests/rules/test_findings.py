from __future__ import annotations

import string
from datetime import datetime

import pytest

from pipeline.model.documents import Examined, Outcome, Submission
from pipeline.model.fields import FIELDS, field_label
from pipeline.model.statements import Problem, Recognition
from pipeline.terms.findings import asking, load_findings, make, of_submission
from pipeline.terms.notices import CHINA
from schemas.unreadable import unreadable_file

HOLDING = """name-missing name-doubtful phone-missing phone-invalid domain-missing domain-unknown domain-ambiguous
domain-not-open level-missing level-unknown level-ambiguous level-not-open experience-missing experience-template
packed-mismatch change-held identity-question renamed-question field-missing form-doubtful notice-doubtful
not-recommended struck-out values-differ withdrawal-question withdrawal-after-result change-after-result
address-question returned-to-unit title-below-level
excluded level-step levels-differ"""
GOING_ON = """contact-email-only email-invalid phone-several phone-understood phone-shared domain-understood
level-understood specialty-unknown experience-too-long country-missing country-unknown country-ambiguous
country-understood location-unknown location-ambiguous location-understood unchanged-after-result
project-name-missing type-unknown
type-ambiguous type-understood status-unknown status-ambiguous status-understood count-invalid count-inconsistent
company-unparsed eligibility-doubtful extra-personal-data hidden-rows stray-cells people-unread mark-invalid
content-unread section-assumed unit-missing unit-conflict unit-from-filename scan-missing late unchanged
duplicate-in-submission duplicate-across-units same-name field-invalid field-understood file-name-differs
 member-missing over-quota column-doubtful column-unread sheet-set-aside condition-unread total-differs
 settings-received decisions-received decisions-unproven simplified-assessment text-too-long career-older
 printed-text education-several promotion level-held"""
ON_DOCUMENTS = "program-fault unreadable encrypted no-table too-large cloud-attachment own-workbook decisions-filled"
NOT_FOR_UNITS = """identity-question renamed-question
same-name duplicate-across-units unchanged unchanged-after-result unit-missing unit-conflict
content-unread condition-unread over-quota program-fault struck-out form-doubtful notice-doubtful mark-invalid late
excluded level-step levels-differ promotion"""
KINDS = load_findings().values()


def test_every_slug_of_the_interface_is_there():
    assert set(f"{HOLDING} {GOING_ON} {ON_DOCUMENTS}".split()) <= set(load_findings())


def test_exactly_the_holding_slugs_are_errors_on_people():
    errors = {kind.slug for kind in KINDS if kind.severity == "error"} - set(ON_DOCUMENTS.split())
    assert errors == set(HOLDING.split())


def test_kind_is_whole():
    for kind in KINDS:
        assert kind.severity in ("error", "warning", "info"), kind.slug
        assert kind.decided_by in ("unit", "secretariat", "society"), kind.slug
        assert kind.title, kind.slug
        assert len(kind.title) <= 12, kind.slug
        assert kind.message.endswith(("。", "？")), kind.slug
        assert all(when.split(":")[0] in (*FIELDS, "*") for when in kind.when), kind.slug


@pytest.mark.parametrize("about", ["", "候选{甲}、%s"])
def test_message_fits_with_and_without_candidates(about):
    for kind in KINDS:
        message_fits(kind, about)


def message_fits(kind, about):
    message = make(Problem(kind.slug, value="机电", about=about), "S00001", field="domain").message
    assert message.replace("候选{甲}", "").isprintable(), kind.slug
    assert not set(message.replace("候选{甲}", "")) & set("{}"), kind.slug
    assert not any(empty in message for empty in ("“”", "（）", "：。", "：？")), kind.slug
    assert not about or (about in message) == ("about" in _places(kind.message)), kind.slug


def test_what_tells_candidates_has_a_wording_without_them():
    for kind in KINDS:
        assert bool(kind.bare) == ("about" in _places(kind.message)), kind.slug
        assert "about" not in _places(kind.bare), kind.slug


def test_candidates_that_say_no_more_than_the_value_are_not_said():
    message = make(Problem("location-understood", value="几内亚", about="几内亚"), "S00001").message
    assert message == "与当前所在地“几内亚”名称相近的国家不止一个，请核对是否确指“几内亚”。"


def test_a_message_quotes_a_long_value_in_short_and_the_finding_keeps_it():
    value = "机电\n设备" * 20
    finding = make(Problem("domain-unknown", value=value), "S00001")
    assert finding.value == value
    assert "…”" in finding.message
    assert "\n" not in finding.message


def test_an_unknown_slug_is_our_bug():
    with pytest.raises(KeyError):
        make(Problem("domain-odd"), "S00001")


def test_every_field_has_a_label():
    assert all(field_label(field) != field for field in FIELDS)


def test_findings_of_a_submission_and_its_documents():
    broken = Examined("a.xlsx", "0", 1, "xlsx", Outcome.UNREADABLE, Problem("unreadable", about="文件不完整"), None)
    hidden = Recognition(problems=[Problem("hidden-rows", "Sheet1", "A9")])
    read = Examined("b.xlsx", "1", 1, "xlsx", Outcome.PROCESSED, None, hidden)
    received = datetime(2025, 4, 29, tzinfo=CHINA)
    submission = Submission(
        *(
            "a",
            "S00001",
            "2025",
            "渝州路桥有限公司",
            "sheet",
            "",
            received,
            "mail",
            True,
            False,
            "附件3",
            [broken, read],
        ),
        problems=[Problem("late"), Problem("scan-missing")],
    )
    found = of_submission(submission)
    assert [(finding.slug, finding.file, finding.cell) for finding in found] == [
        ("late", "", ""),
        ("scan-missing", "", ""),
        ("unreadable", "a.xlsx", ""),
        ("hidden-rows", "b.xlsx", "A9"),
    ]
    assert "文件不完整" in found[2].message


def test_every_kind_says_who_is_asked_and_a_unit_what_to_do():
    """Asked is whom `asked` names, else whom `decided_by` names; the secretary's kinds never speak to a unit."""
    for kind in KINDS:
        assert (kind.asked or kind.decided_by) in ("unit", "secretariat", "secretary", "nobody", "society"), kind.slug
        assert (kind.asks_unit or kind.decided_by == "society") == bool(kind.fix), kind.slug
        assert not kind.asks_unit or kind.decided_by == "unit", kind.slug
        assert not kind.asks or kind.asks_unit, kind.slug
        assert not _places(kind.fix) - {"field", "levels", "act"}, kind.slug
        assert not kind.fix.endswith(("。", "，")), kind.slug
        asked = asking(make(Problem(kind.slug, value="机电"), "S00001", field="domain"))
        assert (asked is not None) == kind.asks_unit, kind.slug


@pytest.mark.parametrize("slug", NOT_FOR_UNITS.split())
def test_what_is_the_secretary_s_or_tells_of_others_never_asks_the_unit(slug):
    assert asking(make(Problem(slug, about="渝州路桥有限公司"), "S00001")) is None


def test_what_must_be_corrected_and_what_may_be_looked_at():
    def must(slug: str, field: str = "") -> bool:
        asked = asking(make(Problem(slug, value="甲"), "S00001", field=field))
        assert asked is not None
        return asked.must

    assert must("phone-invalid")
    assert not must("phone-understood")
    assert must("scan-missing")  # a warning, yet nothing goes out without it
    assert not must("not-recommended")  # an error, yet the unit's own will
    assert must("column-doubtful", "domain")
    assert not must("column-doubtful", "email")


def test_a_file_that_the_inbox_did_not_let_us_open_is_not_asked_of_the_unit():
    at_hand = make(Problem("unreadable", about=unreadable_file().inbox["EACCES"]), "S00001")
    sent = make(Problem("unreadable", about=unreadable_file().reasons["damaged"]), "S00001")
    assert asking(at_hand) is None
    assert asking(sent) is not None


def _places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}
