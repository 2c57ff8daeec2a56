"""A real Dovecot on the loopback interface, as a user of its own: plain and with TLS, mails laid into its Maildir."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from pipeline.mail.account import Account, Mailbox
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from schemas.mailbox import mailbox_file

ROOT = Path(__file__).resolve().parents[2]

USER, PASSWORD = "mail@renqiao.example", "Geheim-7391-nirgends"
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_location = maildir:{folder}/mail
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = no
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A server that runs. `folder` holds its configuration, its log, its certificate, and the mails."""

    folder: Path
    plain: int
    tls: int
    master: int

    @property
    def certificate(self) -> Path:
        return self.folder / "server.pem"

    @property
    def log(self) -> str:
        return (self.folder / "dovecot.log").read_text(encoding="utf-8")

    def box(self, **told: object) -> Mailbox:
        """The account as the program would have it; over TLS unless told otherwise."""
        told = {"account": Account(USER, PASSWORD), "host": "localhost", "folder": "INBOX", "tls": True} | told
        return Mailbox(**{"port": self.tls if told["tls"] else self.plain} | told)  # type: ignore[arg-type]

    def put(self, mails: Mapping[str, bytes], folder: str = "") -> None:
        """Lay mails into a folder of the mailbox, which is made (its name in modified UTF-7); Dovecot numbers them by
        the names of their files."""
        place = self.folder / "mail" / f".{folder}" if folder else self.folder / "mail"
        for part in ("cur", "new", "tmp"):
            (place / part).mkdir(parents=True, exist_ok=True)
        for name, mail in mails.items():
            aside = place / "tmp" / name
            aside.write_bytes(mail)
            aside.rename(place / "new" / name)
        _give(self.folder / "mail")

    def flags(self, folder: str) -> list[set[bytes]]:
        """The flags of the mails of a folder, as another client sees them."""
        with IMAPClient("127.0.0.1", self.plain, ssl=False) as client:
            client.folder_encode = False
            client.login(USER, PASSWORD)
            client.select_folder(folder.encode(), readonly=True)
            found = client.fetch(client.search(), ["FLAGS"])
            return [{*each[b"FLAGS"]} - {rb"\Recent"} for _, each in sorted(found.items())]

    def stop(self) -> None:
        """No server any more."""
        os.kill(self.master, signal.SIGTERM)
        while _command(self.master):
            time.sleep(0.01)

    def renumber(self, validity: int) -> None:
        """Give the mailbox another life: all mails get new numbers under a new UIDVALIDITY."""
        for path in self.folder.joinpath("mail").glob("dovecot*"):
            path.unlink()
        self.folder.joinpath("mail", "dovecot-uidlist").write_text(f"3 V{validity} N101\n")
        _give(self.folder / "mail")

    def children(self) -> list[int]:
        """The processes that serve a mailbox that is open now."""
        return [child for child in _children(self.master) if _command(child) == "dovecot/imap"]


@contextmanager
def serving() -> Iterator[Dovecot]:
    """A server with an empty mailbox. It fails where Dovecot is not installed: CI installs it."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program:
        pytest.skip("needs dovecot-imapd")
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        made = _set_up(folder)
        _give(folder)
        master = subprocess.Popen(
            [program, "-F", "-c", folder / "dovecot.conf"], **_as_owner(), stderr=subprocess.DEVNULL
        )
        try:
            server = Dovecot(folder, *made, master.pid)
            _await(server)
            yield server
        finally:
            master.terminate()
            master.wait(30)
    finally:
        shutil.rmtree(folder)


def _owner() -> pwd.struct_passwd:
    """Dovecot serves no mailbox of root: there it runs as nobody."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def _as_owner() -> dict[str, Any]:
    own = _owner()
    return {"user": own.pw_uid, "group": own.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}


def _give(folder: Path) -> None:
    if os.getuid() == 0:
        own = _owner()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, own.pw_uid, own.pw_gid)


def _set_up(folder: Path) -> tuple[int, int]:
    plain, tls = _free_ports(2)
    make_certificate(folder / "server.pem", folder / "server.key")
    for name in ("run", "home", "mail"):
        (folder / name).mkdir()
    own = _owner()
    told = {"user": own.pw_name, "group": grp.getgrgid(own.pw_gid).gr_name, "password": PASSWORD}
    config = _CONFIG.format(folder=folder, plain=plain, tls=tls, **told)
    (folder / "dovecot.conf").write_text(config, encoding="utf-8")
    return plain, tls


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _await(server: Dovecot) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            with socket.create_connection(("127.0.0.1", server.plain), timeout=5) as line:
                assert line.recv(100).startswith(b"* OK")
                return
        except OSError:
            assert time.monotonic() < deadline, server.log
            time.sleep(0.05)


def installed(root: Path, dovecot: Dovecot, **more: str) -> tuple[list[str], dict[str, str]]:
    """The command `fetch` as typed, its environment, and the settings that it finds."""
    (root / "settings").mkdir()
    told = {"mail_account": USER, "imap_host": "localhost", "imap_port": str(dovecot.tls)}
    write_settings_workbook(root / "settings" / "设置.xlsx", association=told | more)
    (root / "home").mkdir()
    password = root / "home" / mailbox_file().password.file
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    password.chmod(0o600)
    environment = os.environ | {"HOME": str(root / "home"), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return [sys.executable, "-m", "pipeline", "fetch"], environment


def make_certificate(certificate: Path, key: Path, name: str = "localhost") -> None:
    """A certificate that speaks for itself."""
    secret = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(secret, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    key.write_bytes(secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _command(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")[0].decode()
    return ""
