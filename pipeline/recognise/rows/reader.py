"""The fate of every row of a table, and the people that its rows tell of."""

from __future__ import annotations

import re
from itertools import product

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Fate, Link, Person, Problem, Recognition, Row, Typed
from pipeline.recognise.document.sections import section_of
from pipeline.recognise.rows.misplaced import fields_astray, is_no_name
from pipeline.recognise.rows.packed_cells import Packed
from pipeline.recognise.rows.packed_rows import Fields, PeopleOfRow
from pipeline.recognise.rows.projects import Projects
from pipeline.recognise.rows.samples import CLOSING, LONGEST_NAME, is_marked, is_printed_sample
from pipeline.recognise.sheet.cells import INHERITED, FieldsOfRows, Marks, read_field, squash
from pipeline.recognise.sheet.grid import address, filled_count
from pipeline.recognise.sheet.heading_rows import guides
from pipeline.recognise.sheet.labels_above import COMPANY_FIELDS, NAMING, labelled
from pipeline.recognise.sheet.tables import Table
from pipeline.recognise.words.form import Form, bare, fold
from pipeline.recognise.words.headings import NUMBERING, without_remarks
from pipeline.recognise.words.looks import ends_like_a_company

_STRONG = ("phone", "email", "experience")
"""Fields that no drop-down fills: a row without a name tells of a person only with one of them."""
_SHOWN = ("phone", "domain", "level")
"""Fields whose cells show by themselves what they are."""
_PEOPLE = Fate.PEOPLE  # of an enumeration each look for a member takes time
_new = tuple.__new__  # what Row(…) calls
_FEW = 2
_SHORT = 8
_HEAD_COUNT = re.compile(r"\s*[（(]共?\s*\d+\s*[人名位][）)]\s*$")
_MOST_LABELS = 10  # with their values, in one line


