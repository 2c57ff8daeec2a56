"""From whom a mail comes, to whom it goes, and by what it is known: all but its text."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from pipeline.model.documents import MailHead
from pipeline.publish.mails.message import Attachment, Correspondent, Mail
from pipeline.text.visible import visible
from schemas.named import NamedTuple
from schemas.outgoing import PlainMail, UnitMail, outgoing_file
from schemas.settings import settings_file

_ADDRESS = re.compile(r"[!-~]{1,64}@[0-9A-Za-z.-]{1,255}")
_UNFIT = frozenset('"(),:;<>[\\]')
_OWN = ("mail_account", "email")
"""The lines of the settings that may tell an address of ours, that first by which a server lets us send."""


class Heading(NamedTuple):
    """All of one mail but what it says: `closing` are the lines below that."""

    sender: Correspondent | None
    reply_to: Correspondent | None
    to: Correspondent | None
    message_id: str
    answers: str
    moment: datetime
    closing: tuple[str, ...]

    def mail(
        self,
        words: UnitMail | PlainMail,
        lines: Sequence[str],
        about: Mapping[str, str],
        attachments: Sequence[Attachment],
    ) -> Mail:
        """The mail with this text: greeting, lines, closing. `about` fills what stands in braces."""
        own = outgoing_file().message
        subject = visible(words.subject.format_map(about))
        return Mail(
            sender=self.sender,
            to=self.to,
            subject=subject if self.to else own.to_fill + subject,
            message_id=self.message_id,
            answers=self.answers,
            moment=self.moment,
            lines=(
                *(() if self.to else (own.to_fill_line, "")),
                words.greeting.format_map(about),
                *(text for line in lines if (text := line.format_map(about))),
                "",
                *self.closing,
            ),
            attachments=tuple(attachments),
            reply_to=self.reply_to,
        )


def wants_drafts(association: Mapping[str, str]) -> bool:
    """Whether the settings ask for drafts; a batch of before they could does not."""
    return association.get("drafts") == settings_file().notices.yes


def heading(
    letter: str,
    batch: str,
    moment: datetime,
    association: Mapping[str, str],
    secret: bytes,
    to: Correspondent | None,
    answers: str = "",
) -> Heading:
    """Of one letter of a batch; `association` is what the settings say."""
    sender, reply_to = addresses_of(association)
    day = f"{moment:%Y-%m-%d}"
    told = {key: association.get(key, "") for key in ("name", "contact", "phone")} | {"day": day}
    lines = outgoing_file().closing.lines
    return Heading(
        sender=sender,
        reply_to=reply_to,
        to=to,
        message_id=_message_id(f"{batch}\0{letter}", association, secret),
        answers=answers,
        moment=moment,
        closing=tuple(line.format_map(told) for line in lines if all(v for k, v in told.items() if f"{{{k}}}" in line)),
    )


def addresses_of(association: Mapping[str, str]) -> tuple[Correspondent | None, Correspondent | None]:
    """From whom our mails come, and where answers go if that is elsewhere."""
    own = [Correspondent(association.get("name", ""), each) for each in _own(association)]
    return (own[0] if own else None, own[1] if len(own) > 1 else None)


def to_answer(
    mails: Sequence[MailHead], sender: str, association: Mapping[str, str], name: str
) -> tuple[Correspondent | None, str]:
    """Whom to answer and which mail: the innermost that is not one of ours; of a submission of before these were kept
    its `sender`. None where nobody can be written to."""
    ours = {each.casefold() for each in _own(association)}
    heads = [each for each in mails or (MailHead(sender, ""),) if each.sender.casefold() not in ours]
    head = heads[-1] if heads else MailHead("", "")
    to = correspondent(name, head.sender)
    return to, head.message_id if to else ""


def correspondent(name: str, address: str) -> Correspondent | None:
    """None for what is no address that any server takes."""
    return Correspondent(name, address) if is_address(address) else None


def draft_of(path: str) -> str:
    """Where the draft lies that carries a file of a batch or a letter first."""
    beside = PurePosixPath(path)
    return str(beside.with_name(outgoing_file().files.draft.format(stem=beside.stem)))


def society_letter(batch: str, society: str, *, again: bool = False) -> str:
    """By what a letter to a society is called: one with the list of its people, or one with its own that goes back."""
    words = outgoing_file().words
    return (words.society_again_letter if again else words.society_letter).format(batch=batch, society=society)


def is_address(text: str) -> bool:
    return bool(_ADDRESS.fullmatch(text)) and _UNFIT.isdisjoint(text) and text.count("@") == 1


def _own(association: Mapping[str, str]) -> list[str]:
    """Our addresses, each once."""
    told = (association.get(key, "") for key in _OWN)
    return list({each.casefold(): each for each in told if is_address(each)}.values())


def _message_id(what: str, association: Mapping[str, str], secret: bytes) -> str:
    own = _own(association)
    domain = own[0].rpartition("@")[2] if own else outgoing_file().message.unknown_domain
    return f"<{hmac.new(secret, what.encode(), hashlib.sha256).hexdigest()[:32]}@{domain}>"
