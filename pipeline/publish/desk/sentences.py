"""What became of somebody, in sentences: one for the desk's search, all of them for `person`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pipeline.model.fields import BY_KEY
from pipeline.model.judgements import Disposition, Finding
from pipeline.model.results import Event
from pipeline.publish.desk.event_sentences import reached, said
from pipeline.register.contents.people import Place
from pipeline.terms.findings import load_findings
from pipeline.terms.rulings import BY_DECISION, TOLD
from pipeline.text.mask import masked
from schemas.findings import findings_file
from schemas.layouts.everybody import everybody_file

if TYPE_CHECKING:
    from pipeline.register.contents.people import Asked, Standing
    from pipeline.terms.progress import Progress


hidden = cache(masked)
"""A text with its phones hidden, of texts that most people share."""


class Sentences:
    """Sentences as said in a `year`, whose days need none. Phones in what was typed are hidden."""

    def __init__(self, year: int) -> None:
        self._year = year
        file = everybody_file()
        self._words, self._fates, self._story = file.sentence, file.fates, file.story
        self.day = cache(self._day)

    def whole(self, standing: Standing) -> str:
        """Who was recommended by whom when, and what became of it."""
        is_told = standing.workplace not in ("", standing.place.unit)
        return (self._words.of_workplace if is_told else self._words.whole).format(
            name=self._name(standing),
            person_id=standing.person_id,
            workplace=hidden(standing.workplace),
            received=self.day(standing.place.received_on),
            unit=self._unit(standing.place),
            fate=self.fate(standing),
        )

    def fate(self, standing: Standing) -> str:
        """What became of it. No phone is quoted: of what was typed only values that tell of nobody."""
        template, words = self._template(standing), self._fates
        fate = template.format(
            since=self.day(standing.since),
            society=standing.society,
            batch=standing.batch,
            why=self._why(each for each in standing.why if each.slug not in TOLD) if standing.why else "",
            asked=self._asked(standing.asked),
            other=self.other(standing.other),
            differs=words.differs.format(fields=self._words.between.join(standing.differs))
            if standing.differs
            else words.same,
        )
        return fate + self._reached(standing.result)

    def story(
        self,
        standings: Iterable[Standing],
        events: Iterable[Event] = (),
        refused: Mapping[str, str] | None = None,
        progress: Iterable[Progress] = (),
    ) -> list[str]:
        """All that was decided of one person, row by row: where the row stands, what was wrong, what became of it; then
        all that societies said, `refused` tells by event_id why a line was not taken; and what is due by then."""
        lines: list[str] = []
        told, fate, known = "", "", set[str]()
        for each in standings:
            if not lines:
                lines.append(self._story.head.format(name=self._name(each), person_id=each.person_id))
            if each.row_id != told:
                lines.append(self._recommended(each))
                told, fate, known = each.row_id, "", set()
            wrong = [self._story.wrong.format(cell=found.cell, message=hidden(found.message)) for found in each.why]
            lines += [line for line in wrong if line not in known]
            if fate != (fate := self.fate(each)):
                lines.append(self._story.fate.format(fate=fate))
            known.update(wrong)
        if not lines:
            return []
        said = [self._said(event, refused or {}) for event in events]
        return [*lines, *said, *(line for each in progress for line in self._due(each))]

    def _due(self, progress: Progress) -> Iterator[str]:
        """Each stage that a society shall be done with a time after another one."""
        for term in progress.terms:
            if term.limit:
                due = self.day(term.due.isoformat())
                yield self._story.due.format(society=progress.society, due=due, **term.limit._asdict())

    def _said(self, event: Event, refused: Mapping[str, str]) -> str:
        """What a society said, on the day on which it came."""
        where = Place("", "", "", event.source_file, event.source_sheet, 0, event.source_cell)
        template = self._story.said if event.source_cell else self._story.said_nowhere
        return template.format(
            day=self.day(event.recorded_at[:10]),
            society=event.society,
            said=hidden(said(event, refused)),
            where=self.where(where),
        )

    def _reached(self, result: Event | None) -> str:
        """How far the person is with the society."""
        if result is None:
            return ""
        day = self.day(result.day)
        return self._fates.reached.format(day=day, reached=reached(result))

    def other(self, place: Place | None) -> str:
        """The place of the row that stands instead."""
        if place is None:
            return ""
        return self._words.other.format(
            received=self.day(place.received_on), unit=self._unit(place), where=self.where(place)
        )

    def where(self, place: Place) -> str:
        template = self._words.where if place.cell else self._words.where_row
        return template.format(file=hidden(place.file), sheet=place.sheet, cell=place.cell, row=place.row)

    def _day(self, text: str) -> str:
        """A day, which may be missing, without its year where that is this one."""
        if not text:
            return ""
        day = date.fromisoformat(text)
        template = self._words.day if day.year == self._year else self._words.day_of_year
        return template.format(year=day.year, month=day.month, day=day.day)

    def _recommended(self, standing: Standing) -> str:
        return self._story.recommended.format(
            received=self.day(standing.place.received_on),
            unit=self._unit(standing.place),
            notice=standing.notice,
            where=self.where(standing.place),
            submission=standing.place.submission_id,
        )

    def _template(self, standing: Standing) -> str:
        words = self._fates
        match standing.disposition:
            case Disposition.ROUTED:
                return words.routed if standing.confirmed else words.unconfirmed
            case Disposition.DUPLICATE:
                return words.duplicate if standing.other else words.duplicate_of_forgotten
            case Disposition.SUPERSEDED:
                return words.superseded if standing.other else words.superseded_by_forgotten
            case Disposition.WITHDRAWN:
                by_decision = any(each.slug == BY_DECISION for each in standing.why)
                return words.withdrawn_by_decision if by_decision else words.withdrawn
        return words.held

    def _asked(self, asked: Asked | None) -> str:
        words = self._fates
        return words.asked.format(on=self.day(asked.on), due_on=self.day(asked.due_on)) if asked else words.secretariat

    def _why(self, findings: Iterable[Finding]) -> str:
        return self._words.between.join(dict.fromkeys(map(self._reason, findings)))

    def _reason(self, finding: Finding) -> str:
        field, title = BY_KEY.get(finding.field), load_findings()[finding.slug].title
        quotable = field is not None and not field.personal and finding.value
        template = self._words.why_of_value if quotable else self._words.why
        return template.format(title=title, value=_short(finding.value))

    def _name(self, standing: Standing) -> str:
        return standing.name or self._words.nameless

    def _unit(self, place: Place) -> str:
        return hidden(place.unit) or self._words.unitless


def _short(value: str) -> str:
    """A typed value on one line, cut where it is long, its phones hidden."""
    line, most = hidden(" ".join(value.split())), findings_file().quoted_length
    return line if len(line) <= most else f"{line[:most]}…"
