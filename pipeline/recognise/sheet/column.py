"""Columns of a table, and what an ambiguous heading means among its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.fields import PERSON_FIELDS, PROJECT_FIELDS
from pipeline.model.statements import Found
from pipeline.recognise.words.form import GIVING_WAY, OTHER, SOMEBODY, STUDIES, Form, bare

_JOINED = ("phone", "email", "company_contact_phone", "specialty")
PLACES = frozenset(("location", "project_country"))
"""Fields that hold a place."""
_OF_A_LIST = {"project_number", "name"}
_DESCRIBING = set(PROJECT_FIELDS) - {"project_name", "project_country"}
_EITHER_PLACE = ("project_country", "location")
_VERY_LIKE = 2  # quality of a heading that says no more than the word
_MOST_CHANGES = 2  # of side, from left to right: the person's columns may stand amid those of the project


@dataclass(slots=True)
class Column:
    """One column. `kind`: field, either (two meanings, until resolved), unlabelled (under a group heading), extra,
    secret, or ""."""

    index: int  # zero-based
    kind: str = ""
    heading: str = ""
    field: str = ""
    quality: int = 0
    side: str = ""  # person or project, where a group heading tells
    order: tuple[str, ...] = ()
    either: tuple[str, str] = ("", "")
    option: str = ""  # the choice that a tick in this column means
    parts: tuple[str, ...] = ()  # the fields that one heading lists, besides names
    part: Callable[[str], str] | None = None  # takes this field out of a cell that holds several
    found: Found = Found.HEADING
    doubtful: bool = False  # what its heading asks for is not certain
    rank: int = 0  # of its word among those of the field; 0 is the form's own
    aside: str = ""  # the field that it would be, were there not a better column, or a word of another's beside it
    by: str = ""  # the pass that changed its meaning last

    @property
    def is_anothers(self) -> bool:
        """Whether its heading asks for somebody or something that is none of the form's."""
        return OTHER in self.parts or SOMEBODY in self.parts

    @property
    def is_plain(self) -> bool:
        """Whether its cells hold the field and nothing else: no choice, and no part of a combined column."""
        return not self.option and self.part is None

    def named(self, kind: str, field: str, found: Found) -> Column:
        """The same column of another kind and field; every sheet of the form needs some, and this takes a quarter of
        the time of dataclasses.replace."""
        return Column(
            *(self.index, kind, self.heading, field, self.quality, self.side, self.order, self.either),
            *(self.option, self.parts, self.part, found, False, self.rank, "", self.by),
        )

    def at(self, index: int) -> Column:
        """The same column at another place."""
        return Column(
            *(index, self.kind, self.heading, self.field, self.quality, self.side, self.order, self.either),
            *(self.option, self.parts, self.part, self.found, self.doubtful, self.rank, self.aside, self.by),
        )

    def put_aside(self) -> Column:
        """The column as one that another of its field was preferred to."""
        aside = self.named("extra", "", self.found)
        aside.aside = self.field
        return aside

    def by_content(self, field: str) -> Column:
        """The column as that of another field, which its cells show."""
        return self.named("field", field, Found.CONTENT)


Fields = dict[str, list[Column]]
"""Columns by their field."""


def by_field(columns: Iterable[Column]) -> Fields:
    """The columns that have a field, by it."""
    fields: Fields = {}
    for column in columns:
        if column.field:
            fields.setdefault(column.field, []).append(column)
    return fields


def gives_way(columns: Sequence[Column]) -> bool:
    """Whether these hold their field only where nothing else does: 个人简介 for the experience."""
    return all(column.rank >= GIVING_WAY for column in columns)


def exchanged(columns: list[Column], pairs: Sequence[tuple[Column, Column]]) -> list[Column]:
    """The columns, the first of each pair exchanged for the second; the list itself where there are no pairs. Columns
    are told apart as objects: two of them may be equal."""
    if not pairs:
        return columns
    new = {id(old): column for old, column in pairs}
    return [new.get(id(column), column) for column in columns]


def order_of(columns: Sequence[Column], form: Form) -> tuple[str, ...]:
    """The order of a person's fields that a heading lists, else that of the form."""
    return next((column.order for column in columns if column.order), form.person_order)


