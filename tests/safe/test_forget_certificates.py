"""Forgetting reaches certificates and activities and keeps what is counted; who is excluded stays so (003:112-114)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from main.support_main import NOW, Office, person, publish_again, tree, workbook
from support_safe import cells_of, forgotten, number, tells, twin

from pipeline.register import Register
from pipeline.upkeep.backup import back_up, restore
from pipeline.upkeep.forget import closed_before
from tests.support_certificates import filled_in as filled_in_book
from tests.support_holders import attended, happened, issued, revoked, write
from tests.support_results import filled_in, sent_to

pytestmark = pytest.mark.slow

UNIT, OTHER, SOCIETY = "试算电力工程有限公司", "试算地矿工程有限公司", "中国电机工程学会"
NAME, PHONE, BESIDE = "钱一鸣", "19911112001", "孙二"
GONE = [
    NAME,
    PHONE,
    "ZS-2025-0001",
    "GC-2024-77",
    "钱工的讲座",
    "钱工的论文",
    "钱工的单位",
    "钱工证明.pdf",
    "京学〔2026〕9号",
]
RECORD, PAPERS, BOOK = "2025-06-01 学时/活动.txt", "2025-06-03 学时/论文.txt", "2025-06-02 证书/证书.txt"
LATER = datetime.fromisoformat("2025-07-01T09:00:00+08:00")


def power(name: str, phone: str) -> list[object]:
    return person(name, phone, "电气工程类")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Of the one a certificate came with results and another one with a workbook, which was revoked; she also did
    something. Of the other only a certificate is known, from the same workbook."""
    office = Office(tmp_path_factory.mktemp("forget"))
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, power(NAME, PHONE), power(BESIDE, "19911112002"))})
    office.run()
    (sent,) = sent_to(office.outbox, SOCIETY)
    said = {NAME: {"会员号": "1", "环节": "证书签发", "结论": "通过", "证书编号": "ZS-2025-0001"}}
    office.receive({"2025-05-20 结果.xlsx": filled_in(sent, said)})
    office.receive({RECORD: f"{NAME} 活动".encode(), PAPERS: f"{NAME} 论文".encode()})
    office.receive({BOOK: f"{NAME} {BESIDE} 证书".encode()})
    office.run(now=LATER)
    holder, beside = number(office, NAME), number(office, BESIDE)
    told = {"certificate_no": "GC-2024-77", "name": NAME, "source_file": BOOK}
    about = {"certificate_no": "GC-2024-77", "organiser": "钱工的单位", "proof": "钱工证明.pdf", "note": NAME}
    done = [
        attended(holder, "2025-03-01", title="钱工的讲座", source_file=RECORD, **about),
        attended(holder, "2025-03-01", title="钱工的论文", kind="paper", grade="journal", source_file=PAPERS, **about),
        attended(
            holder, "2025-03-01", title="钱工的另一篇", kind="paper", grade="journal", source_file=PAPERS, **about
        ),
    ]
    with Register.open(office.register) as register:
        write(
            register,
            issued(holder, "2024-03-01", **told),
            happened(holder, "暂停", "2024-06-01", cause="等待钱一鸣的材料", **told),
            revoked(holder, "2025-05-01", note="京学〔2026〕9号", **told),
            issued(beside, "2024-03-01", name=BESIDE, source_file=BOOK),
            done=done,
        )
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    return twin(made, tmp_path / "office")


def counted(office: Office) -> tuple[list[Any], list[Any]]:
    """What reports may count, and how many certificates there are."""
    with Register.open(office.register) as register:
        happening = [(e.event_id, e.society, e.level, e.event, e.date) for e in register.certificates.events()]
        done = [(a.activity_id, a.kind, a.began_on, a.minutes, a.grade) for a in register.certificates.activities()]
        standing = register.certificates.standing(LATER.date()).values()
    return [happening, done], sorted((each.person_id, each.level, each.state) for each in standing)


def test_what_there_is_to_forget(made: Office) -> None:
    (happening, done), standing = counted(made)
    assert (len(happening), len(done), len(standing)) == (5, 3, 3)
    with Register.open(made.register) as register:
        assert len([each for each in register.questions(LATER) if each.kind == "hours-conversion"]) == 2


def test_nothing_tells_of_the_holder_and_all_that_is_counted_stays(office: Office) -> None:
    before = counted(office)
    forgotten(office, number(office, NAME), now=LATER)
    assert counted(office) == before
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]
    assert tells(office.outbox, GONE) == []
    with Register.open(office.register) as register:
        assert register.complaints() == []
        assert [each for each in register.questions(LATER) if each.kind == "hours-conversion"] == []
        (other,) = [each for each in register.certificates.events() if each.name]
        causes = {each.event: each.cause for each in register.certificates.events() if not each.name and each.cause}
    assert (other.name, other.source_file, other.certificate_no) == (BESIDE, BOOK, f"GC-{other.person_id}")
    assert causes == {"撤销": "提供虚假材料"}


