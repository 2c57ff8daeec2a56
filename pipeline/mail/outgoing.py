"""The letters of a batch as they would be sent now: to whom, with what, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.model.sending import SENT, UNCERTAIN, standing
from pipeline.publish.mails.heading import Heading, correspondent, draft_of, society_letter
from pipeline.publish.mails.message import Attachment, Correspondent, Mail
from pipeline.publish.outbox.plan import batch_of
from pipeline.publish.paper.disk import BATCHES, RECORD, digest_of, read_record
from pipeline.publish.paper.names import workbook_path
from pipeline.publish.societies.encrypt import encrypted, encrypted_path
from pipeline.publish.societies.mail import again_mail, intake_mail, society_heading
from pipeline.publish.societies.sent_back import sent_back_jobs
from pipeline.publish.units import answer
from pipeline.publish.units.answers import heading_of, letter_path, workbooks_of
from pipeline.publish.units.mail import answer_mail
from pipeline.terms.notices import load_notice
from schemas.outgoing import outgoing_file

if TYPE_CHECKING:
    from pipeline.register import Register
    from pipeline.register.contents.batch import BatchContents
    from pipeline.register.contents.desk import Dispatch
    from pipeline.terms.settings import Settings

Compose = Callable[[Heading, Sequence[Attachment]], Mail]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One letter: its number, to whom, what it is, `society` if it brings that its list of people, the files that it
    carries (paths below the batch folder; `edited` if a person changed one), and `password` if they go encrypted.
    `state` as in model.sending; `reason` tells why it is not sent, "" if it may be."""

    letter: str
    batch: str
    name: str
    society: str
    kind: str
    heading: Heading
    files: tuple[str, ...]
    state: str
    reason: str
    edited: bool
    password: str
    compose: Compose

    @property
    def may_go(self) -> bool:
        return not self.reason and self.state not in (SENT, UNCERTAIN)

    def mail(self, folder: Path, to: Correspondent) -> Mail:
        """The mail to this address, with the files as they lie there, encrypted where that is wanted."""
        carried = [_attachment(folder / path, self.password) for path in self.files]
        return self.compose(self.heading._replace(to=to), carried)


def outgoing(
    register: Register, batch: str, outbox: Path, settings: Settings, passwords: Mapping[str, str]
) -> list[Outgoing]:
    """The letters of the batch, societies first; nothing to ourselves, or to one whose route is not confirmed. Raises
    UserError for a batch that there is not."""
    if batch not in register.batches():
        raise UserError(outgoing_file().refusals.no_batch.format(batch=batch), 2)
    return list(_Letters(register, batch, outbox, settings, passwords).all())


class _Letters:
    """What is known of a batch while its letters are gathered."""

    def __init__(
        self, register: Register, batch: str, outbox: Path, settings: Settings, passwords: Mapping[str, str]
    ) -> None:
        self._contents: BatchContents = register.batch_contents(batch)
        self._dispatches = [each for each in register.sendable() if each.batch == batch]
        self._secret, self._last = register.secret(), register.sendings.last()
        self._notice = load_notice(self._contents.notice)
        self._folder = outbox / BATCHES / batch
        self._digests = {file["path"]: file["sha256"] for file in read_record(self._folder / RECORD).get("files", [])}
        self._settings, self._passwords = settings, passwords

    def all(self) -> Iterator[Outgoing]:
        yield from map(self._list_of_people, self._dispatches)
        yield from self._again()
        yield from self._answers()

    def _list_of_people(self, dispatch: Dispatch) -> Outgoing:
        society, batch = dispatch.society, dispatch.batch
        path = workbook_path(batch, society)
        made = self._to_society(
            society, [path], society=society, again=False, compose=partial(intake_mail, society, batch)
        )
        return replace(made, state=SENT) if dispatch.sent_on else made

    def _again(self) -> Iterator[Outgoing]:
        contents = self._contents
        batch = batch_of(contents, self._notice, self._secret)
        for job in sent_back_jobs(contents, batch, self._notice):
            if job.is_confirmed and job.society != batch.association:
                compose = partial(again_mail, job.society, contents.batch, job.path)
                files = [job.path, *(copy.path for copy in job.copies)]
                yield self._to_society(job.society, files, society="", again=True, compose=compose, answers=job.answers)

    def _to_society(
        self, name: str, files: Sequence[str], *, society: str, again: bool, compose: Compose, answers: str = ""
    ) -> Outgoing:
        """To the address that the settings tell now."""
        contact = self._settings.societies.get(name)
        told = society_heading(name, self._contents, self._secret, again=again, answers=answers)
        told = told._replace(to=correspondent(name, contact.email if contact else ""))
        password = self._passwords.get(name, "")
        lacks = bool(contact and contact.encrypts) and not password
        made = self._made(
            society_letter(self._contents.batch, name, again=again),
            name,
            outgoing_file().kinds["society_again" if again else "intake"],
            told,
            files,
            compose,
        )
        reason = made.reason or (outgoing_file().reasons.no_password if lacks else "")
        return replace(made, society=society, password=password, reason=reason)

    def _answers(self) -> Iterator[Outgoing]:
        for each in self._contents.answers:
            letter = answer.letter_of(each, self._notice, self._contents.association)
            path = letter_path(each, letter)
            marked = [path for path, _ in workbooks_of(each, self._notice) if path in self._digests]
            compose = partial(answer_mail, replace(letter, has_marked=bool(marked)), path)
            told = heading_of(each, self._contents, self._secret)
            yield self._made(each.letter_id, each.unit, PurePosixPath(path).stem, told, [path, *marked], compose)

    def _made(
        self, letter: str, name: str, kind: str, heading: Heading, files: Sequence[str], compose: Compose
    ) -> Outgoing:
        carried = [path for path in files if path in self._digests or path == files[0]]
        there = {path: digest_of(self._folder / path) for path in (*carried, draft_of(files[0]))}
        return Outgoing(
            letter=letter,
            batch=self._contents.batch,
            name=name,
            society="",
            kind=kind,
            heading=heading,
            files=tuple(carried),
            state=standing(self._last.get(letter)),
            reason=self._reason(heading, carried, there, draft_of(files[0])),
            edited=any(there[path] != self._digests.get(path) for path in carried),
            password="",
            compose=compose,
        )

    def _reason(self, heading: Heading, carried: Sequence[str], there: Mapping[str, str], draft: str) -> str:
        words = outgoing_file().reasons
        if heading.to is None:
            return words.unaddressed
        for path in carried:
            if not there[path]:
                return words.missing.format(file=path, batch=self._contents.batch)
        is_edited = draft in self._digests and there[draft] not in ("", self._digests[draft])
        return words.draft_edited.format(file=draft) if is_edited else ""


def _attachment(path: Path, password: str) -> Attachment:
    data = path.read_bytes()
    return Attachment(encrypted_path(path).name, encrypted(data, password)) if password else Attachment(path.name, data)
