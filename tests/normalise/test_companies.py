"""The company cell: name, contact and phone in one."""

from __future__ import annotations

import pytest

from pipeline.normalise.companies import company

NAME = "渝州（重庆）路桥有限公司"
PHONE = "+8613912345678"


@pytest.mark.parametrize(
    "typed",
    [
        "{}\n(联系人：秦联，手机：13912345678)",
        "{} (联系人: 秦联, 手机: 139 1234 5678)",
        "{} 联系人:秦联 13912345678",
        "{}；联系人：秦联；电话：13912345678",
        "{}（秦联 13912345678）",
        "{}（秦联13912345678）",
        "{}，秦联，13912345678",
        "{}联系人秦联，13912345678",
        "{} 秦联（项目经理） 13912345678",
        "{}/秦联/13912345678",
        "渝州（重庆）\n路桥\n有限公司\n秦联\n13912345678",
        "渝\n州\n（\n重\n庆\n）\n路\n桥\n有限公\n司\n秦联\n13912345678",
        "{}—秦联—13912345678",
        "1.{}（联系人：秦联，手机：13912345678）",
        "{} 秦联 13912345678",
        "{}秦联13912345678",
        "{}\n秦联\n13912345678",
        "{}联系人：秦联 电话 +86 13912345678",
        "{}【联系人：秦 联，手机：１３９１２３４５６７８】",
    ],
)
def test_three_in_one_cell(typed: str) -> None:
    found = company(typed.format(NAME))
    assert (found.value, found.contact, found.phone, found.how) == (NAME, "秦联", PHONE, "ok")


@pytest.mark.parametrize(
    ("typed", "contact"),
    [
        ("{}（联系人：秦家民，手机：13912345678）", "秦家民"),
        ("{}（联系人：吴中国 办公 13912345678）", "吴中国"),
        ("企业名称：{}\n企业联系人：秦联试经理\n手机号码：13912345678", "秦联试经理"),
        ("{}（聯繫人：秦聯，手機：１３９１２３４５６７８）", "秦聯"),
    ],
)
def test_names_that_hold_words_of_labels(typed: str, contact: str) -> None:
    found = company(typed.format(NAME))
    assert (found.value, found.contact, found.phone, found.how) == (NAME, contact, PHONE, "ok")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (NAME, NAME),
        ("渝州 路桥 有限公司", "渝州路桥有限公司"),
        ("渝州路桥有限公司（国企）", "渝州路桥有限公司（国企）"),
        ("渝州(集团)有限公司", "渝州(集团)有限公司"),
        ("Yuzhou Bridge Co., Ltd.", "Yuzhou Bridge Co., Ltd."),
    ],
)
def test_only_a_company(typed: str, name: str) -> None:
    assert company(typed) == (name, "ok", "", "", "", "", "")


def test_parts_that_are_missing() -> None:
    assert company(f"{NAME} 联系人：秦联")[:6] == (NAME, "ok", "", "秦联", "", "")
    assert company(f"{NAME} 13912345678")[:6] == (NAME, "ok", "", "", PHONE, "ok")
    assert company("/") == ("", "", "", "", "", "", "")


def test_columns_apart_win() -> None:
    assert company(NAME, "秦联", "13912345678")[3:6] == ("秦联", PHONE, "ok")
    assert company(NAME, "秦联 13912345678")[3:6] == ("秦联", PHONE, "ok")
    assert company(f"{NAME}（吴试 13812345678）", "秦联", "13912345678")[3:6] == ("秦联", PHONE, "ok")


def test_branches_and_latin_names() -> None:
    found = company("渝州建设有限公司西南分公司（艾力·吾斯曼 023-63612345转8）")
    assert found[:5] == ("渝州建设有限公司西南分公司", "ok", "", "艾力·吾斯曼", "+862363612345")
    assert company("Yuzhou Bridge Co., Ltd. (Li Wu, +65 9669 3880)")[3:5] == ("Li Wu", "+6596693880")


