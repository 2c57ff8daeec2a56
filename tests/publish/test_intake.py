"""The workbook that a society gets: structure, print set-up, what may be filled in, and that text stays text."""

from __future__ import annotations

import zipfile

import pytest
from support_publish import EARLIER, columns, finding, person

from pipeline.publish.paper.layout import load_layout
from pipeline.publish.societies.intake import SHEETS
from pipeline.terms.notices import load_notice, notices
from schemas.routes import societies

HEADINGS = (
    "序号,编号,姓名,联系电话,电子邮箱,工程技术领域,专业类别,拟申请级别,当前所在地,推荐单位,所在企业,企业联系人,企业联系电话,外派情况,境外项目,"
    "项目所在国家（地区）,项目类型,项目状态,主要工程实践经历,提示,是否本会会员,会员号,环节,结论,转交至,日期,"
    "工程知识与专业能力,工程伦理与职业道德,面试总分,证书编号,说明"
)
MECHANICAL, ELECTRICAL, CIVIL = "中国机械工程学会", "中国电机工程学会", "中国公路学会"


def rows(sheet):
    return [tuple("" if value is None else value for value in row) for row in sheet.iter_rows(values_only=True)]


def test_one_heading_row_with_the_columns_of_the_interface(send, opened, people):
    send(people)
    sheet = opened(MECHANICAL).worksheets[0]
    assert sheet.title == "人员名单"
    assert rows(sheet)[0] == tuple(HEADINGS.split(","))
    assert len(rows(sheet)) == 1 + 8


def test_a_row_says_what_the_register_holds_in_words(send, opened):
    send([person(1, phone="+8613900001234", company_contact_phone="+862360000000", project_country="MM;HK")])
    row = dict(zip(HEADINGS.split(","), rows(opened(MECHANICAL)["人员名单"])[1], strict=True))
    assert row["联系电话"] == "13900001234"
    assert row["企业联系电话"] == "02360000000"
    assert row["项目所在国家（地区）"] == "缅甸、中国香港"
    assert row["外派情况"] == "已外派"
    assert row["编号"] == "G00001X"
    assert row["说明"] == ""


def test_numbers_of_other_places_keep_their_plus(send, opened):
    send([person(1, phone="+95912345678")])
    assert rows(opened(MECHANICAL)["人员名单"])[1][3] == "+95912345678"


def test_only_its_own_people(send, opened, people):
    send(people)
    listed = rows(opened(MECHANICAL)["人员名单"])[1:]
    assert [row[0] for row in listed] == list(range(1, 9))
    ids = {row[1] for row in listed}
    assert ids == {p["person_id"] for p in people if p["society"] == MECHANICAL}
    assert {row[0] for row in rows(opened(MECHANICAL)["原填"])[1:]} == ids


def test_held_and_unchanged_people_are_not_published(send, opened):
    held = person(4, disposition="held", change="", society="")
    again = person(7, disposition="duplicate", change="", society="")
    kept = person(10, change="")
    send([person(1), held, again, kept], finding(held))
    assert [row[1] for row in rows(opened(MECHANICAL)["人员名单"])[1:]] == ["G00001X"]


def test_hints_are_short_words_and_quote_what_was_typed(send, opened):
    row = person(1)
    understood = finding(row, "level-understood", severity="warning", field="level", value="专业")
    several = finding(row, "phone-several", severity="info")
    send([row], understood, several, finding(row, "extra-personal-data", severity="info"))
    assert rows(opened(MECHANICAL)["人员名单"])[1][19] == "级别按“专业”理解；有其他电话，见“原填”"


