"""Open a mail (.eml): its sender, time, subjects, letter and the files in it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote

from pipeline.model.documents import Outcome
from pipeline.read.mail.address import header_address
from pipeline.read.mail.body import cloud_link, content_ids, html_text, quoted_subjects
from pipeline.read.mail.headers import Headers, mail_date
from pipeline.read.mail.parts import Leaf, TooManyParts, leaves, split
from pipeline.read.mail.signed import signed_content
from pipeline.read.parts import Opened, Part, problem, shown_name
from pipeline.text.charset import decode
from pipeline.text.patterns import pattern
from schemas.mail import mail_file
from schemas.named import NamedTuple

_MESSAGE_ID = pattern(rb"<[!-;=?-~]{1,900}>")
_HEAD = 4096  # bytes searched for doubled line ends


class _Letter(NamedTuple):
    """The text of a mail, as plain text and as HTML; either may be empty."""

    text: str
    markup: str


def open_mail(data: bytes, most: int) -> Opened:
    """The letter and the parts of a mail. Never raises; more than `most` parts are left out, with a problem."""
    headers, body = split(data.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in data[:_HEAD] else data)
    opened = Opened(sender=sender(headers), message_id=message_id(headers), received_at=received_at(headers))
    try:
        found = leaves(headers, body, most)
    except TooManyParts as reached:
        found, opened.problem = reached.leaves, problem("too-large", "mail_parts")
    letter = _letter([leaf for leaf in found if _is_letter(leaf)])
    shown = content_ids(letter.markup)
    opened.parts = [_part(leaf, shown) for leaf in found if not _is_letter(leaf)]
    shown_text = html_text(letter.markup)
    opened.text = letter.text or shown_text
    opened.subjects = [headers.text("subject"), *quoted_subjects(letter.text), *quoted_subjects(shown_text)]
    opened.body, opened.cloud_link = letter.markup, cloud_link(letter.text) or cloud_link(letter.markup)
    return opened


def sender(headers: Headers) -> str:
    """The sender's address, from the first header that has one."""
    found = (header_address(headers.raw(name)) for name in ("from", "sender", "reply-to", "return-path"))
    return next(filter(None, found), "")


def message_id(headers: Headers) -> str:
    """Its Message-ID with the brackets, "" where it has none that a mail could be answered by (RFC 5322, 3.6.4)."""
    found = _MESSAGE_ID.search(headers.raw("message-id"))
    return found[0].decode("ascii") if found else ""


def received_at(headers: Headers) -> datetime | None:
    """When the mail arrived: the topmost Received that holds a date, else Date."""
    dates = (mail_date(raw) for raw in [*headers.all("received"), headers.raw("date")])
    return next((date for date in dates if date), None)


def _is_letter(leaf: Leaf) -> bool:
    return leaf.type in mail_file().types.body and leaf.disposition != "attachment" and not leaf.name


def _letter(texts: list[Leaf]) -> _Letter:
    limit = mail_file().mail.body_bytes
    plain = [decode(leaf.content[:limit], leaf.charset) for leaf in texts if leaf.type != "text/html"]
    markup = [decode(leaf.content[:limit], leaf.charset) for leaf in texts if leaf.type == "text/html"]
    return _Letter("\n".join(plain), "\n".join(markup))


def _part(leaf: Leaf, shown: set[str]) -> Part:
    if leaf.type in mail_file().types.mail:
        return Part(leaf.name or _mail_name(leaf.content), leaf.content, kind="eml")
    if leaf.type in mail_file().types.opaque:
        return _opaque(leaf)
    ignored = leaf.type in mail_file().types.not_a_form or _inline_picture(leaf, shown)
    ignored = ignored or leaf.name.lower().endswith(mail_file().types.not_a_form_suffixes)
    return Part(leaf.name, leaf.content, outcome=Outcome.NOT_A_FORM if ignored else None)


def _mail_name(data: bytes) -> str:
    """A name made from the subject, for a forwarded mail without a file name."""
    subject = shown_name(split(data)[0].text("subject").replace("/", "／").replace("\\", "＼"))
    return subject + mail_file().names.mail_suffix if subject else ""


def _opaque(leaf: Leaf) -> Part:
    """The mail inside an opaque-signed one (smime.p7m); if it is encrypted instead, it cannot be opened."""
    content = signed_content(leaf.content)
    if content is None:
        return Part(leaf.name, leaf.content, outcome=Outcome.UNREADABLE, problem=problem("unreadable", "mail_signed"))
    return Part(leaf.name, content, kind="eml")


def _inline_picture(leaf: Leaf, shown: set[str]) -> bool:
    """Whether a picture belongs to the letter (logo, signature) and so is no scan. A large inline picture that the
    letter does not show may be one."""
    if not leaf.type.startswith("image/"):
        return False
    content_id = leaf.headers.raw("content-id").decode("ascii", "ignore").strip("<> \t")
    small = len(leaf.content) < mail_file().mail.inline_picture_bytes
    return (bool(content_id) and (content_id in shown or unquote(content_id) in shown)) or (
        leaf.disposition == "inline" and small
    )
