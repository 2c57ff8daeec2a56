"""The chapter on certificates of a report, and their page on the desk."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from support_asked import SOCIETY, Ask
from support_certificate_figures import DAY, SPANS, happened, many, put
from support_shown import all_three, everything, of_page

from pipeline.model.certificates import REFUSED
from pipeline.publish.certificate_figures import figures_of
from pipeline.publish.outbox.desk_files import publish_desk
from pipeline.publish.paper.figure import shown
from pipeline.register import Register
from pipeline.register.contents.certificates import NO_CERTIFICATES, CertificatesKnown, CertificatesOnDesk
from schemas.certificate_figures import certificate_figures_file
from tests.main.support_main import Office, tree
from tests.publish.support_publish import SECRET
from tests.publish.support_publish import desk as empty_desk

PAGE = "证书统计.html"
GROUPED = ("各学会的证书", "各级别的证书", "各学会各级别的证书", "各证书年度的学时")
NOW = "2026-07-10T09:00:00+08:00"
pytestmark = pytest.mark.slow  # workbooks, pages and letters with all charts


@pytest.fixture(scope="module")
def june(certified: Office, ask: Ask) -> Path:
    return ask("--month", "2026-06", of=certified, now=NOW)


def test_workbook_page_and_letter_have_the_figures_of_the_last_day(june: Path) -> None:
    figures = figures_of(many()._replace(confirmed={}), DAY, SPANS)
    assert len(figures) == len(certificate_figures_file().figure)
    for each in all_three(june).values():
        for figure in figures:
            told = {row.label: [shown(value) for value in row.values] for row in figure.rows}
            table = {label: list(row.values()) for label, row in each.tables[figure.title].items()}
            if figure.name == "certificates_happened":
                assert {label: [row[0], row[1], row[3]] for label, row in table.items()} == told
            else:
                kept = {label: row for label, row in table.items() if not label.startswith("其余")}
                assert kept == {label: told[label] for label in kept}
                assert len(table) == len(told) or len(kept) < len(table)
            assert figure.sentence in each.text
            assert figure.definition in each.text
        assert list(each.tables["证书的变动"]["签发"]) == ["2026年6月", "2026年5月", "2025年6月", "登记以来"]
        assert "证书和学时以 2026-06-30 为准，只用到那一天为止已经登记的事项" in each.text


def test_the_chapter_stands_before_what_people_write(june: Path) -> None:
    text = [paragraph.text for paragraph in Document(str(next(june.glob("*.docx")))).paragraphs]
    headings = ["五、评价结果", "六、证书与学时", "七、下步工作"]
    assert [line for line in text if line in headings] == headings


def test_the_sheet_has_native_charts(june: Path) -> None:
    sheet = openpyxl.load_workbook(next(june.glob("*.xlsx")))["证书与学时"]
    drawn = [figure for figure in certificate_figures_file().figure.values() if figure.chart]
    assert len(sheet._charts) == len(drawn)
    assert {chart.anchor._from.col for chart in sheet._charts} == {9}  # beside seven numbers


@pytest.mark.slow
def test_the_same_month_asked_for_later_gives_the_same_bytes(certified: Office, june: Path, ask: Ask) -> None:
    before = {path.name: path.read_bytes() for path in june.glob("推荐*")}
    again = ask("--month", "2026-06", of=certified, now="2027-01-01T09:00:00+08:00")
    assert before == {path.name: path.read_bytes() for path in again.glob("推荐*")}


def test_nobody_is_named(june: Path) -> None:
    known = many()
    private = {value for each in known.events for value in (each.certificate_no, each.person_id, each.name)}
    private |= {each.title for each in known.activities}
    for path in june.glob("推荐*"):
        text = everything(path)
        assert not [word for word in private if word in text]


@pytest.mark.slow
def test_small_groups_are_merged(certified: Office, ask: Ask, tmp_path: Path) -> None:
    folder = ask("--month", "2026-06", "--min-count", "30", of=certified, outbox=tmp_path, now=NOW)
    for each in all_three(folder).values():
        society, level, both, years = (each.tables[title] for title in GROUPED)
        assert list(society)[3:] == ["不足 30 张的（1 项）", "合计"]
        assert list(level) == ["专业工程会员", "资深工程会员", "合计"]
        assert list(both)[-1] == "不足 30 张的（5 项）"
        assert list(years)[-1] == "不足 30 张的（1 项）"
        assert [table[list(table)[-1]]["有效"] for table in (society, level)] == ["134", "134"]


def test_without_certificates_there_is_no_chapter(ask: Ask) -> None:
    for each in all_three(ask("--month", "2025-04")).values():
        assert "证书与学时" not in each.text
        assert "张证书" not in each.text


def test_numbers_that_a_society_returned_are_certificates(assessed: Office) -> None:
    page = of_page(assessed.outbox / PAGE)
    assert page.tables["各学会的证书"][SOCIETY]["有效"] == "2"


@pytest.mark.slow
def test_so_they_are_in_the_report(assessed: Office, ask: Ask, tmp_path: Path) -> None:
    later = ask("--month", "2025-06", of=assessed, outbox=tmp_path, now="2025-08-01T09:00:00+08:00")
    for each in all_three(later).values():
        assert each.tables["各学会的证书"][SOCIETY]["有效"] == "2"
        assert each.tables["证书的变动"]["签发"]["2025年6月"] == "2"


@pytest.mark.slow
def test_a_run_writes_the_page_and_the_next_one_leaves_it(certified: Office, tmp_path: Path) -> None:
    office = certified.clone(tmp_path)
    office.run(now=datetime.fromisoformat(NOW))
    before = tree(office.outbox)
    page = of_page(office.outbox / PAGE)
    assert page.tables["各学会的证书"]["合计"]["有效"] == "133"  # one ended in July
    assert f">{PAGE}</a>" in (office.outbox / "index.html").read_text(encoding="utf-8")
    office.run(now=datetime.fromisoformat(NOW))
    assert tree(office.outbox) == before


def on_desk(key: str, read: Callable[[], CertificatesKnown]) -> CertificatesOnDesk:
    return CertificatesOnDesk(key, NOW, f"{DAY}", are_any=True, societies=(), read=read)


def test_the_desk_leads_to_the_page_where_there_are_certificates(tmp_path: Path) -> None:
    with_none = empty_desk(f"{DAY}")
    publish_desk(with_none, tmp_path / "none", SECRET)
    assert not (tmp_path / "none" / PAGE).exists()
    assert PAGE not in (tmp_path / "none" / "index.html").read_text(encoding="utf-8")
    desk = dataclasses.replace(with_none, certificates=on_desk("one", many))
    published = publish_desk(desk, tmp_path / "some", SECRET)
    assert tmp_path / "some" / PAGE in published.files
    assert f">{PAGE}</a>" in (tmp_path / "some" / "index.html").read_text(encoding="utf-8")
    assert "本月至今" in (tmp_path / "some" / PAGE).read_text(encoding="utf-8")


def test_the_page_is_made_again_only_when_something_moved(tmp_path: Path) -> None:
    read: list[int] = []

    def known() -> CertificatesKnown:
        read.append(1)
        return many(20)

    for key in ("one", "one", "two"):
        desk = dataclasses.replace(empty_desk(f"{DAY}"), certificates=on_desk(key, known))
        publish_desk(desk, tmp_path, SECRET)
    assert len(read) == 2 * 2  # for the page and for the workbook
    gone = dataclasses.replace(empty_desk(f"{DAY}"), certificates=NO_CERTIFICATES)
    publish_desk(gone, tmp_path, SECRET)
    assert "没有登记的证书。" in (tmp_path / PAGE).read_text(encoding="utf-8")
    assert PAGE not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_what_moves_changes_the_key(certified: Office, office: Office, tmp_path: Path) -> None:
    def on(of: Office, day: str) -> CertificatesOnDesk:
        with Register.open(of.register) as register:
            return register.desk(datetime.fromisoformat(day)).certificates

    def key(of: Office, day: str) -> str:
        return on(of, day).key

    assert (key(office, NOW), on(office, NOW).are_any, on(certified, NOW).are_any) == ("", False, True)
    assert key(certified, NOW) == key(certified, NOW) != key(certified, "2026-07-11T09:00:00+08:00")
    refused = office.clone(tmp_path / "refused")
    put(refused, CertificatesKnown([happened("1", REFUSED, "2026-01-01")]))
    assert key(refused, NOW)  # the workbook lists what was not taken
    assert not on(refused, NOW).are_any
    with Register.open(certified.register) as register:
        until = register.certificates.known().until(date(2021, 1, 1))
        assert len(until.events) == sum(each.date < "2021-01-02" for each in many().events) > 5