def test_heading_is_frozen_filtered_and_repeated_in_print(send, opened, people):
    send(people)
    sheet = opened(MECHANICAL)["人员名单"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:AE9"
    assert sheet.print_title_cols == "$A:$C"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 8
    assert sheet.page_setup.fitToWidth == 3
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert "&P" in sheet.oddFooter.right.text
    assert "&N" in sheet.oddFooter.right.text
    assert MECHANICAL in sheet.oddFooter.left.text


def test_drop_downs_dates_and_marks_where_the_society_fills_in(send, opened, people):
    send(people)
    rules = {
        str(rule.sqref): (rule.type, rule.formula1, rule.formula2)
        for rule in opened(MECHANICAL)["人员名单"].data_validations.dataValidation
    }
    assert rules["U2:U9"] == ("list", '"是,否"', None)
    assert rules["W2:W9"][1] == '"初审,材料审查,笔试,面试考核,综合审议,公示,核实,注册备案,证书签发"'
    assert rules["X2:X9"][1] == '"通过,不予通过,退回修改,转下一批,转交其他学会"'
    assert rules["Z2:Z9"][0] == "date"
    assert {rules[f"{column}2:{column}9"] for column in ("AA", "AB", "AC")} == {("decimal", "0", "100")}


def test_a_society_hands_people_on_to_any_other_that_may_take_them(send, opened):
    send([person(1)], named=["某某工程学会", ELECTRICAL])
    book = opened(MECHANICAL)
    (rule,) = [each for each in book["人员名单"].data_validations.dataValidation if str(each.sqref) == "Y2"]
    assert (rule.type, "可选学会!" in rule.formula1, '"转交至"' in rule.formula1) == ("list", True, True)
    listed = rows(book["可选学会"])
    assert {heading for heading, _ in listed} == {"转交至"}
    names = [name for _, name in listed]
    assert names[:2] == [CIVIL, "中国土木工程学会"]
    assert names[-1] == "某某工程学会"
    assert (set(societies()) - {MECHANICAL}) | {"某某工程学会"} == set(names)
    assert len(names) == len(set(names))
    assert book["可选学会"].sheet_state == "hidden"


def test_nothing_is_locked_so_that_it_can_be_sorted(send, opened, people):
    send(people)
    book = opened(MECHANICAL)
    assert not any(sheet.protection.sheet for sheet in book)
    assert not book["人员名单"].merged_cells.ranges
    assert book.security is None or not book.security.lockStructure


def test_colours_tell_what_is_ours_from_what_the_society_fills(send, opened, people):
    send(people)
    book = opened(MECHANICAL)
    sheet, about = book["人员名单"], book["说明"]
    ours, theirs = sheet["T2"].fill.fgColor.rgb, sheet["U2"].fill.fgColor.rgb
    assert sheet["U2"].value is None
    assert [{cell.fill.fgColor.rgb for cell in row} for row in (sheet[2][:20], sheet[9][20:])] == [{ours}, {theirs}]
    legend = {cell.value: cell.fill.fgColor.rgb for cell in about["A"]}
    assert (legend["灰底"], legend["浅黄底"]) == (ours, theirs) == ("FFEDEDED", "FFFFFBEB")
    assert {cell.fill.fgColor.rgb for cell in book["原填"][2]} == {ours}
    assert sheet["AE9"].number_format == "@"


def test_columns_of_ours_that_are_blank_in_every_row_are_hidden(send, opened):
    send([person(1, specialty="机械制造", project_status=""), person(4, project_status="")])
    book = opened(MECHANICAL)
    hidden = {name: hidden_columns(book[name]) for name in ("人员名单", "原填")}
    assert hidden["人员名单"] == {"电子邮箱", "项目状态", "提示"}
    assert hidden["原填"] == {"电子邮箱", "专业类别", "工程实践经历（与人员名单不同时）"}


def hidden_columns(sheet):
    """The headings of the hidden ones, a run of which the file may tell as one."""
    runs = [each for each in sheet.column_dimensions.values() if each.hidden]
    return {sheet.cell(1, column).value for each in runs for column in range(each.min, each.max + 1)}


def about(book):
    return {row[0]: row[1] for row in rows(book["说明"])}


SETTINGS = {"name": "某某工程师协会", "contact": "王秘书", "phone": "023-60000000", "email": "office@example.org"}


def test_the_last_sheet_says_whose_list_it_is_until_when_and_to_whom_it_goes_back(send, opened):
    send([person(1)], association=SETTINGS, now="2025-08-31T09:00:00+08:00")
    said = about(opened(MECHANICAL))
    assert said["学会"] == MECHANICAL
    assert said["推荐方"] == "某某工程师协会"
    assert said["通知"] == "渝工协〔2025〕17号《关于开展2025年工程能力评价推荐工作的通知》"
    assert said["批次"] == "20250421-01，2025年8月31日"
    assert said["期限"] == (
        "请于 2026年2月28日 以前完成评价，并把结果发回：总体评价周期不超过 6 个月，从本批日期 2025年8月31日 起算。"
    )
    assert said["交回"] == "填好后把本工作簿发回某某工程师协会，邮箱 office@example.org。可以分次填写、分次发回。"
    assert [said[label] for label in ("联系人", "联系电话", "电子邮箱")] == [
        "王秘书",
        "023-60000000",
        "office@example.org",
    ]


def test_what_the_settings_leave_blank_is_left_out(send, opened, monkeypatch):
    without = load_notice("2025")._replace(evaluation_months=0)
    monkeypatch.setattr("pipeline.publish.outbox.plan.load_notice", lambda _: without)
    send([person(1)], association={"name": "某某工程师协会", "phone": "023-60000000"})
    said = about(opened(MECHANICAL))
    assert said["交回"] == "填好后把本工作簿发回某某工程师协会。可以分次填写、分次发回。"
    assert {"联系人", "联系电话", "电子邮箱", "期限"} & set(said) == {"联系电话"}


def test_the_basis_of_a_route_is_told_only_while_nobody_has_confirmed_it(send, opened, people):
    send(people)
    told = {name: str([rows(sheet) for sheet in opened(name)]) for name in (MECHANICAL, CIVIL)}
    assert "通知附件1" not in told[MECHANICAL]
    assert "分配依据" not in told[MECHANICAL]
    assert "土木工程类由中国公路学会评价（通知附件1）" in told[CIVIL]
    bases = [row[1] for row in rows(opened("批次汇总")["分布"]) if row[0] == "分配依据"]
    assert "机械工程类由中国机械工程学会评价（通知附件1）" in bases


def test_rows_are_high_enough_for_the_whole_experience(send, opened):
    send([person(1, experience="桥" * 290), person(4, experience="桥")])
    sheet = opened(MECHANICAL)["人员名单"]
    width = sheet.column_dimensions["S"].width
    lines = 290 * 2 / (width * 1.16)  # digits of 9 points in a column counted in digits of 11
    assert sheet.row_dimensions[2].height >= lines * 12
    assert sheet.row_dimensions[3].height < 60


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", '=HYPERLINK("http://x.cn")', "+8613900000000", "-1", "@SUM(A1)", "{=1}", "0012", "1e5"),
        *("http://x.cn/a", "mailto:a@b.cn", "<r>x</r>", "<r><t>x</t></r>", "a&b<c>\"d'", "_x0041_", "{{ 7*7 }}"),
        *("line\nbreak", "  blanks  ", "𠮷野"),
    ],
)
def test_text_stays_text(send, opened, text):
    send([person(1, name=text, experience=text, email=text, name_typed=text, project_name=text)])
    workbook = opened(MECHANICAL)
    for cell in (workbook["人员名单"]["C2"], workbook["人员名单"]["S2"], workbook["原填"]["B2"]):
        assert cell.value == text
        assert cell.data_type == "s"
        assert cell.hyperlink is None


