"""read: one file of the inbox becomes its documents; mails and archives are opened."""

from __future__ import annotations

import email
import hashlib
from collections.abc import Sequence

from pipeline.model import Document, Envelope, Outcome, Reading
from pipeline.read.documents import read_document
from pipeline.read.sniff import kind_of
from pipeline.receive import system_file


def read_file(file: str, data: bytes, passwords: Sequence[str]) -> Reading:
    """Every document in a file of the inbox, the file itself first. Never raises for bad input."""
    if system_file(file):
        return Reading(None, [_document(file, data, "other", Outcome.SYSTEM_FILE)])
    if kind_of(data, file) != "eml":
        return Reading(None, [read_document(file, data, passwords)])
    message = email.message_from_bytes(data)
    documents = [_document(file, data, "mail", Outcome.CONTAINER)]
    for part in message.walk():
        if name := part.get_filename():
            content = part.get_payload(decode=True)
            documents.append(read_document(f"{file}!{name}", content if isinstance(content, bytes) else b"", passwords))
    return Reading(Envelope(file, [], "", None), documents)


def _document(file: str, data: bytes, kind: str, outcome: Outcome) -> Document:
    return Document(file, hashlib.sha256(data).hexdigest(), len(data), kind, outcome)
