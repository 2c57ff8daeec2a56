"""Whether a form of this installation is ready: it and its notices load, and read the file for which it was drafted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UserError
from pipeline.model.fields import field_label
from pipeline.new_form.survey import ReadBack
from pipeline.normalise.rules import rules
from pipeline.recognise.words.loading import forms
from pipeline.route import load_routes
from pipeline.terms.forms import asks_for
from pipeline.terms.notices import Notice, notices
from pipeline.terms.settings import read_settings
from schemas.forms import form_file, form_names
from schemas.new_form import new_form_file


def loaded(name: str, settings: Path) -> list[Notice]:
    """The notices that take this form, all data loaded by all checks, with the settings of that folder. Raises
    DataError for a slip, UserError where there is no such form (2) or the settings cannot be right (1)."""
    if name not in form_names():
        known = new_form_file().draft.comma.join(form_names())
        raise UserError(new_form_file().refused.no_form.format(name=name, known=known), 2)
    forms()
    load_routes(read_settings(settings))
    taking = [notice for notice in notices().values() if name in notice.forms]
    for notice in taking:
        rules(notice, ())
    return taking


def file_of(name: str) -> Path:
    """The file of which the form was drafted. Raises UserError (2) where it names none."""
    if not (file := form_file(name).drafted_from):
        raise UserError(new_form_file().refused.no_file.format(name=name), 2)
    return Path(file)


def complaints(name: str, taking: list[Notice], read: ReadBack) -> Iterator[str]:
    """What has to be changed, a sentence each."""
    words = new_form_file().check
    titles = {form.name: form.title for form in forms()}
    if not taking:
        yield words.not_named.format(name=name)
    if read.chosen != name:
        other = words.other if read.chosen else words.nothing
        yield other.format(title=titles.get(read.chosen, ""), name=read.chosen, wanted=titles[name])
    if not read.is_found:
        yield words.not_ours
    for each in read.readings:
        if not each.kind:
            yield words.nobody_takes.format(heading=" ".join(each.heading.split()), cell=each.cell)
    for notice in taking:
        held = {field for field, required in notice.required.items() if required.severity == "error"}
        for field in sorted(held - asks_for(name)):
            said = words.no_domain if field == "domain" else words.no_column
            yield said.format(notice=notice.name, field=field_label(field))
