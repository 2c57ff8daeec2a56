"""Certificates, round after round with real files: told in the workbook where it lies, by a society's mail, or by a
file in the inbox; what is taken, what is not, and what the desk shows of it."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support_killed import STEPS, PutIn, ended_at, killed_at
from support_main import Office, person, publish_again, state, tree, workbook
from support_workers import Here

import pipeline.process
from pipeline.adopt import certificates
from pipeline.process import Report
from pipeline.publish.desk.certificates import blank_book
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.publish.outbox.desk_files import publish_desk
from pipeline.publish.paper.writing import write_book
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK
from pipeline.text.seal import SHEET
from tests import support_results
from tests.hours.support_hours import line, record, xlsx
from tests.support_certificates import BOOK, filled_in, lines_of
from tests.support_decisions import lines_of as questions_of

pytestmark = pytest.mark.slow  # whole runs, round after round

if sys.platform == "win32":
    pytest.skip("no fork on Windows", allow_module_level=True)

UNIT = "甲地测试工程有限公司"
MACHINES, ROADS = "中国机械工程学会", "中国公路学会"
MAILS = {MACHINES: "jixie@example.org", ROADS: "gonglu@example.org"}
NAMES = {"钱一": "机械工程类", "孙二": "机械工程类", "李三": "公路"}
PE = "专业工程会员"


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office in which a society returned the number of one certificate; to be cloned, never run."""
    office = Office(tmp_path_factory.mktemp("certified"))
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK)
    book = openpyxl.load_workbook(office.settings / WORKBOOK)
    for row in book["对口学会"].iter_rows(min_row=4):
        row[2].value = MAILS.get(row[1].value)
    book.save(office.settings / WORKBOOK)
    people = [person(name, f"1991111200{place}", domain) for place, (name, domain) in enumerate(NAMES.items())]
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.run()
    assert not (office.outbox / BOOK).exists()  # nobody has a certificate, nor is anybody with a society yet
    issued = {"环节": "证书签发", "结论": "通过", "日期": "2025-07-01", "证书编号": "机-0001"}
    (sent,) = support_results.sent_to(office.outbox, MACHINES)
    office.receive({"2025-07-02 返回.xlsx": support_results.filled_in(sent, {"钱一": issued})})
    office.run(now=on("2025-07-02"))
    return office


@pytest.fixture
def office(certified: Office, tmp_path: Path) -> Office:
    office = certified.clone(tmp_path / "office", outbox=True)
    shutil.copytree(certified.settings, office.settings)
    return office


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def number(office: Office, name: str) -> str:
    return next(row["person_id"] for row in office.people() if row["name"] == name)


def new(office: Office, name: str, certificate: str, society: str = MACHINES, **more: Any) -> dict[str, Any]:
    """A line about a new certificate."""
    own = {"证书编号": certificate, "编号": number(office, name), "姓名": name, "学会": society, "级别": PE}
    return own | {"签发日期": datetime(2025, 7, 10)} | more


SUSPENDED = {"事项": "暂停", "日期": datetime(2026, 1, 5), "原因": "未缴会费", "依据文件": "机字1号"}


def edit(office: Office, *given: Any, **how: Any) -> None:
    """The workbook where it lies, filled in by the secretary."""
    (office.outbox / BOOK).write_bytes(filled_in(office.outbox / BOOK, *given, **how))


