"""The files of a report: the same bytes again, the same in all three, nobody's name, nothing lost that was edited."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
from docx import Document
from support_asked import PRIVATE, TRICKY, Ask, Refused
from support_shown import all_three, everything, of_letter, of_page, of_workbook

from pipeline.text import seal
from schemas.report import report_file
from tests.main.support_main import NOW, Office, person, tree, workbook

NOON = NOW.timestamp() - 3 * 3600
PERIODS = ("2025-04", "2025-Q2", "2025", "2025-05")


@pytest.fixture(scope="module")
def april(ask: Ask) -> Path:
    return ask("--month", "2025-04")


def test_where_it_stands(april: Path, office: Office) -> None:
    assert april == office.outbox / "月报" / "2025-04"
    assert sorted(path.name for path in april.glob("推荐*")) == [
        f"推荐工作统计_2025-04.{kind}" for kind in ("docx", "html", "xlsx")
    ]


def test_the_same_register_and_month_give_the_same_bytes(april: Path, ask: Ask, tmp_path: Path) -> None:
    again = ask("--month", "2025-04", outbox=tmp_path, now="2026-01-31T23:00:00+08:00")
    assert tree(again) == tree(april)


@pytest.mark.parametrize("month", [PERIODS[0], *(pytest.param(each, marks=pytest.mark.slow) for each in PERIODS[1:])])
def test_workbook_page_and_letter_agree(month: str, ask: Ask) -> None:
    book, page, letter = all_three(ask("--month", month)).values()
    assert book.tables.keys() == page.tables.keys() == letter.tables.keys()
    for title, table in book.tables.items():
        for other in (page.tables[title], letter.tables[title]):
            common = {label: values for label, values in other.items() if not label.startswith("其余")}
            assert common == {label: table[label] for label in common}
            assert len(common) in (len(table), len(other) - 1)


@pytest.mark.parametrize("period", ["2025-04", pytest.param("2025", marks=pytest.mark.slow)])
def test_the_rest_of_a_long_table_adds_up(period: str, ask: Ask) -> None:
    book, page, letter = all_three(ask("--month", period)).values()
    cut = 0
    for title, table in book.tables.items():
        for other in (page.tables[title], letter.tables[title]):
            for label, values in other.items():
                if label.startswith("其余"):
                    cut += 1
                    for heading in values:
                        whole = sum(int(row[heading]) for row in table.values() if row[heading] != "—")
                        kept = sum(int(row[heading]) for row in other.values() if row[heading] != "—")
                        assert whole == kept
    assert cut


def test_every_definition_and_sentence_stands_in_all_three(april: Path) -> None:
    figures = [figure for figure in report_file().figure.values() if not figure.behind]
    for shown in all_three(april).values():
        for figure in figures:
            assert figure.definition in shown.text
            for row in figure.rows.values():
                assert f"{row.label}：{row.definition}" in shown.text
        for sentence in _sentences(april):
            assert sentence in shown.text


def _sentences(folder: Path) -> list[str]:
    return [
        paragraph.text
        for paragraph in Document(str(next(folder.glob("*.docx")))).paragraphs
        if paragraph.style.name in ("月报要点", "月报明细") and paragraph.text and "此处" not in paragraph.text
    ]


def test_every_one_carries_the_account_and_where_it_comes_from(april: Path) -> None:
    for shown in all_three(april).values():
        assert "数据截至 2025-05-06（登记库批次 20250506-01" in shown.text
        account = {label: int(values["2025年4月"]) for label, values in shown.tables["账目"].items()}
        read = account.pop("读到的行")
        assert read == sum(account.values()) > 0


def test_the_first_page_is_for_a_leader(april: Path) -> None:
    document = Document(str(next(april.glob("*.docx"))))
    first = [each.text for each in document.paragraphs]
    first = first[: first.index("附件1　统计明细")]
    numbers = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert numbers[1] == ["新推荐人员（人）", "其中已分配（人）", "其中待补正或待决（人）"]
    assert all(number.isdecimal() for number in numbers[0])
    sentences = [each.text for each in document.paragraphs if each.style.name == "月报要点" and each.text]
    assert len(sentences) == 5
    assert len({sentence[:6] for sentence in sentences}) == 5
    charts = [part for part in document.part.package.iter_parts() if "drawingml.chart+xml" in part.content_type]
    assert len(charts) == len([part for part in charts if b"<c:numCache>" in part.blob]) == 2


def test_sentences_begin_each_in_its_own_way(april: Path) -> None:
    assert [sentence for sentence in _sentences(april) if sentence.startswith("2025年4月")] == [
        next(each for each in _sentences(april) if each.startswith("2025年4月收到报送"))
    ] * 2


def test_no_path_of_the_program_is_shown(april: Path) -> None:
    for shown in all_three(april).values():
        assert not re.search(r"(schemas|templates|pipeline)/|\.toml", shown.text)


def test_words_for_the_ear(april: Path) -> None:
    for shown in all_three(april).values():
        for word in ("流失", "未作人员", "路由", "无误而分配"):
            assert word not in shown.text


def test_how_many_domains_the_notice_opens(april: Path) -> None:
    assert any(sentence.startswith("通知开放 12 个工程技术领域，新推荐人员涉及其中 ") for sentence in _sentences(april))


@pytest.mark.slow
def test_days_are_told_only_where_they_were_measured(tmp_path: Path, ask: Ask) -> None:
    """Of a loose file only its own date is known: when it came, nobody measured."""
    office = Office(tmp_path)
    office.receive({"甲单位.xlsx": workbook("甲地测试工程有限公司", person("安一凡", "19911112001"))})
    os.utime(office.inbox / "甲单位.xlsx", (NOON, NOON))
    office.run()
    shown = of_workbook(next(ask("--month", "2025-05", of=office).glob("*.xlsx")))
    assert {values["2025年5月"] for values in shown.tables["从收到到分配的天数"].values()} == {"—"}
    assert "0.0 天" not in shown.text
    assert "2025年5月没有从收到到分配的天数方面的数据。" in shown.text


def test_chapters_of_the_letter(april: Path) -> None:
    letter = of_letter(next(april.glob("*.docx"))).text
    places = [
        letter.index(heading)
        for heading in ("一、总体情况", "二、分领域", "三、分单位", "四、存在问题", "五、评价结果", "六、下步工作")
    ]
    assert places == sorted(places)
    assert "六、下步工作\n（此处由工作人员填写。）" in letter


@pytest.mark.parametrize("period", ["2025-04", "2024-04", pytest.param("2025", marks=pytest.mark.slow)])
def test_nobody_is_named(period: str, ask: Ask, office: Office) -> None:
    people = office.people()
    private = set(PRIVATE) | {
        row[name] for row in people for name in ("name", "name_typed", "phone_typed", "experience")
    }
    private |= {row["phone"][-11:] for row in people} | {row["company_contact"] for row in people}
    for path in ask("--month", period).glob("推荐*"):
        text = everything(path)
        assert not [word for word in private if len(word) > 1 and word in text]


def test_names_that_want_to_be_markup_stay_text(ask: Ask) -> None:
    for shown in all_three(ask("--month", "2024-04")).values():
        assert TRICKY in shown.tables["推荐单位"]
        assert shown.tables["区县"]["渝北区"]["2024年4月"] == "1"


def test_the_workbook_is_marked_and_has_charts_of_its_own(april: Path, office: Office) -> None:
    import openpyxl

    from pipeline.register import Register

    book = openpyxl.load_workbook(next(april.glob("*.xlsx")))
    with Register.open(office.register) as register:
        found = seal.verify([cell.value for [cell] in book[seal.SHEET].iter_rows(max_col=1)], register.secret())
    assert found is not None
    assert (found.kind, found.batch) == ("report", "2025-04")
    charts = [chart for sheet in book.worksheets for chart in sheet._charts]
    drawn = [name for name, figure in report_file().figure.items() if figure.chart and not figure.sentence_none]
    assert len(charts) == len(drawn)


@pytest.mark.slow
def test_a_month_with_nothing_says_so(ask: Ask) -> None:
    for suffix, shown in all_three(ask("--month", "2025-02")).items():
        assert "2025年2月没有收到报送。" in shown.text, suffix
        assert shown.tables["总体数量"]["报送（份）"]["2025年2月"] == "0"
    page = next(ask("--month", "2025-02").glob("*.html")).read_text(encoding="utf-8")
    assert page.count("<svg") == 1  # the months before


def test_before_the_first_submission_there_is_no_zero(ask: Ask) -> None:
    shown = of_workbook(next(ask("--month", "2024-04").glob("*.xlsx")))
    assert shown.tables["总体数量"]["报送（份）"] == {
        "2024年4月": "1",
        "2024年3月": "—",
        "2023年4月": "—",
        "通知累计": "1",
    }


@pytest.mark.slow
def test_small_units_can_be_hidden(ask: Ask, tmp_path: Path) -> None:
    folder = ask("--month", "2025-03", "--min-count", "3", outbox=tmp_path)
    for shown in all_three(folder).values():
        assert "重庆市万州试算有限公司" not in shown.text
        assert any(label.startswith("不足 3 的单位") for label in shown.tables["推荐单位"])


@pytest.mark.slow
def test_what_staff_wrote_is_kept(ask: Ask, tmp_path: Path) -> None:
    folder = ask("--month", "2025-04", outbox=tmp_path)
    path = folder / "推荐工作统计_2025-04.docx"
    document = Document(str(path))
    document.add_paragraph("下一步，继续做好推荐工作。")
    document.save(str(path))
    edited = hashlib.sha256(path.read_bytes()).hexdigest()
    ask("--month", "2025-04", outbox=tmp_path)
    [kept] = folder.glob("*手工修改*")
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == edited
    assert "继续做好" not in of_letter(path).text


def test_an_own_template_takes_the_place_of_ours(office: Office, ask: Ask, tmp_path: Path, refused: Refused) -> None:
    own = office.clone(tmp_path / "own")
    own.settings.mkdir()
    document = Document()
    document.add_paragraph("本会自用：{{ period }}{{ made }}")
    document.save(str(own.settings / "report.docx"))
    text = of_letter(next(ask("--month", "2025-04", of=own).glob("*.docx"))).text
    assert text.startswith("本会自用：2025年4月数据截至")


@pytest.mark.parametrize(
    "broken",
    [
        "{{ period",
        *(pytest.param(each, marks=pytest.mark.slow) for each in ("{{ nothing_of_this_name }}", "{% for %}")),
    ],
)
def test_a_broken_template_is_named(broken: str, office: Office, refused: Refused, tmp_path: Path) -> None:
    own = office.clone(tmp_path / "own")
    own.settings.mkdir()
    document = Document()
    document.add_paragraph(broken)
    document.save(str(own.settings / "report.docx"))
    sentence, code = refused("--month", "2025-04", of=own)
    assert (code, "\n" in sentence) == (1, False)
    assert "Word 模板" in sentence
    assert not (own.outbox / "月报").exists()


def test_a_file_that_is_no_template(office: Office, refused: Refused, tmp_path: Path) -> None:
    own = office.clone(tmp_path / "own")
    own.settings.mkdir()
    (own.settings / "report.docx").write_text("文字")
    assert "Word 模板" in refused("--month", "2025-04", of=own)[0]


def test_the_page_needs_nothing_from_elsewhere(april: Path) -> None:
    page = next(april.glob("*.html")).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert of_page(next(april.glob("*.html"))).tables
