"""`template`: the blank form of a notice, for units or applicants to fill in, or a workbook for new certificates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import OPTION, REGISTER, SAYS, Register, app
from pipeline.errors import UserError

if TYPE_CHECKING:
    from pipeline.register import Register as Book


@app.command(help=SAYS.commands["template"])
def template(
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help=OPTION["template_output"], show_default=False)
    ] = None,
    notice: Annotated[str | None, typer.Option("--notice", metavar="NAME", help=OPTION["template_notice"])] = None,
    certificates: Annotated[bool, typer.Option("--certificates", help=OPTION["template_certificates"])] = False,
    hours: Annotated[bool, typer.Option("--hours", help=OPTION["template_hours"])] = False,
    register: Register = REGISTER,
) -> None:
    from schemas.wording import wording_file

    done = wording_file().done
    if certificates:
        from pipeline.register import Register as Book
        from schemas.layouts.certificates import certificates_layout

        path = _path(output, certificates_layout().words.blank)
        with Book.open(register) as book:  # made where there is none yet: what is sealed now must verify later
            _write(path, lambda: _blank_book(path, book))
        typer.echo(done.template_certificates.format(output=path))
        return
    if hours:
        from pipeline.publish.units.template.hours import hours_form_name, write_hours_form

        path = _path(output, hours_form_name())
        _write(path, lambda: write_hours_form(path))
        typer.echo(done.template_hours.format(output=path))
        return
    from pipeline.publish.units.template import template_name, write_template
    from pipeline.terms.notices import load_notice
    from pipeline.terms.settings.opened import shipped

    chosen = load_notice(notice or shipped()[0])
    path = _path(output, template_name(chosen))
    _write(path, lambda: write_template(path, chosen))
    words = done.template_person if chosen.one_file_per == "person" else done.template
    typer.echo(words.format(output=path))


def _path(output: Path | None, name: str) -> Path:
    """Where the form goes that is called so. Raises UserError where it cannot go there."""
    from schemas.wording import wording_file

    refusals = wording_file().refusals
    path = (output or Path()) / name if output is None or output.is_dir() else output
    if path.suffix.lower() != Path(name).suffix:
        raise UserError(refusals.template_ending.format(output=path, ending=Path(name).suffix), 2)
    if path.exists():
        raise UserError(refusals.template_there.format(output=path))
    if not path.parent.is_dir():
        raise UserError(refusals.template_folder.format(folder=path.parent), 2)
    return path


def _blank_book(path: Path, book: Book) -> None:
    from pipeline.publish.desk.certificates import blank_book
    from pipeline.publish.paper.writing import write_book

    write_book(blank_book(path, book.secret(), book.certificates.own_societies()))


def _write(path: Path, write: Callable[[], None]) -> None:
    from xlsxwriter.exceptions import FileCreateError

    from schemas.wording import wording_file

    try:
        write()
    except (FileCreateError, OSError) as error:
        raise UserError(wording_file().refusals.template.format(output=path)) from error