def test_the_bytes_of_what_told_of_the_holder_are_gone(office: Office) -> None:
    reach = forgotten(office, number(office, NAME), now=LATER).extent
    assert {RECORD, PAPERS, BOOK} <= set(reach.files)
    with Register.open(office.register) as register:
        assert register.forgetting.extent(register.forgetting.select_person(number(office, BESIDE))).originals == 0


def test_the_workbook_of_certificates_that_came_back_and_the_one_on_the_desk(office: Office) -> None:
    office.receive({f"2025-06-20 {OTHER}/附件3.xlsx": workbook(OTHER, power("李三", "19911112003"))})
    office.run(now=LATER)
    why = {
        "事项": "暂停",
        "日期": LATER.replace(tzinfo=None),
        "原因": NAME,
        "依据文件": "京学〔2026〕9号",
        "说明": NAME,
    }
    wrong = {"事项": "恢复", "日期": LATER.replace(tzinfo=None), "说明": f"{NAME}另有说明"}
    told = filled_in_book(office.outbox / "证书台账.xlsx", {"ZS-2025-0001": why, "GC-2024-77": wrong})
    office.receive({f"2025-07-01 {NAME}的证书.xlsx": told})
    office.run(now=LATER)
    assert "证书台账.xlsx: ZS-2025-0001" in tells(office.outbox, GONE)
    forgotten(office, number(office, NAME), now=LATER)
    assert tells(office.outbox, GONE) == []
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]
    with Register.open(office.register) as register:
        assert register.complaints() == []
    assert office.run(now=LATER).batches == []


def test_who_is_forgotten_is_still_excluded(office: Office) -> None:
    forgotten(office, number(office, NAME), now=LATER)
    again = power("钱一鸣", "+86 199 1111 2001"), power("李三", "19911112003")
    office.receive({f"2025-06-20 {OTHER}/附件3.xlsx": workbook(OTHER, *again)})
    office.run(now=LATER)
    assert [fate for _, _, fate in office.fates(OTHER)] == ["held", "routed"]
    assert office.people(OTHER)[0]["findings"].split(";")[0] == "excluded"
    assert office.people(OTHER)[0]["person_id"] != office.people(UNIT)[0]["person_id"]


def test_what_becomes_of_it_in_a_backup_and_when_batches_are_written_again(office: Office, tmp_path: Path) -> None:
    forgotten(office, number(office, NAME), now=LATER)
    before = counted(office)
    batches = {name: digest for name, digest in tree(office.outbox).items() if name.startswith("批次/")}
    publish_again(office)
    assert {name: digest for name, digest in tree(office.outbox).items() if name.startswith("批次/")} == batches
    office.settings.mkdir(exist_ok=True)
    file = back_up(office.register, office.settings, tmp_path / "backups", NOW)
    office.database.unlink()
    restore(file, office.register, office.settings, NOW)
    assert counted(office) == before
    with Register.open(office.register) as register:
        assert register.certificates.excluded(LATER.date())[0].of("", NAME, ["+8619911112001"])


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("applied"))
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, power(NAME, PHONE))})
    office.run()
    return office


def closed(office: Office, now: str) -> set[str]:
    """Whom retention would forget at this moment."""
    moment = datetime.fromisoformat(f"{now}T09:00:00+08:00")
    with Register.open(office.register) as register:
        selection = register.forgetting.select_closed(closed_before(register, moment), moment.date())
        return {each.name for each in register.forgetting.told(selection)}


@pytest.mark.parametrize(
    ("events", "now", "gone"),
    [
        pytest.param([], "2027-08-01", True, id="no certificate: 24 months after the last word"),
        pytest.param(["签发"], "2027-08-01", False, id="003:171 valid"),
        pytest.param(["签发", "暂停"], "2029-08-01", False, id="003:216 suspended"),
        pytest.param(["签发"], "2031-06-30", False, id="ours: twelve months after its end"),
        pytest.param(["签发"], "2031-07-02", True, id="ours: later"),
        pytest.param(["签发", "注销"], "2027-08-01", True, id="003:217 cancelled"),
        pytest.param(["签发", "撤销"], "2027-08-01", True, id="003:218 revoked"),
    ],
)
def test_a_living_certificate_is_no_closed_case(
    applied: Office, tmp_path: Path, events: list[str], now: str, gone: bool
) -> None:
    office = twin(applied, tmp_path / "office")
    holder = number(office, NAME)
    with Register.open(office.register) as register:
        for each in events:
            write(register, happened(holder, each, "2025-07-01", cause="其他", document="1号"))
    assert closed(office, now) == ({NAME} if gone else set())
