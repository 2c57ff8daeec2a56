"""`form draft` and `form check`: an unknown form is read, drafted, loaded, and reads its people back."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from contextlib import closing
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from main.support_main import Office
from support_console import Console
from support_examples import examples
from support_forms import PEOPLE, card, roster, word, workbook

import schemas
from pipeline.errors import UserError
from pipeline.new_form.checking import complaints
from pipeline.new_form.drafting import drafted
from pipeline.new_form.guess import Guess, guesses
from pipeline.new_form.headings import Heading
from pipeline.new_form.seeing import best_reading, best_sheet, seen
from pipeline.new_form.sheets import SheetSurvey
from pipeline.new_form.survey import ReadBack, Told, read_back, survey
from pipeline.recognise.tools import tools_for
from pipeline.recognise.words.checked import checked
from pipeline.recognise.words.loading import load
from pipeline.terms.notices import load_notice
from schemas.forms import common_file, form_file, form_names
from schemas.headings import headings_file
from schemas.notices import notice_file

KEPT, SURE, LIKELY, DOUBTFUL, UNKNOWN = "不单设一项，照原样保留", "一定", "多半", "看不准", "没有认出"

NO_DOMAIN = """通知“experts”要求所在领域，表里没有问这一项的栏：\
人人同一领域时在通知里写 domain，并从 required 里去掉 "domain"。"""
WRITTEN = """\
已写好草稿 settings/forms/experts.toml、settings/notices/experts.toml，按原样可以载入；\
要由人看过的地方写着“请核对”。
改好后请运行 make form CHECK=experts；通知要在设置工作簿“通知”表里写“是”才开始接收（先运行 make setup，表里就会有它）。
"""


def table(printed: str) -> list[tuple[str, ...]]:
    """The rows of a table as printed."""
    lines = [line for line in printed.splitlines() if line.startswith("│")]
    return [tuple(cell.strip() for cell in line.strip("│").split("│")) for line in lines]


def opened(workbook: Path, notice: str) -> None:
    """Say in the settings that a notice is open."""
    book = openpyxl.load_workbook(workbook)
    [line] = [row for row in book["通知"].iter_rows() if notice in [cell.value for cell in row]]
    [cell] = [cell for cell in line if cell.value == "否"]
    cell.value = "是"
    book.save(workbook)


def sentences(printed: str) -> list[str]:
    return [line.rstrip() for line in printed.splitlines() if line[:1] not in ("│", "┃", "┏", "┡", "└")]


def test_a_list_is_understood_heading_by_heading(console: Console) -> None:
    Path("名册.xlsx").write_bytes(roster())
    code, out, _ = console("form", "draft", "名册.xlsx", "--name", "experts")
    assert code == 0
    assert table(out) == [
        ("A3", "序号", "序号", SURE, ""),
        ("B3", "* 姓名(ZH)", "姓名", SURE, ""),
        ("C3", "性别", "性别", SURE, ""),
        ("D3", "工作单位及职务", "工作单位", LIKELY, "一格里写两项，还有职务"),
        ("E3", "现职称", "职称", SURE, ""),
        ("F3", "拟申报专业技术职务", KEPT, DOUBTFUL, "像拟申请级别，问的多半是别的"),
        ("G3", "专业", "所学专业", LIKELY, "按旁边各栏看"),
        ("H3", "学历", "学历", SURE, ""),
        ("I3", "申报级别", "拟申请级别", DOUBTFUL, f"也可能是{KEPT}"),
        ("J3", "工程技术领域", "所在领域", SURE, ""),
        ("K3", "手机号码（必填）", "联系方式", SURE, ""),
        ("L3", "证件号码", "不保存", SURE, "身份证件或账户号码，从不保存"),
        ("M3", "语种", KEPT, UNKNOWN, ""),
        ("N3", "主要工作 经历", "主要工程实践经历", SURE, ""),
        ("O3", "备注", KEPT, SURE, ""),
    ]
    assert sentences(out) == [
        "工作表“Sheet”：一张表列多人，按每个单位一份处理。",
        "标题：2026年远山学会专家推荐名册",
        "填报单位写在“推荐单位（盖章）”后面。",
        "标题与本程序的项",
        "共 15 个标题：一定 10、多半 2、看不准 2、没有认出 1。",
        *WRITTEN.splitlines(),
    ]


def test_the_draft_of_a_list_says_what_was_guessed_and_asks_the_rest(console: Console) -> None:
    Path("名册.xlsx").write_bytes(roster())
    assert console("form", "draft", "名册.xlsx", "--name", "experts")[0] == 0
    form = form_file("experts")
    assert form.drafted_from == "名册.xlsx"
    assert (form.since, form.titles) == (2026, ("2026年远山学会专家推荐名册", "远山学会专家推荐名册"))
    assert form.unit_labels[:2] == ("推荐单位（盖章）", "推荐单位")
    assert dict(form.columns) == {
        "number": ("序号",),
        "name": ("姓名",),
        "sex": ("性别",),
        "workplace": ("工作单位及职务",),
        "title": ("现职称",),
        "major": ("专业",),
        "education": ("学历",),
        "level": ("申报级别",),
        "domain": ("工程技术领域",),
        "phone": ("手机号码",),
        "experience": ("主要工作经历",),
    }
    assert form.extra.words == ("拟申报专业技术职务", "语种", "备注")
    written = Path("settings/forms/experts.toml").read_text(encoding="utf-8")
    for line in (
        'workplace = ["工作单位及职务"] # 工作单位；请核对：一格里写两项，还有职务；全文照抄，不拆开',
        'major = ["专业"] # 所学专业；请核对：按旁边各栏看的',
        '    "拟申报专业技术职务", # 请核对：像拟申请级别，问的多半是别的，没有当作拟申请级别',
        '    "语种", # 请核对：没有认出问的是什么',
        '    "备注",',
        '# field_1 = { label = "语种", type = "text", whose = "person", personal = true }',
        "# 请核对：“证件号码”是身份证件或账户号码，从不保存，不必写进来",
    ):
        assert line in written.splitlines()
    notice = notice_file("experts")
    assert (notice.forms, notice.one_file_per, notice.year) == (("experts",), "unit", 2026)
    assert (notice.number, notice.title, notice.deadline[:2]) == ("（文号待填）", "（通知标题待填）", (12, 31))
    assert {"number", "title", "date", "deadline", "required"} < set(notice.ours)
    assert [tuple(entry.fields) for entry in notice.required] == [("name", "phone", "domain")]


@pytest.mark.slow
def test_its_people_are_read_with_what_no_field_fits(console: Console, tmp_path: Path) -> None:
    Path("名册.xlsx").write_bytes(roster())
    assert console("form", "draft", "名册.xlsx", "--name", "experts")[0] == 0
    office = Office(tmp_path / "office")
    assert console("setup", "--settings", "settings")[0] == 0
    opened(Path("settings/设置.xlsx"), "experts")
    office.settings = Path("settings")
    office.receive({"2026-04-20 远山测试院/名册.xlsx": roster(*PEOPLE), "2026-04-20 远山测试院/盖章.pdf": b"%PDF-1.4"})
    office.run()
    told = ("name", "form", "unit", "workplace_typed", "title", "major", "education", "level", "domain", "disposition")
    assert [tuple(row[key] for key in told) for row in office.people()] == [
        (
            *("安一凡", "experts", "远山测试院", "远山测试院 主任", "高级工程师", "岩土", "硕士", "专业工程会员"),
            *("土木工程类", "routed"),
        ),
        (
            *("白二川", "experts", "远山测试院", "远山测试院 职员", "工程师", "电力", "本科", "资深工程会员"),
            *("电气工程类", "held"),
        ),
    ]
    with closing(sqlite3.connect(office.database)) as register:
        kept = [json.loads(extra) for (extra,) in register.execute("select extra from person_rows order by number")]
    assert kept == [
        {"拟申报专业技术职务": "无", "语种": "法语", "备注": "可面谈"},
        {"拟申报专业技术职务": "无"},
    ]
    assert [(row["slug"], row["cell"]) for row in office.export("findings")] == [("phone-invalid", "K5")]


def test_a_card_is_understood_and_asks_for_what_is_not_sure(console: Console) -> None:
    Path("登记表.docx").write_bytes(card())
    code, out, _ = console("form", "draft", "登记表.docx", "--name", "members")
    assert code == 0
    assert table(out) == [
        ("A1", "姓名 / Name", "姓名", SURE, ""),
        ("C1", "性别", "性别", SURE, ""),
        ("E1", "照片", KEPT, SURE, ""),
        ("A2", "身份证号", "不保存", SURE, "身份证件或账户号码，从不保存"),
        ("C2", "出生年月", "出生年月", SURE, ""),
        ("A3", "工作单位", "工作单位", SURE, ""),
        ("A4", "专业技术职称", "职称", SURE, ""),
        ("C4", "会员编号", "会员号", SURE, ""),
        ("A5", "手机", "联系方式", SURE, ""),
        ("C5", "邮箱", "电子邮箱", SURE, ""),
        ("B6", "起止年月", KEPT, LIKELY, "在小表里，小表暂不逐行读取"),
        ("C6", "学校", "毕业院校", LIKELY, "在小表里，小表暂不逐行读取"),
        ("D6", "所学专业", "所学专业", LIKELY, "在小表里，小表暂不逐行读取"),
        ("E6", "学历", "学历", LIKELY, "在小表里，小表暂不逐行读取"),
        ("A8", "拟参加分会", KEPT, UNKNOWN, ""),
        ("A9", "单位意见", KEPT, SURE, ""),
    ]
    assert sentences(out)[:3] == [
        "工作表“表1”：一人一份的登记表，按每人一份处理。",
        "标题：远山学会电气工程类会员登记表",
        "没有找到写填报单位的地方，单位从邮件主题、文件夹名或文件名认。",
    ]
    notice = notice_file("members")
    assert (notice.one_file_per, notice.domain, notice.open_domains) == ("person", "电气工程类", ("电气工程类",))
    code, out, _ = console("form", "check", "members")
    assert (code, sentences(out)[-3:]) == (
        0,
        ["这份文件会按“远山学会电气工程类会员登记表”（members）读取。", "读到 0 人。", "核对无误。"],
    )
    assert ("A8", "拟参加分会", "照原样保留") in table(out)


def test_nothing_that_is_there_is_overwritten(console: Console) -> None:
    Path("名册.xlsx").write_bytes(roster())
    Path("settings/notices").mkdir(parents=True)
    Path("settings/notices/experts.toml").write_bytes(
        (schemas.ROOT / "notices/2025.toml").read_bytes(),
    )
    code, _, complaint = console("form", "draft", "名册.xlsx", "--name", "experts")
    assert code == 1
    assert complaint == (
        "settings/notices/experts.toml 已经存在，没有改动它，也没有写草稿；请用 --name 换一个名字，或先把它移走。\n"
    )
    assert not Path("settings/forms").exists()


@pytest.mark.parametrize("name", ["专家", "a/b", "../a", "A", "common"])
def test_a_name_is_safe(console: Console, name: str) -> None:
    Path("名册.xlsx").write_bytes(roster())
    code, _, complaint = console("form", "draft", "名册.xlsx", "--name", name)
    told = f"“{name}”不能作名字：只用小写英文字母、数字和 - ，以字母或数字开头，不能是 common。\n"
    assert (code, complaint, Path("settings").exists()) == (2, told, False)


def test_a_file_without_headings_makes_no_draft(console: Console) -> None:
    Path("信.xlsx").write_bytes(workbook([["各位同事："], ["请于周五前到会。"]]))
    code, _, complaint = console("form", "draft", "信.xlsx")
    assert (code, complaint) == (1, "在 信.xlsx 里没有找到表头或登记项，写不出草稿。\n")
    assert console("form", "draft", "没有.xlsx")[0] == 2


def test_check_says_what_is_wrong(console: Console) -> None:
    Path("名册.xlsx").write_bytes(roster())
    assert console("form", "draft", "名册.xlsx", "--name", "experts")[0] == 0
    file = Path("settings/forms/experts.toml")
    text = file.read_text(encoding="utf-8")
    text = text.replace('    "语种", # 请核对：没有认出问的是什么\n', "").replace(
        'domain = ["工程技术领域"] # 所在领域\n', ""
    )
    file.write_text(text.replace('domain = ["domain"]\n', ""), encoding="utf-8")
    code, out, _ = console("form", "check", "experts")
    assert code == 1
    assert sentences(out)[1:] == [
        "这份文件会按“2026年远山学会专家推荐名册”（experts）读取。",
        "读到 0 人。",
        "标题“工程技术领域”（J3）没有人接：请写进 [columns] 的一项，或写进 [extra]。",
        "标题“语种”（M3）没有人接：请写进 [columns] 的一项，或写进 [extra]。",
        NO_DOMAIN,
        "有 3 处要改。",
    ]


def test_check_says_where_another_form_is_chosen(console: Console) -> None:
    Path("名册.xlsx").write_bytes(roster())
    assert console("form", "draft", "名册.xlsx", "--name", "experts")[0] == 0
    Path("别的.xlsx").write_bytes(
        workbook([["推荐参加工程能力评价人员情况表"], ["序号", "姓名", "联系方式", "所在领域", "拟申请级别"]])
    )
    code, out, _ = console("form", "check", "experts", "--file", "别的.xlsx")
    assert code == 1
    assert sentences(out)[2] == (
        "这份文件会按“推荐参加工程能力评价人员情况表”（attachment3）读取，不是“2026年远山学会专家推荐名册”："
        "请把 titles 写成表上印的标题，或在 telling 里写这张表特有的项。"
    )
    assert console("form", "check", "nothing")[::2] == (
        2,
        "没有名为“nothing”的表，现有：attachment3、ciesc、csee、csee-iet、experts。\n",
    )


def test_what_tells_a_form_stands_beside_the_name_and_not_in_another_table(console: Console) -> None:
    rows = [
        *(["姓名", "性别", "民族", "手机", "工作单位"], ["安一凡", "女", "汉", "13900001111", "远山测试院"], []),
        *(["学历", "入学日期", "学校", "所学专业"], ["硕士", "2001-09-01", "远山大学", "岩土"]),
    ]
    Path("简况.xlsx").write_bytes(workbook(rows))
    assert console("form", "draft", "简况.xlsx", "--name", "brief")[0] == 0
    assert form_file("brief").telling == ("sex", "workplace")
    asked = [line for line in Path("settings/forms/brief.toml").read_text("utf-8").splitlines() if "处表头" in line]
    assert [line.partition("；")[0] for line in asked] == ["# 请核对：表里有 2 处表头：只有问姓名的会读成人"]
    assert "读到 1 人。" in console("form", "check", "brief")[1]


REAL = [["化学化工类工程能力水平评价申报人信息一览表"], ["姓名", "申请类别", "专业类别", "手机", "会员号", "血型"]]
KNOWN = """这份文件印着已有的表“ciesc”的标题，本来就能读，没有写草稿；\
要用它代替那张表，请写 --name ciesc（make form 写 NAME=ciesc）。
"""


def test_the_real_table_takes_the_place_of_a_drafted_one_only_where_that_is_said(console: Console) -> None:
    Path("一览表.xlsx").write_bytes(workbook(REAL))
    assert console("form", "draft", "一览表.xlsx")[::2] == (1, KNOWN)
    assert not Path("settings").exists()
    code, out, _ = console("form", "draft", "一览表.xlsx", "--name", "ciesc")
    told = "它代替原来的表“ciesc”，已有的通知照旧用它。改好后请运行 make form CHECK=ciesc。"
    assert (code, sentences(out)[-1]) == (0, told)
    assert [path.as_posix() for path in Path("settings").rglob("*.toml")] == ["settings/forms/ciesc.toml"]
    assert form_file("ciesc").extra.words == ("血型",)
    assert console("form", "check", "ciesc")[0] == 0


def test_what_does_not_go_with_the_notices_is_not_written(console: Console) -> None:
    Path("附件3.xlsx").write_bytes(workbook([["推荐参加工程能力评价人员情况表"], ["序号", "姓名", "手机", "所在领域"]]))
    code, _, complaint = console("form", "draft", "附件3.xlsx", "--name", "attachment3")
    assert code == 1
    assert complaint.startswith("数据文件 schemas/")
    assert "有误：" in complaint
    assert not Path("settings").exists()
    assert console("routes")[0] == 0


def test_a_form_that_no_notice_takes_and_nobody_finds_is_complained_of() -> None:
    read = ReadBack("", False, 0, ())
    assert list(complaints("csee", [], read)) == [
        "没有一个通知的 forms 写了“csee”，收到也不会处理。",
        "看不出这份文件是哪一种表：请把 titles 写成表上印的标题，或在 telling 里写至少两项这张表特有的项。",
        "按这个表没有找到表头或登记项：姓名之外要有至少两项写在 telling 里。",
    ]


@pytest.mark.slow
def test_a_file_is_read_in_a_worker(tmp_path: Path) -> None:
    """Which sees the form that was laid over, and outlives bytes that are none."""
    file, broken = tmp_path / "登记表.docx", tmp_path / "坏.xlsx"
    file.write_bytes(card())
    broken.write_bytes(b"PK\x03\x04" + bytes(range(256)))
    made = drafted(best_sheet(seen(file, survey, ()), file)[0], Told(), file, "members", 2026)
    schemas.put_over({name[:-5]: schemas.Own(name, text.encode()) for name, text in made.files.items()})
    read = best_reading(seen(file, partial(read_back, form="members"), ()), file)
    assert (read.chosen, read.is_found, len(read.readings)) == ("members", True, 16)
    with pytest.raises(UserError, match="没有找到表头或登记项"):
        best_sheet(seen(broken, survey, ()), broken)


def test_setup_lists_the_notice_and_leaves_it_closed(console: Console) -> None:
    Path("名册.xlsx").write_bytes(roster())
    assert console("setup")[0] == 0
    assert console("form", "draft", "名册.xlsx", "--name", "experts")[0] == 0
    code, out, _ = console("setup")
    assert code == 0
    assert "experts" in out.splitlines()[-1]
    from pipeline.terms.settings import read_settings

    assert read_settings(Path("settings")).open_notices == ("2025",)


def test_what_a_file_says_stays_a_text_in_the_draft() -> None:
    heading = 'x"]\nform = "y" # \x07'
    guess = Guess("A1", heading, "", "", (), "unknown", "unknown")
    name = Guess("B1", "姓名", "", "name", (), "sure")
    sheet = SheetSurvey("表", "list", 'a"\nb = 1', "单位\n名称", 1, (name, guess))
    made = drafted(sheet, Told(title='关于"x"\n的通知'), Path("a.xlsx"), "a", 2026)
    form = tomllib.loads(made.files["forms/a.toml"])
    assert (form["form"], form["titles"], form["columns"]) == ("a", ['a"\nb = 1'], {"name": ["姓名"]})
    assert [word.split('"')[0] for word in form["extra"]["words"]] == ["x"]
    assert tomllib.loads(made.files["notices/a.toml"])["title"] == '关于"x"\n的通知'


def test_what_the_file_tells_of_its_notice_is_taken_from_it(console: Console) -> None:
    letter = [
        *("远学会〔2026〕8号", "关于开展会员登记工作的通知", "2月30日前的不算。请于2026年5月20日前报送登记表。"),
        *("附件2", "远山学会会员登记表"),
    ]
    Path("通知.docx").write_bytes(word(letter, [["姓名", "", "性别", ""], ["工作单位", "", "手机", ""]]))
    assert console("form", "draft", "通知.docx", "--name", "members")[0] == 0
    notice = notice_file("members")
    assert (notice.number, notice.title) == ("远学会〔2026〕8号", "关于开展会员登记工作的通知")
    assert (notice.year, notice.deadline, notice.form_title) == (2026, (5, 20, 2026), "远山学会会员登记表")
    assert not {"number", "title", "year", "deadline"} & set(notice.ours)


WORDS = sorted(
    {
        *(word for words in headings_file().columns.values() for word in words),
        *(word for pair in headings_file().pairs.values() for word in pair.words),
        *(*headings_file().doubtful, *headings_file().kept.words, *headings_file().secret.words),
        *(word for form in form_names() for words in form_file(form).columns.values() for word in words),
        *(*common_file().somebody.words, *common_file().studies.words, *common_file().secret.words),
        *("鞋码", "帽围", "其他1", 'a"b', "x\\y"),
    }
)
TEXTS = st.tuples(st.sampled_from(["", "* ", "3."]), st.sampled_from(WORDS), st.sampled_from(["", "（必填）", "："]))
PATHS = st.lists(TEXTS.map("".join), min_size=1, max_size=2).map(tuple)
HEADINGS = st.builds(Heading, st.just("A1"), PATHS, st.just(()), st.booleans(), st.integers(0, 1))


@pytest.mark.slow
@given(st.lists(HEADINGS, min_size=1, max_size=20), st.sampled_from(["list", "card"]))
@examples(60)
def test_whatever_the_headings_are_the_draft_loads_and_reads_them(headings: list[Heading], kind: str) -> None:
    schemas.put_over({})
    told = tuple(guesses(headings))
    made = drafted(SheetSurvey("表", kind, "某表", "", 1, told), Told(), Path("a.xlsx"), "a", 2026)
    schemas.put_over({name[:-5]: schemas.Own(name, text.encode()) for name, text in made.files.items()})
    form = load(checked("a"))
    assert load_notice("a").forms == ("a",)
    for guess in told:
        meaning = tools_for(form).headings.understand(guess.word)
        assert meaning.kind
        assert not guess.is_column or meaning.field == guess.field
