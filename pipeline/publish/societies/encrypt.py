"""Encrypted copies of the societies' workbooks, beside the plain ones, to be sent by mail.

ECMA-376 agile encryption, which Excel, WPS and LibreOffice can open. Each society has its own password, from a file
that is never in the outbox and never sent with the mail.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pipeline.errors import UserError
from pipeline.private import make_folder
from pipeline.publish.mails.heading import draft_of
from pipeline.publish.paper.disk import BATCHES, RECORD, read_record, seal, sentences
from pipeline.publish.paper.names import safe_name
from schemas.layouts.intake import intake_file
from schemas.layouts.paper import paper_file
from schemas.named import NamedTuple
from schemas.safekeeping import safekeeping_file

_LINE = re.compile(r"""\s*["“]?([^"“”=＝]+?)["”]?\s*[=＝]\s*(?:"(.*)"|“(.*)”|'(.*)'|(.*?))\s*""")


class Copy(NamedTuple):
    """The result for one society's workbook: `said` is the key of a sentence in schemas/safekeeping.toml."""

    society: str
    said: str
    path: Path


def read_passwords(file: Path) -> dict[str, str]:
    """Password by society, from lines like 中国公路学会 = "…"; empty lines and lines that begin with # are skipped.

    Raises UserError for a file or a line that cannot be read; its sentence never contains a password.
    """
    text = safekeeping_file().encrypt
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(text.unreadable.format(file=file), 2) from error
    passwords: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        about = {"file": file, "number": number, "shortest": text.shortest}
        found = _LINE.fullmatch(line)
        if found is None:
            raise UserError(text.line.format(**about), 2)
        society, password = found[1], next(filter(None, found.groups()[1:]), "")
        if len(password) < text.shortest:
            raise UserError(text.short.format(**about), 2)
        if society in passwords:
            raise UserError(text.twice.format(society=society, **about), 2)
        passwords[society] = password
    return passwords


def encrypt_batch(outbox: Path, batch: str, passwords: Mapping[str, str]) -> list[Copy]:
    """Encrypt every society's workbook of a published batch for which there is a password, sorted by path; drafts of
    mails, which carry it as it is, are left.

    Raises UserError if the batch does not exist or a file cannot be written.
    """
    folder = outbox / BATCHES / safe_name(batch)
    record = read_record(folder / RECORD)
    if not record:
        no_batch = safekeeping_file().encrypt.no_batch
        raise UserError(no_batch.format(batch=batch, folder=folder), 2)
    below = f"{intake_file().words.folder}/"
    every = (PurePosixPath(file["path"]) for file in record["files"] if file["path"].startswith(below))
    paths = sorted(path for path in every if str(path) != draft_of(str(path)))
    by_folder = {safe_name(society): password for society, password in passwords.items()}
    return [_copy(folder, path, by_folder) for path in paths]


def _copy(folder: Path, path: PurePosixPath, passwords: Mapping[str, str]) -> Copy:
    society, plain = path.parts[1], folder / path
    if path.stem.endswith(paper_file().unconfirmed):
        return Copy(society, "unconfirmed", plain)
    if society not in passwords:
        return Copy(society, "no_password", plain)
    if not plain.is_file():
        return Copy(society, "missing", plain)
    target = encrypted_path(plain)
    data = plain.read_bytes()
    if _decrypted(target, passwords[society]) == data:
        return Copy(society, "kept", target)
    _write(target, data, passwords[society])
    return Copy(society, "written", target)


def encrypted_path(plain: Path) -> Path:
    """The path of a workbook's encrypted copy."""
    suffix = safekeeping_file().encrypt.suffix
    return plain.with_name(f"{plain.stem}{suffix}{plain.suffix}")


def _decrypted(path: Path, password: str) -> bytes | None:
    """The decrypted contents of an encrypted copy; None if it does not exist or the password does not fit."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    if not path.is_file():
        return None
    out = io.BytesIO()
    try:
        with path.open("rb") as file:
            workbook = OOXMLFile(file)
            workbook.load_key(password=password, verify_password=True)
            workbook.decrypt(out)
    except (InvalidKeyError, DecryptionError, FileFormatError):
        return None
    return out.getvalue()


def encrypted(data: bytes, password: str) -> bytes:
    """A workbook or Word document, encrypted."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def _write(target: Path, data: bytes, password: str) -> None:
    aside = target.with_name(f".{target.name}.partial")
    with sentences(target):
        make_folder(target.parent)
        aside.write_bytes(encrypted(data, password))
        seal(aside)
        aside.replace(target)