def comes(office: Office, sender: str, data: bytes, day: str = "2026-02-02") -> Report:
    """A mail with the workbook."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "证书"
    message["Date"] = f"{on(day):%a, %d %b %Y %H:%M:%S %z}"
    message.set_content("见附件。")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="证书.xlsx")
    office.receive({f"{day} {sender}.eml": message.as_bytes()})
    return office.run(now=on(day))


def standing(office: Office, day: str) -> dict[str, tuple[str, str]]:
    """By number state and last day."""
    with Register.open(office.register) as register:
        told = register.certificates.standing(on(day).date())
    return {number: (each.state, each.valid_to.isoformat()) for number, each in told.items()}


def said(office: Office) -> list[tuple[str, str]]:
    """The findings on certificates: slug and cell."""
    return [(row["slug"], row["cell"]) for row in office.export("findings") if row["slug"].startswith("certificate-")]


def cases(office: Office) -> list[str]:
    """What waits on account of certificates, by its name."""
    lines = questions_of(office.outbox / "待决事项.xlsx", "未结事项")
    return [line["事项"] for line in lines if "证书" in line["问题"] or "再注册" in line["问题"]]


def test_the_number_that_a_society_returned_stands_in_the_book(office: Office) -> None:
    (line,) = lines_of(office.outbox / BOOK)
    assert (line["证书编号"], line["编号"], line["姓名"]) == ("机-0001", number(office, "钱一"), "钱一")
    assert (line["学会"], line["级别"], line["签发日期"], line["有效期至"]) == (
        MACHINES,
        PE,
        "2025-07-01",
        "2030-06-30",
    )
    assert (line["状态"], line["再注册申请截止日"], line["提醒"]) == ("有效", "2030-03-30", "")
    (event,) = lines_of(office.outbox / BOOK, "记录")
    assert (event["事项"], event["出自文件"], event["批次"]) == ("签发", "2025-07-02 返回.xlsx", "20250702-01")
    assert f'href="{BOOK}"' in (office.outbox / "index.html").read_text(encoding="utf-8").replace(
        "%E8%AF%81%E4%B9%A6%E5%8F%B0%E8%B4%A6", "证书台账"
    )


def test_filled_in_where_it_lies(office: Office) -> None:
    edit(office, {"机-0001": SUSPENDED}, [new(office, "孙二", "机-0002")])
    filled = (office.outbox / BOOK).read_bytes()
    report = office.run(now=on("2026-02-02"))
    assert report.results == ["证书：已登记 2 项。"]
    assert [path.read_bytes() for path in report.kept_aside] == [filled]
    assert standing(office, "2026-02-02") == {"机-0001": ("暂停", "2030-06-30"), "机-0002": ("有效", "2030-07-09")}
    assert [line["状态"] for line in lines_of(office.outbox / BOOK)] == ["暂停", "有效"]
    assert [line["事项"] for line in lines_of(office.outbox / BOOK, "记录")] == ["签发", "签发", "暂停"]
    assert (said(office), cases(office)) == ([], [])
    (row, _) = office.export("certificates")
    assert list(row)[:7] == ["certificate_no", "person_id", "society", "level", "issued_on", "valid_to", "state"]

    again = office.run(now=on("2026-02-02"))
    assert (again.batches, again.results, again.kept_aside) == ([], [], [])
    office.receive({"2026-02-03 又一份.xlsx": filled})
    once_more = office.run(now=on("2026-02-03"))
    assert (once_more.batches, once_more.results) == ([], [])


def test_what_cannot_be_is_a_case_until_it_is_put_right(office: Office) -> None:
    wrong = {"事项": "恢复", "日期": datetime(2026, 1, 5), "原因": "已缴"}
    edit(office, {"机-0001": wrong}, [new(office, "孙二", "机-0001"), new(office, "李三", "路-0001", ROADS)])
    report = office.run(now=on("2026-02-02"))
    (told,) = report.results
    assert told.startswith(
        "证书：已登记 1 项，2 行没有登记（证书台账.xlsx“新证书”A2：证书“机-0001”登记的持有人是钱一（"
    )
    assert "证书台账.xlsx“证书”K2：证书“机-0001”（钱一）现在是“有效”，不能再“恢复”，没有登记；" in told
    assert said(office) == [("certificate-taken", "A2"), ("certificate-not-possible", "K2")]
    assert sorted(standing(office, "2026-02-02")) == ["机-0001", "路-0001"]
    assert len(cases(office)) == 2
    assert "没有登记" in [line["事项"] for line in lines_of(office.outbox / BOOK, "记录")]

    (aside,) = report.kept_aside
    book = openpyxl.load_workbook(aside)
    book["新证书"]["A2"], book["证书"]["K2"], book["证书"]["N2"] = "机-0002", "暂停", "机字1号"
    book.save(office.inbox / "2026-02-03 改好.xlsx")
    assert office.run(now=on("2026-02-03")).results == ["证书：已登记 2 项。"]
    assert cases(office) == []


def test_the_same_wrong_line_again_is_one_case(office: Office) -> None:
    for day in ("2026-02-02", "2026-02-03"):
        edit(office, {"机-0001": {"事项": "暂停", "日期": datetime(2026, 1, 5), "说明": day}})
        office.run(now=on(day))
    assert len(cases(office)) == 1


def test_by_mail_from_its_own_address(office: Office) -> None:
    data = filled_in(office.outbox / BOOK, {"机-0001": SUSPENDED}, [new(office, "李三", "路-0001", ROADS)])
    report = comes(office, MAILS[MACHINES].upper(), data)
    (told,) = report.results
    assert told.startswith("证书：已登记 1 项，1 行没有登记（2026-02-02 JIXIE@EXAMPLE.ORG.eml!证书.xlsx“新证书”D2：")
    assert said(office) == [("certificate-other-society", "D2")]
    assert standing(office, "2026-02-02") == {"机-0001": ("暂停", "2030-06-30")}


def test_by_mail_from_elsewhere(office: Office) -> None:
    data = filled_in(office.outbox / BOOK, {"机-0001": SUSPENDED})
    (told,) = comes(office, "someone@example.org", data).results
    assert told.startswith("这份“证书台账”由“someone@example.org”发来，不是设置里登记的")
    assert standing(office, "2026-02-02") == {"机-0001": ("有效", "2030-06-30")}
    slugs = [row["slug"] for row in office.export("findings")]
    assert "certificates-from-elsewhere" in slugs
    assert len(cases(office)) == 1


def test_without_its_mark_nothing_is_taken(office: Office) -> None:
    edit(office, {"机-0001": SUSPENDED}, edit=lambda book: book.remove(book[SHEET]))
    report = office.run(now=on("2026-02-02"))
    (told,) = report.results
    assert told.startswith("这份“证书台账”不能确认是本程序写出的（标记已丢失，")
    assert len(report.kept_aside) == 1
    assert standing(office, "2026-02-02") == {"机-0001": ("有效", "2030-06-30")}
    assert "certificates-unproven" in [row["slug"] for row in office.export("findings")]
    assert lines_of(office.outbox / BOOK)[0]["事项"] == ""


def test_one_that_cannot_be_opened_stays_as_it_is(office: Office) -> None:
    (office.outbox / BOOK).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    report = office.run(now=on("2026-02-02"))
    (told,) = report.results
    assert told.startswith("证书台账.xlsx 打不开（")
    assert (report.kept_aside, report.batches) == ([], [])
    assert (office.outbox / BOOK).read_bytes().startswith(b"\xd0\xcf")


def test_forgetting_leaves_what_nobody_has_taken_yet(office: Office) -> None:
    edit(office, {"机-0001": SUSPENDED})
    with Register.open(office.register) as register:
        published = publish_desk(register.desk(on("2026-02-02")), office.outbox, register.secret())
    assert published.kept_aside == []
    assert office.run(now=on("2026-02-02")).results == ["证书：已登记 1 项。"]


def test_the_blank_one_of_this_register(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    with Register.open(office.register) as register:
        write_book(blank_book(path, register.secret()))
    office.receive({"2026-02-02 公路学会.xlsx": filled_in(path, {}, [new(office, "李三", "路-0001", ROADS)])})
    assert office.run(now=on("2026-02-02")).results == ["证书：已登记 1 项。"]
    assert said(office) == []


def test_a_late_request_waits_for_somebody_until_it_is_renewed(office: Office) -> None:
    edit(office, {"机-0001": {"事项": "申请再注册", "日期": datetime(2030, 3, 31)}})
    assert office.run(now=on("2030-04-01")).results == ["证书：已登记 1 项。"]
    assert said(office) == [("certificate-late", "L2")]
    assert cases(office) == ["逾期申请再注册"]
    assert lines_of(office.outbox / BOOK)[0]["提醒"] == "逾期申请，请人工决定"
    edit(office, {"机-0001": {"事项": "再注册", "日期": datetime(2030, 5, 6)}})
    assert office.run(now=on("2030-05-07")).results == ["证书：已登记 1 项。"]
    assert ("certificate-hours-missing", "K2") in said(office)
    assert standing(office, "2031-01-01") == {"机-0001": ("有效", "2035-06-30")}
    assert cases(office) == []


def test_certificates_that_ended_and_of_which_nothing_was_asked_are_one_case(office: Office) -> None:
    edit(office, {}, [new(office, "孙二", "机-0002"), new(office, "李三", "路-0001", ROADS)])
    office.run(now=on("2025-07-20"))
    office.run(now=on("2030-06-30"))  # the last day of the first
    assert cases(office) == []
    office.run(now=on("2030-07-10"))
    assert cases(office) == ["证书到期未再注册"]
    told = [
        line["问题"] for line in questions_of(office.outbox / "待决事项.xlsx", "未结事项") if "证书" in line["问题"]
    ]
    assert told[0].startswith("3 张证书（机-0001、机-0002、路-0001）到期了，没有申请再注册；")
    edit(office, {"机-0001": {"事项": "申请再注册", "日期": datetime(2030, 7, 9)}})
    office.run(now=on("2030-07-11"))
    assert sorted(cases(office)) == ["证书到期未再注册", "逾期申请再注册"]
    office.run(now=on("2031-01-10"))  # six months after the last one
    assert cases(office) == ["逾期申请再注册"]


def test_a_society_that_only_the_settings_name_issues_certificates(office: Office, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(office.settings / WORKBOOK)
    row = next(row for row in book["对口学会"].iter_rows(min_row=4) if row[1].value not in (None, *MAILS))
    row[1].value, row[2].value = "某某特种工程学会", "tezhong@example.org"
    book.save(office.settings / WORKBOOK)
    edit(office, {}, [new(office, "李三", "特-0001", "某某特种工程学会")])
    assert office.run(now=on("2026-02-02")).results == ["证书：已登记 1 项。"]
    suspended = filled_in(office.outbox / BOOK, {"特-0001": SUSPENDED})
    assert comes(office, "tezhong@example.org", suspended, "2026-02-03").results == ["证书：已登记 1 项。"]
    with Register.open(office.register) as register:
        write_book(blank_book(tmp_path / "a.xlsx", register.secret(), register.certificates.own_societies()))
    for path in (office.outbox / BOOK, tmp_path / "a.xlsx"):
        assert openpyxl.load_workbook(path)["可选学会"]["B"][-1].value == "某某特种工程学会"


def test_results_with_a_new_number_come_in_one_run_with_what_is_told_of_it(office: Office) -> None:
    def suspended(book: Workbook) -> None:
        sheet = book["证书"]
        line = {"证书编号": "机-0002", "姓名": "孙二"} | SUSPENDED
        sheet.append([line.get(cell.value) for cell in sheet[1]])

    edit(office, {}, edit=suspended)
    (sent,) = support_results.sent_to(office.outbox, MACHINES)
    issued = {"环节": "证书签发", "结论": "通过", "日期": "2025-12-20", "证书编号": "机-0002"}
    office.receive({"2026-02-02 返回.xlsx": support_results.filled_in(sent, {"孙二": issued})})
    office.receive({"2026-02-02 活动记录.xlsx": xlsx(record("孙二", "机-0002", line("课程", "2026-01-03")))})
    office.run(now=on("2026-02-02"))
    assert standing(office, "2026-02-02") == {"机-0001": ("有效", "2030-06-30"), "机-0002": ("暂停", "2030-12-19")}
    with Register.open(office.register) as register:
        assert [each.certificate_no for each in register.certificates.activities()] == ["机-0002"]
    assert said(office) == []


def test_a_number_that_stands_in_the_book_is_no_other_persons_result(office: Office) -> None:
    edit(office, {}, [new(office, "李三", "路-0001", ROADS)])
    office.run(now=on("2026-02-02"))
    sent = support_results.sent_to(office.outbox, MACHINES)[-1]
    issued = {"环节": "证书签发", "结论": "通过", "日期": "2026-01-20", "证书编号": "路-0001"}
    office.receive({"2026-02-03 返回.xlsx": support_results.filled_in(sent, {"孙二": issued})})
    office.run(now=on("2026-02-03"))
    assert "result-certificate-taken" in [row["slug"] for row in office.export("findings")]


def test_what_was_written_down_by_a_slip_is_taken_out_and_its_number_is_free(office: Office) -> None:
    edit(office, {}, [new(office, "李三", "机-0002", ROADS), new(office, "孙二", "路-0001", MACHINES)])
    office.run(now=on("2026-02-02"))
    slip = {"事项": "登记有误", "日期": "2026-02-03", "原因": "两人的编号填反"}
    right = [new(office, "李三", "路-0001", ROADS), new(office, "孙二", "机-0002", MACHINES)]
    edit(office, {"机-0002": slip, "路-0001": slip, "机-0001": slip}, right)
    report = office.run(now=on("2026-02-03"))
    assert report.results[0].startswith("证书：已登记 4 项，1 行没有登记（")
    lines = lines_of(office.outbox / BOOK)
    assert {line["证书编号"]: line["姓名"] for line in lines} == {
        "机-0001": "钱一",
        "路-0001": "李三",
        "机-0002": "孙二",
    }
    slips = [line for line in lines_of(office.outbox / BOOK, "记录") if line["事项"] == "登记有误"]
    assert [(line["证书编号"], line["姓名"], line["学会"]) for line in slips] == [
        ("机-0002", "李三", ""),
        ("路-0001", "孙二", ""),
    ]
    assert {row["certificate_no"]: row["state"] for row in office.export("certificates")} == dict.fromkeys(
        ("机-0001", "路-0001", "机-0002"), "有效"
    )
    edit(office, {"路-0001": slip})
    office.run(now=on("2026-02-04"))
    sent = support_results.sent_to(office.outbox, MACHINES)[-1]
    issued = {"环节": "证书签发", "结论": "通过", "日期": "2026-02-05", "证书编号": "路-0001"}
    office.receive({"2026-02-05 返回.xlsx": support_results.filled_in(sent, {"孙二": issued})})
    office.run(now=on("2026-02-05"))
    assert "result-certificate-taken" not in [row["slug"] for row in office.export("findings")]


def test_an_older_book_with_a_number_that_was_corrected_asks_nothing(office: Office) -> None:
    older = filled_in(office.outbox / BOOK, {}, [new(office, "李三", "路-0001", ROADS)])
    (sent,) = support_results.sent_to(office.outbox, MACHINES)
    other = {"环节": "证书签发", "结论": "通过", "日期": "2025-07-01", "证书编号": "机-0010", "说明": "更正证书编号"}
    office.receive({"2026-02-02 返回.xlsx": support_results.filled_in(sent, {"钱一": other})})
    office.run(now=on("2026-02-02"))
    office.receive({"2026-02-03 台账.xlsx": older})
    office.run(now=on("2026-02-03"))
    assert standing(office, "2026-02-03").keys() == {"机-0010", "路-0001"}
    assert said(office) == []


def test_a_rehearsal_takes_nothing(office: Office) -> None:
    edit(office, {"机-0001": SUSPENDED})
    before = tree(office.outbox)
    report = office.run(now=on("2026-02-02"), dry_run=True)
    assert report.results == ["证书：已登记 1 项。"]
    assert (tree(office.outbox), standing(office, "2026-02-02")) == (before, {"机-0001": ("有效", "2030-06-30")})


def test_the_book_is_written_anew_only_when_something_changed(office: Office) -> None:
    office.run(now=on("2025-07-03"))
    path = office.outbox / BOOK
    before = path.stat().st_mtime_ns
    office.run(now=on("2025-07-03"))
    assert path.stat().st_mtime_ns == before
    office.run(now=on("2030-01-01"))
    assert lines_of(path)[0]["提醒"] == "已到提醒期"


@pytest.fixture(scope="module")
def told(certified: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with all that can be told at once: on the desk and by mail, with a line that cannot be."""
    office = certified.clone(tmp_path_factory.mktemp("told"), outbox=True)
    shutil.copytree(certified.settings, office.settings)
    message = EmailMessage()
    message["From"], message["Date"] = MAILS[ROADS], "Mon, 2 Feb 2026 09:00:00 +0800"
    message.set_content("见附件。")
    data = filled_in(office.outbox / BOOK, {}, [new(office, "李三", "路-0001", ROADS), new(office, "孙二", "路-0002")])
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="证书.xlsx")
    office.receive({"公路.eml": message.as_bytes()})
    edit(office, {"机-0001": SUSPENDED}, [new(office, "孙二", "机-0002")])
    return office


