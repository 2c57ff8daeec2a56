"""What a letter's template may use: the names that stand in its braces, all of them texts, numbers and lists of them.

Every text here is fit to be shown: on one line, of some length, masked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.publish.units.letter_data import Again, Counts, Item, Letter, ReceivedFile
from pipeline.publish.units.letter_lines import ComparedLine, Line, ResultLine, compared_lines, lines_of, result_lines
from pipeline.publish.units.letter_texts import day_text, file_names, guarded, names_text, or_blank, shown
from pipeline.terms.name_patterns import places
from pipeline.terms.notices import Notice
from pipeline.terms.working_days import Due
from schemas.letters import Receiver, letters_file
from schemas.named import NamedTuple


class AssociationPage(NamedTuple):
    name: str
    address: str
    contact: str
    phone: str
    email: str


class NoticePage(NamedTuple):
    """`cited` is the title, with the number where one is printed; `act` what people do who answer; `file_name` how
    files shall be named, "" where that is not said; `scan` whether a sealed one is asked for."""

    title: str
    number: str
    cited: str
    year: int
    deadline: str
    act: str
    file_name: str
    scan: bool


class ReceiverPage(NamedTuple):
    """Whether it is the one `person` who applied, else the unit; and how it is spoken of."""

    you: str
    person: bool


class ReceivedPage(NamedTuple):
    day: str
    files: str
    people: int


class DuePage(NamedTuple):
    day: str
    weekday: str
    days: int
    start: str
    remark: str


class AgainPage(NamedTuple):
    """`missing` is how many people are; `settled` are the names of those of whom something is no longer asked."""

    earlier: str
    summary: str
    missing: int
    lines: tuple[ComparedLine, ...]
    resent: bool
    settled: str


class ChoicePage(NamedTuple):
    column: str
    words: str


class FilePage(NamedTuple):
    name: str
    problem: str


class Page(NamedTuple):
    """All names; `unit` is to whom the letter is. `own_results` tells that the association itself assesses. `annex` is
    what the annex is called, "" where the tables stand in the letter itself."""

    submission_id: str
    unit: str
    receiver: ReceiverPage
    association: AssociationPage
    notice: NoticePage
    subject: str
    day: str
    received: ReceivedPage
    counts: Counts
    must: tuple[Line, ...]
    must_count: int
    may: tuple[Line, ...]
    may_count: int
    choices: tuple[ChoicePage, ...]
    unopened: tuple[FilePage, ...]
    scan_missing: bool
    scan_only: bool
    supplement: bool
    late: bool
    withdrawn: str
    withdrawn_count: int
    again: AgainPage | None
    results: tuple[ResultLine, ...]
    results_count: int
    own_results: bool
    due: DuePage | None
    marked: bool
    unsigned: bool
    attachments: tuple[str, ...]
    annex: str
    annex_title: str


PARTS = (
    AssociationPage,
    NoticePage,
    ReceiverPage,
    ReceivedPage,
    Counts,
    Line,
    ChoicePage,
    FilePage,
    AgainPage,
    ComparedLine,
    ResultLine,
    DuePage,
)
ATTRIBUTES = frozenset({"read", *(name for part in PARTS for name in part._fields)})
"""What may stand behind a dot."""


def page_of(letter: Letter) -> Page:
    """What the template of that letter is filled with."""
    limits, words = letters_file().limits, letters_file().words
    called = file_names([*(file.path for file in letter.files), *(item.file for item in (*letter.must, *letter.may))])
    several = len({item.file for item in (*letter.must, *letter.may) if item.file}) > 1
    must, may = (lines_of(items, called, several, letter.notice) for items in (letter.must, letter.may))
    again = _again(letter.again, letter.notice) if letter.again else None
    attached = len(must) + len(may) + len(again.lines if again else ()) > limits.lines
    attachments, annex = attachments_of([words.annex_title] * attached + [words.marked] * letter.has_marked)
    return Page(
        submission_id=letter.submission_id,
        unit=addressed(letter.unit, letter.applicant),
        receiver=receiver_page(letter.applicant),
        association=association_page(letter.association),
        notice=notice_page(letter.notice),
        subject=subject_of(letter.notice, letter.unit),
        day=day_text(letter.day),
        received=ReceivedPage(day_text(letter.received_on), _files(letter.files, called), letter.counts.read),
        counts=letter.counts,
        must=must,
        must_count=_places(letter.must),
        may=may,
        may_count=_places(letter.may),
        choices=_choices(letter),
        unopened=_unopened(letter),
        scan_missing=letter.scan_missing,
        scan_only=letter.scan_only,
        supplement=letter.supplement,
        late=letter.late,
        withdrawn=names_text(letter.withdrawn) or words.to_fill,
        withdrawn_count=len(letter.withdrawn),
        again=again,
        results=result_lines(letter.results),
        results_count=len({result.name for result in letter.results}),
        own_results={result.society for result in letter.results} == {letter.association.get("name")},
        due=_due(letter.due) if letter.due and letter.asks_back else None,
        marked=letter.has_marked,
        unsigned=letter.unsigned,
        attachments=attachments,
        annex=annex if attached else "",
        annex_title=words.annex_title,
    )


def _places(items: Sequence[Item]) -> int:
    """At how many places something is wrong: several people may share the cell of a project."""
    return len({(item.file, item.sheet, item.cell or item.name, item.field, item.problem) for item in items})


def association_page(association: Mapping[str, str]) -> AssociationPage:
    """What the settings tell of the association, with blanks for people to fill."""
    return AssociationPage(*(or_blank(association.get(key, "")) for key in AssociationPage._fields))


def notice_page(notice: Notice) -> NoticePage:
    """What letters say of a notice."""
    words, deadline = letters_file().words, notice.deadline
    cited = words.notice_unnumbered if "number" in notice.ours else words.notice
    printed = words.deadline_inferred if deadline.inferred else words.day
    return NoticePage(
        title=notice.title,
        number=notice.number,
        cited=cited.format(title=notice.title, number=notice.number),
        year=notice.year,
        deadline=printed.format(day=deadline.day),
        act=notice.act,
        file_name=notice.file_name.format(**{place: notice.label(place) for place in places(notice.file_name)}),
        scan=notice.wants_scan,
    )


def addressed(unit: str, applicant: str) -> str:
    """To whom a letter is: to the applicant, where there is one, else to the unit."""
    return receiver(applicant).to.format(name=or_blank(applicant or unit))


def receiver_page(applicant: str) -> ReceiverPage:
    """How the applicant, or else the unit, is spoken of."""
    return ReceiverPage(receiver(applicant).you, bool(applicant))


def receiver(applicant: str) -> Receiver:
    """The words for the applicant, or else for a unit."""
    return letters_file().receivers["person" if applicant else "unit"]


def subject_of(notice: Notice, unit: str) -> str:
    """The subject under which the notice wants a unit's mail; "" where the unit is not known."""
    name = shown(unit, letters_file().limits.heading)
    return notice.subject.format(unit=name) if name else ""


