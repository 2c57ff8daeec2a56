"""Letters by mail through a real server on loopback, over TLS and after a login: each at most once, whatever is refused,
cut or killed meanwhile."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support_smtp import PASSWORD, USER, Served, serving

from examples.units import mail
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.terms.settings import WORKBOOK
from tests.main.support_main import NOW, Office, person, workbook

pytestmark = pytest.mark.slow  # a server, and a process for each run
ROOT = Path(__file__).resolve().parents[2]
UNITS = [f"{name}工程有限公司" for name in "甲乙丙丁戊己庚辛壬癸"]
SENT = NOW - timedelta(days=20)
BATCH = "20250506-01"
OWN = {"name": "仁桥工程师协会", "mail_account": USER, "contact": "金联络", "mails_a_minute": "6000"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Ten units that are to correct something, each by a mail, and a society that gets people."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.settings.mkdir()
    write_settings_workbook(office.settings / WORKBOOK, association=OWN)
    for number, unit in enumerate(UNITS):
        sheet = workbook(unit, person("钱一", "1991111"), person(f"孙{'甲乙丙丁戊己庚辛壬癸'[number]}", f"1991111{2000 + number}"))
        office.receive({f"{number}.eml": mail(unit, SENT + timedelta(minutes=number), "请查收。", {"附件3.xlsx": sheet})})
    office.run()
    return office


@pytest.fixture(params=["starttls"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "server"
    folder.mkdir()
    with serving(folder, starttls=request.param == "starttls") as served:
        yield served


class Desk:
    """The published office once more, with the settings that name a server."""

    def __init__(self, root: Path, published: Office, server: Served, **more: str) -> None:
        self.office = published.clone(root, outbox=True)
        self.office.settings.mkdir()
        told = OWN | {"smtp_host": "localhost", "smtp_port": str(server.port)} | more
        write_settings_workbook(self.office.settings / WORKBOOK, association=told)
        self.environment = os.environ | {
            "GONGJIAN_MAIL_PASSWORD": PASSWORD,
            "SSL_CERT_FILE": str(server.certificate),
            "PYTHONPATH": str(ROOT),
        }

    def command(self, *more: str) -> list[str]:
        office = self.office
        places = ["--outbox", str(office.outbox), "--register", office.register, "--settings", str(office.settings)]
        return [sys.executable, "-m", "pipeline", "send", BATCH, *places, "--now", NOW.isoformat(), *more]

    def send(self, *more: str) -> tuple[int, str]:
        """Exit code, and what was said."""
        done = subprocess.run(
            self.command(*(more or ["--yes"])), capture_output=True, text=True, env=self.environment, cwd=ROOT, timeout=120
        )
        return done.returncode, done.stdout + done.stderr

    def states(self) -> dict[str, str]:
        with Register.open(self.office.register) as register:
            return {letter: step.state for letter, step in register.sendings.last().items()}


@pytest.fixture
def desk(tmp_path: Path, published: Office, server: Served) -> Desk:
    return Desk(tmp_path / "desk", published, server)


def test_each_letter_goes_to_who_sent_the_form_and_once(desk: Desk, server: Served) -> None:
    code, said = desk.send()
    assert (code, "已发出 10 封" in said) == (0, True), said
    assert sorted(each.to for each in server.room.taken) == sorted((f"hr@unit160{900 + n:03}.example",) for n in range(10))
    assert {each.sender for each in server.room.taken} == {USER}
    first = next(each.mail for each in server.room.taken if each.to == ("hr@unit160900.example",))
    assert first["In-Reply-To"] == first["References"] == "<202504160900@unit.example>"
    assert str(first["Subject"]) == "补正：评价(2025)+甲工程有限公司"
    assert str(first["From"].addresses[0]) == f"仁桥工程师协会 <{USER}>"
    assert first["X-Unsent"] is None
    assert [part.get_filename() for part in first.iter_attachments()] == ["补正.docx", "附件3（补正）.xlsx"]
    assert server.room.sessions == {True: 1}
    assert set(desk.states().values()) == {"sent"}
    code, said = desk.send()
    assert (code, "没有要发的信件" in said, len(server.room.taken)) == (0, True, 10)
