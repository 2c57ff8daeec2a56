"""What the text of a mail says of the people in its attachments is told, and nothing else of what letters hold."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from support_main import person, workbook

from pipeline.examine.document import examine
from pipeline.model.documents import Examined
from pipeline.model.statements import Person

UNIT = "甲地测试工程有限公司"
TOLD = {
    "您好，其中钱一已离职，请不要推荐。附件请查收。": "您好，其中钱一已离职，请不要推荐",
    "附件请查收。\n孙二的拟申请级别请按资深工程会员办理。": "孙二的拟申请级别请按资深工程会员办理",
    "所有人员的所在领域统一改为电气工程类！": "所有人员的所在领域统一改为电气工程类",
    "附件请查收。孙二这次就不报了。": "孙二这次就不报了",
    "孙二的手机换了，新号19900001111。附件请查收。": "孙二的手机换了，新号19900001111",
    "第2个人删掉。": "第2个人删掉",
    "附件请查收。再补一位孙三，电话19900001111，专业工程会员。": "再补一位孙三，电话19900001111，专业工程会员",
    "周四也一并推荐，表随后补。": "周四也一并推荐，表随后补",
    "前两位是去年推荐过的，请忽略。": "前两位是去年推荐过的，请忽略",
    "孙二所在地现为泰国。": "孙二所在地现为泰国",
    "须等集团审批后再办理，请暂缓转发。": "须等集团审批后再办理，请暂缓转发",
    "人员材料涉密，请不要转发给其他学会。": "人员材料涉密，请不要转发给其他学会",
    "第2行的手机号有误，应为19900001111；钱一放弃。": "第2行的手机号有误，应为19900001111；钱一放弃",
}
SILENT = [
    "附件为我单位推荐表，钱一、孙二均符合条件，请查收。",
    "现将更正后的推荐表报上。",
    "钱一的材料如有错误，请告知更正。",
    "钱一的手机号码已更正，请以本表为准。",
    "附件中人员均为我单位在职职工。",
    "附件为推荐表，盖章扫描件随后再补。",
    "如已收到，请忽略本邮件。",
    "本邮件不涉密。",
    "已按要求修改。\n\n---- 原始邮件 ----\n发件人: 秘书处\n钱一：级别请改为专业工程会员或资深工程会员。",
    "见附件。\n2025年4月20日 秘书处 写道：\n> 孙二的手机号有误，请更正。",
]


def said(text: str, root: Path, *, markup: bool = False, subject: str = "推荐表") -> list[str]:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@unit.example", subject
    body = "".join(f"<p>{line}</p>" for line in text.splitlines()) if markup else text
    mail.set_content(body, subtype="html" if markup else "plain")
    data = workbook(UNIT, person("钱一", "19911112001"), person("孙二", "19911112002"))
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="附件3.xlsx")
    path = root / "a.eml"
    path.write_bytes(mail.as_bytes())
    documents = examine(("a.eml", str(path), ())).documents
    return [each.about for document in documents for each in document.remarks if each.slug == "letter-said"]


@pytest.mark.parametrize("text", TOLD)
def test_a_sentence_that_would_change_something_is_told(text: str, tmp_path: Path) -> None:
    assert said(text, tmp_path) == said(text, tmp_path, markup=True) == [TOLD[text]]


@pytest.mark.parametrize("text", SILENT)
def test_other_sentences_and_what_is_quoted_are_not(text: str, tmp_path: Path) -> None:
    assert said(text, tmp_path) == []


def test_the_subject_says_it_too(tmp_path: Path) -> None:
    assert said("附件请查收。", tmp_path, subject="撤回：评价(2025)+甲地测试工程有限公司") == [
        "撤回：评价(2025)+甲地测试工程有限公司"
    ]
    assert said("附件请查收。", tmp_path, subject="回复：评价(2025)+甲地测试工程有限公司 更正后的推荐表") == []


@pytest.mark.parametrize(
    ("subject", "over", "slugs"),
    [
        ("回复：推荐表", "------ 原始邮件 ------", ["struck-out"]),
        ("推荐表", "发件人：秘书处", ["struck-out"]),
        ("推荐表", "另有一人：", []),
        ("转发：推荐表", "------ 原始邮件 ------", []),
        ("推荐表", "------ 转发的邮件 ------", []),
    ],
)
def test_whom_only_the_list_in_a_quoted_mail_names_is_struck_out(
    subject: str, over: str, slugs: list[str], tmp_path: Path
) -> None:
    heading = "<tr><th>姓名</th><th>联系方式</th><th>所在领域</th><th>当前所在地</th><th>拟申请级别</th></tr>"
    row = "<tr><td>周四</td><td>19911112004</td><td>土木工程类</td><td>缅甸</td><td>专业工程会员</td></tr>"
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@unit.example", subject
    mail.set_content(f"<p>见附件</p><p>{over}</p><table>{heading}{row}</table>", subtype="html")
    data = workbook(UNIT, person("钱一", "19911112001"))
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="附件3.xlsx")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    people = [each for one in examine(("a.eml", str(path), ())).documents for each in _people(one)]
    found = {each.text("name"): [problem.slug for problem in each.problems] for each in people}
    assert found["钱一"] == []
    assert [slug for slug in found["周四"] if slug == "struck-out"] == slugs


def _people(document: Examined) -> list[Person]:
    return document.recognition.people if document.recognition else []
