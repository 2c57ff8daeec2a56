"""The forms of all, written when somebody asks for them: one attachment 3 for each open notice that has such a form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.private import make_folder
from pipeline.publish.association.combined import form_of_all
from pipeline.publish.association.sheet import write_form
from pipeline.publish.outbox import deliver
from pipeline.publish.paper import disk
from pipeline.terms.notices import Notice, load_notice
from schemas.layouts.combined import combined_words
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register.contents.batch import Routed


class Combined(NamedTuple):
    """The form of all of a notice (`path` None where nobody is routed): how many people, and of how many the society's
    route is not confirmed."""

    notice: str
    layout: str
    path: Path | None
    people: int
    unconfirmed: int


def publish_combined(
    routed: Sequence[Routed], outbox: Path, today: str, secret: bytes
) -> tuple[list[Combined], list[Path]]:
    """Write the form of all of each notice that publishes one; gives these, and edited ones before them under their
    new names. Raises UserError when one cannot be written."""
    notices = [(each, load_notice(each.notice)) for each in routed]
    with disk.sentences(outbox):
        make_folder(outbox)
        desk_files = deliver.Desk(outbox, today)
        made = [
            _published(each, notice, desk_files, secret) for each, notice in notices if "combined" in notice.publishes
        ]
    return made, desk_files.kept_aside


def _published(routed: Routed, notice: Notice, desk_files: deliver.Desk, secret: bytes) -> Combined:
    confirmed = routed.people["route_confirmed"]
    path = None
    if confirmed:
        name = combined_words(notice.combined).all.format(notice=routed.notice)
        path = desk_files.put(name, partial(_write, routed, notice, secret))
    return Combined(routed.notice, notice.combined, path, len(confirmed), confirmed.count(False))


def _write(routed: Routed, notice: Notice, secret: bytes, path: Path) -> None:
    write_form(form_of_all(routed, notice, path, secret))
