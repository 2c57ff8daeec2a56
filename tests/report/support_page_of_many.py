"""The desk's page with everybody of twenty thousand people, far more than it shows at once."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.outbox.desk_files import publish_desk
from pipeline.register.contents.desk import PageFiles
from pipeline.register.contents.people import Standing
from pipeline.text.anchors import page_file, page_name
from tests.publish.support_publish import SECRET, desk, everybody, standing


def twenty_thousand() -> list[Standing]:
    """People with a name each."""
    names = (f"{chr(0x4E00 + number // 200)}{chr(0x5E00 + number % 200)}" for number in range(20_000))
    return [standing(number, name=name) for number, name in enumerate(names)]


def publish_page_of(people: list[Standing], outbox: Path) -> Path:
    """Write the desk of these people; its page."""
    contents = desk()
    contents.everybody = everybody(people)
    files = frozenset(page_file(page_name(each.place.file, each.sha256)) for each in people)
    contents.pages = PageFiles(files, files)
    publish_desk(contents, outbox, SECRET)
    return outbox / "index.html"
