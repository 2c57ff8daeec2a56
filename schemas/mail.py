"""What mails and archives are made of, and how much of them is read: schemas/mail.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class Mail(NamedTuple):
    header_bytes: int
    body_bytes: int
    parts: int
    depth: int
    forwarded: int
    inline_picture_bytes: int
    name_characters: int


class Archive(NamedTuple):
    members: int
    member_bytes: int
    total_bytes: int
    depth: int


class BodyTable(NamedTuple):
    """How large a table in the letter itself must be to be read."""

    rows: int
    columns: int


class Names(NamedTuple):
    """How parts without a name of their own are called; `suffixes` by the kind of their content."""

    attachment: str
    repeated: str
    body: str
    mail_suffix: str
    outlook_suffix: str
    suffixes: Mapping[str, str]


class Types(NamedTuple):
    """Content types by what they are to us."""

    not_a_form: tuple[str, ...]
    not_a_form_suffixes: tuple[str, ...]
    mail: tuple[str, ...]
    opaque: tuple[str, ...]
    body: tuple[str, ...]


class Quoted(NamedTuple):
    subject_labels: tuple[str, ...]


class CloudLink(NamedTuple):
    host: str
    paths: tuple[str, ...]


class Cloud(NamedTuple):
    links: tuple[CloudLink, ...]


class MailFile(NamedTuple):
    mail: Mail
    archive: Archive
    body_table: tuple[BodyTable, ...]
    names: Names
    charsets: Mapping[str, tuple[str, ...]]
    types: Types
    quoted: Quoted
    cloud: Cloud
    reasons: Mapping[str, str]


def mail_file() -> MailFile:
    """schemas/mail.toml."""
    return read("mail", MailFile)
