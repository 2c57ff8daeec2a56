"""The mail account: what the settings say of it, and its password, which is in no workbook and in no file of ours.

The password comes from the environment, from a file in the home folder (so outside git and the backup), or from the
keyring of the system where the optional package `keyring` is installed.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import UserError
from pipeline.terms.settings import Settings
from schemas.mailbox import mailbox_file
from schemas.named import NamedTuple
from schemas.settings import settings_file


@dataclass(frozen=True, slots=True)
class Account:
    """Who logs in. The password is shown nowhere."""

    name: str
    password: str = field(repr=False)


class Mailbox(NamedTuple):
    """A folder of a mailbox, and what is done there. `since` is the first day whose mails are wanted (None: all);
    `moves_to` is a folder into which what was fetched is moved, "" for none. Without TLS only a server on this very
    computer is spoken to."""

    account: Account
    host: str
    port: int
    folder: str
    since: date | None = None
    flags: bool = False
    moves_to: str = ""
    tls: bool = True


def fetched_first(settings: Settings) -> Mailbox | None:
    """The mailbox of which the settings want new mails before a run; None where they want none. Raises UserError as
    `mailbox_of`."""
    return mailbox_of(settings) if settings.says_yes("fetch_first") else None


def mailbox_of(settings: Settings) -> Mailbox:
    """The mailbox of the settings. Raises UserError where account, server or password is missing."""
    told = settings.association
    if not told["mail_account"] or not told["imap_host"]:
        words = mailbox_file().refusals.no_account
        raise UserError(words.format(account=label("mail_account"), host=label("imap_host")))
    return Mailbox(
        account=account_of(settings),
        host=told["imap_host"],
        port=int(told["imap_port"]),
        folder=told["imap_folder"],
        since=date.fromisoformat(told["fetch_since"]) if told["fetch_since"] else None,
        flags=settings.says_yes("fetch_flags"),
        moves_to=told["fetch_moves_to"],
    )


def account_of(settings: Settings) -> Account:
    """The account of the settings with its password. Raises UserError where there is none, or none that a server could
    understand."""
    name = settings.association["mail_account"]
    words, refusals = mailbox_file().password, mailbox_file().refusals
    file = Path.home() / words.file
    password = os.environ.get(words.environment, "") or _in_file(file) or _in_keyring(name)
    if not password:
        told = {"file": file, "environment": words.environment, "service": words.service, "account": name}
        raise UserError(refusals.no_password.format(**told))
    if not (f"{name}{password}".isascii() and f"{name}{password}".isprintable()):
        raise UserError(refusals.password_characters)
    return Account(name, password)


def label(key: str) -> str:
    """How a line of the sheet 本会 is called."""
    return next(row.label for row in settings_file().association.rows if row.key == key)


def _in_file(path: Path) -> str:
    """The one line of the file; "" where there is none. One that others can read is refused, but on Windows, where the
    home folder is its owner's only."""
    refusals = mailbox_file().refusals
    try:
        if sys.platform != "win32" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UserError(refusals.password_open.format(file=path))
        return path.read_text(encoding="utf-8-sig").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(refusals.password_file.format(file=path)) from error


def _in_keyring(account: str) -> str:
    """What the keyring of the system has; "" where it has nothing, or there is none."""
    if not find_spec("keyring"):
        return ""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(mailbox_file().password.service, account) or ""
    except KeyringError:  # no keyring on this computer, or one that is locked
        return ""
