"""One submission with forms of two units is two: who gathers the lists of several units sends them in one mail, one
archive, or one folder with a folder for each.

Forms are parted where each surely is of another unit: by what is written in them, else by what their folders and files
are called, where nothing that they have in common names a unit. What is not sure stays together, and is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, takewhile

from pipeline.model.documents import Envelope, Examined, InboxFile, Outcome
from pipeline.model.statements import Found, Typed
from pipeline.receive.by_notice import Before
from pipeline.receive.groups import Group
from pipeline.receive.unit_names import organisation, sheet_unit, subject_unit
from pipeline.receive.units_alike import may_be_alike, may_be_short_for
from pipeline.terms.notices import Notice
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern

_NOBODY = "\0"
"""Stands for the unit of a form that nothing tells, beside others of which it is told."""

_WITHIN = pattern(r"[/!]")


def by_unit(group: Group, whole: Group, notice: Notice, before: Mapping[str, Before]) -> list[tuple[Group, Group]]:
    """The parts of a group of one notice, each with those papers of the `whole` that may be its own.

    What is no form goes with the unit that it is called by, else with the first one. What stands of a submission that
    came `before` stays in one part, which has its number.
    """
    told = _told(group, notice)
    first_of = _apart(unit for unit in told.values() if unit != _NOBODY)
    if len(set(first_of.values())) < 2:
        return [(group, whole)]
    shared = _Shared(group, told)
    own = {each.file: told.get(each.file) or shared.called(each.file, notice) for each in whole.documents}
    own = {file: _NOBODY if unit == _NOBODY else first_of.get(fold(unit), "") for file, unit in own.items()}
    for standing in (before[sent].standing & told.keys() for sent in group.again):
        own |= dict.fromkeys(standing, own[min(standing)]) if standing else {}
    return list(_parts(group, whole, own, before))


def written_unit(document: Examined, notice: Notice) -> str:
    """The unit that a form names under a label; of a form of one's own, where that person works. "" for none."""
    if document.outcome != Outcome.PROCESSED or document.recognition is None:
        return ""
    unit = document.recognition.unit
    return (of_sheet(unit, notice) if unit and unit.heading else "") or next(workplaces(document, notice), "")


def of_sheet(cell: Typed, notice: Notice) -> str:
    """The unit behind a label; out of a title, which may hold more, the organisation in it."""
    return (organisation(cell.text, notice) if cell.found == Found.CONTENT else "") or sheet_unit(cell.text)


def workplaces(document: Examined, notice: Notice) -> Iterator[str]:
    """Where the people say that they work: who sends a form of one's own is recommended by nobody else."""
    if notice.one_file_per == "person" and document.recognition:
        people = document.recognition.people
        yield from filter(None, (organisation(person.text("workplace"), notice) for person in people))


def within(file: str) -> list[str]:
    """What a file lies in, folders, mails and archives, from the outermost, and its own name."""
    return _WITHIN.split(file)


def common(files: Iterable[str]) -> list[str]:
    """What all of these files lie in, from the outermost."""
    levels = zip(*(within(file)[:-1] for file in files), strict=False)
    return [level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels)]


def apart(units: Iterable[str]) -> list[str]:
    """Of these units those that surely are different ones, the first of each."""
    units = list(units)
    first_of = _apart(units)
    return [unit for unit in dict.fromkeys(units) if first_of[fold(unit)] == fold(unit)]


def _told(group: Group, notice: Notice) -> dict[str, str]:
    """The unit of each form, by its file. What a form is called counts where those with a unit are called by it."""
    forms = {each.file: each for each in group.documents if each.outcome == Outcome.PROCESSED}
    if len(forms) < 2:
        return {}
    shared = _Shared(group, forms)
    around = next(filter(None, shared.around(notice)), "")
    written = {file: organisation(written_unit(form, notice), notice) for file, form in forms.items()}
    called = {file: shared.called(file, notice) for file in forms}
    named = [(unit, called[file]) for file, unit in written.items() if unit]
    is_told = all(unit and other and _may_be_one(unit, other) for unit, other in named) if named else not around
    return {file: unit or (called[file] if is_told else "") or around or _NOBODY for file, unit in written.items()}


