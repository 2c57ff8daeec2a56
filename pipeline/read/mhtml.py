"""Web archives (.mht, .mhtml): a page, or a workbook page by page, in the parts of a mail. They are no mail: nobody
sent them, and their date is that of saving."""

from __future__ import annotations

from pipeline.model.documents import Sheet
from pipeline.read.decode import decode
from pipeline.read.limits import Refused
from pipeline.read.mail.parts import TooManyParts, leaves, split
from pipeline.read.markup import read_pages
from pipeline.text.charset import decode as decode_as
from schemas.mail import mail_file

_PAGE = "text/html"


def read_mhtml(data: bytes, name: str) -> list[Sheet]:
    """The tables of all pages in order, as in HTML. Excel saves a page for each sheet behind one that frames them."""
    try:
        found = leaves(*split(data), mail_file().mail.parts)
    except TooManyParts as error:
        raise Refused("damaged") from error
    pages = [
        decode_as(leaf.content, leaf.charset) if leaf.charset else decode(leaf.content)
        for leaf in found
        if leaf.type == _PAGE
    ]
    return read_pages([page for page in pages if page], name)
