"""The fate of every row of a table, and the people that rows tell of."""

from __future__ import annotations

from pipeline.model import PERSON_FIELDS, Fate, Found, Person, Problem, Recognition, Row, Typed
from pipeline.recognise.cells import Marks, read_field, squash
from pipeline.recognise.form import Form, bare
from pipeline.recognise.projects import Projects
from pipeline.recognise.sections import section_of
from pipeline.recognise.tables import Table

_STRONG = ("phone", "email", "experience")
"""Fields that no drop-down fills: a row without name tells of a person only with one of them."""


class TableReader:
    """Reads one table into a recognition: rows with their fates, projects, people."""

    def __init__(self, table: Table, form: Form, marks: Marks, result: Recognition) -> None:
        self.table, self.form, self.marks, self.result = table, form, marks, result
        self.grid = table.grid
        self.section = table.section
        self.first = table.bottom + 1
        self.projects = Projects(table, marks, result.projects, form.sample_projects)
        self.person_columns = {field: table.fields[field] for field in PERSON_FIELDS if field in table.fields}
        self.extras = [column for column in table.columns if column.kind == "extra"]
        self.secrets = {column.index for column in table.columns if column.kind == "secret"}
        self.hidden = self._hidden()
        self.last: Person | None = None
        self.last_row = -1

    def read(self) -> None:
        """Every row of the table, headings first."""
        for row in range(self.table.top, self.first):
            self._keep(row, self._filled(row), Fate.HEADING)
        for row in range(self.first, self.table.end):
            filled = self._filled(row)
            if filled:
                self._keep(row, filled, self._fate(row, filled))

    def _filled(self, row: int) -> list[tuple[int, str]]:
        line, left, right = self.grid.rows[row], self.table.left, self.table.right
        return [(column, line[column]) for column in range(left, min(right + 1, len(line))) if line[column]]

    def _keep(self, row: int, filled: list[tuple[int, str]], fate: Fate) -> None:
        text = " | ".join([text for column, text in filled if column not in self.secrets])
        if filled:
            self.result.rows.append(Row(self.grid.sheet.name, row + 1, fate, text))

    def _fate(self, row: int, filled: list[tuple[int, str]]) -> Fate:
        if fate := self._about_the_table(filled):
            return fate
        fields = {
            field: read_field(self.grid, row, columns, self.first) for field, columns in self.person_columns.items()
        }
        kinds = {field: self.marks.kind(typed.text) for field, typed in fields.items()}
        own = {field for field, kind in kinds.items() if not kind and fields[field].found is not Found.INHERITED}
        if self._is_sample(fields):
            self.projects.take(row, self.section)
            return Fate.SAMPLE
        if self._is_person(row, fields, kinds, own):
            return self._person(row, fields, kinds)
        return self._without_person(row, filled, fields, kinds, own)

    def _about_the_table(self, filled: list[tuple[int, str]]) -> Fate | None:
        """Captions, titles and the unit's line between rows; totals; notes and sign-offs."""
        column, text = filled[0]
        first = squash(text)
        if self.form.cells["total"](first):
            return Fate.TOTAL
        if len(filled) <= 2:
            if section := section_of(text, self.form):
                self.section = section
                return Fate.HEADING
            if bare(text) in self.form.titles:
                return Fate.HEADING
        if self.form.cells["note"](first) and column not in self._text_columns():
            return Fate.NOTE
        return None

    def _text_columns(self) -> set[int]:
        return {column.index for field in ("experience",) for column in self.person_columns.get(field, [])}

    def _is_sample(self, fields: dict[str, Typed]) -> bool:
        name = fields.get("name")
        if name is None or len(name.text) > 6 or bare(name.text) not in self.form.sample_names:
            return False
        phone, text = fields.get("phone"), fields.get("experience")
        return (phone is not None and bare(phone.text) in self.form.sample_phones) or (
            text is not None and bare(text.text) in self.form.sample_texts
        )

    def _is_person(self, row: int, fields: dict[str, Typed], kinds: dict[str, str], own: set[str]) -> bool:
        if not own:
            return False
        if "name" in own:
            return len(own) > 1 or self._is_name(fields["name"].text)
        strong = [field for field in _STRONG if field in own]
        return bool(strong) and (len(own) > 1 or bool(self.projects.number_of(row)) or self.last is None)

    def _is_name(self, text: str) -> bool:
        return self.form.cells["name"](squash(text)) is not None

    def _person(self, row: int, fields: dict[str, Typed], kinds: dict[str, str]) -> Fate:
        project, _ = self.projects.take(row, self.section)
        for field, kind in kinds.items():
            above = self.last.fields.get(field) if self.last is not None else None
            if kind == "ditto" and above is not None:
                fields[field] = above._replace(found=Found.INHERITED)
        person = Person(self.grid.sheet.name, row + 1, 0, self.section, fields, project, extra=self._extra(row))
        person.problems.extend(self._hidden_problems(row, fields))
        self.result.people.append(person)
        self.last, self.last_row = person, row
        return Fate.PEOPLE

    def _extra(self, row: int) -> dict[str, str]:
        line = self.grid.rows[row]
        return {c.heading: line[c.index] for c in self.extras if c.index < len(line) and line[c.index]}

    def _without_person(
        self, row: int, filled: list[tuple[int, str]], fields: dict[str, Typed], kinds: dict[str, str], own: set[str]
    ) -> Fate:
        project, named = self.projects.take(row, self.section)
        if "reference" in kinds.values():
            return Fate.REFERENCE
        if named:
            return Fate.PROJECT_ONLY
        if own & set(_STRONG) and self.last is not None:
            return self._continue_person(fields, own)
        return Fate.PLACEHOLDER if self._is_left_over(filled) else Fate.NOTE

    def _continue_person(self, fields: dict[str, Typed], own: set[str]) -> Fate:
        """Text that goes on under its person: experience over several rows, a second phone."""
        assert self.last is not None
        for field in sorted(own):
            before = self.last.fields.get(field)
            text = f"{before.text}\n{fields[field].text}" if before is not None and before.text else fields[field].text
            self.last.fields[field] = (before or fields[field])._replace(text=text)
        return Fate.PEOPLE

    def _is_left_over(self, filled: list[tuple[int, str]]) -> bool:
        """Only numbers, dots, blank marks and choices that a drop-down filled in."""
        known = {c.index for columns in self.table.fields.values() for c in columns}
        return all(
            column in known
            and (len(text) <= 20 or self.marks.kind(text) != "")
            or self.form.cells["number"](squash(text)) is not None
            for column, text in filled
        )

    def _hidden(self) -> str:
        if self.grid.sheet.hidden:
            return self.form.hidden["sheet"]
        mapped = {column.index for columns in self.table.fields.values() for column in columns}
        return self.form.hidden["column"] if mapped & self.grid.sheet.hidden_columns else ""

    def _hidden_problems(self, row: int, fields: dict[str, Typed]) -> list[Problem]:
        about = self.form.hidden["row"] if row in self.grid.sheet.hidden_rows else self.hidden
        if not about:
            return []
        cell = next((typed.cell for typed in fields.values() if typed.cell), "")
        return [
            Problem("hidden-rows", self.grid.sheet.name, cell, fields["name"].text if "name" in fields else "", about)
        ]
