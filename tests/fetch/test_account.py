"""The account of the settings and its password: where it may lie, and what is said where it does not."""

from __future__ import annotations

import imaplib
import subprocess
import sys
from pathlib import Path

import imapclient
import openpyxl
import pytest
from support_console import Console

from pipeline.errors import UserError
from pipeline.mail.account import Account, Mailbox, account_of, mailbox_of
from pipeline.publish.desk.settings_growth import grow_settings_workbook
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK, Settings, read_settings
from schemas.mailbox import mailbox_file

ROOT = Path(__file__).resolve().parents[2]
TOLD = {"mail_account": "mail@renqiao.example", "imap_host": "imap.renqiao.example"}
VARIABLE = "GONGJIAN_MAIL_PASSWORD"


def settings(**told: str) -> Settings:
    return Settings(association={**Settings().association, **TOLD, **told})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, and nothing in the environment or a keyring."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv(VARIABLE, raising=False)
    return tmp_path / "home"


def written(home: Path, text: str, mode: int = 0o600) -> Path:
    file = home / "工荐邮箱密码.txt"
    file.write_bytes(text.encode())
    file.chmod(mode)
    return file


def refusal(own: Settings) -> str:
    with pytest.raises(UserError) as raised:
        mailbox_of(own)
    return str(raised.value)


def test_what_the_settings_say_of_the_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "p")
    plain = mailbox_of(settings())
    assert (plain.host, plain.port, plain.folder) == ("imap.renqiao.example", 993, "INBOX")
    assert (plain.since, plain.flags, plain.moves_to, plain.tls) == (None, False, "", True)
    more = mailbox_of(
        settings(
            imap_port="1993", imap_folder="报送", fetch_since="2025-04-01", fetch_flags="是", fetch_moves_to="已收"
        )
    )
    assert (more.port, more.folder, str(more.since), more.flags, more.moves_to) == (
        *(1993, "报送", "2025-04-01"),
        *(True, "已收"),
    )


def test_no_account_and_no_server() -> None:
    said = "还没有填写收发邮件的账号和收信服务器：请在设置工作簿“本会”表填写“收发邮件的账号”和“收信服务器”。"
    assert refusal(settings(mail_account="")) == refusal(settings(imap_host="")) == said


def test_no_password_says_where_it_belongs(home: Path) -> None:
    assert refusal(settings()) == (
        f"没有邮箱密码。请把密码（或授权码）写在用户文件夹的文本文件 {home / '工荐邮箱密码.txt'} 里，只写一行；"
        "也可以放进环境变量 GONGJIAN_MAIL_PASSWORD 或系统的钥匙串（服务名 gongjian，账号 mail@renqiao.example）。"
        "不要写进设置工作簿。"
    )


def test_the_environment_goes_before_the_file_and_that_before_the_keyring(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "support_backend.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Backend(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, name):\n"
        "        return f'{service}+{name}'\n"
        "    def set_password(self, service, name, password): ...\n"
    )
    code = (
        "from pipeline.mail.account import account_of\nfrom pipeline.terms.settings import Settings\nimport sys\n"
        f"own = Settings(association={{**Settings().association, **{TOLD}}})\n"
        "sys.stdout.write(account_of(own).password)"
    )
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}:{tmp_path}")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "support_backend.Backend")
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert found.stdout == "gongjian+mail@renqiao.example"
    written(home, "\ufeffof the file\r\n")
    assert account_of(settings()).password == "of the file"
    monkeypatch.setenv(VARIABLE, "of the environment")
    assert account_of(settings()).password == "of the environment"


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder is its owner's only there")
def test_a_file_that_others_can_read_is_refused(home: Path) -> None:
    file = written(home, "secret", 0o640)
    assert refusal(settings()) == f"密码文件 {file} 别的用户也能读，请改为只有本人能读（chmod 600）后再收信。"


def test_a_file_that_is_no_text(home: Path) -> None:
    file = written(home, "")
    file.write_bytes(b"\xff\xfe\x00\xd8")
    assert refusal(settings()) == f"密码文件 {file} 打不开：应当是一行文字，用 UTF-8 保存。"


