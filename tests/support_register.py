"""An office in small: submissions of invented people, judged and recorded run by run, without files, forms or words.

What is wrong with a person is told by the values: no name, no phone (or one that is 坏), no level holds the row, and so
does the remark 不再推荐.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pandas as pd
from pandas import DataFrame

from pipeline.frame import as_frame, people_of, projects_of
from pipeline.model.documents import Examined, InboxFile, Outcome, Submission
from pipeline.model.fields import FIELDS
from pipeline.model.judgements import Columns, Finding
from pipeline.model.statements import Fate, Person, Problem, Project, Recognition, Row, Typed
from pipeline.reconcile import changes, holding, reconcile, sought
from pipeline.reconcile.state import Sought
from pipeline.register import BatchTerms, Register, RunRecord
from pipeline.register.migrations import STEPS
from pipeline.terms.findings import make
from pipeline.terms.working_days import due
from pipeline.text.fold import fold

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2025, 5, 6, 9, tzinfo=ZONE)
JUDGED = ["name", "phone_typed", "email", "level", "extra", "submission_id", "row_id", "file", "sheet"]
LEVELS = ("会员", "资深会员", "见习工程会员", "专业工程会员", "资深工程会员")
SOCIETIES = {"水利": ("水利学会", True), "电气": ("电气学会", True), "计算机": ("计算机学会", False)}


@dataclass(frozen=True)
class P:
    """A person row as typed."""

    name: str
    phone: str = ""
    email: str = ""
    level: str = "会员"
    domain: str = "水利"
    experience: str = ""
    number: str = ""  # 编号
    project: str = "水电站"
    remark: str = ""


def submission(
    unit: str,
    day: int,
    people: Sequence[P],
    *,
    sender: str = "",
    path: str = "",
    notice: str = "notice",
    corrects: str = "",
) -> Submission:
    """What `unit` sent on this day of April, the verified correction of another where it `corrects` one; numbered by
    Office."""
    file = path or f"2025-04-{day:02d} {unit}/附件3.xlsx"
    received = datetime(2025, 4, day, 10, tzinfo=ZONE)
    document = Examined(file, f"sha of {file}", 1, "xlsx", Outcome.PROCESSED, None, _recognition(people))
    return Submission(
        *(file, "", notice, unit, "sheet", sender, received, "name", False, True, "attachment-3", [document]),
        corrects=corrects,
    )


def _recognition(people: Sequence[P]) -> Recognition:
    projects = list(dict.fromkeys(person.project for person in people))
    return Recognition(
        kind="recommendation",
        form="attachment-3",
        rows=[Row("表", number, Fate.PEOPLE, person.name) for number, person in enumerate(people, 5)],
        people=[_person(person, number, projects.index(person.project)) for number, person in enumerate(people, 5)],
        projects=[
            Project("表", number, "dispatched", {"project_name": Typed(name)})
            for number, name in enumerate(projects, 5)
        ],
    )


def _person(person: P, row: int, project: int) -> Person:
    columns = ("name", "phone", "email", "level", "domain", "experience")
    fields = {
        name: Typed(getattr(person, name), f"{letter}{row}") for name, letter in zip(columns, "ABCDEF", strict=True)
    }
    extra = {"备注": person.remark} if person.remark else {}
    return Person("表", row, "dispatched", fields, project, extra=extra, person_id=person.number)


@dataclass
class Office:
    """A register and the settings that the next run judges by. `aliases` say what a typed level means. As long as it
    has the same `terms`, only open rows that new ones touch are judged again; one that looks at `everything` compares
    with all.
    """

    register: Register = field(default_factory=Register.in_memory)
    aliases: dict[str, str] = field(default_factory=dict)
    terms: str = ""
    everything: bool = False
    societies: dict[str, tuple[str, bool]] = field(default_factory=lambda: dict(SOCIETIES))

    def run(self, *submissions: Submission, files: Sequence[InboxFile] = (), now: datetime = NOW) -> str | None:
        """The name of the batch, of the last one where submissions of several notices make several."""
        return next(reversed(self.register.record(self.judged(submissions, files, now))), None)

    def judged(
        self, submissions: Sequence[Submission], files: Sequence[InboxFile] = (), now: datetime = NOW
    ) -> RunRecord:
        ordered = sorted(submissions, key=lambda one: (one.received_at, one.key))
        for number, one in enumerate(ordered, self.register.next_submission_number()):
            one.submission_id = f"S{number:05d}"
        names = sorted({"notice", *self.register.notices(), *(one.notice for one in ordered)})
        excluded, again = self.register.certificates.excluded(now.date())
        reopened = {*self.register.open_rows(dict.fromkeys(names, self.terms)), *again}
        people = self._normalised(as_frame(people_of(ordered) + self.register.typed_rows(reopened)))
        state = self.register.state(self._sought(people))
        if touched := state.open.difference(people["row_id"]):
            again = self._normalised(as_frame(self.register.typed_rows(touched)))
            people = pd.concat([people, again], ignore_index=True)
        found = findings(people)
        notices = frozenset(people["notice"].tolist())
        histories = self.register.certificates.histories(state, notices, now.date(), excluded)
        result = reconcile(people, holding(found), state, histories=histories)
        told, earlier = changes(self._sent(result.people), result.replaced, state)
        return RunRecord(
            dict.fromkeys(names, BatchTerms({"name": "本会"}, self.terms)), now, "0", {}, files, ordered, [],
            told, earlier, found + result.findings, fates(ordered),
            self._normalised(as_frame(projects_of(ordered))), due(now.date(), 10),
        )  # fmt: skip

    def _sought(self, people: DataFrame) -> Sought:
        found = sought(people)
        return found._replace(rows=set(self.register.export("people")["row_id"])) if self.everything else found

    def _normalised(self, frame: DataFrame) -> DataFrame:
        canonical = {name: frame[f"{name}_typed"] for name in FIELDS}
        canonical["phone"] = canonical["phone"].replace("坏", "")
        canonical["level"] = canonical["level"].replace(self.aliases)
        more = DataFrame({**canonical, "phone_other": "", "location_country": ""}, frame.index)
        return pd.concat([frame, more], axis=1)

    def _sent(self, people: DataFrame) -> DataFrame:
        routed = people["disposition"] == "routed"
        goes = [
            self.societies[domain] if sent else ("", False)
            for domain, sent in zip(people["domain"], routed, strict=True)
        ]
        return people.assign(
            society=[to for to, _ in goes], route_confirmed=[sure for _, sure in goes], route_reason=""
        )

    def dispositions(self) -> dict[str, str]:
        """Disposition of every person row, by "file:row"."""
        people = self.register.export("people")
        places = (f"{file}:{row}" for file, row in zip(people["source_file"], people["source_row"], strict=True))
        return dict(zip(places, people["disposition"], strict=True))


def lines(columns: Columns, *names: str) -> list[dict[str, Any]]:
    """The rows of a table of the register; of these columns, or of all."""
    chosen = names or tuple(columns)
    return [dict(zip(chosen, row, strict=True)) for row in zip(*(columns[name] for name in chosen), strict=True)]


def findings(people: DataFrame) -> list[Finding]:
    """What is wrong with each row by itself."""
    found = []
    for row in people[JUDGED].to_dict("records"):
        slugs = {
            "name-missing": not row["name"],
            "phone-missing": not row["phone_typed"] and not row["email"],
            "phone-invalid": row["phone_typed"] == "坏",
            "level-unknown": row["level"] not in LEVELS,
            "not-recommended": row["extra"].get("备注") == "不再推荐",
        }
        for slug, wrong in slugs.items():
            if wrong:
                about = (row["submission_id"], row["row_id"], slug.partition("-")[0], row["file"])
                found.append(make(Problem(slug, row["sheet"]), *about))
    return found


def fates(submissions: Sequence[Submission]) -> list[dict[str, object]]:
    return [
        {"row_id": f"{document.file}:{row.row}", "submission_id": one.submission_id, "file": document.file}
        | {"sheet": row.sheet, "row": row.row, "fate": row.fate.value, "text": row.text}
        for one in submissions
        for document in one.documents
        for row in (document.recognition.rows if document.recognition else ())
    ]


def of_version(version: int, path: Path, source: Path) -> None:
    """A register as the program made it before, with what the register `source` holds; its rows lie in no order."""
    with sqlite3.connect(path) as made:
        made.create_function("fold", 1, fold)
        made.executescript("".join(STEPS[:version]))
        made.execute("ATTACH ? AS source", (str(source),))
        for (name,) in made.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            kept = {row[1] for row in made.execute(f"PRAGMA source.table_info({name})")}
            columns = [row[1] for row in made.execute(f"PRAGMA main.table_info({name})")]
            values = ", ".join(f'"{column}"' if column in kept else "'notice'" for column in columns)
            made.execute(f"INSERT INTO main.{name} SELECT {values} FROM source.{name} ORDER BY hex(randomblob(4))")
        made.execute("UPDATE meta SET value = ? WHERE key = 'version'", (str(version),))
        made.execute("DELETE FROM meta WHERE key = 'drawn'")
