"""Whom an answer goes to, however the material came: each half of a mail for two notices, each mail of an mbox, files
that lie loose in the inbox."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from support_main import NOW, Office, person, state, workbook
from support_notices import TITLE, add_notice
from support_rounds import answers, commented, corrected, kinds, marked, told, write

from examples.units import mail
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.publish.units.letters_table import letters
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK

pytestmark = pytest.mark.slow  # rounds by real files take long; test_answered_units.py has the first of each kind

ONE, TWO = "甲工程有限公司", "乙工程有限公司"
SENT, SCAN = NOW - timedelta(days=20), b"%PDF-1.4"
FIRST = workbook(ONE, person("钱一", "19911112001", "机电"), person("孙二", "19911112002"))
SECOND = workbook(TWO, person("李三", "1991111"), person("周四", "19911112004"))
DOMAIN, PHONE = "L5", "K5"


def box(*mails: bytes) -> bytes:
    return b"".join(b"From a@b.example Thu Apr 10 09:00:00 2025\r\n" + each + b"\r\n" for each in mails)


def addresses(office: Office) -> dict[str, tuple[str, str]]:
    """By unit: to which address a letter goes, and of which files it is made."""
    with Register.open(office.register) as register:
        table = letters((register.batch_contents(batch) for batch in register.batches()), {})
    rows = zip(table["recipient"], table["address"], table["files"], strict=True)
    return {unit: (address, files) for unit, address, files in rows}


def test_each_mail_of_an_mbox_is_answered_by_itself(tmp_path: Path) -> None:
    one = mail(ONE, SENT, "", {"附件3.xlsx": FIRST, "盖章.pdf": SCAN})
    two = mail(TWO, SENT + timedelta(days=1), "", {"附件3.xlsx": SECOND, "盖章.pdf": SCAN + b"2"})
    office = Office(tmp_path)
    office.receive({"收件箱.mbox": box(one, two)})
    office.run()
    for unit, cell, name, other in ((ONE, DOMAIN, "钱一", "李三"), (TWO, PHONE, "李三", "钱一")):
        (folder,) = answers(office, unit)
        assert list(commented(marked(folder))) == [f"附件3!{cell}"]
        assert name in told(folder)
        assert other not in told(folder)
    assert len({address for address, _ in addresses(office).values()}) == 2
    back = corrected(marked(answers(office, TWO)[0]), write(PHONE, "19911112003"))
    office.receive({"回信.mbox": box(mail(TWO, NOW, "", {"附件3（补正）.xlsx": back, "盖章.pdf": SCAN + b"3"}))})
    office.run(now=NOW + timedelta(days=2))
    assert [fate[1:] for fate in office.fates(TWO)] == [
        ("李三", "superseded"),
        ("周四", "routed"),
        ("李三", "routed"),
        ("周四", "duplicate"),
    ]
    assert kinds(office, TWO) == ["补正", "再次答复"]


def test_each_half_of_a_mail_for_two_notices_is_answered_by_itself(tmp_path: Path, notice_files: Path) -> None:
    """A letter cites its notice, and what comes back for one corrects nothing of the other, though nothing but our mark
    tells for which it is, and both deadlines are over."""
    add_notice(notice_files)
    office = Office(tmp_path / "office")
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, open_notices=("2025", "2026"))
    later = workbook(ONE, person("钱一", "19911112001"), person("吴五", "1992222"), note="二")
    both = {f"评价(2025)+{ONE}.xlsx": FIRST, f"评价(2026)+{ONE}.xlsx": later, "盖章.pdf": SCAN}
    message = mail(ONE, SENT.replace(year=2026), "请查收。", both)
    office.receive({"1.eml": message})
    office.run()
    cited = {TITLE: "K6", "关于开展2025年工程能力评价推荐工作的通知": DOMAIN}
    folders = answers(office, ONE)
    assert len(folders) == 2
    for folder in folders:
        (title,) = [title for title in cited if title in told(folder)]
        assert list(commented(marked(folder))) == [f"附件3!{cited.pop(title)}"]
    of_2026 = next(folder for folder in folders if TITLE in told(folder))
    office.receive({f"2026-05-02 {ONE}/附件3（补正）.xlsx": corrected(marked(of_2026), write("K6", "19911112007"))})
    office.run(now=NOW.replace(year=2026))
    notices = {row["submission_id"]: row["notice"] for row in office.export("submissions")}
    found = [(notices[row["submission_id"]], row["name"], row["disposition"]) for row in office.people()]
    assert sorted(found) == [
        ("2025", "孙二", "routed"),
        ("2025", "钱一", "held"),
        ("2026", "吴五", "routed"),
        ("2026", "吴五", "superseded"),
        ("2026", "钱一", "duplicate"),
        ("2026", "钱一", "routed"),
    ]


@pytest.fixture(scope="module")
def loose(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("loose"))
    office.receive({"附件3甲.xlsx": FIRST, "附件3甲.pdf": SCAN, "附件3乙.xlsx": SECOND})
    office.run()
    return office


def test_loose_files_are_answered_without_an_address(loose: Office) -> None:
    assert {unit: len(answers(loose, unit)) for unit in (ONE, TWO)} == {ONE: 1, TWO: 1}
    assert {address for address, _ in addresses(loose).values()} == {""}
    assert "没有收到盖章的扫描件" in told(answers(loose, TWO)[0])


def test_a_loose_file_returns_as_a_correction(loose: Office, tmp_path: Path) -> None:
    """No address tells whose it is, but the unit's name in the sheet does."""
    office = loose.clone(tmp_path, outbox=True)
    office.receive({"附件3甲（补正）.xlsx": corrected(marked(answers(office, ONE)[0]), write("K5", "19911112077"))})
    office.run(now=NOW + timedelta(days=2))
    assert len({row["person_id"] for row in office.people(ONE)}) == 2
    assert "mark-invalid" not in {finding["slug"] for finding in office.export("findings")}
    assert "没有要求而改动1处" in told(answers(office, ONE)[-1])
    before = state(office)
    assert office.run(now=NOW + timedelta(days=2)).batch is None
    assert state(office) == before