def test_characters_that_a_workbook_cannot_hold_do_not_break_it(send, opened):
    send([person(1, name="a\x00b\ud800c\uffff", experience="长" * 40_000)])
    sheet = opened(MECHANICAL)["人员名单"]
    assert sheet["C2"].value.startswith("a")
    assert len(sheet["S2"].value) == 32_767


def test_what_the_unit_typed_and_where(send, opened):
    send([person(1, level_typed="专业", file="a.eml!附件3.xlsx", row=17, experience_typed="经历 ", experience="经历")])
    row = rows(opened(MECHANICAL)["原填"])[1]
    assert "专业" in row
    assert row[-3:] == ("a.eml!附件3.xlsx", "附件3", 17)


def test_unconfirmed_route_is_named_and_flagged_on_every_sheet(send, opened, outbox, people):
    send(people)
    workbook = opened(CIVIL)
    assert [path.name for path in outbox.rglob(f"{CIVIL}*.xlsx")] == [f"{CIVIL}_推荐人员_20250421-01（待确认）.xlsx"]
    for sheet in (workbook[name] for name in ("人员名单", "原填", "说明")):
        assert "待确认" in sheet.oddHeader.center.text
        assert sheet.sheet_properties.tabColor.rgb == "FFC00000"
    assert rows(workbook["人员名单"])[0] == tuple(HEADINGS.replace("提示,", "提示,分配依据,").split(","))
    assert rows(workbook["说明"])[0][0] == "待确认"


