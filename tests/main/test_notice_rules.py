"""What a notice says of files, numbers, fee and membership is data, with its effect through the whole main job."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_console import workbook_bytes
from support_data import Installation
from test_new_form import FORM, NOTICE, UNIT, installed, receive

pytestmark = pytest.mark.slow  # each run is a process of an installation with data of its own

LEVELS = """
[[open_levels]]
name = "专业工程会员"
years = 5
important_years = 2

[[open_levels]]
name = "资深工程会员"
years = 10
important_years = 5
"""
RULES = """
[membership]
field = "roster_no"

[fee]
yuan = 8000
note = "预计"

[quotas]
kind = "suggestion"
total = 4

[[quotas.lines]]
name = "渝江测试集团"
units = ["渝江测试工程有限公司", "渝江测试设计有限公司"]
people = 2
"""
SISTER, OTHER = "渝江测试设计有限公司", "远山测试勘察有限公司"
HEAD = ["序号", "姓名", "手机", "专业领域", "职称", "会员号", "拟申请级别"]
PROFESSIONAL, SENIOR = "专业工程会员", "资深工程会员"
LINE = "报送人数多于通知的名额：渝江测试集团的建议名额是2人，连同此前报送的共{}人，仍照常受理。"
TOTAL = "报送人数多于通知的名额：各单位合计的建议名额是4人，连同此前报送的共{}人，仍照常受理。"


def office_with(root: Path) -> Installation:
    """An installation whose notice says all of this, as data only."""
    office = installed(root)
    office.write("forms/roster", FORM.replace('rank_title = ["职称"]', 'rank_title = ["职称"]\nlevel = ["拟申请级别"]'))
    office.write("notices/2026", NOTICE + LEVELS + RULES)
    office.change("notices/2026", '"domain", "roster_no"]', '"domain"]')
    office.change("notices/2026", "[vocabularies]", '[vocabularies]\nlevel = "levels"')
    named = 'one_file_per = "person"\nfile_name = "{name}-{level}"\npublishes ='
    office.change("notices/2026", "publishes =", named)
    return office


def sheet(unit: str, name: str, phone: str, level: str = PROFESSIONAL, member_no: str = "M-001") -> bytes:
    person = [1, name, phone, "电气工程类", "工程师", member_no, level]
    return workbook_bytes(("名册", [["会员单位推荐人员名册"], [f"会员单位：{unit}"], ["推荐人员"], HEAD, person]))


def send(office: Installation, folder: str, files: dict[str, bytes]) -> None:
    (name, data), *others = files.items()
    receive(office, folder, name, data)
    for name, data in others:
        (office.inbox / folder / name).write_bytes(data)
    run = office.process()
    assert run.returncode == 0, run.stdout + run.stderr


def page(office: Installation, batch: int) -> str:
    return sorted(office.outbox.glob("批次/*/汇总/*.html"))[batch].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Two units of one line of the quotas and one of none, batch after batch; each person has a file."""
    office = office_with(tmp_path_factory.mktemp("rules"))
    files = {
        "安一凡-专业工程会员.xlsx": sheet(UNIT, "安 一凡", "13900001111"),
        "02 白二川－资深工程师（定稿）.xlsx": sheet(UNIT, "白二川", "13900002222", SENIOR, member_no="无"),
    }
    send(office, f"2026-04-20 {UNIT}", files)
    files = {
        "陈三石-资深工程会员.xlsx": sheet(SISTER, "陈三石", "13900003333"),
        "艾力·吾斯曼-专业工程会员.xlsx": sheet(SISTER, "艾力·吾斯曼", "13900004444"),
    }
    send(office, f"2026-04-21 {SISTER}", files)
    files = {
        "名册.xlsx": sheet(OTHER, "孙五", "13900005555"),
        "李四-专业工程会员.xlsx": sheet(OTHER, "李司", "13900006666"),
    }
    send(office, f"2026-04-22 {OTHER}", files)
    return office


def said(office: Installation, slug: str) -> list[tuple[str, ...]]:
    kinds = [finding for finding in office.export("findings") if finding["slug"] == slug]
    told = ("submission_id", "severity", "decided_by", "field", "cell", "message")
    return [tuple(finding[name] for name in told) for finding in kinds]


def test_a_file_is_named_as_the_person_and_the_level_in_it(done: Installation) -> None:
    message = "文件名“{}”与表中所填的{}“{}”不一致，请核对，并按通知要求的写法给文件命名后重新发送。"
    own = ("warning", "unit")
    assert sorted(said(done, "file-name-differs")) == [
        ("S00002", *own, "level", "G5", message.format("陈三石-资深工程会员", "拟申请级别", PROFESSIONAL)),
        ("S00003", *own, "name", "B5", message.format("名册", "姓名", "孙五")),
        ("S00003", *own, "name", "B5", message.format("李四-专业工程会员", "姓名", "李司")),
    ]


def test_who_seems_to_be_no_member_is_told_and_goes_on(done: Installation) -> None:
    message = "通知要求申请人是会员，从“会员号”一栏看不出是会员；已是会员的请补填，还不是的请先办理入会。"
    assert said(done, "member-missing") == [("S00001", "warning", "unit", "roster_no", "F5", message)]
    assert said(done, "field-missing") == []


def test_quotas_are_counted_over_all_batches_and_nobody_is_held(done: Installation) -> None:
    own = ("warning", "secretariat", "", "")
    assert said(done, "over-quota") == [
        ("S00002", *own, LINE.format(4)),
        ("S00003", *own, TOTAL.format(6)),
    ]
    assert {row["disposition"] for row in done.export("people")} == {"routed"}


def test_staff_see_fee_and_quotas_on_the_page_of_the_batch(done: Installation) -> None:
    assert "渝测〔2026〕3号　费用：每人 8000 元（预计）　制作时间" in page(done, 0)
    assert ["报送人数多于通知的名额" in page(done, batch) for batch in range(3)] == [False, True, True]
    assert LINE.format(4) in page(done, 1)


def test_nothing_else_is_said(done: Installation) -> None:
    slugs = {finding["slug"] for finding in done.export("findings")}
    assert slugs == {"file-name-differs", "member-missing", "over-quota"}


@pytest.mark.slow
def test_who_says_no_where_a_form_asks_for_yes_or_no_is_no_member(tmp_path: Path) -> None:
    office = office_with(tmp_path)
    text, answer = 'label = "会员号"\ntype = "text"', 'label = "是否会员"\ntype = "yes-no"'
    office.change("fields", f"[roster_no]\n{text}", f"[roster_no]\n{answer}")
    office.change("notices/2026", 'field = "roster_no"', 'field = "roster_no"\nseverity = "error"')
    files = {
        "安一凡-专业工程会员.xlsx": sheet(OTHER, "安一凡", "13900001111", member_no="不是"),
        "白二川-专业工程会员.xlsx": sheet(OTHER, "白二川", "13900002222", member_no="√"),
    }
    send(office, f"2026-04-20 {OTHER}", files)
    message = "通知要求申请人是会员，从“是否会员”一栏看不出是会员；已是会员的请补填，还不是的请先办理入会。"
    assert said(office, "member-missing") == [("S00001", "error", "unit", "roster_no", "F5", message)]
    assert [row["disposition"] for row in office.export("people")] == ["held", "routed"]
