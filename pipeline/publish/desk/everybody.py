"""Everybody of the open notices: the workbook 人员总表.xlsx, and what the search of the desk's page finds.

Both are as of the last batch, whatever the day: as long as nothing is recorded or forgotten they stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Disposition
from pipeline.publish.desk.sentences import Sentences, hidden
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.people import society_shown
from pipeline.text import seal
from pipeline.text.anchors import anchor, page_name
from schemas.layouts.everybody import everybody_file

if TYPE_CHECKING:
    from pipeline.register.contents.people import Place, Standing


def everybody_book(standings: Sequence[Standing], more: bool, now: str, path: Path, secret: bytes) -> Book:
    """The workbook of these person rows, as of the moment `now` of the last batch; with `more` there are others."""
    words = everybody_file().words
    created = datetime.fromisoformat(now).replace(tzinfo=None) if now else datetime(2025, 1, 1)
    sentences = Sentences(created.year)
    sources = load_layout("everybody", "everybody").sources
    rows = [tuple(map(_line(each, sentences).__getitem__, sources)) for each in standings]
    footer = (words.footer_more if more else words.footer).format(day=now[:10], count=len(rows))
    table = Table("everybody", "everybody", rows)
    mark = seal.make("everybody", "", (), secret)
    return Book(str(path), created, words.title, words.title, footer, mark, [table])


def _line(standing: Standing, sentences: Sentences) -> dict[str, Any]:
    """A row of the workbook; phones that findings quote are masked, for the workbook goes from hand to hand."""
    place, is_routed = standing.place, standing.disposition == Disposition.ROUTED
    why = [standing.route_reason] if is_routed else [each.message for each in standing.why]
    return {
        **standing._asdict(),
        **place._asdict(),
        "state": everybody_file().states[standing.disposition],
        "society": society_shown(standing.society, standing.confirmed) if is_routed else "",
        "stage": standing.result.stage if standing.result else "",
        "conclusion": standing.result.conclusion if standing.result else "",
        "why": "\n".join(map(hidden, filter(None, why))),
        "other": sentences.other(standing.other),
        "differs": everybody_file().sentence.between.join(standing.differs),
        "cell": _cell(place),
    }


def _cell(place: Place) -> str:
    """The cell of the name, else the row."""
    return place.cell or str(place.row)


def search_script(standings: Sequence[Standing], now: str) -> str:
    """The script that gives pages their people: of each the sentence, the document, by its place in a list of the names
    of their pages, and where it stands on that page."""
    sentences = Sentences(datetime.fromisoformat(now).year if now else 0)
    documents: dict[str, int] = {}
    people = [
        [
            sentences.whole(each),
            documents.setdefault(page_name(each.place.file, each.sha256), len(documents)),
            anchor(each.sha256, each.place.sheet, _cell(each.place)),
        ]
        for each in standings
    ]
    told = json.dumps({"documents": list(documents), "people": people}, ensure_ascii=False, separators=(",", ":"))
    return f"everybody = JSON.parse({json.dumps(told, ensure_ascii=False)});\n"
