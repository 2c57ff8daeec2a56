"""The recommending unit and the day, as sheets, subjects, folder and file names spell them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.receive.unit_names import date_in, organisation, sheet_unit, subject_unit
from pipeline.terms.notices import load_notice

NOTICE = load_notice("2025")
UNIT = "渝东试算工程有限公司"


@pytest.mark.parametrize(
    "subject",
    [
        f"评价(2025)+{UNIT}",
        f"评价（2025）＋{UNIT}",
        f"评价（2025)+ {UNIT}",
        f" 评价 ( 2025 ) + {UNIT} ",
        f"评价(２０２５)+{UNIT}",
        f"评价2025+{UNIT}",
        f"评价(2025年)+{UNIT}",
        f"评价(2025)-{UNIT}",
        f"评价(2025)：{UNIT}",
        f"评价(2025){UNIT}",
        f"评价(2025)＋【{UNIT}】",
        f"【评价(2025)】{UNIT}",
        f"{UNIT}+评价(2025)",
        f"{UNIT}-评价(2025)-推荐表",
        f"2025评价+{UNIT}",
        f"评价(2025)+{UNIT}（补充材料）",
        f"评价(2025)+{UNIT}推荐表",
        f"评价(2025)+{UNIT}+附件3",
        "评价(2025)+渝东试算 工程 有限公司",
        f"报送评价(2025)+{UNIT}",
        f"转发：评价(2025)+{UNIT}",
        f"回复: 评价(2025)+{UNIT}",
        f"Fwd: Re: 评价(2025)+{UNIT}",
        f"RE[2]：转发: 评价(2025)+{UNIT}",
        f"【转发】评价(2025)+{UNIT}",
        f"[外部邮件] 评价(2025)+{UNIT}",
        f"评价(2024)+{UNIT}",
        f"{UNIT}推荐表",
        f"关于报送{UNIT}推荐人员名单",
    ],
)
def test_subject(subject: str) -> None:
    assert subject_unit(subject, NOTICE) == UNIT


@pytest.mark.parametrize(
    ("subject", "unit"),
    [
        ("评价(2025)+渝东（重庆）建设集团有限公司", "渝东（重庆）建设集团有限公司"),
        ("评价(2025)+渝东试算集团有限公司第三项目部", "渝东试算集团有限公司第三项目部"),
        ("评价(2025)+渝东科技评价中心", "渝东科技评价中心"),
        ("评价(2025)+国网渝东电力", "国网渝东电力"),
        ("评价(2025)+渝公司", "渝公司"),
        ("评价(2025)+我公司", ""),
        ("评价(2025)+总公司", ""),
        ("评价(2025)+ 渝州 港航工程有限公司", "渝州港航工程有限公司"),
        ("重庆 港航工程有限公司推荐表", "重庆港航工程有限公司"),
        ("评价(2025)+赵三 渝州港航工程有限公司", "渝州港航工程有限公司"),
        ("评价(2025)+渝州建设集团 渝州港航工程有限公司", "渝州建设集团"),
        ("评价(2025)+张三", ""),
        ("评价(2025)+", ""),
        ("评价(2025)+推荐单位", ""),
        ("转发：", ""),
        ("你好", ""),
        ("关于开展2025年工程能力评价推荐工作的通知", ""),
        (f"{NOTICE.association}关于推荐工作的通知", ""),
        ("", ""),
    ],
)
def test_subject_in_particular(subject: str, unit: str) -> None:
    assert subject_unit(subject, NOTICE) == unit


@pytest.mark.parametrize(
    "name",
    [
        UNIT,
        f"附件3-{UNIT}",
        f"附件3-{UNIT}-c002",
        f"附件3：推荐参加工程能力评价人员情况表（{UNIT}）",
        f"{UNIT}推荐表c003",
        f"{UNIT}推荐参加工程能力评价人员情况表(最终版)",
        f"{UNIT}(1)",
        f"{UNIT} - 副本",
        f"{UNIT}盖章扫描件",
        f"c001_{UNIT}",
        f"01、{UNIT}",
        f"2025-04-21 {UNIT}",
        f"20250421{UNIT}",
        f"2025年4月21日{UNIT}",
        f"{UNIT}2025.4.21",
        f"{UNIT}张工",
    ],
)
def test_name_with_a_unit(name: str) -> None:
    assert organisation(name, NOTICE) == UNIT


@pytest.mark.parametrize(
    "name",
    [
        "c005-flat",
        "附件3",
        "附件3 推荐表",
        "推荐参加工程能力评价人员情况表",
        "2025-04-21",
        "scan0001",
        "新建 Microsoft Excel 工作表",
        "微信图片_20250421",
        "设计院",
        "有限公司",
        "工程处",
        "项目所在国家",
        "张三",
        "",
        "最终版(1)",
    ],
)
def test_name_without_a_unit(name: str) -> None:
    assert organisation(name, NOTICE) == ""


@pytest.mark.parametrize(
    "unit",
    [
        "渝东大学",
        "渝东市勘测院",
        "渝东会计师事务所（普通合伙）",
        "渝东第一工程处",
        "新疆路桥有限公司",
        "和平建设集团",
        "海外工程有限公司",
        "材料科学研究院",
        "评价科技有限公司",
        "附属医院建设有限公司",
        "Yudong Bridge Co., Ltd",
    ],
)
def test_endings(unit: str) -> None:
    assert organisation(unit, NOTICE) == unit


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        (UNIT, UNIT),
        (f"推荐单位（盖章）：{UNIT}", UNIT),
        (f"推荐单位(盖章) : {UNIT}（公章）", UNIT),
        (f"推荐单位（盖章）\n{UNIT}", UNIT),
        (f"推荐单位：{UNIT}    联系人：李某  电话：13800000000", UNIT),
        (f"{UNIT}（盖章）  填报日期：2025年4月21日", UNIT),
        (f"{UNIT} 2025.4.21", UNIT),
        (f"{UNIT}　盖章", UNIT),
        (f"{UNIT}13800000000", UNIT),
        ("渝东试算 工程有限公司", UNIT),
        ("渝东（重庆）试算院", "渝东（重庆）试算院"),
        ("某些名字不像单位", "某些名字不像单位"),
        ("推荐单位（盖章）：", ""),
        ("（盖章）", ""),
        ("____________", ""),
        ("推荐单位：XX公司", ""),
        ("××有限公司", ""),
        ("某某单位", ""),
        ("/", ""),
        ("无", ""),
        ("", ""),
    ],
)
def test_the_cell_of_the_sheet(typed: str, unit: str) -> None:
    assert sheet_unit(typed) == unit


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-04-21", date(2025, 4, 21)),
        ("2025-4-1 渝东", date(2025, 4, 1)),
        ("20250421渝东", date(2025, 4, 21)),
        ("渝东2025.4.21", date(2025, 4, 21)),
        ("2025_04_21", date(2025, 4, 21)),
        ("2025年4月21日", date(2025, 4, 21)),
        ("2025 年 4 月 21 日", date(2025, 4, 21)),
        ("13820250421", None),
        ("2025-04", None),
        ("20251332", None),
        ("2025-04.21", None),
        ("9999-12-31 渝东", None),
        ("0000-01-01", None),
        ("2099年12月31日", date(2099, 12, 31)),
        ("渝东", None),
    ],
)
def test_day(name: str, day: date | None) -> None:
    assert date_in(name) == day


@pytest.mark.parametrize("piece", ["（附件3", "新", "集团公司", "转发：", "评价(2025)", "2025-", "（盖章盖公章"])
def test_long_names_are_read_at_once(piece: str) -> None:
    text = piece * 20_000
    for unit in (organisation(text, NOTICE), subject_unit(text, NOTICE), sheet_unit(text)):
        assert len(unit) <= 300
