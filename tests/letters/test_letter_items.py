"""From findings to what a letter asks: whom it asks, what it says, and what it keeps to itself."""

from __future__ import annotations

import pytest

from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.publish.units.letter_data import Item, Unopened
from pipeline.publish.units.letter_items import Asked, asked
from pipeline.publish.units.letter_lines import lines_of, ranges
from pipeline.publish.units.letter_texts import file_names, guarded
from pipeline.terms.findings import make
from pipeline.terms.notices import load_notice

FILE = "渝州路桥/附件3.xlsx"
CALLED = {FILE: "附件3.xlsx"}
NOTICE = load_notice("2025")


def finding(slug: str, row: str = "", cell: str = "K5", value: str = "", about: str = "", field: str = "") -> Finding:
    return make(Problem(slug, "附件3", cell, value, about, field), "S00001", row, file=FILE)


def test_each_finding_goes_to_its_place_in_its_order() -> None:
    found = [
        finding("domain-missing", "r1", "L5", field="domain"),
        finding("country-understood", "r2", "C6", "几内亚", "几内亚", "project_country"),
        finding("phone-missing", "r2", field="phone"),
        finding("scan-missing"),
        finding("late", about="2025年4月28日"),
        finding("encrypted"),
        finding("duplicate-across-units", "r1"),
        finding("identity-question", "r1", about="渝州第三建筑公司"),
    ]
    told = asked(found, {"r1": "张远", "r2": "李明"}, still=[found[2]])
    assert [(item.name, item.cell, item.field, item.fix, item.is_still) for item in told.must] == [
        ("张远", "L5", "domain", "选填一个工程技术领域", False),
        ("李明", "K5", "phone", "填写本人手机号码", True),
    ]
    assert [item.field for item in told.may] == ["project_country"]
    assert told.unopened == (Unopened(FILE, "文件设有打开密码，请取消密码后重新发送。"),)
    assert (told.scan_missing, told.late) == (True, True)
    assert "第三建筑" not in str(told)


def test_a_file_without_a_table_is_unread_only_where_nobody_was_read() -> None:
    alone, beside = asked([finding("no-table")], {}), asked([finding("no-table")], {"r1": "张远"})
    assert (len(alone.unopened), alone.may) == (1, ())
    assert (beside.unopened, len(beside.may)) == ((), 1)


def test_nothing_is_asked_where_nothing_was_found() -> None:
    assert asked([], {}) == Asked()


def item(name: str, cell: str, **more: str) -> Item:
    about = {"field": "phone", "value": "", "problem": "没有填写联系方式。", "fix": "填写本人手机号码"} | more
    return Item(name, FILE, "附件3", cell, **about)


def test_the_same_problem_at_many_cells_is_one_line_with_its_people_and_places() -> None:
    items = [item(f"人员{n}", f"K{n}") for n in (5, 6, 7, 9)] + [item("张远", "L5", field="domain")]
    first, second = lines_of(items, CALLED, several=False, notice=NOTICE)
    assert (first.number, first.name, first.place) == (1, "人员5、人员6、人员7等4人", "附件3!K5:K7、K9")
    assert (second.number, second.name, second.place, second.column) == (2, "张远", "附件3!L5", "所在领域")


def test_what_was_typed_otherwise_is_a_line_of_its_own() -> None:
    assert (
        len(
            lines_of(
                [item("甲", "K5", value="无"), item("乙", "K6", value="同上")], CALLED, several=False, notice=NOTICE
            )
        )
        == 2
    )


def test_a_project_s_cell_that_several_people_share_is_told_once() -> None:
    (line,) = lines_of(
        [item(name, "C5", field="project_country") for name in ("甲", "乙")], CALLED, several=False, notice=NOTICE
    )
    assert (line.name, line.place) == ("甲、乙", "附件3!C5")


def test_the_file_is_named_where_there_are_several() -> None:
    (line,) = lines_of([item("甲", "K5")], CALLED, several=True, notice=NOTICE)
    assert line.place == "附件3.xlsx　附件3!K5"


def test_the_file_is_named_where_it_is_the_only_place() -> None:
    (line,) = lines_of([item("", "")._replace(sheet="")], CALLED, several=False, notice=NOTICE)
    assert line.place == "附件3.xlsx"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["K5", "K6", "K7"], ["K5:K7"]),
        (["K5", "L6"], ["K5", "L6"]),
        (["K5", "K5", "K7"], ["K5", "K7"]),
        (["AA9", "AA10"], ["AA9:AA10"]),
        (["第5行", "K6"], ["第5行", "K6"]),
        ([], []),
    ],
)
def test_ranges(cells: list[str], told: list[str]) -> None:
    assert ranges(cells) == told


def test_files_of_one_name_are_told_apart() -> None:
    paths = ["甲.eml!附件3.xlsx", "甲.eml!补.zip!附件3.xlsx", "甲.eml!扫描.pdf"]
    assert list(file_names(paths).values()) == [*paths[:2], "扫描.pdf"]


@pytest.mark.parametrize(
    ("text", "field", "told"),
    [
        ("19911112001", "phone", "199********"),
        ("199 1111 200", "phone", "199 **** ***"),
        ("+95 9 123 4567", "phone", "+95 9 *** ****"),
        ("023-6361000", "phone", "023-*******"),
        ("“1991111200”不是有效的电话号码（只有10位）", "phone", "“199*******”不是有效的电话号码（只有10位）"),
        ("K5为“19911112001”", "phone", "K5为“199********”"),
        ("某某公司（联系人：王五，手机：19911112001）", "company", "某某公司（联系人：王五，手机：199****2001）"),
        ("联系人19911112001@mail.example", "email", "联系人19911112001@mail.example"),
        ("身份证11010119900307109X", "name", "身份证（已略去）"),
        ("11010119900307109X", "phone", "（已略去）"),
        ("第1行\n第2行\t第3行", "experience", "第1行 第2行 第3行"),
        ("长" * 80, "experience", "长" * 60 + "…"),
    ],
)
def test_what_a_letter_repeats(text: str, field: str, told: str) -> None:
    if field == "email":
        assert "19911112001" not in guarded(text, field, 60)
    else:
        assert guarded(text, field, 60) == told
