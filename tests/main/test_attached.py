"""People on a list of their own (此列可另附表): on another sheet, in another workbook, in a second mail of the unit."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from support_main import NOW, WORK, Office

from examples.units import mail

UNIT = "渝江附表工程有限公司"
FORM = [
    ["推荐参加工程能力评价人员情况表"],
    [f"推荐单位（盖章）：{UNIT}"],
    ["已外派参与工程项目人员汇总（可另附）"],
    ["序号", "企业名称", "企业海外重点项目名称", "项目所在国家(地区)", "项目类型", "项目状态", "拟互认人员信息"],
    ["1", UNIT, "老挝水电站项目", "老挝", "看情况", "在建", "见附表"],
]
LIST = [
    ["拟互认人员信息（已外派）"],
    ["项目名称", "姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"],
    ["老挝水电站项目", "钱附", "19911113001", "水利水电工程类", "老挝", "专业工程会员", WORK],
]


def book(**sheets: list[list[str]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


SENT = {
    "sheet": {f"2025-04-10 {UNIT}/附件3.xlsx": book(附件3=FORM, 附表=LIST)},
    "workbook": {
        f"2025-04-10 {UNIT}/附件3.xlsx": book(附件3=FORM),
        f"2025-04-10 {UNIT}/附表.xlsx": book(附表=LIST),
    },
    "mail": {
        "1.eml": mail(UNIT, NOW, "附件3", {"附件3.xlsx": book(附件3=FORM)}),
        "2.eml": mail(UNIT, NOW, "附表", {"附表.xlsx": book(附表=LIST)}),
    },
}
PLACES = {
    "sheet": (f"2025-04-10 {UNIT}/附件3.xlsx", "附件3", "E5"),
    "workbook": (f"2025-04-10 {UNIT}/附件3.xlsx", "附件3", "E5"),
    "mail": ("1.eml!附件3.xlsx", "附件3", "E5"),
}


@pytest.mark.parametrize("how", [pytest.param(each, marks=[pytest.mark.slow] * (each != "workbook")) for each in SENT])
def test_the_list_finds_its_project(how: str, tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive(SENT[how])
    office.run()
    [row] = office.people()
    assert (row["name"], row["project_name"], row["project_country"]) == ("钱附", "老挝水电站项目", "LA")
    assert (row["company"], row["section"], row["disposition"]) == (UNIT, "dispatched", "routed")
    [finding] = [finding for finding in office.export("findings") if finding["slug"] == "type-unknown"]
    assert (finding["file"], finding["sheet"], finding["cell"]) == PLACES[how]
    assert [fate["fate"] for fate in office.export("rows") if "见附表" in fate["text"]] == ["reference"]
    [project] = office.export("projects")
    assert (project["source_file"], project["people"]) == (PLACES[how][0], 1)