def resolve(columns: list[Column], form: Form) -> None:
    """Give each ambiguous column one of its two fields, and each field its best column, in place. All others become
    extra, also those where nothing tells which of the two they are."""
    _part_countries(columns, form)
    for name, choose in _CHOICES.items():
        alike = [column for column in columns if column.kind == "either" and column.field == name]
        if alike:
            for column, field in zip(alike, choose(columns, alike), strict=True):
                column.kind, column.field = ("field" if field else "extra"), field
    _part_places(columns)
    _settle_doubles(columns)


def _part_places(columns: list[Column]) -> None:
    """所在地 amid the project's columns, beside 目前所在地 amid the person's, means the project's country. In place."""
    places = [column for column in columns if column.field == "location" and column.quality >= _VERY_LIKE]
    if len(places) < 2 or "project_country" in _named(columns):
        return
    sides = [_sides_beside([c for c in columns if c is column or c not in places], column) for column in places]
    if sides[0] == {"project"} and all("person" in side for side in sides[1:]):
        places[0].field = "project_country"


def _part_countries(columns: list[Column], form: Form) -> None:
    """派驻国家 amid the person's columns, where the project's country is told by another column (国别 too), or in a
    list of people whose projects stand elsewhere, and no column asks for the person's place. In place."""
    countries = [column for column in columns if column.field == "project_country" or column.either == _EITHER_PLACE]
    fields = {_named_field(column) for column in columns}
    if "location" in fields or not (len(countries) > 1 or _lists_people(fields)):
        return
    sides = [_sides_beside([c for c in columns if c is column or c not in countries], column) for column in countries]
    of_person = [column for column, side in zip(countries, sides, strict=True) if side == {"person"}]
    if len(of_person) == 1 and of_person[0].kind == "field" and not _is_ahead(of_person[0], form):
        of_person[0].field = "location"


def _named_field(column: Column) -> str:
    """The field of a column; a word for the people (互认人员) stands over their names."""
    return "name" if column.kind == "unlabelled" and column.side == "person" else column.field


def _lists_people(fields: set[str]) -> bool:
    """Whether these are the columns of people and of no project, but for what names one."""
    return "name" in fields and (fields >= _OF_A_LIST or fields.isdisjoint(_DESCRIBING))


def _is_ahead(column: Column, form: Form) -> bool:
    """Whether a heading asks where somebody is to go: 拟派驻国家."""
    heading = bare(column.heading)
    return any(field == "project_country" and words(heading) for words, field in form.instead.get("location", ()))


def _choose_subject(columns: list[Column], alike: list[Column]) -> list[str]:
    """专业: what was studied beside 学历 or 毕业院校, else the domain where no other column is, else the specialty."""
    domain, specialty = alike[0].either
    studied = [_is_beside_studies(columns, column) for column in alike]
    free = ([] if domain in _named(columns) else [domain]) + [specialty] * len(alike)
    if all(studied) and free[0] == domain:  # the only one there is
        return free[: len(alike)]
    fields = iter(free)
    return ["" if is_major else next(fields) for is_major in studied]


def _is_beside_studies(columns: list[Column], column: Column) -> bool:
    """Whether the column right beside it tells of somebody's studies."""
    return any(
        abs(other.index - column.index) == 1 and (STUDIES in other.parts or other.field == "education")
        for other in columns
    )


def _choose_contact(columns: list[Column], alike: list[Column]) -> list[str]:
    """联系电话: the company's behind its contact (or, of several, behind the company), nobody's behind 项目负责人, else
    the person's. Under 项目信息 alone, beside 企业联系手机, it is the person's amid those columns, else set aside."""
    project, person = alike[0].either
    chosen = []
    for column in alike:
        left = _neighbour(columns[: columns.index(column)][::-1])
        beside = ("company", "company_contact") if len(alike) > 1 or person in _named(columns) else ("company_contact",)
        is_only = len(alike) == 1 and person not in _named(columns)
        behind_company = left is not None and left.field in beside and not (is_only and project in _named(columns))
        of_company = column.side == "project" or (not column.side and behind_company)
        of_person = is_only and left is not None and _side_of(left) == "person"
        headed = (other for other in columns[: columns.index(column)][::-1] if other.heading)
        if SOMEBODY in next(headed, column).parts and not of_person:
            chosen.append("")
            continue
        if of_company and column.side and not behind_company and _has_another(columns, alike, project):
            of_company = _sides_beside(columns, column) != {"person"}
            column.aside = project if of_company else ""
        chosen.append("" if column.aside else project if of_company else person)
    return chosen


def _has_another(columns: list[Column], alike: list[Column], field: str) -> bool:
    """Whether the heading of another column than these names the field."""
    return any(column.field == field and column.kind == "field" for column in columns if column not in alike)


