"""Compare worlds with what the program made of them.

Counted for each world, and summed for each of its habits:

- people, found: a person is found when a row of the submission has their name, or their phone and project;
- vanished: not found, and no warning about the document says that anything was left unread;
- spurious: rows of the submission that are nobody;
- fields, fields right: the published fields of those found (truth.FIELDS), except those that nobody can judge;
- disposed: dispositions that are right; a held person must be held for a reason that fits;
- leaked: routed although they had to be held;
- silent: routed, a published field is wrong, and no warning or error of that person names the field;
- needless: a warning or error where the value is right and nothing had to be said, or a hold of somebody to be routed;
- unsaid: something had to be said of a field or document, and was not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.worlds.run import Outcome
from tests.worlds.truth import FIELDS, Person
from tests.worlds.world import World

FIELD_OF_FINDING = {"location": "location_country", "chinese": "chinese_engineers"}
LOUD = ("warning", "error")
# Said of every submission here, or of people of other units that this world knows nothing of.
UNREAD = {"no-table", "content-unread", "people-unread", "unreadable", "program-fault", "stray-cells"}
ALWAYS = {"scan-missing", "same-name", "phone-shared", "duplicate-across-units"}


@dataclass
class Complaint:
    """One thing that is wrong: in which world, what, of whom, what was wanted and what came."""

    world: World
    what: str
    person: str
    field: str
    wanted: str
    got: str
    findings: str


@dataclass
class Score:
    """Sums by world number, and what was wrong."""

    by_world: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    complaints: list[Complaint] = field(default_factory=list)

    def total(self, worlds: Iterable[World]) -> Counter[str]:
        tally: Counter[str] = Counter()
        for world in worlds:
            tally["worlds"] += 1
            tally.update(self.by_world[world.number])
        return tally


def squash(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def score(worlds: list[World], outcome: Outcome) -> Score:
    """Every world against its rows and findings."""
    result = Score()
    rows_of: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in outcome.people:
        rows_of[root(row["source_file"])].append(row)
    findings_of: dict[str, list[dict[str, str]]] = defaultdict(list)
    by_row: dict[str, list[dict[str, str]]] = defaultdict(list)
    for finding in outcome.findings:
        findings_of[root(finding["file"])].append(finding)
        if finding["row_id"]:
            by_row[finding["row_id"]].append(finding)
    for world in worlds:
        rows = [row for root in world.roots for row in rows_of[root]]
        findings = [finding for root in world.roots for finding in findings_of[root]]
        _World(world, result, rows, findings, by_row).compare()
    return result


def root(path: str) -> str:
    """The folder or file of the inbox that a path begins with."""
    return path.split("!", maxsplit=1)[0].replace("\\", "/").split("/")[0]


@dataclass
class _World:
    world: World
    result: Score
    rows: list[dict[str, str]]
    findings: list[dict[str, str]]
    by_row: dict[str, list[dict[str, str]]]

    @property
    def told_of(self) -> set[str]:
        """Fields that a warning about the whole document names."""
        told = [finding["field"] for finding in self.findings if not finding["row_id"] and finding["severity"] in LOUD]
        return {FIELD_OF_FINDING.get(name, name) for name in told if name}

    def compare(self) -> None:
        tally = self.result.by_world[self.world.number]
        free = list(self.rows)
        unread = {finding["slug"] for finding in self.findings if finding["severity"] in LOUD} & UNREAD
        for person in self.world.people:
            tally["people"] += 1
            row = best(person, self.world.unit, free)
            if row is None:
                tally["vanished"] += not unread
                self.complain(
                    "lost" if unread else "vanished", person.name, "", "a row", "none", ";".join(sorted(unread))
                )
                continue
            free.remove(row)
            tally["found"] += 1
            self.person(tally, person, row)
        for row in free:
            if row["name"] in self.world.optional_names:
                continue
            tally["spurious"] += 1
            self.complain(
                "spurious",
                row["name"],
                "",
                "nobody",
                f"{row['source_sheet']}!{row['source_row']} {row['phone']}",
                row["findings"],
            )
        self.document(tally)

    def person(self, tally: Counter[str], person: Person, row: dict[str, str]) -> None:
        said = [finding for finding in self.by_row[row["row_id"]] if finding["severity"] in LOUD]
        loud = {FIELD_OF_FINDING.get(finding["field"], finding["field"]) for finding in said} | self.told_of
        routed = row["disposition"] == "routed"
        wrong = set()
        silent = False
        for name, wanted in person.fields(self.world.unit).items():
            if name in person.unsure:
                continue
            tally["fields"] += 1
            if squash(row[name]) in (squash(wanted), squash(person.as_good.get(name, wanted))):
                tally["fields_right"] += 1
                continue
            wrong.add(name)
            quiet = routed and name not in loud
            silent |= quiet
            typed = row.get(f"{name.removesuffix('_country') if name == 'location_country' else name}_typed", "")
            got = row[name] if typed in ("", row[name]) else f"{row[name]} ({typed})"
            self.complain("silent" if quiet else "field", person.name, name, wanted, got, row["findings"])
        tally["silent"] += silent
        self.disposed(tally, person, row)
        for name in person.must - loud:
            if routed and person.disposition == "routed":
                tally["unsaid"] += 1
                self.complain("unsaid", person.name, name, "something said", "nothing", row["findings"])
        if person.disposition == "routed":
            self.needless(tally, person, row, said, wrong)

    def disposed(self, tally: Counter[str], person: Person, row: dict[str, str]) -> None:
        got, slugs = row["disposition"], set(row["findings"].split(";"))
        right = got in (person.disposition, *person.also)
        if got == person.disposition == "held":
            right = bool(slugs & set(person.why))
        tally["disposed_right"] += right
        if right:
            return
        leaked = got == "routed"
        tally["leaked"] += leaked
        wanted = f"{person.disposition} {'|'.join(person.why)}"
        self.complain("leaked" if leaked else "disposition", person.name, "disposition", wanted, got, row["findings"])

    def needless(
        self, tally: Counter[str], person: Person, row: dict[str, str], said: list[dict[str, str]], wrong: set[str]
    ) -> None:
        silent_about = person.sayable | person.must | person.unsure | wrong
        for finding in said:
            name = FIELD_OF_FINDING.get(finding["field"], finding["field"])
            if name in silent_about or finding["slug"] in ALWAYS | self.world.may | self.world.must:
                continue
            tally["needless"] += 1
            self.complain(
                "needless",
                person.name,
                name,
                "nothing said",
                f"{finding['slug']} {finding['value']!r}",
                row["findings"],
            )

    def document(self, tally: Counter[str]) -> None:
        told = {finding["slug"] for finding in self.findings if not finding["row_id"]}
        loud = {finding["slug"] for finding in self.findings if not finding["row_id"] and finding["severity"] in LOUD}
        allowed = ALWAYS | self.world.may | self.world.must
        if tally["found"] < tally["people"]:
            allowed |= UNREAD  # that something was left unread is true then
        covered = {field for person in self.world.people for field in person.sayable | person.must}
        for finding in self.findings:
            if finding["row_id"] or finding["slug"] not in loud - allowed or finding["severity"] not in LOUD:
                continue
            name = FIELD_OF_FINDING.get(finding["field"], finding["field"])
            if name and name in covered:
                continue
            tally["needless"] += 1
            self.complain(
                "needless", "", name, "nothing said", f"{finding['slug']} {finding['value'][:40]!r}", finding["message"]
            )
        if "people-unread" in told or any(row["name"] in self.world.optional_names for row in self.rows):
            told.add("content-unread")  # said in other words, or not unread
        for slug in sorted(self.world.must - told):
            tally["unsaid"] += 1
            self.complain("unsaid", "", "", slug, "nothing", ";".join(sorted(told)))

    def complain(self, what: str, person: str, name: str, wanted: str, got: str, findings: str) -> None:
        self.result.complaints.append(Complaint(self.world, what, person, name, wanted, got, findings))


def best(person: Person, unit: str, rows: list[dict[str, str]]) -> dict[str, str] | None:
    """The row that is this person, if any."""
    wanted = person.fields(unit)

    def fit(row: dict[str, str]) -> float:
        told = [weight for name, weight in person.marks if same(name, wanted[name], row[name])]
        return sum(told) + 0.5 * (row["disposition"] == person.disposition)

    found = max(rows, key=fit, default=None)
    return found if found is not None and fit(found) >= 4.5 else None


def same(name: str, wanted: str, got: str) -> bool:
    """Whether a row tells the same; no phone is like no other."""
    return bool(wanted and got == wanted) if name == "phone" else squash(got) == squash(wanted)


__all__ = ["FIELDS", "Complaint", "Score", "score"]
