"""Encrypted copies: one password a society, opened by the readers that societies use, and no password anywhere else."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import msoffcrypto
import pytest
from main.support_main import Office, person, tree, workbook
from support_safe import twin

from pipeline.errors import UserError
from pipeline.publish.societies.encrypt import encrypt_batch, read_passwords

UNIT = "试算路桥工程有限公司"
BATCH = "20250506-01"
POWER, EARTH = "中国电机工程学会", "中国地质学会"
PASSWORD = 'Dian#=ji "2025"'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One person for each of three societies; the route of 计算机 is not confirmed."""
    people = [
        person("钱一", "19911112001", "电气工程类"),
        person("孙二", "19911112002", "地质工程类"),
        person("李三", "19911112003", "计算机与应用类"),
    ]
    office = Office(tmp_path_factory.mktemp("encrypt"))
    office.receive({f"2025-04-10 {UNIT}/表.xlsx": workbook(UNIT, *people)})
    office.run()
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    return twin(made, tmp_path / "office")


def copies(office: Office, **passwords: str) -> dict[str, tuple[str, Path]]:
    return {copy.society: (copy.said, copy.path) for copy in encrypt_batch(office.outbox, BATCH, passwords)}


def decrypted(path: Path, password: str) -> bytes:
    out = io.BytesIO()
    with path.open("rb") as file:
        book = msoffcrypto.OfficeFile(file)
        book.load_key(password=password, verify_password=True)
        book.decrypt(out)
    return out.getvalue()


def test_the_copy_decrypts_to_the_plain_workbook(office: Office) -> None:
    said, path = copies(office, **{POWER: PASSWORD})[POWER]
    plain = path.with_name(f"{POWER}_推荐人员_{BATCH}.xlsx")
    assert said == "written"
    assert decrypted(path, PASSWORD) == plain.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_for_a_society_without_a_password_or_confirmation(office: Office) -> None:
    before = tree(office.outbox)
    found = copies(office, 中国计算机学会="long enough")
    assert {society: said for society, (said, _) in found.items()} == {
        POWER: "no_password",
        EARTH: "no_password",
        "中国计算机学会": "unconfirmed",
    }
    assert tree(office.outbox) == before


@pytest.mark.slow
def test_again_changes_nothing_and_a_new_password_replaces_the_old(office: Office) -> None:
    copies(office, **{POWER: PASSWORD})
    before = tree(office.outbox)
    assert copies(office, **{POWER: PASSWORD})[POWER][0] == "kept"
    assert tree(office.outbox) == before
    said, path = copies(office, **{POWER: "another one"})[POWER]
    assert said == "written"
    assert decrypted(path, "another one")
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        decrypted(path, PASSWORD)


def test_no_password_stands_in_any_output(office: Office) -> None:
    copies(office, **{POWER: PASSWORD})
    office.run()
    for path in [*office.outbox.rglob("*"), office.database]:
        if path.is_file():
            for encoding in ("utf-8", "utf-16-le"):
                assert PASSWORD.encode(encoding) not in path.read_bytes()


def test_a_missing_workbook_and_a_missing_batch(office: Office) -> None:
    (plain,) = office.outbox.glob(f"批次/*/学会/{POWER}/*.xlsx")
    plain.unlink()
    assert copies(office, **{POWER: PASSWORD})[POWER] == ("missing", plain)
    for batch in ("20250506-02", "../批次/20250506-01"):
        with pytest.raises(UserError, match="没有批次"):
            encrypt_batch(office.outbox, batch, {})


PASSWORDS = {
    f'{POWER} = "密码一二三四五六"\n': {POWER: "密码一二三四五六"},
    f"\ufeff# 说明\n\n“{POWER}” ＝ “水 利=2025#”\r\n": {POWER: "水 利=2025#"},
    f'"{POWER}"="a\\b\'c#d=e"': {POWER: "a\\b'c#d=e"},
    f"{POWER} = bare word 8\n{EARTH}='single quotes'": {POWER: "bare word 8", EARTH: "single quotes"},
    "": {},
}


@pytest.mark.parametrize("text", PASSWORDS)
def test_passwords_as_people_write_them(tmp_path: Path, text: str) -> None:
    file = tmp_path / "密码.txt"
    file.write_bytes(text.encode())
    assert read_passwords(file) == PASSWORDS[text]


BAD = {
    "no sign": (f"{POWER} secret-word", "第 1 行看不懂"),
    "too short": (f'\n{POWER} = "secret"', "第 2 行的密码太短"),
    "empty": (f"{POWER} = ", "第 1 行的密码太短"),
    "twice": (f"{POWER} = secret-word\n{POWER} = secret-word", f"第 2 行：“{POWER}”写了两次"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_lines_are_named_without_saying_what_they_hold(tmp_path: Path, case: str) -> None:
    file = tmp_path / "密码.txt"
    text, sentence = BAD[case]
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=sentence) as caught:
        read_passwords(file)
    assert caught.value.exit_code == 2
    assert "secret" not in str(caught.value)


_OPEN = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
here, path, password = sys.argv[1:]
local = uno.getComponentContext()
resolve = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local).resolve
for _ in range(120):
    try:
        context = resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % here)
        break
    except NoConnectException:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
hidden, key = PropertyValue("Hidden", 0, True, 0), PropertyValue("Password", 0, password, 0)
try:
    book = desktop.loadComponentFromURL(path, "_blank", 0, (hidden, key))
    print(book.Sheets[0].getCellRangeByName("C2").String)
except Exception:
    print("refused")
desktop.terminate()
"""


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "shown"), [(PASSWORD, "钱一"), ("something else", "refused")])
def test_libreoffice_opens_the_copy(office: Office, tmp_path: Path, typed: str, shown: str) -> None:
    program, python = shutil.which("soffice"), shutil.which("python3", path="/usr/bin")
    if not program or not python or subprocess.run([python, "-c", "import uno"], check=False).returncode:
        pytest.skip("no LibreOffice here that Python can talk to")
    _, path = copies(office, **{POWER: PASSWORD})[POWER]
    pipe = f"gongjian-{tmp_path.name}-{os.getpid()}"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    server = subprocess.Popen([program, profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"])
    try:
        command = [python, "-c", _OPEN, pipe, path.as_uri(), typed]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    finally:
        server.terminate()
        server.wait(30)
    assert done.stdout.strip() == shown, done.stderr