@pytest.mark.parametrize(
    "typed",
    [f"{NAME}（联系人：秦联 部门：工程部 手机：13912345678）", f"{NAME}（联系人：秦联、吴试，手机：13912345678）"],
)
def test_what_is_left_over_is_said(typed: str) -> None:
    assert company(typed)[:5] == (NAME, "unparsed", "", "秦联", PHONE)


def test_a_phone_that_is_none() -> None:
    found = company(f"{NAME}（联系人：秦联，手机：1391234567）")
    assert (found.phone, found.phone_how, found.phone_hint) == ("", "invalid", "手机号应为11位数字")


@pytest.mark.parametrize("typed", ["渝州路桥有限公司（秦某）", "渝州路桥有限公司 秦联", "渝州路桥有限公司/秦联"])
def test_a_person_without_phone_is_likely_the_contact(typed: str) -> None:
    """Nothing says so for certain, and the unit is asked."""
    found = company(typed)
    assert (found.value, found.contact, found.how) == ("渝州路桥有限公司", typed[-4:].strip("（）司 /"), "unparsed")


@pytest.mark.parametrize("typed", ["渝州路桥有限公司（江北）", "渝州路桥有限公司（集团）", "渝州路桥集团 高新有限公司"])
def test_places_and_words_behind_a_company_are_no_people(typed: str) -> None:
    found = company(typed)
    assert (found.value, found.contact, found.how) == (typed.replace(" ", ""), "", "ok")


def test_a_person_alone_is_no_company_for_certain() -> None:
    assert company("秦联 13912345678").how == "unparsed"


@pytest.mark.parametrize(
    ("typed", "name", "contact"),
    [
        (f"{NAME}（填表人：秦联，手机：13912345678）", NAME, "秦联"),
        (f"{NAME}（法人：吴试，联系人：秦联 13912345678）", NAME, "秦联"),
        (f"秦联 13912345678 {NAME}", NAME, "秦联"),
        ("秦联 13912345678", "", "秦联"),
        ("本公司（联系人：秦联 13912345678）", "", "秦联"),
    ],
)
def test_a_role_is_nobody_and_a_person_no_company(typed: str, name: str, contact: str) -> None:
    assert company(typed)[:5] == (name, "unparsed", "", contact, PHONE)


@pytest.mark.parametrize("typed", ["2025年4月20日", "2025-04-20", "我司", "同推荐单位"])
def test_what_names_no_company(typed: str) -> None:
    found = company(typed)
    assert (found.value, found.how) == ("", "unparsed")


def test_an_address_is_no_contact() -> None:
    found = company("渝州路桥有限公司\n地址：金开大道1号\n联系人：秦联\n手机：13912345678")
    assert (found.value, found.contact, found.phone, found.how) == ("渝州路桥有限公司", "秦联", PHONE, "unparsed")


@pytest.mark.parametrize(
    ("typed", "name", "contact"),
    [
        ("渝州路桥有限\n公司", "渝州路桥有限公司", ""),
        ("渝州路桥集团\n股份有限公司", "渝州路桥集团股份有限公司", ""),
        ("渝州\n集团有限公司（联系人：\n秦联，手机：13912345678）", "渝州集团有限公司", "秦联"),
        ("渝州路桥有限责任\n公司\n秦联 13912345678", "渝州路桥有限责任公司", "秦联"),
        ("渝州路桥有限公司\n公司电话：13912345678", "渝州路桥有限公司", ""),
    ],
)
def test_a_name_that_a_narrow_column_broke(typed: str, name: str, contact: str) -> None:
    found = company(typed)
    assert (found.value, found.contact, found.how) == (name, contact, "ok")


def test_a_line_break_that_may_be_inside_the_name_is_said() -> None:
    assert company("中国\n水电").how == "unparsed"


def test_a_contact_of_the_project_s_country() -> None:
    typed = "渝州路桥有限公司（联系人：秦联，手机：{}）"
    assert company(typed.format("09 420 123 456"), project="MM")[-3:-1] == ("+959420123456", "understood")
    assert company(typed.format("020-38881234"), project="LA")[-3:-1] == ("+862038881234", "ok")
    assert company(typed.format("02055551234"), project="LA")[-3:-1] == ("+862055551234", "understood")
