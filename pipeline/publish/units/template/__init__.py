"""The blank form of a notice, for units or applicants to fill in: a workbook, or a Word document.

None carries a mark, since what comes back is somebody's own submission; and none says anything that reads as data: it
reads back empty, and filled as it was filled.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UserError
from pipeline.publish.units.template.combined import write_combined
from pipeline.publish.units.template.listed import write_list
from pipeline.publish.units.template.word import word_document
from pipeline.terms.notices import Notice
from schemas.layouts.blanks import SheetBlank, WordBlank, blank_of
from schemas.layouts.template import template_file


def template_name(notice: Notice) -> str:
    """What the file of a notice's blank form is called. Raises UserError for a notice whose form is not drawn here."""
    if blank := _blank(notice):
        return blank.file
    if notice.combined:
        return template_file().words.file
    raise UserError(template_file().words.none.format(notice=notice.name), 2)


def write_template(path: Path, notice: Notice) -> None:
    """Write the blank form of a notice to `path`, the same bytes each time. Raises UserError as `template_name`, and
    OSError or xlsxwriter's FileCreateError where it cannot be written."""
    template_name(notice)
    blank = _blank(notice)
    if isinstance(blank, WordBlank):
        path.write_bytes(word_document(blank, notice))
    elif isinstance(blank, SheetBlank):
        write_list(path, blank, notice)
    else:
        write_combined(path, notice)


def _blank(notice: Notice) -> SheetBlank | WordBlank | None:
    return next((blank for form in notice.forms if (blank := blank_of(form))), None)
