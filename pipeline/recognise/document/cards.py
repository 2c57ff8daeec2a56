"""The people of cards: one on each, with the project that the card names, or the one before it."""

from __future__ import annotations

import re

from pipeline.model.fields import PERSON_FIELDS, PROJECT_FIELDS
from pipeline.model.statements import Fate, Link, Person, Problem, Project, Recognition, Row, Typed
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.assumed_sections import assumed
from pipeline.recognise.rows.hidden import hidden_card
from pipeline.recognise.rows.remarks_beside import problems_said
from pipeline.recognise.sheet.cards import Card, CardFinder
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import problems
from pipeline.recognise.sheet.labels_above import COMPANY_FIELDS
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import named_section, said_section, section_of
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.samples import is_printed_sample
from pipeline.text.addresses import address


def read_cards(draft: Draft, tools: Tools) -> None:
    """Read the sheets without a table; where there is neither table nor card, the document is none of the form."""
    reader = CardReader(draft, tools)
    have_tables = {id(table.grid) for table in draft.tables}
    for grid in draft.grids:
        if id(grid) not in have_tables and reader.read(grid):
            draft.sources.close(grid)
    if not draft.tables and not draft.sources.all:
        draft.result = Recognition(problems=[Problem("no-table")])


class CardReader:
    """Reads the cards of one document into its recognition."""

    def __init__(self, draft: Draft, tools: Tools) -> None:
        self.file, self.result, self.tools = draft.file, draft.result, tools
        self.form, self.marks = tools.form, tools.cells
        self._beside = draft.beside
        self._projects: dict[tuple[str, ...], int] = {}

    def read(self, grid: Grid) -> bool:
        """Whether the sheet holds cards; their people, projects and rows go into the recognition."""
        finder = CardFinder(self.tools.headings, self.tools.looks)
        cards = finder.cards(grid)
        company, shared = dict[str, Typed](), dict[str, Typed]()
        before = ""
        for card in cards:
            section = self._section(grid, card)
            if section != before:  # projects of people abroad are not those of people who will go
                company |= {name: shared[name] for name in COMPANY_FIELDS if name in shared}
                before, shared = section, {}
            shared |= {name: typed for name, typed in card.fields(PROJECT_FIELDS).items() if typed.text}
            self._person(grid, card, company | shared, section, None if company else _link(shared))
        if cards:
            self._rows(grid, cards)
            self.result.problems += problems(finder.identities, grid.sheet.name, self.form)
        return bool(cards)

    def _section(self, grid: Grid, card: Card) -> str:
        """The nearest caption over the card; else its labels and what stands behind them, or the names of sheet and
        file; "" where nothing tells it."""
        named = next(pair.row for pair in card.pairs if pair.label.field in PERSON_FIELDS)
        above = [text for row in range(named, -1, -1) for _, text in grid.filled(row)[:2]]
        labels = [pair.label.heading for pair in card.pairs]
        said = [pair.typed.text for pair in card.pairs if pair.label.field == "section"]
        if section := next((told for text in said if (told := said_section(text, self.form))), ""):
            return section
        for text in [*above, *grid.sheet.above[::-1], *labels]:
            if section := section_of(text, self.form):
                return section
        asked = {pair.label.field for pair in card.pairs}
        by_labels = (section for section, columns in self.form.section_columns.items() if columns & asked)
        return next(by_labels, "") or named_section(self.file, grid.sheet.name, self.form)

    def _person(self, grid: Grid, card: Card, shared: dict[str, Typed], section: str, link: Link | None) -> None:
        fields = card.fields(PERSON_FIELDS)
        if self._is_empty(fields) or self._is_sample(fields):
            return
        row = next(pair.row for pair in card.pairs if pair.label.field in PERSON_FIELDS)
        told, section = section, section or next(iter(self.form.sections), "")
        beside = [pair.typed for pair in card.pairs if pair.label.kind == "extra" and pair.typed.text] + card.amid
        extra = {typed.heading: typed.text for typed in beside}
        project = self._project(grid, card.pairs[0].row, section, shared)
        hidden = hidden_card(grid, row, self.form)
        person = Person(grid.sheet.name, row + 1, section, fields, project, link, extra, hidden)
        if not told and len(self.form.sections) > 1:
            person.problems.append(assumed(grid.sheet.name, address(row, 0), "", section, self.form))
        for typed in beside:
            person.problems += problems_said(person, typed, self.tools)
        self.result.people.append(person)
        if beside:
            self._beside.append((person, beside))

    def _project(self, grid: Grid, row: int, section: str, shared: dict[str, Typed]) -> int | None:
        if all(self.marks.kind(typed.text) for typed in shared.values()):
            return None
        key = (section, *(f"{name} {squash(typed.text)}" for name, typed in sorted(shared.items())))
        if key not in self._projects:
            self._projects[key] = len(self.result.projects)
            self.result.projects.append(Project(grid.sheet.name, row + 1, section, dict(shared)))
        return self._projects[key]

    def _is_empty(self, fields: dict[str, Typed]) -> bool:
        return all(self.marks.kind(fields[name].text) for name in ("name", "phone", "experience") if name in fields)

    def _is_sample(self, fields: dict[str, Typed]) -> bool:
        return is_printed_sample(_text(fields, "name"), fields, self.form)

    def _is_note(self, grid: Grid, row: int) -> bool:
        texts = [text for _, text in grid.filled(row)]
        return not texts or self.form.cells["note"](squash(texts[0])) is not None

    def _rows(self, grid: Grid, cards: list[Card]) -> None:
        """A fate for every row from the first card on: people where a card with a person stands."""
        read = {person.row - 1 for person in self.result.people if person.sheet == grid.sheet.name}
        fates: dict[int, Fate] = {}
        for card in cards:
            told = [pair for pair in card.pairs if pair.label.kind == "field"]
            rows = {pair.row for pair in told} | {_row_of(pair.typed) for pair in told if pair.typed.text}
            rows |= {pair.row for pair in card.pairs if pair.row < max(rows)}
            rows |= {row for pair in told for row in range(pair.row, pair.until + 1)} | set(map(_row_of, card.amid))
            empty = self._is_sample(card.fields(PERSON_FIELDS))
            fate = Fate.PEOPLE if rows & read else Fate.SAMPLE if empty else Fate.PLACEHOLDER
            fates.update(dict.fromkeys(rows, fate))
        for row in range(min(fates), len(grid.rows)):
            if row > max(fates) and not self._is_note(grid, row):
                break
            if texts := [text for _, text in grid.filled(row)]:
                fate = fates.get(row, Fate.NOTE if self.form.cells["note"](squash(texts[0])) else Fate.HEADING)
                self.result.rows.append(Row(grid.sheet.name, row + 1, fate, " | ".join(texts)))


def _link(shared: dict[str, Typed]) -> Link | None:
    """How a card that tells no more of its project than a name points at one that stands elsewhere."""
    names = ("project_name", "company")
    return None if shared.keys() - set(names) else Link("", *(_text(shared, name) for name in names))


def _row_of(typed: Typed) -> int:
    return int(re.sub(r"\D", "", typed.cell)) - 1


def _text(fields: dict[str, Typed], name: str) -> str:
    return fields[name].text if name in fields else ""
