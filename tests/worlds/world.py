"""One world: a unit, its people, the clerk's style, and the files that come of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.worlds.chance import Dice
from tests.worlds.sketch import Book, Sheet, Table
from tests.worlds.truth import Person


@dataclass
class Style:
    """How this clerk works. `plain` is the share of words taken from the notice; 1 for a clerk without habits."""

    layout: str = "form"
    kind: str = "xlsx"
    plain: float = 1.0
    head: str = "printed"
    fill: str = "merge"
    numbering: str = "project"
    company: str = "combined"
    carrier: str = "folder"  # folder, mail, zip


@dataclass
class World:
    """What is drawn, written and compared.

    `may` are findings on documents that are not needless, `must` those that have to be there.
    """

    number: int
    seed: str
    dice: Dice
    unit: str
    people: list[Person]
    style: Style
    only: str = ""  # the one thing that it was drawn to show
    habits: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    further_sheets: list[Sheet] = field(default_factory=list)
    books: list[Book] = field(default_factory=list)
    loose: list[tuple[str, bytes]] = field(default_factory=list)  # further files of the submission
    may: set[str] = field(default_factory=set)
    must: set[str] = field(default_factory=set)
    caption_words: dict[str, str] = field(default_factory=dict)
    unit_place: str = "line"  # line, header, footer, box, sheet, nowhere
    project_texts: dict[int, dict[str, str]] = field(default_factory=dict)  # by the project's identity
    project_typed: dict[int, dict[str, str]] = field(default_factory=dict)  # what the clerk writes instead
    sheet_names: dict[str, str] = field(default_factory=dict)  # by section
    part_names: dict[int, str] = field(default_factory=dict)  # sheet names by a table's identity
    file_of_part: dict[int, str] = field(default_factory=dict)  # file names by a table's identity
    file_names: dict[str, str] = field(default_factory=dict)  # by section: a file for each
    optional_names: set[str] = field(default_factory=set)  # people that may be read, and need not be

    @property
    def size(self) -> int:
        """How much of what is counted it holds."""
        return len(self.people)

    @property
    def folder(self) -> str:
        """The submission's name in the inbox."""
        return self.unit

    @property
    def mail_name(self) -> str:
        return f"w{self.number:05d}.eml"

    @property
    def roots(self) -> list[str]:
        """What of this submission lies in the inbox."""
        return [self.mail_name if self.style.carrier == "mail" else self.folder]

    @property
    def sections(self) -> list[str]:
        return [
            section for section in ("dispatched", "planned") if any(p.project.section == section for p in self.people)
        ]
