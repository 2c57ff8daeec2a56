"""One submission to a notice: its people, its style, the tables and files that come of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.worlds.notices.applicant import Applicant
from tests.worlds.package import name_of, written
from tests.worlds.world import World
from tests.worlds.write_text import mail, zipped


@dataclass
class Sending(World):
    """A world of applicants. `plan` holds what habits want of the tables before these are made."""

    people: list[Applicant]  # type: ignore[assignment]
    form: str = ""
    received: str = ""  # date of the mail, as its header has it
    subject: str = ""
    columns: list[str] = field(default_factory=list)
    stems: dict[int, str] = field(default_factory=dict)  # file names by a person's identity
    title: str = ""
    title_place: str = "line"  # line, cell, header, nowhere
    plan: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)  # below the table
    extra_lines: list[tuple[str, str]] = field(default_factory=list)  # labels and values that the form does not ask
    together: set[str] = field(default_factory=set)  # fields whose value stands in the cell of their label

    @property
    def roots(self) -> list[str]:
        """What of this submission lies in the inbox."""
        if self.style.carrier == "loose":
            return [*map(name_of, self.books), *(name for name, _ in self.loose)]
        return [self.mail_name if self.style.carrier == "mail" else self.folder]

    def inside(self) -> list[tuple[str, bytes]]:
        return [written(book) for book in self.books] + self.loose

    def files(self) -> list[tuple[str, bytes]]:
        """Paths inside the inbox and their bytes."""
        inside = self.inside()
        if self.style.carrier == "loose":
            return inside
        if self.style.carrier == "zip":
            inside = [(f"{self.unit}.zip", zipped(inside))]
        if self.style.carrier != "mail":
            return [(f"{self.folder}/{name}", content) for name, content in inside]
        text = "您好，现报送申报材料，请查收。"
        sender = f"clerk{self.number}@corp.example.com"
        return [(self.mail_name, mail(self.subject, sender, text, "", inside, self.received))]