@pytest.mark.parametrize("password", ["密码", "two\nlines", "ｆｕｌｌ"])
def test_characters_that_no_server_takes(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv(VARIABLE, password)
    assert refusal(settings()) == "账号或密码里有邮件服务器不认的字符（中文、全角字符或换行），请核对。"


def test_the_password_is_not_shown() -> None:
    shown = repr(Mailbox(Account("mail@renqiao.example", "Geheim"), "imap.renqiao.example", 993, "INBOX"))
    assert "mail@renqiao.example" in shown
    assert "Geheim" not in shown


@pytest.mark.parametrize(
    ("names", "wants_id"),
    [
        (["imap.163.com"], True),
        (["imap.126.com"], True),
        (["imap.yeah.net"], True),
        (["IMAP.163.COM"], True),
        (["imap.qq.com"], False),
        (["imap.not163.com"], None),
        (["localhost", "renqiao@126.com"], True),
    ],
)
def test_providers_by_the_end_of_their_names(names: list[str], wants_id: bool | None) -> None:
    provider = mailbox_file().provider(*names)
    assert (provider and provider.wants_id) == wants_id


def test_id_fits_every_state_for_the_library() -> None:
    assert imapclient.IMAPClient
    assert imaplib.Commands["ID"] == ("NONAUTH", "AUTH", "SELECTED")  # type: ignore[attr-defined]


def fill(path: Path, label: str, value: object) -> str:
    """Fill in a line of the sheet 本会; gives the address of the cell."""
    book = openpyxl.load_workbook(path)
    sheet = book["本会"]
    (row,) = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label]
    sheet.cell(row, 2).value = value  # type: ignore[assignment]
    book.save(path)
    return str(sheet.cell(row, 2).coordinate)


def test_the_lines_of_the_settings_are_checked(tmp_path: Path) -> None:
    from datetime import datetime

    path = tmp_path / WORKBOOK
    write_settings_workbook(path)
    first = fill(path, "处理前先收信", "对")
    port = fill(path, "收信端口", 70000)
    since = fill(path, "从哪天起收信", "四月")
    with pytest.raises(UserError) as raised:
        read_settings(tmp_path)
    assert str(raised.value).splitlines() == [
        f"设置工作簿“本会”表 {port}：“70000”应当是 1 到 65535 的整数，请改正。",
        f"设置工作簿“本会”表 {since}：“四月”不是日期，请写成 2025-04-10 这样。",
        f"设置工作簿“本会”表 {first}：“对”不是“是”或“否”，请从下拉列表中选填。",
    ]
    fill(path, "处理前先收信", "是")
    fill(path, "收信端口", 993)
    fill(path, "从哪天起收信", datetime(2025, 4, 1))
    own = read_settings(tmp_path)
    assert (own.says_yes("fetch_first"), own.says_yes("fetch_flags")) == (True, False)
    assert own.association["fetch_since"] == "2025-04-01"


def test_an_earlier_workbook_gets_the_lines(tmp_path: Path) -> None:
    path = tmp_path / WORKBOOK
    write_settings_workbook(path)
    book = openpyxl.load_workbook(path)
    rows = [row for row in range(4, 30) if str(book["本会"].cell(row, 1).value or "").startswith(("收信", "收过"))]
    for row in reversed(rows):
        book["本会"].delete_rows(row)
    book.save(path)
    added = grow_settings_workbook(path)
    assert [line.strip() for line in added] == [
        f"“本会”表的“{label}”一行"
        for label in ("收信服务器", "收信端口", "收信文件夹", "收过的邮件加旗标", "收过的邮件移到")
    ]
    assert read_settings(tmp_path).association["imap_port"] == "993"
    flags = fill(path, "收过的邮件加旗标", "是")
    rules = openpyxl.load_workbook(path)["本会"].data_validations.dataValidation
    assert [rule.formula1 for rule in rules if str(rule.sqref) == flags] == ['"是,否"']


def test_a_run_that_cannot_fetch_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "settings").mkdir()
    write_settings_workbook(tmp_path / "settings" / WORKBOOK, association={"fetch_first": "是"})
    code, said, complained = Console(monkeypatch, capsys)("process")
    assert (code, said.partition("。")[0]) == (0, "收件文件夹 inbox 里还没有材料")
    assert complained == (
        "还没有填写收发邮件的账号和收信服务器：请在设置工作簿“本会”表填写“收发邮件的账号”和“收信服务器”。\n"
        "收信没有成功，先处理 inbox 里已有的材料。\n"
    )
