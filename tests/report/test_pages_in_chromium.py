"""The pages in a real browser: nothing complains, nothing leaves the machine, search and sort work, print is whole."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_asked import TRICKY, Ask
from support_browser import CHROMIUM, Page, browser
from support_certificate_figures import DAY, many
from support_page_of_many import publish_page_of, twenty_thousand

from pipeline.publish.desk.certificate_page import certificate_page
from pipeline.text.anchors import anchor, page_name, pages_folder
from tests.main.support_main import Office, person, workbook
from tests.publish.support_publish import standing

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")]

ROWS = """[...document.querySelector('{table}').tBodies[0].rows].filter(row => row.offsetParent)"""
CASES, SENT = "#cases ~ table.sortable", "#submissions ~ table.sortable"
SCANS = "#scans ~ table.sortable"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(office: Office, certified: Office, ask: Ask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    certificates = tmp_path_factory.mktemp("page") / "证书统计.html"
    certificates.write_text(certificate_page(many(), DAY, {"name": "某某工程师协会"}), encoding="utf-8")
    return {
        "index": office.outbox / "index.html",
        "summary": max(office.outbox.glob("批次/*/汇总/批次汇总.html")),
        "report": next(ask("--month", "2025-04").glob("*.html")),
        "empty": next(ask("--month", "2025-02").glob("*.html")),
        "certificates": certificates,
        "certified": next(ask("--month", "2026-06", of=certified, now="2026-07-10T09:00:00+08:00").glob("*.html")),
    }


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["index", "summary", "report", "empty", "certificates", "certified"])
def test_nothing_complains_nothing_leaves_and_nothing_overflows(
    name: str, width: int, page: Page, pages: dict[str, Path]
) -> None:
    page.errors.clear()
    page.requests.clear()
    page.open(pages[name], width)
    assert page.errors == []
    assert {address.partition(":")[0] for address in page.requests} <= {"file", "data"}
    assert page.value("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.value("document.fonts.size") == 0


def texts(page: Page, table: str, column: int) -> list[str]:
    rows = ROWS.format(table=table)
    found: list[str] = page.value(f"{rows}.map(row => row.cells[{column}].textContent.trim())")
    return found


def test_what_came_last_stands_first(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["index"])
    times = texts(page, SENT, 2)
    assert len(times) > 5
    assert times == sorted(times, reverse=True)
    assert "新" in texts(page, SENT, 0)[0]


def test_sorting_by_keyboard(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["index"])
    for turn in (1, -1):
        page.value(f"document.querySelector('{CASES}').tHead.rows[0].cells[6].firstElementChild.focus()")
        page.press("Enter")
        days = [int(text) for text in texts(page, CASES, 6)]
        assert days == sorted(days)[::turn]
        assert len(set(days)) > 1
    assert page.value(f"document.querySelector('{CASES} th[aria-sort=descending]').textContent") == "已等天数"


def test_searching(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["index"])
    before = len(texts(page, SENT, 0))
    page.value("document.getElementById('find').focus()")
    page.type("<b>试&")
    assert texts(page, SENT, 1) == [TRICKY]
    assert texts(page, CASES, 0) == []
    assert "没有符合查找的事项。" in page.value("document.body.innerText")
    assert page.value("document.getElementById('found').textContent").startswith("找到")
    page.value("find.value = ''; find.dispatchEvent(new Event('input'))")
    assert len(texts(page, SENT, 0)) == before


def test_searching_for_a_file(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["index"])
    page.value("find.value = '批次汇总.html'; find.dispatchEvent(new Event('input'))")
    shown = page.value(
        "[...document.querySelectorAll('.files li')].filter(li => li.offsetParent).map(li => li.textContent.trim())"
    )
    assert set(shown) == {"批次汇总.html"}
    assert len(shown) == page.value("document.querySelectorAll('details[data-files]').length")


def test_links_lead_to_files(page: Page, pages: dict[str, Path]) -> None:
    for name in ("index", "summary"):
        page.open(pages[name])
        links = page.value("[...document.links].map(link => link.href)")
        files = {Path(_path(link)) for link in links if "#" not in link}
        assert files
        assert [path for path in files if not path.exists()] == []


def _path(link: str) -> str:
    from urllib.parse import unquote, urlparse

    return unquote(urlparse(link).path)


def test_cards_are_sorted_on_a_phone_too(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["index"], 390)
    assert page.value(
        f"document.querySelector('{SCANS}').tHead.rows[0].cells[1].firstElementChild.offsetParent !== null"
    )
    page.value(f"document.querySelector('{SCANS}').tHead.rows[0].cells[4].firstElementChild.click()")
    days = [int(text) for text in texts(page, SCANS, 4)]
    assert days == sorted(days)


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_to_be_done_today_leads_to_its_list(width: int, page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["index"], width)
    cards = page.value("[...document.querySelectorAll('#today ~ .tiles a')].map(card => card.getAttribute('href'))")
    assert len(cards) > 2
    for card in cards:
        page.value(f"document.querySelector('.tiles a[href=\"{card}\"]').click()")
        top = page.value(f"document.querySelector('{card}').getBoundingClientRect().top")
        assert page.value("location.hash") == card
        assert 0 <= top < 900


CHARTS = """[...document.querySelectorAll('svg')].map(svg => {
  const left = element => element.getBoundingClientRect().left;
  const out = [...svg.querySelectorAll('text')].filter(text => left(text) < left(svg) - 1).length;
  return {label: svg.getAttribute('aria-label'), width: svg.getBoundingClientRect().width, out};
})"""


def test_charts_are_pictures_with_words(page: Page, pages: dict[str, Path]) -> None:
    page.open(pages["report"])
    charts = page.value(CHARTS)
    assert len(charts) > 10
    assert all(chart["label"] and chart["width"] > 300 and not chart["out"] for chart in charts)


@pytest.mark.parametrize("name", ["index", "summary", "report", "empty"])
def test_print_gives_whole_pages(name: str, page: Page, pages: dict[str, Path], tmp_path: Path) -> None:
    page.open(pages[name])
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(page.pdf())
    about = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in about
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")[:-1]
    assert len(sheets) == int(re.search(r"Pages:\s+(\d+)", about)[1])  # type: ignore[index]
    assert all(sheet.strip() for sheet in sheets)
    for heading in page.value("[...document.querySelectorAll('h2, h3')].map(h => h.textContent)"):
        assert "".join(heading.split()) in "".join(text.split())


def test_a_page_with_twenty_thousand_people_finds_one(page: Page, tmp_path: Path) -> None:
    people = twenty_thousand()
    people[15_000] = standing(15_000, name="沈<b>一鸣", sha256="1" * 64)
    place = people[15_000].place
    shown = pages_folder(tmp_path) / f"{page_name(place.file, '1' * 64)}.html"
    shown.parent.mkdir(parents=True)
    shown.write_text("<p>", encoding="utf-8")
    index = publish_page_of(people, tmp_path)
    page.errors.clear()
    page.open(index)
    assert page.value("document.querySelector('h1').textContent")
    page.until(f"everybody.people.length == {len(people)}")
    page.value("find.focus()")
    page.type("沈<b>一鸣")
    found = page.value("[...people.querySelectorAll('li')].map(item => item.textContent)")
    said = "沈<b>一鸣（G15000X）：4月18日由试算第0工程有限公司推荐，4月21日已分配到中国电机工程学会，批次 20250421-01。"
    assert found == [f"{said} 程序怎样读这个文件"]
    address, _, place = page.value("people.querySelector('a').href").partition("#")
    assert address == shown.as_uri()
    assert place == anchor("1" * 64, "附件3", "J15005")
    assert page.value("document.getElementById('found').textContent") == "找到 1 项"
    page.value("find.value = '中国电机'; find.dispatchEvent(new Event('input'))")
    assert page.value("people.querySelectorAll('li').length") == 51
    assert page.value("people.querySelector('li:last-child').textContent") == "还有 19950 条，请多写几个字。"
    assert page.errors == []


TARGET = """(() => {
    const found = document.querySelector(':target'), box = found.getBoundingClientRect();
    return [found.innerText, getComputedStyle(found).outlineStyle,
        box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth];
})()"""


@pytest.mark.parametrize("width", [1280, 390])
def test_a_name_in_the_search_leads_to_its_cell(width: int, page: Page, tmp_path: Path) -> None:
    office = Office(tmp_path)
    people = [person(f"李{chr(0x4E00 + number)}", f"199111120{number:02d}") for number in range(60)]
    file = "2025-04-10 甲/附件3 甲.xlsx"
    office.receive({file: workbook("甲工程有限公司", *people, person("沈一鸣", "19911112099", "机电"))})
    office.run()
    page.errors.clear()
    page.open(office.outbox / "index.html", width)
    page.until("everybody.people.length")
    page.value("find.value = '沈一鸣'; find.dispatchEvent(new Event('input'))")
    assert page.value("document.documentElement.scrollWidth <= window.innerWidth")
    page.follow("people.querySelector('a')")
    row = "document.querySelector(':target').closest('tr').querySelector('.fate')"
    page.until(f"{row}.innerText.includes('：')")
    assert page.value(f"{row}.innerText").startswith(
        "人员\n\n沈一鸣（G00061-6）：4月10日由甲工程有限公司推荐，所在领域"
    )
    assert page.value(TARGET) == ["沈一鸣", "solid", True]
    assert page.errors == []


NEWER = "getComputedStyle(document.getElementById('newer')).display != 'none'"


@pytest.mark.parametrize("width", [1280, 390])
def test_an_open_page_says_that_there_is_a_newer_one_and_loses_nothing(width: int, page: Page, tmp_path: Path) -> None:
    office = Office(tmp_path)
    people = [person(f"李{chr(0x4E00 + number)}", f"199111120{number:02d}", "机电") for number in range(40)]
    office.receive({"甲.xlsx": workbook("甲工程有限公司", *people)})
    office.run()
    page.errors.clear()
    page.open(office.outbox / "index.html", width)
    page.until("everybody.people.length")
    page.value("setInterval(ask, 50)")
    page.value("find.value = '李'; find.dispatchEvent(new Event('input'))")
    page.value(f"document.querySelector('{CASES}').tHead.rows[0].cells[1].firstElementChild.click()")
    page.value("document.querySelector('details.screen').open = true")
    page.value("scrollTo(0, 700)")
    office.run()  # with nothing new
    page.requests.clear()
    while sum(".js?" in address for address in page.requests) < 3:
        assert not page.value(NEWER)
    office.receive({"乙.xlsx": workbook("乙工程有限公司", person("李新", "19911112099"))})
    office.run()
    page.until(NEWER)
    assert page.value("newer.innerText") == "有新结果，点这里刷新"
    assert page.value("newer.firstElementChild.getBoundingClientRect().bottom <= innerHeight")
    assert page.value("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.value("[find.value, scrollY]") == ["李", 700]
    page.follow("newer.firstElementChild")
    page.until("everybody.people.length == 41 && Math.round(scrollY) == 700")
    assert not page.value(NEWER)
    assert page.value("[find.value, document.querySelector('details.screen').open]") == ["李", True]
    assert page.value(f"document.querySelector('{CASES} th[aria-sort=ascending]').textContent") == "姓名"
    assert page.errors == []
