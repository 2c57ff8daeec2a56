"""`template`: a blank attachment 3 with drop-downs, for units to fill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OPTION, SAYS, NoticeName, app
from pipeline.errors import UserError


@app.command(help=SAYS.commands["template"])
def template(
    output: Annotated[
        Path, typer.Option("--output", metavar="FILE", help=OPTION["template_output"], show_default=False)
    ],
    notice: NoticeName = None,
) -> None:
    from xlsxwriter.exceptions import FileCreateError

    from pipeline.publish.units.template import write_template
    from pipeline.terms.notices import load_notice
    from schemas.wording import wording_file

    chosen, refusals = load_notice(notice), wording_file().refusals
    if output.exists():
        raise UserError(refusals.template_there.format(output=output))
    if not output.parent.is_dir():
        raise UserError(refusals.template_folder.format(folder=output.parent), 2)
    try:
        write_template(output, chosen)
    except FileCreateError as error:
        raise UserError(refusals.template.format(output=output)) from error
    typer.echo(wording_file().done.template.format(output=output))
