"""Sheets that nobody ever meant: correct submissions with cells, rows and merged ranges changed at random.

Whatever they say, recognising them ends without a fault of ours, and its account adds up: a row has one fate, people
stand on rows that are people, no two at one place. What is right about them only a person could say.
"""

from __future__ import annotations

import copy
from collections import Counter
from functools import cache
from random import Random

import pytest
from corpus_files import build
from corpus_mutate import mutation, plan

from pipeline.model.documents import Document, Sheet
from pipeline.model.statements import Fate
from pipeline.read.containers import read_file
from pipeline.recognise import recognise

WORDS = (
    *("", "", "", "同上", "〃", "—", "/", "无", "见附表", "合计", "合计：3人", "注：以上属实", "填表人：王某", "选填"),
    *("1", "（1）", "√", "√ 专业", "是", "计划外派", "待定", "以下空白", "专业工程会员", "第1页 共2页", "如：缅甸"),
    *("项目名称：缅甸公路", "项目名称：某路\n国家：缅甸", "企业名称：甲测试有限公司", "乙有限公司 联系人：李四"),
    *("推荐单位：丙公司", "丁建设集团有限公司（3人）", "戊有限公司（盖章）", "已外派参与工程项目人员汇总"),
    *("张三", "张三 李四", "李四、王五", "李四\n王五", "1.李四 2.王五", "姓名：赵六 手机：19911112222 领域：土木"),
    *("19911112222", "19911112222、19933334444", "联系人：钱七，电话：19911112222", "a@example.cn", "身份证号：填写"),
    *("二、2015年起负责", "2025年3月1日", "二、资深工程会员", "   x", "未来三年计划外派"),
)
SOURCES = 60


@cache
def sources(count: int) -> tuple[Document, ...]:
    """What is bent: the tables of so many corpus submissions, some of them with habits already."""
    documents: list[Document] = []
    for seed, habits in plan(count, 500_000):
        for name, data in build(mutation(seed, habits)[0]).files:
            documents += [each for each in read_file(name, data, ()).documents if each.outcome is None]
    return tuple(documents)


def bent(document: Document, chance: Random) -> Document:
    document = copy.deepcopy(document)
    for sheet in document.sheets:
        for _ in range(chance.choice([0, 1, 1, 2, 3, 5])):
            if sheet.rows:
                chance.choice(CHANGES)(sheet, chance.randrange(len(sheet.rows)), chance)
    return document


def write(sheet: Sheet, row: int, chance: Random) -> None:
    if sheet.rows[row]:
        sheet.rows[row][chance.randrange(len(sheet.rows[row]))] = chance.choice(WORDS)


def write_below_each_other(sheet: Sheet, row: int, chance: Random) -> None:
    column = chance.randrange(max(1, len(sheet.rows[row])))
    for cells in sheet.rows[row : row + chance.randint(1, 8)]:
        if column < len(cells):
            cells[column] = chance.choice(WORDS)


def replace_row(sheet: Sheet, row: int, chance: Random) -> None:
    sheet.rows[row] = [chance.choice(WORDS), *[""] * (len(sheet.rows[row]) - 1)]


def remove_row(sheet: Sheet, row: int, _: Random) -> None:
    del sheet.rows[row]
    unmerge_from(sheet, row)


def repeat_row(sheet: Sheet, row: int, chance: Random) -> None:
    sheet.rows.insert(row, list(chance.choice(sheet.rows)))
    unmerge_from(sheet, row)


def put_in_column(sheet: Sheet, row: int, chance: Random) -> None:
    column = chance.randrange(max(1, len(sheet.rows[row])))
    for cells in sheet.rows:
        if column < len(cells):
            cells.insert(column, chance.choice(WORDS) if chance.random() < 0.2 else "")
    sheet.merges = [merge for merge in sheet.merges if merge[3] < column]


def unmerge_from(sheet: Sheet, row: int) -> None:
    sheet.merges = [merge for merge in sheet.merges if merge[2] < row]


CHANGES = (write, write, write, write_below_each_other, replace_row, remove_row, repeat_row, put_in_column)


def account(document: Document) -> list[str]:
    """What does not add up."""
    said = recognise(document)
    fates = Counter((sheet, row, text) for sheet, row, _, text in said.rows)  # tables beside each other share rows
    people = {(sheet, row) for sheet, row, fate, _ in said.rows if fate == Fate.PEOPLE}
    wrong = [f"{place} has {count} fates" for place, count in fates.items() if count > 1]
    for person in said.people:
        place = person.sheet, person.row
        wrong += [f"a person on {place}"] if place not in people else []
        wrong += [f"project {person.project} of {place}"] if (person.project or 0) > len(said.projects) else []
    return wrong


def bend(seeds: range, count: int = SOURCES) -> list[tuple[int, list[str]]]:
    chosen = sources(count)
    accounts = ((seed, account(bent(Random(seed).choice(chosen), Random(seed)))) for seed in seeds)
    return [(seed, wrong) for seed, wrong in accounts if wrong]


def test_some_bent_sheets() -> None:
    assert bend(range(30), 12) == []


@pytest.mark.slow
def test_more_bent_sheets() -> None:
    assert bend(range(400)) == []


@pytest.mark.slow
def test_a_card_that_tells_of_nobody_is_asked_for_no_project() -> None:
    assert bend(range(9847, 9848)) == []


@pytest.mark.soak
@pytest.mark.parametrize("start", range(1000, 31_000, 3000))
def test_thirty_thousand_bent_sheets(start: int) -> None:
    assert bend(range(start, start + 3000)) == []
