"""`template`: the blank form of a notice, for units or applicants to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OPTION, SAYS, app
from pipeline.errors import UserError


@app.command(help=SAYS.commands["template"])
def template(
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help=OPTION["template_output"], show_default=False)
    ] = None,
    notice: Annotated[str | None, typer.Option("--notice", metavar="NAME", help=OPTION["template_notice"])] = None,
) -> None:
    from xlsxwriter.exceptions import FileCreateError

    from pipeline.publish.units.template import template_name, write_template
    from pipeline.terms.notices import load_notice
    from pipeline.terms.settings.opened import shipped
    from schemas.wording import wording_file

    chosen, refusals = load_notice(notice or shipped()[0]), wording_file().refusals
    name = template_name(chosen)
    path = (output or Path()) / name if output is None or output.is_dir() else output
    if path.suffix.lower() != Path(name).suffix:
        raise UserError(refusals.template_ending.format(output=path, ending=Path(name).suffix), 2)
    if path.exists():
        raise UserError(refusals.template_there.format(output=path))
    if not path.parent.is_dir():
        raise UserError(refusals.template_folder.format(folder=path.parent), 2)
    try:
        write_template(path, chosen)
    except (FileCreateError, OSError) as error:
        raise UserError(refusals.template.format(output=path)) from error
    done = wording_file().done
    words = done.template_person if chosen.one_file_per == "person" else done.template
    typer.echo(words.format(output=path))
