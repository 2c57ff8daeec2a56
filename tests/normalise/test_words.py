"""Level, project type and status: raw -> canonical, how, hint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.statuses import status
from pipeline.normalise.vocabulary import vocabulary
from pipeline.normalise.words import word
from pipeline.terms.notices import load_notice

NOTICE = load_notice()
PROFESSIONAL, SENIOR = NOTICE.open_levels
BOTH = f"{PROFESSIONAL}、{SENIOR}"

LEVELS = [
    ("专业工程 会员", PROFESSIONAL, "ok", ""),
    ("專業工程會員", PROFESSIONAL, "ok", ""),
    ("拟申请资深工程会员", SENIOR, "ok", ""),
    (" 资深工程会员 ", SENIOR, "ok", ""),
    ("申请级别：资深", SENIOR, "ok", ""),
    ("1、专业工程会员", PROFESSIONAL, "ok", ""),
    ("（专业）", PROFESSIONAL, "ok", ""),
    ("工程会员（专业）", PROFESSIONAL, "ok", ""),
    ("联合体资深工程会员", SENIOR, "ok", ""),
    ("专业（）", PROFESSIONAL, "ok", ""),
    ("资深工程会员（首次）", SENIOR, "ok", ""),
    ("SPE资深", SENIOR, "ok", ""),
    ("资深（待定）", SENIOR, "understood", SENIOR),
    ("资深？", SENIOR, "understood", SENIOR),
    ("资深（专业）", "", "ambiguous", f"{SENIOR}、{PROFESSIONAL}"),
    ("专业工程会员（改报资深）", "", "ambiguous", BOTH),
    ("本次申请资深", SENIOR, "ok", ""),
    ("专业工程会员（2019年已获），本次申报资深", SENIOR, "understood", SENIOR),
    ("专业工程会员，建议改报资深工程会员", "", "ambiguous", BOTH),
    ("改报资深", SENIOR, "ok", ""),
    ("资深工程会员（10年以上相关专业工作经历）", SENIOR, "ok", ""),
    ("专业（√）资深（ ）", PROFESSIONAL, "ok", ""),
    ("专业（ ）资深（√）", SENIOR, "ok", ""),
    ("专业（×）资深（√）", SENIOR, "ok", ""),
    ("□专业 ☑资深", SENIOR, "ok", ""),
    ("□ 专业  ■ 资深", SENIOR, "ok", ""),
    ("○专业 ●资深", SENIOR, "ok", ""),
    ("√专业 资深", PROFESSIONAL, "ok", ""),
    ("专业/√资深", SENIOR, "ok", ""),
    ("专业√/资深", PROFESSIONAL, "ok", ""),
    ("专业√ 资深", PROFESSIONAL, "ok", ""),
    ("专业 ☑资深", SENIOR, "ok", ""),
    ("专业：√ 资深：", PROFESSIONAL, "ok", ""),
    ("专业工程会员 ( ) 资深工程会员 (V)", SENIOR, "ok", ""),
    ("B", SENIOR, "understood", SENIOR),
    ("②", SENIOR, "understood", SENIOR),
    ("(B)资深", SENIOR, "ok", ""),
    ("资深、高级工程师", SENIOR, "understood", SENIOR),
    ("高级工程师（申请资深）", SENIOR, "understood", SENIOR),
    ("见习工程师", "见习工程会员", "ok", ""),
    ("专业√资深", "", "ambiguous", BOTH),
    ("☑专业☑资深", "", "ambiguous", BOTH),
    ("□专业□资深", "", "ambiguous", BOTH),
    ("专业/资深", "", "ambiguous", BOTH),
    ("专业、资深均可", "", "ambiguous", BOTH),
    ("专业资深均可", "", "ambiguous", BOTH),
    ("专业或资深", "", "ambiguous", BOTH),
    ("资深，如不符则专业", "", "ambiguous", f"{SENIOR}、{PROFESSIONAL}"),
    ("资深工程会员SPE", SENIOR, "ok", ""),
    ("资深（SPE）", SENIOR, "ok", ""),
    ("PE专业工程会员", PROFESSIONAL, "ok", ""),
    ("专业工程会员PE", PROFESSIONAL, "ok", ""),
    ("资深SPE工程会员", SENIOR, "understood", SENIOR),
    ("资深（原专业）", SENIOR, "understood", SENIOR),
    ("资深（更正为专业）", "", "ambiguous", f"{SENIOR}、{PROFESSIONAL}"),
    ("资深（暂不申请）", "", "unknown", ""),
    ("资深X", "", "unknown", SENIOR),
    ("非资深", "", "unknown", SENIOR),
    ("拟转资深", "", "unknown", SENIOR),
    ("不申请资深", "", "unknown", ""),
    ("资深类工程会员", SENIOR, "ok", ""),
    ("资深工程会员-初次申报", SENIOR, "ok", ""),
    ("专业工程会员，首次申请", PROFESSIONAL, "ok", ""),
    ("资深工程会员，暂缓首次申请", "", "unknown", ""),
    ("资深\n工程会员", SENIOR, "ok", ""),
    ("专业工程会员（资深）", "", "ambiguous", BOTH),
    ("工程会员", "", "ambiguous", BOTH),
    ("高级工程师", "", "unknown", ""),
    ("工程师", "", "unknown", ""),
    ("CEng", "", "unknown", ""),
    ("资深工程会元", "", "unknown", SENIOR),
    ("C", "", "unknown", ""),
    ("/", "", "", ""),
    ("暂无", "", "", ""),
]

TYPES = [
    ("√对外投资\n□承包工程\n□对外劳务", "对外投资", "ok", ""),
    ("√其他（贸易） □承包工程", "其他", "ok", ""),
    ("2.承包工程", "承包工程", "ok", ""),
    ("2", "承包工程", "understood", "承包工程"),
    ("EPC（总承包）", "承包工程", "ok", ""),
    ("BOT（对外投资）", "对外投资", "ok", ""),
    ("承包工程/", "承包工程", "ok", ""),
    ("贸易", "其他", "understood", "其他"),
    ("投资+承包", "", "ambiguous", "对外投资、承包工程"),
    ("承包工程、对外投资", "", "ambiguous", "承包工程、对外投资"),
    ("BOT", "", "ambiguous", "对外投资、承包工程"),
    ("对外承包工程-施工总承包", "承包工程", "ok", ""),
    ("承包工程（EPC）", "承包工程", "ok", ""),
    ("工程总承包EPC", "承包工程", "ok", ""),
    ("承包工程-房建", "承包工程", "understood", "承包工程"),
    ("对外承包工程（含劳务）", "承包工程", "understood", "承包工程"),
    ("其他：咨询", "其他", "understood", "其他"),
    ("投资、承包均可", "", "ambiguous", "对外投资、承包工程"),
    ("F+EPC+O", "", "ambiguous", "承包工程、对外投资"),
    ("非承包工程", "", "unknown", "承包工程"),
    ("国际工程", "", "unknown", ""),
    ("承包功程", "", "unknown", "承包工程"),
    ("N/A", "", "", ""),
]

STATUSES = [
    ("(C)在建", "在建", "ok", ""),
    ("C", "在建", "understood", "在建"),
    ("已完工，等待验收移交", "已完工等待验收移交", "ok", ""),
    ("□筹建\n□准备\n□在建\n□完工\n√已完工等待验收移交\n□运营中", "已完工等待验收移交", "ok", ""),
    ("在建（完成80%）", "在建", "ok", ""),
    ("完工(待验收)", "已完工等待验收移交", "ok", ""),
    ("在建，明年交付", "在建", "understood", "在建"),
    ("已投入运营", "运营中", "ok", ""),
    ("在建/完工", "", "ambiguous", "在建、完工"),
    ("试运行", "", "ambiguous", "已完工等待验收移交、运营中、在建"),
    ("停工", "", "unknown", ""),
    ("在建（停工）", "", "unknown", ""),
    ("在建，已停工", "", "unknown", ""),
    ("在建（一期运营）", "在建", "understood", "在建"),
    ("在建（主体施工阶段）", "在建", "ok", ""),
    ("在建（2026年6月完工）", "在建", "ok", ""),
    ("基本完工", "", "ambiguous", "在建、完工"),
    ("未完工", "", "unknown", ""),
    ("暂不在建", "", "unknown", "在建"),
    ("未开工", "", "ambiguous", "准备、筹建"),
    ("在建60%", "在建", "ok", ""),
    ("在建 约60％", "在建", "understood", "在建"),
    ("已完工80%", "", "unknown", "完工"),
    ("2023年完工", "完工", "understood", "完工"),
    ("2022年6月已竣工", "完工", "understood", "完工"),
    ("2019年投产运营", "运营中", "understood", "运营中"),
    ("2026年完工", "", "unknown", ""),
    ("预计2024年完工", "", "unknown", ""),
    ("筹建（现已在建）", "", "ambiguous", "筹建、在建"),
    ("在建（原筹建）", "在建", "understood", "在建"),
]


@pytest.mark.parametrize(("typed", "value", "how", "hint"), LEVELS)
def test_level(typed: str, value: str, how: str, hint: str) -> None:
    assert word(typed, vocabulary("levels"), NOTICE.open_levels) == (value, how, hint)


@pytest.mark.parametrize(("typed", "value", "how", "hint"), TYPES)
def test_project_type(typed: str, value: str, how: str, hint: str) -> None:
    assert word(typed, vocabulary("project_types"), NOTICE.project_types) == (value, how, hint)


@pytest.mark.parametrize(("typed", "value", "how", "hint"), STATUSES)
def test_project_status(typed: str, value: str, how: str, hint: str) -> None:
    assert status(typed, vocabulary("project_statuses"), NOTICE) == (value, how, hint)


def test_own_words_win() -> None:
    own = vocabulary("levels").with_own({"高级工程师": SENIOR, "专业": SENIOR})
    assert word("高级 工程师", own) == (SENIOR, "ok", "")
    assert word("专业", own) == (SENIOR, "ok", "")
    assert word("高级工程师", vocabulary("levels")).how == "unknown"


@given(st.text(alphabet="专业资深工程会员师级√□☑（） ()/、，A1高"))
def test_a_word_is_taken_or_left_never_half(text: str) -> None:
    known = vocabulary("levels")
    match = word(text, known, NOTICE.open_levels)
    assert (match.value in known.canonical) == (match.how in ("ok", "understood"))
    assert match.how or not match.hint


@pytest.mark.parametrize("typed", ["男，汉族", "男（土家族）", "男/汉"])
def test_the_people_somebody_belongs_to_says_nothing_against_the_sex(typed: str) -> None:
    assert word(typed, vocabulary("sexes")) == ("男", "ok", "")
