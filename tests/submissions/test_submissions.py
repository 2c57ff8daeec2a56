"""Files and what was read in them → submissions: which belong together, whose, when, what is wrong with the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.documents import Envelope, Examination, Examined, InboxFile, Outcome, Submission
from pipeline.model.statements import Person, Recognition, Typed
from pipeline.receive.belonging import Notices
from pipeline.receive.by_unit import within
from pipeline.receive.files import submission_of
from pipeline.receive.submissions import gather
from pipeline.terms.notices import notices

NOTICES = Notices(notices(), frozenset({"2025"}))
DEADLINE = "4月28日，通知没有写年份，推定为2025年"
MODIFIED = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
UNIT, OTHER = "渝东试算工程有限公司", "渝西试算工程有限公司"


def document(file: str, unit: str = "", outcome: Outcome = Outcome.PROCESSED) -> Examined:
    recognition = Recognition("recommendation", "attachment3", Typed(unit, "A2", "推荐单位") if unit else None)
    return Examined(file, "0" * 64, 1, "xlsx", outcome, None, recognition if outcome == Outcome.PROCESSED else None)


def scan(file: str) -> Examined:
    return document(file, outcome=Outcome.SCAN)


def letter(path: str, subject: str, arrived: str = "2025-04-21T09:30:00+08:00") -> Envelope:
    return Envelope(path, [subject], "hr@example.com", datetime.fromisoformat(arrived) if arrived else None)


def run(*inbox: tuple[str, Envelope | None, list[Examined]]) -> list[Submission]:
    return gather(
        [InboxFile(path, "/" + path, "0" * 64, 1, MODIFIED, submission_of(path)) for path, _, _ in inbox],
        [Examination([envelope] if envelope else [], documents) for _, envelope, documents in inbox],
        NOTICES,
        1,
        {},
    )[0]


def mail(subject: str = "", *documents: Examined, arrived: str = "2025-04-21T09:30:00+08:00") -> Submission:
    container = document("a.eml", outcome=Outcome.CONTAINER)
    (submission,) = run(("a.eml", letter("a.eml", subject, arrived), [container, *documents]))
    return submission


def loose(path: str, unit: str = "") -> Submission:
    (submission,) = run((path, None, [document(path, unit)]))
    return submission


def problems(submission: Submission) -> list[tuple[str, str, str]]:
    return [(problem.slug, problem.value, problem.about) for problem in submission.problems]


def slugs(submission: Submission) -> list[str]:
    return [problem.slug for problem in submission.problems]


def test_what_belongs_together() -> None:
    paths = ["渝东/附件3.xlsx", "渝东/扫描/盖章.pdf", "渝东/a.eml", "b.eml", "名单.xlsx", "名单.pdf"]
    found = run(*((path, None, [document(path)]) for path in paths))
    assert {submission.key: [one.file for one in submission.documents] for submission in found} == {
        "渝东/": ["渝东/扫描/盖章.pdf", "渝东/附件3.xlsx"],
        "渝东/a.eml": ["渝东/a.eml"],
        "b.eml": ["b.eml"],
        "名单": ["名单.pdf", "名单.xlsx"],
    }


def test_numbers_follow_the_day_then_the_key() -> None:
    inbox = [
        ("2025-04-22/a.xlsx", None, [document("a")]),
        ("z 2025-04-21.xlsx", None, [document("z")]),
        ("b 2025-04-21.xlsx", None, [document("b")]),
    ]
    for order in (inbox, inbox[::-1]):
        assert [(one.submission_id, one.key) for one in run(*order)] == [
            ("S00001", "b 2025-04-21"),
            ("S00002", "z 2025-04-21"),
            ("S00003", "2025-04-22/"),
        ]


def test_system_files_alone_are_no_submission_but_are_accounted_for() -> None:
    files = [InboxFile(path, path, "", 1, MODIFIED, submission_of(path)) for path in ("Thumbs.db", "a.xlsx")]
    documents = [document("Thumbs.db", outcome=Outcome.SYSTEM_FILE), document("a.xlsx")]
    submissions, strays = gather(files, [Examination([], [one]) for one in documents], NOTICES, 7, {})
    assert [one.submission_id for one in submissions] == ["S00007"]
    assert [one.file for one in strays] == ["Thumbs.db"]


@pytest.mark.parametrize(
    ("submission", "unit", "source"),
    [
        (mail(f"评价(2025)+{UNIT}", document("a.eml!1.xlsx", f"{UNIT}（盖章）")), UNIT, "sheet"),
        (mail("", document("a.eml!1.xlsx"), document("a.eml!2.xlsx", UNIT)), UNIT, "sheet"),
        (mail(f"评价(2025)+{UNIT}", document("a.eml!1.xlsx", "XX公司")), UNIT, "subject"),
        (mail("报送", document(f"a.eml!附件3-{UNIT}.xlsx")), UNIT, "file"),
        (mail("报送", scan(f"a.eml!{UNIT}盖章.pdf")), UNIT, "file"),
        (mail("报送", scan("a.eml!盖章.pdf")), "", "none"),
        (loose(f"2025-04-21 {UNIT}/附件3.xlsx"), UNIT, "folder"),
        (loose(f"2025-04-21/{UNIT}.xlsx"), UNIT, "file"),
        (loose(f"附件3-{UNIT}-c002.xlsx"), UNIT, "file"),
        (loose("c005-flat.xlsx"), "", "none"),
    ],
)
def test_the_first_source_that_names_a_unit(submission: Submission, unit: str, source: str) -> None:
    assert (submission.unit, submission.unit_source) == (unit, source)


def test_a_unit_in_the_subject_inside_counts_when_the_outer_has_none() -> None:
    envelope = Envelope("a.eml", ["转发", f"评价(2025)+{UNIT}"], "", None)
    (submission,) = run(("a.eml", envelope, [document("a.eml!1.xlsx")]))
    assert (submission.unit, submission.unit_source) == (UNIT, "subject")


@pytest.mark.parametrize(
    ("submission", "expected"),
    [
        (mail(f"评价(2025)+{UNIT}", document("a.eml!1.xlsx", UNIT), scan("a.eml!1.pdf")), []),
        (mail("评价（2025）＋渝東試算工程有限公司", document("a.eml!1.xlsx", UNIT), scan("a.eml!1.pdf")), []),
        (
            mail(f"评价(2025)+{OTHER}", document("a.eml!1.xlsx", UNIT), scan("a.eml!1.pdf")),
            [("unit-conflict", UNIT, OTHER)],
        ),
        (
            mail("", document("a.eml!1.xlsx", UNIT), document(f"a.eml!{OTHER}.xlsx"), scan("a.eml!1.pdf")),
            [("unit-conflict", UNIT, OTHER)],
        ),
        (
            mail(f"评价(2025)+{UNIT}", document("a.eml!1.xlsx"), document(f"a.eml!{OTHER}.xlsx"), scan("a.eml!1.pdf")),
            [("unit-conflict", UNIT, OTHER)],
        ),
        (mail("评价(2025)+渝东试算", document("a.eml!1.xlsx", UNIT), scan("a.eml!1.pdf")), []),
        (mail("", document("a.eml!1.xlsx", UNIT), scan(f"a.eml!{OTHER}营业执照.pdf")), []),
        (mail("", document("a.eml!1.xlsx"), scan("a.eml!1.pdf")), [("unit-missing", "", "")]),
        (mail("", document(f"a.eml!{UNIT}.xlsx"), scan("a.eml!1.pdf")), [("unit-from-filename", UNIT, "")]),
        (mail("", document("a.eml!1.xlsx", UNIT)), [("scan-missing", "", "")]),
        (loose(f"2025-04-29 {UNIT}/1.xlsx"), [("late", "2025-04-29", DEADLINE), ("scan-missing", "", "")]),
        (loose(f"{UNIT}/附件3-{OTHER}.xlsx", UNIT), [("unit-conflict", UNIT, OTHER), ("scan-missing", "", "")]),
    ],
)
def test_problems(submission: Submission, expected: list[tuple[str, str, str]]) -> None:
    assert problems(submission) == expected


SENT, ALL = "2025-04-21 汇总", "评价(2025)+渝中试算集团有限公司"


@pytest.mark.parametrize(
    ("files", "parts"),
    [
        (  # by what is written in them; a scan that names nobody is each one's
            [("a.eml", "", [document("a.eml!1.xlsx", UNIT), document("a.eml!2.xlsx", OTHER), scan("a.eml!1.pdf")])],
            [(UNIT, "sheet", ["1.xlsx", "1.pdf"], []), (OTHER, "sheet", ["2.xlsx"], [])],
        ),
        (  # one that names a unit is that one's alone
            [
                (
                    "a.eml",
                    ALL,
                    [document("a.eml!1.xlsx", UNIT), document("a.eml!2.xlsx", OTHER), scan(f"a.eml!{OTHER}盖章.pdf")],
                )
            ],
            [
                (UNIT, "sheet", ["1.xlsx"], ["unit-conflict", "scan-missing"]),
                (OTHER, "sheet", ["2.xlsx", f"{OTHER}盖章.pdf"], ["unit-conflict"]),
            ],
        ),
        (  # by the folders that they lie in, of the inbox or of an archive
            [
                (f"{SENT}/{unit}/{n}.xlsx", "", [document(f"{SENT}/{unit}/{n}.xlsx")])
                for n, unit in enumerate((UNIT, OTHER))
            ],
            [(UNIT, "folder", ["0.xlsx"], ["scan-missing"]), (OTHER, "folder", ["1.xlsx"], ["scan-missing"])],
        ),
        (
            [("a.eml", "", [document(f"a.eml!b.zip!{unit}/3.xlsx") for unit in (UNIT, OTHER)])],
            [(unit, "file", ["3.xlsx"], ["unit-from-filename", "scan-missing"]) for unit in (UNIT, OTHER)],
        ),
        (  # by their names
            [(f"{SENT}/{unit}.xlsx", "", [document(f"{SENT}/{unit}.xlsx")]) for unit in (UNIT, OTHER)],
            [(unit, "file", [f"{unit}.xlsx"], ["unit-from-filename", "scan-missing"]) for unit in (UNIT, OTHER)],
        ),
        (  # a form of which nothing tells is none of theirs
            [
                (
                    "a.eml",
                    "",
                    [document("a.eml!1.xlsx", UNIT), document("a.eml!2.xlsx", OTHER), document("a.eml!3.xlsx")],
                )
            ],
            [
                (UNIT, "sheet", ["1.xlsx"], ["scan-missing"]),
                (OTHER, "sheet", ["2.xlsx"], ["scan-missing"]),
                ("", "none", ["3.xlsx"], ["unit-missing", "scan-missing"]),
            ],
        ),
        (  # the subject tells whose it is
            [
                (
                    "a.eml",
                    f"评价(2025)+{OTHER}",
                    [document("a.eml!1.xlsx", UNIT), document("a.eml!2.xlsx", OTHER), document("a.eml!3.xlsx")],
                )
            ],
            [
                (UNIT, "sheet", ["1.xlsx"], ["unit-conflict", "scan-missing"]),
                (OTHER, "sheet", ["2.xlsx", "3.xlsx"], ["scan-missing"]),
            ],
        ),
        (  # what may be one unit stays together, and is told
            [
                (
                    "a.eml",
                    "",
                    [
                        document("a.eml!1.xlsx", UNIT),
                        document("a.eml!2.xlsx", f"{UNIT}重庆分公司"),
                        scan("a.eml!1.pdf"),
                    ],
                )
            ],
            [(UNIT, "sheet", ["1.xlsx", "2.xlsx", "1.pdf"], ["unit-conflict"])],
        ),
    ],
)
def test_forms_of_two_units_are_two_submissions(
    files: list[tuple[str, str, list[Examined]]], parts: list[tuple[str, str, list[str], list[str]]]
) -> None:
    found = run(*((path, letter(path, subject) if path == "a.eml" else None, read) for path, subject, read in files))
    assert [
        (one.unit, one.unit_source, [within(each.file)[-1] for each in one.documents], slugs(one)) for one in found
    ] == parts


@pytest.mark.parametrize(
    ("submission", "received_at", "received_from"),
    [
        (mail(), "2025-04-21T09:30:00+08:00", "mail"),
        (mail(arrived="2025-04-28T15:59:59+00:00"), "2025-04-28T23:59:59+08:00", "mail"),
        (mail(arrived=""), "2025-03-01T10:00:00+08:00", "file"),
        (loose("2025-04-21/a.xlsx"), "2025-04-21T00:00:00+08:00", "name"),
        (loose("渝东/名单20250421.xlsx"), "2025-04-21T00:00:00+08:00", "name"),
        (loose("名单.xlsx"), "2025-03-01T10:00:00+08:00", "file"),
        (loose(f"9999-12-31 {UNIT}/名单.xlsx"), "2025-03-01T10:00:00+08:00", "file"),
        (loose("2099-12-31/名单.xlsx"), "2099-12-31T00:00:00+08:00", "name"),
    ],
)
def test_when_it_came(submission: Submission, received_at: str, received_from: str) -> None:
    assert (submission.received_at.isoformat(), submission.received_from) == (received_at, received_from)


@pytest.mark.parametrize(
    ("submission", "late"),
    [
        (mail(arrived="2025-04-28T23:59:59+08:00"), False),
        (mail(arrived="2025-04-28T16:00:00+00:00"), True),
        (loose("2025-04-28/a.xlsx"), False),
        (loose("2025-04-29/a.xlsx"), True),
    ],
)
def test_late(submission: Submission, late: bool) -> None:
    assert submission.late is late
    assert ("late" in slugs(submission)) is late


def test_the_day_of_a_file_alone_is_never_called_late() -> None:
    file = InboxFile("a.xlsx", "/a.xlsx", "", 1, datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8))), "a")
    (submission,), _ = gather([file], [Examination([], [document("a.xlsx")])], NOTICES, 1, {})
    assert not submission.late


ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=ZONES), st.booleans())
def test_no_moment_between_the_years_1_and_9999_raises(moment: datetime, in_mail: bool) -> None:
    envelopes = [Envelope("a.eml", [], "", moment)] if in_mail else []
    file = InboxFile("a.eml", "/a.eml", "", 1, moment, "a.eml")
    (submission,), _ = gather([file], [Examination(envelopes, [document("a.eml")])], NOTICES, 1, {})
    assert abs(submission.received_at - moment) <= timedelta(days=2)


@given(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32))
def test_no_day_in_a_name_raises(year: int, month: int, day: int) -> None:
    submission = loose(f"{year:04}-{month:02}-{day:02} {UNIT}/a.xlsx")
    assert submission.received_from == "file" or submission.received_at.year == year


def test_mails_of_two_units_that_somebody_forwards_together() -> None:
    inner = {f"a.eml!{n}.eml": [f"评价(2025)+{unit}"] for n, unit in enumerate((UNIT, OTHER))}
    subjects = {"a.eml": ["转发：推荐材料"], **inner}
    envelope = Envelope("a.eml", [subject for told in subjects.values() for subject in told], "", None, {}, subjects)
    found = run(("a.eml", envelope, [document(f"{mail}!附件3.xlsx") for mail in inner]))
    assert [(one.unit, one.unit_source, slugs(one)) for one in found] == [
        (UNIT, "subject", ["scan-missing"]),
        (OTHER, "subject", ["scan-missing"]),
    ]


def test_people_of_one_list_who_work_elsewhere_than_its_first_are_told() -> None:
    people = [
        Person("一", row, "", {"workplace": Typed(f"{unit} 工程师", f"O{row}", "工作单位")})
        for row, unit in enumerate((UNIT, OTHER, UNIT.removesuffix("有限公司")), 3)
    ]
    one = replace(document("汇总.xlsx"), recognition=Recognition("recommendation", "ciesc", people=people))
    (submission,) = run(("汇总.xlsx", None, [one]))
    assert (submission.notice, submission.unit, problems(submission)) == (
        "ciesc-2023",
        UNIT,
        [("unit-conflict", UNIT, OTHER)],
    )


def test_what_a_submission_carries() -> None:
    submission = mail(f"评价(2025)+{UNIT}", document("a.eml!1.xlsx", UNIT), scan("a.eml!1.pdf"))
    assert (submission.sender, submission.form, submission.notice, submission.scan) == (
        "hr@example.com",
        "attachment3",
        "2025",
        True,
    )