def _choose_country(columns: list[Column], alike: list[Column]) -> list[str]:
    """国别/地区: what is missing, the project's country or the person's place; else what its neighbours are about."""
    project, person = alike[0].either
    named = _named(columns)
    if len(alike) == 1 and not alike[0].side and (project in named) != (person in named):
        return [person if project in named else project]
    return [project if _side(columns, column) == "project" else person for column in alike]


def _choose_city(columns: list[Column], alike: list[Column]) -> list[str]:
    """城市: part of the country that was told apart in the same way, else of the place to its left, else of what its
    neighbours are about. "" where both places have columns of their own and the neighbours tell nothing."""
    project, person = alike[0].either
    partners = [c for c in columns if c.kind == "field" and c.either == alike[0].either]
    unsure = {project, person} <= _named(columns)
    together = _stand_together(columns)
    chosen = []
    for column in alike:
        left = _neighbour(columns[: columns.index(column)][::-1])
        beside = left.field if left is not None and left.field in (project, person) else ""
        nearest = min(partners, key=lambda c: (c.index > column.index, abs(c.index - column.index)), default=None)
        if nearest is not None or beside:
            is_adjacent = beside and left is not None and left.index == column.index - 1
            chosen.append(beside if nearest is None or is_adjacent else nearest.field)
        elif unsure and not column.side and not (together and len(_sides_beside(columns, column)) == 1):
            chosen.append("")
        else:
            chosen.append(project if _side(columns, column) == "project" else person)
    return chosen


_CHOICES: dict[str, Callable[[list[Column], list[Column]], list[str]]] = {
    "subject": _choose_subject,
    "contact": _choose_contact,
    "country": _choose_country,
    "city": _choose_city,
}


def _named(columns: list[Column]) -> set[str]:
    return {column.field for column in columns if column.kind == "field" and column.quality >= 2}


def _side(columns: list[Column], column: Column) -> str:
    """Whether a column belongs to the project or to the person, by its group or its nearest neighbours."""
    return column.side or ("person" if _sides_beside(columns, column) == {"person"} else "project")


def _sides_beside(columns: list[Column], column: Column) -> set[str]:
    """What the nearest columns left and right are about."""
    position = columns.index(column)
    neighbours = (_neighbour(columns[:position][::-1]), _neighbour(columns[position + 1 :]))
    return {_side_of(neighbour) for neighbour in neighbours if neighbour is not None}


def _stand_together(columns: list[Column]) -> bool:
    """Whether the columns of the project and those of the person are not mixed, so that neighbours tell the side."""
    sides = [side for column in columns if (side := _side_of(column))]
    return sum(here != after for here, after in pairwise(sides)) <= _MOST_CHANGES


def _neighbour(columns: list[Column]) -> Column | None:
    return next((column for column in columns if _side_of(column)), None)


def _side_of(column: Column) -> str:
    if column.kind == "unlabelled" or (column.kind == "field" and column.field in PERSON_FIELDS):
        return "person"
    return "project" if column.kind == "field" and column.field in PROJECT_FIELDS else ""


def _settle_doubles(columns: list[Column]) -> None:
    """Of two columns for one field the better named stays, and the other is set aside; phones, addresses, and places
    that come in parts, stay together."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.kind == "field" and (column.field not in best or _fit(column) > _fit(best[column.field])):
            best[column.field] = column
    for column in columns:
        if column.kind != "field" or best[column.field] is column or column.option:
            continue
        if not _goes_with(column, best[column.field]):
            column.kind, column.field, column.aside = "extra", "", column.field


def _fit(column: Column) -> tuple[bool, int, bool, int, int]:
    """How well a heading names its field: the nearer to the form's own word the better, with its remarks or without."""
    quality = min(column.quality, _VERY_LIKE)
    return column.rank < GIVING_WAY, quality, not any(column.either), -column.rank, column.quality


def _goes_with(column: Column, chosen: Column) -> bool:
    """Whether both hold parts of one value: several phones, the country and the city."""
    if column.field in PLACES:
        is_country = any(chosen.either) and chosen.index == column.index + 1  # 现驻国家 left of 城市
        return is_country or (column.quality >= _VERY_LIKE and (any(column.either) or any(chosen.either)))
    return column.field in _JOINED and (column.quality >= _VERY_LIKE or (any(column.either) and not column.doubtful))
