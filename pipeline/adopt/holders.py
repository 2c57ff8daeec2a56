"""Whose a line of a record of activities is: by the certificate's number and the name, by 编号 and name, or by the name
alone where the unit has one holder of it, which is then said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from pipeline.model.certificates import Certificate
from pipeline.model.statements import Filled, Found
from pipeline.reconcile.identifiers import read_person_id
from pipeline.text.fold import fold
from schemas.certificates import certificates_file
from schemas.hours_record import hours_record_file
from schemas.named import NamedTuple


class Holder(NamedTuple):
    """The certificate of a line; where there is none, `why` as a sentence. `is_assumed`: by the name alone."""

    certificate: Certificate | None
    why: str = ""
    is_assumed: bool = False


class Holders:
    """All who hold certificates. `units` are the match keys of those that recommended a person, by person_id; `unit_of`
    gives the one that a match key is decided to be."""

    def __init__(
        self,
        certificates: Mapping[str, Certificate],
        units: Mapping[str, Collection[str]],
        unit_of: Callable[[str], str],
    ) -> None:
        self._certificates, self._unit_of = certificates, unit_of
        self._units = {person: {unit_of(unit) for unit in own} for person, own in units.items()}
        self._of_name: dict[str, list[Certificate]] = defaultdict(list)
        states = certificates_file().states
        for each in certificates.values():
            if each.state not in (states.cancelled, states.revoked):
                self._of_name[fold(each.name)].append(each)

    def of(self, line: Filled, sent_by: str) -> Holder:
        """Of whom a line is that came from a unit ("" where that is not known)."""
        number, name = line.text("certificate_no"), self._name(line)
        if number:
            return self._of_number(number, name)
        if not name:
            return Holder(None, hours_record_file().said.nobody)
        if person := read_person_id(line.text("person_id")):
            own = [each for each in self._of_name[name] if each.person_id == person]
            if len(own) == 1:
                return Holder(own[0])
        return self._of_unit(name, line.text("unit") or sent_by)

    def _name(self, line: Filled) -> str:
        """The match key of the name; a sheet's name is one only where somebody is called so."""
        name = fold(line.text("name"))
        is_sheet = "name" in line.cells and line.cells["name"].found == Found.INHERITED
        return "" if is_sheet and name not in self._of_name else name

    def _of_number(self, number: str, name: str) -> Holder:
        said, certificate, states = hours_record_file().said, self._certificates.get(number), certificates_file().states
        if certificate is None:
            return Holder(None, said.number_unknown.format(number=number))
        if not name:
            return Holder(None, said.name_missing)
        if certificate.name and fold(certificate.name) != name:
            return Holder(None, said.name_differs.format(number=number))
        if certificate.state in (states.cancelled, states.revoked):
            return Holder(None, said.ended.format(number=number, state=certificate.state))
        return Holder(certificate)

    def _of_unit(self, name: str, unit: str) -> Holder:
        said = hours_record_file().said
        if not unit:
            return Holder(None, said.unit_missing)
        key = self._unit_of(fold(unit))
        own = [each for each in self._of_name[name] if key in self._units.get(each.person_id, ())]
        if len(own) == 1:
            return Holder(own[0], is_assumed=True)
        return Holder(None, (said.several_of_unit if own else said.none_of_unit).format(unit=unit))
