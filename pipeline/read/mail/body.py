"""What the text of a mail shows: subjects of quoted mails, and links to attachments left in a cloud."""

from __future__ import annotations

import html
import re
from functools import cache

from pipeline.text.patterns import pattern
from schemas.mail import mail_file

_LABELLED = pattern(r"^[ \t>＞|*]{0,40}([^\n:：]{1,12})[:：][ \t*\u3000]*([^\s*][^\n]{0,400})", re.MULTILINE)
_LINE_TAG = pattern(r"<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6]|hr)\b[^<>]*>", re.IGNORECASE)
_TAG = pattern(r"<[^<>]*>")
_LINK = pattern(r"https?://([\w.-]{1,200})(?::\d{1,5})?([^\s\"'<>]{0,400})", re.IGNORECASE)
_LONG_NUMBER = pattern(r"&#\d{20,};?")  # a character reference; Python refuses to convert thousands of digits
_CONTENT_ID = pattern(r"cid:([^\s\"'<>)]{1,400})", re.IGNORECASE)
_QUOTED_SUBJECTS = 10


def html_text(markup: str) -> str:
    """The text of an HTML letter, with a line for each paragraph, table row or line break."""
    text = _TAG.sub("", _LINE_TAG.sub("\n", re.sub(r"[\r\n]+", " ", markup)))
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)).replace("\xa0", " ")


def quoted_subjects(text: str) -> list[str]:
    """Subjects of mails that were forwarded as text (`主题: …`), in order."""
    found = (match[2].strip(" *") for match in _LABELLED.finditer(text) if _label(match[1]) in _subject_labels())
    return list(dict.fromkeys(found))[:_QUOTED_SUBJECTS]


def _label(text: str) -> str:
    return re.sub(r"[\s*]", "", text).casefold()


@cache
def _subject_labels() -> frozenset[str]:
    return frozenset(_label(label) for label in mail_file().quoted.subject_labels)


def cloud_link(text: str) -> str:
    """The host of the first link, in text or HTML, to a large attachment that a mail client left in a cloud; or ""."""
    for match in _LINK.finditer(text):
        host, path = match[1].lower(), match[2] or "/"
        for link in mail_file().cloud.links:
            if _on_host(host, link.host) and path.startswith(tuple(link.paths)):
                return host
    return ""


def _on_host(host: str, wanted: str) -> bool:
    return host == wanted or host.endswith("." + wanted)


def content_ids(markup: str) -> set[str]:
    """The content-ids of the pictures that an HTML letter shows."""
    return {html.unescape(match[1]) for match in _CONTENT_ID.finditer(markup)}
