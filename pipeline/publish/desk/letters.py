"""What the desk says of the letters to units: to whom each goes, and what became of it.

Only where letters are sent by mail is anything said: where the settings name a server, or one was sent before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.model.documents import MailHead
from pipeline.model.sending import DRAFT, SENT, UNCERTAIN
from pipeline.publish.paper.book import Table
from pipeline.publish.paper.layout import load_layout
from schemas.outgoing import outgoing_file

if TYPE_CHECKING:
    from pipeline.register.contents.desk import DeskContents


def letter_lines(desk: DeskContents) -> Iterator[dict[str, Any]]:
    """A line for each letter of the last batch and of those of which letters were sent; none where none ever is."""
    if not (desk.association.get("smtp_host") or any(each.state != DRAFT for each in desk.letters)):
        return
    from pipeline.publish.mails.heading import to_answer  # with all that makes mails

    for each in desk.letters:
        mails = [MailHead(*head) for head in each.mails]
        to, _ = to_answer(mails, each.sender, desk.association, each.unit)
        shown = each.state if to or each.state != DRAFT else "unaddressed"
        yield {
            "letter": each.letter,
            "batch": each.batch,
            "unit": each.unit,
            "address": to.address if to else "",
            "key": shown,
            "state": outgoing_file().states[shown],
            "at": each.at[:16].replace("T", " ") if each.state in (SENT, UNCERTAIN) else "",
        }


def letter_table(desk: DeskContents) -> list[Table]:
    """The sheet of them; none where there are none."""
    sources = load_layout("ledger", "letters").sources
    rows = [tuple(line[source] for source in sources) for line in letter_lines(desk)]
    return [Table("ledger", "letters", rows)] if rows else []
