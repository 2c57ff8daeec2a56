"""A project's line amid the people of a list that stands under the headings of projects: it is read under those, and
those below it are the people of that project."""

from __future__ import annotations

from pipeline.model.fields import PROJECT_FIELDS
from pipeline.model.statements import Fate
from pipeline.recognise.columns.evidence import shows_for_certain
from pipeline.recognise.rows.labels_between import take_project
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.cells import INHERITED, read_field
from pipeline.recognise.sheet.labels_above import NAMING

_SHOWN = ("company", "project_country", "project_type", "project_status")
_FEWEST = 2  # cells that show that they are a project's


def read_project_line(row: BodyRow, context: RowContext) -> Fate | None:
    """Cells that are a project's under the headings further up, and none that is a person's under those right above."""
    over, looks = context.under, context.tools.looks
    if over is None or any(map(looks.is_contact, row.texts)):
        return None
    columns = {field: over.fields[field] for field in PROJECT_FIELDS if field in over.fields}
    told = {field: read_field(context.grid, row.number, of_field, row.number) for field, of_field in columns.items()}
    shown = [
        field
        for field in _SHOWN
        if field in told and (shows := shows_for_certain(field, looks)) and told[field].text and shows(told[field].text)
    ]
    if len(shown) < _FEWEST or not any(told[field].text for field in NAMING & told.keys()):
        return None
    return take_project(
        {field: typed._replace(found=INHERITED) for field, typed in told.items() if typed.text}, context
    )
