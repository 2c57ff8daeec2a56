from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from support_examples import examples
from support_settings import shipped_settings

from pipeline.errors import UserError
from pipeline.publish.desk.settings_growth import grow_settings_workbook
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.route import load_routes
from pipeline.terms.settings import WORKBOOK, Alias, Confirmation, ExpectedUnit, Settings, SocietyContact, read_settings
from pipeline.terms.settings.words import standard_words
from pipeline.text.clean import clean
from pipeline.text.fold import fold
from pipeline.upkeep.doctor import settings_in
from schemas.routes import routes_file
from schemas.settings import settings_file

ROUTES, ALIASES, UNITS = "对口学会", "别名", "应报单位"
FIRST = 4  # the row below the heading
Edit = Callable[[Callable[[Workbook], Any]], None]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The settings workbook as it ships."""
    path = tmp_path_factory.mktemp("shipped") / WORKBOOK
    write_settings_workbook(path)
    return path.read_bytes()


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """edited(change): the shipped workbook after somebody changed and saved it."""

    def edit(change: Callable[[Workbook], Any]) -> None:
        book = shipped_settings()
        change(book)
        book.save(tmp_path / WORKBOOK)

    return edit


def fill(sheet: str, row: int, *values: Any) -> Callable[[Workbook], Any]:
    """A change: the values of a row from column A on; None leaves a cell as it is."""

    def change(book: Workbook) -> None:
        for column, value in enumerate(values, 1):
            if value is not None:
                book[sheet].cell(row, column).value = value if value != "" else None

    return change


def row_of(domain: str) -> int:
    return FIRST + [entry.domain for entry in routes_file().route].index(domain)


def test_no_workbook_means_the_shipped_settings(tmp_path):
    assert read_settings(tmp_path / "settings") == Settings()


def test_the_workbook_as_shipped_changes_no_route(tmp_path):
    write_settings_workbook(tmp_path / WORKBOOK)
    read = read_settings(tmp_path)
    assert load_routes(read) == load_routes(Settings())
    assert (read.aliases, read.expected_units, read.societies) == ((), (), {})
    assert read.association == Settings().association


def test_a_sheet_is_read_under_the_name_that_it_had(tmp_path):
    confirmations = {"机械工程类": Confirmation("中国机械工程学会", "秘书处", date(2025, 4, 10))}
    write_settings_workbook(tmp_path / WORKBOOK, confirmations=confirmations)
    book = load_workbook(tmp_path / WORKBOOK)
    book[ROUTES].title = "学会与路由"
    book.save(tmp_path / WORKBOOK)
    assert read_settings(tmp_path).confirmations["机械工程类"] == confirmations["机械工程类"]
    assert grow_settings_workbook(tmp_path / WORKBOOK) == []
    book["学会与路由"].cell(row_of("机械工程类"), 6).value = "上个月"
    book.save(tmp_path / WORKBOOK)
    with pytest.raises(UserError, match="“学会与路由”表 F"):
        read_settings(tmp_path)


def test_what_is_written_is_read_back(tmp_path):
    confirmations = {"机械工程类": Confirmation("中国机械工程学会", "秘书处", date(2025, 4, 10))}
    aliases = (
        Alias("domain", "渝建土木", "土木工程类"),
        Alias("specialty", "桥隧结构", "土木工程类/结构工程"),
        Alias("level", "专工", "专业工程会员"),
        Alias("project_type", "BOT", "对外投资"),
        Alias("project_status", "收尾", "在建"),
        Alias("country", "仰光城", "MM"),
    )
    association = {"name": "渝州工程师协会", "phone": "023-63610000", "email": "office@example.org"}
    units = (
        ExpectedUnit("渝州路桥有限公司"),
        ExpectedUnit("巴渝电力有限公司", "金联络", "unit@example.org", 12, date(2025, 4, 28)),
    )
    write_settings_workbook(
        tmp_path / WORKBOOK,
        association=association,
        confirmations=confirmations,
        aliases=aliases,
        expected_units=units,
    )
    read = read_settings(tmp_path)
    assert read.confirmations["机械工程类"] == confirmations["机械工程类"]
    assert (read.aliases, read.expected_units) == (aliases, units)
    assert {key: read.association[key] for key in association} == association


own_words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20).map(clean).filter(bool)


@examples(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(own_words, max_size=8, unique_by=fold), units=st.lists(own_words, max_size=8, unique_by=fold))
def test_any_words_come_back_as_they_were_typed(tmp_path, words, units):
    canonical = standard_words("level")
    aliases = tuple(Alias("level", word, "专业工程会员") for word in words if word not in canonical)
    write_settings_workbook(tmp_path / WORKBOOK, aliases=aliases, expected_units=map(ExpectedUnit, units))
    read = read_settings(tmp_path)
    assert (read.aliases, tuple(each.unit for each in read.expected_units)) == (aliases, tuple(units))


@pytest.mark.parametrize("sheet", settings_file().sheets.values(), ids=settings_file().sheets)
def test_a_heading_can_be_told_by_its_needed_columns(sheet):
    assert any(column.needed for column in sheet.columns)


def test_the_drop_down_of_own_words_offers_every_vocabulary():
    choices = {column.key: column.choices for column in settings_file().sheets["aliases"].columns}
    assert choices["vocabulary"].split(",") == list(settings_file().vocabularies.values())


def test_the_same_settings_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_settings_workbook(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("written", ["2025-04-10", "2025/4/10", "2025.4.10", "2025年4月10日", datetime(2025, 4, 10)])
def test_dates_as_people_write_them(edited, tmp_path, written):
    edited(fill(ROUTES, row_of("机械工程类"), None, None, None, None, "秘书处", written))
    assert read_settings(tmp_path).confirmations["机械工程类"].when == date(2025, 4, 10)


def test_a_society_of_their_own_with_its_address(edited, tmp_path):
    edited(
        fill(ROUTES, row_of("机械工程类"), None, "渝州机械学会", "office@example.org", "秦联", "秘书处", "2025-04-10")
    )
    read = read_settings(tmp_path)
    assert read.societies == {"渝州机械学会": SocietyContact("office@example.org", "秦联")}
    assert load_routes(read).for_domain("机械工程类").society == "渝州机械学会"


def test_blank_rows_added_columns_and_moved_ones_do_not_matter(edited, tmp_path):
    def change(book: Workbook) -> None:
        fill(ALIASES, FIRST, "工程技术领域", "渝建土木", "土木工程类")(book)
        fill(ALIASES, FIRST + 5, "国家和地区", "仰光城", "缅甸")(book)
        book[ALIASES].insert_cols(2)
        book[ALIASES]["B3"] = "谁加的"
        book[ALIASES].insert_rows(1)
        book.move_sheet(ALIASES, offset=2)
        book.create_sheet("备忘")["A1"] = "与程序无关"

    edited(change)
    assert read_settings(tmp_path).aliases == (
        Alias("domain", "渝建土木", "土木工程类"),
        Alias("country", "仰光城", "MM"),
    )


def test_the_same_own_word_twice_is_said_once(edited, tmp_path):
    def change(book: Workbook) -> None:
        fill(ALIASES, FIRST, "拟申请级别", "专工", "专业工程会员")(book)
        fill(ALIASES, FIRST + 1, "拟申请级别", "专 工", "专业工程会员")(book)

    edited(change)
    assert read_settings(tmp_path).aliases == (Alias("level", "专工", "专业工程会员"),)


def test_one_word_may_mean_different_things_in_different_columns(edited, tmp_path):
    def change(book: Workbook) -> None:
        fill(ALIASES, FIRST, "项目类型", "投运", "对外投资")(book)
        fill(ALIASES, FIRST + 1, "项目状态", "投运", "运营中")(book)

    edited(change)
    assert len(read_settings(tmp_path).aliases) == 2


FAULTS = [
    (
        fill(UNITS, 4, "渝州路桥有限公司", "", "", "几个人"),
        "应报单位”表 D4：“几个人”应当是 1 到 100000 的整数，请改正。",
    ),
    (
        fill(UNITS, 4, "渝州路桥有限公司", "", "", "3", "月底"),
        "应报单位”表 E4：“月底”不是日期，请写成 2025-04-10 这样。",
    ),
    (fill(ALIASES, 4, "领域", "土建", "土木工程类"), "别名”表 A4：“领域”不是可用的“用在哪一栏”"),
    (
        fill(ALIASES, 5, "工程技术领域", "渝建", "土木工程"),
        "别名”表 C5：“土木工程”不是可用的“工程技术领域”，请从下拉列表中选填。是否指：土木工程类",
    ),
    (fill(ALIASES, 4, "国家和地区", "渝城", "火星"), "别名”表 C4：“火星”不是可用的“国家和地区”"),
    (fill(ALIASES, 4, "拟申请级别", "专工"), "别名”表 C4：没有填写“理解为”，请补填或删去整行。"),
    (fill(ALIASES, 4, "拟申请级别", "专业工程会员", "资深工程会员"), "别名”表 B4：“专业工程会员”本身就是标准用词"),
    (fill(ROUTES, 4, None, "中国公路协会"), "对口学会”表 B4：没有名为“中国公路协会”的学会。"),
    (fill(ROUTES, 4, None, ""), "对口学会”表 B4：没有填写“学会”"),
    (fill(ROUTES, 4, "土木类"), "对口学会”表 A4：“土木类”不是可用的“工程技术领域”"),
    (fill(ROUTES, 5, "土木工程类"), "对口学会”表 A5：“土木工程类”在 A4 已经有一行"),
    (
        fill(ROUTES, 4, None, None, None, None, "秘书处"),
        "对口学会”表 F4：确认人和确认日期要一起填写，请补填“确认日期”",
    ),
    (fill(ROUTES, 4, None, None, None, None, "秘书处", "上个月"), "对口学会”表 F4：“上个月”不是日期"),
    (fill(ROUTES, 4, None, None, None, None, "秘书处", "2025-02-30"), "对口学会”表 F4：“2025-02-30”不是日期"),
    (fill(ROUTES, 4, None, None, None, None, "秘书处", "45757"), "对口学会”表 F4：“45757”不是日期"),
    (fill(ROUTES, 4, None, None, "office.example.org"), "对口学会”表 C4：“office.example.org”不是有效的邮箱地址"),
    (fill(UNITS, 3, "单位"), "“应报单位”表里找不到标题行（单位名称）"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS, ids=[message[-24:] for _, message in FAULTS])
def test_fault_is_one_sentence_with_its_cell(edited, tmp_path, change, message):
    edited(change)
    with pytest.raises(UserError, match=re.escape(message)) as raised:
        read_settings(tmp_path)
    assert raised.value.exit_code == 1
    assert "{" not in str(raised.value)


def test_all_faults_are_told_at_once_each_with_its_cell(edited, tmp_path):
    def change(book: Workbook) -> None:
        fill(ROUTES, 4, None, "中国公路协会", "office.example.org", None, "秘书处")(book)
        fill(ROUTES, 5, "土木类")(book)
        fill(ALIASES, 4, "领域", "土建", "土木工程类")(book)
        fill(ALIASES, 5, "拟申请级别", "专工")(book)
        fill(UNITS, 3, "单位")(book)

    edited(change)
    with pytest.raises(UserError) as raised:
        read_settings(tmp_path)
    assert str(raised.value).splitlines() == [
        "设置工作簿“对口学会”表 C4：“office.example.org”不是有效的邮箱地址，请核对。",
        "设置工作簿“对口学会”表 F4：确认人和确认日期要一起填写，请补填“确认日期”，或两格都清空。",
        "设置工作簿“对口学会”表 A5：“土木类”不是可用的“工程技术领域”，请从下拉列表中选填。是否指：土木工程类？",
        "设置工作簿“别名”表 A4：“领域”不是可用的“用在哪一栏”，请从下拉列表中选填。是否指：工程技术领域？",
        "设置工作簿“别名”表 C5：没有填写“理解为”，请补填或删去整行。",
        "设置工作簿“应报单位”表里找不到标题行（单位名称），请把标题改回原来的写法。",
    ]


@pytest.mark.parametrize("sheet", [sheet.sheet for sheet in settings_file().sheets.values()])
def test_a_sheet_that_is_not_there_means_the_default(edited, tmp_path, sheet):
    edited(lambda book: book.remove(book[sheet]))
    read = read_settings(tmp_path)
    assert (read.aliases, read.expected_units, read.association) == ((), (), Settings().association)
    assert load_routes(read) == load_routes(Settings())


def test_a_column_that_is_not_there_means_the_default(edited, tmp_path):
    def change(book: Workbook) -> None:
        book[ROUTES].delete_cols(3, 6)
        book["本会"].delete_cols(3)

    edited(change)
    read = read_settings(tmp_path)
    assert load_routes(read) == load_routes(Settings())
    assert read.association == Settings().association


def test_doctor_says_what_an_older_workbook_lacks(edited, tmp_path):
    def change(book: Workbook) -> None:
        book.remove(book[UNITS])
        book[ROUTES].delete_cols(7, 2)

    edited(lambda _: None)
    assert settings_in(tmp_path) == ([], f"{tmp_path / WORKBOOK} 可以使用")
    edited(change)
    missing = "“对口学会”表的“依据”一栏、“对口学会”表的“备注”一栏、“应报单位”表"
    said = f"可以使用；里面没有{missing}，按程序自带的设置处理，可运行 make setup 补上"
    assert settings_in(tmp_path) == ([], f"{tmp_path / WORKBOOK} {said}")


def test_half_a_confirmation_without_the_other_column(edited, tmp_path):
    def change(book: Workbook) -> None:
        fill(ROUTES, 4, None, None, None, None, "秘书处")(book)
        book[ROUTES].delete_cols(6)

    edited(change)
    with pytest.raises(UserError, match=r"表 A4：确认人和确认日期要一起填写，请补填“确认日期”，或两格都清空。$"):
        read_settings(tmp_path)


def test_two_meanings_for_one_word(edited, tmp_path):
    def change(book: Workbook) -> None:
        fill(ALIASES, 4, "国家和地区", "仰光城", "缅甸")(book)
        fill(ALIASES, 6, "国家和地区", "仰光城", "老挝")(book)

    edited(change)
    with pytest.raises(UserError, match="B6：“仰光城”已在 B4 理解为“缅甸”"):
        read_settings(tmp_path)


def test_two_addresses_for_one_society(edited, tmp_path):
    def change(book: Workbook) -> None:
        fill(ROUTES, 4, None, "渝州学会", "a@example.org")(book)
        fill(ROUTES, 5, None, "渝州学会", "b@example.org")(book)

    edited(change)
    with pytest.raises(UserError, match="B5：“渝州学会”的邮箱与 C4 不一致"):
        read_settings(tmp_path)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04half", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_damaged_workbook_is_one_sentence(tmp_path, data):
    (tmp_path / WORKBOOK).write_bytes(data)
    with pytest.raises(UserError, match="打不开"):
        read_settings(tmp_path)


@examples(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keep=st.floats(0, 0.999))
def test_truncated_workbook_is_one_sentence(tmp_path, shipped, keep):
    (tmp_path / WORKBOOK).write_bytes(shipped[: int(len(shipped) * keep)])
    with pytest.raises(UserError):
        read_settings(tmp_path)


@pytest.mark.parametrize("vocabulary", settings_file().vocabularies)
def test_standard_words_are_there_and_stand_for_different_things(vocabulary):
    words = standard_words(vocabulary)
    assert words
    assert len(set(words.values())) == len(words)


@pytest.mark.slow
def test_an_office_saves_it_and_it_reads_the_same(tmp_path):
    (tmp_path / "saved").mkdir()
    aliases = (Alias("domain", "渝建土木", "土木工程类"),)
    confirmed = {"机械工程类": Confirmation("中国机械工程学会", "秘书处", date(2025, 4, 10))}
    write_settings_workbook(tmp_path / WORKBOOK, aliases=aliases, confirmations=confirmed)
    office = shutil.which("soffice") or pytest.skip("no LibreOffice here")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(tmp_path / WORKBOOK)]
    subprocess.run([office, "--headless", profile, *target], check=True, capture_output=True, timeout=120)
    assert read_settings(tmp_path / "saved") == read_settings(tmp_path)
