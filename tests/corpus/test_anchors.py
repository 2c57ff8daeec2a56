"""Whatever a unit did to its table: each value that was read, and each cell that is spoken of, has its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_files import build
from corpus_habits import HABITS
from corpus_passes import first_changed

from pipeline.examine.paged import examine_and_draw, leave
from pipeline.model.documents import Examined
from pipeline.text.anchors import anchor, page_name

_IDS = re.compile(r"(?<= id=)[^\s>]+")


def places(document: Examined) -> Iterator[tuple[str, str]]:
    """Sheet and cell of every value and of every problem, and the row of every person."""
    assert document.recognition
    for each in (*document.recognition.people, *document.recognition.projects):
        yield each.sheet, str(each.row)
        yield from ((each.sheet, typed.cell) for typed in each.fields.values() if typed.text and typed.cell)
    problems = [problem for person in document.recognition.people for problem in person.problems]
    yield from ((each.sheet, each.cell) for each in (*document.recognition.problems, *problems) if each.sheet)


@pytest.mark.slow
def test_every_cell_of_which_something_is_said_has_its_anchor(tmp_path: Path) -> None:
    missing = []
    for name in HABITS:
        for number, (path, data) in enumerate(build(first_changed(name)).files):
            file = tmp_path / str(number)
            file.write_bytes(data)
            examination = examine_and_draw((), (path, str(file), ()))
            leave(tmp_path / name, examination.pages)
            for document in examination.documents:
                if document.recognition is None:
                    continue
                page = tmp_path / name / f"{page_name(document.file, document.sha256)}.html"
                ids = set(_IDS.findall(page.read_text(encoding="utf-8")))
                at = [place for place in places(document) if anchor(document.sha256, *place) not in ids and place[1]]
                missing += [(name, *place) for place in at]
    assert missing == [], missing
