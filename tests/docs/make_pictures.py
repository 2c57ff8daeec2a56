"""Makes pictures of the handbook (docs/图片/) of the invented submissions of examples/: pages in Chromium, workbooks as
LibreOffice prints them. Needs both, and pdftoppm.

    .venv/bin/python tests/docs/make_pictures.py [name …]

The pictures of the letter, the marked workbook, the society's list and the secretary's decisions are not among them.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT), *(str(ROOT / "tests" / each) for each in ("", "docs", "report", "template"))]

from support_browser import Page, browser  # noqa: E402
from support_certified import Certified  # noqa: E402
from support_office import saved_in_office  # noqa: E402
from support_results import filled_in, headings  # noqa: E402

PICTURES = ROOT / "docs/图片"
NOW = "2025-05-06T09:00:00+08:00"
SOUGHT, FILES = "戚机", ("2025-04-15 渝州机电工程有限公司.eml", "2025-04-18 两江通信技术有限公司.xlsx")


def pipeline(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pipeline", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def played(folder: Path) -> Path:
    """The outbox of the examples, with pages that explain files, a month's figures and a form that is half filled
    in."""
    outbox, register = folder / "outbox", ("--register", f"sqlite:///{folder / 'register.db'}")
    places = ("--outbox", str(outbox), "--settings", "examples/settings", *register, "--now", NOW)
    for file in FILES:
        pipeline("explain", f"examples/inbox/{file}", "--output", str(outbox / "说明" / f"{file}.html"))
    pipeline("process", "--inbox", "examples/inbox", *places)
    pipeline("report", "--month", "2025-04", *places)
    pipeline("template", "--output", str(folder / "推荐表模板.xlsx"))
    half_filled(folder / "推荐表模板.xlsx")
    return outbox


def half_filled(path: Path) -> None:
    """Two people: one whose phone lacks a digit and whose level is blank."""
    import openpyxl

    unit, work = "渝州机电工程有限公司", "主持牵引变电所调试，一次送电成功。"
    project = [
        f"{unit}（联系人：邝配，手机：19900002001）",
        "印尼雅加达轻轨机电项目",
        "印度尼西亚",
        "承包工程",
        "在建",
        31,
        12,
        20,
    ]
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C3"] = unit
    people = [["宫电", "19900002011", "电气工程类", "印度尼西亚", "专业工程会员", work]]
    people.append(["卞信", "1990000201", "信息通信工程类", "印度尼西亚", None, work])
    for row, cells in enumerate(([*project, *people[0]], [None] * len(project) + people[1]), 7):
        for column, value in enumerate(cells, 2):
            sheet.cell(row, column).value = value
        sheet.row_dimensions[row].height = 36
    book.save(path)


NOTICES = {"ciesc-2023": "2023-05-08", "csee-2022": "2022-09-13"}
"""Notices with examples of their own, and the day on which these are played."""


def published(notice: str, file: str, number: int, width: int, height: int, outbox: Path, tab: Page) -> bytes:
    """A page of a list that a notice publishes, of its own examples."""
    played, examples = outbox.parent / notice, ROOT / "examples/notices" / notice
    places = ("--inbox", str(examples / "inbox"), "--settings", str(examples / "settings"), "--outbox", str(played))
    now = f"{NOTICES[notice]}T09:00:00+08:00"
    pipeline("process", *places, "--register", f"sqlite:///{outbox.parent / notice}.db", "--now", now)
    (path,) = played.glob(f"批次/*/名单/{file}_*.xlsx")
    return sheet(str(path), number, width, height, outbox, tab)


def blank(notice: str, width: int, height: int, outbox: Path, tab: Page) -> bytes:
    """The first page of the blank form of a notice."""
    folder = outbox.parent / "blank"
    folder.mkdir()
    pipeline("template", "--notice", notice, "--output", str(folder))
    (path,) = folder.iterdir()
    return sheet(str(path), 1, width, height, outbox, tab)


def page(path: str, width: int, height: int, script: str, outbox: Path, tab: Page) -> bytes:
    """The upper part of a page, after a script."""
    tab.open(outbox / path, width, height)
    tab.value(script)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    return base64.b64decode(tab.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"])


def sheet(path: str, number: int, width: int, height: int, outbox: Path, _: Page) -> bytes:
    """The upper left of a printed page of a workbook, without its margins, in points of the picture."""
    with tempfile.TemporaryDirectory() as name:
        (pdf,) = saved_in_office([outbox / path], "pdf", Path(name)).values()
        strip = ["-x", 40, "-y", 60, "-W", width, "-H", height]
        command = ["pdftoppm", "-r", 130, "-png", "-f", number, "-l", number, *strip, "-"]
        return subprocess.run([*map(str, command)], check=True, input=pdf, capture_output=True).stdout


ANSWERS = (
    {
        "环节": "证书签发",
        "结论": "通过",
        "日期": "2025-07-08",
        "证书编号": "示例-0001",
        "是否本会会员": "是",
        "会员号": "示例-12",
    }
    | {"工程知识与专业能力": 26.5, "工程伦理与职业道德": 16, "面试总分": 79.5},
    {"环节": "初审", "结论": "退回修改", "日期": "2025-06-20", "说明": "缺业绩证明"},
    {"环节": "材料审查", "结论": "通过", "日期": "2025-06-27"},
    {"环节": "初审", "结论": "不予通过", "日期": "2025-06-18", "说明": "工程实践年限不足"},
)


def results(outbox: Path, tab: Page) -> bytes:
    """The ledger of results when the society with the most people has answered; the outbox is that of July then."""
    inbox, places = outbox.parent / "returned", ("--outbox", str(outbox), "--settings", "examples/settings")
    inbox.mkdir()
    sent = max(outbox.glob("批次/*/学会/*/*.xlsx"), key=lambda path: len(names_in(path)))
    data = filled_in(sent, dict(zip(names_in(sent), ANSWERS, strict=False)))
    (inbox / "2025-07-10 结果.xlsx").write_bytes(data)
    register = ("--register", f"sqlite:///{outbox.parent / 'register.db'}")
    pipeline("process", "--inbox", str(inbox), *places, *register, "--now", "2025-07-10T09:00:00+08:00")
    return sheet("结果台账.xlsx", 1, 1370, 330, outbox, tab)


def names_in(path: Path) -> list[str]:
    """The people of a society's workbook."""
    import openpyxl

    sheet = openpyxl.load_workbook(path)["人员名单"]
    column = headings(sheet)["姓名"]
    return [str(sheet.cell(row, column).value) for row in range(2, sheet.max_row + 1)]


