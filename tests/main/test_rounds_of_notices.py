"""A round of correction of each notice other than attachment 3's: what the letter says, what is marked, how the
corrected copy is known when it comes back, and what the next letter says. All of it as applicants and units do it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from support_main import Office
from support_notices_played import (
    CIESC,
    CSEE,
    GRID,
    HEAT,
    IET,
    NOWS,
    list_of,
    mailed,
    member,
    members,
    office_of,
    registered,
)
from support_office import OFFICE, saved_in_office
from support_rounds import commented, corrected, every, listed, marked, told, write

from examples.registrations import BOTH, ENGLISH

APPLICANT = "a1@chem.example"
UNIT = "hr@grid.example"
REGISTERED = "r1@heat.example"
FIRST = {
    CIESC: lambda: mailed(
        APPLICANT,
        "2023-04-10 09:00",
        "申报材料",
        {"柏青-专业工程会员.xlsx": list_of("柏青", 1, phone="1390000110", level="高级", specialty="炼金")},
    ),
    CSEE: lambda: mailed(
        UNIT,
        "2022-08-20 09:00",
        "名单",
        {
            "名单.docx": members(
                GRID, member("高架", 1, phone="1390000220"), member("何水", 2, level=""), member("江远", 3)
            )
        },
    ),
    IET: lambda: mailed(
        REGISTERED,
        "2018-11-10 09:00",
        "报名表",
        {"报名表.docx": registered("宁静", 1, interview=BOTH, phone="1390000330")},
    ),
}
MENDED = {
    CIESC: (APPLICANT, "2023-04-26 09:00", every(write("P3", "13900001101"), write("F3", "专业工程会员"))),
    CSEE: (UNIT, "2022-09-11 09:00", every(write("O4", "13900002201"), write("J5", "专业工程会员"))),
    IET: (REGISTERED, "2018-11-21 09:00", every(write("I6", "13900003301"), write("I9", ENGLISH))),
}
PHONE = "不是有效的电话号码（手机号应为11位数字），请核对后填写本人手机号码。"
MOBILE = "填写本人手机号码；境外号码前写“+”和国家代码"
BOTH_TICKED = "☑可以 ok ☑需要翻译 with translation"
UNCLEAR = f"是否全英文面试“{BOTH_TICKED}”没有看明白（可以、需要翻译），请核对后重新填写。"
NO_CLASS = "“高级”不是可选的申请类别（职称、学会会员等级不能代替），请选填专业工程会员或资深工程会员。"
UNKNOWN = (
    "“炼金”不是通知所列的专业类别，可补填：化学、化学工程与技术、材料科学与工程、环境科学与工程、安全科学与工程、"
    "仪器化工机械与设备、其他。"
)
CLOSING = "有疑问的，请与我会联系。联系人：周秘书；电话：023-60000000；电子邮箱：mishuchu@example.org。"
IS_MARKED = "随函附上标出了有关格子的工作簿：标红的须改正，标黄的请核对。请直接在其中改好发回，不要另建新表。"
DUE = "补正期限参照学会初审退回后的期限，是10个工作日，从{start}的次日起算。逾期没有补正的，由我会另行联系。"
CITED = {
    CIESC: "《关于开展2023年度化学化工类工程能力国际互认资格评价的通知》（化会字〔2023〕第05号）",
    CSEE: "《中国电机工程学会关于开展电气工程类第四批工程会员评价认证工作的通知》（电机学〔2022〕268号）",
    IET: "《中国电机工程学会关于开展国际工程师资质认证的通知》",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """By notice an office to which something wrong was sent."""
    offices = {}
    for notice, mail in FIRST.items():
        offices[notice] = office_of(tmp_path_factory.mktemp(notice) / "office", [notice])
        offices[notice].receive({"1.eml": mail()})
        offices[notice].run(now=NOWS[notice])
    return offices


@pytest.fixture(scope="module")
def answered(asked: Mapping[str, Office], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """The same after the marked copies came back corrected."""
    offices = {}
    for notice, office in asked.items():
        copy = marked(answer(office))
        offices[notice] = office.clone(tmp_path_factory.mktemp(notice) / "office", outbox=True)
        shutil.copytree(office.settings, offices[notice].settings)
        address, day, edit = MENDED[notice]
        offices[notice].receive({"2.eml": mailed(address, day, "补正", {copy.name: corrected(copy, edit)})})
        offices[notice].run(now=NOWS[notice] + timedelta(days=2))
    return offices


def answer(office: Office, submission: str = "S00001") -> Path:
    """The folder of the one answer to a submission."""
    (folder,) = office.outbox.glob(f"批次/*/单位/*_{submission}")
    return folder


def paragraphs(office: Office, submission: str = "S00001") -> list[str]:
    """The letter from its title to its closing, line by line."""
    lines = [line for line in told(answer(office, submission)).split("\n") if line]
    return lines[1 : lines.index(CLOSING)] + [line for line in lines[lines.index(CLOSING) + 1 :] if "|" in line]


def mail_of(office: Office, submission: str = "S00001") -> EmailMessage:
    (path,) = answer(office, submission).glob("*.eml")
    return message_from_bytes(path.read_bytes(), policy=default)  # type: ignore[return-value]


def texts(office: Office) -> Iterator[str]:
    yield from (told(folder) for folder in office.outbox.glob("批次/*/单位/*"))
    yield from (finding["message"] for finding in office.export("findings"))
    for folder in office.outbox.glob("批次/*/单位/*"):
        for path in folder.glob("*.xlsx"):
            yield from commented(path).values()
            yield from (str(value) for line in listed(path) for value in line)


LETTERS = {
    CIESC: [
        "关于补正2023年申报材料的函",
        "柏青同志：",
        f"您于2023年4月10日报送的申报材料收悉。按照{CITED[CIESC]}的要求，我会作了核对，现将须补正和请核对的事项一次告知如下。",
        "收到的材料（报送编号S00001）：柏青-专业工程会员.xlsx（1人）。须补正后再办理。",
        "须补正的事项",
        "共2处，见下表。",
        "可选的申请类别：专业工程会员、资深工程会员。",
        "请核对的事项",
        "以下1处已按现有内容或所注的意思办理，请核对；没有出入的，不必回复。",
        "补正的期限和方式",
        "请在2023年5月11日（星期四）以前（含当日）将改正后的材料发送至mishuchu@example.org。"
        + DUE.format(start="2023年4月25日"),
        IS_MARKED,
        "序号|姓名|单元格|栏目|现填|问题|请改为",
        f"1|柏青|Sheet1!P3|手机|139*******|“139*******”{PHONE}|{MOBILE}",
        (f"2|柏青|Sheet1!F3|申请类别|高级|{NO_CLASS}|选填专业工程会员或资深工程会员"),
        "序号|姓名|单元格|栏目|现填|问题|请改为",
        f"1|柏青|Sheet1!G3|专业类别|炼金|{UNKNOWN}|选填通知所列的一个专业类别",
    ],
    CSEE: [
        "关于补正2022年申请材料的函",
        f"{GRID}：",
        (
            f"你单位于2022年8月20日报送的申请材料收悉。按照{CITED[CSEE]}的要求，我会逐人作了核对，"
            "现将须补正和请核对的事项一次告知如下。"
        ),
        (
            "收到的材料（报送编号S00001）：名单.docx（3人）。从中读到申请人员3人，2人材料齐备、已转入下一步办理，"
            "1人须补正后再办理。"
        ),
        "须补正的事项",
        "共1处，见下表。",
        "请核对的事项",
        "以下1处已按现有内容或所注的意思办理，请核对；没有出入的，不必回复。",
        "补正的期限和方式",
        "请在2022年9月26日（星期一）以前（含当日）将改正后的材料发送至mishuchu@example.org，"
        f"邮件主题写“{GRID}工程会员申请人员名单”。" + DUE.format(start="2022年9月10日"),
        IS_MARKED,
        "序号|姓名|单元格|栏目|现填|问题|请改为",
        f"1|高架|表1!O2|手机|139*******|“139*******”{PHONE}|{MOBILE}",
        "序号|姓名|单元格|栏目|现填|问题|请改为",
        "1|何水|表1!J3|申请级别||没有填写申请级别，请选填专业工程会员或资深工程会员。|选填专业工程会员或资深工程会员",
    ],
    IET: [
        "关于补正2018年报名材料的函",
        "宁静同志：",
        f"您于2018年11月10日报送的报名材料收悉。按照{CITED[IET]}的要求，我会作了核对，现将须补正和请核对的事项一次告知如下。",
        "收到的材料（报送编号S00001）：报名表.docx（1人）。须补正后再办理。",
        "须补正的事项",
        "共1处，见下表。",
        "请核对的事项",
        "以下1处已按现有内容或所注的意思办理，请核对；没有出入的，不必回复。",
        "补正的期限和方式",
        "请在2018年12月4日（星期二）以前（含当日）将改正后的材料发送至mishuchu@example.org，"
        f"邮件主题写“国际工程师资质认证报名表+{HEAT}”。" + DUE.format(start="2018年11月20日"),
        IS_MARKED,
        "序号|姓名|单元格|栏目|现填|问题|请改为",
        f"1|宁静|表1!I3|手机|139*******|“139*******”{PHONE}|{MOBILE}",
        "序号|姓名|单元格|栏目|现填|问题|请改为",
        f"1|宁静|表1!I6|是否全英文面试|{BOTH_TICKED}|{UNCLEAR}|核对后重新填写是否全英文面试",
    ],
}


@pytest.mark.parametrize("notice", LETTERS)
def test_the_letter_speaks_as_the_notice_does(asked: Mapping[str, Office], notice: str) -> None:
    assert paragraphs(asked[notice]) == LETTERS[notice]


@pytest.mark.parametrize(
    ("notice", "to", "subject", "begins"),
    [
        (
            CIESC,
            APPLICANT,
            f"补正：{CITED[CIESC][1 : CITED[CIESC].index('》')]}",
            "柏青同志：\n　　您2023年4月10日报送的",
        ),
        (CSEE, UNIT, f"补正：{GRID}工程会员申请人员名单", f"{GRID}：\n　　贵单位2022年8月20日报送的"),
        (IET, REGISTERED, f"补正：国际工程师资质认证报名表+{HEAT}", "宁静同志：\n　　您2018年11月10日报送的"),
    ],
)
def test_the_mail_is_addressed_to_who_sent_the_form(
    asked: Mapping[str, Office], notice: str, to: str, subject: str, begins: str
) -> None:
    mail = mail_of(asked[notice])
    assert to in mail["to"]
    assert mail["subject"] == subject
    said = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    lines = [line.removeprefix("<p>").removesuffix("</p>") for line in said.splitlines() if line.startswith("<p>")]
    assert "\n".join(lines).startswith(begins + "材料已经收到")


NOT_OF_THEM = ("附件3", "附件1", "推荐", "盖章", "扫描件", "拟申请级别")


@pytest.mark.parametrize("notice", LETTERS)
def test_nothing_speaks_of_what_the_notice_has_not(asked: Mapping[str, Office], notice: str) -> None:
    said = list(texts(asked[notice]))
    assert len(said) > 4
    assert [text for text in said if any(word in text for word in NOT_OF_THEM)] == []


@pytest.mark.slow
@pytest.mark.parametrize("notice", LETTERS)
def test_nor_does_the_next_letter(answered: Mapping[str, Office], notice: str) -> None:
    said = list(texts(answered[notice]))
    assert len(said) > 4
    assert [text for text in said if any(word in text for word in NOT_OF_THEM)] == []


def test_the_copy_is_marked_where_the_mistakes_are(asked: Mapping[str, Office]) -> None:
    marks = {notice: commented(marked(answer(office))) for notice, office in asked.items()}
    assert marks[CIESC] == {
        "Sheet1!P3": f"【必须更正】“1390000110”{PHONE}",
        "Sheet1!F3": f"【必须更正】{NO_CLASS}",
        "Sheet1!G3": f"【请核对】{UNKNOWN}",
    }
    assert marks[CSEE] == {
        "表1!O4": f"【必须更正】“1390000220”{PHONE}",
        "表1!J5": "【请核对】没有填写申请级别，请选填专业工程会员或资深工程会员。",
    }
    assert marks[IET] == {
        "表1!I6": f"【必须更正】“1390000330”{PHONE}",
        "表1!I9": f"【请核对】{UNCLEAR}",
    }
    assert listed(marked(answer(asked[CSEE]))) == [
        ("高架", "表1!O4", "手机", "1390000220", MOBILE),
        ("何水", "表1!J5", "申请级别", None, "选填专业工程会员或资深工程会员"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("notice", "stands"),
    [
        (CIESC, {"柏青": "routed"}),
        (CSEE, {"高架": "routed", "何水": "routed", "江远": "duplicate"}),
        (IET, {"宁静": "routed"}),
    ],
)
def test_the_corrected_copy_is_known_and_goes_on(
    answered: Mapping[str, Office], notice: str, stands: Mapping[str, str]
) -> None:
    people = answered[notice].export("people")
    assert {row["name"]: row["disposition"] for row in people if row["submission_id"] == "S00002"} == stands
    first = {row["name"]: row["disposition"] for row in people if row["submission_id"] == "S00001"}
    assert {name for name, disposition in first.items() if disposition == "superseded"} == {
        name for name, disposition in stands.items() if disposition == "routed"
    }


NEXT = {
    CIESC: [
        "关于再次报送2023年申报材料的函",
        "柏青同志：",
        f"您于2023年4月26日再次报送的申报材料收悉。按照{CITED[CIESC]}的要求，我会作了核对，没有须补正的事项。",
        "收到的材料（报送编号S00002）：柏青-专业工程会员（补正）.xlsx（1人）。材料齐备，已转入下一步办理。",
        "与上次材料的对照",
        "与2023年4月10日收到的材料逐人逐格对照：已改正2处、仍未改正1处。",
        "请核对的事项",
        "以下1处已按现有内容或所注的意思办理，请核对；没有出入的，不必回复。",
        IS_MARKED,
        "序号|姓名|栏目|上次填写|本次填写|情况",
        "1|柏青|手机|139*******|139********|已改正",
        "2|柏青|专业类别|炼金|炼金|仍未改正",
        "3|柏青|申请类别|高级|专业工程会员|已改正",
        "序号|姓名|单元格|栏目|现填|问题|请改为",
        f"1|柏青|Sheet1!G3|专业类别|炼金|仍未改正：{UNKNOWN}|选填通知所列的一个专业类别",
    ],
    CSEE: [
        "关于再次报送2022年申请材料的函",
        f"{GRID}：",
        f"你单位于2022年9月11日再次报送的申请材料收悉。按照{CITED[CSEE]}的要求，我会作了核对，没有须补正的事项。",
        "收到的材料（报送编号S00002）：名单（补正）.xlsx（3人）。从中读到申请人员3人，3人材料齐备、已转入下一步办理。",
        "与上次材料的对照",
        "与2022年8月20日收到的材料逐人逐格对照：已改正2处。",
        "序号|姓名|栏目|上次填写|本次填写|情况",
        "1|高架|手机|139*******|139********|已改正",
        "2|何水|申请级别|（空）|专业工程会员|已改正",
    ],
    IET: [
        "关于再次报送2018年报名材料的函",
        "宁静同志：",
        f"您于2018年11月21日再次报送的报名材料收悉。按照{CITED[IET]}的要求，我会作了核对，没有须补正的事项。",
        "收到的材料（报送编号S00002）：报名表（补正）.xlsx（1人）。材料齐备，已转入下一步办理。",
        "与上次材料的对照",
        "与2018年11月10日收到的材料逐人逐格对照：已改正2处。",
        "序号|姓名|栏目|上次填写|本次填写|情况",
        "1|宁静|手机|139*******|139********|已改正",
        "2|宁静|是否全英文面试|☑可以 ok ☑需要翻译 with translation|☑可以 ok □需要翻译 with translation|已改正",
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("notice", NEXT)
def test_the_next_letter_says_what_is_right_now(answered: Mapping[str, Office], notice: str) -> None:
    assert paragraphs(answered[notice], "S00002") == NEXT[notice]


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("notice", MENDED)
def test_a_copy_that_libreoffice_saved_is_known_too(asked: Mapping[str, Office], notice: str, tmp_path: Path) -> None:
    """Corrected, and saved again as a person with LibreOffice has it."""
    office = asked[notice].clone(tmp_path / "office", outbox=True)
    shutil.copytree(asked[notice].settings, office.settings)
    address, day, edit = MENDED[notice]
    source = tmp_path / "补正.xlsx"
    source.write_bytes(corrected(marked(answer(office)), edit))
    saved = saved_in_office([source], "xlsx", tmp_path)["补正"]
    office.receive({"2.eml": mailed(address, day, "补正", {"补正.xlsx": saved})})
    office.run(now=NOWS[notice] + timedelta(days=2))
    said = {row["name"]: row["disposition"] for row in office.export("people") if row["submission_id"] == "S00002"}
    assert set(said.values()) - {"duplicate"} == {"routed"}
    assert "再次报送" in paragraphs(office, "S00002")[0]