class TableReader:
    """Reads one table into a recognition: rows with their fates, projects, people."""

    def __init__(self, table: Table, form: Form, marks: Marks, packed: Packed, result: Recognition) -> None:
        self.table, self.form, self.marks, self.result = table, form, marks, result
        self.grid = table.grid
        self.section = table.section
        self.first = table.bottom + 1
        self.beginnings = {
            squash(filled[0][1]) for row in range(table.top, self.first) if (filled := self._filled(row))
        }
        self.projects = Projects(table, marks, result.projects, packed.headings)
        self.apart = PeopleOfRow(table, form, packed)
        self.columns = {field: table.fields[field] for field in PERSON_FIELDS if field in table.fields}
        self.cells = FieldsOfRows(self.grid, self.columns, self.first, marks)
        self.numbers = table.fields.get("number", [])
        self.extras = [column for column in table.columns if column.kind in ("", "extra") and column.heading]
        self.text_columns = {column.index for column in self.columns.get("experience", [])}
        self.extra_columns = {column.index for column in table.columns if column.kind == "extra"}
        self.hidden = _hidden(table, form)
        self.last: Person | None = None
        self.above: Fields = {}  # the last person row as it stands, for ditto marks
        self.number = ""
        self.example = -2  # the last row that is marked as one
        self.common: Fields = {}  # what is said once of all people below
        self._is_common(self.grid.sheet.name, "")

    def read(self, above: TableReader | None = None) -> None:
        """Every row of the table, headings first; `above` is the reader of the table that it goes on with after a
        page break, or borrows from."""
        if above is not None and self.table.continues:
            self.section, self.last, self.above, self.number = above.section, above.last, above.above, above.number
            self.projects.go_on_from(above.projects)
        elif above is not None and self.table.borrows:
            self.projects.are_those_of(above.projects)
        rows, sheet = self.result.rows, self.grid.sheet.name
        left, behind = self.table.left, self.table.right + 1
        for row in range(self.table.begins, self.table.end):
            if texts := list(filter(None, self.grid.rows[row][left:behind])):
                fate = Fate.HEADING if row < self.first else self._fate(row, texts)
                rows.append(_new(Row, (sheet, row + 1, fate, " | ".join(texts))))

    def _filled(self, row: int) -> list[tuple[int, str]]:
        line, left, right = self.grid.rows[row], self.table.left, self.table.right
        return [(left + at, text) for at, text in enumerate(line[left : right + 1]) if text]

    def _is_heading_again(self, filled: list[tuple[int, str]]) -> bool:
        """A row of the table's own heading at a page break, where rows of a table beside it go on."""
        if squash(filled[0][1]) not in self.beginnings:
            return False
        headings = map(self._filled, range(self.table.top, self.first))
        return any(_without_blanks(filled) == _without_blanks(heading) for heading in headings)

    def _fate(self, row: int, texts: list[str]) -> Fate:
        if not self._begins_plainly(texts):
            filled = self._filled(row)
            if len(filled) <= _MOST_LABELS and self._names_what_follows(row, filled):
                return Fate.HEADING
            if fate := self._about_the_table(row, filled, texts):
                return fate
        fields, kinds, own = self.cells.read(row)
        if self._is_sample(row, fields):
            return Fate.SAMPLE
        if self._belongs_to_last(fields):
            return self._go_on(row, fields, own)
        is_person = self._is_person(row, fields, kinds, own)
        is_plain = is_person and not is_no_name(fields, self.form, self.apart.packed.contents)
        filled = [] if is_plain else self._filled(row)
        if filled and (fate := self._astray(row, filled)):
            return fate
        return self._person(row, fields, kinds) if is_person else self._without_person(row, filled, fields, kinds, own)

    def _begins_plainly(self, texts: list[str]) -> bool:
        """Whether neither what follows in the table nor the table itself can be what the row is about: nearly always,
        so it is asked first."""
        return (
            len(texts) > _FEW
            and self.marks.is_plain_beginning(texts[0])
            and squash(texts[0]) not in self.beginnings
            and not guides(texts, self.form)
        )

    def _about_the_table(self, row: int, filled: list[tuple[int, str]], texts: list[str]) -> Fate | None:
        """Captions, titles and the unit's line between rows; totals; notes and sign-offs."""
        column, text = filled[0]
        first = squash(text)
        if self._is_heading_again(filled) or guides(texts, self.form):
            return Fate.HEADING
        if len(filled) == 1 and (fate := self._closing(first)):
            return fate
        if row and column in self.text_columns and self._goes_on_above(row, column):
            return None  # 二、2015年… goes on with the text above, whatever it looks like
        if self.form.cells["total"](first) and (len(filled) <= _FEW or not self.form.cells["count"](first)):
            return Fate.TOTAL  # 共3人 in the first column of a full row only counts
        is_caption = len(filled) <= _FEW and column not in self.extra_columns
        if is_caption and (fate := self._between_rows(text, alone=len(filled) == 1)):
            return fate
        is_note = self.form.cells["note"](first)
        return Fate.NOTE if is_note and not self._tells_person(row) else None

    def _closing(self, text: str) -> Fate | None:
        """What closes a table in a line of its own, under a long text too."""
        if self.form.cells["head_count"](text):
            return Fate.TOTAL
        return Fate.NOTE if self.form.cells["sign_off"](text) else None

    def _goes_on_above(self, row: int, column: int) -> bool:
        """Whether the cell can go on with the long text above it; one that is merged over other fields cannot."""
        if self.last is None or not filled_count(self.grid.rows[row - 1]):
            return False
        _, right = self.grid.span.get((row, column), (row, column))
        return right == column or not any(column < other.index <= right for other in self.table.columns if other.field)

    def _tells_person(self, row: int) -> bool:
        """Whether a row that begins like a note (联系人：X under a company) holds a person under the headings."""
        contents, (fields, _, _) = self.apart.packed.contents, self.cells.read(row)
        name = fields.get("name")
        if name is None or name.found is INHERITED or not contents.is_name(squash(name.text)):
            return False
        told = [field for field in _SHOWN if field in fields and contents.field(fields[field].text) == field]
        return len(told) > 1

    def _names_what_follows(self, row: int, filled: list[tuple[int, str]]) -> bool:
        """A line between rows about those below it: 项目名称：X, or nothing but a company over its people."""
        column, text = filled[0]
        if column in self.text_columns or not (len(filled) == 1 or ":" in text or "：" in text):
            return False
        if len(filled) == 1 and self._is_common(text, address(row, filled[0][0])):
            return True
        told = labelled(self.grid, row, self.apart.packed.headings)
        if not told.keys() & NAMING:
            told = self._company_alone(row, filled)
        if told:
            kept = () if "company" in told else COMPANY_FIELDS
            self.table.over = {**{name: self.table.over[name] for name in kept if name in self.table.over}, **told}
            self.projects.forget()
        return bool(told)

    def _is_common(self, text: str, cell: str) -> bool:
        """A level or domain that no column tells, over its people (二、资深工程会员) or as the name of their sheet."""
        if "name" not in self.columns or self.columns.keys() >= {"level", "domain"}:  # nearly every table
            return False
        field = self.apart.packed.contents.common_field(text)
        if not field or field in self.columns:
            return False
        self.common[field] = Typed(text, cell, "", INHERITED)
        return True

    def _give_common(self, people: list[Person]) -> None:
        for person, (field, typed) in product(people, self.common.items()):
            if field not in person.fields or not person.fields[field].text:
                person.fields[field] = typed

    def _company_alone(self, row: int, filled: list[tuple[int, str]]) -> Fields:
        """The company of a line that holds nothing else, where people follow and no column tells theirs."""
        column, text = filled[0]
        names = self.columns.get("name")
        if len(filled) > 1 or "company" in self.table.fields or not names or not ends_like_a_company(text):
            return {}
        if row + 1 == self.table.end or not self.grid.text(row + 1, names[0].index):
            return {}
        name = _HEAD_COUNT.sub("", NUMBERING.sub("", text))
        return {"company": Typed(name, address(row, column), "", INHERITED)}

    def _between_rows(self, text: str, alone: bool) -> Fate | None:
        if section := section_of(text, self.form):
            if section != self.section:
                self.section = section
                self.projects.forget()
                self.last = None
            return Fate.HEADING
        if without_remarks(fold(text)) in self.form.titles or (alone and self.form.cells["banner"](squash(text))):
            return Fate.HEADING
        label = bare(text.replace("：", ":").partition(":")[0])
        return (Fate.HEADING if self.table.below else Fate.NOTE) if label in self.form.unit_labels else None

    def _section(self, row: int) -> str:
        """The section of a row: that of its column (外派情况), else that of the row above, else the table's."""
        if columns := self.table.fields.get("section"):
            typed = read_field(self.grid, row, columns, self.first)
            told = self.form.section_words.get(bare(typed.text)) or section_of(typed.text, self.form)
            self.section = told or self.section
        return self.section

    def _is_sample(self, row: int, fields: Fields) -> bool:
        """Whether the row shows how the form is filled in; the project of one that is marked so is none either."""
        name = fields["name"].text if "name" in fields else ""
        number = self.grid.text(row, self.numbers[0].index) if self.numbers else ""
        goes_on = row == self.example + 1 and self.numbers and self.grid.is_merged_down(row, self.numbers[0].index)
        may_be = (number and not number.isdecimal()) or name.endswith(CLOSING)
        if goes_on or (may_be and is_marked(number, name, self.form)):
            self.projects.forget()
            self.example = row
            return True
        if len(name) <= LONGEST_NAME and is_printed_sample(name, fields, self.form):
            self.projects.take(row, self._section(row))
            return True
        return False

    def _belongs_to_last(self, fields: Fields) -> bool:
        """Whether the name's merged range reaches down from the last person."""
        name = fields.get("name")
        return name is not None and name.found is INHERITED and self.last is not None and bool(name.text)

    def _go_on(self, row: int, fields: Fields, own: list[str]) -> Fate:
        """A further row of a merged person: another project of theirs, or text that goes on."""
        assert self.last is not None
        project, named = self.projects.take(row, self._section(row))
        if named and project != self.last.project:
            return self._add(row, fields, project)
        return self._continue_person(fields, own)

    def _is_person(self, row: int, fields: Fields, kinds: dict[str, str], own: list[str]) -> bool:
        if "name" in own:
            return len(own) > 1 or self._could_be_name(fields["name"].text)
        if kinds.get("name") == "ditto" and own:
            return True
        strong = [field for field in _STRONG if field in own]
        if not strong or self._completes_last(row, own):
            return False
        return len(own) > 1 or self._has_number(row) or self.last is None

    def _completes_last(self, row: int, own: list[str]) -> bool:
        """A row without number and name right below a person who has none of its fields: the rest of that person."""
        if self.last is None or self._has_number(row) or not filled_count(self.grid.rows[row - 1]):
            return False
        if any(self.grid.text(row, index) for index in self.projects.indexes):
            return False
        return all(not self.last.fields[field].text for field in own if field in self.last.fields)

    def _has_number(self, row: int) -> bool:
        return any(self.grid.text(row, column.index) for column in self.table.fields.get("number", []))

    def _could_be_name(self, text: str) -> bool:
        plain = squash(text)
        return (
            self.form.cells["name"](plain) is not None
            or self.apart.packed.contents.has_contact(text)
            or len(self.apart.packed.entries(text)) > 1
        )

    def _person(self, row: int, fields: Fields, kinds: dict[str, str]) -> Fate:
        project, _ = self.projects.take(row, self._section(row))
        if "ditto" in kinds.values():
            for field in [field for field, kind in kinds.items() if kind == "ditto" and field in self.above]:
                fields[field] = self.above[field]._replace(found=INHERITED)
        return self._add(row, fields, project)

    def _add(self, row: int, fields: Fields, project: int | None) -> Fate:
        section = self._section(row)
        person = Person(
            self.grid.sheet.name, row + 1, section, fields, project, self._link(row, project), self._extra(row)
        )
        self._note_hidden(row, fields)
        people = self.apart.people(fields, person)
        if self.common:
            self._give_common(people)
        self.result.people.extend(people)
        self.last, self.above = people[-1], fields
        return _PEOPLE

    def _link(self, row: int, project: int | None) -> Link | None:
        """How a row of an attached list names its project."""
        if not self.table.is_list:
            return None
        if self.projects.links_by_number:
            self.number = self.projects.number_of(row) or self.number
        fields = self.result.projects[project].fields if project is not None else {}
        typed = [fields[field].text if field in fields else "" for field in ("project_name", "company")]
        return Link(self.number, *typed)

    def _extra(self, row: int) -> dict[str, str]:
        line, told = self.grid.rows[row], dict[str, str]()
        for column in self.extras:
            if column.index < len(line) and (text := line[column.index]):
                before = told.get(column.heading)
                told[column.heading] = f"{before}\n{text}" if before else text  # 备注 may stand over two columns
        return told

    def _astray(self, row: int, filled: list[tuple[int, str]]) -> Fate | None:
        fields = fields_astray(self.table, row, filled, self.apart.packed.contents)
        return self._add(row, fields, None) if fields else None

    def _without_person(
        self, row: int, filled: list[tuple[int, str]], fields: Fields, kinds: dict[str, str], own: list[str]
    ) -> Fate:
        if any(self._is_total(text) for column, text in filled if column not in self.text_columns):
            return Fate.TOTAL
        if self._is_outside(row):
            return Fate.NOTE
        _, named = self.projects.take(row, self._section(row), with_person=False)
        if "reference" in kinds.values():
            return Fate.REFERENCE
        if named:
            return Fate.PROJECT_ONLY
        if any(field in own for field in _STRONG) and self.last is not None:
            return self._continue_person(fields, own)
        return Fate.PLACEHOLDER if self._is_left_over(filled) else Fate.NOTE

    def _is_total(self, text: str) -> bool:
        """合计 in whatever column; a count in words (共6人) is none."""
        plain = squash(text) if len(text) <= _SHORT else ""
        return self.form.cells["total"](plain) is not None and not self.form.cells["count"](plain)

    def _is_outside(self, row: int) -> bool:
        """Something else under the table: words where numbers stand, with little beside them."""
        columns = self.table.fields.get("number", [])
        number = squash("".join(self.grid.text(row, column.index) for column in columns))
        return (
            bool(number)
            and not self.form.cells["number"](number)
            and not self.marks.kind(number)
            and len(self._filled(row)) <= 3
        )

    def _continue_person(self, fields: Fields, own: list[str]) -> Fate:
        """Text that goes on under its person: experience over several rows, a second phone."""
        assert self.last is not None
        for field in sorted(own):
            before = self.last.fields.get(field)
            text = f"{before.text}\n{fields[field].text}" if before is not None and before.text else fields[field].text
            self.last.fields[field] = (before or fields[field])._replace(text=text)
        return Fate.PEOPLE

    def _is_left_over(self, filled: list[tuple[int, str]]) -> bool:
        """Only numbers, dots, blank marks and choices that a drop-down filled in."""
        known = {column.index for columns in self.table.fields.values() for column in columns}
        return all(
            (column in known and len(text) <= self.form.long_text)
            or self.marks.kind(text)
            or self.form.cells["number"](squash(text))
            for column, text in filled
        )

    def _note_hidden(self, row: int, fields: Fields) -> None:
        """hidden-rows: for each hidden row that tells of a person; once for a hidden column or sheet."""
        is_row = row in self.grid.sheet.hidden_rows
        about = self.form.about["row"] if is_row else self.hidden
        if about:
            cell = next((typed.cell for typed in fields.values() if typed.cell), "")
            self.result.problems.append(Problem("hidden-rows", self.grid.sheet.name, cell, "", about))
            self.hidden = self.hidden if is_row else ""


def _without_blanks(filled: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(column, squash(text)) for column, text in filled]


def _hidden(table: Table, form: Form) -> str:
    """What hides the whole table, or a column that is read."""
    if table.grid.sheet.hidden:
        return form.about["sheet"]
    read = {column.index for columns in table.fields.values() for column in columns}
    return form.about["column"] if read & table.grid.sheet.hidden_columns else ""
