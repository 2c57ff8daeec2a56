"""批次汇总 and the desk: the same figures in workbook and page, and text from outside stays text."""

from __future__ import annotations

import html
import re

import openpyxl
import pytest
from support_publish import BATCH, SECRET, columns, contents, desk, finding, person, publish

from pipeline.publish.desk import ledger
from schemas.layouts.ledger import ledger_file


@pytest.fixture
def summary(outbox, people):
    held = person(
        25, disposition="held", change="", society="", name="<b>工&丙", submission_id="S00001", file="单位0.xlsx"
    )
    held["unit"] = people[0]["unit"]
    batch = contents(
        [*people, held], [finding(held), finding(held, "level-missing", cell="N6", message="没有填写拟申请级别。")]
    )
    bad = {
        "submission_id": "S00002",
        "file": "坏.xlsx",
        "sha256": "0",
        "kind": "xlsx",
        "outcome": "unreadable",
        "message": "没能打开",
    }
    for name, value in bad.items():
        batch.documents[name].append(value)
    publish(batch, desk(cases=2), outbox, SECRET, None)
    folder = outbox / "批次" / BATCH / "汇总"
    page = (folder / "批次汇总.html").read_text(encoding="utf-8")
    workbook = openpyxl.load_workbook(folder / "批次汇总.xlsx")
    return page, {
        s.title: [tuple("" if v is None else v for v in r) for r in s.iter_rows(values_only=True)] for s in workbook
    }


def test_accounts_are_printed_with_their_sums(summary):
    _, sheets = summary
    assert ("人员", "合计", 25, "本批读到的每个人员") in sheets["账目"]
    assert ("文件", "打不开", 1, "") in sheets["账目"]


def test_every_distribution_adds_up_to_the_people_of_the_batch(summary):
    _, sheets = summary
    sums: dict[str, int] = {}
    for dimension, _, read, routed, held, other in sheets["分布"][1:]:
        assert read == routed + held + other
        sums[dimension] = sums.get(dimension, 0) + read
    assert sums == dict.fromkeys(
        ["学会", "分配依据", "拟申请级别", "工程技术领域", "推荐单位", "项目所在国家（地区）"], 25
    )


def test_held_people_stand_with_cell_and_what_to_do(summary):
    page, sheets = summary
    assert [row[4:7] for row in sheets["待补正或待决"][1:]] == [
        ("联系电话有误", "1380000", "K6"),
        ("缺拟申请级别", "1380000", "N6"),
    ]
    assert "附件3!K6" in page
    assert "没有填写拟申请级别。" in page


def test_documents_that_could_not_be_read_come_first(summary):
    page, sheets = summary
    assert sheets["文件"][1][1:4] == ("坏.xlsx", "xlsx", "打不开")
    assert "没能打开" in page


def test_text_from_outside_is_escaped_on_the_page(summary):
    page, _ = summary
    assert "<b>工" not in page
    assert html.escape("<b>工&丙") in page


def test_pages_ask_nothing_of_any_network(summary, outbox):
    for path in outbox.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"(src|href)=[\"']?(https?:)?//|url\(|@import", page)
        assert "default-src 'none'" in page


def test_the_ledger_has_a_line_for_every_submission_and_case(summary, outbox):
    workbook = openpyxl.load_workbook(outbox / "台账.xlsx")
    assert [row[0].value for row in workbook["报送台账"]] == ["报送编号", "S00001", "合计"]
    cases = list(workbook["未结事项"].iter_rows(min_row=2, values_only=True))
    assert [row[4:8] for row in cases] == [("联系电话有误", "单位补正", 0, "2025-04-21")] * 2
    assert [(row[0], row[9]) for row in cases] == [("催补正", "附件3!K8")] * 2


def test_days_are_counted_to_the_date_of_the_run(outbox):
    publish(None, desk("2025-05-01"), outbox, SECRET, None)
    cases = openpyxl.load_workbook(outbox / "台账.xlsx")["未结事项"]
    assert cases["G2"].value == 10


def test_the_index_links_to_every_file_of_the_batch(summary, outbox):
    from urllib.parse import unquote

    page = (outbox / "index.html").read_text(encoding="utf-8")
    links = {unquote(html.unescape(link)) for link in re.findall(r'<a href="([^"#]+)"', page)}
    batch = {path.relative_to(outbox).as_posix() for path in (outbox / "批次").rglob("*") if path.is_file()}
    assert links == batch - {f"批次/{BATCH}/run.json"} | {"台账.xlsx", "人员总表.xlsx", "待决事项.xlsx"}


def test_the_page_lists_the_newest_of_very_many_submissions(outbox, monkeypatch):
    shipped = ledger_file()
    few = shipped._replace(words=shipped.words._replace(page_lines=2))
    monkeypatch.setattr(ledger, "ledger_file", lambda: few)
    many = desk()
    days = ["2025-04-11T09:00:00+08:00", "2025-04-13T09:00:00+08:00", "2025-04-12T09:00:00+08:00"]
    many.submissions = {name: values * 3 for name, values in many.submissions.items()}
    many.submissions |= {"submission_id": ["S00001", "S00002", "S00003"], "received_at": days}
    publish(None, many, outbox, SECRET, None)
    page = (outbox / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'data-label="报送编号" class="nowrap">(\w+)', page) == ["S00002", "S00003"]
    assert "这里列最近的 2 份，全部 3 份见" in page
    assert "全部 3 份报送共有人员" in page
    assert openpyxl.load_workbook(outbox / "台账.xlsx").worksheets[0].max_row == 5


def test_an_empty_desk_says_so(outbox):
    empty = desk(cases=0)
    empty.submissions, empty.batches = columns([], empty.submissions), columns([], empty.batches)
    publish(None, empty, outbox, SECRET, None)
    page = (outbox / "index.html").read_text(encoding="utf-8")
    assert "没有未结事项。" in page
    assert "还没有批次。" in page