def test_confirmed_workbook_is_not_flagged(send, opened, people):
    send(people)
    assert "待确认" not in opened(ELECTRICAL)["人员名单"].oddHeader.center.text


def test_changes_and_withdrawals_have_a_sheet_only_when_there_are_any(send, opened, people):
    send(people)
    assert "变更与撤回" not in opened(MECHANICAL).sheetnames


def test_a_change_goes_to_the_society_and_a_move_to_both(send, opened):
    changed, moved = person(1, change="change"), person(4, change="change", withdrawn_from=ELECTRICAL)
    send([changed, moved], changed_earlier=columns([moved], EARLIER))
    assert [row[:3] for row in rows(opened(MECHANICAL)["变更与撤回"])[1:]] == [("G00001X", "工乙", "变更")]
    electrical = opened(ELECTRICAL)
    assert [row[:3] for row in rows(electrical["变更与撤回"])[1:]] == [("G00004X", "工戊", "撤回")]
    assert len(rows(electrical["人员名单"])) == 1
    assert MECHANICAL not in str(rows(electrical["变更与撤回"]))


def test_a_society_called_with_an_ampersand_keeps_it_in_print(send, outbox):
    send([person(1, society="A&B学会")])
    (path,) = outbox.rglob("A&B*.xlsx")
    assert b"A&amp;&amp;B" in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")


KEPT_BACK = {
    "experience": ({"主要工程实践经历", "工程实践经历（与人员名单不同时）"}, "节约投资"),
    "email": ({"电子邮箱", "联系方式"}, "@example"),
    "company_contact_phone": ({"企业联系电话", "企业名称（联系人、电话）"}, "13800000"),
    "name": ({"姓名"}, "工乙"),
}


@pytest.mark.parametrize("field", KEPT_BACK)
def test_what_the_notice_keeps_back_stands_in_no_sheet(send, opened, monkeypatch, field):
    notice = load_notice("2025")
    less = notice._replace(societies_see=notice.societies_see - {field})
    monkeypatch.setattr("pipeline.publish.outbox.plan.load_notice", lambda _: less)
    sent = person(1, change="change", email="g1@example.cn", phone_typed="13900000001 g1@example.cn")
    send([sent], finding(sent, "email-invalid", severity="warning", field="email", value="g1@example"))
    book = opened(MECHANICAL)
    gone, text = KEPT_BACK[field]
    left = [heading for name in ("人员名单", "原填", "变更与撤回") for heading in rows(book[name])[0]]
    assert not gone & set(left)
    assert {"编号", "工程技术领域", "所在领域", "事项"} <= set(left)
    assert text not in str([rows(sheet) for sheet in book])


@pytest.mark.parametrize("name", notices())
def test_whatever_a_notice_lets_a_society_see_has_a_column(name):
    columns = [column for sheet in SHEETS for column in load_layout("intake", sheet).columns]
    named = {field for column in columns if not column.others for field in column.tells}
    assert load_notice(name).societies_see <= named


def test_fields_and_columns_without_a_place_of_their_own_stand_in_the_original_sheet(send, opened, monkeypatch):
    notice = load_notice("2025")
    more = notice._replace(societies_see=notice.societies_see | {"education", "extra"})
    monkeypatch.setattr("pipeline.publish.outbox.plan.load_notice", lambda _: more)
    send([person(1, education_typed="研究生", extra='{"性别":"女","备注":"可面谈"}')])
    headings, row = rows(opened(MECHANICAL)["原填"])[:2]
    told = dict(zip(headings, row, strict=True))
    assert (told["学历"], told["表中的其他各栏"]) == ("研究生", "性别：女\n备注：可面谈")
    assert "工作年限" not in told
