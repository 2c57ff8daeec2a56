"""Numbers of certificates in the lines of one workbook: whose they are, and whose they are no longer by what the
workbook itself corrects. So two numbers that were given the wrong way round change places, once both lines say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.adopt.lines import Line, places
from pipeline.adopt.said_before import certificate_of, corrects_number
from pipeline.model.results import OnReturn
from pipeline.terms.procedure import Procedure
from pipeline.text.fold import fold
from schemas.named import NamedTuple


class Numbers(NamedTuple):
    """By number, folded: the person to whom it is given, the lines in which it stands, and the line that corrects it to
    another one."""

    owners: Mapping[str, str]
    lines: Mapping[str, Sequence[Line]]
    given_up: Mapping[str, Line]

    def is_taken(self, line: Line) -> bool:
        """Whether somebody else has the number of the line and keeps it."""
        return self._is_anothers(line) and self.giving_up(line) is None

    def giving_up(self, line: Line) -> Line | None:
        """The line in which whoever has its number gives it up; None where it is free."""
        other = self.given_up.get(number_of(line))
        is_owner = other is not None and self.owners.get(number_of(line)) == other.person.person_id
        return other if is_owner and self._is_anothers(line) else None

    def rows(self, line: Line) -> str:
        """The other lines in which its number is given to somebody else; "" for none."""
        own, standing = line.person.person_id, self.lines.get(number_of(line), ())
        return places(line, (each for each in standing if each.person.person_id != own))

    def _is_anothers(self, line: Line) -> bool:
        return self.owners.get(number_of(line), line.person.person_id) != line.person.person_id


def number_of(line: Line) -> str:
    """The number of the certificate in the line, folded: a society writes one in several ways, never two."""
    return fold(line.returned.text("certificate_no"))


def numbers_in(lines: Sequence[Line], on: OnReturn, procedure: Procedure) -> Numbers:
    """The numbers of all lines of a workbook."""
    standing: dict[str, list[Line]] = defaultdict(list)
    for line in filter(number_of, lines):
        standing[number_of(line)].append(line)
    owners = {fold(number): whose for number, whose in on.certificates.items()} if standing else {}
    numbered = [line for own in standing.values() for line in own]
    corrected = (
        each for each in numbered if corrects_number(each, on, procedure.stage_of(each.returned.text("stage")))
    )
    return Numbers(owners, standing, {fold(certificate_of(each.person)): each for each in corrected})
