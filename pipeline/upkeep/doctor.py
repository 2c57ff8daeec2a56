"""Check an installation (command `doctor`): the program and its packages, the data files, the settings, the register,
the inbox against what is remembered of it, and the outbox against the register.

Each check returns a list of complaints, and one sentence for the case that all is well.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import schemas
from pipeline import SOURCES
from pipeline.errors import UserError
from schemas.doctor import doctor_file
from schemas.limits import limits_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register import Register
    from pipeline.register.refusals import DamageError

LOCK = SOURCES.parent / "requirements.lock"

_PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


class Examined(NamedTuple):
    """One checked part of the installation: its name, and what was found."""

    title: str
    sound: str
    complaints: list[str]


class _Words:
    """The sentences of one examination."""

    def __init__(self, part: str) -> None:
        self._words: Mapping[str, str] = getattr(doctor_file().doctor, part)

    def __call__(self, key: str, **values: object) -> str:
        return self._words[key].format(**values)


def examine_installation(register: str, settings: Path, outbox: Path) -> Iterator[Examined]:
    """Check one part after the other, independently, so that a failing one does not hide the others."""
    yield _examined("program", program)
    yield _examined("data", data)
    yield _examined("settings", lambda: settings_in(settings))
    from pipeline.register import Register
    from pipeline.register.address import file_of, inbox_of
    from pipeline.register.refusals import DamageError

    if not Path(file_of(register)).exists():
        yield _examined("register", lambda: ([], _Words("register")("absent")))
        return
    try:
        book = Register.open(register, create=False)
    except UserError as error:
        said = _damage(error) if isinstance(error, DamageError) else str(error)
        yield _examined("register", lambda: ([said], ""))
        return
    with book:
        found = _examined("register", lambda: register_of(book))
        yield found
        yield _examined("inbox", lambda: inbox_as_remembered(inbox_of(file_of(register))))
        if not found.complaints:  # a damaged register proves nothing about the outbox
            yield _examined("outbox", lambda: outbox_of(book, outbox))
            yield _examined("faults", lambda: faults_of(book, outbox))


def _examined(part: str, examine: Callable[[], tuple[list[str], str]]) -> Examined:
    title = doctor_file().doctor.titles[part]
    try:
        complaints, sound = examine()
    except UserError as error:
        complaints, sound = [str(error)], ""
    return Examined(title, sound, complaints)


def program() -> tuple[list[str], str]:
    """Check Python and the packages against requirements.lock."""
    words, python = _Words("program"), ".".join(map(str, sys.version_info[:3]))
    found = [words("python", found=python)] if sys.version_info < (3, 11) else []
    pinned = _PINNED.findall(LOCK.read_text(encoding="utf-8")) if LOCK.exists() else []
    for package, wanted in pinned:
        try:
            if (version := metadata.version(package)) != wanted:
                found.append(words("package", package=package, found=version, wanted=wanted))
        except metadata.PackageNotFoundError:
            found.append(words("missing", package=package))
    return found, words("sound", python=python, count=len(pinned))


def data() -> tuple[list[str], str]:
    """Check that every data file can be read, and that everything built from several of them loads."""
    from schemas.files import check_file

    words, complaints = _Words("data"), []
    shipped = (path.relative_to(schemas.ROOT).with_suffix("").as_posix() for path in schemas.ROOT.rglob("*.toml"))
    names = sorted({*shipped, *schemas.laid_over()})
    for name in names:
        try:
            check_file(name)
        except schemas.DataError as error:
            complaints.append(_broken(error))
    return complaints or list(_contradictions()), words("sound", count=len(names))


def _broken(error: schemas.DataError) -> str:
    return _Words("data")("broken", file=error.file, reason=error.reason)


def _contradictions() -> Iterator[str]:
    """What the loaders refuse: each checks on loading that its data agree with each other."""
    try:
        loads = list(_loaders())
    except schemas.DataError as error:  # schemas/fields.toml, by which everything else is checked
        yield _broken(error)
        return
    for load in loads:
        try:
            load()
        except schemas.DataError as error:
            yield _broken(error)
        except UserError as error:
            yield _Words("data")("disagree", reason=str(error))
        except (KeyError, TypeError, ValueError) as error:
            yield _Words("data")("disagree", reason=f"{type(error).__name__}: {error}")


def _loaders() -> Iterator[Callable[[], object]]:
    """Those of all data that name each other."""
    from pipeline.normalise.rules import rules
    from pipeline.normalise.vocabulary import vocabulary
    from pipeline.publish.paper.layout import load_layout
    from pipeline.publish.societies.intake import SHEETS
    from pipeline.publish.units.letter_items import told
    from pipeline.publish.units.letter_kind import rules as letter_rules
    from pipeline.recognise.words.loading import forms
    from pipeline.route import load_routes
    from pipeline.terms.findings import load_findings
    from pipeline.terms.notices import load_notice, notice_names
    from pipeline.terms.settings import Settings
    from schemas.vocabularies import CHOICES

    def whole(name: str) -> None:
        notice = load_notice(name)
        rules(notice, ())
        for section in notice.sections if notice.combined else ():
            load_layout(notice.combined, section)

    yield from (load_findings, forms, lambda: load_routes(Settings()), letter_rules, told)
    yield from (partial(whole, name) for name in notice_names())
    yield from (partial(load_layout, "intake", sheet) for sheet in SHEETS)
    yield from (partial(vocabulary, name) for name in CHOICES)


def settings_in(folder: Path) -> tuple[list[str], str]:
    """Read the settings workbook and the templates of letters as a run does. Raises UserError."""
    from pipeline.publish.units.letter import template_slips
    from pipeline.route import load_routes
    from pipeline.terms.settings import WORKBOOK, lacking, read_settings

    words, path = _Words("settings"), folder / WORKBOOK
    settings = read_settings(folder)
    load_routes(settings)
    slips = template_slips(settings.templates)
    if not path.exists():
        return slips, words("absent")
    missing = [words("column" if label else "sheet", sheet=sheet, label=label) for sheet, label in lacking(folder)]
    return slips, words("lacks", folder=path, missing="、".join(missing)) if missing else words("sound", folder=path)


def register_of(register: Register) -> tuple[list[str], str]:
    """Check the register by itself: its structure, its originals, and the accounts of every batch."""
    from pipeline.publish.desk.accounts import AccountError, accounts_of
    from pipeline.register.refusals import DamageError

    words = _Words("register")
    try:
        complaints = [words(key, **values) for key, values in register.complaints()]
    except DamageError as error:
        return [_damage(error)], ""
    for batch in register.batches() if not complaints else []:
        try:
            accounts_of(register.batch_contents(batch))
        except AccountError as error:
            complaints.append(words("accounts", batch=batch, reason=error))
    if not complaints and (people := register.forgetting.extent(register.forgetting.select_again()).people):
        complaints.append(words("returned", count=people))
    return complaints, words("sound", **register.counts())


def _damage(error: DamageError) -> str:
    """The place of the damage only: the error's own sentence would send people to this command."""
    key, values = error.complaint
    return _Words("register")(key, **values)