def _files(files: Sequence[ReceivedFile], called: dict[str, str]) -> str:
    words, limits = letters_file().words, letters_file().limits
    told = []
    for file in files:
        sheets = words.between.join(words.sheet.format(sheet=guarded(name, "", limits.text)) for name in file.sheets)
        form = words.file_with_sheets if sheets else words.file_with_people if file.people else words.file
        name = guarded(called[file.path], "", limits.text)
        told.append(form.format(name=name, sheets=sheets, people=file.people))
    return words.between_files.join(told) or words.no_file


def _choices(letter: Letter) -> tuple[ChoicePage, ...]:
    """The words that a unit may choose from, for each column in which something must be corrected."""
    fields = dict.fromkeys(item.field for item in letter.must)
    offered = {field: letter.notice.options(field) for field in fields}
    between = letters_file().words.between
    return tuple(
        ChoicePage(letter.notice.label(field), between.join(words)) for field, words in offered.items() if words
    )


def _unopened(letter: Letter) -> tuple[FilePage, ...]:
    limits = letters_file().limits
    called = file_names(file.path for file in letter.unopened)
    return tuple(
        FilePage(guarded(called[file.path], "", limits.text), guarded(file.problem, "", limits.message))
        for file in letter.unopened
    )


def _again(again: Again, notice: Notice) -> AgainPage:
    file = letters_file()
    counts = Counter[str](one.state for one in again.compared)
    told = (state.counted.format(count=counts[key]) for key, state in file.states.items() if counts[key])
    summary = file.words.between.join(told)
    settled = names_text([one.name for one in again.compared if one.state == "settled"])
    lines = compared_lines(again.compared, notice)
    return AgainPage(day_text(again.earlier), summary, counts["missing"], lines, again.resent, settled)


def _due(due: Due) -> DuePage:
    words = letters_file().words
    remark = "" if due.is_known else words.weekends
    return DuePage(day_text(due.day), words.weekdays[due.day.weekday()], due.days, day_text(due.start), remark)


def attachments_of(names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """What stands below the letter of what lies beside it, and how the first of that is called where it is an annex."""
    words = letters_file().words
    if len(names) == 1:
        return (words.attachment.format(name=names[0]),), words.annex
    forms = [words.first_attachment, *[words.next_attachment] * len(names)]
    lines = (form.format(number=at, name=name) for at, (form, name) in enumerate(zip(forms, names, strict=False), 1))
    return tuple(lines), words.numbered_annex