def left(office: Office) -> Any:
    """All that a run leaves behind, and what is told of certificates."""
    with Register.open(office.register) as register:
        return *state(office), register.certificates.events()


def run(office: Office, **how: Any) -> Report:
    return office.run(now=on("2026-02-03"), **how)


@pytest.fixture(scope="module")
def taken(told: Office, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The state after a run to which nothing happened."""
    office = copied(told, tmp_path_factory.mktemp("taken"))
    (said,) = run(office).results
    assert said.startswith("证书：已登记 3 项，1 行没有登记（")
    return left(office)


def copied(office: Office, root: Path) -> Office:
    """With the times at which its files were changed, which tell when something came."""
    other = office.clone(root, outbox=True)
    shutil.copytree(office.settings, other.settings)
    return other


MORE: dict[str, PutIn] = {"certificates adopted, nothing judged": killed_at(certificates, "event_of", True, 1)}


@pytest.mark.parametrize("step", [*STEPS, *MORE])
def test_ended_at_one_step(
    step: str, told: Office, taken: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = copied(told, tmp_path)
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    ended_at((STEPS | MORE)[step], lambda: run(office))
    run(office)
    assert left(office) == taken
    again = run(office)
    assert (again.batches, again.results) == ([], [])
    assert left(office) == taken


def test_several_processes_come_to_the_same_bytes(told: Office, taken: Any, tmp_path: Path) -> None:
    office = copied(told, tmp_path)
    run(office, workers=2)
    assert left(office) == taken


def test_what_is_published_again_is_the_same(told: Office, taken: Any, tmp_path: Path) -> None:
    office = copied(told, tmp_path)
    run(office)
    publish_again(office)
    assert left(office) == taken