def inbox_as_remembered(place: Path) -> tuple[list[str], str]:
    """Read every file of the inbox of which a run need not, since it lies there as it did."""
    from pipeline.receive.remembered import changed_unseen

    words = _Words("inbox")
    count, changed = changed_unseen(place)
    return [words("changed", file=path) for path in changed], words("sound", count=count)


def outbox_of(register: Register, outbox: Path) -> tuple[list[str], str]:
    """Compare the outbox with what the register says was published."""
    from pipeline.publish.paper.disk import BATCHES

    words, files = _Words("outbox"), 0
    unpublished, batches = register.unpublished(), register.batches()
    complaints = [words("unpublished", batch=batch) for batch in unpublished]
    complaints += [words("partial", file=path) for path in sorted((outbox / BATCHES).glob(".*.partial"))]
    for batch in batches:
        if batch not in unpublished:
            found = list(_batch(register, batch, outbox / BATCHES / batch, words))
            files += sum(sentence == "" for sentence in found)
            complaints += filter(None, found)
    return complaints, words("sound", batches=len(batches), files=files) if batches else words("none")


def faults_of(register: Register, outbox: Path) -> tuple[list[str], str]:
    """List the program's faults that no later attempt has resolved."""
    words, note = _Words("faults"), limits_file().faults.note
    return [
        words(
            "fault",
            place=fault.file or attempt.path,
            note=outbox / note.format(name=fault.sha256[:16]),
        )
        for attempt in register.attempts.unsolved()
        for fault in attempt.faults
    ], words("sound")


def _batch(register: Register, batch: str, folder: Path, words: _Words) -> Iterator[str]:
    """For each file of a batch what is wrong with it; "" if nothing."""
    from pipeline.publish.desk.accounts import accounts_of
    from pipeline.publish.outbox.plan import run_record
    from pipeline.publish.paper.disk import RECORD, digest_of, read_record

    if not folder.is_dir():
        yield words("folder", batch=batch)
        return
    contents = register.batch_contents(batch)
    record = read_record(folder / RECORD)
    if {key: value for key, value in record.items() if key not in ("files", "missing")} != run_record(
        contents, accounts_of(contents)
    ):
        yield words("record", batch=batch)
        return
    for file in record["files"]:
        there = digest_of(folder / file["path"])
        kind = "" if there == file["sha256"] else "altered" if there else "missing"
        yield words(kind, batch=batch, file=file["path"]) if kind else ""
