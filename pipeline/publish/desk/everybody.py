"""Everybody of the open notices: the workbook 人员总表.xlsx, and what the search of the desk's page finds.

Both are as of the last batch, whatever the day: as long as nothing is recorded or forgotten they stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import starmap
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Disposition
from pipeline.publish.desk.sentences import Sentences, hidden
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.people import society_shown
from pipeline.register.contents.people import Place
from pipeline.text import seal
from pipeline.text.anchors import anchor, page_name
from schemas.layouts.everybody import everybody_file

if TYPE_CHECKING:
    from pipeline.register.contents.people import Standing


def everybody_book(standings: Sequence[Standing], more: bool, now: str, path: Path, secret: bytes) -> Book:
    """The workbook of these person rows, as of the moment `now` of the last batch; with `more` there are others."""
    words = everybody_file().words
    created = datetime.fromisoformat(now).replace(tzinfo=None) if now else datetime(2025, 1, 1)
    sentences = Sentences(created.year)
    sources = load_layout("everybody", "everybody").sources
    told = _told(sentences)
    rows = list(zip(*(map(told.get(source) or attrgetter(source), standings) for source in sources), strict=True))
    footer = (words.footer_more if more else words.footer).format(day=now[:10], count=len(rows))
    table = Table("everybody", "everybody", rows)
    mark = seal.make("everybody", "", (), secret)
    return Book(str(path), created, words.title, words.title, footer, mark, [table])


def _told(sentences: Sentences) -> dict[str, Callable[[Standing], Any]]:
    """By source what a column tells of a row, where that is none of its own fields; phones that findings quote are
    masked, for the workbook goes from hand to hand."""
    states, between = everybody_file().states, everybody_file().sentence.between
    return {
        **{source: attrgetter(f"place.{source}") for source in Place._fields},
        "state": lambda each: states[each.disposition],
        "society": lambda each: society_shown(each.society, each.confirmed) if _is_routed(each) else "",
        "stage": lambda each: each.result.stage if each.result else "",
        "conclusion": lambda each: each.result.conclusion if each.result else "",
        "why": _why,
        "other": lambda each: sentences.other(each.other),
        "differs": lambda each: between.join(each.differs),
        "cell": lambda each: _cell(each.place),
    }


def _why(standing: Standing) -> str:
    why = [standing.route_reason] if _is_routed(standing) else [each.message for each in standing.why]
    return "\n".join(map(hidden, filter(None, why)))


def _is_routed(standing: Standing) -> bool:
    return standing.disposition == Disposition.ROUTED


def _cell(place: Place) -> str:
    """The cell of the name, else the row."""
    return place.cell or str(place.row)


def search_script(standings: Sequence[Standing], now: str) -> str:
    """The script that gives pages their people: of each the sentence, the document, by its place in a list of the names
    of their pages, and where it stands on that page."""
    sentences = Sentences(datetime.fromisoformat(now).year if now else 0)
    documents: dict[tuple[str, str], int] = {}
    people = [
        [
            sentences.whole(each),
            documents.setdefault((each.place.file, each.sha256), len(documents)),
            anchor(each.sha256, each.place.sheet, _cell(each.place)),
        ]
        for each in standings
    ]
    told = {"documents": list(starmap(page_name, documents)), "people": people}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"everybody = JSON.parse({json.dumps(text, ensure_ascii=False)});\n"