class _Shared:
    """What the forms of a group have in common, and what tells of one of them alone."""

    def __init__(self, group: Group, files: Collection[str]) -> None:
        self._mails = {mail: told for envelope in group.envelopes for mail, told in envelope.subjects_of.items()}
        self._around_all = [mail for mail in self._mails if all(_is_in(file, mail) for file in files)]
        self._places = common(files)
        whole = [envelope.subjects for envelope in group.envelopes if not envelope.subjects_of]
        self._subjects = [*chain(*whole), *chain(*(self._mails[mail] for mail in self._around_all))]

    def around(self, notice: Notice) -> Iterator[str]:
        """The units that the subjects of the mails around them and what all lie in tell."""
        yield from (subject_unit(subject, notice) for subject in self._subjects)
        yield from (organisation(place, notice) for place in self._places)

    def called(self, file: str, notice: Notice) -> str:
        """The unit that a file's own mail, folders or name tell, beyond those that it has in common with the others."""
        own = [mail for mail in self._mails if mail not in self._around_all and _is_in(file, mail)]
        subjects = (subject_unit(subject, notice) for mail in own for subject in self._mails[mail])
        beyond = [place for at, place in enumerate(within(file)) if self._places[at : at + 1] != [place]]
        return next(filter(None, chain(subjects, (organisation(place, notice) for place in beyond))), "")


def _is_in(file: str, mail: str) -> bool:
    return file == mail or file.startswith(f"{mail}!")


def _apart(units: Iterable[str]) -> dict[str, str]:
    """For each unit, by its match key, the first of those that may be the same one."""
    first_of: dict[str, str] = {}
    for key in dict.fromkeys(map(fold, units)):
        like = {first for other, first in first_of.items() if _may_be_one(key, other)}
        head = next((first for first in first_of.values() if first in like), key)
        first_of = {other: head if first in like else first for other, first in first_of.items()} | {key: head}
    return first_of


def _may_be_one(unit: str, other: str) -> bool:
    one, two = fold(unit), fold(other)
    return one == two or may_be_alike(one, two) or may_be_short_for(one, two)


def _parts(
    group: Group, whole: Group, own: Mapping[str, str], before: Mapping[str, Before]
) -> Iterator[tuple[Group, Group]]:
    """The parts by the unit that is each document's own, "" of what is nobody's in particular."""
    units = list(dict.fromkeys(unit for each in group.documents if (unit := own[each.file])))
    free = [sent for sent in group.again if not before[sent].standing & own.keys()]
    for number, unit in enumerate(units):
        documents = [each for each in group.documents if (own[each.file] or units[0]) == unit]
        files = {each.file for each in documents}
        again = [sent for sent in group.again if before[sent].standing & files] or (free if number == 0 else [])
        envelopes = [_told_to(envelope, files) for envelope in group.envelopes]
        part = replace(group, documents=documents, files=_files_of(group, documents), envelopes=envelopes, again=again)
        yield part, replace(whole, documents=[each for each in whole.documents if own[each.file] in ("", unit)])


def _told_to(envelope: Envelope, files: Collection[str]) -> Envelope:
    """An envelope with the subjects of those of its mails in which one of the files is."""
    if not envelope.subjects_of:
        return envelope
    mails = [mail for mail in envelope.subjects_of if any(_is_in(file, mail) for file in files)]
    return replace(envelope, subjects=[subject for mail in mails for subject in envelope.subjects_of[mail]])


def _files_of(group: Group, documents: Iterable[Examined]) -> list[InboxFile]:
    """The files of the inbox in which these documents are."""
    inside = {each.file.partition("!")[0] for each in documents}
    return [file for file in group.files if file.path in inside]