@cache
def certified(folder: Path) -> Certified:
    """The office of the pictures of certificates, of which one is made after the other, in the order of MADE."""
    return Certified(folder / "certified", pipeline).lived()


def record(outbox: Path, tab: Page) -> bytes:
    """The record of activities as a member fills it in."""
    return sheet(str(certified(outbox.parent).record), 1, 1440, 440, outbox, tab)


def converted(outbox: Path, tab: Page) -> bytes:
    """What the secretary is asked of it."""
    return sheet(str(certified(outbox.parent).decided()), 1, 1420, 240, outbox, tab)


def book(outbox: Path, tab: Page) -> bytes:
    """The book of certificates with what happened filled in, all columns on one page."""
    import openpyxl

    path = certified(outbox.parent).filled()
    opened = openpyxl.load_workbook(path)
    setup = opened.worksheets[0].page_setup
    setup.fitToWidth, setup.paperSize = 1, 8  # A3
    opened.save(path)
    return sheet(str(path), 1, 2080, 440, outbox, tab)


def reminder(outbox: Path, tab: Page) -> bytes:
    """The letter about certificates that end."""
    return sheet(str(certified(outbox.parent).reminded()), 1, 1000, 1240, outbox, tab)


def certificate_figures(outbox: Path, tab: Page) -> bytes:
    """The upper part of the page of figures."""
    return page(str(certified(outbox.parent).outbox / "证书统计.html"), 1100, 1330, "0", outbox, tab)


SEARCH = f"find.value = '{SOUGHT}'; find.dispatchEvent(new Event('input'))"
MADE: dict[str, Callable[[Path, Page], bytes]] = {
    "台账": partial(page, "index.html", 1200, 1500, "0"),
    "新结果": partial(page, "index.html", 1200, 420, "newest('')"),
    "查找": partial(page, "index.html", 1200, 545, SEARCH),
    "说明": partial(page, f"说明/{FILES[1]}.html", 1200, 1000, "0"),
    "月报": partial(page, "月报/2025-04/推荐工作统计_2025-04.html", 1000, 1400, "0"),
    "设置": partial(sheet, str(ROOT / "examples/settings/设置.xlsx"), 2, 1410, 465),
    "人员总表": partial(sheet, "人员总表.xlsx", 1, 1370, 440),
    "空白表": partial(sheet, "../推荐表模板.xlsx", 1, 1420, 420),
    "通知-化工一览表": partial(published, "ciesc-2023", "申报人信息一览表", 1, 2060, 350),
    "通知-电机汇总": partial(published, "csee-2022", "工程会员申请人统一申报名单", 1, 1420, 310),
    "通知-国际报名表": partial(blank, "csee-iet-2018", 1000, 1240),
    "活动记录表": record,
    "学时折算": converted,
    "证书台账": book,
    "证书提醒": reminder,
    "证书统计": certificate_figures,
    "结果台账": results,  # the last one: what is made of the outbox afterwards is of another day
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        outbox = played(Path(name))
        with browser(Path(name, "profile")) as tab:
            for picture in sys.argv[1:] or MADE:
                (PICTURES / f"{picture}.png").write_bytes(MADE[picture](outbox, tab))


if __name__ == "__main__":
    main()
