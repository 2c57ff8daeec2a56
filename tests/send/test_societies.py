"""What goes to societies by mail: only where the route is confirmed, encrypted where that is wanted, and then it counts
as dispatched."""

from __future__ import annotations

import io
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import msoffcrypto
import pytest
from openpyxl import load_workbook
from support_smtp import USER, Served
from test_send import BATCH, OWN, Desk, server

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK, Confirmation
from tests.main.support_main import NOW, Office, person, workbook

__all__ = ["server"]

pytestmark = pytest.mark.slow
CIVIL, POWER, MACHINES = "中国土木工程学会", "中国电机工程学会", "中国机械工程学会"
SECRET = "xue-hui-kou-ling"


def settings(path: Path, port: int) -> None:
    """Three societies confirmed, of which two have an address, one of these to be sent encrypted."""
    told = OWN | {"smtp_host": "localhost", "smtp_port": str(port)}
    confirmed = {
        domain: Confirmation(society, "秘书处", date(2025, 4, 1))
        for domain, society in (("土木工程类", CIVIL), ("电气工程类", POWER), ("机械工程类", MACHINES))
    }
    write_settings_workbook(path, association=told, confirmations=confirmed)
    book = load_workbook(path)
    sheet = book["对口学会"]
    at = {cell.value: cell.column for cell in sheet[3]}
    for row in sheet.iter_rows(min_row=4):
        society = row[at["学会"] - 1].value
        if society in (CIVIL, POWER):
            row[at["学会邮箱"] - 1].value = {CIVIL: "civil@xuehui.example", POWER: "power@xuehui.example"}[society]
            row[at["加密发送"] - 1].value = "是" if society == POWER else None
    book.save(path)


@pytest.fixture
def desk(tmp_path: Path, server: Served) -> Desk:
    office = Office(tmp_path / "first")
    office.settings.mkdir()
    settings(office.settings / WORKBOOK, server.port)
    people = [
        person("钱一", "19911112001", "土木工程类"),
        person("孙二", "19911112002", "电气工程类"),
        person("李三", "19911112003", "机械工程类"),
        person("周四", "19911112004", "水利水电工程类"),
    ]
    office.receive({"2025-04-10 甲/附件3.xlsx": workbook("甲工程有限公司", *people)})
    office.run()
    desk = Desk(tmp_path / "desk", office, server)
    settings(desk.office.settings / WORKBOOK, server.port)
    return desk


def sheets(data: bytes) -> str:
    return "".join(
        str(cell.value) for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row
    )


def test_lists_go_to_confirmed_societies_and_count_as_dispatched(desk: Desk, server: Served, tmp_path: Path) -> None:
    folder = desk.office.outbox / "批次" / BATCH / "学会"
    drafts = sorted(path.parent.name for path in folder.rglob("*.eml"))
    assert drafts == sorted([CIVIL, MACHINES])  # not of one that is encrypted, nor of one that is not confirmed
    assert any("（待确认）" in path.name for path in folder.rglob("*.xlsx"))
    code, said = desk.send()
    assert (code, [each.to for each in server.room.taken]) == (0, [("civil@xuehui.example",)]), said
    assert "密码文件里没有它的密码" in said
    (brought,) = server.room.taken[0].mail.iter_attachments()
    assert brought.get_filename() == f"{CIVIL}_推荐人员_{BATCH}.xlsx"
    told = sheets(brought.get_content())
    assert "钱一" in told
    assert not [name for name in ("孙二", "李三", "周四") if name in told]
    passwords = tmp_path / "passwords.txt"
    passwords.write_text(f"{POWER} = “{SECRET}”\n", encoding="utf-8")
    code, said = desk.send("--yes", "--passwords", str(passwords))
    assert (code, [each.to for each in server.room.taken][1:]) == (0, [("power@xuehui.example",)]), said
    assert SECRET not in said
    assert SECRET.encode() not in server.room.taken[1].data
    (brought,) = server.room.taken[1].mail.iter_attachments()
    assert brought.get_filename() == f"{POWER}_推荐人员_{BATCH}（加密）.xlsx"
    locked, plain = msoffcrypto.OfficeFile(io.BytesIO(brought.get_content())), io.BytesIO()
    locked.load_key(password=SECRET)
    locked.decrypt(plain)
    assert "孙二" in sheets(plain.getvalue())
    with Register.open(desk.office.register) as register:
        day = f"{NOW:%Y-%m-%d}"
        assert register.dispatches() == {(BATCH, CIVIL): day, (BATCH, POWER): day}
        waiting = {each.subject for each in register.questions(NOW) if each.kind == "dispatch"}
    assert waiting == {MACHINES}
    assert USER.encode() in server.room.taken[0].data


def returned(office: Office) -> bytes:
    """The list that a society sends back with a stage that there is not."""
    book = load_workbook(office.outbox / "批次" / BATCH / "学会" / CIVIL / f"{CIVIL}_推荐人员_{BATCH}.xlsx")
    sheet = book["人员名单"]
    heading = next(row for row in sheet.iter_rows() if "环节" in [cell.value for cell in row])
    at = {cell.value: cell.column for cell in heading}
    sheet.cell(heading[0].row + 1, at["环节"]).value = "随便写的"
    sheet.cell(heading[0].row + 1, at["结论"]).value = "通过"
    out = io.BytesIO()
    book.save(out)
    answer = EmailMessage()
    answer["From"], answer["Subject"] = "civil@xuehui.example", "评价结果"
    answer["Date"], answer["Message-ID"] = "Mon, 12 May 2025 09:00:00 +0800", "<result@xuehui.example>"
    answer.set_content("见附件")
    answer.add_attachment(out.getvalue(), maintype="application", subtype="octet-stream", filename="名单.xlsx")
    return answer.as_bytes()


def test_what_goes_back_to_a_society_answers_its_mail(desk: Desk, server: Served) -> None:
    office = desk.office
    office.receive({"结果.eml": returned(office)})
    office.run(now=NOW + timedelta(days=7))
    (draft,) = (office.outbox / "批次").glob(f"*/学会/{CIVIL}/请更正.eml")
    batch = draft.parents[2].name
    kept = message_from_bytes(draft.read_bytes(), policy=policy.default)
    code, said = desk.send("--yes", batch=batch)
    assert code == 0, said
    (sent,) = [each for each in server.room.taken if each.to == ("civil@xuehui.example",)]
    for mail in (kept, sent.mail):
        assert mail["In-Reply-To"] == "<result@xuehui.example>"
        assert mail["To"].addresses[0].addr_spec == "civil@xuehui.example"
        names = [part.get_filename() for part in mail.walk() if part.get_filename()]
        assert names == ["请更正.docx", "名单（请更正）.xlsx"]
