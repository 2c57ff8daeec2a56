"""Wherever the desk leads something is there: a run draws the page of every document, each cell with its anchor."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from support_killed import ended_at, killed_at
from support_main import NOW, Office, person, state, tree, workbook
from support_workers import Here, killed
from typer.testing import CliRunner

import pipeline.engine.pages
import pipeline.examine.page
import pipeline.examine.paged
import pipeline.process
from pipeline.commands.every import app
from pipeline.publish.desk import document_pages
from pipeline.register import Register, RunRecord
from pipeline.text.anchors import anchor, page_name, pages_folder
from tests.main.test_desk import ODD, mail
from tests.support_console import workbook_bytes

A, B, C = "甲工程有限公司", "乙工程有限公司", "丙工程有限公司"
SAME_NAME = "附件3.xlsx"
_ID = re.compile(r'(?<= id=)"?([^\s">]+)')
_HREF = re.compile(r'(?<= href=)"([^"]*)"')


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return data.getvalue()


FILES = {
    f"2025-04-10 {A}/{SAME_NAME}": workbook(A, person("钱一", "19911112001", "机电"), person("李<三>&", "19911112009")),
    f"2025-04-10 {B}/{SAME_NAME}": workbook(B, person("孙二", "19911112002"), person("周四", "")),
    f"2025-04-11 {B}/{SAME_NAME}": workbook(B, person("孙二", "19911113333")),
    f"2025-04-12 {C}/通讯录.xlsx": workbook_bytes(("名单", [["纸张", "数量"], ["身份证", "510202199003074519"]])),
    "包.eml": mail(
        f"评价(2025)+{C}", "见附件", 材料__zip=zipped(表__xlsx=workbook(C, person("吴五", "19911112005", "机电")))
    ),
    **ODD,
}


def process(office: Office, *options: str) -> int:
    """The main job as typed."""
    places = ["--inbox", office.inbox, "--outbox", office.outbox, "--register", office.register]
    more = ["--settings", office.settings, "--now", "2025-05-06T09:00:00+08:00", "--workers", "1"]
    words = ["process", *map(str, (*places, *more, *options))]
    return CliRunner().invoke(app, words, standalone_mode=False).return_value or 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("pages"))
    office.receive(FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.process, "Workers", Here)
        assert process(office) == 0
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    return made.clone(tmp_path / "office", outbox=True)


def links_of(path: Path) -> Iterator[str]:
    """Where a page or a workbook leads, as written there."""
    if path.suffix == ".html":
        yield from map(unescape, _HREF.findall(path.read_text(encoding="utf-8")))
        return
    for sheet in openpyxl.load_workbook(path).worksheets:
        links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        yield from (f"{link.target or ''}#{link.location or ''}".removesuffix("#") for link in links)


def found_by_search(office: Office) -> dict[str, str]:
    """By the sentence of each person whom the search finds where its link leads; "" for no link."""
    page = (office.outbox / "index.html").read_text(encoding="utf-8")
    folder, missing = re.findall(r'data-(?:pages|missing)="([^"]*)"', page)
    script = (office.outbox / "人员查找.js").read_text(encoding="utf-8")
    told = json.loads(json.loads(script.removeprefix("everybody = JSON.parse(").removesuffix(");\n")))
    links = {}
    for sentence, number, place in told["people"]:
        page = told["documents"][number]
        links[sentence] = "" if page in missing.split() else f"{folder}/{page}.html#{place}"
    return links


def dead(base: Path, link: str) -> bool:
    """Whether the link of a file in this folder leads nowhere."""
    address, _, place = unquote(link).partition("#")
    target = base / address
    return not target.exists() or bool(place and place not in _ID.findall(target.read_text(encoding="utf-8")))


def all_links(office: Office) -> list[tuple[Path, str]]:
    desk = [office.outbox / name for name in ("index.html", "台账.xlsx", "待决事项.xlsx")]
    pages = [*desk, *office.outbox.rglob("批次汇总.html")]
    found = [(path.parent, link) for path in pages for link in links_of(path) if not link.startswith("#")]
    return found + [(office.outbox, link) for link in found_by_search(office).values() if link]


def test_every_link_leads_to_a_cell_that_is_there(made: Office) -> None:
    links = all_links(made)
    assert [link for base, link in links if dead(base, link)] == []
    at_cells = {unquote(link).partition("#")[2] for _, link in links if "说明" in unquote(link)}
    assert len(at_cells) > 8
    assert all(found_by_search(made).values())


def test_every_open_case_at_a_cell_has_its_link(made: Office) -> None:
    cases = openpyxl.load_workbook(made.outbox / "台账.xlsx")["未结事项"]
    place = next(cell.column for cell in cases[1] if cell.value == "位置")
    cells = [row[place - 1] for row in cases.iter_rows(min_row=2) if "!" in str(row[place - 1].value)]
    assert len(cells) > 3
    assert all(cell.hyperlink for cell in cells)
    asked = openpyxl.load_workbook(made.outbox / "待决事项.xlsx")["待决事项"]
    assert [cell.value for row in asked.iter_rows(min_row=2) for cell in row if cell.hyperlink]


def page_of(office: Office, name: str) -> str:
    """The page to which the search leads from a name."""
    link = next(link for sentence, link in found_by_search(office).items() if sentence.startswith(name))
    return (office.outbox / unquote(link).partition("#")[0]).read_text(encoding="utf-8")


def test_files_of_one_name_have_a_page_each(made: Office) -> None:
    assert "钱一" in page_of(made, "钱一")
    assert "钱一" not in page_of(made, "周四")
    assert "包.eml!材料.zip!表.xlsx" in page_of(made, "吴五")


def test_a_page_says_what_each_row_was_read_as_and_nothing_that_was_typed_is_more_than_text(made: Office) -> None:
    page = page_of(made, "钱一")
    assert "李&lt;三&gt;&amp;" in page
    labels = re.findall(r"<td class='fate'>([^<]+)", page)
    assert {"表头", "人员", "读作 →"} <= {*labels, *re.findall(r"<td class=fate>([^<]+)", page)}
    assert re.search(r"<tr class=columns>.*<td>姓名<td>联系方式<td>所在领域", page)


def test_what_is_no_form_has_a_page_without_identity_numbers_and_what_cannot_be_opened_has_none(made: Office) -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in pages_folder(made.outbox).iterdir()}
    assert [page for page in pages.values() if "纸张" in page]
    assert not [page for page in pages.values() if "199003074519" in page]
    assert not [page for page in pages.values() if "丁建设有限公司" in page]  # PK and nothing more
    assert {stat.S_IMODE(path.stat().st_mode) for path in pages_folder(made.outbox).iterdir()} == {0o600}
    assert stat.S_IMODE(pages_folder(made.outbox).stat().st_mode) == 0o700


def test_a_run_with_nothing_new_changes_no_page(office: Office) -> None:
    before, times = tree(office.outbox), {path: path.stat().st_mtime_ns for path in office.outbox.rglob("*.html")}
    assert process(office) == 0
    assert tree(office.outbox) == before
    pages = pages_folder(office.outbox)
    assert all(path.stat().st_mtime_ns == at for path, at in times.items() if path.parent == pages)


def test_pages_that_are_lost_come_back_where_something_is_open_and_no_link_is_dead(office: Office) -> None:
    """As in an outbox from before there were pages."""
    shutil.rmtree(pages_folder(office.outbox))
    assert process(office) == 0
    assert [link for base, link in all_links(office) if dead(base, link)] == []
    links = found_by_search(office)
    assert [link for sentence, link in links.items() if sentence.startswith("钱一")] != [""]
    with Register.open(office.register) as register:
        open_at_cells = [each for each in register.questions(NOW) if each.cell]
    names = {path.stem for path in pages_folder(office.outbox).iterdir()}
    assert {page_name(each.file, each.sha256) for each in open_at_cells} <= names
    before = tree(office.outbox)
    assert process(office) == 0
    assert tree(office.outbox) == before


def test_a_page_that_a_power_cut_left_empty_is_no_page(office: Office) -> None:
    (lost,) = [path for path in pages_folder(office.outbox).iterdir() if "钱一" in path.read_text(encoding="utf-8")]
    whole = lost.read_bytes()
    lost.write_bytes(b"")
    process(office)
    assert not lost.exists() or lost.read_bytes() == whole
    assert [link for base, link in all_links(office) if dead(base, link)] == []
    process(office)
    assert lost.read_bytes() == whole


def test_a_page_that_is_empty_since_the_computer_was_started_goes_though_something_is_new(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {*pages_folder(office.outbox).iterdir()}
    _process_with_news(office, "2025-04-22 丁", "冯一")
    (lost,) = {*pages_folder(office.outbox).iterdir()} - before
    lost.write_bytes(b"")
    _process_with_news(office, "2025-04-23 戊", "陈二")
    assert lost.exists()  # the power did not fail since the desk's page was written
    monkeypatch.setattr(document_pages, "_stands_since_start", lambda _: False)
    _process_with_news(office, "2025-04-24 己", "褚三")
    assert not lost.exists()


def _process_with_news(office: Office, name: str, who: str) -> None:
    phone = f"199111130{name[8:10]}"
    office.receive({f"{name}/附件3.xlsx": workbook(f"{name[-1]}建设有限公司", person(who, phone))})
    assert process(office) == 0


@pytest.mark.parametrize(("written", "running", "sure"), [(-60, 7200, True), (-9000, 7200, False), (7200, 7200, False)])
def test_the_power_did_not_fail_since_the_page_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int, running: int, sure: bool
) -> None:
    page = tmp_path / "index.html"
    assert not document_pages._stands_since_start(page)
    page.touch()
    now = page.stat().st_mtime - written
    monkeypatch.setattr(document_pages, "time", SimpleNamespace(time=lambda: now, monotonic=lambda: running))
    assert document_pages._stands_since_start(page) == sure


def test_forgetting_removes_the_pages_and_links_of_a_person(office: Office) -> None:
    gone = next(row for row in office.people(A) if row["name"] == "钱一")
    said = CliRunner().invoke(
        app, ["forget", gone["person_id"], "--yes", "--outbox", str(office.outbox), "--register", office.register]
    )
    assert f"已删去 {pages_folder(office.outbox)} 里的说明页 1 页" in said.stdout
    assert not [path for path in office.outbox.rglob("*.html") if "钱一" in path.read_text(encoding="utf-8")]
    assert [link for base, link in all_links(office) if dead(base, link)] == []
    assert [link for sentence, link in found_by_search(office).items() if sentence.startswith("李<三>&")] == [""]
    before = tree(pages_folder(office.outbox))
    process(office)
    assert tree(pages_folder(office.outbox)) == before


@pytest.mark.slow
def test_a_fault_in_drawing_is_told_and_costs_nobody_a_place(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> str:
        raise ValueError("19911110000")

    office.receive({"2025-04-20 丁/表.xlsx": workbook("丁工程有限公司", person("郑六", "19911112006"))})
    with monkeypatch.context() as patch:
        patch.setattr(pipeline.examine.paged, "document_page", broken)
        assert process(office) == 4
    assert [row["disposition"] for row in office.people("丁工程有限公司")] == ["routed"]
    assert [link for sentence, link in found_by_search(office).items() if sentence.startswith("郑六")] == [""]
    assert process(office, "--retry") == 0
    assert all(found_by_search(office).values())


def killed_but_in(run: int, folder: Path, pages: Any) -> None:
    """Write pages in the process of the run; any other is killed at it."""
    if os.getpid() != run:
        killed()
    pipeline.examine.paged.leave(folder, pages)


STEPS: dict[str, Callable[[], None]] = {
    "before a page is written": killed_at(pipeline.examine.paged, "write_new", False, 2),
    "between two pages": killed_at(pipeline.examine.paged, "write_new", True, 1),
    "before a page is moved into its place": killed_at(Path, "replace", False, 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_is_ended_at_a_page(
    step: str, made: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    office = Office(tmp_path / "office")
    office.receive(FILES)
    ended_at(STEPS[step], office.run)
    assert process(office) == 0
    assert tree(pages_folder(office.outbox)) == tree(pages_folder(made.outbox))
    before = state(office)
    assert process(office) == 0
    assert state(office) == before


@pytest.mark.parametrize("most", [1 << 26, 0], ids=["together", "as each is read"])
def test_pages_are_there_before_anything_is_recorded(
    most: int, made: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.engine.pages, "_MOST", most)
    office, there = Office(tmp_path / "office"), list[set[str]]()
    office.receive(FILES)
    record = Register.record

    def looked(register: Register, run: RunRecord) -> list[str]:
        there.append(set(tree(pages_folder(office.outbox))))
        return record(register, run)

    monkeypatch.setattr(Register, "record", looked)
    assert process(office) == 0
    assert there == [set(tree(pages_folder(made.outbox)))]
    assert tree(pages_folder(office.outbox)) == tree(pages_folder(made.outbox))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no process is killed there so")
def test_pages_at_which_workers_end_are_written_by_the_run(
    made: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path / "office")
    office.receive(FILES)
    monkeypatch.setattr(pipeline.engine.pages, "_LEAVE", partial(killed_but_in, os.getpid()))
    assert process(office) == 0
    assert tree(pages_folder(office.outbox)) == tree(pages_folder(made.outbox))
    assert office.people(A) == made.people(A)


def test_very_large_sheets_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limits = pipeline.examine.page.limits_file()
    monkeypatch.setattr(
        pipeline.examine.page,
        "limits_file",
        lambda: limits._replace(page=limits.page._replace(cells=60, characters=5)),
    )
    file = tmp_path / "表.xlsx"
    file.write_bytes(workbook(A, person("钱一", "19911112001"), person("李三", "19911112009")))
    examination = pipeline.examine.paged.examine_and_draw((), ("表.xlsx", str(file), ()))
    (document,), (drawn,) = examination.documents, examination.pages
    assert drawn.name == page_name("表.xlsx", document.sha256)
    page = drawn.drawn.decode()
    assert "表太大，没有全部列出。程序处理时读的是全部。" in page
    assert anchor(document.sha256, "附件3", "A1") in page
    assert "李三" not in page
    assert "推荐参加工" in page
    assert "推荐参加工程" not in page
