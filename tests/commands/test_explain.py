"""`explain`: the page shows each row with its fate, each value with how it was found, and changes nothing."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage

import openpyxl
import pytest
from lxml import html
from support_console import Console, workbook_bytes
from support_workers import Here

import pipeline.engine.workers
from pipeline.text.anchors import anchor
from schemas.explain import explain_file

HEADINGS = [
    "序号",
    "企业名称",
    "项目名称",
    "项目所在国家",
    "项目类型",
    "姓名",
    "联系方式",
    "所在领域",
    "当前所在地",
    "拟申请级别",
    "主要工程实践经历",
]
PROJECT = ["青岚国际工程有限公司", "沱河水电站", "老挝", "承包工程"]
PERSON = ["岑远", "13912345001", "水利水电工程类", "老挝", "专业工程会员", "负责水电站引水隧洞的施工组织和质量管理。"]
SAMPLE = [
    "张三",
    "13800000000",
    "土木工程类",
    "缅甸",
    "专业工程师",
    "曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。",
]
NO_STATUS = "F3 有缺项：没有填写项目状态，请补填。"  # a table without that column
TITLE = ["已外派参与工程项目人员汇总"]


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Console(monkeypatch, capsys)


@pytest.fixture
def page(run, tmp_path, monkeypatch):
    """The page of a file with these bytes."""
    monkeypatch.setattr(pipeline.engine.workers, "Workers", Here)

    def explained(data, name="推荐表.xlsx"):
        (tmp_path / name).write_bytes(data)
        assert run("explain", name, "--output", "页.html") == (0, "已写好 页.html，请用浏览器打开。\n", "")
        return html.fromstring((tmp_path / "页.html").read_text(encoding="utf-8"))

    return explained


def form(*rows):
    return workbook_bytes(("附件3", [TITLE, HEADINGS, *rows]))


def row_of(tree, number, sheet=0):
    """The page's line of a row: what it says of the row's fate, and its cells."""
    lines = tree.xpath("//div[@class='sheet']")[sheet].xpath(".//tbody/tr")
    line = next(line for line in lines if line.xpath("string(th)").strip() == str(number))
    fate, *cells = line.xpath("td")
    return " ".join(fate.text_content().split()), cells


FATES = [
    ("project-only", ["2", *PROJECT[:1], "巴河输变电工程", "越南", "承包工程"]),
    ("reference", ["2", *PROJECT[:1], "巴河输变电工程", "越南", "承包工程", "见附表"]),
    ("sample", ["2", "", "", "", "", *SAMPLE]),
    ("placeholder", ["3", "", "", "", "", "……"]),
    ("heading", HEADINGS),
    ("note", ["填表人：柏宁　　联系电话：023-67890000"]),
    ("total", ["合计", "", "", "", "", "1人"]),
]


def test_every_row_that_is_no_person_says_what_it_is_and_why(page):
    """Each on a sheet of its own."""
    person = ["1", *PROJECT, *PERSON]
    tree = page(workbook_bytes(*((f"{fate}", [TITLE, HEADINGS, person, row]) for fate, row in FATES)))
    listed = [" ".join(each.text_content().split()) for each in tree.xpath("//table[@class='fates']//tr")]
    for sheet, (fate, _) in enumerate(FATES):
        words = explain_file().fates[fate]
        said, _ = row_of(tree, 4, sheet)
        assert said == f"{words.label} {words.why}".strip(), fate
        assert any(each.startswith(words.label) and "4" in each for each in listed), fate


def test_what_stands_outside_the_tables_says_so(page):
    assert row_of(page(form(["1", *PROJECT, *PERSON])), 1)[0] == "表外"


def test_a_person_says_where_it_went_and_how_each_value_was_found(page):
    tree = page(form(["1", *PROJECT, *PERSON], ["", "", "", "", "", "郝可", "13912345002", *PERSON[2:]]))
    said, cells = row_of(tree, 3)
    assert said == f"岑远 分到中国水利学会（学会待确认） {NO_STATUS}"
    assert cells[5].get("title") == "姓名，按表头读出"
    assert "m-heading" in cells[5].get("class")
    _, cells = row_of(tree, 4)
    assert cells[2].text_content().strip() == "沱河水电站"
    assert cells[2].get("title") == "C3：取自上面的单元格（合并、留空或“同上”）"
    assert "m-inherited" in cells[2].get("class")


def test_what_was_read_and_its_row_have_anchors(page):
    data = form(["1", *PROJECT, *PERSON])
    tree, sha256 = page(data), hashlib.sha256(data).hexdigest()
    assert tree.get_element_by_id(anchor(sha256, "附件3", "F3")).text_content().strip() == "岑远"
    assert tree.get_element_by_id(anchor(sha256, "附件3", "3")).xpath("string(th)") == "3"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)) > len(PERSON)
    assert anchor(sha256, "附件4", "F3") not in ids


def test_columns_without_headings_say_that_their_place_or_content_told(page):
    group = "拟互认人员信息（姓名、联系方式、所在领域、当前所在地、拟申请级别、主要工程实践经历）"
    rows = [TITLE, [*HEADINGS[:5], group], ["1", *PROJECT, *PERSON]]
    tree = page(workbook_bytes(("附件3", rows)))
    _, cells = row_of(tree, 3)
    assert cells[6].get("title") == "联系方式，表头没有写明，按位置读出"
    named = tree.xpath("//tr[contains(@class, 'f-columns')]/td")
    assert [cell.text_content().strip() for cell in named][1:7] == [
        *("序号", "企业名称", "项目名称", "项目所在国家（地区）", "项目类型", "姓名")
    ]
    packed = "，".join(f"{heading}：{value}" for heading, value in zip(HEADINGS[5:], PERSON, strict=True))
    _, cells = row_of(page(workbook_bytes(("附件3", [*rows[:2], ["1", *PROJECT, packed]]))), 3)
    assert "联系方式，按内容读出" in cells[5].get("title")


def test_findings_stand_at_their_row_and_cell(page):
    said, cells = row_of(page(form(["1", *PROJECT, PERSON[0], "", *PERSON[2:]])), 3)
    assert said == f"岑远 待补正或待决 G3 缺联系方式：没有填写联系方式，请补填本人手机号码。 {NO_STATUS}"
    assert "error" in cells[6].get("class")


def test_a_person_over_several_rows_is_one(page):
    book = openpyxl.load_workbook(io.BytesIO(form(["1", *PROJECT, *PERSON], [""] * 10 + ["后任项目总工。"])))
    for column in range(1, 11):
        book.active.merge_cells(None, 3, column, 4, column)
    data = io.BytesIO()
    book.save(data)
    assert row_of(page(data.getvalue()), 4)[0] == "人员 与邻近各行同属一人。"


def test_hidden_rows_and_columns_and_sheets_are_marked(page):
    book = openpyxl.load_workbook(io.BytesIO(form(["1", *PROJECT, *PERSON])))
    book.create_sheet("别的")
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["G"].hidden = True
    book.create_sheet("藏")["A1"] = "无关"
    book["藏"].sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    tree = page(data.getvalue())
    said, cells = row_of(tree, 3)
    assert "隐藏行" in said
    assert "away" in cells[6].get("class")
    assert "隐藏的工作表" in tree.xpath("string(//h3[contains(., '藏')])")


def test_a_format_that_does_not_tell_of_hidden_rows_says_so(page):
    rows = [TITLE, HEADINGS, ["1", *PROJECT, *PERSON]]
    text = "\n".join(",".join(row) for row in rows)
    tree = page(text.encode("gb18030"), "推荐表.csv")
    assert "岑远" in row_of(tree, 3)[0]
    assert "看不出有没有隐藏" in tree.text_content()


def test_a_card_is_shown_too(page):
    labels = ["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"]
    tree = page(workbook_bytes(("岑远", [list(pair) for pair in zip(labels, PERSON, strict=True)])))
    assert "按一人一张的卡片读出" in tree.text_content()
    said, cells = row_of(tree, 1)
    assert said.startswith("岑远 分到中国水利学会")
    assert cells[1].get("title") == "姓名，按表头读出"


def test_every_document_of_a_mail_has_its_outcome_and_reason(page):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("附件3.xlsx", form(["1", *PROJECT, *PERSON]))
        archive.writestr("坏.xlsx", b"PK\x03\x04")
        archive.writestr("通讯录.xlsx", workbook_bytes(("Sheet1", [["名称", "数量"], ["纸", 3]])))
        archive.writestr("Thumbs.db", b"x")
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "评价(2025)+青岚国际工程有限公司", "a@example.cn", "b@example.cn"
    mail["Date"] = "Mon, 21 Apr 2025 09:00:00 +0800"
    mail.set_content("见附件。")
    mail.add_attachment(box.getvalue(), maintype="application", subtype="zip", filename="材料.zip")
    mail.add_attachment(b"%PDF-1.4\n", maintype="application", subtype="pdf", filename="盖章.pdf")
    tree = page(mail.as_bytes(), "信.eml")
    lines = tree.xpath("//table[@class='cards']//tbody/tr")
    told = {line.xpath("string(td[1])").rpartition("!")[2]: line.xpath("string(td[2])") for line in lines}
    assert told == {
        "信.eml": "邮件或压缩包",
        "材料.zip": "邮件或压缩包",
        "附件3.xlsx": "推荐表",
        "坏.xlsx": "打不开",
        "通讯录.xlsx": "不是推荐表",
        "Thumbs.db": "系统文件",
        "盖章.pdf": "扫描件",
    }
    assert all(line.xpath("string(td[3])") for line in lines)
    assert "推荐单位：青岚国际工程有限公司（邮件主题）" in " ".join(tree.text_content().split())
    assert "没有认出推荐表的表格" in tree.text_content()


@pytest.mark.slow
def test_in_the_inbox_the_folder_names_the_unit(run, tmp_path):
    folder = tmp_path / "inbox" / "青岚国际工程有限公司"
    folder.mkdir(parents=True)
    (folder / "附件3.xlsx").write_bytes(form(["1", *PROJECT, *PERSON]))
    assert run("explain", "inbox/青岚国际工程有限公司/附件3.xlsx", "--output", "页.html")[0] == 0
    text = " ".join(html.fromstring((tmp_path / "页.html").read_text(encoding="utf-8")).text_content().split())
    assert "推荐单位：青岚国际工程有限公司（文件夹名）" in text


def test_what_a_unit_typed_stays_text(page):
    evil = "<b>{{ 7*7 }}</b>&amp;"
    name = '<script>alert(1)</script>{{title}}&"'
    tree = page(form(["1", evil, *PROJECT[1:], name, *PERSON[1:]]))
    assert tree.xpath("//script | //td//b[not(ancestor::td[@class='fate'])]") == []
    _, cells = row_of(tree, 3)
    assert cells[1].text_content().strip() == evil
    assert cells[5].text_content().strip() == name


def test_identity_numbers_are_not_on_the_page(page):
    rows = [TITLE, [*HEADINGS, "身份证号"], ["1", *PROJECT, *PERSON, "510202199003074519"]]
    tree = page(workbook_bytes(("附件3", rows)))
    assert "199003074519" not in html.tostring(tree, encoding="unicode")
    assert "不读取" in tree.text_content()


@pytest.mark.slow
def test_what_is_too_large_is_shown_in_part_and_says_so(page, monkeypatch):
    tree = page(form(*(["1", *PROJECT, f"岑{number}", *PERSON[1:]] for number in range(1, 1600))))
    assert len(tree.xpath("//div[@class='sheet']//tbody/tr")) == 1500 + 2
    assert "还有 101 行、0 列。程序处理时读的是全部。" in tree.text_content()


def test_a_page_loads_nothing_from_elsewhere(page):
    tree = page(form(["1", *PROJECT, *PERSON]))
    assert tree.xpath("//@src | //link | //@href") == []


@pytest.mark.slow
def test_the_page_goes_to_the_outbox_unless_told_otherwise(run, tmp_path):
    (tmp_path / "推荐表.xlsx").write_bytes(form(["1", *PROJECT, *PERSON]))
    assert run("explain", "推荐表.xlsx") == (0, "已写好 outbox/说明/推荐表.xlsx.html，请用浏览器打开。\n", "")
    assert (tmp_path / "outbox" / "说明" / "推荐表.xlsx.html").exists()
    assert run("explain", "推荐表.xlsx")[0] == 0


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("推荐表.xlsx", "推荐表.xlsx 不是网页的文件名，请以 .html 结尾。\n"),
        ("inbox/页.html", "收件文件夹 inbox 只读不写，请把网页写到别处。\n"),
    ],
)
def test_it_never_writes_over_a_workbook_or_into_the_inbox(run, tmp_path, output, sentence):
    (tmp_path / "inbox").mkdir()
    data = form(["1", *PROJECT, *PERSON])
    (tmp_path / "推荐表.xlsx").write_bytes(data)
    assert run("explain", "推荐表.xlsx", "--output", output) == (2, "", sentence)
    assert (tmp_path / "推荐表.xlsx").read_bytes() == data
    assert list((tmp_path / "inbox").iterdir()) == []


@pytest.mark.slow
def test_a_place_that_cannot_be_written(run, tmp_path):
    (tmp_path / "推荐表.xlsx").write_bytes(form(["1", *PROJECT, *PERSON]))
    message = "写不了 推荐表.xlsx/页.html，请检查那里的写入权限，或用 --output 换一个地方。\n"
    assert run("explain", "推荐表.xlsx", "--output", "推荐表.xlsx/页.html") == (1, "", message)


def test_a_file_that_is_not_there(run):
    assert run("explain", "没有.xlsx") == (2, "", "找不到文件 没有.xlsx，请检查文件名。\n")


def test_a_file_that_cannot_be_read_is_explained_too(page):
    text = " ".join(page(b"", "空.xlsx").text_content().split())
    assert "打不开" in text
    assert "文件是空的，0 字节" in text


def test_tables_beside_each_other_share_the_line_that_names_their_columns(page):
    people = HEADINGS[5:]
    heading = [HEADINGS[0], *people, "", HEADINGS[0], *people]
    other = ["郝可", "13912345002", *PERSON[2:]]
    tree = page(workbook_bytes(("附件3", [TITLE, heading, ["1", *PERSON, "", "1", *other]])))
    (named,) = tree.xpath("//tr[contains(@class, 'f-columns')]")
    texts = [cell.text_content().strip() for cell in named.xpath("td")][1:]
    assert [texts[1], texts[8], texts[9]] == ["姓名", "序号", "姓名"]
    said, _ = row_of(tree, 3)
    assert said.startswith("1. 岑远 分到")
    assert "2. 郝可 分到" in said


def test_a_heading_merged_over_two_rows_is_named_below_them(page):
    book = openpyxl.load_workbook(io.BytesIO(form([None] * 11, ["1", *PROJECT, *PERSON])))
    for column in range(1, 12):
        book.active.merge_cells(None, 2, column, 3, column)
    data = io.BytesIO()
    book.save(data)
    tree = page(data.getvalue())
    lines = [line.xpath("string(th)").strip() for line in tree.xpath("//div[@class='sheet']//tbody/tr")]
    assert lines == ["1", "2", "", "4"]


def test_columns_beyond_those_shown_do_not_break_the_page(page):
    rows = [[""] * 58 + TITLE, [""] * 58 + HEADINGS, [""] * 58 + ["1", *PROJECT, *PERSON]]
    tree = page(workbook_bytes(("附件3", rows)))
    assert row_of(tree, 3)[0].startswith("岑远 分到")
    assert "还有 0 行、9 列" in tree.text_content()


def test_a_column_that_is_not_what_its_heading_says_tells_why(page):
    """姓名 and 联系方式 with each other's cells."""
    headings = [*HEADINGS[:5], "联系方式", "姓名", *HEADINGS[7:]]
    tree = page(workbook_bytes(("附件3", [TITLE, headings, ["1", *PROJECT, *PERSON]])))
    named = tree.xpath("//tr[contains(@class, 'f-columns')]/td")
    assert [cell.text_content().strip() for cell in named][6:8] == ["姓名", "联系方式"]
    assert named[6].get("title") == "F列：按内容读出；内容与另一列的表头对换了"
    assert named[5].get("title") == "E列：按表头读出"


def test_the_second_look_stands_under_the_first(page):
    """What the cells of a column show, whatever stands over them; and what is in no cell."""
    people = [["", "", "", "", "", f"郝可{n}", f"1391234500{n}", *PERSON[2:]] for n in "一二三"]
    tree = page(form(["1", *PROJECT, *PERSON], *people))
    [shown] = tree.xpath("//tr[contains(@class, 'f-contents')]")
    texts = [cell.text_content().strip() for cell in shown.xpath("td")]
    assert texts[0] == "只看内容像 →"
    assert texts[8:11] == ["工程技术领域", "地名", "级别"]
