"""Which project a row belongs to: its own cells, merged ranges, blanks below, ditto marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import repeat

from pipeline.model.fields import PROJECT_FIELDS
from pipeline.model.statements import Project, Typed
from pipeline.recognise.sheet.cells import INHERITED, CellMarks, FieldsOfRows, RowFields, read_field
from pipeline.recognise.sheet.labels_above import labelled_fields
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.words.form import bare, squash
from pipeline.recognise.words.headings import Headings
from schemas.contacts import contacts_file

Fields = dict[str, Typed]
_COUNTS = ("chinese_engineers", "foreign_engineers", "qualified_engineers")
_LEVELS = {"company": 0, "company_contact": 0, "company_contact_phone": 0, "project_name": 1, "project_country": 2}
_LEVELS |= dict.fromkeys(_COUNTS, 4)  # a row that only counts has the type and status above
_OF_COMPANY = frozenset(("company", "company_contact", "company_contact_phone"))
_OF_PROJECT = ("project_name", "project_country")
_NONE = "0"
_LOWEST = 3
_DESCRIBING = ("project_name", "project_status", "project_type")  # headings such as 项目情况 ask for all of it
_COLONS = frozenset(":：")
_CHOICES = {"project_type", "project_status"}
"""Fields that a drop-down fills in rows that are otherwise empty."""


class Projects:
    """The projects of one table, row by row. `current` is the index of the project that blanks below belong to."""

    def __init__(self, table: FormTable, marks: CellMarks, projects: list[Project], headings: Headings) -> None:
        self.table, self.marks, self.projects, self.headings = table, marks, projects, headings
        self.samples = headings.form.sample_projects
        self.columns = {field: table.fields[field] for field in PROJECT_FIELDS if field in table.fields}
        self.describing = [field for field in self.columns if field in _DESCRIBING]
        self.cells = FieldsOfRows(table.grid, self.columns, table.bottom + 1, marks)
        self.links_by_number = "project_number" in table.fields
        self.numbers = table.fields.get("project_number") or table.fields.get("number", [])
        self.indexes = [column.index for columns in self.columns.values() for column in columns]
        self.row_before = -2
        self.current: int | None = None
        self.last: Project | None = None
        self.is_alone = False  # the last project stands on a row without a person, and nobody belongs to it yet
        self._known: dict[tuple[str, ...], int] = {}
        self._per_project: bool | None = None
        self._carried: list[object] | None = None  # where the merged ranges begin that carry on into the row before

    def go_on_from(self, above: Projects) -> None:
        """Take over where the table above ended: the same table after a page break."""
        self.current, self.last, self._known = above.current, above.last, above._known

    def are_those_of(self, left: Projects) -> None:
        """Share the projects of the table to the left, whose rows these are too."""
        self._known = left._known

    def take(self, row: int, section: str, with_person: bool = True) -> tuple[int | None, bool]:
        """The project of a row (index into `projects`), and whether the row itself names one. In a row
        without a person, values that a drop-down fills in name no project."""
        if row == self.row_before + 1 and self.current is not None and self._goes_on(row):
            self.row_before = row
            self.is_alone = self.is_alone and not with_person
            return self.current, False
        self.row_before, self._carried = row, None
        cells, kinds, own = self._spread(self.cells.read(row))
        merged = list(kinds.values()).count("") > len(own)  # content that is not the row's own
        if self._is_sample(cells, own):
            self.forget()
            return None, False
        if (
            own == ["company"]
            and self.last is not None
            and not self.table.fields_above
            and _is_contact(cells["company"].text)
        ):
            begun = self.last.fields["company"]
            self.last.fields["company"] = begun._replace(text=f"{begun.text}\n{cells['company'].text}")
            return self.current, False
        if (not with_person and set(own) <= _CHOICES) or (not merged and _counts_nobody(cells, own)):
            return self.current, False
        if not own and not merged:
            if self.is_alone and with_person:
                self._begin_with(section)
            is_of_another = self.last is not None and self.last.section != section
            above = None if is_of_another else self._without_own(row, cells, kinds)
            return (self._take_over(row, section, cells) if above is None and self.table.fields_above else above), False
        self.is_alone = not with_person
        self._take(row, section, cells, kinds, own)
        return self.current, bool(own)

    def _begin_with(self, section: str) -> None:
        """The first person under a project on a row of its own, which tells no section, tells that of the project."""
        last, columns = self.last, self.table.fields.get("section", ())
        self.is_alone = False
        if last is None or self.current is None or last.section == section:
            return
        if not any(self.table.grid.text(last.row - 1, column.index) for column in columns):
            self._known.pop(_key(last), None)
            last.section = section
            self._known[_key(last)] = self.current

    def _spread(self, row: RowFields) -> RowFields:
        """The row, a cell that holds the whole project with labels (项目名称：X⏎国家：Y) split into fields."""
        cells, _, _ = row
        for field in self.describing:
            if _COLONS.isdisjoint(cells[field].text):
                continue
            if len(told := labelled_fields(cells[field], self.headings)) > 1:
                return self.marks.judged({**cells, field: cells[field]._replace(text=""), **told})
        return row

    def _goes_on(self, row: int) -> bool:
        """Whether merged ranges carry every project cell of the row above on into this row. That is so in most rows,
        so it is asked first."""
        here, above = self.table.grid.origin[row], self._carried
        if not (self.indexes and self.indexes[0] in here):
            return False
        if above is None:
            cells_above = zip(repeat(row - 1), self.indexes)
            above = list(map(self.table.grid.origin[row - 1].get, self.indexes, cells_above))
        if list(map(here.get, self.indexes)) != above:
            return False
        self._carried = above
        return True

    def forget(self) -> None:
        """Forget the project above, so that nothing below inherits from it: another section begins."""
        self.current = self.last = None

    def _is_sample(self, cells: Fields, own: list[str]) -> bool:
        named = [field for field in own if field in ("company", "project_name")]
        return bool(named) and all(bare(cells[field].text) in self.samples for field in named)

    def _without_own(self, row: int, cells: Fields, kinds: dict[str, str]) -> int | None:
        """Blanks below and ditto marks take the project above; blank marks say that there is none."""
        marked = {kind for field, kind in kinds.items() if cells[field].text}
        if "blank" in marked and "ditto" not in marked:
            return None
        if not marked and self._is_numbered(row) and self._is_numbered_by_project():
            return None
        return self.current

    def _take(self, row: int, section: str, cells: Fields, kinds: dict[str, str], own: list[str]) -> None:
        last, number = self.last, self.number_of(row)
        is_without = not _OF_COMPANY.isdisjoint(own) and self._is_without_project(number, kinds, section)
        is_alone = self.is_alone and bool(own)
        is_next = is_alone and last is not None and _are_two(number, last.number)
        if last is not None and not is_without and not is_next and self._agrees(number, cells, kinds, last, section):
            return
        fields = self._with_inherited(cells, kinds, own) if any(kinds.values()) else cells
        fields |= {field: typed for field, typed in self.table.fields_above.items() if not _has(fields, field)}
        self._add(Project(self.table.grid.sheet.name, row + 1, section, fields, number), is_alone)

    def _is_without_project(self, number: str, kinds: dict[str, str], section: str) -> bool:
        """A row that begins anew, with its number and company, and leaves out the project that the form asks for only
        if there is one: the people that are planned abroad."""
        is_asked = bool(self.headings.form.section_columns.get(section, True))
        is_numbered = bool(number) or not self.numbers
        return is_numbered and not is_asked and all(kinds.get(field, "blank") == "blank" for field in _OF_PROJECT)

    def _with_inherited(self, cells: Fields, kinds: dict[str, str], own: list[str]) -> Fields:
        """The cells, those without content of their own with what the project above tells."""
        top = min((_LEVELS.get(field, _LOWEST) for field in own), default=_LOWEST + 1)
        return {
            field: self._inherited(field, typed, kinds[field], top) if kinds[field] else typed
            for field, typed in cells.items()
        }

    def _inherited(self, field: str, typed: Typed, kind: str, top: int) -> Typed:
        """What a cell without content of its own has from the project above; `top` is the highest level that the row
        tells itself."""
        above = self.last.fields.get(field) if self.last is not None else None
        is_left_out = not typed.text or kind == "weak_ditto"
        inherits = kind == "ditto" or (is_left_out and _LEVELS.get(field, _LOWEST) < top)
        if inherits and above is not None and above.text:
            return above._replace(found=INHERITED)
        points_elsewhere = kind == "ditto" or (kind == "reference" and _only_points()(squash(typed.text)))
        return typed._replace(text="") if points_elsewhere else typed  # 同上, with nothing above

    def _take_over(self, row: int, section: str, cells: Fields) -> int | None:
        """The project that stands over the table, for rows that name none."""
        fields = {**cells, **self.table.fields_above}
        self._add(Project(self.table.grid.sheet.name, row + 1, section, fields, self.number_of(row)))
        return self.current

    def _agrees(self, number: str, cells: Fields, kinds: dict[str, str], last: Project, section: str) -> bool:
        """Whether everything the row says agrees with the project above, so that it is the same project."""
        if section != last.section or (
            number and last.number and number != last.number and self._has_blank(kinds, last)
        ):
            return False
        return all(
            (text := cells[field].text) == (above := _text(last.fields, field))
            or squash(text) == squash(above)
            or (kind and (kind != "blank" or not text))
            or self._says_a_part(field, squash(text), squash(above))
            for field, kind in kinds.items()
        )

    def _says_a_part(self, field: str, here: str, above: str) -> bool:
        """Whether a row says a part of a field in several columns (国家, 项目地点), where the rest is left out."""
        return here != "" and len(self.columns.get(field, ())) > 1 and here in above

    def _has_blank(self, kinds: dict[str, str], last: Project) -> bool:
        """A row with a number of its own that leaves out what the project above tells is another project, if numbers
        count projects."""
        leaves_out = any(kind == "blank" and _text(last.fields, field) for field, kind in kinds.items())
        return leaves_out and self._is_numbered_by_project()

    def _add(self, project: Project, is_alone: bool = False) -> None:
        """Take a project, if it is not known. One in a row of its own is another wherever it has another number, by
        which people on other lists may name it."""
        key = _key(project)
        known = self.projects[self._known[key]] if key in self._known else None
        if known is None or (is_alone and _are_two(project.number, known.number)):
            self._known[key] = len(self.projects)
            self.projects.append(project)
        self.current = self._known[key]
        self.last = self.projects[self.current]

    def number_of(self, row: int) -> str:
        """The number that the row stands under, merged ranges included."""
        return (
            squash(read_field(self.table.grid, row, self.numbers, self.table.bottom + 1).text) if self.numbers else ""
        )

    def _is_numbered(self, row: int) -> bool:
        """Whether what stands under the number is one: 放弃 or - is none."""
        number = self.number_of(row)
        return bool(number) and bool(self.headings.form.cells["number"](number))

    def _is_numbered_by_project(self) -> bool:
        """Whether 序号 counts projects and not people: the second person of a project has no number."""
        if self._per_project is None:
            self._per_project = self._judge_numbers()
        return self._per_project

    def _judge_numbers(self) -> bool:
        grid, number = self.table.grid, self.numbers[0].index
        names = self.table.fields.get("name")
        if not names:
            return False
        without = False
        for row in range(self.table.bottom + 2, self.table.end):
            is_name = self.headings.form.cells["name"](squash(grid.text(row, names[0].index)))
            if not is_name or any(grid.text(row, index) for index in self.indexes):
                continue
            has_number = bool(grid.text(row, number))
            if has_number and any(grid.is_merged_down(row, index) for index in self.indexes):
                return False
            without |= not has_number
        return without


@cache
def _only_points() -> Callable[[str], re.Match[str] | None]:
    return re.compile(contacts_file().experience.reference).fullmatch


@cache
def _contact_begins() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, contacts_file().company.labels))
    return re.compile(rf"\s*[（(]?\s*(?:{labels})\s*[:：\d]|\s*[（(][^（）()]*\d{{7}}[^（）()]*[）)]\s*$|[\d\s+-]+$")


def _is_contact(text: str) -> bool:
    """Whether a cell under a company only goes on with its contact (联系人：X), so that it names no other company."""
    return _contact_begins().match(text) is not None


def _are_two(number: str, other: str) -> bool:
    """Whether projects on rows of their own that have these numbers are two."""
    return "" not in (number, other) and number != other


def _key(project: Project) -> tuple[str, ...]:
    """What makes a row's project the same as one above."""
    return (project.section, *(squash(typed.text) for typed in project.fields.values()))


def _text(fields: Fields, field: str) -> str:
    """The text of a project's field; "" where the table above, which this one continues, has no such column."""
    typed = fields.get(field)
    return typed.text if typed else ""


def _counts_nobody(cells: Fields, own: list[str]) -> bool:
    """Whether all that a row says of its project is a count of 0: the project is counted with its first person."""
    return bool(own) and all(field in _COUNTS and squash(cells[field].text) == _NONE for field in own)


def _has(fields: Fields, field: str) -> bool:
    return field in fields and fields[field].text != ""
